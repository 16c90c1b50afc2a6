//! The differences between two plans, with reasons.

#[cfg(test)]
mod tests;

use planning::{
    Plan, PlaybookVersion, State, Step, StepKind,
    diff::{Change, ChangedFields, Time},
    reason::Reason,
};
use serde::Serialize;
use utoipa::ToSchema;
use wording::{
    Language,
    plan_json::{NewReasons, ReasonJson},
};

/// The differences between two plans.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanDiff<'p> {
    /// The old plan.
    #[serde(rename = "before")]
    from: ComparedPlan<'p>,
    /// The new plan.
    #[serde(rename = "after")]
    to: ComparedPlan<'p>,
    /// The state, if it differs.
    state: Option<StateChange>,
    /// The next step, if it differs.
    next_step_id: Option<NextStepChange<'p>>,
    /// The steps that differ: first those of the new plan in its order, then removed ones.
    steps: Vec<StepChange<'p>>,
}

/// One of the two plans that are compared.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Compared)]
pub struct ComparedPlan<'p> {
    /// The instant that the plan is for.
    as_of: Time,
    /// The playbook that the plan follows.
    playbook: PlaybookVersion<'p>,
}

/// The state in both plans.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct StateChange {
    /// The value in the old plan.
    #[serde(rename = "before")]
    old: State,
    /// The value in the new plan.
    #[serde(rename = "after")]
    new: State,
    /// One sentence for people.
    #[schema(example = "There is something to do now instead of something to wait for.")]
    text: String,
}

/// The next step in both plans.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct NextStepChange<'p> {
    /// The value in the old plan.
    #[serde(rename = "before")]
    old: Option<&'p str>,
    /// The value in the new plan.
    #[serde(rename = "after")]
    new: Option<&'p str>,
    /// One sentence for people.
    #[schema(example = "The next step is the check-in instead of the thank-you.")]
    text: String,
}

/// A step that differs between the plans.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepChange<'p> {
    /// The step's id.
    step_id: &'p str,
    /// The kind of step; if both plans have it, the kind in the new one.
    kind: StepKind,
    /// The kind of change.
    change: ChangeKind,
    /// The fields that differ; empty if only the reasons differ.
    fields: ChangedFields<'p>,
    /// Reasons in the new plan that are not in the old one.
    #[schema(value_type = Vec<ReasonJson>)]
    reasons: NewReasons<'p>,
    /// One sentence for people.
    #[schema(example = "The check-in opens at 09:00 on Tuesday, 17 March instead of 09:00 on Monday, 23 March.")]
    text: String,
}

/// How a step differs between two plans.
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

/// The differences between an old plan and a new one.
#[must_use]
pub fn diff<'p>(old: &'p Plan<'p>, new: &'p Plan<'p>, language: &'p dyn Language) -> PlanDiff<'p> {
    let steps = new.steps.iter().filter_map(|step| match find(old, &step.id) {
        Some(before) => changed(before, step, language),
        None => Some(added(step, language)),
    });
    let removed = old.steps.iter().filter(|step| find(new, &step.id).is_none()).map(|step| removed(step, language));
    PlanDiff {
        from: ComparedPlan { as_of: Time(old.as_of), playbook: old.playbook },
        to: ComparedPlan { as_of: Time(new.as_of), playbook: new.playbook },
        state: Change::between(old.state, new.state).map(|Change { old, new }| StateChange {
            old,
            new,
            text: language.state_changed(old, new),
        }),
        next_step_id: next_step(old, new, language),
        steps: steps.chain(removed).collect(),
    }
}

fn find<'p>(plan: &'p Plan<'p>, id: &str) -> Option<&'p Step<'p>> {
    plan.steps.iter().find(|step| step.id == id)
}

fn added<'p>(step: &'p Step<'p>, language: &'p dyn Language) -> StepChange<'p> {
    StepChange {
        step_id: &step.id,
        kind: step.kind,
        change: ChangeKind::Added,
        fields: ChangedFields::default(),
        reasons: NewReasons { reasons: step.reasons.iter().collect(), language },
        text: language.step_added(step),
    }
}

fn removed<'p>(step: &'p Step<'p>, language: &'p dyn Language) -> StepChange<'p> {
    StepChange {
        step_id: &step.id,
        kind: step.kind,
        change: ChangeKind::Removed,
        fields: ChangedFields::default(),
        reasons: NewReasons { reasons: Vec::new(), language },
        text: language.step_removed(step.kind),
    }
}

fn changed<'p>(old: &'p Step<'p>, new: &'p Step<'p>, language: &'p dyn Language) -> Option<StepChange<'p>> {
    let lacked_by = |one: &'p Step<'p>, other: &'p Step<'p>| -> Vec<&'p Reason<'p>> {
        other.reasons.iter().filter(|reason| !one.reasons.contains(reason)).collect()
    };
    let fields = ChangedFields::between(old, new);
    let reasons = lacked_by(old, new);
    if fields == ChangedFields::default() && reasons.is_empty() && lacked_by(new, old).is_empty() {
        return None;
    }
    Some(StepChange {
        step_id: &new.id,
        kind: new.kind,
        change: ChangeKind::Changed,
        text: language.step_changed(new.kind, &fields),
        fields,
        reasons: NewReasons { reasons, language },
    })
}

fn next_step<'p>(old: &'p Plan<'p>, new: &'p Plan<'p>, language: &dyn Language) -> Option<NextStepChange<'p>> {
    let Change { old: before, new: after } = Change::between(old.next_step_id.as_deref(), new.next_step_id.as_deref())?;
    let kind = |plan: &'p Plan<'p>, id: Option<&str>| id.and_then(|id| find(plan, id)).map(|step| step.kind);
    let text = language.next_step_changed(kind(old, before), kind(new, after));
    Some(NextStepChange { old: before, new: after, text })
}
