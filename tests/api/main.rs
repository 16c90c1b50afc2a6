//! The API from outside, on the embedded database and on Postgres.

#![expect(clippy::unwrap_used, reason = "in a test a panic is how a failure shows")]

mod support;

mod accounts;
mod agenda;
mod applications;
mod attacks;
mod batch;
mod candidates;
mod communications;
mod contacts;
mod diff;
mod documents;
mod forms;
mod interviews;
mod isolation;
mod limits;
mod migrations;
mod openapi;
mod operation;
mod overrides;
mod plans;
mod playbooks;
mod problems;
mod process;
mod rules;
mod scenarios;
mod shutdown;
mod tokens;
