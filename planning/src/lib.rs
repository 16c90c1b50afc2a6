//! The follow-up planner: a pure function from facts to a plan.
//!
//! Nothing here reads a clock, a database or the network. [`Facts`] come in, already checked by their
//! types and by [`Facts::violations`]; [`plan`] answers a [`Plan`] whose every step carries its reasons.

mod adjustments;
mod calendar;
mod channels;
mod context;
mod days;
mod deadlines;
pub mod facts;
mod footing;
mod history;
mod known;
mod ladder;
mod ledger;
mod origin;
mod outcomes;
mod overrides;
mod plan;
mod planner;
pub mod playbook;
mod reasons;
mod recipients;
mod rfc3339;
mod status;
mod steps;
mod thank_yous;
mod values;
mod violation;
mod violations;
mod warnings;
mod window;

pub use calendar::HolidayCalendar;
pub use facts::Facts;
pub use ledger::{Article, Rule, ShowsIn, articles, rule, rules};
pub use plan::{
    Advice, Channels, Figure, Plan, PlaybookVersion, Reason, State, Status, Step, StepKind, UsableChannel, Via, Warning,
};
pub use planner::plan;
pub use playbook::{Playbook, PlaybookChoice};
pub use values::{Date, Email, Instant, InvalidValue, Key, Name, Note, Phone, TimeZone, WebUrl};
pub use violation::Violation;
