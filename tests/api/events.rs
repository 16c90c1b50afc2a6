//! The feed of events: complete, in order, each once, also where writers overtake each other and nobody looks for
//! weeks.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use actix_web::{http::Method, test::TestRequest};
use chrono::TimeDelta;
use futures_util::future::{join, join_all};
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection};

use crate::{
    connections::Connected,
    support::{Api, Backend, Client, Story, application_of, on_both_databases, playbook_of, story, template_of},
};

/// The id of an event that the account has.
pub async fn first_event(client: &Client) -> String {
    let page = client.get("/v1/events?limit=1").await.expect(200);
    page["items"][0]["id"].as_str().expect("signing up makes an event").to_owned()
}

/// The types of events.
pub fn types(events: &[Value]) -> Vec<String> {
    events.iter().map(|event| event["type"].as_str().unwrap().to_owned()).collect()
}

/// Reads the feed from a place to its end, and gives the place there.
async fn read_on(client: &Client, after: Option<String>) -> (Vec<Value>, String) {
    let (mut events, mut after) = (Vec::new(), after);
    loop {
        let query = after.map(|after| format!("&after={after}")).unwrap_or_default();
        let page = client.get(&format!("/v1/events?limit=7{query}")).await.expect(200);
        events.extend(page["items"].as_array().unwrap().iter().cloned());
        let next = page["next_after"].as_str().unwrap().to_owned();
        if page["more"] == json!(false) {
            return (events, next);
        }
        after = Some(next);
    }
}

/// What operations that write tell, in order. The other ones write nothing that events tell of.
const TOLD: &[(&str, &[&str])] = &[
    ("create_account", &["candidate.created"]),
    ("create_candidate", &["candidate.created"]),
    ("put_candidate", &["candidate.created"]),
    ("update_candidate", &["candidate.updated"]),
    ("delete_candidate", &["candidate.deleted"]),
    ("delete_candidate_by_remote_id", &["candidate.deleted"]),
    ("create_application", &["application.created"]),
    ("put_application", &["application.created"]),
    ("update_application", &["application.updated"]),
    ("delete_application", &["application.deleted"]),
    ("delete_application_by_remote_id", &["application.deleted"]),
    ("create_contact", &["contact.created"]),
    ("put_contact", &["contact.created"]),
    ("update_contact", &["contact.updated"]),
    ("delete_contact", &["contact.deleted"]),
    ("delete_contact_by_remote_id", &["contact.deleted"]),
    ("add_contact", &["contact.updated"]),
    ("remove_contact", &["contact.updated"]),
    ("create_interview", &["interview.created"]),
    ("put_interview", &["interview.created"]),
    ("update_interview", &["interview.updated"]),
    ("delete_interview", &["interview.deleted"]),
    ("delete_interview_by_remote_id", &["interview.deleted"]),
    ("create_communication", &["communication.created"]),
    ("put_communication", &["communication.created"]),
    ("update_communication", &["communication.updated"]),
    ("delete_communication", &["communication.deleted"]),
    ("delete_communication_by_remote_id", &["communication.deleted"]),
    ("put_override", &["application.updated"]),
    ("delete_override", &["application.updated"]),
    ("mark_message_sent", &["communication.created", "message.sent"]),
    (
        "sync",
        &[
            "candidate.created",
            "application.created",
            "contact.created",
            "contact.created",
            "interview.created",
            "communication.created",
        ],
    ),
    ("create_import", &["contact.created", "interview.created"]),
    (
        "receive_delivery",
        &["candidate.created", "application.created", "contact.created", "interview.created", "communication.created"],
    ),
];

