//! The Dutch words by which texts are proofread.

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
    opening: regex(
        r"(?i)^[ \t]*(?:geachte|beste|lieve|dag|hallo|hoi|hi|hey|goede(?:morgen|middag|navond|ndag)|goeiendag|goeiemorgen|dear|hello)\b[ \t]*,?[ \t]*",
    ),
    valedictions: phrases!("valedictions"),
    casual_farewells: phrases!("casual_farewells"),
    farewells: &["Hartelijke groet,", "Met vriendelijke groet,"],
    sign_offs: &["Met vriendelijke groet,", "Hartelijke groet,"],
    and: "en",
    nobody: words!("nobody"),
    nobody_joined: words!("nobody_joined"),
    thanks: phrases!("thanks"),
    next_steps: phrases!("next_steps"),
    asked_of_process: None,
    empty_subjects: phrases!("empty_subjects"),
    usual: words!("usual"),
    endings: &["ingen", "lijke", "lijk", "ing", "heid", "ende", "en", "er", "et", "de", "te", "d", "e", "n", "s", "t"],
    number: regex(
        r"(?i)\d(?:[\d\s().\-/]*\d){5,}|(?:\b(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)\b[\s,-]*){6,}",
    ),
    introduction: regex(r"(?i)\b(?:(?:u|je) spreekt met|hier spreekt|met|mijn naam is|ik ben|ik heet|dit is)\s+\p{Lu}"),
    caller: regex(
        r"(?:[Uu] spreekt met|[Jj]e spreekt met|[Hh]ier spreekt|[Mm]ijn naam is|[Nn]og een keer:|[Ii]k heet) (\p{Lu}[\p{L}'-]*(?:\s+(?:(?:van|de|der|den|ter|ten|te)\s+)*\p{Lu}[\p{L}'-]*){0,3})(?:[.,;!]| (?:van|en|nogmaals)|$)",
    ),
    called: regex(
        r"^(?:Hallo|Hoi|Dag|Goede(?:morgen|middag|navond|ndag)),?\s+(?:spreek ik met\s+)?((?:(?:mevrouw|meneer|heer|dr|prof)\.?\s+)*(?:(?:van|de|der|den|het|ter|ten|te|von)\s+)*\p{Lu}[\p{L}'-]+(?:\s+(?:(?:van|de|der|den|het|ter|ten|te|von|del|la|el)\s+)*\p{Lu}[\p{L}'-]*)*)",
    ),
    addressed: regex(
        r"(?:[Dd]ank|[Bb]edankt|\bu|\bjou|\btijd|\bsnel|\bnogmaals)(?: (?:wel|zeer|nogmaals))?, (?:(?:mevrouw|meneer|heer) )?(\p{Lu}[\p{L}'-]+)\s*(?:[.!?;]|$)",
    ),
    offered: regex(concat!(
        r"(?:\b(?i:functie|vacature|gesprek|sollicitatie|werken|baan|rol|stage|opdracht|kennismaken|kennismaking|aanbod)(?: (?:van|als|voor) (?:[\w+#./-]+ ){1,5}?| (?:hier )?)?bij(?: de| het)?|\b(?i:deel van|team van|voor)\b(?: de| het)? (?i:firma|bedrijf|team))",
        r" ((?:\p{Lu})[\p{L}\d&.'+-]*(?:[ ](?:&[ ])?(?:\p{Lu})[\p{L}\d&.'+-]*)*)"
    )),
    no_company: &[
        "u", "uw", "jou", "jullie", "mevrouw", "meneer", "mensen", "kinderen", "jongeren", "klanten", "banken",
    ],
    titled: regex(
        r"(?i)\b(?:functie|vacature|rol|baan|job|positie) (?:van|als|voor) ((?:[\w+#&./'-]+ ){0,5}?[\w+#&./-]+)(?: bij\b|[.,;:]|$)|\bsollicitatie (?:als|voor) ((?:[\w+#&./-]+ ){0,3}[\w+#&./-]+)",
    ),
    roles: words!("roles"),
    before_title: words!("before_title"),
    days: DayWords::day_first(
        &MONTHS,
        &WEEKDAYS,
        ["de", "van"],
        r"gisteren|eergisteren|vandaag|vanmorgen|vanochtend|vanmiddag|gisterenmiddag|gistermiddag|gisterochtend",
        &["gisteren", "gistermiddag", "gisterenmiddag", "gisterochtend"],
    ),
    talk: regex(
        r"(?i)\b(?:gesprek(?:ken)?|gesproken|spraken|sollicitatiegesprek(?:ken)?|interviews?|ontmoeting|ontmoet|telefoongesprek|videogesprek|kennismaking|kennisgemaakt|kennis|afspraak|tijd|bezoek|ontvangst)\b",
    ),
    own_talk: Some(regex(
        r"(?i)\b(?:gesprek|sollicitatiegesprek|interview|telefoongesprek|kennismaking|ontmoeting)(?: (?:bij|met|over) [^.;:,]{1,40})? (?:van|op)\s+$",
    )),
    then_talked: None,
    elsewhere: regex(
        r"(?i)\b(?:uiterlijk|tot|voor|na|vanaf|sinds|besl\w*|termijn|begin\w*|starten|beschikbaar|verwacht\w*|zou(?:den)?|kan|kunnen|kunt|kun|wordt|worden|moet\w*|volgende|komende|stuur\w*|gestuurd|verzonden|ingestuurd|schreef|geschreven|antwoord\w*|bericht|solliciteerde|gesolliciteerd|sollicitatie|diploma|congres|gepubliceerd|gebeld|gevraagd|gepland|misgelopen)\b",
    ),
    of_day: regex(r"(?i)^(?:,? \d{4})?(?:,)? (?:\w+ )?(?:gesprek|interview|telefoongesprek|sollicitatiegesprek)\b"),
    thanked: regex(r"(?i)\b(?:dank|bedankt)\b.{0,60}\b(?:gesprek|sollicitatiegesprek|interview|ontmoeting|tijd)\b"),
    rounds: regex(
        r"(?i)\b(?:(?:eerste|tweede|derde|eerdere?|vorige|laatste) (?:gesprek(?:ken)?|interviews?|ronde|keer)|gesprekken|interviews|beide|opnieuw|nogmaals|nog een keer|weer)\b",
    ),
    to_come: Some(regex(
        r"(?i)\b(?:(?:tweede|derde|volgende|nieuwe|komende) (?:gesprek|sollicitatiegesprek|interview|ronde|ontmoeting|afspraak|kennismaking)|vervolggesprek|komt (?:mij|me) (?:goed )?uit|schikt (?:mij|me)|bevestig)\b",
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
    matters_of_pay: words!("matters_of_pay").into_iter().collect(),
    asking: words!("asking"),
    shouted: words!("shouted"),
    disappointed: "teleurgesteld",
    you: &["u", "uw", "je", "jou", "jullie"],
    placeholders: phrases!("placeholders"),
});

const MONTHS: [&[&str]; 12] = [
    &["januari", "jan"],
    &["februari", "feb"],
    &["maart", "mrt"],
    &["april", "apr"],
    &["mei"],
    &["juni", "jun"],
    &["juli", "jul"],
    &["augustus", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "okt"],
    &["november", "nov"],
    &["december", "dec"],
];

const WEEKDAYS: [&[&str]; 7] = [
    &["maandag", "ma"],
    &["dinsdag", "di"],
    &["woensdag", "wo"],
    &["donderdag", "do"],
    &["vrijdag", "vr"],
    &["zaterdag", "za"],
    &["zondag", "zo"],
];
