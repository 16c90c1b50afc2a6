//! `/v1/applications/{id}/interviews`, `/v1/interviews`: interviews, past and future.

mod http;
mod remote;

use entity::{ApplicationId, ContactId, InterviewId, InterviewWithInterviewers, Stamp};
pub use http::*;
use planning::{
    Key, Violation, extended,
    facts::{self, InterviewDetails},
    interviewer_violations,
};
pub use remote::*;

use crate::http::{OfApplication, Reference, Referring, ReferringBody, Resource, Validate, resource};

extended! {
    /// The fields of an interview that a client sets.
    #[schema(example = json!({
        "kind": "technical",
        "medium": "video",
        "starts_at": "2026-03-10T14:00:00-04:00",
        "ends_at": "2026-03-10T15:00:00-04:00",
        "talking_points": ["moving the nightly batch to a stream"]
    }))]
    pub struct InterviewInput: InterviewDetails {
        /// The client's own id for the interview.
        #[serde(default)]
        pub remote_id: Option<Key>,
        /// The ids of the interviewers: contacts of the application.
        #[serde(default)]
        #[schema(max_items = 50)]
        pub interviewer_ids: Vec<ContactId>,
    }
}

impl Validate for InterviewInput {
    const TYPE_IMPLIES_SCHEMA: bool = true;

    fn violations(&self) -> Vec<Violation> {
        let mut found = self.details.violations();
        found.extend(interviewer_violations(&self.interviewer_ids));
        found
    }
}

impl Referring for InterviewInput {
    fn references() -> Vec<Reference> {
        vec![Reference::INTERVIEWERS]
    }
}

/// An interview with its application, for paths that do not name the application.
pub type InterviewWithApplication = OfApplication<InterviewInput>;

/// The body of an interview, which may name its interviewers by remote ids.
pub type InterviewBody = ReferringBody<InterviewInput>;

/// The body of an interview, which may name its application and interviewers by remote ids.
pub type InterviewWithApplicationBody = ReferringBody<InterviewWithApplication>;

resource! {
    /// An interview.
    Interview: InterviewId, InterviewInput, patch InterviewPatch by InterviewBody, of application
}

impl InterviewInput {
    pub(crate) fn into_row(
        self,
        stamp: Stamp<InterviewId>,
        application_id: ApplicationId,
    ) -> (entity::Interview, Vec<ContactId>) {
        let Self { remote_id, interviewer_ids, details } = self;
        (entity::Interview { stamp, remote_id, application_id, details }, interviewer_ids)
    }

    pub(crate) fn from_row(row: entity::Interview, interviewer_ids: Vec<ContactId>) -> Self {
        Self { remote_id: row.remote_id, interviewer_ids, details: row.details }
    }
}

impl Interview {
    pub(crate) fn from_row(row: entity::Interview, interviewer_ids: Vec<ContactId>) -> Self {
        let (stamp, application_id) = (row.stamp, row.application_id);
        Resource::new(stamp, InterviewInput::from_row(row, interviewer_ids)).with_application(application_id).into()
    }

    pub(crate) fn from_led(row: InterviewWithInterviewers) -> Self {
        Self::from_row(row.interview, row.interviewer_ids)
    }
}

/// The facts of a stored interview.
#[must_use]
pub fn facts(row: entity::Interview, interviewers: &[entity::Interviewer]) -> facts::Interview {
    let of_this = interviewers.iter().filter(|interviewer| interviewer.interview_id == row.stamp.id);
    facts::Interview {
        id: row.stamp.id.into(),
        interviewer_ids: of_this.map(|interviewer| interviewer.contact_id.into()).collect(),
        details: row.details,
    }
}
