//! The Spanish words by which texts are proofread.

use std::sync::LazyLock;

use crate::proofread::{DayWords, Lexicon, Phrases, ToneIssue, regex, word_set};

macro_rules! phrases {
    ($file:literal) => {
        Phrases::new(include_str!(concat!($file, ".txt")))
    };
}

macro_rules! words {
    ($file:literal) => {
        word_set(include_str!(concat!($file, ".txt")))
    };
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
    opening: regex(concat!(
        r"(?i)^[ \t]*(?:hola|buen(?:os|as)?\s+(?:d[ií]as?|tardes|noches)|buenas|(?:muy\s+)?(?:estimad|apreciad|querid|distinguid)[oa](?:s|/a|/o)?(?:\s+y\s+(?:estimad|apreciad|querid)[oa]s?)?(?:\s+(?:señor(?:a|es|as)?))?",
        r"|muy\s+señor(?:a|es|as)?\s+m[ií][oa]s?|señor(?:a|es|as)?|a\s+la\s+atención\s+de|a\s+quien|saludos|hey+|dear|hi|hello|bonjour|guten\s+tag)\b[ \t]*,?[ \t]*",
    )),
    valedictions: phrases!("words/valedictions"),
    casual_farewells: phrases!("words/casual_farewells"),
    farewells: &["Un cordial saludo,", "Atentamente,"],
    sign_offs: &["Un cordial saludo,", "Atentamente,"],
    and: "y",
    nobody: words!("words/nobody"),
    nobody_joined: words!("words/nobody_joined"),
    thanks: phrases!("words/thanks"),
    next_steps: phrases!("words/next_steps"),
    asked_of_process: None,
    empty_subjects: phrases!("words/empty_subjects"),
    usual: words!("words/usual"),
    endings: &[
        "amientos", "imientos", "amiento", "imiento", "aciones", "ariamos", "ieramos", "aremos", "eremos", "iremos",
        "acion", "mente", "abamos", "iendo", "ando", "aron", "ieron", "aria", "eria", "iria", "ados", "adas", "idos",
        "idas", "ado", "ada", "ido", "ida", "aba", "aste", "iste", "amos", "emos", "imos", "ar", "er", "ir", "es",
        "os", "as", "an", "en", "o", "a", "e", "s",
    ],
    number: regex(
        r"(?i)\d(?:[\d\s().\-/]*\d){5,}|(?:\b(?:cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|doble)\b[\s,-]*){6,}",
    ),
    introduction: regex(r"(?i)\b(?:soy|me llamo|mi nombre es|habla|le habla|te habla|al habla|repito:)\s+\p{Lu}"),
    caller: regex(
        r"(?:[Ss]oy|[Mm]e llamo|[Mm]i nombre es|[Ll]e habla|[Tt]e habla) (\p{Lu}[\p{L}'-]*(?:\s+(?:de\s+|del\s+|la\s+|y\s+)?\p{Lu}[\p{L}'-]*){0,4})(?:[.,;!]|\s+(?:y|de|con|otra)\b|$)",
    ),
    called: regex(
        r"^(?:Hola|Buen(?:os|as)? (?:días|tardes|noches|día)|Estimad[oa]),?\s+((?:(?:Sr|Sra|Srta|Dr|Dra|Prof|Profa|Lic|Ing)\.?\s+)?\p{Lu}[\p{L}'-]+(?:\s+(?:de\s+|del\s+|la\s+)*\p{Lu}[\p{L}'-]*)*)",
    ),
    addressed: regex(
        r"(?:[Gg]racias|\bde nuevo|\btiempo|\bpronto)(?: (?:de nuevo|otra vez|por todo))?, (\p{Lu}[\p{L}'-]+)\s*(?:[.,!?;]|$)",
    ),
    offered: regex(concat!(
        r"\b(?i:(?:puesto|vacante|posición|cargo|plaza|oportunidad|entrevista|oferta|candidatura)(?: de [\p{L}\d+#./-]+(?: [\p{L}\d+#./-]+){0,4}?)? (?:en|con)",
        r"|(?:incorporarme|unirme|sumarme|entrar) (?:a|en)|trabajar (?:en|para|con)|formar parte de|(?:el )?equipo de)",
        r" (\p{Lu}[\p{L}\d&.'+-]*(?:[ ](?:&[ ])?\p{Lu}[\p{L}\d&.'+-]*)*)",
    )),
    no_company: &["usted", "ustedes", "ud", "uds", "sra", "sr", "senora", "senor", "srta", "dra", "dr"],
    titled: regex(
        r"(?i)\b(?:puesto|vacante|posición|cargo|plaza|oferta) (?:de|como|para) ((?:[\p{L}\d+#&./'-]+ ){0,6}?[\p{L}\d+#&./-]+)(?: (?:en|con|que|del?|el|y|para|será|está|fue|estaba)\b|[.,;:?!\n]|$)",
    ),
    roles: words!("words/roles"),
    before_title: words!("words/before_title"),
    days: DayWords::day_first(
        &MONTHS,
        &WEEKDAYS,
        ["(?:día\\s+)?", "de"],
        r"ayer|hoy|esta\ mañana|esta\ tarde|anteayer",
        &["ayer"],
    ),
    talk: regex(
        r"(?i)\b(?:entrevist\p{L}*|habl(?:amos|é|ar|ando|ado)|convers\p{L}*|convers(?:amos|ación|ar)|reuni(?:ón|mos|rnos|eron)|charl\p{L}*|llamada|nos vimos|conoc(?:imos|erle|erte)|visita|recib\p{L}*|tiempo)\b",
    ),
    own_talk: None,
    then_talked: None,
    elsewhere: regex(
        r"(?i)\b(?:antes del?|hasta|después del?|desde|a partir del?|para el|decisión|decid\p{L}*|plazo|incorpor\p{L}*|disponible|disponibilidad|podr\p{L}*|prevista|previsto|respuesta|mensaje|correo|escrib\p{L}*|envi\p{L}*|llam(?:é|ar|aré)|candidatura|solicit\p{L}*|present(?:é|aré)|prueba|noticias|otra fecha)\b",
    ),
    of_day: regex(
        r"(?i)^(?: de \d{4})?(?: por la (?:mañana|tarde))? en (?:la|nuestra) (?:entrevista|conversación|reunión)\b",
    ),
    thanked: regex(r"(?i)\b(?:gracias|agrade\p{L}*)\b.{0,60}\b(?:entrevista|conversación|reunión|charla|tiempo)\b"),
    rounds: regex(
        r"(?i)\b(?:(?:primera|segunda|tercera|anterior|anteriores|previa|última|ambas|dos|tres) (?:entrevistas?|conversación|conversaciones|reunión|reuniones|rondas?|vez)|entrevistas|conversaciones|de nuevo|otra vez)\b",
    ),
    to_come: Some(regex(
        r"(?i)\b(?:(?:segund[ao]|tercera?|próxim[ao]|siguiente|nuev[ao]|otra) (?:entrevista|conversación|reunión|ronda|encuentro|cita)|me (?:viene|va) (?:muy )?bien|confirmo)\b",
    )),
    tone: vec![
        (ToneIssue::Slang, phrases!("tone/slang")),
        (ToneIssue::Shorthand, phrases!("tone/shorthand")),
        (ToneIssue::Chatty, phrases!("tone/chatty")),
        (ToneIssue::Demands, phrases!("tone/demands")),
        (ToneIssue::Impatience, phrases!("tone/impatience")),
        (ToneIssue::Begging, phrases!("tone/begging")),
        (ToneIssue::Gushing, phrases!("tone/gushing")),
        (ToneIssue::Excuses, phrases!("tone/excuses")),
        (ToneIssue::Complaints, phrases!("tone/complaints")),
        (ToneIssue::Belittling, phrases!("tone/belittling")),
        (ToneIssue::Pay, phrases!("tone/pay")),
        (ToneIssue::Vacation, phrases!("tone/vacation")),
    ],
    own_pay: phrases!("tone/own_pay"),
    matters_of_pay: words!("words/matters_of_pay").into_iter().collect(),
    asking: words!("words/asking"),
    shouted: words!("words/shouted"),
    disappointed: "decepcion",
    you: &["usted", "ustedes", "vosotros", "le", "les", "su", "tu", "te"],
    placeholders: phrases!("words/placeholders"),
});

const MONTHS: [&[&str]; 12] = [
    &["enero", "ene"],
    &["febrero", "feb"],
    &["marzo"],
    &["abril", "abr"],
    &["mayo", "may"],
    &["junio", "jun"],
    &["julio", "jul"],
    &["agosto", "ago"],
    &["septiembre", "setiembre", "sept", "sep"],
    &["octubre", "oct"],
    &["noviembre", "nov"],
    &["diciembre", "dic"],
];

/// "Mar" is a Tuesday and March; both are written out in letters.
const WEEKDAYS: [&[&str]; 7] = [
    &["lunes"],
    &["martes"],
    &["miércoles", "miercoles"],
    &["jueves"],
    &["viernes"],
    &["sábado", "sabado"],
    &["domingo"],
];
