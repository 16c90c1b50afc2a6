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

use super::{super::servers::Link, Awaited, LATE, Supervisor, Verdict, is_same_server, is_superseded, locked};

/// How often is asked what became of it, as long as nobody says so, and how many such questions wait for an answer.
const ASK_AGAIN: Duration = Duration::from_millis(250);
const ASKED_AT_ONCE: usize = 8;

/// How long an answer from the server itself holds.
const ASK_AFTER_ANSWER: Duration = Duration::from_millis(500);

/// How much longer than a new connection takes another one may take.
const SLOWER: u32 = 4;

/// What an answer tells: which server it is, when it was asked and how long connecting took, and its processes.
struct Heard {
    link: Link,
    asked: Instant,
    connected_in: Duration,
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
