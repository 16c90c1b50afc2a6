//! German.

mod adjustments;
mod calendar;
mod changes;
mod channels;
mod endings;
mod events;
mod language;
mod later_waits;
mod mails;
mod move_on;
mod obligations;
mod people;
mod requested_steps;
mod statistics;
mod steps;
mod suggestions;
mod thank_yous;
mod time;
mod timeline;
mod timing;
mod waits;
mod warnings;

use std::{borrow::Cow, sync::LazyLock};

use icu_locale_core::locale;
use planning::{
    facts::{Contact, FormOfAddress},
    reason::{DeviationCause, WaitStart},
};

use crate::{cldr::Cldr, names::family_name_alone, parts::text};

/// German, which addresses the candidate with "Sie". No sentence has an "ß", so Switzerland needs no texts of its own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum German {
    /// As in Germany.
    Germany,
    /// As in Austria, where January is "Jänner".
    Austria,
    /// As in Switzerland, which quotes with «guillemets».
    Switzerland,
}

static CLDR: LazyLock<Cldr> = LazyLock::new(|| Cldr::new(&locale!("de"), &locale!("de")));
static AUSTRIAN: LazyLock<Cldr> = LazyLock::new(|| Cldr::new(&locale!("de-AT"), &locale!("de-AT")));

impl German {
    fn cldr(self) -> &'static Cldr {
        match self {
            Self::Austria => &AUSTRIAN,
            Self::Germany | Self::Switzerland => &CLDR,
        }
    }

    /// The marks around a quoted name.
    const fn quotes(self) -> [&'static str; 2] {
        match self {
            Self::Switzerland => ["«", "»"],
            Self::Germany | Self::Austria => ["„", "“"],
        }
    }
}

/// The person's name in the dative, or `otherwise`.
fn dative_name_or<'c>(contact: Option<&'c Contact>, otherwise: &'c str) -> Cow<'c, str> {
    contact.and_then(|contact| name(contact, Case::Dative)).unwrap_or(Cow::Borrowed(otherwise))
}

/// The person's name in the accusative, or `otherwise`.
fn accusative_name_or<'c>(contact: Option<&'c Contact>, otherwise: &'c str) -> Cow<'c, str> {
    contact.and_then(|contact| name(contact, Case::Accusative)).unwrap_or(Cow::Borrowed(otherwise))
}

/// A grammatical case.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Case {
    Nominative,
    Dative,
    Accusative,
}

/// The whole name; a family name alone has its form of address, and a department its article.
fn name(contact: &Contact, case: Case) -> Option<Cow<'_, str>> {
    let article = article_of_department(contact, case);
    let mister = if case == Case::Nominative { "Herr " } else { "Herrn " };
    let name = name_behind(contact, mister)?;
    Some(article.map_or_else(|| name.clone(), |article| Cow::Owned(text!(article, name))))
}

/// "die " of "Personalabteilung", "das " of "HR-Team": the article of a contact that is a department by its last word.
fn article_of_department(contact: &Contact, case: Case) -> Option<&'static str> {
    if contact.given_name.is_some() || contact.family_name.is_some() {
        return None;
    }
    let written = contact.name.as_deref()?;
    let last = written.rsplit([' ', '-']).next()?.to_lowercase();
    // "die Abteilung Personal"
    let first = written.split(' ').next()?.to_lowercase();
    let ends = |nouns: &[&str]| nouns.iter().any(|noun| last.ends_with(noun) || first.ends_with(noun));
    let feminine =
        ends(&["abteilung", "geschäftsführung", "geschäftsleitung", "personalleitung", "personalverwaltung"]);
    let neuter = last == "team" || ends(&["personalbüro", "personalreferat", "personalwesen", "sekretariat"]);
    match (feminine, neuter, case) {
        (true, _, Case::Dative) => Some("der "),
        (true, _, _) => Some("die "),
        (_, true, Case::Dative) => Some("dem "),
        (_, true, _) => Some("das "),
        _ => None,
    }
}

fn name_behind<'c>(contact: &'c Contact, mister: &str) -> Option<Cow<'c, str>> {
    let Some(family) = family_name_alone(contact) else {
        let written = contact.whole_name()?;
        let addressed = written.strip_prefix("Herr ").map(|rest| text!(mister, rest));
        return Some(addressed.map_or(written, Cow::Owned));
    };
    let form = match contact.address {
        Some(FormOfAddress::Ms) => "Frau ",
        Some(FormOfAddress::Mr) => mister,
        _ => "",
    };
    let title = contact.title.as_deref().map_or_else(String::new, |title| text!(title, " "));
    Some(Cow::Owned(text!(form, title, family)))
}

/// The start of a wait, as in "nach dem Gespräch".
fn wait_start(start: WaitStart) -> &'static str {
    match start {
        WaitStart::Interview => "dem Gespräch",
        WaitStart::MissedInterview => "dem ausgefallenen Gespräch",
        WaitStart::Reply => "der Antwort des Arbeitgebers",
    }
}

/// Why a follow-up is not at the usual time, as a clause.
fn cause_clause(cause: DeviationCause) -> &'static str {
    match cause {
        DeviationCause::SetByCandidate => "weil Sie diesen Tag gewählt haben",
        DeviationCause::EmployerWaits => "weil der Arbeitgeber zuerst auf Ihre Nachricht wartet",
        DeviationCause::WeeklyLimit => "weil zwischen zwei Nachrichten eine Woche liegen soll",
        DeviationCause::CallWaits => "weil ein Anruf noch warten muss",
        DeviationCause::StatedDate => "weil der Arbeitgeber diesen Termin genannt hat",
        DeviationCause::LastMessage => "weil die Frist mit Ihrer letzten Nachricht beginnt",
        DeviationCause::SlowDecision => "weil diese Entscheidung länger dauert als die meisten",
        DeviationCause::QuickDecision => "weil diese Entscheidung schneller fällt als die meisten",
        DeviationCause::UnsentMessage => "weil die Frist mit der Nachricht davor beginnt",
        DeviationCause::DaysOff => "weil freie Tage dazwischenliegen",
    }
}

/// The text with a capital letter at its start.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
