//! Every operation of the OpenAPI document, by somebody who is not signed in and by another account. An operation
//! without a case fails.

mod unknown_fields;

use actix_web::{http::Method, test::TestRequest};
use serde_json::{Value, json};

use crate::{
    connections::Connected,
    imports::import,
    support::{Answer, Api, Client, Story, on_both_databases, playbook_of, story, template_of},
};

/// An id that nothing has.
const NOTHING: &str = "0198c0de-7a3b-7c4d-8e5f-60718293a4b5";

/// The key of the playbook and of the template that go with a story.
const OWN: &str = "own";

/// What all that goes with a story is called by its client.
const REMOTE_ID: &str = "ats-1";

/// An operation of the document.
struct Operation {
    id: String,
    method: Method,
    path: String,
    /// The scope that it asks for; `None` if anybody may call it.
    scope: Option<String>,
    body: Option<(String, Value)>,
}

fn operations() -> Vec<Operation> {
    let document = serde_json::to_value(followup::openapi::document()).unwrap();
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
                scope: operation["security"][0]["oauth2"][0].as_str().map(str::to_owned),
                body,
            });
        }
    }
    operations
}

/// One of everything that an account can have.
struct Rows {
    story: Story,
    communication: String,
    message: String,
    api_client: String,
    assistant: String,
    connection: String,
    delivery: String,
    import: String,
    endpoint: String,
    event: String,
    feed: String,
    suppressed: String,
}

impl Rows {
    async fn of(api: &Api, client: &Client) -> Self {
        let story = story(client).await;
        let communications = format!("/v1/applications/{}/communications", story.application);
        let reply = json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z"});
        let communication = client.post(&communications, reply).await.created();
        client.post("/v1/playbooks", playbook_of(OWN)).await.expect(201);
        client.post("/v1/templates", template_of(OWN)).await.expect(201);
        let step = step_of(&story);
        let own_word = format!("/v1/applications/{}/overrides/{step}", story.application);
        client.put(&own_word, json!({"not_before": "2026-03-11T09:00:00-04:00"})).await.expect(201);
        let message = json!({"application_id": story.application, "step_id": step});
        let message = client.post("/v1/messages", message).await.created();
        for path in [
            format!("/v1/candidates/{}", story.candidate),
            format!("/v1/applications/{}", story.application),
            format!("/v1/contacts/{}", story.contact),
            format!("/v1/interviews/{}", story.interview),
            format!("/v1/communications/{communication}"),
        ] {
            client.patch(&path, json!({"remote_id": REMOTE_ID})).await.expect(200);
        }
        let api_client = api.api_client(client, &["read"]).await.id;
        let name = client.get("/v1/account").await.expect(200)["name"].as_str().unwrap().to_owned();
        crate::support::assistant::grant_access(api, &name, "read").await;
        let assistants = client.get("/v1/assistants").await.expect(200);
        let assistant = assistants["items"][0]["id"].as_str().unwrap().to_owned();
        let connected = Connected::new(client).await;
        let import = import(client).await;
        let delivery = connected.deliver(api, "1", &json!({})).await;
        let endpoint = crate::webhooks::endpoint(client).await;
        let event = crate::events::first_event(client).await;
        let connection = connected.id;
        let (feed, _) = crate::calendar_feeds::feed(client).await;
        let suppressed = crate::reminders::suppressed(api, client).await;
        Self {
            story,
            communication,
            message,
            api_client,
            assistant,
            connection,
            delivery,
            import,
            endpoint,
            event,
            feed,
            suppressed,
        }
    }
}

/// The id of the step that thanks the story's contact for the interview.
fn step_of(story: &Story) -> String {
    format!("{}:thank_you:{}", story.interview, story.contact)
}

impl Operation {
    async fn send(&self, client: &Client, path: &str) -> Answer {
        let request = TestRequest::default().method(self.method.clone()).uri(path);
        let request = match &self.body {
            Some((media_type, body)) if media_type.ends_with("json") => request.set_json(body),
            Some((media_type, Value::String(file))) => {
                request.insert_header(("content-type", media_type.as_str())).set_payload(file.clone())
            }
            Some((_, body)) => request.set_form(body),
            None => request,
        };
        client.send(request).await
    }

    fn puts_by_remote_id(&self) -> bool {
        self.method == Method::PUT && self.path.ends_with("/by-remote-id/{remote_id}")
    }

