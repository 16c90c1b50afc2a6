//! Proofreading over HTTP: what it is asked, and what it looks up.

use serde_json::{Value, json};

use crate::{
    agenda::scope_of,
    support::{Client, Story, application_of, on_both_databases, story},
};

const PATH: &str = "/v1/messages/proofread";

/// A text that is far too long for anybody, and may be told so.
fn long() -> String {
    "I would like to add one more thing. ".repeat(100)
}

async fn errors(client: &Client, body: Value) -> Vec<(String, String)> {
    let mut errors = client.post(PATH, body).await.problem(422, "invalid-body");
    errors.sort();
    errors
}

fn error(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

fn facts() -> Value {
    json!({
        "application": {"company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "America/New_York"},
        "contacts": [{"id": "c1", "name": "Ada Okafor"}],
        "interviews": [{"id": "i1", "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z"}]
    })
}

on_both_databases! {
    async fn findings_are_counted_and_have_their_places(api: Api) {
        let ada = api.sign_up("ada").await;
        let found = ada.post(PATH, json!({"body": long(), "kind": "thank_you"})).await.expect(200);
        let findings = found["findings"].as_array().unwrap();
        let too_long = findings.iter().find(|finding| finding["check"] == "too_long").expect("it is too long");
        assert_eq!(too_long["part"], "body");
        for severity in ["error", "warning", "hint"] {
            let count = findings.iter().filter(|finding| finding["severity"] == severity).count();
            assert_eq!(found[format!("{severity}s")], count, "{found}");
        }
        for finding in findings {
            assert!(finding["rule"].as_str().unwrap().contains('.') && !finding["text"].as_str().unwrap().is_empty());
        }
    }

    async fn every_text_is_bounded(api: Api) {
        let ada = api.sign_up("ada").await;
        let (most, more) = ("\u{e9}".repeat(20_000), "\u{e9}".repeat(20_001));
        ada.post(PATH, json!({"voicemail": most})).await.expect(200);
        let script = json!({"opening": "Good morning.", "points": ["One", more], "questions": [], "closing": ""});
        assert_eq!(errors(&ada, json!({"script": script})).await, [error("/script/points/1", "too_long")]);
        for part in ["subject", "body", "voicemail"] {
            assert_eq!(errors(&ada, json!({part: more})).await, [error(&format!("/{part}"), "too_long")]);
            assert_eq!(errors(&ada, json!({part: " \t"})).await, [error(&format!("/{part}"), "format")]);
            assert_eq!(errors(&ada, json!({part: "nul\0"})).await, [error(&format!("/{part}"), "format")]);
        }
        assert_eq!(errors(&ada, json!({"subject": "two\nlines"})).await, [error("/subject", "format")]);
        let points = json!({"opening": "", "points": vec!["x"; 51], "questions": vec!["x"; 51], "closing": ""});
        let both = [error("/script/points", "too_many"), error("/script/questions", "too_many")];
        assert_eq!(errors(&ada, json!({"script": points})).await, both);
        let names = json!([{"company": "Umbrella", "people": ["Eve", "x".repeat(201)]}]);
        let long_name = [error("/other_applications/0/people/1", "too_long")];
        assert_eq!(errors(&ada, json!({"body": "Dear Ada", "other_applications": names})).await, long_name);
        let repeated = json!([{"body": more}]);
        let long_body = [error("/earlier_messages/0/body", "too_long")];
        assert_eq!(errors(&ada, json!({"body": "Dear Ada", "earlier_messages": repeated})).await, long_body);
    }

    async fn a_message_is_compared_with_what_the_candidate_wrote_and_applied_for(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        let (here, there) = (story(&ada).await, story(&ada).await);
        story(&bob).await;
        let changes = json!({"company": {"name": "Umbrella"}, "position": {"title": "Data Engineer"}});
        ada.patch(&format!("/v1/applications/{}", there.application), changes).await.expect(200);
        let nameless = json!({"role": "recruiter", "email": "jobs@umbrella.example"});
        ada.post(&format!("/v1/applications/{}/contacts", there.application), nameless).await.created();
        let someone_else = ada.post("/v1/candidates", json!({"name": "Bo"})).await.created();
        ada.post("/v1/applications", application_of(&someone_else)).await.created();
        let scope = scope_of(&api, &ada).await;
        let (candidate, application): (_, entity::ApplicationId) =
            (here.candidate.parse().unwrap(), here.application.parse().unwrap());
        let others = scope.other_applications(&[candidate], Some(application)).await.unwrap();
        assert_eq!(others.len(), 1);
        assert_eq!((others[0].company.as_str(), others[0].position.as_str()), ("Umbrella", "Data Engineer"));
        assert_eq!(others[0].people, ["Ada Okafor"]);
        // What went out, and what is about to go to people of the same interview.
        let write = async |story: &Story, kind: &str, interview: Option<&str>| {
            let message = json!({
                "application_id": story.application, "kind": kind, "interview_id": interview, "contact_id": story.contact,
                "body": "Dear Ada Okafor"
            });
            ada.post("/v1/messages", message).await.created()
        };
        let colleagues = write(&here, "thank_you", Some(&here.interview)).await;
        let sent = write(&here, "check_in", None).await;
        write(&here, "final_attempt", None).await;
        let elsewhere = write(&there, "thank_you", None).await;
        for id in [&sent, &elsewhere] {
            ada.post(&format!("/v1/messages/{id}/mark-sent"), json!({})).await.expect(200);
        }
        let near = async |interview: Option<&str>| -> Vec<String> {
            let interview: Option<entity::InterviewId> = interview.map(|id| id.parse().unwrap());
            let near = scope.messages_near(&[application], interview.as_slice()).await.unwrap();
            near.iter().map(|message| message.stamp.id.to_string()).collect()
        };
        assert_eq!(near(None).await, std::slice::from_ref(&sent));
        assert_eq!(near(Some(&here.interview)).await, [sent, colleagues]);
    }

    async fn the_latest_interview_is_one_that_was_not_called_off(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let of_application = |what: &str| format!("/v1/applications/{}/{what}", story.application);
        let called_off =
            json!({"starts_at": "2026-03-12T14:00:00Z", "ends_at": "2026-03-12T15:00:00Z", "status": "cancelled"});
        ada.post(&of_application("interviews"), called_off).await.created();
        let colleague = ada.post(&of_application("contacts"), json!({"name": "Ben Marsh"})).await.created();
        let body = "Thank you for an hour about the nightly batch and how it might become a stream by the end of summer.";
        let draft = json!({
            "application_id": story.application, "kind": "thank_you", "interview_id": story.interview,
            "contact_id": colleague, "body": body
        });
        ada.post("/v1/messages", draft).await.created();
        let text = json!({"body": body, "application_id": story.application, "contact_id": story.contact});
        let found = ada.post(PATH, text).await.expect(200);
        let same = |finding: &Value| finding["check"] == "same_as_colleague";
        assert!(found["findings"].as_array().unwrap().iter().any(same), "{found}");
    }

    async fn a_contradictory_request_is_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let (story, other) = (story(&ada).await, story(&ada).await);
        assert_eq!(errors(&ada, json!({})).await, [error("", "required")]);
        let both = json!({"body": "Dear Ada", "facts": facts(), "application_id": story.application});
        assert_eq!(errors(&ada, both).await, [error("/facts", "excluded")]);
        let nothing = json!({"body": "Dear Ada", "contact_id": "c1"});
        assert_eq!(errors(&ada, nothing).await, [error("/contact_id", "unknown_reference")]);
        ada.post(PATH, json!({"body": "Dear Ada", "facts": facts(), "contact_id": "c1", "interview_id": "i1"})).await.expect(200);
        let unknown = json!({"body": "Dear Ada", "facts": facts(), "interview_id": "i2"});
        assert_eq!(errors(&ada, unknown).await, [error("/interview_id", "unknown_reference")]);
        let known = json!({
            "body": "Dear Ada", "application_id": story.application, "contact_id": story.contact,
            "interview_id": story.interview
        });
        ada.post(PATH, known).await.expect(200);
        let foreign = json!({"body": "Dear Ada", "application_id": story.application, "contact_id": other.contact});
        assert_eq!(errors(&ada, foreign).await, [error("/contact_id", "unknown_reference")]);
        let mut wrong = facts();
        wrong["interviews"][0]["ends_at"] = json!("2026-03-10T13:00:00Z");
        let found = errors(&ada, json!({"body": "Dear Ada", "facts": wrong})).await;
        assert_eq!(found, [error("/facts/interviews/0/ends_at", "not_after_start")]);
        assert_eq!(errors(&ada, json!({"body": "Dear Ada", "user_id": 1})).await, [error("/user_id", "unknown_field")]);
    }
}
