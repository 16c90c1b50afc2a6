//! Authentication of API clients: in the header `Authorization`, or in the form (RFC 6749, section 2.3.1).

use actix_web::{HttpRequest, http::header};
use base64::{Engine, prelude::BASE64_STANDARD};
use entity::{ApiClient, SignInQueries};
use percent_encoding::percent_decode_str;

use super::{
    ClientSecret,
    parameters::{Parameters, invalid},
};
use crate::{
    problem::{OAuthError, Problem},
    state::AppState,
};

/// The credentials in a request.
struct Credentials {
    id: String,
    secret: String,
}

/// The client that sends a request; `None` if the request has no credentials.
///
/// # Errors
///
/// [`OAuthError::InvalidClient`] for wrong credentials or a disabled client; [`Problem::TooManyRequests`] after too
/// many attempts for one client.
pub(crate) async fn client(
    state: &AppState,
    request: &HttpRequest,
    parameters: &Parameters,
) -> Result<Option<ApiClient>, Problem> {
    let Some(credentials) = credentials(request, parameters)? else { return Ok(None) };
    state.limits.check_name(&credentials.id)?;
    let (Ok(id), Some(secret)) = (credentials.id.parse(), ClientSecret::parse(&credentials.secret)) else {
        return Err(invalid_client());
    };
    let found = SignInQueries::new(&state.db).api_client(secret.account_id, id).await?;
    match found.filter(|client| secret.matches_hash(&client.secret_hash) && !client.disabled) {
        Some(client) => Ok(Some(client)),
        None => Err(invalid_client()),
    }
}

/// The error for missing and for wrong credentials. It does not say which.
pub(crate) fn invalid_client() -> Problem {
    Problem::OAuth(OAuthError::InvalidClient, "the client's id and secret are missing, or not good".into())
}

fn credentials(request: &HttpRequest, parameters: &Parameters) -> Result<Option<Credentials>, Problem> {
    let header = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let basic = header
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("basic"))
        .map(|(_, encoded)| decoded(encoded).ok_or_else(invalid_client))
        .transpose()?;
    let in_form = parameters.optional("client_id").zip(parameters.optional("client_secret"));
    match (basic, in_form) {
        (Some(_), Some(_)) => {
            Err(invalid("the client's secret belongs in the header or in the form, not in both".into()))
        }
        (Some(credentials), None) => Ok(Some(credentials)),
        (None, in_form) => Ok(in_form.map(|(id, secret)| Credentials { id: id.to_owned(), secret: secret.to_owned() })),
    }
}

/// The id and the secret are form-encoded before they are joined.
fn decoded(encoded: &str) -> Option<Credentials> {
    let text = String::from_utf8(BASE64_STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let plain = |part: &str| percent_decode_str(part).decode_utf8().map(String::from).ok();
    Some(Credentials { id: plain(id)?, secret: plain(secret)? })
}
