//! The plan: steps with their windows, channels and reasons.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Obligation, StepKind, TimeZone,
    facts::Channel,
    reason::{Advice, Reason, Warning},
};

/// The steps of an application's follow-up, with their times and reasons. The crate `wording` writes them in a
/// language.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan<'f> {
    /// The playbook that the plan follows.
    pub playbook: PlaybookVersion<'f>,
    /// The instant that the plan is for.
    pub as_of: DateTime<FixedOffset>,
    /// The employer's time zone. The plan's times have its offsets.
    pub time_zone: TimeZone,
    /// The state of the follow-up.
    pub state: State,
    /// The interview from which the sequence counts.
    pub anchor_interview_id: Option<&'f str>,
    /// The date by which the employer said it would decide.
    pub stated_date: Option<NaiveDate>,
    /// The id of the next step.
    pub next_step_id: Option<String>,
    /// Past and future steps, in order of time.
    pub steps: Vec<Step<'f>>,
    /// The employer's legal duties towards the applicant, as far as the facts show them.
    pub obligations: Vec<Obligation<'f>>,
    /// Facts that are missing or implausible.
    pub warnings: Vec<Warning<'f>>,
}

/// A version of a playbook.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct PlaybookVersion<'f> {
    /// The key of the playbook.
    #[schema(example = "consensus")]
    pub key: &'f str,
    /// The number of the version, from 1.
    #[schema(example = 1)]
    pub version: u32,
}

/// The state of an application's follow-up.
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

/// A step of the plan, past or future.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<'f> {
    /// The id. It is readable, and the same in every plan of these facts.
    pub id: String,
    /// What to do.
    pub kind: StepKind,
    /// The id of the interview.
    pub interview_id: Option<&'f str>,
    /// The id of the contact who receives the message.
    pub contact_id: Option<&'f str>,
    /// The status at the instant of the plan.
    pub status: Status,
    /// When it was done.
    pub done_at: Option<DateTime<FixedOffset>>,
    /// The first suitable instant.
    pub opens_at: DateTime<FixedOffset>,
    /// The best instant.
    pub ideal_at: DateTime<FixedOffset>,
    /// The last suitable instant.
    pub closes_at: DateTime<FixedOffset>,
    /// The instant until which late thanks are acceptable; only for thank-yous.
    pub acceptable_until: Option<DateTime<FixedOffset>>,
    /// The channels for the step.
    pub channel: Channels,
    /// The contacts to whom the recipient is asked to pass on the thanks.
    pub pass_on_to: Vec<&'f str>,
    /// Why this, why then, why so; empty, where the plan was made without reasons.
    pub reasons: Vec<Reason<'f>>,
    /// Advice about the step. Empty if the plan was made without reasons.
    pub advice: Vec<Advice<'f>>,
}

/// The status of a step.
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

/// The channels of a step.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Channels {
    /// The best channel; null if no message is due or nobody can be reached.
    pub recommended: Option<UsableChannel>,
    /// The other channels, best first.
    pub alternatives: Vec<UsableChannel>,
}

/// A channel by which the recipient can be reached.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct UsableChannel {
    /// The element.
    pub channel: Channel,
    /// How the channel reaches the recipient.
    pub via: Via,
}

/// How a channel reaches a recipient.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// By details of the person's own, or the company's address.
    Direct,
    /// Through the company's main number: ask for the person, or for human resources.
    Switchboard,
}
