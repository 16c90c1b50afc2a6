//! The tables, and access to them for one account at a time.
//!
//! Entities are private to this crate. Public are the rows, typed ids, [`Scope`], which gives access to the rows of one
//! account and no others, and [`Identity`], which serves sign-up and sign-in before an account is known.

mod deletions;
mod identity;
mod ids;
mod scope;
mod sessions;
mod signing_keys;
mod stamp;
mod tables;

pub use database::{Error, Result};
pub use deletions::{DeletionProgress, Deletions, Portion};
pub use identity::{Identity, NewAccount, SignIn, SignedUp};
pub use ids::{
    AccountId, ApiClientId, ApplicationId, CandidateId, CommunicationId, ContactId, InterviewId, MessageId, PlaybookId,
    RefreshTokenId, SessionId, TemplateId, UserId,
};
pub use scope::{
    Agenda, Dossier, IDEMPOTENCY_RETENTION, IdempotencyState, KeyedTransaction, LedInterview, MadePlan, MadeStep,
    OtherApplication, Page, PlanClaim, Scope, Searched, StepPosition, StoredAnswer, User,
};
pub use sessions::{Grant, RefreshToken, Session};
pub use signing_keys::SigningKeys;
pub use stamp::Stamp;
pub use tables::{
    Fact, Record, RemoteRecord,
    api_client::ApiClient,
    application::{Application, Filter as ApplicationFilter},
    candidate::{Candidate, Filter as CandidateFilter},
    communication::{Communication, Filter as CommunicationFilter},
    contact::{Contact, Filter as ContactFilter},
    idempotency_key::HeaderList,
    interview::{Filter as InterviewFilter, Interview},
    interviewer::Model as Interviewer,
    message::{Filter as MessageFilter, Message},
    planned_step::Model as PlannedStep,
    playbook::Playbook,
    playbook_version::Model as PlaybookVersion,
    signing_key::Model as SigningKey,
    step_override::StepOverride,
    template::{Filter as TemplateFilter, Template},
};
