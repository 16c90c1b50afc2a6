//! Webhook endpoints: addresses that events are sent to.

use chrono::{DateTime, Utc};
use planning::Note;
use sea_orm::{Condition, entity::prelude::*};

use super::{account_table, cells::Cell, table};
use crate::WebhookEndpointId;

table! {
    /// A webhook endpoint. Its secrets are encrypted.
    "webhook_endpoints": WebhookEndpoint, WebhookEndpointId {
        /// Where events are sent.
        url: String,
        /// The types of events that are sent. Empty means all.
        event_types: Vec<String>,
        /// The signature scheme.
        scheme: String,
        /// Whether events are sent.
        enabled: bool,
        /// A description for people.
        description: Option<Note>,
        /// The secret of its signatures, encrypted.
        secret: String,
        /// When the secret was generated.
        secret_since: DateTime<Utc>,
        /// The secret before, encrypted.
        previous_secret: Option<String>,
        /// Until when the secret before signs, too.
        previous_until: Option<DateTime<Utc>>,
        /// Why the service disabled it.
        disabled_reason: Option<String>,
        /// When the service disabled it.
        disabled_at: Option<DateTime<Utc>>,
        /// When an event was last accepted.
        last_success_at: Option<DateTime<Utc>>,
        /// When an attempt last failed.
        last_failure_at: Option<DateTime<Utc>>,
        /// Why that attempt failed.
        last_failure: Option<String>,
        /// Since when no attempt has succeeded; `None` if the last one did.
        failing_since: Option<DateTime<Utc>>,
        /// Before this time nothing is sent that was not asked for by hand.
        paused_until: Option<DateTime<Utc>>,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "other tables have filters worth referring to")]
fn condition((): &()) -> Condition {
    Condition::all()
}

account_table!(WebhookEndpoint: ());
