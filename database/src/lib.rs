//! Connections to Postgres and SQLite. All differences between the two are handled here.
//!
//! Other crates build statements with sea-query, and ask [`Dialect`] where the SQL of the databases differs.

mod admission;
mod capacity;
mod claims;
mod connection;
mod database;
mod dialect;
mod distribution;
mod error;
mod exclusive;
mod jobs;
mod options;
mod pool;
mod row;
mod transaction;
mod write_ahead_log;

pub use capacity::{Admission, Capacity};
pub use claims::ClaimTransaction;
pub use connection::Connection;
pub use database::Database;
pub use dialect::{Dialect, PerBackend, contains_text};
pub use distribution::{Distribution, TableState};
pub use error::{Error, Result};
pub use exclusive::ExclusiveTransaction;
pub use jobs::{
    FailedJob, JOB_ATTEMPTS, JOB_LEASE, Job, NewJob, QueueState, complete_job, enqueue_jobs, enqueue_or_hold_jobs,
    remove_failed_job,
};
pub use options::{Backend, DatabaseOptions, PoolState};
pub use row::{DecodableColumn, PositionalRow};
pub use transaction::Transaction;
