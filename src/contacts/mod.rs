//! `/v1/applications/{id}/contacts`, `/v1/contacts`: people at the employer.

mod http;
mod sharing;

use entity::{ApplicationId, ContactId, Stamp};
pub use http::*;
use planning::{
    Key, Violation, extended,
    facts::{self, ContactDetails},
};
pub use sharing::*;

use crate::http::{Reference, Referring, ReferringBody, Resource, Validate, resource};

extended! {
    /// The fields of a contact that a client sets.
    #[schema(example = json!({
        "name": "Grace Lindqvist",
        "given_name": "Grace",
        "family_name": "Lindqvist",
        "address": "ms",
        "role": "hiring_manager",
        "email": "grace@acme.example",
        "phone": "+1 212 555 0100"
    }))]
    pub struct ContactInput: ContactDetails {
        /// The client's own id for the contact.
        #[serde(default)]
        pub remote_id: Option<Key>,
    }
}

impl Validate for ContactInput {
    const TYPE_IMPLIES_SCHEMA: bool = true;

    fn violations(&self) -> Vec<Violation> {
        self.details.violations()
    }
}

impl Referring for ContactInput {
    fn references() -> Vec<Reference> {
        Vec::new()
    }
}

extended! {
    /// The fields of `ContactInput`, and the application.
    pub struct ContactWithApplication as "ContactInputWithApplication": ContactDetails {
        /// The application to which the contact belongs with the role that the body names. A contact that exists needs
        /// none; the role is then that in the application it was created for.
        #[serde(default)]
        pub application_id: Option<ApplicationId>,
        /// The client's own id for the contact.
        #[serde(default)]
        pub remote_id: Option<Key>,
    }
}

impl Validate for ContactWithApplication {
    const TYPE_IMPLIES_SCHEMA: bool = true;

    fn violations(&self) -> Vec<Violation> {
        self.details.violations()
    }
}

impl Referring for ContactWithApplication {
    fn references() -> Vec<Reference> {
        vec![Reference::APPLICATION]
    }
}

/// The body of a contact, which may name its application by remote id.
pub type ContactWithApplicationBody = ReferringBody<ContactWithApplication>;

resource! {
    /// A contact.
    Contact: ContactId, ContactInput, patch ContactPatch, of application
}

impl ContactInput {
    pub(crate) fn into_row(self, stamp: Stamp<ContactId>, application_id: ApplicationId) -> entity::Contact {
        entity::Contact { stamp, remote_id: self.remote_id, application_id, details: self.details }
    }

    pub(crate) fn from_row(row: entity::Contact) -> Self {
        Self { remote_id: row.remote_id, details: row.details }
    }
}

impl Contact {
    pub(crate) fn from_row(row: entity::Contact) -> Self {
        let (stamp, application_id) = (row.stamp, row.application_id);
        Resource::new(stamp, ContactInput::from_row(row)).with_application(application_id).into()
    }
}

/// The facts of a stored contact.
#[must_use]
pub fn facts(row: entity::Contact) -> facts::Contact {
    facts::Contact { id: row.stamp.id.into(), details: row.details }
}
