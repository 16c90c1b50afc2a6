//! The request for a new password: counted by address, and queued, whether or not the address belongs to a user.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use database::{Job, NewJob, enqueue_jobs};
use entity::SignInQueries;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{
    auth::Secret,
    jobs::OF_NO_ACCOUNT,
    problem::Problem,
    sealing::{SealError, SecretSealer},
    state::AppState,
};

/// The kind of the jobs that send the mail.
pub(crate) const PASSWORD_MAIL: &str = "password_mail";

/// The lifetime of a link.
const LINK_LIFETIME: TimeDelta = TimeDelta::hours(1);

/// The maximum number of mails to an address on one day.
const MAILS_A_DAY: i32 = 5;

/// A request, as it is queued.
#[derive(Deserialize, Serialize)]
pub(super) struct PasswordRequest {
    /// The address, in lower case.
    pub email: String,
    /// The language of the mail.
    pub language: String,
    /// The encrypted secret that links are derived from.
    seed: String,
    /// When it was made.
    pub at: DateTime<Utc>,
}

impl PasswordRequest {
    pub(super) fn read(job: &Job) -> Result<Self, Problem> {
        Self::deserialize(&job.payload).map_err(Problem::internal)
    }

    pub(super) async fn seed(&self, job: &Job, secret_sealer: &SecretSealer) -> Result<Vec<u8>, SealError> {
        secret_sealer.unseal(&purpose(job.id), &self.seed).await
    }

    /// Until when its links work.
    pub(super) fn expires_at(&self) -> DateTime<Utc> {
        self.at + LINK_LIFETIME
    }
}

fn purpose(id: Uuid) -> String {
    format!("password-resets/{id}")
}

/// Queues the mail. Nothing is queued after [`MAILS_A_DAY`] mails to an address on one day. This depends only on the
/// number of requests, so that it does not reveal whether the address is known.
pub(super) async fn ask(state: &AppState, email: String, language: &str) -> Result<(), Problem> {
    let (now, id) = (state.clock.now(), Uuid::now_v7());
    let hash = format!("password/{}", BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(&email)));
    if SignInQueries::new(&state.db).count_password_mail(&hash, now).await? > MAILS_A_DAY {
        return Ok(());
    }
    let seed = state.secret_sealer.seal(&purpose(id), Secret::random()?.bytes())?;
    let request = PasswordRequest { email, language: language.to_owned(), seed, at: now };
    let payload = serde_json::to_value(request).map_err(Problem::internal)?;
    let job = NewJob { account_id: OF_NO_ACCOUNT, id, kind: PASSWORD_MAIL, payload, due_at: now };
    enqueue_jobs(&state.db, state.db.dialect(), now, [job]).await?;
    state.jobs.wake(OF_NO_ACCOUNT.into());
    Ok(())
}