    /// The path with ids in it: those of an account's rows, or of nothing.
    fn path(&self, rows: Option<&Rows>) -> Option<String> {
        if !self.path.contains('{') {
            return None;
        }
        let id = |of: fn(&Rows) -> &String| rows.map_or(NOTHING, |rows| of(rows));
        if self.path.contains("{key}") {
            let key = rows.map_or("no-such-key", |_| OWN);
            return Some(self.path.replace("{key}", key).replace("{version}", "1"));
        }
        if let Some(resources) = self.path.strip_suffix("/by-remote-id/{remote_id}") {
            let remote_id = rows.map_or("no-such-id", |_| REMOTE_ID);
            return Some(format!("{resources}/by-remote-id/{remote_id}"));
        }
        let resource = self.path.split('/').nth(2).unwrap_or_default();
        let id = match resource {
            "candidates" => id(|rows| &rows.story.candidate),
            "applications" => id(|rows| &rows.story.application),
            "contacts" => id(|rows| &rows.story.contact),
            "interviews" => id(|rows| &rows.story.interview),
            "communications" => id(|rows| &rows.communication),
            "messages" => id(|rows| &rows.message),
            "api-clients" => id(|rows| &rows.api_client),
            "assistants" => id(|rows| &rows.assistant),
            "connections" => id(|rows| &rows.connection),
            "imports" => id(|rows| &rows.import),
            "webhook-endpoints" => id(|rows| &rows.endpoint),
            "calendar-feeds" => id(|rows| &rows.feed),
            "suppressed-addresses" => id(|rows| &rows.suppressed),
            // No account's, but whose they say.
            _ if self.path.contains("{token}") => {
                return Some(self.path.replace("{token}", NOTHING));
            }
            other => panic!("{} needs a case: whose id is in /v1/{other}/{{id}}?", self.id),
        };
        let step = rows.map_or_else(|| "x:thank_you:y".to_owned(), |rows| step_of(&rows.story));
        let path = self.path.replace("{id}", id).replace("{step_id}", &step).replace("{suggestion_id}", "0");
        let path = path.replace("{contact_id}", rows.map_or(NOTHING, |rows| &rows.story.contact));
        let path = path.replace("{delivery_id}", rows.map_or(NOTHING, |rows| &rows.delivery));
        let path = path.replace("{event_id}", rows.map_or(NOTHING, |rows| &rows.event));
        assert!(!path.contains('{'), "{} needs a case: {path}", self.id);
        Some(path)
    }
}

