//! The links in mails. Each names the account and the candidate, and has a part that nobody can guess.
//!
//! The link that confirms an address holds a secret, of which only the hash is stored. The other links have to be made
//! again for each mail. They hold codes (HMAC-SHA256, 128 bits of it) by a key of the candidate's reminders, which is
//! stored encrypted. The address that a mail is sent to is part of the code, so that links end with the address.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Datelike as _, Days, NaiveDate, TimeDelta, Utc};
use entity::{AccountId, ApplicationId, CandidateId, Reminder};
use hmac::{Hmac, KeyInit, Mac};
use planning::Email;
use sha2::Sha256;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::{
    auth::Secret,
    problem::Problem,
    sealing::{SecretSealer, random},
};

const ID_BYTES: usize = 16;
pub(super) const CODE_BYTES: usize = 16;
const KEY_BYTES: usize = 32;
const DAY_BYTES: usize = 4;

/// The lifetime of a link that confirms an address.
pub(super) const CONFIRMATION_VALID: TimeDelta = TimeDelta::hours(48);

/// The lifetime of a link to a draft, in days.
const DRAFT_DAYS: u64 = 30;

/// The candidate whom a link is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct LinkOwner {
    pub account_id: AccountId,
    pub candidate_id: CandidateId,
}

impl LinkOwner {
    pub(super) fn from_row(row: &Reminder) -> Self {
        Self { account_id: row.stamp.account_id, candidate_id: row.stamp.id }
    }

    pub(super) fn bytes(self) -> [u8; 2 * ID_BYTES] {
        let mut bytes = [0; 2 * ID_BYTES];
        bytes[..ID_BYTES].copy_from_slice(Uuid::from(self.account_id).as_bytes());
        bytes[ID_BYTES..].copy_from_slice(Uuid::from(self.candidate_id).as_bytes());
        bytes
    }

    /// The owner at the beginning of these bytes, and the others.
    pub(super) fn split(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (account, rest) = bytes.split_at_checked(ID_BYTES)?;
        let (candidate, rest) = rest.split_at_checked(ID_BYTES)?;
        let [account, candidate] = [account, candidate].map(|id| Uuid::from_slice(id).ok());
        Some((Self { account_id: account?.into(), candidate_id: candidate?.into() }, rest))
    }

    /// The purpose for which something of the owner is encrypted.
    fn purpose(self, what: &str) -> String {
        format!("{}/{}/reminders/{what}", self.account_id, self.candidate_id)
    }
}

/// The key of the links that are made again for each mail.
pub(super) struct LinkKey([u8; KEY_BYTES]);

impl LinkKey {
    /// A new key, encrypted.
    pub(super) fn sealed(secret_sealer: &SecretSealer, owner: LinkOwner) -> Result<String, Problem> {
        Ok(secret_sealer.seal(&owner.purpose("links"), &random::<KEY_BYTES>()?)?)
    }

    pub(super) async fn read(row: &Reminder, secret_sealer: &SecretSealer) -> Result<Self, Problem> {
        let key = secret_sealer.unseal(&LinkOwner::from_row(row).purpose("links"), &row.secret).await?;
        key.try_into().map(Self).map_err(|_| Problem::internal("the key of links has another length"))
    }

    /// The code of a link in a mail to this address.
    pub(super) fn code(&self, purpose: &str, address: &Email, parts: &[&[u8]]) -> [u8; CODE_BYTES] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        for part in [purpose.as_bytes(), address.as_bytes()].iter().chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        let mut code = [0; CODE_BYTES];
        code.copy_from_slice(&mac.finalize().into_bytes()[..CODE_BYTES]);
        code
    }
}

pub(super) fn encoded(parts: &[&[u8]]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(parts.concat())
}

pub(super) fn decoded(token: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(token).ok()
}

/// The link that confirms an address.
pub(super) struct ConfirmationLink {
    pub owner: LinkOwner,
    secret: Secret,
}

impl ConfirmationLink {
    pub(super) fn random(owner: LinkOwner) -> Result<Self, Problem> {
        Ok(Self { owner, secret: Secret::random()? })
    }

