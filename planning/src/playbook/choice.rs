//! The choice of a playbook.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, Visitor, value::MapAccessDeserializer},
};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{OneOfBuilder, Ref, RefOr, Schema},
};

use super::Playbook;
use crate::Key;

/// The key of a built-in playbook or of one of the account's own, or a whole playbook.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PlaybookChoice {
    /// The key of a playbook.
    Key(Key),
    /// A whole playbook.
    Whole(Box<Playbook>),
}

/// The key of the default playbook.
const DEFAULT: &str = "consensus";

impl Default for PlaybookChoice {
    fn default() -> Self {
        Self::Key(DEFAULT.parse().expect("a word without control characters is a key"))
    }
}

impl Serialize for PlaybookChoice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Key(key) => key.serialize(serializer),
            Self::Whole(playbook) => playbook.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for PlaybookChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ChoiceVisitor)
    }
}

/// The JSON type shows which form it is, so a violation inside a whole playbook keeps its path.
struct ChoiceVisitor;

impl<'de> Visitor<'de> for ChoiceVisitor {
    type Value = PlaybookChoice;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the key of a playbook, or a playbook")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<PlaybookChoice, E> {
        key.parse().map(PlaybookChoice::Key).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PlaybookChoice, A::Error> {
        Playbook::deserialize(MapAccessDeserializer::new(map)).map(|playbook| PlaybookChoice::Whole(Box::new(playbook)))
    }
}

impl PartialSchema for PlaybookChoice {
    fn schema() -> RefOr<Schema> {
        OneOfBuilder::new()
            .item(Key::schema())
            .item(Ref::from_schema_name(Playbook::name()))
            .description(Some("The key of a built-in playbook or of one of the account's own, or a whole playbook"))
            .into()
    }
}

impl ToSchema for PlaybookChoice {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Playbook::name().into_owned(), Playbook::schema()));
        Playbook::schemas(schemas);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_a_key_and_an_object_a_playbook() {
        let key: PlaybookChoice = serde_json::from_str(r#""dream-job""#).unwrap();
        assert_eq!(key, PlaybookChoice::Key("dream-job".parse().unwrap()));
        let consensus = Playbook::built_in(DEFAULT).unwrap();
        let text = serde_json::to_string(consensus).unwrap();
        let whole: PlaybookChoice = serde_json::from_str(&text).unwrap();
        assert_eq!(whole, PlaybookChoice::Whole(Box::new(consensus.clone())));
        assert_eq!(serde_json::to_string(&whole).unwrap(), text);
    }

    #[test]
    fn the_default_is_built_in() {
        assert!(matches!(PlaybookChoice::default(), PlaybookChoice::Key(key) if Playbook::built_in(&key).is_some()));
    }
}
