//! Notes that a message can do without: reminders, questions, remarks that are nobody else's business.

use super::{Subject, english};
use crate::{Locale, tidy::says_something};

/// A note of more words is a passage, of which a message would want one thing.
const MOST_WORDS: usize = 30;

/// Why a note is left out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Unfit {
    /// Nothing in it can be read.
    Blank,
    /// It is about pay, looks, feelings or gossip.
    Private,
    /// It tells its writer what to do.
    Reminder,
    /// It asks something.
    Question,
    /// It breaks off.
    Unfinished,
    /// It is a whole passage.
    Passage,
    /// It only praises the candidate's character.
    Trait,
    /// It only says what somebody is like.
    Description,
    /// It is about the candidate, and nothing that was said.
    Oneself,
    /// It has a link.
    Link,
    /// It has a face made of punctuation marks.
    Emoticon,
}

impl Unfit {
    /// The block of `missing.txt` that says what to write instead.
    pub(crate) const fn fact(self) -> Option<&'static str> {
        match self {
            Self::Blank => None,
            Self::Private => Some("note_private"),
            Self::Reminder => Some("note_reminder"),
            Self::Question => Some("note_question"),
            Self::Unfinished => Some("note_unfinished"),
            Self::Passage => Some("note_passage"),
            Self::Trait => Some("note_trait"),
            Self::Description => Some("note_description"),
            Self::Oneself => Some("note_oneself"),
            Self::Link => Some("note_link"),
            Self::Emoticon => Some("note_emoticon"),
        }
    }
}

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
