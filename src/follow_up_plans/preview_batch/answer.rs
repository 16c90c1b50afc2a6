//! The answer to a batch. It is made while it is sent, so a client that reads slowly delays only a few parts of it.

use std::{iter, mem, sync::Arc};

use actix_web::web::Bytes;
use futures_util::{Stream, StreamExt as _, stream};
use planning::{Facts, Instant};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;
use wording::{Language, written::WrittenPlan};

use crate::{
    follow_up_plans::{ReasonsWanted, plan},
    http::{BODY_LIMIT, read},
    playbooks::PlaybookSet,
    problem::{Problem, ProblemDocument},
    queue::BlockingQueue,
};

/// The length of the facts of one part, in bytes. The last facts of a part may exceed it.
const PART: usize = 8 * 1024;

/// How many times longer a plan is than its facts, approximately.
const GROWTH: usize = 12;

/// The number of parts that are made at the same time.
const PARTS_AT_ONCE: usize = 2;

/// The JSON around the plans.
const BEGIN: &str = r#"{"results":["#;
const END: &str = "]}";

/// The results of a batch.
#[derive(Serialize, ToSchema)]
pub struct PlanBatchResults<'f> {
    /// One result for each of the facts, in their order.
    pub results: Vec<PlanResult<'f>>,
}

/// The result for one of the facts.
#[derive(Serialize, ToSchema)]
pub struct PlanResult<'f> {
    pub status: PlanResultStatus,
    /// The plan; left out, if it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub plan: Option<WrittenPlan<'f>>,
    /// What is wrong; left out, if there is a plan. Pointers are relative to these facts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub problem: Option<ProblemDocument<'f>>,
}

impl<'f> PlanResult<'f> {
    fn refused(problem: ProblemDocument<'f>) -> Self {
        Self { status: PlanResultStatus::Refused, plan: None, problem: Some(problem) }
    }
}

/// Whether a batch has a plan for one of the facts, or for an application.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlanResultStatus {
    /// There is a plan.
    Planned,
    /// There is none; the problem says why.
    Refused,
}

/// The inputs that all plans of a batch share.
pub(super) struct Planner {
    pub(super) playbooks: PlaybookSet,
    pub(super) now: Instant,
    pub(super) reasons: ReasonsWanted,
    pub(super) language: &'static dyn Language,
}

/// [`PlanBatchResults`] as JSON. Its parts are made by threads that serve no requests. At most [`PARTS_AT_ONCE`] parts
/// are being made or wait for the client.
pub(super) fn answer(
    blocking: BlockingQueue,
    facts: Vec<Box<RawValue>>,
    planner: Planner,
) -> impl Stream<Item = Result<Bytes, Problem>> {
    let planner = Arc::new(planner);
    let plans = stream::iter(parts(facts).enumerate()).map(move |(number, facts)| {
        let (blocking, planner) = (blocking.clone(), Arc::clone(&planner));
        let before = if number == 0 { BEGIN } else { "," };
        async move { blocking.run_admitted(move || planner.write(before, &facts)).await? }
    });
    plans.buffered(PARTS_AT_ONCE).chain(stream::iter([Ok(Bytes::from_static(END.as_bytes()))]))
}

/// The facts of each part: at least one set of facts, and then as many as fit into [`PART`].
fn parts(facts: Vec<Box<RawValue>>) -> impl Iterator<Item = Vec<Box<RawValue>>> {
    let mut facts = facts.into_iter();
    iter::from_fn(move || {
        let mut part = Vec::new();
        let mut length = 0;
        while length < PART
            && let Some(next) = facts.next()
        {
            length += next.get().len();
            part.push(next);
        }
        (!part.is_empty()).then_some(part)
    })
}

impl Planner {
    /// The results for these facts, separated by commas.
    fn write(&self, mut before: &'static str, facts: &[Box<RawValue>]) -> Result<Bytes, Problem> {
        let mut json = Vec::with_capacity(PART * GROWTH);
        for facts in facts {
            json.extend_from_slice(mem::replace(&mut before, ",").as_bytes());
            self.write_one(facts, &mut json).map_err(Problem::internal)?;
        }
        Ok(json.into())
    }

    fn write_one(&self, facts: &RawValue, json: &mut Vec<u8>) -> serde_json::Result<()> {
        let facts = checked(facts);
        match facts.as_ref().map(|facts| plan(facts, &self.playbooks, self.now, self.reasons)) {
            Ok(Ok(plan)) => {
                let plan = Some(self.reasons.written(&plan, self.language));
                serde_json::to_writer(json, &PlanResult { status: PlanResultStatus::Planned, plan, problem: None })
            }
            Ok(Err(problem)) => serde_json::to_writer(json, &PlanResult::refused(problem.document(None))),
            Err(problem) => serde_json::to_writer(json, &PlanResult::refused(problem.document(None))),
        }
    }
}

/// Reads facts as strictly as a single preview, with the same size limit.
fn checked(facts: &RawValue) -> Result<Facts, Problem> {
    match facts.get().as_bytes() {
        bytes if bytes.len() > BODY_LIMIT => Err(Problem::PayloadTooLarge(BODY_LIMIT)),
        bytes => read(bytes),
    }
}
