//! The program as a client of a running service: what it prints, its exit status, and whom it trusts with a token.

mod recording;
mod refusals;

use std::{
    path::Path,
    process::{Command, Output, Stdio},
};

use chrono::{Duration, SecondsFormat};
use followup::clock::Clock;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use crate::support::process::{Process, followup};

/// A running service with an application, and who is signed in there.
struct Served {
    data: tempfile::TempDir,
    service: Process,
    token: String,
    application: String,
}

impl Served {
    /// An interview was an hour ago with Grace, who has a remote id; the employer has a wide name.
    fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        let service = Process::start(data.path(), None);
        let token = service.sign_up();
        let served = Self { data, service, token, application: String::new() };
        let application = served.post(
            "/v1/applications",
            &json!({
                "remote_id": "job/1", "company": {"name": "株式会社ホリデー"}, "position": {"title": "Data Engineer"},
                "time_zone": "Europe/Berlin"
            }),
        );
        let application = application["id"].as_str().unwrap().to_owned();
        let under = format!("/v1/applications/{application}");
        let grace = json!({"remote_id": "grace", "name": "Grace Lindqvist", "email": "grace@acme.example"});
        served.post(&format!("{under}/contacts"), &grace);
        served.post(
            &format!("{under}/interviews"),
            &json!({
                "starts_at": ago(2), "ends_at": ago(1), "interviewer_remote_ids": ["grace"],
                "talking_points": ["moving the nightly batch to a stream"]
            }),
        );
        Self { application, ..served }
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let request = ureq::post(format!("{}{path}", self.service.url));
        let request = request.header("authorization", format!("Bearer {}", self.token));
        request.send_json(body).unwrap().body_mut().read_json().unwrap()
    }

    fn get(&self, path: &str) -> Value {
        let request = ureq::get(format!("{}{path}", self.service.url));
        let request = request.header("authorization", format!("Bearer {}", self.token));
        request.call().unwrap().body_mut().read_json().unwrap()
    }

    fn communications(&self) -> Vec<Value> {
        let list = self.get(&format!("/v1/applications/{}/communications", self.application));
        list["items"].as_array().unwrap().clone()
    }

    /// The program, signed in by the environment.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = client(self.data.path(), &self.service.url);
        command.env("FOLLOWUP_TOKEN", &self.token).args(arguments);
        command
    }

    /// What it prints, if it succeeds.
    #[track_caller]
    fn run(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.run(&[arguments, &["--json"]].concat())).unwrap()
    }
}

fn ago(hours: i64) -> String {
    (Clock::system().now() - Duration::hours(hours)).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The program as a client, with no token.
fn client(home: &Path, url: &str) -> Command {
    let mut command = followup(home, None);
    command.env("HOME", home).env("FOLLOWUP_URL", url).stdin(Stdio::null());
    command
}

/// Fails unless the program has ended with this status, and says these words.
#[track_caller]
fn fails(output: &Output, status: i32, words: &str) {
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.contains(words) && !error.contains("panicked"), "{error}");
    assert_eq!(output.status.code(), Some(status), "{error}");
}

#[test]
fn due_steps_are_a_table_with_aligned_columns() {
    let served = Served::start();
    let table = served.run(&["due"]);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 2, "{table}");
    assert!(lines[0].starts_with("STATUS  UNTIL (+0"), "{table}");
    for words in ["due", "thank_you", "Grace Lindqvist", "email", "株式会社ホリデー", "Data Engineer"] {
        assert!(lines[1].contains(words), "{words}: {table}");
    }
    let column = |line: &str, what: &str| line.split(what).next().unwrap().width();
    assert_eq!(column(lines[0], "APPLICATION"), column(lines[1], "job/1"), "{table}");
    assert_eq!(column(lines[0], "POSITION"), column(lines[1], "Data Engineer"), "{table}");

    let page = served.json(&["due"]);
    assert_eq!(page["items"][0]["application_id"], served.application.as_str());
    assert!(page["items"][0]["step"]["reasons"].is_array(), "{page}");
    let of_one = |named: &str| served.json(&["due", "--application", named])["items"].as_array().unwrap().len();
    assert_eq!((of_one("job/1"), of_one(&served.application)), (1, 1));
    assert!(served.run(&["due", "--until", "2199-01-01", "--limit", "200"]).contains("upcoming"));
    served.run(&["sent", "job/1"]);
    assert_eq!(served.run(&["due"]), "Nothing is due.\n");
}

