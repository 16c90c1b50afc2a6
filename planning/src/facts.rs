//! What is known: the people, the application, its interviews, and what was said since.

mod application;
mod candidate;
mod communication;
mod contact;
mod interview;

pub use application::{
    ApplicationDetails, Channel, Company, CompetingOffer, Culture, Outcome, OutcomeKind, Position, Sector, Seniority,
};
pub use candidate::{CandidateDetails, PreferredChannel};
pub use communication::{
    Communication, CommunicationChannel, CommunicationDetails, Direction, OverrideDetails, Purpose, StepOverride,
};
pub use contact::{Contact, ContactDetails, FormOfAddress, Role};
pub use interview::{Interview, InterviewDetails, InterviewKind, InterviewStatus, Medium, Rapport};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Instant, PlaybookChoice};

/// Everything a plan follows from.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The moment the plan is for; now, where it is left out.
    #[serde(default)]
    pub as_of: Option<Instant>,
    /// The playbook to follow: the key of a built-in one or of one of the account's own, or a whole playbook.
    #[serde(default)]
    pub playbook: PlaybookChoice,
    /// The candidate, who writes.
    #[serde(default)]
    pub candidate: CandidateDetails,
    /// The application that the plan is for.
    pub application: ApplicationDetails,
    /// People at the employer; where several would do, the first named is preferred.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub contacts: Vec<Contact>,
    /// Interviews, past and to come.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub interviews: Vec<Interview>,
    /// What was sent and what came back.
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub communications: Vec<Communication>,
    /// The candidate's own word on steps of the plan.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub overrides: Vec<StepOverride>,
}
