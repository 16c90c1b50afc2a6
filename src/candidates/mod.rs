//! `/v1/candidates`: who applies, and writes.

mod http;

use entity::{CandidateId, Stamp};
pub use http::*;
use planning::{
    Email, Key, Locale, Name, Note, Phone, TimeZone, WebUrl,
    facts::{self, PreferredChannel},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::{Checked, resource},
    problem::Problem,
    stored,
};

/// A candidate, as a client writes it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Ada Okafor",
    "email": "ada@example.com",
    "phone": "+1 212 555 0100",
    "postal_address": "5 Elm Street\nBrooklyn, NY 11201",
    "strengths": ["ten years of building data pipelines"],
    "goals": ["to lead a small team"],
    "time_zone": "Europe/London"
}))]
pub struct CandidateInput {
    /// The client's own id for the candidate.
    #[serde(default)]
    pub remote_id: Option<Key>,
    /// The name to sign with.
    #[serde(default)]
    pub name: Option<Name>,
    /// The address for replies.
    #[serde(default)]
    pub email: Option<Email>,
    /// The number for calls back.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// Where letters reach the candidate, line by line as on an envelope, without the name.
    #[serde(default)]
    pub postal_address: Option<Note>,
    /// The candidate's LinkedIn page.
    #[serde(default)]
    pub linkedin_url: Option<WebUrl>,
    /// How the candidate would rather be in touch.
    #[serde(default)]
    pub preferred_channel: Option<PreferredChannel>,
    /// Qualifications that messages may draw on.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub strengths: Vec<Note>,
    /// Career goals that messages may draw on.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub goals: Vec<Note>,
    /// The candidate's own time zone: "today" in the agenda goes by it, and so do reminders in calendars. Without it, the
    /// employer's is used.
    #[serde(default)]
    pub time_zone: Option<TimeZone>,
    /// The language and region of messages for applications that name none.
    #[serde(default)]
    pub locale: Option<Locale>,
}

impl Checked for CandidateInput {}

resource! {
    /// A candidate.
    Candidate: CandidateId, CandidateInput, patch CandidatePatch
}

impl CandidateInput {
    pub(crate) fn into_row(self, stamp: Stamp<CandidateId>) -> entity::Candidate {
        entity::Candidate {
            account_id: stamp.account_id,
            id: stamp.id,
            version: stamp.version,
            created_at: stamp.created_at,
            updated_at: stamp.updated_at,
            remote_id: self.remote_id.map(Into::into),
            name: self.name.map(Into::into),
            email: self.email.map(Into::into),
            phone: self.phone.map(Into::into),
            linkedin_url: self.linkedin_url.map(Into::into),
            postal_address: self.postal_address.map(Into::into),
            preferred_channel: self.preferred_channel.as_ref().map(stored::to_word),
            strengths: stored::to_list(&self.strengths),
            goals: stored::to_list(&self.goals),
            time_zone: self.time_zone.map(|zone| zone.to_string()),
            locale: self.locale.as_ref().map(stored::to_word),
        }
    }

    fn from_row(row: &entity::Candidate) -> Result<Self, Problem> {
        Ok(Self {
            remote_id: stored::optional(row.remote_id.as_ref())?,
            name: stored::optional(row.name.as_ref())?,
            email: stored::optional(row.email.as_ref())?,
            phone: stored::optional(row.phone.as_ref())?,
            linkedin_url: stored::optional(row.linkedin_url.as_ref())?,
            postal_address: stored::optional(row.postal_address.as_ref())?,
            preferred_channel: stored::optional_word(row.preferred_channel.as_ref())?,
            strengths: stored::list(&row.strengths)?,
            goals: stored::list(&row.goals)?,
            time_zone: stored::optional(row.time_zone.as_ref())?,
            locale: stored::optional_word(row.locale.as_ref())?,
        })
    }
}

pub(crate) fn candidate(row: &entity::Candidate) -> Result<Candidate, Problem> {
    Ok(crate::http::Resource::new(row.stamp(), CandidateInput::from_row(row)?).into())
}

/// A stored candidate as the planner sees it.
///
/// # Errors
///
/// [`Problem::Internal`], if the row can't be read.
pub fn facts(row: &entity::Candidate) -> Result<facts::Candidate, Problem> {
    let input = CandidateInput::from_row(row)?;
    Ok(facts::Candidate {
        name: input.name,
        email: input.email,
        phone: input.phone,
        linkedin_url: input.linkedin_url,
        postal_address: input.postal_address,
        preferred_channel: input.preferred_channel,
        strengths: input.strengths,
        goals: input.goals,
        time_zone: input.time_zone,
        locale: input.locale,
    })
}
