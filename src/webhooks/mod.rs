//! `/v1/webhook-endpoints`: addresses that events are sent to, signed as Standard Webhooks 1.0 has it.

mod account_deleted;
mod address;
mod allowed_hosts;
mod attempts;
mod client;
mod endpoint;
mod http;
mod recovery;
mod rotation;
mod schedule;
mod secrets;
mod send;
mod sender;
mod shared_state;
mod test_event;

pub(crate) use account_deleted::{deletion_notices, send_notices};
pub use address::is_public;
pub use allowed_hosts::{AllowedHost, AllowedHosts};
pub use attempts::*;
pub use client::WebhookClient;
pub(crate) use client::{checked_agent, explain};
pub use endpoint::*;
pub use http::*;
pub use recovery::*;
pub use rotation::*;
pub use sender::{Sender, send_all};
pub use shared_state::Webhooks;
pub use test_event::*;
