//! The fields that identify an item: its type, its remote ids, and whether it deletes.

use planning::{Key, OwnFields, split};
use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess},
};
use serde_json::Value;

use super::{
    item::ResourceType,
    typed::{DELETED, TYPE},
};

pub(super) const REMOTE_ID: &str = "remote_id";
pub(super) const APPLICATION_REMOTE_ID: &str = "application_remote_id";
pub(super) const APPLICATION_ID: &str = "application_id";

/// The identifying fields of an item in their order, with values of any type. All other fields are ignored.
#[derive(Default)]
pub(super) struct IdentifyingFields(Vec<(&'static str, Value)>);

impl IdentifyingFields {
    /// Parses the identifying fields of an item; none, if it is no JSON object.
    pub(super) fn parse(text: &[u8]) -> Self {
        serde_json::from_slice(text).unwrap_or_default()
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &Value> {
        self.0.iter().filter(move |(own, _)| *own == name).map(|(_, value)| value)
    }

    /// The value of a field; none, if the field is absent, null, or there more than once.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        let mut values = self.values(name);
        values.next().filter(|value| !value.is_null() && values.next().is_none())
    }

    /// The remote id in a field; none, if the value is no valid remote id.
    pub(super) fn key(&self, name: &str) -> Option<Key> {
        self.get(name)?.as_str()?.parse().ok()
    }

    pub(super) fn kind(&self) -> Option<ResourceType> {
        ResourceType::from_name(self.get(TYPE)?.as_str()?)
    }

    /// Whether the item has one of these fields more than once.
    pub(super) fn is_ambiguous(&self) -> bool {
        self.0.iter().any(|(name, _)| self.values(name).count() > 1)
    }
}

impl<'de> OwnFields<'de> for IdentifyingFields {
    fn own_name(name: &str) -> Option<&'static str> {
        [TYPE, REMOTE_ID, APPLICATION_REMOTE_ID, APPLICATION_ID, DELETED].into_iter().find(|own| *own == name)
    }

    fn read<A: MapAccess<'de>>(&mut self, name: &'static str, object: &mut A) -> Result<(), A::Error> {
        self.0.push((name, object.next_value()?));
        Ok(())
    }
}

impl<'de> Deserialize<'de> for IdentifyingFields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        split(deserializer, "IdentifyingFields").map(|(identifying, IgnoredAny)| identifying)
    }
}
