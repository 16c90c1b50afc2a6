//! Notes that are left out: reminders, questions, private remarks.

use super::{Subject, english, unfit_reason::Unfit};
use crate::{Locale, tidy::says_something};

/// A note with more words is a passage, and a message needs one point.
const MOST_WORDS: usize = 30;

/// Why `note` is left out of messages, if it is.
pub(crate) fn unfit(note: &str, subject: Subject<'_>, locale: Locale) -> Option<Unfit> {
    if !says_something(note) {
        return Some(Unfit::Blank);
    }
    if subject != Subject::Addition && note.split_whitespace().nth(MOST_WORDS).is_some() {
        return Some(Unfit::Passage);
    }
    (locale.language() == Locale::EN.language()).then(|| english::unfit(note, subject)).flatten()
}
