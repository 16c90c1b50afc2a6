//! The languages of messages.

use std::{borrow::Cow, fmt, str::FromStr};

use planning::{Facts, InvalidValue};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, Type},
};

/// A language with templates (a folder under `templates/`), and the region if it matters.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Locale(planning::Locale);

impl Locale {
    /// English without a region.
    pub const EN: Self = Self(planning::Locale::En);

    pub(crate) const fn of(locale: planning::Locale) -> Self {
        Self(locale)
    }

    /// The tag (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        self.0.tag()
    }

    /// The language alone: the folder of its templates.
    #[must_use]
    pub const fn language(self) -> &'static str {
        self.0.language()
    }

    /// Whether dates and titles are written as in the United States.
    pub(crate) fn is_american(self) -> bool {
        self.0 == planning::Locale::EnUs
    }

    /// The region for templates, such as `US`; empty without one.
    pub(crate) fn region(self) -> &'static str {
        self.tag().split_once('-').map_or("", |(_, region)| region)
    }

    /// The locale of a message: this one if it has a region, else the application's, else that of the country of its
    /// holiday calendar, else the candidate's.
    pub(crate) fn of_facts(self, facts: &Facts) -> Self {
        if !self.region().is_empty() {
            return self;
        }
        let application = &facts.application;
        let of_country = || country_locale(application.holiday_calendar?.code());
        application.locale.or_else(of_country).or(facts.candidate.locale).map_or(self, Self)
    }
}

/// The English of the calendar's country. Canada mixes both spellings, so it has none.
fn country_locale(calendar: &str) -> Option<planning::Locale> {
    match calendar.split('-').next()? {
        "US" => Some(planning::Locale::EnUs),
        "AU" | "GB" | "GG" | "GI" | "HK" | "IE" | "IM" | "IN" | "JE" | "KE" | "MT" | "NG" | "NZ" | "SG" | "ZA" => {
            Some(planning::Locale::EnGb)
        }
        _ => None,
    }
}

impl Default for Locale {
    fn default() -> Self {
        Self::EN
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl Serialize for Locale {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag())
    }
}

impl FromStr for Locale {
    type Err = InvalidValue;

    fn from_str(tag: &str) -> Result<Self, InvalidValue> {
        let known = || planning::Locale::ALL.into_iter().map(Self);
        known().find(|locale| locale.tag() == tag).ok_or_else(|| {
            let known: Vec<&str> = known().map(Self::tag).collect();
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
            .enum_values(Some(planning::Locale::ALL.map(planning::Locale::tag)))
            .description(Some("The language of a message, with the region where that matters (BCP 47)"))
            .into()
    }
}

impl ToSchema for Locale {
    fn name() -> Cow<'static, str> {
        "LanguageTag".into()
    }
}
