//! Lists in the order of changes (`updated_after`), and plans of many stored applications.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    support::{Client, on_both_databases},
    sync::everything,
};

const LISTS: [&str; 5] = ["candidates", "applications", "contacts", "interviews", "communications"];

/// All items of a list, page by page of one.
async fn pages(client: &Client, list: &str) -> Vec<Value> {
    let (mut items, mut path) = (Vec::new(), list.to_owned());
    loop {
        let page = client.get(&path).await.expect(200);
        items.extend(page["items"].as_array().unwrap().clone());
        let Some(cursor) = page["next_cursor"].as_str() else { return items };
        path = format!("{list}&cursor={cursor}");
        assert!(items.len() < 100, "{list} doesn't end");
    }
}

fn ids(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["remote_id"].as_str().unwrap_or_default()).collect()
}

on_both_databases! {
    async fn lists_say_what_has_changed_since(api: Api) {
        let ada = api.sign_up("ada").await;
        for of in ["a", "b", "c"] {
            api.clock.advance(TimeDelta::seconds(1));
            ada.post("/v1/sync", json!({"items": everything(of)})).await.expect(200);
        }
        let since = ada.get("/v1/applications/by-remote-id/a").await.expect(200)["updated_at"].clone();
        let since = since.as_str().unwrap();
        api.clock.advance(TimeDelta::seconds(1));
        let touched = json!({"items": crate::sync::changed(everything("b"))});
        ada.post("/v1/sync", touched).await.expect(200);
        for list in LISTS {
            let changed = pages(&ada, &format!("/v1/{list}?limit=1&updated_after={since}")).await;
            let of: Vec<&str> = ids(&changed).iter().map(|id| &id[..1]).collect();
            let expected = if list == "contacts" { vec!["c", "c", "b", "b"] } else { vec!["c", "b"] };
            assert_eq!(of, expected, "{list}");
            let all = pages(&ada, &format!("/v1/{list}?limit=1")).await;
            assert!(all.len() > changed.len(), "{list}");
            let one = ada.get(&format!("/v1/{list}?remote_id={}", ids(&changed)[0])).await.expect(200);
            assert_eq!(one["items"], json!([changed[0]]), "{list}");
        }
        let application = ada.get("/v1/applications/by-remote-id/c").await.expect(200)["id"].clone();
        for list in &LISTS[2..] {
            let path = format!("/v1/applications/{}/{list}?updated_after={since}", application.as_str().unwrap());
            assert!(!ada.get(&path).await.expect(200)["items"].as_array().unwrap().is_empty(), "{list}");
        }
        // While pages are read, what changes moves to the end: nothing is left out.
        let first = ada.get(&format!("/v1/applications?limit=1&updated_after={since}")).await.expect(200);
        assert_eq!(first["items"][0]["remote_id"], "c");
        api.clock.advance(TimeDelta::seconds(1));
        ada.post("/v1/sync", json!({"items": crate::sync::changed(everything("a"))})).await.expect(200);
        let cursor = first["next_cursor"].as_str().unwrap();
        let rest = ada.get(&format!("/v1/applications?updated_after={since}&cursor={cursor}")).await.expect(200);
        assert_eq!(ids(rest["items"].as_array().unwrap()), ["b", "a"]);
        // A cursor is good for the order that it comes from.
        ada.get(&format!("/v1/applications?cursor={cursor}")).await.problem(400, "bad-request");
        let other = ada.get("/v1/applications?limit=1").await.expect(200)["next_cursor"].clone();
        let path = format!("/v1/applications?updated_after={since}&cursor={}", other.as_str().unwrap());
        ada.get(&path).await.problem(400, "bad-request");
        ada.get(&format!("/v1/applications?updated_after={since}&q=acme")).await.problem(400, "bad-request");
        ada.get("/v1/applications?updated_after=yesterday").await.problem(400, "bad-request");
        let eve = api.sign_up("eve").await;
        for list in &LISTS[1..] {
            assert_eq!(eve.get(&format!("/v1/{list}?updated_after={since}")).await.expect(200)["items"], json!([]));
        }
    }

    async fn plans_of_many_applications_are_those_of_single_requests(api: Api) {
        let [ada, eve] = [api.sign_up("ada").await, api.sign_up("eve").await];
        for (client, of) in [(&ada, "a"), (&ada, "b"), (&eve, "c")] {
            client.post("/v1/sync", json!({"items": everything(of)})).await.expect(200);
        }
        let mut ids = Vec::new();
        for (client, of) in [(&ada, "b"), (&ada, "a"), (&eve, "c")] {
            let stored = client.get(&format!("/v1/applications/by-remote-id/{of}")).await.expect(200);
            ids.push(stored["id"].as_str().unwrap().to_owned());
        }
        let batch = |body: Value| {
            let ada = ada.clone();
            async move { ada.post("/v1/follow-up-plans/batch", body).await }
        };
        let by_ids = batch(json!({"application_ids": ids})).await.expect(200);
        let by_remote_ids = batch(json!({"application_remote_ids": ["b", "a", "c"]})).await.expect(200);
        for (place, id) in ids.iter().enumerate() {
            let (one, other) = (&by_ids["results"][place], &by_remote_ids["results"][place]);
            if place == 2 {
                assert_eq!((&one["problem"]["status"], &other["problem"]["status"]), (&json!(404), &json!(404)));
                assert_eq!((&other["application_id"], &other["remote_id"]), (&Value::Null, &json!("c")));
                continue;
            }
            assert_eq!(one, other);
            let single = ada.get(&format!("/v1/applications/{id}/follow-up-plan")).await.expect(200);
            assert_eq!((&one["application_id"], &one["plan"]), (&json!(id), &single));
        }
        // Those with something to do: a thank-you for each interview of an hour ago.
        let later = json!({"items": [
            crate::sync::candidate("z-candidate"), crate::sync::application("z", "z-candidate")
        ]});
        ada.post("/v1/sync", later).await.expect(200);
        let due = batch(json!({"due": true})).await.expect(200);
        assert_eq!((&due["plans_remaining"], &due["next_cursor"]), (&json!(0), &Value::Null));
        let mut found: Vec<&Value> = due["results"].as_array().unwrap().iter().map(|one| &one["remote_id"]).collect();
        found.sort_by_key(ToString::to_string);
        assert_eq!(found, ["a", "b"]);
        assert_eq!(due["results"][0]["plan"]["application_id"], Value::Null);
        for wrong in [
            json!({"due": true, "application_ids": ids}),
            json!({"due": true, "as_of": "2026-03-10T15:00:00Z"}),
            json!({"application_ids": ids, "cursor": "AZjA3no7fE2OX2BxgpOktQ"}),
            json!({}),
            json!({"application_ids": ids, "application_remote_ids": ["a"]}),
            json!({"application_remote_ids": vec!["a"; 501]}),
            json!({"application_ids": ids, "other": 1}),
        ] {
            assert_eq!(batch(wrong).await.problem(422, "invalid-body").len(), 1);
        }
    }

    async fn messages_for_many_steps_are_those_of_single_requests(api: Api) {
        let [ada, eve] = [api.sign_up("ada").await, api.sign_up("eve").await];
        for (client, of) in [(&ada, "a"), (&ada, "b"), (&eve, "c")] {
            client.post("/v1/sync", json!({"items": everything(of)})).await.expect(200);
        }
        let stored = ada.get("/v1/applications/by-remote-id/a").await.expect(200);
        let id = stored["id"].as_str().unwrap();
        let plan = ada.get(&format!("/v1/applications/{id}/follow-up-plan")).await.expect(200);
        let step = plan["next_step_id"].as_str().unwrap();
        let path = format!("/v1/applications/{id}/follow-up-plan/steps/{step}/message");
        let message = ada.get(&path).await.expect(200);
        // Another one has been sent, which the proofreader compares it with.
        let sent = json!({"application_id": id, "step_id": step, "body": message["body"], "subject": "Thank you"});
        let sent = ada.post("/v1/messages", sent).await.expect(201);
        let items: Vec<Value> = (0..9)
            .map(|_| json!({"application_id": id, "step_id": step}))
            .chain([
                json!({"application_remote_id": "b"}),
                json!({"application_remote_id": "c"}),
                json!({"application_id": id, "step_id": "nothing"}),
                json!({"application_id": id, "template": "nothing"}),
                json!({"application_remote_id": "b", "channel": "letter", "template": "thank_you.email.neutral"}),
            ])
            .collect();
        let results = ada.post("/v1/messages/batch", json!({"items": items})).await.expect(200)["results"].clone();
        assert_eq!(results.as_array().unwrap().len(), items.len());
        for result in &results.as_array().unwrap()[..9] {
            let [found_id, found_step] = [&result["application_id"], &result["step_id"]];
            assert_eq!((found_id, found_step, &result["message"]), (&json!(id), &json!(step), &message));
            assert_eq!((&result["remote_id"], &result["problem"]), (&json!("a"), &Value::Null));
            assert_eq!(result["status"], "written");
        }
        let next = &results[9];
        assert_eq!((&next["remote_id"], next["message"]["kind"].as_str()), (&json!("b"), Some("thank_you")));
        assert!(next["step_id"].is_string() && next["message"]["findings"].is_array());
        assert_eq!((&results[10]["problem"]["status"], &results[10]["status"]), (&json!(404), &json!("refused")));
        assert_eq!([&results[10]["application_id"], &results[10]["remote_id"]], [&Value::Null, &json!("c")]);
        for (place, pointer) in [(11, "/items/11/step_id"), (12, "/items/12/template"), (13, "/items/13/template")] {
            assert_eq!(results[place]["problem"]["errors"][0]["pointer"], pointer, "{}", results[place]);
            assert_eq!((&results[place]["message"], &results[place]["status"]), (&Value::Null, &json!("refused")));
        }
        // A sent message is compared with those of the same application only.
        let mark = format!("/v1/messages/{}/mark-sent", sent["id"].as_str().unwrap());
        ada.post(&mark, json!({})).await.expect(200);
        let other = json!({"items": [{"application_remote_id": "b"}, {"application_remote_id": "a", "step_id": step}]});
        let results = ada.post("/v1/messages/batch", other).await.expect(200)["results"].clone();
        assert_eq!(results[0]["message"], next["message"]);
        let again = ada.get(&path).await.expect(200);
        assert_eq!(results[1]["message"], again);
        for wrong in [
            json!({"items": []}),
            json!({"items": vec![json!({"application_id": id}); 101]}),
            json!({"items": [{"application_id": id}], "other": 1}),
            json!({"items": {}}),
            json!([]),
        ] {
            assert_eq!(ada.post("/v1/messages/batch", wrong).await.problem(422, "invalid-body").len(), 1);
        }
        // What is wrong with one hinders no other.
        let some_wrong = json!({"items": [
            {"step_id": step},
            {"application_id": id, "application_remote_id": "a"},
            {"application_id": id, "other": 1},
            {"application_id": id, "channel": "pigeon"},
            [],
            {"application_id": id, "step_id": step}
        ]});
        let results = ada.post("/v1/messages/batch", some_wrong).await.expect(200)["results"].clone();
        let wrong = [
            ("/items/0", "required"),
            ("/items/1", "conflict"),
            ("/items/2/other", "unknown_field"),
            ("/items/3/channel", "unknown_value"),
            ("/items/4", "type"),
        ];
        for (result, (pointer, code)) in results.as_array().unwrap().iter().zip(wrong) {
            let errors = &result["problem"]["errors"];
            assert_eq!((&errors[0]["pointer"], &errors[0]["code"]), (&json!(pointer), &json!(code)), "{result}");
            assert_eq!(result["status"], "refused");
        }
        assert_eq!(results[5]["message"], again);
    }
}
