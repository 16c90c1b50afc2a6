//! Another server takes over while the service is used, or the one there is takes no writes. A proxy that leads to the
//! same server again counts as another server.

use std::{
    net::SocketAddr,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use crate::{
    outage::{User, is_unavailable},
    support::{
        process::{Process, followup},
        proxy::Proxy,
        server::OwnServer,
        wait_until,
        writers::{Writers, nothing_is_lost, write},
    },
};

/// How long is waited for what must happen at all, however busy the machine is. How soon it does `benches/failover`
/// measures.
const PATIENCE: Duration = Duration::from_mins(1);

fn address(url: &str) -> SocketAddr {
    url::Url::parse(url).unwrap().socket_addrs(|| Some(5432)).unwrap()[0]
}

/// Twelve write, half of them with keys, while `fail` happens to the database; after `restore` the new server is there.
fn writes_go_on(ada: &User, fail: impl Fn(), restore: impl Fn()) {
    let writers = Writers::start(ada, 12);
    thread::sleep(Duration::from_millis(700));
    fail();
    thread::sleep(Duration::from_millis(2500));
    restore();
    let restored = Instant::now();
    wait_until(PATIENCE, "it is ready", || ada.get("/readyz").0 == 200);
    // Everybody does, not only one.
    wait_until(PATIENCE, "all write again", || writers.who_wrote_after(restored).len() == 12);
    println!("all wrote again after {:?}", restored.elapsed());
    nothing_is_lost(ada, &writers.end());
}

fn service_at(url: &str, settings: &[(&str, &str)]) -> (Process, User, tempfile::TempDir) {
    let data = tempfile::tempdir().unwrap();
    let mut command = followup(data.path(), Some(url));
    let service = Process::start_with(command.envs(settings.iter().copied()).stderr(Stdio::null()));
    let ada = User::sign_up(&service);
    (service, ada, data)
}

#[test]
fn after_a_silent_server_writes_go_on_with_the_next() {
    let server = OwnServer::start();
    let proxy = Proxy::to(Some(address(&server.url)));
    let (_service, ada, _data) = service_at(&proxy.url(&server.url), &[]);
    writes_go_on(&ada, || proxy.fall_silent(), || proxy.lead_to(address(&server.url)));
}

#[test]
fn after_a_server_that_hangs_up_writes_go_on_with_the_next() {
    let server = OwnServer::start();
    let proxy = Proxy::to(Some(address(&server.url)));
    let (_service, ada, _data) = service_at(&proxy.url(&server.url), &[]);
    writes_go_on(&ada, || proxy.hang_up(), || proxy.lead_to(address(&server.url)));
}

#[test]
fn of_several_servers_the_one_that_writes_is_used() {
    let server = OwnServer::start();
    let (one, other) = (Proxy::to(Some(address(&server.url))), Proxy::to(None));
    other.hang_up();
    let url = format!(
        "postgres://postgres@127.0.0.1:{},127.0.0.1:{}/postgres?target_session_attrs=read-write",
        one.port, other.port
    );
    let (_service, ada, _data) = service_at(&url, &[]);
    writes_go_on(&ada, || one.fall_silent(), || other.lead_to(address(&server.url)));
}

#[test]
fn connections_that_are_lost_while_the_server_is_there_are_found_out() {
    let server = OwnServer::start();
    let proxy = Proxy::to(Some(address(&server.url)));
    let (_service, ada, _data) = service_at(&proxy.url(&server.url), &[]);
    let readers = |count: usize| -> Vec<_> {
        let reader = |_| {
            let ada = ada.clone();
            thread::spawn(move || ada.get("/v1/candidates").0)
        };
        let readers: Vec<_> = (0..count).map(reader).collect();
        readers.into_iter().map(|reader| reader.join().unwrap()).collect()
    };
    assert!(readers(40).iter().all(|status| *status == 200));
    proxy.lose_what_is_open();
    let lost = Instant::now();
    assert!(readers(40).iter().all(|status| [200, 503].contains(status)));
    wait_until(PATIENCE, "all read again", || readers(40).iter().all(|status| *status == 200));
    println!("all read again after {:?}", lost.elapsed());
}

/// What a connection that was lost had locked is free again, though nobody tells the server that it is lost.
#[test]
fn locks_of_lost_connections_are_given_up() {
    let server = OwnServer::start();
    let proxy = Proxy::to(Some(address(&server.url)));
    let (_service, ada, _data) = service_at(&proxy.url(&server.url), &[]);
    let writers = Writers::start(&ada, 12);
    for _ in 0..3 {
        thread::sleep(Duration::from_millis(300));
        proxy.lose_what_is_open();
        let lost = Instant::now();
        wait_until(PATIENCE, "all write again", || writers.who_wrote_after(lost).len() == 12);
        println!("all wrote again after {:?}", lost.elapsed());
    }
    nothing_is_lost(&ada, &writers.end());
}

#[test]
fn a_server_that_only_reads_is_unavailable() {
    let server = OwnServer::start();
    let (service, ada, _data) = service_at(&server.url, &[]);
    assert_eq!(ada.get("/readyz").0, 200);
    server.set("default_transaction_read_only", Some("on"));
    // The connection on which that is seen is not used again, so that this is told in different places.
    let refused = || {
        let (status, body, says_when) = write(&ada, "Bob", Some("bob"));
        assert!(is_unavailable(&(status, body)) && says_when);
        let read = ada.get("/v1/agenda");
        assert!(is_unavailable(&read), "{read:?}");
        assert!(is_unavailable(&ada.get("/readyz")));
        let form =
            [("grant_type", "password"), ("username", "ada@example.com"), ("password", "correct horse battery staple")];
        let sign_in = ureq::post(format!("{}/oauth/token", service.url)).config().http_status_as_error(false).build();
        assert_eq!(sign_in.send_form(form).unwrap().status().as_u16(), 503);
    };
    refused();
    server.number("ALTER SYSTEM RESET default_transaction_read_only");
    server.number("SELECT pg_reload_conf()");
    wait_until(PATIENCE, "it is ready", || ada.get("/readyz").0 == 200);
    assert_eq!(write(&ada, "Bob", Some("bob")).0, 201);
}

/// What the program says that doesn't start.
fn refusal(url: &str) -> String {
    let data = tempfile::tempdir().unwrap();
    let output = followup(data.path(), Some(url)).args(["migrate", "status"]).output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn servers_that_take_no_writes_or_do_not_answer_are_passed_over() {
    let (reading, writing) = (OwnServer::start_with(&["default_transaction_read_only=on"]), OwnServer::start());
    let silent = Proxy::to(None);
    let (reading_at, writing_at) = (address(&reading.url), address(&writing.url));
    for first in [format!("127.0.0.1:{}", silent.port), reading_at.to_string(), "127.0.0.1:1".to_owned()] {
        let url = format!("postgres://postgres@{first},{writing_at}/postgres");
        let (service, ada, _data) = service_at(&url, &[]);
        wait_until(PATIENCE, "it is ready", || ada.get("/readyz").0 == 200);
        // Its background work would hold locks on the tables.
        drop(service);
        writing.number("DROP SCHEMA public CASCADE");
        writing.number("CREATE SCHEMA public");
    }
    let only = refusal(&format!("postgres://ada:secret@{reading_at}/postgres"));
    assert!(!only.contains("secret"), "{only}");
    let only = refusal(&format!("postgres://postgres:secret@{reading_at}/postgres"));
    assert!(only.contains("takes no writes: it is set to read only") && !only.contains("secret"), "{only}");
    let both = refusal(&format!("postgres://postgres:secret@{reading_at},127.0.0.1:1/postgres"));
    assert!(both.contains("takes no writes") && both.contains("refused") && !both.contains("secret"), "{both}");
    let standby = refusal(&format!("postgres://postgres:secret@{writing_at}/postgres?target_session_attrs=standby"));
    assert!(standby.contains("it can be read-write, primary or any") && !standby.contains("secret"), "{standby}");
}

/// Writes wait for a standby that there isn't, in a service with so many connections; reads go on.
fn reads_go_on(connections: u32) {
    let server = OwnServer::start();
    let number = connections.to_string();
    let settings = [("FOLLOWUP_DB_CONNECTIONS", number.as_str()), ("FOLLOWUP_DB_TIMEOUT", "2")];
    let (_service, ada, _data) = service_at(&server.url, &settings);
    server.set("synchronous_standby_names", Some("'nobody'"));
    let writers = Writers::start(&ada, 40);
    // For longer than a statement may take, and than is waited for a connection.
    let until = Instant::now() + Duration::from_secs(9);
    while Instant::now() < until {
        for path in ["/v1/candidates", "/readyz"] {
            let (status, body) = ada.get(path);
            assert_eq!(status, 200, "{connections} connections: {path}: {body}");
        }
        thread::sleep(Duration::from_millis(100));
    }
    // The server can't end them before there is a standby: they would only become more.
    let waiting = server.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'").unwrap();
    assert!((1..i64::from(connections)).contains(&waiting), "{connections} connections: {waiting} wait");
    server.set("synchronous_standby_names", None);
    wait_until(PATIENCE, "it writes", || write(&ada, "At last", None).0 == 201);
    thread::sleep(Duration::from_secs(1));
    let written = writers.end();
    assert!(!written.is_empty());
    nothing_is_lost(&ada, &written);
}

#[test]
fn reads_go_on_while_writes_wait_for_a_standby() {
    thread::scope(|scope| {
        for connections in [2, 20] {
            scope.spawn(move || reads_go_on(connections));
        }
    });
}

#[test]
fn one_connection_is_enough_to_write_and_read() {
    let server = OwnServer::start();
    let (_service, ada, _data) = service_at(&server.url, &[("FOLLOWUP_DB_CONNECTIONS", "1")]);
    let writers = Writers::start(&ada, 4);
    for _ in 0..20 {
        assert_eq!(ada.get("/v1/candidates").0, 200);
    }
    let written = writers.end();
    assert!(!written.is_empty());
    nothing_is_lost(&ada, &written);
}

#[test]
fn a_silent_database_is_reported_within_the_time_limit() {
    let server = OwnServer::start();
    let proxy = Proxy::to(Some(address(&server.url)));
    let (_service, ada, _data) = service_at(&proxy.url(&server.url), &[("FOLLOWUP_DB_TIMEOUT", "1")]);
    proxy.fall_silent();
    let began = Instant::now();
    let (status, body, says_when) = write(&ada, "Bob", Some("bob"));
    assert!(is_unavailable(&(status, body)) && says_when);
    // One second for a statement, or five for a connection; a request that isn't over may take twenty.
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
}
