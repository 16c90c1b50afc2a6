//! `POST /v1/sync`: many resources by their remote ids in one request.
//!
//! The rows that are named are read, a statement for each table; items that name some fields are laid over them (`laid`);
//! what becomes of each item is decided in memory (`resolve`); then all that is new, changed or deleted is written together. What others change meanwhile makes the write fail,
//! and all of it is tried again.

mod answer;
mod batch;
mod contacts;
mod head;
mod http;
mod item;
mod items;
mod laid;
mod outcome;
mod references;
mod refusals;
mod resolve;
mod state;
mod stored;
mod target;
mod typed;
mod write;

pub use answer::{SyncItemResult, SyncResults};
pub use batch::{SyncBatch, SyncMode, SyncQuery};
pub use http::*;
pub use item::{ResourceType, SyncedApplication, SyncedCandidate, SyncedCommunication, SyncedContact, SyncedInterview};
pub use outcome::SyncEffect;
pub use typed::Typed;
