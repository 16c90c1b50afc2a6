//! What employers owe: the list of rules, and what a plan says of them.

use serde_json::{Value, json};

use crate::support::{Client, on_both_databases, story};

/// The obligations of an application's plan at a moment.
async fn of_plan(client: &Client, application: &str, as_of: &str) -> Value {
    let plan = client.get(&format!("/v1/applications/{application}/follow-up-plan?as_of={as_of}")).await.expect(200);
    plan["obligations"].clone()
}

on_both_databases! {
    async fn the_rules_are_listed_with_their_sources(api: Api) {
        let ada = api.sign_up("ada").await;
        let rules = ada.get("/v1/obligations").await.expect(200);
        let rules = rules["items"].as_array().unwrap();
        assert_eq!(rules.len(), planning::obligation_rules().len());
        let ontario = &rules[0];
        assert_eq!((&ontario["jurisdiction"], &ontario["days"]), (&json!("CA-ON"), &json!(45)));
        assert_eq!(ontario["in_force_from"], "2026-01-01");
        assert_eq!(ontario["uncounted_interviews"], json!(["screening"]));
        let act = "https://www.ontario.ca/laws/statute/00e41";
        let conditions = json!([
            {"kind": "publicly_advertised", "at_least": null, "source": null},
            {"kind": "employer_size", "at_least": 25, "source": null},
            {"kind": "not_federal", "at_least": null, "source": act}
        ]);
        assert_eq!(ontario["conditions"], conditions);
        for rule in rules {
            assert!(rule["source"].as_str().unwrap().starts_with("https://"), "{rule}");
            assert!(rule["text"].as_str().unwrap().ends_with('.') && rule["checked_on"].is_string(), "{rule}");
        }
    }

    async fn a_plan_says_until_when_the_employer_has_time(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let application = format!("/v1/applications/{}", story.application);
        // In the United States no rule is known.
        assert_eq!(of_plan(&ada, &story.application, "2026-03-11T12:00:00Z").await, Value::Null);
        let moved = json!({"holiday_calendar": "CA-ON", "time_zone": "America/Toronto"});
        ada.patch(&application, moved).await.expect(200);
        let before = ada.get(&format!("{application}/follow-up-plan?as_of=2026-03-11T12:00:00Z")).await.expect(200);
        let owed = &before["obligations"][0];
        assert_eq!((&owed["rule"], &owed["interview_id"]), (&json!("ca-on.decision.1"), &json!(story.interview)));
        assert_eq!((&owed["status"], &owed["due_on"]), (&json!("running"), &json!("2026-04-24")));
        assert_eq!(
            owed["text"],
            "The employer has until 24 April to say whether it has decided, if the posting was public, it employs 25 people \
             or more and isn't regulated federally."
        );
        let statuses = |owed: &Value| {
            let conditions = owed["conditions"].as_array().unwrap().iter();
            conditions.map(|condition| condition["status"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(statuses(owed), ["unknown", "unknown", "unknown"]);
        assert_eq!(owed["conditions"][1]["text"], "It isn't known whether the employer employs 25 people or more.");
        assert_eq!(
            owed["conditions"][2]["text"],
            "It isn't known whether the employer is regulated federally, as banks, airlines and telecommunications \
             companies are."
        );
        let known = json!({"publicly_advertised": true, "employer_size": 60});
        let stored = ada.patch(&application, known).await.expect(200);
        assert_eq!((&stored["publicly_advertised"], &stored["employer_size"]), (&json!(true), &json!(60)));
        let after = ada.get(&format!("{application}/follow-up-plan?as_of=2026-03-11T12:00:00Z")).await.expect(200);
        assert_eq!(statuses(&after["obligations"][0]), ["met", "met", "unknown"]);
        assert_eq!(
            after["obligations"][0]["text"],
            "The employer has until 24 April to say whether it has decided, if it isn't regulated federally."
        );
        // It is advice: the steps are the same.
        assert_eq!(after["steps"], before["steps"]);
        let passed = of_plan(&ada, &story.application, "2026-04-25T12:00:00Z").await;
        assert_eq!(passed[0]["status"], "passed");
        ada.patch(&application, json!({"employer_size": 10})).await.expect(200);
        let small = of_plan(&ada, &story.application, "2026-03-11T12:00:00Z").await;
        assert_eq!((&small[0]["status"], statuses(&small[0])), (&json!("not_applicable"), ["met", "not_met", "unknown"].map(str::to_owned).to_vec()));
        ada.patch(&application, json!({"employer_size": null, "publicly_advertised": null})).await.expect(200);
        let unknown = of_plan(&ada, &story.application, "2026-03-11T12:00:00Z").await;
        assert_eq!(statuses(&unknown[0]), ["unknown", "unknown", "unknown"]);
    }

    async fn what_is_known_and_what_is_not_comes_in_by_a_sync(api: Api) {
        let ada = api.sign_up("ada").await;
        let with = |remote_id: &str, known: Value| {
            let mut application = crate::sync::application(remote_id, "someone");
            for (field, value) in known.as_object().unwrap() {
                application[field] = value.clone();
            }
            application
        };
        let known = json!({"publicly_advertised": true, "employer_size": 60});
        let public = json!({"publicly_advertised": false});
        let items = [
            crate::sync::candidate("someone"), with("a", json!({})), with("b", known), with("c", public),
        ];
        ada.post("/v1/sync", json!({"items": items})).await.expect(200);
        for (remote_id, advertised, size) in
            [("a", Value::Null, Value::Null), ("b", json!(true), json!(60)), ("c", json!(false), Value::Null)]
        {
            let stored = ada.get(&format!("/v1/applications/by-remote-id/{remote_id}")).await.expect(200);
            assert_eq!((&stored["publicly_advertised"], &stored["employer_size"]), (&advertised, &size), "{remote_id}");
        }
        let listed = ada.get("/v1/applications").await.expect(200);
        let sizes: Vec<_> = listed["items"].as_array().unwrap().iter().map(|item| item["employer_size"].clone()).collect();
        assert_eq!(sizes, [Value::Null, json!(60), Value::Null]);
    }

    async fn a_preview_knows_the_rules_too(api: Api) {
        let ada = api.sign_up("ada").await;
        let facts = json!({
            "as_of": "2026-03-11T12:00:00Z",
            "application": {
                "company": {"name": "Acme", "sector": "corporate"}, "position": {"title": "Analyst"},
                "time_zone": "Asia/Seoul", "holiday_calendar": "KR", "employer_size": 30
            }
        });
        let plan = ada.post("/v1/follow-up-plans/preview", facts.clone()).await.expect(200);
        let owed = &plan["obligations"][0];
        assert_eq!((&owed["rule"], &owed["due_on"]), (&json!("kr.notice.1"), &Value::Null));
        assert_eq!(
            owed["text"],
            "Once it has decided whom to hire, the employer has to tell the applicants without delay."
        );
        for wrong in [json!(0), json!(-3), json!(1.5), json!("many"), json!(100_000_000)] {
            let mut facts = facts.clone();
            facts["application"]["employer_size"] = wrong;
            let errors = ada.post("/v1/follow-up-plans/preview", facts).await.problem(422, "invalid-body");
            assert_eq!(errors[0].0, "/application/employer_size");
        }
    }
}
