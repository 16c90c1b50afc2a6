//! The follow-up planner: a pure function from facts to a plan.
//!
//! Nothing here reads a clock, a database or the network. [`Facts`] come in, already checked by their
//! types and by [`Facts::violations`]; [`plan`] answers a [`Plan`] whose every step carries its reasons.

mod calendar;
pub mod facts;
mod plan;
mod values;
mod violation;

pub use calendar::HolidayCalendar;
pub use facts::Facts;
pub use plan::{
    Advice, Channels, Figure, Plan, PlaybookVersion, Reason, State, Status, Step, StepKind, UsableChannel, Via, Warning,
};
pub use values::{Date, Email, Instant, InvalidValue, Key, Name, Note, Phone, TimeZone, WebUrl};
pub use violation::Violation;
