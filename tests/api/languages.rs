//! Languages: of messages, and of what plans say.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::support::{Answer, Client, on_both_databases, story};

/// Facts of an application in Munich.
fn facts() -> Value {
    json!({
        "as_of": "2026-03-10T20:00:00+01:00",
        "candidate": {
            "name": "Greta Lindqvist", "email": "greta@example.com", "phone": "+49 30 5550100", "locale": "en",
            "strengths": ["zehn Jahre Erfahrung mit Zahlungssystemen"]
        },
        "application": {
            "company": {"name": "Meridian Labs"}, "position": {"title": "Analystin"}, "time_zone": "Europe/Berlin",
            "locale": "de"
        },
        "contacts": [{
            "id": "c1", "given_name": "Anke", "family_name": "von der Heide", "title": "Dr.", "address": "ms",
            "email": "anke@example.com"
        }],
        "interviews": [{
            "id": "i1", "starts_at": "2026-03-10T14:00:00+01:00", "ends_at": "2026-03-10T15:00:00+01:00",
            "interviewer_ids": ["c1"], "talking_points": ["die Umstellung auf Event Sourcing"]
        }]
    })
}

async fn in_language(client: &Client, path: &str, accept: &str, language: &str) -> Answer {
    let request = TestRequest::get().uri(path).insert_header(("accept", accept));
    client.send(request.insert_header(("accept-language", language))).await
}

async fn rendered(client: &Client, changes: Value) -> Value {
    let mut body = json!({"facts": facts(), "kind": "thank_you", "contact_id": "c1", "tone": "formal"});
    for (field, value) in changes.as_object().unwrap() {
        match field.strip_prefix("contact.") {
            Some(field) => body["facts"]["contacts"][0][field] = value.clone(),
            None => body[field] = value.clone(),
        }
    }
    client.post("/v1/messages/render", body).await.expect(200)
}

