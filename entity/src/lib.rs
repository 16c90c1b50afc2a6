//! The tables, and access to them for one account at a time.
//!
//! Entities are private to this crate. Public are the rows, typed ids, [`Scope`], which gives access to the rows of one
//! account and no others, and [`SignInQueries`], which serves sign-up and sign-in before an account is known.

mod authorization;
mod deletions;
mod ids;
mod password_resets;
mod scope;
mod sealing_keys;
mod sessions;
mod sign_in_queries;
mod signing_keys;
mod stamp;
mod tables;
mod users;

pub use authorization::{AuthorizationCode, CodeUse};
pub use database::{Error, Result};
pub use deletions::{DeletionProgress, Deletions, PortionResult};
pub use ids::{
    AccountId, ApiClientId, ApplicationId, AuthorizationCodeId, CalendarFeedId, CandidateId, CommunicationId,
    ConnectionId, ContactId, DeliveryId, EventId, ImportId, InterviewId, MessageId, PasswordResetId, PlaybookId,
    RefreshTokenId, SessionId, SuppressedAddressId, TemplateId, UserId, WebhookAttemptId, WebhookEndpointId,
};
pub use password_resets::PasswordReset;
pub use scope::{
    Agenda, AnswerCount, AnswerDimension, AnswerQuery, AssistantSession, BulkDelete, BulkRows, BulkWrite,
    CHANGED_CANDIDATE, ChangedRow, ClaimedDelivery, ClaimedPlan, ConfirmationCounts, ConnectionHistory, ContactRemoval,
    DUE_MAIL, DUE_MAIL_PAUSE, DeliveryClaim, DeliveryDecision, Dossier, FeedBacklog, FeedChanges, FeedState, Feeds,
    IDEMPOTENCY_RETENTION, IdempotencyState, IfLocked, ImportedBody, InterviewWithInterviewers, KeyedTransaction,
    ListOrder, MAX_RECOVERED_EVENTS, NewDelivery, NumberingResult, OtherApplication, Page, PlanCheck, PlanClaim,
    PlanSnapshot, RebuiltPlan, RebuiltStep, Scope, ScopeTransaction, SearchedTable, SourceVersion, SourceVersions,
    StepPosition, StoredAnswer, StoredBody, User, VersionedDossier,
};
pub use sealing_keys::SealingKeys;
pub use sessions::{GrantedClient, RefreshToken, Session, TokenGrant};
pub use sign_in_queries::{NewAccount, SignIn, SignInQueries, SignUpResult, VerifiedUser};
pub use signing_keys::SigningKeys;
pub use stamp::Stamp;
pub use tables::{
    Record, ReferencesContacts, RemoteRecord,
    api_client::ApiClient,
    application::{Application, Filter as ApplicationFilter},
    application_contact::Model as ApplicationContact,
    calendar_feed::{CalendarFeed, Filter as CalendarFeedFilter},
    calendar_feed_entry::Model as CalendarFeedEntry,
    candidate::{Candidate, Filter as CandidateFilter},
    communication::Communication,
    connection::Connection,
    contact::Contact,
    delivery::{Delivery, Filter as DeliveryFilter},
    event::Model as Event,
    event_version::Model as EventVersion,
    idempotency_key::HeaderList,
    import::{Filter as ImportFilter, Import},
    interview::Interview,
    interviewer::Model as Interviewer,
    list_filters::{CommunicationFilter, IdOrRemoteId, InterviewFilter, OfApplicationFilter},
    mail_message::Model as MailMessage,
    message::{Filter as MessageFilter, Message},
    planned_step::Model as PlannedStep,
    playbook::Playbook,
    playbook_version::Model as PlaybookVersion,
    reminder::Reminder,
    reminder_step::Model as ReminderStep,
    sealing_key::Model as SealingKey,
    signing_key::Model as SigningKey,
    step_override::StepOverride,
    suppressed_address::SuppressedAddress,
    template::{Filter as TemplateFilter, Template},
    webhook_attempt::Model as WebhookAttempt,
    webhook_endpoint::WebhookEndpoint,
};
pub use users::{AccountSummary, AnyUser, SignInChange, SignInUpdate};
