//! People at the employer.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Email, Key, Name, Phone};

/// Somebody at the employer.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContactFacts)]
pub struct Contact {
    /// By which interviews and communications name this person.
    pub id: Key,
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

/// What a contact does in the hiring.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Decides, and will be the new colleague's superior.
    HiringManager,
    /// Finds candidates, in or outside the company.
    Recruiter,
    /// Takes part in interviews.
    Interviewer,
    /// Works in human resources.
    HumanResources,
    /// Anything else, or unknown.
    #[default]
    Other,
}
