//! How the service ends.
#![cfg(unix)]

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    process::Stdio,
    time::{Duration, Instant},
};

use serde_json::json;

use crate::support::{
    postgres::TestDatabase,
    process::{Process, followup},
    wait_until,
};

fn status(url: &str) -> u16 {
    ureq::get(url).config().http_status_as_error(false).build().call().unwrap().status().as_u16()
}

/// How long is waited for what must happen.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn running_requests_finish_and_new_ones_are_refused() {
    let data = tempfile::tempdir().unwrap();
    let mut command = followup(data.path(), None);
    let service = Process::start_with(command.env("FOLLOWUP_SHUTDOWN_DELAY", "2").stderr(Stdio::null()));
    let ready = format!("{}/readyz", service.url);
    assert_eq!(status(&ready), 200);

    // A request of which only a part has arrived.
    let body =
        json!({"name": "Ada", "email": "ada@example.com", "password": "correct horse battery staple"}).to_string();
    let mut begun = TcpStream::connect(service.address()).unwrap();
    let head = format!(
        "POST /v1/accounts HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    begun.write_all((head + &body[..10]).as_bytes()).unwrap();
    // It has arrived once an answer to something later has.
    assert_eq!(status(&ready), 200);

    let told = Instant::now();
    service.terminate();
    wait_until(PATIENCE, "not being ready", || status(&ready) == 503);
    // A request that comes before the balancer knows is served, and told to open a new connection next time.
    let served = ureq::get(format!("{}/healthz", service.url)).call().unwrap();
    assert_eq!((served.status().as_u16(), served.headers()["connection"].as_bytes()), (200, &b"close"[..]));
    wait_until(PATIENCE, "the end of listening", || TcpStream::connect(service.address()).is_err());
    assert!(told.elapsed() >= Duration::from_secs(2), "it waits before it stops listening");

    begun.write_all(&body.as_bytes()[10..]).unwrap();
    let mut answer = String::new();
    begun.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    assert!(service.ended_well());

    // What was answered is there.
    let service = Process::start(data.path(), None);
    service.sign_in();
}

/// The service answers requests on all of its threads, and is stopped while nothing is in progress.
fn ends_without_an_error(database_url: Option<&str>) {
    let data = tempfile::tempdir().unwrap();
    let log = data.path().join("log");
    let mut command = followup(data.path(), database_url);
    command.env("FOLLOWUP_SHUTDOWN_DELAY", "0").env("FOLLOWUP_WORKERS", "4");
    let service = Process::start_with(command.stderr(std::fs::File::create(&log).unwrap()));
    let token = service.sign_up();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..5 {
                    let request = ureq::get(format!("{}/v1/candidates", service.url));
                    request.header("authorization", format!("Bearer {token}")).call().unwrap();
                }
            });
        }
    });
    // Several rounds of what is done in the background.
    std::thread::sleep(Duration::from_secs(3));
    service.terminate();
    assert!(service.ended_well());
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.contains("told to stop"), "{log}");
    let is_complaint = |line: &&str| {
        // On a Citus, the tables of this test are not distributed.
        [" WARN ", " ERROR "].iter().any(|level| line.contains(level)) && !line.contains("The database is a Citus")
    };
    let complaints: Vec<_> = log.lines().filter(is_complaint).collect();
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn nothing_is_complained_about_at_the_end_on_sqlite() {
    ends_without_an_error(None);
}

#[actix_web::test]
async fn nothing_is_complained_about_at_the_end_on_postgres() {
    let database = TestDatabase::create_empty().await;
    let url = database.url.clone();
    actix_web::rt::task::spawn_blocking(move || ends_without_an_error(Some(&url))).await.unwrap();
}

#[test]
fn a_second_signal_skips_the_delay() {
    let data = tempfile::tempdir().unwrap();
    let mut command = followup(data.path(), None);
    let service = Process::start_with(command.env("FOLLOWUP_SHUTDOWN_DELAY", "600").stderr(Stdio::null()));
    let ready = format!("{}/readyz", service.url);
    service.terminate();
    wait_until(PATIENCE, "not being ready", || status(&ready) == 503);
    service.terminate();
    assert!(service.ended_well());
}
