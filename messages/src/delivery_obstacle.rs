//! Whether a message can reach the recipient by its channel.

use planning::{
    UsableChannel, Via,
    facts::{ApplicationDetails, Channel, Contact},
};

use crate::{Locale, languages::language_of, templates};

/// Why a message can't be delivered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum DeliveryObstacle {
    /// The employer does not want messages by this channel.
    Forbidden,
    /// The recipient has left.
    Left,
    /// A message to this address or number was returned.
    Undeliverable(Channel),
}

impl DeliveryObstacle {
    /// The obstacle to the delivery of a message to `contact`; `None` if there is none.
    pub(crate) fn find(
        application: &ApplicationDetails,
        contact: Option<&Contact>,
        way: UsableChannel,
    ) -> Option<Self> {
        if application.forbidden_channels.contains(&way.channel) {
            return Some(Self::Forbidden);
        }
        contact.and_then(|contact| Self::find_for_contact(contact, way))
    }

    /// The obstacle to the delivery to this person, apart from channels that the employer doesn't want.
    pub(crate) fn find_for_contact(contact: &Contact, way: UsableChannel) -> Option<Self> {
        // At the company's number somebody else can help.
        if way.via == Via::Switchboard {
            None
        } else if contact.left {
            Some(Self::Left)
        } else {
            contact.undeliverable.contains(&way.channel).then_some(Self::Undeliverable(way.channel))
        }
    }

    /// The place of the fact in the application or the contact.
    pub(crate) fn pointer(self, contact: Option<usize>) -> String {
        let of_contact =
            |field| contact.map_or_else(|| "/contacts".to_owned(), |index| format!("/contacts/{index}/{field}"));
        match self {
            Self::Forbidden => "/application/forbidden_channels".to_owned(),
            Self::Left => of_contact("left"),
            Self::Undeliverable(_) => of_contact("undeliverable"),
        }
    }

    /// The name of the sentence about it in `missing.txt`.
    pub(crate) const fn fact(self) -> &'static str {
        match self {
            Self::Forbidden => "forbidden_channel",
            Self::Left => "contact_left",
            Self::Undeliverable(Channel::Email) => "wrong_email",
            Self::Undeliverable(Channel::Phone) => "wrong_phone",
            Self::Undeliverable(Channel::Linkedin) => "wrong_linkedin",
            Self::Undeliverable(Channel::Letter) => "wrong_postal_address",
        }
    }
}

/// Why a message to `contact` must not or can't be delivered, as a sentence.
#[must_use]
pub fn unreachable(
    application: &ApplicationDetails,
    contact: Option<&Contact>,
    way: UsableChannel,
    locale: Locale,
) -> Option<String> {
    let obstacle = DeliveryObstacle::find(application, contact, way)?;
    let text = templates::missing(locale, obstacle.fact()).ok()?;
    let language = language_of(locale);
    Some(language.typeset(language.in_region(text.to_owned(), locale), locale))
}
