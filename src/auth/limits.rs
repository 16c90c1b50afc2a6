//! How often somebody may ask.

use std::{
    hash::Hash,
    net::IpAddr,
    num::NonZeroU32,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use governor::{Quota, RateLimiter, clock::Clock as _, clock::DefaultClock, state::keyed::DashMapStateStore};
use uuid::Uuid;

use super::Subject;
use crate::{config::RateLimit, problem::Problem};

/// After so many checks the keys that have been quiet are forgotten.
const FORGET_EVERY: u32 = 10_000;

struct Limit<K: Hash + Eq + Clone> {
    limiter: RateLimiter<K, DashMapStateStore<K>, DefaultClock>,
    checks: AtomicU32,
}

impl<K: Hash + Eq + Clone> Limit<K> {
    fn per_minute(requests: NonZeroU32) -> Self {
        Self { limiter: RateLimiter::dashmap(Quota::per_minute(requests)), checks: AtomicU32::new(0) }
    }

    fn check(&self, key: &K) -> Result<(), Problem> {
        if self.checks.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(key).map_err(|refused| {
            let wait = refused.wait_time_from(self.limiter.clock().now());
            Problem::TooManyRequests(wait.as_secs() + 1)
        })
    }
}

/// The limits of users, clients and addresses.
#[derive(Clone)]
pub struct Limits(Option<Arc<(Limit<Uuid>, Limit<IpAddr>)>>);

impl Limits {
    /// Limits as the setting says; addresses, from which anybody can try to sign in, have a thirtieth of it.
    #[must_use]
    pub fn new(setting: RateLimit) -> Self {
        Self(match setting {
            RateLimit::Off => None,
            RateLimit::PerMinute(requests) => {
                let attempts = NonZeroU32::new(requests.get() / 30).unwrap_or(NonZeroU32::MIN);
                Some(Arc::new((Limit::per_minute(requests), Limit::per_minute(attempts))))
            }
        })
    }

    /// Counts a request of a user or a client.
    ///
    /// # Errors
    ///
    /// [`Problem::TooManyRequests`].
    pub fn check_principal(&self, subject: Subject) -> Result<(), Problem> {
        self.0.as_ref().map_or(Ok(()), |limits| limits.0.check(&subject.id()))
    }

    /// Counts an attempt to sign in or up from an address.
    ///
    /// # Errors
    ///
    /// [`Problem::TooManyRequests`].
    pub fn check_address(&self, address: Option<IpAddr>) -> Result<(), Problem> {
        match (&self.0, address) {
            (Some(limits), Some(address)) => limits.1.check(&address),
            _ => Ok(()),
        }
    }
}

impl std::fmt::Debug for Limits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Limits(on)" } else { "Limits(off)" })
    }
}
