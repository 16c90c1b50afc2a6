//! An HTTP JSON API that knows when and how to follow up after a job interview.

#![warn(missing_docs)]

pub mod accounts;
pub mod agenda;
pub mod api_clients;
pub mod app;
pub mod applications;
pub mod auth;
pub mod candidates;
pub mod clock;
pub mod commands;
pub mod communications;
pub mod config;
pub mod contacts;
pub mod follow_up_plans;
pub mod holiday_calendars;
pub mod http;
pub mod idempotency;
pub mod interviews;
pub mod logging;
pub mod messages;
mod openapi;
pub mod operation;
pub mod overrides;
pub mod playbooks;
pub mod problem;
pub mod queue;
pub mod rules;
pub mod search;
pub mod server;
mod shutdown;
mod stored;
pub mod templates;
mod traces;
