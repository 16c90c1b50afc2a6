//! Notifies the workers of this instance of accounts for which it has queued jobs.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use entity::AccountId;
use tokio::sync::Notify;
use uuid::Uuid;

/// How many accounts are remembered. Those beyond it are found in the database.
const MAX_REMEMBERED_ACCOUNTS: usize = 10_000;

/// A queue of accounts with jobs that are due. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct JobSignal(Arc<WaitingAccounts>);

#[derive(Debug, Default)]
struct WaitingAccounts {
    accounts: Mutex<VecDeque<Uuid>>,
    changed: Notify,
}

impl JobSignal {
    /// A job of this account is due.
    pub fn wake(&self, account: AccountId) {
        self.add([account.into()]);
    }

    /// Jobs of these accounts are due. An empty list wakes nobody: a look that finds nothing would lead to the next
    /// one.
    pub(super) fn add(&self, accounts: impl IntoIterator<Item = Uuid>) {
        let some_wait = {
            let mut waiting = self.0.accounts.lock().unwrap_or_else(PoisonError::into_inner);
            for account in accounts {
                if waiting.len() < MAX_REMEMBERED_ACCOUNTS && !waiting.contains(&account) {
                    waiting.push_back(account);
                }
            }
            !waiting.is_empty()
        };
        if some_wait {
            self.0.changed.notify_one();
        }
    }

    /// The account whose turn it is.
    pub(super) fn next(&self) -> Option<Uuid> {
        let mut waiting = self.0.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        let account = waiting.pop_front();
        if !waiting.is_empty() {
            // Another worker may take the others.
            self.0.changed.notify_one();
        }
        account
    }

    pub(super) async fn wait(&self) {
        self.0.changed.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn only_what_is_added_wakes_a_worker() {
        let signal = JobSignal::default();
        signal.add([]);
        assert_eq!((signal.next(), signal.wait().now_or_never()), (None, None));
        let account = Uuid::from_u128(1);
        signal.add([account, account]);
        assert_eq!(signal.wait().now_or_never(), Some(()));
        assert_eq!((signal.next(), signal.next()), (Some(account), None));
        assert_eq!(signal.wait().now_or_never(), None);
    }
}
