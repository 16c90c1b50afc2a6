//! The program as a process: how it starts, how it refuses to, and what survives its sudden end.

use std::{
    net::TcpListener,
    process::{Output, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use database::Database;
use serde_json::{Value, json};

use crate::support::{
    postgres::{OPTIONS, TestDatabase},
    process::{Process, followup},
};

fn post(url: &str, token: Option<&str>, key: Option<&str>, body: &Value) -> Option<Value> {
    let request = ureq::post(url);
    let request = match key {
        Some(key) => request.header("idempotency-key", key),
        None => request,
    };
    let request = match token {
        Some(token) => request.header("authorization", format!("Bearer {token}")),
        None => request,
    };
    request.send_json(body).ok()?.body_mut().read_json().ok()
}

fn get(url: &str, token: &str) -> Value {
    let mut answer = ureq::get(url).header("authorization", format!("Bearer {token}")).call().unwrap();
    answer.body_mut().read_json().unwrap()
}

/// Writes until the service is killed, and finds every write that was acknowledged after it is started again.
fn survives_being_killed(database_url: Option<&str>) {
    let data = tempfile::tempdir().unwrap();
    let service = Process::start(data.path(), database_url);
    let token = service.sign_up();
    let written = Arc::new(AtomicUsize::new(0));
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let (url, token) = (format!("{}/v1/candidates", service.url), token.clone());
            let written = Arc::clone(&written);
            std::thread::spawn(move || {
                let write = |n| {
                    let (key, body) = keyed(writer, n);
                    let id = post(&url, Some(&token), key.as_deref(), &body)?["id"].as_str()?.to_owned();
                    written.fetch_add(1, Ordering::Relaxed);
                    Some(id)
                };
                (0..10_000).map_while(write).collect::<Vec<_>>()
            })
        })
        .collect();
    // In the midst of it, however fast the machine is.
    for _ in 0..300 {
        if written.load(Ordering::Relaxed) > 40 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    service.kill();
    let acknowledged: Vec<Vec<String>> = writers.into_iter().map(|writer| writer.join().unwrap()).collect();
    let count: usize = acknowledged.iter().map(Vec::len).sum();
    assert!(count > 40, "{count}");

    let service = Process::start(data.path(), database_url);
    // The signing key was kept: the earlier token is still valid.
    for id in acknowledged.iter().flatten() {
        assert_eq!(get(&format!("{}/v1/candidates/{id}", service.url), &token)["id"], id.as_str());
    }
    // With a key each of them can be repeated, and so can the one that was under way.
    for (writer, ids) in acknowledged.iter().enumerate().filter(|(writer, _)| keyed(*writer, 0).0.is_some()) {
        let url = format!("{}/v1/candidates", service.url);
        for n in ids.len().saturating_sub(5)..=ids.len() {
            let (key, body) = keyed(writer, n);
            let repeated = (0..100).find_map(|_| {
                let answer = post(&url, Some(&token), key.as_deref(), &body);
                // The database may not have noticed yet that nobody is there any more.
                std::thread::sleep(std::time::Duration::from_millis(if answer.is_some() { 0 } else { 50 }));
                answer
            });
            let repeated = repeated.unwrap()["id"].clone();
            assert!(ids.get(n).is_none_or(|id| repeated == id.as_str()));
            let name = body["name"].as_str().unwrap().replace(' ', "+");
            let found = get(&format!("{url}?q={name}"), &token);
            let found = found["items"].as_array().unwrap().iter().filter(|item| item["name"] == body["name"]);
            assert_eq!(found.count(), 1, "{name}");
        }
    }
}

/// The `n`th write of a writer; every other writer says which one it is.
fn keyed(writer: usize, n: usize) -> (Option<String>, Value) {
    let name = format!("Candidate {writer} {n}");
    (writer.is_multiple_of(2).then(|| name.clone()), json!({"name": name}))
}

#[test]
fn no_acknowledged_write_is_lost_on_sqlite() {
    survives_being_killed(None);
}

#[actix_web::test]
async fn no_acknowledged_write_is_lost_on_postgres() {
    let database = TestDatabase::create_empty().await;
    let url = database.url.clone();
    actix_web::rt::task::spawn_blocking(move || survives_being_killed(Some(&url))).await.unwrap();
}

#[test]
fn no_text_of_a_message_is_logged() {
    const CANARY: &str = "a canary in a coal mine";
    let data = tempfile::tempdir().unwrap();
    let log = data.path().join("log");
    let file = std::fs::File::create(&log).unwrap();
    let service = Process::start_with(followup(data.path(), None).env("FOLLOWUP_LOG", "debug").stderr(file));
    let ada = json!({"name": "Ada", "email": "ada@example.com", "password": "correct horse battery staple"});
    let account = post(&format!("{}/v1/accounts", service.url), None, None, &ada).unwrap();
    let token = service.sign_in();
    let send = |path: &str, body: Value| post(&format!("{}{path}", service.url), Some(&token), None, &body);
    let application = send(
        "/v1/applications",
        json!({
            "candidate_id": account["candidate_id"], "company": {"name": "Acme"}, "position": {"title": "Analyst"},
            "time_zone": "America/New_York"
        }),
    );
    let draft = send(
        "/v1/messages",
        json!({
            "application_id": application.unwrap()["id"], "kind": "thank_you", "subject": CANARY, "body": CANARY
        }),
    );
    let draft = draft.unwrap();
    assert_eq!(draft["body"], CANARY);
    send("/v1/messages/proofread", json!({"body": CANARY, "voicemail": CANARY})).unwrap();
    send(&format!("/v1/messages/{}/mark-sent", draft["id"].as_str().unwrap()), json!({})).unwrap();
    // What is wrong with a body is told to its sender alone.
    assert!(send("/v1/messages", json!({"kind": CANARY, "body": CANARY, CANARY: CANARY})).is_none());
    service.kill();
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.lines().count() > 5 && log.contains("answered"), "{log}");
    assert!(!log.contains(CANARY), "{log}");
}