on_both_databases! {
    async fn the_locales_are_listed_with_what_there_is_of_them(api: Api) {
        let ada = api.sign_up("ada").await;
        let all = ada.get("/v1/locales").await.expect(200);
        let of = |tag: &str| all["items"].as_array().unwrap().iter().find(|item| item["tag"] == tag).unwrap().clone();
        for (tag, texts, wording) in
            [("en", "en", "en"), ("en-AU", "en-GB", "en"), ("de-AT", "de-AT", "de-AT"), ("de-LI", "de-CH", "de-CH")]
        {
            let item = of(tag);
            assert_eq!((&item["texts"], &item["wording"], &item["complete"]), (&json!(texts), &json!(wording), &json!(true)));
            assert_eq!(item["messages"].as_array().unwrap().len(), 11, "{item}");
        }
    }

    async fn an_unknown_locale_is_refused_with_those_that_are_known(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = json!({"name": "Ada", "locale": "tlh"});
        let refused = ada.post("/v1/candidates", candidate).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("de-AT") && refused.text.contains("en-GB"), "{}", refused.text);
        assert!(ada.post("/v1/candidates", json!({"name": "Ada", "locale": "de-DE"})).await.expect(201)["locale"] == "de-DE");
    }

    async fn a_locale_that_is_not_listed_is_the_nearest_of_its_language(api: Api) {
        let ada = api.sign_up("ada").await;
        for (named, nearest) in [("de-IT", "de"), ("de-Latn-AT", "de-AT"), ("es-VE", "es-419"), ("fr-MA", "fr"), ("en-XX", "en")] {
            let candidate = ada.post("/v1/candidates", json!({"name": "Ada", "locale": named})).await.expect(201);
            assert_eq!(candidate["locale"], nearest, "{named}");
            let message = rendered(&ada, json!({"locale": named})).await;
            assert_eq!(message["locale"], nearest, "{named}");
        }
    }

    async fn a_message_is_in_the_language_of_its_application(api: Api) {
        let ada = api.sign_up("ada").await;
        let message = rendered(&ada, json!({})).await;
        let body = message["body"].as_str().unwrap();
        assert!(body.starts_with("Sehr geehrte Frau Dr. von der Heide,\n\n"), "{body}");
        assert!(body.contains("Mit freundlichen Grüßen\nGreta Lindqvist"), "{body}");
        assert_eq!((&message["locale"], &message["ready"]), (&json!("de"), &json!(true)));
        let grave = message["findings"].as_array().unwrap().iter().find(|finding| finding["severity"] != "hint");
        assert_eq!(grave, None);
        let english = rendered(&ada, json!({"locale": "en"})).await;
        assert!(english["body"].as_str().unwrap().starts_with("Dear Dr von der Heide,"), "{english}");
        let swiss = rendered(&ada, json!({"locale": "de-CH"})).await;
        let swiss = swiss["body"].as_str().unwrap();
        assert!(swiss.starts_with("Sehr geehrte Frau Dr. von der Heide\n\n") && !swiss.contains('ß'), "{swiss}");
    }

    async fn people_are_addressed_as_the_facts_say(api: Api) {
        let ada = api.sign_up("ada").await;
        let familiar = rendered(&ada, json!({"contact.familiar": true, "tone": "warm"})).await;
        let body = familiar["body"].as_str().unwrap();
        assert!(body.starts_with("Liebe Anke,\n\n") && !body.contains("Ihnen") && !body.contains("Ihre "), "{body}");
        let unknown = rendered(&ada, json!({"contact.address": null, "contact.title": null})).await;
        let body = unknown["body"].as_str().unwrap();
        assert!(body.starts_with("Guten Tag Anke von der Heide,"), "{body}");
        assert_eq!(unknown["missing"][0]["pointer"], "/contacts/0/address", "{unknown}");
        let neutral = rendered(&ada, json!({"contact.address": "neutral", "contact.title": null})).await;
        assert_eq!(neutral["missing"], json!([]), "{neutral}");
    }

    async fn forms_of_address_are_stored_and_taken_back(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let application = format!("/v1/applications/{}", story.application);
        let changed = ada.patch(&application, json!({"familiar": true, "locale": "de-AT"})).await.expect(200);
        assert_eq!((&changed["familiar"], &changed["locale"]), (&json!(true), &json!("de-AT")));
        let contacts = ada.get(&format!("{application}/contacts")).await.expect(200);
        let contact = format!("/v1/contacts/{}", contacts["items"][0]["id"].as_str().unwrap());
        let changed = ada.patch(&contact, json!({"address": "neutral", "familiar": false})).await.expect(200);
        assert_eq!((&changed["address"], &changed["familiar"]), (&json!("neutral"), &json!(false)));
        let changed = ada.patch(&contact, json!({"familiar": null})).await.expect(200);
        assert_eq!(changed["familiar"], json!(null));
    }

    async fn plans_speak_the_language_that_is_asked_for(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let plan = format!("/v1/applications/{}/follow-up-plan", story.application);
        let json = "application/json";
        let english = in_language(&ada, &plan, json, "pl, *;q=0.5").await;
        let german = in_language(&ada, &plan, json, "pl, de-AT;q=0.9, en;q=0.5").await;
        assert_eq!((english.header("content-language"), german.header("content-language")), (Some("en"), Some("de-AT")));
        for answer in [&english, &german] {
            assert!(answer.headers.get_all("vary").any(|vary| vary == "accept-language"), "{:?}", answer.headers);
        }
        let text = |answer: &Answer| {
            let plan: Value = serde_json::from_str(&answer.text).unwrap();
            plan["steps"][0]["reasons"][0]["text"].as_str().unwrap().to_owned()
        };
        assert!(text(&german).contains("Gespräch"), "{}", text(&german));
        assert!(text(&english).contains("interview"), "{}", text(&english));
        let calendar = in_language(&ada, &plan, "text/calendar", "de").await;
        assert!(calendar.text.contains("CATEGORIES:Nachfassen") || calendar.text.contains("Nachfassen"), "{}", calendar.text);
        let picture = in_language(&ada, &plan, "image/svg+xml", "de").await;
        assert!(picture.text.contains("Nachfassplan"), "{}", picture.text);
        let diff = in_language(&ada, &format!("{plan}/diff?against=dream-job"), json, "de").await;
        assert_eq!((diff.status.as_u16(), diff.header("content-language")), (200, Some("de")));
        let agenda = in_language(&ada, "/v1/agenda", json, "de").await;
        assert_eq!((agenda.status.as_u16(), agenda.header("content-language")), (200, Some("de")));
    }

    async fn a_language_tag_is_read_in_letters_of_any_case(api: Api) {
        let (ada, board) = (api.sign_up("ada").await, api.sign_up("board").await);
        for (tag, read) in [("de-ch", "de-CH"), ("DE", "de"), ("de_CH", "de-CH"), ("Fr-ca", "fr-CA"), ("es_419", "es-419")] {
            assert_eq!(rendered(&ada, json!({"locale": tag})).await["locale"], read);
            let application = json!({
                "company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "Europe/Zurich", "locale": tag
            });
            let made = ada.post("/v1/applications", application).await.expect(201);
            assert_eq!(made["locale"], read);
            let path = format!("/v1/applications/{}", made["id"].as_str().unwrap());
            assert_eq!(ada.patch(&path, json!({"locale": tag})).await.expect(200)["locale"], read);
            let item = json!({"type": "candidate", "remote_id": "c", "name": "Greta", "locale": tag});
            assert_eq!(board.post("/v1/sync", json!({"items": [item]})).await.expect(200)["failed"], 0);
            assert_eq!(board.get("/v1/candidates/by-remote-id/c").await.expect(200)["locale"], read);
            ada.get(&format!("/v1/templates?locale={tag}")).await.expect(200);
            let mut facts = facts();
            facts["application"]["locale"] = json!(tag);
            ada.post("/v1/follow-up-plans/preview", facts.clone()).await.expect(200);
            let batch = ada.post("/v1/follow-up-plans/preview-batch", json!({"facts": [facts]})).await.expect(200);
            assert!(batch["items"][0]["problem"].is_null(), "{batch}");
        }
        // What is wrong beside the tag is said alone, and an unknown tag is told which there are.
        let wrong = json!({"locale": "de-ch", "company": {"name": "Acme"}, "position": {"title": 5}});
        let errors = ada.post("/v1/applications", wrong).await.problem(422, "invalid-body");
        assert!(!errors.is_empty() && errors.iter().all(|(pointer, _)| pointer != "/locale"), "{errors:?}");
        let unknown = ada.post("/v1/messages/render", json!({"facts": facts(), "kind": "thank_you", "locale": "xx"})).await;
        assert!(unknown.text.contains("de-CH, de-LI"), "{}", unknown.text);
        assert_eq!(unknown.problem(422, "invalid-body"), [("/locale".to_owned(), "unknown_value".to_owned())]);
    }

    async fn texts_are_proofread_in_their_language(api: Api) {
        let ada = api.sign_up("ada").await;
        let body = "Sehr geehrte Frau Dr. Meier,\n\nvielen Dank für das Gespräch bei [Company Name].\n\nLG\nGreta Lindqvist";
        let found = ada.post("/v1/messages/proofread", json!({
            "facts": facts(), "kind": "thank_you", "channel": "email", "contact_id": "c1", "subject": "Danke", "body": body
        })).await.expect(200);
        assert_eq!((&found["locale"], &found["spelling"]), (&json!("de"), &json!("no_dictionary")));
        let checks: Vec<&str> =
            found["findings"].as_array().unwrap().iter().map(|finding| finding["check"].as_str().unwrap()).collect();
        for check in ["wrong_name", "placeholder", "sign_off", "contact_details"] {
            assert!(checks.contains(&check), "{check}: {found}");
        }
        assert!(!checks.contains(&"spelling") && !checks.contains(&"grammar"), "{found}");
        let english = ada.post("/v1/messages/proofread", json!({"body": "Dear Ada,\n\nThank you.\n\nBest regards,\nG"})).await.expect(200);
        assert_eq!((&english["locale"], &english["spelling"]), (&json!("en"), &json!("checked")));
    }
}