/// Operations that change nothing which an event tells of, each with why.
const NOT_TOLD: &[(&str, &str)] = &[
    ("create_token", "a token"),
    ("revoke_token", "a token"),
    ("update_account", "administration"),
    ("change_credentials", "administration"),
    ("sign_out_everywhere", "administration"),
    ("delete_account", "the feed is gone with the account; endpoints are told: tests/api/webhooks.rs"),
    ("create_api_client", "administration"),
    ("update_api_client", "administration"),
    ("delete_api_client", "administration"),
    ("create_playbook", "a playbook; what follows for steps is told"),
    ("update_playbook", "a playbook; what follows for steps is told"),
    ("delete_playbook", "a playbook that nobody follows"),
    ("create_template", "a template"),
    ("update_template", "a template"),
    ("delete_template", "a template"),
    ("create_message", "a draft"),
    ("update_message", "a draft"),
    ("delete_message", "a draft"),
    ("create_connection", "administration"),
    ("update_connection", "administration"),
    ("delete_connection", "administration"),
    ("rotate_connection_secret", "administration"),
    ("renew_connection_path", "administration"),
    ("replay_delivery", "what a delivery says is told when it is applied"),
    ("receive_mail", "what a mail says is told when it is imported"),
    ("assign_import", "what it says is told as by create_import"),
    ("delete_import", "what was made of it stays"),
    ("accept_suggestion", "it changes an application or a communication, by the writes of those"),
    ("create_webhook_endpoint", "administration"),
    ("update_webhook_endpoint", "administration"),
    ("delete_webhook_endpoint", "administration"),
    ("rotate_webhook_secret", "administration"),
    ("test_webhook_endpoint", "its event is not in the feed"),
    ("resend_event", "an event that is there"),
    ("recover_events", "events that are there"),
    ("delete_assistant", "administration"),
    ("create_calendar_feed", "administration"),
    ("delete_calendar_feed", "administration"),
    ("renew_calendar_feed_path", "administration"),
    ("put_reminders", "what is sent to the candidate, not a fact"),
    ("update_reminders", "what is sent to the candidate, not a fact"),
    ("send_reminder_confirmation", "a mail"),
    ("confirm_reminders", "what is sent to the candidate, not a fact"),
    ("unsubscribe_from_reminders", "what is sent to the candidate, not a fact"),
    ("request_password_reset", "a mail"),
    ("reset_password", "how a user signs in"),
    ("submit_password_reset", "how a user signs in"),
    ("delete_suppressed_address", "administration"),
    ("preview_plan", "it stores nothing"),
    ("preview_plan_batch", "it stores nothing"),
    ("get_plan_batch", "it reads"),
    ("render_message", "it stores nothing"),
    ("get_message_batch", "it stores nothing"),
    ("proofread_texts", "it stores nothing"),
    ("proofread_text_batch", "it stores nothing"),
    ("preview_template", "it stores nothing"),
];

#[test]
fn every_operation_that_writes_says_what_it_tells() {
    let document = serde_json::to_value(followup::openapi::document()).unwrap();
    let known: BTreeSet<&str> = TOLD.iter().map(|(id, _)| *id).chain(NOT_TOLD.iter().map(|(id, _)| *id)).collect();
    let mut writing = BTreeSet::new();
    for item in document["paths"].as_object().unwrap().values() {
        for (method, operation) in item.as_object().unwrap() {
            if method != "get" {
                writing.insert(operation["operationId"].as_str().unwrap());
            }
        }
    }
    assert_eq!(known, writing);
}

/// Requests of an account, each compared with what it tells.
struct Teller<'a> {
    api: &'a Api,
    client: Client,
    after: String,
    done: BTreeSet<&'static str>,
}

