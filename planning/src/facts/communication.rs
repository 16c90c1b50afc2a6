//! What was sent and what came back, and the candidate's own word on it all.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Date, Instant, Key, Note, extended};

/// What is known of something that was sent or that came back.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommunicationDetails {
    /// Who wrote to whom.
    pub direction: Direction,
    /// By which channel.
    #[serde(default)]
    pub channel: CommunicationChannel,
    /// What it was for; says something of outbound ones only.
    #[serde(default)]
    pub purpose: Purpose,
    /// Whether an outbound one came back undelivered. It then counts for nothing.
    #[serde(default)]
    pub bounced: bool,
    /// When it went out or came in.
    pub at: Instant,
    /// A date for the decision that an inbound one gave.
    #[serde(default)]
    pub decision_expected_on: Option<Date>,
    /// Whether an inbound one is an auto-reply, which changes nothing.
    #[serde(default)]
    pub automatic: bool,
    /// Whether the employer asked something in an inbound one.
    #[serde(default)]
    pub needs_answer: bool,
    /// What the candidate answers to that: the words of the answer are made of it.
    #[serde(default)]
    #[schema(example = "I can start on 1 May")]
    pub answer: Option<Note>,
}

extended! {
    /// Something that was sent or that came back.
    pub struct Communication as "CommunicationFacts": CommunicationDetails {
        /// With whom.
        #[serde(default)]
        pub contact_id: Option<Key>,
    }
}

/// Who wrote to whom.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the candidate to the employer.
    Outbound,
    /// From the employer to the candidate.
    Inbound,
}

/// The channel of a communication that took place.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommunicationChannel {
    /// E-mail.
    Email,
    /// A telephone call, or a voicemail.
    Phone,
    /// A LinkedIn message.
    Linkedin,
    /// A handwritten note or letter by post.
    Letter,
    /// Any other, or unknown.
    #[default]
    Other,
}

/// What an outbound communication was for.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To thank for an interview.
    ThankYou,
    /// To ask how things stand.
    CheckIn,
    /// To ask a last time.
    FinalAttempt,
    /// To tell of another employer's offer.
    CompetingOffer,
    /// To accept or decline this employer's offer.
    OfferResponse,
    /// Anything else.
    #[default]
    Other,
}

/// What the candidate says about a step, as a client writes it.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OverrideInput, example = json!({"dismissed": false, "not_before": "2026-03-24T09:00:00-04:00"}))]
pub struct OverrideDetails {
    /// Whether the candidate leaves the step out.
    #[serde(default)]
    pub dismissed: bool,
    /// The instant before which the candidate won't act on it.
    #[serde(default)]
    pub not_before: Option<Instant>,
}

extended! {
    /// The candidate's own word on a step of the plan.
    pub struct StepOverride: OverrideDetails {
        /// The step's id in the plan.
        #[schema(value_type = String, max_length = 300)]
        pub step_id: String,
    }
}
