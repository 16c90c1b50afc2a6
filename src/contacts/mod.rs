//! `/v1/applications/{id}/contacts`, `/v1/contacts`: people at the employer.

mod http;

use entity::{ApplicationId, ContactId, Stamp};
pub use http::*;
use planning::{
    Email, Key, Name, Note, Phone, Violation,
    facts::{self, Channel, FormOfAddress, Role},
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
    "given_name": "Grace",
    "family_name": "Lindqvist",
    "address": "ms",
    "role": "hiring_manager",
    "email": "grace@acme.example",
    "phone": "+1 212 555 0100"
}))]
pub struct ContactInput {
    /// The client's own id for the contact.
    #[serde(default)]
    pub remote_id: Option<Key>,
    /// The person's whole name, as it is written.
    #[serde(default)]
    pub name: Option<Name>,
    /// The given name. Only a name that is given here is used alone in a greeting.
    #[serde(default)]
    pub given_name: Option<Name>,
    /// The family name, with its particles: "van der Sar".
    #[serde(default)]
    pub family_name: Option<Name>,
    /// A title that goes before the name: "Dr.", "Prof.".
    #[serde(default)]
    pub title: Option<Name>,
    /// The form of address before the family name.
    #[serde(default)]
    pub address: Option<FormOfAddress>,
    /// What the person does in the hiring.
    #[serde(default)]
    pub role: Role,
    /// The person's e-mail address.
    #[serde(default)]
    pub email: Option<Email>,
    /// The person's direct number.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// Where letters reach this person, if not at the company's address; line by line as on an envelope, without the name.
    #[serde(default)]
    pub postal_address: Option<Note>,
    /// Whether the candidate and this person are connected on LinkedIn.
    #[serde(default)]
    pub linkedin_connected: bool,
    /// Whether the person no longer works for the employer.
    #[serde(default)]
    pub left: bool,
    /// Channels whose details turned out to be wrong.
    #[serde(default)]
    #[schema(max_items = 4)]
    pub undeliverable: Vec<Channel>,
}

impl Checked for ContactInput {
    const COMPLETE: bool = true;

    fn violations(&self) -> Vec<Violation> {
        self.clone().into_facts(stored::key("new")).violations()
    }
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
            postal_address: self.postal_address.map(Into::into),
            linkedin_connected: self.linkedin_connected,
            given_name: self.given_name.map(Into::into),
            family_name: self.family_name.map(Into::into),
            title: self.title.map(Into::into),
            address: self.address.as_ref().map(stored::to_word),
            left: self.left,
            undeliverable: stored::to_words(&self.undeliverable),
        }
    }

    fn from_row(row: &entity::Contact) -> Result<Self, Problem> {
        Ok(Self {
            remote_id: stored::optional(row.remote_id.as_ref())?,
            name: stored::optional(row.name.as_ref())?,
            role: stored::word(&row.role)?,
            email: stored::optional(row.email.as_ref())?,
            phone: stored::optional(row.phone.as_ref())?,
            postal_address: stored::optional(row.postal_address.as_ref())?,
            linkedin_connected: row.linkedin_connected,
            given_name: stored::optional(row.given_name.as_ref())?,
            family_name: stored::optional(row.family_name.as_ref())?,
            title: stored::optional(row.title.as_ref())?,
            address: stored::optional_word(row.address.as_ref())?,
            left: row.left,
            undeliverable: stored::words(&row.undeliverable)?,
        })
    }

    fn into_facts(self, id: Key) -> facts::Contact {
        facts::Contact {
            id,
            name: self.name,
            given_name: self.given_name,
            family_name: self.family_name,
            title: self.title,
            address: self.address,
            role: self.role,
            email: self.email,
            phone: self.phone,
            postal_address: self.postal_address,
            linkedin_connected: self.linkedin_connected,
            left: self.left,
            undeliverable: self.undeliverable,
        }
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
    Ok(ContactInput::from_row(row)?.into_facts(stored::key(row.id)))
}
