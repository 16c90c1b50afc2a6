use serde_json::json;

use crate::support::{on_both_databases, story};

on_both_databases! {
    async fn a_communication_is_kept_and_moves_the_plan_on(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let (list, plan) = (
            format!("/v1/applications/{}/communications", story.application),
            format!("/v1/applications/{}/follow-up-plan", story.application),
        );
        let thank_you = format!("{}:thank_you:{}", story.interview, story.contact);
        assert_eq!(ada.get(&plan).await.expect(200)["next_step_id"], thank_you.as_str());
        let body = json!({
            "direction": "outbound", "channel": "email", "purpose": "thank_you", "at": "2026-03-10T15:45:00Z",
            "contact_id": story.contact
        });
        let created = ada.post(&list, body.clone()).await.expect(201);
        for (name, value) in body.as_object().unwrap() {
            assert_eq!(&created[name], value, "{name}");
        }
        let moved = ada.get(&plan).await.expect(200);
        assert_eq!(moved["steps"][0]["id"], thank_you.as_str());
        assert_eq!((&moved["steps"][0]["status"], &moved["state"]), (&json!("done"), &json!("waiting")));
        assert_eq!(moved["next_step_id"], format!("{}:follow_up:1", story.interview));
        // Taken back, the plan is what it was.
        ada.delete(&format!("/v1/communications/{}", created["id"].as_str().unwrap())).await.expect(204);
        assert_eq!(ada.get(&plan).await.expect(200)["next_step_id"], thank_you.as_str());
    }

    async fn the_answer_to_a_question_is_kept_and_put_into_words(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let list = format!("/v1/applications/{}/communications", story.application);
        let question = json!({"direction": "inbound", "at": "2026-03-11T15:00:00Z", "needs_answer": true});
        let question = ada.post(&list, question).await.expect(201);
        assert_eq!(question["answer"], json!(null));
        let path = format!("/v1/communications/{}", question["id"].as_str().unwrap());
        let answered = ada.patch(&path, json!({"answer": "I can start on 1 May."})).await.expect(200);
        assert_eq!(answered["answer"], "I can start on 1 May.");
        let message = format!(
            "/v1/applications/{}/follow-up-plan/steps/answer:2026-03-11T15:00:00Z/message?as_of=2026-03-11T16:00:00Z",
            story.application
        );
        let message = ada.get(&message).await.expect(200);
        assert!(message["body"].as_str().unwrap().contains("I can start on 1 May."), "{message:#}");
        ada.patch(&path, json!({"direction": "outbound", "needs_answer": false})).await.problem(422, "invalid-body");
    }

    async fn a_put_by_remote_id_names_a_contact_of_its_application(api: Api) {
        let ada = api.sign_up("ada").await;
        let (own, other) = (story(&ada).await, story(&ada).await);
        let contact = json!({"remote_id": "p-1"});
        ada.patch(&format!("/v1/contacts/{}", own.contact), contact).await.expect(200);
        let path = "/v1/communications/by-remote-id/mail-1";
        let mut body = json!({
            "application_id": own.application, "direction": "outbound", "channel": "email", "purpose": "thank_you",
            "at": "2026-03-10T15:45:00Z", "contact_id": other.contact
        });
        let errors = ada.put(path, body.clone()).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/contact_id".to_owned(), "unknown_reference".to_owned())]);
        ada.get(path).await.problem(404, "not-found");
        body.as_object_mut().unwrap().remove("contact_id");
        body["contact_remote_id"] = json!("p-1");
        let made = ada.put(path, body.clone()).await.expect(201);
        assert_eq!(made["contact_id"], own.contact.as_str());
        // The plan has moved on, and does not when the same comes again.
        let plan = format!("/v1/applications/{}/follow-up-plan", own.application);
        let moved = ada.get(&plan).await.expect(200);
        assert_eq!(moved["steps"][0]["status"], "done");
        assert_eq!(ada.put(path, body).await.expect(200), made);
        assert_eq!(ada.get(&plan).await.expect(200)["steps"], moved["steps"]);
    }

    async fn bounces_and_new_purposes_are_stored(api: Api) {
        let ada = api.sign_up("ada").await;
        let list = format!("/v1/applications/{}/communications", story(&ada).await.application);
        for purpose in ["competing_offer", "offer_response"] {
            let body = json!({
                "direction": "outbound", "channel": "email", "purpose": purpose, "at": "2026-03-10T15:45:00Z",
                "bounced": true
            });
            let created = ada.post(&list, body.clone()).await.expect(201);
            for (name, value) in body.as_object().unwrap() {
                assert_eq!(&created[name], value, "{name}");
            }
            let path = format!("/v1/communications/{}", created["id"].as_str().unwrap());
            assert_eq!(ada.get(&path).await.expect(200), created);
            assert_eq!(ada.patch(&path, json!({"bounced": null})).await.expect(200)["bounced"], false);
            let inbound = json!({"direction": "inbound", "bounced": true});
            let errors = ada.patch(&path, inbound).await.problem(422, "invalid-body");
            let at = |pointer: &str| (pointer.to_owned(), "wrong_direction".to_owned());
            assert_eq!(errors, [at("/purpose"), at("/bounced")]);
        }
    }

    async fn an_invalid_communication_is_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let (story, other) = (story(&ada).await, story(&ada).await);
        let list = format!("/v1/applications/{}/communications", story.application);
        let wrong = json!({
            "direction": "outbound", "at": "2026-03-10T15:45:00Z", "needs_answer": true, "automatic": true,
            "decision_expected_on": "2026-03-20", "answer": "Yes"
        });
        let errors = ada.post(&list, wrong).await.problem(422, "invalid-body");
        assert_eq!(errors.len(), 4);
        let foreign = json!({"direction": "inbound", "at": "2026-03-10T15:45:00Z", "contact_id": other.contact});
        let errors = ada.post(&list, foreign).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/contact_id".to_owned(), "unknown_reference".to_owned())]);
        let ages_ago = json!({"direction": "inbound", "at": "0001-01-01T00:00:00Z"});
        ada.post(&list, ages_ago).await.problem(422, "invalid-body");
    }
}
