//! Notes that are left out: reminders, questions, private remarks, notes in another language.

use super::{Subject, foreign, unfit_reason::Unfit};
use crate::{Locale, languages::language_of, tidy::says_something};

/// A note with more words is a passage, and a message needs one point.
const MAX_WORDS: usize = 30;

/// Why `note` is left out of messages, if it is.
pub(crate) fn unfit(note: &str, subject: Subject<'_>, locale: Locale) -> Option<Unfit> {
    if !says_something(note) {
        return Some(Unfit::Blank);
    }
    if subject != Subject::Addition && note.split_whitespace().nth(MAX_WORDS).is_some() {
        return Some(Unfit::Passage);
    }
    let language = language_of(locale);
    language.unfit(note, subject).or_else(|| foreign::is_foreign(note, language).then_some(Unfit::OtherLanguage))
}
