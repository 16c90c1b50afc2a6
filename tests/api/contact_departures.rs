//! What becomes of interviews and communications whose contact is deleted or leaves the application, and of the
//! contacts of applications that one sync deletes and changes.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    support::{Api, Client, on_both_databases},
    sync::{PATH, application, by_remote_id, candidate, communication, contact, errors, interview, sync, words},
};

fn gone(kind: &str, remote_id: &str) -> Value {
    json!({"type": kind, "remote_id": remote_id, "deleted": true})
}

fn out_of(contact: &str, application: &str) -> Value {
    json!({"type": "contact", "remote_id": contact, "application_remote_id": application, "deleted": true})
}

fn with(mut item: Value, field: &str, value: &str) -> Value {
    item[field] = json!(value);
    item
}

/// Two applications: `r` belongs to both, `s` to the first one.
async fn two_applications(client: &Client) {
    let made = sync(
        client,
        json!([
            candidate("c"),
            application("a", "c"),
            application("b", "c"),
            with(contact("r", "a"), "role", "recruiter"),
            with(contact("r", "b"), "role", "agency_recruiter"),
            contact("s", "a"),
            interview("i", "a", &["s", "r"]),
            interview("j", "b", &["r"]),
            interview("k", "a", &["s"]),
            communication("m", "a", "r"),
            communication("n", "b", "r"),
            communication("o", "a", "s")
        ]),
    );
    assert_eq!(made.await["created"], 12);
}

async fn id_of(client: &Client, resources: &str, remote_id: &str) -> String {
    by_remote_id(client, resources, remote_id).await["id"].as_str().unwrap().to_owned()
}

async fn tag_of(client: &Client, resources: &str, remote_id: &str) -> String {
    let answer = client.get(&format!("/v1/{resources}/by-remote-id/{remote_id}")).await;
    answer.header("etag").unwrap_or_else(|| panic!("{remote_id}: {answer:?}")).to_owned()
}

/// The remote ids of what has changed since.
async fn changed_since(client: &Client, resources: &str, instant: &str) -> Vec<String> {
    let list = client.get(&format!("/v1/{resources}?updated_after={instant}")).await.expect(200);
    let mut found: Vec<_> =
        list["items"].as_array().unwrap().iter().map(|item| item["remote_id"].as_str().unwrap().to_owned()).collect();
    found.sort_unstable();
    found
}

/// The events of interviews and communications from a place on, with the remote ids.
async fn told(client: &Client, after: &str) -> Vec<String> {
    let page = client.get(&format!("/v1/events?limit=200&after={after}")).await.expect(200);
    let text = |event: &Value| {
        let kind = event["type"].as_str().unwrap();
        format!("{kind} {}", event["data"]["remote_id"].as_str().unwrap_or_default())
    };
    let mut told: Vec<_> = page["items"].as_array().unwrap().iter().map(text).collect();
    told.retain(|told| told.starts_with("interview.") || told.starts_with("communication."));
    told.sort_unstable();
    told
}

/// Has a contact leave by each way that there is. From `both` applications, or from the first one.
async fn leave(api: &Api, way: &str, both: bool) {
    let ada = api.sign_up(&way.replace(' ', "-")).await;
    two_applications(&ada).await;
    let end = ada.get("/v1/events?after=end").await.expect(200)["next_after"].as_str().unwrap().to_owned();
    let of = ["i", "j", "k"]
        .map(|id| ("interviews", id))
        .into_iter()
        .chain(["m", "n", "o"].map(|id| ("communications", id)));
    let of: Vec<_> = of.collect();
    let mut before = Vec::new();
    for (resources, id) in &of {
        before.push((tag_of(&ada, resources, id).await, by_remote_id(&ada, resources, id).await));
    }
    api.clock.advance(TimeDelta::seconds(1));
    let since = api.clock.now().to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
    api.clock.advance(TimeDelta::seconds(10));
    let (contact, first) = (id_of(&ada, "contacts", "r").await, id_of(&ada, "applications", "a").await);
    match way {
        "remove" => drop(ada.delete(&format!("/v1/applications/{first}/contacts/{contact}")).await.expect(204)),
        "delete" => drop(ada.delete(&format!("/v1/contacts/{contact}")).await.expect(204)),
        "delete by remote id" => drop(ada.delete("/v1/contacts/by-remote-id/r").await.expect(204)),
        "sync out" => drop(sync(&ada, json!([out_of("r", "a")])).await),
        _ => drop(sync(&ada, json!([gone("contact", "r")])).await),
    }
    let expected =
        |both_of: [&str; 2]| both_of[..if both { 2 } else { 1 }].iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    assert_eq!(changed_since(&ada, "interviews", &since).await, expected(["i", "j"]), "{way}");
    assert_eq!(changed_since(&ada, "communications", &since).await, expected(["m", "n"]), "{way}");
    let mut events: Vec<String> = expected(["m", "n"]).iter().map(|id| format!("communication.updated {id}")).collect();
    events.extend(expected(["i", "j"]).iter().map(|id| format!("interview.updated {id}")));
    assert_eq!(told(&ada, &end).await, events, "{way}");
    for ((resources, id), (tag, before)) in of.iter().zip(before) {
        let (is_tag, is) = (tag_of(&ada, resources, id).await, by_remote_id(&ada, resources, id).await);
        if ["i", "m"].contains(id) || (both && ["j", "n"].contains(id)) {
            assert_eq!((&*tag, &*is_tag), ("\"v1\"", "\"v2\""), "{way}: {id}");
            assert!(!is.to_string().contains(&contact), "{way}: {is}");
            assert!(is["updated_at"].as_str() > before["updated_at"].as_str(), "{way}: {is}");
        } else {
            assert_eq!((tag, before), (is_tag, is), "{way}");
        }
    }
    let leaders = by_remote_id(&ada, "interviews", "i").await["interviewer_ids"].clone();
    assert_eq!(leaders, json!([id_of(&ada, "contacts", "s").await]), "{way}");
}

