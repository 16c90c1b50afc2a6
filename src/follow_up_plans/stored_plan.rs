//! Plans of stored applications.

use std::borrow::Cow;

use actix_web::{
    HttpRequest, HttpResponse, get,
    web::{Data, Path},
};
use chrono::{DateTime, Utc};
use entity::{ApplicationId, InterviewId, Scope};
use planning::{Facts, Instant, Key, Playbook};
use serde::Deserialize;
use utoipa::IntoParams;
use views::Revision;
use wording::plan_json::PlanJson;

use super::{
    ReasonsWanted,
    facts_cache::StoredFacts,
    formats::{FORMATS, answer},
    stored_facts::{changed_at, facts},
};
use crate::{
    auth::Reader,
    http::{AnswerLanguage, Query, ResponseFormat},
    playbooks,
    problem::{Problem, ReadProblems},
    state::AppState,
};

/// The query parameters of a plan.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PlanQuery {
    /// The moment at which the plan is made; now by default.
    #[serde(default)]
    #[param(value_type = Option<String>, format = DateTime, example = "2026-03-10T20:00:00-04:00")]
    pub as_of: Option<Instant>,
    /// The key of a built-in or own playbook. The default is the application's playbook.
    #[serde(default)]
    #[param(example = "consensus")]
    pub playbook: Option<Key>,
    /// `none` leaves out the reasons and the advice of the steps, and makes the plan faster.
    #[serde(default)]
    pub reasons: ReasonsWanted,
}

impl PlanQuery {
    /// The instant of the plan.
    pub(super) fn moment(&self, scope: &Scope) -> Result<Instant, Problem> {
        self.as_of.map_or_else(|| now(scope), Ok)
    }

    /// The requested playbook, which replaces that of the application.
    pub(super) async fn playbook(&self, scope: &Scope) -> Result<RequestedPlaybook, Problem> {
        let Some(key) = &self.playbook else { return Ok(RequestedPlaybook(None)) };
        let playbook = playbooks::by_key(scope, key).await?;
        let playbook = playbook.ok_or_else(|| Problem::BadRequest(playbooks::unknown(key).into()))?;
        Ok(RequestedPlaybook(Some(playbook)))
    }
}

/// The current time for the planner.
pub(crate) fn now(scope: &Scope) -> Result<Instant, Problem> {
    scope.now().try_into().map_err(Problem::internal)
}

/// The facts at the current time, unless they name another.
pub(crate) fn as_of_now(facts: Facts, scope: &Scope) -> Result<Facts, Problem> {
    Ok(Facts { as_of: Some(facts.as_of.map_or_else(|| now(scope), Ok)?), ..facts })
}

/// The requested playbook, if there is one.
pub(super) struct RequestedPlaybook(Option<Cow<'static, Playbook>>);

impl RequestedPlaybook {
    /// The requested playbook, or the one that the application of these facts follows.
    pub(super) fn or_of<'f>(&'f self, facts: &'f Facts) -> Result<&'f Playbook, Problem> {
        self.0.as_deref().map_or_else(|| playbooks::followed_playbook(facts), Ok)
    }
}

/// The version of the state of an application whose rows were last changed at a time.
fn revision(scope: &Scope, application: ApplicationId, changed_at: DateTime<Utc>) -> Revision {
    Revision { application_id: application.into(), changed_at, made_at: scope.now() }
}

/// Read the follow-up plan of an application
///
/// What to do, when, by which channel and why: thank-yous, check-ins, a final attempt, and when to move on. Ids in the
/// plan are those of the application's interviews and contacts.
///
/// With `Accept: text/calendar` it is that of `…/calendar`, with `Accept: image/svg+xml` that of `…/timeline`. Reasons,
/// advice and warnings are in the language that `Accept-Language` prefers.
#[utoipa::path(
    operation_id = "get_application_plan",
    tag = "follow-up plans",
    params(("id" = ApplicationId, Path, description = "The application's id"), PlanQuery),
    responses(
        (status = 200, description = "The plan", body = PlanJson),
        ReadProblems
    )
)]
#[get("/v1/applications/{id}/follow-up-plan")]
pub async fn get_application_plan(
    scope: Reader,
    state: Data<AppState>,
    request: HttpRequest,
    language: AnswerLanguage,
    id: Path<ApplicationId>,
    Query(query): Query<PlanQuery>,
) -> Result<HttpResponse, Problem> {
    let format = ResponseFormat::negotiate(&request, &FORMATS)?;
    plan_of_application((&scope, &state), *id, &query, format, language).await
}

/// The plan of an application in this format.
pub(super) async fn plan_of_application(
    (scope, state): (&Scope, &AppState),
    id: ApplicationId,
    query: &PlanQuery,
    format: ResponseFormat,
    language: AnswerLanguage,
) -> Result<HttpResponse, Problem> {
    let (playbook, as_of) = (query.playbook(scope).await?, query.moment(scope)?);
    let stored = state.plan_facts.read(scope, id).await?.ok_or(Problem::NotFound)?;
    let StoredFacts { facts, changed_at } = &*stored;
    let plan = query.reasons.plan(facts, playbook.or_of(facts)?, as_of);
    answer(format, facts, &plan, query.reasons, None, &revision(scope, id, *changed_at), language)
}

/// Read the part of a follow-up plan that belongs to an interview
///
/// The plan of the interview's application, with only this interview's steps. State and warnings are those of the
/// whole plan; `next_step_id` is null if the next step belongs to another interview.
#[utoipa::path(
    operation_id = "get_interview_plan",
    tag = "follow-up plans",
    params(("id" = InterviewId, Path, description = "The interview's id"), PlanQuery),
    responses(
        (status = 200, description = "The plan", body = PlanJson),
        ReadProblems
    )
)]
#[get("/v1/interviews/{id}/follow-up-plan")]
pub async fn get_interview_plan(
    scope: Reader,
    request: HttpRequest,
    language: AnswerLanguage,
    id: Path<InterviewId>,
    Query(query): Query<PlanQuery>,
) -> Result<HttpResponse, Problem> {
    let format = ResponseFormat::negotiate(&request, &FORMATS)?;
    plan_of_interview(&scope, *id, &query, format, language).await
}

/// The part of a plan that belongs to an interview in this format.
pub(super) async fn plan_of_interview(
    scope: &Scope,
    id: InterviewId,
    query: &PlanQuery,
    format: ResponseFormat,
    language: AnswerLanguage,
) -> Result<HttpResponse, Problem> {
    let (playbook, as_of) = (query.playbook(scope).await?, query.moment(scope)?);
    let dossier = scope.dossier_of_interview(id).await?.ok_or(Problem::NotFound)?;
    let revision = revision(scope, dossier.application.stamp.id, changed_at(&dossier));
    let facts = facts(dossier)?;
    let mut plan = query.reasons.plan(&facts, playbook.or_of(&facts)?, as_of);
    let id = id.to_string();
    plan.steps.retain(|step| step.interview_id == Some(id.as_str()));
    plan.next_step_id = plan.next_step_id.filter(|next| plan.steps.iter().any(|step| step.id == *next));
    answer(format, &facts, &plan, query.reasons, Some(&id), &revision, language)
}
