//! The reminders of a candidate in requests and answers.

use chrono::{DateTime, Utc};
use entity::{Candidate, CandidateId, Reminder, Stamp, SuppressedAddress};
use planning::{Email, Instant};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::{Resource, Validate, resource},
    problem::Problem,
    stored,
};

/// When mails are sent.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReminderMode {
    /// Never.
    #[default]
    None,
    /// One for each step, when it falls due.
    Due,
    /// One a day, with all steps that are due or overdue. None on days without any.
    Daily,
}

/// Whether mails are sent, and why not.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReminderState {
    /// The mode is `none`.
    Off,
    /// There is no address: neither here nor of the candidate.
    NoAddress,
    /// The recipient has not confirmed the address yet.
    Unconfirmed,
    /// The address is on the list of suppressed addresses.
    Suppressed,
    /// Mails are sent.
    Active,
}

/// What reminders a candidate gets.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RemindersInput, example = json!({"mode": "due", "address": "ada@example.com"}))]
pub struct ReminderInput {
    /// When mails are sent.
    #[serde(default)]
    pub mode: ReminderMode,
    /// The hour of the daily mail by the candidate's clocks, from 0 to 23.
    #[serde(default = "morning")]
    #[schema(minimum = 0, maximum = 23, default = 8)]
    pub hour: u8,
    /// Where mails are sent; to the candidate's `email`, if it is null.
    #[serde(default)]
    pub address: Option<Email>,
}

const fn morning() -> u8 {
    8
}

impl Default for ReminderInput {
    fn default() -> Self {
        Self { mode: ReminderMode::None, hour: morning(), address: None }
    }
}

impl Validate for ReminderInput {}

impl ReminderInput {
    pub(super) fn from_row(row: &Reminder) -> Result<Self, Problem> {
        let hour = u8::try_from(row.hour).map_err(Problem::internal)?;
        Ok(Self { mode: stored::word(&row.mode)?, hour, address: row.address.clone() })
    }
}

/// Where mails to a candidate are sent, as far as it is known.
pub(super) fn target<'r>(candidate: &'r Candidate, address: Option<&'r Email>) -> Option<&'r Email> {
    address.or(candidate.details.email.as_ref())
}

/// The address of these reminders, if its owner has confirmed it.
pub(super) fn confirmed<'r>(candidate: &'r Candidate, row: &'r Reminder) -> Option<&'r Email> {
    let target = target(candidate, row.address.as_ref())?;
    row.confirmed_at.and(row.confirmed_address.as_ref()).filter(|confirmed| *confirmed == target)
}

/// The reminders as they are shown: what was set, and the result.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RemindersBody {
    #[serde(flatten)]
    input: ReminderInput,
    /// Whether mails are sent, and why not.
    state: ReminderState,
    /// Where they are sent: `address`, or else the candidate's `email`.
    #[schema(value_type = Option<Email>)]
    sent_to: Option<Email>,
    /// When the recipient confirmed this address; null, if it is not confirmed.
    #[schema(value_type = Option<Instant>)]
    confirmed_at: Option<DateTime<Utc>>,
    /// Until when the link in the last confirmation mail works; null, if there is none, or the address is confirmed.
    #[schema(value_type = Option<Instant>)]
    confirmation_expires_at: Option<DateTime<Utc>>,
    /// When the recipient last ended the reminders.
    #[schema(value_type = Option<Instant>)]
    unsubscribed_at: Option<DateTime<Utc>>,
    /// When the mail server last accepted a mail.
    #[schema(value_type = Option<Instant>)]
    last_sent_at: Option<DateTime<Utc>>,
    /// When a mail last failed for good.
    #[schema(value_type = Option<Instant>)]
    last_failure_at: Option<DateTime<Utc>>,
    /// Why.
    last_failure: Option<String>,
}

resource! {
    /// The reminders of a candidate. The id is the candidate's.
    Reminders: CandidateId, RemindersBody, patch RemindersPatch by ReminderInput
}

/// The stamp of reminders that were never set.
fn unset(candidate: &Candidate) -> Stamp<CandidateId> {
    Stamp { version: 0, updated_at: candidate.stamp.created_at, ..candidate.stamp }
}

/// The reminders of a candidate, as they are shown.
pub(super) fn to_response(
    candidate: &Candidate,
    row: Option<&Reminder>,
    suppression: Option<&SuppressedAddress>,
    now: DateTime<Utc>,
) -> Result<Reminders, Problem> {
    let input = row.map(ReminderInput::from_row).transpose()?.unwrap_or_default();
    let sent_to = target(candidate, input.address.as_ref()).cloned();
    let is_confirmed = row.and_then(|row| confirmed(candidate, row)).is_some();
    let state = match (&sent_to, suppression) {
        _ if input.mode == ReminderMode::None => ReminderState::Off,
        (None, _) => ReminderState::NoAddress,
        (_, Some(_)) => ReminderState::Suppressed,
        _ if is_confirmed => ReminderState::Active,
        _ => ReminderState::Unconfirmed,
    };
    let open = |row: &&Reminder| !is_confirmed && row.confirmation_address == sent_to;
    let body = RemindersBody {
        state,
        confirmed_at: row.and_then(|row| row.confirmed_at).filter(|_| is_confirmed),
        confirmation_expires_at: row
            .filter(open)
            .and_then(|row| row.confirmation_expires_at)
            .filter(|until| now < *until),
        unsubscribed_at: row.and_then(|row| row.unsubscribed_at),
        last_sent_at: row.and_then(|row| row.last_sent_at),
        last_failure_at: row.and_then(|row| row.last_failure_at),
        last_failure: row.and_then(|row| row.last_failure.clone()),
        input,
        sent_to,
    };
    Ok(Resource::new(row.map_or_else(|| unset(candidate), |row| row.stamp), body).into())
}
