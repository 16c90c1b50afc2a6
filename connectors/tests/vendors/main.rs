//! What becomes of deliveries of each vendor: signatures, hand-shakes, mapping, and whatever else may come in.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod hostile;
mod published;
mod receiving;
mod samples;
mod schema;
mod signatures;
mod support;
