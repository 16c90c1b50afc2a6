//! The tables, and the only ways to them.
//!
//! Entities are private to this crate. What leaves it are rows, typed ids, [`Scope`], through which the rows of one
//! account are reached and no others, and [`Identity`], which answers who somebody is before there is an account.

mod database;
mod error;
mod identity;
mod ids;
mod scope;
mod session;
mod tables;

pub use database::{Backend, Database, DatabaseOptions, MigrationState};
pub use error::{Error, Result};
pub use identity::{Identity, NewAccount, RefreshToken, SignIn};
pub use ids::{
    AccountId, ApplicationId, CandidateId, CommunicationId, ContactId, InterviewId, PlaybookId, RefreshTokenFamilyId,
    RefreshTokenId, UserId,
};
pub use scope::{Agenda, Dossier, KEPT_FOR, KeptAnswer, Keyed, MadePlan, Once, Page, Scope, Stamp, StepPlace, User};
pub use tables::{
    Record, RemoteRecord, TextList,
    application::{Filter as ApplicationFilter, Model as Application},
    candidate::{Filter as CandidateFilter, Model as Candidate},
    communication::{Filter as CommunicationFilter, Model as Communication},
    contact::{Filter as ContactFilter, Model as Contact},
    idempotency_key::HeaderList,
    interview::{Filter as InterviewFilter, Model as Interview},
    interviewer::Model as Interviewer,
    planned_step::Model as PlannedStep,
    playbook::Model as Playbook,
    playbook_version::Model as PlaybookVersion,
    step_override::Model as StepOverride,
};
