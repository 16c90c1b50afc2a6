//! Texts to proofread, and their context.

use planning::{Facts, StepKind, facts::Channel};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Dictionary;
use crate::{Locale, Part};

/// The texts of one message. A [`Message`](crate::Message) has texts of the same names.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// The subject of an e-mail.
    #[serde(default)]
    pub subject: Option<String>,
    /// The text of an e-mail, LinkedIn message or letter, from the greeting to the sign-off; of a letter with the date
    /// and the addresses above it, if it has them.
    #[serde(default)]
    pub body: Option<String>,
    /// The script of a call.
    #[serde(default)]
    pub script: Option<crate::Script>,
    /// What to say to voicemail.
    #[serde(default)]
    pub voicemail: Option<String>,
}

impl Texts {
    /// The texts, each with its part, in the order of reading.
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

/// The context of texts. Everything in it is optional.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The application that the text belongs to, with its candidate, contacts and interviews.
    pub facts: Option<&'a Facts>,
    /// The kind of message. Without it, elements that only some kinds need are not required.
    pub kind: Option<StepKind>,
    /// The channel. Without it, a text with a subject is an e-mail, and other texts are any written message.
    pub channel: Option<Channel>,
    /// The language of the texts. The default is that of the application, else of the candidate, else English.
    pub locale: Option<Locale>,
    /// The dictionary of that language. Without one, spelling is checked in English only.
    pub dictionary: Option<&'a Dictionary>,
    /// The interview, one of the facts. The default is the latest one.
    pub interview_id: Option<&'a str>,
    /// The contact who receives it, one of the facts.
    pub contact_id: Option<&'a str>,
    /// The candidate's other applications, whose names should not appear in the texts.
    pub other_applications: &'a [OtherApplication],
    /// Other messages to people of this application, sent or drafts.
    pub earlier_messages: &'a [EarlierMessage],
}

impl Context<'_> {
    /// The language of the texts: the one that is named, else that of the facts, else English.
    #[must_use]
    pub fn language(&self) -> Locale {
        self.locale.or_else(|| self.facts.map(|facts| Locale::chosen(None, facts))).unwrap_or_default()
    }
}

/// Names from another application that should not appear in the text.
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

/// An earlier message whose wording should not be repeated.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlierMessage {
    /// The contact of the application who received it.
    #[serde(default)]
    #[schema(max_length = 200, example = "c1")]
    pub contact_id: Option<String>,
    /// The text.
    #[schema(min_length = 1, max_length = 20_000)]
    pub body: String,
}
