use serde_json::json;

use crate::support::{on_both_databases, story};

on_both_databases! {
    async fn a_contact_is_made_read_changed_and_listed(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let list = format!("/v1/applications/{}/contacts", story.application);
        let body = json!({"remote_id": "p-1", "name": "王秀英", "role": "recruiter", "phone": "+86 10 5555 0100", "linkedin_connected": true});
        let created = ada.post(&list, body.clone()).await.expect(201);
        assert_eq!(created["application_id"], story.application.as_str());
        for (name, value) in body.as_object().unwrap() {
            assert_eq!(&created[name], value, "{name}");
        }
        let path = format!("/v1/contacts/{}", created["id"].as_str().unwrap());
        assert_eq!(ada.get(&path).await.expect(200), created);
        let changed = ada.patch(&path, json!({"role": "human_resources"})).await.expect(200);
        let items = ada.get(&list).await.expect(200)["items"].clone();
        assert_eq!(items.as_array().unwrap().len(), 2);
        assert_eq!(items[1], changed);
    }

    async fn how_somebody_is_addressed_and_reached_is_kept(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let list = format!("/v1/applications/{}/contacts", story.application);
        let body = json!({
            "name": "Dr. Edwin van der Sar", "given_name": "Edwin", "family_name": "van der Sar", "title": "Dr.",
            "address": "mr", "role": "agency_recruiter", "left": true, "undeliverable": ["email", "letter"],
            "postal_address": "Keizersgracht 1\n1015 CN Amsterdam"
        });
        let created = ada.post(&list, body.clone()).await.expect(201);
        for (name, value) in body.as_object().unwrap() {
            assert_eq!(&created[name], value, "{name}");
        }
        let path = format!("/v1/contacts/{}", created["id"].as_str().unwrap());
        assert_eq!(ada.get(&path).await.expect(200), created);
        let taken_away = json!({
            "given_name": null, "family_name": null, "title": null, "address": null, "left": null, "undeliverable": null,
            "postal_address": null
        });
        let changed = ada.patch(&path, taken_away).await.expect(200);
        let empty = json!({
            "given_name": null, "family_name": null, "title": null, "address": null, "left": false, "undeliverable": [],
            "postal_address": null
        });
        for (name, value) in empty.as_object().unwrap() {
            assert_eq!(&changed[name], value, "{name}");
        }
        assert_eq!(changed["name"], body["name"]);
        let mut remote = body.clone();
        remote["application_id"] = json!(story.application);
        let put = ada.put("/v1/contacts/by-remote-id/p-1", remote.clone()).await.expect(201);
        assert_eq!((&put["address"], &put["undeliverable"]), (&body["address"], &body["undeliverable"]));
        let at = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
        remote["undeliverable"] = json!(["email", "email"]);
        let errors = ada.put("/v1/contacts/by-remote-id/p-1", remote).await.problem(422, "invalid-body");
        assert_eq!(errors, at("/undeliverable/1", "duplicate"));
        let refused = async |patch| ada.patch(&path, patch).await.problem(422, "invalid-body");
        assert_eq!(refused(json!({"undeliverable": ["phone", "phone"]})).await, at("/undeliverable/1", "duplicate"));
        assert_eq!(refused(json!({"undeliverable": ["fax"]})).await[0].0, "/undeliverable/0");
        assert_eq!(refused(json!({"address": "dame"})).await[0].0, "/address");
        assert_eq!(refused(json!({"family_name": "Two\nlines"})).await[0].0, "/family_name");
        assert_eq!(refused(json!({"role": "agent"})).await[0].0, "/role");
        for wrong in ["1 Main Street\u{7}", " \n ", &"x".repeat(1_001)] {
            assert_eq!(refused(json!({"postal_address": wrong})).await[0].0, "/postal_address");
        }
        let twice = json!({"undeliverable": ["email", "phone", "linkedin", "letter", "email"]});
        assert!(!ada.post(&list, twice).await.problem(422, "invalid-body").is_empty());
    }

    async fn a_deleted_contact_leaves_interviews_and_communications(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let reply = json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z", "contact_id": story.contact});
        let communication =
            ada.post(&format!("/v1/applications/{}/communications", story.application), reply).await.created();
        ada.delete(&format!("/v1/contacts/{}", story.contact)).await.expect(204);
        let interview = ada.get(&format!("/v1/interviews/{}", story.interview)).await.expect(200);
        assert_eq!(interview["interviewer_ids"], json!([]));
        let communication = ada.get(&format!("/v1/communications/{communication}")).await.expect(200);
        assert_eq!(communication["contact_id"], json!(null));
    }

    async fn a_contact_belongs_to_an_application(api: Api) {
        let ada = api.sign_up("ada").await;
        let nowhere = "/v1/applications/0198c0de-7a3b-7c4d-8e5f-60718293a4b5/contacts";
        ada.post(nowhere, json!({"name": "Ada"})).await.problem(404, "not-found");
        ada.get(nowhere).await.problem(404, "not-found");
    }
}
