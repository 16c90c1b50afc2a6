//! Lenient reading of JSON from vendors: unknown fields are ignored, malformed optional fields are left out with a
//! remark, and only a malformed required field is an error.

use std::{cell::RefCell, str::FromStr};

use chrono::DateTime;
use planning::{Date, Instant, InvalidValue, Name};
use serde_json::Value;

use crate::{changes::Remark, field::Field, refusal::ReadError};

/// The maximum number of items of a list that are read.
const MAX_ITEMS: usize = 200;

/// The maximum number of remarks that are kept.
const MAX_REMARKS: usize = 50;

/// Reads a body. Numbers too large, texts that are no UTF-8 and nesting beyond 128 levels are errors.
pub(crate) fn parse(body: &[u8]) -> Result<Value, ReadError> {
    // A byte order mark is not part of JSON (RFC 8259, section 8.1), but may be ignored.
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    match serde_json::from_slice(body) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err(ReadError::new("", "the body is not a JSON object")),
        Err(error) => {
            Err(ReadError::new("", format!("the body is not JSON: line {}, column {}", error.line(), error.column())))
        }
    }
}

/// An id: a string or an integer.
pub(crate) fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => {
            number.as_u64().map(|id| id.to_string()).or_else(|| number.as_i64().map(|id| id.to_string()))
        }
        _ => None,
    }
}

/// The assumptions and omissions that were recorded so far.
#[derive(Debug, Default)]
pub(crate) struct Remarks(RefCell<Vec<Remark>>);

impl Remarks {
    /// Adds a remark, unless there are too many.
    pub(crate) fn add(&self, pointer: impl Into<String>, detail: impl Into<std::borrow::Cow<'static, str>>) {
        let mut remarks = self.0.borrow_mut();
        if remarks.len() < MAX_REMARKS {
            remarks.push(Remark { pointer: pointer.into(), detail: detail.into() });
        }
    }

    /// Returns all remarks.
    pub(crate) fn into_list(self) -> Vec<Remark> {
        self.0.into_inner()
    }
}

/// The value at a JSON Pointer in a body. `null` counts as a missing value.
#[derive(Clone, Debug)]
pub(crate) struct Json<'a> {
    value: Option<&'a Value>,
    null: bool,
    pointer: String,
    remarks: &'a Remarks,
}

impl<'a> Json<'a> {
    /// The whole body.
    pub(crate) fn new(body: &'a Value, remarks: &'a Remarks) -> Self {
        Self { value: Some(body), null: false, pointer: String::new(), remarks }
    }

    /// The value at a pointer below this one.
    pub(crate) fn at(&self, pointer: &str) -> Self {
        let value = self.value.and_then(|value| value.pointer(pointer));
        let null = value.is_some_and(Value::is_null);
        Self {
            value: value.filter(|_| !null),
            null,
            pointer: format!("{}{pointer}", self.pointer),
            remarks: self.remarks,
        }
    }

    /// Whether there is a value.
    pub(crate) const fn exists(&self) -> bool {
        self.value.is_some()
    }

    /// Whether the value is `null`, which is not the same as a value that is left out.
    pub(crate) const fn is_null(&self) -> bool {
        self.null
    }

    /// Its JSON Pointer.
    pub(crate) fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The items of a list. Empty if the value is not a list.
    pub(crate) fn items(&self) -> impl Iterator<Item = Self> {
        let items = self.value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        if items.len() > MAX_ITEMS {
            self.remark(format!("only the first {MAX_ITEMS} of {} are read", items.len()));
        }
        items.iter().take(MAX_ITEMS).enumerate().map(|(index, value)| Self {
            value: Some(value),
            null: false,
            pointer: format!("{}/{index}", self.pointer),
            remarks: self.remarks,
        })
    }

