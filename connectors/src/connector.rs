//! The trait that the adapter of each vendor implements.

use std::{borrow::Cow, fmt};

use serde::Serialize;

use crate::{
    changes::DeliveryContent,
    delivery::Delivery,
    refusal::{ReadError, Refusal},
    secret::{InvalidSecret, Secret, Secrets},
    settings::Settings,
};

/// An adapter for a vendor.
pub trait Connector: fmt::Debug + Send + Sync {
    /// Verifies that the source sent the delivery, with any valid secret.
    ///
    /// # Errors
    ///
    /// Why the delivery is refused.
    fn verify(
        &self,
        delivery: &Delivery<'_>,
        secrets: &Secrets,
        settings: &Settings,
    ) -> Result<VerifiedDelivery, Refusal>;

    /// The response to a handshake request, which some vendors send when the connection is set up. It may be unsigned.
    fn handshake(&self, delivery: &Delivery<'_>) -> Option<VendorResponse> {
        let _ = delivery;
        None
    }

    /// The kind of the delivery. For a pending connection this is called before the signature is verified.
    ///
    /// # Errors
    ///
    /// What can't be read in it.
    fn recognise(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<DeliveryKind, ReadError>;

    /// The changes in the delivery, from the data that the signature covers. Only the headers in [`Kind::headers`] have
    /// to be present.
    ///
    /// [`Kind::headers`]: crate::Kind::headers
    ///
    /// # Errors
    ///
    /// What can't be read in it.
    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<DeliveryContent, ReadError>;

    /// The HTTP status with which a delivery of this vendor is refused. Some vendors never send a delivery again after
    /// certain statuses.
    fn refusal_status(&self, refusal: &Refusal) -> u16 {
        refusal.status()
    }

    /// Whether a secret has the form that the vendor gives to its secrets.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong with it.
    fn check_secret(&self, secret: &Secret, settings: &Settings) -> Result<(), InvalidSecret> {
        let _ = settings;
        secret.check_length()
    }
}

/// A delivery that was verified to be from its source.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VerifiedDelivery {
    /// What the signature covers.
    pub covers: SignatureScope,
    /// The deduplication key. It is the same for every attempt to deliver one event, and differs between events of the
    /// connection. At most 50 characters of ASCII.
    pub dedupe_key: String,
    /// Whether it was verified with the previous secret, which means that the source doesn't have the new one yet.
    pub by_previous_secret: bool,
}

/// The parts of a request that a signature covers.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SignatureScope {
    /// The body, but not the time of sending. A repeated old delivery is recognised only by its key.
    Body,
    /// The body and the time at which it was sent.
    BodyAndTime,
    /// The time and a token, but not the body: an attacker who has seen one delivery can put another body into it.
    Time,
    /// One id in the body and nothing else.
    Id,
    /// Nothing is signed. The sender is authenticated by a password.
    Sender,
}

impl SignatureScope {
    /// Whether the body is known to be from the source.
    #[must_use]
    pub const fn is_body_authentic(self) -> bool {
        matches!(self, Self::Body | Self::BodyAndTime | Self::Sender)
    }

    /// Whether the time of sending is known to be from the source.
    #[must_use]
    pub const fn is_time_authentic(self) -> bool {
        matches!(self, Self::BodyAndTime | Self::Time)
    }
}

/// The kind of a delivery.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DeliveryKind {
    /// A test, which is answered with 200. Nothing is stored.
    Ping,
    /// An event that can be mapped.
    Event {
        /// The vendor's name of the event.
        name: String,
    },
    /// Another event, which is stored and never mapped.
    Ignored {
        /// The vendor's name of the event, if it has one.
        name: Option<String>,
        /// Why it is ignored.
        why: Cow<'static, str>,
    },
}

/// The response to a request. The body is empty.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VendorResponse {
    /// The status.
    pub status: u16,
    /// A header with its value.
    pub header: Option<(&'static str, String)>,
}

impl VendorResponse {
    /// The status 200. Some vendors take any other status for a failure.
    pub const OK: Self = Self { status: 200, header: None };
}
