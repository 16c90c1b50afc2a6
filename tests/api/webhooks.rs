//! Webhooks: what is sent, how it is signed, what follows from answers, and where nothing is sent.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use connectors::{Delivery, Secret, Secrets, Settings};
use serde_json::{Value, json};

use crate::{
    events::types,
    support::{
        Api, Client, on_both_databases,
        receiver::{Received, Receiver},
        story,
    },
};

/// An endpoint that nobody listens at.
pub async fn endpoint(client: &Client) -> String {
    client.post("/v1/webhook-endpoints", json!({"url": "http://127.0.0.1:9/hook"})).await.created()
}

/// An endpoint of these types, all if there are none; its path and its secret.
async fn endpoint_at(client: &Client, url: &str, event_types: &[&str]) -> (String, String) {
    let new = json!({"url": url, "event_types": event_types});
    let made = client.post("/v1/webhook-endpoints", new).await.expect(201);
    let text = |field: &str| made[field].as_str().unwrap().to_owned();
    (format!("/v1/webhook-endpoints/{}", text("id")), text("secret"))
}

/// Whether a request was signed by a secret or a public key, as our own verifier has it.
fn is_signed_by(api: &Api, received: &Received, secret: &str) -> bool {
    let headers = received.headers();
    let delivery = Delivery { body: &received.body, headers: &headers, received_at: api.clock.now() };
    let secrets = Secrets { current: Some(Secret::new(secret)), previous: None };
    let kind = connectors::kind("standard_webhooks").unwrap();
    kind.connector.verify(&delivery, &secrets, &Settings::new("board".parse().unwrap())).is_ok()
}

async fn attempts(client: &Client, endpoint: &str) -> Vec<Value> {
    client.get(&format!("{endpoint}/attempts?limit=200")).await.expect(200)["items"].as_array().unwrap().clone()
}

