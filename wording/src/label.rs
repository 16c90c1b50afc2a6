//! The labels of calendars and timelines, as data.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use planning::{
    StepKind,
    facts::{Communication, CompetingOffer, Contact, Interview, Outcome, OutcomeKind},
};

/// Shortens a name to the space where it is shown. Takes the name, or the words that stand for an unknown name.
pub type Shorten<'f> = &'f dyn Fn(&str) -> String;

/// Shortens a name to the rest of a line. Takes the words with which the line begins, then the name.
pub type ShortenAfter<'f> = &'f dyn Fn(&str, &str) -> String;

/// The person or group at the employer whom a step or an event concerns.
#[derive(Clone, Copy, Debug)]
pub enum Counterpart<'f> {
    /// A person.
    Contact(&'f Contact),
    /// The people who took part in an interview.
    Interviewers,
    /// The name of the employer.
    Employer,
}

/// The action of a step, and the person or group it concerns.
#[derive(Clone, Copy, Debug)]
pub struct Action<'f> {
    /// The kind of step.
    pub kind: StepKind,
    /// The person or group whom the step concerns.
    pub counterpart: Counterpart<'f>,
    /// Its position among the requests for a new date of one interview.
    pub request_ordinal: RequestOrdinal,
}

/// The position of a request for a new date among those for the same interview.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RequestOrdinal {
    /// The first request.
    First,
    /// A request that repeats an earlier one.
    Again,
    /// The last request of the plan, which repeats earlier ones.
    Last,
}

/// An event of a timeline that is neither an interview nor a step.
#[derive(Clone, Copy, Debug)]
pub enum TimelineEvent<'f> {
    /// The employer wrote or called. Automatic answers are left out: they change nothing.
    Reply(&'f Communication),
    /// A message came back undelivered.
    Bounced(&'f Communication),
    /// The number of earlier replies and returned messages, which are not shown separately.
    Earlier(usize),
    /// Another employer made an offer.
    CompetingOffer(&'f CompetingOffer),
    /// The application ended.
    Outcome(&'f Outcome),
    /// The candidate took another job.
    AcceptedElsewhere,
}

impl TimelineEvent<'_> {
    /// The instant by which the employer wants an answer. `None` if the event asks for none.
    #[must_use]
    pub fn respond_by(self) -> Option<DateTime<Utc>> {
        match self {
            Self::CompetingOffer(offer) => offer.respond_by.map(Into::into),
            Self::Outcome(outcome) if outcome.kind == OutcomeKind::Offered => outcome.respond_by.map(Into::into),
            Self::Outcome(_) | Self::Reply(_) | Self::Bounced(_) | Self::Earlier(_) | Self::AcceptedElsewhere => None,
        }
    }
}

/// A date by which the employer said it would decide.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NamedDate {
    /// The date.
    pub day: NaiveDate,
    /// Whether the plan uses this date.
    pub is_in_force: bool,
    /// Whether the date is before the plan's `as_of`.
    pub has_passed: bool,
}

/// An entry of a timeline's legend.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LegendEntry {
    /// The time to do a step.
    Window,
    /// The best instant.
    BestMoment,
    /// The time in which late is still acceptable.
    AcceptableLate,
    /// The time to answer an offer.
    TimeToAnswer,
    /// A weekend.
    Weekend,
    /// A holiday, or a day on which the employer is closed.
    Holiday,
}

/// The form of a month's name on an axis, by the space that it has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MonthForm {
    /// The name and the year.
    LongWithYear,
    /// A short name and the year.
    ShortWithYear,
    /// The name.
    Long,
    /// A short name.
    Short,
    /// The year alone.
    Year,
}

/// The position that was applied for.
#[derive(Clone, Copy, Debug)]
pub struct Position<'f> {
    /// Its title.
    pub title: &'f str,
    /// The name of the company.
    pub company: &'f str,
}

/// An interview, with its times by the employer's clocks.
#[derive(Clone, Copy, Debug)]
pub struct InterviewDetails<'f> {
    /// The interview.
    pub interview: &'f Interview,
    /// When it starts.
    pub starts: NaiveDateTime,
    /// When it ends.
    pub ends: NaiveDateTime,
    /// The instant by which the employer wants to hear from the candidate.
    pub respond_by: Option<NaiveDateTime>,
    /// The people who take part.
    pub people: &'f [&'f Contact],
}

/// Something that happened, with its times by the employer's clocks.
#[derive(Clone, Copy, Debug)]
pub struct EventDetails<'f> {
    /// The event.
    pub event: TimelineEvent<'f>,
    /// The person or group who wrote or was written to.
    pub counterpart: Counterpart<'f>,
    /// When it happened.
    pub at: NaiveDateTime,
    /// The instant by which the event asks for an answer.
    pub respond_by: Option<NaiveDateTime>,
    /// The year of the timeline. Dates of this year are written without it.
    pub year: i32,
}
