//! API clients: programs that act for an account without a user.

use planning::Name;
use sea_orm::{Condition, entity::prelude::*};

use super::{account_table, cells::Cell, table};
use crate::ApiClientId;

table! {
    /// An API client.
    "api_clients": ApiClient, ApiClientId {
        /// The purpose of the client, for people.
        name: Name,
        /// The scopes that its tokens can have, separated by spaces.
        scope: String,
        /// Whether it is disabled.
        disabled: bool,
        /// The SHA-256 hash of its secret. It never leaves the service.
        secret_hash: String,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "other tables have filters worth referring to")]
fn condition((): &()) -> Condition {
    Condition::all()
}

account_table!(ApiClient: ());
