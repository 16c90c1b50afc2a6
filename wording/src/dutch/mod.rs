//! Dutch.

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

use crate::{
    cldr::Cldr,
    names::family_name_alone,
    parts::{Part, add, text},
};

/// Dutch, which addresses the candidate with "u". The Netherlands and Belgium have the same sentences.
#[derive(Clone, Copy, Debug)]
pub struct Dutch;

static CLDR: LazyLock<Cldr> = LazyLock::new(|| Cldr::new(&locale!("nl"), &locale!("nl")));

/// The person's name, or `otherwise`.
fn name_or<'c>(contact: Option<&'c Contact>, otherwise: &'c str) -> Cow<'c, str> {
    contact.and_then(name).unwrap_or(Cow::Borrowed(otherwise))
}

/// The whole name; a family name alone has its form of address.
fn name(contact: &Contact) -> Option<Cow<'_, str>> {
    let Some(family) = family_name_alone(contact) else { return contact.whole_name() };
    let form = match contact.address {
        Some(FormOfAddress::Ms) => "mevrouw ",
        Some(FormOfAddress::Mr) => "meneer ",
        _ => "",
    };
    // Behind a form of address, the family name begins with a capital: "De Vries".
    Some(if form.is_empty() { Cow::Borrowed(family) } else { Cow::Owned(text!(form, capitalised(family))) })
}

/// The start of a wait, as in "na het gesprek".
const fn wait_start(start: WaitStart) -> &'static str {
    match start {
        WaitStart::Interview => "het gesprek",
        WaitStart::MissedInterview => "het gemiste gesprek",
        WaitStart::Reply => "het antwoord van de werkgever",
    }
}

/// Why a follow-up is not at the usual time, as a clause.
const fn cause_clause(cause: DeviationCause) -> &'static str {
    match cause {
        DeviationCause::SetByCandidate => "omdat u deze dag hebt gekozen",
        DeviationCause::EmployerWaits => "omdat de werkgever eerst op uw bericht wacht",
        DeviationCause::WeeklyLimit => "omdat er een week tussen twee berichten hoort te zitten",
        DeviationCause::CallWaits => "omdat een telefoontje nog moet wachten",
        DeviationCause::StatedDate => "omdat de werkgever deze datum heeft genoemd",
        DeviationCause::LastMessage => "omdat de termijn met uw laatste bericht begint",
        DeviationCause::SlowDecision => "omdat dit besluit langer duurt dan de meeste",
        DeviationCause::QuickDecision => "omdat dit besluit sneller valt dan de meeste",
        DeviationCause::UnsentMessage => "omdat de termijn met het bericht ervoor begint",
        DeviationCause::DaysOff => "omdat er vrije dagen tussen zitten",
    }
}

/// "‘consensus’".
struct Quoted<T>(T);

impl<T: Part> Part for Quoted<T> {
    fn append_to(&self, out: &mut String) {
        add!(out, "‘", self.0, "’");
    }
}

/// The text with a capital letter at its start.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text with a small letter at its start.
fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
