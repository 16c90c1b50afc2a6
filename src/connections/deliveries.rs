//! The deliveries of a connection, and their results.

use actix_web::{
    get, post,
    web::{Data, Path},
};
use entity::{ConnectionId, DeliveryFilter, DeliveryId, Scope};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{DeliveryResult, DeliveryState, queued::delivery_job};
use crate::{
    auth::Admin,
    http::{Cursor, Limit, Listing, Query, Resource, resource},
    problem::{ConflictProblems, DeleteProblems, ListProblems, Problem, ReadProblems},
    state::AppState,
    stored,
};

/// A delivery, without its body.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DeliveryBody)]
pub struct DeliveryBody {
    connection_id: ConnectionId,
    /// The source's name of the event.
    event_name: Option<String>,
    state: DeliveryState,
    /// Whether it was signed with the secret before the current one: the source may not know the new one yet.
    by_previous_secret: bool,
    /// The result; null until it is applied.
    result: Option<DeliveryResult>,
}

resource! {
    /// A delivery: what a connection has sent, and the result. `created_at` is when it was received.
    ConnectionDelivery: DeliveryId, DeliveryBody, patch ConnectionDeliveryPatch
}

/// A page of deliveries.
pub type ConnectionDeliveryList = Listing<ConnectionDelivery>;

fn to_response(row: &entity::Delivery) -> Result<ConnectionDelivery, Problem> {
    let body = DeliveryBody {
        connection_id: row.connection_id,
        event_name: row.event.clone(),
        state: stored::word(&row.state)?,
        by_previous_secret: row.by_previous_secret,
        result: row.result.clone().map(serde_json::from_value).transpose().map_err(Problem::internal)?,
    };
    Ok(Resource::new(row.stamp, body).into())
}

/// The filter of deliveries.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeliveryQuery {
    /// Only those of which this came.
    #[serde(default)]
    pub state: Option<DeliveryState>,
    /// The `next_cursor` of the previous page.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// The maximum number of items.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    pub limit: Limit,
}

/// List the deliveries of a connection
///
/// In the order in which they came in, in pages. The bodies are kept for 30 days, to be replayed, and are not shown.
#[utoipa::path(
    operation_id = "list_deliveries",
    tag = "connections",
    params(("id" = ConnectionId, Path, description = "The connection's id"), DeliveryQuery),
    responses((status = 200, description = "A page of deliveries", body = ConnectionDeliveryList), ListProblems)
)]
#[get("/v1/connections/{id}/deliveries")]
pub async fn list_deliveries(
    admin: Admin,
    id: Path<ConnectionId>,
    Query(query): Query<DeliveryQuery>,
) -> Result<ConnectionDeliveryList, Problem> {
    let filter = DeliveryFilter { connection_id: *id, state: query.state.map(|state| stored::to_word(&state)) };
    let page = admin.page::<entity::Delivery>(&filter, query.cursor.map(Cursor::into_key), query.limit.get()).await?;
    if page.items.is_empty() {
        admin.get::<entity::Connection>(*id).await?.ok_or(Problem::NotFound)?;
    }
    Listing::from_rows(page, |row| to_response(&row))
}

/// Read a delivery
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "get_delivery",
    tag = "connections",
    params(
        ("id" = ConnectionId, Path, description = "The connection's id"),
        ("delivery_id" = DeliveryId, Path, description = "The delivery's id")
    ),
    responses((status = 200, description = "The delivery", body = ConnectionDelivery), ReadProblems)
)]
#[get("/v1/connections/{id}/deliveries/{delivery_id}")]
pub async fn get_delivery(admin: Admin, ids: Path<(ConnectionId, DeliveryId)>) -> Result<ConnectionDelivery, Problem> {
    to_response(&delivery(&admin, *ids).await?)
}

async fn delivery(scope: &Scope, (connection, id): (ConnectionId, DeliveryId)) -> Result<entity::Delivery, Problem> {
    let row: Option<entity::Delivery> = scope.get(id).await?;
    row.filter(|row| row.connection_id == connection).ok_or(Problem::NotFound)
}

/// Apply a delivery again
///
/// For one that failed or was incomplete, once the cause is removed: it is `received` until it was applied. It needs
/// the body, which is kept for 30 days.
#[utoipa::path(
    operation_id = "replay_delivery",
    tag = "connections",
    params(
        ("id" = ConnectionId, Path, description = "The connection's id"),
        ("delivery_id" = DeliveryId, Path, description = "The delivery's id")
    ),
    responses((status = 200, description = "The delivery, waiting", body = ConnectionDelivery), DeleteProblems, ConflictProblems)
)]
#[post("/v1/connections/{id}/deliveries/{delivery_id}/replay")]
pub async fn replay_delivery(
    state: Data<AppState>,
    admin: Admin,
    ids: Path<(ConnectionId, DeliveryId)>,
) -> Result<ConnectionDelivery, Problem> {
    let row = delivery(&admin, *ids).await?;
    if row.state == stored::to_word(&DeliveryState::Received) {
        return to_response(&row);
    }
    if admin.delivery_body(row.stamp.id).await?.is_none() {
        return Err(Problem::DELIVERY_NOT_KEPT);
    }
    let stamp = admin.next(row.stamp);
    let next = entity::Delivery { stamp, state: stored::to_word(&DeliveryState::Received), result: None, ..row };
    let transaction = admin.begin().await?;
    let row = transaction.scope().update(next).await?;
    transaction.scope().remove_failed_job(row.stamp.id.into()).await?;
    transaction.scope().enqueue(vec![delivery_job(&admin, row.stamp.id)]).await?;
    transaction.commit().await?;
    state.jobs.wake(admin.account_id());
    to_response(&row)
}
