//! Notes of the candidate's own, made fit for a sentence.
//!
//! A note can be a fragment ("the move to event sourcing"), a line of a CV ("Led a team of eight") or whole sentences.
//! What surely is a noun phrase can stand in the middle of a sentence; everything else stands after a colon, where
//! fragments and sentences both read well. So in doubt the answer is [`Form::Sentence`].

mod english;
mod unfit;
mod unfit_reason;
mod woven;

pub(crate) use self::{
    unfit::unfit,
    woven::{Form, Listener, Subject, Woven},
};
use crate::{Locale, salutation::is_title, tidy::one_line};

/// Whether a stop after `word` belongs to the word: an abbreviation, a title, an initial.
pub(crate) fn abbreviates(word: &str) -> bool {
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    initial || english::abbreviates(word) || is_title(word)
}

/// Whether `note` may be one that is friendly to mention and no reason for interest, at a glance.
pub(crate) fn may_be_aside(note: &str, locale: Locale) -> bool {
    locale.language() == Locale::EN.language() && english::may_be_aside(note)
}

impl Woven {
    /// `note` made fit for a sentence.
    pub(crate) fn new(note: &str, subject: Subject<'_>, locale: Locale) -> Self {
        let line = one_line(note);
        // How a language bends its notes is a matter of code; after a colon they need no bending.
        if locale.language() == Locale::EN.language() {
            english::woven(&line, subject)
        } else {
            Self::of(line, Form::Sentence)
        }
    }
}
