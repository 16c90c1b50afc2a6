//! A bound on the number of tasks that run or wait. A task beyond the bound is refused at once.
//!
//! Statements to the database and blocking work are admitted by it. How many tasks run at the same time is limited
//! elsewhere: by the connections of the pool, and by the permits of the queue for blocking work.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A limit on the number of tasks that run or wait. Clones share it.
#[derive(Clone, Debug)]
pub struct Capacity(Arc<Semaphore>);

/// Permission to run or wait. Dropping it lets another task in.
#[derive(Debug)]
pub struct Admission {
    _permit: OwnedSemaphorePermit,
}

impl Capacity {
    /// A limit of `running` tasks, and of `waiting_for_each` waiting tasks for each of them.
    #[must_use]
    pub fn new(running: usize, waiting_for_each: usize) -> Self {
        let tasks = running.saturating_mul(waiting_for_each.saturating_add(1)).min(Semaphore::MAX_PERMITS);
        Self(Arc::new(Semaphore::new(tasks)))
    }

    /// Admits a task. `None` if the limit is reached.
    #[must_use]
    pub fn admit(&self) -> Option<Admission> {
        let permit = Arc::clone(&self.0).try_acquire_owned().ok()?;
        Some(Admission { _permit: permit })
    }

    /// The number of further tasks that would be admitted now.
    #[must_use]
    pub fn available(&self) -> usize {
        self.0.available_permits()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_queue_admits_no_task_until_one_ends() {
        let capacity = Capacity::new(2, 1);
        let mut admitted: Vec<_> = std::iter::from_fn(|| capacity.admit()).collect();
        assert_eq!((admitted.len(), capacity.available()), (4, 0));
        admitted.pop();
        assert!(capacity.admit().is_some());
        assert_eq!(Capacity::new(usize::MAX, 1).available(), Semaphore::MAX_PERMITS);
    }
}
