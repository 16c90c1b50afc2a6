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

    pub(crate) const fn from_planning(locale: planning::Locale) -> Self {
        Self(locale)
    }

    /// The locale of a tag that was stored; the nearest one or English, if a newer release has written it.
    #[must_use]
    pub fn stored(tag: &str) -> Self {
        Self(planning::Locale::stored(tag))
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
        self.0.texts() == planning::Locale::EnUs
    }

    /// The region for templates, such as `US`; empty without one. It is that of the texts: `GB` in Australia.
    pub(crate) fn region(self) -> &'static str {
        self.0.texts().region()
    }

    /// The locale of a message: the language is the one that is asked for, else the application's, else the
    /// candidate's, else English. Its region is named with it, or it is the application's, else the country's of its
    /// holiday calendar, else the candidate's.
    pub(crate) fn chosen(asked: Option<Self>, facts: &Facts) -> Self {
        let application = &facts.application;
        let of_candidate = facts.candidate.locale;
        let named = asked.map(|asked| asked.0).or(application.locale);
        if let Some(named) = named.filter(|named| !named.region().is_empty()) {
            return Self(named);
        }
        let chosen = named.or(of_candidate).unwrap_or_default();
        let same = |locale: &planning::Locale| locale.language() == chosen.language();
        let of_country = || country_locale(chosen, application.holiday_calendar?.code());
        let region = application.locale.filter(same).or_else(of_country).or(of_candidate.filter(same));
        Self(region.unwrap_or(chosen))
    }
}

/// The locale of the calendar's country, if the language is spoken there. In English, Canada mixes both spellings, so
/// it has none.
fn country_locale(language: planning::Locale, calendar: &str) -> Option<planning::Locale> {
    let country = calendar.split('-').next()?;
    if language.language() == "en" {
        return match country {
            "US" => Some(planning::Locale::EnUs),
            "AU" | "GB" | "GG" | "GI" | "HK" | "IE" | "IM" | "IN" | "JE" | "KE" | "MT" | "NG" | "NZ" | "SG" | "ZA" => {
                Some(planning::Locale::EnGb)
            }
            _ => None,
        };
    }
    let here = |locale: &planning::Locale| locale.language() == language.language() && locale.region() == country;
    planning::Locale::ALL.into_iter().find(here)
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
        planning::Locale::nearest(tag).map(Self).ok_or_else(|| {
            let known = planning::Locale::ALL.map(planning::Locale::tag).join(", ");
            InvalidValue(format!("is no language that there are messages in: {known}"))
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
