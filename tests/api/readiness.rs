//! Whether a kept message has everything that it can't do without, and what happens when it is sent all the same.

use serde_json::{Value, json};

use crate::support::{Client, Story, on_both_databases, story};

/// An answer to the employer's question, for which nothing is known to say.
async fn unanswered(client: &Client, story: &Story, more: Value) -> Value {
    let asked =
        json!({"direction": "inbound", "channel": "email", "at": "2026-03-11T10:00:00-04:00", "needs_answer": true});
    client.post(&format!("/v1/applications/{}/communications", story.application), asked).await.expect(201);
    let mut body = json!({
        "application_id": story.application, "kind": "answer", "channel": "email", "contact_id": story.contact,
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    client.post("/v1/messages", body).await.expect(201)
}

fn path(message: &Value) -> String {
    format!("/v1/messages/{}", message["id"].as_str().unwrap())
}

fn elements(message: &Value) -> Vec<(&Value, &Value)> {
    message["missing"].as_array().unwrap().iter().map(|missing| (&missing["part"], &missing["element"])).collect()
}

on_both_databases! {
    async fn an_answer_without_its_answer_is_not_sent_unless_somebody_says_so(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let message = unanswered(&ada, &story, json!({})).await;
        assert_eq!((&message["ready"], elements(&message)), (&json!(false), vec![(&json!("body"), &json!("answer"))]));
        let sent = format!("{}/mark-sent", path(&message));
        let problem = ada.post(&sent, json!({})).await.expect(409);
        assert_eq!(problem["type"], "urn:followup:problem:message-not-ready");
        assert!(problem["detail"].as_str().unwrap().contains("confirm_incomplete"), "{problem}");
        let text = &message["missing"][0]["text"];
        assert_eq!(problem["errors"], json!([{"pointer": "/body", "code": "answer", "message": text}]));
        let still = ada.get(&path(&message)).await.expect(200);
        assert_eq!((&still["status"], &still["ready"]), (&json!("draft"), &json!(false)));
        let gone = ada.post(&sent, json!({"confirm_incomplete": true})).await.expect(200);
        assert_eq!((&gone["status"], &gone["ready"]), (&json!("sent"), &json!(false)));
        // Said again, it changes nothing, confirmed or not.
        ada.post(&sent, json!({})).await.expect(200);
        ada.post(&sent, json!({"remote_id": "mail-1"})).await.problem(409, "conflict");
    }

    async fn the_communication_of_a_sent_message_may_have_a_remote_id(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let message = unanswered(&ada, &story, json!({})).await;
        let sent = format!("{}/mark-sent", path(&message));
        let said = json!({"confirm_incomplete": true, "remote_id": "mail-1"});
        let gone = ada.post(&sent, said.clone()).await.expect(200);
        let recorded = ada.get("/v1/communications/by-remote-id/mail-1").await.expect(200);
        assert_eq!(recorded["id"], gone["communication_id"]);
        assert_eq!(ada.post(&sent, said).await.expect(200), gone);
        // A sync of the client's mails finds it.
        let other = unanswered(&ada, &story, json!({})).await;
        let taken = ada.post(&format!("{}/mark-sent", path(&other)), json!({"confirm_incomplete": true, "remote_id": "mail-1"})).await;
        assert_eq!(taken.problem(409, "conflict"), [("/remote_id".to_owned(), "taken".to_owned())]);
    }

    async fn without_a_step_or_a_kind_the_next_step_is_meant(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let plan = ada.get(&format!("/v1/applications/{}/follow-up-plan", story.application)).await.expect(200);
        let message = ada.post("/v1/messages", json!({"application_id": story.application})).await.expect(201);
        assert!(message["step_id"].is_string());
        assert_eq!((&message["step_id"], &message["kind"]), (&plan["next_step_id"], &json!("thank_you")));
        let lost = json!({"application_id": story.application, "contact_id": story.contact});
        let refused = ada.post("/v1/messages", lost).await.problem(422, "invalid-body");
        assert_eq!(refused, [("/kind".to_owned(), "required".to_owned())]);
        let outcome = json!({"outcome": {"kind": "rejected", "at": "2026-03-10T15:30:00Z"}});
        ada.patch(&format!("/v1/applications/{}", story.application), outcome).await.expect(200);
        let plan = ada.get(&format!("/v1/applications/{}/follow-up-plan", story.application)).await.expect(200);
        let again = ada.post("/v1/messages", json!({"application_id": story.application})).await;
        match plan["next_step_id"].as_str() {
            Some(step) => assert_eq!(again.expect(201)["step_id"], step),
            None => assert_eq!(again.problem(422, "invalid-body"), [("/step_id".to_owned(), "unknown_reference".to_owned())]),
        }
    }

    async fn a_text_that_somebody_has_changed_counts_as_complete(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let message = unanswered(&ada, &story, json!({})).await;
        let subject = ada.patch(&path(&message), json!({"subject": "Your question about the start date"})).await.expect(200);
        assert_eq!(subject["ready"], false, "the body still has no answer");
        let body = "Dear Ada Okafor,\n\nThank you for your question. I can start on 1 May.\n\nBest regards,\nGrace Lindqvist";
        let changed = ada.patch(&path(&message), json!({"body": body})).await.expect(200);
        assert_eq!((&changed["ready"], &changed["missing"]), (&json!(true), &json!([])));
        let without = ada.patch(&path(&message), json!({"body": null})).await.expect(200);
        assert_eq!(elements(&without), [(&json!("body"), &Value::Null)]);
        ada.patch(&path(&message), json!({"body": body})).await.expect(200);
        ada.post(&format!("{}/mark-sent", path(&message)), json!({})).await.expect(200);
    }

    async fn words_of_ones_own_are_ready_but_for_placeholders(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let body = |name: &str| format!("Dear {name},\n\nThank you for your question. I can start on 1 May.\n\nBest regards,\nGrace");
        let own = unanswered(&ada, &story, json!({"body": body("Ada Okafor")})).await;
        assert_eq!((&own["ready"], &own["missing"]), (&json!(true), &json!([])));
        let left = unanswered(&ada, &story, json!({"body": body("[Name]")})).await;
        assert_eq!((&left["ready"], elements(&left)), (&json!(false), vec![(&json!("body"), &Value::Null)]));
        ada.post(&format!("{}/mark-sent", path(&left)), json!({})).await.problem(409, "message-not-ready");
        let filled = ada.patch(&path(&left), json!({"body": body("Ada Okafor")})).await.expect(200);
        assert_eq!(filled["ready"], true);
    }
}
