use serde_json::{Value, json};

use crate::support::{application_of, on_both_databases, story};

on_both_databases! {
    async fn an_application_is_kept_as_written(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = story(&ada).await.candidate;
        let body = json!({
            "remote_id": "app-1",
            "candidate_id": candidate,
            "company": {
                "name": "Ünïted Ltd", "sector": "government", "culture": "formal",
                "main_phone": "+44 20 7946 0000", "postal_address": "1 High Street\nLondon"
            },
            "position": {"title": "Head of Data", "seniority": "executive"},
            "applied_on": "2026-02-16",
            "urgent": true,
            "forbidden_channels": ["phone", "linkedin"],
            "time_zone": "Europe/London",
            "holiday_calendar": "GB-ENG",
            "closures": ["2026-12-28", "2026-12-29"],
            "outcome": {
                "kind": "offered", "at": "2026-03-09T09:30:00.123456Z", "respond_by": "2026-03-16T16:00:00Z"
            },
            "competing_offers": [
                {"id": "globex", "at": "2026-03-08T10:00:00.500Z", "respond_by": "2026-03-13T17:00:00Z"},
                {"id": "initech \"B\"", "at": "2026-03-09T10:00:00Z", "respond_by": null}
            ],
            "accepted_elsewhere_at": "2026-03-10T09:00:00Z",
            "strengths": ["led the migration to streams", "knows their auditors"],
            "locale": "en-GB",
            "playbook": "dream-job"
        });
        let created = ada.post("/v1/applications", body.clone()).await.expect(201);
        let path = format!("/v1/applications/{}", created["id"].as_str().unwrap());
        let read = ada.get(&path).await.expect(200);
        assert_eq!(read, created);
        for (name, value) in body.as_object().unwrap() {
            assert_eq!(&read[name], value, "{name}");
        }
        let open = ada.patch(&path, json!({"outcome": null, "company": {"sector": "other"}})).await.expect(200);
        assert_eq!(open["outcome"], json!(null));
        assert_eq!((&open["company"]["sector"], &open["company"]["name"]), (&json!("other"), &body["company"]["name"]));
    }

    async fn optional_fields_can_be_removed(api: Api) {
        let ada = api.sign_up("ada").await;
        let path = format!("/v1/applications/{}", story(&ada).await.application);
        let untouched = ada.get(&path).await.expect(200);
        for (field, empty) in [
            ("competing_offers", json!([])), ("accepted_elsewhere_at", json!(null)), ("strengths", json!([])),
            ("locale", json!(null)), ("playbook", json!(null)),
        ] {
            assert_eq!(untouched[field], empty, "{field}");
            let value = match field {
                "competing_offers" => json!([{"id": "globex", "at": "2026-03-08T10:00:00Z"}]),
                "accepted_elsewhere_at" => json!("2026-03-10T09:00:00Z"),
                "strengths" => json!(["knows their auditors"]),
                "locale" => json!("en-US"),
                _ => json!("dream-job"),
            };
            assert_ne!(ada.patch(&path, json!({field: value})).await.expect(200)[field], empty);
            assert_eq!(ada.patch(&path, json!({field: null})).await.expect(200)[field], empty);
        }
        let ats = "/v1/applications/by-remote-id/a-1";
        let mut body = application_of(untouched["candidate_id"].as_str().unwrap());
        body["playbook"] = json!("dream-job");
        body["strengths"] = json!(["knows their auditors"]);
        assert_eq!(ada.put(ats, body.clone()).await.expect(201)["playbook"], "dream-job");
        for field in ["playbook", "strengths"] {
            body.as_object_mut().unwrap().remove(field);
        }
        let replaced = ada.put(ats, body).await.expect(200);
        assert_eq!((&replaced["playbook"], &replaced["strengths"]), (&json!(null), &json!([])));
    }

    async fn an_offer_keeps_its_deadline_when_it_is_accepted(api: Api) {
        let ada = api.sign_up("ada").await;
        let path = format!("/v1/applications/{}", story(&ada).await.application);
        let outcome = async |outcome: Value| ada.patch(&path, json!({"outcome": outcome})).await;
        let offered = json!({"kind": "offered", "at": "2026-03-10T15:30:00Z", "respond_by": "2026-03-12T15:00:00Z"});
        assert_eq!(outcome(offered.clone()).await.expect(200)["outcome"], offered);
        // Accepted after the deadline, too.
        let accepted = outcome(json!({"kind": "accepted", "at": "2026-03-13T09:00:00Z"})).await.expect(200);
        let expected = json!({"kind": "accepted", "at": "2026-03-13T09:00:00Z", "respond_by": offered["respond_by"]});
        assert_eq!(accepted["outcome"], expected);
        let errors = outcome(json!({"kind": "offered"})).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/outcome/respond_by".to_owned(), "not_after_offer".to_owned())]);
        assert_eq!(outcome(json!({"respond_by": null})).await.expect(200)["outcome"]["respond_by"], json!(null));
        assert_eq!(outcome(json!(null)).await.expect(200)["outcome"], json!(null));
    }

    async fn facts_that_contradict_each_other_are_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let mut wrong = application_of(&story.candidate);
        wrong["competing_offers"] = json!([
            {"id": "globex", "at": "2026-03-08T10:00:00Z", "respond_by": "2026-03-08T10:00:00Z"},
            {"id": "globex", "at": "2026-03-08T10:00:00Z"}
        ]);
        let at = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
        let refused = [
            at("/competing_offers/1/id", "duplicate"), at("/competing_offers/0/respond_by", "not_after_offer"),
        ];
        let path = format!("/v1/applications/{}", story.application);
        for answer in [
            ada.post("/v1/applications", wrong.clone()).await,
            ada.put("/v1/applications/by-remote-id/a-1", wrong.clone()).await,
            ada.patch(&path, json!({"competing_offers": wrong["competing_offers"]})).await,
        ] {
            assert_eq!(answer.problem(422, "invalid-body"), refused);
        }
        for (field, value, pointer) in [
            ("competing_offers", json!([{"at": "2026-03-08T10:00:00Z"}]), "/competing_offers/0/id"),
            ("competing_offers", json!([{"id": "a", "at": "soon"}]), "/competing_offers/0/at"),
            ("accepted_elsewhere_at", json!("2026-03-08"), "/accepted_elsewhere_at"),
            ("locale", json!("tlh"), "/locale"),
            ("company", json!({"name": "Ac\u{202e}me"}), "/company/name"),
            ("strengths", json!([""]), "/strengths/0"),
        ] {
            let errors = ada.patch(&path, json!({field: value})).await.problem(422, "invalid-body");
            assert_eq!(errors.iter().map(|(pointer, _)| pointer.as_str()).collect::<Vec<_>>(), [pointer]);
        }
        let twenty_one: Vec<_> = (0..21).map(|n| json!({"id": n.to_string(), "at": "2026-03-08T10:00:00Z"})).collect();
        let errors = ada.patch(&path, json!({"competing_offers": twenty_one})).await.problem(422, "invalid-body");
        assert_eq!(errors, [at("/competing_offers", "too_many")]);
    }

    async fn lists_narrow(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let count = async |query: &str| {
            let list = ada.get(&format!("/v1/applications?{query}")).await.expect(200);
            list["items"].as_array().unwrap().len()
        };
        assert_eq!(count("status=open").await, 1);
        assert_eq!(count("status=rejected").await, 0);
        assert_eq!(count("company=ACME").await, 1);
        assert_eq!(count("q=analyst").await, 1);
        assert_eq!(count("q=engineer").await, 0);
        assert_eq!(count(&format!("candidate_id={}", story.candidate)).await, 1);
        let outcome = json!({"outcome": {"kind": "rejected", "at": "2026-03-10T15:30:00Z"}});
        ada.patch(&format!("/v1/applications/{}", story.application), outcome).await.expect(200);
        assert_eq!(count("status=open").await, 0);
        assert_eq!(count("status=rejected").await, 1);
        assert_eq!(count("playbook=dream-job").await, 0);
        ada.patch(&format!("/v1/applications/{}", story.application), json!({"playbook": "dream-job"})).await.expect(200);
        assert_eq!(count("playbook=dream-job").await, 1);
        ada.get("/v1/applications?status=lost").await.problem(400, "bad-request");
    }

    async fn an_invalid_application_is_refused_with_all_violations(api: Api) {
        let ada = api.sign_up("ada").await;
        let wrong = json!({
            "candidate_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5",
            "company": {"name": "x".repeat(201), "main_phone": "call us"},
            "position": {"title": "Two\nlines"},
            "time_zone": "Mars/Olympus",
            "holiday_calendar": "US-XX",
            "applied_on": "2026-02-30",
            "account_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5"
        });
        let errors = ada.post("/v1/applications", wrong).await.problem(422, "invalid-body");
        let pointers: Vec<_> = errors.iter().map(|(pointer, _)| pointer.as_str()).collect();
        assert_eq!(pointers, [
            "/account_id", "/applied_on", "/company/main_phone", "/company/name", "/holiday_calendar", "/position/title",
            "/time_zone",
        ]);
        let unknown = json!({
            "candidate_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5", "company": {"name": "Acme"},
            "position": {"title": "Analyst"}, "time_zone": "UTC"
        });
        let errors = ada.post("/v1/applications", unknown).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/candidate_id".to_owned(), "unknown_reference".to_owned())]);
    }

    async fn deleting_takes_everything_along(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let path = format!("/v1/applications/{}", story.application);
        let thanks = json!({
            "direction": "outbound", "purpose": "thank_you", "at": "2026-03-10T15:30:00Z", "contact_id": story.contact
        });
        let communication = ada.post(&format!("{path}/communications"), thanks).await.created();
        ada.delete(&path).await.expect(204);
        for gone in [
            path.clone(), format!("{path}/contacts"), format!("{path}/interviews"), format!("{path}/communications"),
            format!("{path}/follow-up-plan"), format!("/v1/contacts/{}", story.contact),
            format!("/v1/interviews/{}", story.interview), format!("/v1/communications/{communication}"),
        ] {
            ada.get(&gone).await.problem(404, "not-found");
        }
    }
}