on_both_databases! {
    async fn nobody_gets_in_without_a_token(api: Api) {
        let anonymous = api.anonymous();
        let mut asked = 0;
        for operation in operations().iter().filter(|operation| operation.scope.is_some()) {
            let path = operation.path(None).unwrap_or_else(|| operation.path.clone());
            operation.send(&anonymous, &path).await.problem(401, "unauthorized");
            asked += 1;
        }
        assert!(asked > 25, "{asked}");
    }

    async fn another_account_finds_nothing(api: Api) {
        let (alice, bob) = (api.sign_up("alice").await, api.sign_up("bob").await);
        let rows = Rows::of(&api, &alice).await;
        let before = snapshot(&alice, &rows).await;
        let program = api.client_sign_in(&api.api_client(&bob, &["read", "write", "admin"]).await).await;
        // What is put under an id of one's own is made, even if another account has that id.
        let (puts, others): (Vec<_>, Vec<_>) = operations().into_iter().partition(Operation::puts_by_remote_id);
        for stranger in [&bob, &program] {
            let mut asked = 0;
            for operation in &others {
                let Some(path) = operation.path(Some(&rows)) else { continue };
                let mut theirs = operation.send(stranger, &path).await.expect(404);
                let mut nothing = operation.send(stranger, &operation.path(None).unwrap()).await.expect(404);
                (theirs["request_id"], nothing["request_id"]) = (Value::Null, Value::Null);
                assert_eq!(theirs, nothing, "{} tells what exists from what doesn't", operation.id);
                asked += 1;
            }
            assert!(asked > 20, "{asked}");
        }
        assert_eq!(puts.len(), 5);
        for mut operation in puts {
            // Without a candidate the account's own would be meant.
            if let ("put_application", Some((_, body))) = (operation.id.as_str(), &mut operation.body) {
                body["candidate_id"] = json!(rows.story.candidate);
            }
            // What it belongs to in the example is nobody's; a candidate belongs to nothing.
            let expected = if operation.id == "put_candidate" { 201 } else { 422 };
            operation.send(&bob, &operation.path(Some(&rows)).unwrap()).await.expect(expected);
        }
        assert_eq!(snapshot(&alice, &rows).await, before);
        // What lists and references show is as empty.
        assert_eq!(bob.get("/v1/applications").await.expect(200)["items"], json!([]));
        assert_eq!(bob.get("/v1/candidates").await.expect(200)["items"].as_array().unwrap().len(), 2);
        assert_eq!(bob.get("/v1/api-clients").await.expect(200)["items"].as_array().unwrap().len(), 1);
        let stolen = crate::support::application_of(&rows.story.candidate);
        let errors = bob.post("/v1/applications", stolen).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/candidate_id".to_owned(), "unknown_reference".to_owned())]);
        assert_eq!(bob.get("/v1/messages").await.expect(200)["items"], json!([]));
        for path in ["/v1/messages", "/v1/messages/proofread"] {
            let mut stolen = json!({"application_id": rows.story.application, "body": "Dear Ada"});
            stolen["kind"] = json!("thank_you");
            let errors = bob.post(path, stolen).await.problem(422, "invalid-body");
            assert_eq!(errors, [("/application_id".to_owned(), "unknown_reference".to_owned())], "{path}");
        }
    }

    async fn a_token_does_what_its_scope_says(api: Api) {
        let ada = api.sign_up("ada").await;
        let mut asked = 0;
        let sets: [&[&str]; 7] = [
            &["read"], &["write"], &["admin"], &["read", "write"], &["read", "admin"], &["write", "admin"],
            &["read", "write", "admin"],
        ];
        for scopes in sets {
            let user = api.sign_in("ada", &scopes.join(" ")).await;
            let program = api.client_sign_in(&api.api_client(&ada, scopes).await).await;
            for mut operation in operations() {
                let Some(required) = operation.scope.clone() else { continue };
                match (operation.id.as_str(), &mut operation.body) {
                    ("create_api_client", Some((_, body))) => body["scopes"] = json!(scopes),
                    // With the right one there would be nobody left to go on.
                    ("delete_account" | "change_credentials", Some((_, body))) => {
                        body["password"] = json!("another password");
                    }
                    // It ends the session with which the others are tried; tests/api/credentials.rs tries it.
                    ("sign_out_everywhere", _) if scopes.contains(&"admin") => continue,
                    _ => {}
                }
                let path = operation.path(None).unwrap_or_else(|| operation.path.clone());
                for principal in [&user, &program] {
                    let answer = operation.send(principal, &path).await;
                    if scopes.contains(&required.as_str()) {
                        assert!(!matches!(answer.status.as_u16(), 401 | 403), "{}: {}", operation.id, answer.text);
                    } else {
                        answer.problem(403, "insufficient-scope");
                    }
                    asked += 1;
                }
            }
        }
        assert!(asked > 400, "{asked}");
    }
}

/// What changes asks for more than reading; clients, and the end of the account, are an administrator's business.
#[test]
fn scopes_follow_from_what_an_operation_does() {
    for operation in operations() {
        let Some(scope) = &operation.scope else { continue };
        let reads = operation.method == Method::GET
            || operation.id.starts_with("preview_")
            || ["render_message", "proofread_texts", "proofread_text_batch", "get_plan_batch", "get_message_batch"]
                .contains(&operation.id.as_str());
        let expected = match operation.path.split('/').nth(2) {
            Some(
                "api-clients"
                | "assistants"
                | "calendar-feeds"
                | "connections"
                | "suppressed-addresses"
                | "webhook-endpoints",
            ) => "admin",
            Some("account") if !reads => "admin",
            _ if reads => "read",
            _ => "write",
        };
        assert_eq!(scope, expected, "{}", operation.id);
    }
}

async fn snapshot(client: &Client, rows: &Rows) -> Vec<Value> {
    let story = &rows.story;
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
        "/v1/messages".to_owned(),
        "/v1/playbooks".to_owned(),
        format!("/v1/playbooks/{OWN}/versions"),
        format!("/v1/templates/{OWN}"),
        format!("/v1/api-clients/{}", rows.api_client),
    ] {
        all.push(client.get(&path).await.expect(200));
    }
    all
}
