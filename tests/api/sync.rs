//! `POST /v1/sync`: many resources by the client's own ids in one request.

use actix_web::{http::Method, test::TestRequest};
use serde_json::{Value, json};

use crate::support::{Api, Backend, Citus, Client, on_both_databases};

pub const PATH: &str = "/v1/sync";

pub fn candidate(remote_id: &str) -> Value {
    json!({"type": "candidate", "remote_id": remote_id, "name": "Bob Sato", "strengths": ["patience"]})
}

pub fn application(remote_id: &str, candidate: &str) -> Value {
    json!({
        "type": "application", "remote_id": remote_id, "candidate_remote_id": candidate,
        "company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "America/New_York"
    })
}

pub fn contact(remote_id: &str, application: &str) -> Value {
    json!({
        "type": "contact", "remote_id": remote_id, "application_remote_id": application,
        "name": "Grace Lindqvist", "email": "grace@acme.example"
    })
}

pub fn interview(remote_id: &str, application: &str, interviewers: &[&str]) -> Value {
    json!({
        "type": "interview", "remote_id": remote_id, "application_remote_id": application,
        "interviewer_remote_ids": interviewers,
        "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z"
    })
}

pub fn communication(remote_id: &str, application: &str, contact: &str) -> Value {
    json!({
        "type": "communication", "remote_id": remote_id, "application_remote_id": application,
        "contact_remote_id": contact, "direction": "inbound", "at": "2026-03-10T15:30:00Z"
    })
}

/// One of each, with what refers to others first.
pub fn everything(of: &str) -> Vec<Value> {
    let [one, two] = [1, 2].map(|n| format!("{of}-contact-{n}"));
    vec![
        communication(&format!("{of}-communication"), of, &one),
        interview(&format!("{of}-interview"), of, &[&two, &one]),
        contact(&one, of),
        application(of, &format!("{of}-candidate")),
        contact(&two, of),
        candidate(&format!("{of}-candidate")),
    ]
}

/// The same items with another value in each.
pub fn changed(mut items: Vec<Value>) -> Vec<Value> {
    for item in &mut items {
        match item["type"].as_str().unwrap() {
            "interview" => item["interviewer_remote_ids"].as_array_mut().unwrap().truncate(1),
            "candidate" => item["name"] = json!("Robert"),
            "application" => item["company"]["name"] = json!("Umbrella"),
            "contact" => item["phone"] = json!("+1 212 555 0100"),
            _ => item["needs_answer"] = json!(true),
        }
    }
    items
}

pub async fn sync(client: &Client, items: impl Into<Value>) -> Value {
    client.post(PATH, json!({"items": items.into()})).await.expect(200)
}

pub fn words(answer: &Value) -> Vec<&str> {
    answer["results"].as_array().unwrap().iter().map(|result| result["result"].as_str().unwrap()).collect()
}

/// The pointers and codes of an item that failed.
pub fn errors(answer: &Value, index: usize) -> Vec<(&str, &str)> {
    let result = &answer["results"][index];
    assert_eq!(result["result"], "failed", "{result}");
    assert!(result["id"].is_null() && result["version"].is_null(), "{result}");
    let errors = result["problem"]["errors"].as_array().unwrap_or_else(|| panic!("{result}")).iter();
    errors.map(|error| (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap())).collect()
}

pub fn is_conflict_with(answer: &Value, index: usize, culprit: usize) -> bool {
    let problem = &answer["results"][index]["problem"];
    let told = problem["detail"].as_str().unwrap_or_default();
    problem["type"] == "urn:followup:problem:conflict" && told.contains(&format!("item {culprit} of the same"))
}

pub async fn by_remote_id(client: &Client, resources: &str, remote_id: &str) -> Value {
    client.get(&format!("/v1/{resources}/by-remote-id/{remote_id}")).await.expect(200)
}

