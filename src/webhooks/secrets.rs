//! The secrets of endpoints.

use chrono::{DateTime, Utc};
use connectors::{Secret, standard_webhooks::public_key};
use entity::{AccountId, WebhookEndpoint, WebhookEndpointId};

use super::Scheme;
use crate::{
    problem::Problem,
    sealing::SecretSealer,
    secret_rotation::{ReplacedSecret, new_key},
};

/// A new secret: a key that both sides know, or a secret key of Ed25519, which stays here.
pub(super) fn new_secret(scheme: Scheme) -> Result<Secret, Problem> {
    new_key(match scheme {
        Scheme::V1 => "whsec_",
        Scheme::V1a => "whsk_",
    })
}

fn purpose(account_id: AccountId, id: WebhookEndpointId) -> String {
    format!("{account_id}/{id}/webhook")
}

/// A secret of an endpoint, sealed.
pub(super) fn seal(
    secret_sealer: &SecretSealer,
    (account_id, id): (AccountId, WebhookEndpointId),
    secret: &Secret,
) -> Result<String, Problem> {
    secret_sealer.seal_secret(&purpose(account_id, id), secret)
}

async fn open(secret_sealer: &SecretSealer, row: &WebhookEndpoint, sealed: &str) -> Result<Secret, Problem> {
    secret_sealer.open_secret(&purpose(row.stamp.account_id, row.stamp.id), sealed).await
}

/// The secrets that sign now: the current one, and the one before it as long as it counts.
pub(super) async fn secrets_of(
    secret_sealer: &SecretSealer,
    row: &WebhookEndpoint,
    now: DateTime<Utc>,
) -> Result<Vec<Secret>, Problem> {
    let mut secrets = vec![open(secret_sealer, row, &row.secret).await?];
    let previous = ReplacedSecret { sealed: row.previous_secret.as_ref(), until: row.previous_until };
    if let Some(previous) = previous.counting(now) {
        secrets.push(open(secret_sealer, row, previous).await?);
    }
    Ok(secrets)
}

/// The parts of a secret that an answer shows: a shared key once, when it is created, and a public key at any time.
#[derive(Clone, Debug, Default)]
pub(super) struct ShownSecret {
    pub secret: Option<String>,
    pub public_key: Option<String>,
}

impl ShownSecret {
    /// What the answer to its creation shows.
    pub(super) fn of_new(scheme: Scheme, secret: &Secret) -> Result<Self, Problem> {
        Ok(match scheme {
            Scheme::V1 => Self { secret: Some(secret.reveal().to_owned()), public_key: None },
            Scheme::V1a => Self { secret: None, public_key: Some(public_key(secret).map_err(Problem::internal)?) },
        })
    }
}

/// The public key of an endpoint, if its scheme has one.
pub(super) async fn public_key_of(
    secret_sealer: &SecretSealer,
    row: &WebhookEndpoint,
) -> Result<Option<String>, Problem> {
    match crate::stored::word(&row.scheme)? {
        Scheme::V1 => Ok(None),
        Scheme::V1a => Ok(Some(public_key(&open(secret_sealer, row, &row.secret).await?).map_err(Problem::internal)?)),
    }
}
