//! Interviews, past and to come.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Date, Instant, Key, Note, extended};

/// What an interview is.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InterviewDetails {
    /// Its kind.
    #[serde(default)]
    pub kind: InterviewKind,
    /// How one meets.
    #[serde(default)]
    pub medium: Medium,
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends, after it begins.
    pub ends_at: Instant,
    /// Whether it takes or took place.
    #[serde(default)]
    pub status: InterviewStatus,
    /// How well the people got on.
    #[serde(default)]
    pub rapport: Rapport,
    /// The date by which the employer said it would decide.
    #[serde(default)]
    pub decision_expected_on: Option<Date>,
    /// The instant by which the employer asked to hear from the candidate, after the interview's end.
    #[serde(default)]
    pub respond_by: Option<Instant>,
    /// What was talked about and is worth recalling.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub talking_points: Vec<Note>,
    /// What stayed unclear or unsaid, with what the candidate wants to add.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub points_to_clarify: Vec<Note>,
}

extended! {
    /// An interview, past or to come.
    pub struct Interview as "InterviewFacts": InterviewDetails {
        /// By which the plan names this interview.
        pub id: Key,
        /// The contacts who lead it.
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

/// How one meets for an interview.
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

/// How well the people of an interview got on.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rapport {
    /// Nothing is known.
    #[default]
    Unknown,
    /// Notably well.
    Strong,
}
