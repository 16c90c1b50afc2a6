//! Connections: what outside systems send is verified, stored, applied once, and told of.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use connectors::{Secret, standard_webhooks};
use serde_json::{Value, json};

use crate::{
    imports::MAIL,
    support::{Answer, Api, Client, on_both_databases, story},
};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const OTHER_SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

/// A connection that sends events in our own schema.
pub struct Connected {
    pub id: String,
    pub path: String,
    admin: Client,
}

impl Connected {
    /// One that is active.
    pub async fn new(admin: &Client) -> Self {
        Self::of(
            admin,
            json!({"kind": "standard_webhooks", "name": "Board", "secret": SECRET, "state": "active",
            "prefix": "board", "defaults": {"company": "Acme", "time_zone": "America/New_York"}}),
        )
        .await
    }

    pub async fn of(admin: &Client, connection: Value) -> Self {
        let made = admin.post("/v1/connections", connection).await.expect(201);
        let text = |field: &str| made[field].as_str().unwrap().to_owned();
        Self { id: text("id"), path: text("path"), admin: admin.clone() }
    }

    /// Sends an event of this data as an event of this id; gives the id of its delivery.
    pub async fn deliver(&self, api: &Api, id: &str, data: &Value) -> String {
        assert_eq!(self.send(api, id, data, SECRET).await.status, 200);
        let items = self.deliveries("").await;
        items.last().unwrap()["id"].as_str().unwrap().to_owned()
    }

    async fn send(&self, api: &Api, id: &str, data: &Value, secret: &str) -> Answer {
        let timestamp = api.clock.now().to_rfc3339();
        let body = json!({"type": "facts.changed", "timestamp": timestamp, "data": data}).to_string();
        self.send_raw(api, id, body.into_bytes(), secret).await
    }

    async fn send_raw(&self, api: &Api, id: &str, body: Vec<u8>, secret: &str) -> Answer {
        let now = api.clock.now();
        let signature = standard_webhooks::sign([&Secret::new(secret)], id, now, &body).unwrap();
        let request = TestRequest::post()
            .uri(&self.path)
            .insert_header(("content-type", "application/json"))
            .insert_header(("webhook-id", id))
            .insert_header(("webhook-timestamp", now.timestamp().to_string()))
            .insert_header(("webhook-signature", signature))
            .set_payload(body);
        api.anonymous().send(request).await
    }

    async fn deliveries(&self, query: &str) -> Vec<Value> {
        let path = format!("/v1/connections/{}/deliveries{query}", self.id);
        self.admin.get(&path).await.expect(200)["items"].as_array().unwrap().clone()
    }

    async fn delivery(&self, id: &str) -> Value {
        self.admin.get(&format!("/v1/connections/{}/deliveries/{id}", self.id)).await.expect(200)
    }

    async fn read(&self) -> Value {
        self.admin.get(&format!("/v1/connections/{}", self.id)).await.expect(200)
    }

    /// Sends an event, has it worked off, and gives the delivery.
    async fn apply(&self, api: &Api, id: &str, data: Value) -> Value {
        let delivery = self.deliver(api, id, &data).await;
        assert_eq!(self.delivery(&delivery).await["state"], "received");
        assert_eq!(api.work().await, 1);
        self.delivery(&delivery).await
    }
}

/// Makes a connection, by which something is sent that is not applied yet.
pub async fn connect_and_deliver(admin: &Client) -> String {
    let connection = json!({"kind": "ashby", "name": "Ashby", "secret": ASHBY_SECRET, "state": "active"});
    let connected = Connected::of(admin, connection).await;
    deliver_ashby(admin, &connected.path, "1").await;
    connected.id
}

pub const ASHBY_SECRET: &str = "a secret of Ashby";

/// An event of Ashby that deletes what is not stored.
pub fn ashby_event(id: &str) -> String {
    json!({"webhookActionId": id, "action": "candidateDelete", "data": {"candidate": {"id": "c"}}}).to_string()
}

pub fn ashby_signature(body: &str) -> String {
    signed(ASHBY_SECRET, body)
}

