//! `POST /v1/sync` with `"mode": "merge"`: what items leave out stays as it is stored.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::{
    support::{Client, on_both_databases},
    sync::{
        PATH, application, by_remote_id, candidate, communication, contact, errors, everything, interview,
        is_conflict_with, sync, words,
    },
};

async fn merge(client: &Client, items: impl Into<Value>) -> Value {
    client.post(PATH, json!({"mode": "merge", "items": items.into()})).await.expect(200)
}

/// What is stored of [`everything`] of `a`.
async fn stored(client: &Client) -> Vec<Value> {
    let mut stored = Vec::new();
    for (resources, remote_id) in [
        ("candidates", "a-candidate"),
        ("applications", "a"),
        ("contacts", "a-contact-1"),
        ("contacts", "a-contact-2"),
        ("interviews", "a-interview"),
        ("communications", "a-communication"),
    ] {
        stored.push(by_remote_id(client, resources, remote_id).await);
    }
    stored
}

async fn patch(client: &Client, resources: &str, remote_id: &str, patch: Value) {
    let id = by_remote_id(client, resources, remote_id).await["id"].as_str().unwrap().to_owned();
    client.patch(&format!("/v1/{resources}/{id}"), patch).await.expect(200);
}

on_both_databases! {
    async fn a_nightly_job_takes_nothing_back(api: Api) {
        let ada = api.sign_up("ada").await;
        assert_eq!(words(&merge(&ada, everything("a")).await), ["created"; 6]);
        patch(&ada, "candidates", "a-candidate", json!({"time_zone": "America/Halifax", "goals": ["a team to lead"]})).await;
        patch(&ada, "applications", "a", json!({
            "playbook": "dream-job",
            "outcome": {"kind": "rejected", "at": "2026-03-20T09:00:00-04:00"},
            "competing_offers": [{"id": "o", "at": "2026-03-11T09:00:00Z"}]
        })).await;
        patch(&ada, "contacts", "a-contact-1", json!({"undeliverable": ["email"], "left": true, "role": "recruiter"})).await;
        patch(&ada, "interviews", "a-interview", json!({"status": "completed", "talking_points": ["streams"]})).await;
        patch(&ada, "communications", "a-communication", json!({"needs_answer": true, "answer": "soon"})).await;
        let before = stored(&ada).await;
        let again = merge(&ada, everything("a")).await;
        assert_eq!((words(&again), &again["unchanged"]), (vec!["unchanged"; 6], &json!(6)));
        assert_eq!(stored(&ada).await, before);

        // What an item names counts, and null clears.
        let mut items = everything("a");
        items[0]["answer"] = Value::Null;
        items[2]["left"] = json!(false);
        items[3]["outcome"] = Value::Null;
        items[5]["strengths"] = Value::Null;
        let changed = merge(&ada, items.clone()).await;
        assert_eq!(words(&changed), ["updated", "unchanged", "updated", "updated", "unchanged", "updated"]);
        assert_eq!(words(&merge(&ada, items).await), ["unchanged"; 6]);
        let after = stored(&ada).await;
        assert_eq!((&after[0]["strengths"], &after[0]["goals"]), (&json!([]), &json!(["a team to lead"])));
        assert_eq!((&after[1]["outcome"], &after[1]["playbook"]), (&Value::Null, &json!("dream-job")));
        assert_eq!((&after[2]["left"], &after[2]["undeliverable"]), (&json!(false), &json!(["email"])));
        assert_eq!((&after[5]["answer"], &after[5]["needs_answer"]), (&Value::Null, &json!(true)));

        // By default an item is the whole resource.
        assert_eq!(sync(&ada, everything("a")).await["updated"], 5);
        assert_eq!(by_remote_id(&ada, "contacts", "a-contact-1").await["undeliverable"], json!([]));
    }

    async fn an_item_may_name_just_what_it_changes(api: Api) {
        let ada = api.sign_up("ada").await;
        merge(&ada, everything("a")).await;
        let before = stored(&ada).await;
        let answer = merge(&ada, json!([
            {"type": "candidate", "remote_id": "a-candidate", "phone": "+1 212 555 0100"},
            {"type": "application", "remote_id": "a", "company": {"sector": "startup"}},
            {"type": "contact", "remote_id": "a-contact-1", "title": "Head of Data"},
            {"type": "interview", "remote_id": "a-interview", "status": "completed"},
            {"type": "communication", "remote_id": "a-communication", "needs_answer": true}
        ])).await;
        assert_eq!(words(&answer), ["updated"; 5]);
        let after = stored(&ada).await;
        assert_eq!(after[1]["company"]["name"], before[1]["company"]["name"]);
        assert_eq!(after[1]["company"]["sector"], "startup");
        assert_eq!(after[1]["candidate_id"], before[1]["candidate_id"]);
        assert_eq!((&after[2]["title"], &after[2]["role"]), (&json!("Head of Data"), &before[2]["role"]));
        assert_eq!((&after[4]["interviewer_ids"], &after[4]["status"]), (&before[4]["interviewer_ids"], &json!("completed")));
        assert_eq!(after[5]["contact_id"], before[5]["contact_id"]);

        let answer = merge(&ada, json!([
            {"type": "interview", "remote_id": "a-interview", "application_remote_id": "a", "interviewer_remote_ids": null},
            {"type": "communication", "remote_id": "a-communication", "application_remote_id": "a", "contact_remote_id": null}
        ])).await;
        assert_eq!(words(&answer), ["updated"; 2]);
        let after = stored(&ada).await;
        assert_eq!((&after[4]["interviewer_ids"], &after[5]["contact_id"]), (&json!([]), &Value::Null));
        let answer = merge(&ada, json!([
            {"type": "interview", "remote_id": "a-interview", "interviewer_remote_ids": ["a-contact-2"]},
            {"type": "communication", "remote_id": "a-communication", "contact_remote_id": "a-contact-1"}
        ])).await;
        assert_eq!(words(&answer), ["updated"; 2]);
        let after = stored(&ada).await;
        assert_eq!((&after[4]["interviewer_ids"], &after[5]["contact_id"]), (&json!([after[3]["id"]]), &after[2]["id"]));
    }

    async fn what_is_wrong_is_told_and_what_is_new_is_whole(api: Api) {
        let ada = api.sign_up("ada").await;
        merge(&ada, everything("a")).await;
        let before = stored(&ada).await;
        let id = before[1]["id"].clone();
        let answer = merge(&ada, json!([
            {"type": "interview", "remote_id": "a-interview", "ends_at": "2026-03-10T13:00:00Z"},
            {"type": "contact", "remote_id": "a-contact-1", "email": "nobody", "nickname": "G"},
            {"type": "candidate", "remote_id": "a-candidate", "id": id, "interviewer_ids": [], "deleted": "yes"},
            {"type": "communication", "remote_id": "a-communication", "contact_id": id, "contact_remote_id": 1},
            {"type": "application", "remote_id": "a", "company": null, "candidate_id": id},
            {"type": "interview", "remote_id": "new", "application_remote_id": "b", "status": "completed"},
            {"type": "contact", "remote_id": "new"}
        ])).await;
        assert_eq!(answer["failed"], 7);
        assert_eq!(errors(&answer, 0), [("/items/0/ends_at", "not_after_start")]);
        let mut found = errors(&answer, 1);
        found.sort_unstable();
        assert_eq!(found, [("/items/1/email", "format"), ("/items/1/nickname", "unknown_field")]);
        let unknown = |index, names: &[&str]| {
            let found: Vec<_> = errors(&answer, index).into_iter().filter(|(_, code)| *code == "unknown_field").map(|(at, _)| at.to_owned()).collect();
            let expected: Vec<_> = names.iter().map(|name| format!("/items/{index}/{name}")).collect();
            assert_eq!(found, expected);
        };
        unknown(2, &["id", "interviewer_ids"]);
        assert!(errors(&answer, 2).contains(&("/items/2/deleted", "type")), "{answer}");
        unknown(3, &["contact_id"]);
        assert!(errors(&answer, 3).contains(&("/items/3/contact_remote_id", "type")), "{answer}");
        unknown(4, &["candidate_id"]);
        assert!(errors(&answer, 4).contains(&("/items/4/company", "required")), "{answer}");
        let missing: Vec<_> = errors(&answer, 5).into_iter().map(|(at, _)| at).collect();
        assert_eq!(missing, ["/items/5/ends_at", "/items/5/starts_at"]);
        assert_eq!(errors(&answer, 6), [("/items/6/application_remote_id", "required")]);
        assert_eq!(stored(&ada).await, before);
        // What is whole, and what is not, are refused together within an application.
        let mut items = vec![contact("a-contact-1", "a"), interview("a-interview", "a", &[])];
        items[0]["title"] = json!("Head of Data");
        items[1]["interviewer_remote_ids"] = json!(["nobody"]);
        let answer = merge(&ada, items).await;
        assert_eq!(errors(&answer, 1), [("/items/1/interviewer_remote_ids/0", "unknown_reference")]);
        assert!(is_conflict_with(&answer, 0, 1), "{answer}");
    }

    async fn items_of_one_contact_count_one_after_the_other(api: Api) {
        let ada = api.sign_up("ada").await;
        merge(&ada, json!([candidate("c"), application("a", "c"), application("b", "c"), contact("r", "a")])).await;
        patch(&ada, "contacts", "r", json!({"role": "recruiter", "undeliverable": ["linkedin"]})).await;
        let items = json!([
            {"type": "contact", "remote_id": "r", "application_remote_id": "a", "phone": "+1 212 555 0100"},
            {"type": "contact", "remote_id": "r", "application_remote_id": "b", "title": "Head of Data", "role": "hiring_manager"},
            {"type": "contact", "remote_id": "s", "application_remote_id": "a", "name": "Ada"},
            {"type": "contact", "remote_id": "s", "application_remote_id": "b", "phone": "+1 212 555 0101"}
        ]);
        let answer = merge(&ada, items.clone()).await;
        assert_eq!(words(&answer), ["updated", "updated", "created", "created"], "{answer}");
        let one = by_remote_id(&ada, "contacts", "r").await;
        assert_eq!((&one["phone"], &one["title"], &one["role"]), (&json!("+1 212 555 0100"), &json!("Head of Data"), &json!("recruiter")));
        assert_eq!((&one["email"], &one["undeliverable"]), (&json!("grace@acme.example"), &json!(["linkedin"])));
        let other = by_remote_id(&ada, "contacts", "s").await;
        assert_eq!((&other["name"], &other["phone"]), (&json!("Ada"), &json!("+1 212 555 0101")));
        assert_eq!(words(&merge(&ada, items).await), ["unchanged"; 4]);

        // One that is refused adds nothing to those behind it.
        let answer = merge(&ada, json!([
            {"type": "contact", "remote_id": "r", "application_remote_id": "a", "phone": "+1 212 555 0199"},
            interview("i", "a", &["nobody"]),
            {"type": "contact", "remote_id": "r", "application_remote_id": "b", "title": "Head of People"}
        ])).await;
        assert_eq!(words(&answer), ["failed", "failed", "updated"], "{answer}");
        let one = by_remote_id(&ada, "contacts", "r").await;
        assert_eq!((&one["phone"], &one["title"]), (&json!("+1 212 555 0100"), &json!("Head of People")));
    }

    async fn a_deletion_is_marked_by_true_or_false(api: Api) {
        let ada = api.sign_up("ada").await;
        sync(&ada, everything("a")).await;
        for mode in ["replace", "merge"] {
            for deleted in [json!("yes"), json!(1), Value::Null] {
                let items = ["a-candidate", "new"].map(|remote_id| {
                    json!({"type": "candidate", "remote_id": remote_id, "name": "Bob Sato", "deleted": deleted})
                });
                let answer = ada.post(PATH, json!({"mode": mode, "items": items})).await.expect(200);
                for index in 0..2 {
                    let expected = format!("/items/{index}/deleted");
                    assert_eq!(errors(&answer, index), [(&*expected, "type")], "{mode}: {answer}");
                }
            }
        }
    }

    async fn an_item_of_a_contact_needs_no_application_of_its_own(api: Api) {
        let ada = api.sign_up("ada").await;
        let nowhere = json!({"type": "contact", "remote_id": "r", "phone": "+1 212 555 0100"});
        sync(&ada, json!([candidate("c"), application("a", "c"), application("b", "c")])).await;
        for mode in ["replace", "merge"] {
            let send = async |items: Value| ada.post(PATH, json!({"mode": mode, "items": items})).await.expect(200);
            // A new one needs an application, which another item may name, before or after it.
            let answer = send(json!([nowhere])).await;
            assert_eq!(errors(&answer, 0), [("/items/0/application_remote_id", "required")]);
            for items in [json!([nowhere, contact("r", "a")]), json!([contact("r", "a"), nowhere])] {
                let answer = send(items.clone()).await;
                assert_eq!(words(&answer), ["created", "created"], "{mode}: {answer}");
                assert_eq!(answer["results"][0]["id"], answer["results"][1]["id"]);
                let stored = by_remote_id(&ada, "contacts", "r").await;
                for field in ["phone", "email"] {
                    let is_kept = mode == "merge" || items[1][field].is_string();
                    assert_eq!(stored[field].is_string(), is_kept, "{mode}, {field}: {stored}");
                }
                assert_eq!(words(&send(items).await), ["unchanged", "unchanged"]);
                // One that is stored needs none.
                let answer = send(json!([{"type": "contact", "remote_id": "r", "title": "Dr."}])).await;
                assert_eq!(words(&answer), ["updated"], "{answer}");
                assert_eq!(by_remote_id(&ada, "contacts", "r").await["application_id"], stored["application_id"]);
                sync(&ada, json!([{"type": "contact", "remote_id": "r", "deleted": true}])).await;
            }
            // If the item that names the application is refused, so are the others of the contact.
            let answer = send(json!([nowhere, contact("r", "a"), interview("i", "a", &["nobody"])])).await;
            assert_eq!(answer["failed"], 3, "{answer}");
            let told = answer["results"][0]["problem"]["detail"].as_str().unwrap();
            assert!(told.starts_with("not written, since item 1, which names an application"), "{told}");
            let answer = send(json!([nowhere, contact("r", "a"), interview("i", "a", &["nobody"]), contact("r", "b")])).await;
            assert_eq!(words(&answer), ["created", "failed", "failed", "created"], "{answer}");
            sync(&ada, json!([{"type": "contact", "remote_id": "r", "deleted": true}])).await;
        }
        // It does what the PUT does.
        sync(&ada, vec![contact("r", "a")]).await;
        let put = ada.put("/v1/contacts/by-remote-id/r", json!({"name": "Grace", "role": "recruiter"})).await.expect(200);
        let item = json!({"type": "contact", "remote_id": "r", "name": "Grace", "role": "recruiter"});
        let answer = sync(&ada, vec![item]).await;
        assert_eq!((words(&answer), &answer["results"][0]["id"]), (vec!["unchanged"], &put["id"]), "{answer}");
    }

    async fn the_mode_is_named_in_the_body_or_in_the_query(api: Api) {
        let ada = api.sign_up("ada").await;
        sync(&ada, everything("a")).await;
        let named = json!({"type": "candidate", "remote_id": "a-candidate", "name": "Bob Sato"});
        let lines = ada.raw(Method::POST, "/v1/sync?mode=merge", "application/x-ndjson", named.to_string()).await;
        assert_eq!(lines.expect(200)["unchanged"], 1);
        let body = |mode: Value| json!({"mode": mode, "items": [named]});
        assert_eq!(ada.post("/v1/sync?mode=merge", json!({"items": [named]})).await.expect(200)["unchanged"], 1);
        assert_eq!(ada.post("/v1/sync?mode=merge", body(json!("merge"))).await.expect(200)["unchanged"], 1);
        let other = ada.post("/v1/sync?mode=merge", body(json!("replace"))).await.problem(422, "invalid-body");
        assert_eq!(other, [("/mode".to_owned(), "mismatch".to_owned())]);
        let unknown = ada.post(PATH, body(json!("patch"))).await.problem(422, "invalid-body");
        assert_eq!(unknown[0].0, "/mode");
        ada.post("/v1/sync?mode=patch", body(json!("merge"))).await.problem(400, "bad-request");
        let lines = ada.raw(Method::POST, PATH, "application/x-ndjson", named.to_string()).await;
        assert_eq!(lines.expect(200)["updated"], 1);
        assert_eq!(by_remote_id(&ada, "candidates", "a-candidate").await["strengths"], json!([]));
    }

    async fn whoever_merges_at_once_takes_nothing_from_the_other(api: Api) {
        let ada = api.sign_up("ada").await;
        merge(&ada, everything("a")).await;
        let fields = ["title", "given_name", "family_name", "phone"];
        let merges = fields.iter().map(|field| {
            let mut item = json!({"type": "contact", "remote_id": "a-contact-1"});
            item[field] = json!(if *field == "phone" { "+1 212 555 0100" } else { "Grace" });
            merge(&ada, vec![item])
        });
        for answer in futures_util::future::join_all(merges).await {
            assert_eq!(words(&answer), ["updated"]);
        }
        let contact = by_remote_id(&ada, "contacts", "a-contact-1").await;
        assert!(fields.iter().all(|field| contact[field].is_string()), "{contact}");
        let sent = merge(&ada, vec![communication("a-communication", "a", "a-contact-2")]).await;
        assert_eq!(words(&sent), ["updated"]);
    }

    async fn an_item_without_application_is_written_with_those_of_its_own(api: Api) {
        let ada = api.sign_up("ada").await;
        merge(&ada, everything("a")).await;
        merge(&ada, everything("b")).await;
        // The communication is of another application, so neither it nor anything of "b" is written.
        let items = json!([
            {"type": "contact", "remote_id": "a-contact-1", "application_remote_id": "b"},
            {"type": "interview", "remote_id": "b-interview", "interviewer_remote_ids": ["a-contact-1"]},
            {"type": "communication", "remote_id": "a-communication", "application_remote_id": "b"},
            {"type": "candidate", "remote_id": "a-candidate", "name": "Grace"}
        ]);
        let sent = merge(&ada, items).await;
        assert_eq!(words(&sent), ["failed", "failed", "failed", "updated"]);
        assert!(is_conflict_with(&sent, 1, 2), "{sent}");
        // A contact that would be new is no reason to refuse the whole request.
        let items = json!([
            contact("new", "b"),
            {"type": "communication", "remote_id": "b-communication", "contact_remote_id": "new"},
            {"type": "communication", "remote_id": "a-communication", "application_remote_id": "b"},
            {"type": "candidate", "remote_id": "a-candidate", "name": "Hedy"}
        ]);
        assert_eq!(words(&merge(&ada, items).await), ["failed", "failed", "failed", "updated"]);
    }
}
