//! `POST /oauth/register`: dynamic client registration (RFC 7591).
//!
//! MCP has deprecated it, but the official clients from before November 2025 know nothing else. Nothing is stored: the
//! client's id is its metadata, encrypted by the service. So strangers can't fill the database, and no instance needs
//! to know what another one has registered.

use actix_web::{HttpRequest, HttpResponse, http::header, web::Data};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::Serialize;

use super::client::{ClientMetadata, OAuthAssistant};
use crate::{
    http::RawJson,
    problem::{OAuthError, Problem},
    sealing::SealError,
    state::AppState,
};

/// The largest registration, in bytes.
const MAX_REGISTRATION_BYTES: usize = 16 * 1024;

/// The maximum size of the metadata in an id, in bytes.
const MAX_METADATA_BYTES: usize = 1_500;

const PREFIX: &str = "fu_client_";

const PURPOSE: &str = "oauth-client";

/// The answer to a registration (RFC 7591, section 3.2.1).
#[derive(Debug, Serialize)]
struct RegisteredClient<'a> {
    client_id: String,
    client_id_issued_at: i64,
    client_name: &'a str,
    redirect_uris: &'a [String],
    grant_types: [&'static str; 2],
    response_types: [&'static str; 1],
    token_endpoint_auth_method: &'static str,
}

/// Registers a client. It gets no secret, whatever it asks for: programs on users' computers could not keep it.
pub async fn register_oauth_client(
    request: HttpRequest,
    state: Data<AppState>,
    RawJson(body): RawJson<MAX_REGISTRATION_BYTES>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_address(&request)?;
    let metadata = ClientMetadata::read(&body).map_err(wrong)?;
    let named =
        ClientMetadata { client_name: metadata.client_name.or_else(|| Some("An assistant".to_owned())), ..metadata };
    let client = named.validate("", None).map_err(|why| {
        let error =
            if why.contains("redirect") { OAuthError::InvalidRedirectUri } else { OAuthError::InvalidClientMetadata };
        Problem::OAuth(error, why.into())
    })?;
    let text = serde_json::to_vec(&client).map_err(Problem::internal)?;
    if text.len() > MAX_METADATA_BYTES {
        return Err(wrong(format!(
            "client_name and redirect_uris must have at most {MAX_METADATA_BYTES} bytes together"
        )));
    }
    let answer = RegisteredClient {
        client_id: PREFIX.to_owned() + &state.secret_sealer.seal(PURPOSE, &text)?,
        client_id_issued_at: state.clock.now().timestamp(),
        client_name: &client.name,
        redirect_uris: &client.redirect_uris,
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        token_endpoint_auth_method: "none",
    };
    Ok(HttpResponse::Created().insert_header((header::CACHE_CONTROL, "no-store")).json(answer))
}

fn wrong(why: String) -> Problem {
    Problem::OAuth(OAuthError::InvalidClientMetadata, why.into())
}

/// The client with this id; `None` if this service has not issued it.
pub(super) async fn find_registered(state: &AppState, id: &str) -> Result<Option<OAuthAssistant>, Problem> {
    let Some(sealed) = id.strip_prefix(PREFIX).filter(|sealed| BASE64_URL_SAFE_NO_PAD.decode(sealed).is_ok()) else {
        return Ok(None);
    };
    let text = match state.secret_sealer.unseal(PURPOSE, sealed).await {
        Ok(text) => text,
        Err(SealError::Unreadable) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let client: OAuthAssistant = serde_json::from_slice(&text).map_err(Problem::internal)?;
    Ok(Some(OAuthAssistant { id: id.to_owned(), ..client }))
}
