//! `/v1/agenda`: what to do today, for all applications. `docs/agenda.md` says how it stays true.

mod days;
mod horizon;
mod http;
mod place;
mod refresh;
mod statuses;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use entity::{ApplicationId, CandidateId};
pub use http::*;
use planning::{Step, TimeZone};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A step of the plan of an application.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgendaItem {
    application_id: ApplicationId,
    candidate_id: CandidateId,
    /// The employer.
    #[schema(example = "Acme")]
    company_name: String,
    /// The position applied for.
    #[schema(example = "Data Engineer")]
    position_title: String,
    /// Whose days `today` and dates in `from` and `to` are: the candidate's time zone, or the employer's where that isn't
    /// known.
    time_zone: TimeZone,
    /// The step, as the plan has it now.
    #[schema(value_type = Step)]
    step: Value,
}

/// How plans that agendas keep are made anew, and how many were.
#[derive(Clone, Debug)]
pub struct KeptPlans {
    at_once: u64,
    made: Arc<AtomicU64>,
}

impl KeptPlans {
    /// Makes up to `at_once` plans from what one round of queries reads.
    #[must_use]
    pub fn made_in_rounds_of(at_once: u64) -> Self {
        Self { at_once, made: Arc::default() }
    }

    /// How many were made anew since the start.
    #[must_use]
    pub fn made(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    fn count(&self, plans: usize) {
        self.made.fetch_add(plans as u64, Ordering::Relaxed);
    }
}

impl Default for KeptPlans {
    fn default() -> Self {
        Self::made_in_rounds_of(200)
    }
}
