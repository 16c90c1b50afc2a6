//! The number of a request for a new date among several.

use planning::{Plan, Status, Step, StepKind};
use wording::RequestOrdinal;

/// The position of a request for a new date among those for the same interview.
pub(crate) fn request_ordinal(plan: &Plan, step: &Step) -> RequestOrdinal {
    let requests = |other: &&Step| other.kind == StepKind::RescheduleRequest && other.interview_id == step.interview_id;
    let is_sent = |other: &&Step| !matches!(other.status, Status::Missed | Status::Dismissed | Status::Cancelled);
    let before = plan.steps.iter().take_while(|other| other.id != step.id).filter(requests).filter(is_sent);
    let before = before.filter(|other| !is_repeated(plan, other) && !same_message(other, step)).count();
    let is_last = plan.steps.iter().rev().find(requests).is_some_and(|last| last.id == step.id);
    match before {
        0 => RequestOrdinal::First,
        2.. if is_last => RequestOrdinal::Last,
        _ => RequestOrdinal::Again,
    }
}

/// Whether an earlier request of the plan was done by the same message.
pub(crate) fn is_repeated(plan: &Plan, step: &Step) -> bool {
    plan.steps.iter().take_while(|other| other.id != step.id).any(|other| same_message(other, step))
}

fn same_message(one: &Step, other: &Step) -> bool {
    let is_request = |step: &Step| step.kind == StepKind::RescheduleRequest && step.done_at.is_some();
    is_request(one) && is_request(other) && (one.done_at, one.interview_id) == (other.done_at, other.interview_id)
}
