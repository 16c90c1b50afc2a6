//! What every request handler can reach.

use std::sync::Arc;

use database::Database;
use tokio::sync::Notify;

use crate::{
    agenda::PlanRefresh,
    auth::{AccessTokens, Limits, Passwords},
    clock::Clock,
    config::SignUp,
    jobs::JobSignal,
    monitoring::ServiceStatus,
    queue::BlockingQueue,
    sealing::Seals,
    search::Searches,
};

/// The state of the service. All workers share one.
#[derive(Clone, Debug)]
pub struct AppState {
    pub db: Database,
    pub clock: Clock,
    pub tokens: AccessTokens,
    /// Encrypts what is to be read back by the service alone.
    pub seals: Seals,
    pub passwords: Passwords,
    /// Runs everything else that keeps a processor busy.
    pub blocking: BlockingQueue,
    /// Who may sign up.
    pub sign_up: SignUp,
    pub limits: Limits,
    /// Builds the stored plans of agendas anew.
    pub plan_refresh: PlanRefresh,
    /// Searches in lists.
    pub searches: Searches,
    pub status: ServiceStatus,
    /// Told of accounts for which jobs were queued.
    pub jobs: JobSignal,
    /// Notified when an account was deleted whose rows are still there.
    pub account_deletions: Arc<Notify>,
}
