//! Jobs in the background: what they are, and the workers that do them. The queue itself is in the crate `database`.

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
    /// A recipient is to be asked to confirm an address.
    ConfirmationMail,
    /// A candidate is to be told of steps that have fallen due.
    DueMail,
    /// The same of one step, as earlier releases queue it.
    DueReminder,
    /// It is the hour of a daily mail.
    DailyReminder,
    /// A daily mail is to be sent.
    ReminderDigest,
    /// Somebody has forgotten a password.
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

/// How long an attempt at most kinds of jobs may take.
const TIME_LIMIT: Duration = Duration::from_secs(5);

/// How long sending a mail may take: servers answer slowly whom they don't know.
const MAIL_TIME_LIMIT: Duration = Duration::from_secs(20);

impl JobKind {
    const ALL: [Self; 8] = [
        Self::Delivery,
        Self::ForgetBodies,
        Self::ConfirmationMail,
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

    /// How long an attempt may take.
    const fn time_limit(self) -> Duration {
        match self {
            Self::ConfirmationMail | Self::DueMail | Self::ReminderDigest | Self::PasswordMail => MAIL_TIME_LIMIT,
            Self::Delivery | Self::ForgetBodies | Self::DueReminder | Self::DailyReminder => TIME_LIMIT,
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
            Self::DueMail => reminders::send_due(state, job).await,
            Self::DueReminder => reminders::collect_due(state, job).await,
            Self::DailyReminder => reminders::queue_digest(state, job).await,
            Self::ReminderDigest => reminders::send_digest(state, job).await,
            Self::PasswordMail => password_resets::send_password_mail(state, job).await,
        }
    }

    /// What is to be told where it matters once a job is given up.
    async fn give_up(self, state: &AppState, job: &Job, why: &str) -> Result<(), Problem> {
        match self {
            Self::Delivery => connections::give_delivery_up(state, job, why).await,
            Self::ForgetBodies | Self::PasswordMail => Ok(()),
            Self::ConfirmationMail | Self::DueMail | Self::DueReminder | Self::ReminderDigest => {
                reminders::note_failure(state, job, why).await
            }
            Self::DailyReminder => reminders::queue_next_daily(state, job).await,
        }
    }
}
