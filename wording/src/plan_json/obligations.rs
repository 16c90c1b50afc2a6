//! The duties of employers as JSON.

use chrono::{Datelike as _, NaiveDate};
use planning::{
    ConditionStatus, EvaluatedCondition, Obligation, ObligationConditionKind, ObligationKey, ObligationStatus, Plan,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Language, parts::string_from};

/// What the employer owes the applicant by law, as far as the facts say. It is advice: no step depends on it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Obligation)]
pub struct ObligationJson<'p> {
    /// The id of the rule: `GET /v1/obligations` lists all.
    rule: ObligationKey,
    /// Where it is the law: a code of ISO 3166-1 or ISO 3166-2.
    #[schema(value_type = String, example = "CA-ON")]
    jurisdiction: &'static str,
    /// The law, and where in it the duty stands.
    #[schema(value_type = String, example = "Employment Standards Act, 2000, ss. 3 (2) and 8.6; O. Reg. 476/24")]
    law: &'static str,
    /// Where the text is.
    #[schema(value_type = String, example = "https://www.ontario.ca/laws/regulation/240476")]
    source: &'static str,
    /// The day on which the source was last read.
    #[schema(example = "2026-11-30")]
    checked_on: NaiveDate,
    /// The id of the interview from which the days count; null if no days are counted.
    interview_id: Option<&'p str>,
    /// The last day that the employer has, in its own time zone; null if the law says "without delay", or
    /// doesn't apply.
    #[schema(example = "2026-03-15")]
    due_on: Option<NaiveDate>,
    /// Where it stands.
    status: ObligationStatus,
    /// One sentence for people.
    #[schema(
        example = "The employer has until 15 March to say whether it has decided, if the posting was public, it employs 25 people or more and isn't regulated federally."
    )]
    text: String,
    /// The conditions, and whether they are met.
    conditions: Vec<ConditionJson>,
}

/// A condition of a duty, held against the facts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ObligationConditionStatus)]
pub struct ConditionJson {
    /// What it is about.
    kind: ObligationConditionKind,
    /// The least number of people that the employer has to employ; null for other conditions.
    #[schema(example = 25)]
    at_least: Option<u32>,
    /// Whether it is met.
    status: ConditionStatus,
    /// One sentence for people.
    #[schema(example = "It isn't known whether the employer employs 25 people or more.")]
    text: String,
}

impl<'p> ObligationJson<'p> {
    /// The duties of a plan in a language; `None` if it has no duties.
    pub(super) fn all(plan: &'p Plan, language: &dyn Language) -> Option<Vec<Self>> {
        let year = plan.as_of.year();
        let all: Vec<_> = plan.obligations.iter().map(|one| Self::new(one, year, language)).collect();
        (!all.is_empty()).then_some(all)
    }

    fn new(obligation: &'p Obligation, year: i32, language: &dyn Language) -> Self {
        let Obligation { rule, interview_id, due_on, status, conditions } = obligation;
        Self {
            rule: rule.key,
            jurisdiction: rule.jurisdiction,
            law: rule.law,
            source: rule.source,
            checked_on: rule.checked_on,
            interview_id: *interview_id,
            due_on: *due_on,
            status: *status,
            text: string_from(|out| language.obligation(obligation, year, out)),
            conditions: conditions.iter().map(|judged| ConditionJson::new(*judged, language)).collect(),
        }
    }
}

impl ConditionJson {
    fn new(EvaluatedCondition { condition, status }: EvaluatedCondition, language: &dyn Language) -> Self {
        Self {
            kind: condition.kind(),
            at_least: condition.at_least(),
            status,
            text: string_from(|out| language.obligation_condition(condition, status, out)),
        }
    }
}
