//! The missing parts of a message that can't be sent yet.
//!
//! A text that the service wrote is checked for its elements. A text that somebody else wrote can't be checked for
//! them; it is ready unless a placeholder was not filled in, and was not dismissed as a finding.

use messages::{
    Element, Locale, Message, Part, lacking,
    proofread::{Check, Finding, Severity, Texts},
};
use planning::{Violation, facts::Channel};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::stored;

/// Something that is required and missing.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct MissingFromMessage {
    /// The text that should contain it.
    part: TextName,
    /// The element; null for a missing text and for a placeholder that was not filled in.
    element: Option<Element>,
    /// The action, in one sentence.
    #[schema(example = "Add what there is to say in answer to the employer's question.")]
    pub(super) text: String,
}

impl MissingFromMessage {
    /// The same among the errors of a problem: the text as a pointer into the message, and the element as the code.
    pub(super) fn violation(&self) -> Violation {
        let part = stored::to_word(&self.part);
        let code = match self.element {
            Some(element) => element.name(),
            None => "incomplete",
        };
        Violation::new(format!("/{part}"), code, self.text.clone())
    }

    /// The obstacle to the delivery of a message by this channel.
    pub(super) fn of_recipient(channel: Channel, text: String) -> Self {
        let part = if channel == Channel::Phone { TextName::Script } else { TextName::Body };
        Self { part, element: Some(Element::Recipient), text }
    }
}

/// A text of a message.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextName {
    /// The subject of an e-mail.
    Subject,
    /// The text of an e-mail, LinkedIn message or letter.
    Body,
    /// The script of a call.
    Script,
    /// The text for voicemail.
    Voicemail,
}

impl TextName {
    const fn from_part(part: Part) -> Self {
        match part {
            Part::Subject => Self::Subject,
            Part::Body => Self::Body,
            Part::Voicemail => Self::Voicemail,
            Part::Script | Part::Opening | Part::Point(_) | Part::Question(_) | Part::Closing => Self::Script,
        }
    }

    const fn whole(self) -> Part {
        match self {
            Self::Subject => Part::Subject,
            Self::Body => Part::Body,
            Self::Script => Part::Script,
            Self::Voicemail => Part::Voicemail,
        }
    }

    /// Whether both texts are the same.
    fn is_same(self, one: &Texts, other: &Texts) -> bool {
        match self {
            Self::Subject => one.subject == other.subject,
            Self::Body => one.body == other.body,
            Self::Script => one.script == other.script,
            Self::Voicemail => one.voicemail == other.voicemail,
        }
    }

    fn is_in(self, texts: &Texts) -> bool {
        !self.is_same(texts, &Texts::default())
    }

    /// The texts that a message by this channel must have.
    const fn needed(channel: Channel) -> &'static [Self] {
        match channel {
            Channel::Email => &[Self::Subject, Self::Body],
            Channel::Phone => &[Self::Script],
            Channel::Linkedin | Channel::Letter => &[Self::Body],
        }
    }
}

/// The required elements that a message of the service lacks, except those of the texts that `own` replaces.
pub(super) fn of_rendered(message: &Message, own: &Texts) -> Vec<MissingFromMessage> {
    let absent = message.elements.iter().filter(|report| report.required && !report.present);
    let absent = absent.map(|report| (TextName::from_part(report.part), report.element));
    let absent = absent.filter(|(part, _)| !part.is_in(own));
    let mut missing = Vec::new();
    for (part, element) in absent {
        let facts = message.missing.iter().filter(|missing| missing.element == element);
        let mut texts: Vec<String> = facts.map(|missing| missing.text.clone()).collect();
        if texts.is_empty() {
            texts.push(lacking(message.locale, part.whole(), Some(element)));
        }
        missing.extend(texts.into_iter().map(|text| MissingFromMessage { part, element: Some(element), text }));
    }
    missing
}

/// What of `before` is still missing after texts were edited, in the language of the message. An edited text counts as
/// complete.
pub(super) fn of_edited(
    before: Vec<MissingFromMessage>,
    (former, texts): (&Texts, &Texts),
    channel: Channel,
    locale: Locale,
) -> Vec<MissingFromMessage> {
    let unchanged =
        before.into_iter().filter(|missing| missing.element.is_some() && missing.part.is_same(former, texts));
    let missing_texts = TextName::needed(channel).iter().filter(|part| !part.is_in(texts));
    let missing_texts = missing_texts.map(|&part| MissingFromMessage {
        part,
        element: None,
        text: lacking(locale, part.whole(), None),
    });
    unchanged.chain(missing_texts).collect()
}

/// The unfilled placeholders among the findings. A dismissed one does not count.
pub(super) fn placeholders(findings: &[Finding]) -> impl Iterator<Item = MissingFromMessage> {
    let is_left =
        |found: &&Finding| found.check == Check::Placeholder && found.severity == Severity::Error && !found.dismissed;
    let left = findings.iter().filter(is_left);
    left.map(|found| MissingFromMessage {
        part: TextName::from_part(found.part),
        element: None,
        text: found.text.clone(),
    })
}
