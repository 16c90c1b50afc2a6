//! An HTTP JSON API that knows when and how to follow up after a job interview.

pub mod accounts;
pub mod agenda;
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
pub mod http;
pub mod idempotency;
pub mod interviews;
pub mod logging;
mod openapi;
pub mod operation;
pub mod overrides;
pub mod playbooks;
pub mod problem;
pub mod rules;
pub mod server;
mod stored;
