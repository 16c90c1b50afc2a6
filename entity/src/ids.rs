//! Typed ids: UUIDs of version 7 (RFC 9562), made by the service, so that they sort by time of creation.

use std::{fmt, str::FromStr};

use planning::Key;
use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::tables::cells::{ColumnValue, FromColumn, FromJson, InvalidStoredValue};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, DeriveValueType, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, ToSchema,
        )]
        #[serde(transparent)]
        #[schema(value_type = Uuid, examples("0198c0de-7a3b-7c4d-8e5f-60718293a4b5"))]
        pub struct $name(Uuid);

        impl $name {
            /// A new id. It sorts after every id that this process made before.
            #[must_use]
            #[expect(clippy::new_without_default, reason = "a default suggests that it is always the same")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid {
                id.0
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Key {
            fn from(id: $name) -> Self {
                let mut buffer = Uuid::encode_buffer();
                let text = id.0.hyphenated().encode_lower(&mut buffer);
                text.parse().expect("a UUID is a key: one short line")
            }
        }

        impl FromColumn for $name {
            type Stored<'r> = Uuid;

            fn decode(id: Uuid) -> Result<Self, InvalidStoredValue> {
                Ok(Self(id))
            }
        }

        impl ColumnValue for $name {
            type Raw = Uuid;

            fn into_raw(self) -> Uuid {
                self.0
            }

            fn from_raw(id: Uuid) -> Result<Self, InvalidStoredValue> {
                Ok(Self(id))
            }
        }

        impl FromJson for $name {
            fn from_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }
        }

        // sea-orm requires this of every part of a primary key. Ids are never numbers here.
        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )*};
}

ids! {
    /// The id of an account.
    AccountId
    /// The id of an API client.
    ApiClientId
    /// The id of an application.
    ApplicationId
    /// The id of an authorization code.
    AuthorizationCodeId
    /// The id of a calendar feed.
    CalendarFeedId
    /// The id of a candidate.
    CandidateId
    /// The id of a communication.
    CommunicationId
    /// The id of a connection.
    ConnectionId
    /// The id of a contact.
    ContactId
    /// The id of a delivery.
    DeliveryId
    /// The id of an event. It is the same in the feed and in each delivery.
    EventId
    /// The id of an import.
    ImportId
    /// The id of an interview.
    InterviewId
    /// The id of a message.
    MessageId
    /// The id of a link by which a user sets a new password.
    PasswordResetId
    /// The id of one of the account's own playbooks. Clients name the playbook by its key.
    PlaybookId
    /// The id of a refresh token.
    RefreshTokenId
    /// The id of a session: a sign-in and the tokens that follow from it.
    SessionId
    /// The id of an address that nothing is sent to.
    SuppressedAddressId
    /// The id of one of the account's own templates. Clients name the template by its key.
    TemplateId
    /// The id of a user.
    UserId
    /// The id of an attempt to send an event to a webhook endpoint.
    WebhookAttemptId
    /// The id of a webhook endpoint.
    WebhookEndpointId
}
