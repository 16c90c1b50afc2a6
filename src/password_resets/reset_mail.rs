//! The mail with the links.

use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use database::{Job, complete_job};
use entity::{AnyUser, SignIn, SignInQueries};
use planning::{Email, Locale};
use views::MailPart;
use wording::{Language, MailText};

use super::{link::PasswordLink, request::PasswordRequest};
use crate::{
    jobs::JobOutcome,
    mail::{Letter, Mailer, SendError, SendErrorKind},
    problem::Problem,
    state::AppState,
};

/// How many accounts of an address get a link. Anybody can create many of them.
const MAX_ACCOUNTS: u64 = 10;

/// Sends links to the users who sign in with the address, if there are any. However it ends, nothing is kept of the
/// request: an address that is nobody's account is no business of ours.
pub(crate) async fn send_password_mail(state: &AppState, job: &Job) -> Result<JobOutcome, Problem> {
    let request = PasswordRequest::read(job)?;
    let Some(mailer) = &state.mailer else { return finish(state, job).await };
    let Some(letter) = letter(state, job, &request, mailer).await? else { return finish(state, job).await };
    // An address that may be used to sign in, but that can't receive mail.
    let Ok(to) = request.email.parse::<Email>() else { return finish(state, job).await };
    let Ok(mail) = letter.mail(mailer, &to, &job.id.to_string(), state.clock.now()) else {
        return finish(state, job).await;
    };
    match mailer.send(mail).await {
        Ok(()) => tracing::info!(job = %job.id, "a link for a new password was sent"),
        Err(SendError { why: SendErrorKind::Later, summary, .. }) if !job.is_last_attempt() => {
            return Ok(JobOutcome::Retry(summary));
        }
        Err(SendError { summary, .. }) => {
            tracing::warn!(job = %job.id, %summary, "a link for a new password was not sent");
        }
    }
    finish(state, job).await
}

async fn finish(state: &AppState, job: &Job) -> Result<JobOutcome, Problem> {
    complete_job(&state.db, state.db.dialect(), job).await?;
    Ok(JobOutcome::Done)
}

/// The mail, with a link for each account of the address; `None` if there is none, or the request is too old.
async fn letter(
    state: &AppState,
    job: &Job,
    request: &PasswordRequest,
    mailer: &Mailer,
) -> Result<Option<Letter>, Problem> {
    let (identity, now, expires_at) = (SignInQueries::new(&state.db), state.clock.now(), request.expires_at());
    if now >= expires_at {
        return Ok(None);
    }
    let users = identity.users(Some(&request.email), MAX_ACCOUNTS).await?;
    let seed = request.seed(job, &state.secret_sealer).await?;
    let mut links = Vec::with_capacity(users.len());
    for AnyUser { id, account_id, .. } in users.into_iter().filter(|user| !user.disabled) {
        let user = SignIn { account_id, user_id: id };
        let Some(since) = identity.user_since(account_id, id).await? else { continue };
        let link = PasswordLink::derive(&seed, user)?;
        identity.keep_reset(link.row(user, expires_at), now).await?;
        links.push((since, mailer.url(&format!("/password-resets/{}", link.token()))));
    }
    // Rounded up: the mail is sent some seconds after it was asked for, and a link that works for 59.9 minutes works
    // for an hour.
    let within = u32::try_from((expires_at - now - TimeDelta::nanoseconds(1)).num_minutes() + 1).unwrap_or_default();
    let locale = Locale::nearest(&request.language).unwrap_or_default();
    Ok((!links.is_empty()).then(|| compose_mail(wording::language_of(locale), links, within, now)))
}

fn compose_mail(
    language: &'static dyn Language,
    links: Vec<(DateTime<Utc>, String)>,
    within: u32,
    now: DateTime<Utc>,
) -> Letter {
    let text = |text| language.mail_text(&text);
    let mut parts = vec![MailPart::Paragraph(vec![text(MailText::PasswordReason)])];
    let request = text(MailText::PasswordRequest { within });
    match <[_; 1]>::try_from(links) {
        Ok([(_, url)]) => parts.push(MailPart::Link { label: request, url }),
        Err(links) => {
            parts.push(MailPart::Paragraph(vec![request]));
            parts.extend(links.into_iter().map(|(since, url)| {
                let label = MailText::PasswordOfAccount { since: since.naive_utc(), year: now.year() };
                MailPart::Link { label: text(label), url }
            }));
        }
    }
    parts.push(MailPart::Paragraph(vec![text(MailText::PasswordIgnore)]));
    Letter { language, subject: text(MailText::PasswordSubject), parts, unsubscribe: None }
}
