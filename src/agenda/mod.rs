//! `/v1/agenda`: the steps of all applications. `docs/agenda.md` explains how kept plans stay true.

mod cursor;
mod horizon;
mod http;
mod item;
mod period;
mod plan_batch;
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
pub use http::*;
pub use item::{AgendaContact, AgendaItem};
pub use plan_batch::*;
pub(crate) use refresh::refresh;
use serde::Serialize;
use tokio::sync::Semaphore;
use utoipa::ToSchema;

use crate::http::page_response;

/// A page of an agenda.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgendaPage {
    /// The steps, in order of time. If `complete` is false, these are the steps of the plans calculated so far, and
    /// steps of other plans may follow anywhere in the order.
    items: Vec<AgendaItem>,
    /// The cursor of the next page; null on the last page, and never empty. The `Link` header has the whole address. If
    /// `complete` is false there is always a cursor: it repeats this page without the steps that this page had.
    #[schema(required)]
    next_cursor: Option<String>,
    /// Whether all plans of the agenda are up to date. If false, more plans had to be calculated than one request has
    /// time for. Repeat the request: each request calculates more of them.
    complete: bool,
    /// The number of plans that are still to be calculated: 0 if `complete` is true. The count stops at 10,000, which
    /// then means 10,000 or more.
    #[schema(maximum = 10_000)]
    plans_remaining: u64,
}

impl AgendaPage {
    /// The agenda of what does not exist.
    const fn empty() -> Self {
        Self { items: Vec::new(), next_cursor: None, complete: true, plans_remaining: 0 }
    }
}

impl Responder for AgendaPage {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        page_response(request, &self, self.next_cursor.as_deref(), self.items.len())
    }
}

/// The limits for rebuilding plans within one request. A request makes at least one round, and starts none after `time`.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// The maximum number of plans in a round. Writes of their facts wait until the round ends.
    pub plans_a_round: u64,
    /// The maximum number of rounds.
    pub rounds: u32,
    pub time: Duration,
}

/// Rebuilds kept plans, and counts them.
#[derive(Clone, Debug)]
pub struct PlanRefresh {
    effort: Effort,
    /// One permit for each running round, which uses a processor and a database connection.
    permits: Arc<Semaphore>,
    made: Arc<AtomicU64>,
}

impl PlanRefresh {
    /// Runs up to `at_a_time` rounds at once.
    #[must_use]
    pub fn new(effort: Effort, at_a_time: usize) -> Self {
        Self { effort, permits: Arc::new(Semaphore::new(at_a_time)), made: Arc::default() }
    }

    /// With limits by which a page is returned within a second.
    #[must_use]
    pub fn made_by(at_a_time: usize) -> Self {
        Self::new(Effort { plans_a_round: 200, rounds: u32::MAX, time: Duration::from_millis(500) }, at_a_time)
    }

    /// The number of plans rebuilt since the start.
    #[must_use]
    pub fn made(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    fn count(&self, plans: usize) {
        self.made.fetch_add(plans as u64, Ordering::Relaxed);
    }
}
