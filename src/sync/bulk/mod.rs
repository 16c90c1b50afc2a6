//! `POST /v1/sync`: many resources by their remote ids in one request.
//!
//! The rows that are named are read, a statement for each table; what becomes of each item is decided in memory
//! (`resolve`); then all that is new or changed is written together. What others change meanwhile makes the write fail,
//! and all of it is tried again.

mod answer;
mod contacts;
mod http;
mod item;
mod items;
mod outcome;
mod references;
mod resolve;
mod stored;
mod target;
mod write;

pub use answer::{SyncResult, SyncResults};
pub use http::*;
pub use item::{
    ResourceType, SyncedApplication, SyncedCandidate, SyncedCommunication, SyncedContact, SyncedInterview, Typed,
};
pub use items::SyncBatch;
pub use outcome::SyncEffect;
