//! The facts: the candidate, the application, its contacts and interviews, and the communications.

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

use crate::{Instant, Key, Playbook, PlaybookChoice, playbook::whole};

/// The facts from which a plan is calculated.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The instant that the plan is for. The default is now.
    #[serde(default)]
    pub as_of: Option<Instant>,
    /// The key of the playbook to follow, built in or one of the account's own. The default is `consensus`.
    #[serde(default)]
    pub playbook: Option<Key>,
    /// A whole playbook to follow, instead of `playbook`.
    #[serde(default, deserialize_with = "whole")]
    pub custom_playbook: Option<Box<Playbook>>,
    /// The candidate, who sends the messages.
    #[serde(default)]
    pub candidate: CandidateDetails,
    /// The application.
    pub application: ApplicationDetails,
    /// People at the employer. Where several fit, the first in the list is preferred.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub contacts: Vec<Contact>,
    /// Interviews, past and to come.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub interviews: Vec<Interview>,
    /// Messages and calls, sent and received.
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub communications: Vec<Communication>,
    /// The candidate's decisions about steps.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub overrides: Vec<StepOverride>,
}

impl Facts {
    /// The playbook to follow.
    #[must_use]
    pub fn chosen_playbook(&self) -> PlaybookChoice<'_> {
        match (&self.custom_playbook, &self.playbook) {
            (Some(whole), _) => PlaybookChoice::Whole(whole),
            (None, Some(key)) => PlaybookChoice::Key(key),
            (None, None) => PlaybookChoice::default(),
        }
    }
}
