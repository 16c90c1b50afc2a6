//! The languages in which messages can be written.

use std::{fmt, str::FromStr};

use planning::InvalidValue;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, Type},
};

use crate::templates;

/// A language in which there are templates: a folder under `templates/`.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Locale(&'static str);

impl Locale {
    /// English.
    pub const EN: Self = Self("en");

    /// Every language there is.
    #[must_use]
    pub fn all() -> Vec<Self> {
        templates::locales().into_iter().map(Self).collect()
    }

    /// Its tag (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        self.0
    }
}

impl Default for Locale {
    fn default() -> Self {
        Self::EN
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl FromStr for Locale {
    type Err = InvalidValue;

    fn from_str(tag: &str) -> Result<Self, InvalidValue> {
        let all = Self::all();
        all.iter().copied().find(|locale| locale.0 == tag).ok_or_else(|| {
            let known: Vec<&str> = all.iter().map(|locale| locale.0).collect();
            InvalidValue(format!("is no language that there are messages in: {}", known.join(", ")))
        })
    }
}

impl<'de> Deserialize<'de> for Locale {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl PartialSchema for Locale {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(templates::locales()))
            .description(Some("The language of a message"))
            .into()
    }
}

impl ToSchema for Locale {}
