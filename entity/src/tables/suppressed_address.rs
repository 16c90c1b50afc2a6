//! Suppressed addresses: nothing is sent to them.

use planning::Email;
use sea_orm::{Condition, entity::prelude::*};

use super::{account_table, cells::Cell, table};
use crate::SuppressedAddressId;

table! {
    /// An address that nothing is sent to.
    "suppressed_addresses": SuppressedAddress, SuppressedAddressId {
        /// The address, in lower case.
        address: Email,
        /// Why nothing is sent to it.
        reason: String,
        /// The response of the mail server.
        detail: Option<String>,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "other tables have filters worth referring to")]
fn condition((): &()) -> Condition {
    Condition::all()
}

account_table!(SuppressedAddress: ());