impl Teller<'_> {
    /// What was told since it was asked last except for steps and plans, which follow at some time.
    async fn tells(&mut self, id: &'static str) {
        let (events, after) = read_on(&self.client, Some(self.after.clone())).await;
        let told: Vec<_> = types(&events)
            .into_iter()
            .filter(|kind| !kind.starts_with("step.") && !kind.starts_with("plan."))
            .collect();
        let expected = TOLD.iter().find(|(known, _)| *known == id).unwrap().1;
        assert_eq!(told, expected, "{id}");
        self.after = after;
        self.done.insert(id);
    }

    async fn send(&mut self, id: &'static str, method: Method, path: &str, body: Value) -> Value {
        let request = TestRequest::default().method(method).uri(path);
        let request = if body.is_null() { request } else { request.set_json(body) };
        let answer = self.client.send(request).await;
        assert!(answer.status.is_success(), "{id}: {}", answer.text);
        self.tells(id).await;
        serde_json::from_str(&answer.text).unwrap_or_default()
    }

    /// Sends what changes nothing.
    async fn nothing(&mut self, method: Method, path: &str, body: Value) {
        let request = TestRequest::default().method(method).uri(path).set_json(body);
        let answer = self.client.send(request).await;
        assert!(answer.status.is_success(), "{path}: {}", answer.text);
        let (events, _) = read_on(&self.client, Some(self.after.clone())).await;
        assert_eq!(types(&events), [] as [&str; 0], "{path}");
    }

    async fn facts(&mut self) -> (String, String) {
        let candidate = self.send("create_candidate", Method::POST, "/v1/candidates", json!({"name": "Eve"})).await;
        let candidate = candidate["id"].as_str().unwrap().to_owned();
        let path = format!("/v1/candidates/{candidate}");
        self.send("update_candidate", Method::PATCH, &path, json!({"name": "Eva"})).await;
        self.nothing(Method::PATCH, &path, json!({"name": "Eva"})).await;
        self.send("put_candidate", Method::PUT, "/v1/candidates/by-remote-id/c", json!({"name": "Bob"})).await;
        self.nothing(Method::PUT, "/v1/candidates/by-remote-id/c", json!({"name": "Bob"})).await;
        let new = application_of(&candidate);
        let application = self.send("create_application", Method::POST, "/v1/applications", new.clone()).await;
        let application = application["id"].as_str().unwrap().to_owned();
        let path = format!("/v1/applications/{application}");
        self.send("update_application", Method::PATCH, &path, json!({"urgent": true})).await;
        self.nothing(Method::PATCH, &path, json!({"urgent": true})).await;
        self.send("put_application", Method::PUT, "/v1/applications/by-remote-id/a", new).await;
        let times = json!({"starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z"});
        let said = json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z"});
        for (create, update, put, list, new, change) in [
            (
                "create_contact",
                "update_contact",
                "put_contact",
                "contacts",
                json!({"name": "Ada"}),
                json!({"name": "Ada O"}),
            ),
            (
                "create_interview",
                "update_interview",
                "put_interview",
                "interviews",
                times,
                json!({"rapport": "strong"}),
            ),
            (
                "create_communication",
                "update_communication",
                "put_communication",
                "communications",
                said,
                json!({"needs_answer": true}),
            ),
        ] {
            let made = self.send(create, Method::POST, &format!("{path}/{list}"), new.clone()).await;
            let one = format!("/v1/{list}/{}", made["id"].as_str().unwrap());
            self.send(update, Method::PATCH, &one, change.clone()).await;
            self.nothing(Method::PATCH, &one, change).await;
            let mut new = new;
            new["application_id"] = json!(application);
            self.send(put, Method::PUT, &format!("/v1/{list}/by-remote-id/mine"), new).await;
        }
        let contact = self.client.get("/v1/contacts/by-remote-id/mine").await.expect(200)["id"].clone();
        let further = self.client.get("/v1/applications/by-remote-id/a").await.expect(200)["id"].clone();
        let shared = format!("/v1/applications/{}/contacts/{}", further.as_str().unwrap(), contact.as_str().unwrap());
        self.send("add_contact", Method::PUT, &shared, json!({"role": "recruiter"})).await;
        self.nothing(Method::PUT, &shared, json!({"role": "recruiter"})).await;
        self.send("remove_contact", Method::DELETE, &shared, Value::Null).await;
        (candidate, application)
    }

    async fn decisions_and_messages(&mut self, application: &str) {
        let path = format!("/v1/applications/{application}");
        let step = format!("{path}/overrides/other");
        self.send("put_override", Method::PUT, &step, json!({"dismissed": true})).await;
        self.send("delete_override", Method::DELETE, &step, Value::Null).await;
        let draft = json!({"application_id": application, "kind": "thank_you", "body": "Thank you, Ada."});
        let message = self.client.post("/v1/messages", draft).await.created();
        self.send("mark_message_sent", Method::POST, &format!("/v1/messages/{message}/mark-sent"), json!({})).await;
    }

    async fn what_comes_in(&mut self, application: &str) {
        let items = json!({"items": crate::sync::everything("told")});
        self.send("sync", Method::POST, "/v1/sync", items.clone()).await;
        self.nothing(Method::POST, "/v1/sync", items).await;
        let path = format!("/v1/imports?application_id={application}");
        let calendar = crate::imports::invitation(0, "20260312T140000Z", "");
        self.client.raw(Method::POST, &path, "text/calendar", calendar).await.expect(200);
        self.tells("create_import").await;
        let connected = Connected::new(&self.client).await;
        connected.deliver(self.api, "1", &crate::connections::everything()).await;
        self.api.work().await;
        self.tells("receive_delivery").await;
    }
}

