//! Texts to proofread, and their context.

use planning::{Facts, StepKind, facts::Channel};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
    /// The script of a call.
    #[serde(default)]
    pub script: Option<crate::Script>,
    /// What to say to voicemail.
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
    /// The contact who receives it, one of the facts.
    pub contact_id: Option<&'a str>,
    /// The candidate's other applications, whose names have no business in the text.
    pub other_applications: &'a [OtherApplication],
    /// What else was sent, or is about to be, to people of this application.
    pub earlier_messages: &'a [EarlierMessage],
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
