//! Rendered messages, their elements and what they lack.

mod part;
mod script;
mod texts;

use std::borrow::Cow;

pub use part::Part;
use planning::{
    StepKind, UsableChannel, Via,
    facts::{Channel, Company, Contact},
};
pub use script::Script;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Element, Locale, Tone, delivery_obstacle::DeliveryObstacle, languages::language_of};

/// A message with its elements and what it lacks.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Message<'f> {
    /// The kind of the step that it is for.
    pub kind: StepKind,
    /// The channel.
    pub channel: Channel,
    /// How the channel reaches the recipient.
    pub via: Via,
    /// The tone.
    pub tone: Tone,
    /// The language of the template.
    pub locale: Locale,
    /// The recipient.
    pub recipient: Recipient<'f>,
    /// The subject of an e-mail.
    pub subject: Option<String>,
    /// The text of an e-mail, LinkedIn message or letter, from greeting to sign-off. A letter begins with its date, the
    /// sender's name and address, and the recipient's.
    pub body: Option<String>,
    /// The script of a call.
    pub script: Option<Script>,
    /// What to say to voicemail (`timeframe.voicemail.1`, `channels.phone.2`).
    pub voicemail: Option<String>,
    /// The elements that the message should contain.
    pub elements: Vec<ElementReport>,
    /// Facts that would improve the message.
    pub missing: Vec<Missing>,
    /// Whether the message contains everything that is required.
    pub ready: bool,
    /// The number of words of the body or script, without greeting and sign-off and without the date and addresses of a
    /// letter.
    #[schema(example = 104)]
    pub words: usize,
}

/// The recipient of a message.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Recipient<'f> {
    /// The contact's id; null if no contact is known.
    #[schema(example = "c1")]
    pub contact_id: Option<&'f str>,
    /// The contact's whole name, or the name made from its parts.
    #[schema(value_type = Option<String>, example = "Ada Okafor")]
    pub name: Option<Cow<'f, str>>,
    /// The e-mail address, number or postal address for the channel. Null for LinkedIn, for details that are known to
    /// be wrong, and for a person who has left.
    #[schema(example = "ada@example.com")]
    pub address: Option<&'f str>,
}

impl<'f> Recipient<'f> {
    /// The recipient of a message by this channel, with the address.
    #[must_use]
    pub fn new(company: &'f Company, contact: Option<&'f Contact>, way: UsableChannel, locale: Locale) -> Self {
        let reaches = contact.is_none_or(|contact| DeliveryObstacle::find_for_contact(contact, way).is_none());
        let address = match way.channel {
            _ if !reaches => None,
            Channel::Email => contact.and_then(|contact| contact.email.as_deref()),
            Channel::Phone if way.via == Via::Switchboard => company.main_phone.as_deref(),
            Channel::Phone => contact.and_then(|contact| contact.phone.as_deref()),
            Channel::Linkedin => None,
            Channel::Letter => {
                let own = contact.and_then(|contact| contact.postal_address.as_deref());
                own.or(company.postal_address.as_deref())
            }
        };
        Self {
            contact_id: contact.map(|contact| &*contact.id),
            name: contact.and_then(|contact| language_of(locale).whole_name(contact, locale)),
            address,
        }
    }
}

/// Whether an element is in the message.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct ElementReport {
    /// The element.
    pub element: Element,
    /// Whether the message is not ready without it.
    pub required: bool,
    /// Whether the message contains it.
    pub present: bool,
    /// The ids of the rules that ask for it.
    #[schema(value_type = Vec<String>, example = json!(["balance.thanks.2"]))]
    pub rules: &'static [&'static str],
    /// The text of the message that contains it or should contain it.
    pub part: Part,
    /// The position in that text; null if it is missing.
    pub span: Option<Span>,
}

/// A range of a text, in Unicode code points.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[schema(as = TextSpan)]
pub struct Span {
    /// The first code point.
    pub start: usize,
    /// The code point after the last one.
    pub end: usize,
}

/// A fact that would improve the message.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Missing {
    /// The place of the fact: a JSON Pointer (RFC 6901) into the facts.
    #[schema(example = "/interviews/0/talking_points")]
    pub pointer: String,
    /// The element that needs the fact.
    pub element: Element,
    /// What to add, in one sentence.
    pub text: String,
}

impl Message<'_> {
    /// The text of a part.
    #[must_use]
    pub fn part(&self, part: Part) -> Option<&str> {
        let script = self.script.as_ref();
        match part {
            Part::Subject => self.subject.as_deref(),
            Part::Body => self.body.as_deref(),
            Part::Script => None,
            Part::Opening => script.map(|script| script.opening.as_str()),
            Part::Point(index) => script?.points.get(index).map(String::as_str),
            Part::Question(index) => script?.questions.get(index).map(String::as_str),
            Part::Closing => script.map(|script| script.closing.as_str()),
            Part::Voicemail => self.voicemail.as_deref(),
        }
    }
}
