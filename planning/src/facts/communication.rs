//! Communications and the candidate's decisions about steps.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Date, Instant, Key, Note, extended};

/// The fields of a communication, except its contact.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommunicationDetails {
    /// Whether the candidate or the employer sent it.
    pub direction: Direction,
    /// The channel.
    #[serde(default)]
    pub channel: CommunicationChannel,
    /// The purpose of an outbound communication; has no meaning for inbound ones.
    #[serde(default)]
    pub purpose: Purpose,
    /// Whether an outbound communication was returned as undeliverable. Plans then ignore it.
    #[serde(default)]
    pub bounced: bool,
    /// When it was sent or received.
    pub at: Instant,
    /// The decision date that an inbound communication names.
    #[serde(default)]
    pub decision_expected_on: Option<Date>,
    /// Whether an inbound communication is an auto-reply. Plans then ignore it.
    #[serde(default)]
    pub automatic: bool,
    /// Whether an inbound communication asks a question that needs an answer.
    #[serde(default)]
    pub needs_answer: bool,
    /// The candidate's answer to that question. The message of the answer is made from it.
    #[serde(default)]
    #[schema(example = "I can start on 1 May")]
    pub answer: Option<Note>,
}

extended! {
    /// A message or call between candidate and employer.
    pub struct Communication as "CommunicationFacts": CommunicationDetails {
        /// The contact who wrote or was written to.
        #[serde(default)]
        pub contact_id: Option<Key>,
    }
}

/// Whether the candidate or the employer sent it.
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

/// The purpose of an outbound communication.
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

/// The fields of an override that a client sets.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StepOverrideInput, example = json!({"dismissed": false, "not_before": "2026-03-24T09:00:00-04:00"}))]
pub struct OverrideDetails {
    /// Whether the candidate dismisses the step.
    #[serde(default)]
    pub dismissed: bool,
    /// The instant until which the candidate puts the step off.
    #[serde(default)]
    pub not_before: Option<Instant>,
}

extended! {
    /// The candidate's decision about a step.
    pub struct StepOverride as "OverrideFacts": OverrideDetails {
        /// The id of the step in the plan.
        #[schema(value_type = String, max_length = 300)]
        pub step_id: String,
    }
}
