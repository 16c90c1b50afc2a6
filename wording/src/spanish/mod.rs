//! Spanish, as it is read in Spain and in America: the candidate is addressed as "usted", and no sentence depends on
//! anybody's gender.

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
#[cfg(test)]
mod tests;
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
    reason::{DelayCause, WaitStart},
};

use crate::cldr::Cldr;

/// Spanish.
#[derive(Clone, Copy, Debug)]
pub struct Spanish;

static CLDR: LazyLock<Cldr> = LazyLock::new(|| Cldr::new(&locale!("es"), &locale!("es")));

/// The person's name, or `otherwise`.
fn who<'c>(contact: Option<&'c Contact>, otherwise: &'c str) -> Cow<'c, str> {
    contact.and_then(|contact| contact.whole_name()).unwrap_or(Cow::Borrowed(otherwise))
}

/// The start of a wait, as in "después de la entrevista". "De" does not merge with any of them.
fn event(start: WaitStart) -> &'static str {
    match start {
        WaitStart::Interview => "la entrevista",
        WaitStart::MissedInterview => "la entrevista a la que no acudió la empresa",
        WaitStart::Reply => "la respuesta de la empresa",
    }
}

/// Why a follow-up is not at the usual time, as a clause.
fn because(cause: DelayCause) -> &'static str {
    match cause {
        DelayCause::SetByCandidate => "porque usted eligió ese día",
        DelayCause::EmployerWaits => "porque antes la empresa espera noticias de usted",
        DelayCause::WeeklyLimit => "porque entre dos mensajes conviene dejar una semana",
        DelayCause::CallWaits => "porque una llamada tiene que esperar",
        DelayCause::StatedDate => "por la fecha que dio la empresa",
        DelayCause::LastMessage => "porque el plazo cuenta desde el último mensaje que usted envió",
        DelayCause::SlowDecision => "porque esta decisión tarda más que la mayoría",
        DelayCause::QuickDecision => "porque esta decisión llega antes que la mayoría",
        DelayCause::UnsentMessage => "porque el plazo cuenta desde el mensaje anterior",
        DelayCause::DaysOff => "por los fines de semana y los días festivos",
    }
}

/// The text with a capital letter at its start.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
