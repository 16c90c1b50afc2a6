//! Background jobs: their kinds, and the workers that run them. The queue is in the crate `database`.

mod signal;
mod work;
mod workers;

use std::time::Duration;

use database::Job;
use uuid::Uuid;

use crate::{connections, password_resets, problem::Problem, reminders, state::AppState};
pub use signal::JobSignal;
pub use work::work_all;
pub use workers::Workers;

/// In the place of the account in jobs that belong to none.
pub(crate) const OF_NO_ACCOUNT: Uuid = Uuid::nil();

/// The kinds of jobs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum JobKind {
    /// A delivery is to be applied.
    Delivery,
    /// Old bodies of deliveries are to be deleted.
    ForgetBodies,
    /// Sends a mail that asks the recipient to confirm an address.
    ConfirmationMail,
    /// Adapts the reminders of a candidate that was changed.
    ChangedCandidate,
    /// Sends a mail about steps that have fallen due.
    DueMail,
    /// A mail about one step, as earlier releases queue it.
    DueReminder,
    /// Queues the daily mail of a candidate when its hour has come.
    DailyReminder,
    /// A daily mail is to be sent.
    ReminderDigest,
    /// A mail with a link for a new password.
    PasswordMail,
}

/// The result of an attempt.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum JobOutcome {
    /// The job is completed.
    Done,
    /// It is to be tried again, for this reason.
    Retry(String),
    /// It would fail again, for this reason: no attempt is made any more.
    GiveUp(String),
}

/// The time limit of an attempt, for most kinds of jobs.
const TIME_LIMIT: Duration = Duration::from_secs(5);

/// How long sending a mail may take: servers answer slowly whom they don't know.
const MAIL_TIME_LIMIT: Duration = Duration::from_secs(20);

impl JobKind {
    const ALL: [Self; 9] = [
        Self::Delivery,
        Self::ForgetBodies,
        Self::ConfirmationMail,
        Self::ChangedCandidate,
        Self::DueMail,
        Self::DueReminder,
        Self::DailyReminder,
        Self::ReminderDigest,
        Self::PasswordMail,
    ];

    /// Its name in the queue and in metrics.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Delivery => connections::DELIVERY,
            Self::ForgetBodies => connections::FORGET_BODIES,
            Self::ConfirmationMail => reminders::CONFIRMATION,
            Self::ChangedCandidate => reminders::CHANGED_CANDIDATE,
            Self::DueMail => reminders::DUE_MAIL,
            Self::DueReminder => reminders::DUE_REMINDER,
            Self::DailyReminder => reminders::DAILY_REMINDER,
            Self::ReminderDigest => reminders::DIGEST,
            Self::PasswordMail => password_resets::PASSWORD_MAIL,
        }
    }

    fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The time limit of an attempt.
    const fn time_limit(self) -> Duration {
        match self {
            Self::ConfirmationMail | Self::DueMail | Self::ReminderDigest | Self::PasswordMail => MAIL_TIME_LIMIT,
            Self::Delivery | Self::ForgetBodies | Self::ChangedCandidate | Self::DueReminder | Self::DailyReminder => {
                TIME_LIMIT
            }
        }
    }

    /// Does a job, and removes it from the queue in the transaction of its effect.
    ///
    /// # Errors
    ///
    /// Why it has to be tried again.
    async fn run(self, state: &AppState, job: &Job) -> Result<JobOutcome, Problem> {
        match self {
            Self::Delivery => connections::apply_delivery(state, job).await.map(|()| JobOutcome::Done),
            Self::ForgetBodies => connections::forget_bodies(state, job).await.map(|()| JobOutcome::Done),
            Self::ConfirmationMail => reminders::send_confirmation(state, job).await,
            Self::ChangedCandidate => reminders::follow_change(state, job).await,
            Self::DueMail => reminders::send_due(state, job).await,
            Self::DueReminder => reminders::collect_due(state, job).await,
            Self::DailyReminder => reminders::queue_digest(state, job).await,
            Self::ReminderDigest => reminders::send_digest(state, job).await,
            Self::PasswordMail => password_resets::send_password_mail(state, job).await,
        }
    }

    /// Records that a job was given up, where users or the next job can see it.
    async fn give_up(self, state: &AppState, job: &Job, why: &str) -> Result<(), Problem> {
        match self {
            Self::Delivery => connections::give_delivery_up(state, job, why).await,
            Self::ForgetBodies | Self::PasswordMail => Ok(()),
            Self::ConfirmationMail
            | Self::ChangedCandidate
            | Self::DueMail
            | Self::DueReminder
            | Self::ReminderDigest => reminders::note_failure(state, job, why).await,
            Self::DailyReminder => reminders::queue_next_daily(state, job).await,
        }
    }
}
