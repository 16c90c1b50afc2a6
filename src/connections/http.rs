//! The endpoints of connections.

use actix_web::{
    HttpResponse, delete, get, patch, post,
    web::{Data, Path},
};
use connectors::Secret;
use entity::{ConnectionHistory, ConnectionId, Scope};
use planning::Violation;

use super::{
    Connection, ConnectionInput, ConnectionInputWithSecret, ConnectionPatch, State, input_of, secret_missing,
    secrets::{Address, seal_secret},
    to_response, with_input,
};
use crate::{
    applications,
    auth::Admin,
    http::{Body, Creatable as _, Cursor, IfMatch, Listing, MergePatch, PageQuery, Query},
    problem::{ChangeProblems, CreateProblems, DeleteProblems, ListProblems, Problem, ReadProblems},
    sealing::SecretSealer,
    state::AppState,
};

/// A page of connections.
pub type ConnectionList = Listing<Connection>;

/// Create a connection
///
/// The answer has the `path` to which the outside system posts. A new connection is `pending`, unless it says something
/// else: it answers tests and stores nothing, so that the other side can be set up. It takes deliveries once its
/// `state` is `active`.
#[utoipa::path(
    operation_id = "create_connection",
    tag = "connections",
    request_body = ConnectionInputWithSecret,
    responses((status = 201, description = "The connection", body = Connection), CreateProblems)
)]
#[post("/v1/connections")]
pub async fn create_connection(
    state: Data<AppState>,
    admin: Admin,
    Body(input): Body<ConnectionInputWithSecret>,
) -> Result<Connection, Problem> {
    let ConnectionInputWithSecret { secret, details: input } = input;
    candidate_exists(&admin, &input).await?;
    let stamp = admin.stamp(ConnectionId::new());
    let address = Address::random(stamp.account_id, stamp.id)?;
    let secret = secret.map(|secret| checked_secret(&input, Secret::new(secret), "/secret")).transpose()?;
    let empty = entity::Connection {
        stamp,
        kind: String::new(),
        name: input.name.clone(),
        prefix: String::new(),
        scheme: None,
        state: String::new(),
        defaults: serde_json::Value::Null,
        path: address.seal(&state.secret_sealer)?,
        secret_since: secret.as_ref().map(|_| admin.now()),
        secret: secret
            .map(|secret| seal_secret(&state.secret_sealer, (stamp.account_id, stamp.id), &secret))
            .transpose()?,
        previous_secret: None,
        previous_until: None,
        refused_at: None,
        refusal: None,
    };
    let row = admin.insert(with_input(empty, stamp, input)?).await?;
    Ok(to_response(&row, address.path(), ConnectionHistory::default())?.created("/v1/connections"))
}

/// Refuses a candidate that the account doesn't have.
async fn candidate_exists(scope: &Scope, input: &ConnectionInput) -> Result<(), Problem> {
    let Some(id) = input.defaults.candidate_id else { return Ok(()) };
    applications::candidate_exists(scope, id.into(), "/defaults/candidate_id").await
}

/// Refuses a secret that the kind's sources don't have.
pub(super) fn checked_secret(input: &ConnectionInput, secret: Secret, pointer: &str) -> Result<Secret, Problem> {
    match input.kind.connector.check_secret(&secret, &input.settings()?) {
        Ok(()) => Ok(secret),
        Err(error) => Err(Problem::InvalidBody(vec![Violation::new(pointer, "secret", error.0)])),
    }
}

