//! Reminders by mail: `/v1/candidates/{id}/reminders`, the mails, and the pages that they link to. `docs/reminders.md`
//! says what is promised.

mod answers;
mod compose;
mod daily;
mod draft;
mod due;
mod http;
mod links;
mod preferences;
mod queued;
mod returned;
mod schedule;
mod sending;
mod suppressed;
mod write;

pub use answers::*;
pub(crate) use daily::{queue_digest, queue_next_daily, send_digest};
pub use draft::*;
pub(crate) use due::{collect_due, send_due};
pub use http::*;
pub use preferences::{ReminderInput, ReminderMode, ReminderState, Reminders, RemindersBody};
pub(crate) use queued::{CONFIRMATION, DAILY_REMINDER, DIGEST, DUE_MAIL, DUE_REMINDER};
pub use returned::{ReturnedMail, take_returned_mail};
pub(crate) use sending::{note_failure, send_confirmation};
pub use suppressed::*;
