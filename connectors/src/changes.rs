//! What a delivery changes, in terms of our resources.

mod change;
mod facts;
mod find_missing;
mod missing;
mod resource;

pub use change::{Change, Changes, DeliveryContent, Mail, NewApplication, Remark, outcome_after, status_after};
pub use facts::{Application, Candidate, Communication, Company, Contact, Interview, Position};
pub(crate) use find_missing::find_missing;
pub use missing::{MissingRequirement, Needed};
pub use resource::Resource;
