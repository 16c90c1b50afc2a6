use serde_json::json;

use crate::support::{on_both_databases, story};

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
            "outcome": {"kind": "offered", "at": "2026-03-09T09:30:00.123456Z"}
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
        ada.get("/v1/applications?status=lost").await.problem(400, "bad-request");
    }

    async fn what_cannot_be_is_refused_with_all_its_reasons(api: Api) {
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
