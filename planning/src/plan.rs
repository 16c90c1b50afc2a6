//! The plan: steps with their windows, channels and reasons.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{TimeZone, facts::Channel, rfc3339};

/// What to do about an application, when, and why.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Plan<'f> {
    /// The playbook that made it.
    pub playbook: PlaybookVersion<'f>,
    /// The moment it is for.
    #[serde(serialize_with = "rfc3339::time")]
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
    pub warnings: Vec<Warning>,
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
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Step<'f> {
    /// Readable, and the same in every plan of these facts.
    #[schema(example = "i1:thank_you:c1")]
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
    #[serde(serialize_with = "rfc3339::optional")]
    pub done_at: Option<DateTime<FixedOffset>>,
    /// The first moment that suits it.
    #[serde(serialize_with = "rfc3339::time")]
    pub opens_at: DateTime<FixedOffset>,
    /// The best moment.
    #[serde(serialize_with = "rfc3339::time")]
    pub ideal_at: DateTime<FixedOffset>,
    /// The last moment that suits it.
    #[serde(serialize_with = "rfc3339::time")]
    pub closes_at: DateTime<FixedOffset>,
    /// Until when late thanks are still better than none; of thank-yous only.
    #[serde(serialize_with = "rfc3339::optional")]
    pub acceptable_until: Option<DateTime<FixedOffset>>,
    /// How to do it.
    pub channel: Channels,
    /// Contacts whom the recipient is asked to pass the thanks on to.
    pub pass_on_to: Vec<&'f str>,
    /// Why this, why then, why so.
    pub reasons: Vec<Reason>,
    /// What is worth knowing beside it.
    pub advice: Vec<Advice>,
}

/// What a step asks for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Thank an interviewer.
    ThankYou,
    /// Ask how things stand.
    CheckIn,
    /// Ask a last time.
    FinalAttempt,
    /// Ask for a new date after the employer didn't turn up.
    RescheduleRequest,
    /// Let the employer hear from the candidate, as it asked.
    Respond,
    /// Answer a question of the employer's.
    Answer,
    /// Thank for the opportunity after a rejection.
    RejectionThanks,
    /// Thank for an offer.
    OfferThanks,
    /// Say that one withdraws.
    WithdrawalNote,
    /// A word months later.
    StayInTouch,
    /// Tell an employer that is still deciding of another employer's offer.
    CompetingOffer,
    /// Accept or decline the employer's offer; no message.
    OfferResponse,
    /// Turn to other employers; no message.
    MoveOn,
}

impl StepKind {
    /// Whether a message goes out for it; the others are actions without one.
    #[must_use]
    pub const fn is_message(self) -> bool {
        !matches!(self, Self::MoveOn | Self::OfferResponse)
    }
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

/// Why a step is as it is.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Reason {
    /// The rule's id in the guidance ledger.
    #[schema(value_type = String, example = "balance.phone.1")]
    pub rule: &'static str,
    /// The article that the rule comes from.
    #[schema(value_type = String, example = "balance")]
    pub source: &'static str,
    /// Whether the article states the figure.
    pub figure: Figure,
    /// One plain sentence with the values filled in.
    pub text: String,
}

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// The article's own.
    Stated,
    /// The project's, where the article only gives a direction.
    Chosen,
}

/// What is worth knowing beside a step.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Advice {
    /// The rule's id in the guidance ledger.
    #[schema(value_type = String, example = "balance.silence.1")]
    pub rule: &'static str,
    /// One plain sentence.
    pub text: String,
}

/// A fact that is missing or odd.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Warning {
    /// Where in the facts: a JSON Pointer (RFC 6901).
    #[schema(value_type = String, example = "/interviews/0/interviewer_ids")]
    pub pointer: Cow<'static, str>,
    /// What about it.
    #[schema(value_type = String)]
    pub text: Cow<'static, str>,
}
