//! Deliveries of each vendor: signatures, handshakes, mapping, and malformed requests.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod hostile;
mod published;
mod receiving;
mod samples;
mod schema;
mod signatures;
mod support;
