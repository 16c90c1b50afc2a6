//! The generated client.

// For each status that is declared beside 4XX there is an arm that says the same once more.
#![allow(unreachable_patterns)]

include!(concat!(env!("OUT_DIR"), "/client.rs"));
