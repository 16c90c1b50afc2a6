//! The sentences about findings, in Spanish. The candidate is "usted", as in reasons and advice.

use crate::proofread::{Issue, Origin, Replacement, ToneIssue};

use super::days;

pub(super) fn sentence(issue: &Issue<'_>) -> String {
    match *issue {
        Issue::NoGreeting { greeting } => format!("Falta el saludo.{}", write_greeting(greeting)),
        Issue::GreetsNobody { greeting } => format!("El saludo no nombra a nadie.{}", write_greeting(greeting)),
        Issue::NotGreeted { recipient } => format!("No saluda a {recipient} por su nombre."),
        Issue::NoSubject => "Falta el asunto; nombre en él el puesto.".to_owned(),
        Issue::EmptySubject => "El asunto está vacío; nombre en él el puesto.".to_owned(),
        Issue::SubjectWithoutPosition { title } => {
            let title = title.map_or_else(String::new, |title| format!(", «{title}»"));
            format!("El asunto no nombra el puesto{title}.")
        }
        Issue::SubjectSaysNothing => "El asunto no dice de qué trata el mensaje.".to_owned(),
        Issue::SubjectTooLong => "El asunto es demasiado largo para leerlo de un vistazo.".to_owned(),
        Issue::SubjectInCapitals => "El asunto está todo en mayúsculas.".to_owned(),
        Issue::NoThanks => "Faltan las gracias por el tiempo de la otra persona.".to_owned(),
        Issue::NoNextSteps => "Falta la pregunta por los próximos pasos, o por la fecha de la decisión.".to_owned(),
        Issue::NothingSpecific { assignment, example } => {
            let example = example.map_or_else(String::new, |example| format!(" Usted anotó: «{example}»."));
            if assignment {
                format!("Nada en el mensaje trata de la prueba; recuerde algo de ella.{example}")
            } else {
                format!("Nada en el mensaje procede de la entrevista; recuerde algo de lo que se habló.{example}")
            }
        }
        Issue::TooManyWords { count, most } => too_long(count, most, "palabras"),
        Issue::TooManyCharacters { count, most } => too_long(count, most, "caracteres"),
        Issue::TooManyParagraphs { count, most } => format!("Tiene {count} párrafos; bastan {most}."),
        Issue::Repeated => "Es casi igual que un mensaje anterior a esta persona; diga algo nuevo.".to_owned(),
        Issue::SameAsColleague { name } => {
            let whom = name.unwrap_or("otra persona del equipo");
            format!("Es casi igual que el mensaje a {whom}; recuerde algo de la conversación con esta persona.")
        }
        Issue::CasualFarewell { quote } => {
            format!("«{quote}» es una despedida entre amigos; a una empresa le conviene «Un cordial saludo».")
        }
        Issue::NoSignOff => {
            "Falta una despedida profesional, como «Un cordial saludo», con su nombre debajo.".to_owned()
        }
        Issue::NoNameBelow => "Falta el nombre bajo la despedida.".to_owned(),
        Issue::NoContactDetails => "Falta un número o una dirección para responder, bajo el nombre.".to_owned(),
        Issue::NoNumber => "No dice a qué número hay que devolver la llamada.".to_owned(),
        Issue::NoCaller => "No dice quién llama.".to_owned(),
        Issue::Tone { quote, tone } => format!("«{quote}» {}.", of_tone(tone)),
        Issue::DoubledMarks { quote } => format!("«{quote}»: basta un signo."),
        Issue::Shouted { quote } => format!("«{quote}» suena a grito; escríbalo en minúsculas."),
        Issue::ManyExclamationMarks { count } => {
            format!("Hay {count} signos de exclamación; con uno como mucho, el mensaje transmite calma.")
        }
        Issue::Emoticon { quote } => format!("«{quote}» no encaja en un mensaje a una empresa; quítelo."),
        Issue::Placeholder { quote, origin, wanted } => placeholder(quote, origin, wanted),
        Issue::UnknownWord { quote, slip: false } => {
            format!("«{quote}» no está en el diccionario; si es un nombre o un término, compruebe cómo se escribe.")
        }
        Issue::UnknownWord { quote, slip: true } => {
            format!("«{quote}» no está en el diccionario; parece una errata.")
        }
        _ => of_names(issue),
    }
}

