//! The application and its employer.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Date, Headcount, HolidayCalendar, Instant, Key, Locale, Name, Note, Phone, TimeZone};

/// The application and its employer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ApplicationFacts)]
pub struct ApplicationDetails {
    /// The name of the employer.
    pub company: Company,
    /// The position applied for.
    pub position: Position,
    /// The date of the application. A date after that of the plan is left aside, with a warning.
    #[serde(default)]
    pub applied_on: Option<Date>,
    /// Whether the employer needs to fill the position soon.
    #[serde(default)]
    pub urgent: bool,
    /// Channels by which the employer does not want to be contacted.
    #[serde(default)]
    #[schema(max_items = 4)]
    pub forbidden_channels: Vec<Channel>,
    /// The employer's time zone.
    pub time_zone: TimeZone,
    /// The employer's holiday calendar: a code from `GET /v1/holiday-calendars`. Without one, every day from Monday to
    /// Friday is a working day.
    #[serde(default)]
    pub holiday_calendar: Option<HolidayCalendar>,
    /// Further dates on which this employer is closed.
    #[serde(default)]
    #[schema(max_items = 366)]
    pub closures: Vec<Date>,
    /// How the application ended; null while it is open.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// Offers of other employers that the candidate holds while this employer decides.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub competing_offers: Vec<CompetingOffer>,
    /// When the candidate accepted another job. An application without an outcome then counts as withdrawn.
    #[serde(default)]
    pub accepted_elsewhere_at: Option<Instant>,
    /// Qualifications for this position. Messages use them before the candidate's general ones.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub strengths: Vec<Note>,
    /// Whether the position was advertised to the public; null if that is not known. Some duties of employers depend on
    /// it: `GET /v1/obligations`.
    #[serde(default)]
    pub publicly_advertised: Option<bool>,
    /// How many people the employer employs; null if that is not known. Some duties of employers depend on it.
    #[serde(default)]
    pub employer_size: Option<Headcount>,
    /// The language and region of messages for this application. The default is the candidate's locale.
    #[serde(default)]
    pub locale: Option<Locale>,
    /// Whether people of this employer are addressed with "du", "tu" or "tú". The default is what the candidate says;
    /// without that, they are addressed formally. English makes no difference.
    #[serde(default)]
    pub familiar: Option<bool>,
}

/// The name of the employer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Company {
    /// The name.
    pub name: Name,
    /// The sector. Start-ups decide sooner, government later.
    #[serde(default)]
    pub sector: Sector,
    /// How formal the company is.
    #[serde(default)]
    pub culture: Culture,
    /// The number of the switchboard.
    #[serde(default)]
    pub main_phone: Option<Phone>,
    /// The postal address.
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
    /// The title.
    pub title: Name,
    /// The level. Employers take longer for senior positions.
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
    /// How the application ended.
    pub kind: OutcomeKind,
    /// When it ended.
    pub at: Instant,
    /// The instant by which the employer wants an answer to its offer, after `at`.
    #[serde(default)]
    pub respond_by: Option<Instant>,
}

/// An offer from another employer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CompetingOffer {
    /// The id by which steps refer to the offer.
    pub id: Key,
    /// When the offer was made.
    pub at: Instant,
    /// The instant by which the other employer wants an answer, after `at`.
    #[serde(default)]
    pub respond_by: Option<Instant>,
}

/// How an application ended.
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

/// A channel for a message.
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