on_both_databases! {
    async fn every_write_has_its_events(api: Api) {
        let client = api.sign_up("ada").await;
        let after = client.get("/v1/events?after=end").await.expect(200)["next_after"].as_str().unwrap().to_owned();
        let mut teller = Teller { api: &api, client: client.clone(), after, done: BTreeSet::new() };
        let (events, _) = read_on(&client, None).await;
        assert_eq!(types(&events), TOLD[0].1);
        teller.done.insert("create_account");
        let (candidate, application) = teller.facts().await;
        teller.decisions_and_messages(&application).await;
        teller.what_comes_in(&application).await;
        for (id, list) in [
            ("delete_communication", "communications"),
            ("delete_interview", "interviews"),
            ("delete_contact", "contacts"),
        ] {
            let page = client.get(&format!("/v1/applications/{application}/{list}")).await.expect(200);
            let one = format!("/v1/{list}/{}", page["items"][0]["id"].as_str().unwrap());
            teller.send(id, Method::DELETE, &one, Value::Null).await;
        }
        for (id, path) in [
            ("delete_communication_by_remote_id", "communications/by-remote-id/mine".to_owned()),
            ("delete_interview_by_remote_id", "interviews/by-remote-id/mine".to_owned()),
            ("delete_contact_by_remote_id", "contacts/by-remote-id/mine".to_owned()),
            ("delete_application", format!("applications/{application}")),
            ("delete_application_by_remote_id", "applications/by-remote-id/a".to_owned()),
            ("delete_candidate", format!("candidates/{candidate}")),
            ("delete_candidate_by_remote_id", "candidates/by-remote-id/c".to_owned()),
        ] {
            teller.send(id, Method::DELETE, &format!("/v1/{path}"), Value::Null).await;
        }
        assert_eq!(teller.done, TOLD.iter().map(|(id, _)| *id).collect());
    }

    async fn every_event_has_the_form_that_the_document_promises(api: Api) {
        let client = api.sign_up("ada").await;
        let mut teller = Teller {
            api: &api,
            client: client.clone(),
            after: client.get("/v1/events?after=end").await.expect(200)["next_after"].as_str().unwrap().to_owned(),
            done: BTreeSet::new(),
        };
        let (_, application) = teller.facts().await;
        teller.decisions_and_messages(&application).await;
        let story = story(&client).await;
        let named = json!({"remote_id": "application-4711"});
        client.patch(&format!("/v1/applications/{}", story.application), named).await.expect(200);
        for _ in 0..25 {
            api.keep().await;
            api.clock.advance(TimeDelta::hours(24));
        }
        let client = api.sign_in("ada", "read write admin").await;
        let (events, _) = read_on(&client, None).await;
        let document = serde_json::to_value(followup::openapi::document()).unwrap();
        let (mut seen, mut named_steps) = (BTreeSet::new(), 0);
        for event in &events {
            let kind = event["type"].as_str().unwrap();
            let schema = &document["webhooks"][kind]["post"]["requestBody"]["content"]["application/json"]["schema"];
            assert!(schema.is_object(), "{kind}");
            let root = json!({"allOf": [schema], "components": document["components"]});
            let validator = jsonschema::validator_for(&root).unwrap();
            let errors: Vec<_> = validator.iter_errors(event).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{event}: {errors:?}");
            if kind.starts_with("step.") || kind.starts_with("plan.") {
                let data = &event["data"];
                let named = [&data["application_remote_id"], &data["candidate_remote_id"]];
                let application = client.get(&format!("/v1/applications/{}", data["application_id"].as_str().unwrap())).await.expect(200);
                let candidate = client.get(&format!("/v1/candidates/{}", data["candidate_id"].as_str().unwrap())).await.expect(200);
                assert_eq!(named, [&application["remote_id"], &candidate["remote_id"]], "{event}");
                named_steps += usize::from(application["remote_id"].is_string());
            }
            seen.insert(kind.to_owned());
        }
        assert!(named_steps > 0, "no step is of an application with a remote id");
        for kind in ["step.due", "step.missed", "plan.state_changed"] {
            assert!(seen.contains(kind), "{seen:?}");
        }
    }

    async fn readers_miss_nothing_of_writers_at_once(api: Api) {
        let (ada, other) = (api.sign_up("ada").await, api.beside().await);
        let bob = other.sign_in("ada", "read write").await;
        let place = ada.get("/v1/events?after=end").await.expect(200)["next_after"].as_str().unwrap().to_owned();
        let write = async |client: &Client, writer: usize| {
            for number in 0..EACH {
                let request = TestRequest::post().uri("/v1/candidates").set_json(json!({"name": "Eve"}));
                // Some hold their transactions open for longer.
                let request = match number % 3 {
                    0 => request.insert_header(("idempotency-key", format!("{writer}-{number}"))),
                    _ => request,
                };
                client.send(request).await.expect(201);
            }
        };
        let writers = join_all((0..6).map(|writer| write(if writer % 2 == 0 { &ada } else { &bob }, writer)));
        let read = async {
            let (mut seen, mut place) = (Vec::new(), place);
            let began = Instant::now();
            while seen.len() < 6 * EACH {
                assert!(began.elapsed() < Duration::from_mins(1), "{} of {}", seen.len(), 6 * EACH);
                let (events, next) = read_on(if seen.len() % 2 == 0 { &ada } else { &bob }, Some(place)).await;
                seen.extend(events.into_iter().map(|event| event["data"]["candidate_id"].as_str().unwrap().to_owned()));
                place = next;
                actix_web::rt::time::sleep(Duration::from_millis(1)).await;
            }
            seen
        };
        let (_, seen) = join(writers, read).await;
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 6 * EACH, "none twice");
        let (all, _) = read_on(&ada, None).await;
        assert_eq!(all.len(), 6 * EACH + 1);
    }

    async fn a_request_waits_until_something_happens(api: Api) {
        let ada = api.sign_up("ada").await;
        let place = ada.get("/v1/events?after=end").await.expect(200)["next_after"].as_str().unwrap().to_owned();
        let began = Instant::now();
        let path = format!("/v1/events?after={place}&wait=1");
        assert_eq!(ada.get(&path).await.expect(200)["items"], json!([]));
        assert!(began.elapsed() > Duration::from_millis(900), "{:?}", began.elapsed());
        let began = Instant::now();
        let write = async {
            actix_web::rt::time::sleep(Duration::from_millis(100)).await;
            ada.post("/v1/candidates", json!({})).await.expect(201);
        };
        let wait = format!("/v1/events?after={place}&wait=20");
        let (page, ()) = join(ada.get(&wait), write).await;
        assert_eq!(types(page.expect(200)["items"].as_array().unwrap()), ["candidate.created"]);
        assert!(began.elapsed() < Duration::from_millis(900), "{:?}", began.elapsed());
        // Of another instance: by the next look.
        let beside = api.beside().await;
        let bob = beside.sign_in("ada", "write").await;
        let began = Instant::now();
        let write = async {
            actix_web::rt::time::sleep(Duration::from_millis(100)).await;
            bob.post("/v1/candidates", json!({})).await.expect(201);
        };
        let place = ada.get("/v1/events?after=end").await.expect(200)["next_after"].as_str().unwrap().to_owned();
        let (page, ()) = join(ada.get(&format!("/v1/events?after={place}&wait=20")), write).await;
        assert_eq!(page.expect(200)["items"].as_array().unwrap().len(), 1);
        assert!(began.elapsed() < Duration::from_millis(2_500), "{:?}", began.elapsed());
        for wrong in ["wait=21", "after=nothing", "type=step", "limit=0", "after=AAAAAAAA"] {
            ada.get(&format!("/v1/events?{wrong}")).await.problem(400, "bad-request");
        }
    }

    async fn old_events_are_deleted_and_positions_before_them_are_gone(api: Api) {
        let ada = api.sign_up("ada").await;
        let (events, place) = read_on(&ada, None).await;
        assert_eq!(events.len(), 1);
        for _ in 0..3 {
            ada.post("/v1/candidates", json!({})).await.expect(201);
        }
        let (_, end) = read_on(&ada, None).await;
        api.clock.advance(TimeDelta::days(31));
        api.keep().await;
        let ada = api.sign_in("ada", "read write").await;
        ada.get(&format!("/v1/events?after={place}")).await.problem(410, "feed-place-gone");
        // Another database has not come that far.
        ada.get("/v1/events?after=f_________8").await.problem(410, "feed-place-gone");
        assert_eq!(ada.get(&format!("/v1/events?after={end}")).await.expect(200)["items"], json!([]));
        assert_eq!(ada.get("/v1/events").await.expect(200)["items"], json!([]));
        ada.post("/v1/candidates", json!({})).await.expect(201);
        assert_eq!(read_on(&ada, Some(end)).await.0.len(), 1);
    }

    async fn types_narrow_the_feed(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        api.keep().await;
        let page = ada.get("/v1/events?type=contact.created,step.due").await.expect(200);
        assert_eq!(types(page["items"].as_array().unwrap()), ["contact.created", "step.due"]);
        let due = &page["items"][1];
        assert_eq!(due["data"]["application_id"], json!(story.application));
        assert_eq!(due["data"]["kind"], "thank_you");
        assert_eq!(due["timestamp"], "2026-03-10T16:00:00Z");
    }
}

