//! Prepared notes, and their subjects.

use serde::Serialize;

/// A note, and how it can be used in a sentence.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub(crate) struct PhrasedNote {
    pub(crate) text: String,
    /// The note at the start of a sentence.
    pub(crate) start: String,
    pub(crate) form: NoteForm,
}

/// The form of a note, which decides its place in a sentence.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NoteForm {
    /// A noun phrase: "the move to event sourcing", "how your team works".
    Phrase,
    /// "to lead a platform team".
    Infinitive,
    /// A sentence that can be continued, or follow "that": "I led a team of eight".
    Statement,
    /// A text that stands alone, but not after "that": "yes, from May", several sentences.
    Reply,
    /// A friendly remark that is no reason for interest: "your dog".
    Aside,
    /// Whole sentences, and everything that is not certainly one of the others.
    Sentence,
}

/// The subject of a note.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Subject<'a> {
    /// A topic of the conversation. The listener may be named in it.
    Conversation(Listener<'a>),
    /// Something that the candidate can do or has done.
    Strength,
    /// Something that the candidate wants.
    Goal,
    /// Something that the candidate adds.
    Addition,
}

/// The recipient of a message.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Listener<'a> {
    pub(crate) name: Option<&'a str>,
    pub(crate) given_name: Option<&'a str>,
    pub(crate) family_name: Option<&'a str>,
    /// Whether "her" or "his" can mean nobody else.
    pub(crate) alone: bool,
    /// Whether the recipient is addressed with "du", "tu" or "tú".
    pub(crate) familiar: bool,
}

impl PhrasedNote {
    /// The same for languages in which a note that is no phrase follows a colon: one colon in a sentence is enough.
    pub(crate) fn behind_colon(self) -> Self {
        let has_colon = self.form == NoteForm::Sentence && self.text.contains(": ") && !self.text.contains(". ");
        if !has_colon {
            return self;
        }
        let text = self.text.replace(" : ", " – ").replace("\u{202f}: ", " – ").replace("\u{a0}: ", " – ");
        Self::new(text.replace(": ", " – "), self.form)
    }

    pub(crate) fn new(text: String, form: NoteForm) -> Self {
        let mut rest = text.chars();
        // "iOS" stays as it is.
        let own_capitals = text.split(' ').next().is_some_and(|word| word.contains(char::is_uppercase));
        let start = match rest.next() {
            Some(first) if !own_capitals => first.to_uppercase().chain(rest).collect(),
            _ => text.clone(),
        };
        Self { text, start, form }
    }
}
