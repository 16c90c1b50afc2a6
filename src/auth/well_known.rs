//! `GET /.well-known/jwks.json`: the keys with which anybody can verify an access token (RFC 7517).

use actix_web::{HttpResponse, get, http::header, web::Data};

use crate::{app::Service, problem::OpenProblems};

/// The public keys of access tokens
///
/// A JSON Web Key Set. Tokens are signed with `EdDSA`; their header's `kid` names the key.
#[utoipa::path(
    operation_id = "get_jwks",
    tag = "sign-in",
    responses(
        (status = 200, description = "The keys", body = Value, example = json!({"keys": []})),
        OpenProblems
    ),
    security(())
)]
#[get("/.well-known/jwks.json")]
pub async fn get_jwks(service: Data<Service>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .json(service.tokens.keys().public())
}
