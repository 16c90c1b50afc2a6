//! Notes of the candidate, prepared for sentences.
//!
//! A note can be a fragment ("the move to event sourcing"), a line of a CV ("Led a team of eight") or whole sentences.
//! A certain noun phrase can be used within a sentence. Everything else comes after a colon, where fragments and
//! sentences both read well. So in doubt the result is [`Form::Sentence`].

mod english;
mod unfit;
mod unfit_reason;
mod woven;

pub(crate) use self::{
    unfit::unfit,
    woven::{Form, Listener, Subject, Woven},
};
use crate::{Locale, salutation::is_title, tidy::one_line};

/// Whether a full stop after `word` belongs to it: an abbreviation, a title, an initial.
pub(crate) fn abbreviates(word: &str) -> bool {
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    initial || english::abbreviates(word) || is_title(word)
}

/// Whether `note` may be a friendly remark that is no reason for interest. This is a quick check.
pub(crate) fn may_be_aside(note: &str, locale: Locale) -> bool {
    locale.language() == Locale::EN.language() && english::may_be_aside(note)
}

impl Woven {
    /// Prepares `note` for a sentence.
    pub(crate) fn new(note: &str, subject: Subject<'_>, locale: Locale) -> Self {
        let line = one_line(note);
        // How notes fit into a sentence depends on the language. After a colon they need no change.
        if locale.language() == Locale::EN.language() {
            english::woven(&line, subject)
        } else {
            Self::of(line, Form::Sentence)
        }
    }
}
