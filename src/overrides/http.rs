//! The endpoints of overrides.

use actix_web::{HttpResponse, delete, get, put, web::Path};
use entity::{ApplicationId, Page};
use planning::facts::OverrideDetails;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Override, StepId};
use crate::{
    applications,
    auth::{Reader, Writer},
    http::{Body, Cursor, IfMatch, Limit, Listing, Query},
    problem::{ChangeProblems, DeleteProblems, ListProblems, Problem},
};

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OverrideQuery {
    /// Where the page begins: the `next_cursor` of the page before.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor<StepId>>,
    /// The most items that the page has.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List the overrides of an application
///
/// In the order of their steps' ids, a page at a time. Those of steps that the plan doesn't have at present are among
/// them.
#[utoipa::path(
    operation_id = "list_overrides",
    tag = "overrides",
    params(("id" = ApplicationId, Path, description = "The application's id"), OverrideQuery),
    responses((status = 200, description = "A page of them", body = Listing<Override>), ListProblems),
    security(("oauth2" = ["read"]))
)]
#[get("/v1/applications/{id}/overrides")]
pub async fn list_overrides(
    scope: Reader,
    application: Path<ApplicationId>,
    Query(query): Query<OverrideQuery>,
) -> Result<Listing<Override>, Problem> {
    let after: Option<StepId> = query.cursor.map(Cursor::after);
    let page = scope.overrides(*application, after.as_ref().map(AsRef::as_ref), query.limit.get()).await?;
    let page = applications::page_of(&scope, *application, page).await?;
    let page =
        Page { items: page.items.into_iter().map(Override::from_row).collect::<Result<_, _>>()?, more: page.more };
    Ok(Listing::by(page, |last| Cursor::behind(last.step_id.clone())))
}

/// Say something about a step of the plan
///
/// Leave it out with `dismissed`, put it off with `not_before`; what was said about it before is replaced. A step that
/// the plan doesn't have, or no longer, is no error: the word is kept in case the plan has the step again, and until
/// then the plan warns of it.
#[utoipa::path(
    operation_id = "put_override",
    tag = "overrides",
    params(
        ("id" = ApplicationId, Path, description = "The application's id"),
        ("step_id" = StepId, Path, description = "The step's id in the plan"),
        IfMatch
    ),
    request_body = OverrideDetails,
    responses(
        (status = 200, description = "What is said now in the place of what was", body = Override),
        (status = 201, description = "The first word on this step", body = Override),
        ChangeProblems
    ),
    security(("oauth2" = ["write"]))
)]
#[put("/v1/applications/{id}/overrides/{step_id}")]
pub async fn put_override(
    scope: Writer,
    path: Path<(ApplicationId, StepId)>,
    if_match: IfMatch,
    Body(details): Body<OverrideDetails>,
) -> Result<Override, Problem> {
    let (application, step_id) = path.into_inner();
    let version = if if_match.is_any() {
        None
    } else {
        applications::exists(&scope, application).await?;
        let there = scope.step_override(application, step_id.as_ref()).await?;
        if_match.expected(there.map(|row| row.version))?
    };
    match scope.put_override(application, step_id.as_ref(), details, version).await {
        Ok(written) => Override::from_row(written),
        Err(entity::Error::Reference) => Err(Problem::NotFound),
        Err(error) => Err(if_match.too_late(error)),
    }
}

/// Take back what was said about a step
///
/// The plan becomes what it would be without it.
#[utoipa::path(
    operation_id = "delete_override",
    tag = "overrides",
    params(
        ("id" = ApplicationId, Path, description = "The application's id"),
        ("step_id" = StepId, Path, description = "The step's id in the plan"),
        IfMatch
    ),
    responses((status = 204, description = "It is gone"), DeleteProblems),
    security(("oauth2" = ["write"]))
)]
#[delete("/v1/applications/{id}/overrides/{step_id}")]
pub async fn delete_override(
    scope: Writer,
    path: Path<(ApplicationId, StepId)>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (application, step_id) = path.into_inner();
    let there = scope.step_override(application, step_id.as_ref()).await?.ok_or(Problem::NotFound)?;
    let version = if_match.expected(Some(there.version))?;
    if_match.gone(scope.delete_override(application, step_id.as_ref(), version).await?)
}