/// How many candidates each of several writers makes.
const EACH: usize = 25;

/// The events of steps and states: how many there are of each type, step and time.
fn of_steps(events: &[Value], story: &Story) -> BTreeMap<(String, String, String), usize> {
    let mut counts = BTreeMap::new();
    for event in events {
        let kind = event["type"].as_str().unwrap();
        if kind.starts_with("step.") || kind.starts_with("plan.") {
            let data = &event["data"];
            assert_eq!(data["application_id"], json!(story.application));
            let what = data["step_id"].as_str().map_or_else(
                || data["after"].to_string(),
                |step| {
                    // Ids of rows differ between databases.
                    step.replace(&story.interview, "interview").replace(&story.contact, "contact")
                },
            );
            *counts.entry((kind.to_owned(), what, data["since"].as_str().unwrap().to_owned())).or_default() += 1;
        }
    }
    counts
}

/// A story in Berlin, whose clocks change on 2026-03-29.
async fn story_in_berlin(client: &Client) -> Story {
    let story = story(client).await;
    let zone = json!({"time_zone": "Europe/Berlin", "holiday_calendar": "DE"});
    client.patch(&format!("/v1/applications/{}", story.application), zone).await.expect(200);
    story
}

async fn late_and_early_tell_the_same(backend: Backend) {
    let (often, seldom) = (Api::start(backend).await, Api::start(backend).await);
    let (ada, bob) = (often.sign_up("ada").await, seldom.sign_up("ada").await);
    let (first, second) = (story_in_berlin(&ada).await, story_in_berlin(&bob).await);
    let other = often.beside().await;
    // Both have seen the plan, and then one of them is down for weeks.
    often.keep().await;
    seldom.keep().await;
    for _ in 0..(26 * 4) {
        often.clock.advance(TimeDelta::hours(6));
        // Two instances at once tell it once.
        join(often.keep(), other.keep()).await;
    }
    seldom.clock.advance(TimeDelta::days(26));
    seldom.keep().await;
    let (ada, bob) = (often.sign_in("ada", "read").await, seldom.sign_in("ada", "read").await);
    let (early, late) = (read_on(&ada, None).await.0, read_on(&bob, None).await.0);
    let (early, late) = (of_steps(&early, &first), of_steps(&late, &second));
    assert!(early.len() > 5, "{early:#?}");
    assert!(early.values().all(|count| *count == 1), "{early:#?}");
    assert_eq!(early, late);
}

