//! Reminders: whether and when a candidate is reminded by mail.

use chrono::{DateTime, Utc};
use planning::{Date, Email};
use sea_orm::{Condition, entity::prelude::*};

use super::{account_table, cells::Cell, table};
use crate::CandidateId;

table! {
    /// The reminders of a candidate. The id is that of the candidate.
    "reminders": Reminder, CandidateId {
        /// When mails are sent.
        mode: String,
        /// The hour of the daily mail by the candidate's clocks.
        hour: i16,
        /// The address, where it is not that of the candidate.
        address: Option<Email>,
        /// The encrypted key from which the links in mails are derived.
        secret: String,
        /// The address that was confirmed.
        confirmed_address: Option<Email>,
        /// When it was confirmed.
        confirmed_at: Option<DateTime<Utc>>,
        /// The hash of the secret in the link that confirms an address.
        confirmation_hash: Option<String>,
        /// The address that the link was sent to.
        confirmation_address: Option<Email>,
        /// Until when the link is valid.
        confirmation_expires_at: Option<DateTime<Utc>>,
        /// When the recipient ended them.
        unsubscribed_at: Option<DateTime<Utc>>,
        /// The local day of the last daily mail.
        digest_on: Option<Date>,
        /// When a mail about steps that had fallen due was last accepted by the mail server.
        due_mail_at: Option<DateTime<Utc>>,
        /// When a mail was last accepted by the mail server.
        last_sent_at: Option<DateTime<Utc>>,
        /// When a mail last failed permanently.
        last_failure_at: Option<DateTime<Utc>>,
        /// Why it failed.
        last_failure: Option<String>,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "other tables have filters worth referring to")]
fn condition((): &()) -> Condition {
    Condition::all()
}

account_table!(Reminder: ());
