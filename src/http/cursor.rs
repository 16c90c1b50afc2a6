//! Cursors, and the two orders of lists: by creation and by last change.

use std::str::FromStr;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use entity::ListOrder;
use planning::{Instant, InvalidValue};
use serde::{Deserialize, Deserializer, de::Error as _};
use uuid::Uuid;

use crate::problem::Problem;

/// The content of a cursor: the sort key of an item, in most lists its id.
pub trait CursorKey: Sized {
    fn to_bytes(&self) -> Vec<u8>;
    /// Parses the bytes; `None` if they are not a sort key.
    fn from_bytes(bytes: Vec<u8>) -> Option<Self>;
}

impl CursorKey for Uuid {
    fn to_bytes(&self) -> Vec<u8> {
        self.as_bytes().to_vec()
    }

    fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        Self::from_slice(&bytes).ok()
    }
}

/// A position in a list. It is opaque to clients.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<P = Uuid>(P);

impl<P> Cursor<P> {
    /// A cursor after the item with this sort key.
    pub fn new(item: P) -> Self {
        Self(item)
    }

    /// The sort key of the item after which the page begins.
    #[must_use]
    pub fn into_key<I: From<P>>(self) -> I {
        self.0.into()
    }
}

impl<P: CursorKey> FromStr for Cursor<P> {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let key = BASE64_URL_SAFE_NO_PAD.decode(text).ok().and_then(P::from_bytes);
        key.map(Self).ok_or_else(|| InvalidValue("is no cursor that a list has given".to_owned()))
    }
}

impl<P: CursorKey> std::fmt::Display for Cursor<P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&BASE64_URL_SAFE_NO_PAD.encode(self.0.to_bytes()))
    }
}

impl<'de, P: CursorKey> Deserialize<'de> for Cursor<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A position in a list that has two orders.
#[derive(Clone, Copy, Debug)]
pub enum ListPosition {
    /// After the item with this id, in order of creation.
    ByCreation(Uuid),
    /// After the item that was last changed at this instant and has this id, in order of changes.
    ByChange(DateTime<Utc>, Uuid),
}

impl CursorKey for ListPosition {
    fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::ByCreation(id) => CursorKey::to_bytes(id),
            Self::ByChange(at, id) => [&at.timestamp_micros().to_be_bytes(), id.as_bytes().as_slice()].concat(),
        }
    }

    fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        match bytes.split_first_chunk() {
            Some((micros, id)) if bytes.len() > size_of::<Uuid>() => {
                let at = DateTime::from_timestamp_micros(i64::from_be_bytes(*micros))?;
                Some(Self::ByChange(at, Uuid::from_slice(id).ok()?))
            }
            _ => <Uuid as CursorKey>::from_bytes(bytes).map(Self::ByCreation),
        }
    }
}

/// The requested order of a list, and its start.
///
/// # Errors
///
/// [`Problem::BadRequest`], if the cursor belongs to the other order.
pub(crate) fn list_order<I: From<Uuid>>(
    updated_after: Option<Instant>,
    cursor: Option<Cursor<ListPosition>>,
) -> Result<ListOrder<I>, Problem> {
    match (updated_after, cursor.map(|Cursor(key)| key)) {
        (None, None) => Ok(ListOrder::ByCreation(None)),
        (None, Some(ListPosition::ByCreation(id))) => Ok(ListOrder::ByCreation(Some(id.into()))),
        (Some(after), None) => Ok(ListOrder::ByChange(*after, None)),
        (Some(_), Some(ListPosition::ByChange(at, id))) => Ok(ListOrder::ByChange(at, Some(id.into()))),
        _ => {
            let message = "query parameter cursor: a list with updated_after has other cursors than one without";
            Err(Problem::BadRequest(message.into()))
        }
    }
}

/// The order of a search, which is always that of creation.
///
/// # Errors
///
/// [`Problem::BadRequest`], if the other order is requested.
pub(crate) fn searched_order<I>(order: ListOrder<I>) -> Result<Option<I>, Problem> {
    match order {
        ListOrder::ByCreation(after) => Ok(after),
        ListOrder::ByChange(..) => {
            let message = "query parameter updated_after: a search (q, company, playbook) is in order of creation";
            Err(Problem::BadRequest(message.into()))
        }
    }
}
