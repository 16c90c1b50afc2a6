//! Interviews, past and future.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Date, Instant, Key, Note, extended};

/// The fields of an interview, except its interviewers.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InterviewDetails {
    /// The kind of interview.
    #[serde(default)]
    pub kind: InterviewKind,
    /// The medium of the interview.
    #[serde(default)]
    pub medium: Medium,
    /// The start.
    pub starts_at: Instant,
    /// The end, after the start.
    pub ends_at: Instant,
    /// Whether the interview takes or took place.
    #[serde(default)]
    pub status: InterviewStatus,
    /// How well candidate and interviewers got on.
    #[serde(default)]
    pub rapport: Rapport,
    /// The date by which the employer said it would decide.
    #[serde(default)]
    pub decision_expected_on: Option<Date>,
    /// The instant by which the employer asked the candidate to respond, after the interview's end.
    #[serde(default)]
    pub respond_by: Option<Instant>,
    /// Topics of the interview that messages may mention.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub talking_points: Vec<Note>,
    /// Points that stayed unclear, with what the candidate wants to add.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub points_to_clarify: Vec<Note>,
}

extended! {
    /// An interview, past or to come.
    pub struct Interview as "InterviewFacts": InterviewDetails {
        /// The id by which the plan refers to this interview.
        pub id: Key,
        /// The ids of the interviewers, who are contacts.
        #[serde(default)]
        #[schema(max_items = 50)]
        pub interviewer_ids: Vec<Key>,
    }
}

/// The kinds of interview.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InterviewKind {
    /// A first, short one.
    Screening,
    /// About skills, by questions or tasks.
    Technical,
    /// About past behaviour.
    Behavioral,
    /// With several interviewers at once.
    Panel,
    /// A task done at home: it starts when it is set and ends when it is handed in.
    Assignment,
    /// The last before the decision.
    Final,
    /// Any other, or unknown.
    #[default]
    Other,
}

/// The medium of an interview.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// By telephone.
    Phone,
    /// By video call.
    #[default]
    Video,
    /// Face to face.
    InPerson,
}

/// Whether an interview takes or took place.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InterviewStatus {
    /// It is agreed on.
    #[default]
    Scheduled,
    /// It took place.
    Completed,
    /// It was called off.
    Cancelled,
    /// The candidate was there, the employer was not.
    EmployerNoShow,
}

impl InterviewStatus {
    /// All statuses.
    pub const ALL: [Self; 4] = [Self::Scheduled, Self::Completed, Self::Cancelled, Self::EmployerNoShow];
}

/// The rapport in an interview.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rapport {
    /// Nothing is known.
    #[default]
    Unknown,
    /// Notably well.
    Strong,
}