/// Sends a sync twice. Checks that its results have the stored versions, and that the second one changes nothing.
async fn settle(client: &Client, mode: &str, items: &Value) -> Value {
    let body = json!({"mode": mode, "items": items});
    let first = client.post(PATH, body.clone()).await.expect(200);
    for result in first["results"].as_array().unwrap() {
        let text = |field: &str| result[field].as_str().unwrap().to_owned();
        let stored = client.get(&format!("/v1/{}s/by-remote-id/{}", text("type"), text("remote_id"))).await;
        match result["version"].as_u64() {
            Some(version) => assert_eq!(stored.header("etag"), Some(&*format!("\"v{version}\"")), "{items}\n{first}"),
            None if text("result") == "failed" => {}
            None => assert_eq!(stored.status, 404, "{items}\n{first}"),
        }
    }
    let again = client.post(PATH, body).await.expect(200);
    let expected: Vec<_> =
        words(&first).into_iter().map(|word| if word == "failed" { word } else { "unchanged" }).collect();
    assert_eq!(words(&again), expected, "{items}\n{first}\n{again}");
    first
}

/// The role of the contact in the application, if it is there.
async fn role_in(client: &Client, contact: &str, application: &str) -> Option<String> {
    let list = client.get(&format!("/v1/contacts?application_remote_id={application}")).await.expect(200);
    let found = list["items"].as_array().unwrap().iter().find(|item| item["remote_id"] == contact)?["id"].clone();
    let application = id_of(client, "applications", application).await;
    let all = client.get(&format!("/v1/contacts/{}/applications", found.as_str().unwrap())).await.expect(200);
    let there = all["items"].as_array().unwrap().iter().find(|item| item["application_id"] == application.as_str())?;
    Some(there["role"].as_str().unwrap().to_owned())
}