#[actix_web::test]
async fn steps_have_one_event_each_also_after_weeks_on_sqlite() {
    late_and_early_tell_the_same(Backend::Sqlite).await;
}

#[actix_web::test]
async fn steps_have_one_event_each_also_after_weeks_on_postgres() {
    late_and_early_tell_the_same(Backend::Postgres).await;
}

on_both_databases! {
    async fn plans_that_were_never_made_are_found(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        story(&ada).await;
        let story = story(&bob).await;
        // Nobody has read an agenda. One of the accounts is gone by then.
        crate::account_data::delete_account(&ada, &crate::account_data::credentials("ada")).await.expect(204);
        api.keep().await;
        let page = bob.get("/v1/events?type=step.due").await.expect(200);
        assert_eq!(page["items"][0]["data"]["application_id"], json!(story.application));
        // A step that is done is told, and so is one that a new playbook asks for.
        let said = json!({
            "direction": "outbound", "at": "2026-03-10T15:50:00Z", "contact_id": story.contact, "purpose": "thank_you"
        });
        bob.post(&format!("/v1/applications/{}/communications", story.application), said).await.expect(201);
        api.keep().await;
        let page = bob.get("/v1/events?type=step.done").await.expect(200);
        assert_eq!(page["items"].as_array().unwrap().len(), 1);
        bob.post("/v1/playbooks", playbook_of("own")).await.expect(201);
        bob.post("/v1/templates", template_of("own")).await.expect(201);
    }
}

