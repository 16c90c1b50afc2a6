//! The planner from outside: facts in, plans out.

mod clocks;
mod properties;
mod scenarios;
mod support;
mod violations;
