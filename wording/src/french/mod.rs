//! French.
//!
//! The candidate is addressed with "vous". No word agrees with anybody's gender: a person who is not named is "la
//! personne". Marks of two parts and quotation marks have a narrow no-break space (U+202F) on their inner side.

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

/// French, by region where its words differ.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum French {
    /// As in France, Belgium, Switzerland and Luxembourg.
    France,
    /// As in Canada, which says "entrevue" and "courriel", and sets no space before `;`, `!` and `?`.
    Canada,
}

impl French {
    const fn by_region(self, france: &'static str, canada: &'static str) -> &'static str {
        match self {
            Self::France => france,
            Self::Canada => canada,
        }
    }

    /// The space before `;`, `!` and `?`. Before `:` and within quotation marks there is a space in Canada, too.
    const fn space(self) -> &'static str {
        self.by_region("\u{202f}", "")
    }

    const fn email(self) -> &'static str {
        self.by_region("e-mail", "courriel")
    }

    const fn the_interview(self) -> &'static str {
        self.by_region("l'entretien", "l'entrevue")
    }

    const fn an_interview(self) -> &'static str {
        self.by_region("un entretien", "une entrevue")
    }

    const fn the_interview_is_fresh(self) -> &'static str {
        self.by_region("l'entretien est encore frais", "l'entrevue est encore fraîche")
    }

    /// The start of a wait, as in "après l'entretien".
    const fn wait_start(self, start: WaitStart) -> &'static str {
        match start {
            WaitStart::Interview => self.the_interview(),
            WaitStart::MissedInterview => self.by_region("l'entretien manqué", "l'entrevue manquée"),
            WaitStart::Reply => "la réponse de l'employeur",
        }
    }
}

static CLDR: LazyLock<Cldr> = LazyLock::new(|| Cldr::new(&locale!("fr"), &locale!("fr")));

/// The person's name, or `otherwise`.
fn name_or<'c>(contact: Option<&'c Contact>, otherwise: &'c str) -> Cow<'c, str> {
    contact.and_then(name).unwrap_or(Cow::Borrowed(otherwise))
}

/// The whole name; a family name alone has its form of address.
fn name(contact: &Contact) -> Option<Cow<'_, str>> {
    let Some(family) = family_name_alone(contact) else { return contact.whole_name() };
    let form = match (contact.title.as_deref(), contact.address) {
        (Some(title), _) => title,
        (None, Some(FormOfAddress::Ms)) => "Mme",
        (None, Some(FormOfAddress::Mr)) => "M.",
        (None, _) => return Some(Cow::Borrowed(family)),
    };
    Some(Cow::Owned(text!(form, " ", family)))
}

/// Why a follow-up is not at the usual time, as a clause.
fn cause_clause(cause: DeviationCause) -> &'static str {
    match cause {
        DeviationCause::SetByCandidate => "parce que vous avez choisi ce jour",
        DeviationCause::EmployerWaits => "parce que l'employeur attend d'abord de vos nouvelles",
        DeviationCause::WeeklyLimit => "parce qu'il faut une semaine entre deux messages",
        DeviationCause::CallWaits => "parce qu'un appel doit attendre",
        DeviationCause::StatedDate => "en raison de la date annoncée",
        DeviationCause::LastMessage => "parce que le délai court depuis votre dernier message",
        DeviationCause::SlowDecision => "parce que cette décision demande plus de temps que la plupart",
        DeviationCause::QuickDecision => "parce que cette décision vient plus tôt que la plupart",
        DeviationCause::UnsentMessage => "parce que le délai court depuis le message précédent",
        DeviationCause::DaysOff => "en raison de jours non travaillés",
    }
}

/// "« consensus »".
struct Quoted<T>(T);

impl<T: Part> Part for Quoted<T> {
    fn append_to(&self, out: &mut String) {
        add!(out, "«\u{202f}", self.0, "\u{202f}»");
    }
}

/// The end of a sentence. After an abbreviation its own full stop is enough.
struct Stop;

impl Part for Stop {
    fn append_to(&self, out: &mut String) {
        if !out.ends_with('.') {
            out.push('.');
        }
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