on_both_databases! {
    async fn events_are_sent_in_order_and_signed(api: Api) {
        let (ada, receiver) = (api.sign_up("ada").await, Receiver::start());
        api.keep().await;
        let (_, secret) = endpoint_at(&ada, &receiver.url("/ok"), &[]).await;
        story(&ada).await;
        api.send_events().await;
        let requests = receiver.take();
        let feed = ada.get("/v1/events?limit=200").await.expect(200)["items"].as_array().unwrap().clone();
        // The first one is older than the endpoint.
        let sent: Vec<Value> = requests.iter().map(Received::json).collect();
        assert_eq!(sent, feed[1..]);
        assert!(types(&sent).contains(&"step.due".to_owned()), "{sent:?}");
        for one in &requests {
            assert_eq!(one.header("webhook-id"), one.json()["id"]);
            assert_eq!(one.header("content-type"), "application/json");
            assert_eq!(one.header("webhook-timestamp"), api.clock.now().timestamp().to_string());
            assert!(is_signed_by(&api, one, &secret));
            assert!(!is_signed_by(&api, one, "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"));
            assert!(one.body.len() < 2_000 && !String::from_utf8_lossy(&one.body).contains("Acme"));
        }
        api.send_events().await;
        assert!(receiver.take().is_empty(), "each is sent once");
    }

    async fn an_endpoint_gets_the_types_that_it_wants(api: Api) {
        let (ada, receiver) = (api.sign_up("ada").await, Receiver::start());
        api.keep().await;
        endpoint_at(&ada, &receiver.url("/ok"), &["interview.created", "step.due"]).await;
        let (other, _) = endpoint_at(&ada, &receiver.url("/other"), &["contact.created"]).await;
        ada.patch(&other, json!({"enabled": false})).await.expect(200);
        story(&ada).await;
        api.send_events().await;
        let sent: Vec<Value> = receiver.take().iter().map(Received::json).collect();
        assert_eq!(types(&sent), ["interview.created", "step.due"]);
        // What happened while it was disabled is sent once somebody asks for it.
        ada.patch(&other, json!({"enabled": true})).await.expect(200);
        api.send_events().await;
        assert!(receiver.take().is_empty());
        let since = json!({"since": "2026-03-01T00:00:00Z"});
        let recovered = ada.post(&format!("{other}/recover"), since.clone()).await.expect(200);
        assert_eq!(recovered, json!({"queued": 1, "more": false}));
        api.send_events().await;
        let sent: Vec<Value> = receiver.take().iter().map(Received::json).collect();
        assert_eq!(types(&sent), ["contact.created"]);
        assert_eq!(ada.post(&format!("{other}/recover"), since).await.expect(200)["queued"], 0);
        // One that was delivered is sent again if somebody asks for it, with the same id.
        let id = sent[0]["id"].as_str().unwrap();
        ada.post(&format!("{other}/events/{id}/resend"), json!({})).await.expect(200);
        api.send_events().await;
        assert_eq!(receiver.take()[0].json(), sent[0]);
        assert_eq!(attempts(&ada, &other).await.len(), 2);
    }

    async fn public_keys_verify_and_secrets_overlap(api: Api) {
        let (ada, receiver) = (api.sign_up("ada").await, Receiver::start());
        let new = json!({"url": receiver.url("/ok"), "scheme": "v1a", "event_types": ["candidate.created"]});
        let made = ada.post("/v1/webhook-endpoints", new).await.expect(201);
        assert_eq!(made["secret"], Value::Null);
        let path = format!("/v1/webhook-endpoints/{}", made["id"].as_str().unwrap());
        let key = made["public_key"].as_str().unwrap().to_owned();
        let test = ada.post(&format!("{path}/test"), json!({})).await.expect(200);
        assert_eq!((&test["outcome"], &test["status"], &test["answer"]), (&json!("accepted"), &json!(200), &json!("hello")));
        let sent = receiver.take().pop().unwrap();
        assert_eq!(sent.json()["type"], "webhook_endpoint.test");
        assert!(sent.header("webhook-signature").starts_with("v1a,") && is_signed_by(&api, &sent, &key));
        let rotated = ada.post(&format!("{path}/rotate-secret"), json!({"overlap_hours": 2})).await.expect(200);
        let next = rotated["endpoint"]["public_key"].as_str().unwrap().to_owned();
        assert_ne!(next, key);
        ada.post(&format!("{path}/test"), json!({})).await.expect(200);
        let sent = receiver.take().pop().unwrap();
        assert!(is_signed_by(&api, &sent, &next) && is_signed_by(&api, &sent, &key));
        api.clock.advance(TimeDelta::hours(2));
        let ada = api.sign_in("ada", "read write admin").await;
        ada.post(&format!("{path}/test"), json!({})).await.expect(200);
        let sent = receiver.take().pop().unwrap();
        assert!(is_signed_by(&api, &sent, &next) && !is_signed_by(&api, &sent, &key));
        let (path, secret) = endpoint_at(&ada, &receiver.url("/ok"), &[]).await;
        let shown = ada.get(&path).await;
        assert!(!shown.text.contains(&secret) && shown.json()["secret"].is_null());
        let rotated = ada.post(&format!("{path}/rotate-secret"), json!({})).await;
        assert_eq!(rotated.header("cache-control"), Some("no-store"));
        assert_ne!(rotated.expect(200)["secret"], json!(secret));
    }

    async fn a_repeated_rotation_ends_no_secret_too_early(api: Api) {
        let (ada, receiver) = (api.sign_up("ada").await, Receiver::start());
        let (path, first) = endpoint_at(&ada, &receiver.url("/ok"), &[]).await;
        let rotate = async |body: Value| ada.post(&format!("{path}/rotate-secret"), body).await;
        let signed = async |secrets: &[&String]| {
            ada.post(&format!("{path}/test"), json!({})).await.expect(200);
            let sent = receiver.take().pop().unwrap();
            secrets.iter().map(|secret| is_signed_by(&api, &sent, secret)).collect::<Vec<_>>()
        };
        // The first rotation may discard the current secret: there is none before it that could count instead.
        let unread = rotate(json!({"discard_current": true})).await.expect(200);
        let (until, unread) = (unread["endpoint"]["previous_secret_until"].clone(), unread["secret"].as_str().unwrap().to_owned());
        assert_eq!(until, "2026-03-11T16:00:00Z");
        for repeated in [json!({}), json!({"overlap_hours": 1})] {
            rotate(repeated).await.problem(409, "conflict");
        }
        assert_eq!(signed(&[&first, &unread]).await, [true, true]);
        let next = rotate(json!({"discard_current": true, "overlap_hours": 1})).await.expect(200);
        assert_eq!(next["endpoint"]["previous_secret_until"], until);
        let next = next["secret"].as_str().unwrap().to_owned();
        assert_eq!(signed(&[&first, &unread, &next]).await, [true, false, true]);
        let last = rotate(json!({"overlap_hours": 0})).await.expect(200)["secret"].as_str().unwrap().to_owned();
        assert_eq!(signed(&[&first, &next, &last]).await, [false, false, true]);
        rotate(json!({})).await.expect(200);
    }

    async fn failed_events_are_retried_and_given_up_in_the_end(api: Api) {
        let (ada, receiver) = (api.sign_up("ada").await, Receiver::start());
        api.keep().await;
        let (path, _) = endpoint_at(&ada, &receiver.url("/fail"), &["contact.created"]).await;
        story(&ada).await;
        api.send_events().await;
        assert_eq!(receiver.take().len(), 1);
        let shown = ada.get(&path).await.expect(200);
        assert_eq!(shown["last_failure"], "it answered with the status 500");
        assert_eq!(shown["failing_since"], "2026-03-10T16:00:00Z");
        let mut sent = Vec::new();
        for seconds in [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] {
            api.clock.advance(TimeDelta::seconds(seconds - 1));
            api.send_events().await;
            assert!(receiver.take().is_empty(), "{seconds} s");
            // And up to a tenth of it.
            api.clock.advance(TimeDelta::seconds(seconds / 10 + 2));
            api.send_events().await;
            sent.extend(receiver.take());
        }
        assert_eq!(sent.len(), 9);
        assert!(sent.iter().all(|one| one.header("webhook-id") == sent[0].header("webhook-id")));
        api.clock.advance(TimeDelta::days(2));
        api.send_events().await;
        assert!(receiver.take().is_empty(), "it was given up");
        let ada = api.sign_in("ada", "read write admin").await;
        assert_eq!(attempts(&ada, &path).await.len(), 10);
        // Nothing was accepted for more than five days.
        let contact = json!({"name": "Eve"});
        let applications = ada.get("/v1/applications").await.expect(200);
        let application = applications["items"][0]["id"].as_str().unwrap();
        ada.post(&format!("/v1/applications/{application}/contacts"), contact).await.expect(201);
        api.send_events().await;
        let shown = ada.get(&path).await.expect(200);
        assert_eq!((&shown["enabled"], &shown["disabled_reason"]), (&json!(false), &json!("failing")));
        api.keep().await;
        let told = ada.get("/v1/events?type=webhook_endpoint.disabled").await.expect(200);
        assert_eq!(told["items"][0]["data"]["reason"], "failing");
        let again = ada.patch(&path, json!({"enabled": true})).await.expect(200);
        assert_eq!((&again["disabled_reason"], &again["failing_since"]), (&Value::Null, &Value::Null));
    }

    async fn answers_decide_what_follows(api: Api) {
        let (ada, receiver) = (api.sign_up("ada").await, Receiver::start());
        api.keep().await;
        let (gone, _) = endpoint_at(&ada, &receiver.url("/gone"), &[]).await;
        let (redirect, _) = endpoint_at(&ada, &receiver.url("/redirect"), &["contact.created"]).await;
        let (huge, _) = endpoint_at(&ada, &receiver.url("/huge"), &["contact.created"]).await;
        let (later, _) = endpoint_at(&ada, &receiver.url("/later"), &["contact.created", "interview.created"]).await;
        story(&ada).await;
        api.send_events().await;
        let paths: Vec<_> = receiver.take().into_iter().map(|one| one.path).collect();
        let count = |path: &str| paths.iter().filter(|one| *one == path).count();
        // Gone at once; the redirect was not followed; an endpoint that asks for a pause gets it for all events.
        assert_eq!([count("/gone"), count("/redirect"), count("/ok"), count("/huge"), count("/later")], [1, 1, 0, 1, 1]);
        let shown = ada.get(&gone).await.expect(200);
        assert_eq!((&shown["enabled"], &shown["disabled_reason"]), (&json!(false), &json!("gone")));
        let attempted = &attempts(&ada, &redirect).await[0];
        assert_eq!((&attempted["outcome"], &attempted["status"]), (&json!("refused"), &json!(302)));
        let attempted = &attempts(&ada, &huge).await[0];
        assert_eq!((&attempted["outcome"], attempted["answer"].as_str().unwrap().len()), (&json!("accepted"), 1_024));
        // Another event counts as the others do.
        let shown = ada.get(&later).await.expect(200);
        assert_eq!(shown["paused_until"], "2026-03-10T16:02:00Z");
        let applications = ada.get("/v1/applications").await.expect(200);
        let application = applications["items"][0]["id"].as_str().unwrap();
        ada.post(&format!("/v1/applications/{application}/contacts"), json!({"name": "Eve"})).await.expect(201);
        api.send_events().await;
        api.clock.advance(TimeDelta::seconds(100));
        api.send_events().await;
        let sent = |receiver: &Receiver| receiver.take().into_iter().filter(|one| one.path == "/later").count();
        assert_eq!(sent(&receiver), 0, "120 s were asked for");
        let moved = ada.patch(&later, json!({"url": receiver.url("/ok")})).await.expect(200);
        assert_eq!(moved["paused_until"], Value::Null, "another address");
        ada.patch(&later, json!({"url": receiver.url("/later")})).await.expect(200);
        api.clock.advance(TimeDelta::seconds(40));
        api.send_events().await;
        assert_eq!(sent(&receiver), 1);
        let attempted = attempts(&ada, &later).await;
        assert_eq!((attempted.len(), &attempted[0]["attempt"]), (2, &json!(2)), "the other event waits");
    }

    async fn one_that_hangs_is_left_alone(api: Api) {
        let (ada, receiver) = (api.sign_up("ada").await, Receiver::start());
        api.keep().await;
        let (hanging, _) = endpoint_at(&ada, &receiver.url("/hang"), &[]).await;
        story(&ada).await;
        let began = Instant::now();
        api.send_events().await;
        let took = began.elapsed();
        assert!(took > Duration::from_secs(14) && took < Duration::from_secs(25), "{took:?}");
        // One attempt for all that was queued.
        let attempted = attempts(&ada, &hanging).await;
        assert_eq!((attempted.len(), &attempted[0]["outcome"]), (1, &json!("unanswered")));
        assert_eq!(attempted[0]["error"], "there was no answer within 15 s");
    }

    async fn nothing_is_sent_into_networks_that_are_not_public(api: Api) {
        let ada = api.sign_up("ada").await;
        for url in [
            "http://example.com/", "https://example.com:22/", "https://10.0.0.1/", "https://[::1]/", "https://[::ffff:a00:1]/",
            "https://169.254.169.254/latest/meta-data", "https://2130706432/", "https://u:p@example.com/", "hook",
        ] {
            let errors = ada.post("/v1/webhook-endpoints", json!({"url": url})).await.problem(422, "invalid-body");
            assert_eq!(errors, [("/url".to_owned(), "url".to_owned())], "{url}");
        }
        // A name may stand for any address: that is seen when it is looked up.
        let (path, _) = endpoint_at(&ada, "https://localhost/hook", &[]).await;
        let attempted = ada.post(&format!("{path}/test"), json!({})).await.expect(200);
        let expected = (&json!("unanswered"), &Value::Null);
        // Here the loopback address of IPv4 is an exception, and that of IPv6 is not.
        assert_eq!((&attempted["outcome"], &attempted["status"]), expected, "{attempted}");
    }

    async fn the_deletion_of_an_account_is_sent_to_its_endpoints_and_ends_them(api: Api) {
        let (ada, receiver) = (api.sign_up("ada").await, Receiver::start());
        api.keep().await;
        let (_, secret) = endpoint_at(&ada, &receiver.url("/ok"), &["account.deleted", "contact.created"]).await;
        story(&ada).await;
        crate::account_data::delete_account(&ada, &crate::account_data::credentials("ada")).await.expect(204);
        for _ in 0..100 {
            if !receiver.received().is_empty() {
                break;
            }
            actix_web::rt::time::sleep(Duration::from_millis(50)).await;
        }
        let told = receiver.take();
        assert_eq!(told[0].json()["type"], "account.deleted");
        assert!(is_signed_by(&api, &told[0], &secret));
        assert!(api.removal().round(Duration::from_mins(1)).await.unwrap());
        api.send_events().await;
        assert!(receiver.take().is_empty());
    }

    async fn unfinished_events_are_sent_by_another_instance(api: Api) {
        let (ada, receiver) = (api.sign_up("ada").await, Receiver::start());
        api.keep().await;
        let (path, _) = endpoint_at(&ada, &receiver.url("/ok"), &["candidate.created"]).await;
        for _ in 0..5 {
            ada.post("/v1/candidates", json!({})).await.expect(201);
        }
        api.keep().await;
        let scope = crate::agenda::scope_of(&api, &ada).await;
        let id = path.rsplit('/').next().unwrap().parse().unwrap();
        let claim = scope.claim_deliveries(id, scope.now() + TimeDelta::seconds(60), 3).await.unwrap();
        assert_eq!(claim.deliveries.len(), 3);
        // It is never heard of again, except for the two that others have meanwhile.
        api.send_events().await;
        assert_eq!(receiver.take().len(), 2);
        api.clock.advance(TimeDelta::seconds(60));
        api.send_events().await;
        let sent: Vec<_> = receiver.take().iter().map(|one| one.header("webhook-id").to_owned()).collect();
        let left: Vec<_> = claim.deliveries.iter().map(|delivery| delivery.event_id.to_string()).collect();
        assert_eq!(sent, left);
        // What it says in the end counts for nothing.
        let fates = claim.deliveries.iter().map(|delivery| (delivery.event_id, entity::DeliveryDecision::Failed)).collect();
        scope.settle_deliveries(&claim, fates, Vec::new()).await.unwrap();
        api.send_events().await;
        assert!(receiver.take().is_empty());
    }

    async fn two_instances_send_each_event(api: Api) {
        let (ada, receiver) = (api.sign_up("ada").await, Receiver::start());
        api.keep().await;
        endpoint_at(&ada, &receiver.url("/ok"), &["candidate.created"]).await;
        let other = api.beside().await;
        for _ in 0..120 {
            ada.post("/v1/candidates", json!({})).await.expect(201);
        }
        futures_util::future::join(api.send_events(), other.send_events()).await;
        api.send_events().await;
        let mut ids: Vec<_> = receiver.take().iter().map(|one| one.header("webhook-id").to_owned()).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!((all, ids.len()), (120, 120));
    }
}
