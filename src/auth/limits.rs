//! Rate limits. Each instance counts separately.

use std::{net::IpAddr, num::NonZeroU32, sync::Arc, time::Instant};

use actix_web::{
    HttpMessage as _, HttpRequest,
    http::header::{HeaderMap, HeaderName, HeaderValue},
};
use ipnet::IpNet;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    Subject,
    quota::{Quota, RemainingQuota, WINDOW_SECONDS},
};
use crate::{config::RateLimit, http::TrustedProxies, problem::Problem};

const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// The limits of users, of API clients, of secret addresses, and of attempts to sign in.
#[derive(Clone, Debug)]
pub struct Limits {
    quotas: Option<Arc<Quotas>>,
    proxies: TrustedProxies,
}

#[derive(Debug)]
struct Quotas {
    began: Instant,
    /// By the id of a user, a client, a connection or a calendar feed.
    principals: Quota<Uuid>,
    networks: Quota<IpNet>,
    /// By the hash of the e-mail address or client id, which may be of any length.
    names: Quota<[u8; 32]>,
}

impl Quotas {
    fn now(&self) -> u64 {
        self.began.elapsed().as_secs()
    }
}

impl Limits {
    /// The limits of the setting. Attempts to sign in have a thirtieth of it.
    #[must_use]
    pub fn new(setting: RateLimit) -> Self {
        let quotas = match setting {
            RateLimit::Off => None,
            RateLimit::PerMinute(requests) => {
                let attempts = NonZeroU32::new(requests.get() / 30).unwrap_or(NonZeroU32::MIN);
                Some(Arc::new(Quotas {
                    began: Instant::now(),
                    principals: Quota::per_minute(requests),
                    networks: Quota::per_minute(attempts),
                    names: Quota::per_minute(attempts),
                }))
            }
        };
        Self { quotas, proxies: TrustedProxies::default() }
    }

    /// The limits with these trusted proxies.
    #[must_use]
    pub fn with_trusted_proxies(self, proxies: TrustedProxies) -> Self {
        Self { proxies, ..self }
    }

    /// Counts a request of a user or a client. The rest is reported in the response.
    pub fn check_principal(&self, subject: Subject, request: &HttpRequest) -> Result<(), Problem> {
        let Some(quotas) = &self.quotas else { return Ok(()) };
        let taken = quotas.principals.take(subject.id(), quotas.now());
        let (Ok(remaining_quota) | Err(remaining_quota)) = taken;
        request.extensions_mut().insert(remaining_quota);
        taken.map(drop).map_err(refusal)
    }

    /// Counts a request to the secret address of a connection or a calendar feed.
    pub fn check_address_of(&self, id: Uuid) -> Result<(), Problem> {
        let Some(quotas) = &self.quotas else { return Ok(()) };
        quotas.principals.take(id, quotas.now()).map(drop).map_err(refusal)
    }

    /// Counts an attempt to sign in or up by the address of the client.
    pub fn check_address(&self, request: &HttpRequest) -> Result<(), Problem> {
        match (&self.quotas, self.proxies.client_of(request)) {
            (Some(quotas), Some(address)) => {
                quotas.networks.take(network_of(address), quotas.now()).map(drop).map_err(refusal)
            }
            _ => Ok(()),
        }
    }

    /// Counts an attempt to sign in by the account name, since many addresses may try one user's password.
    pub fn check_name(&self, name: &str) -> Result<(), Problem> {
        let Some(quotas) = &self.quotas else { return Ok(()) };
        quotas.names.take(Sha256::digest(name).into(), quotas.now()).map(drop).map_err(refusal)
    }
}

fn refusal(remaining_quota: RemainingQuota) -> Problem {
    Problem::TooManyRequests(remaining_quota.more_in)
}

/// The network of one subscriber. With IPv6 a subscriber has many addresses.
fn network_of(address: IpAddr) -> IpNet {
    let length = if address.is_ipv4() { 32 } else { 64 };
    IpNet::new(address, length).map_or_else(|_| address.into(), |network| network.trunc())
}

impl RemainingQuota {
    /// Adds the rest of the quota to a response (draft-ietf-httpapi-ratelimit-headers).
    pub(crate) fn name_in(self, headers: &mut HeaderMap) {
        let Self { quota, remaining, more_in } = self;
        for (name, value) in [
            (RATE_LIMIT_POLICY, format!("\"default\";q={quota};w={WINDOW_SECONDS}")),
            (RATE_LIMIT, format!("\"default\";r={remaining};t={more_in}")),
        ] {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(name, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ipv6_addresses_of_one_64_network_share_a_limit() {
        let network = |address: &str| network_of(address.parse().unwrap());
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:1"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:1::1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
    }
}
