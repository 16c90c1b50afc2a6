//! A queue for work that keeps a processor busy: a few tasks run at a time, some wait, and the rest is refused at once.

use std::sync::Arc;

use actix_web::web;
use database::Capacity;
use tokio::sync::Semaphore;

use crate::problem::Problem;

/// The number of tasks that may wait for each task that runs. A task takes some hundredths of a second, so that a
/// request waits about one second at most.
const WAITING_FOR_EACH: usize = 16;

/// A queue of bounded length for blocking work. Clones share it.
#[derive(Clone, Debug)]
pub struct BlockingQueue {
    /// The tasks that run or wait.
    capacity: Capacity,
    /// A permit for each task that runs. Tasks get them in the order in which they asked.
    permits: Arc<Semaphore>,
}

impl BlockingQueue {
    /// A queue that runs at most `at_a_time` tasks together.
    #[must_use]
    pub fn new(at_a_time: usize) -> Self {
        Self { capacity: Capacity::new(at_a_time, WAITING_FOR_EACH), permits: Arc::new(Semaphore::new(at_a_time)) }
    }

    /// Runs the work on a thread that may block, once there is a permit. If the future is dropped before that, the work
    /// does not run.
    ///
    /// # Errors
    ///
    /// [`Problem::Overloaded`], if the queue is full; [`Problem::Internal`], if the work panics.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let admission = self.capacity.admit().ok_or(Problem::Overloaded)?;
        self.run_admitted(move || {
            let _held = admission;
            work()
        })
        .await
    }

    /// Runs a further part of work that the queue has admitted. It waits for a permit, and is never refused.
    ///
    /// # Errors
    ///
    /// [`Problem::Internal`], if the work panics.
    pub async fn run_admitted<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(Problem::internal)?;
        // The work continues when the request was dropped, so it owns its permit.
        let done = web::block(move || {
            let _held = permit;
            work()
        });
        done.await.map_err(Problem::internal)
    }

    /// The number of further tasks that it would admit.
    #[must_use]
    pub fn available(&self) -> usize {
        self.capacity.available()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use futures_util::{FutureExt as _, StreamExt as _, stream::FuturesUnordered};

    use super::*;

    #[actix_web::test]
    async fn a_full_queue_refuses_at_once_and_leaving_it_makes_room() {
        let queue = BlockingQueue::new(2);
        let (end, ended) = mpsc::channel::<()>();
        let ended = Arc::new(std::sync::Mutex::new(ended));
        let work = || {
            let (queue, ended) = (queue.clone(), Arc::clone(&ended));
            async move { queue.run(move || ended.lock().unwrap().recv().is_err()).await }.boxed_local()
        };
        let mut inside: Vec<_> = (0..2 * (1 + WAITING_FOR_EACH)).map(|_| work()).collect();
        assert!(inside.iter_mut().all(|work| work.now_or_never().is_none()));
        assert_eq!(queue.available(), 0);
        assert!(matches!(work().now_or_never(), Some(Err(Problem::Overloaded))));
        drop(inside.pop());
        let mut late = work();
        assert!((&mut late).now_or_never().is_none(), "it waits");
        // One that has begun keeps its permit, whether or not somebody waits for it.
        drop(inside.remove(0));
        assert_eq!(queue.available(), 0);
        drop(end);
        inside.push(late);
        let done: Vec<_> = inside.into_iter().collect::<FuturesUnordered<_>>().collect().await;
        assert!(done.iter().all(|done| matches!(done, Ok(true))), "{done:?}");
    }

    #[actix_web::test]
    async fn work_that_panics_gives_its_place_back() {
        let queue = BlockingQueue::new(1);
        let available = queue.available();
        assert!(matches!(queue.run(|| panic!("on purpose")).await, Err::<(), _>(Problem::Internal(_))));
        assert_eq!(queue.available(), available);
        assert_eq!(queue.run(|| 1).await.unwrap(), 1);
    }
}