#[test]
fn a_stored_plan_has_its_steps_and_reasons() {
    let served = Served::start();
    let plan = served.run(&["plan", "--application", "job/1"]);
    assert!(
        plan.starts_with("株式会社ホリデー, Data Engineer: active (playbook consensus, version 1)\n\nSTATUS"),
        "{plan}"
    );
    assert!(plan.contains(":thank_you:") && plan.contains("\n- "), "{plan}");
    let json = served.json(&["plan", "--application", &served.application, "--as-of", &ago(0)]);
    assert_eq!(json["steps"][0]["kind"], "thank_you");
    let facts = served.command(&["plan", "examples/facts.json"]).output().unwrap();
    let local: Value = serde_json::from_slice(&facts.stdout).unwrap();
    assert!(local["steps"].is_array());
}

#[test]
fn a_draft_is_printed_and_what_it_lacks_is_on_standard_error() {
    let served = Served::start();
    let output = served.command(&["draft", "job/1"]).output().unwrap();
    let (text, notes) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(text.starts_with("Subject: ") && text.contains("\n\nDear Grace"), "{text}");
    assert!(notes.starts_with("email to Grace Lindqvist (grace@acme.example)\n"), "{notes}");
    let json = served.json(&["draft", "job/1", "thank_you", "--tone", "formal"]);
    assert_eq!((&json["tone"], &json["channel"]), (&json!("formal"), &json!("email")));
    let step = served.get(&format!("/v1/applications/{}/follow-up-plan", served.application))["next_step_id"].clone();
    let file = served.command(&["draft", "job/1", step.as_str().unwrap(), "--eml"]).output().unwrap();
    let (file, beside) = (String::from_utf8(file.stdout).unwrap(), String::from_utf8(file.stderr).unwrap());
    assert!(file.contains("\r\n\r\n") && file.contains("To: "), "{file}");
    // What is opened to be sent is told of, too.
    assert_eq!(beside, notes);
    let early = served.command(&["draft", "job/1", "check_in", "--eml"]).output().unwrap();
    let early = String::from_utf8(early.stderr).unwrap();
    assert!(early.starts_with("not yet: from 2"), "{early}");
    assert!(!beside.contains("not yet"), "{beside}");
    let letter = served.command(&["draft", "job/1", "thank_you", "--eml", "--channel", "letter"]).output().unwrap();
    fails(&letter, 1, "--eml is for e-mails, and this message is for the channel letter");
}

#[test]
fn a_plan_says_what_the_employer_owes() {
    let served = Served::start();
    let path = format!("{}/v1/applications/{}", served.service.url, served.application);
    let request = ureq::patch(path).header("authorization", format!("Bearer {}", served.token));
    request.send_json(json!({"holiday_calendar": "CA-ON", "publicly_advertised": true})).unwrap();
    let plan = served.run(&["plan", "--application", "job/1"]);
    let (_, owed) =
        plan.split_once("\nWhat the employer owes:\n- The employer has until ").unwrap_or_else(|| panic!("{plan}"));
    for words in [
        "if it employs 25 people or more and isn't regulated federally",
        "\n  It isn't known whether the employer is regulated",
        "https://",
        "read on 20",
    ] {
        assert!(owed.contains(words), "{words}: {plan}");
    }
    assert!(!owed.contains("advertised"), "{plan}");
}

