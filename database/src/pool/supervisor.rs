//! Finds out why a server doesn't answer: whether it is busy, lost, or was replaced by another.
//!
//! A silent connection doesn't show the cause: the machine may have lost its power or its network, or a proxy in
//! between may have failed. So once an answer is late, the supervisor opens a new connection, as a request would. It
//! asks which server it has reached, and what that server's processes do for the statements that wait.

mod probe;

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

use super::servers::{OpenedConnection, ServerId, Servers};

/// An answer or a connection that takes longer is late, and the server is probed.
const ANSWER_LATE: Duration = Duration::from_millis(500);
const CONNECTION_LATE: Duration = Duration::from_millis(250);

/// The known state of a statement that has no result yet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum StatementState {
    Unknown,
    /// The server doesn't work on it, or hasn't begun yet.
    Suspected,
    /// The server works on it.
    Busy,
    /// The server waits until a synchronous standby has the change.
    AwaitsStandby,
    /// There will be no answer.
    Lost,
}

/// The operation that the service waits for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum WaitingFor {
    /// A connection.
    Connection,
    /// The answer to a statement.
    Answer(ServerId),
}

impl WaitingFor {
    fn late_after(&self) -> Duration {
        match self {
            Self::Connection => CONNECTION_LATE,
            Self::Answer(_) => ANSWER_LATE,
        }
    }

    /// Whether the answer has to come from this server.
    fn is_from(&self, server: &ServerId) -> bool {
        matches!(self, Self::Answer(server_id) if is_same_server(server_id, server))
    }

    fn is_pooled(&self) -> bool {
        matches!(self, Self::Answer(ServerId { process: None, .. }))
    }
}

/// The time limit for an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TimeLimit {
    /// No limit, as long as the server is alive.
    None,
    /// Not longer than this.
    Hard(Duration),
    /// At most this long, but without a limit while the server waits for a standby. That wait can't be cancelled, and
    /// each cancelled statement would leave a process behind.
    UnlessItAwaitsStandby(Duration),
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum WaitError {
    /// The connection is lost.
    #[error("the server was replaced, or the way to it was lost")]
    Lost,
    /// The time limit has passed.
    #[error("the server doesn't answer in time")]
    Late,
    /// The time limit has passed. The server has done the work and waits for a standby.
    #[error("the server waits for a synchronous standby")]
    AwaitsStandby,
}

/// Probes servers while an answer is late.
pub(crate) struct Supervisor {
    pub(crate) servers: Arc<Servers>,
    waiting: Mutex<WaitingStatements>,
    /// The last server that was connected to.
    current: Mutex<ServerId>,
    /// Connections that were last used before this are not used again. In milliseconds since the supervisor was
    /// created.
    distrusted: AtomicU64,
    /// Connections that were opened before this are not used again, since their server accepted no writes then.
    read_only_at: AtomicU64,
    beginning: Instant,
}

#[derive(Default)]
struct WaitingStatements {
    waiters: HashMap<u64, WaitingStatement>,
    next: u64,
    /// Whether a task probes already.
    is_probed: bool,
}

struct WaitingStatement {
    what: WaitingFor,
    since: Instant,
    statement_state: watch::Sender<StatementState>,
}

impl Supervisor {
    pub(crate) fn new(servers: Servers) -> Arc<Self> {
        Arc::new(Self {
            servers: Arc::new(servers),
            waiting: Mutex::default(),
            current: Mutex::default(),
            distrusted: AtomicU64::new(0),
            read_only_at: AtomicU64::new(0),
            beginning: Instant::now(),
        })
    }

    /// Whether a connection that was opened and last used at these times may be used again.
    pub(crate) fn is_usable(&self, server_id: &ServerId, opened_at: Instant, used_at: Instant) -> bool {
        self.since_beginning(used_at) >= self.distrusted.load(Ordering::Relaxed)
            && self.since_beginning(opened_at) >= self.read_only_at.load(Ordering::Relaxed)
            && !is_superseded(server_id, &locked(&self.current))
    }

    /// Closes all connections that are open now before they are used again. New ones show whether the server takes
    /// writes.
    pub(crate) fn replace_all(&self) {
        // One millisecond is added, since a connection may have been opened in this one.
        self.read_only_at.fetch_max(self.since_beginning(Instant::now()).saturating_add(1), Ordering::Relaxed);
    }

