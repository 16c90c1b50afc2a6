//! JSON values whose objects name each field once. The values of `serde_json` keep the last one of several without a
//! word.

use std::fmt;

use planning::Violation;
use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};

use super::located;
use crate::problem::Problem;

/// Reads a value from JSON text.
///
/// # Errors
///
/// [`Problem::MalformedJson`], if the text is not JSON, and [`Problem::InvalidBody`] with the first field that is there
/// more than once.
pub(crate) fn read_value(bytes: &[u8]) -> Result<Value, Problem> {
    match serde_json::from_slice(bytes) {
        Ok(UniqueFields(value)) => Ok(value),
        Err(error) => Err(what_is_wrong(bytes, &error)),
    }
}

/// The problem of a text that is not such a value. The text is read again for it.
fn what_is_wrong(bytes: &[u8], error: &serde_json::Error) -> Problem {
    // Behind a repeated field the text may be malformed.
    if let Err(error) = serde_json::from_slice::<IgnoredAny>(bytes) {
        return Problem::malformed(&error);
    }
    match repeated_in(bytes) {
        Some(violation) => Problem::InvalidBody(vec![violation]),
        None => Problem::malformed(error),
    }
}

/// The first field that is there more than once in a JSON text.
pub(super) fn repeated_in(bytes: &[u8]) -> Option<Violation> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let error = serde_path_to_error::deserialize::<_, UniqueFields>(&mut json).err()?;
    Some(located(&error)).filter(|violation| violation.code == "duplicate")
}

/// A value without repeated fields.
struct UniqueFields(Value);

impl<'de> Deserialize<'de> for UniqueFields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue).map(Self)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(UniqueFields(value)) = list.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            if fields.contains_key(&name) {
                return Err(A::Error::custom(format!("duplicate field `{name}`")));
            }
            let UniqueFields(value) = object.next_value()?;
            fields.insert(name, value);
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_field_is_named_with_its_place() {
        for (text, pointer) in
            [(r#"{"a": 1, "a": 1}"#, "/a"), (r#"{"b": [0, {"a": {}, "c/d": 1.5, "\u0063/d": null}]}"#, "/b/1/c~1d")]
        {
            let Err(Problem::InvalidBody(found)) = read_value(text.as_bytes()) else { panic!("{text} was read") };
            assert_eq!((found.len(), &*found[0].pointer, found[0].code), (1, pointer, "duplicate"));
        }
    }

    #[test]
    fn other_values_are_read_unchanged() {
        let deep = "[".repeat(200) + &"]".repeat(200);
        for text in [
            r#"{"a": {"a": [true, null, -1, 18446744073709551615, 1e300, "\u00e4"]}}"#,
            "1",
            "\"\"",
            "[[], {}]",
            "",
            "{",
            r#"{"a": 1, "a"}"#,
            r#"["\ud800"]"#,
            "[1] 2",
            &deep,
        ] {
            match serde_json::from_str::<Value>(text) {
                Ok(value) => assert_eq!(read_value(text.as_bytes()).unwrap(), value, "{text}"),
                Err(_) => assert!(matches!(read_value(text.as_bytes()), Err(Problem::MalformedJson(_))), "{text}"),
            }
        }
    }
}
