//! The French words by which texts are proofread.

use std::sync::LazyLock;

use crate::proofread::{DayWords, Lexicon, Phrases, ToneIssue, regex, word_set};

macro_rules! phrases {
    ($file:literal) => {
        Phrases::new(include_str!(concat!("words/", $file, ".txt")))
    };
}

macro_rules! words {
    ($file:literal) => {
        word_set(include_str!(concat!("words/", $file, ".txt")))
    };
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
    opening: regex(concat!(
        r"(?i)^[ \t]*(?:(?:re)?bonjour|bonsoir|salut|coucou|hello|hi|hey|all[oô]|dear|hallo|guten tag|hola|ch[eè]re?s?",
        r"|madame|monsieur|mesdames|messieurs|mademoiselle|docteure?|ma[iî]tre|à (?:l'attention|qui))",
        r"(?:\s+(?:madame|monsieur|mademoiselle|docteure?|ma[iî]tre|mme|mlle|m\.|dre?\.?)(?:\s+l[ea]\s+professeure?)?|\s+l[ea]\s+professeure?|\s+à)?",
        r"(?:[ \t]+|\b)[ \t]*,?[ \t]*"
    )),
    valedictions: phrases!("valedictions"),
    casual_farewells: phrases!("casual_farewells"),
    farewells: &["Cordialement,", "Bien cordialement,"],
    sign_offs: &["Cordialement,", "Je vous prie d'agréer, Madame, Monsieur, mes salutations distinguées."],
    and: "et",
    nobody: words!("nobody"),
    nobody_joined: words!("nobody_joined"),
    thanks: phrases!("thanks"),
    next_steps: phrases!("next_steps"),
    asked_of_process: None,
    empty_subjects: phrases!("empty_subjects"),
    usual: words!("usual"),
    endings: &[
        "ements", "ement", "ations", "ation", "ments", "ment", "aient", "erait", "iez", "ions", "ees", "ee", "ait",
        "ent", "ant", "ez", "er", "ir", "es", "e", "s",
    ],
    number: regex(r"\d(?:[\d\s().\-/]*\d){5,}"),
    introduction: regex(
        r"(?i)\b(?:ici|c'est|je m'appelle|je suis|mon nom est|je répète ?:)\s+\p{Lu}|\p{Lu}[\p{L}'-]+ à l'appareil",
    ),
    caller: regex(
        r"(?:[Ii]ci|[Cc]'est|[Jj]e m'appelle|[Jj]e suis|[Mm]on nom est) (\p{Lu}[\p{L}'-]*(?:\s+\p{Lu}[\p{L}'-]*){0,3})(?: (?:à l'appareil|encore|au sujet|et|de)|[.,;!]|$)",
    ),
    called: regex(
        r"^(?:Bonjour|Bonsoir|Allô),?\s+(?:(?:Madame|Monsieur|Mademoiselle|Docteure?|Maître|Mme|Mlle|M\.)(?: l[ea] Professeure?)?\s+)?((?:(?:de|du|des|von|van|la|le)\s+|d')*\p{Lu}[\p{L}'-]+(?:\s+(?:(?:de|du|des|la|le)\s+|d')*\p{Lu}[\p{L}'-]*)*)",
    ),
    addressed: regex(
        r"(?:[Mm]erci|\bencore|\btemps|\bbientôt|\béchange|\bremercie|[Bb]onne journée),? (\p{Lu}[\p{L}'-]+)\s*(?:[.,!?;]|$)",
    ),
    offered: regex(concat!(
        r"\b(?i:(?:poste|emploi|place|offre|entretien|entrevue|candidature|stage)(?: [\w+#./'’-]+){0,6}? (?:chez|au sein de)",
        r"|(?:de |d'|à )?(?:rejoindre|intégrer)|travailler (?:chez|pour)|équipes? (?:de |chez ))",
        r" ((?:\p{Lu})[\p{L}\d&.'+-]*(?:[ ](?:&[ ])?(?:\p{Lu})[\p{L}\d&.'+-]*)*)"
    )),
    no_company: &["vous", "madame", "monsieur", "mme", "mlle", "docteur", "maitre"],
    titled: regex(
        r"(?i)\b(?:poste|fonction|emploi) (?:de |d'|en tant que )((?:[\w+#&./'-]+ ){0,4}?[\w+#&./-]+)(?: chez\b| au sein\b| le\b| du\b| et\b| a\b| est\b| ?[.,;:!?]|$)",
    ),
    roles: words!("roles"),
    before_title: words!("before_title"),
    days: DayWords {
        first_is_ordinal: true,
        ..DayWords::day_first(
            &MONTHS,
            &WEEKDAYS,
            ["le", "de"],
            "hier|aujourd'hui|ce matin|cet après-midi|tout à l'heure",
            &["hier"],
        )
    },
    talk: regex(
        r"(?i)\b(?:entretiens?|entrevues?|échanges?|échangé|parlé|parler|discuté|discussions?|rencontres?|rencontré|rencontrer|conversations?|rendez-vous|accueil|accueilli|reçue?|vue?s?|appel|visite|temps|jury)\b",
    ),
    own_talk: None,
    then_talked: None,
    elsewhere: regex(
        r"(?i)\b(?:d'ici|jusqu'au|avant|après|dès|à partir|décidé|décider|décision|décisions|décidez|attendue?|attendez|attendais|délai|échéance|commencer|disponible|disponibilité|pouvez|pourriez|pourrais|pourrions|prochaine?s?|suite|envoyée?|envoyer|remise?|remis|rendue?|réponse|répondre|écrit|e-?mail|courriel|message|postulé|candidature|évoquée?|mentionnée?|indiquée?|annoncée?|appelé|publiée?|depuis|demandé|offre|sera|serai|serait)\b",
    ),
    of_day: regex(r"(?i)^(?: \d{4})?(?: (?:matin|après-midi))?(?: au sujet| sur| pour| concernant)\b"),
    thanked: regex(r"(?i)\b(?:merci|remerci\w*)\b.{0,60}\b(?:entretien|entrevue|échange|rencontre|temps|accueil)\b"),
    rounds: regex(
        r"(?i)\b(?:(?:premier|première|précédente?|deuxième|troisième|second|seconde|deux|trois|dernier)(?: \w+)? (?:entretiens?|entrevues?|échanges?|rencontres?|rendez-vous|fois)|entretiens|entrevues|échanges|de nouveau|encore)\b",
    ),
    to_come: Some(regex(
        r"(?i)\b(?:(?:deuxième|seconde?|troisième|prochaine?|nouve(?:au|l|lle)|autre) (?:entretien|entrevue|échange|rencontre|rendez-vous|tour)|(?:entretien|entrevue|échange|rencontre|rendez-vous) suivante?|me convient|je confirme)\b",
    )),
    tone: vec![
        (ToneIssue::Slang, phrases!("slang")),
        (ToneIssue::Shorthand, phrases!("shorthand")),
        (ToneIssue::Chatty, phrases!("chatty")),
        (ToneIssue::Demands, phrases!("demands")),
        (ToneIssue::Impatience, phrases!("impatience")),
        (ToneIssue::Begging, phrases!("begging")),
        (ToneIssue::Gushing, phrases!("gushing")),
        (ToneIssue::Excuses, phrases!("excuses")),
        (ToneIssue::Complaints, phrases!("complaints")),
        (ToneIssue::Belittling, phrases!("belittling")),
        (ToneIssue::Pay, phrases!("pay")),
        (ToneIssue::Vacation, phrases!("vacation")),
    ],
    own_pay: phrases!("own_pay"),
    matters_of_pay: vec![
        "salair",
        "rémun",
        "remun",
        "paie",
        "paye",
        "prime",
        "bonus",
        "congé",
        "conge",
        "vacanc",
        "mutuel",
        "retrait",
        "assuranc",
        "compensation",
        "avantag",
    ],
    asking: words!("asking"),
    shouted: words!("shouted"),
    disappointed: "déçu",
    you: &["vous", "votre", "vos", "tu", "te", "ton", "ta", "tes"],
    placeholders: phrases!("placeholders"),
});

const MONTHS: [&[&str]; 12] = [
    &["janvier", "janv"],
    &["février", "fevrier", "févr", "fév"],
    &["mars"],
    &["avril", "avr"],
    &["mai"],
    &["juin"],
    &["juillet", "juil"],
    &["août", "aout"],
    &["septembre", "sept"],
    &["octobre", "oct"],
    &["novembre", "nov"],
    &["décembre", "decembre", "déc", "dec"],
];

const WEEKDAYS: [&[&str]; 7] =
    [&["lundi"], &["mardi"], &["mercredi"], &["jeudi"], &["vendredi"], &["samedi"], &["dimanche"]];
