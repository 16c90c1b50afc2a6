//! A session over all resources: whatever an account can have is made, read, changed and deleted.

use std::cell::RefCell;

use actix_web::{http::Method, test::TestRequest};
use serde_json::{Value, json};

use super::{
    Api, Client, application_of,
    assistant::{allow, asking, exchange, grant_access, redirected, register},
    playbook_of, template_of,
};
use crate::connections::{Connected, everything};

/// Calls of one account, of which none fails.
struct Session<'a> {
    client: &'a Client,
    called: RefCell<Vec<(Method, String)>>,
}

impl Session<'_> {
    async fn send(&self, request: TestRequest, method: Method, path: &str) -> Value {
        let answer = self.client.send(request.method(method.clone()).uri(path)).await;
        assert!(answer.status.is_success(), "{method} {path}: {} {}", answer.status, answer.text);
        self.called.borrow_mut().push((method, path.split('?').next().unwrap().to_owned()));
        serde_json::from_str(&answer.text).unwrap_or_default()
    }

    async fn get(&self, path: &str) -> Value {
        self.send(TestRequest::get(), Method::GET, path).await
    }

    async fn delete(&self, path: &str) {
        self.send(TestRequest::default(), Method::DELETE, path).await;
    }

    async fn with(&self, method: Method, path: &str, body: Value) -> Value {
        self.send(TestRequest::default().set_json(body), method, path).await
    }

    async fn post(&self, path: &str, body: Value) -> String {
        let made = self.with(Method::POST, path, body).await;
        made["id"].as_str().unwrap_or_default().to_owned()
    }

    async fn patch(&self, path: &str, body: Value) {
        self.with(Method::PATCH, path, body).await;
    }

    /// By an id of the client's own: made, and replaced by another.
    async fn put_twice(&self, resources: &str, mut body: Value, (field, value): (&str, Value)) {
        let path = format!("/v1/{resources}/by-remote-id/mine");
        self.with(Method::PUT, &path, body.clone()).await;
        body[field] = value;
        self.with(Method::PUT, &path, body).await;
        self.get(&path).await;
    }

    /// A program that acts for the account.
    async fn program(&self) -> String {
        let client = self.post("/v1/api-clients", json!({"name": "A program", "scopes": ["read"]})).await;
        self.patch(&format!("/v1/api-clients/{client}"), json!({"name": "A job"})).await;
        client
    }

    /// A mail that is assigned, with what it may mean, and a calendar.
    async fn imports(&self, application: &str) -> String {
        let file = |content_type, file: &str| {
            TestRequest::default().insert_header(("content-type", content_type)).set_payload(file.to_owned())
        };
        let mail = self.send(file("message/rfc822", crate::imports::MAIL), Method::POST, "/v1/imports").await;
        let import = format!("/v1/imports/{}", mail["id"].as_str().unwrap());
        self.patch(&import, json!({"application_id": application})).await;
        self.with(Method::POST, &format!("{import}/suggestions/0/accept"), json!({})).await;
        let calendar = crate::imports::invitation(0, "20260312T140000Z", "");
        let path = format!("/v1/imports?application_id={application}");
        self.send(file("text/calendar", &calendar), Method::POST, &path).await;
        self.get("/v1/imports").await;
        self.get(&import).await;
        import
    }

    /// A connection by which something came in.
    async fn connection(&self, api: &Api) -> String {
        let connected = Connected::new(self.client).await;
        let connection = format!("/v1/connections/{}", connected.id);
        let delivery = connected.deliver(api, "1", &everything()).await;
        api.work().await;
        self.with(Method::POST, &format!("{connection}/deliveries/{delivery}/replay"), json!({})).await;
        api.work().await;
        for path in ["/v1/connections", &connection, &format!("{connection}/deliveries")] {
            self.get(path).await;
        }
        self.get(&format!("{connection}/deliveries/{delivery}")).await;
        self.with(Method::POST, "/v1/connections", json!({"kind": "greenhouse", "name": "Greenhouse"})).await;
        self.patch(&connection, json!({"name": "Another name"})).await;
        self.with(Method::POST, &format!("{connection}/rotate-secret"), json!({})).await;
        self.with(Method::POST, &format!("{connection}/renew-path"), json!({})).await;
        connection
    }

    /// A webhook endpoint to which something was sent.
    async fn endpoint(&self, api: &Api) -> String {
        let new = json!({"url": "http://127.0.0.1:9/hook", "event_types": ["step.due", "candidate.created"]});
        let id = self.post("/v1/webhook-endpoints", new).await;
        let endpoint = format!("/v1/webhook-endpoints/{id}");
        self.post("/v1/candidates", json!({"name": "Eve"})).await;
        api.send_events().await;
        let page = self.get("/v1/events?type=candidate.created,candidate.updated&limit=2").await;
        let after = page["next_after"].as_str().unwrap();
        self.get(&format!("/v1/events?after={after}")).await;
        let event = page["items"][0]["id"].as_str().unwrap();
        self.with(Method::POST, &format!("{endpoint}/events/{event}/resend"), json!({})).await;
        self.with(Method::POST, &format!("{endpoint}/recover"), json!({"since": "2026-03-01T00:00:00Z"})).await;
        self.with(Method::POST, &format!("{endpoint}/test"), json!({})).await;
        self.with(Method::POST, &format!("{endpoint}/rotate-secret"), json!({})).await;
        for path in ["/v1/webhook-endpoints", &endpoint, &format!("{endpoint}/attempts?outcome=unanswered")] {
            self.get(path).await;
        }
        self.patch(&endpoint, json!({"description": "The job board"})).await;
        api.send_events().await;
        self.patch(&endpoint, json!({"enabled": false})).await;
        endpoint
    }

    /// A calendar feed that is read, before and after a change.
    async fn calendar_feed(&self, application: &str, step: &str) -> String {
        let made = self.with(Method::POST, "/v1/calendar-feeds", json!({"name": "Follow-ups"})).await;
        let feed = format!("/v1/calendar-feeds/{}", made["id"].as_str().unwrap());
        let read = async |path: &Value| {
            let answer = self.client.get(path.as_str().unwrap()).await;
            assert_eq!(answer.status, 200, "{}", answer.text);
        };
        read(&made["path"]).await;
        let dismissed = format!("/v1/applications/{application}/overrides/{step}");
        self.with(Method::PUT, &dismissed, json!({"dismissed": true})).await;
        let renewed = self.with(Method::POST, &format!("{feed}/renew-path"), json!({})).await;
        read(&renewed["path"]).await;
        for path in ["/v1/calendar-feeds", &feed] {
            self.get(path).await;
        }
        let candidate = self.post("/v1/candidates", json!({"name": "Joe"})).await;
        let of_candidate = json!({"name": "Joe", "candidate_id": candidate});
        let of_candidate = self.with(Method::POST, "/v1/calendar-feeds", of_candidate).await;
        read(&of_candidate["path"]).await;
        feed
    }

    /// Reminders that were set, and an address that is suppressed.
    async fn reminders(&self, api: &Api, candidate: &str) -> String {
        let reminders = format!("/v1/candidates/{candidate}/reminders");
        // An address gets three confirmations a day from all accounts.
        let address = format!("grace.{candidate}@example.com");
        self.with(Method::PUT, &reminders, json!({"mode": "due", "address": address})).await;
        self.patch(&reminders, json!({"hour": 9})).await;
        self.with(Method::POST, &format!("{reminders}/confirmation"), json!({})).await;
        self.get(&reminders).await;
        let suppressed = crate::reminders::suppressed(api, self.client).await;
        self.get("/v1/suppressed-addresses").await;
        format!("/v1/suppressed-addresses/{suppressed}")
    }

    /// Many resources in one request: made, and replaced by others; and what is read of many.
    async fn many(&self) {
        let items = crate::sync::everything("session");
        self.with(Method::POST, "/v1/sync", json!({"items": items})).await;
        let named = json!({"application_remote_ids": ["session"]});
        self.with(Method::POST, "/v1/follow-up-plans/batch", named).await;
        let messages = json!({"items": [{"application_remote_id": "session"}]});
        self.with(Method::POST, "/v1/messages/batch", messages).await;
        let texts = json!({"items": [
            {"body": "Dear Grace", "application_remote_id": "session", "contact_remote_id": "session-contact-1"},
            {"body": "Dear Grace", "application_remote_id": "session", "interview_remote_id": "session-interview"}
        ]});
        self.with(Method::POST, "/v1/messages/proofread-batch", texts).await;
        self.with(Method::POST, "/v1/follow-up-plans/batch", json!({"due": true})).await;
        let changed = crate::sync::changed(items);
        self.with(Method::POST, "/v1/sync", json!({"items": changed})).await;
        for list in ["candidates", "applications", "contacts", "interviews", "communications"] {
            self.get(&format!("/v1/{list}?limit=1")).await;
            self.get(&format!("/v1/{list}?limit=1&updated_after=2026-03-01T00:00:00Z")).await;
        }
        for list in ["contacts", "interviews", "communications"] {
            self.get(&format!("/v1/{list}?application_remote_id=session")).await;
            self.get(&format!("/v1/{list}?candidate_remote_id=session-candidate&remote_id=nothing")).await;
        }
        self.get("/v1/interviews?status=scheduled&starts_from=2026-03-01T00:00:00Z").await;
        self.get("/v1/communications?occurred_from=2026-03-01T00:00:00Z&occurred_before=2026-04-01T00:00:00Z").await;
    }

    /// Many resources that are made, changed in part, and deleted.
    async fn gone(&self) {
        let mut items = crate::sync::everything("gone");
        items.push(crate::sync::application("gone-too", "gone-candidate"));
        items.push(crate::sync::contact("gone-contact-1", "gone-too"));
        items.push(crate::sync::contact("gone-contact-2", "gone-too"));
        self.with(Method::POST, "/v1/sync", json!({"mode": "merge", "items": items})).await;
        let title = json!({"type": "contact", "remote_id": "gone-contact-1", "title": "Head of Data"});
        let out = json!({
            "type": "contact", "remote_id": "gone-contact-1", "application_remote_id": "gone", "deleted": true
        });
        self.with(Method::POST, "/v1/sync?mode=merge", json!({"items": [title, out]})).await;
        let deleted = |kind: &str, remote_id: &str| json!({"type": kind, "remote_id": remote_id, "deleted": true});
        // The contact moves to the application that is left.
        self.with(Method::POST, "/v1/sync", json!({"items": [deleted("application", "gone")]})).await;
        self.with(Method::POST, "/v1/sync", json!({"items": items[..6]})).await;
        let all = json!([
            deleted("communication", "gone-communication"),
            deleted("interview", "gone-interview"),
            deleted("contact", "gone-contact-2"),
            deleted("application", "gone"),
            deleted("application", "gone-too"),
            deleted("candidate", "gone-candidate")
        ]);
        let gone = self.with(Method::POST, "/v1/sync", json!({"items": all})).await;
        assert_eq!(gone["deleted"], 6, "{gone}");
    }

    /// Each resource that has a remote id: put, put again as it was, and put with a change.
    async fn put_each_twice(&self, candidate: &str, application: &str, times: Value) {
        let within = |mut body: Value| {
            body["application_id"] = json!(application);
            body
        };
        self.put_twice("candidates", json!({"name": "Bob"}), ("name", json!("Rob"))).await;
        self.put_twice("applications", application_of(candidate), ("urgent", json!(true))).await;
        self.put_twice("contacts", within(json!({"name": "Bo"})), ("phone", json!("+1 212 555 0101"))).await;
        self.put_twice("interviews", within(times), ("interviewer_ids", json!([]))).await;
        let said = within(json!({"direction": "inbound", "at": "2026-03-10T15:45:00Z"}));
        self.put_twice("communications", said, ("needs_answer", json!(true))).await;
    }

    async fn keyed(&self) {
        let keyed = TestRequest::default().insert_header(("idempotency-key", "1")).set_json(json!({"name": "Bob"}));
        self.send(keyed, Method::POST, "/v1/candidates").await;
    }

    /// A contact that is added to a further application, taken out, and added again.
    async fn share(&self, contact: &str, further: &str) {
        let shared = format!("/v1/applications/{further}/contacts/{contact}");
        self.with(Method::PUT, &shared, json!({"role": "recruiter"})).await;
        self.delete(&shared).await;
        self.with(Method::PUT, &shared, json!({"role": "recruiter"})).await;
        self.get(&format!("/v1/contacts/{contact}/applications")).await;
    }

    async fn own_playbook_and_template(&self) {
        self.post("/v1/playbooks", playbook_of("own")).await;
        self.patch("/v1/playbooks/own", json!({"summary": "Other words."})).await;
        self.post("/v1/templates", template_of("own")).await;
        self.patch("/v1/templates/own", json!({"name": "Other words"})).await;
        for path in ["playbooks", "playbooks/own", "playbooks/own/versions", "playbooks/own/versions/1"] {
            self.get(&format!("/v1/{path}")).await;
        }
        for path in ["templates", "templates/own"] {
            self.get(&format!("/v1/{path}")).await;
        }
    }

    /// What has several forms, each at its address, and the pages of the agenda.
    async fn forms_and_pages(&self, application: &str, interview: &str, message: &str, step: &str) {
        let plan = format!("/v1/applications/{application}/follow-up-plan");
        for path in [
            format!("{plan}/calendar"),
            format!("{plan}/timeline"),
            format!("{plan}/steps/{step}/message/text"),
            format!("{plan}/steps/{step}/message/email"),
            format!("/v1/interviews/{interview}/follow-up-plan/calendar"),
            format!("/v1/interviews/{interview}/follow-up-plan/timeline"),
            format!("/v1/messages/{message}/text"),
            format!("/v1/messages/{message}/email"),
            "/v1/statistics/table".to_owned(),
            "/v1/statistics/picture".to_owned(),
        ] {
            self.get(&path).await;
        }
        let agenda = "/v1/agenda?limit=1&status=upcoming,due,overdue,done";
        let page = self.get(agenda).await;
        let cursor = page["next_cursor"].as_str().expect("there is more than one step");
        self.get(&format!("{agenda}&cursor={cursor}")).await;
    }

    /// Everything that can be stored, made, read, changed.
    async fn all_resources(&self, api: &Api) -> Vec<String> {
        self.many().await;
        self.gone().await;
        let candidate = self.post("/v1/candidates", json!({"name": "Grace"})).await;
        self.patch(&format!("/v1/candidates/{candidate}"), json!({"locale": "en-GB"})).await;
        self.own_playbook_and_template().await;
        let application = self.post("/v1/applications", application_of(&candidate)).await;
        let of_application = |what: &str| format!("/v1/applications/{application}/{what}");
        self.patch(&format!("/v1/applications/{application}"), json!({"playbook": "own", "urgent": true})).await;
        let following = application_of(&candidate).as_object().unwrap().clone();
        let following = Value::Object(following.into_iter().chain([("playbook".to_owned(), json!("own"))]).collect());
        let following = self.post("/v1/applications", following).await;
        let times = json!({"starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z"});
        self.post(&format!("/v1/applications/{following}/interviews"), times).await;
        let person = json!({"name": "Ada Okafor", "role": "hiring_manager", "email": "ada@acme.example"});
        let contact = self.post(&of_application("contacts"), person).await;
        self.patch(&format!("/v1/contacts/{contact}"), json!({"phone": "+1 212 555 0100"})).await;
        self.share(&contact, &following).await;
        let times = json!({
            "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z", "interviewer_ids": [contact]
        });
        let interview = self.post(&of_application("interviews"), times.clone()).await;
        self.patch(&format!("/v1/interviews/{interview}"), json!({"rapport": "strong"})).await;
        let reply = json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z", "contact_id": contact});
        let communication = self.post(&of_application("communications"), reply).await;
        self.patch(&format!("/v1/communications/{communication}"), json!({"needs_answer": true})).await;
        self.put_each_twice(&candidate, &application, times).await;
        let plan = self.get(&of_application("follow-up-plan")).await;
        let step = plan["steps"][0]["id"].as_str().unwrap().to_owned();
        let said = of_application(&format!("overrides/{step}"));
        self.with(Method::PUT, &said, json!({"not_before": "2026-03-11T09:00:00Z"})).await;
        self.with(Method::PUT, &said, json!({"not_before": "2026-03-11T10:00:00Z"})).await;
        let draft = json!({"application_id": application, "kind": "thank_you", "body": "Thank you, Ada."});
        let message = self.post("/v1/messages", draft).await;
        self.patch(&format!("/v1/messages/{message}"), json!({"body": "Thank you, Ada, once more."})).await;
        self.with(Method::POST, &format!("/v1/messages/{message}/mark-sent"), json!({})).await;
        let to_proofread = json!({"application_id": application, "kind": "thank_you", "body": "Dear Ada"});
        self.with(Method::POST, "/v1/messages/proofread", to_proofread).await;
        let [connection, import] = [self.connection(api).await, self.imports(&application).await];
        let endpoint = self.endpoint(api).await;
        let feed = self.calendar_feed(&application, &step).await;
        let suppressed = self.reminders(api, &candidate).await;
        let client = self.program().await;
        self.keyed().await;
        for path in [
            "/v1/candidates?q=gr&limit=2".to_owned(),
            format!("/v1/candidates/{candidate}"),
            "/v1/applications?limit=1".to_owned(),
            format!("/v1/applications?q=acme&status=open&candidate_id={candidate}"),
            format!("/v1/applications/{application}"),
            of_application("contacts"),
            of_application("interviews"),
            of_application("communications"),
            of_application("overrides"),
            of_application("follow-up-plan/diff?against=dream-job"),
            of_application(&format!("follow-up-plan/steps/{step}/message")),
            format!("/v1/contacts/{contact}"),
            format!("/v1/interviews/{interview}"),
            format!("/v1/interviews/{interview}/follow-up-plan"),
            format!("/v1/communications/{communication}"),
            "/v1/locales".to_owned(),
            "/v1/messages".to_owned(),
            format!("/v1/messages?application_id={application}"),
            format!("/v1/messages/{message}"),
            "/v1/api-clients".to_owned(),
            format!("/v1/api-clients/{client}"),
            "/v1/agenda?limit=1".to_owned(),
            "/v1/statistics?by=sector&stage=other".to_owned(),
            format!("/v1/agenda?candidate_id={candidate}&from=2026-03-01&to=2026-05-01"),
            "/v1/account".to_owned(),
            "/v1/account/export".to_owned(),
        ] {
            self.get(&path).await;
        }
        self.forms_and_pages(&application, &interview, &message, &step).await;
        vec![
            said,
            format!("/v1/messages/{message}"),
            format!("/v1/communications/{communication}"),
            format!("/v1/interviews/{interview}"),
            format!("/v1/contacts/{contact}"),
            "/v1/communications/by-remote-id/mine".to_owned(),
            "/v1/interviews/by-remote-id/mine".to_owned(),
            "/v1/contacts/by-remote-id/mine".to_owned(),
            format!("/v1/applications/{application}"),
            "/v1/applications/by-remote-id/mine".to_owned(),
            "/v1/candidates/by-remote-id/mine".to_owned(),
            "/v1/templates/own".to_owned(),
            format!("/v1/api-clients/{client}"),
            connection,
            import,
            endpoint,
            feed,
            suppressed,
        ]
    }
}

