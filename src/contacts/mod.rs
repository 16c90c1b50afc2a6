//! `/v1/applications/{id}/contacts`, `/v1/contacts`: people at the employer.

mod http;

use entity::{ApplicationId, ContactId, Stamp};
pub use http::*;
use planning::{
    Email, Key, Name, Phone,
    facts::{self, Role},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::{Checked, OfApplication, resource},
    problem::Problem,
    stored,
};

/// A contact, as a client writes it.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Grace Lindqvist",
    "role": "hiring_manager",
    "email": "grace@acme.example",
    "phone": "+1 212 555 0100"
}))]
pub struct ContactInput {
    /// The client's own id for the contact.
    #[serde(default)]
    pub remote_id: Option<Key>,
    /// The person's name.
    #[serde(default)]
    pub name: Option<Name>,
    /// What the person does in the hiring.
    #[serde(default)]
    pub role: Role,
    /// The person's e-mail address.
    #[serde(default)]
    pub email: Option<Email>,
    /// The person's direct number.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// Whether the candidate and this person are connected on LinkedIn.
    #[serde(default)]
    pub linkedin_connected: bool,
}

impl Checked for ContactInput {
    const COMPLETE: bool = true;
}

/// A contact with its application, where the path doesn't name that.
pub type ContactWithApplication = OfApplication<ContactInput>;

resource! {
    /// A contact.
    Contact: ContactId, ContactInput, patch ContactPatch, of application
}

impl ContactInput {
    fn into_row(self, stamp: Stamp<ContactId>, application_id: ApplicationId) -> entity::Contact {
        entity::Contact {
            account_id: stamp.account_id,
            id: stamp.id,
            version: stamp.version,
            created_at: stamp.created_at,
            updated_at: stamp.updated_at,
            remote_id: self.remote_id.map(Into::into),
            application_id,
            name: self.name.map(Into::into),
            role: stored::to_word(&self.role),
            email: self.email.map(Into::into),
            phone: self.phone.map(Into::into),
            linkedin_connected: self.linkedin_connected,
        }
    }

    fn from_row(row: &entity::Contact) -> Result<Self, Problem> {
        Ok(Self {
            remote_id: stored::optional(row.remote_id.as_ref())?,
            name: stored::optional(row.name.as_ref())?,
            role: stored::word(&row.role)?,
            email: stored::optional(row.email.as_ref())?,
            phone: stored::optional(row.phone.as_ref())?,
            linkedin_connected: row.linkedin_connected,
        })
    }
}

pub(crate) fn contact(row: &entity::Contact) -> Result<Contact, Problem> {
    Ok(crate::http::Resource::new(row.stamp(), ContactInput::from_row(row)?).of(row.application_id).into())
}

/// A stored contact as the planner sees it.
///
/// # Errors
///
/// [`Problem::Internal`], if the row can't be read.
pub fn facts(row: &entity::Contact) -> Result<facts::Contact, Problem> {
    let input = ContactInput::from_row(row)?;
    Ok(facts::Contact {
        id: stored::key(row.id),
        name: input.name,
        given_name: None,
        family_name: None,
        title: None,
        address: None,
        role: input.role,
        email: input.email,
        phone: input.phone,
        linkedin_connected: input.linkedin_connected,
        left: false,
        undeliverable: Vec::new(),
    })
}
