//! Replacing the secret and the address of a connection.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CACHE_CONTROL, HeaderValue},
    post,
    web::{Data, Path},
};
use connectors::Secret;
use entity::ConnectionId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Connection,
    http::{checked_secret, current_response},
    input_of,
    secrets::{Address, new_secret, seal_secret},
};
use crate::{
    auth::Admin,
    http::{IfMatch, OptionalBody, Validate, answer, etag},
    problem::{ChangeProblems, ConflictProblems, DeleteProblems, Problem},
    secret_rotation::{OverlapHours, ReplacedSecret},
    state::AppState,
};

/// A new secret for a connection.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SecretRotation {
    /// The secret that the source signs with from now on. If it is left out, one is made, and the answer shows it.
    #[serde(default)]
    #[schema(min_length = 8, max_length = 1000)]
    secret: Option<String>,
    /// For how many hours the secret before it counts, too.
    #[serde(default)]
    #[schema(value_type = u8, minimum = 0, maximum = 168, default = 24)]
    overlap_hours: OverlapHours,
    /// Whether the current secret ends at once, as if it had never been made: if the answer that showed it was lost.
    /// The secret before it counts as long as it did. It has an effect only while that one counts.
    #[serde(default)]
    discard_current: bool,
}

impl Validate for SecretRotation {}

/// A connection whose secret was replaced.
#[derive(Debug, Serialize, ToSchema)]
pub struct RotatedSecret {
    /// The secret, if it was made here. It is shown only now.
    secret: Option<String>,
    connection: Connection,
}

/// Replace the secret of a connection
///
/// The secret before it counts for a while, too, so that the source can be told in between. If the source makes the
/// secrets, send it; otherwise one is made, and shown only in this answer. As long as the secret before counts, another
/// rotation is answered with 409, since it would end that one too early; with `discard_current` the later one is
/// replaced alone, and with `overlap_hours` 0 both end at once.
#[utoipa::path(
    operation_id = "rotate_connection_secret",
    tag = "connections",
    params(("id" = ConnectionId, Path, description = "The connection's id"), IfMatch),
    request_body(content = Option<SecretRotation>, example = json!({"overlap_hours": 48})),
    responses((status = 200, description = "The connection", body = RotatedSecret), ChangeProblems)
)]
#[post("/v1/connections/{id}/rotate-secret")]
pub async fn rotate_connection_secret(
    state: Data<AppState>,
    admin: Admin,
    id: Path<ConnectionId>,
    if_match: IfMatch,
    OptionalBody(rotation): OptionalBody<SecretRotation>,
) -> Result<HttpResponse, Problem> {
    let row: entity::Connection = admin.get(*id).await?.ok_or(Problem::NotFound)?;
    if_match.check(row.stamp.version)?;
    let input = input_of(&row)?;
    let SecretRotation { secret, overlap_hours, discard_current } = rotation;
    let made = secret.is_none();
    let secret = match secret {
        Some(secret) => Secret::new(secret),
        None => new_secret()?,
    };
    let secret = checked_secret(&input, secret, "/secret")?;
    let before = ReplacedSecret { sealed: row.previous_secret.as_ref(), until: row.previous_until };
    let (previous_secret, previous_until) =
        overlap_hours.replace(row.secret.as_ref(), before, discard_current, admin.now())?;
    let stamp = admin.next(row.stamp);
    let next = entity::Connection {
        stamp,
        secret: Some(seal_secret(&state.secret_sealer, (row.stamp.account_id, row.stamp.id), &secret)?),
        secret_since: Some(admin.now()),
        previous_secret,
        previous_until,
        ..row
    };
    let row = admin.update(next).await.map_err(|error| if_match.too_late(error))?;
    let connection = current_response(&admin, &state.secret_sealer, &row).await?;
    let secret = made.then(|| secret.reveal().to_owned());
    let rotated = RotatedSecret { secret, connection };
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, HeaderValue::from_static("no-store"))).json(rotated))
}

/// Give a connection another address
///
/// The address before it is that of nothing from now on: tell the source the new one.
#[utoipa::path(
    operation_id = "renew_connection_path",
    tag = "connections",
    params(("id" = ConnectionId, Path, description = "The connection's id"), IfMatch),
    responses((status = 200, description = "The connection with its new path", body = Connection), DeleteProblems, ConflictProblems)
)]
#[post("/v1/connections/{id}/renew-path")]
pub async fn renew_connection_path(
    request: HttpRequest,
    state: Data<AppState>,
    admin: Admin,
    id: Path<ConnectionId>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let row: entity::Connection = admin.get(*id).await?.ok_or(Problem::NotFound)?;
    if_match.check(row.stamp.version)?;
    let address = Address::random(row.stamp.account_id, row.stamp.id)?;
    let stamp = admin.next(row.stamp);
    let next = entity::Connection { stamp, path: address.seal(&state.secret_sealer)?, ..row };
    let row = admin.update(next).await.map_err(|error| if_match.too_late(error))?;
    let connection = current_response(&admin, &state.secret_sealer, &row).await?;
    Ok(answer(&request, etag(row.stamp.version), None, &connection))
}
