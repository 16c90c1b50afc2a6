//! Mails that came back: reports that a reminder could not be delivered (RFC 3464), handed over by the operator.
//!
//! The `Message-ID_BYTES` of a mail names its account and candidate, and has a code by the key of the candidate's
//! links, over the address as well. A report that has it comes from somebody who got the mail. So nobody else has an
//! address suppressed.

use chrono::{DateTime, Utc};
use database::Database;
use entity::{Candidate, Reminder, Scope};
use invitations::mail::{DeliveryAction, DeliveryReport, MailSettings, Recipient};
use planning::{Email, Instant};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::{
    links::{CODE_BYTES, LinkKey, LinkOwner, decoded, encoded},
    preferences::target,
    suppressed::{SuppressionReason, suppress},
};
use crate::{mail::refuses_recipient, problem::Problem, sealing::SecretSealer};

const ID_BYTES: usize = 16;

/// The id of a mail to a candidate, which is the part of its `Message-ID_BYTES` before the `@`.
pub(super) struct MailId {
    owner: LinkOwner,
    mail: Uuid,
    code: [u8; CODE_BYTES],
}

impl MailId {
    const PURPOSE: &str = "mail";

    pub(super) fn new(owner: LinkOwner, key: &LinkKey, address: &Email, mail: Uuid) -> Self {
        Self { owner, mail, code: key.code(Self::PURPOSE, address, &[mail.as_bytes()]) }
    }

    fn parse(local_part: &str) -> Option<Self> {
        let bytes = decoded(local_part)?;
        let (owner, rest) = LinkOwner::split(&bytes)?;
        let (mail, code) = rest.split_at_checked(ID_BYTES)?;
        Some(Self { owner, mail: Uuid::from_slice(mail).ok()?, code: code.try_into().ok()? })
    }

    pub(super) fn local_part(&self) -> String {
        encoded(&[&self.owner.bytes(), self.mail.as_bytes(), &self.code])
    }

    /// Whether the mail was sent to this address.
    fn was_sent_to(&self, key: &LinkKey, address: &Email) -> bool {
        Self::new(self.owner, key, address, self.mail).code.ct_eq(&self.code).into()
    }
}

/// The result of a mail that was handed over.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ReturnedMail {
    /// There is no such mailbox: its address is suppressed.
    Suppressed,
    /// It was not delivered for another reason, which is stored.
    Noted,
    /// It is delayed, or was delivered.
    NoFailure,
    /// It is no report, or its mail was not sent from here, or the candidate or address was deleted.
    Unknown,
}

/// Takes a mail that reports on a reminder: suppresses its address if there is no such mailbox.
///
/// # Errors
///
/// If the database fails.
pub async fn take_returned_mail(
    db: &Database,
    secret_sealer: &SecretSealer,
    message: &[u8],
    now: DateTime<Utc>,
) -> Result<ReturnedMail, Problem> {
    let received_at = Instant::try_from(now).map_err(Problem::internal)?;
    let settings = MailSettings { received_at, time_zone: None, candidate_addresses: Vec::new() };
    let Ok(mail) = invitations::mail::read(message, &settings) else { return Ok(ReturnedMail::Unknown) };
    let Some(report) = mail.report else { return Ok(ReturnedMail::Unknown) };
    let id = report.original_message_id.as_deref().and_then(|id| MailId::parse(id.split_once('@')?.0));
    let Some(id) = id else { return Ok(ReturnedMail::Unknown) };
    #[expect(
        clippy::disallowed_methods,
        reason = "the id names the account, and is verified before anything is written"
    )]
    let scope = Scope::new(db.clone(), id.owner.account_id, now);
    let Some((candidate, row)) = scope.reminder_of(id.owner.candidate_id).await? else {
        return Ok(ReturnedMail::Unknown);
    };
    let key = LinkKey::read(&row, secret_sealer).await?;
    let Some(address) = addresses(&candidate, &row).into_iter().find(|address| id.was_sent_to(&key, address)) else {
        return Ok(ReturnedMail::Unknown);
    };
    let Some(failure) = failure(&report, &mail.text) else { return Ok(ReturnedMail::NoFailure) };
    let transaction = scope.begin().await?;
    if failure.is_for_good {
        suppress(transaction.scope(), &address, SuppressionReason::Refused, Some(&failure.said)).await?;
    }
    transaction.scope().note_reminder(id.owner.candidate_id, Some(&failure.said)).await?;
    transaction.commit().await?;
    Ok(if failure.is_for_good { ReturnedMail::Suppressed } else { ReturnedMail::Noted })
}

/// The addresses that mails are or were sent to.
fn addresses(candidate: &Candidate, row: &Reminder) -> Vec<Email> {
    let known =
        [row.confirmed_address.as_ref(), row.confirmation_address.as_ref(), target(candidate, row.address.as_ref())];
    known.into_iter().flatten().cloned().collect()
}

