//! Asking after a server, and judging by what it says.

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

use super::{super::servers::Link, Awaited, Supervisor, Verdict, is_same_server, is_superseded, locked};

/// How often is asked what became of it, as long as nobody says so, and how many such questions wait for an answer.
const ASK_AGAIN: Duration = Duration::from_millis(250);
const ASKED_AT_ONCE: usize = 8;

/// How long an answer from the server itself holds, unless it leaves somebody suspected.
const ASK_AFTER_ANSWER: Duration = Duration::from_millis(500);

/// Who asks has no answer for long already: the next server is asked sooner than somebody who only connects asks it.
const NEXT_AFTER: Duration = Duration::from_millis(50);

/// How much longer than a new connection takes another one may take.
const SLOWER: u32 = 4;

/// What an answer tells: which server it is, how long connecting took, and its processes.
struct Heard {
    link: Link,
    connected_in: Duration,
    /// The number of the first who began to wait only after the question.
    before: u64,
    processes: HashMap<i32, Verdict>,
}

impl Supervisor {
    pub(super) async fn ask_while_somebody_waits(self: Arc<Self>, mut asking: Asking) {
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
                        let again = self.judge(&heard);
                        questions.abort_all();
                        rounds.reset_after(again);
                    }
                }
            }
        }
    }

    /// Connects anew, and asks what the processes do that somebody waits for.
    async fn ask(self: Arc<Self>) -> Option<Heard> {
        let began = Instant::now();
        let mut opened = self.connect(NEXT_AFTER).await.ok()?;
        let (link, connected_in) = (opened.link, began.elapsed());
        let (before, waited_for, suspected) = self.waited_for(&link);
        let mut processes = HashMap::new();
        if !waited_for.is_empty() {
            let text = question(&waited_for, &suspected);
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
        Some(Heard { link, connected_in, before, processes })
    }

    /// Who has waited until now, and the processes of this server for which somebody waits; those last that are
    /// suspected already.
    fn waited_for(&self, server: &Link) -> (u64, Vec<i32>, Vec<i32>) {
        let waiting = locked(&self.waiting);
        let (mut all, mut suspected) = (Vec::new(), Vec::new());
        for waiter in waiting.each.values() {
            if let Awaited::Answer(Link { process: Some(process), .. }) = waiter.what
                && waiter.what.is_of(server)
            {
                all.push(process);
                if *waiter.tell.borrow() == Verdict::Suspected {
                    suspected.push(process);
                }
            }
        }
        (waiting.next, all, suspected)
    }

    /// Tells those who wait what an answer means for them; after how long is to be asked again.
    fn judge(&self, heard: &Heard) -> Duration {
        let waiting = locked(&self.waiting);
        let mut again = ASK_AFTER_ANSWER;
        for (number, waiter) in &waiting.each {
            let verdict = match waiter.what {
                // They began to wait after the question.
                _ if *number >= heard.before => Verdict::Unknown,
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
            match (verdict, waiter.what) {
                (Verdict::Lost, Awaited::Answer(_)) => self.distrust(waiter.since),
                // Where processes can't be told apart the next answer won't say more.
                (Verdict::Unknown | Verdict::Suspected, what) if !what.is_pooled() => again = ASK_AGAIN,
                _ => {}
            }
            waiter.tell.send_replace(verdict);
        }
        again
    }
}

/// The statement that asks what processes do. Those that are found idle again are ended: nobody else would do so soon if
/// the way to their client is lost, and they may hold locks. None of them can be waiting for a standby.
fn question(waited_for: &[i32], suspected: &[i32]) -> String {
    let list = |processes: &[i32]| processes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    // One that has been idle for a while has answered, or has never been asked.
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

/// Whoever asks for those who wait. If it is stopped, with the runtime that it is in, somebody else can.
pub(super) struct Asking {
    pub(super) supervisor: Arc<Supervisor>,
    pub(super) is_over: bool,
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
