//! `POST /oauth/token`: access tokens for a password or a refresh token (RFC 6749).

use std::collections::HashMap;

use actix_web::{
    HttpRequest, HttpResponse,
    error::UrlencodedError,
    http::header,
    post,
    web::{Data, Form, FormConfig},
};
use entity::RefreshTokenFamilyId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Principal, Scopes,
    refresh_tokens::{self, Presented},
    tokens,
};
use crate::{
    app::Service,
    problem::{OAuthError, OpenBodyProblems, Problem},
};

/// The largest form that is read, in bytes.
const FORM_LIMIT: usize = 16 * 1024;

/// The form that asks for a token.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "the form as documented; it is read parameter by parameter, for the errors of OAuth")]
pub struct TokenRequest {
    /// `password` or `refresh_token`.
    #[schema(example = "password")]
    grant_type: String,
    /// With `password`: the user's e-mail address.
    #[schema(example = "ada@example.com")]
    username: Option<String>,
    /// With `password`: the user's password.
    #[schema(format = Password, example = "correct horse battery staple")]
    password: Option<String>,
    /// With `refresh_token`: the refresh token.
    refresh_token: Option<String>,
    /// What the token may do, separated by spaces: `read`, `write`, `admin`. All that is possible, if left out.
    #[schema(example = "read write")]
    scope: Option<String>,
}

/// A token (RFC 6749, section 5.1).
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the names are those of the RFC")]
pub struct Token {
    /// To be sent as `Authorization: Bearer …`.
    access_token: String,
    /// Always `Bearer`.
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// In how many seconds the access token expires.
    #[schema(example = 900)]
    expires_in: i64,
    /// For the next access token; can be used once.
    refresh_token: String,
    /// What the token may do.
    #[schema(example = "read write admin")]
    scope: String,
}

/// Get an access token
///
/// With the e-mail address and password of a user, or with the refresh token that came with the last access token.
/// A refresh token can be used once; using one again ends all that descend from the same sign-in.
#[utoipa::path(
    operation_id = "create_token",
    tag = "sign-in",
    request_body(content = TokenRequest, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, description = "A token", body = Token), OpenBodyProblems),
    security(())
)]
#[post("/oauth/token")]
pub async fn create_token(
    request: HttpRequest,
    service: Data<Service>,
    form: Result<Form<Vec<(String, String)>>, actix_web::Error>,
) -> Result<HttpResponse, Problem> {
    service.limits.check_address(&request)?;
    let form = form.map_err(|error| unreadable(&error))?;
    let parameters = Parameters::new(form.into_inner())?;
    let token = match parameters.required("grant_type")? {
        "password" => by_password(&service, &parameters).await?,
        "refresh_token" => by_refresh_token(&service, &parameters).await?,
        _ => {
            let known = "the grant types here are password and refresh_token";
            return Err(Problem::OAuth(OAuthError::UnsupportedGrantType, known.into()));
        }
    };
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(token))
}

async fn by_password(service: &Service, parameters: &Parameters) -> Result<Token, Problem> {
    let email = parameters.required("username")?.trim().to_lowercase();
    service.limits.check_name(&email)?;
    let password = parameters.required("password")?.to_owned();
    let scopes = parameters.scopes(Scopes::ALL)?;
    let found = service.db.identity().sign_in(&email).await?;
    let hash = found.as_ref().map(|found| found.password_hash.clone());
    let verified = service.passwords.verify(password, hash).await?;
    let Some(found) = found.filter(|_| verified) else {
        let refused = "the e-mail address and the password don't go together";
        return Err(Problem::OAuth(OAuthError::InvalidGrant, refused.into()));
    };
    let principal = Principal { account_id: found.account_id, user_id: found.user_id, scopes };
    let now = service.clock.now();
    let (refresh_token, kept) = refresh_tokens::issue(&principal, RefreshTokenFamilyId::new(), now)?;
    service.db.identity().keep_refresh_token(kept, now).await?;
    token(service, &principal, refresh_token)
}

async fn by_refresh_token(service: &Service, parameters: &Parameters) -> Result<Token, Problem> {
    let refused = || {
        let why = "the refresh token is not valid, or was used before; sign in again";
        Problem::OAuth(OAuthError::InvalidGrant, why.into())
    };
    let now = service.clock.now();
    let presented = Presented::parse(parameters.required("refresh_token")?).ok_or_else(refused)?;
    let kept = service.db.identity().refresh_token(presented.account_id, presented.id, now).await?;
    let kept = kept.filter(|kept| presented.matches(kept)).ok_or_else(refused)?;
    let granted: Scopes = kept.scope.parse().map_err(|error: String| Problem::internal(error))?;
    let family = Principal { account_id: kept.account_id, user_id: kept.user_id, scopes: granted };
    let principal = Principal { scopes: parameters.scopes(granted)?, ..family };
    // The successor keeps what was granted; only this access token is narrowed (RFC 6749, section 6).
    let (refresh_token, successor) = refresh_tokens::issue(&family, kept.family_id, now)?;
    if !service.db.identity().rotate_refresh_token(&kept, successor, now).await? {
        tracing::warn!(account_id = %kept.account_id, "a refresh token was used twice; its family has ended");
        return Err(refused());
    }
    token(service, &principal, refresh_token)
}

fn token(service: &Service, principal: &Principal, refresh_token: String) -> Result<Token, Problem> {
    Ok(Token {
        access_token: service.tokens.issue(principal, service.clock.now())?,
        token_type: "Bearer",
        expires_in: tokens::LIFETIME.num_seconds(),
        refresh_token,
        scope: principal.scopes.to_string(),
    })
}

/// The parameters of a token request; unknown ones are ignored, and none may come twice (RFC 6749, section 3.2).
struct Parameters(HashMap<String, String>);

impl Parameters {
    fn new(pairs: Vec<(String, String)>) -> Result<Self, Problem> {
        let mut parameters = HashMap::with_capacity(pairs.len());
        for (name, value) in pairs {
            if parameters.contains_key(&name) {
                return Err(invalid(format!("the parameter {name} is there twice")));
            }
            parameters.insert(name, value);
        }
        Ok(Self(parameters))
    }

    fn optional(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    fn required(&self, name: &str) -> Result<&str, Problem> {
        self.optional(name).ok_or_else(|| invalid(format!("the parameter {name} is missing")))
    }

    fn scopes(&self, granted: Scopes) -> Result<Scopes, Problem> {
        let Some(text) = self.optional("scope") else { return Ok(granted) };
        let wrong = |why: String| Problem::OAuth(OAuthError::InvalidScope, why.into());
        let scopes: Scopes = text.parse().map_err(wrong)?;
        if scopes.within(granted) { Ok(scopes) } else { Err(wrong("that is more than was granted".to_owned())) }
    }
}

fn unreadable(error: &actix_web::Error) -> Problem {
    match error.as_error() {
        Some(UrlencodedError::Overflow { .. }) => Problem::PayloadTooLarge(FORM_LIMIT),
        Some(UrlencodedError::ContentType) => Problem::UnsupportedMediaType("application/x-www-form-urlencoded"),
        _ => invalid("the form can't be read".to_owned()),
    }
}

fn invalid(why: String) -> Problem {
    Problem::OAuth(OAuthError::InvalidRequest, why.into())
}

/// How forms are read: no larger than they need to be.
#[must_use]
pub fn form_config() -> FormConfig {
    FormConfig::default().limit(FORM_LIMIT)
}
