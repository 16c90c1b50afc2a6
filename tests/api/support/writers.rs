//! Clients that write while the database fails.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::outage::User;

/// The status of an attempt to make a candidate of this name, its id, and whether it said when to try again.
pub fn write(ada: &User, name: &str, key: Option<&str>) -> (u16, Value, bool) {
    let mut request =
        ureq::post(format!("{}/v1/candidates", ada.url)).header("authorization", format!("Bearer {}", ada.token));
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    let mut answer = request.config().http_status_as_error(false).build().send_json(json!({"name": name})).unwrap();
    let says_when = answer.headers().contains_key("retry-after");
    let body: Value = answer.body_mut().read_json().unwrap();
    (answer.status().as_u16(), body, says_when)
}

/// Clients that write, one candidate after the other; each repeats what was not acknowledged.
pub struct Writers {
    threads: Vec<thread::JoinHandle<()>>,
    written: Arc<Mutex<Vec<Written>>>,
    enough: Arc<AtomicBool>,
}

/// What was acknowledged, and when it was asked for.
pub struct Written {
    name: String,
    id: String,
    asked_at: Instant,
    keyed: bool,
    writer: usize,
}

impl Writers {
    pub fn start(ada: &User, count: usize) -> Self {
        let (enough, all) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
        let threads = (0..count).map(|writer| {
            let (ada, enough, all) = (ada.clone(), Arc::clone(&enough), Arc::clone(&all));
            thread::spawn(move || {
                let mut number = 0;
                let keyed = writer % 2 == 0;
                while !enough.load(Ordering::Relaxed) {
                    let name = format!("Candidate {writer} {number}");
                    let asked_at = Instant::now();
                    match write(&ada, &name, keyed.then_some(name.as_str())) {
                        (201, body, _) => {
                            let id = body["id"].as_str().unwrap().to_owned();
                            all.lock().unwrap().push(Written { name, id, asked_at, keyed, writer });
                            number += 1;
                        }
                        // A key whose first request isn't known to be over is still running.
                        (503 | 409, _, says_when) => {
                            assert!(says_when);
                            thread::sleep(Duration::from_millis(50));
                        }
                        (status, body, _) => panic!("{status}: {body}"),
                    }
                }
            })
        });
        Self { threads: threads.collect(), written: all, enough }
    }

    /// The number of writes that were sent after that moment, and acknowledged.
    pub fn who_wrote_after(&self, moment: Instant) -> BTreeSet<usize> {
        let written = self.written.lock().unwrap();
        written.iter().filter(|one| one.asked_at > moment).map(|one| one.writer).collect()
    }

    pub fn end(self) -> Vec<Written> {
        self.enough.store(true, Ordering::Relaxed);
        for thread in self.threads {
            thread.join().unwrap();
        }
        std::mem::take(&mut self.written.lock().unwrap())
    }
}

/// All candidates, by name.
fn stored(ada: &User) -> BTreeMap<String, Vec<String>> {
    let mut stored = BTreeMap::<_, Vec<_>>::new();
    let mut page = "/v1/candidates?limit=200".to_owned();
    loop {
        let (status, body) = ada.get(&page);
        assert_eq!(status, 200, "{body}");
        for candidate in body["items"].as_array().unwrap() {
            let text = |member: &str| candidate[member].as_str().unwrap().to_owned();
            stored.entry(text("name")).or_default().push(text("id"));
        }
        let Some(cursor) = body["next_cursor"].as_str() else { return stored };
        page = format!("/v1/candidates?limit=200&cursor={cursor}");
    }
}

/// Nothing that was acknowledged is lost, and what has a key is there once.
pub fn nothing_is_lost(ada: &User, written: &[Written]) {
    let stored = stored(ada);
    for Written { name, id, keyed, .. } in written {
        let ids = stored.get(name).unwrap_or_else(|| panic!("{name} is lost"));
        assert!(ids.contains(id), "{name} has another id");
        assert!(!keyed || ids.len() == 1, "{name} is there {} times", ids.len());
    }
}