/// Sends an event of this id.
pub async fn deliver_ashby(client: &Client, path: &str, id: &str) {
    let body = ashby_event(id);
    let signature = ("ashby-signature", ashby_signature(&body));
    let request = TestRequest::post().uri(path).insert_header(signature).set_payload(body);
    assert_eq!(client.send(request).await.status, 200);
}

/// A candidate with an application, a contact and an interview, in the source's terms.
pub fn everything() -> Value {
    json!({
        "candidates": [{"remote_id": "c-1", "name": "Ana Ruiz", "email": "ana@example.org"}],
        "applications": [{"remote_id": "a-1", "candidate_remote_id": "c-1", "position": {"title": "Analyst"}}],
        "contacts": [{"remote_id": "p-1", "application_remote_id": "a-1", "name": "Li Wu", "role": "hiring_manager"}],
        "interviews": [{
            "remote_id": "i-1", "application_remote_id": "a-1", "kind": "technical",
            "starts_at": "2026-03-12T14:00:00Z", "ends_at": "2026-03-12T15:00:00Z", "interviewer_remote_ids": ["p-1"]
        }],
        "communications": [{
            "remote_id": "m-1", "application_remote_id": "a-1", "contact_remote_id": "p-1", "direction": "inbound",
            "at": "2026-03-09T10:00:00Z"
        }]
    })
}

fn effects(delivery: &Value) -> Vec<(&str, &str)> {
    let changes = delivery["result"]["changes"].as_array().unwrap();
    changes.iter().map(|it| (it["remote_id"].as_str().unwrap(), it["effect"].as_str().unwrap())).collect()
}