/// About names and dates.
fn of_names(issue: &Issue<'_>) -> String {
    let named = |quote: &str, but: String| format!("Se nombra «{quote}», pero {but}.");
    match *issue {
        Issue::NotRecipient { quote, recipient } => named(quote, format!("el mensaje es para {recipient}")),
        Issue::MisspeltRecipient { quote, recipient } => {
            named(quote, format!("el nombre de la persona destinataria se escribe «{recipient}»"))
        }
        Issue::UnknownPerson { quote } => named(quote, "nadie se llama así entre los contactos".to_owned()),
        Issue::MisspeltContact { quote, name } => named(quote, format!("el nombre del contacto se escribe «{name}»")),
        Issue::NotCandidate { quote, candidate } => named(quote, format!("quien se postula es {candidate}")),
        Issue::MisspeltCandidate { quote, candidate } => {
            named(quote, format!("el nombre de quien se postula se escribe «{candidate}»"))
        }
        Issue::OnlyParticle { quote, name } => {
            format!("«{quote}» es solo una parte del apellido: escriba «{name}».")
        }
        Issue::FamilyNameFirst { quote, name } => {
            format!("En «{quote}» el apellido va primero: escriba «{name}».")
        }
        Issue::OtherOrder { quote, name } => {
            format!("«{quote}» tiene otro orden que el nombre del contacto, «{name}»: compruebe cuál es el correcto.")
        }
        Issue::CutFamilyName { quote, name } => {
            format!("A «{quote}» le puede faltar una parte del apellido: el contacto se llama «{name}».")
        }
        Issue::OfOtherApplication { quote, company } => {
            format!("«{quote}» es de la candidatura a {company}, no de esta.")
        }
        Issue::OtherCompany { quote, own } => company(quote, "la empresa de otra candidatura", own),
        Issue::MisspeltCompany { quote, own } => {
            company(quote, "casi el nombre de esta empresa, pero no del todo", own)
        }
        Issue::UnknownCompany { quote, own } => company(quote, "una empresa que no es la de esta candidatura", own),
        Issue::OtherPosition { quote, own } => {
            format!("«{quote}» es otro puesto; esta candidatura es para {own}.")
        }
        Issue::WrongWeekday { quote, date } => {
            let date = date.map_or_else(String::new, |date| format!(": {}", days::with_year(date)));
            format!("«{quote}» no puede ser{date}.")
        }
        Issue::OtherDay { quote, on } => {
            format!("«{quote}» no es el día de la entrevista, que fue el {}.", days::formatted(on).date)
        }
        _ => String::new(),
    }
}

fn write_greeting(greeting: Option<&str>) -> String {
    greeting.map_or_else(String::new, |greeting| format!(" Escriba «{greeting}»."))
}

fn too_long(count: usize, most: usize, unit: &str) -> String {
    format!("Tiene {count} {unit}; hasta {most} se leen con gusto.")
}

fn company(quote: &str, is: &str, own: Option<&str>) -> String {
    let but = own.map_or_else(String::new, |own| format!("; esta es para {own}"));
    format!("«{quote}» es {is}{but}.")
}

const fn of_tone(tone: ToneIssue) -> &'static str {
    match tone {
        ToneIssue::Slang => "es demasiado coloquial para un mensaje a una empresa",
        ToneIssue::Shorthand => "es una abreviatura de chat; escríbala entera",
        ToneIssue::Chatty => "suena bastante informal; una palabra más sencilla es más segura",
        ToneIssue::Demands => "suena a exigencia; pregunte en su lugar",
        ToneIssue::Impatience => "presiona a quien lo lee; quítelo",
        ToneIssue::Begging => "suena a desesperación; diga en su lugar por qué le conviene el puesto",
        ToneIssue::Gushing => "suena exagerado; una palabra sencilla muestra más seguridad",
        ToneIssue::Excuses => "es una excusa; quítela",
        ToneIssue::Complaints => "es una queja; se recuerda más que todo lo demás",
        ToneIssue::Belittling => "le quita mérito; quítelo",
        ToneIssue::Pay => "trata del sueldo o de prestaciones, que no son asunto de un mensaje de seguimiento",
        ToneIssue::Vacation => "trata de días libres, que no son asunto de un mensaje de seguimiento",
    }
}

fn placeholder(quote: &str, origin: Origin, wanted: Replacement) -> String {
    let write = match wanted {
        Replacement::Name => "el nombre",
        Replacement::Company => "el nombre de la empresa",
        Replacement::Position => "el puesto",
        Replacement::Date => "la fecha",
        Replacement::Phone => "el número de teléfono",
        Replacement::Email => "la dirección de correo electrónico",
        Replacement::Value => "lo que corresponde",
    };
    match origin {
        Origin::Field => format!("«{quote}» es un campo de plantilla sin rellenar: escriba {write}."),
        Origin::Program => format!("«{quote}» es lo que escribe un programa cuando falta un valor: escriba {write}."),
        Origin::Spreadsheet => format!("«{quote}» es el error de una fórmula de hoja de cálculo: escriba {write}."),
        Origin::Form => format!("«{quote}» es un hueco de una carta modelo: escriba {write}."),
        Origin::Instruction => {
            format!("«{quote}» es una instrucción de una carta modelo: ponga en su lugar sus propias palabras.")
        }
        Origin::Prompt => format!("«{quote}» lo puso un procesador de textos: sustitúyalo o bórrelo."),
        Origin::Blank => format!("«{quote}» es un hueco vacío: escriba {write}."),
        Origin::DatePattern => format!("«{quote}» es el patrón de una fecha: escriba la fecha."),
        Origin::Note => format!("«{quote}» es una nota para usted: termine el pasaje o borre la nota."),
        Origin::BlindText => format!("«{quote}» es un texto de relleno: ponga en su lugar sus propias palabras."),
        Origin::Gap => format!("En «{quote}» no hay nada donde debería estar {write}: escriba {write}."),
    }
}
