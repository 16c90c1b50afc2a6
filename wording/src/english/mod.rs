//! English.

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
    facts::Contact,
    reason::{DeviationCause, WaitStart},
};

use crate::cldr::Cldr;

/// English, with the day before the month, as most of the world writes it.
#[derive(Clone, Copy, Debug)]
pub struct English;

/// The names of "en", whose short form of September is "Sep", and the lists of "en-001", without a comma before "and".
static CLDR: LazyLock<Cldr> = LazyLock::new(|| Cldr::new(&locale!("en"), &locale!("en-001")));

/// The person's name, or `otherwise` if it is unknown.
fn name_or<'c>(contact: Option<&'c Contact>, otherwise: &'c str) -> Cow<'c, str> {
    contact.and_then(|contact| contact.whole_name()).unwrap_or(Cow::Borrowed(otherwise))
}

/// The start of a wait, as in "after the interview".
fn wait_start(start: WaitStart) -> &'static str {
    match start {
        WaitStart::Interview => "the interview",
        WaitStart::MissedInterview => "the missed interview",
        WaitStart::Reply => "their reply",
    }
}

/// Why a follow-up is not at the usual time, as a clause.
fn cause_clause(cause: DeviationCause) -> &'static str {
    match cause {
        DeviationCause::SetByCandidate => "because you set that day",
        DeviationCause::EmployerWaits => "because they first wait for word from you",
        DeviationCause::WeeklyLimit => "because messages keep a week's distance",
        DeviationCause::CallWaits => "because a call has to wait",
        DeviationCause::StatedDate => "because of the date that they gave",
        DeviationCause::LastMessage => "because that counts from your last message",
        DeviationCause::SlowDecision => "because this decision takes longer than most",
        DeviationCause::QuickDecision => "because this decision comes sooner than most",
        DeviationCause::UnsentMessage => "because that counts from the message before",
        DeviationCause::DaysOff => "because of days off",
    }
}

/// The text with a capital letter at its start.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
