//! `/v1/agenda`: what to do today, for all applications. `docs/agenda.md` says how it stays true.

mod cursor;
mod horizon;
mod http;
mod period;
mod refresh;
mod statuses;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody};
use entity::{ApplicationId, CandidateId};
pub use http::*;
use planning::TimeZone;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::Semaphore;
use utoipa::ToSchema;
use wording::written::WrittenStep;

use crate::http::page_response;

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
    #[schema(value_type = WrittenStep)]
    step: Value,
}

/// A page of an agenda.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgendaPage {
    /// The steps. Where `complete` is false, those of the plans that are known so far: each is as its plan has it now, and
    /// they are in order, but others may yet come before, between and behind them.
    items: Vec<AgendaItem>,
    /// The cursor of the next page, never empty; null on the last one. The `Link` header has its whole address. Where
    /// `complete` is false there always is one: it leads to where this page began, and leaves out what this page has.
    #[schema(required)]
    next_cursor: Option<String>,
    /// Whether all plans that the agenda is about are known as they are now. If not, more were to be made than one request
    /// may take the time for: ask again, and the next ones are made.
    complete: bool,
    /// How many plans are still to be made: 0 where `complete` is true. They are counted up to 10,000; that many means that
    /// many or more.
    #[schema(maximum = 10_000)]
    plans_remaining: u64,
}

impl Responder for AgendaPage {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        page_response(request, &self, self.next_cursor.as_deref(), self.items.len())
    }
}

/// What one request may do to make plans anew: at least one round, and no new one after its time is up.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// The most plans of a round, which is as long as those who write their facts may have to wait.
    pub plans_a_round: u64,
    /// The most rounds.
    pub rounds: u32,
    pub time: Duration,
}

/// How plans that agendas keep are made anew, and how many were.
#[derive(Clone, Debug)]
pub struct PlanRefresh {
    effort: Effort,
    /// One for each round that is under way: each keeps a processor busy, and a connection to the database.
    permits: Arc<Semaphore>,
    made: Arc<AtomicU64>,
}

impl PlanRefresh {
    /// Rounds for `at_a_time` requests run together.
    #[must_use]
    pub fn new(effort: Effort, at_a_time: usize) -> Self {
        Self { effort, permits: Arc::new(Semaphore::new(at_a_time)), made: Arc::default() }
    }

    /// With the effort that suits a service that others use, too: a page comes within a second.
    #[must_use]
    pub fn made_by(at_a_time: usize) -> Self {
        Self::new(Effort { plans_a_round: 200, rounds: u32::MAX, time: Duration::from_millis(500) }, at_a_time)
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