/// A transaction that commits after others that began later: no reader passes its events.
#[actix_web::test]
async fn an_event_that_commits_late_is_not_passed() {
    let api = Api::start(Backend::Postgres).await;
    let ada = api.sign_up("ada").await;
    let account: uuid::Uuid = ada.get("/v1/account").await.expect(200)["id"].as_str().unwrap().parse().unwrap();
    let (_, place) = read_on(&ada, None).await;
    let mut db = PgConnection::connect(api.database_url().unwrap()).await.unwrap();
    let mut late = db.begin().await.unwrap();
    let candidate = uuid::Uuid::now_v7();
    let insert = "INSERT INTO events (account_id, id, kind, resource_id, candidate_id, created_at)
                  VALUES ($1, $2, 'candidate.created', $3, $3, now())";
    let event = sqlx::query(insert).bind(account).bind(uuid::Uuid::now_v7()).bind(candidate);
    event.execute(&mut *late).await.unwrap();
    ada.post("/v1/candidates", json!({})).await.expect(201);
    let (events, place) = read_on(&ada, Some(place)).await;
    assert_eq!(events.len(), 1);
    late.commit().await.unwrap();
    let (events, _) = read_on(&ada, Some(place)).await;
    assert_eq!(events[0]["data"]["candidate_id"], json!(candidate));
}
