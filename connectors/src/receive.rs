//! Receives a request: decides how to respond, and whether to store it.

use crate::{
    connector::{Answer, Recognised, Verified},
    delivery::Delivery,
    kinds::Kind,
    refusal::{Refusal, Unreadable},
    secret::Secrets,
    settings::Settings,
};

/// How far a connection is set up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Stage {
    /// Tests are answered, and nothing is stored.
    Pending,
    /// What is verified is stored.
    Active,
}

/// How to handle a request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Received {
    /// Answer this, and store nothing.
    Answer(Answer),
    /// Store it, unless something with its key was stored before; then answer [`Answer::OK`] in either case.
    Store {
        /// What its signature covers, and the key to deduplicate by.
        verified: Verified,
        /// What it is: an event or something to ignore, or why it can't be read. What can't be read is stored too,
        /// since sending it again wouldn't help.
        what: Result<Recognised, Unreadable>,
    },
    /// Answer with this status, and store nothing.
    Refuse {
        /// Why it is not believed.
        refusal: Refusal,
        /// The status that this vendor understands.
        status: u16,
    },
}

/// How to handle a request to a connection of this kind.
///
/// A hand-shake is answered whether or not it is signed. As long as a connection is pending, so is a test: it comes
/// while the connection is set up there, before anybody could give the secret here. All else has to be verified first.
#[must_use]
pub fn receive(kind: &Kind, delivery: &Delivery<'_>, secrets: &Secrets, settings: &Settings, stage: Stage) -> Received {
    let connector = kind.connector;
    let refuse = |refusal: Refusal| Received::Refuse { status: connector.status(&refusal), refusal };
    if delivery.body.len() > kind.body_limit {
        return refuse(Refusal::TooLarge(kind.body_limit));
    }
    if let Some(answer) = connector.hand_shake(delivery) {
        return Received::Answer(answer);
    }
    let is_ping = |what: &Result<Recognised, Unreadable>| matches!(what, Ok(Recognised::Ping));
    if stage == Stage::Pending && is_ping(&connector.recognise(delivery, settings)) {
        return Received::Answer(Answer::OK);
    }
    // Until somebody says that it may be worked on, and without a secret, the vendor is to send it again.
    if stage == Stage::Pending || secrets.is_empty() {
        return refuse(Refusal::NoSecret);
    }
    let verified = match connector.verify(delivery, secrets, settings) {
        Ok(verified) => verified,
        Err(refusal) => return refuse(refusal),
    };
    let what = connector.recognise(delivery, settings);
    if is_ping(&what) { Received::Answer(Answer::OK) } else { Received::Store { verified, what } }
}
