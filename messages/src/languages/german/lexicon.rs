//! The German words by which texts are proofread.

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
        r"(?i)^[ \t]*(?:sehr geehrte[rs]?|liebe[rs]?|werte[rs]?|hallo|hi|hey|na|moin|servus|grüezi|grüß gott|grüss gott|grüß dich|guten (?:tag|morgen|abend)|schönen guten tag|dear|hello)\b[ \t]*,?[ \t]*",
    ),
    valedictions: phrases!("valedictions"),
    casual_farewells: phrases!("casual_farewells"),
    farewells: &["Freundliche Grüße", "Mit freundlichen Grüßen"],
    sign_offs: &["Mit freundlichen Grüßen", "Freundliche Grüße"],
    and: "und",
    nobody: words!("nobody"),
    nobody_joined: words!("nobody_joined"),
    thanks: phrases!("thanks"),
    next_steps: phrases!("next_steps"),
    asked_of_process: None,
    empty_subjects: phrases!("empty_subjects"),
    usual: words!("usual"),
    endings: &[
        "ungen", "ung", "lichen", "liche", "lich", "isch", "enden", "ende", "ern", "est", "en", "er", "es", "em", "st",
        "e", "n", "s", "t",
    ],
    number: regex(
        r"(?i)\d(?:[\d\s().\-/]*\d){5,}|(?:\b(?:null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun)\b[\s,-]*){6,}",
    ),
    introduction: regex(
        r"(?i)\b(?:hier ist|hier spricht|mein name ist|ich bin|ich heiße|ich heisse|am apparat ist)\s+\p{Lu}",
    ),
    caller: regex(
        r"(?:[Hh]ier ist|[Hh]ier spricht|[Mm]ein Name ist|[Nn]och einmal:|[Ii]ch hei(?:ß|ss)e) (\p{Lu}[\p{L}'-]*(?:\s+\p{Lu}[\p{L}'-]*){0,3})(?:[.,;!]| (?:von|und|noch)|$)",
    ),
    called: regex(
        r"^(?:Hallo|Hi|Guten (?:Tag|Morgen|Abend)|Grüezi|Servus),?\s+(?:spreche ich mit\s+)?((?:(?:Frau|Herr|Herrn|Dr|Prof)\.?\s+)*(?:(?:von|van|de|der|den|zu|zur|zum)\s+)*\p{Lu}[\p{L}'-]+(?:\s+(?:(?:von|van|de|der|den|zu|zur|zum|del|la|el)\s+)*\p{Lu}[\p{L}'-]*)*)",
    ),
    addressed: regex(
        r"(?:[Vv]ielen Dank|[Dd]anke|\bIhnen|\bdir|\bZeit|\bbald|\bnochmals)(?: (?:noch einmal|nochmals|sehr))?, (?:(?:Frau|Herr) )?(\p{Lu}[\p{L}'-]+)\s*(?:[.!?;]|$)",
    ),
    offered: regex(concat!(
        r"(?:\b(?i:stelle|position|gespräch|bewerbung|arbeiten|mitarbeiten|mitarbeit|einstieg|anfangen|tätigkeit|aufgabe|praktikum)(?: als (?:[\w+#./-]+ ){1,5}?| (?:hier )?)?bei(?: der| dem)?|\b(?i:teil von|team von|teil der|für)\b(?: der| dem)? (?i:firma|unternehmen|team))",
        r" ((?:\p{Lu})[\p{L}\d&.'+-]*(?:[ ](?:&[ ])?(?:\p{Lu})[\p{L}\d&.'+-]*)*)"
    )),
    no_company: &[
        "ihnen",
        "euch",
        "ihm",
        "ihr",
        "uns",
        "mir",
        "dir",
        "ihrer",
        "ihrem",
        "eurer",
        "eurem",
        "frau",
        "herr",
        "herrn",
        "dr",
        "prof",
        "menschen",
        "kindern",
        "jugendlichen",
        "kunden",
        "patienten",
        "bedarf",
        "interesse",
        "fragen",
        "ruckfragen",
        "kaffee",
        "tee",
        "projekten",
        "banken",
        "behorden",
        "versicherungen",
        "unternehmen",
        "firmen",
        "herstellern",
        "agenturen",
        "tragern",
        "dienstleistern",
        "veranstaltungen",
        "gelegenheit",
        "eintritt",
        "beginn",
    ],
    titled: regex(
        r"(?i)\b(?:stelle|position|rolle|job|tätigkeit|bewerbung) als ((?:[\w+#&./'-]+ ){0,5}?[\w+#&./-]+)(?: bei\b|[.,;:]|$)|\b(?:stelle|position) (?:des|der|eines|einer) ((?:[\w+#&./-]+ ){0,3}[\w+#&./-]+)",
    ),
    roles: words!("roles"),
    before_title: words!("before_title"),
    days: DayWords::day_first(
        &MONTHS,
        &WEEKDAYS,
        ["den|dem|der", "des"],
        r"gestern|vorgestern|heute|heute\ morgen|heute\ vormittag|heute\ nachmittag",
        &["gestern"],
    ),
    talk: regex(
        r"(?i)\b(?:gespräche?|gesprächs|gesprochen|sprachen|vorstellungsgespräche?|interviews?|unterhalten|unterhaltung|treffen|getroffen|telefonat|telefoniert|termin|zeit|kennenlernen|kennengelernt|vorgestellt|vorzustellen|besuch)\b",
    ),
    own_talk: Some(regex(
        r"(?i)\b(?:gesprächs?|vorstellungsgesprächs?|bewerbungsgesprächs?|interviews?|telefonats?|treffens?|unterhaltung)(?: (?:bei|mit|in|über|zu|zur|zum) [^.;:,]{1,40})? (?:vom|am)\s+$",
    )),
    then_talked: None,
    elsewhere: regex(
        r"(?i)\b(?:bis|vor|nach|ab|seit|von|vom|entscheid\w*|frist|beginn\w*|anfangen|verfügbar|erwart\w*|könnte[nst]?|würde[nst]?|kann|können|werde[nt]?|wird|soll\w*|statt|stattdessen|nächste[nrs]?|fällig|schick\w*|geschickt|gesendet|eingereicht|schrieb\w*|geschrieben|antwort\w*|nachricht|bewarb|beworben|bewerbung|abschluss|konferenz|veröffentlicht|angerufen|gefragt|geplant|verpasst)\b",
    ),
    of_day: regex(r"(?i)^(?:,? \d{4})?(?:,)? (?:\w+ )?(?:gespräch|interview|treffen|telefonat|vorstellungsgespräch)\b"),
    thanked: regex(r"(?i)\bdank\w*\b.{0,60}\b(?:gespräch|vorstellungsgespräch|interview|treffen|telefonat|zeit)\b"),
    rounds: regex(
        r"(?i)\b(?:(?:erste|zweite|dritte|frühere|vorige|letzte)[nmrs]? (?:gesprächs?|interviews?|runde|mal)|gesprächen|interviews|beide|erneut|noch einmal|wieder)\b",
    ),
    to_come: Some(regex(
        r"(?i)\b(?:(?:zweite|dritte|vierte|nächste|weitere|kommende|folgende|anschließende|neue)[nmrs]? (?:vorstellungs|bewerbungs|kennenlern|fach)?(?:gespräche?s?|interviews?|runde|treffens?|termine?s?)|(?:folge|zweit|anschluss)gesprächs?|freuen? (?:mich|uns) (?:\w+ )?auf|freuen? (?:ich|wir) (?:mich|uns)|(?:passt|passen) (?:mir|uns)|bestätige)\b",
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
    disappointed: "enttäuscht",
    you: &["sie", "ihr", "ihn", "du", "dein", "dir"],
    placeholders: phrases!("placeholders"),
});

const MONTHS: [&[&str]; 12] = [
    &["januar", "jänner", "jan", "jän"],
    &["februar", "feber", "feb"],
    &["märz", "maerz", "mär", "mrz"],
    &["april", "apr"],
    &["mai"],
    &["juni", "jun"],
    &["juli", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "okt"],
    &["november", "nov"],
    &["dezember", "dez"],
];

const WEEKDAYS: [&[&str]; 7] = [
    &["montag", "mo"],
    &["dienstag", "di"],
    &["mittwoch", "mi"],
    &["donnerstag", "do"],
    &["freitag", "fr"],
    &["samstag", "sonnabend", "sa"],
    &["sonntag"],
];
