//! Notes of the candidate's own, made fit for a sentence.
//!
//! A note can be a fragment ("the move to event sourcing"), a line of a CV ("Led a team of eight") or whole sentences.
//! What surely is a noun phrase can stand in the middle of a sentence; everything else stands after a colon, where
//! fragments and sentences both read well. So in doubt the answer is [`Form::Sentence`].

mod english;
mod unfit;

use serde::Serialize;

pub(crate) use self::unfit::unfit;
use crate::{Locale, salutation::is_title, tidy::one_line};

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
    fn of(text: String, form: Form) -> Self {
        let mut rest = text.chars();
        // "iOS" stays as it is.
        let own_capitals = text.split(' ').next().is_some_and(|word| word.contains(char::is_uppercase));
        let start = match rest.next() {
            Some(first) if !own_capitals => first.to_uppercase().chain(rest).collect(),
            _ => text.clone(),
        };
        Self { text, start, form }
    }

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
