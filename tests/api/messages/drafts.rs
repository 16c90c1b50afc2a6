//! Drafts: how they are kept, changed and marked as sent.

use actix_web::test::TestRequest;
use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{draft, error, outbound, path, step, step_message, wrong};
use crate::support::{Answer, add_strength, on_both_databases, story};

on_both_databases! {
    async fn a_draft_is_kept_as_it_was_written(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let rendered = ada.get(&step_message(&story)).await.expect(200);
        let created = ada.post("/v1/messages", json!({"application_id": story.application, "step_id": step(&story)})).await;
        let location = created.header("location").unwrap().to_owned();
        let message = created.expect(201);
        assert_eq!(location, path(&message));
        for field in ["kind", "channel", "via", "tone", "locale", "recipient", "subject", "body", "script", "voicemail", "links"] {
            assert_eq!(message[field], rendered[field], "{field}");
        }
        assert_eq!((&message["status"], &message["sent_at"], &message["communication_id"]), (&json!("draft"), &json!(null), &json!(null)));
        assert_eq!((&message["step_id"], &message["interview_id"]), (&json!(step(&story)), &json!(story.interview)));
        assert_eq!(ada.get(&location).await.expect(200), message);
        // Of one's own texts none is touched; the service writes the rest.
        let own = draft(&ada, &story, json!({"body": "Dear Ada Okafor,\r\n\r\n  Thank you. \u{1f642}\n"})).await;
        assert_eq!((&own["body"], &own["subject"]), (&json!("Dear Ada Okafor,\r\n\r\n  Thank you. \u{1f642}\n"), &message["subject"]));
        let note = json!({
            "application_id": story.application, "kind": "stay_in_touch", "channel": "linkedin", "body": "Hello Ada Okafor",
            "contact_id": story.contact, "tone": "warm"
        });
        let note = ada.post("/v1/messages", note).await.expect(201);
        assert_eq!((&note["body"], &note["subject"], &note["tone"]), (&json!("Hello Ada Okafor"), &json!(null), &json!("warm")));
        assert_eq!((&note["recipient"]["name"], &note["step_id"]), (&json!("Ada Okafor"), &json!(null)));
        let listed = ada.get("/v1/messages?limit=2").await.expect(200);
        assert_eq!(listed["items"], json!([message, own]));
        let next = format!("/v1/messages?cursor={}", listed["next_cursor"].as_str().unwrap());
        assert_eq!(ada.get(&next).await.expect(200), json!({"items": [note], "next_cursor": null}));
    }

    async fn an_invalid_draft_is_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let (story, other) = (story(&ada).await, story(&ada).await);
        let with = |changes: Value| {
            let mut body = json!({"application_id": story.application, "step_id": step(&story)});
            body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
            body
        };
        for (changes, errors) in [
            (json!({"application_id": story.contact}), vec![error("/application_id", "unknown_reference")]),
            (json!({"step_id": "x:follow_up:1"}), vec![error("/step_id", "unknown_reference")]),
            (json!({"playbook": "no-such"}), vec![error("/playbook", "unknown_reference")]),
            (json!({"interview_id": story.interview}), vec![error("/interview_id", "excluded")]),
            (json!({"script": {"opening": "", "points": [], "questions": [], "closing": ""}}), vec![error("/script", "wrong_channel")]),
            (json!({"channel": "linkedin", "subject": "Thanks"}), vec![error("/subject", "wrong_channel")]),
            (json!({"body": "x".repeat(20_001), "subject": "two\nlines"}), vec![error("/body", "too_long")]),
            (json!({"subject": "two\nlines"}), vec![error("/subject", "format")]),
            (json!({"step_id": null, "kind": "thank_you", "contact_id": other.contact}), vec![error("/contact_id", "unknown_reference")]),
            (json!({"step_id": null, "kind": "check_in", "interview_id": other.interview}), vec![error("/interview_id", "unknown_reference")]),
            (json!({"step_id": null, "kind": "offer_thanks", "channel": "letter"}), vec![error("/channel", "wrong_channel")]),
        ] {
            assert_eq!(wrong(&ada, "/v1/messages", with(changes.clone())).await, errors, "{changes}");
        }
        for field in ["status", "sent_at", "communication_id", "findings", "account_id", "via", "id"] {
            let errors = wrong(&ada, "/v1/messages", with(json!({field: "x"}))).await;
            assert_eq!(errors, [error(&format!("/{field}"), "unknown_field")]);
        }
        ada.get("/v1/messages?status=lost").await.problem(400, "bad-request");
    }

    async fn a_draft_is_changed_by_one_at_a_time(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let message = draft(&ada, &story, json!({})).await;
        let path = path(&message);
        let long = "I would like to add one more thing. ".repeat(100);
        let changed = ada.patch(&path, json!({"body": long})).await.expect(200);
        assert_eq!((&changed["body"], &changed["subject"]), (&json!(long), &message["subject"]));
        assert!(changed["findings"].as_array().unwrap().iter().any(|finding| finding["check"] == "too_long"), "{changed}");
        assert_eq!(ada.get(&path).await.expect(200), changed);
        // A tag stands for the message with whom it goes to.
        let tag = ada.get(&path).await.header("etag").unwrap().to_owned();
        let guarded = |body: Value| TestRequest::patch().uri(&path).insert_header(("if-match", tag.clone())).set_json(body);
        ada.patch(&format!("/v1/contacts/{}", story.contact), json!({"email": "okafor@acme.example"})).await.expect(200);
        ada.send(guarded(json!({"subject": "Thanks"}))).await.problem(412, "precondition-failed");
        let unchanged = TestRequest::get().uri(&path).insert_header(("if-none-match", tag.clone()));
        let now = ada.send(unchanged).await;
        let tag = now.header("etag").unwrap().to_owned();
        assert_eq!(now.expect(200)["recipient"]["address"], "okafor@acme.example");
        let unchanged = TestRequest::get().uri(&path).insert_header(("if-none-match", tag.clone()));
        assert_eq!(ada.send(unchanged).await.status, 304);
        let deleted = TestRequest::delete().uri(&path).insert_header(("if-match", "\"v1.1.1\""));
        ada.send(deleted).await.problem(412, "precondition-failed");
        // Of many at once one wins, and the others are told.
        let writers = (0..20).map(|n| {
            let body = json!({"subject": format!("Thanks {n}")});
            ada.send(TestRequest::patch().uri(&path).insert_header(("if-match", tag.clone())).set_json(body))
        });
        let answers = join_all(writers).await;
        let winners: Vec<_> = answers.iter().filter(|answer| answer.status == 200).collect();
        assert_eq!((winners.len(), answers.iter().filter(|answer| answer.status == 412).count()), (1, 19));
        assert_eq!(ada.get(&path).await.expect(200)["subject"], winners[0].json()["subject"]);
        let unguarded = join_all((0..20).map(|n| ada.patch(&path, json!({"subject": format!("Unguarded {n}")})))).await;
        assert!(unguarded.iter().all(|answer| answer.status == 200 || answer.status == 409));
        assert!(unguarded.iter().any(|answer| answer.status == 200));
        let wrong = |errors: Answer| errors.problem(422, "invalid-body");
        assert_eq!(wrong(ada.patch(&path, json!({"subject": null, "body": null})).await), [error("", "required")]);
        assert_eq!(wrong(ada.patch(&path, json!({"contact_id": story.interview})).await), [error("/contact_id", "unknown_reference")]);
        assert_eq!(wrong(ada.patch(&path, json!({"voicemail": "Hello"})).await), [error("/voicemail", "wrong_channel")]);
        assert_eq!(wrong(ada.patch(&path, json!({"status": "sent"})).await), [error("/status", "unknown_field")]);
        assert_eq!(ada.patch(&path, json!({"subject": null})).await.expect(200)["subject"], json!(null));
        ada.delete(&path).await.expect(204);
        ada.get(&path).await.problem(404, "not-found");
    }

    async fn marking_as_sent_moves_the_plan_on(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        add_strength(&ada, &story).await;
        let message = draft(&ada, &story, json!({})).await;
        let sent = format!("{}/mark-sent", path(&message));
        let future = json!({"sent_at": "2026-03-10T16:00:01Z"});
        assert_eq!(wrong(&ada, &sent, future).await, [error("/sent_at", "in_future")]);
        assert_eq!(outbound(&ada, &story).await, 0);
        let marked = ada.post(&sent, json!({"sent_at": "2026-03-10T11:50:00-04:00"})).await.expect(200);
        assert_eq!((&marked["status"], &marked["sent_at"]), (&json!("sent"), &json!("2026-03-10T15:50:00Z")));
        let communication = format!("/v1/communications/{}", marked["communication_id"].as_str().unwrap());
        let recorded = ada.get(&communication).await.expect(200);
        for (field, value) in [
            ("direction", json!("outbound")), ("channel", json!("email")), ("purpose", json!("thank_you")),
            ("at", json!("2026-03-10T15:50:00Z")), ("contact_id", json!(story.contact)),
            ("application_id", json!(story.application)),
        ] {
            assert_eq!(recorded[field], value, "{field}");
        }
        let plan = format!("/v1/applications/{}/follow-up-plan", story.application);
        let moved = ada.get(&plan).await.expect(200);
        assert_eq!((&moved["steps"][0]["id"], &moved["steps"][0]["status"]), (&json!(step(&story)), &json!("done")));
        assert_eq!(ada.get("/v1/agenda?status=done").await.expect(200)["items"].as_array().unwrap().len(), 1);
        // Said again it is the same; said otherwise it contradicts.
        assert_eq!(ada.post(&sent, json!({})).await.expect(200), marked);
        assert_eq!(ada.post(&sent, json!({"sent_at": "2026-03-10T15:50:00Z"})).await.expect(200), marked);
        ada.post(&sent, json!({"sent_at": "2026-03-10T15:51:00Z"})).await.problem(409, "conflict");
        ada.patch(&path(&message), json!({"subject": "Thanks"})).await.problem(409, "conflict");
        assert_eq!(outbound(&ada, &story).await, 1);
        let listed = async |query: &str| ada.get(&format!("/v1/messages?{query}")).await.expect(200)["items"].as_array().unwrap().len();
        let of_this = format!("application_id={}", story.application);
        assert_eq!((listed("status=sent").await, listed("status=draft").await, listed(&of_this).await), (1, 0, 1));
        // The communication taken back, it is a draft again.
        ada.delete(&communication).await.expect(204);
        let again = ada.get(&path(&message)).await.expect(200);
        assert_eq!((&again["status"], &again["sent_at"], &again["communication_id"]), (&json!("draft"), &json!(null), &json!(null)));
        assert_eq!(ada.get(&plan).await.expect(200)["steps"][0]["status"], "due");
        // Deleted, what it was recorded by stays.
        ada.post(&sent, json!({})).await.expect(200);
        ada.delete(&path(&message)).await.expect(204);
        assert_eq!(outbound(&ada, &story).await, 1);
    }

    async fn concurrent_marks_of_a_message_record_it_once(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        add_strength(&ada, &story).await;
        let message = draft(&ada, &story, json!({})).await;
        let sent = format!("{}/mark-sent", path(&message));
        let answers = join_all((0..50).map(|_| ada.post(&sent, json!({})))).await;
        let first = answers[0].json();
        for answer in answers {
            assert_eq!(answer.expect(200)["communication_id"], first["communication_id"]);
        }
        assert_eq!(outbound(&ada, &story).await, 1);
    }

    async fn a_stored_interview_that_nobody_came_to_is_asked_about_while_it_should_go_on(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let missed = json!({
            "starts_at": "2026-03-10T15:40:00Z", "ends_at": "2026-03-10T16:40:00Z", "medium": "video",
            "status": "employer_no_show"
        });
        ada.patch(&format!("/v1/interviews/{}", story.interview), missed).await.expect(200);
        let step = format!("{}:reschedule_request", story.interview);
        let at = format!("/v1/applications/{}/follow-up-plan/steps/{step}/message", story.application);
        let right = "Do I have the right link and time?";
        let body = |message: &Value| message["body"].as_str().unwrap().to_owned();
        assert!(body(&ada.get(&at).await.expect(200)).contains(right));
        let later = ada.get(&format!("{at}?as_of=2026-03-10T19:00:00Z")).await.expect(200);
        assert!(!body(&later).contains(right), "{later}");
        let draft = json!({"application_id": story.application, "step_id": step});
        assert!(body(&ada.post("/v1/messages", draft).await.expect(201)).contains(right));
    }

    async fn thanks_are_not_sent_before_the_interview_has_ended(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        add_strength(&ada, &story).await;
        let message = draft(&ada, &story, json!({})).await;
        let sent = format!("{}/mark-sent", path(&message));
        let early = json!({"sent_at": "2026-03-10T14:59:59Z"});
        assert_eq!(wrong(&ada, &sent, early).await, [error("/sent_at", "too_early")]);
        assert_eq!(outbound(&ada, &story).await, 0);
        ada.post(&sent, json!({"sent_at": "2026-03-10T15:00:00Z"})).await.expect(200);
    }

    async fn rows_that_a_message_refers_to_can_be_deleted(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        add_strength(&ada, &story).await;
        let (one, two) = (draft(&ada, &story, json!({})).await, draft(&ada, &story, json!({})).await);
        let sent = format!("{}/mark-sent", path(&two));
        ada.send(TestRequest::post().uri(&sent)).await.expect(200);
        ada.post(&sent, json!(null)).await.expect(200);
        ada.post(&sent, json!([])).await.problem(422, "invalid-body");
        let tag = ada.get(&path(&one)).await.header("etag").unwrap().to_owned();
        ada.delete(&format!("/v1/contacts/{}", story.contact)).await.expect(204);
        ada.delete(&format!("/v1/interviews/{}", story.interview)).await.expect(204);
        for (message, status) in [(&one, "draft"), (&two, "sent")] {
            let left = ada.get(&path(message)).await;
            assert_ne!(left.header("etag"), Some(tag.as_str()));
            let left = left.expect(200);
            assert_eq!(left["recipient"], json!({"contact_id": null, "name": null, "address": null}));
            assert_eq!((&left["interview_id"], &left["body"]), (&json!(null), &message["body"]));
            assert_eq!(left["status"], status);
        }
        ada.delete(&format!("/v1/applications/{}", story.application)).await.expect(204);
        assert_eq!(ada.get("/v1/messages").await.expect(200)["items"], json!([]));
    }
}
