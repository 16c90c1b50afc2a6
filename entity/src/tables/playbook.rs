//! The current versions of the account's own playbooks.

use sea_orm::{Condition, entity::prelude::*};

use super::{account_table, cells::Cell, table};
use crate::PlaybookId;

table! {
    /// A playbook. Its id never leaves the service.
    "playbooks": Playbook, PlaybookId {
        /// The key by which clients name it. It never changes.
        key: String,
        /// The whole document of the client, including the key.
        body: Json,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "other tables have filters worth referring to")]
fn condition((): &()) -> Condition {
    Condition::all()
}

account_table!(Playbook: ());
