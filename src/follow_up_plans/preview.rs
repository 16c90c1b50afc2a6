//! Plans from facts that are not stored.

use actix_web::{HttpResponse, post};
use planning::{Facts, Instant, Plan, Violation};
use wording::plan_json::PlanJson;

use super::{LENGTH, PreviewQuery, ReasonsWanted, now};
use crate::{
    auth::Reader,
    http::{AnswerLanguage, Body, Query, Validate, json},
    playbooks::PlaybookSet,
    problem::{CreateProblems, Problem},
};

impl Validate for Facts {
    const TYPE_IMPLIES_SCHEMA: bool = true;

    fn violations(&self) -> Vec<Violation> {
        Self::violations(self)
    }
}

/// Preview a follow-up plan
///
/// Makes a plan from the facts in the body and stores nothing. `playbook` is the key of a built-in playbook or of one
/// of your own; `custom_playbook` is a whole one, stored nowhere.
#[utoipa::path(
    operation_id = "preview_plan",
    tag = "follow-up plans",
    params(PreviewQuery),
    request_body(content = Facts, example = json!({
        "as_of": "2026-03-10T20:00:00-04:00",
        "playbook": "consensus",
        "candidate": {"name": "Ada Okafor", "email": "ada@example.com"},
        "application": {
            "company": {"name": "Acme"},
            "position": {"title": "Data Engineer"},
            "time_zone": "America/New_York",
            "holiday_calendar": "US-NY"
        },
        "contacts": [{"id": "c1", "name": "Grace Lindqvist", "role": "hiring_manager", "email": "grace@acme.example"}],
        "interviews": [{
            "id": "i1",
            "starts_at": "2026-03-10T14:00:00-04:00",
            "ends_at": "2026-03-10T15:00:00-04:00",
            "interviewer_ids": ["c1"],
            "decision_expected_on": "2026-03-20"
        }]
    })),
    responses((status = 200, description = "The plan", body = PlanJson), CreateProblems)
)]
#[post("/v1/follow-up-plans/preview")]
pub async fn preview_plan(
    scope: Reader,
    language: AnswerLanguage,
    Query(query): Query<PreviewQuery>,
    Body(facts): Body<Facts>,
) -> Result<HttpResponse, Problem> {
    let playbooks = PlaybookSet::with(&scope, facts.playbook.as_deref()).await?;
    let now = now(&scope)?;
    let plan = plan(&facts, &playbooks, now, query.reasons)?;
    let mut answer = HttpResponse::Ok();
    language.set_headers(&mut answer);
    Ok(json(answer, &query.reasons.to_json(&plan, language.language()), LENGTH))
}

/// The plan of checked facts, for now if they have no `as_of`.
///
/// # Errors
///
/// [`Problem::InvalidBody`], if there is no playbook with the key.
pub fn plan<'f>(
    facts: &'f Facts,
    playbooks: &'f PlaybookSet,
    now: Instant,
    reasons: ReasonsWanted,
) -> Result<Plan<'f>, Problem> {
    let playbook = playbooks.playbook_of(facts).map_err(|violation| Problem::InvalidBody(vec![violation]))?;
    Ok(reasons.plan(facts, playbook, facts.as_of.unwrap_or(now)))
}
