//! Reminders by mail: `/v1/candidates/{id}/reminders`, the mails, and the pages that they link to. `docs/reminders.md`
//! says what is promised.

mod bounces;
mod changed_candidate;
mod compose;
mod daily_mail;
mod draft_page;
mod due_mail;
mod http;
mod job_payloads;
mod link_pages;
mod links;
mod preferences;
mod schedule;
mod send_jobs;
mod set_reminders;
mod suppressed;

pub use bounces::{ReturnedMail, take_returned_mail};
pub(crate) use changed_candidate::follow_change;
pub(crate) use daily_mail::{queue_digest, queue_next_daily, send_digest};
pub use draft_page::*;
pub(crate) use due_mail::{collect_due, send_due};
pub use http::*;
pub(crate) use job_payloads::{CHANGED_CANDIDATE, CONFIRMATION, DAILY_REMINDER, DIGEST, DUE_MAIL, DUE_REMINDER};
pub use link_pages::*;
pub use preferences::{ReminderInput, ReminderMode, ReminderState, Reminders, RemindersBody};
pub(crate) use send_jobs::{note_failure, send_confirmation};
pub use suppressed::*;
