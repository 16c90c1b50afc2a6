//! Messages as a client gets them.
#![expect(clippy::unwrap_used, reason = "what a test needs and doesn't get may stop it")]

mod any;
mod corpus;
mod facts;
mod matrix;
mod names;
mod panel;
mod planned;
mod proofread_accidents;
mod proofread_hostile;
mod proofread_rendered;
mod proofread_rules;
mod repetition;
mod snapshots;
mod sparse;