/// Everything, by somebody who has just signed up; gives all requests that were sent.
pub async fn session(api: &Api, name: &str) -> Vec<(Method, String)> {
    let client = api.sign_up(name).await;
    let session = Session { client: &client, called: RefCell::default() };
    for path in session.all_resources(api).await {
        session.delete(&path).await;
    }
    let spare = session.post("/v1/candidates", json!({})).await;
    session.delete(&format!("/v1/candidates/{spare}")).await;
    session.post("/v1/playbooks", playbook_of("other")).await;
    session.delete("/v1/playbooks/other").await;
    grant_access(api, name, "read").await;
    let assistants = session.get("/v1/assistants?limit=1").await;
    let assistant = format!("/v1/assistants/{}", assistants["items"][0]["id"].as_str().unwrap());
    session.get(&assistant).await;
    session.delete(&assistant).await;
    program_and_tokens(api, &client, name).await;
    let email = format!("{}@example.com", name.to_lowercase());
    let (password, other) = ("correct horse battery staple", "an even longer password");
    session.patch("/v1/account", json!({"name": "Another name"})).await;
    for (before, after) in [(password, other), (other, password)] {
        let change = json!({"email": email, "password": before, "new_password": after});
        session.with(Method::PUT, "/v1/account/credentials", change).await;
    }
    crate::reminders::tell(api, &client).await;
    session.post("/v1/account/sign-out", json!({})).await;
    crate::password_resets::there_and_back(api, &email).await;
    let client = api.sign_in(name, "admin").await;
    let session = Session { client: &client, called: session.called };
    session.with(Method::DELETE, "/v1/account", json!({"email": email, "password": password})).await;
    session.called.into_inner()
}

