//! Connections to Postgres and SQLite, and everything in which the two differ.
//!
//! What is above this crate builds statements with sea-query, and asks [`Dialect`] where the databases need other words.

mod admission;
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

pub use claims::Claim;
pub use connection::Connection;
pub use database::Database;
pub use dialect::{Dialect, PerBackend, contains_text};
pub use distribution::{Distribution, TableState};
pub use error::{Error, Result};
pub use exclusive::ExclusiveTransaction;
pub use jobs::{
    FailedJob, JOB_ATTEMPTS, JOB_LEASE, Job, NewJob, QueueState, complete_job, enqueue_jobs, remove_failed_job,
};
pub use options::{Backend, DatabaseOptions, PoolState};
pub use row::{PositionalRow, Stored};
pub use transaction::Transaction;
