//! The comparison of two plans of an application.

use actix_web::{HttpResponse, get, web::Path};
use entity::ApplicationId;
use planning::{Instant, Key, plan};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    diff::{PlanDiff, diff},
    stored_facts::facts_of,
    stored_plan::PlanQuery,
};
use crate::{
    auth::Reader,
    http::{AnswerLanguage, Query},
    problem::{Problem, ReadProblems},
};

/// The query parameters that select the two plans.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DiffQuery {
    /// The moment of the old plan; now by default.
    #[serde(default)]
    #[param(value_type = Option<String>, format = DateTime, example = "2026-03-10T20:00:00-04:00")]
    from: Option<Instant>,
    /// The moment of the new plan; now by default.
    #[serde(default)]
    #[param(value_type = Option<String>, format = DateTime, example = "2026-03-24T12:00:00-04:00")]
    to: Option<Instant>,
    /// The key of the old plan's playbook; the application's by default.
    #[serde(default)]
    #[param(example = "consensus")]
    playbook: Option<Key>,
    /// The key of the new plan's playbook; the old plan's by default.
    #[serde(default)]
    #[param(example = "dream-job")]
    against: Option<Key>,
}

/// Compare two follow-up plans of an application
///
/// Compares the plans of two moments (`from`, `to`), of two playbooks (`playbook`, `against`), or both: which steps
/// are added, removed or changed, which fields change, the new reasons, and a sentence for each change.
#[utoipa::path(
    operation_id = "get_plan_diff",
    tag = "follow-up plans",
    params(("id" = ApplicationId, Path, description = "The application's id"), DiffQuery),
    responses((status = 200, description = "The differences", body = PlanDiff), ReadProblems)
)]
#[get("/v1/applications/{id}/follow-up-plan/diff")]
pub async fn get_plan_diff(
    scope: Reader,
    language: AnswerLanguage,
    id: Path<ApplicationId>,
    Query(query): Query<DiffQuery>,
) -> Result<HttpResponse, Problem> {
    let against = query.against.or_else(|| query.playbook.clone());
    let from = PlanQuery { as_of: query.from, playbook: query.playbook, ..PlanQuery::default() };
    let to = PlanQuery { as_of: query.to, playbook: against, ..PlanQuery::default() };
    let (old_playbook, new_playbook) = (from.playbook(&scope).await?, to.playbook(&scope).await?);
    let (old_moment, new_moment) = (from.moment(&scope)?, to.moment(&scope)?);
    let facts = facts_of(&scope, *id).await?;
    let (old, new) = (old_playbook.or_of(&facts)?, new_playbook.or_of(&facts)?);
    let (old, new) = (plan(&facts, old, old_moment), plan(&facts, new, new_moment));
    let mut answer = HttpResponse::Ok();
    language.set_headers(&mut answer);
    Ok(answer.json(diff(&old, &new, language.language())))
}
