//! `/v1/applications`: applications and their outcomes.

mod http;
mod list;
mod list_query;
mod references;

use entity::{ApplicationId, CandidateId, Stamp};
pub use http::*;
pub use list::*;
pub(crate) use list_query::narrowed_query;
use planning::{Key, Playbook, Violation, extended, facts::ApplicationDetails};
pub(crate) use references::{
    candidate_exists, exists, has_contacts, ids_by_remote_ids, named_in_body, page_of, reference_problem,
    unknown_in_body,
};

use crate::http::{Reference, Referring, ReferringBody, Resource, Validate, resource};

extended! {
    /// The fields of an application that a client sets.
    #[schema(example = json!({
        "company": {"name": "Acme", "sector": "corporate", "main_phone": "+1 212 555 0199"},
        "position": {"title": "Data Engineer", "seniority": "senior"},
        "applied_on": "2026-02-16",
        "time_zone": "America/New_York",
        "holiday_calendar": "US-NY"
    }))]
    pub struct ApplicationInput: ApplicationDetails {
        /// The client's own id for the application.
        #[serde(default)]
        pub remote_id: Option<Key>,
        /// The candidate who applied. If the account has just one candidate, the default.
        pub candidate_id: CandidateId,
        /// The key of the playbook for this application, built in or your own. The default is `consensus`. Plan,
        /// messages and agenda follow it.
        #[serde(default)]
        #[schema(example = "consensus")]
        pub playbook: Option<Key>,
    }
}

impl Validate for ApplicationInput {
    fn violations(&self) -> Vec<Violation> {
        self.details.violations()
    }
}

impl Referring for ApplicationInput {
    const CANDIDATE_HAS_DEFAULT: bool = true;

    fn references() -> Vec<Reference> {
        vec![Reference::CANDIDATE]
    }
}

/// The body of an application, which may name its candidate by remote id.
pub type ApplicationBody = ReferringBody<ApplicationInput>;

resource! {
    /// An application.
    Application: ApplicationId, ApplicationInput, patch ApplicationPatch by ApplicationBody
}

impl ApplicationInput {
    pub(crate) fn into_row(self, stamp: Stamp<ApplicationId>) -> entity::Application {
        let Self { remote_id, candidate_id, playbook, details } = self;
        let (built_in_playbook, own_playbook) = match playbook.as_deref().and_then(Playbook::built_in) {
            Some(_) => (playbook, None),
            None => (None, playbook),
        };
        entity::Application { stamp, remote_id, candidate_id, built_in_playbook, own_playbook, details }
    }

    pub(crate) fn from_row(row: entity::Application) -> Self {
        Self {
            remote_id: row.remote_id,
            candidate_id: row.candidate_id,
            playbook: row.own_playbook.or(row.built_in_playbook),
            details: row.details,
        }
    }
}

impl Application {
    pub(crate) fn from_row(row: entity::Application) -> Self {
        let stamp = row.stamp;
        Resource::new(stamp, ApplicationInput::from_row(row)).into()
    }
}
