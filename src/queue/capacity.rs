//! The number of tasks that may run or wait.
//!
//! This module depends on tokio alone. The admission of statements to the database is the same: a [`Capacity`] of all
//! connections, and one of those that may write; what runs is limited by the pool there, by permits in
//! [`super::BlockingQueue`].

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The room of a bounded queue. Clones share it.
#[derive(Clone, Debug)]
pub struct Capacity(Arc<Semaphore>);

/// A place in the queue; dropping it gives it back.
#[derive(Debug)]
pub struct Admission {
    _permit: OwnedSemaphorePermit,
}

impl Capacity {
    /// Room for `running`, and for `waiting_for_each` more for each of them.
    #[must_use]
    pub fn new(running: usize, waiting_for_each: usize) -> Self {
        let places = running.saturating_mul(waiting_for_each.saturating_add(1)).min(Semaphore::MAX_PERMITS);
        Self(Arc::new(Semaphore::new(places)))
    }

    /// A place in the queue; none, if it is full.
    #[must_use]
    pub fn admit(&self) -> Option<Admission> {
        let permit = Arc::clone(&self.0).try_acquire_owned().ok()?;
        Some(Admission { _permit: permit })
    }

    /// How many more would be admitted.
    #[must_use]
    pub fn available(&self) -> usize {
        self.0.available_permits()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_queue_admits_nobody_until_a_place_is_given_back() {
        let capacity = Capacity::new(2, 1);
        let mut admitted: Vec<_> = std::iter::from_fn(|| capacity.admit()).collect();
        assert_eq!((admitted.len(), capacity.available()), (4, 0));
        admitted.pop();
        assert!(capacity.admit().is_some());
        assert_eq!(Capacity::new(usize::MAX, 1).available(), Semaphore::MAX_PERMITS);
    }
}
