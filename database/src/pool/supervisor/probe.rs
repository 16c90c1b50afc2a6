//! Probes a server, and decides by its report whether waiters get an answer.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use sea_orm::sqlx::{self, Row};
use tokio::{
    select,
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

use super::{
    super::servers::ServerId, ProbeTask, StatementState, Supervisor, WaitingFor, is_same_server, is_superseded, locked,
};

/// How often the server is probed until a report arrives, and how many probes run at once.
const PROBE_INTERVAL: Duration = Duration::from_millis(250);
const MAX_PROBES: usize = 8;

/// How long a report is valid if it explains all waiters.
const REPORT_VALID_FOR: Duration = Duration::from_millis(500);

/// Shorter than when a request connects, since an answer is late already.
const NEXT_SERVER_AFTER: Duration = Duration::from_millis(50);

/// An attempt to connect that takes this many times as long as a new one is lost.
const LOST_FACTOR: u32 = 4;

/// The result of a probe: which server it is, how long connecting took, and its processes.
struct ProbeReport {
    server_id: ServerId,
    connected_in: Duration,
    /// The number of the first waiter that came after the query.
    before: u64,
    processes: HashMap<i32, StatementState>,
}

impl Supervisor {
    pub(super) async fn probe_while_somebody_waits(self: Arc<Self>, mut task: ProbeTask) {
        let mut rounds = interval(PROBE_INTERVAL);
        rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut probes = JoinSet::new();
        loop {
            select! {
                _ = rounds.tick() => {
                    if task.ends_if_nobody_waits() {
                        return;
                    }
                    if probes.len() < MAX_PROBES {
                        probes.spawn(Arc::clone(&self).probe());
                    }
                }
                Some(report) = probes.join_next(), if !probes.is_empty() => {
                    if let Ok(Some(report)) = report {
                        let again = self.apply(&report);
                        probes.abort_all();
                        rounds.reset_after(again);
                    }
                }
            }
        }
    }

    /// Opens a new connection, and asks what the server's processes do for the waiters.
    async fn probe(self: Arc<Self>) -> Option<ProbeReport> {
        let began = Instant::now();
        let mut opened = self.connect(NEXT_SERVER_AFTER).await.ok()?;
        let (server_id, connected_in) = (opened.server_id, began.elapsed());
        let (before, waited_for, suspected) = self.waited_for(&server_id);
        let mut processes = HashMap::new();
        if !waited_for.is_empty() {
            let text = probe_query(&waited_for, &suspected);
            let rows = sqlx::raw_sql(sqlx::AssertSqlSafe(text)).fetch_all(&mut opened.connection).await.ok()?;
            for row in rows {
                let statement_state = match (row.try_get(1).ok()?, row.try_get(2).ok()?, row.try_get(3).ok()?) {
                    (true, true, _) => StatementState::AwaitsStandby,
                    (true, ..) => StatementState::Busy,
                    (false, _, true) => StatementState::Suspected,
                    (false, _, false) => StatementState::Unknown,
                };
                processes.insert(row.try_get(0).ok()?, statement_state);
            }
        }
        opened.close().await;
        Some(ProbeReport { server_id, connected_in, before, processes })
    }

    /// The number of the next waiter, the processes of this server that somebody waits for, and those of them that are
    /// suspected already.
    fn waited_for(&self, server: &ServerId) -> (u64, Vec<i32>, Vec<i32>) {
        let waiting = locked(&self.waiting);
        let (mut all, mut suspected) = (Vec::new(), Vec::new());
        for waiter in waiting.waiters.values() {
            if let WaitingFor::Answer(ServerId { process: Some(process), .. }) = waiter.what
                && waiter.what.is_from(server)
            {
                all.push(process);
                if *waiter.statement_state.borrow() == StatementState::Suspected {
                    suspected.push(process);
                }
            }
        }
        (waiting.next, all, suspected)
    }

    /// Tells each waiter its state. Returns the time until the next probe.
    fn apply(&self, report: &ProbeReport) -> Duration {
        let waiting = locked(&self.waiting);
        let mut again = REPORT_VALID_FOR;
        for (number, waiter) in &waiting.waiters {
            let statement_state = match waiter.what {
                // The waiter came after the query.
                _ if *number >= report.before => StatementState::Unknown,
                WaitingFor::Connection if waiter.since.elapsed() > report.connected_in * LOST_FACTOR => {
                    StatementState::Lost
                }
                WaitingFor::Answer(server_id) if is_superseded(&server_id, &report.server_id) => StatementState::Lost,
                WaitingFor::Answer(server_id) if is_same_server(&server_id, &report.server_id) => {
                    match server_id.process {
                        Some(process) => *report.processes.get(&process).unwrap_or(&StatementState::Lost),
                        None => StatementState::Unknown,
                    }
                }
                WaitingFor::Connection | WaitingFor::Answer(_) => StatementState::Unknown,
            };
            let statement_state = match (*waiter.statement_state.borrow(), statement_state) {
                (StatementState::Suspected, StatementState::Suspected) => StatementState::Lost,
                (_, statement_state) => statement_state,
            };
            match (statement_state, waiter.what) {
                (StatementState::Lost, WaitingFor::Answer(_)) => self.invalidate_before(waiter.since),
                // If processes can't be distinguished, the next report won't say more.
                (StatementState::Unknown | StatementState::Suspected, what) if !what.is_pooled() => {
                    again = PROBE_INTERVAL;
                }
                _ => {}
            }
            waiter.statement_state.send_replace(statement_state);
        }
        again
    }
}

/// The query of what processes do. It terminates those that are found idle for the second time: their connection to the
/// client is lost, and they may hold locks for long. None of them can be waiting for a standby.
fn probe_query(waited_for: &[i32], suspected: &[i32]) -> String {
    let list = |processes: &[i32]| processes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    // A process that has been idle for a while has answered, or never got the statement.
    let is_idle = "state <> 'active' AND state_change < clock_timestamp() - interval '300 milliseconds'";
    let end = match suspected {
        [] => String::new(),
        some => {
            let these = list(some);
            format!(", CASE WHEN pid IN ({these}) AND {is_idle} THEN pg_terminate_backend(pid) END")
        }
    };
    format!(
        "SELECT pid, state = 'active', coalesce(wait_event, '') = 'SyncRep', {is_idle}{end} \
         FROM pg_stat_activity WHERE usename = current_user AND pid IN ({})",
        list(waited_for)
    )
}
