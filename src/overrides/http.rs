//! The endpoints of overrides.

use actix_web::{HttpResponse, delete, get, put, web::Path};
use entity::{ApplicationId, Page, Scope};
use planning::{Status, facts::OverrideDetails};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{StepId, StepOverride};
use crate::{
    applications,
    auth::{Reader, Writer},
    follow_up_plans::{facts_of, now},
    http::{Body, Cursor, IfMatch, Limit, Listing, Query},
    playbooks,
    problem::{ChangeProblems, DeleteProblems, ListProblems, Problem},
};

/// A page of overrides.
pub type StepOverrideList = Listing<StepOverride>;

/// The query parameters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OverrideQuery {
    /// The `next_cursor` of the previous page.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor<StepId>>,
    /// The maximum number of items.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// The query parameters of an override.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PutOverrideQuery {
    /// With `true`, a step that the plan doesn't have at present, and that has no override, is answered with 409, and
    /// nothing is stored; so is a step that is done, unless its override is taken back.
    #[serde(default)]
    #[param(default = false)]
    planned: bool,
}

/// List the overrides of an application
///
/// In the order of their step ids, in pages. Overrides of steps that the plan doesn't have at present are included.
#[utoipa::path(
    operation_id = "list_overrides",
    tag = "overrides",
    params(("id" = ApplicationId, Path, description = "The application's id"), OverrideQuery),
    responses((status = 200, description = "A page of overrides", body = StepOverrideList), ListProblems)
)]
#[get("/v1/applications/{id}/overrides")]
pub async fn list_overrides(
    scope: Reader,
    application: Path<ApplicationId>,
    Query(query): Query<OverrideQuery>,
) -> Result<StepOverrideList, Problem> {
    let after: Option<StepId> = query.cursor.map(Cursor::into_key);
    let page = scope.overrides(*application, after.as_ref().map(AsRef::as_ref), query.limit.get()).await?;
    let page = applications::page_of(&scope, *application, page).await?;
    let page =
        Page { items: page.items.iter().map(StepOverride::from_row).collect::<Result<_, _>>()?, more: page.more };
    Ok(Listing::with_cursors(page, |last| Cursor::new(last.step_id.clone())))
}

/// Override a step of the plan
///
/// Skip the step with `dismissed`, or postpone it with `not_before`. This replaces an earlier override of the step.
/// The step need not be in the plan at present: the override is stored, the plan has a warning, and the override
/// applies once the plan has the step. Whoever names steps by hand sends `planned=true`, so that a wrong id is told.
#[utoipa::path(
    operation_id = "put_override",
    tag = "overrides",
    params(
        ("id" = ApplicationId, Path, description = "The application's id"),
        ("step_id" = StepId, Path, description = "The step's id in the plan"),
        PutOverrideQuery,
        IfMatch
    ),
    request_body = OverrideDetails,
    responses(
        (status = 200, description = "The replaced override", body = StepOverride),
        (status = 201, description = "The new override", body = StepOverride),
        ChangeProblems
    )
)]
#[put("/v1/applications/{id}/overrides/{step_id}")]
pub async fn put_override(
    scope: Writer,
    path: Path<(ApplicationId, StepId)>,
    Query(query): Query<PutOverrideQuery>,
    if_match: IfMatch,
    Body(details): Body<OverrideDetails>,
) -> Result<StepOverride, Problem> {
    let (application, step_id) = path.into_inner();
    if query.planned {
        is_known(&scope, application, &step_id, details).await?;
    }
    let version = if if_match.is_any() {
        None
    } else {
        applications::exists(&scope, application).await?;
        let existing = scope.step_override(application, step_id.as_ref()).await?;
        if_match.expected_version(existing.map(|row| row.version))?
    };
    match scope.put_override(application, step_id.as_ref(), details, version).await {
        Ok(written) => StepOverride::from_row(&written),
        Err(entity::Error::Reference) => Err(Problem::NotFound),
        Err(error) => Err(if_match.too_late(error)),
    }
}

/// Whether an override of a step has an effect at present: the plan has the step, which isn't done, or an override is
/// taken back.
async fn is_known(
    scope: &Scope,
    application: ApplicationId,
    step_id: &StepId,
    details: OverrideDetails,
) -> Result<(), Problem> {
    let facts = facts_of(scope, application).await?;
    let plan = planning::plan_without_reasons(&facts, playbooks::followed_playbook(&facts)?, now(scope)?);
    let step_id = step_id.as_ref();
    match plan.steps.iter().find(|step| step.id == step_id) {
        Some(step) if step.status == Status::Done && details != OverrideDetails::default() => {
            let message = format!("the step {step_id} is done, so that there is nothing to put off or to leave out");
            Err(Problem::Conflict(message.into()))
        }
        None if facts.overrides.iter().all(|known| known.step_id != step_id) => Err(not_planned(step_id)),
        _ => Ok(()),
    }
}

/// The problem of an override of a step that must be in the plan, and isn't.
pub(crate) fn not_planned(step_id: &str) -> Problem {
    let message =
        format!("the plan has no step {step_id} at present; the follow-up plan of the application lists its steps");
    Problem::Conflict(message.into())
}

/// Delete the override of a step
///
/// The plan is then made without it.
#[utoipa::path(
    operation_id = "delete_override",
    tag = "overrides",
    params(
        ("id" = ApplicationId, Path, description = "The application's id"),
        ("step_id" = StepId, Path, description = "The step's id in the plan"),
        IfMatch
    ),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/applications/{id}/overrides/{step_id}")]
pub async fn delete_override(
    scope: Writer,
    path: Path<(ApplicationId, StepId)>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (application, step_id) = path.into_inner();
    let existing = scope.step_override(application, step_id.as_ref()).await?.ok_or(Problem::NotFound)?;
    let version = if_match.expected_version(Some(existing.version))?;
    if_match.deletion_response(scope.delete_override(application, step_id.as_ref(), version).await?)
}
