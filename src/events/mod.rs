//! `/v1/events`: what has changed, in order. `docs/events.md` says what is promised.

mod data;
mod details;
mod event_type;
mod feed_cursor;
mod http;
mod maintenance;
mod signal;
mod webhook_docs;

pub use data::*;
pub use details::DisabledReason;
pub use event_type::*;
pub use feed_cursor::FeedCursor;
pub use http::*;
pub use maintenance::{FeedMaintenance, maintain_feed, maintain_feeds};
pub use signal::FeedSignal;
pub(crate) use webhook_docs::{declare_webhook_components, webhook_paths};

/// The number of days for which events are kept.
pub(crate) const KEPT_DAYS: i64 = 30;
