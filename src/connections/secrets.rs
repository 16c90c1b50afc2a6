//! The secrets of connections: how they are stored, and the addresses that contain one.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use connectors::{Secret, Secrets};
use entity::{AccountId, Connection, ConnectionId};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::{
    problem::Problem,
    sealing::{SecretSealer, random},
    secret_rotation::{ReplacedSecret, new_key},
};

const ID_BYTES: usize = 16;

/// The length of the secret part of an address, in bytes.
const SECRET_BYTES: usize = 16;

/// An address for deliveries: the connection, and a secret that proves that the address was issued for it.
pub(super) struct Address {
    pub account_id: AccountId,
    pub connection_id: ConnectionId,
    secret: [u8; SECRET_BYTES],
}

impl Address {
    pub(super) fn random(account_id: AccountId, connection_id: ConnectionId) -> Result<Self, Problem> {
        Ok(Self { account_id, connection_id, secret: random()? })
    }

    /// Reads the last part of a path; `None` if it has not the form of this service's addresses.
    pub(super) fn parse(token: &str) -> Option<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
        let (account, rest) = bytes.split_at_checked(ID_BYTES)?;
        let (connection, secret) = rest.split_at_checked(ID_BYTES)?;
        Some(Self {
            account_id: Uuid::from_slice(account).ok()?.into(),
            connection_id: Uuid::from_slice(connection).ok()?.into(),
            secret: secret.try_into().ok()?,
        })
    }

    /// The path that the source posts to.
    pub(super) fn path(&self) -> String {
        let (account, connection) = (Uuid::from(self.account_id), Uuid::from(self.connection_id));
        let bytes = [account.as_bytes().as_slice(), connection.as_bytes(), &self.secret].concat();
        format!("/in/{}", BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }

    pub(super) fn seal(&self, secret_sealer: &SecretSealer) -> Result<String, Problem> {
        Ok(secret_sealer.seal(&purpose(self.account_id, self.connection_id, "path"), &self.secret)?)
    }

    /// The address of a connection.
    pub(super) async fn read(row: &Connection, secret_sealer: &SecretSealer) -> Result<Self, Problem> {
        let secret = secret_sealer.unseal(&purpose(row.stamp.account_id, row.stamp.id, "path"), &row.path).await?;
        let secret = secret.try_into().map_err(|_| Problem::internal("the secret of an address has another length"))?;
        Ok(Self { account_id: row.stamp.account_id, connection_id: row.stamp.id, secret })
    }

    /// Whether the two are the same. Takes the same time wherever they differ.
    pub(super) fn equals(&self, other: &Self) -> bool {
        self.secret.ct_eq(&other.secret).into()
    }
}

fn purpose(account_id: AccountId, connection_id: ConnectionId, what: &str) -> String {
    format!("{account_id}/{connection_id}/{what}")
}

/// A secret for a connection, sealed.
pub(super) fn seal_secret(
    secret_sealer: &SecretSealer,
    row: (AccountId, ConnectionId),
    secret: &Secret,
) -> Result<String, Problem> {
    secret_sealer.seal_secret(&purpose(row.0, row.1, "secret"), secret)
}

/// The secrets of a connection that count now.
pub(super) async fn secrets_of(
    row: &Connection,
    secret_sealer: &SecretSealer,
    now: DateTime<Utc>,
) -> Result<Secrets, Problem> {
    let purpose = purpose(row.stamp.account_id, row.stamp.id, "secret");
    let open = async |sealed: Option<&String>| match sealed {
        Some(sealed) => secret_sealer.open_secret(&purpose, sealed).await.map(Some),
        None => Ok(None),
    };
    let previous = ReplacedSecret { sealed: row.previous_secret.as_ref(), until: row.previous_until };
    Ok(Secrets { current: open(row.secret.as_ref()).await?, previous: open(previous.counting(now)).await? })
}

/// A new secret, in the form of Standard Webhooks, which most sources take.
pub(super) fn new_secret() -> Result<Secret, Problem> {
    new_key("whsec_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_parsed_as_it_was_written() {
        let address = Address::random(AccountId::new(), ConnectionId::new()).unwrap();
        let path = address.path();
        let read = Address::parse(path.strip_prefix("/in/").unwrap()).unwrap();
        assert_eq!((read.account_id, read.connection_id), (address.account_id, address.connection_id));
        assert!(read.equals(&address));
        let other = Address::random(address.account_id, address.connection_id).unwrap();
        assert!(!other.equals(&address));
        for wrong in ["", "AAAA", &path, &path[5..], &format!("{}A", &path[4..])] {
            assert!(Address::parse(wrong).is_none(), "{wrong}");
        }
    }
}
