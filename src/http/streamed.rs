//! Responses to batches. They are calculated while they are sent, so for a slow client only a few parts are in memory.

use std::{iter, sync::Arc};

use actix_web::web::Bytes;
use futures_util::{Stream, StreamExt as _, stream};

use crate::{problem::Problem, queue::BlockingQueue};

/// The number of parts that are calculated at the same time.
const PARTS_AT_ONCE: usize = 2;

/// The JSON around the results.
const BEGIN: &str = r#"{"results":["#;
const END: &str = "]}";

/// An object with a list of `results` as JSON. Its parts are made by threads that serve no requests. At most
/// [`PARTS_AT_ONCE`] parts are being made or wait for the client. `write` makes a part, with a comma after each result
/// but the last one, after the text that it is given.
pub(crate) fn streamed_results<P: Send + 'static>(
    blocking: BlockingQueue,
    parts: impl Iterator<Item = P>,
    write: impl Fn(&'static str, P) -> Result<Bytes, Problem> + Send + Sync + 'static,
) -> impl Stream<Item = Result<Bytes, Problem>> {
    let write = Arc::new(write);
    let results = stream::iter(parts.enumerate()).map(move |(number, part)| {
        let (blocking, write) = (blocking.clone(), Arc::clone(&write));
        let before = if number == 0 { BEGIN } else { "," };
        async move { blocking.run_admitted(move || write(before, part)).await? }
    });
    results.buffered(PARTS_AT_ONCE).chain(stream::iter([Ok(Bytes::from_static(END.as_bytes()))]))
}

/// The items in parts: at least one item, and then as many as fit into a part of this `size`. The last one may exceed
/// it.
pub(crate) fn parts<I>(items: Vec<I>, size: usize, length: impl Fn(&I) -> usize) -> impl Iterator<Item = Vec<I>> {
    let mut items = items.into_iter();
    iter::from_fn(move || {
        let mut part = Vec::new();
        let mut filled = 0;
        while filled < size
            && let Some(next) = items.next()
        {
            filled += length(&next);
            part.push(next);
        }
        (!part.is_empty()).then_some(part)
    })
}
