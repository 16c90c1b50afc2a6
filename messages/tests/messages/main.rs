//! Messages as a client gets them.
#![expect(clippy::unwrap_used, reason = "what a test needs and doesn't get may stop it")]

mod any;
mod documented;
mod facts;
mod matrix;
mod names;
mod own;
mod panel;
mod planned;
mod snapshots;
mod sparse;
