//! The answer to a batch.

use std::mem;

use actix_web::web::Bytes;
use futures_util::Stream;
use planning::{Facts, Instant};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;
use wording::{Language, plan_json::PlanJson};

use crate::{
    follow_up_plans::{ReasonsWanted, plan},
    http::{BODY_LIMIT, parts, read, streamed_results},
    playbooks::PlaybookSet,
    problem::{Problem, ProblemDocument},
    queue::BlockingQueue,
};

/// The length of the facts of one part, in bytes. The last facts of a part may exceed it.
const PART: usize = 8 * 1024;

/// The approximate ratio of the length of a plan to that of its facts.
const GROWTH: usize = 12;

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
    pub plan: Option<PlanJson<'f>>,
    /// The problem. Left out if there is a plan. Pointers are relative to the body of the request.
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

/// [`PlanBatchResults`] as JSON, made while it is sent.
pub(super) fn answer(
    blocking: BlockingQueue,
    facts: Vec<Box<RawValue>>,
    planner: Planner,
) -> impl Stream<Item = Result<Bytes, Problem>> {
    let facts: Vec<(usize, Box<RawValue>)> = facts.into_iter().enumerate().collect();
    let parts = parts(facts, PART, |(_, facts)| facts.get().len());
    streamed_results(blocking, parts, move |before, facts| planner.write(before, &facts))
}

impl Planner {
    /// The results for these facts, separated by commas.
    fn write(&self, mut before: &'static str, facts: &[(usize, Box<RawValue>)]) -> Result<Bytes, Problem> {
        let mut json = Vec::with_capacity(PART * GROWTH);
        for (index, facts) in facts {
            json.extend_from_slice(mem::replace(&mut before, ",").as_bytes());
            self.write_one(*index, facts, &mut json).map_err(Problem::internal)?;
        }
        Ok(json.into())
    }

    fn write_one(&self, index: usize, facts: &RawValue, json: &mut Vec<u8>) -> serde_json::Result<()> {
        let facts = match parse_facts(facts) {
            Ok(facts) => facts,
            Err(problem) => return refuse(index, problem, json),
        };
        match plan(&facts, &self.playbooks, self.now, self.reasons) {
            Ok(plan) => {
                let plan = Some(self.reasons.to_json(&plan, self.language));
                serde_json::to_writer(json, &PlanResult { status: PlanResultStatus::Planned, plan, problem: None })
            }
            Err(problem) => refuse(index, problem, json),
        }
    }
}

/// Writes the problem of the facts at a place, with pointers into the whole body.
fn refuse(index: usize, problem: Problem, json: &mut Vec<u8>) -> serde_json::Result<()> {
    let problem = problem.with_pointer_prefix(&format!("/facts/{index}"));
    serde_json::to_writer(json, &PlanResult::refused(problem.document(None)))
}

/// Reads facts as strictly as a single preview, with the same size limit.
fn parse_facts(facts: &RawValue) -> Result<Facts, Problem> {
    match facts.get().as_bytes() {
        bytes if bytes.len() > BODY_LIMIT => Err(Problem::PayloadTooLarge(BODY_LIMIT)),
        bytes => read(bytes),
    }
}
