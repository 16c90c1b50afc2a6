//! Replacing the secret of an endpoint.

use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, HeaderValue},
    post,
    web::{Data, Path},
};
use entity::WebhookEndpointId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    WebhookEndpoint,
    endpoint::to_response,
    secrets::{ShownSecret, new_secret, seal},
};
use crate::{
    auth::Admin,
    http::{IfMatch, OptionalBody, Validate},
    problem::{ChangeProblems, Problem},
    secret_rotation::{OverlapHours, ReplacedSecret},
    state::AppState,
    stored,
};

/// How a secret is replaced.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookSecretRotation {
    /// For how many hours events are signed with the secret before it, too.
    #[serde(default)]
    #[schema(value_type = u8, minimum = 0, maximum = 168, default = 24)]
    overlap_hours: OverlapHours,
    /// Whether the current secret ends at once, as if it had never been made: if the answer that showed it was lost.
    /// The secret before it counts as long as it did. It has an effect only while that one counts.
    #[serde(default)]
    discard_current: bool,
}

impl Validate for WebhookSecretRotation {}

/// An endpoint whose secret was replaced.
#[derive(Debug, Serialize, ToSchema)]
pub struct RotatedWebhookSecret {
    /// With the scheme `v1`: the new secret. It is shown only now.
    secret: Option<String>,
    endpoint: WebhookEndpoint,
}

/// Replace the secret of a webhook endpoint
///
/// For a while events are signed with both secrets, so that the receiver can be told the new one in between. Until then
/// another rotation is answered with 409, since it would end the first of the two too early; with `discard_current` the
/// second is replaced alone, and with `overlap_hours` 0 both end at once.
#[utoipa::path(
    operation_id = "rotate_webhook_secret",
    tag = "webhook endpoints",
    params(("id" = WebhookEndpointId, Path, description = "The endpoint's id"), IfMatch),
    request_body(content = Option<WebhookSecretRotation>, example = json!({"overlap_hours": 48})),
    responses((status = 200, description = "The endpoint", body = RotatedWebhookSecret), ChangeProblems)
)]
#[post("/v1/webhook-endpoints/{id}/rotate-secret")]
pub async fn rotate_webhook_secret(
    state: Data<AppState>,
    admin: Admin,
    id: Path<WebhookEndpointId>,
    if_match: IfMatch,
    OptionalBody(rotation): OptionalBody<WebhookSecretRotation>,
) -> Result<HttpResponse, Problem> {
    let row: entity::WebhookEndpoint = admin.get(*id).await?.ok_or(Problem::NotFound)?;
    if_match.check(row.stamp.version)?;
    let WebhookSecretRotation { overlap_hours, discard_current } = rotation;
    let before = ReplacedSecret { sealed: row.previous_secret.as_ref(), until: row.previous_until };
    let (previous_secret, previous_until) =
        overlap_hours.replace(Some(&row.secret), before, discard_current, admin.now())?;
    let scheme = stored::word(&row.scheme)?;
    let secret = new_secret(scheme)?;
    let shown_secret = ShownSecret::of_new(scheme, &secret)?;
    let stamp = admin.next(row.stamp);
    let next = entity::WebhookEndpoint {
        stamp,
        previous_secret,
        previous_until,
        secret: seal(&state.secret_sealer, (stamp.account_id, stamp.id), &secret)?,
        secret_since: admin.now(),
        ..row
    };
    let row = admin.update(next).await.map_err(|error| if_match.too_late(error))?;
    let rotated =
        RotatedWebhookSecret { secret: shown_secret.secret, endpoint: to_response(&row, shown_secret.public_key)? };
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, HeaderValue::from_static("no-store"))).json(rotated))
}
