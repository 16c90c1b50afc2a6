//! `/v1/applications/{id}/follow-up-plan`, `/v1/follow-up-plans/preview`: what to do when, and why; in JSON, as a
//! calendar, and as a picture.

mod forms;
mod message;
mod preview;
mod stored_plan;

pub use message::*;
pub use preview::*;
pub use stored_plan::*;
