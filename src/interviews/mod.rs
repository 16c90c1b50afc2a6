//! `/v1/applications/{id}/interviews`, `/v1/interviews`: interviews, past and to come.

mod http;
mod remote;

use entity::{ApplicationId, ContactId, InterviewId, LedInterview, Stamp};
pub use http::*;
use planning::{
    Date, Instant, Key, Note, Violation,
    facts::{self, InterviewKind, InterviewStatus, Medium, Rapport},
};
pub use remote::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::{Checked, OfApplication, resource},
    problem::Problem,
    stored,
};

/// An interview, as a client writes it.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "kind": "technical",
    "medium": "video",
    "starts_at": "2026-03-10T14:00:00-04:00",
    "ends_at": "2026-03-10T15:00:00-04:00",
    "talking_points": ["moving the nightly batch to a stream"]
}))]
pub struct InterviewInput {
    /// The client's own id for the interview.
    #[serde(default)]
    pub remote_id: Option<Key>,
    /// Its kind.
    #[serde(default)]
    pub kind: InterviewKind,
    /// How one meets.
    #[serde(default)]
    pub medium: Medium,
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends, after it begins.
    pub ends_at: Instant,
    /// Whether it takes or took place.
    #[serde(default)]
    pub status: InterviewStatus,
    /// The contacts of the application who lead it.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub interviewer_ids: Vec<ContactId>,
    /// How well the people got on.
    #[serde(default)]
    pub rapport: Rapport,
    /// The date by which the employer said it would decide.
    #[serde(default)]
    pub decision_expected_on: Option<Date>,
    /// The instant by which the employer asked to hear from the candidate, after the interview's end.
    #[serde(default)]
    pub respond_by: Option<Instant>,
    /// What was talked about and is worth recalling.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub talking_points: Vec<Note>,
    /// What stayed unclear or unsaid, with what the candidate wants to add.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub points_to_clarify: Vec<Note>,
}

impl Checked for InterviewInput {
    const COMPLETE: bool = true;

    fn violations(&self) -> Vec<Violation> {
        self.facts(stored::key("new")).violations()
    }
}

/// An interview with its application, where the path doesn't name that.
pub type InterviewWithApplication = OfApplication<InterviewInput>;

resource! {
    /// An interview.
    Interview: InterviewId, InterviewInput, patch InterviewPatch, of application
}

impl InterviewInput {
    fn into_row(self, stamp: Stamp<InterviewId>, application_id: ApplicationId) -> (entity::Interview, Vec<ContactId>) {
        let row = entity::Interview {
            account_id: stamp.account_id,
            id: stamp.id,
            version: stamp.version,
            created_at: stamp.created_at,
            updated_at: stamp.updated_at,
            remote_id: self.remote_id.map(Into::into),
            application_id,
            kind: stored::to_word(&self.kind),
            medium: stored::to_word(&self.medium),
            starts_at: self.starts_at.into(),
            ends_at: self.ends_at.into(),
            status: stored::to_word(&self.status),
            rapport: stored::to_word(&self.rapport),
            decision_expected_on: self.decision_expected_on.map(Into::into),
            respond_by: self.respond_by.map(Into::into),
            talking_points: stored::to_list(&self.talking_points),
            points_to_clarify: stored::to_list(&self.points_to_clarify),
        };
        (row, self.interviewer_ids)
    }

    fn from_row(row: &entity::Interview, interviewer_ids: Vec<ContactId>) -> Result<Self, Problem> {
        Ok(Self {
            remote_id: stored::optional(row.remote_id.as_ref())?,
            kind: stored::word(&row.kind)?,
            medium: stored::word(&row.medium)?,
            starts_at: stored::instant(row.starts_at)?,
            ends_at: stored::instant(row.ends_at)?,
            status: stored::word(&row.status)?,
            interviewer_ids,
            rapport: stored::word(&row.rapport)?,
            decision_expected_on: stored::date(row.decision_expected_on)?,
            respond_by: row.respond_by.map(stored::instant).transpose()?,
            talking_points: stored::list(&row.talking_points)?,
            points_to_clarify: stored::list(&row.points_to_clarify)?,
        })
    }

    fn facts(&self, id: Key) -> facts::Interview {
        facts::Interview {
            id,
            kind: self.kind,
            medium: self.medium,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            status: self.status,
            interviewer_ids: self.interviewer_ids.iter().map(stored::key).collect(),
            rapport: self.rapport,
            decision_expected_on: self.decision_expected_on,
            respond_by: self.respond_by,
            talking_points: self.talking_points.clone(),
            points_to_clarify: self.points_to_clarify.clone(),
        }
    }
}

pub(crate) fn interview(row: &entity::Interview, interviewer_ids: Vec<ContactId>) -> Result<Interview, Problem> {
    let input = InterviewInput::from_row(row, interviewer_ids)?;
    Ok(crate::http::Resource::new(row.stamp(), input).of(row.application_id).into())
}

/// A stored interview with those who lead it.
pub(crate) fn led(row: LedInterview) -> Result<Interview, Problem> {
    interview(&row.interview, row.interviewer_ids)
}

/// A stored interview as the planner sees it.
///
/// # Errors
///
/// [`Problem::Internal`], if the row can't be read.
pub fn facts(row: &entity::Interview, interviewers: &[entity::Interviewer]) -> Result<facts::Interview, Problem> {
    let of_this = interviewers.iter().filter(|interviewer| interviewer.interview_id == row.id);
    let led_by = of_this.map(|interviewer| interviewer.contact_id).collect();
    Ok(InterviewInput::from_row(row, led_by)?.facts(stored::key(row.id)))
}