/// List connections
///
/// In order of creation, in pages.
#[utoipa::path(
    operation_id = "list_connections",
    tag = "connections",
    params(PageQuery),
    responses((status = 200, description = "A page of connections", body = ConnectionList), ListProblems)
)]
#[get("/v1/connections")]
pub async fn list_connections(
    state: Data<AppState>,
    admin: Admin,
    Query(page): Query<PageQuery>,
) -> Result<ConnectionList, Problem> {
    let page = admin.page::<entity::Connection>(&(), page.cursor.map(Cursor::into_key), page.limit.get()).await?;
    let ids: Vec<_> = page.items.iter().map(|row| row.stamp.id).collect();
    let mut histories = admin.connection_histories(&ids).await?.into_iter();
    let mut paths = Vec::with_capacity(ids.len());
    for row in &page.items {
        paths.push(Address::read(row, &state.secret_sealer).await?.path());
    }
    let mut paths = paths.into_iter();
    Listing::from_rows(page, |row| {
        to_response(&row, paths.next().unwrap_or_default(), histories.next().unwrap_or_default())
    })
}

/// Read a connection
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if what an administrator set has not changed.
#[utoipa::path(
    operation_id = "get_connection",
    tag = "connections",
    params(("id" = ConnectionId, Path, description = "The connection's id")),
    responses((status = 200, description = "The connection", body = Connection), ReadProblems)
)]
#[get("/v1/connections/{id}")]
pub async fn get_connection(
    state: Data<AppState>,
    admin: Admin,
    id: Path<ConnectionId>,
) -> Result<Connection, Problem> {
    let row = admin.get(*id).await?.ok_or(Problem::NotFound)?;
    current_response(&admin, &state.secret_sealer, &row).await
}

pub(super) async fn current_response(
    scope: &Scope,
    secret_sealer: &SecretSealer,
    row: &entity::Connection,
) -> Result<Connection, Problem> {
    let history = scope.connection_histories(&[row.stamp.id]).await?.pop().unwrap_or_default();
    to_response(row, Address::read(row, secret_sealer).await?.path(), history)
}

/// Change a connection
///
/// A JSON Merge Patch: changes the fields that it names, and null removes a value. The kind and the prefix stay.
#[utoipa::path(
    operation_id = "update_connection",
    tag = "connections",
    params(("id" = ConnectionId, Path, description = "The connection's id"), IfMatch),
    request_body(
        content = ConnectionPatch,
        content_type = "application/merge-patch+json",
        example = json!({"state": "disabled"})
    ),
    responses((status = 200, description = "The current connection", body = Connection), ChangeProblems)
)]
#[patch("/v1/connections/{id}")]
pub async fn update_connection(
    state: Data<AppState>,
    admin: Admin,
    id: Path<ConnectionId>,
    if_match: IfMatch,
    patch: MergePatch,
) -> Result<Connection, Problem> {
    let row: entity::Connection = admin.get(*id).await?.ok_or(Problem::NotFound)?;
    if_match.check(row.stamp.version)?;
    let before = input_of(&row)?;
    let input: ConnectionInput = patch.apply(&before)?;
    let mut violations = Vec::new();
    for (pointer, stays) in [("/kind", input.kind == before.kind), ("/prefix", input.prefix() == before.prefix())] {
        if !stays {
            violations.push(Violation::new(pointer, "immutable", "stays as it is: make another connection"));
        }
    }
    if input.state == State::Active && input.kind.needs_secret && row.secret.is_none() {
        violations.push(secret_missing(&input.kind));
    }
    if !violations.is_empty() {
        return Err(Problem::InvalidBody(violations));
    }
    candidate_exists(&admin, &input).await?;
    let next = with_input(row.clone(), admin.next(row.stamp), input)?;
    let row = admin.update(next).await.map_err(|error| if_match.too_late(error))?;
    current_response(&admin, &state.secret_sealer, &row).await
}

/// Delete a connection
///
/// Also deletes the list of its deliveries. What they were applied to stays.
#[utoipa::path(
    operation_id = "delete_connection",
    tag = "connections",
    params(("id" = ConnectionId, Path, description = "The connection's id"), IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/connections/{id}")]
pub async fn delete_connection(
    admin: Admin,
    id: Path<ConnectionId>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let version = if_match.version::<entity::Connection>(&admin, *id).await?;
    if_match.deletion_response(admin.delete::<entity::Connection>(*id, version).await?)
}
