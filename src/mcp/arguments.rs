//! The arguments of a call, as members of an object that are each still JSON text.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, Visitor},
};
use serde_json::{Value, value::RawValue};

use super::tool::{Argument, Tool};
use crate::json_errors::what_is_refused;

/// The arguments, sorted by name.
#[derive(Debug, Default)]
pub(super) struct Arguments<'m>(Vec<(Cow<'m, str>, &'m RawValue)>);

impl<'m> Arguments<'m> {
    /// Reads an object.
    pub(super) fn parse(raw: Option<&'m RawValue>) -> Result<Self, String> {
        match raw {
            None => Ok(Self::default()),
            Some(raw) if raw.get() == "null" => Ok(Self::default()),
            Some(raw) if !raw.get().starts_with('{') => Err("arguments must be an object".to_owned()),
            Some(raw) => serde_json::from_str(raw.get())
                .map_err(|error| format!("arguments can't be read: {}", what_is_refused(&error).1)),
        }
    }

    /// The value of an argument of a tool. Null counts as left out, unless it means something.
    pub(super) fn get(&self, tool: &Tool, argument: &Argument) -> Option<&'m str> {
        let found = self.0.iter().find(|(known, _)| known == argument.name).map(|(_, raw)| raw.get());
        found.filter(|raw| tool.accepts_null(argument) || *raw != "null")
    }

    /// The text of an argument that is a string.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let (_, raw) = self.0.iter().find(|(known, _)| known == name)?;
        serde_json::from_str(raw.get()).ok()
    }

    /// The length of all values, in bytes.
    pub(super) fn size(&self) -> usize {
        self.0.iter().map(|(_, raw)| raw.get().len()).sum()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_ref())
    }
}

impl<'de: 'm, 'm> Deserialize<'de> for Arguments<'m> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ArgumentsVisitor)
    }
}

struct ArgumentsVisitor;

impl<'de> Visitor<'de> for ArgumentsVisitor {
    type Value = Arguments<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut members: Vec<(Cow<'de, str>, &'de RawValue)> = Vec::new();
        while let Some(Name(name)) = object.next_key()? {
            let raw: &RawValue = object.next_value()?;
            if members.iter().any(|(known, _)| *known == name) {
                return Err(A::Error::custom(format!("{name} is there twice")));
            }
            members.push((name, raw));
        }
        members.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(Arguments(members))
    }
}

#[derive(Deserialize)]
struct Name<'m>(#[serde(borrow)] Cow<'m, str>);

/// A value as JSON with its members in order and without spaces, so that equal arguments have equal texts.
pub(super) fn canonical(value: Value) -> String {
    fn sorted(value: Value) -> Value {
        match value {
            Value::Array(items) => items.into_iter().map(sorted).collect(),
            Value::Object(members) => {
                let mut members: Vec<_> = members.into_iter().map(|(name, value)| (name, sorted(value))).collect();
                members.sort_by(|(a, _), (b, _)| a.cmp(b));
                members.into_iter().collect::<serde_json::Map<_, _>>().into()
            }
            other => other,
        }
    }
    sorted(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::{super::tools, *};

    fn parse(json: &str) -> Result<Vec<(String, String)>, String> {
        let raw: &RawValue = serde_json::from_str(json).unwrap();
        let arguments = Arguments::parse(Some(raw))?;
        Ok(arguments.0.iter().map(|(name, raw)| (name.to_string(), raw.get().to_owned())).collect())
    }

    #[test]
    fn arguments_are_members_of_an_object() {
        let read = parse(r#"{"b": {"x": [1, 2]}, "a": "\u0041", "c": null}"#).unwrap();
        let expected = [("a", r#""\u0041""#), ("b", r#"{"x": [1, 2]}"#), ("c", "null")];
        assert_eq!(read, expected.map(|(name, raw)| (name.to_owned(), raw.to_owned())));
        assert!(parse("[1]").is_err() && parse(r#"{"a": 1, "\u0061": 2}"#).is_err());
        assert!(parse("null").unwrap().is_empty());
    }

    #[test]
    fn null_counts_as_left_out_unless_it_means_something() {
        let raw: &RawValue = serde_json::from_str(r#"{"a": null}"#).unwrap();
        let arguments = Arguments::parse(Some(raw)).unwrap();
        let get = |tool: &str, argument| arguments.get(tools::find(tool).unwrap(), &argument);
        assert_eq!(get("add_contact", Argument::body("a")), None);
        assert_eq!(get("add_contact", Argument::body("a").or_null()), Some("null"));
        assert_eq!(get("update_application", Argument::body("a")), Some("null"));
        assert_eq!(get("update_application", Argument::path("a", "id")), None);
    }

    #[test]
    fn order_and_spaces_make_no_difference() {
        let canonical = |raw: &str| canonical(serde_json::from_str(raw).unwrap());
        let (a, b) = (r#"{"y": [{"d": 1, "c": "\u00e9"}], "x": 1}"#, r#"{"x":1,"y":[{"c":"é","d":1}]}"#);
        assert_eq!(canonical(a), canonical(b));
        assert_ne!(canonical("[1,2]"), canonical("[2,1]"));
    }
}
