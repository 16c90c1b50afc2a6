//! The jobs of reminders: their kinds, ids and payloads.

use chrono::{DateTime, NaiveDate, Utc};
use database::NewJob;
use entity::{ApplicationId, Candidate, CandidateId, Reminder, Scope};
use planning::TimeZone;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{preferences::ReminderMode, schedule::DailyMail};
use crate::{problem::Problem, stored};

/// The kind of the jobs that send a mail about steps that have fallen due.
pub(crate) const DUE_MAIL: &str = entity::DUE_MAIL;

/// The kind of the jobs that look at the reminders of a candidate who has changed.
pub(crate) const CHANGED_CANDIDATE: &str = entity::CHANGED_CANDIDATE;

/// The kind of the jobs with a single step, as earlier releases queue them.
pub(crate) const DUE_REMINDER: &str = "due_reminder";

/// The kind of the jobs that ask to confirm an address.
pub(crate) const CONFIRMATION: &str = "confirmation_mail";

/// The kind of the jobs that wait for the hour of the daily mail.
pub(crate) const DAILY_REMINDER: &str = "daily_reminder";

/// The kind of the jobs that send the daily mail.
pub(crate) const DIGEST: &str = "reminder_digest";

/// Asks to confirm an address.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct ConfirmationPayload {
    pub candidate_id: CandidateId,
    /// The secret of the link, encrypted.
    pub link: String,
}

/// Looks at the reminders of a candidate who has changed.
#[derive(Debug, Deserialize)]
pub(super) struct ChangedCandidatePayload {
    pub candidate_id: CandidateId,
}

/// Sends the steps that were collected for a candidate.
#[derive(Debug, Deserialize)]
pub(super) struct DueMailPayload {
    pub candidate_id: CandidateId,
}

/// Sends one step.
#[derive(Debug, Deserialize)]
pub(super) struct DuePayload {
    pub candidate_id: CandidateId,
    pub application_id: ApplicationId,
    pub step_id: String,
    /// Since when it has been due.
    pub since: DateTime<Utc>,
}

/// Waits for the hour of the daily mail, for this version of the reminders.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct DailyPayload {
    pub candidate_id: CandidateId,
    pub version: i64,
    pub day: NaiveDate,
    pub at: DateTime<Utc>,
}

/// Sends the daily mail.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct DigestPayload {
    pub candidate_id: CandidateId,
    pub day: NaiveDate,
    pub at: DateTime<Utc>,
}

pub(super) fn payload<T: DeserializeOwned>(job: &database::Job) -> Result<T, Problem> {
    T::deserialize(&job.payload).map_err(Problem::internal)
}

fn job(
    scope: &Scope,
    kind: &'static str,
    id: Uuid,
    payload: &impl Serialize,
    due_at: DateTime<Utc>,
) -> Result<NewJob, Problem> {
    let payload = serde_json::to_value(payload).map_err(Problem::internal)?;
    Ok(NewJob { account_id: scope.account_id().into(), id, kind, payload, due_at })
}

pub(super) fn confirmation_job(scope: &Scope, payload: &ConfirmationPayload) -> Result<NewJob, Problem> {
    job(scope, CONFIRMATION, Uuid::now_v7(), payload, scope.now())
}

/// The zone of a candidate's daily mails.
pub(super) fn mail_zone(candidate: &Candidate) -> Result<TimeZone, Problem> {
    candidate.details.time_zone.map_or_else(|| stored::text("UTC"), Ok)
}

/// The job that waits for the first daily mail after now; `None` if there is no daily mail. A new version of the
/// reminders gets one of its own, and the one of the version before does nothing.
pub(super) fn daily_job(scope: &Scope, row: &Reminder, zone: TimeZone) -> Result<Option<NewJob>, Problem> {
    if stored::word::<ReminderMode>(&row.mode)? != ReminderMode::Daily || row.confirmed_at.is_none() {
        return Ok(None);
    }
    let Some(DailyMail { day, at }) = DailyMail::next_after(scope.now(), zone, row.hour) else { return Ok(None) };
    let (candidate_id, version) = (row.stamp.id, row.stamp.version);
    // In another time zone, the mail of the same day has another time, and so needs another job.
    let id = id_of(scope, DAILY_REMINDER, candidate_id, &format!("{version} {day} {at}"));
    job(scope, DAILY_REMINDER, id, &DailyPayload { candidate_id, version, day, at }, at).map(Some)
}

/// The job that sends the daily mail of a day, of which there is one.
pub(super) fn digest_job(scope: &Scope, payload: &DigestPayload) -> Result<NewJob, Problem> {
    let id = id_of(scope, DIGEST, payload.candidate_id, &payload.day.to_string());
    job(scope, DIGEST, id, payload, scope.now())
}

/// An id that is always the same.
fn id_of(scope: &Scope, kind: &str, candidate: CandidateId, what: &str) -> Uuid {
    let digest = Sha256::new()
        .chain_update(kind)
        .chain_update(Uuid::from(scope.account_id()).as_bytes())
        .chain_update(Uuid::from(candidate).as_bytes())
        .chain_update(what)
        .finalize();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(id).into_uuid()
}