    pub(super) fn parse(token: &str) -> Option<Self> {
        let bytes = decoded(token)?;
        let (owner, secret) = LinkOwner::split(&bytes)?;
        Some(Self { owner, secret: Secret::from_bytes(secret)? })
    }

    pub(super) fn token(&self) -> String {
        encoded(&[&self.owner.bytes(), self.secret.bytes()])
    }

    /// The hash of the secret, which is stored.
    pub(super) fn hash(&self) -> String {
        self.secret.hash()
    }

    /// Whether it confirms the address of these reminders now.
    pub(super) fn confirms(&self, row: &Reminder, now: DateTime<Utc>) -> bool {
        row.confirmation_hash.as_deref().is_some_and(|hash| self.secret.matches_hash(hash))
            && row.confirmation_expires_at.is_some_and(|until| now < until)
    }

    /// The secret, encrypted for the job that sends it.
    pub(super) fn sealed(&self, secret_sealer: &SecretSealer) -> Result<String, Problem> {
        Ok(secret_sealer.seal(&self.owner.purpose("confirmation"), self.secret.bytes())?)
    }

    pub(super) async fn unsealed(
        owner: LinkOwner,
        secret_sealer: &SecretSealer,
        sealed: &str,
    ) -> Result<Self, Problem> {
        let secret = secret_sealer.unseal(&owner.purpose("confirmation"), sealed).await?;
        let secret = Secret::from_bytes(&secret).ok_or_else(|| Problem::internal("a secret has another length"))?;
        Ok(Self { owner, secret })
    }
}

/// The link that ends reminders.
pub(super) struct UnsubscribeLink {
    pub owner: LinkOwner,
    code: [u8; CODE_BYTES],
}

impl UnsubscribeLink {
    const PURPOSE: &str = "unsubscribe";

    pub(super) fn new(owner: LinkOwner, key: &LinkKey, address: &Email) -> Self {
        Self { owner, code: key.code(Self::PURPOSE, address, &[]) }
    }

    pub(super) fn parse(token: &str) -> Option<Self> {
        let bytes = decoded(token)?;
        let (owner, code) = LinkOwner::split(&bytes)?;
        Some(Self { owner, code: code.try_into().ok()? })
    }

    pub(super) fn token(&self) -> String {
        encoded(&[&self.owner.bytes(), &self.code])
    }

    /// Whether it was made by this key for this address.
    pub(super) fn is_genuine(&self, key: &LinkKey, address: &Email) -> bool {
        key.code(Self::PURPOSE, address, &[]).ct_eq(&self.code).into()
    }
}

/// The link to the draft of a step's message.
pub(super) struct DraftLink {
    pub owner: LinkOwner,
    pub application_id: ApplicationId,
    pub step_id: String,
    /// The last day on which it works.
    pub until: NaiveDate,
    code: [u8; CODE_BYTES],
}

impl DraftLink {
    const PURPOSE: &str = "draft";

    pub(super) fn new(
        owner: LinkOwner,
        (key, address): (&LinkKey, &Email),
        application_id: ApplicationId,
        step_id: &str,
        now: DateTime<Utc>,
    ) -> Self {
        let today = now.date_naive();
        let until = today.checked_add_days(Days::new(DRAFT_DAYS)).unwrap_or(today);
        let mut link = Self { owner, application_id, step_id: step_id.to_owned(), until, code: [0; CODE_BYTES] };
        link.code = link.code_by(key, address);
        link
    }

    pub(super) fn parse(token: &str) -> Option<Self> {
        let bytes = decoded(token)?;
        let (owner, rest) = LinkOwner::split(&bytes)?;
        let (application, rest) = rest.split_at_checked(ID_BYTES)?;
        let (day, rest) = rest.split_at_checked(DAY_BYTES)?;
        let (code, step_id) = rest.split_at_checked(CODE_BYTES)?;
        Some(Self {
            owner,
            application_id: Uuid::from_slice(application).ok()?.into(),
            step_id: std::str::from_utf8(step_id).ok()?.to_owned(),
            until: NaiveDate::default()
                .num_days_from_ce()
                .checked_add(i32::from_be_bytes(day.try_into().ok()?))
                .and_then(NaiveDate::from_num_days_from_ce_opt)?,
            code: code.try_into().ok()?,
        })
    }