/// Tokens of all kinds: used, renewed, revoked.
async fn program_and_tokens(api: &Api, client: &Client, name: &str) {
    let program = api.api_client(client, &["read"]).await;
    api.client_sign_in(&program).await.get("/v1/candidates").await.expect(200);
    let tokens = api.password_token(name, "read").await;
    let refresh = |token: &Value, client_id: Option<&str>| {
        let (token, client_id) = (token["refresh_token"].as_str().unwrap().to_owned(), client_id.map(str::to_owned));
        async move {
            let mut form = vec![("grant_type", "refresh_token"), ("refresh_token", token.as_str())];
            form.extend(client_id.as_deref().map(|id| ("client_id", id)));
            api.anonymous().form("/oauth/token", &form).await
        }
    };
    let next = refresh(&tokens, None).await.expect(200);
    let client_id = register(api).await;
    let code = redirected(&allow(api, &asking(&client_id, "read"), name).await, "code").unwrap();
    let assistant = exchange(api, &client_id, &code).await.expect(200);
    refresh(&assistant, Some(&client_id)).await.expect(200);
    assert_eq!(exchange(api, &client_id, &code).await.status, 400);
    // Used twice: the session ends.
    assert_eq!(refresh(&tokens, None).await.status, 400);
    for token in [&next["access_token"], &api.password_token(name, "read").await["refresh_token"]] {
        api.anonymous().form("/oauth/revoke", &[("token", token.as_str().unwrap())]).await.expect(200);
    }
}
