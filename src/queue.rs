//! Work that keeps a processor busy: some at a time, some that wait for their turn, and everybody else is told at once
//! to come back.

use std::sync::Arc;

use actix_web::web;
use tokio::sync::Semaphore;

use crate::problem::Problem;

/// How many may wait for each that runs. What runs takes some hundredths of a second, so that whoever waits is served
/// within about one.
const WAITING_FOR_EACH: usize = 16;

/// A queue of bounded length.
#[derive(Clone, Debug)]
pub struct Queue {
    /// One for each that runs or waits.
    places: Arc<Semaphore>,
    /// One for each that runs; whoever waits longest gets the next.
    turns: Arc<Semaphore>,
}

impl Queue {
    /// At most `at_a_time` run together.
    #[must_use]
    pub fn new(at_a_time: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(at_a_time * (1 + WAITING_FOR_EACH))),
            turns: Arc::new(Semaphore::new(at_a_time)),
        }
    }

    /// Does some work when its turn has come, on a thread that may block. Whoever goes away before that leaves the queue.
    ///
    /// # Errors
    ///
    /// [`Problem::Overloaded`], if too many wait already; [`Problem::Internal`], if the work panics.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| Problem::Overloaded)?;
        self.go_on(move || {
            let _held = place;
            work()
        })
        .await
    }

    /// Does a further part of some work that the queue took already: that waits for its turn, but isn't refused.
    ///
    /// # Errors
    ///
    /// [`Problem::Internal`], if the work panics.
    pub async fn go_on<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(Problem::internal)?;
        // The work goes on if nobody waits for it any more, and so keeps its turn.
        let done = web::block(move || {
            let _held = turn;
            work()
        });
        done.await.map_err(Problem::internal)
    }

    /// How many more it takes, beside those that run and those that wait.
    #[must_use]
    pub fn free(&self) -> usize {
        self.places.available_permits()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use futures_util::{FutureExt as _, StreamExt as _, stream::FuturesUnordered};

    use super::*;

    #[actix_web::test]
    async fn whoever_finds_the_queue_full_is_told_at_once_and_whoever_leaves_makes_room() {
        let queue = Queue::new(2);
        let (end, ended) = mpsc::channel::<()>();
        let ended = Arc::new(std::sync::Mutex::new(ended));
        let work = || {
            let (queue, ended) = (queue.clone(), Arc::clone(&ended));
            async move { queue.run(move || ended.lock().unwrap().recv().is_err()).await }.boxed_local()
        };
        let mut inside: Vec<_> = (0..2 * (1 + WAITING_FOR_EACH)).map(|_| work()).collect();
        assert!(inside.iter_mut().all(|work| work.now_or_never().is_none()));
        assert_eq!(queue.free(), 0);
        assert!(matches!(work().now_or_never(), Some(Err(Problem::Overloaded))));
        drop(inside.pop());
        let mut late = work();
        assert!((&mut late).now_or_never().is_none(), "it waits");
        // One that has begun keeps its turn, whether or not somebody waits for it.
        drop(inside.remove(0));
        assert_eq!(queue.free(), 0);
        drop(end);
        inside.push(late);
        let done: Vec<_> = inside.into_iter().collect::<FuturesUnordered<_>>().collect().await;
        assert!(done.iter().all(|done| matches!(done, Ok(true))), "{done:?}");
    }

    #[actix_web::test]
    async fn work_that_panics_leaves_its_place() {
        let queue = Queue::new(1);
        let free = queue.free();
        assert!(matches!(queue.run(|| panic!("on purpose")).await, Err::<(), _>(Problem::Internal(_))));
        assert_eq!(queue.free(), free);
        assert_eq!(queue.run(|| 1).await.unwrap(), 1);
    }
}
