//! `/v1/candidates`: the people who apply.

mod http;

use entity::{CandidateId, Stamp};
pub use http::*;
use planning::{Key, extended, facts::CandidateDetails};

use crate::{
    http::{Resource, Validate, resource},
    problem::Problem,
};

extended! {
    /// The fields of a candidate that a client sets.
    #[schema(example = json!({
        "name": "Ada Okafor",
        "email": "ada@example.com",
        "phone": "+1 212 555 0100",
        "postal_address": "5 Elm Street\nBrooklyn, NY 11201",
        "strengths": ["ten years of building data pipelines"],
        "goals": ["to lead a small team"],
        "time_zone": "Europe/London"
    }))]
    pub struct CandidateInput: CandidateDetails {
        /// The client's own id for the candidate.
        #[serde(default)]
        pub remote_id: Option<Key>,
    }
}

impl Validate for CandidateInput {}

/// The problem of a candidate who can't be deleted because of this number of applications.
pub(crate) fn has_applications(number: usize) -> Problem {
    let message = if number == 1 {
        "the candidate has 1 application: delete it first, or give it to another candidate".to_owned()
    } else {
        format!("the candidate has {number} applications: delete them first, or give them to another candidate")
    };
    Problem::Conflict(format!("{message}; POST /v1/sync does both in one request").into())
}

resource! {
    /// A candidate.
    Candidate: CandidateId, CandidateInput, patch CandidatePatch
}

impl CandidateInput {
    pub(crate) fn into_row(self, stamp: Stamp<CandidateId>) -> entity::Candidate {
        entity::Candidate { stamp, remote_id: self.remote_id, details: self.details }
    }

    pub(crate) fn from_row(row: entity::Candidate) -> Self {
        Self { remote_id: row.remote_id, details: row.details }
    }
}

impl Candidate {
    pub(crate) fn from_row(row: entity::Candidate) -> Self {
        let stamp = row.stamp;
        Resource::new(stamp, CandidateInput::from_row(row)).into()
    }
}