    /// The text. `None` if the value is blank or not a text.
    pub(crate) fn text(&self) -> Option<&'a str> {
        self.value.and_then(Value::as_str).filter(|text| !text.trim().is_empty())
    }

    /// Whether it is `true`.
    pub(crate) fn is_true(&self) -> bool {
        self.value.and_then(Value::as_bool) == Some(true)
    }

    /// Whether it is `false`.
    pub(crate) fn is_false(&self) -> bool {
        self.value.and_then(Value::as_bool) == Some(false)
    }

    /// A name in two parts.
    pub(crate) fn full_name(&self, given: &str, family: &str) -> Field<Name> {
        let parts = [given, family].map(|part| self.at(part).text().unwrap_or_default().trim());
        let name = parts.join(" ");
        let name = name.trim();
        match name.parse() {
            Ok(name) => Field::Set(name),
            Err(_) if name.is_empty() => Field::Absent,
            Err(error) => {
                self.at(given).remark(format!("{error}: left out"));
                Field::Absent
            }
        }
    }

    /// An instant in milliseconds since 1970.
    pub(crate) fn milliseconds(&self) -> Option<Instant> {
        DateTime::from_timestamp_millis(self.value?.as_i64()?)?.try_into().ok()
    }

    /// The id: a string or an integer.
    pub(crate) fn id(&self) -> Option<String> {
        let id = self.value.and_then(id);
        if id.is_none() && self.exists() {
            self.remark("is neither a text nor a whole number, and is left out");
        }
        id
    }

    /// The id. An error if it is missing.
    pub(crate) fn required_id(&self) -> Result<String, ReadError> {
        self.value.and_then(id).ok_or_else(|| ReadError::new(self.pointer.clone(), "has to be an id"))
    }

    /// Parses the text as a `T`. `None`, with a remark, if it is malformed.
    pub(crate) fn parse<T: FromStr<Err = InvalidValue>>(&self) -> Option<T> {
        let text = self.text()?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.remark(format!("{error}: left out"));
                None
            }
        }
    }

    /// Parses the text as a [`Field`]. [`Field::Absent`], with a remark, if it is malformed.
    pub(crate) fn to_field<T: FromStr<Err = InvalidValue>>(&self) -> Field<T> {
        self.parse().into()
    }

    /// An instant: RFC 3339, or with a space before the offset, as some write it. `None` without an offset.
    pub(crate) fn instant(&self) -> Option<Instant> {
        let text = self.text()?.trim();
        let utc = text.strip_suffix(" UTC").map(|text| format!("{}Z", text.replacen(' ', "T", 1)));
        let instant = utc
            .as_deref()
            .unwrap_or(text)
            .parse()
            .ok()
            .or_else(|| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f %z").ok()?.to_utc().try_into().ok());
        if instant.is_none() {
            self.remark("is not an instant with its offset from UTC: left out");
        }
        instant
    }

    /// A date in the form `YYYY-MM-DD`.
    pub(crate) fn day(&self) -> Option<Date> {
        self.text()?.parse().ok()
    }

    /// Adds a remark about this value.
    pub(crate) fn remark(&self, detail: impl Into<std::borrow::Cow<'static, str>>) {
        self.remarks.add(self.pointer.clone(), detail);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_are_texts_or_whole_numbers() {
        for (value, expected) in [
            (json!(71), Some("71")),
            (json!(18_446_744_073_709_551_615_u64), Some("18446744073709551615")),
            (json!(-1), Some("-1")),
            (json!("ap-1"), Some("ap-1")),
            (json!(7.5), None),
            (json!(1e300), None),
            (json!(" "), None),
            (json!(null), None),
            (json!([71]), None),
        ] {
            assert_eq!(id(&value).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn instants_need_an_offset() {
        let remarks = Remarks::default();
        let body = json!({
            "a": "2026-12-02T14:00:00Z", "b": "2026-12-02T15:00:00.000+01:00", "c": "2026-12-02 14:00:00 UTC",
            "d": "2026-12-02 15:00:00 +0100", "e": "2026-12-02T14:00:00", "f": 1_795_600_000, "g": "soon"
        });
        let json = Json::new(&body, &remarks);
        for there in ["/a", "/b", "/c", "/d"] {
            assert_eq!(json.at(there).instant(), Some("2026-12-02T14:00:00Z".parse().unwrap()), "{there}");
        }
        for none in ["/e", "/f", "/g"] {
            assert_eq!(json.at(none).instant(), None, "{none}");
        }
        assert_eq!(remarks.into_list().len(), 2);
    }

    #[test]
    fn a_value_that_is_not_an_object_is_reported_with_its_pointer() {
        assert!(parse(b"").is_err());
        assert!(parse(b"[]").is_err());
        assert!(parse(b"{\"a\":1e999}").is_err());
        assert!(parse("[".repeat(100_000).as_bytes()).is_err());
        assert!(parse(b"{\"a\":\"\xff\"}").is_err());
        assert!(parse(b"\xef\xbb\xbf{}").is_ok());
        assert_eq!(parse(b"{\"a\":\n x}").unwrap_err().to_string(), "the body is not JSON: line 2, column 2");
    }
}
