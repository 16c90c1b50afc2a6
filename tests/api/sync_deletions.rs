//! `POST /v1/sync` with `"deleted": true`, and `DELETE …/by-remote-id/{remote_id}`.

use serde_json::{Value, json};

use crate::{
    support::{Api, Backend, Citus, Client, on_both_databases},
    sync::{
        application, by_remote_id, candidate, communication, contact, errors, everything, interview, is_conflict_with,
        sync, words,
    },
};

fn gone(kind: &str, remote_id: &str) -> Value {
    json!({"type": kind, "remote_id": remote_id, "deleted": true})
}

fn out_of(contact: &str, application: &str) -> Value {
    json!({"type": "contact", "remote_id": contact, "application_remote_id": application, "deleted": true})
}

/// The types and remote ids of all events but those of steps and plans, from a place on.
async fn told(client: &Client, after: &str) -> Vec<(String, Value)> {
    let page = client.get(&format!("/v1/events?limit=200&after={after}")).await.expect(200);
    let events = page["items"].as_array().unwrap().iter();
    let told = events.map(|event| (event["type"].as_str().unwrap().to_owned(), event["data"]["remote_id"].clone()));
    let mut told: Vec<_> = told.filter(|(kind, _)| !kind.starts_with("step.") && !kind.starts_with("plan.")).collect();
    told.sort_by_key(|(kind, remote_id)| format!("{kind}{remote_id}"));
    told
}

async fn end_of_feed(client: &Client) -> String {
    client.get("/v1/events?after=end").await.expect(200)["next_after"].as_str().unwrap().to_owned()
}

/// The remote ids of the contacts of an application.
async fn contacts_of(client: &Client, application: &str) -> Vec<String> {
    let id = by_remote_id(client, "applications", application).await["id"].as_str().unwrap().to_owned();
    let list = client.get(&format!("/v1/applications/{id}/contacts")).await.expect(200);
    list["items"].as_array().unwrap().iter().map(|item| item["remote_id"].as_str().unwrap().to_owned()).collect()
}

