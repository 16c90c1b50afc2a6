//! Whether a message reaches the recipient by its channel at all.

use planning::{
    UsableChannel, Via,
    facts::{ApplicationDetails, Channel, Contact},
};

use crate::{Locale, templates};

/// What stands in the way of a message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Obstacle {
    /// The employer doesn't want messages by this channel.
    Forbidden,
    /// The recipient has left.
    Left,
    /// What was sent to this address or number didn't arrive.
    Undeliverable(Channel),
}

impl Obstacle {
    /// What keeps a message to `contact` from going this way.
    pub(crate) fn of(application: &ApplicationDetails, contact: Option<&Contact>, way: UsableChannel) -> Option<Self> {
        if application.forbidden_channels.contains(&way.channel) {
            return Some(Self::Forbidden);
        }
        contact.and_then(|contact| Self::to(contact, way))
    }

    /// What keeps a message from this person, whatever the employer wants.
    pub(crate) fn to(contact: &Contact, way: UsableChannel) -> Option<Self> {
        // Whoever is at the company's number knows whom to ask for.
        if way.via == Via::Switchboard {
            None
        } else if contact.left {
            Some(Self::Left)
        } else {
            contact.undeliverable.contains(&way.channel).then_some(Self::Undeliverable(way.channel))
        }
    }

    /// Where the fact stands, in the application or in the contact.
    pub(crate) fn pointer(self, contact: Option<usize>) -> String {
        let of_contact =
            |field| contact.map_or_else(|| "/contacts".to_owned(), |index| format!("/contacts/{index}/{field}"));
        match self {
            Self::Forbidden => "/application/forbidden_channels".to_owned(),
            Self::Left => of_contact("left"),
            Self::Undeliverable(_) => of_contact("undeliverable"),
        }
    }

    /// The block that says so in `missing.txt`.
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

/// Why a message to `contact` must not go this way, or won't arrive, in a plain sentence.
#[must_use]
pub fn unreachable(
    application: &ApplicationDetails,
    contact: Option<&Contact>,
    way: UsableChannel,
    locale: Locale,
) -> Option<String> {
    let obstacle = Obstacle::of(application, contact, way)?;
    templates::missing(locale, obstacle.fact()).ok()
}
