//! Proofreading many texts in one request.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::{
    support::{Client, on_both_databases, story},
    sync::{application, candidate, contact, everything, interview},
};

const PATH: &str = "/v1/messages/proofread-batch";
const SINGLE: &str = "/v1/messages/proofread";

async fn results(client: &Client, items: impl Into<Value>) -> Vec<Value> {
    let answer = client.post(PATH, json!({"items": items.into()})).await;
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let Value::Array(results) = answer.expect(200)["results"].take() else { panic!("no list of results") };
    results
}

/// Pointers and codes of a result that is a problem.
fn errors(result: &Value) -> Vec<(&str, &str)> {
    let problem = &result["problem"];
    assert_eq!((&problem["type"], &problem["status"]), (&json!("urn:followup:problem:invalid-body"), &json!(422)));
    assert_eq!((&result["status"], &result["proofreading"]), (&json!("refused"), &Value::Null));
    let errors = problem["errors"].as_array().unwrap().iter();
    errors.map(|error| (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap())).collect()
}

fn facts() -> Value {
    json!({
        "application": {"company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "America/New_York"},
        "contacts": [{"id": "c1", "name": "Ada Okafor"}],
        "interviews": [{"id": "i1", "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z"}]
    })
}

const BODY: &str = "Dear Ms Lindqvist,\n\nThank you for an hour about the nightly batch and how it might become a stream by \
                    the end of summer at Umbrella.\n\nBest regards,\nBob";

on_both_databases! {
    async fn each_has_what_a_single_request_would_have_answered(api: Api) {
        let (ada, eve) = (api.sign_up("ada").await, api.sign_up("eve").await);
        for (client, of) in [(&ada, "a"), (&ada, "b"), (&eve, "c")] {
            client.post("/v1/sync", json!({"items": everything(of)})).await.expect(200);
        }
        // Another application of the same candidate, whose company the text names, and which shares a contact.
        let umbrella = json!({
            "type": "application", "remote_id": "u", "candidate_remote_id": "a-candidate", "company": {"name": "Umbrella"},
            "position": {"title": "Analyst"}, "time_zone": "America/New_York"
        });
        ada.post("/v1/sync", json!({"items": [umbrella]})).await.expect(200);
        let id = async |resources: &str, remote_id: &str| {
            let path = format!("/v1/{resources}/by-remote-id/{remote_id}");
            ada.get(&path).await.expect(200)["id"].as_str().unwrap().to_owned()
        };
        let (a, u, shared) = (id("applications", "a").await, id("applications", "u").await, id("contacts", "a-contact-1").await);
        ada.put(&format!("/v1/applications/{u}/contacts/{shared}"), json!({"role": "recruiter"})).await.expect(200);
        // A message that was sent to the same person, and a draft to somebody else of the same interview.
        let sent = json!({"application_id": a, "kind": "check_in", "contact_id": shared, "body": BODY});
        let sent = ada.post("/v1/messages", sent).await.created();
        ada.post(&format!("/v1/messages/{sent}/mark-sent"), json!({"confirm_incomplete": true})).await.expect(200);
        let colleague = json!({
            "application_remote_id": "a", "kind": "thank_you", "contact_remote_id": "a-contact-2",
            "interview_remote_id": "a-interview", "body": BODY
        });
        ada.post("/v1/messages", colleague).await.created();
        let items = json!([
            {"body": BODY},
            {"body": BODY, "application_id": a, "kind": "thank_you"},
            {"body": BODY, "application_remote_id": "a", "contact_remote_id": "a-contact-1", "interview_remote_id": "a-interview"},
            {"body": BODY, "application_remote_id": "b", "contact_remote_id": "b-contact-1", "channel": "email"},
            {"body": BODY, "application_remote_id": "u", "contact_remote_id": "a-contact-1", "kind": "thank_you"},
            {"body": BODY, "facts": facts(), "contact_id": "c1", "interview_id": "i1"},
            {"subject": "Hello", "locale": "de", "voicemail": "Guten Tag."},
            {"body": BODY, "other_applications": [{"company": "Acme"}], "earlier_messages": [{"body": BODY}]},
            // Wrong in one way or another.
            {"body": BODY, "application_remote_id": "c"},
            {"body": BODY, "application_remote_id": "a", "contact_remote_id": "b-contact-1"},
            {"body": BODY, "application_remote_id": "u", "interview_remote_id": "a-interview"},
            {"body": BODY, "application_id": a, "application_remote_id": "a"},
            {"body": BODY, "application_id": shared},
            {"body": BODY, "contact_remote_id": "a-contact-1"},
            {"body": BODY, "contact_remote_id": 7, "application_remote_id": "a", "kind": "none"},
            {"body": BODY, "facts": facts(), "application_id": a},
            {"body": BODY, "facts": facts(), "contact_id": "c2"},
            {"body": BODY, "facts": {}},
            {"body": "nul\0"},
            {"body": BODY, "x/y": 1},
            {},
            [],
            null,
            "body",
        ]);
        let Value::Array(items) = items else { panic!("items are a list") };
        let found = results(&ada, items.clone()).await;
        assert_eq!(found.len(), items.len());
        let mut refused = 0;
        for (place, (item, result)) in items.iter().zip(&found).enumerate() {
            let single = ada.post(SINGLE, item.clone()).await;
            if single.status == 200 {
                assert_eq!(*result, json!({"status": "proofread", "proofreading": single.json()}), "{item}");
                continue;
            }
            let mut single = single.expect(422);
            single.as_object_mut().unwrap().remove("request_id");
            for error in single["errors"].as_array_mut().unwrap() {
                error["pointer"] = json!(format!("/items/{place}{}", error["pointer"].as_str().unwrap()));
            }
            assert_eq!(*result, json!({"status": "refused", "problem": single}), "{item}");
            refused += 1;
        }
        assert_eq!((refused, found.len() - refused), (16, 8));
        // What is stored was looked at.
        let checks = |place: usize| -> Vec<&str> {
            let findings = found[place]["proofreading"]["findings"].as_array().unwrap().iter();
            findings.map(|finding| finding["check"].as_str().unwrap()).collect()
        };
        assert!(checks(1).contains(&"wrong_company"), "{}", found[1]);
        // The draft to somebody else is the newer one of two that are the same.
        assert!(checks(2).contains(&"same_as_colleague"), "{}", found[2]);
        assert!(checks(7).contains(&"repeated"), "{}", found[7]);
        let alike = |place| checks(place).iter().any(|check| ["repeated", "same_as_colleague"].contains(check));
        assert!(!alike(3) && !alike(4) && !checks(4).contains(&"wrong_company"), "{found:#?}");
        assert_eq!(errors(&found[8]), [("/items/8/application_remote_id", "unknown_reference")]);
        assert_eq!(errors(&found[11]), [("/items/11/application_remote_id", "conflict")]);
    }

    async fn the_texts_of_many_applications_are_not_mixed_up(api: Api) {
        let ada = api.sign_up("ada").await;
        let mut rows = vec![candidate("one"), candidate("two")];
        for n in 0..200 {
            let id = format!("a{n}");
            let mut of = application(&id, if n % 2 == 0 { "one" } else { "two" });
            of["company"]["name"] = json!(format!("Company {n} of Leeds"));
            let mut person = contact(&format!("p{n}"), &id);
            person["name"] = json!(format!("Grace Number{n}"));
            rows.extend([of, person, interview(&format!("i{n}"), &id, &[&format!("p{n}")])]);
        }
        for part in rows.chunks(300) {
            ada.post("/v1/sync", json!({"items": part})).await.expect(200);
        }
        let item = |n: usize| {
            json!({
                "application_remote_id": format!("a{n}"), "contact_remote_id": format!("p{n}"), "channel": "linkedin",
                "body": "Dear Dorothy, thank you for your time."
            })
        };
        let found = results(&ada, (0..200).map(item).collect::<Vec<_>>()).await;
        assert_eq!(found.len(), 200);
        for (n, result) in found.iter().enumerate() {
            let findings = result["proofreading"]["findings"].as_array().unwrap();
            let named = findings.iter().find(|finding| finding["check"] == "wrong_name").expect("Dorothy is nobody there");
            assert!(named["text"].as_str().unwrap().contains(&format!("Number{n}")), "{named}");
        }
    }

    async fn a_malformed_batch_is_refused_as_a_whole(api: Api) {
        let ada = api.sign_up("ada").await;
        let refused = async |batch: Value| ada.post(PATH, batch).await.problem(422, "invalid-body");
        let at = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
        assert_eq!(refused(json!({})).await, at("/items", "required"));
        assert_eq!(refused(json!({"items": []})).await, at("/items", "too_few"));
        assert_eq!(refused(json!({"items": {}})).await, at("/items", "type"));
        assert_eq!(refused(json!({"items": vec![json!({"body": "Dear Ada"}); 201]})).await, at("/items", "too_many"));
        assert_eq!(refused(json!({"items": [{"body": "Dear Ada"}], "locale": "en"})).await, at("/locale", "unknown_field"));
        assert_eq!(refused(json!([])).await, at("", "type"));
        let raw = async |body: &str| ada.raw(Method::POST, PATH, "application/json", body).await;
        for text in ["", "{\"items\": [", "{\"items\": [{]}", "{\"items\": []} {}"] {
            raw(text).await.problem(400, "malformed-json");
        }
        ada.raw(Method::POST, PATH, "text/plain", "{}").await.problem(415, "unsupported-media-type");
        let lists = "[".repeat(100_000) + &"]".repeat(100_000);
        let deep = raw(&format!("{{\"items\": [{lists}, {{\"body\": \"Dear Ada\"}}]}}")).await.expect(200);
        assert_eq!((&deep["results"][0]["problem"]["status"], &deep["results"][1]["status"]), (&json!(400), &json!("proofread")));
        // A field that is repeated is known by the text only.
        let twice = raw("{\"items\": [{\"body\": \"Dear Ada\", \"body\": \"Dear Bob\"}]}").await.expect(200);
        assert_eq!(errors(&twice["results"][0]), [("/items/0/body", "duplicate")]);
    }

    async fn a_batch_may_be_large_but_not_larger(api: Api) {
        let ada = api.sign_up("ada").await;
        let of_size = |bytes: usize| {
            let fit = json!({"items": [{"body": ""}]}).to_string().len();
            json!({"items": [{"body": "x".repeat(bytes - fit)}]}).to_string()
        };
        let raw = async |body: String| ada.raw(Method::POST, PATH, "application/json", body).await;
        let largest = raw(of_size(8 * 1024 * 1024)).await.expect(200);
        let problem = &largest["results"][0]["problem"];
        assert_eq!((&problem["type"], &problem["status"]), (&json!("urn:followup:problem:payload-too-large"), &json!(413)));
        let large = raw(of_size(1024 * 1024)).await.expect(200);
        assert_eq!(errors(&large["results"][0]), [("/items/0/body", "too_long")]);
        raw(of_size(8 * 1024 * 1024 + 1)).await.problem(413, "payload-too-large");
    }

    async fn nothing_is_stored(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        results(&ada, json!([{"body": BODY, "application_id": story.application}])).await;
        assert_eq!(ada.get("/v1/messages").await.expect(200)["items"], json!([]));
    }
}
