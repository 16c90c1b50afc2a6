//! Health, readiness and metrics of the service.

mod health;
mod metrics;
mod metrics_endpoint;
mod metrics_server;
mod observe;
mod service_status;

pub use health::*;
pub use metrics::{ActiveRequest, Metrics};
pub use metrics_endpoint::*;
pub use metrics_server::metrics_server;
pub use observe::observe;
pub use service_status::ServiceStatus;
