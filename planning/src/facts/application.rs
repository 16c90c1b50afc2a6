//! The application, and the employer it went to.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Date, HolidayCalendar, Instant, Key, Locale, Name, Note, Phone, TimeZone};

/// The application, and the employer it went to.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ApplicationFacts)]
pub struct ApplicationDetails {
    /// The employer.
    pub company: Company,
    /// The position applied for.
    pub position: Position,
    /// The day the application went in.
    #[serde(default)]
    pub applied_on: Option<Date>,
    /// Whether the employer needs somebody soon.
    #[serde(default)]
    pub urgent: bool,
    /// Channels that the employer doesn't want to be contacted by.
    #[serde(default)]
    #[schema(max_items = 4)]
    pub forbidden_channels: Vec<Channel>,
    /// The employer's time zone.
    pub time_zone: TimeZone,
    /// The employer's public holidays, one of `GET /v1/holiday-calendars`; without it, only Saturdays and Sundays are free.
    #[serde(default)]
    pub holiday_calendar: Option<HolidayCalendar>,
    /// Further days on which this employer is closed.
    #[serde(default)]
    #[schema(max_items = 366)]
    pub closures: Vec<Date>,
    /// How it ended, once it has.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// Offers of other employers while this one is still deciding.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub competing_offers: Vec<CompetingOffer>,
    /// When the candidate accepted another job. Without an outcome of its own, the application then counts as withdrawn.
    #[serde(default)]
    pub accepted_elsewhere_at: Option<Instant>,
    /// Qualifications for this position; messages prefer them to the candidate's own.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub strengths: Vec<Note>,
    /// The language and region of its messages; the candidate's, if left out.
    #[serde(default)]
    pub locale: Option<Locale>,
}

/// The employer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Company {
    /// Its name.
    pub name: Name,
    /// Its sector; start-ups decide sooner, government later.
    #[serde(default)]
    pub sector: Sector,
    /// How formal it is.
    #[serde(default)]
    pub culture: Culture,
    /// Its main number, through which anybody can be asked for.
    #[serde(default)]
    pub main_phone: Option<Phone>,
    /// Where a letter reaches it.
    #[serde(default)]
    pub postal_address: Option<Note>,
}

/// The sector of an employer.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sector {
    /// A start-up.
    Startup,
    /// A large company.
    Corporate,
    /// A public body.
    Government,
    /// A charity or other non-profit organisation.
    Nonprofit,
    /// Any other, or unknown.
    #[default]
    Other,
}

/// How formal an employer is.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Culture {
    /// Formal.
    Formal,
    /// Neither markedly formal nor informal, or unknown.
    #[default]
    Neutral,
    /// Informal.
    Informal,
}

/// The position applied for.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Its title.
    pub title: Name,
    /// Its level; the more senior, the longer an employer takes.
    #[serde(default)]
    pub seniority: Seniority,
}

/// The level of a position.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Seniority {
    /// A first job.
    Entry,
    /// Anything between the others, or unknown.
    #[default]
    Mid,
    /// Senior.
    Senior,
    /// Executive.
    Executive,
}

/// How an application ended.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// In which way.
    pub kind: OutcomeKind,
    /// When.
    pub at: Instant,
    /// The instant by which the employer wants an answer to its offer, after `at`.
    #[serde(default)]
    pub respond_by: Option<Instant>,
}

/// An offer of another employer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CompetingOffer {
    /// The id by which the plan names it.
    pub id: Key,
    /// When the offer was made.
    pub at: Instant,
    /// The instant by which the other employer wants an answer, after `at`.
    #[serde(default)]
    pub respond_by: Option<Instant>,
}

/// The ways in which an application ends.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// The employer declined.
    Rejected,
    /// The employer made an offer.
    Offered,
    /// The candidate took the offer.
    Accepted,
    /// The candidate withdrew.
    Withdrawn,
}

/// A way in which a message can go out.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    Email,
    /// A telephone call, or a voicemail.
    Phone,
    /// A LinkedIn message to a connection.
    Linkedin,
    /// A handwritten note or letter by post.
    Letter,
}

impl Channel {
    /// All channels.
    pub const ALL: [Self; 4] = [Self::Email, Self::Phone, Self::Linkedin, Self::Letter];

    /// Its name in JSON, files and errors.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Linkedin => "linkedin",
            Self::Letter => "letter",
        }
    }
}