#[test]
fn a_sent_message_is_recorded_once() {
    let served = Served::start();
    let recorded = served.run(&["sent", "job/1"]);
    assert!(recorded.starts_with("Recorded: thank_you by email"), "{recorded}");
    assert!(recorded.contains("\nCompleted: thank_you to Grace Lindqvist ("), "{recorded}");
    // By nothing, by its kind and by its id, it is the same as before.
    let step = served.get(&format!("/v1/applications/{}/follow-up-plan", served.application))["steps"][0].clone();
    assert_eq!(step["status"], "done");
    for arguments in
        [&["sent", "job/1"][..], &["sent", "job/1", "thank_you"], &["sent", "job/1", step["id"].as_str().unwrap()]]
    {
        assert!(served.run(arguments).starts_with("Recorded before: thank_you"));
    }
    let before = served.json(&["sent", &served.application]);
    let [only] = served.communications().try_into().unwrap();
    assert_eq!(before, only);
    // As the API wrote it, its fields in the same order.
    let text = served.run(&["sent", &served.application, "--json"]);
    assert!(text.starts_with(&format!("{{\"id\":{}", only["id"])), "{text}");
    assert!(only["contact_id"].is_string(), "{only}");
    // What is for no step of the plan, and at another time, is something else.
    let call = ["sent", "job/1", "--purpose", "other", "--channel", "phone", "--contact", "grace", "--at", &ago(0)];
    let called = served.json(&call);
    assert_eq!((&called["purpose"], &called["contact_id"]), (&json!("other"), &only["contact_id"]));
    assert_eq!(called["completed"], json!({"steps": [], "none_because": "other_purpose"}));
    assert_eq!(served.json(&call)["id"], called["id"]);
    assert_eq!(served.communications().len(), 2);
    // Nor is that a step: what was for none says of no step that it was done.
    let move_on = served.command(&["sent", "job/1", "move_on", "--at", &ago(0)]).output().unwrap();
    fails(&move_on, 1, "nothing to send in this step");
    let future = served.command(&["sent", "job/1", "thank_you", "--at", "2199-01-01T00:00:00Z"]).output().unwrap();
    fails(&future, 2, "only what was sent is recorded");
    let late = served.command(&["sent", "job/1", "thank_you", "--at", "2026-03-10T17:00:00Z"]).output().unwrap();
    fails(&late, 1, "the step was done at");
    assert_eq!(served.communications().len(), 2);
}

#[test]
fn commands_at_the_same_moment_record_one_communication() {
    let served = Served::start();
    let children: Vec<_> = (0..4)
        .map(|_| served.command(&["sent", "job/1"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap())
        .collect();
    let outputs: Vec<Output> = children.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
    // One whose key is in use is told so, and can be repeated.
    assert!(outputs.iter().all(|output| matches!(output.status.code(), Some(0 | 1))), "{outputs:?}");
    assert!(outputs.iter().any(|output| output.status.success()), "{outputs:?}");
    assert_eq!(served.communications().len(), 1);
}

#[test]
fn an_invitation_is_imported() {
    let served = Served::start();
    let file = served.data.path().join("invite.ics");
    let day = (Clock::system().now() + Duration::days(3)).format("%Y%m%d");
    let invitation = |uid: &str, organizer: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260301T080000Z\r\n\
             DTSTART:{day}T140000Z\r\nDTEND:{day}T150000Z\r\nSUMMARY:Second interview\r\n\
             ORGANIZER;CN=Grace:mailto:{organizer}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    };
    std::fs::write(&file, invitation("1@acme.example", "grace@acme.example")).unwrap();
    let path = file.to_str().unwrap();
    let imported = served.run(&["import", path]);
    assert!(imported.starts_with("matched: import "), "{imported}");
    assert!(imported.contains("created") && imported.contains("Second interview"), "{imported}");
    let again = served.run(&["import", path]);
    assert!(again.starts_with("Imported before, and nothing is changed.\nmatched: import "), "{again}");
    let interviews = served.get(&format!("/v1/applications/{}/interviews", served.application));
    assert_eq!(interviews["items"].as_array().unwrap().len(), 2);
    // What belongs nowhere for certain changes nothing, which is no success.
    std::fs::write(&file, invitation("2@acme.example", "somebody@else.example")).unwrap();
    fails(&served.command(&["import", path]).output().unwrap(), 1, "--application");
    let named = served.json(&["import", path, "--application", "job/1"]);
    assert_eq!((&named["state"], &named["application_id"]), (&json!("matched"), &json!(served.application)));
    // From then on it is known where it belongs.
    let known = served.run(&["import", path]);
    assert!(known.starts_with("Imported before, and nothing is changed.\nmatched: import "), "{known}");
}
