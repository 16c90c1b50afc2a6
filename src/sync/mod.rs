//! Facts that others know by ids of their own, written to the account's rows: what deliveries and bulk writes share.
//!
//! A [`WorkingSet`] reads all rows that are named, a statement for each table; changes are made to it in memory, by the
//! same inputs and rules as those of the API (`merge`); then it writes what has changed. If it writes in a
//! transaction, all of it takes effect together. [`bulk`] is the same for clients: many resources, each as a whole.

mod apply;
pub mod bulk;
mod changes_of;
mod erase;
pub(crate) mod merge;
mod missing;
mod report;
mod rows;
mod sharing;
mod working_set;

pub use apply::apply;
pub use report::{Applied, AppliedChange, Call, Effect, MissingFact, MissingFacts, Note};
pub use working_set::{RemoteIds, WorkingSet};
