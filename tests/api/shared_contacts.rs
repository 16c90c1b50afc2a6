//! Contacts that several applications share.

use serde_json::{Value, json};

use crate::{
    support::{Client, on_both_databases, story},
    sync::{application, candidate, contact, interview},
};

async fn another_application(client: &Client, candidate: &str) -> String {
    let body = json!({
        "candidate_id": candidate, "company": {"name": "Globex"}, "position": {"title": "Analyst"},
        "time_zone": "America/New_York"
    });
    client.post("/v1/applications", body).await.created()
}

/// The ids and roles of an application's contacts.
async fn contacts_of(client: &Client, application: &str) -> Vec<(String, String)> {
    let list = client.get(&format!("/v1/applications/{application}/contacts")).await.expect(200);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    list["items"].as_array().unwrap().iter().map(|item| (text(&item["id"]), text(&item["role"]))).collect()
}

async fn applications_of(client: &Client, contact: &str) -> Vec<(String, String)> {
    let list = client.get(&format!("/v1/contacts/{contact}/applications?limit=200")).await.expect(200);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut found: Vec<_> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (text(&item["application_id"]), text(&item["role"])))
        .collect();
    found.sort_unstable();
    found
}

on_both_databases! {
    async fn one_recruiter_has_a_role_in_each_of_many_applications(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let mut applications = Vec::new();
        for _ in 0..12 {
            applications.push(another_application(&ada, &story.candidate).await);
        }
        for application in &applications {
            let path = format!("/v1/applications/{application}/contacts/{}", story.contact);
            let seen = ada.put(&path, json!({"role": "agency_recruiter"})).await.expect(200);
            assert_eq!(seen["application_id"], application.as_str());
            assert_eq!(seen["role"], "agency_recruiter");
            // Once more, nothing changes.
            let again = ada.put(&path, json!({"role": "agency_recruiter"})).await.expect(200);
            assert_eq!(again, seen);
        }
        let contact = format!("/v1/contacts/{}", story.contact);
        ada.patch(&contact, json!({"name": "Grace Hopper"})).await.expect(200);
        for application in &applications {
            let list = ada.get(&format!("/v1/applications/{application}/contacts")).await.expect(200);
            assert_eq!(list["items"][0]["name"], "Grace Hopper");
            assert_eq!(list["items"][0]["role"], "agency_recruiter");
        }
        let there = ada.get(&contact).await.expect(200);
        assert_eq!(there["application_id"], story.application.as_str());
        assert_ne!(there["role"], "agency_recruiter");
        let of_contact = applications_of(&ada, &story.contact).await;
        assert_eq!(of_contact.len(), 13);
        assert_eq!(ada.get("/v1/contacts").await.expect(200)["items"].as_array().unwrap().len(), 1);
        // In pages, each once.
        let (mut seen, mut path) = (Vec::new(), format!("{contact}/applications?limit=5"));
        loop {
            let page = ada.get(&path).await.expect(200);
            seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["application_id"].to_string()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            path = format!("{contact}/applications?limit=5&cursor={cursor}");
        }
        assert_eq!(seen.len(), 13);
        assert!(seen.is_sorted_by(|one, next| one < next));
    }

    async fn plans_and_messages_of_each_application_go_by_the_shared_contact(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let application = another_application(&ada, &story.candidate).await;
        let of_application = |what: &str| format!("/v1/applications/{application}/{what}");
        let led = json!({
            "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z", "interviewer_ids": [story.contact]
        });
        let errors = ada.post(&of_application("interviews"), led.clone()).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/interviewer_ids/0".to_owned(), "unknown_reference".to_owned())]);
        let path = of_application(&format!("contacts/{}", story.contact));
        ada.put(&path, json!({"role": "hiring_manager"})).await.expect(200);
        ada.post(&of_application("interviews"), led).await.expect(201);
        let reply = json!({"direction": "outbound", "at": "2026-03-10T15:30:00Z", "contact_id": story.contact, "channel": "phone"});
        let communication = ada.post(&of_application("communications"), reply).await.created();
        let plan = ada.get(&of_application("follow-up-plan")).await.expect(200);
        let thanks = plan["steps"].as_array().unwrap().iter().find(|step| step["kind"] == "thank_you").unwrap();
        assert_eq!(thanks["contact_id"], story.contact.as_str());
        let draft = json!({"application_id": application, "step_id": thanks["id"]});
        let message = ada.post("/v1/messages", draft).await.expect(201);
        assert_eq!(message["recipient"]["contact_id"], story.contact.as_str());
        let findings = ada.post("/v1/messages/proofread", json!({
            "application_id": application, "kind": "thank_you", "contact_id": story.contact, "body": message["body"]
        })).await.expect(200);
        assert!(!findings["findings"].to_string().contains("other_person"), "{findings}");
        // A change of the contact outdates what is kept for both.
        ada.get("/v1/agenda").await.expect(200);
        ada.patch(&format!("/v1/contacts/{}", story.contact), json!({"left": true})).await.expect(200);
        let agenda = ada.get("/v1/agenda?status=upcoming,due,overdue,done,missed&limit=200").await.expect(200);
        let of_contact = agenda["items"].as_array().unwrap().iter().filter(|item| item["contact"]["id"] == story.contact.as_str());
        assert_eq!(of_contact.filter(|item| item["step"]["status"] != "done").count(), 0, "{agenda}");
        // Taken out, it is in nothing of this application.
        ada.delete(&path).await.expect(204);
        let there = ada.get(&format!("/v1/communications/{communication}")).await.expect(200);
        assert_eq!(there["contact_id"], Value::Null);
        let interviews = ada.get(&of_application("interviews")).await.expect(200);
        assert_eq!(interviews["items"][0]["interviewer_ids"], json!([]));
        let message = ada.get(&format!("/v1/messages/{}", message["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(message["recipient"]["contact_id"], Value::Null);
        assert_eq!(contacts_of(&ada, &application).await, []);
        let elsewhere = ada.get(&format!("/v1/interviews/{}", story.interview)).await.expect(200);
        assert_eq!(elsewhere["interviewer_ids"], json!([story.contact]));
        ada.delete(&path).await.problem(404, "not-found");
    }

    async fn a_contact_stays_as_long_as_it_has_an_application(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let [second, third] = [another_application(&ada, &story.candidate).await, another_application(&ada, &story.candidate).await];
        let own = format!("/v1/applications/{}/contacts/{}", story.application, story.contact);
        ada.delete(&own).await.problem(409, "conflict");
        for (application, role) in [(&second, "recruiter"), (&third, "human_resources")] {
            let path = format!("/v1/applications/{application}/contacts/{}", story.contact);
            ada.put(&path, json!({"role": role})).await.expect(200);
        }
        ada.delete(&own).await.expect(204);
        let contact = format!("/v1/contacts/{}", story.contact);
        let moved = ada.get(&contact).await.expect(200);
        assert_eq!((&moved["application_id"], &moved["role"]), (&json!(second), &json!("recruiter")));
        ada.delete(&format!("/v1/applications/{second}")).await.expect(204);
        let moved = ada.get(&contact).await.expect(200);
        assert_eq!((&moved["application_id"], &moved["role"]), (&json!(third), &json!("human_resources")));
        assert_eq!(applications_of(&ada, &story.contact).await, [(third.clone(), "human_resources".to_owned())]);
        ada.delete(&format!("/v1/applications/{third}")).await.expect(204);
        ada.get(&contact).await.problem(404, "not-found");
        ada.get(&format!("{contact}/applications")).await.problem(404, "not-found");
    }

    async fn a_job_board_names_the_same_person_in_each_application(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let application = another_application(&ada, &story.candidate).await;
        let body = |application: &str, role: &str, phone: &str| {
            json!({"application_id": application, "name": "Grace Lindqvist", "role": role, "phone": phone})
        };
        let path = "/v1/contacts/by-remote-id/recruiter-7";
        let first = ada.put(path, body(&story.application, "recruiter", "+1 212 555 0100")).await.expect(201);
        let second = ada.put(path, body(&application, "agency_recruiter", "+1 212 555 0100")).await.expect(200);
        assert_eq!(first["id"], second["id"]);
        assert_eq!(second["role"], "agency_recruiter");
        // The night after, the same is sent again.
        let again = ada.put(path, body(&story.application, "recruiter", "+1 212 555 0100")).await.expect(200);
        assert_eq!(again["role"], "recruiter");
        let again = ada.put(path, body(&application, "agency_recruiter", "+1 212 555 0100")).await.expect(200);
        assert_eq!(again, second);
        // Another phone counts for both.
        ada.put(path, body(&application, "agency_recruiter", "+1 212 555 0199")).await.expect(200);
        let list = ada.get(&format!("/v1/applications/{}/contacts?remote_id=recruiter-7", story.application)).await.expect(200);
        assert_eq!(list["items"][0]["phone"], "+1 212 555 0199");
        assert_eq!(list["items"][0]["role"], "recruiter");
        // By remote id in bodies, in both applications.
        for application in [&story.application, &application] {
            let said = json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z", "contact_remote_id": "recruiter-7"});
            let said = ada.post(&format!("/v1/applications/{application}/communications"), said).await.expect(201);
            assert_eq!(said["contact_id"], first["id"]);
        }
        let unknown = json!({"application_id": uuid::Uuid::nil(), "name": "Grace Lindqvist"});
        ada.put(path, unknown).await.problem(422, "invalid-body");
    }

    async fn items_of_a_sync_share_contacts(api: Api) {
        let ada = api.sign_up("ada").await;
        let mut both = contact("r", "b");
        both["role"] = json!("agency_recruiter");
        let items = json!([
            candidate("c"), application("a", "c"), application("b", "c"), contact("r", "a"), both,
            interview("i", "a", &["r"]), interview("j", "b", &["r"])
        ]);
        let first = ada.post("/v1/sync", json!({"items": items})).await.expect(200);
        assert_eq!((&first["failed"], &first["created"]), (&json!(0), &json!(7)), "{first}");
        assert_eq!(first["results"][3]["id"], first["results"][4]["id"]);
        let again = ada.post("/v1/sync", json!({"items": items})).await.expect(200);
        assert_eq!(again["unchanged"], 7, "{again}");
        let id = first["results"][3]["id"].as_str().unwrap();
        let roles: Vec<_> = applications_of(&ada, id).await.into_iter().map(|(_, role)| role).collect();
        assert!(roles.contains(&"agency_recruiter".to_owned()) && roles.contains(&"other".to_owned()), "{roles:?}");
        // Another role in the further application is a change of the contact.
        let mut items = items;
        items[4]["role"] = json!("human_resources");
        let changed = ada.post("/v1/sync", json!({"items": items})).await.expect(200);
        assert_eq!((&changed["updated"], &changed["unchanged"]), (&json!(2), &json!(5)), "{changed}");
        // Of items that differ the later one counts, as with two PUTs one after the other.
        items[4]["name"] = json!("Grace Hopper");
        let differ = ada.post("/v1/sync", json!({"items": items})).await.expect(200);
        assert_eq!((&differ["updated"], &differ["failed"]), (&json!(2), &json!(0)), "{differ}");
        let stored = ada.get("/v1/contacts/by-remote-id/r").await.expect(200);
        assert_eq!((&stored["name"], &stored["email"]), (&json!("Grace Hopper"), &json!("grace@acme.example")));
        let again = ada.post("/v1/sync", json!({"items": items})).await.expect(200);
        assert_eq!(again["unchanged"], 7, "{again}");
        // In the same application, too.
        let mut twice = json!([contact("r", "a"), contact("r", "a")]);
        twice[0]["role"] = json!("recruiter");
        twice[1]["phone"] = json!("+1 212 555 0100");
        let twice = ada.post("/v1/sync", json!({"items": twice})).await.expect(200);
        assert_eq!((&twice["updated"], &twice["failed"]), (&json!(2), &json!(0)), "{twice}");
        let stored = ada.get("/v1/contacts/by-remote-id/r").await.expect(200);
        let expected = (json!("Grace Lindqvist"), json!("+1 212 555 0100"), json!("other"));
        assert_eq!((stored["name"].clone(), stored["phone"].clone(), stored["role"].clone()), expected);
        // Only one that is written counts.
        let items = json!([contact("s", "a"), interview("k", "b", &["nobody"]), contact("s", "b")]);
        let mut items = items;
        items[2]["name"] = json!("Grace Hopper");
        let partly = ada.post("/v1/sync", json!({"items": items})).await.expect(200);
        assert_eq!((&partly["created"], &partly["failed"]), (&json!(1), &json!(2)), "{partly}");
        assert_eq!(ada.get("/v1/contacts/by-remote-id/s").await.expect(200)["name"], "Grace Lindqvist");
    }

    async fn a_contact_that_exists_is_replaced_without_an_application(api: Api) {
        let ada = api.sign_up("ada").await;
        let mut recruiter = contact("r", "a");
        recruiter["role"] = json!("recruiter");
        let items = json!([candidate("c"), application("a", "c"), application("b", "c"), recruiter, contact("r", "b")]);
        ada.post("/v1/sync", json!({"items": items})).await.expect(200);
        let path = "/v1/contacts/by-remote-id/r";
        let changed = json!({"name": "Grace Hopper", "role": "recruiter"});
        let replaced = ada.put(path, changed.clone()).await.expect(200);
        assert_eq!((&replaced["name"], &replaced["email"], &replaced["role"]), (&json!("Grace Hopper"), &Value::Null, &json!("recruiter")));
        assert_eq!(ada.put(path, changed).await.expect(200), replaced);
        let id = replaced["id"].as_str().unwrap();
        let roles: Vec<_> = applications_of(&ada, id).await.into_iter().map(|(_, role)| role).collect();
        assert!(roles.len() == 2 && roles.contains(&"recruiter".to_owned()) && roles.contains(&"other".to_owned()), "{roles:?}");
        let new = ada.put("/v1/contacts/by-remote-id/new", json!({"name": "Grace"})).await.problem(422, "invalid-body");
        assert_eq!(new, [("/application_id".to_owned(), "required".to_owned())]);
        // What belongs to it stays when the contact is deleted by its remote id.
        ada.delete("/v1/contacts/by-remote-id/nobody").await.problem(404, "not-found");
        ada.delete(path).await.expect(204);
        ada.get(path).await.problem(404, "not-found");
        ada.get("/v1/applications/by-remote-id/a").await.expect(200);
    }

    async fn nothing_of_others_is_shared(api: Api) {
        let [ada, bob] = [api.sign_up("ada").await, api.sign_up("bob").await];
        let [hers, his] = [story(&ada).await, story(&bob).await];
        let path = |application: &str, contact: &str| format!("/v1/applications/{application}/contacts/{contact}");
        let role = json!({"role": "recruiter"});
        bob.put(&path(&his.application, &hers.contact), role.clone()).await.problem(404, "not-found");
        bob.put(&path(&hers.application, &his.contact), role.clone()).await.problem(404, "not-found");
        bob.delete(&path(&hers.application, &hers.contact)).await.problem(404, "not-found");
        bob.get(&format!("/v1/contacts/{}/applications", hers.contact)).await.problem(404, "not-found");
        ada.put(&path(&uuid::Uuid::nil().to_string(), &hers.contact), role).await.problem(404, "not-found");
        let errors = ada.put(&path(&hers.application, &hers.contact), json!({"role": "boss"})).await;
        assert_eq!(errors.problem(422, "invalid-body")[0].0, "/role");
        assert_eq!(contacts_of(&ada, &hers.application).await.len(), 1);
    }
}
