//! `/v1/obligations`: what employers owe applicants by law, as far as plans know it.

use actix_web::{HttpResponse, get};
use chrono::NaiveDate;
use planning::{
    ObligationCondition, ObligationConditionKind, ObligationKey, ObligationRule, facts::InterviewKind, obligation_rules,
};
use serde::Serialize;
use utoipa::ToSchema;
use wording::Language;

use crate::{
    auth::Reader,
    http::AnswerLanguage,
    problem::{ListProblems, Problem},
};

/// All rules about what employers owe applicants.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObligationRules {
    /// The rules, by jurisdiction.
    items: Vec<ListedObligation>,
}

/// A duty of employers to tell applicants where they stand.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ObligationRule)]
struct ListedObligation {
    /// The id, to which plans refer.
    id: ObligationKey,
    /// The country or its part where it is the law: a code of ISO 3166-1 or ISO 3166-2.
    #[schema(value_type = String, example = "CA-ON")]
    jurisdiction: &'static str,
    /// The law, and its section about the duty.
    #[schema(value_type = String, example = "Employment Standards Act, 2000, ss. 3 (2) and 8.6; O. Reg. 476/24")]
    law: &'static str,
    /// The employer's duty, in one sentence.
    text: String,
    /// Other exceptions of the law. Applications have no facts about them.
    exceptions: String,
    /// The days that the employer has, counted from the last interview; null if the law says "without delay".
    #[schema(example = 45)]
    days: Option<u16>,
    /// The kinds of interview that do not count.
    #[schema(value_type = Vec<InterviewKind>)]
    uncounted_interviews: &'static [InterviewKind],
    /// The conditions of the duty. Applications have facts about most of them.
    conditions: Vec<ListedCondition>,
    /// The first day on which it was in force: interviews before it do not count.
    #[schema(example = "2026-01-01")]
    in_force_from: NaiveDate,
    /// The address of the text.
    #[schema(value_type = String, example = "https://www.ontario.ca/laws/regulation/240476")]
    source: &'static str,
    /// The day on which the source was last read.
    #[schema(example = "2026-11-30")]
    checked_on: NaiveDate,
}

/// A condition of a duty.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ObligationCondition)]
struct ListedCondition {
    /// The subject of the condition.
    kind: ObligationConditionKind,
    /// The least number of people that the employer has to employ; null for other conditions.
    #[schema(example = 25)]
    at_least: Option<u32>,
    /// The source of the condition, if it differs from the source of the rule.
    #[schema(value_type = Option<String>, example = "https://www.ontario.ca/laws/statute/00e41")]
    source: Option<&'static str>,
}

impl ListedObligation {
    fn new(rule: &ObligationRule, language: &dyn Language) -> Self {
        let condition = |condition: &ObligationCondition| ListedCondition {
            kind: condition.kind(),
            at_least: condition.at_least(),
            source: condition.source(),
        };
        Self {
            id: rule.key,
            jurisdiction: rule.jurisdiction,
            law: rule.law,
            text: language.obligation_rule(rule.key),
            exceptions: language.obligation_exceptions(rule.key),
            days: rule.days,
            uncounted_interviews: rule.uncounted_interviews,
            conditions: rule.conditions.iter().map(condition).collect(),
            in_force_from: rule.in_force_from,
            source: rule.source,
            checked_on: rule.checked_on,
        }
    }
}

/// List what employers owe applicants
///
/// The laws that plans know by which an employer has to tell applicants where they stand, each with its conditions, its
/// source, and the day on which that was last read. A plan of an application whose `holiday_calendar` is in one of
/// these jurisdictions says until when the employer has time. It is advice, and no legal judgement. The texts are in
/// the language that `Accept-Language` prefers.
#[utoipa::path(
    operation_id = "list_obligations",
    tag = "rules",
    responses((status = 200, description = "All rules, on one page", body = ObligationRules), ListProblems)
)]
#[get("/v1/obligations")]
pub async fn list_obligations(_scope: Reader, language: AnswerLanguage) -> Result<HttpResponse, Problem> {
    let items = obligation_rules().iter().map(|rule| ListedObligation::new(rule, language.language())).collect();
    let mut answer = HttpResponse::Ok();
    language.set_headers(&mut answer);
    Ok(answer.json(ObligationRules { items }))
}