on_both_databases! {
    async fn rows_that_lose_their_contact_have_changed(api: Api) {
        leave(&api, "remove", false).await;
        leave(&api, "sync out", false).await;
        leave(&api, "delete", true).await;
        leave(&api, "delete by remote id", true).await;
        leave(&api, "sync deletion", true).await;
    }

    async fn contacts_beside_the_deletion_of_their_application(api: Api) {
        let named = |field: &str, value: &str| with(json!({"type": "contact", "remote_id": "r"}), field, value);
        for (place, (mode, items, expected, role)) in [
            ("replace", json!([gone("application", "a"), with(contact("r", "b"), "role", "hiring_manager")]), ["deleted", "updated"], Some("hiring_manager")),
            ("replace", json!([with(contact("r", "b"), "role", "agency_recruiter"), gone("application", "a")]), ["updated", "deleted"], Some("agency_recruiter")),
            ("replace", json!([gone("application", "b"), with(contact("r", "a"), "role", "recruiter")]), ["deleted", "unchanged"], None),
            ("merge", json!([gone("application", "a"), named("title", "Head of Data")]), ["deleted", "updated"], Some("agency_recruiter")),
            ("merge", json!([gone("application", "a"), named("role", "other")]), ["deleted", "updated"], Some("other")),
            ("merge", json!([named("role", "other"), out_of("r", "a")]), ["updated", "deleted"], Some("other")),
            ("replace", json!([gone("application", "a"), out_of("r", "b")]), ["deleted", "deleted"], None),
            ("replace", json!([gone("application", "a"), out_of("r", "a")]), ["deleted", "deleted"], Some("agency_recruiter")),
            ("replace", json!([gone("application", "a"), gone("contact", "r")]), ["deleted", "deleted"], None),
            ("replace", json!([gone("application", "a"), with(contact("s", "b"), "role", "recruiter")]), ["deleted", "updated"], Some("agency_recruiter")),
            ("replace", json!([out_of("r", "b"), contact("r", "b")]), ["updated", "updated"], Some("other")),
            ("replace", json!([contact("r", "b"), out_of("r", "b")]), ["updated", "deleted"], None),
            ("merge", json!([with(contact("r", "b"), "role", "other"), json!({"type": "contact", "remote_id": "r", "application_remote_id": "b"})]), ["updated", "updated"], Some("other")),
        ].into_iter().enumerate() {
            let ada = api.sign_up(&format!("ada-{place}")).await;
            two_applications(&ada).await;
            let answer = settle(&ada, mode, &items).await;
            assert_eq!(words(&answer), expected, "{items}\n{answer}");
            if items[0]["remote_id"] != "b" {
                assert_eq!(role_in(&ada, "r", "b").await.as_deref(), role, "{items}");
            }
        }
    }

    async fn a_contact_whose_last_application_goes_needs_another_one(api: Api) {
        let ada = api.sign_up("ada").await;
        two_applications(&ada).await;
        let answer = settle(&ada, "merge", &json!([gone("application", "a"), {"type": "contact", "remote_id": "s", "title": "Dr."}])).await;
        assert_eq!(errors(&answer, 1), [("/items/1/application_remote_id", "required")]);
        ada.get("/v1/contacts/by-remote-id/s").await.problem(404, "not-found");
        let answer = settle(&ada, "merge", &json!([{"type": "contact", "remote_id": "r", "title": "Dr."}, out_of("r", "b")])).await;
        assert_eq!((words(&answer), errors(&answer, 0)), (vec!["failed", "deleted"], vec![("/items/0/application_remote_id", "required")]));
    }

    async fn facts_beside_the_departure_of_their_contact(api: Api) {
        for (place, (items, expected)) in [
            (json!([out_of("r", "b"), {"type": "interview", "remote_id": "j", "status": "completed"}, {"type": "communication", "remote_id": "n"}]), ["deleted", "updated", "updated"]),
            (json!([gone("contact", "r"), {"type": "interview", "remote_id": "j"}, {"type": "communication", "remote_id": "n", "needs_answer": true}]), ["deleted", "updated", "updated"]),
            (json!([out_of("r", "a"), gone("interview", "i"), gone("communication", "m")]), ["deleted", "deleted", "deleted"]),
            (json!([out_of("r", "b"), {"type": "interview", "remote_id": "j", "talking_points": ["streams"]}, contact("r", "b")]), ["unchanged", "updated", "unchanged"]),
        ].into_iter().enumerate() {
            let ada = api.sign_up(&format!("ada-{place}")).await;
            two_applications(&ada).await;
            let answer = settle(&ada, "merge", &items).await;
            assert_eq!(words(&answer), expected, "{items}\n{answer}");
            let left = by_remote_id(&ada, "interviews", "j").await["interviewer_ids"].as_array().unwrap().len();
            assert_eq!(left, usize::from(place >= 2), "{items}");
        }
    }

    async fn a_violation_in_a_deletion_names_it(api: Api) {
        let ada = api.sign_up("ada").await;
        two_applications(&ada).await;
        let told = |answer: &Value, index: usize| answer["results"][index]["problem"]["errors"][0]["message"].as_str().unwrap().to_owned();
        let answer = settle(&ada, "merge", &json!([
            gone("application", "a"), {"type": "interview", "remote_id": "i", "status": "completed"},
            {"type": "communication", "remote_id": "m", "application_remote_id": "b"}
        ])).await;
        assert_eq!(errors(&answer, 1), [("/items/1", "unknown_reference")]);
        assert_eq!(told(&answer, 1), "item 0 deletes the application to which it belongs");
        assert_eq!(errors(&answer, 2), [("/items/2/application_remote_id", "immutable")]);
        assert!(told(&answer, 2).contains("item 0"), "{answer}");
        let answer = settle(&ada, "replace", &json!([out_of("r", "b"), interview("j", "b", &["r"])])).await;
        assert_eq!(errors(&answer, 1), [("/items/1/interviewer_remote_ids/0", "unknown_reference")]);
        assert_eq!(told(&answer, 1), "item 0 takes this contact out of the application");
        // An application that isn't there: nothing to do, but the contact is.
        let answer = settle(&ada, "replace", &json!([out_of("r", "unknown"), out_of("nobody", "a")])).await;
        assert_eq!(words(&answer), ["unchanged", "unchanged"]);
        assert_eq!(answer["results"][0]["id"], by_remote_id(&ada, "contacts", "r").await["id"]);
        assert!(answer["results"][1]["id"].is_null(), "{answer}");
    }
}
