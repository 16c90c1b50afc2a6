//! Kinds of connections by their keys.

use std::{borrow::Cow, ops::Deref, str::FromStr};

use connectors::{Kind, kind, kinds};
use planning::InvalidValue;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, Type},
};

/// A kind of connection, by its key.
#[derive(Clone, Copy, Debug)]
pub struct KindKey(&'static Kind);

impl Deref for KindKey {
    type Target = Kind;

    fn deref(&self) -> &Kind {
        self.0
    }
}

impl PartialEq for KindKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.key == other.0.key
    }
}

impl FromStr for KindKey {
    type Err = InvalidValue;

    fn from_str(key: &str) -> Result<Self, InvalidValue> {
        kind(key).map(Self).ok_or_else(|| InvalidValue(format!("is no kind of connection: {}", keys().join(", "))))
    }
}

impl KindKey {
    /// The kind, which is there for good.
    pub(crate) const fn get(self) -> &'static Kind {
        self.0
    }
}

fn keys() -> Vec<&'static str> {
    kinds().iter().map(|kind| kind.key).collect()
}

impl Serialize for KindKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.key)
    }
}

impl<'de> Deserialize<'de> for KindKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(deserializer)?.parse().map_err(|error: InvalidValue| D::Error::custom(error.0))
    }
}

impl PartialSchema for KindKey {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("The kinds of connections."))
            .enum_values(Some(keys()))
            .into()
    }
}

impl ToSchema for KindKey {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("ConnectionKind")
    }
}
