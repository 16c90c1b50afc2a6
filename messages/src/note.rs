//! Notes of the candidate, prepared for sentences.
//!
//! A note can be a fragment ("the move to event sourcing"), a line of a CV ("Led a team of eight") or whole sentences.
//! A certain noun phrase can be used within a sentence. Everything else comes after a colon, where fragments and
//! sentences both read well. So in doubt the result is [`NoteForm::Sentence`].

pub(crate) mod english;
mod foreign;
mod notes_after_colon;
mod phrased_note;
mod unfit;
mod unfit_reason;

pub(crate) use self::{
    notes_after_colon::NoteWords,
    phrased_note::{Listener, NoteForm, PhrasedNote, Subject},
    unfit::unfit,
    unfit_reason::Unfit,
};
use crate::{
    Locale,
    languages::{self, language_of},
    salutation::is_title,
    tidy::one_line,
};

/// Whether a full stop after `word` belongs to it: an abbreviation, a title, an initial.
pub(crate) fn abbreviates(word: &str) -> bool {
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    initial || is_title(word) || languages::all().any(|language| language.abbreviates(word))
}

/// Whether `note` may be a friendly remark that is no reason for interest. This is a quick check.
pub(crate) fn may_be_aside(note: &str, locale: Locale) -> bool {
    language_of(locale).may_be_aside(note)
}

impl PhrasedNote {
    /// Prepares `note` for a sentence.
    pub(crate) fn prepare(note: &str, subject: Subject<'_>, locale: Locale) -> Self {
        language_of(locale).phrase_note(one_line(note), subject)
    }
}
