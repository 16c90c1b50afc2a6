//! Writes facts that other systems send with their own ids: deliveries of connections (`apply`), and `POST /v1/sync`
//! ([`bulk`]).
//!
//! For a delivery, a [`WorkingSet`] reads all rows that it names, with one statement for each table. Changes are merged
//! into these rows in memory, with the inputs and rules of the API (`merge`). Then the changed rows are written in the
//! transaction of the scope.

mod apply;
pub mod bulk;
mod erase;
mod further_applications;
pub(crate) mod merge;
mod missing;
mod remote_ids;
mod report;
mod rows;
mod working_set;

pub use apply::apply;
pub use report::{AppliedChange, DeliveryEffects, Effect, MissingFact, MissingFacts, Note, SuggestedRequest};
pub use working_set::{RemoteIds, WorkingSet};
