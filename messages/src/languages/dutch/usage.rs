//! The conventions of written Dutch that the proofreader checks.

use std::sync::LazyLock;

use crate::proofread::{Marks, Phrases, Usage, UsageIssue, regex, word_set};

const DAY: &str = "Maandag|Dinsdag|Woensdag|Donderdag|Vrijdag|Zaterdag|Zondag";
const MONTH: &str = "Januari|Februari|Maart|April|Mei|Juni|Juli|Augustus|September|Oktober|November|December";

pub(super) static USAGE: LazyLock<Usage> = LazyLock::new(|| Usage {
    contradictions: Phrases::new(
        "(geachte|beste) de heer => $1 heer\n(geachte|beste) (?:heer mevrouw|mevrouw heer) => $1 heer of mevrouw\n",
    ),
    of_ms: regex(r"(?i)\b(?:mevrouw|mevr|mw)\b"),
    of_mr: regex(r"(?i)\b(?:heer|meneer|dhr)\b"),
    casual_greeting: Some(regex(r"(?i)^(?:hi|hoi)\b")),
    familiar: regex(
        r"(?i)\b(jij|jou|jouw)\b|\b(?:dank|heb|kun|wil|zou|ben|kan|mag|bel|weet|bij|met|van|voor|aan) (je)\b|\b(je) (?:tijd|bericht|reactie|antwoord|hulp|team|hebt|kunt|wilt)\b",
    ),
    formal: regex(r"\b([Uu]w|u)\b"),
    formal_greeting: regex(r"(?i)\b(?:geachte|mevrouw|heer|meneer)\b"),
    small_you: None,
    marks: Marks::Plain,
    small_behind_greeting: word_set(""),
    without_comma: None,
    with_colon: None,
    capital_days: Some(regex(&format!(
        r"\b(?:op|afgelopen|komende|volgende|aanstaande)\s+({DAY})\b|\d\s+({MONTH})\b|\b({DAY})\s+\d"
    ))),
    never_twice: word_set("de een en van met voor op aan bij naar uw ik niet ook mijn dan maar wij"),
    twice_in_clauses: word_set(""),
    doubled: word_set(
        "steeds langzaam heel hele veel zeer lang zijn hebben hebt heeft wordt worden moet kunt zult waren",
    ),
    usual_farewells: None,
    describe,
});

fn describe(issue: &UsageIssue<'_>) -> String {
    match *issue {
        UsageIssue::OtherLanguage { quote } => {
            format!("‘{quote}’ is in een andere taal dan het bericht; schrijf het in het Nederlands.")
        }
        UsageIssue::OtherRegister { quote, familiar: true } => {
            format!("‘{quote}’ tutoyeert de lezer, maar verder staat er ‘u’; kies één aanspreekvorm.")
        }
        UsageIssue::OtherRegister { quote, familiar: false } => {
            format!("‘{quote}’ is de beleefdheidsvorm, maar verder staat er ‘je’; kies één aanspreekvorm.")
        }
        UsageIssue::Disagreement { quote, instead } => format!("‘{quote}’ klopt niet: schrijf ‘{instead}’."),
        UsageIssue::OtherFormOfAddress { quote, recipient } => {
            format!("‘{quote}’ is niet de aanspreekvorm van {recipient}.")
        }
        UsageIssue::OtherFormBelow { quote } => format!("‘{quote}’ spreekt de aanhef tegen."),
        UsageIssue::CasualGreeting { quote } => {
            format!("‘{quote}’ klinkt vrij los; ‘Beste’ of ‘Geachte’ is veiliger zolang u geen je en jij zegt.")
        }
        UsageIssue::CapitalDay { instead } => {
            format!("Dagen en maanden krijgen een kleine letter: ‘{instead}’.")
        }
        UsageIssue::Twice { quote } => format!("‘{quote}’: het woord staat er dubbel."),
        UsageIssue::OnlyLastSurname { .. }
        | UsageIssue::SmallYou { .. }
        | UsageIssue::NoSpace { .. }
        | UsageIssue::NoOpeningMark { .. }
        | UsageIssue::CapitalBehindGreeting { .. }
        | UsageIssue::CommaBehindSignOff
        | UsageIssue::CommaForColon
        | UsageIssue::Eszett { .. } => String::new(),
    }
}
