//! Reading JSON bodies strictly, and reporting all violations at once.

use std::{future::Future, io::ErrorKind, pin::Pin};

use actix_web::{
    FromRequest, HttpMessage, HttpRequest,
    dev::Payload,
    error::PayloadError,
    http::header,
    web::{Bytes, BytesMut},
};
use futures_util::StreamExt as _;
use planning::Violation;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use super::{Schemas, located, strict, unique::repeated_in};
use crate::problem::Problem;

/// The default limit of bodies, in bytes.
pub const BODY_LIMIT: usize = 1024 * 1024;

/// A document that may have rules beyond those of its types.
pub trait Validate {
    /// Whether the type, read strictly, and the rules refuse everything that the schema refuses. Then an accepted body
    /// is parsed once, and the schema is only used to describe what is wrong with a refused one.
    const TYPE_IMPLIES_SCHEMA: bool = false;

    /// All violations of the rules.
    fn violations(&self) -> Vec<Violation> {
        Vec::new()
    }
}

impl<T: Validate> Validate for Option<T> {
    fn violations(&self) -> Vec<Violation> {
        self.as_ref().map(T::violations).unwrap_or_default()
    }
}

/// A JSON body that satisfies its type and its rules.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + ToSchema + Validate + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = receive(request, payload, JSON, BODY_LIMIT);
        Box::pin(async move { read(&bytes.await?).map(Self) })
    }
}

/// A JSON body that may be left out. Then all fields have their defaults.
#[derive(Debug)]
pub struct OptionalBody<T>(pub T);

impl<T: DeserializeOwned + Default + Validate + 'static> FromRequest for OptionalBody<T>
where
    Option<T>: ToSchema,
{
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let headers = request.headers();
        let empty = headers.get(header::CONTENT_LENGTH).is_none_or(|length| length == "0");
        if empty && !headers.contains_key(header::CONTENT_TYPE) && !headers.contains_key(header::TRANSFER_ENCODING) {
            return Box::pin(std::future::ready(Ok(Self(T::default()))));
        }
        let bytes = receive(request, payload, JSON, BODY_LIMIT);
        Box::pin(async move {
            let bytes = bytes.await?;
            let body = if bytes.is_empty() { None } else { read::<Option<T>>(&bytes)? };
            Ok(Self(body.unwrap_or_default()))
        })
    }
}

/// A JSON body of at most `LIMIT` bytes that is not parsed yet. Parsing a large body would block a thread that serves
/// requests.
#[derive(Debug)]
pub struct RawJson<const LIMIT: usize>(pub Bytes);

impl<const LIMIT: usize> FromRequest for RawJson<LIMIT> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = receive(request, payload, JSON, LIMIT);
        Box::pin(async move { bytes.await.map(Self) })
    }
}

/// Reads a document from JSON text.
///
/// # Errors
///
/// [`Problem::MalformedJson`], if the text is not JSON, and [`Problem::InvalidBody`], if the document is invalid.
pub fn read<T: DeserializeOwned + ToSchema + Validate + 'static>(bytes: &[u8]) -> Result<T, Problem> {
    match read_at_once(bytes) {
        Some(document) => Ok(document),
        None => read_by_schema(bytes),
    }
}

/// The document, if its type alone shows that it is valid.
fn read_at_once<T: DeserializeOwned + Validate>(bytes: &[u8]) -> Option<T> {
    if !T::TYPE_IMPLIES_SCHEMA {
        return None;
    }
    strict::from_slice(bytes).ok().filter(|document: &T| document.violations().is_empty())
}

/// The document, or all its violations.
fn read_by_schema<T: DeserializeOwned + ToSchema + Validate + 'static>(bytes: &[u8]) -> Result<T, Problem> {
    // Only this shows whether the text is JSON: to the type, an enum with a second field looks like malformed text such
    // as `{"a" 1}`.
    let value = serde_json::from_slice(bytes).map_err(|error| Problem::malformed(&error))?;
    match serde_json::from_slice(bytes) {
        Ok(document) if Schemas::fits::<T>(&value) => check_document(document),
        Ok(_) => Err(Problem::InvalidBody(Schemas::violations::<T>(&value))),
        Err(_) => {
            let mut violations = Schemas::violations::<T>(&value);
            // Only the text contains both values of a repeated field.
            if let Some(repeated) = repeated_in(bytes) {
                violations.retain(|violation| violation.pointer != repeated.pointer);
                violations.push(repeated);
            }
            if violations.is_empty() {
                let mut text = serde_json::Deserializer::from_slice(bytes);
                violations
                    .extend(serde_path_to_error::deserialize::<_, T>(&mut text).err().map(|error| located(&error)));
            }
            Err(Problem::InvalidBody(violations))
        }
    }
}

pub(super) fn check_document<T: Validate>(document: T) -> Result<T, Problem> {
    let violations = document.violations();
    if violations.is_empty() { Ok(document) } else { Err(Problem::InvalidBody(violations)) }
}

/// The media types of a document.
pub(super) const JSON: &[&str] = &["application/json"];

/// The byte order mark, with which some programs begin files that they send as bodies. RFC 8259 allows ignoring it.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Reads a body of at most `limit` bytes with one of these media types. The first of them is the default. A byte order
/// mark at the beginning is left out.
pub(super) fn receive(
    request: &HttpRequest,
    payload: &mut Payload,
    media_types: &'static [&'static str],
    limit: usize,
) -> impl Future<Output = Result<Bytes, Problem>> + use<> {
    let expected = media_types.contains(&request.content_type().to_ascii_lowercase().as_str());
    let encoded = request.headers().get(header::CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity");
    let mut payload = payload.take();
    async move {
        if !expected {
            return Err(Problem::UnsupportedMediaType(media_types[0]));
        }
        if encoded {
            return Err(Problem::UnsupportedMediaType("the body without a Content-Encoding"));
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|error| unreadable(&error, limit))?;
            if body.len() + chunk.len() > limit {
                return Err(Problem::PayloadTooLarge(limit));
            }
            body.extend_from_slice(&chunk);
        }
        let mark = if body.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        Ok(body.split_off(mark).freeze())
    }
}

fn unreadable(error: &PayloadError, limit: usize) -> Problem {
    match error {
        PayloadError::Overflow => Problem::PayloadTooLarge(limit),
        PayloadError::Io(error) if error.kind() == ErrorKind::TimedOut => Problem::RequestTimeout,
        error => Problem::BadRequest(format!("the body broke off: {error}").into()),
    }
}

#[cfg(test)]
mod complete_tests;

#[cfg(test)]
mod tests;
