//! Forms of the OAuth endpoints. They are read parameter by parameter, since OAuth defines its own errors for them.

use std::collections::HashMap;

use actix_web::{
    Error, HttpRequest,
    error::UrlencodedError,
    web::{Form, FormConfig},
};

use super::{Audience, Scopes};
use crate::{
    problem::{OAuthError, Problem},
    state::AppState,
};

/// The largest form that is read, in bytes.
const FORM_LIMIT: usize = 16 * 1024;

/// The settings for reading forms.
#[must_use]
pub fn form_config() -> FormConfig {
    FormConfig::default().limit(FORM_LIMIT)
}

/// A form, or the error in reading it.
pub(crate) type ParsedForm = Result<Form<Vec<(String, String)>>, Error>;

/// The parameters of a request. Unknown ones are ignored; a repeated one is an error (RFC 6749, section 3.2).
pub(crate) struct Parameters(HashMap<String, String>);

impl Parameters {
    /// Counts a request as an attempt of its client address, and reads its form.
    pub(crate) fn read(state: &AppState, request: &HttpRequest, form: ParsedForm) -> Result<Self, Problem> {
        state.limits.check_address(request)?;
        Self::of_pairs(form.map_err(|error| unreadable(&error))?.into_inner())
    }

    /// The parameters in a query.
    pub(crate) fn of_query(query: &str) -> Result<Self, Problem> {
        Self::of_pairs(url::form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    fn of_pairs(pairs: Vec<(String, String)>) -> Result<Self, Problem> {
        let mut parameters = HashMap::with_capacity(pairs.len());
        for (name, value) in pairs {
            if parameters.contains_key(&name) {
                return Err(invalid(format!("the parameter {name} is there twice")));
            }
            parameters.insert(name, value);
        }
        Ok(Self(parameters))
    }

    pub(crate) fn optional(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub(crate) fn required(&self, name: &str) -> Result<&str, Problem> {
        self.optional(name).ok_or_else(|| invalid(format!("the parameter {name} is missing")))
    }

    /// The resource that a token is asked for (RFC 8707): the one that was granted, if the request names none.
    pub(crate) fn audience(&self, issuer: &str, granted: Option<Audience>) -> Result<Audience, Problem> {
        let Some(uri) = self.optional("resource") else { return Ok(granted.unwrap_or(Audience::Api)) };
        let known = Audience::from_uri(uri, issuer).filter(|named| granted.is_none_or(|granted| granted == *named));
        known.ok_or_else(|| {
            let wanted = granted.map_or_else(
                || format!("{} and {}", Audience::Api.uri(issuer), Audience::Mcp.uri(issuer)),
                |granted| granted.uri(issuer),
            );
            Problem::OAuth(OAuthError::InvalidTarget, format!("tokens are issued for {wanted}").into())
        })
    }

    /// The requested scopes; all that are granted if the form has none.
    pub(crate) fn scopes(&self, granted: Scopes) -> Result<Scopes, Problem> {
        let Some(text) = self.optional("scope") else { return Ok(granted) };
        let wrong = |why: String| Problem::OAuth(OAuthError::InvalidScope, why.into());
        let scopes: Scopes = text.parse().map_err(wrong)?;
        match scopes.beyond(granted) {
            _ if scopes == Scopes::default() => Err(wrong("the parameter scope names none".to_owned())),
            Some(name) => Err(wrong(format!("{} is more than was granted", name.as_str()))),
            None => Ok(scopes),
        }
    }
}

fn unreadable(error: &Error) -> Problem {
    match error.as_error() {
        Some(UrlencodedError::Overflow { .. }) => Problem::PayloadTooLarge(FORM_LIMIT),
        Some(UrlencodedError::ContentType) => Problem::UnsupportedMediaType("application/x-www-form-urlencoded"),
        _ => invalid("the form can't be read".to_owned()),
    }
}

/// The error for a request that does not follow OAuth.
pub(crate) fn invalid(why: String) -> Problem {
    Problem::OAuth(OAuthError::InvalidRequest, why.into())
}
