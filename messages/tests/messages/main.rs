//! Messages as a client gets them.

mod facts;
mod matrix;
mod names;
mod panel;
mod planned;
mod snapshots;
mod sparse;
