//! Every operation of the OpenAPI document, by somebody who is not signed in and by another account. An operation
//! without a case fails.

use actix_web::{http::Method, test::TestRequest};
use serde_json::{Value, json};

use crate::support::{Answer, Client, Story, on_both_databases, playbook_of, story};

/// An id that nothing has.
const NOTHING: &str = "0198c0de-7a3b-7c4d-8e5f-60718293a4b5";

/// The key of the playbook that goes with a story.
const PLAYBOOK: &str = "own";

/// What all that goes with a story is called by its client.
const REMOTE_ID: &str = "ats-1";

/// An operation of the document.
struct Operation {
    id: String,
    method: Method,
    path: String,
    open: bool,
    body: Option<(String, Value)>,
}

fn operations() -> Vec<Operation> {
    let document = serde_json::to_value(followup::app::openapi_document()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let content = operation["requestBody"]["content"].as_object();
            let body = content.map(|content| {
                let (media_type, body) = content.iter().next().unwrap();
                (media_type.clone(), crate::openapi::example_of(&document, body))
            });
            operations.push(Operation {
                id: operation["operationId"].as_str().expect("an operation has an id").to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                path: path.clone(),
                open: operation["security"] == json!([{}]),
                body,
            });
        }
    }
    operations
}

impl Operation {
    async fn send(&self, client: &Client, path: &str) -> Answer {
        let request = TestRequest::default().method(self.method.clone()).uri(path);
        let request = match &self.body {
            Some((media_type, body)) if media_type.ends_with("json") => request.set_json(body),
            Some((_, body)) => request.set_form(body),
            None => request,
        };
        client.send(request).await
    }

    fn puts_by_remote_id(&self) -> bool {
        self.method == Method::PUT && self.path.ends_with("/by-remote-id/{remote_id}")
    }

    /// The path with ids in it: those of a story, or of nothing.
    fn path(&self, story: Option<(&Story, &str)>) -> Option<String> {
        if !self.path.contains('{') {
            return None;
        }
        let id = |of: fn(&Story) -> &String| story.map_or(NOTHING, |(story, _)| of(story));
        if self.path.starts_with("/v1/playbooks/") {
            let key = story.map_or("no-such-key", |_| PLAYBOOK);
            return Some(self.path.replace("{key}", key).replace("{version}", "1"));
        }
        if let Some(resources) = self.path.strip_suffix("/by-remote-id/{remote_id}") {
            let remote_id = story.map_or("no-such-id", |_| REMOTE_ID);
            return Some(format!("{resources}/by-remote-id/{remote_id}"));
        }
        let resource = self.path.split('/').nth(2).unwrap_or_default();
        let id = match resource {
            "candidates" => id(|story| &story.candidate),
            "applications" => id(|story| &story.application),
            "contacts" => id(|story| &story.contact),
            "interviews" => id(|story| &story.interview),
            "communications" => story.map_or(NOTHING, |(_, communication)| communication),
            other => panic!("{} needs a case: whose id is in /v1/{other}/{{id}}?", self.id),
        };
        let step = story.map_or_else(
            || "x:thank_you:y".to_owned(),
            |(story, _)| format!("{}:thank_you:{}", story.interview, story.contact),
        );
        let path = self.path.replace("{id}", id).replace("{step_id}", &step);
        assert!(!path.contains('{'), "{} needs a case: {path}", self.id);
        Some(path)
    }
}

