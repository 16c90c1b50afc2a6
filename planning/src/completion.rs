//! Which steps of a plan a communication has completed.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    Facts, Instant, Playbook, Status, Step, StepKind,
    facts::{Communication, Direction, Purpose},
    plan_without_reasons,
};

/// The effect of a communication on a plan.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Completion {
    /// The steps that are done by it, and would not be without it.
    pub steps: Vec<CompletedStep>,
    /// Why there is none; `None` if there is one.
    pub none_because: Option<NothingCompletedReason>,
}

/// A step that a communication has completed.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct CompletedStep {
    /// The step's id.
    #[schema(example = "0198c0de-7a3b-7c4d-8e5f-60718293a4b5:follow_up:1")]
    pub id: String,
    /// Its kind.
    pub kind: StepKind,
    /// The id of the contact that it was for. Null if it was for nobody in particular.
    pub contact_id: Option<String>,
    /// Its status if the communication had not been sent. Null if the plan would not have the step then.
    pub former_status: Option<Status>,
}

/// Why a communication has completed no step.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[schema(as = NoneCompleted)]
#[serde(rename_all = "snake_case")]
pub enum NothingCompletedReason {
    /// It came from the employer. Only what the candidate sends completes a step.
    Inbound,
    /// It came back undelivered.
    Bounced,
    /// It is in the future, and counts from its time on.
    NotYet,
    /// Its purpose is `other`, and no step is open that has no purpose of its own.
    OtherPurpose,
    /// The plan has no step of its purpose.
    NoSuchStep,
    /// The steps of its purpose are for other contacts.
    OtherContact,
    /// The step of its purpose opens later than it was sent, as thanks do at the end of the interview.
    TooEarly,
    /// The step of its purpose was done before.
    DoneBefore,
    /// The step of its purpose is dismissed, cancelled or missed.
    NotOpen,
}

/// The steps that the communication with this index has completed, in the plan of its time.
#[must_use]
pub fn completion(facts: &Facts, playbook: &Playbook, as_of: Instant, index: usize) -> Completion {
    let none = |why| Completion { steps: Vec::new(), none_because: Some(why) };
    let Some(sent) = facts.communications.get(index) else { return none(NothingCompletedReason::NoSuchStep) };
    if sent.direction == Direction::Inbound {
        return none(NothingCompletedReason::Inbound);
    }
    if sent.bounced {
        return none(NothingCompletedReason::Bounced);
    }
    if sent.at > as_of {
        return none(NothingCompletedReason::NotYet);
    }
    let mut without = facts.clone();
    without.communications.remove(index);
    let (after, before) =
        (plan_without_reasons(facts, playbook, as_of), plan_without_reasons(&without, playbook, as_of));
    let former_status = |step: &Step| before.steps.iter().find(|known| known.id == step.id).map(|known| known.status);
    let done = after.steps.iter().filter(|step| step.status == Status::Done);
    let completed = done.filter(|step| former_status(step) != Some(Status::Done));
    let steps: Vec<_> = completed
        .map(|step| CompletedStep {
            id: step.id.clone(),
            kind: step.kind,
            contact_id: step.contact_id.map(str::to_owned),
            former_status: former_status(step),
        })
        .collect();
    let none_because = steps.is_empty().then(|| why_none(&after.steps, sent));
    Completion { steps, none_because }
}

fn why_none(steps: &[Step], sent: &Communication) -> NothingCompletedReason {
    if sent.purpose == Purpose::Other {
        return NothingCompletedReason::OtherPurpose;
    }
    let of_purpose: Vec<&Step> = steps.iter().filter(|step| step.kind.purpose() == sent.purpose).collect();
    if of_purpose.is_empty() {
        return NothingCompletedReason::NoSuchStep;
    }
    let is_for = |step: &&&Step| match (&sent.contact_id, step.contact_id) {
        (Some(contact), Some(wanted)) => **contact == *wanted,
        _ => true,
    };
    let meant: Vec<&Step> = of_purpose.iter().filter(is_for).copied().collect();
    let is_early = |step: &&Step| {
        matches!(step.status, Status::Upcoming | Status::Due | Status::Overdue) && step.opens_at > *sent.at
    };
    if meant.is_empty() {
        NothingCompletedReason::OtherContact
    } else if meant.iter().any(is_early) {
        NothingCompletedReason::TooEarly
    } else if meant.iter().any(|step| step.status == Status::Done) {
        NothingCompletedReason::DoneBefore
    } else {
        NothingCompletedReason::NotOpen
    }
}

#[cfg(test)]
mod tests;