/// Why a mail was not delivered.
#[derive(Debug, Eq, PartialEq)]
struct Failure {
    /// Whether there is no such mailbox.
    is_for_good: bool,
    said: String,
}

/// The failure in a report. Our mails have one recipient.
fn failure(report: &DeliveryReport, text: &str) -> Option<Failure> {
    let Recipient { status, diagnostic, .. } =
        report.recipients.iter().find(|recipient| recipient.action == DeliveryAction::Failed)?;
    // Without fields of its own, a report has the server's answer in a line of its text.
    let answer = diagnostic.as_deref().or_else(|| text.lines().find_map(answer_in));
    let status = status.as_deref().filter(|status| !status.ends_with(".0.0"));
    let (code, of_answer) = answer.map(parse_status).unwrap_or_default();
    let is_for_good = match (status, code) {
        (Some(status), _) => refuses_recipient(0, Some(status)),
        (None, Some(code)) => refuses_recipient(code, of_answer),
        (None, None) => false,
    };
    let said = [status, answer].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let said: String = said.chars().filter(|c| !c.is_control()).take(500).collect();
    Some(Failure { is_for_good, said: if said.is_empty() { "the mail came back".to_owned() } else { said } })
}

/// The code of a server's answer and its enhanced status, if it has one: `smtp; 550 5.1.1 no such user`.
fn parse_status(text: &str) -> (Option<u16>, Option<&str>) {
    let text = text.split_once(';').map_or(text, |(_, answer)| answer).trim();
    let code = code_of(text);
    let after = text.get(3..).unwrap_or_default().trim_start_matches(['-', ' ']);
    let status = after.split_whitespace().next().filter(|word| word.split('.').count() == 3 && word.starts_with('5'));
    (code, status.filter(|_| code.is_some()))
}

/// The server's answer in a line of a report, where it may follow the address.
fn answer_in(line: &str) -> Option<&str> {
    let behind = line.split_once(": ").filter(|(address, _)| address.contains('@')).map(|(_, answer)| answer);
    [Some(line), behind].into_iter().flatten().map(str::trim).find(|answer| code_of(answer).is_some())
}

/// The code with which a line begins, if it is that of a permanent failure.
fn code_of(line: &str) -> Option<u16> {
    let (code, after) = line.split_at_checked(3)?;
    let ends = after.is_empty() || after.starts_with([' ', '-']);
    code.parse().ok().filter(|code| ends && (500..600).contains(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(status: Option<&str>, diagnostic: Option<&str>, text: &str) -> (bool, String) {
        let recipient = Recipient {
            address: None,
            original_address: None,
            action: DeliveryAction::Failed,
            permanent: None,
            status: status.map(str::to_owned),
            diagnostic: diagnostic.map(str::to_owned),
        };
        let report = DeliveryReport { recipients: vec![recipient], original_message_id: None };
        let Failure { is_for_good, said } = failure(&report, text).unwrap();
        (is_for_good, said)
    }

    #[test]
    fn only_a_missing_mailbox_is_for_good() {
        let said = |text: &str| text.to_owned();
        for (status, diagnostic, text, expected) in [
            (Some("5.1.1"), Some("smtp; 550 5.1.1 unknown"), "", (true, said("5.1.1 smtp; 550 5.1.1 unknown"))),
            (Some("5.0.0"), Some("smtp; 550 no such user"), "", (true, said("smtp; 550 no such user"))),
            (Some("5.0.0"), Some("smtp; 550 5.7.1 refused"), "", (false, said("smtp; 550 5.7.1 refused"))),
            (Some("5.2.2"), Some("smtp; 552 5.2.2 full"), "", (false, said("5.2.2 smtp; 552 5.2.2 full"))),
            (Some("4.4.7"), Some("smtp; 550 4.4.7 expired"), "", (false, said("4.4.7 smtp; 550 4.4.7 expired"))),
            (None, None, "It failed.\n    550 no such user\n", (true, said("550 no such user"))),
            (None, None, "It failed.\n    554-5.7.1 spam\n", (false, said("554-5.7.1 spam"))),
            // As OpenSMTPD writes it.
            (
                Some("5.0.0"),
                None,
                "Hi!\n\na@b.example: 550 5.1.1 <a@b.example>: unknown\n",
                (true, said("550 5.1.1 <a@b.example>: unknown")),
            ),
            (None, None, "It was 1 May, 550 people came.", (false, said("the mail came back"))),
            (Some("5.4.4"), None, "", (false, said("5.4.4"))),
        ] {
            assert_eq!(failed(status, diagnostic, text), expected, "{status:?} {diagnostic:?} {text}");
        }
        let report = DeliveryReport { recipients: Vec::new(), original_message_id: None };
        assert_eq!(failure(&report, "550 no such user"), None);
    }
}
