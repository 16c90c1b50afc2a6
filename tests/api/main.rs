//! The API from outside, on the embedded database and on Postgres.

#![expect(clippy::unwrap_used, reason = "in a test a panic is how a failure shows")]

mod support;

mod account_data;
mod accounts;
mod agenda;
mod applications;
mod batch;
mod candidates;
mod communications;
mod contacts;
mod diff;
mod forms;
mod idempotency;
mod interviews;
mod isolation;
mod migrations;
mod openapi;
mod overrides;
mod plans;
mod playbooks;
mod problems;
mod process;
mod remote_ids;
mod rules;
mod scenarios;
mod tokens;
mod two_at_once;
