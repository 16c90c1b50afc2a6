//! Messages as a client gets them.

mod facts;
mod matrix;
mod snapshots;
