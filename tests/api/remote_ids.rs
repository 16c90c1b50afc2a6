//! What clients call by ids of their own: `PUT` and `GET` of `…/by-remote-id/…`, the same for all that have such ids.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::support::{Client, application_of, on_both_databases, story};

/// A kind of resource, with a body and with what another body changes.
struct Kind {
    resources: &'static str,
    body: Value,
    change: (&'static str, Value),
}

/// All kinds, within a new story.
async fn kinds(client: &Client) -> Vec<Kind> {
    let story = story(client).await;
    let application = application_of(&story.candidate);
    let contact = json!({"application_id": story.application, "name": "Grace Lindqvist", "role": "recruiter"});
    let interview = json!({
        "application_id": story.application,
        "starts_at": "2026-03-12T14:00:00Z",
        "ends_at": "2026-03-12T15:00:00.123456789Z",
        "interviewer_ids": [story.contact]
    });
    let communication = json!({
        "application_id": story.application,
        "direction": "outbound",
        "channel": "email",
        "purpose": "thank_you",
        "at": "2026-03-10T15:30:00.123456789Z",
        "contact_id": story.contact
    });
    let kind = |resources, body, field, value| Kind { resources, body, change: (field, value) };
    vec![
        kind("candidates", json!({"name": "Bob", "strengths": ["patience"]}), "name", json!("Rob")),
        kind("applications", application, "urgent", json!(true)),
        kind("contacts", contact, "phone", json!("+1 212 555 0100")),
        kind("interviews", interview, "interviewer_ids", json!([])),
        kind("communications", communication, "contact_id", json!(null)),
    ]
}

impl Kind {
    fn path(&self, remote_id: &str) -> String {
        format!("/v1/{}/by-remote-id/{remote_id}", self.resources)
    }

