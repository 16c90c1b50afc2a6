//! Plans of many stored applications at once.

use std::collections::HashMap;

use actix_web::{HttpResponse, http::header::ContentType, post, web::Data};
use entity::{Agenda, ApplicationId, Dossier, Scope};
use planning::{Instant, Key, Violation};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wording::{Language, plan_json::PlanJson};

use super::{refresh::refresh, statuses::Statuses};
use crate::{
    applications,
    auth::Reader,
    follow_up_plans::{PlanResultStatus, PreviewQuery, ReasonsWanted, facts, now},
    http::{AnswerLanguage, Body, Cursor, Query, Validate},
    playbooks,
    problem::{CreateProblems, Problem, ProblemDocument},
    state::AppState,
};

/// The most applications of a batch.
const MAX_APPLICATIONS: usize = 500;

/// About how many bytes of JSON a plan is.
const ESTIMATED_PLAN_BYTES: usize = 8 * 1024;

/// The applications whose plans are asked for: by ids, by remote ids, or those with something to do.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"application_remote_ids": ["ats-application-1"]}))]
pub struct StoredPlanBatch {
    /// The ids of the applications.
    #[serde(default)]
    #[schema(max_items = 500)]
    pub application_ids: Vec<ApplicationId>,
    /// The client's own ids for the applications, instead of `application_ids`.
    #[serde(default)]
    #[schema(max_items = 500)]
    pub application_remote_ids: Vec<Key>,
    /// All applications whose plans have steps that are `due` or `overdue`, instead of named ones: 500 of them, by id.
    #[serde(default)]
    pub due: bool,
    /// With `due`: the `next_cursor` of the answer before.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// The moment at which the plans are made; now by default. Not with `due`.
    #[serde(default)]
    pub as_of: Option<Instant>,
}

impl Validate for StoredPlanBatch {
    fn violations(&self) -> Vec<Violation> {
        if self.due {
            let named = "not with due, which finds the applications";
            let only = [
                ("/application_ids", !self.application_ids.is_empty(), named),
                ("/application_remote_ids", !self.application_remote_ids.is_empty(), named),
                ("/as_of", self.as_of.is_some(), "not with due, which is about now"),
            ];
            let wrong = only.into_iter().filter(|(_, wrong, _)| *wrong);
            return wrong.map(|(pointer, _, detail)| Violation::new(pointer, "conflict", detail)).collect();
        }
        if self.cursor.is_some() {
            return vec![Violation::new("/cursor", "conflict", "only with due")];
        }
        let message = match (self.application_ids.len(), self.application_remote_ids.len()) {
            (0, 0) => ("too_few", "name 1 to 500 applications"),
            (1.., 1..) => ("conflict", "name applications by ids or by remote ids, not by both"),
            (ids, remote_ids) if ids.max(remote_ids) > MAX_APPLICATIONS => ("too_many", "name 1 to 500 applications"),
            _ => return Vec::new(),
        };
        let pointer =
            if self.application_remote_ids.is_empty() { "/application_ids" } else { "/application_remote_ids" };
        vec![Violation::new(pointer, message.0, message.1)]
    }
}

/// The plans of a batch.
#[derive(Serialize, ToSchema)]
pub struct StoredPlanResults<'f> {
    /// One result for each application, in the order in which they were named; with `due`, by id.
    pub results: Vec<StoredPlanResult<'f>>,
    /// With `due`: the cursor for the next applications; null if there are no more.
    #[schema(required)]
    pub next_cursor: Option<String>,
    /// With `due`: how many plans are yet to be renewed, because facts have changed or time has passed, before it is
    /// certain which applications have something to do. If it is not 0, repeat the request without a cursor.
    pub plans_remaining: u64,
}

/// The plan of an application, or why there is none.
#[derive(Serialize, ToSchema)]
pub struct StoredPlanResult<'f> {
    /// The application's id. Null if the account has no application with this remote id.
    #[schema(required)]
    pub application_id: Option<ApplicationId>,
    /// The application's remote id. Null if it has none, or there is no such application.
    #[schema(required)]
    pub remote_id: Option<&'f Key>,
    pub status: PlanResultStatus,
    /// The plan; left out, if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub plan: Option<PlanJson<'f>>,
    /// Why there is none; left out, if there is a plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub problem: Option<ProblemDocument<'f>>,
}

