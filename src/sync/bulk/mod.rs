//! `POST /v1/sync`: many resources by their remote ids in one request.
//!
//! The stored rows that items name are read with one statement for each table (`stored_rows`). Items that name some
//! fields are merged into these rows (`merged_items`). The outcome of each item is decided in memory (`resolve`). Then
//! all new, changed and deleted rows are written together (`write`). If another request has changed one of the rows
//! meanwhile, the write fails, and everything is repeated.

mod answer;
mod batch;
mod contacts;
mod http;
mod identifying_fields;
mod item;
mod item_state;
mod items;
mod merged_items;
mod outcome;
mod references;
mod refusals;
mod resolve;
mod stored_rows;
mod target;
mod typed;
mod write;

pub use answer::{SyncItemResult, SyncResults};
pub use batch::{SyncBatch, SyncMode, SyncQuery};
pub use http::*;
pub use item::{ResourceType, SyncedApplication, SyncedCandidate, SyncedCommunication, SyncedContact, SyncedInterview};
pub use outcome::SyncEffect;
pub use typed::TypedItem;
