//! A note for a sentence, and what notes are about.

use serde::Serialize;

/// A note, and where in a sentence it can stand.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub(crate) struct Woven {
    pub(crate) text: String,
    /// The same at the start of a sentence.
    pub(crate) start: String,
    pub(crate) form: Form,
}

/// What a note is, as far as its place in a sentence goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Form {
    /// What can stand where a noun can: "the move to event sourcing", "how your team works".
    Phrase,
    /// "to lead a platform team".
    Infinitive,
    /// A sentence that can go on after it, or stand after "that": "I led a team of eight".
    Statement,
    /// What stands by itself, but not after "that": "yes, from May", several sentences.
    Reply,
    /// What is friendly to mention and no reason for interest: "your dog".
    Aside,
    /// Whole sentences, and whatever is not surely one of the others.
    Sentence,
}

/// What a note is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Subject<'a> {
    /// Something that was talked about, told to somebody who may be named in it.
    Conversation(Listener<'a>),
    /// Something that the candidate can do or has done.
    Strength,
    /// Something that the candidate wants.
    Goal,
    /// Something that the candidate adds.
    Addition,
}

/// The person whom a message goes to.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Listener<'a> {
    pub(crate) name: Option<&'a str>,
    pub(crate) given_name: Option<&'a str>,
    pub(crate) family_name: Option<&'a str>,
    /// Whether there was nobody else whom "her" or "his" could mean.
    pub(crate) alone: bool,
}

impl Woven {
    pub(super) fn of(text: String, form: Form) -> Self {
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