/// Read the follow-up plans of many applications
///
/// Of 1 to 500 stored applications, each as a single request answers it. An application that the account doesn't have
/// gets a problem instead of a plan; the others are not affected.
///
/// With `due`, of all applications whose plans have steps that are due or overdue, 500 in one answer. As for the
/// agenda, stored plans are renewed for up to half a second in each request.
#[utoipa::path(
    operation_id = "get_plan_batch",
    tag = "follow-up plans",
    params(PreviewQuery),
    request_body = StoredPlanBatch,
    responses(
        (status = 200, description = "For each application a plan or a problem", body = StoredPlanResults),
        CreateProblems
    )
)]
#[post("/v1/follow-up-plans/batch")]
pub async fn get_plan_batch(
    scope: Reader,
    state: Data<AppState>,
    language: AnswerLanguage,
    Query(query): Query<PreviewQuery>,
    Body(batch): Body<StoredPlanBatch>,
) -> Result<HttpResponse, Problem> {
    let as_of = batch.as_of.map_or_else(|| now(&scope), Ok)?;
    let FoundApplications { wanted, next_cursor, plans_remaining } = if batch.due {
        due_applications(&scope, &state, batch.cursor, as_of).await?
    } else {
        find_applications(&scope, batch).await?
    };
    let mut ids: Vec<ApplicationId> = wanted.iter().filter_map(|wanted| wanted.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let dossiers = scope.dossiers(&ids).await?;
    let write = move || write(&wanted, dossiers, as_of, query.reasons, language.language());
    let mut json = state.blocking.run(write).await??;
    let rest = serde_json::json!({"next_cursor": next_cursor, "plans_remaining": plans_remaining}).to_string();
    json.extend_from_slice(rest.replacen('{', "],", 1).as_bytes());
    let mut answer = HttpResponse::Ok();
    language.set_headers(&mut answer);
    Ok(answer.content_type(ContentType::json()).body(json))
}

/// A requested application.
struct RequestedApplication {
    id: Option<ApplicationId>,
    remote_id: Option<Key>,
}

/// The requested applications that were found.
struct FoundApplications {
    wanted: Vec<RequestedApplication>,
    next_cursor: Option<String>,
    plans_remaining: u64,
}

impl FoundApplications {
    fn without_more(wanted: Vec<RequestedApplication>) -> Self {
        Self { wanted, next_cursor: None, plans_remaining: 0 }
    }
}

/// The applications that have steps to do, after a cursor.
async fn due_applications(
    scope: &Scope,
    state: &AppState,
    cursor: Option<Cursor>,
    now: Instant,
) -> Result<FoundApplications, Problem> {
    let agenda = Agenda { statuses: Statuses::default().words(), ..Agenda::default() };
    let plans_remaining = refresh(scope, &agenda, now, &state.plan_refresh).await?;
    let page =
        scope.applications_with_steps(&agenda.statuses, cursor.map(Cursor::into_key), MAX_APPLICATIONS as u64).await?;
    let next_cursor = page.next(|id| Cursor::<uuid::Uuid>::new((*id).into()).to_string());
    let wanted = page.items.into_iter().map(|id| RequestedApplication { id: Some(id), remote_id: None }).collect();
    Ok(FoundApplications { wanted, next_cursor, plans_remaining })
}

async fn find_applications(scope: &Scope, batch: StoredPlanBatch) -> Result<FoundApplications, Problem> {
    if !batch.application_ids.is_empty() {
        let ids = batch.application_ids.into_iter();
        return Ok(FoundApplications::without_more(
            ids.map(|id| RequestedApplication { id: Some(id), remote_id: None }).collect(),
        ));
    }
    let ids = applications::ids_by_remote_ids(scope, &batch.application_remote_ids).await?;
    let found = |remote_id: Key| RequestedApplication { id: ids.get(&remote_id).copied(), remote_id: Some(remote_id) };
    Ok(FoundApplications::without_more(batch.application_remote_ids.into_iter().map(found).collect()))
}

/// The beginning of [`StoredPlanResults`] as JSON, up to the last result.
fn write(
    wanted: &[RequestedApplication],
    dossiers: Vec<Dossier>,
    as_of: Instant,
    reasons: ReasonsWanted,
    language: &dyn Language,
) -> Result<Vec<u8>, Problem> {
    let mut known = HashMap::with_capacity(dossiers.len());
    for dossier in dossiers {
        let (id, remote_id) = (dossier.application.stamp.id, dossier.application.remote_id.clone());
        known.insert(id, (remote_id, facts(dossier)?));
    }
    let mut json = Vec::with_capacity(wanted.len() * ESTIMATED_PLAN_BYTES);
    json.extend_from_slice(br#"{"results":["#);
    for (index, RequestedApplication { id, remote_id }) in wanted.iter().enumerate() {
        if index > 0 {
            json.push(b',');
        }
        let found = id.and_then(|id| known.get(&id));
        let plan = match found {
            Some((_, facts)) => Some(reasons.plan(facts, playbooks::followed_playbook(facts)?, as_of)),
            None => None,
        };
        let result = StoredPlanResult {
            application_id: *id,
            remote_id: found.and_then(|(remote_id, _)| remote_id.as_ref()).or(remote_id.as_ref()),
            status: if plan.is_some() { PlanResultStatus::Planned } else { PlanResultStatus::Refused },
            plan: plan.as_ref().map(|plan| reasons.to_json(plan, language)),
            problem: plan.is_none().then(|| Problem::NotFound.document(None)),
        };
        serde_json::to_writer(&mut json, &result).map_err(Problem::internal)?;
    }
    Ok(json)
}
