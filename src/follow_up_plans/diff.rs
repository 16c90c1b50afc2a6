//! What changes from one plan to another, and why.

mod change;
mod english;
#[cfg(test)]
mod tests;

use chrono::{DateTime, FixedOffset};
use planning::{Channels, Plan, PlaybookVersion, Reason, State, Status, Step, StepKind};
use serde::Serialize;
use utoipa::ToSchema;

use self::change::{
    Change, ChannelsChange, ContactChange, OptionalTimeChange, PassOnToChange, StatusChange, StepKindChange, TimeChange,
};

/// What changes from an old plan to a new one.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct PlanDiff<'p> {
    /// The old plan.
    from: Compared<'p>,
    /// The new plan.
    to: Compared<'p>,
    /// How things stand, where that changes.
    state: Option<StateChange>,
    /// The step to turn to next, where that changes.
    next_step_id: Option<NextStepChange<'p>>,
    /// The steps that change: those of the new plan in its order, then those that it lacks.
    steps: Vec<StepChange<'p>>,
}

/// Which plan is compared.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct Compared<'p> {
    /// The moment it is for.
    as_of: Time,
    /// The playbook that made it.
    playbook: PlaybookVersion<'p>,
}

/// How things stand, before and after.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct StateChange {
    /// In the old plan.
    old: State,
    /// In the new plan.
    new: State,
    /// One plain sentence.
    #[schema(example = "There is something to do now instead of something to wait for.")]
    text: String,
}

/// The step to turn to next, before and after.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct NextStepChange<'p> {
    /// In the old plan.
    old: Option<&'p str>,
    /// In the new plan.
    new: Option<&'p str>,
    /// One plain sentence.
    #[schema(example = "The next step is the check-in instead of the thank-you.")]
    text: String,
}

/// A step that one plan has and the other lacks, or has otherwise.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct StepChange<'p> {
    /// The step's id.
    step_id: &'p str,
    /// What it asks for, in the new plan if it is there.
    kind: StepKind,
    /// What happens to it.
    change: ChangeKind,
    /// What changes about it; nothing, if only its reasons do.
    fields: ChangedFields<'p>,
    /// The reasons of the new plan that the old one lacks.
    reasons: Vec<&'p Reason>,
    /// One plain sentence.
    #[schema(example = "The check-in opens at 09:00 on Tuesday, 17 March instead of 09:00 on Monday, 23 March.")]
    text: String,
}

/// What happens to a step.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Only the new plan has it.
    Added,
    /// Only the old plan has it.
    Removed,
    /// Both have it, but not the same.
    Changed,
}

/// The fields of a step that change; the others are left out.
#[derive(Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct ChangedFields<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<StepKindChange>)]
    kind: Option<Change<StepKind>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<ContactChange>)]
    contact_id: Option<Change<Option<&'p str>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<StatusChange>)]
    status: Option<Change<Status>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<OptionalTimeChange>)]
    done_at: Option<Change<Option<Time>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<TimeChange>)]
    opens_at: Option<Change<Time>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<TimeChange>)]
    ideal_at: Option<Change<Time>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<TimeChange>)]
    closes_at: Option<Change<Time>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<OptionalTimeChange>)]
    acceptable_until: Option<Change<Option<Time>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<ChannelsChange>)]
    channel: Option<Change<&'p Channels>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<PassOnToChange>)]
    pass_on_to: Option<Change<&'p [&'p str]>>,
}

impl<'p> ChangedFields<'p> {
    fn between(old: &'p Step, new: &'p Step) -> Self {
        Self {
            kind: Change::between(old.kind, new.kind),
            contact_id: Change::between(old.contact_id, new.contact_id),
            status: Change::between(old.status, new.status),
            done_at: Change::between(old.done_at.map(Time), new.done_at.map(Time)),
            opens_at: Change::between(Time(old.opens_at), Time(new.opens_at)),
            ideal_at: Change::between(Time(old.ideal_at), Time(new.ideal_at)),
            closes_at: Change::between(Time(old.closes_at), Time(new.closes_at)),
            acceptable_until: Change::between(old.acceptable_until.map(Time), new.acceptable_until.map(Time)),
            channel: Change::between(&old.channel, &new.channel),
            pass_on_to: Change::between(&*old.pass_on_to, &*new.pass_on_to),
        }
    }
}

/// A moment with the employer's offset, as plans write it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, format = DateTime, example = "2026-03-10T15:00:00-04:00")]
pub struct Time(#[serde(serialize_with = "planning::rfc3339::time")] DateTime<FixedOffset>);

/// What changes from the old plan to the new one.
#[must_use]
pub fn diff<'p>(old: &'p Plan<'p>, new: &'p Plan<'p>) -> PlanDiff<'p> {
    let steps = new.steps.iter().filter_map(|step| match find(old, &step.id) {
        Some(before) => changed(before, step),
        None => Some(added(step)),
    });
    let removed = old.steps.iter().filter(|step| find(new, &step.id).is_none()).map(removed);
    PlanDiff {
        from: Compared { as_of: Time(old.as_of), playbook: old.playbook },
        to: Compared { as_of: Time(new.as_of), playbook: new.playbook },
        state: Change::between(old.state, new.state).map(|Change { old, new }| StateChange {
            old,
            new,
            text: english::state(old, new),
        }),
        next_step_id: next_step(old, new),
        steps: steps.chain(removed).collect(),
    }
}

fn find<'p>(plan: &'p Plan<'p>, id: &str) -> Option<&'p Step<'p>> {
    plan.steps.iter().find(|step| step.id == id)
}

fn added<'p>(step: &'p Step<'p>) -> StepChange<'p> {
    StepChange {
        step_id: &step.id,
        kind: step.kind,
        change: ChangeKind::Added,
        fields: ChangedFields::default(),
        reasons: step.reasons.iter().collect(),
        text: english::added(step),
    }
}

fn removed<'p>(step: &'p Step<'p>) -> StepChange<'p> {
    StepChange {
        step_id: &step.id,
        kind: step.kind,
        change: ChangeKind::Removed,
        fields: ChangedFields::default(),
        reasons: Vec::new(),
        text: english::removed(step),
    }
}

fn changed<'p>(old: &'p Step<'p>, new: &'p Step<'p>) -> Option<StepChange<'p>> {
    let lacked_by = |one: &'p Step<'p>, other: &'p Step<'p>| -> Vec<&'p Reason> {
        other.reasons.iter().filter(|reason| !one.reasons.contains(reason)).collect()
    };
    let fields = ChangedFields::between(old, new);
    let reasons = lacked_by(old, new);
    if fields == ChangedFields::default() && reasons.is_empty() && lacked_by(new, old).is_empty() {
        return None;
    }
    let text = english::changed(new, &fields);
    Some(StepChange { step_id: &new.id, kind: new.kind, change: ChangeKind::Changed, fields, reasons, text })
}

fn next_step<'p>(old: &'p Plan<'p>, new: &'p Plan<'p>) -> Option<NextStepChange<'p>> {
    let Change { old: before, new: after } = Change::between(old.next_step_id.as_deref(), new.next_step_id.as_deref())?;
    let text = english::next_step(before.and_then(|id| find(old, id)), after.and_then(|id| find(new, id)));
    Some(NextStepChange { old: before, new: after, text })
}
