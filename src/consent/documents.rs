//! Metadata documents of clients: fetched from their HTTPS address with the guards of webhooks, and cached.

use std::{io::Read as _, sync::Arc, time::Duration};

use actix_web::web;
use chrono::{DateTime, TimeDelta, Utc};
use quick_cache::sync::Cache;
use tokio::sync::Semaphore;
use ureq::{
    Agent,
    http::{HeaderMap, header},
};
use url::Url;

use super::client::{ClientMetadata, OAuthAssistant};
use crate::{
    problem::Problem,
    webhooks::{AllowedHosts, checked_agent, explain},
};

/// The time limit for fetching a document.
const TIME_LIMIT: Duration = Duration::from_secs(5);

/// The largest document, in bytes.
const MAX_DOCUMENT_BYTES: u64 = 16 * 1024;

/// The maximum number of documents that are fetched at the same time.
const MAX_CONCURRENT_FETCHES: usize = 8;

/// The maximum number of cached documents.
const MAX_CACHED_DOCUMENTS: usize = 500;

/// The cache lifetime of a document whose headers don't state one.
const DEFAULT_AGE: TimeDelta = TimeDelta::hours(1);

/// The minimum and the maximum cache lifetime. The minimum is longer than a user usually needs to decide on the page.
const CACHE_LIFETIMES: (TimeDelta, TimeDelta) = (TimeDelta::minutes(5), TimeDelta::hours(24));

/// Fetches the metadata documents of clients. Clones share the cache.
#[derive(Clone, Debug)]
pub struct ClientDocuments(Arc<Documents>);

#[derive(Debug)]
struct Documents {
    agent: Agent,
    allowed: AllowedHosts,
    cached: Cache<String, (OAuthAssistant, DateTime<Utc>)>,
    fetching: Semaphore,
}

impl ClientDocuments {
    /// Documents on public hosts, and on these.
    #[must_use]
    pub fn new(allowed: AllowedHosts) -> Self {
        Self(Arc::new(Documents {
            agent: checked_agent(&allowed, TIME_LIMIT),
            allowed,
            cached: Cache::new(MAX_CACHED_DOCUMENTS),
            fetching: Semaphore::new(MAX_CONCURRENT_FETCHES),
        }))
    }

    /// The client that is described at the address that is its id; or why there is none, in a sentence for people.
    ///
    /// # Errors
    ///
    /// [`Problem::Overloaded`], if too many documents are fetched at once.
    pub(super) async fn client(
        &self,
        url: &Url,
        id: &str,
        now: DateTime<Utc>,
    ) -> Result<Result<OAuthAssistant, String>, Problem> {
        if let Some((client, _)) = self.0.cached.get(id).filter(|(_, until)| *until > now) {
            return Ok(Ok(client));
        }
        if let Err(why) = self.0.allowed.check(id) {
            return Ok(Err(format!("client_id {why}")));
        }
        let _permit = self.0.fetching.try_acquire().map_err(|_| Problem::Overloaded)?;
        let (agent, address) = (self.0.agent.clone(), id.to_owned());
        let fetched = web::block(move || fetch(&agent, &address)).await.map_err(Problem::internal)?;
        let host = url.host_str().map(str::to_owned);
        let checked = fetched.and_then(|(metadata, age)| Ok((described(metadata, id, host)?, age)));
        Ok(checked.map(|(client, age)| {
            self.0.cached.insert(id.to_owned(), (client.clone(), now + age));
            client
        }))
    }
}

fn fetch(agent: &Agent, address: &str) -> Result<(ClientMetadata, TimeDelta), String> {
    let unread =
        |error: &ureq::Error| format!("the client's metadata can't be fetched: {}", explain(error, TIME_LIMIT));
    let mut answer =
        agent.get(address).header(header::ACCEPT, "application/json").call().map_err(|error| unread(&error))?;
    if answer.status() != 200 {
        return Err(format!("the client's metadata can't be fetched: the status is {}", answer.status().as_u16()));
    }
    if !is_json(answer.headers()) {
        return Err("the client's metadata is not application/json".to_owned());
    }
    let age = age(answer.headers());
    let mut bytes = Vec::new();
    let read = answer.body_mut().as_reader().take(MAX_DOCUMENT_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|_| "the client's metadata breaks off".to_owned())?;
    if bytes.len() as u64 > MAX_DOCUMENT_BYTES {
        return Err(format!("the client's metadata is larger than {MAX_DOCUMENT_BYTES} bytes"));
    }
    let metadata = ClientMetadata::read(&bytes).map_err(|error| format!("the client's metadata is wrong: {error}"))?;
    Ok((metadata, age))
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

/// The time for which a document may be cached (RFC 9111, section 5.2.2.1).
fn age(headers: &HeaderMap) -> TimeDelta {
    let control = headers.get(header::CACHE_CONTROL).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let control = control.to_ascii_lowercase();
    let directives = || control.split(',').map(str::trim);
    if directives().any(|directive| matches!(directive, "no-store" | "no-cache")) {
        return CACHE_LIFETIMES.0;
    }
    let seconds = directives().find_map(|directive| directive.strip_prefix("max-age=")?.parse().ok());
    seconds.and_then(TimeDelta::try_seconds).unwrap_or(DEFAULT_AGE).clamp(CACHE_LIFETIMES.0, CACHE_LIFETIMES.1)
}

fn described(metadata: ClientMetadata, id: &str, host: Option<String>) -> Result<OAuthAssistant, String> {
    if metadata.client_id.as_deref() != Some(id) {
        return Err("the client's metadata names another client_id than its own address".to_owned());
    }
    // A secret in a public document would be none.
    if metadata.token_endpoint_auth_method.as_deref().is_some_and(|method| method != "none") {
        return Err("the client's metadata asks for a token_endpoint_auth_method other than none".to_owned());
    }
    metadata.validate(id, host).map_err(|why| format!("the client's metadata is wrong: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cache_control: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::CACHE_CONTROL, cache_control.parse().unwrap())])
    }

    #[test]
    fn a_document_is_cached_for_as_long_as_it_says_within_bounds() {
        assert_eq!(age(&HeaderMap::new()), TimeDelta::hours(1));
        assert_eq!(age(&headers("public, max-age=7200")), TimeDelta::hours(2));
        assert_eq!(age(&headers("max-age=0")), TimeDelta::minutes(5));
        assert_eq!(age(&headers("no-store")), TimeDelta::minutes(5));
        assert_eq!(age(&headers("max-age=99999999999")), TimeDelta::hours(24));
        assert_eq!(age(&headers("max-age=many")), TimeDelta::hours(1));
    }
}
