//! The endpoint to which outside systems post.

use actix_web::{
    HttpRequest, HttpResponse, post,
    web::{Data, Path, Payload},
};

use super::receive::receive;
use crate::{
    problem::{InboxProblems, Problem},
    state::AppState,
};

/// Receive a delivery
///
/// For the outside system of a connection, in the form that it sends: any body, signed as the page on its kind says.
/// What is genuine is stored and then answered with 200 and an empty body; it is worked on afterwards, and
/// `GET /v1/connections/{id}/deliveries` has the result. A repeated delivery is answered with 200, too. The path
/// is a secret: it is never logged, and `renew-path` replaces it.
#[utoipa::path(
    operation_id = "receive_delivery",
    tag = "connections",
    params(("token" = String, Path, description = "The last part of the connection's path")),
    responses((status = 200, description = "It is stored, or was a test"), InboxProblems)
)]
#[post("/in/{token}")]
pub async fn receive_delivery(
    request: HttpRequest,
    state: Data<AppState>,
    token: Path<String>,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    receive(&request, &state, &token, payload).await
}

/// Receive a mail
///
/// The same as without `/mime`: Mailgun posts whole messages to addresses that end so.
#[utoipa::path(
    operation_id = "receive_mail",
    tag = "connections",
    params(("token" = String, Path, description = "The last part of the connection's path")),
    responses((status = 200, description = "It is stored"), InboxProblems)
)]
#[post("/in/{token}/mime")]
pub async fn receive_mail(
    request: HttpRequest,
    state: Data<AppState>,
    token: Path<String>,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    receive(&request, &state, &token, payload).await
}
