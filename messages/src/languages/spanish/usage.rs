//! The conventions of written Spanish that the proofreader checks.

use std::sync::LazyLock;

use crate::proofread::{Marks, Phrases, Usage, UsageIssue, regex, word_set};

const DAY: &str = "Lunes|Martes|Miércoles|Jueves|Viernes|Sábado|Domingo";
const MONTH: &str =
    "Enero|Febrero|Marzo|Abril|Mayo|Junio|Julio|Agosto|Septiembre|Setiembre|Octubre|Noviembre|Diciembre";

pub(super) static USAGE: LazyLock<Usage> = LazyLock::new(|| Usage {
    contradictions: Phrases::new(
        "estimado (sra|srta|señora|señorita|dra|doctora|profa|profesora|doña) => Estimada $1\n\
        estimada (sr|señor|dr|doctor|profesor|don) => Estimado $1\n\
        querido (sra|señora|dra|doña) => Querida $1\nquerida (sr|señor|don) => Querido $1\n\
        apreciado (sra|señora|dra) => Apreciada $1\napreciada (sr|señor) => Apreciado $1\n",
    ),
    of_ms: regex(r"(?i)\b(?:sra|srta|señora|dra|profa|estimada|querida|apreciada|distinguida)\b"),
    of_mr: regex(r"(?i)\b(?:sr|señor|estimado|querido|apreciado|distinguido)\b"),
    casual_greeting: Some(regex(r"^(?i:buenas)\s+[\p{Lu}&&[^TN]]\p{Ll}+[,:]|^(?i:buenas)\s*[,:]")),
    familiar: regex(
        r"(?i)\b(tú|tus?|contigo|te|puedes|tienes|quieres|sabes|necesitas|avísame|llámame|dime|escríbeme)\b|\b(?-i:para|a|de|en) ((?-i:ti))\b",
    ),
    formal: regex(
        r"(?i)\b(usted|a su disposición|su disposición|(?:le|les) (?:agradezco|escribo|llamo|saludo|doy (?:las|mis) gracias|deseo|ruego)|su (?:tiempo|atención|amabilidad))\b",
    ),
    formal_greeting: regex(r"(?i)\b(?:sra|sr|srta|señora|señor|dra|dr)\b"),
    small_you: None,
    marks: Marks::Opened,
    small_behind_greeting: word_set(""),
    without_comma: None,
    with_colon: Some(regex(r"(?i)^(?:estimad|querid|apreciad|distinguid)[oa]s?\b")),
    capital_days: Some(regex(&format!(
        r"\b(?:el|del|al|este|próximo|pasado)\s+({DAY})\b|(?:\d\s+de|\b(?:en|desde))\s+({MONTH})\b|\b({DAY}),?\s+\d"
    ))),
    never_twice: word_set("el la los las un una de del y por para con en mi su sus al a se me le muy sobre pero"),
    twice_in_clauses: word_set(""),
    doubled: word_set("muchas muchos muchísimas mucho bien casi poco todo toda nada tanto"),
    usual_farewells: None,
    describe,
});

fn describe(issue: &UsageIssue<'_>) -> String {
    match *issue {
        UsageIssue::OtherLanguage { quote } => {
            format!("«{quote}» está en un idioma distinto del mensaje; escríbalo en español.")
        }
        UsageIssue::OtherRegister { quote, familiar: true } => {
            format!("«{quote}» tutea, y el resto trata de usted; mantenga un solo tratamiento.")
        }
        UsageIssue::OtherRegister { quote, familiar: false } => {
            format!("«{quote}» trata de usted, y el resto tutea; mantenga un solo tratamiento.")
        }
        UsageIssue::Disagreement { quote, instead } => format!("«{quote}» no concuerda: escriba «{instead}»."),
        UsageIssue::OtherFormOfAddress { quote, recipient } => {
            format!("«{quote}» no es el tratamiento de {recipient}.")
        }
        UsageIssue::OtherFormBelow { quote } => format!("«{quote}» contradice el saludo."),
        UsageIssue::OnlyLastSurname { quote, surnames } => {
            format!("«{quote}» lleva solo el segundo apellido; los apellidos son «{surnames}».")
        }
        UsageIssue::CasualGreeting { quote } => {
            format!("«{quote}» es demasiado coloquial; «Buenos días» es más seguro.")
        }
        UsageIssue::NoOpeningMark { mark } => format!("Falta el signo de apertura «{mark}»."),
        UsageIssue::CommaForColon => "Tras el saludo de una carta van dos puntos, no una coma.".to_owned(),
        UsageIssue::CapitalDay { instead } => {
            format!("Los días y los meses se escriben con minúscula: «{instead}».")
        }
        UsageIssue::Twice { quote } => format!("«{quote}»: la palabra está repetida."),
        UsageIssue::SmallYou { .. }
        | UsageIssue::NoSpace { .. }
        | UsageIssue::CapitalBehindGreeting { .. }
        | UsageIssue::CommaBehindSignOff
        | UsageIssue::Eszett { .. } => String::new(),
    }
}
