//! Receives a request: decides how to respond, and whether to store it.

use crate::{
    connector::{DeliveryKind, VendorResponse, VerifiedDelivery},
    delivery::Delivery,
    kinds::Kind,
    refusal::{ReadError, Refusal},
    secret::Secrets,
    settings::Settings,
};

/// Whether a connection is set up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ConnectionState {
    /// Tests are answered, and nothing is stored.
    Pending,
    /// Verified deliveries are stored.
    Active,
}

/// How to handle a request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ReceiveDecision {
    /// Send this response, and store nothing.
    Respond(VendorResponse),
    /// Store the delivery, unless one with its key was stored before. Answer [`VendorResponse::OK`] in either case.
    Store {
        /// The scope of the signature, and the deduplication key.
        verified: VerifiedDelivery,
        /// The kind of the delivery, or why it can't be read. An unreadable delivery is stored too, since sending it
        /// again wouldn't help.
        delivery_kind: Result<DeliveryKind, ReadError>,
    },
    /// Refuse the delivery, and store nothing.
    Refuse {
        /// The reason.
        refusal: Refusal,
        /// The HTTP status for this vendor.
        status: u16,
    },
}

/// How to handle a request to a connection of this kind.
///
/// A handshake is answered whether or not it is signed. While a connection is pending, a test is answered unsigned,
/// too: vendors send it during set-up, before the secret is set. All other deliveries are verified first.
#[must_use]
pub fn receive(
    kind: &Kind,
    delivery: &Delivery<'_>,
    secrets: &Secrets,
    settings: &Settings,
    stage: ConnectionState,
) -> ReceiveDecision {
    let connector = kind.connector;
    let refuse = |refusal: Refusal| ReceiveDecision::Refuse { status: connector.refusal_status(&refusal), refusal };
    if delivery.body.len() > kind.body_limit {
        return refuse(Refusal::TooLarge(kind.body_limit));
    }
    if let Some(answer) = connector.handshake(delivery) {
        return ReceiveDecision::Respond(answer);
    }
    let is_ping = |delivery_kind: &Result<DeliveryKind, ReadError>| matches!(delivery_kind, Ok(DeliveryKind::Ping));
    if stage == ConnectionState::Pending && is_ping(&connector.recognise(delivery, settings)) {
        return ReceiveDecision::Respond(VendorResponse::OK);
    }
    // A pending connection or one without a secret stores nothing: the vendor is to send the delivery again.
    if stage == ConnectionState::Pending || secrets.is_empty() {
        return refuse(Refusal::NoSecret);
    }
    let verified = match connector.verify(delivery, secrets, settings) {
        Ok(verified) => verified,
        Err(refusal) => return refuse(refusal),
    };
    let delivery_kind = connector.recognise(delivery, settings);
    if is_ping(&delivery_kind) {
        ReceiveDecision::Respond(VendorResponse::OK)
    } else {
        ReceiveDecision::Store { verified, delivery_kind }
    }
}
