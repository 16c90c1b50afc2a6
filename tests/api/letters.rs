//! Letters, with their date and addresses, and names that are known in parts.

use actix_web::test::TestRequest;
use mail_parser::MessageParser;
use serde_json::json;

use crate::support::{on_both_databases, story};

on_both_databases! {
    async fn a_letter_has_a_date_and_addresses_and_no_subject(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let candidate = json!({"name": "Grace Lindqvist", "phone": "+1 212 555 0100", "postal_address": "5 Elm Street\nBrooklyn, NY 11201"});
        ada.patch(&format!("/v1/candidates/{}", story.candidate), candidate).await.expect(200);
        let contact = json!({"name": null, "given_name": "Ada", "family_name": "Okafor", "title": "Dr."});
        ada.patch(&format!("/v1/contacts/{}", story.contact), contact).await.expect(200);
        let company = json!({"company": {"name": "Acme", "postal_address": "1 Main Street\nNew York"}});
        ada.patch(&format!("/v1/applications/{}", story.application), company).await.expect(200);
        let head = "March 10, 2026\n\nGrace Lindqvist\n5 Elm Street\nBrooklyn, NY 11201\n+1 212 555 0100\nada@example.com\n\n\
                    Dr. Ada Okafor\nHiring Manager\nAcme\n1 Main Street\nNew York\n\nDear Dr. Okafor:\n\n";
        let wanted = json!({
            "application_id": story.application, "kind": "thank_you", "channel": "letter", "contact_id": story.contact, "tone": "formal"
        });
        let kept = ada.post("/v1/messages", wanted).await.expect(201);
        assert!(kept["body"].as_str().unwrap().starts_with(head), "{kept}");
        assert_eq!((&kept["subject"], &kept["recipient"]["name"]), (&json!(null), &json!("Ada Okafor")));
        assert_eq!(kept["recipient"]["address"], "1 Main Street\nNew York");
        let grave: Vec<_> = kept["findings"].as_array().unwrap().iter().filter(|found| found["severity"] != "hint").collect();
        assert!(grave.is_empty(), "{grave:?}");
        let path = format!("/v1/messages/{}", kept["id"].as_str().unwrap());
        let text = ada.send(TestRequest::get().uri(&path).insert_header(("accept", "text/plain"))).await;
        assert_eq!(text.text, kept["body"].as_str().unwrap());
        let errors = ada.patch(&path, json!({"subject": "Thank you"})).await.problem(422, "invalid-body");
        assert_eq!(errors[0].0, "/subject");
        // The step's letter has the day on which it is to go out.
        let step = format!("/v1/applications/{}/follow-up-plan/steps/{}:thank_you:{}", story.application, story.interview, story.contact);
        let letter = ada.get(&format!("{step}/message?channel=letter")).await.expect(200);
        assert!(letter["body"].as_str().unwrap().starts_with("March 1"), "{letter}");
        // The parts of a name are a name in mail programs, too.
        let file = ada.send(TestRequest::get().uri(&format!("{step}/message")).insert_header(("accept", "message/rfc822"))).await;
        let mail = MessageParser::default().parse(file.text.as_bytes()).unwrap();
        assert_eq!(mail.to().unwrap().first().unwrap().name(), Some("Ada Okafor"));
    }

    async fn a_letter_by_a_template_of_ones_own_has_them_too(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let template = json!({
            "key": "own", "name": "My words", "kind": "thank_you", "channel": "letter",
            "body": "Dear {{ recipient.called }},\n\nThank you for your time.\n\nBest regards,\n{{ candidate.name }}"
        });
        ada.post("/v1/templates", template).await.expect(201);
        let wanted = json!({"application_id": story.application, "kind": "thank_you", "contact_id": story.contact, "template": "own"});
        let kept = ada.post("/v1/messages", wanted).await.expect(201);
        let body = kept["body"].as_str().unwrap();
        assert!(body.starts_with("March 10, 2026\n\nada\nada@example.com\n\nAda Okafor\nHiring Manager\nAcme\n\nDear Ada Okafor,\n"), "{body}");
    }

    async fn people_of_other_applications_are_known_by_parts_of_their_names(api: Api) {
        let ada = api.sign_up("ada").await;
        let (here, there) = (story(&ada).await, story(&ada).await);
        let other = json!({"name": null, "given_name": "Femke", "family_name": "de Vries"});
        ada.patch(&format!("/v1/contacts/{}", there.contact), other).await.expect(200);
        let text = json!({
            "application_id": here.application, "contact_id": here.contact,
            "body": "Dear Ada Okafor,\n\nThank you for the talk with Femke de Vries.\n\nBest regards,\nada"
        });
        let findings = ada.post("/v1/messages/proofread", text).await.expect(200)["findings"].clone();
        let found = findings.as_array().unwrap().iter().any(|found| found["text"].as_str().unwrap().contains("Femke de Vries"));
        assert!(found, "{findings}");
    }
}