    /// The last day, in days since 1970.
    fn day(&self) -> [u8; DAY_BYTES] {
        let days = self.until.signed_duration_since(NaiveDate::default()).num_days();
        i32::try_from(days).unwrap_or_default().to_be_bytes()
    }

    fn code_by(&self, key: &LinkKey, address: &Email) -> [u8; CODE_BYTES] {
        let application = Uuid::from(self.application_id);
        key.code(Self::PURPOSE, address, &[application.as_bytes(), &self.day(), self.step_id.as_bytes()])
    }

    pub(super) fn token(&self) -> String {
        let application = Uuid::from(self.application_id);
        encoded(&[&self.owner.bytes(), application.as_bytes(), &self.day(), &self.code, self.step_id.as_bytes()])
    }

    /// Whether it was made by this key for this address, and works on this day.
    pub(super) fn works(&self, key: &LinkKey, address: &Email, today: NaiveDate) -> bool {
        bool::from(self.code_by(key, address).ct_eq(&self.code)) && today <= self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner() -> LinkOwner {
        LinkOwner { account_id: AccountId::new(), candidate_id: CandidateId::new() }
    }

    fn address(text: &str) -> Email {
        text.parse().unwrap()
    }

    #[test]
    fn links_are_parsed_as_they_were_written() {
        let (owner, key, ada) = (owner(), LinkKey([7; KEY_BYTES]), address("ada@example.com"));
        let link = ConfirmationLink::random(owner).unwrap();
        let read = ConfirmationLink::parse(&link.token()).unwrap();
        assert_eq!((read.owner, read.hash()), (owner, link.hash()));
        let link = UnsubscribeLink::parse(&UnsubscribeLink::new(owner, &key, &ada).token()).unwrap();
        assert_eq!(link.owner, owner);
        assert!(link.is_genuine(&key, &ada) && !link.is_genuine(&LinkKey([8; KEY_BYTES]), &ada));
        assert!(!link.is_genuine(&key, &address("eve@example.com")));
        let now = "2026-03-10T16:00:00Z".parse().unwrap();
        let application = ApplicationId::new();
        let link = DraftLink::new(owner, (&key, &ada), application, "follow_up:1", now);
        let read = DraftLink::parse(&link.token()).unwrap();
        assert_eq!((read.owner, read.application_id, read.step_id.as_str()), (owner, application, "follow_up:1"));
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(read.until, day("2026-04-09"));
        assert!(read.works(&key, &ada, day("2026-04-09")) && !read.works(&key, &ada, day("2026-04-10")));
        assert!(!read.works(&LinkKey([8; KEY_BYTES]), &ada, day("2026-03-10")));
        assert!(!read.works(&key, &address("eve@example.com"), day("2026-03-10")));
    }

    #[test]
    fn links_are_not_changed() {
        let (owner, key, ada) = (owner(), LinkKey([7; KEY_BYTES]), address("ada@example.com"));
        let now = "2026-03-10T16:00:00Z".parse().unwrap();
        let link = DraftLink::new(owner, (&key, &ada), ApplicationId::new(), "a", now);
        let later = DraftLink { until: link.until + TimeDelta::days(1), ..DraftLink::parse(&link.token()).unwrap() };
        let other = DraftLink { step_id: "b".to_owned(), ..DraftLink::parse(&link.token()).unwrap() };
        let today = "2026-03-10".parse().unwrap();
        assert!(link.works(&key, &ada, today));
        assert!(!later.works(&key, &ada, today) && !other.works(&key, &ada, today));
        for wrong in ["", "AAAA", "=", &link.token()[..40]] {
            assert!(ConfirmationLink::parse(wrong).is_none() && UnsubscribeLink::parse(wrong).is_none(), "{wrong}");
            assert!(DraftLink::parse(wrong).is_none(), "{wrong}");
        }
    }
}