on_both_databases! {
    async fn references_that_are_null_count_as_left_out(api: Api) {
        let ada = api.sign_up("ada").await;
        let details = json!({"company": {"name": "Acme"}, "position": {"title": "Engineer"}, "time_zone": "UTC"});
        let mut application = json!({"type": "application", "remote_id": "a", "candidate_remote_id": null});
        application.as_object_mut().unwrap().extend(details.as_object().unwrap().clone());
        let interview = json!({
            "type": "interview", "remote_id": "i", "application_remote_id": "a", "interviewer_remote_ids": null,
            "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z",
        });
        let communication = json!({
            "type": "communication", "remote_id": "m", "application_remote_id": "a", "contact_remote_id": null,
            "direction": "inbound", "at": "2026-03-10T15:30:00Z",
        });
        let items = json!([application, interview, communication]);
        assert_eq!(words(&sync(&ada, items.clone()).await), ["created"; 3]);
        let merged = json!({"mode": "merge", "items": items});
        assert_eq!(words(&ada.post(PATH, merged).await.expect(200)), ["unchanged"; 3]);
        assert_eq!(words(&sync(&ada, items).await), ["unchanged"; 3]);
    }

    async fn items_in_any_order_are_made_once_and_then_replaced(api: Api) {
        let ada = api.sign_up("ada").await;
        let items = everything("a");
        let answer = sync(&ada, items.clone()).await;
        assert_eq!(words(&answer), ["created"; 6]);
        for (item, result) in items.iter().zip(answer["results"].as_array().unwrap()) {
            assert_eq!((&result["type"], &result["remote_id"]), (&item["type"], &item["remote_id"]));
            assert_eq!(result["version"], 1);
        }
        let [application, interview] = [3, 1].map(|index| answer["results"][index]["id"].clone());
        let contacts: Vec<_> = [4, 2].map(|index| answer["results"][index]["id"].clone()).into();
        let stored = by_remote_id(&ada, "interviews", "a-interview").await;
        assert_eq!((&stored["id"], &stored["application_id"]), (&interview, &application));
        assert_eq!(stored["interviewer_ids"], json!(contacts));
        assert_eq!(by_remote_id(&ada, "applications", "a").await["candidate_id"], answer["results"][5]["id"]);
        let communications = format!("/v1/applications/{}/communications", application.as_str().unwrap());
        let communications = ada.get(&communications).await.expect(200);
        assert_eq!(communications["items"][0]["contact_id"], contacts[1]);
        assert_eq!(by_remote_id(&ada, "candidates", "a-candidate").await["strengths"], json!(["patience"]));
        assert_eq!(by_remote_id(&ada, "contacts", "a-contact-1").await["phone"], Value::Null);

        api.clock.advance(chrono::TimeDelta::seconds(1));
        let again = sync(&ada, items.clone()).await;
        assert_eq!(words(&again), ["unchanged"; 6]);
        assert_eq!(again["unchanged"], 6);
        assert_eq!(by_remote_id(&ada, "interviews", "a-interview").await, stored);

        let mut changed = items.clone();
        changed[1]["interviewer_remote_ids"] = json!(["a-contact-1"]);
        changed[0]["needs_answer"] = json!(true);
        changed[5].as_object_mut().unwrap().remove("strengths");
        let answer = sync(&ada, changed).await;
        assert_eq!(words(&answer), ["updated", "updated", "unchanged", "unchanged", "unchanged", "updated"]);
        assert_eq!((&answer["results"][1]["version"], &answer["results"][1]["id"]), (&json!(2), &interview));
        let stored = by_remote_id(&ada, "interviews", "a-interview").await;
        assert_eq!(stored["interviewer_ids"], json!([contacts[1]]));
        assert_eq!(by_remote_id(&ada, "candidates", "a-candidate").await["strengths"], json!([]));
        assert_eq!(words(&sync(&ada, items).await)[1], "updated");
    }

    async fn it_writes_what_puts_write(api: Api) {
        let [ada, bob] = [api.sign_up("ada").await, api.sign_up("bob").await];
        let mut application = application("a", "c");
        for (field, value) in [
            ("urgent", json!(true)),
            ("closures", json!(["2026-03-12"])),
            ("applied_on", json!("2026-03-01")),
            ("playbook", json!("dream-job")),
            ("outcome", json!({"kind": "offered", "at": "2026-03-20T09:00:00Z", "respond_by": "2026-03-27T09:00:00Z"})),
            ("competing_offers", json!([{"id": "o", "at": "2026-03-11T09:00:00Z"}])),
        ] {
            application[field] = value;
        }
        sync(&ada, vec![candidate("c"), application.clone()]).await;
        let put = bob.put("/v1/candidates/by-remote-id/c", json!({"name": "Bob"})).await.created();
        let fields = application.as_object_mut().unwrap();
        fields.retain(|name, _| !["type", "candidate_remote_id"].contains(&name.as_str()));
        fields.insert("candidate_id".to_owned(), json!(put));
        let mut put = bob.put("/v1/applications/by-remote-id/a", application).await.expect(201);
        let mut synced = by_remote_id(&ada, "applications", "a").await;
        for stored in [&mut put, &mut synced] {
            for own in ["id", "candidate_id"] {
                stored[own].take();
            }
        }
        assert_eq!(put, synced);
    }

    async fn plans_follow_from_what_is_synced(api: Api) {
        let ada = api.sign_up("ada").await;
        let items = everything("a");
        sync(&ada, items[2..].to_vec()).await;
        let agenda = || ada.get("/v1/agenda");
        assert_eq!(agenda().await.expect(200)["items"], json!([]));
        sync(&ada, vec![items[1].clone()]).await;
        let first = agenda().await.expect(200);
        assert!(!first["items"].as_array().unwrap().is_empty(), "{first}");
        let mut cancelled = items[1].clone();
        cancelled["status"] = json!("cancelled");
        sync(&ada, vec![cancelled]).await;
        assert_ne!(agenda().await.expect(200)["items"], first["items"]);
        let mut moved = items[5].clone();
        moved["time_zone"] = json!("Asia/Tokyo");
        sync(&ada, vec![items[1].clone(), moved]).await;
        assert!(agenda().await.expect(200)["items"][0].is_object());
    }

    async fn an_application_is_written_as_a_whole(api: Api) {
        let ada = api.sign_up("ada").await;
        let mut items = everything("a");
        items.extend(everything("b"));
        items[1]["ends_at"] = json!("2026-03-10T13:00:00Z");
        items[2]["nickname"] = json!("G");
        items[2]["email"] = json!("nobody");
        let answer = sync(&ada, items.clone()).await;
        assert_eq!((&answer["created"], &answer["failed"]), (&json!(7), &json!(5)));
        assert_eq!(errors(&answer, 1), [("/items/1/ends_at", "not_after_start")]);
        let mut found = errors(&answer, 2);
        found.sort_unstable();
        assert_eq!(found, [("/items/2/email", "format"), ("/items/2/nickname", "unknown_field")]);
        for index in [0, 3, 4] {
            assert!(is_conflict_with(&answer, index, 1), "{answer}");
        }
        assert_eq!(words(&answer)[5], "created");
        ada.get("/v1/applications/by-remote-id/a").await.problem(404, "not-found");
        by_remote_id(&ada, "interviews", "b-interview").await;

        // Changes of what is there, too.
        sync(&ada, everything("a")).await;
        let mut items = everything("a");
        items[3]["urgent"] = json!(true);
        items[4]["role"] = json!("nobody");
        let answer = sync(&ada, items).await;
        assert_eq!(words(&answer), ["failed", "failed", "failed", "failed", "failed", "unchanged"]);
        assert!(is_conflict_with(&answer, 3, 4), "{answer}");
        assert_eq!(by_remote_id(&ada, "applications", "a").await["urgent"], false);
    }

    async fn what_is_wrong_with_references_is_told(api: Api) {
        let [ada, eve] = [api.sign_up("ada").await, api.sign_up("eve").await];
        sync(&eve, everything("eve")).await;
        sync(&ada, everything("a")).await;
        sync(&ada, everything("b")).await;
        let mut playbook = application("i", "a-candidate");
        playbook["playbook"] = json!("none");
        let answer = sync(&ada, vec![
            application("c", "eve-candidate"),
            contact("d", "eve"),
            interview("e", "a", &["a-contact-1", "b-contact-1", "eve-contact-1"]),
            communication("f", "b", "a-contact-1"),
            interview("a-interview", "b", &[]),
            json!({"type": "candidate", "remote_id": "g", "name": 1}),
            application("h", "g"),
            contact("h-contact", "h"),
            playbook,
        ]).await;
        assert_eq!(errors(&answer, 0), [("/items/0/candidate_remote_id", "unknown_reference")]);
        assert_eq!(errors(&answer, 1), [("/items/1/application_remote_id", "unknown_reference")]);
        assert_eq!(errors(&answer, 2), [
            ("/items/2/interviewer_remote_ids/1", "unknown_reference"),
            ("/items/2/interviewer_remote_ids/2", "unknown_reference"),
        ]);
        assert_eq!(errors(&answer, 3), [("/items/3/contact_remote_id", "unknown_reference")]);
        assert_eq!(errors(&answer, 4), [("/items/4/application_remote_id", "immutable")]);
        assert_eq!(errors(&answer, 5), [("/items/5/name", "type")]);
        assert_eq!(errors(&answer, 6), [("/items/6/candidate_remote_id", "unknown_reference")]);
        assert!(is_conflict_with(&answer, 7, 6), "{answer}");
        assert_eq!(errors(&answer, 8), [("/items/8/playbook", "unknown_reference")]);
        assert_eq!(answer["failed"], 9);
        // The same remote ids are each account's own.
        sync(&eve, everything("a")).await;
        assert_ne!(by_remote_id(&eve, "applications", "a").await["id"], by_remote_id(&ada, "applications", "a").await["id"]);
    }

    async fn nothing_but_an_items_own_fields_is_taken(api: Api) {
        let ada = api.sign_up("ada").await;
        sync(&ada, everything("a")).await;
        let id = by_remote_id(&ada, "applications", "a").await["id"].clone();
        for (field, value) in [
            ("id", id.clone()),
            ("account_id", id.clone()),
            ("version", json!(7)),
            ("created_at", json!("2026-03-10T14:00:00Z")),
            ("application_id", id.clone()),
            ("interviewer_ids", json!([id])),
        ] {
            let mut item = interview("a-interview", "a", &[]);
            item[field] = value;
            let answer = sync(&ada, vec![item]).await;
            assert_eq!(errors(&answer, 0), [(format!("/items/0/{field}").as_str(), "unknown_field")]);
        }
    }

    async fn duplicates_are_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let mut items = everything("a");
        items.extend([interview("a-interview", "a", &[]), candidate("b"), candidate("c"), candidate("b"), contact("c", "a")]);
        let answer = sync(&ada, items).await;
        assert_eq!(errors(&answer, 1), [("/items/1/remote_id", "duplicate")]);
        assert_eq!(errors(&answer, 6), [("/items/6/remote_id", "duplicate")]);
        assert_eq!(errors(&answer, 7), [("/items/7/remote_id", "duplicate")]);
        assert_eq!(errors(&answer, 9), [("/items/9/remote_id", "duplicate")]);
        assert!(is_conflict_with(&answer, 0, 1), "{answer}");
        // Ids are distinguished by type.
        assert_eq!((words(&answer)[5], words(&answer)[8]), ("created", "created"));
        assert_eq!(answer["created"], 2);
    }

    async fn lines_are_items(api: Api) {
        let ada = api.sign_up("ada").await;
        let lines = |lines: &[String]| {
            let body = lines.join("\r\n");
            let ada = ada.clone();
            async move { ada.raw(Method::POST, PATH, "application/x-ndjson", body).await }
        };
        let mut body: Vec<String> = everything("a").iter().map(Value::to_string).collect();
        // Some programs begin a file so.
        body[0].insert(0, '\u{feff}');
        body.insert(1, String::new());
        body.insert(2, "{\"type\": \"candidate\", \"remote".to_owned());
        body.push("[]".to_owned());
        body.push("{}".to_owned());
        body.push(json!({"type": "offer", "remote_id": "o"}).to_string());
        body.push(String::new());
        let answer = lines(&body).await.expect(200);
        assert_eq!((&answer["created"], &answer["failed"]), (&json!(6), &json!(4)));
        let malformed = &answer["results"][1]["problem"];
        assert_eq!(malformed["type"], "urn:followup:problem:malformed-json");
        assert_eq!(errors(&answer, 1), [("/items/1", "malformed")]);
        let told = malformed["detail"].as_str().unwrap();
        assert!(told.starts_with("line 3 is not JSON: at column ") && told.ends_with(", the text ends within a string"), "{told}");
        assert_eq!(errors(&answer, 7), [("/items/7", "type")]);
        assert_eq!(errors(&answer, 8), [("/items/8/type", "required")]);
        assert_eq!(errors(&answer, 9), [("/items/9/type", "unknown_value")]);
        assert_eq!((&answer["results"][9]["type"], &answer["results"][9]["remote_id"]), (&Value::Null, &json!("o")));
        let none = lines(&[String::new(), " ".to_owned()]).await.problem(422, "invalid-body");
        assert_eq!(none, [("/items".to_owned(), "too_few".to_owned())]);
        let many = vec![candidate("c").to_string(); 1001];
        let many = lines(&many).await.problem(422, "invalid-body");
        assert_eq!(many, [("/items".to_owned(), "too_many".to_owned())]);
    }

    async fn what_is_no_json_is_told_with_its_line(api: Api) {
        let ada = api.sign_up("ada").await;
        let item = |name: &[u8]| [&br#"{"type": "candidate", "remote_id": "c", "name": ""#[..], name, br#""}"#].concat();
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        let deep = format!(r#"{{"type": "candidate", "remote_id": "d", "goals": {deep}}}"#);
        let lines = [item(br"\ud800"), item(br"\x"), item(b"\xff"), item(b"a\tb"), deep.into_bytes()];
        for mode in ["replace", "merge"] {
            let body = [&b"\n\n"[..], &lines.join(&b'\n')].concat();
            let answer = ada.raw(Method::POST, &format!("{PATH}?mode={mode}"), "application/x-ndjson", body).await.expect(200);
            assert_eq!(answer["failed"], 5, "{answer}");
            for (index, result) in answer["results"].as_array().unwrap().iter().enumerate() {
                assert_eq!(errors(&answer, index), [(&*format!("/items/{index}"), "malformed")]);
                let told = result["problem"]["detail"].as_str().unwrap();
                assert!(told.starts_with(&format!("line {} is not JSON: ", index + 3)), "{told}");
                assert!(told.contains(" at column ") && !told.contains(" at line "), "{told}");
            }
        }
        // Of an item of a list, it is the place in the item.
        let body = [&br#"{"items": [{}, "#[..], &item(br"\ud800"), b"]}"].concat();
        let answer = ada.raw(Method::POST, PATH, "application/json", body).await.expect(200);
        assert_eq!(errors(&answer, 1), [("/items/1", "malformed")]);
        let told = answer["results"][1]["problem"]["detail"].as_str().unwrap();
        let half = "there is an escape for half of a surrogate pair, which is no character";
        assert!(told.starts_with("the item is not JSON: in its line 1, at column ") && told.ends_with(half), "{told}");
    }

    async fn a_repeated_field_is_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        sync(&ada, everything("a")).await;
        let lines = [
            r#"{"type": "candidate", "remote_id": "a-candidate", "name": "Ada", "name": "Bob"}"#,
            r#"{"type": "application", "remote_id": "a", "company": {"name": "Acme", "name": "Umbrella"}}"#,
        ];
        let answer = ada.raw(Method::POST, "/v1/sync?mode=merge", "application/x-ndjson", lines.join("\n")).await.expect(200);
        assert_eq!(errors(&answer, 0), [("/items/0/name", "duplicate")]);
        assert_eq!(errors(&answer, 1), [("/items/1/company/name", "duplicate")]);
        assert_eq!(by_remote_id(&ada, "candidates", "a-candidate").await["name"], "Bob Sato");
        for mode in ["replace", "merge"] {
            let line = r#"{"type": "candidate", "remote_id": "c", "remote_id": "d"}"#;
            let answer = ada.raw(Method::POST, &format!("{PATH}?mode={mode}"), "application/x-ndjson", line).await.expect(200);
            assert_eq!(errors(&answer, 0), [("/items/0/remote_id", "duplicate")]);
        }
        // In a patch, and in a body with remote ids.
        let id = by_remote_id(&ada, "applications", "a").await["id"].as_str().unwrap().to_owned();
        let path = format!("/v1/applications/{id}");
        let refused = ada.raw(Method::PATCH, &path, "application/merge-patch+json", r#"{"company": {"name": "A", "name": "B"}}"#).await;
        assert_eq!(refused.problem(422, "invalid-body"), [("/company/name".to_owned(), "duplicate".to_owned())]);
        ada.raw(Method::PATCH, &path, "application/merge-patch+json", r#"{"urgent": true, "#).await.problem(400, "malformed-json");
        let body = r#"{"candidate_remote_id": "a-candidate", "company": {"name": "A", "name": "B"}, "position": {"title": "C"}, "time_zone": "UTC"}"#;
        let refused = ada.raw(Method::POST, "/v1/applications", "application/json", body).await.problem(422, "invalid-body");
        assert_eq!(refused, [("/company/name".to_owned(), "duplicate".to_owned())]);
    }

    async fn an_item_with_a_repeated_field_is_known_by_the_others(api: Api) {
        let ada = api.sign_up("ada").await;
        sync(&ada, everything("a")).await;
        let contact = r#""type": "contact", "remote_id": "a-contact-1""#;
        let lines = [
            format!(r#"{{{contact}, "deleted": true, "deleted": false}}"#),
            format!(r#"{{{contact}, "type": "contact", "name": "Grace"}}"#),
            format!(r#"{{{contact}, "deleted": true, "note": {{"by": [{{"id": 1, "id": 2}}]}}}}"#),
            format!(r#"{{{contact}, "application_remote_id": "a", "application_remote_id": "b"}}"#),
            r#"{"remote_id": "x", "name": "A", "name": "B"}"#.to_owned(),
        ];
        for mode in ["replace", "merge"] {
            for (line, (kind, remote_id), pointers) in [
                (&lines[0], (json!("contact"), "a-contact-1"), &["/items/0/deleted"][..]),
                (&lines[1], (Value::Null, "a-contact-1"), &["/items/0/type"]),
                (&lines[2], (json!("contact"), "a-contact-1"), &["/items/0/note/by/0/id"]),
                (&lines[3], (json!("contact"), "a-contact-1"), &["/items/0/application_remote_id"]),
                (&lines[4], (Value::Null, "x"), &["/items/0/name", "/items/0/type"]),
            ] {
                let path = format!("{PATH}?mode={mode}");
                let answer = ada.raw(Method::POST, &path, "application/x-ndjson", line.clone()).await.expect(200);
                let result = &answer["results"][0];
                assert_eq!((&result["type"], &result["remote_id"]), (&kind, &json!(remote_id)), "{mode}: {answer}");
                assert_eq!(errors(&answer, 0).into_iter().map(|(at, _)| at).collect::<Vec<_>>(), pointers, "{answer}");
            }
        }
        by_remote_id(&ada, "contacts", "a-contact-1").await;
        // Beside what else is wrong.
        let line = r#"{"type": "candidate", "remote_id": "c", "name": "A", "name": "B", "email": "nobody"}"#;
        let answer = ada.raw(Method::POST, PATH, "application/x-ndjson", line).await.expect(200);
        assert_eq!(errors(&answer, 0), [("/items/0/email", "format"), ("/items/0/name", "duplicate")]);
        let body = r#"{"name": "A", "name": 1, "email": "nobody"}"#;
        let refused = ada.raw(Method::POST, "/v1/candidates", "application/json", body).await.problem(422, "invalid-body");
        let expected = [("/email", "format"), ("/name", "duplicate")];
        assert_eq!(refused, expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
    }

    async fn an_application_that_names_no_candidate_is_the_only_ones(api: Api) {
        let ada = api.sign_up("ada").await;
        let own = ada.get("/v1/candidates").await.expect(200)["items"][0]["id"].clone();
        let nobodys = |remote_id: &str| {
            let mut item = application(remote_id, "");
            item.as_object_mut().unwrap().remove("candidate_remote_id");
            item
        };
        let items = json!([nobodys("a"), interview("i", "a", &[])]);
        assert_eq!(words(&sync(&ada, items.clone()).await), ["created", "created"]);
        assert_eq!(by_remote_id(&ada, "applications", "a").await["candidate_id"], own);
        assert_eq!(words(&sync(&ada, items).await), ["unchanged", "unchanged"]);
        // With those of the request there are two. An application that is there stays with its candidate.
        let items = json!([nobodys("b"), candidate("c"), nobodys("a"), application("d", "c")]);
        let answer = sync(&ada, items).await;
        assert_eq!(errors(&answer, 0), [("/items/0/candidate_remote_id", "required")]);
        assert_eq!(words(&answer)[1..], ["created", "unchanged", "created"]);
        // And with what it deletes there is one.
        let answer = sync(&ada, json!([{"type": "candidate", "remote_id": "c", "deleted": true}, {"type": "application", "remote_id": "d", "deleted": true}, nobodys("b")])).await;
        assert_eq!(words(&answer), ["deleted", "deleted", "created"], "{answer}");
        assert_eq!(by_remote_id(&ada, "applications", "b").await["candidate_id"], own);
        // One that is refused is one more.
        let mut wrong = candidate("e");
        wrong["email"] = json!("nobody");
        let answer = sync(&ada, vec![wrong, nobodys("f")]).await;
        assert_eq!(errors(&answer, 1), [("/items/1/candidate_remote_id", "required")]);
    }

    async fn requests_that_cannot_be_read_are_refused_as_a_whole(api: Api) {
        let ada = api.sign_up("ada").await;
        let many = ada.post(PATH, json!({"items": vec![candidate("c"); 1001]})).await.problem(422, "invalid-body");
        assert_eq!(many, [("/items".to_owned(), "too_many".to_owned())]);
        let none = ada.post(PATH, json!({"items": []})).await.problem(422, "invalid-body");
        assert_eq!(none, [("/items".to_owned(), "too_few".to_owned())]);
        let other = ada.post(PATH, json!({"rows": []})).await.problem(422, "invalid-body");
        assert_eq!(other.len(), 2, "{other:?}");
        ada.post(PATH, json!([candidate("c")])).await.problem(422, "invalid-body");
        ada.raw(Method::POST, PATH, "application/json", "{\"items\": [").await.problem(400, "malformed-json");
        ada.raw(Method::POST, PATH, "text/csv", "a,b").await.problem(415, "unsupported-media-type");
        let large = vec![b' '; (8 << 20) + 1];
        ada.raw(Method::POST, PATH, "application/json", large).await.problem(413, "payload-too-large");
        let read_only = api.sign_in("ada", "read").await;
        read_only.post(PATH, json!({"items": [candidate("c")]})).await.problem(403, "insufficient-scope");
        assert_eq!(ada.get("/v1/candidates?remote_id=c").await.expect(200)["items"], json!([]));
    }

    async fn a_key_makes_it_one_effect(api: Api) {
        let ada = api.sign_up("ada").await;
        let items: Vec<_> = (0..1000).map(|n| candidate(&format!("candidate-{n}"))).collect();
        let request = || {
            let request = TestRequest::post().uri(PATH).insert_header(("idempotency-key", "one"));
            request.set_json(json!({"items": items}))
        };
        let first = ada.send(request()).await;
        assert_eq!(first.header("idempotency-replayed"), None);
        let again = ada.send(request()).await;
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        assert_eq!((first.text.as_str(), first.json()["created"].clone()), (again.text.as_str(), json!(1000)));
        // More than 1 MiB, and of the other media type.
        let long = |n| {
            let mut item = candidate(&format!("long-{n}"));
            item["goals"] = json!(["x".repeat(900), "y".repeat(900)]);
            item.to_string()
        };
        let lines = (0..900).map(long).collect::<Vec<_>>().join("\n");
        assert!(lines.len() > 1 << 20);
        let request = TestRequest::post().uri(PATH).insert_header(("idempotency-key", "two"));
        let request = request.insert_header(("content-type", "application/x-ndjson")).set_payload(lines);
        assert_eq!(ada.send(request).await.expect(200)["created"], 900);
    }

    async fn whoever_syncs_the_same_at_once_makes_it_once(api: Api) {
        let ada = api.sign_up("ada").await;
        let items: Vec<Value> = (0..20).flat_map(|n| everything(&format!("application-{n}"))).collect();
        let backwards: Vec<Value> = items.iter().rev().cloned().collect();
        let syncs = (0..6).map(|n| {
            let items = if n % 2 == 0 { items.clone() } else { backwards.clone() };
            sync(&ada, items)
        });
        let answers = futures_util::future::join_all(syncs).await;
        let count = |name: &str| answers.iter().map(|answer| answer[name].as_u64().unwrap()).sum::<u64>();
        assert_eq!((count("created"), count("unchanged"), count("failed")), (120, 5 * 120, 0));
        let changes = (0..6).map(|n| {
            let changed = items.iter().cloned().map(|mut item| {
                if item["type"] == "interview" {
                    item["talking_points"] = json!([format!("point {n}")]);
                }
                item
            });
            let mut changed: Vec<Value> = changed.collect();
            if n % 2 == 0 {
                changed.reverse();
            }
            sync(&ada, changed)
        });
        let answers = futures_util::future::join_all(changes).await;
        let updated: u64 = answers.iter().map(|answer| answer["updated"].as_u64().unwrap()).sum();
        assert_eq!(updated, 6 * 20);
        let versions: Vec<Value> = sync(&ada, items).await["results"].as_array().unwrap().iter().filter(|result| result["type"] == "interview").map(|result| result["version"].clone()).collect();
        assert_eq!(versions, vec![json!(8); 20]);
    }
}

#[actix_web::test]
async fn large_syncs_of_the_same_rows_at_once_make_each_once() {
    let api = Api::start(Backend::Postgres).await;
    let ada = api.sign_up("ada").await;
    let items: Vec<Value> = (0..150).flat_map(|n| everything(&format!("application-{n}"))).collect();
    let overlapping = |n: usize| sync(&ada, items[60 * n..60 * n + 600].to_vec());
    let answers = futures_util::future::join_all((0..6).map(overlapping)).await;
    let count = |name: &str| answers.iter().map(|answer| answer[name].as_u64().unwrap()).sum::<u64>();
    assert_eq!((count("created"), count("unchanged"), count("failed")), (900, 6 * 600 - 900, 0));
    assert_eq!(sync(&ada, items).await["unchanged"], 900);
}

/// What a request of 1,000 items costs, first and again.
async fn costs(backend: Backend) -> [(usize, usize); 3] {
    let (api, watch) = Api::watched(backend).await;
    let ada = api.sign_up("ada").await;
    // So that the token is remembered and all connections are open.
    let before: Vec<Value> = (0..80).flat_map(|n| everything(&format!("before-{n}"))).collect();
    sync(&ada, before).await;
    let items: Vec<Value> = (0..166).flat_map(|n| everything(&format!("application-{n}"))).collect();
    let changed = changed(items.clone());
    let mut costs = [(0, 0); 3];
    for (cost, (items, effect)) in
        costs.iter_mut().zip([(&items, "created"), (&items, "unchanged"), (&changed, "updated")])
    {
        watch.statements();
        watch.sent();
        assert_eq!(sync(&ada, items.clone()).await[effect], 996);
        let statements = watch.statements().len();
        *cost = watch.sent().map_or((statements, 0), |sent| (sent.statements, sent.frames));
    }
    costs
}

#[actix_web::test]
async fn a_thousand_items_are_a_few_statements() {
    // Five tables are read, and the further applications of the contacts; new rows are written to them, to interviewers
    // and to horizons; changed ones beside that after the applications of candidates, horizons and search blocks, and
    // interviewers are removed. Once more the events. Of new rows, candidates come first, and then each half of the
    // applications in a transaction of its own.
    if Citus::named().is_none() {
        assert_eq!(costs(Backend::Postgres).await, [(5 + 2 + 2 * 7, 6), (6, 0), (6 + 13, 2)]);
    }
    let sqlite = costs(Backend::Sqlite).await;
    assert!(sqlite[0].0 < 25 && sqlite[1].0 == 6 && sqlite[2].0 < 25, "{sqlite:?}");
}
