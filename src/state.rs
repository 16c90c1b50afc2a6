//! The state that all request handlers share.

use std::sync::Arc;

use database::Database;
use tokio::sync::Notify;

use crate::{
    agenda::PlanRefresh,
    auth::{AccessTokens, Limits, Passwords},
    clock::Clock,
    config::SignUp,
    consent::ClientDocuments,
    events::FeedSignal,
    follow_up_plans::FactsCache,
    jobs::JobSignal,
    mail::Mailer,
    monitoring::ServiceStatus,
    queue::BlockingQueue,
    sealing::SecretSealer,
    search::Searches,
    webhooks::Webhooks,
};

/// The state of the service. All workers share one.
#[derive(Clone, Debug)]
pub struct AppState {
    pub db: Database,
    pub clock: Clock,
    pub tokens: AccessTokens,
    /// Encrypts what is to be read back by the service alone.
    pub secret_sealer: SecretSealer,
    pub passwords: Passwords,
    /// The queue for other work that keeps a processor busy.
    pub blocking: BlockingQueue,
    /// Whether sign-up is open.
    pub sign_up: SignUp,
    pub limits: Limits,
    /// The facts of plans that were read lately.
    pub plan_facts: FactsCache,
    /// Renews the stored plans of agendas.
    pub plan_refresh: PlanRefresh,
    /// Text searches in lists.
    pub searches: Searches,
    pub status: ServiceStatus,
    /// Notified of accounts for which jobs were queued.
    pub jobs: JobSignal,
    /// Notified of accounts that may have written events.
    pub feed: FeedSignal,
    /// Sends events to webhook endpoints.
    pub webhooks: Webhooks,
    /// Fetches what OAuth clients say of themselves.
    pub client_documents: ClientDocuments,
    /// Sends mails; `None` if the operator has named no mail server.
    pub mailer: Option<Mailer>,
    /// Notified when an account was deleted whose rows are still stored.
    pub account_deletions: Arc<Notify>,
}
