//! `/v1/applications/{id}/follow-up-plan`, `/v1/follow-up-plans/preview` and its batch: plans as JSON, as a calendar
//! and as a picture.

mod compare;
mod diff;
mod facts_cache;
mod formats;
mod message;
mod preview;
mod preview_batch;
mod reasons;
mod stored_facts;
mod stored_plan;
mod views;

pub use compare::*;
pub use diff::*;
pub use facts_cache::FactsCache;
pub use message::*;
pub use preview::*;
pub use preview_batch::*;
pub use reasons::*;
pub(crate) use stored_facts::{facts, facts_at, facts_of};
pub use stored_plan::*;
pub use views::*;

/// The approximate number of bytes of a plan as JSON.
const LENGTH: usize = 8 * 1024;
