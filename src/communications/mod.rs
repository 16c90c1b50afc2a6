//! `/v1/applications/{id}/communications`, `/v1/communications`: messages and calls, sent and received.

mod completed;
mod http;
mod remote;

pub use completed::{CompletedSteps, RecordedCommunication, RecordingQuery};
use entity::{ApplicationId, CommunicationId, ContactId, Stamp};
pub use http::*;
use planning::{
    Key, Violation, extended,
    facts::{self, CommunicationDetails, Direction, Purpose},
};
pub use remote::*;

use crate::http::{OfApplication, Reference, Referring, ReferringBody, Resource, Validate, resource};

extended! {
    /// The fields of a communication that a client sets.
    #[schema(example = json!({
        "direction": "outbound",
        "channel": "email",
        "purpose": "thank_you",
        "at": "2026-03-10T17:00:00-04:00"
    }))]
    pub struct CommunicationInput: CommunicationDetails {
        /// The client's own id for the communication.
        #[serde(default)]
        pub remote_id: Option<Key>,
        /// The contact of the application who wrote or was written to.
        #[serde(default)]
        pub contact_id: Option<ContactId>,
    }
}

impl Validate for CommunicationInput {
    const TYPE_IMPLIES_SCHEMA: bool = true;

    fn violations(&self) -> Vec<Violation> {
        direction_violations(&self.details)
    }
}

impl Referring for CommunicationInput {
    fn references() -> Vec<Reference> {
        vec![Reference::CONTACT]
    }
}

/// Fields that a communication in its direction can't have.
pub(crate) fn direction_violations(details: &CommunicationDetails) -> Vec<Violation> {
    let inbound = details.direction == Direction::Inbound;
    [
        ("/purpose", inbound && details.purpose != Purpose::Other, "outbound"),
        ("/bounced", inbound && details.bounced, "outbound"),
        ("/decision_expected_on", !inbound && details.decision_expected_on.is_some(), "inbound"),
        ("/automatic", !inbound && details.automatic, "inbound"),
        ("/needs_answer", !inbound && details.needs_answer, "inbound"),
        ("/answer", !inbound && details.answer.is_some(), "inbound"),
    ]
    .into_iter()
    .filter(|(_, wrong, _)| *wrong)
    .map(|(pointer, _, only)| {
        Violation::new(pointer, "wrong_direction", format!("says something of {only} communications only"))
    })
    .collect()
}

/// The body of a communication, which may name its contact by remote id.
pub type CommunicationBody = ReferringBody<CommunicationInput>;

/// A communication with its application, for paths that do not name the application.
pub type CommunicationWithApplication = OfApplication<CommunicationInput>;

/// The body of a communication, which may name its application and contact by remote ids.
pub type CommunicationWithApplicationBody = ReferringBody<CommunicationWithApplication>;

resource! {
    /// A communication.
    Communication: CommunicationId, CommunicationInput, patch CommunicationPatch by CommunicationBody, of application
}

impl CommunicationInput {
    pub(crate) fn into_row(
        self,
        stamp: Stamp<CommunicationId>,
        application_id: ApplicationId,
    ) -> entity::Communication {
        let Self { remote_id, contact_id, details } = self;
        entity::Communication { stamp, remote_id, application_id, contact_id, details }
    }

    pub(crate) fn from_row(row: entity::Communication) -> Self {
        Self { remote_id: row.remote_id, contact_id: row.contact_id, details: row.details }
    }
}

impl Communication {
    pub(crate) fn from_row(row: entity::Communication) -> Self {
        let (stamp, application_id) = (row.stamp, row.application_id);
        Resource::new(stamp, CommunicationInput::from_row(row)).with_application(application_id).into()
    }
}

/// The facts of a stored communication.
#[must_use]
pub fn facts(row: entity::Communication) -> facts::Communication {
    facts::Communication { contact_id: row.contact_id.map(Into::into), details: row.details }
}
