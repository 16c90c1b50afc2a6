//! Endpoints in requests and responses.

use chrono::{DateTime, Utc};
use entity::{Stamp, WebhookEndpointId};
use planning::{Instant, Note, Violation};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::allowed_hosts::AllowedHosts;
use crate::{
    events::{DisabledReason, EventType},
    http::{Resource, Validate, resource},
    problem::Problem,
    stored,
};

/// How events are signed.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WebhookScheme)]
pub enum Scheme {
    /// HMAC-SHA256 with a secret that both sides know.
    #[default]
    V1,
    /// Ed25519: the receiver has the public key alone.
    V1a,
}

/// An endpoint: where which events are sent.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "url": "https://jobboard.example/hooks/follow-ups",
    "event_types": ["step.due", "step.overdue", "candidate.deleted"],
    "description": "The job board"
}))]
pub struct WebhookEndpointInput {
    /// Where events are posted: HTTPS, port 443 or 8443, at a public address. The operator can name exceptions.
    #[schema(format = "uri", max_length = 2000)]
    pub url: String,
    /// The types of events that are sent; all, if there are none.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub event_types: Vec<EventType>,
    /// How they are signed; it can't be changed.
    #[serde(default)]
    pub scheme: Scheme,
    /// Whether events are sent. What happens while it is false is not sent later, unless it is recovered.
    #[serde(default = "default_enabled")]
    #[schema(default = true)]
    pub enabled: bool,
    /// For people.
    #[serde(default)]
    pub description: Option<Note>,
}

const fn default_enabled() -> bool {
    true
}

impl Validate for WebhookEndpointInput {}

impl WebhookEndpointInput {
    /// The violations in it, where these hosts are allowed in addition.
    pub(super) fn refuse(&self, allowed: &AllowedHosts) -> Result<(), Problem> {
        let mut violations = Vec::new();
        if let Err(why) = allowed.check(&self.url) {
            violations.push(Violation::new("/url", "url", why));
        }
        if self.event_types.len() > 100 {
            violations.push(Violation::new("/event_types", "too_many", "must be at most 100"));
        }
        for (index, kind) in self.event_types.iter().enumerate() {
            if *kind == EventType::TEST {
                let pointer = format!("/event_types/{index}");
                violations.push(Violation::new(pointer, "unknown_value", "is sent by POST .../test alone"));
            }
        }
        if violations.is_empty() { Ok(()) } else { Err(Problem::InvalidBody(violations)) }
    }

    pub(super) fn from_row(row: &entity::WebhookEndpoint) -> Result<Self, Problem> {
        let types = row.event_types.iter().map(|kind| stored::text(kind));
        Ok(Self {
            url: row.url.clone(),
            event_types: types.collect::<Result<_, _>>()?,
            scheme: stored::word(&row.scheme)?,
            enabled: row.enabled,
            description: row.description.clone(),
        })
    }

    /// The row with this input. Enabling an endpoint resets its failures, and another address ends its pause.
    pub(super) fn into_row(
        self,
        stamp: Stamp<WebhookEndpointId>,
        row: entity::WebhookEndpoint,
    ) -> entity::WebhookEndpoint {
        let anew = self.enabled && !row.enabled;
        let (disabled_reason, disabled_at, failing_since) =
            if anew { (None, None, None) } else { (row.disabled_reason, row.disabled_at, row.failing_since) };
        let paused_until = row.paused_until.filter(|_| !anew && self.url == row.url);
        entity::WebhookEndpoint {
            stamp,
            url: self.url,
            event_types: self.event_types.iter().map(ToString::to_string).collect(),
            scheme: stored::to_word(&self.scheme),
            enabled: self.enabled,
            description: self.description,
            disabled_reason,
            disabled_at,
            failing_since,
            paused_until,
            ..row
        }
    }
}

/// An endpoint as it is shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookEndpointBody {
    #[serde(flatten)]
    input: WebhookEndpointInput,
    /// With the scheme `v1a`: the key that verifies the signatures (`whpk_` and base64).
    #[schema(example = "whpk_2NeW6oF8g2v2R0nZl0cG0Zc3mXxw2q3W1aP0bC4dE5f=")]
    public_key: Option<String>,
    /// The time since which the secret is the current one.
    #[schema(value_type = Instant)]
    secret_since: DateTime<Utc>,
    /// Until when the secret before it signs, too; null, if none does.
    #[schema(value_type = Option<Instant>)]
    previous_secret_until: Option<DateTime<Utc>>,
    /// Why the service has disabled it; null, if it has not.
    disabled_reason: Option<DisabledReason>,
    /// When the service disabled it.
    #[schema(value_type = Option<Instant>)]
    disabled_at: Option<DateTime<Utc>>,
    /// When it last accepted an event.
    #[schema(value_type = Option<Instant>)]
    last_success_at: Option<DateTime<Utc>>,
    /// When an attempt last failed.
    #[schema(value_type = Option<Instant>)]
    last_failure_at: Option<DateTime<Utc>>,
    /// Why.
    last_failure: Option<String>,
    /// Since when every attempt has failed; null, if the last one did not.
    #[schema(value_type = Option<Instant>)]
    failing_since: Option<DateTime<Utc>>,
    /// Nothing is sent before this time, unless it is sent again by hand: the endpoint did not answer, or it asked for
    /// this by `Retry-After`.
    #[schema(value_type = Option<Instant>)]
    paused_until: Option<DateTime<Utc>>,
}

resource! {
    /// A webhook endpoint.
    WebhookEndpoint: WebhookEndpointId, WebhookEndpointBody, patch WebhookEndpointPatch by WebhookEndpointInput
}

/// A new endpoint, with its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookEndpointWithSecret {
    #[serde(flatten)]
    pub(super) endpoint: WebhookEndpoint,
    /// With the scheme `v1`: the secret that verifies the signatures. It is shown only now.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    pub(super) secret: Option<String>,
}

/// An endpoint as it is shown, by its row and its public key.
pub(super) fn to_response(
    row: &entity::WebhookEndpoint,
    public_key: Option<String>,
) -> Result<WebhookEndpoint, Problem> {
    let body = WebhookEndpointBody {
        input: WebhookEndpointInput::from_row(row)?,
        public_key,
        secret_since: row.secret_since,
        previous_secret_until: row.previous_until,
        disabled_reason: row.disabled_reason.as_deref().map(stored::word).transpose()?,
        disabled_at: row.disabled_at,
        last_success_at: row.last_success_at,
        last_failure_at: row.last_failure_at,
        last_failure: row.last_failure.clone(),
        failing_since: row.failing_since,
        paused_until: row.paused_until,
    };
    Ok(Resource::new(row.stamp, body).into())
}