on_both_databases! {
    async fn what_is_sent_is_stored_at_once_and_applied_afterwards(api: Api) {
        let ada = api.sign_up("ada").await;
        let board = Connected::new(&ada).await;
        let answer = board.send(&api, "1", &everything(), SECRET).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, ""));
        ada.get("/v1/candidates/by-remote-id/board:c-1").await.expect(404);
        // Sent again: stored once.
        assert_eq!(board.send(&api, "1", &everything(), SECRET).await.status, 200);
        assert_eq!(board.deliveries("").await.len(), 1);
        assert_eq!(api.work().await, 1);
        let delivery = board.deliveries("?state=applied").await.pop().unwrap();
        assert_eq!((&delivery["event_name"], &delivery["result"]["missing"]), (&json!("facts.changed"), &json!([])));
        assert_eq!(effects(&delivery), [
            ("board:c-1", "created"), ("board:a-1", "created"), ("board:p-1", "created"), ("board:i-1", "created"),
            ("board:m-1", "created"),
        ]);
        let application = ada.get("/v1/applications/by-remote-id/board:a-1").await.expect(200);
        assert_eq!(application["company"]["name"], "Acme");
        assert_eq!(application["time_zone"], "America/New_York");
        let interview = ada.get("/v1/interviews/by-remote-id/board:i-1").await.expect(200);
        let contact = ada.get("/v1/contacts/by-remote-id/board:p-1").await.expect(200);
        assert_eq!((&interview["kind"], &interview["interviewer_ids"]), (&json!("technical"), &json!([contact["id"]])));
        let communications = format!("/v1/applications/{}/communications?remote_id=board:m-1", application["id"].as_str().unwrap());
        assert_eq!(ada.get(&communications).await.expect(200)["items"][0]["contact_id"], contact["id"]);
        // The same facts in another event change nothing.
        let again = board.apply(&api, "2", everything()).await;
        assert!(effects(&again).iter().all(|(_, effect)| *effect == "unchanged"), "{again}");
        assert_eq!(ada.get("/v1/interviews/by-remote-id/board:i-1").await.expect(200), interview);
        let shown = board.read().await;
        assert!(shown["last_delivery_at"].is_string() && shown["last_failure_at"].is_null(), "{shown}");
    }

    async fn what_is_left_out_stays_and_older_news_change_nothing(api: Api) {
        let ada = api.sign_up("ada").await;
        let board = Connected::new(&ada).await;
        board.apply(&api, "1", everything()).await;
        let interview = async || ada.get("/v1/interviews/by-remote-id/board:i-1").await.expect(200);
        api.clock.advance(TimeDelta::seconds(60));
        let moved = json!({"interviews": [{"remote_id": "i-1", "starts_at": "2026-03-13T14:00:00Z", "ends_at": "2026-03-13T15:00:00Z"}]});
        assert_eq!(effects(&board.apply(&api, "2", moved).await), [("board:i-1", "updated")]);
        let after = interview().await;
        assert_eq!((&after["starts_at"], &after["kind"]), (&json!("2026-03-13T14:00:00Z"), &json!("technical")));
        let older = json!({"interviews": [{"remote_id": "i-1", "updated_at": "2026-03-10T15:00:00Z", "status": "cancelled"}]});
        assert_eq!(effects(&board.apply(&api, "3", older).await), [("board:i-1", "outdated")]);
        assert_eq!(interview().await, after);
        let cleared = json!({"candidates": [{"remote_id": "c-1", "email": null}], "deleted": [{"resource": "interview", "remote_id": "i-1"}]});
        board.apply(&api, "4", cleared).await;
        assert_eq!(interview().await["status"], "cancelled");
        let candidate = ada.get("/v1/candidates/by-remote-id/board:c-1").await.expect(200);
        assert_eq!((&candidate["email"], &candidate["name"]), (&Value::Null, &json!("Ana Ruiz")));
        let gone = json!({"deleted": [{"resource": "candidate", "remote_id": "c-1"}]});
        assert_eq!(effects(&board.apply(&api, "5", gone).await), [("board:a-1", "deleted"), ("board:c-1", "deleted")]);
        ada.get("/v1/applications/by-remote-id/board:a-1").await.expect(404);
    }

    async fn missing_facts_are_reported_with_the_call_that_adds_them(api: Api) {
        let ada = api.sign_up("ada").await;
        let board = Connected::new(&ada).await;
        let candidate = ada.get("/v1/candidates").await.expect(200)["items"][0]["id"].clone();
        let news = json!({"interviews": [{
            "remote_id": "i-9", "application_remote_id": "a-9", "starts_at": "2026-03-12T14:00:00Z", "ends_at": "2026-03-12T15:00:00Z"
        }]});
        let delivery = board.apply(&api, "1", news).await;
        assert_eq!(delivery["state"], "incomplete");
        let missing = delivery["result"]["missing"].as_array().unwrap();
        let of = |resource: &str| missing.iter().find(|it| it["resource"] == resource).unwrap().clone();
        assert_eq!(of("application")["call"]["path"], "/v1/applications/by-remote-id/board%3Aa%2D9");
        // The integrator follows the call with what is missing, and has the delivery applied again.
        let call = &of("application")["call"];
        let mut body = call["body"].clone();
        for (field, value) in [("candidate_id", candidate), ("company", json!({"name": "Acme"})), ("position", json!({"title": "Analyst"})), ("time_zone", json!("UTC"))] {
            body[field] = value;
        }
        assert_eq!(call["method"], "PUT");
        ada.put(call["path"].as_str().unwrap(), body).await.expect(201);
        let id = delivery["id"].as_str().unwrap();
        let replay = format!("/v1/connections/{}/deliveries/{id}/replay", board.id);
        assert_eq!(ada.post(&replay, json!({})).await.expect(200)["state"], "received");
        api.work().await;
        let delivery = board.delivery(id).await;
        assert_eq!((&delivery["state"], effects(&delivery)), (&json!("applied"), vec![("board:i-9", "created")]));
        ada.get("/v1/interviews/by-remote-id/board:i-9").await.expect(200);
    }

    async fn a_contradictory_delivery_is_reported_and_not_written(api: Api) {
        let ada = api.sign_up("ada").await;
        let board = Connected::new(&ada).await;
        let mut wrong = everything();
        wrong["interviews"][0]["ends_at"] = json!("2026-03-12T13:00:00Z");
        let delivery = board.apply(&api, "1", wrong).await;
        assert_eq!(delivery["state"], "failed");
        assert_eq!(delivery["result"]["errors"][0]["pointer"], "/interviews/board:i-1/ends_at");
        ada.get("/v1/candidates/by-remote-id/board:c-1").await.expect(404);
        let unknown = json!({"candidates": [{"remote_id": "c-1", "nmae": "Ana"}]});
        let delivery = board.apply(&api, "2", unknown).await;
        assert_eq!((&delivery["state"], &delivery["result"]["errors"][0]["pointer"]), (&json!("failed"), &json!("/data/candidates/0/nmae")));
        // What is not JSON is stored, too: sending it again would not help.
        assert_eq!(board.send_raw(&api, "3", b"{".to_vec(), SECRET).await.status, 200);
        assert_eq!(board.deliveries("?state=failed").await.len(), 3);
        assert!(board.read().await["last_failure_at"].is_string());
    }

    async fn deliveries_without_a_valid_signature_are_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let board = Connected::new(&ada).await;
        board.send(&api, "1", &everything(), OTHER_SECRET).await.problem(401, "delivery-refused");
        api.anonymous().post(&board.path, everything()).await.problem(401, "delivery-refused");
        let shown = board.read().await;
        assert_eq!((&shown["last_refusal"], shown["last_refusal_at"].is_string()), (&json!("the signature is wrong"), true));
        // Another last character than the path's own.
        let (start, last) = board.path.split_at(board.path.len() - 1);
        let changed = format!("{start}{}", if last == "x" { "y" } else { "x" });
        for path in ["/in/x".to_owned(), board.path.replace("/in/", "/in/A"), changed] {
            api.anonymous().post(&path, everything()).await.problem(404, "not-found");
        }
        let large = vec![b' '; (1 << 20) + 1];
        board.send_raw(&api, "2", large, SECRET).await.problem(413, "delivery-refused");
        assert!(board.deliveries("").await.is_empty());
        // An old delivery that is sent again later is too old.
        let body = json!({"type": "ping"}).to_string().into_bytes();
        let sent_at = api.clock.now() - TimeDelta::seconds(301);
        let signature = standard_webhooks::sign([&Secret::new(SECRET)], "3", sent_at, &body).unwrap();
        let old = TestRequest::post().uri(&board.path).insert_header(("webhook-id", "3"))
            .insert_header(("webhook-timestamp", sent_at.timestamp().to_string())).insert_header(("webhook-signature", signature)).set_payload(body);
        api.anonymous().send(old).await.problem(401, "delivery-refused");
    }

    async fn a_connection_is_pending_until_it_is_set_up(api: Api) {
        let ada = api.sign_up("ada").await;
        let errors = ada.post("/v1/connections", json!({"kind": "greenhouse", "name": "G", "state": "active"})).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/state".to_owned(), "secret_missing".to_owned())]);
        let board = Connected::of(&ada, json!({"kind": "standard_webhooks", "name": "Board"})).await;
        let ping = json!({"type": "ping"});
        assert_eq!(api.anonymous().post(&board.path, ping.clone()).await.status, 200);
        board.send(&api, "1", &everything(), SECRET).await.problem(503, "delivery-refused");
        let path = format!("/v1/connections/{}", board.id);
        ada.patch(&path, json!({"state": "active"})).await.problem(422, "invalid-body");
        // Made here, it is shown once.
        let rotated = ada.post(&format!("{path}/rotate-secret"), json!({})).await;
        assert_eq!(rotated.header("cache-control"), Some("no-store"));
        let secret = rotated.expect(200)["secret"].as_str().unwrap().to_owned();
        assert!(secret.starts_with("whsec_"));
        assert!(!board.read().await.to_string().contains(&secret));
        ada.patch(&path, json!({"state": "active"})).await.expect(200);
        assert_eq!(board.send(&api, "1", &everything(), &secret).await.status, 200);
        // From now on tests have to be signed, too.
        api.anonymous().post(&board.path, ping).await.problem(401, "delivery-refused");
        ada.patch(&path, json!({"state": "disabled"})).await.expect(200);
        board.send(&api, "2", &everything(), &secret).await.problem(503, "delivery-refused");
    }

    async fn secrets_and_paths_are_replaced(api: Api) {
        let ada = api.sign_up("ada").await;
        let mut board = Connected::new(&ada).await;
        let path = format!("/v1/connections/{}", board.id);
        let rotation = json!({"secret": OTHER_SECRET, "overlap_hours": 2});
        let rotated = ada.post(&format!("{path}/rotate-secret"), rotation).await.expect(200);
        assert_eq!((&rotated["secret"], &rotated["connection"]["previous_secret_until"]), (&Value::Null, &json!("2026-03-10T18:00:00Z")));
        for (id, secret) in [("1", SECRET), ("2", OTHER_SECRET)] {
            assert_eq!(board.send(&api, id, &everything(), secret).await.status, 200);
        }
        ada.post(&format!("{path}/rotate-secret"), json!({})).await.problem(409, "conflict");
        let rotation = json!({"secret": OTHER_SECRET, "discard_current": true});
        let again = ada.post(&format!("{path}/rotate-secret"), rotation).await.expect(200);
        assert_eq!(again["connection"]["previous_secret_until"], "2026-03-10T18:00:00Z");
        let by_previous: Vec<_> = board.deliveries("").await.iter().map(|it| it["by_previous_secret"].clone()).collect();
        assert_eq!(by_previous, [json!(true), json!(false)]);
        api.clock.advance(TimeDelta::hours(2));
        board.send(&api, "3", &everything(), SECRET).await.problem(401, "delivery-refused");
        let ada = api.sign_in("ada", "read write admin").await;
        let renewed = ada.post(&format!("{path}/renew-path"), json!({})).await.expect(200);
        board.send(&api, "4", &everything(), OTHER_SECRET).await.problem(404, "not-found");
        renewed["path"].as_str().unwrap().clone_into(&mut board.path);
        assert_eq!(board.send(&api, "4", &everything(), OTHER_SECRET).await.status, 200);
        ada.post(&format!("{path}/rotate-secret"), json!({"secret": "not base64 of standard webhooks"})).await.problem(422, "invalid-body");
    }

    async fn a_connection_says_what_is_wrong_with_it(api: Api) {
        let ada = api.sign_up("ada").await;
        let wrong = json!({"kind": "taleo", "name": "", "prefix": "a b", "scheme": "x", "defaults": {"time_zone": "Mars"}});
        let errors = ada.post("/v1/connections", wrong).await.problem(422, "invalid-body");
        let pointers: Vec<_> = errors.iter().map(|(pointer, _)| pointer.as_str()).collect();
        assert_eq!(pointers, ["/defaults/time_zone", "/kind", "/name", "/prefix"]);
        let wrong = json!({"kind": "greenhouse", "name": "G", "scheme": "x"});
        ada.post("/v1/connections", wrong).await.problem(422, "invalid-body");
        let nobody = json!({"kind": "greenhouse", "name": "G", "defaults": {"candidate_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5"}});
        let errors = ada.post("/v1/connections", nobody).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/defaults/candidate_id".to_owned(), "unknown_reference".to_owned())]);
        let board = Connected::new(&ada).await;
        ada.post("/v1/connections", json!({"kind": "greenhouse", "name": "G", "prefix": "board"})).await.problem(409, "conflict");
        let errors = ada.patch(&format!("/v1/connections/{}", board.id), json!({"kind": "ashby", "prefix": "x"})).await.problem(422, "invalid-body");
        assert_eq!(errors.len(), 2);
        let items = ada.get("/v1/connections").await.expect(200)["items"].clone();
        assert_eq!(items.as_array().unwrap().len(), 1);
        ada.delete(&format!("/v1/connections/{}", board.id)).await.expect(204);
        board.send(&api, "1", &everything(), SECRET).await.problem(404, "not-found");
    }

    async fn a_vendors_schedule_cancels_what_it_no_longer_has(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = ada.get("/v1/candidates").await.expect(200)["items"][0]["id"].clone();
        let ashby = Connected::of(&ada, json!({"kind": "ashby", "name": "Ashby", "secret": ASHBY_SECRET, "state": "active",
            "defaults": {"company": "Acme", "time_zone": "UTC", "candidate_id": candidate}})).await;
        let application = json!({"candidate_id": candidate, "company": {"name": "Acme"}, "position": {"title": "B"}, "time_zone": "UTC"});
        ada.put("/v1/applications/by-remote-id/ashby:ap-1", application).await.expect(201);
        let schedule = |action: &str, updated: &str, events: Value| {
            json!({"webhookActionId": action, "action": "interviewScheduleUpdate", "data": {"interviewSchedule": {
                "id": "s-1", "status": "Scheduled", "applicationId": "ap-1", "updatedAt": updated, "interviewEvents": events
            }}})
        };
        let event = |id: &str, day: u32| json!({"id": id, "startTime": format!("2026-03-{day}T14:00:00Z"), "endTime": format!("2026-03-{day}T15:00:00Z"),
            "meetingLink": "https://meet.example.com/x", "interviewers": [{"id": "u-1", "firstName": "Li", "lastName": "Wu", "email": "li@acme.example"}]});
        let send = async |body: Value| {
            let body = body.to_string();
            let request = TestRequest::post().uri(&ashby.path).insert_header(("ashby-signature", ashby_signature(&body))).set_payload(body);
            assert_eq!(api.anonymous().send(request).await.status, 200);
            api.work().await;
        };
        send(schedule("1", "2026-03-10T10:00:00Z", json!([event("e-1", 12), event("e-2", 13)]))).await;
        send(schedule("2", "2026-03-10T11:00:00Z", json!([event("e-2", 14)]))).await;
        // Late, and older than what was applied.
        send(schedule("3", "2026-03-10T10:30:00Z", json!([event("e-1", 15)]))).await;
        let read = async |id: &str| ada.get(&format!("/v1/interviews/by-remote-id/ashby:s-1.{id}")).await.expect(200);
        let (first, second) = (read("e-1").await, read("e-2").await);
        assert_eq!((&first["status"], &first["starts_at"]), (&json!("cancelled"), &json!("2026-03-12T14:00:00Z")));
        assert_eq!((&second["status"], &second["starts_at"], &second["medium"]), (&json!("scheduled"), &json!("2026-03-14T14:00:00Z"), &json!("video")));
        // Refused in a way that Ashby tries again after.
        api.anonymous().post(&ashby.path, json!({"action": "candidateHire"})).await.problem(400, "delivery-refused");
    }

    async fn a_mail_that_comes_in_is_imported(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let mails = Connected::of(&ada, json!({"kind": "email", "name": "Mail", "secret": SECRET, "state": "active"})).await;
        assert_eq!(mails.send_raw(&api, "1", MAIL.as_bytes().to_vec(), SECRET).await.status, 200);
        api.work().await;
        let delivery = mails.deliveries("").await.pop().unwrap();
        let import = ada.get(&format!("/v1/imports/{}", delivery["result"]["import_id"].as_str().unwrap())).await.expect(200);
        assert_eq!((&delivery["state"], &import["connection_id"]), (&json!("applied"), &json!(mails.id)));
        assert_eq!((&import["application_id"], &import["items"][0]["effect"]), (&json!(story.application), &json!("created")));
        let stranger = MAIL.replace("ada@acme.example", "stranger@acme.example").replace("<1@", "<2@");
        assert_eq!(mails.send_raw(&api, "2", stranger.into_bytes(), SECRET).await.status, 200);
        api.work().await;
        assert_eq!(mails.deliveries("?state=incomplete").await.len(), 1);
    }

    async fn bodies_are_kept_for_a_while(api: Api) {
        let ada = api.sign_up("ada").await;
        let board = Connected::new(&ada).await;
        let delivery = board.apply(&api, "1", everything()).await;
        let ahead = chrono::DateTime::parse_from_rfc3339("2126-01-01T00:00:00Z").unwrap().to_utc();
        api.clock.advance(ahead - api.clock.now());
        assert!(api.work().await >= 1);
        let ada = api.sign_in("ada", "admin").await;
        let replay = format!("/v1/connections/{}/deliveries/{}/replay", board.id, delivery["id"].as_str().unwrap());
        ada.post(&replay, json!({})).await.problem(409, "conflict");
    }
}

/// A body as Ashby signs it.
fn signed(secret: &str, body: &str) -> String {
    use std::fmt::Write as _;

    use sha2::{Digest, Sha256};
    // HMAC (RFC 2104), of a key that is shorter than a block.
    let pad = |byte: u8| {
        let mut key = [byte; 64];
        secret.bytes().zip(&mut key).for_each(|(secret, key)| *key ^= secret);
        key
    };
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(body).finalize();
    let tag = Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize();
    tag.iter().fold("sha256=".to_owned(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}
