//! Finds out what became of a server that doesn't answer: whether it is busy, gone, or was replaced by another.
//!
//! A silent connection says nothing of it: the machine may have lost its power, its network, or a proxy in between. So
//! once an answer is late, the server is connected to anew, as a request would be. What answers there says which server
//! it is, and what its processes do for those who wait.

mod asking;

use std::{
    collections::HashMap,
    pin::pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use sea_orm::sqlx;
use tokio::{
    select,
    sync::watch,
    time::{sleep, timeout},
};

use super::servers::{Link, Opened, Servers};
use asking::Asking;

/// After so long an answer is late, or a connection.
const LATE: Duration = Duration::from_millis(500);
const CONNECTION_LATE: Duration = Duration::from_millis(250);

/// What is known of somebody who waits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Verdict {
    Unknown,
    /// The server isn't at it. If it only hasn't come to it yet, it will soon.
    Suspected,
    /// The server works on it.
    Busy,
    /// It is done, and waits until a synchronous standby has it.
    AwaitsStandby,
    /// There will be no answer.
    Lost,
}

/// What somebody waits for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Awaited {
    /// A connection.
    Connection,
    /// The answer to a statement.
    Answer(Link),
}

impl Awaited {
    fn late(&self) -> Duration {
        match self {
            Self::Connection => CONNECTION_LATE,
            Self::Answer(_) => LATE,
        }
    }

    /// Whether it is to come from this server.
    fn is_of(&self, server: &Link) -> bool {
        matches!(self, Self::Answer(link) if is_same_server(link, server))
    }

    fn is_pooled(&self) -> bool {
        matches!(self, Self::Answer(Link { process: None, .. }))
    }
}

/// How long is waited.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limit {
    /// As long as there is hope.
    None,
    /// No longer.
    Hard(Duration),
    /// Longer only while the server waits for a standby: it can't be made to stop that, and would gather such processes.
    UnlessItAwaitsStandby(Duration),
}

/// Why there was no answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum Unanswered {
    /// There won't be any on this connection.
    #[error("the server was replaced, or the way to it was lost")]
    Lost,
    /// It took too long.
    #[error("the server doesn't answer in time")]
    Late,
    /// The same, but the server has done it, and waits for a standby.
    #[error("the server waits for a synchronous standby")]
    AwaitsStandby,
}

/// Asks after servers while somebody waits for one.
pub(crate) struct Supervisor {
    pub(crate) servers: Arc<Servers>,
    waiting: Mutex<Waiting>,
    /// The server that was connected to last.
    current: Mutex<Link>,
    /// What was last used before then, in milliseconds since the beginning, is not used again.
    distrusted: AtomicU64,
    beginning: Instant,
}

#[derive(Default)]
struct Waiting {
    each: HashMap<u64, Waiter>,
    next: u64,
    /// Whether somebody asks already.
    is_asked: bool,
}

struct Waiter {
    what: Awaited,
    since: Instant,
    tell: watch::Sender<Verdict>,
}

impl Supervisor {
    pub(crate) fn of(servers: Servers) -> Arc<Self> {
        Arc::new(Self {
            servers: Arc::new(servers),
            waiting: Mutex::default(),
            current: Mutex::default(),
            distrusted: AtomicU64::new(0),
            beginning: Instant::now(),
        })
    }

    /// Whether a connection that was last used then may be used again.
    pub(crate) fn trusts(&self, link: &Link, used_at: Instant) -> bool {
        self.since_beginning(used_at) >= self.distrusted.load(Ordering::Relaxed)
            && !is_superseded(link, &locked(&self.current))
    }

    /// Connections that were last used before then aren't used again.
    pub(crate) fn distrust(&self, before: Instant) {
        self.distrusted.fetch_max(self.since_beginning(before), Ordering::Relaxed);
    }

    fn since_beginning(&self, then: Instant) -> u64 {
        u64::try_from(then.saturating_duration_since(self.beginning).as_millis()).unwrap_or(u64::MAX)
    }

    /// Connects; a server that hasn't answered for so long isn't waited for before the next is asked.
    pub(crate) async fn connect(&self, next_after: Duration) -> sqlx::Result<Opened> {
        // Connecting is rare, and large: whoever waits for a connection doesn't carry room for it.
        let opened = Box::pin(self.servers.connect(next_after)).await?;
        *locked(&self.current) = opened.link;
        Ok(opened)
    }

    /// What the work comes to, or why it comes to nothing.
    pub(crate) async fn answer<T>(
        self: &Arc<Self>,
        awaited: Awaited,
        limit: Limit,
        work: impl Future<Output = T>,
    ) -> Result<T, Unanswered> {
        let mut work = pin!(work);
        let late = awaited.late();
        let (at_first, whole) = match limit {
            Limit::None => (late, None),
            Limit::Hard(whole) | Limit::UnlessItAwaitsStandby(whole) => (late.min(whole), Some(whole)),
        };
        if let Ok(done) = timeout(at_first, work.as_mut()).await {
            return Ok(done);
        }
        let place = self.wait(awaited);
        let mut verdict = place.verdict.clone();
        let end = async {
            match whole {
                Some(whole) => sleep(whole.saturating_sub(at_first)).await,
                None => std::future::pending().await,
            }
        };
        let mut end = pin!(end);
        let mut is_late = false;
        loop {
            select! {
                biased;
                done = &mut work => return Ok(done),
                _ = verdict.changed() => {}
                () = &mut end, if !is_late => is_late = true,
            }
            match *verdict.borrow_and_update() {
                Verdict::Lost => return Err(Unanswered::Lost),
                Verdict::AwaitsStandby if is_late && matches!(limit, Limit::UnlessItAwaitsStandby(_)) => {}
                Verdict::AwaitsStandby if is_late => return Err(Unanswered::AwaitsStandby),
                Verdict::Unknown | Verdict::Suspected | Verdict::Busy if is_late => {
                    self.distrust(place.since);
                    return Err(Unanswered::Late);
                }
                _ => {}
            }
        }
    }

    /// Has somebody ask for who waits.
    fn wait(self: &Arc<Self>, what: Awaited) -> Place {
        let (tell, verdict) = watch::channel(Verdict::Unknown);
        let since = Instant::now().checked_sub(what.late()).unwrap_or(self.beginning);
        let mut waiting = locked(&self.waiting);
        let number = waiting.next;
        waiting.next += 1;
        waiting.each.insert(number, Waiter { what, since, tell });
        if !std::mem::replace(&mut waiting.is_asked, true) {
            let asking = Asking { supervisor: Arc::clone(self), is_over: false };
            tokio::spawn(Arc::clone(self).ask_while_somebody_waits(asking));
        }
        Place { supervisor: Arc::clone(self), number, since, verdict }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_same_server(one: &Link, other: &Link) -> bool {
    one.started != 0 && (one.cluster, one.started) == (other.cluster, other.started)
}

/// Of one cluster only one server takes writes: if it is another one than before, that one is out of it.
fn is_superseded(link: &Link, by: &Link) -> bool {
    link.cluster != 0 && link.cluster == by.cluster && link.started != by.started
}

/// A place among those who wait.
struct Place {
    supervisor: Arc<Supervisor>,
    number: u64,
    since: Instant,
    verdict: watch::Receiver<Verdict>,
}

impl Drop for Place {
    fn drop(&mut self) {
        locked(&self.supervisor.waiting).each.remove(&self.number);
    }
}
