//! `/v1/agenda`: the steps of all applications. `docs/agenda.md` explains how kept plans stay true.

mod cursor;
mod horizon;
mod http;
mod item;
mod page;
mod period;
mod plan_batch;
mod plan_refresh;
mod refresh;
mod statuses;

pub(crate) use horizon::next_status_change;
pub use http::*;
pub use item::{AgendaContact, AgendaItem};
pub use page::AgendaPage;
pub use plan_batch::*;
pub(crate) use plan_refresh::RefreshGoal;
pub use plan_refresh::{PlanRefresh, RefreshLimits};
pub(crate) use refresh::{MAX_COUNTED_PLANS, refresh, refresh_until};
