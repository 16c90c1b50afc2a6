//! The database goes away while the service is used: cut off, hung, killed and started again. Requests are answered
//! meanwhile, and served again soon after, by the same process.

use std::{
    collections::BTreeMap,
    io::{Read as _, Write as _},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::support::{postgres::TestDatabase, process::Process, server::OwnServer};

/// How soon the service serves again.
const SOON: Duration = Duration::from_secs(5);

/// How long an answer may take while the database hangs: the time limit of a request, and some for a busy machine.
const AT_LAST: Duration = Duration::from_secs(25);

/// Somebody who is signed in.
#[derive(Clone)]
pub struct User {
    pub url: String,
    pub token: String,
}

impl User {
    pub fn sign_up(service: &Process) -> Self {
        Self { url: service.url.clone(), token: service.sign_up() }
    }

    /// The status and the body of an answer.
    pub fn get(&self, path: &str) -> (u16, Value) {
        let request =
            ureq::get(format!("{}{path}", self.url)).header("authorization", format!("Bearer {}", self.token));
        let mut answer = request.config().http_status_as_error(false).build().call().unwrap();
        (answer.status().as_u16(), answer.body_mut().read_json().unwrap())
    }

    /// Makes the candidate of this name, under a key.
    ///
    /// # Errors
    ///
    /// The status of any answer but that it was done.
    fn create(&self, name: &str) -> Result<String, u16> {
        let request = ureq::post(format!("{}/v1/candidates", self.url))
            .header("authorization", format!("Bearer {}", self.token))
            .header("idempotency-key", name);
        let request = request.config().http_status_as_error(false).build();
        let mut answer = request.send_json(json!({"name": name})).unwrap();
        let body: Value = answer.body_mut().read_json().unwrap();
        match answer.status().as_u16() {
            201 => Ok(body["id"].as_str().unwrap().to_owned()),
            status => Err(status),
        }
    }

    /// Waits until there is an answer from the database, and says how long that took.
    pub fn served_after(&self) -> Duration {
        let began = Instant::now();
        while self.get("/v1/candidates").0 != 200 {
            assert!(began.elapsed() < AT_LAST, "it isn't served again");
            thread::sleep(Duration::from_millis(50));
        }
        began.elapsed()
    }
}

#[test]
fn a_database_that_is_killed_under_load_loses_nothing_and_is_served_again() {
    let mut server = OwnServer::start();
    let data = tempfile::tempdir().unwrap();
    let service = Process::start(data.path(), Some(&server.url));
    let ada = User::sign_up(&service);
    let (done, enough) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    // Each writes one after the other, and repeats what was not acknowledged.
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let (ada, done, enough) = (ada.clone(), Arc::clone(&done), Arc::clone(&enough));
            thread::spawn(move || {
                let (mut acknowledged, mut refusals) = (BTreeMap::new(), Vec::new());
                while !enough.load(Ordering::Relaxed) {
                    let name = format!("Candidate {writer} {}", acknowledged.len());
                    match ada.create(&name) {
                        Ok(id) => {
                            acknowledged.insert(name, id);
                            done.fetch_add(1, Ordering::Relaxed);
                        }
                        Err(status) => {
                            refusals.push(status);
                            thread::sleep(Duration::from_millis(20));
                        }
                    }
                }
                (acknowledged, refusals)
            })
        })
        .collect();
    let wait_for = |count| {
        let began = Instant::now();
        while done.load(Ordering::Relaxed) < count {
            assert!(began.elapsed() < Duration::from_mins(1), "{} writes", done.load(Ordering::Relaxed));
            thread::sleep(Duration::from_millis(10));
        }
    };
    wait_for(80);
    server.kill();
    assert_eq!(ada.get("/readyz").0, 503);
    server.start_again();
    let waited = ada.served_after();
    assert!(waited < SOON, "{waited:?}");
    wait_for(done.load(Ordering::Relaxed) + 80);
    enough.store(true, Ordering::Relaxed);
    let (mut acknowledged, mut refusals) = (BTreeMap::new(), Vec::new());
    for writer in writers {
        let (ids, statuses) = writer.join().unwrap();
        acknowledged.extend(ids);
        refusals.extend(statuses);
    }
    // A request whose connection broke may have been done, so that its repetition finds it running for a moment.
    assert!(refusals.contains(&503) && refusals.iter().all(|status| [503, 409].contains(status)), "{refusals:?}");
    let mut stored = BTreeMap::new();
    let mut page = "/v1/candidates?limit=200".to_owned();
    loop {
        let (_, body) = ada.get(&page);
        for candidate in body["items"].as_array().unwrap() {
            let (name, id) = (candidate["name"].as_str().unwrap(), candidate["id"].as_str().unwrap());
            assert!(stored.insert(name.to_owned(), id.to_owned()).is_none(), "{name} is there twice");
        }
        let Some(cursor) = body["next_cursor"].as_str() else { break };
        page = format!("/v1/candidates?limit=200&cursor={cursor}");
    }
    stored.remove("Ada");
    assert_eq!(stored, acknowledged);
}