    fn changed(&self) -> Value {
        let mut body = self.body.clone();
        body[self.change.0] = self.change.1.clone();
        body
    }
}

fn put(path: &str, header: (&'static str, &str), body: &Value) -> TestRequest {
    TestRequest::put().uri(path).insert_header(header).set_json(body)
}

on_both_databases! {
    async fn a_put_creates_once_and_then_replaces(api: Api) {
        let ada = api.sign_up("ada").await;
        for kind in kinds(&ada).await {
            let path = kind.path("ats-17");
            let created = ada.put(&path, kind.body.clone()).await;
            let location = created.header("location").unwrap().to_owned();
            let etag = created.header("etag").unwrap().to_owned();
            let created = created.expect(201);
            assert_eq!(created["remote_id"], "ats-17", "{}", kind.resources);
            assert_eq!(ada.get(&location).await.expect(200), created);
            assert_eq!(ada.get(&path).await.expect(200), created);
            // The same again is no new version.
            api.clock.advance(chrono::TimeDelta::seconds(1));
            let again = ada.put(&path, kind.body.clone()).await;
            assert_eq!(again.header("etag"), Some(etag.as_str()), "{}", kind.resources);
            assert_eq!(again.expect(200), created);
            let replaced = ada.put(&path, kind.changed()).await;
            assert_ne!(replaced.header("etag"), Some(etag.as_str()), "{}", kind.resources);
            let replaced = replaced.expect(200);
            assert_eq!((&replaced["id"], &replaced[kind.change.0]), (&created["id"], &kind.change.1));
            assert_eq!(replaced["created_at"], created["created_at"]);
            assert_ne!(replaced["updated_at"], created["updated_at"]);
            assert_eq!(ada.get(&path).await.expect(200), replaced);
            // What a body leaves out is taken away.
            let back = ada.put(&path, kind.body.clone()).await.expect(200);
            assert_eq!(back[kind.change.0], created[kind.change.0]);
        }
    }

    async fn preconditions_hold_for_what_is_put(api: Api) {
        let ada = api.sign_up("ada").await;
        for kind in kinds(&ada).await {
            let path = kind.path("ats-17");
            ada.send(put(&path, ("if-match", "*"), &kind.body)).await.problem(412, "precondition-failed");
            ada.send(put(&path, ("if-match", "\"v1\""), &kind.body)).await.problem(412, "precondition-failed");
            ada.send(put(&path, ("if-none-match", "no quotes"), &kind.body)).await.problem(400, "bad-request");
            ada.send(put(&path, ("if-none-match", "*"), &kind.body)).await.expect(201);
            ada.send(put(&path, ("if-none-match", "*"), &kind.changed())).await.problem(412, "precondition-failed");
            ada.send(put(&path, ("if-none-match", "\"v1\""), &kind.changed())).await.problem(412, "precondition-failed");
            ada.send(put(&path, ("if-match", "\"v1\""), &kind.changed())).await.expect(200);
            ada.send(put(&path, ("if-match", "\"v1\""), &kind.body)).await.problem(412, "precondition-failed");
            ada.send(put(&path, ("if-none-match", "\"v3\""), &kind.body)).await.expect(200);
        }
    }

    async fn concurrent_puts_of_one_remote_id_create_it_once(api: Api) {
        let ada = api.sign_up("ada").await;
        for kind in kinds(&ada).await {
            let path = kind.path("ats-17");
            let puts = (0..30).map(|n| ada.put(&path, if n % 2 == 0 { kind.body.clone() } else { kind.changed() }));
            let answers = futures_util::future::join_all(puts).await;
            let count = |status: u16| answers.iter().filter(|answer| answer.status.as_u16() == status).count();
            assert_eq!(count(201), 1, "{}", kind.resources);
            assert_eq!(count(200) + count(409), 29, "{}: {:?}", kind.resources, answers);
            let ids: std::collections::HashSet<_> =
                answers.iter().filter(|answer| answer.status != 409).map(|answer| answer.json()["id"].clone()).collect();
            assert_eq!(ids.len(), 1, "{}", kind.resources);
        }
    }

    async fn any_text_can_be_an_id(api: Api) {
        let ada = api.sign_up("ada").await;
        for (in_path, remote_id) in
            [("a%2Fb", "a/b"), ("%C3%BC%20%25", "ü %"), ("by-remote-id", "by-remote-id"), ("a+b", "a+b")]
        {
            let path = format!("/v1/candidates/by-remote-id/{in_path}");
            let created = ada.put(&path, json!({"name": remote_id})).await.expect(201);
            assert_eq!(created["remote_id"], remote_id);
            assert_eq!(ada.get(&path).await.expect(200), created);
        }
        ada.put(&format!("/v1/candidates/by-remote-id/{}", "x".repeat(101)), json!({})).await.problem(400, "bad-request");
        ada.put("/v1/candidates/by-remote-id/%0A", json!({})).await.problem(400, "bad-request");
        ada.put("/v1/candidates/by-remote-id/%FF", json!({})).await.problem(400, "bad-request");
        // Words that are part of other paths are ids like any other here.
        let application = application_of(ada.get("/v1/candidates").await.json()["items"][0]["id"].as_str().unwrap());
        ada.put("/v1/applications/by-remote-id/contacts", application).await.expect(201);
        assert_eq!(ada.get("/v1/applications/by-remote-id/contacts").await.expect(200)["remote_id"], "contacts");
    }

    async fn a_body_agrees_with_its_path(api: Api) {
        let ada = api.sign_up("ada").await;
        for kind in kinds(&ada).await {
            let mut body = kind.body.clone();
            body["remote_id"] = json!("ats-18");
            let errors = ada.put(&kind.path("ats-17"), body.clone()).await.problem(422, "invalid-body");
            assert_eq!(errors, [("/remote_id".to_owned(), "mismatch".to_owned())], "{}", kind.resources);
            ada.put(&kind.path("ats-18"), body).await.expect(201);
            let mut unknown = kind.body.clone();
            unknown["account_id"] = json!("0198c0de-7a3b-7c4d-8e5f-60718293a4b5");
            let errors = ada.put(&kind.path("ats-17"), unknown).await.problem(422, "invalid-body");
            assert_eq!(errors, [("/account_id".to_owned(), "unknown_field".to_owned())], "{}", kind.resources);
            ada.get(&kind.path("ats-17")).await.problem(404, "not-found");
        }
    }

    async fn rows_of_an_application_stay_in_it(api: Api) {
        let ada = api.sign_up("ada").await;
        let (kinds, elsewhere) = (kinds(&ada).await, story(&ada).await.application);
        for kind in kinds.iter().filter(|kind| kind.body["application_id"].is_string()) {
            let path = kind.path("ats-17");
            ada.put(&path, kind.body.clone()).await.expect(201);
            let mut moved = kind.body.clone();
            // Several applications may have the same contact.
            if kind.resources != "contacts" {
                moved["application_id"] = json!(elsewhere);
                let errors = ada.put(&path, moved.clone()).await.problem(422, "invalid-body");
                assert_eq!(errors[0].0, "/application_id");
            }
            moved["application_id"] = json!("0198c0de-7a3b-7c4d-8e5f-60718293a4b5");
            let errors = ada.put(&path, moved.clone()).await.problem(422, "invalid-body");
            assert_eq!(errors, [("/application_id".to_owned(), "unknown_reference".to_owned())]);
            moved.as_object_mut().unwrap().remove("application_id");
            if kind.resources == "contacts" {
                // A contact that exists belongs to some already.
                ada.put(&path, moved.clone()).await.expect(200);
            } else {
                let errors = ada.put(&path, moved.clone()).await.problem(422, "invalid-body");
                assert_eq!(errors, [("/application_id".to_owned(), "required".to_owned())]);
            }
            let errors = ada.put(&kind.path("ats-18"), moved).await.problem(422, "invalid-body");
            assert_eq!(errors, [("/application_id".to_owned(), "required".to_owned())]);
        }
    }

    async fn lists_find_an_id_of_ones_own(api: Api) {
        let ada = api.sign_up("ada").await;
        for kind in kinds(&ada).await {
            let created = ada.put(&kind.path("ats-17"), kind.body.clone()).await.expect(201);
            let list = match kind.body["application_id"].as_str() {
                Some(application) => format!("/v1/applications/{application}/{}", kind.resources),
                None => format!("/v1/{}", kind.resources),
            };
            let found = ada.get(&format!("{list}?remote_id=ats-17")).await.expect(200);
            assert_eq!(found["items"], json!([created]));
            assert_eq!(ada.get(&format!("{list}?remote_id=ats-18")).await.expect(200)["items"], json!([]));
        }
    }
}
