//! The arguments of a call, as members of an object that are each still JSON text.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, Visitor},
};
use serde_json::{Value, value::RawValue};

/// The arguments, sorted by name. Those that are null count as left out.
#[derive(Debug, Default)]
pub(super) struct Arguments<'m>(Vec<(Cow<'m, str>, &'m RawValue)>);

impl<'m> Arguments<'m> {
    /// Reads an object.
    pub(super) fn parse(raw: Option<&'m RawValue>) -> Result<Self, String> {
        match raw {
            None => Ok(Self::default()),
            Some(raw) if raw.get() == "null" => Ok(Self::default()),
            Some(raw) if !raw.get().starts_with('{') => Err("arguments must be an object".to_owned()),
            Some(raw) => serde_json::from_str(raw.get()).map_err(|error| format!("arguments: {error}")),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'m str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, raw)| raw.get())
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_ref())
    }
}

impl<'de: 'm, 'm> Deserialize<'de> for Arguments<'m> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
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
        members.retain(|(_, raw)| raw.get() != "null");
        members.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(Arguments(members))
    }
}

#[derive(Deserialize)]
struct Name<'m>(#[serde(borrow)] Cow<'m, str>);

/// The same JSON with its members in order and without spaces, so that equal arguments have equal texts.
pub(super) fn canonical(raw: &str) -> serde_json::Result<String> {
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
    serde_json::from_str(raw).map(|value| sorted(value).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Result<Vec<(String, String)>, String> {
        let raw: &RawValue = serde_json::from_str(json).unwrap();
        let arguments = Arguments::parse(Some(raw))?;
        Ok(arguments.0.iter().map(|(name, raw)| (name.to_string(), raw.get().to_owned())).collect())
    }

    #[test]
    fn arguments_are_members_of_an_object() {
        let read = parse(r#"{"b": {"x": [1, 2]}, "a": "\u0041", "c": null}"#).unwrap();
        assert_eq!(read, [("a".to_owned(), r#""\u0041""#.to_owned()), ("b".to_owned(), r#"{"x": [1, 2]}"#.to_owned())]);
        assert!(parse("[1]").is_err() && parse(r#"{"a": 1, "\u0061": 2}"#).is_err());
        assert!(parse("null").unwrap().is_empty());
    }

    #[test]
    fn order_and_spaces_make_no_difference() {
        let (a, b) = (r#"{"y": [{"d": 1, "c": "\u00e9"}], "x": 1}"#, r#"{"x":1,"y":[{"c":"é","d":1}]}"#);
        assert_eq!(canonical(a).unwrap(), canonical(b).unwrap());
        assert_ne!(canonical("[1,2]").unwrap(), canonical("[2,1]").unwrap());
    }
}