on_both_databases! {
    async fn nobody_gets_in_without_a_token(api: Api) {
        let anonymous = api.anonymous();
        let mut asked = 0;
        for operation in operations().iter().filter(|operation| !operation.open) {
            let path = operation.path(None).unwrap_or_else(|| operation.path.clone());
            operation.send(&anonymous, &path).await.problem(401, "unauthorized");
            asked += 1;
        }
        assert!(asked > 25, "{asked}");
    }

    async fn another_account_finds_nothing(api: Api) {
        let (alice, bob) = (api.sign_up("alice").await, api.sign_up("bob").await);
        let story = story(&alice).await;
        let communications = format!("/v1/applications/{}/communications", story.application);
        let communication =
            alice.post(&communications, json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z"})).await.created();
        alice.post("/v1/playbooks", playbook_of(PLAYBOOK)).await.expect(201);
        let step = format!("{}:thank_you:{}", story.interview, story.contact);
        let own_word = format!("/v1/applications/{}/overrides/{step}", story.application);
        alice.put(&own_word, json!({"not_before": "2026-03-11T09:00:00-04:00"})).await.expect(201);
        for path in [
            format!("/v1/candidates/{}", story.candidate),
            format!("/v1/applications/{}", story.application),
            format!("/v1/contacts/{}", story.contact),
            format!("/v1/interviews/{}", story.interview),
        ] {
            alice.patch(&path, json!({"remote_id": REMOTE_ID})).await.expect(200);
        }
        let before = snapshot(&alice, &story).await;
        let mut asked = 0;
        // What is put under an id of one's own is made, whoever else has that id.
        for operation in operations().into_iter().filter(|operation| !operation.puts_by_remote_id()) {
            let Some(path) = operation.path(Some((&story, &communication))) else { continue };
            let mut theirs = operation.send(&bob, &path).await.expect(404);
            let mut nothing = operation.send(&bob, &operation.path(None).unwrap()).await.expect(404);
            (theirs["request_id"], nothing["request_id"]) = (Value::Null, Value::Null);
            assert_eq!(theirs, nothing, "{} tells what exists from what doesn't", operation.id);
            asked += 1;
        }
        assert!(asked > 20, "{asked}");
        for operation in operations().iter().filter(|operation| operation.puts_by_remote_id()) {
            let path = operation.path(Some((&story, &communication))).unwrap();
            // What it belongs to in the example is nobody's; a candidate belongs to nothing.
            let expected = if operation.id == "put_candidate" { 201 } else { 422 };
            operation.send(&bob, &path).await.expect(expected);
        }
        assert_eq!(snapshot(&alice, &story).await, before);
        // What lists and references show is as empty.
        assert_eq!(bob.get("/v1/applications").await.expect(200)["items"], json!([]));
        assert_eq!(bob.get("/v1/candidates").await.expect(200)["items"].as_array().unwrap().len(), 2);
        let stolen = crate::support::application_of(&story.candidate);
        let errors = bob.post("/v1/applications", stolen).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/candidate_id".to_owned(), "unknown_reference".to_owned())]);
    }

    async fn a_token_does_what_its_scope_says(api: Api) {
        api.sign_up("ada").await;
        let (reader, nobody) = (api.sign_in("ada", "read").await, api.sign_in("ada", "admin").await);
        for operation in operations().iter().filter(|operation| !operation.open) {
            let path = operation.path(None).unwrap_or_else(|| operation.path.clone());
            operation.send(&nobody, &path).await.problem(403, "insufficient-scope");
            let answer = operation.send(&reader, &path).await;
            let reads = operation.method == Method::GET || operation.id.starts_with("preview_plan");
            assert_eq!(answer.status != 403, reads, "{}: {}", operation.id, answer.text);
        }
    }
}

async fn snapshot(client: &Client, story: &Story) -> Vec<Value> {
    let application = format!("/v1/applications/{}", story.application);
    let mut all = Vec::new();
    for path in [
        application.clone(),
        format!("{application}/contacts"),
        format!("{application}/interviews"),
        format!("{application}/communications"),
        format!("{application}/overrides"),
        format!("{application}/follow-up-plan"),
        format!("/v1/candidates/{}", story.candidate),
        "/v1/playbooks".to_owned(),
        format!("/v1/playbooks/{PLAYBOOK}/versions"),
    ] {
        all.push(client.get(&path).await.expect(200));
    }
    all
}
