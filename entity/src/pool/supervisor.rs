//! Finds out what became of a server that doesn't answer: whether it is busy, gone, or was replaced by another.
//!
//! A silent connection says nothing of it: the machine may have lost its power, its network, or a proxy in between. So
//! once an answer is late, the server is connected to anew, as a request would be. What answers there says which server
//! it is, and what its processes do for those who wait.

use std::{
    collections::HashMap,
    pin::pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use sea_orm::sqlx::{self, Row};
use tokio::{
    select,
    sync::watch,
    task::JoinSet,
    time::{MissedTickBehavior, interval, sleep, timeout},
};

use super::servers::{Link, Opened, Servers};

/// After so long an answer is late.
const LATE: Duration = Duration::from_millis(500);

/// How often is asked what became of it, as long as nobody says so, and how many such questions wait for an answer.
const ASK_AGAIN: Duration = Duration::from_millis(250);
const ASKED_AT_ONCE: usize = 8;

/// How long an answer from the server itself holds.
const ASK_AFTER_ANSWER: Duration = Duration::from_millis(500);

/// How much longer than a new connection takes another one may take.
const SLOWER: u32 = 4;

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

/// What an answer tells: which server it is, when it was asked and how long connecting took, and its processes.
struct Heard {
    link: Link,
    asked: Instant,
    connected_in: Duration,
    processes: HashMap<i32, Verdict>,
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

    /// Connects.
    pub(crate) async fn connect(&self) -> sqlx::Result<Opened> {
        // Connecting is rare, and large: whoever waits for a connection doesn't carry room for it.
        let opened = Box::pin(self.servers.connect()).await?;
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
        let (at_first, whole) = match limit {
            Limit::None => (LATE, None),
            Limit::Hard(whole) | Limit::UnlessItAwaitsStandby(whole) => (LATE.min(whole), Some(whole)),
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
        let since = Instant::now().checked_sub(LATE).unwrap_or(self.beginning);
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

    async fn ask_while_somebody_waits(self: Arc<Self>, mut asking: Asking) {
        let mut rounds = interval(ASK_AGAIN);
        rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut questions = JoinSet::new();
        loop {
            select! {
                _ = rounds.tick() => {
                    if asking.ends_as_nobody_waits() {
                        return;
                    }
                    if questions.len() < ASKED_AT_ONCE {
                        questions.spawn(Arc::clone(&self).ask());
                    }
                }
                Some(heard) = questions.join_next(), if !questions.is_empty() => {
                    if let Ok(Some(heard)) = heard {
                        self.judge(&heard);
                        questions.abort_all();
                        rounds.reset_after(ASK_AFTER_ANSWER);
                    }
                }
            }
        }
    }

    /// Connects anew, and asks what the processes do that somebody waits for.
    async fn ask(self: Arc<Self>) -> Option<Heard> {
        let asked = Instant::now();
        let mut opened = self.connect().await.ok()?;
        let (link, connected_in) = (opened.link, asked.elapsed());
        let waited_for: Vec<_> = locked(&self.waiting)
            .each
            .values()
            .filter_map(|waiter| match waiter.what {
                Awaited::Answer(theirs) if is_same_server(&theirs, &link) => theirs.process,
                _ => None,
            })
            .map(|process| process.to_string())
            .collect();
        let mut processes = HashMap::new();
        if !waited_for.is_empty() {
            // One that has been idle for a while has answered, or has never been asked.
            let text = format!(
                "SELECT pid, state = 'active', coalesce(wait_event, '') = 'SyncRep', \
                 state_change < clock_timestamp() - interval '300 milliseconds' \
                 FROM pg_stat_activity WHERE usename = current_user AND pid IN ({})",
                waited_for.join(", ")
            );
            let rows = sqlx::raw_sql(sqlx::AssertSqlSafe(text)).fetch_all(&mut opened.connection).await.ok()?;
            for row in rows {
                let verdict = match (row.try_get(1).ok()?, row.try_get(2).ok()?, row.try_get(3).ok()?) {
                    (true, true, _) => Verdict::AwaitsStandby,
                    (true, ..) => Verdict::Busy,
                    (false, _, true) => Verdict::Suspected,
                    (false, _, false) => Verdict::Unknown,
                };
                processes.insert(row.try_get(0).ok()?, verdict);
            }
        }
        opened.close().await;
        Some(Heard { link, asked, connected_in, processes })
    }

    fn judge(&self, heard: &Heard) {
        let waiting = locked(&self.waiting);
        // Who began to wait since then isn't meant.
        for waiter in waiting.each.values().filter(|waiter| waiter.since + LATE <= heard.asked) {
            let verdict = match waiter.what {
                Awaited::Connection if waiter.since.elapsed() > heard.connected_in * SLOWER => Verdict::Lost,
                Awaited::Answer(link) if is_superseded(&link, &heard.link) => Verdict::Lost,
                Awaited::Answer(link) if is_same_server(&link, &heard.link) => match link.process {
                    Some(process) => *heard.processes.get(&process).unwrap_or(&Verdict::Lost),
                    None => Verdict::Unknown,
                },
                Awaited::Connection | Awaited::Answer(_) => Verdict::Unknown,
            };
            let verdict = match (*waiter.tell.borrow(), verdict) {
                (Verdict::Suspected, Verdict::Suspected) => Verdict::Lost,
                (_, verdict) => verdict,
            };
            if verdict == Verdict::Lost && matches!(waiter.what, Awaited::Answer(_)) {
                self.distrust(waiter.since);
            }
            waiter.tell.send_replace(verdict);
        }
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

/// Whoever asks for those who wait. If it is stopped, with the runtime that it is in, somebody else can.
struct Asking {
    supervisor: Arc<Supervisor>,
    is_over: bool,
}

impl Asking {
    fn ends_as_nobody_waits(&mut self) -> bool {
        let mut waiting = locked(&self.supervisor.waiting);
        self.is_over = waiting.each.is_empty();
        waiting.is_asked = !self.is_over;
        self.is_over
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        if !self.is_over {
            locked(&self.supervisor.waiting).is_asked = false;
        }
    }
}
