//! `/v1/connections`: outside systems that send an account news, and `/in/{token}`, where they send them.

mod apply_job;
mod deliveries;
mod delivery_endpoint;
mod http;
mod kind;
mod queued;
mod receive;
mod result;
mod rotation;
mod secrets;

pub(crate) use apply_job::{apply_delivery, forget_bodies, give_delivery_up};
use chrono::{DateTime, Utc};
use connectors::{Defaults, Kind, Prefix, Settings};
pub use deliveries::*;
pub use delivery_endpoint::*;
use entity::{ConnectionHistory, ConnectionId, Stamp};
pub use http::*;
pub use kind::KindKey;
use planning::{Instant, Name, Violation, extended};
pub(crate) use queued::{DELIVERY, FORGET_BODIES, forget_job};
pub use result::*;
pub use rotation::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::{Resource, Validate, resource},
    problem::Problem,
    stored,
};

/// Whether a connection takes deliveries.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ConnectionState)]
pub enum State {
    /// Tests are answered with 200 and nothing is stored, until the source is set up.
    #[default]
    Pending,
    /// Deliveries are stored and applied.
    Active,
    /// Everything is answered with 503, so that the source sends it again later.
    Disabled,
}

/// The fields of a connection that an administrator sets.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConnectionInput {
    /// What it is connected to; it can't be changed. `docs/connections/` has a page on each.
    pub kind: KindKey,
    /// For people.
    pub name: Name,
    /// What stands before the source's ids in remote ids, followed by a colon: `greenhouse` makes 71 `greenhouse:71`.
    /// The default is the kind. No two connections have the same, and it can't be changed.
    #[serde(default)]
    #[schema(pattern = "^[A-Za-z0-9._-]{0,24}$", example = "greenhouse")]
    pub prefix: Option<String>,
    /// Which of the kind's ways to sign is meant, for kinds with several; the first one, if it is left out.
    #[serde(default)]
    pub scheme: Option<String>,
    /// What holds for everything that comes in, unless it says something else itself.
    #[serde(default)]
    pub defaults: Defaults,
    #[serde(default)]
    pub state: State,
}

impl ConnectionInput {
    fn prefix(&self) -> &str {
        self.prefix.as_deref().unwrap_or(self.kind.key)
    }

    fn settings(&self) -> Result<Settings, Problem> {
        let mut settings = Settings::new(self.prefix().parse().map_err(Problem::internal)?);
        settings.scheme.clone_from(&self.scheme);
        settings.defaults = self.defaults.clone();
        Ok(settings)
    }
}

impl Validate for ConnectionInput {
    fn violations(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        if let Err(error) = self.prefix().parse::<Prefix>() {
            found.push(Violation::new("/prefix", "pattern", error.to_string()));
        }
        if !self.kind.supports_scheme(self.scheme.as_deref()) {
            let known = self.kind.schemes.join(", ");
            let message = if known.is_empty() {
                format!("is no scheme of {}, which signs in one way only: leave it out", self.kind.name)
            } else {
                format!("is no scheme of {}, which has {known}", self.kind.name)
            };
            found.push(Violation::new("/scheme", "unknown_value", message));
        }
        found
    }
}

extended! {
    /// A new connection.
    #[schema(example = json!({
        "kind": "greenhouse",
        "name": "Greenhouse of Acme",
        "secret": "a long random text that Greenhouse is given, too",
        "defaults": {"company": "Acme", "time_zone": "America/New_York", "holiday_calendar": "US-NY"},
        "state": "active"
    }))]
    pub struct ConnectionInputWithSecret: ConnectionInput {
        /// What the source signs with, if it is known yet. It is never shown.
        #[serde(default)]
        #[schema(min_length = 8, max_length = 1000)]
        pub secret: Option<String>,
    }
}

impl Validate for ConnectionInputWithSecret {
    fn violations(&self) -> Vec<Violation> {
        let mut found = self.details.violations();
        if self.state == State::Active && self.kind.needs_secret && self.secret.is_none() {
            found.push(secret_missing(&self.kind));
        }
        found
    }
}

fn secret_missing(kind: &Kind) -> Violation {
    let message = format!("a connection to {} is active only with a secret", kind.name);
    Violation::new("/state", "secret_missing", message)
}

/// A connection as it is shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ConnectionBody)]
pub struct ConnectionBody {
    kind: KindKey,
    name: Name,
    prefix: String,
    scheme: Option<String>,
    defaults: Defaults,
    state: State,
    /// Where the source posts to, below the address of the service. Whoever knows it and the secret can send news.
    #[schema(example = "/in/AZjA3no7fE2OX2BxgpOktQGYwN56O3xNjl9gcYKTpLUAAQIDBAUGBwgJCgsMDQ4P")]
    path: String,
    /// The time since which the secret is the current one. Null if there is no secret.
    #[schema(value_type = Option<Instant>)]
    secret_since: Option<DateTime<Utc>>,
    /// The time until which the previous secret is valid, too. Null if no previous secret is valid.
    #[schema(value_type = Option<Instant>)]
    previous_secret_until: Option<DateTime<Utc>>,
    /// When something was last stored.
    #[schema(value_type = Option<Instant>)]
    last_delivery_at: Option<DateTime<Utc>>,
    /// When the last delivery came in that could not be applied.
    #[schema(value_type = Option<Instant>)]
    last_failure_at: Option<DateTime<Utc>>,
    /// When something was last refused, to the minute.
    #[schema(value_type = Option<Instant>)]
    last_refusal_at: Option<DateTime<Utc>>,
    /// Why.
    last_refusal: Option<String>,
}

resource! {
    /// A connection.
    Connection: ConnectionId, ConnectionBody, patch ConnectionPatch by ConnectionInput
}

/// The settings in a row that an administrator has set.
fn input_of(row: &entity::Connection) -> Result<ConnectionInput, Problem> {
    Ok(ConnectionInput {
        kind: row.kind.parse().map_err(|error: planning::InvalidValue| Problem::internal(error.0))?,
        name: row.name.clone(),
        prefix: Some(row.prefix.clone()),
        scheme: row.scheme.clone(),
        defaults: serde_json::from_value(row.defaults.clone()).map_err(Problem::internal)?,
        state: stored::word(&row.state)?,
    })
}

/// The row as it is once an administrator has set this.
fn with_input(
    row: entity::Connection,
    stamp: Stamp<ConnectionId>,
    input: ConnectionInput,
) -> Result<entity::Connection, Problem> {
    let prefix = input.prefix().to_owned();
    Ok(entity::Connection {
        stamp,
        kind: input.kind.key.to_owned(),
        name: input.name,
        prefix,
        scheme: input.scheme,
        state: stored::to_word(&input.state),
        defaults: serde_json::to_value(input.defaults).map_err(Problem::internal)?,
        ..row
    })
}

/// A connection as it is shown, by its row and its address.
fn to_response(row: &entity::Connection, path: String, history: ConnectionHistory) -> Result<Connection, Problem> {
    let input = input_of(row)?;
    let body = ConnectionBody {
        prefix: input.prefix().to_owned(),
        kind: input.kind,
        name: input.name,
        scheme: input.scheme,
        defaults: input.defaults,
        state: input.state,
        path,
        secret_since: row.secret_since,
        previous_secret_until: row.previous_until,
        last_delivery_at: history.last_delivery_at,
        last_failure_at: history.last_failure_at,
        last_refusal_at: row.refused_at,
        last_refusal: row.refusal.clone(),
    };
    Ok(Resource::new(row.stamp, body).into())
}
