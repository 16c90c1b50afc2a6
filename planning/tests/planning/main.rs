//! The planner from outside: facts in, plans out.
#![cfg(test)] // Clippy allows helpers to unwrap only where it can see that they belong to tests.

mod boundaries;
mod calendars;
mod clocks;
mod properties;
mod reasons;
mod scenarios;
mod schemas;
mod support;
mod violations;
mod zones;
mod zones_in_force;
