//! The API from outside, on the embedded database and on Postgres.

#![expect(clippy::unwrap_used, reason = "in a test a panic is how a failure shows")]

mod support;

mod account_data;
mod accounts;
mod agenda;
mod api_clients;
mod applications;
mod attacks;
mod batch;
mod candidates;
mod communications;
mod contacts;
mod deletion;
mod diff;
mod distribution;
mod documents;
mod dossiers;
mod enumeration;
mod following;
mod forms;
mod holiday_calendars;
mod idempotency;
mod interviews;
mod isolation;
mod keys;
mod letters;
mod limits;
mod logs;
mod messages;
mod migrated_data;
mod migrations;
mod openapi;
mod operation;
mod outage;
mod overload;
mod overrides;
mod plans;
mod playbooks;
mod problems;
mod process;
mod proofread;
mod query_plans;
mod queues;
mod readiness;
mod remote_ids;
mod rules;
mod scenarios;
mod search;
mod sessions;
mod shutdown;
mod statements;
mod templates;
mod tokens;
mod two_at_once;
