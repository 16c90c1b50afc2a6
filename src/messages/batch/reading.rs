//! A batch of messages as it arrives: each item is read by itself.

use planning::Instant;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{MOST, MessageBatch, MessageBatchItem};
use crate::{
    http::{read, wrong_count},
    problem::Problem,
};

/// A batch whose items may be invalid.
pub(super) struct ReadBatch {
    pub items: Vec<ReadItem>,
    pub as_of: Option<Instant>,
}

/// An item; an empty one, if it is refused.
pub(super) struct ReadItem {
    pub item: MessageBatchItem,
    /// What is wrong with it.
    pub refused: Option<Problem>,
}

/// The fields of a batch, whatever its items are.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outside<'b> {
    #[serde(borrow)]
    items: Vec<&'b RawValue>,
    #[serde(default)]
    as_of: Option<Instant>,
}

impl ReadBatch {
    /// Reads a body.
    ///
    /// # Errors
    ///
    /// [`Problem::MalformedJson`], if it is not JSON, and [`Problem::InvalidBody`], if something is wrong beside the items,
    /// with what is wrong with these.
    pub(super) fn read(body: &[u8]) -> Result<Self, Problem> {
        let is_object = body.trim_ascii_start().starts_with(b"{");
        let Some(outside) = serde_json::from_slice::<Outside<'_>>(body).ok().filter(|_| is_object) else {
            let MessageBatch { items, as_of } = read(body)?;
            let items = items.into_iter().map(|item| ReadItem { item, refused: None }).collect();
            return Ok(Self { items, as_of });
        };
        if let Some(wrong) = wrong_count("items", outside.items.len(), MOST) {
            return Err(Problem::InvalidBody(vec![wrong]));
        }
        let item = |text: &RawValue| match read(text.get().as_bytes()) {
            Ok(item) => ReadItem { item, refused: None },
            Err(problem) => ReadItem { item: MessageBatchItem::default(), refused: Some(problem) },
        };
        Ok(Self { items: outside.items.into_iter().map(item).collect(), as_of: outside.as_of })
    }
}
