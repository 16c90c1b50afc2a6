//! The dimensions by which applications are grouped and filtered.

use std::borrow::Cow;

use entity::AnswerDimension;
use planning::{HolidayCalendar, facts::CommunicationChannel};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, Type},
};
use wording::ApplicationGroup;

/// What applications are grouped by.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatisticsDimension {
    /// The sector of the employer.
    Sector,
    /// The level of the position.
    Seniority,
    /// The country of the employer, by its holiday calendar.
    Country,
    /// The kind of the last interview.
    Stage,
    /// The channel of the candidate's first message after the last interview, sent before any answer.
    Channel,
}

/// The channel of the candidate's first message after the last interview.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FirstChannel {
    /// E-mail.
    Email,
    /// A telephone call, or a voicemail.
    Phone,
    /// A LinkedIn message.
    Linkedin,
    /// A handwritten note or letter by post.
    Letter,
    /// Any other, or unknown.
    Other,
    /// No message was sent before an answer came.
    None,
}

/// A country, or `none` where the country isn't known.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CountryFilter(String);

/// The name of the group whose value is unknown or was not sent.
const NONE: &str = "none";

impl CountryFilter {
    pub(super) fn into_word(self) -> String {
        self.0
    }
}

impl<'de> Deserialize<'de> for CountryFilter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = Cow::<str>::deserialize(deserializer)?;
        let is_of_country = |calendar: HolidayCalendar| calendar.country().unwrap_or(calendar).code() == word;
        if word == NONE || HolidayCalendar::all().any(is_of_country) {
            return Ok(Self(word.into_owned()));
        }
        Err(D::Error::custom(
            "must be none, or the two capital letters (ISO 3166-1) of a country that has a holiday calendar",
        ))
    }
}

impl PartialSchema for CountryFilter {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).pattern(Some("^([A-Z]{2}|none)$")).examples(["US"]).into()
    }
}

impl ToSchema for CountryFilter {}

impl StatisticsDimension {
    /// The dimension of the kept counts.
    pub(super) const fn counted(self) -> AnswerDimension {
        match self {
            Self::Sector => AnswerDimension::Sector,
            Self::Seniority => AnswerDimension::Seniority,
            Self::Country => AnswerDimension::Country,
            Self::Stage => AnswerDimension::Stage,
            Self::Channel => AnswerDimension::Channel,
        }
    }

    /// The group of a value, for pictures; all applications, if a newer release has counted by another word.
    pub(super) fn group(self, value: &str) -> ApplicationGroup<'_> {
        let group = match self {
            Self::Sector => serde_plain::from_str(value).map(ApplicationGroup::Sector),
            Self::Seniority => serde_plain::from_str(value).map(ApplicationGroup::Seniority),
            Self::Stage => serde_plain::from_str(value).map(ApplicationGroup::Stage),
            Self::Country => Ok(ApplicationGroup::Country(Some(value).filter(|value| *value != NONE))),
            Self::Channel if value == NONE => Ok(ApplicationGroup::Channel(None)),
            Self::Channel => serde_plain::from_str::<CommunicationChannel>(value)
                .map(|channel| ApplicationGroup::Channel(Some(channel))),
        };
        group.unwrap_or(ApplicationGroup::All)
    }
}
