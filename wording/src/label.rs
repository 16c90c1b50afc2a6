//! The labels of calendars and timelines, as data.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use planning::{
    StepKind,
    facts::{Communication, CompetingOffer, Contact, Interview, Outcome, OutcomeKind},
};

/// Shortens a name, or the words in place of one, for where it is shown.
pub type Shorten<'f> = &'f dyn Fn(&str) -> String;

/// Shortens a name for the line that begins with the words before it: those words, then the name.
pub type ShortenAfter<'f> = &'f dyn Fn(&str, &str) -> String;

/// The person or group at the employer that something is about.
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
    /// The contact who wrote or was written to.
    pub whom: Counterpart<'f>,
    /// Which of several requests for a new date it is.
    pub request_ordinal: RequestOrdinal,
}

/// The position of a request for a new date among those for the same interview.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RequestOrdinal {
    /// Nobody has asked before.
    First,
    /// It repeats an earlier one.
    Again,
    /// It repeats earlier ones, and no other comes after it.
    Last,
}

/// An event of a timeline that is neither an interview nor a step.
#[derive(Clone, Copy, Debug)]
pub enum TimelineEvent<'f> {
    /// The employer wrote or called. Automatic answers are left out: they change nothing.
    Reply(&'f Communication),
    /// A message came back undelivered.
    Bounced(&'f Communication),
    /// This many earlier replies and returned messages, which are not shown separately.
    Earlier(usize),
    /// Another employer made an offer.
    CompetingOffer(&'f CompetingOffer),
    /// The application ended.
    Outcome(&'f Outcome),
    /// The candidate took another job.
    AcceptedElsewhere,
}

impl TimelineEvent<'_> {
    /// The instant by which the event asks for an answer.
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
    /// Whether the plan goes by it.
    pub is_in_force: bool,
    /// Whether it lies before the plan's moment.
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

/// How much of a month's name an axis has room for.
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

/// Which position.
#[derive(Clone, Copy, Debug)]
pub struct Position<'f> {
    /// What it is.
    pub title: &'f str,
    /// At which company.
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
    /// By when the employer wants to hear from the candidate.
    pub respond_by: Option<NaiveDateTime>,
    /// Who takes part.
    pub people: &'f [&'f Contact],
}

/// Something that happened, with its times by the employer's clocks.
#[derive(Clone, Copy, Debug)]
pub struct EventDetails<'f> {
    /// What it was.
    pub what: TimelineEvent<'f>,
    /// Who did it.
    pub whom: Counterpart<'f>,
    /// When it ended.
    pub at: NaiveDateTime,
    /// The instant by which the event asks for an answer.
    pub until: Option<NaiveDateTime>,
    /// The year that everything else is in.
    pub year: i32,
}