    /// Closes connections that were last used before this time, before they are used again.
    pub(crate) fn invalidate_before(&self, before: Instant) {
        self.distrusted.fetch_max(self.since_beginning(before), Ordering::Relaxed);
    }

    fn since_beginning(&self, then: Instant) -> u64 {
        u64::try_from(then.saturating_duration_since(self.beginning).as_millis()).unwrap_or(u64::MAX)
    }

    /// Connects. After `next_after` without an answer the next server is tried, too.
    pub(crate) async fn connect(&self, next_after: Duration) -> sqlx::Result<OpenedConnection> {
        // Boxed, since connecting is rare and its future is large.
        let opened = Box::pin(self.servers.connect(next_after)).await?;
        *locked(&self.current) = opened.server_id;
        Ok(opened)
    }

    /// Waits for the result of the work. Gives it up at the limit, or when the server can't answer any more.
    pub(crate) async fn answer<T>(
        self: &Arc<Self>,
        awaited: WaitingFor,
        limit: TimeLimit,
        work: impl Future<Output = T>,
    ) -> Result<T, WaitError> {
        let mut work = pin!(work);
        let late = awaited.late_after();
        let (at_first, whole) = match limit {
            TimeLimit::None => (late, None),
            TimeLimit::Hard(whole) | TimeLimit::UnlessItAwaitsStandby(whole) => (late.min(whole), Some(whole)),
        };
        if let Ok(done) = timeout(at_first, work.as_mut()).await {
            return Ok(done);
        }
        let waiter = self.wait(awaited);
        let mut statement_state = waiter.statement_state.clone();
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
                _ = statement_state.changed() => {}
                () = &mut end, if !is_late => is_late = true,
            }
            match *statement_state.borrow_and_update() {
                StatementState::Lost => return Err(WaitError::Lost),
                StatementState::AwaitsStandby if is_late && matches!(limit, TimeLimit::UnlessItAwaitsStandby(_)) => {}
                StatementState::AwaitsStandby if is_late => return Err(WaitError::AwaitsStandby),
                StatementState::Unknown | StatementState::Suspected | StatementState::Busy if is_late => {
                    self.invalidate_before(waiter.since);
                    return Err(WaitError::Late);
                }
                _ => {}
            }
        }
    }

    /// Makes the supervisor probe the server until the guard is dropped.
    fn wait(self: &Arc<Self>, what: WaitingFor) -> WaiterGuard {
        let (sender, statement_state) = watch::channel(StatementState::Unknown);
        let since = Instant::now().checked_sub(what.late_after()).unwrap_or(self.beginning);
        let mut waiting = locked(&self.waiting);
        let number = waiting.next;
        waiting.next += 1;
        waiting.waiters.insert(number, WaitingStatement { what, since, statement_state: sender });
        if !std::mem::replace(&mut waiting.is_probed, true) {
            let task = ProbeTask { supervisor: Arc::clone(self), is_over: false };
            tokio::spawn(Arc::clone(self).probe_while_somebody_waits(task));
        }
        WaiterGuard { supervisor: Arc::clone(self), number, since, statement_state }
    }
}

/// The only task that probes. If it is stopped with its runtime, another one can start.
struct ProbeTask {
    supervisor: Arc<Supervisor>,
    is_over: bool,
}

impl ProbeTask {
    fn ends_if_nobody_waits(&mut self) -> bool {
        let mut waiting = locked(&self.supervisor.waiting);
        self.is_over = waiting.waiters.is_empty();
        waiting.is_probed = !self.is_over;
        self.is_over
    }
}

impl Drop for ProbeTask {
    fn drop(&mut self) {
        if !self.is_over {
            locked(&self.supervisor.waiting).is_probed = false;
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_same_server(one: &ServerId, other: &ServerId) -> bool {
    one.started != 0 && (one.cluster, one.started) == (other.cluster, other.started)
}

/// Whether `by`, a later connection, is to another server of the same cluster. Only one server of a cluster accepts
/// writes.
fn is_superseded(server_id: &ServerId, by: &ServerId) -> bool {
    server_id.cluster != 0 && server_id.cluster == by.cluster && server_id.started != by.started
}

/// Registers a waiter as long as it lives.
struct WaiterGuard {
    supervisor: Arc<Supervisor>,
    number: u64,
    since: Instant,
    statement_state: watch::Receiver<StatementState>,
}

impl Drop for WaiterGuard {
    fn drop(&mut self) {
        locked(&self.supervisor.waiting).waiters.remove(&self.number);
    }
}
