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
    facts::{Contact, FormOfAddress},
    reason::{DeviationCause, WaitStart},
};

use crate::{
    cldr::Cldr,
    names::family_name_alone,
    parts::{Part, add, text},
};

/// Spanish.
#[derive(Clone, Copy, Debug)]
pub struct Spanish;

static CLDR: LazyLock<Cldr> = LazyLock::new(|| Cldr::new(&locale!("es"), &locale!("es")));

/// The person's name, or `otherwise`.
fn name_or<'c>(contact: Option<&'c Contact>, otherwise: &'c str) -> Merged<Cow<'c, str>> {
    Merged(contact.and_then(name).unwrap_or(Cow::Borrowed(otherwise)))
}

/// The whole name; a family name alone has its form of address, with the article.
fn name(contact: &Contact) -> Option<Cow<'_, str>> {
    let Some(family) = family_name_alone(contact) else { return contact.whole_name() };
    let doctor = contact.title.as_deref().map(|title| title.trim_end_matches('.').to_lowercase());
    let doctor = doctor.is_some_and(|title| ["dr", "dra", "doctor", "doctora"].contains(&title.as_str()));
    let form = match contact.address {
        Some(FormOfAddress::Ms) if doctor => "la Dra. ",
        Some(FormOfAddress::Mr) if doctor => "el Dr. ",
        Some(FormOfAddress::Ms) => "la Sra. ",
        Some(FormOfAddress::Mr) => "el Sr. ",
        _ => {
            return Some(
                contact.title.as_ref().map_or(Cow::Borrowed(&**family), |title| Cow::Owned(text!(title, " ", family))),
            );
        }
    };
    Some(Cow::Owned(text!(form, family)))
}

/// A name after "a" or "de", which merge with "el": "al Sr. Ruiz".
struct Merged<T>(T);

impl<T: AsRef<str>> Part for Merged<T> {
    fn append_to(&self, out: &mut String) {
        let name = self.0.as_ref();
        let merges = out.ends_with(" a ") || out.ends_with(" de ") || ["a ", "de "].contains(&out.as_str());
        match name.strip_prefix("el ").filter(|_| merges) {
            Some(rest) => {
                out.pop();
                add!(out, "l ", rest);
            }
            None => out.push_str(name),
        }
    }
}

/// The start of a wait, as in "después de la entrevista". "De" does not merge with any of them.
fn wait_start(start: WaitStart) -> &'static str {
    match start {
        WaitStart::Interview => "la entrevista",
        WaitStart::MissedInterview => "la entrevista a la que no acudió la empresa",
        WaitStart::Reply => "la respuesta de la empresa",
    }
}

/// Why a follow-up is not at the usual time, as a clause.
fn cause_clause(cause: DeviationCause) -> &'static str {
    match cause {
        DeviationCause::SetByCandidate => "porque usted eligió ese día",
        DeviationCause::EmployerWaits => "porque antes la empresa espera noticias de usted",
        DeviationCause::WeeklyLimit => "porque entre dos mensajes conviene dejar una semana",
        DeviationCause::CallWaits => "porque una llamada tiene que esperar",
        DeviationCause::StatedDate => "por la fecha que dio la empresa",
        DeviationCause::LastMessage => "porque el plazo cuenta desde el último mensaje que usted envió",
        DeviationCause::SlowDecision => "porque esta decisión tarda más que la mayoría",
        DeviationCause::QuickDecision => "porque esta decisión llega antes que la mayoría",
        DeviationCause::UnsentMessage => "porque el plazo cuenta desde el mensaje anterior",
        DeviationCause::DaysOff => "por los fines de semana y los días festivos",
    }
}

/// The text with a capital letter at its start.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
