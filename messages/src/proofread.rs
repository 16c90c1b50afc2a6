//! Proofreading: what in a text would cost its sender something.
//!
//! [`proofread`] is pure like [`render`](crate::render). What it knows of the text's surroundings is up to the caller:
//! of a bare text it judges what can be seen in the text; the more of the [`Context`] is given, the more accidents it
//! finds.

mod accidents;
mod completeness;
mod finding;
mod language;
mod layout;
mod letterhead;
mod passage;
mod people;
mod phrases;
mod positions;
mod settle;
mod surroundings;
mod tone;
mod words;

pub use finding::{Check, Finding, Severity};
use planning::{Facts, StepKind, facts::Channel};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use self::{passage::Passage, surroundings::Surroundings};
use crate::Part;

/// The texts of one message, as somebody wrote them; those of a [`Message`](crate::Message) have the same names.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// The subject of an e-mail.
    #[serde(default)]
    pub subject: Option<String>,
    /// The text of an e-mail, LinkedIn message or letter, from the greeting to the sign-off; of a letter with the date and
    /// the addresses above it, if it has them.
    #[serde(default)]
    pub body: Option<String>,
    /// What to say on the phone.
    #[serde(default)]
    pub script: Option<crate::Script>,
    /// What to say if nobody answers.
    #[serde(default)]
    pub voicemail: Option<String>,
}

impl Texts {
    /// Each text that there is, and which one it is, in the order of reading.
    pub fn parts(&self) -> impl Iterator<Item = (Part, &str)> {
        let subject = self.subject.as_deref().map(|text| (Part::Subject, text));
        let body = self.body.as_deref().map(|text| (Part::Body, text));
        let voicemail = self.voicemail.as_deref().map(|text| (Part::Voicemail, text));
        let script = self.script.iter().flat_map(|script| {
            std::iter::once((Part::Opening, script.opening.as_str()))
                .chain((0..).map(Part::Point).zip(script.points.iter().map(String::as_str)))
                .chain((0..).map(Part::Question).zip(script.questions.iter().map(String::as_str)))
                .chain([(Part::Closing, script.closing.as_str())])
        });
        subject.into_iter().chain(body).chain(script).chain(voicemail)
    }
}

/// What is known of a text's surroundings; everything in it may be missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The application that the text belongs to, with its candidate, contacts and interviews.
    pub facts: Option<&'a Facts>,
    /// What the text is for. Unknown, nothing is asked of it that only some kinds need.
    pub kind: Option<StepKind>,
    /// How it goes out; unknown, a text with a subject is an e-mail, and one without any written message.
    pub channel: Option<Channel>,
    /// The interview that it belongs to, of the facts; unknown, the latest.
    pub interview_id: Option<&'a str>,
    /// The contact whom it goes to, of the facts.
    pub contact_id: Option<&'a str>,
    /// The candidate's other applications, whose names have no business in the text.
    pub other_applications: &'a [OtherApplication],
    /// What else was sent, or is about to be, to people of this application.
    pub earlier_messages: &'a [EarlierMessage],
}

/// What can slip into a text from another application.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherApplication {
    /// The company's name.
    #[schema(min_length = 1, max_length = 200, example = "Quillhaven Analytics")]
    pub company: String,
    /// The position's title.
    #[serde(default)]
    #[schema(max_length = 200, example = "Data Engineer")]
    pub position: Option<String>,
    /// The names of the people there.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub people: Vec<String>,
}

/// A text that this one should not repeat.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlierMessage {
    /// The contact whom it went to, of the application's.
    #[serde(default)]
    #[schema(max_length = 200, example = "c1")]
    pub contact_id: Option<String>,
    /// Its text.
    #[schema(min_length = 1, max_length = 20_000)]
    pub body: String,
}

/// What in `texts` would better be changed, the worst first. Takes some milliseconds and is meant for a thread that may
/// block; the first call loads the dictionary, unless [`warm`] did.
#[must_use]
pub fn proofread(texts: &Texts, context: &Context<'_>) -> Vec<Finding> {
    let surroundings = Surroundings::new(texts, context);
    let known = language::known(&surroundings);
    let passages: Vec<Passage<'_>> =
        texts.parts().map(|(part, text)| Passage::new(part, surroundings.text(part), text)).collect();
    let mut findings = accidents::check(&passages, &surroundings);
    findings.extend(completeness::check(texts, &passages, &surroundings));
    for passage in &passages {
        let of_prose = tone::check(passage, &surroundings).into_iter().chain(language::check(passage, &known));
        findings.extend(of_prose.filter(|finding| !passage.is_above(finding.span)));
    }
    let parts: Vec<Part> = std::iter::once(Part::Subject)
        .chain([Part::Body, Part::Script])
        .chain(passages.iter().map(|passage| passage.part))
        .collect();
    settle::settled(findings, &parts)
}

/// How much of the shorter of two letters is in the other one, but for `names`: from 0 to 1.
pub(crate) fn likeness(one: &str, other: &str, names: &[&str]) -> f64 {
    accidents::likeness(one, other, names)
}

/// Loads the dictionary, which takes half a second and 160 MB, and makes linters and lists ready: for a service to call on a
/// thread that may block, when it starts.
pub fn warm() {
    let text = |words: &str| Some(words.to_owned());
    let texts = Texts { subject: text("Thank you"), body: text("Dear Ada,\n\nThank you."), ..Texts::default() };
    let found = proofread(&texts, &Context::default());
    debug_assert!(!found.is_empty(), "so short a letter lacks something");
}
