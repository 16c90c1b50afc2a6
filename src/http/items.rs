//! Splits a body into the items of its list without parsing them, so that a large body needs no more memory than its
//! text.

use std::{fmt, pin::Pin};

use actix_web::{FromRequest, HttpMessage as _, HttpRequest, dev::Payload, web::Bytes};
use planning::Violation;
use serde::{
    Deserializer,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{BODY_LIMIT, body::receive, located, unknown_field};
use crate::problem::Problem;

/// The largest body of items, in bytes.
pub const ITEMS_LIMIT: usize = 8 * BODY_LIMIT;

/// The maximum number of unknown fields that are reported.
const MAX_REPORTED_FIELDS: usize = 100;

/// A body of items that is not parsed yet: JSON, or one item on each line, of at most [`ITEMS_LIMIT`] bytes.
#[derive(Debug)]
pub struct RawItems {
    pub body: Bytes,
    /// Whether each line is a JSON document (`application/x-ndjson`).
    pub is_lines: bool,
}

/// The media types of items.
const ITEMS: &[&str] = &["application/json or application/x-ndjson", "application/json", LINES];

/// The media type of JSON documents on lines of their own.
const LINES: &str = "application/x-ndjson";

impl FromRequest for RawItems {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_lines = request.content_type().eq_ignore_ascii_case(LINES);
        let bytes = receive(request, payload, ITEMS, ITEMS_LIMIT);
        Box::pin(async move { Ok(Self { body: bytes.await?, is_lines }) })
    }
}

/// The text of each item in a body, which is an object with one field `name`: a list of 1 to `most` items.
///
/// # Errors
///
/// [`Problem::MalformedJson`], if it is not JSON, and [`Problem::InvalidBody`], if it is not such an object.
pub(crate) fn read_items(bytes: &[u8], name: &'static str, most: usize) -> Result<Vec<Box<RawValue>>, Problem> {
    read_items_beside(bytes, name, most, None).map(|(items, _)| items)
}

/// The text of the field beside the items, if there is one.
pub(crate) type SiblingField = Option<Box<RawValue>>;

/// The text of each item in a body that may have one more field. Returns the text of that field, too.
///
/// # Errors
///
/// The errors of [`read_items`].
pub(crate) fn read_items_beside(
    bytes: &[u8],
    name: &'static str,
    most: usize,
    beside: Option<&'static str>,
) -> Result<(Vec<Box<RawValue>>, SiblingField), Problem> {
    let body = Body { name, most, beside };
    let Found { items, beside, unknown } = body.parse_items(bytes).map_err(|problem| {
        // After the first violation the rest of the text may still be malformed.
        let whole: serde_json::Result<IgnoredAny> = serde_json::from_slice(bytes);
        whole.err().map_or(problem, |error| Problem::malformed(&error))
    })?;
    let mut violations: Vec<_> = unknown.iter().map(|name| unknown_field("", name)).collect();
    match items {
        None => violations.push(Violation::new(format!("/{name}"), "required", format!("{name} is required"))),
        Some(Items { first, count }) => match wrong_count(name, count, most) {
            None if violations.is_empty() => return Ok((first, beside)),
            wrong => violations.extend(wrong),
        },
    }
    Err(Problem::InvalidBody(violations))
}

/// The violation of a list with this number of items, if there is one.
pub(crate) fn wrong_count(name: &str, count: usize, most: usize) -> Option<Violation> {
    let (code, message) = match count {
        0 => ("too_few", "at least 1".to_owned()),
        _ if count > most => ("too_many", format!("at most {most}, not {count}")),
        _ => return None,
    };
    Some(Violation::new(format!("/{name}"), code, message))
}

/// The expected body.
#[derive(Clone, Copy)]
struct Body {
    name: &'static str,
    most: usize,
    beside: Option<&'static str>,
}

#[derive(Default)]
struct Found {
    items: Option<Items>,
    beside: Option<Box<RawValue>>,
    /// The names of unknown fields.
    unknown: Vec<String>,
}

/// A list that keeps no more items than a body may have.
struct Items {
    first: Vec<Box<RawValue>>,
    count: usize,
}

impl Body {
    /// The body, or its first violation.
    fn parse_items(self, bytes: &[u8]) -> Result<Found, Problem> {
        if !bytes.trim_ascii_start().starts_with(b"{") {
            return Err(Problem::InvalidBody(vec![Violation::new("", "type", "the body is a JSON object")]));
        }
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let mut track = serde_path_to_error::Track::new();
        let found = self.deserialize(serde_path_to_error::Deserializer::new(&mut json, &mut track));
        let found = found.map_err(|error| {
            let error = serde_path_to_error::Error::new(track.path(), error);
            Problem::InvalidBody(vec![located(&error)])
        })?;
        json.end().map_err(|error| Problem::malformed(&error))?;
        Ok(found)
    }
}

impl<'de> DeserializeSeed<'de> for Body {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Body {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with {}", self.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Found, A::Error> {
        let mut found = Found::default();
        while let Some(name) = object.next_key::<String>()? {
            if name == self.name {
                if found.items.is_some() {
                    return Err(A::Error::duplicate_field(self.name));
                }
                found.items = object.next_value_seed(List { most: self.most })?;
                continue;
            }
            if let Some(beside) = self.beside.filter(|beside| *beside == name) {
                if found.beside.replace(object.next_value()?).is_some() {
                    return Err(A::Error::duplicate_field(beside));
                }
                continue;
            }
            let IgnoredAny = object.next_value()?;
            if found.unknown.len() < MAX_REPORTED_FIELDS {
                found.unknown.push(name);
            }
        }
        Ok(found)
    }
}

/// A list, or null for none.
struct List {
    most: usize,
}

impl<'de> DeserializeSeed<'de> for List {
    type Value = Option<Items>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Items>, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for List {
    type Value = Option<Items>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<Option<Items>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Items>, D::Error> {
        deserializer.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<Items>, A::Error> {
        let mut first = Vec::new();
        while first.len() < self.most
            && let Some(item) = list.next_element()?
        {
            first.push(item);
        }
        let mut count = first.len();
        while let Some(IgnoredAny) = list.next_element()? {
            count += 1;
        }
        Ok(Some(Items { first, count }))
    }
}
