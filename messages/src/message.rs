//! What comes out: a message, what it is made of and what it lacks.

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
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Element, Locale, Tone, reach::Obstacle, salutation};

/// A message, ready to go out or with word of what it lacks.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Message<'f> {
    /// What it is for.
    pub kind: StepKind,
    /// How it goes out.
    pub channel: Channel,
    /// How the channel reaches the recipient.
    pub via: Via,
    /// How it sounds.
    pub tone: Tone,
    /// Its language.
    pub locale: Locale,
    /// Whom it goes to.
    pub recipient: Recipient<'f>,
    /// The subject of an e-mail.
    pub subject: Option<String>,
    /// The text of an e-mail, LinkedIn message or letter, from the greeting to the sign-off; above it, a letter has its date,
    /// the sender's name and addresses, and the recipient's.
    pub body: Option<String>,
    /// What to say on the phone.
    pub script: Option<Script>,
    /// What to say if nobody answers (`timeframe.voicemail.1`, `channels.phone.2`).
    pub voicemail: Option<String>,
    /// What it should hold, and where it does.
    pub elements: Vec<ElementReport>,
    /// Facts that would make it better.
    pub missing: Vec<Missing>,
    /// Whether it has everything that it can't do without.
    pub ready: bool,
    /// How many words its body or script has; the greeting and the sign-off of a body don't count,
    /// nor do the date and addresses of a letter.
    #[schema(example = 104)]
    pub words: usize,
}

/// Whom a message goes to.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Recipient<'f> {
    /// The contact's id; none, where no contact is known.
    #[schema(example = "c1")]
    pub contact_id: Option<&'f str>,
    /// The contact's name: as it is written, else made of its parts.
    #[schema(value_type = Option<String>, example = "Ada Okafor")]
    pub name: Option<Cow<'f, str>>,
    /// The e-mail address, number or postal address that the channel needs; LinkedIn needs none. Null, too, for one
    /// that is known to be wrong, and for somebody who has left.
    #[schema(example = "ada@example.com")]
    pub address: Option<&'f str>,
}

impl<'f> Recipient<'f> {
    /// Who a message that goes this way is for, with the address that it goes to.
    #[must_use]
    pub fn of(company: &'f Company, contact: Option<&'f Contact>, way: UsableChannel, locale: Locale) -> Self {
        let reaches = contact.is_none_or(|contact| Obstacle::to(contact, way).is_none());
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
            name: contact.and_then(|contact| salutation::whole_name(contact, locale)),
            address,
        }
    }
}

/// An element that a message should hold.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct ElementReport {
    /// Which one.
    pub element: Element,
    /// Whether the message isn't ready without it.
    pub required: bool,
    /// Whether the message has it.
    pub present: bool,
    /// The rules of the guidance ledger that it serves.
    #[schema(value_type = Vec<String>, example = json!(["balance.thanks.2"]))]
    pub rules: &'static [&'static str],
    /// In which of the message's texts it is, or should be.
    pub part: Part,
    /// Where in that text; none, if it is missing.
    pub span: Option<Span>,
}

/// A stretch of text, counted in Unicode code points.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Span {
    /// The first code point.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
}

/// A fact that would make the message better.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Missing {
    /// Where it belongs in the facts: a JSON Pointer (RFC 6901).
    #[schema(example = "/interviews/0/talking_points")]
    pub pointer: String,
    /// The element that needs it.
    pub element: Element,
    /// What to add, in a plain sentence.
    pub text: String,
}

impl Message<'_> {
    /// One of its texts.
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
