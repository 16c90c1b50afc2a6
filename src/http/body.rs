//! Reading JSON bodies: strictly, and with all that is wrong with one told at once.

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
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use utoipa::ToSchema;

use super::{Schemas, strict};
use crate::problem::Problem;

/// The largest body that is read, in bytes, where an endpoint doesn't say otherwise.
pub const BODY_LIMIT: usize = 1024 * 1024;

/// A document with rules across its fields, beyond those that its types keep.
pub trait Checked {
    /// Whether its type, strictly read, and its rules refuse all that its schema refuses. Then a body that they take is
    /// read once, and its schema is asked only what is wrong with the others.
    const TYPE_IMPLIES_SCHEMA: bool = false;

    /// What can't be so, all of it.
    fn violations(&self) -> Vec<Violation> {
        Vec::new()
    }
}

impl<T: Checked> Checked for Option<T> {
    fn violations(&self) -> Vec<Violation> {
        self.as_ref().map(T::violations).unwrap_or_default()
    }
}

/// A JSON body that is what its type and its rules say.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + ToSchema + Checked + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = receive(request, payload, JSON, BODY_LIMIT);
        Box::pin(async move { read(&bytes.await?).map(Self) })
    }
}

/// A JSON body that may be left out, where its defaults say it all.
#[derive(Debug)]
pub struct OptionalBody<T>(pub T);

impl<T: DeserializeOwned + Default + Checked + 'static> FromRequest for OptionalBody<T>
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

/// A JSON body of at most `LIMIT` bytes that is yet to be read: one so large that reading it is no work for the threads
/// that serve requests.
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

/// A JSON Merge Patch (RFC 7396): what is there replaces, null removes, the rest stays.
#[derive(Debug)]
pub struct MergePatch(Value);

impl MergePatch {
    /// A patch that is an object.
    pub(crate) fn of(patch: serde_json::Map<String, Value>) -> Self {
        Self(Value::Object(patch))
    }

    /// The document that the patch makes of nothing, or the errors of [`Self::apply`].
    pub(crate) fn make<T>(&self) -> Result<T, Problem>
    where
        T: DeserializeOwned + ToSchema + Checked + 'static,
    {
        self.apply_to(Value::Object(serde_json::Map::new()))
    }

    /// The document with the patch applied, checked like one that was sent whole.
    ///
    /// # Errors
    ///
    /// [`Problem::InvalidBody`], if the patched document says what can't be so.
    pub fn apply<T>(&self, document: &T) -> Result<T, Problem>
    where
        T: Serialize + DeserializeOwned + ToSchema + Checked + 'static,
    {
        self.apply_to(serde_json::to_value(document).map_err(Problem::internal)?)
    }

    fn apply_to<T>(&self, mut value: Value) -> Result<T, Problem>
    where
        T: DeserializeOwned + ToSchema + Checked + 'static,
    {
        json_patch::merge(&mut value, &self.0);
        match T::deserialize(&value) {
            Ok(document) if Schemas::fits::<T>(&value) => checked(document),
            _ => Err(Problem::InvalidBody(Schemas::violations::<T>(&value))),
        }
    }
}

impl FromRequest for MergePatch {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = receive(request, payload, MERGE_PATCH, BODY_LIMIT);
        Box::pin(async move {
            match serde_json::from_slice(&bytes.await?) {
                Ok(patch @ Value::Object(_)) => Ok(Self(patch)),
                Ok(_) => Err(Problem::InvalidBody(vec![Violation::new("", "type", "a patch is a JSON object")])),
                Err(error) => Err(Problem::MalformedJson(error.to_string())),
            }
        })
    }
}

/// Reads a document from JSON text.
///
/// # Errors
///
/// [`Problem::MalformedJson`] where it is no JSON, and [`Problem::InvalidBody`] where it says what can't be so.
pub fn read<T: DeserializeOwned + ToSchema + Checked + 'static>(bytes: &[u8]) -> Result<T, Problem> {
    match read_at_once(bytes) {
        Some(document) => Ok(document),
        None => read_by_schema(bytes),
    }
}

