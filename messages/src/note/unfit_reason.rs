//! Reasons to leave a note out.

/// Why a note is left out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Unfit {
    /// Nothing in it can be read.
    Blank,
    /// It is about pay, looks, feelings or gossip.
    Private,
    /// It is a reminder for its writer.
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
    /// It is in another language than the message.
    OtherLanguage,
}

impl Unfit {
    /// The name of the sentence in `missing.txt` that says what to write instead.
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
            Self::OtherLanguage => Some("note_language"),
        }
    }
}