on_both_databases! {
    async fn a_slip_in_a_deletion_deletes_nothing(api: Api) {
        let ada = api.sign_up("ada").await;
        sync(&ada, everything("a")).await;
        let misnamed = json!({"type": "contact", "remote_id": "a-contact-1", "application_id": "a", "deleted": true});
        for mode in ["replace", "merge"] {
            let answer = ada.post(&format!("/v1/sync?mode={mode}"), json!({"items": [misnamed]})).await.expect(200);
            assert_eq!(errors(&answer, 0), [("/items/0/application_id", "unknown_field")], "{mode}: {answer}");
        }
        assert_eq!(contacts_of(&ada, "a").await, ["a-contact-1", "a-contact-2"]);
    }

    async fn what_is_deleted_is_gone_and_stays_gone(api: Api) {
        let [ada, bob] = [api.sign_up("ada").await, api.sign_up("bob").await];
        sync(&ada, everything("a")).await;
        sync(&bob, everything("a")).await;
        assert!(!ada.get("/v1/agenda").await.expect(200)["items"].as_array().unwrap().is_empty());
        let items = json!([
            gone("candidate", "a-candidate"), gone("application", "a"), gone("contact", "a-contact-1"),
            gone("interview", "a-interview"), gone("communication", "a-communication"), gone("contact", "nobody")
        ]);
        let answer = sync(&ada, items.clone()).await;
        assert_eq!(words(&answer), ["deleted", "deleted", "deleted", "deleted", "deleted", "unchanged"], "{answer}");
        assert_eq!((&answer["deleted"], &answer["unchanged"]), (&json!(5), &json!(1)));
        assert!(answer["results"][0]["id"].is_string() && answer["results"][0]["version"].is_null(), "{answer}");
        assert!(answer["results"][5]["id"].is_null(), "{answer}");
        for (resources, remote_id) in [
            ("candidates", "a-candidate"), ("applications", "a"), ("contacts", "a-contact-1"),
            ("contacts", "a-contact-2"), ("interviews", "a-interview"), ("communications", "a-communication"),
        ] {
            ada.get(&format!("/v1/{resources}/by-remote-id/{remote_id}")).await.problem(404, "not-found");
            by_remote_id(&bob, resources, remote_id).await;
        }
        assert_eq!(ada.get("/v1/agenda").await.expect(200)["items"], json!([]));
        assert_eq!(words(&sync(&ada, items).await), ["unchanged"; 6]);
        // All of it can be made anew.
        assert_eq!(words(&sync(&ada, everything("a")).await), ["created"; 6]);
    }

    async fn it_does_what_deletions_one_by_one_do(api: Api) {
        let [ada, bob] = [api.sign_up("ada").await, api.sign_up("bob").await];
        let (mut before, mut messages) = (Vec::new(), Vec::new());
        for client in [&ada, &bob] {
            sync(client, everything("a")).await;
            sync(client, everything("b")).await;
            // A contact of two applications moves to the one that stays.
            sync(client, vec![contact("a-contact-2", "b")]).await;
            let draft = json!({
                "application_remote_id": "b", "kind": "thank_you", "interview_remote_id": "b-interview",
                "contact_remote_id": "b-contact-1", "body": "Thank you."
            });
            let message = client.post("/v1/messages", draft).await.created();
            let sent = client.post(&format!("/v1/messages/{message}/mark-sent"), json!({"confirm_incomplete": true})).await;
            let communication = sent.expect(200)["communication_id"].as_str().unwrap().to_owned();
            client.patch(&format!("/v1/communications/{communication}"), json!({"remote_id": "sent"})).await.expect(200);
            client.get("/v1/agenda").await.expect(200);
            client.get("/v1/statistics").await.expect(200);
            before.push(end_of_feed(client).await);
            messages.push(message);
        }
        let answer = sync(&ada, json!([
            gone("application", "a"), gone("candidate", "a-candidate"), gone("interview", "b-interview"),
            gone("contact", "b-contact-1"), gone("communication", "sent")
        ])).await;
        assert_eq!(answer["deleted"], 5, "{answer}");
        for path in [
            "interviews/by-remote-id/b-interview", "communications/by-remote-id/sent", "contacts/by-remote-id/b-contact-1",
            "applications/by-remote-id/a", "candidates/by-remote-id/a-candidate",
        ] {
            bob.delete(&format!("/v1/{path}")).await.expect(204);
            bob.delete(&format!("/v1/{path}")).await.problem(404, "not-found");
        }
        assert_eq!(told(&ada, &before[0]).await, told(&bob, &before[1]).await);
        for (client, message) in [(&ada, &messages[0]), (&bob, &messages[1])] {
            let message = client.get(&format!("/v1/messages/{message}")).await.expect(200);
            assert_eq!((&message["status"], &message["interview_id"], &message["contact_id"]), (&json!("draft"), &Value::Null, &Value::Null), "{message}");
            assert_eq!(by_remote_id(client, "communications", "b-communication").await["contact_id"], Value::Null);
            assert_eq!(contacts_of(client, "b").await, ["a-contact-2", "b-contact-2"]);
        }
        let figures = |mut figures: Value| {
            figures["made_at"].take();
            figures
        };
        let statistics = ada.get("/v1/statistics").await.expect(200);
        assert_eq!(figures(statistics), figures(bob.get("/v1/statistics").await.expect(200)));
        assert_eq!(by_remote_id(&ada, "contacts", "a-contact-2").await["version"], by_remote_id(&bob, "contacts", "a-contact-2").await["version"]);
    }

    async fn a_contact_leaves_one_application(api: Api) {
        let ada = api.sign_up("ada").await;
        let mut further = contact("r", "b");
        further["role"] = json!("agency_recruiter");
        sync(&ada, json!([
            candidate("c"), application("a", "c"), application("b", "c"), application("d", "c"), contact("r", "a"), further,
            contact("s", "a"), interview("i", "a", &["s", "r"]), interview("j", "b", &["r"]),
            communication("m", "a", "r"), communication("n", "b", "r")
        ])).await;
        let id = by_remote_id(&ada, "contacts", "r").await["id"].clone();
        let answer = sync(&ada, json!([out_of("r", "a"), out_of("r", "d"), out_of("r", "unknown")])).await;
        assert_eq!(words(&answer), ["deleted", "unchanged", "unchanged"], "{answer}");
        assert_eq!((&answer["results"][0]["id"], &answer["results"][0]["version"]), (&id, &json!(2)));
        assert_eq!((contacts_of(&ada, "a").await, contacts_of(&ada, "b").await), (vec!["s".to_owned()], vec!["r".to_owned()]));
        assert_eq!(by_remote_id(&ada, "contacts", "r").await["role"], "agency_recruiter");
        assert_eq!(by_remote_id(&ada, "interviews", "i").await["interviewer_ids"].as_array().unwrap().len(), 1);
        assert_eq!(by_remote_id(&ada, "interviews", "j").await["interviewer_ids"], json!([id]));
        assert_eq!(by_remote_id(&ada, "communications", "m").await["contact_id"], Value::Null);
        assert_eq!(by_remote_id(&ada, "communications", "n").await["contact_id"], id);
        assert_eq!(words(&sync(&ada, json!([out_of("r", "a")])).await), ["unchanged"]);

        // Out of one and into another at once; and back, since the later item counts.
        let answer = sync(&ada, json!([out_of("r", "b"), contact("r", "d")])).await;
        assert_eq!(words(&answer), ["deleted", "updated"], "{answer}");
        assert_eq!(contacts_of(&ada, "d").await, ["r"]);
        assert_eq!(by_remote_id(&ada, "contacts", "r").await["id"], id);
        let answer = sync(&ada, json!([out_of("r", "d"), contact("r", "d")])).await;
        assert_eq!(words(&answer), ["unchanged", "unchanged"], "{answer}");
        // An item that names no application adds the contact to none.
        let items = json!([contact("r", "b"), out_of("r", "d"), {"type": "contact", "remote_id": "r", "title": "Head of Data"}]);
        let answer = ada.post("/v1/sync", json!({"mode": "merge", "items": items})).await.expect(200);
        assert_eq!(words(&answer), ["updated", "deleted", "updated"], "{answer}");
        assert_eq!((contacts_of(&ada, "b").await, contacts_of(&ada, "d").await), (vec!["r".to_owned()], Vec::new()));
        assert_eq!(by_remote_id(&ada, "contacts", "r").await["title"], "Head of Data");
        // With its last application it goes itself.
        let answer = sync(&ada, json!([out_of("r", "b")])).await;
        assert_eq!(words(&answer), ["deleted"], "{answer}");
        ada.get("/v1/contacts/by-remote-id/r").await.problem(404, "not-found");
        assert_eq!(by_remote_id(&ada, "communications", "n").await["contact_id"], Value::Null);
    }

    async fn a_contact_that_is_taken_out_and_made_has_one_result(api: Api) {
        let ada = api.sign_up("ada").await;
        sync(&ada, json!([candidate("c"), application("a", "c"), application("b", "c")])).await;
        let items = json!([
            out_of("r", "a"), out_of("r", "b"), out_of("r", "unknown"), contact("r", "a"), interview("i", "a", &["r"])
        ]);
        let answer = sync(&ada, items.clone()).await;
        assert_eq!(words(&answer), ["created", "unchanged", "unchanged", "created", "created"], "{answer}");
        for index in 0..3 {
            let [one, other] = [index, 3].map(|index| &answer["results"][index]);
            assert_eq!((&one["id"], &one["version"]), (&other["id"], &other["version"]), "{answer}");
        }
        assert_eq!(answer["results"][3]["id"], by_remote_id(&ada, "contacts", "r").await["id"]);
        assert_eq!(words(&sync(&ada, items).await), ["unchanged"; 5]);
        // One that is not made has none.
        let mut wrong = contact("s", "a");
        wrong["email"] = json!("nobody");
        for items in [json!([out_of("s", "b")]), json!([out_of("s", "b"), wrong])] {
            let answer = sync(&ada, items).await;
            assert_eq!((words(&answer)[0], &answer["results"][0]["id"]), ("unchanged", &Value::Null), "{answer}");
        }
    }

    async fn what_others_refer_to_is_not_deleted_beside_them(api: Api) {
        let ada = api.sign_up("ada").await;
        sync(&ada, everything("a")).await;
        sync(&ada, vec![application("b", "a-candidate")]).await;
        // An application is left.
        let answer = sync(&ada, json!([gone("candidate", "a-candidate"), gone("application", "a")])).await;
        assert_eq!(words(&answer), ["failed", "deleted"], "{answer}");
        let problem = &answer["results"][0]["problem"];
        assert_eq!(problem["type"], "urn:followup:problem:conflict");
        assert!(problem["detail"].as_str().unwrap().starts_with("the candidate has 1 application: delete it first"), "{problem}");
        // It may be another candidate's by then.
        let answer = sync(&ada, json!([gone("candidate", "a-candidate"), candidate("other"), application("b", "other")])).await;
        assert_eq!(words(&answer), ["deleted", "created", "updated"], "{answer}");

        sync(&ada, everything("a")).await;
        let answer = sync(&ada, json!([
            gone("candidate", "other"), application("c", "other"),
            gone("application", "a"), interview("a-interview", "a", &[]),
            interview("x", "b", &["a-contact-1"])
        ])).await;
        assert_eq!(errors(&answer, 1), [("/items/1/candidate_remote_id", "unknown_reference")]);
        assert_eq!(errors(&answer, 3), [("/items/3/application_remote_id", "unknown_reference")]);
        assert!(is_conflict_with(&answer, 2, 3), "{answer}");
        assert_eq!(answer["failed"], 5, "{answer}");
        let answer = sync(&ada, json!([
            out_of("a-contact-1", "a"), interview("a-interview", "a", &["a-contact-1"])
        ])).await;
        assert_eq!(errors(&answer, 1), [("/items/1/interviewer_remote_ids/0", "unknown_reference")]);
        by_remote_id(&ada, "interviews", "a-interview").await;
    }

    async fn what_is_deleted_and_sent_at_once_is_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        sync(&ada, everything("a")).await;
        let answer = sync(&ada, json!([
            gone("contact", "a-contact-1"), contact("a-contact-1", "a"),
            gone("candidate", "a-candidate"), candidate("a-candidate"),
            {"type": "contact", "deleted": true},
            {"type": "interview", "remote_id": 1, "deleted": true},
            {"type": "candidate", "remote_id": "x", "name": "X", "deleted": "no"},
            {"type": "candidate", "remote_id": "y", "name": "Y", "deleted": false}
        ])).await;
        for index in 0..4 {
            assert_eq!(errors(&answer, index), [(format!("/items/{index}/remote_id").as_str(), "duplicate")]);
        }
        assert_eq!(errors(&answer, 4), [("/items/4/remote_id", "required")]);
        assert_eq!(errors(&answer, 5), [("/items/5/remote_id", "type")]);
        assert_eq!(errors(&answer, 6), [("/items/6/deleted", "type")]);
        assert_eq!(words(&answer)[7], "created");
        // A whole record that is marked as deleted will do, and so does a merge.
        let mut item = contact("a-contact-1", "a");
        item["deleted"] = json!(true);
        let body = json!({"mode": "merge", "items": [item, gone("contact", "a-contact-2")]});
        assert_eq!(words(&ada.post("/v1/sync", body).await.expect(200)), ["deleted", "deleted"]);
        assert_eq!(contacts_of(&ada, "a").await, [] as [&str; 0]);
    }

    async fn a_deletion_by_remote_id_may_ask_for_a_version(api: Api) {
        let ada = api.sign_up("ada").await;
        sync(&ada, everything("a")).await;
        for path in ["communications/by-remote-id/a-communication", "contacts/by-remote-id/a-contact-1"] {
            let path = format!("/v1/{path}");
            let delete = |tag: &str| {
                actix_web::test::TestRequest::delete().uri(&path).insert_header(("if-match", tag.to_owned()))
            };
            ada.send(delete("\"v7\"")).await.problem(412, "precondition-failed");
            ada.send(delete("\"v1\"")).await.expect(204);
        }
        sync(&ada, vec![application("b", "a-candidate")]).await;
        let kept = ada.delete("/v1/candidates/by-remote-id/a-candidate").await;
        let told = kept.json()["detail"].as_str().unwrap().to_owned();
        assert!(told.starts_with("the candidate has 2 applications: delete them first, or give"), "{told}");
        // It helps to do something else than to send it again.
        assert_eq!(kept.header("retry-after"), None);
        kept.problem(409, "conflict");
        let read_only = api.sign_in("ada", "read").await;
        read_only.delete("/v1/applications/by-remote-id/a").await.problem(403, "insufficient-scope");
    }

    async fn whoever_deletes_the_same_at_once_deletes_it_once(api: Api) {
        let ada = api.sign_up("ada").await;
        let all: Vec<Value> = (0..10).flat_map(|n| everything(&format!("application-{n}"))).collect();
        sync(&ada, all.clone()).await;
        let deletions: Vec<Value> = all.iter().map(|item| gone(item["type"].as_str().unwrap(), item["remote_id"].as_str().unwrap())).collect();
        let syncs = (0..4).map(|n| {
            let mut items = deletions.clone();
            if n % 2 == 0 {
                items.reverse();
            }
            sync(&ada, items)
        });
        let answers = futures_util::future::join_all(syncs).await;
        let count = |name: &str| answers.iter().map(|answer| answer[name].as_u64().unwrap()).sum::<u64>();
        assert_eq!((count("deleted"), count("unchanged"), count("failed")), (60, 3 * 60, 0));
        assert_eq!(ada.get("/v1/contacts").await.expect(200)["items"], json!([]));
    }
}

/// What it costs to delete 996 resources.
async fn cost(backend: Backend) -> usize {
    let (api, watch) = Api::watched(backend).await;
    let ada = api.sign_up("ada").await;
    let all: Vec<Value> = (0..166).flat_map(|n| everything(&format!("application-{n}"))).collect();
    sync(&ada, all.clone()).await;
    watch.statements();
    let deletions: Vec<Value> =
        all.iter().map(|item| gone(item["type"].as_str().unwrap(), item["remote_id"].as_str().unwrap())).collect();
    assert_eq!(sync(&ada, deletions).await["deleted"], 996);
    watch.statements().len()
}

#[actix_web::test]
async fn a_thousand_deletions_are_a_few_statements() {
    // Six tables and the candidates' applications are read. Horizons are locked and marked; each table is deleted from,
    // after what names its rows; of applications also the kept steps, contacts, titles and counts. Once more the
    // events.
    if Citus::named().is_none() {
        let postgres = cost(Backend::Postgres).await;
        assert!(postgres <= 28, "{postgres}");
    }
    let sqlite = cost(Backend::Sqlite).await;
    assert!(sqlite <= 30, "{sqlite}");
}