/// A way to a database that can be blocked.
pub struct Way {
    port: u16,
    state: Arc<AtomicU8>,
}

pub const OPEN: u8 = 0;
pub const BLOCKED: u8 = 1;
const CUT: u8 = 2;

impl Way {
    fn to(database: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let way = Self { port: listener.local_addr().unwrap().port(), state: Arc::new(AtomicU8::new(OPEN)) };
        let (database, state) = (database.to_owned(), Arc::clone(&way.state));
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if state.load(Ordering::Relaxed) == CUT {
                    continue;
                }
                let server = TcpStream::connect(&database).unwrap();
                for (from, to) in [(&client, &server), (&server, &client)] {
                    let (from, to, state) = (from.try_clone().unwrap(), to.try_clone().unwrap(), Arc::clone(&state));
                    thread::spawn(move || carry(from, to, &state));
                }
            }
        });
        way
    }

    pub fn set(&self, state: u8) {
        self.state.store(state, Ordering::Relaxed);
    }
}

/// Waits until the way is not blocked; whether it is open then.
fn is_open_at_last(state: &AtomicU8) -> bool {
    while state.load(Ordering::Relaxed) == BLOCKED {
        thread::sleep(Duration::from_millis(20));
    }
    state.load(Ordering::Relaxed) == OPEN
}

fn carry(mut from: TcpStream, mut to: TcpStream, state: &AtomicU8) {
    from.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    let mut bytes = [0; 8192];
    while is_open_at_last(state) {
        match from.read(&mut bytes) {
            Ok(0) => break,
            // What arrives while this reads already, and is blocked meanwhile, stays on the way.
            Ok(_) if !is_open_at_last(state) => break,
            Ok(count) if to.write_all(&bytes[..count]).is_err() => break,
            Err(error) if !matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => {
                break;
            }
            _ => {}
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}

/// A service whose database can be reached only by a way that can be blocked.
pub async fn behind_a_way(test: impl FnOnce(&Way, &User) + Send + 'static) {
    let database = TestDatabase::create_empty().await;
    let mut url = url::Url::parse(&database.url).unwrap();
    let way = Way::to(&format!("{}:{}", url.host_str().unwrap(), url.port().unwrap_or(5432)));
    url.set_host(Some("127.0.0.1")).unwrap();
    url.set_port(Some(way.port)).unwrap();
    let tried = actix_web::rt::task::spawn_blocking(move || {
        let data = tempfile::tempdir().unwrap();
        let service = Process::start(data.path(), Some(url.as_str()));
        let ada = User::sign_up(&service);
        assert_eq!(ada.get("/v1/candidates").0, 200);
        test(&way, &ada);
    });
    tried.await.unwrap();
}

pub fn is_unavailable((status, problem): &(u16, Value)) -> bool {
    *status == 503 && problem["type"] == "urn:followup:problem:unavailable"
}

#[actix_web::test]
async fn a_cut_off_database_is_reported_and_used_again_later() {
    behind_a_way(|way, ada| {
        way.set(CUT);
        let began = Instant::now();
        let answer = ada.get("/v1/candidates");
        assert!(is_unavailable(&answer), "{answer:?}");
        assert!(began.elapsed() < AT_LAST);
        assert_eq!(ada.get("/healthz").0, 200);
        way.set(OPEN);
        let waited = ada.served_after();
        assert!(waited < SOON, "{waited:?}");
    })
    .await;
}

#[actix_web::test]
async fn a_database_that_hangs_holds_nobody_up_for_long() {
    behind_a_way(|way, ada| {
        way.set(BLOCKED);
        // More than there are connections.
        let began = Instant::now();
        let answers: Vec<_> = (0..20)
            .map(|_| {
                let ada = ada.clone();
                thread::spawn(move || ada.get("/v1/candidates"))
            })
            .collect();
        assert_eq!(ada.get("/healthz").0, 200);
        for answer in answers {
            let answer = answer.join().unwrap();
            assert!(is_unavailable(&answer), "{answer:?}");
        }
        assert!(began.elapsed() < AT_LAST, "{:?}", began.elapsed());
        way.set(OPEN);
        let waited = ada.served_after();
        assert!(waited < SOON, "{waited:?}");
    })
    .await;
}
