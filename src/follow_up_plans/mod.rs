//! `/v1/applications/{id}/follow-up-plan`, `/v1/follow-up-plans/preview`: what to do when, and why.

mod compare;
mod diff;
mod message;
mod preview;
mod stored_plan;

pub use compare::*;
pub use diff::*;
pub use message::*;
pub use preview::*;
pub use stored_plan::*;
