//! The user or program whose token was verified.

use entity::{AccountId, ApiClientId, SessionId, TokenGrant, UserId};
use uuid::Uuid;

use super::{Audience, Scopes};

/// The user or program whose token was verified.
#[derive(Clone, Copy, Debug)]
pub struct Principal {
    pub account_id: AccountId,
    pub subject: Subject,
    /// The scopes of the token, separated by spaces.
    pub scopes: Scopes,
    /// The audience of the token.
    pub audience: Audience,
}

impl Principal {
    /// The principal with only these of its scopes.
    pub(crate) fn narrowed_to(self, granted: Scopes) -> Self {
        Self { scopes: self.scopes.and(granted), ..self }
    }
}

/// The kind of principal.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// A user, with the session.
    User(UserId, SessionId),
    /// An API client.
    Client(ApiClientId),
}

impl Subject {
    /// The user's or the client's id.
    #[must_use]
    pub fn id(self) -> Uuid {
        match self {
            Self::User(user, _) => user.into(),
            Self::Client(client) => client.into(),
        }
    }

    /// The session or API client of the principal's tokens.
    #[must_use]
    pub fn grant(self) -> TokenGrant {
        match self {
            Self::User(_, session) => TokenGrant::Session(session),
            Self::Client(client) => TokenGrant::Client(client),
        }
    }
}