/// The document, if its type alone can tell that nothing is wrong with it.
fn read_at_once<T: DeserializeOwned + Checked>(bytes: &[u8]) -> Option<T> {
    if !T::TYPE_IMPLIES_SCHEMA {
        return None;
    }
    strict::from_slice(bytes).ok().filter(|document: &T| document.violations().is_empty())
}

/// The document, or all that is wrong with it.
fn read_by_schema<T: DeserializeOwned + ToSchema + Checked + 'static>(bytes: &[u8]) -> Result<T, Problem> {
    // Whether it is JSON at all only this can tell: an enum with a second field is no better to the type than `{"a" 1}`.
    let value = serde_json::from_slice(bytes).map_err(|error| Problem::MalformedJson(error.to_string()))?;
    match serde_json::from_slice(bytes) {
        Ok(document) if Schemas::fits::<T>(&value) => checked(document),
        Ok(_) => Err(Problem::InvalidBody(Schemas::violations::<T>(&value))),
        Err(error) => {
            let mut violations = Schemas::violations::<T>(&value);
            if violations.is_empty() {
                // A field that is there twice: only the text still has both.
                violations.push(Violation::new("", "invalid", error.to_string()));
            }
            Err(Problem::InvalidBody(violations))
        }
    }
}

fn checked<T: Checked>(document: T) -> Result<T, Problem> {
    let violations = document.violations();
    if violations.is_empty() { Ok(document) } else { Err(Problem::InvalidBody(violations)) }
}

/// The media types of a document.
const JSON: &[&str] = &["application/json"];

/// The media types of a merge patch.
const MERGE_PATCH: &[&str] = &["application/merge-patch+json", "application/json"];

/// Receives a body of at most `limit` bytes, of one of these media types, the first of which is the usual one.
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
        Ok(body.freeze())
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
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, Serialize, ToSchema)]
    #[serde(deny_unknown_fields)]
    struct Person {
        name: planning::Name,
        #[serde(default)]
        email: Option<planning::Email>,
        born_on: planning::Date,
    }

    impl Checked for Person {}

    fn pointers(problem: Problem) -> Vec<(String, &'static str)> {
        let Problem::InvalidBody(errors) = problem else { panic!("{problem}") };
        errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let body = br#"{"name": " ", "email": "nobody", "x/y": 1}"#;
        let mut found = pointers(read::<Person>(body).unwrap_err());
        found.sort();
        assert_eq!(
            found,
            [
                ("/born_on".to_owned(), "required"),
                ("/email".to_owned(), "format"),
                ("/name".to_owned(), "format"),
                ("/x~1y".to_owned(), "unknown_field"),
            ]
        );
    }

    #[test]
    fn what_is_no_json_is_told_apart() {
        assert!(matches!(read::<Person>(b"{\"name\": "), Err(Problem::MalformedJson(_))));
        assert!(matches!(read::<Person>(b"{\"name\": 1, "), Err(Problem::MalformedJson(_))));
        let deep = "[".repeat(100_000);
        assert!(matches!(read::<Person>(deep.as_bytes()), Err(Problem::MalformedJson(_))));
    }

    #[test]
    fn a_patch_is_checked_like_a_whole_document() {
        let person: Person = read(br#"{"name": "Ada", "email": "ada@example.com", "born_on": "2000-01-01"}"#).unwrap();
        let patch = |value| MergePatch(value).apply(&person);
        assert_eq!(patch(serde_json::json!({"email": null})).unwrap().email, None);
        assert_eq!(pointers(patch(serde_json::json!({"name": null})).unwrap_err()), [("/name".to_owned(), "required")]);
        assert_eq!(pointers(patch(serde_json::json!({"id": 1})).unwrap_err()), [("/id".to_owned(), "unknown_field")]);
    }
}
