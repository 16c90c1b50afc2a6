//! The answer to a batch, made while it is sent, so that whoever reads slowly holds up no more than a part of it.

use std::mem;

use actix_web::web::{self, Bytes};
use futures_util::{Stream, stream};
use planning::{Facts, Instant, Plan};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::{
    follow_up_plans::plan,
    http::{BODY_LIMIT, read},
    playbooks::Shelf,
    problem::{Document, Problem},
};

/// How much of the answer is made at a time, in bytes; the last plan of a part may reach beyond.
const PART: usize = 64 * 1024;

/// What became of a batch.
#[derive(Serialize, ToSchema)]
pub struct PlanBatchResults<'f> {
    /// What became of each of the facts, in their order.
    pub results: Vec<PlanResult<'f>>,
}

/// What became of one of many facts.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlanResult<'f> {
    /// Their plan.
    #[schema(title = "PlanMade")]
    Plan(Plan<'f>),
    /// What is wrong with them; the pointers start from these facts.
    #[schema(title = "PlanRefused")]
    Problem(Document<'f>),
}

/// The plans of a batch that are still to be made.
pub(super) struct Planning {
    facts: std::vec::IntoIter<Box<RawValue>>,
    shelf: Shelf,
    now: Instant,
    /// What stands before the next plan.
    before: &'static [u8],
}

impl Planning {
    pub(super) fn new(facts: Vec<Box<RawValue>>, shelf: Shelf, now: Instant) -> Self {
        Self { facts: facts.into_iter(), shelf, now, before: br#"{"results":["# }
    }

    /// [`PlanBatchResults`] as JSON, part by part, each made by a thread that serves no requests.
    pub(super) fn answer(self) -> impl Stream<Item = Result<Bytes, Problem>> {
        stream::try_unfold(Some(self), async |planning| {
            let Some(planning) = planning else { return Ok(None) };
            web::block(move || planning.part()).await.map_err(Problem::internal)?.map(Some)
        })
    }

    /// The next part of the answer, and what is to be done after it.
    fn part(mut self) -> Result<(Bytes, Option<Self>), Problem> {
        let mut json = Vec::with_capacity(PART);
        while let Some(facts) = self.facts.next() {
            json.extend_from_slice(mem::replace(&mut self.before, b","));
            self.write(&facts, &mut json).map_err(Problem::internal)?;
            if json.len() >= PART {
                return Ok((json.into(), Some(self)));
            }
        }
        json.extend_from_slice(b"]}");
        Ok((json.into(), None))
    }

    /// Writes what becomes of these facts.
    fn write(&self, facts: &RawValue, json: &mut Vec<u8>) -> serde_json::Result<()> {
        let facts = checked(facts);
        match facts.as_ref().map(|facts| plan(facts, &self.shelf, self.now)) {
            Ok(Ok(plan)) => serde_json::to_writer(json, &PlanResult::Plan(plan)),
            Ok(Err(problem)) => serde_json::to_writer(json, &PlanResult::Problem(problem.document(None))),
            Err(problem) => serde_json::to_writer(json, &PlanResult::Problem(problem.document(None))),
        }
    }
}

/// Facts as strictly read as those of a single preview, whose limit is theirs, too.
fn checked(facts: &RawValue) -> Result<Facts, Problem> {
    match facts.get().as_bytes() {
        bytes if bytes.len() > BODY_LIMIT => Err(Problem::PayloadTooLarge(BODY_LIMIT)),
        bytes => read(bytes),
    }
}
