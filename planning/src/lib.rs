//! The follow-up planner: a pure function from facts to a plan.
//!
//! The planner reads no clock, database or network. The input are [`Facts`], checked by their types and by
//! [`Facts::violations`]. The output is a [`Plan`] whose steps have reasons as data. The crate `wording` turns them
//! into sentences.
//!
//! ```
//! use planning::{Facts, Playbook, plan};
//!
//! let facts: Facts = serde_json::from_str(
//!     r#"{
//!         "application": {
//!             "company": { "name": "Acme" },
//!             "position": { "title": "Analyst" },
//!             "time_zone": "America/New_York"
//!         },
//!         "contacts": [{ "id": "ada", "email": "ada@example.com" }],
//!         "interviews": [{
//!             "id": "first",
//!             "starts_at": "2026-03-10T14:00:00-04:00",
//!             "ends_at": "2026-03-10T15:00:00-04:00",
//!             "interviewer_ids": ["ada"]
//!         }]
//!     }"#,
//! )?;
//! assert!(facts.violations().is_empty());
//! let consensus = Playbook::built_in("consensus").expect("it is built in");
//! let plan = plan(&facts, consensus, "2026-03-10T20:00:00-04:00".parse()?);
//! assert_eq!(plan.next_step_id.as_deref(), Some("first:thank_you:ada"));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod adjustments;
mod answer_history;
mod calendar;
mod channels;
mod completion;
mod context;
mod days;
mod deadlines;
pub mod diff;
mod escape_sequences;
mod extended;
pub mod facts;
mod history;
mod ledger;
mod obligations;
mod origin;
mod outcomes;
mod overrides;
mod plan;
mod planner;
pub mod playbook;
pub mod reason;
mod reasons;
mod recipients;
pub mod rfc3339;
mod sequence;
mod sequence_start;
mod status;
mod step_kind;
mod steps;
pub mod survival;
mod thank_yous;
mod time_zone;
mod timeline;
mod tone;
mod values;
mod violation;
mod violations;
mod warnings;
mod window;

use serde::Serialize;
use utoipa::ToSchema;

pub use adjustments::Adjustment;
pub use answer_history::{AnswerHistory, WaitState, answer_history};
pub use calendar::HolidayCalendar;
pub use channels::via;
pub use completion::{CompletedStep, Completion, NothingCompletedReason, completion};
#[doc(hidden)]
pub use escape_sequences::without_escape_sequences;
pub use extended::{OwnFields, joined_schema, read_once, split};
pub use facts::Facts;
pub use ledger::{Article, Figure, Rule, ShowsIn, articles, rule, rules};
pub use obligations::{
    ConditionStatus, EvaluatedCondition, Obligation, ObligationCondition, ObligationConditionKind, ObligationKey,
    ObligationRule, ObligationStatus, obligation_rules,
};
pub use plan::{Channels, Plan, PlaybookVersion, State, Status, Step, UsableChannel, Via};
pub use planner::{plan, plan_without_reasons};
pub use playbook::{Playbook, PlaybookChoice};
pub use status::LATE_PERIOD;
pub use step_kind::{MessageSubject, StepKind};
pub use time_zone::TimeZone;
pub use tone::Tone;
pub use values::{Date, Email, Headcount, Instant, InvalidValue, Key, Locale, Name, Note, Phone, WebUrl};
pub use violation::Violation;
pub use violations::interviewer_violations;

/// Identifies the planner: its code, its data and the release of the time zone database, with which it ends. Planners
/// with one identity make the same plans.
#[must_use]
pub fn version() -> String {
    format!("{}-{}", env!("PLANNING_SOURCES"), TimeZone::database_release())
}

/// The releases of the data that plans are based on.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[schema(examples(json!({"time_zones": "2026f", "holidays": "0.109", "names": "48.2.0"})))]
pub struct DataVersions {
    /// The release of IANA's time zone database.
    pub time_zones: &'static str,
    /// The version of the Python package `holidays`: public holidays, weekends, and the working days on them.
    pub holidays: &'static str,
    /// The version of Unicode's CLDR: the English names of countries and their parts.
    pub names: &'static str,
}

/// The releases of the data in this program.
#[must_use]
pub fn data_versions() -> DataVersions {
    DataVersions {
        time_zones: TimeZone::database_release(),
        holidays: HolidayCalendar::data_version(),
        names: HolidayCalendar::names_version(),
    }
}