#[track_caller]
fn refuses(output: &Output, expected: &str) {
    assert!(!output.status.success());
    let error = String::from_utf8_lossy(&output.stderr);
    let last = error.lines().last().unwrap_or_default();
    assert!(last.contains(expected), "{error}");
    assert!(!error.contains("panicked"), "{error}");
}

#[test]
fn the_reason_why_the_service_cannot_start_is_printed() {
    let data = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    refuses(&followup(data.path(), None).env("FOLLOWUP_BIND", &address).output().unwrap(), "--bind or FOLLOWUP_BIND");
    let nobody_there = "postgres://nobody@127.0.0.1:1/nothing";
    refuses(&followup(data.path(), Some(nobody_there)).output().unwrap(), "refused");
    refuses(&followup(data.path(), Some("mysql://localhost/x")).output().unwrap(), "must name a Postgres database");
    refuses(&followup(data.path(), None).env("FOLLOWUP_LOG", "followup=loud").output().unwrap(), "log filter");
    let file = data.path().join("file");
    std::fs::write(&file, "").unwrap();
    refuses(&followup(&file, None).output().unwrap(), "data folder");
    let wrong = followup(data.path(), None).env("FOLLOWUP_RATE_LIMIT", "often").output().unwrap();
    assert!(!wrong.status.success());
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("off"));
}

#[test]
fn a_running_service_is_healthy() {
    let data = tempfile::tempdir().unwrap();
    let service = Process::start(data.path(), None);
    let bind = service.url.trim_start_matches("http://").to_owned();
    let check = || followup(data.path(), None).env("FOLLOWUP_BIND", &bind).arg("healthcheck").output().unwrap();
    assert!(check().status.success());
    let mut head = ureq::head(format!("{}/healthz", service.url)).call().unwrap();
    assert_eq!((head.status().as_u16(), head.body_mut().read_to_string().unwrap()), (200, String::new()));
    service.kill();
    refuses(&check(), "/readyz");
}

#[cfg(target_os = "linux")]
#[test]
fn a_service_with_nothing_to_do_rests() {
    let data = tempfile::tempdir().unwrap();
    let service = Process::start(data.path(), None);
    service.sign_up();
    // In hundredths of a second, of all its threads. The first two fields of the file end with a bracket.
    let used = || -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", service.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        [11, 12].into_iter().map(|place: usize| fields[place].parse::<u64>().unwrap()).sum()
    };
    std::thread::sleep(std::time::Duration::from_secs(2));
    let before = used();
    std::thread::sleep(std::time::Duration::from_secs(3));
    // What looks for work does so once or twice a second.
    let took = used() - before;
    assert!(took < 50, "{took} hundredths of a second");
}

