//! The duties of the employer of one application.

use chrono::{Days, NaiveDate};
use serde::Serialize;
use utoipa::ToSchema;

use super::rules::{ObligationCondition, ObligationConditionKind, ObligationRule, obligation_rules};
use crate::{
    context::Context,
    facts::{ApplicationDetails, Interview, OutcomeKind, Sector},
};

/// A duty of the employer, as far as the facts say. It changes no step: it is advice.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Obligation<'f> {
    /// The rule.
    pub rule: &'static ObligationRule,
    /// The id of the interview from which the days count; `None` if no days are counted.
    pub interview_id: Option<&'f str>,
    /// The last day for the answer, in the employer's time zone; `None` if the law says "without delay", or doesn't
    /// apply.
    pub due_on: Option<NaiveDate>,
    /// The status.
    pub status: ObligationStatus,
    /// The conditions of the rule, in its order.
    pub conditions: Vec<EvaluatedCondition>,
}

/// The status of a duty at the instant of the plan.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObligationStatus {
    /// The employer still has time, or has to answer without delay once it has decided.
    Running,
    /// The last day has passed, and no outcome is recorded. An answer may have come that nobody recorded.
    Passed,
    /// The employer has said how it decided.
    Answered,
    /// A condition is known not to be met.
    NotApplicable,
}

/// A condition of a rule, evaluated with the facts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct EvaluatedCondition {
    /// The condition.
    pub condition: ObligationCondition,
    /// Whether it is met.
    pub status: ConditionStatus,
}

/// Whether a condition is met.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConditionStatus {
    /// The facts say so.
    Met,
    /// The facts say that it is not.
    NotMet,
    /// The facts don't say.
    Unknown,
}

impl Obligation<'_> {
    /// Whether the status of the condition of this kind is unknown.
    #[must_use]
    pub fn is_condition_unknown(&self, kind: ObligationConditionKind) -> bool {
        let open = |evaluated: &EvaluatedCondition| {
            evaluated.condition.kind() == kind && evaluated.status == ConditionStatus::Unknown
        };
        self.conditions.iter().any(open)
    }

    /// Whether no condition has an unknown status.
    #[must_use]
    pub fn all_conditions_known(&self) -> bool {
        self.conditions.iter().all(|evaluated| evaluated.status != ConditionStatus::Unknown)
    }

    /// Whether a condition about the employer itself is not known: its size, or whose law it is under.
    #[must_use]
    pub fn is_employer_condition_unknown(&self) -> bool {
        self.is_condition_unknown(ObligationConditionKind::EmployerSize)
            || self.is_condition_unknown(ObligationConditionKind::NotFederal)
    }
}

/// The duties of the employer's jurisdiction, which the holiday calendar determines. Without a calendar there are none.
pub(crate) fn obligations<'f>(context: &Context<'f>) -> Vec<Obligation<'f>> {
    let Some(calendar) = context.facts.application.holiday_calendar else { return Vec::new() };
    let in_force_here = obligation_rules().iter().filter(|rule| is_in(calendar.code(), rule.jurisdiction));
    in_force_here.filter_map(|rule| obligation(context, rule)).collect()
}

/// Whether the code is that of the jurisdiction or of a part of it.
fn is_in(code: &str, jurisdiction: &str) -> bool {
    code.strip_prefix(jurisdiction).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn obligation<'f>(context: &Context<'f>, rule: &'static ObligationRule) -> Option<Obligation<'f>> {
    let (application, today) = (&context.facts.application, context.to_local(context.as_of).date_naive());
    let outcome = context.timeline.outcome.map(|outcome| outcome.kind);
    if outcome == Some(OutcomeKind::Withdrawn) {
        return None;
    }
    let (interview, due_on, since) = match rule.days {
        Some(days) => {
            let interview = last_counted_interview(context, rule)?;
            let held_on = context.to_local(interview.ends_at).date_naive();
            (Some(interview), Some(held_on.checked_add_days(Days::new(days.into()))?), held_on)
        }
        None => (None, None, today),
    };
    if since < rule.in_force_from {
        return None;
    }
    let evaluated = |&condition| EvaluatedCondition { condition, status: evaluate(application, condition) };
    let conditions: Vec<_> = rule.conditions.iter().map(evaluated).collect();
    let status = if conditions.iter().any(|evaluated| evaluated.status == ConditionStatus::NotMet) {
        ObligationStatus::NotApplicable
    } else if outcome.is_some() {
        ObligationStatus::Answered
    } else if due_on.is_some_and(|due_on| due_on < today) {
        ObligationStatus::Passed
    } else {
        ObligationStatus::Running
    };
    let due_on = due_on.filter(|_| status != ObligationStatus::NotApplicable);
    Some(Obligation { rule, interview_id: interview.map(|interview| &*interview.id), due_on, status, conditions })
}

/// The last interview that has taken place and counts.
fn last_counted_interview<'f>(context: &Context<'f>, rule: &ObligationRule) -> Option<&'f Interview> {
    let mut held = context.timeline.interviews.iter().map(|(_, interview)| *interview);
    let counts = |interview: &&Interview| {
        interview.takes_place()
            && interview.ends_at <= context.as_of
            && !rule.uncounted_interviews.contains(&interview.kind)
    };
    held.rfind(counts)
}

fn evaluate(application: &ApplicationDetails, condition: ObligationCondition) -> ConditionStatus {
    let known = match condition {
        ObligationCondition::PubliclyAdvertised => application.publicly_advertised,
        ObligationCondition::EmployerSize { at_least } => {
            application.employer_size.map(|size| size.people() >= at_least)
        }
        ObligationCondition::NotPublicOfficial => match application.company.sector {
            Sector::Startup | Sector::Corporate | Sector::Nonprofit => Some(true),
            Sector::Government | Sector::Other => None,
        },
        ObligationCondition::NotFederal => None,
    };
    match known {
        Some(true) => ConditionStatus::Met,
        Some(false) => ConditionStatus::NotMet,
        None => ConditionStatus::Unknown,
    }
}
