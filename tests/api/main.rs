//! The API from outside, on the embedded database and on Postgres.

mod support;

mod accounts;
mod agenda;
mod applications;
mod candidates;
mod communications;
mod contacts;
mod diff;
mod interviews;
mod isolation;
mod migrations;
mod openapi;
mod overrides;
mod plans;
mod problems;
mod process;
mod scenarios;
mod tokens;