#[test]
fn a_plan_is_made_without_a_server() {
    let data = tempfile::tempdir().unwrap();
    let plan = |facts: &str| {
        let mut command = followup(data.path(), None);
        let mut child = command
            .args(["plan", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), facts.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let example = followup(data.path(), None).args(["plan", "--example"]).output().unwrap();
    let made: Value = serde_json::from_slice(&plan(std::str::from_utf8(&example.stdout).unwrap()).stdout).unwrap();
    assert_eq!(made["next_step_id"], "first:thank_you:grace");
    let help = followup(data.path(), None).args(["plan", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let facts = &serde_json::to_value(followup::openapi::document()).unwrap()["components"]["schemas"]["Facts"];
    for (field, _) in facts["properties"].as_object().unwrap() {
        assert!(help.contains(field), "plan --help lacks {field}");
    }
    let facts = json!({
        "as_of": "2026-03-10T20:00:00-04:00",
        "application": {"company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "America/New_York"},
        "interviews": [{"id": "i", "starts_at": "2026-03-10T14:00:00-04:00", "ends_at": "2026-03-10T15:00:00-04:00"}]
    });
    let output = plan(&facts.to_string());
    let made: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&made["state"], &made["steps"][0]["id"]), (&json!("active"), &json!("i:thank_you:anyone")));
    refuses(&plan("{"), "JSON");
    refuses(&plan(r#"{"application": {}}"#), "time_zone is required");
    refuses(
        &plan(&facts.to_string().replace("\"application\"", "\"playbook\": \"none\", \"application\"")),
        "there is no playbook none",
    );
}

#[test]
fn the_version_names_the_releases_of_the_data() {
    let data = tempfile::tempdir().unwrap();
    let output = followup(data.path(), None).arg("--version").output().unwrap();
    let expected = format!(
        "followup {}\ntime zones: release {} of the IANA database\nholidays: version {} of the Python package holidays\n",
        env!("CARGO_PKG_VERSION"),
        planning::TimeZone::database_release(),
        planning::HolidayCalendar::data_version()
    );
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
    assert!(planning::TimeZone::database_release() >= "2026f");
}

#[test]
fn keys_are_listed_and_rotated_by_command() {
    let data = tempfile::tempdir().unwrap();
    let service = Process::start(data.path(), None);
    let keys = |arguments: &[&str]| {
        let output = followup(data.path(), None).arg("keys").args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let list = String::from_utf8(output.stdout).unwrap();
        list.lines().map(|line| line.split("  ").map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let first = keys(&["list"]);
    assert_eq!((first.len(), first[0].len()), (1, 2), "{first:?}");
    let both = keys(&["rotate"]);
    assert_eq!((both.len(), &both[0][0]), (2, &first[0][0]), "{both:?}");
    assert!(both[0][2].starts_with("retires ") && both[1].len() == 2, "{both:?}");
    let soon = keys(&["rotate", "--compromised"]);
    let retire: Vec<_> = soon.iter().filter_map(|key| key.get(2)).collect();
    assert_eq!((soon.len(), retire.len(), retire[0] == retire[1]), (3, 2, true), "{soon:?}");
    drop(service);
}

#[test]
fn nobody_signs_up_where_sign_up_is_closed() {
    let data = tempfile::tempdir().unwrap();
    let ada = json!({"name": "Ada", "email": "ada@example.com", "password": "correct horse battery staple"});
    let service = Process::start(data.path(), None);
    post(&format!("{}/v1/accounts", service.url), None, None, &ada).unwrap();
    service.kill();
    let service =
        Process::start_with(followup(data.path(), None).env("FOLLOWUP_SIGN_UP", "closed").stderr(Stdio::null()));
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let bob = json!({"name": "Bob", "email": "bob@example.com", "password": "correct horse battery staple"});
    for sign_up in [&ada, &bob] {
        let mut answer = agent.post(format!("{}/v1/accounts", service.url)).send_json(sign_up).unwrap();
        let problem: Value = answer.body_mut().read_json().unwrap();
        assert_eq!((answer.status().as_u16(), &problem["type"]), (403, &json!("urn:followup:problem:sign-up-closed")));
    }
    // The accounts that there are stay.
    service.sign_in();
}

#[actix_web::test]
async fn migrations_run_by_command() {
    let database = TestDatabase::create_empty().await;
    let data = tempfile::tempdir().unwrap();
    let migrate = |arguments: &[&str]| {
        let output = followup(data.path(), Some(&database.url)).arg("migrate").args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(!migrate(&["status"]).contains("applied"));
    assert!(!migrate(&["up"]).contains("pending"));
    assert!(migrate(&["down"]).contains("pending"));
    let db = Database::postgres(&database.url, &OPTIONS).await.unwrap();
    assert!(migration::states(&db).await.unwrap()[0].applied);
}
