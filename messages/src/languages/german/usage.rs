//! The conventions of written German that the proofreader checks.

use std::sync::LazyLock;

use crate::proofread::{Marks, Phrases, Usage, UsageIssue, regex, word_set};

pub(super) static USAGE: LazyLock<Usage> = LazyLock::new(|| Usage {
    contradictions: Phrases::new(
        "sehr geehrter frau => Sehr geehrte Frau\nlieber frau => Liebe Frau\nwerter frau => Werte Frau\n\
        sehr geehrte herrn? => Sehr geehrter Herr\nliebe herrn? => Lieber Herr\nwerte herrn? => Werter Herr\n\
        sehr geehrter herrn => Sehr geehrter Herr\nlieber herrn => Lieber Herr\n",
    ),
    of_ms: regex(r"(?i)\bfrau\b"),
    of_mr: regex(r"(?i)\bherrn?\b|^\s*(?:sehr geehrter|lieber|werter)\s"),
    casual_greeting: Some(regex(r"(?i)^(?:hi|na)\b")),
    familiar: regex(r"(?i)\b(du|dir|dich|dein(?:e[nmrs]?)?)\b"),
    formal: regex(r"(?:[\p{L},;)]\s+)(Ihnen|Ihre[nmrs]?|Sie)\b"),
    formal_greeting: regex(r"(?i)\bsehr geehrte[rs]?\b|\b(?:frau|herrn?)\b"),
    small_you: Some(regex(
        r"(?x)
        \b(?:[Dd]anke|[Dd]ank|bedanke\ mich)(?:\ (?:noch|einmal|nochmals?|herzlich|sehr|auch|vielmals|schon|jetzt|vorab))*\ für\ (ihre?[nmrs]?)\ (?:Zeit|Geduld|Rückmeldung|Einladung|Antwort|Angebot|Vertrauen|Nachricht|E-Mail|Mail|Interesse|Offenheit|Mühe|Unterstützung|Hilfe|Verständnis|Bemühungen)
        | \bvon\ (ihnen)\ zu\ hören | \b[Dd]anke\ (ihnen)\b
        | \b(?:Gespräch|Termin|Stelle|Vorstellungsgespräch|Interview)\ bei\ (ihnen)\b
        | \b(?:[Kk]önnten|[Kk]önnen|[Hh]aben|[Ww]ürden|[Ww]issen|[Bb]enötigen|[Bb]rauchen)\ (sie)\ [^.?!\n]*\?
        | \b(?:auf|für|über|um|von|zu|mit|nach)\ (ihre[nmrs]?)\ (?:baldige[nmrs]?\ |schnelle[nmrs]?\ |zeitnahe[nmrs]?\ |freundliche[nmrs]?\ )?(?:Antwort|Rückmeldung|Nachricht|Entscheidung|Einladung|Stellungnahme|Rückruf|Anruf)\b
        | \bdass\ (sie)\ sich\ (?:die\ )?Zeit
        ",
    )),
    marks: Marks::Plain,
    small_behind_greeting: word_set(
        "am an auf bei bezugnehmend besten da danke das der die es für gern gerne gestern herzlichen heute hiermit ich im \
        in inzwischen leider mein meine mit nach noch nochmals schön seit seitdem über unser unsere vielen vielleicht vom von \
        vor wie wir zu zunächst zurzeit",
    ),
    without_comma: Some(regex(r"(?i)(?:grüßen|grüssen|grüße|grüsse|gruß|gruss|hochachtungsvoll)$")),
    with_colon: None,
    capital_days: None,
    never_twice: word_set(
        "und oder mit für auf von vom zum zur bei im in ich wir ein eine einen einem einer nicht auch noch dass wenn als ist \
        hat habe wird werden wurde mein meine am an nach uns mir mich kann sind war bis seit",
    ),
    twice_in_clauses: word_set("der die den dem"),
    doubled: word_set(
        "vielen herzlichen langsam immer schritt sehr ganz viel weit lang wird werden kann sind habe haben seid waren wäre \
        wären soll sollen muss müssen darf wurde wurden hatte hatten ihnen denen deren dessen",
    ),
    usual_farewells: Some(("AT", regex(r"(?i)^liebe (?:grüße|grüsse)"))),
    describe,
});

fn describe(issue: &UsageIssue<'_>) -> String {
    match *issue {
        UsageIssue::OtherLanguage { quote } => {
            format!("„{quote}“ ist in einer anderen Sprache als die Nachricht; schreiben Sie es auf Deutsch.")
        }
        UsageIssue::OtherRegister { quote, familiar: true } => {
            format!("„{quote}“ duzt, aber sonst steht „Sie“; bleiben Sie bei einer Anrede.")
        }
        UsageIssue::OtherRegister { quote, familiar: false } => {
            format!("„{quote}“ siezt, aber sonst steht „du“; bleiben Sie bei einer Anrede.")
        }
        UsageIssue::SmallYou { quote, instead } => {
            format!("„{quote}“ spricht die Person an; höflich schreibt man „{instead}“.")
        }
        UsageIssue::Disagreement { quote, instead } => {
            format!("„{quote}“ passt nicht zusammen: Schreiben Sie „{instead}“.")
        }
        UsageIssue::OtherFormOfAddress { quote, recipient } => {
            format!("„{quote}“ ist die falsche Anrede für {recipient}.")
        }
        UsageIssue::OtherFormBelow { quote } => format!("„{quote}“ widerspricht der Anrede am Anfang."),
        UsageIssue::OnlyLastSurname { quote, surnames } => format!("In „{quote}“ fehlt ein Teil von „{surnames}“."),
        UsageIssue::CasualGreeting { quote } => {
            format!("„{quote}“ klingt recht locker; „Guten Tag“ ist sicherer, solange man sich nicht duzt.")
        }
        UsageIssue::CapitalBehindGreeting { instead } => {
            format!("Nach dem Komma der Anrede geht der Satz klein weiter: „{instead}“.")
        }
        UsageIssue::CommaBehindSignOff => "Nach der Schlussformel steht kein Komma.".to_owned(),
        UsageIssue::Twice { quote } => format!("„{quote}“: Das Wort steht doppelt."),
        UsageIssue::Eszett { quote, instead } => {
            format!("„{quote}“ schreibt man in der Schweiz mit ss: „{instead}“.")
        }
        UsageIssue::NoSpace { .. }
        | UsageIssue::NoOpeningMark { .. }
        | UsageIssue::CommaForColon
        | UsageIssue::CapitalDay { .. } => String::new(),
    }
}
