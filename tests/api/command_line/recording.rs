//! `followup sent` beside the plan: which step is meant, and which one is completed. And plans of files.

use chrono::SecondsFormat;
use followup::clock::Clock;
use serde_json::{Value, json};

use super::{Served, ago, fails};

impl Served {
    fn plan(&self) -> Vec<Value> {
        let plan = self.get(&format!("/v1/applications/{}/follow-up-plan", self.application));
        plan["steps"].as_array().unwrap().clone()
    }

    fn patch(&self, path: &str, body: &Value) {
        let request = ureq::patch(format!("{}{path}", self.service.url));
        request.header("authorization", format!("Bearer {}", self.token)).send_json(body).unwrap();
    }

    /// Adds Bob to those who held the interview.
    fn with_panel(self) -> Self {
        let under = format!("/v1/applications/{}", self.application);
        self.post(
            &format!("{under}/contacts"),
            &json!({"remote_id": "bob", "name": "Bob Young", "email": "bob@acme.example"}),
        );
        let interviews = self.get(&format!("{under}/interviews"));
        let interview = interviews["items"][0]["id"].as_str().unwrap().to_owned();
        self.patch(&format!("/v1/interviews/{interview}"), &json!({"interviewer_remote_ids": ["grace", "bob"]}));
        self
    }

    /// Records an outcome of this second.
    fn end(&self, kind: &str) {
        let now = Clock::system().now().to_rfc3339_opts(SecondsFormat::Secs, true);
        let outcome = json!({"outcome": {"kind": kind, "at": now}});
        self.patch(&format!("/v1/applications/{}", self.application), &outcome);
    }
}

#[test]
fn a_contact_chooses_between_steps() {
    let served = Served::start().with_panel();
    fails(&served.command(&["sent", "job/1", "thank_you"]).output().unwrap(), 1, "there are several steps");
    fails(&served.command(&["sent", "job/1"]).output().unwrap(), 1, "there are several steps");
    let bob = served.run(&["sent", "job/1", "thank_you", "--contact", "bob"]);
    assert!(bob.contains("\nCompleted: thank_you to Bob Young ("), "{bob}");
    // The same again is the same; the other person is somebody else, by the kind of the step or by nothing.
    assert!(served.run(&["sent", "job/1", "--contact", "bob"]).starts_with("Recorded before: thank_you"));
    let grace = served.run(&["sent", "job/1", "--contact", "grace"]);
    assert!(grace.contains("\nCompleted: thank_you to Grace Lindqvist ("), "{grace}");
    assert_eq!(served.communications().len(), 2);
}

#[test]
fn recording_names_the_completed_step_or_a_reason() {
    let served = Served::start();
    let record = |arguments: &[&str]| served.run(&[&["sent", "job/1"], arguments].concat());
    let early = record(&["check_in"]);
    assert!(early.contains("\nCompleted: check_in") && early.contains(", which was upcoming ("), "{early}");
    let before = record(&["--purpose", "thank_you", "--channel", "email", "--at", &ago(30)]);
    assert!(
        before.ends_with("Completed no step: the step with the purpose thank_you opens later than it was sent\n"),
        "{before}"
    );
    let offer = record(&["--purpose", "offer_response", "--channel", "phone"]);
    assert!(offer.ends_with("Completed no step: the plan has no step with the purpose offer_response\n"), "{offer}");
    let other = record(&["--purpose", "other", "--channel", "phone"]);
    assert!(other.ends_with("Completed no step: its purpose is other, and no step is open for that\n"), "{other}");
    let thanks = served.plan().into_iter().find(|step| step["kind"] == "thank_you").unwrap();
    let id = thanks["id"].as_str().unwrap();
    let put = ureq::put(format!("{}/v1/applications/{}/overrides/{id}", served.service.url, served.application));
    put.header("authorization", format!("Bearer {}", served.token)).send_json(json!({"dismissed": true})).unwrap();
    let dismissed = record(&["thank_you"]);
    assert!(dismissed.contains("\nCompleted: thank_you to Grace Lindqvist, which was dismissed ("), "{dismissed}");
}

#[test]
fn after_an_outcome_each_step_is_recorded_by_itself() {
    let served = Served::start();
    served.end("rejected");
    let thanks = served.run(&["sent", "job/1", "rejection_thanks"]);
    assert!(thanks.starts_with("Recorded: other by ") && thanks.contains("\nCompleted: rejection_thanks"), "{thanks}");
    assert!(served.run(&["sent", "job/1", "rejection_thanks"]).starts_with("Recorded before: other by "));
    // Another step of the same purpose is another one, in the same minute, too.
    let later = served.run(&["sent", "job/1", "stay_in_touch", "--channel", "linkedin"]);
    assert!(later.starts_with("Recorded: other by linkedin"), "{later}");
    assert!(later.contains("\nCompleted no step: "), "it was sent before that step's time: {later}");
    assert!(
        served.run(&["sent", "job/1", "stay_in_touch", "--channel", "linkedin"]).starts_with("Recorded before: other")
    );
    assert_eq!(served.communications().len(), 2);
}

#[test]
fn a_message_without_a_step_reports_that_it_completes_one() {
    let served = Served::start();
    served.end("withdrawn");
    let now = Clock::system().now().to_rfc3339_opts(SecondsFormat::AutoSi, true);
    let other = served.run(&["sent", "job/1", "--purpose", "other", "--channel", "email", "--at", &now]);
    assert!(other.starts_with("Recorded: other by email") && other.contains("\nCompleted: withdrawal_note"), "{other}");
    assert!(
        served.run(&["sent", "job/1", "withdrawal_note", "--at", &now]).starts_with("Recorded before: other by email")
    );
}

#[test]
fn the_plan_of_a_file_follows_the_playbook_and_the_moment_that_are_named() {
    let served = Served::start();
    let plan = |more: &[&str]| served.command(&[&["plan", "examples/facts.json"], more].concat()).output().unwrap();
    let of = |more: &[&str]| serde_json::from_slice::<Value>(&plan(more).stdout).unwrap();
    assert_eq!(of(&[])["playbook"]["key"], "consensus");
    let asked = of(&["--playbook", "dream-job", "--as-of", "2026-03-11T12:00:00Z"]);
    assert_eq!(asked["playbook"]["key"], "dream-job");
    let as_of = asked["as_of"].as_str().unwrap().parse::<chrono::DateTime<chrono::FixedOffset>>().unwrap();
    assert_eq!(as_of, "2026-03-11T12:00:00Z".parse::<chrono::DateTime<chrono::FixedOffset>>().unwrap());
    fails(&plan(&["--playbook", "nope"]), 2, "--playbook: there is no playbook nope; built in are consensus");
    fails(&plan(&["--as-of", "noon"]), 2, "--as-of");
    let example = served.command(&["plan", "--example", "--playbook", "dream-job"]).output().unwrap();
    fails(&example, 2, "cannot be used with");
}
