//! The plan: steps with their windows, channels and reasons.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    StepKind, TimeZone,
    facts::Channel,
    reason::{Advice, Reason, Warning},
};

/// What to do about an application, when, and why. The crate `wording` writes it in a language.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan<'f> {
    /// The playbook that made it.
    pub playbook: PlaybookVersion<'f>,
    /// The moment it is for.
    pub as_of: DateTime<FixedOffset>,
    /// The employer's time zone, whose offsets the plan's times have.
    pub time_zone: TimeZone,
    /// How things stand.
    pub state: State,
    /// The interview that the sequence hangs on.
    pub anchor_interview_id: Option<&'f str>,
    /// The date by which the employer said it would decide.
    pub stated_date: Option<NaiveDate>,
    /// The step to turn to next.
    pub next_step_id: Option<String>,
    /// What was and is to be done, in order of time.
    pub steps: Vec<Step<'f>>,
    /// Facts that are missing or odd.
    pub warnings: Vec<Warning<'f>>,
}

/// Which playbook, and which version of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct PlaybookVersion<'f> {
    /// Its key.
    #[schema(example = "consensus")]
    pub key: &'f str,
    /// Counts its changes, from 1.
    #[schema(example = 1)]
    pub version: u32,
}

/// How an application's follow-up stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// No interview has ended yet.
    AwaitingInterview,
    /// Something is to be done now.
    Active,
    /// Something will be to do later.
    Waiting,
    /// Time to turn elsewhere.
    MovedOn,
    /// It has ended, and nothing is left to do.
    Closed,
}

/// One thing to do, or one that was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<'f> {
    /// Readable, and the same in every plan of these facts.
    pub id: String,
    /// What to do.
    pub kind: StepKind,
    /// The interview it belongs to.
    pub interview_id: Option<&'f str>,
    /// The person the message goes to.
    pub contact_id: Option<&'f str>,
    /// How it stands at the plan's moment.
    pub status: Status,
    /// When it was done.
    pub done_at: Option<DateTime<FixedOffset>>,
    /// The first moment that suits it.
    pub opens_at: DateTime<FixedOffset>,
    /// The best moment.
    pub ideal_at: DateTime<FixedOffset>,
    /// The last moment that suits it.
    pub closes_at: DateTime<FixedOffset>,
    /// Until when late thanks are still better than none; of thank-yous only.
    pub acceptable_until: Option<DateTime<FixedOffset>>,
    /// How to do it.
    pub channel: Channels,
    /// Contacts whom the recipient is asked to pass the thanks on to.
    pub pass_on_to: Vec<&'f str>,
    /// Why this, why then, why so; empty, where the plan was made without reasons.
    pub reasons: Vec<Reason<'f>>,
    /// What is worth knowing beside it; empty, where the plan was made without reasons.
    pub advice: Vec<Advice<'f>>,
}

/// How a step stands.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It was done.
    Done,
    /// The candidate left it out.
    Dismissed,
    /// An outcome made it pointless.
    Cancelled,
    /// Its window has yet to open.
    Upcoming,
    /// Its window is open.
    Due,
    /// Its window has closed, and it is still worth doing.
    Overdue,
    /// Its time has passed.
    Missed,
}

/// How a step can be done.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Channels {
    /// The best way; none, where nobody can be reached or no message is due.
    pub recommended: Option<UsableChannel>,
    /// The others, best first.
    pub alternatives: Vec<UsableChannel>,
}

/// A channel by which the person can be reached.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct UsableChannel {
    /// Which one.
    pub channel: Channel,
    /// How it reaches the person.
    pub via: Via,
}

/// How a channel reaches a person.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// By details of the person's own, or the company's address.
    Direct,
    /// Through the company's main number: ask for the person, or for human resources.
    Switchboard,
}
