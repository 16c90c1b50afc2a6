//! `/v1/applications/{id}/follow-up-plan`, `/v1/follow-up-plans/preview`, and its batch: what to do when, and why; in
//! JSON, as a calendar, and as a picture.

mod compare;
mod diff;
mod formats;
mod message;
mod preview;
mod preview_batch;
mod reasons;
mod stored_plan;

pub use compare::*;
pub use diff::*;
pub use message::*;
pub use preview::*;
pub use preview_batch::*;
pub use reasons::*;
pub use stored_plan::*;

/// About how many bytes of JSON a plan is.
const LENGTH: usize = 8 * 1024;
