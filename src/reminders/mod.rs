//! Reminders by mail: `/v1/candidates/{id}/reminders`, the mails, and the pages that they link to. `docs/reminders.md` says
//! what is promised.

mod answers;
mod compose;
mod daily;
mod draft;
mod http;
mod links;
mod mailer;
mod page;
mod preferences;
mod queued;
mod schedule;
mod sending;
mod suppressed;
mod write;

pub use answers::*;
pub(crate) use daily::{queue_digest, queue_next_daily, send_digest};
pub use draft::*;
pub use http::*;
pub use mailer::{MailSettingsError, Mailer};
pub use preferences::{ReminderInput, ReminderMode, ReminderState, Reminders, RemindersBody};
pub(crate) use queued::{CONFIRMATION, DAILY_REMINDER, DIGEST, DUE_REMINDER};
pub(crate) use sending::{note_failure, send_confirmation, send_due};
pub use suppressed::*;
