//! Connections: outside systems that send deliveries to an account.

use chrono::{DateTime, Utc};
use planning::Name;
use sea_orm::{Condition, entity::prelude::*};

use super::{account_table, cells::Cell, table};
use crate::ConnectionId;

table! {
    /// A connection. Its secrets are encrypted.
    "connections": Connection, ConnectionId {
        /// The kind of the outside system.
        kind: String,
        /// The name, for people.
        name: Name,
        /// The prefix of the remote ids of its resources.
        prefix: String,
        /// The signature scheme, if the kind has several.
        scheme: Option<String>,
        /// Whether it accepts deliveries.
        state: String,
        /// The values for fields that the outside system does not send.
        defaults: Json,
        /// The secret part of its address, encrypted.
        path: String,
        /// The secret of its signatures, encrypted.
        secret: Option<String>,
        /// When the secret was set.
        secret_since: Option<DateTime<Utc>>,
        /// The secret before, encrypted.
        previous_secret: Option<String>,
        /// When the secret before expires.
        previous_until: Option<DateTime<Utc>>,
        /// When the last recorded refusal of a delivery happened.
        refused_at: Option<DateTime<Utc>>,
        /// The reason of that refusal.
        refusal: Option<String>,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "other tables have filters worth referring to")]
fn condition((): &()) -> Condition {
    Condition::all()
}

account_table!(Connection: ());
