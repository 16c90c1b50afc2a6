use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{on_both_databases, playbook_of};

const PATH: &str = "/v1/follow-up-plans/preview-batch";

/// Facts of an interview that ended an hour before the tests' now.
fn facts() -> Value {
    json!({
        "application": {
            "company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "America/New_York"
        },
        "contacts": [{"id": "ada", "email": "ada@acme.example"}],
        "interviews": [{
            "id": "first", "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z",
            "interviewer_ids": ["ada"]
        }]
    })
}

fn with(field: &str, value: Value) -> Value {
    let mut facts = facts();
    facts[field] = value;
    facts
}

/// Pointers and codes of a result that is a problem.
fn errors(result: &Value) -> Vec<(&str, &str)> {
    let problem = &result["problem"];
    assert_eq!((&problem["type"], &problem["status"]), (&json!("urn:followup:problem:invalid-body"), &json!(422)));
    let errors = problem["errors"].as_array().unwrap().iter();
    errors.map(|error| (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap())).collect()
}

on_both_databases! {
    async fn each_has_what_a_single_preview_would_have_answered(api: Api) {
        let ada = api.sign_up("ada").await;
        ada.post("/v1/playbooks", playbook_of("own")).await.expect(201);
        let items = [
            facts(),
            with("as_of", json!("2026-03-20T09:00:00-04:00")),
            with("playbook", json!("dream-job")),
            with("playbook", json!("own")),
            with("custom_playbook", playbook_of("whole")),
            with("playbook", json!("none")),
            with("custom_playbook", json!({"key": "x", "move_on": {"days": 200}})),
            with("contacts", json!([])),
            with("interviews", json!([{"id": "i", "starts_at": "2026-03-10T14:00:00"}])),
            with("x/y", json!(1)),
            json!({}),
            json!([]),
            json!(null),
            json!("facts"),
        ];
        let answer = ada.post(PATH, json!({"facts": items})).await;
        assert_eq!(answer.header("content-type"), Some("application/json"));
        let answer = answer.expect(200);
        let results = answer["results"].as_array().unwrap();
        assert_eq!(results.len(), items.len());
        let mut wrong = 0;
        for (place, (item, result)) in items.iter().zip(results).enumerate() {
            let single = ada.post("/v1/follow-up-plans/preview", item.clone()).await;
            if single.status == 200 {
                assert_eq!(*result, json!({"status": "planned", "plan": single.json()}), "{item}");
                continue;
            }
            let mut single = single.expect(422);
            single.as_object_mut().unwrap().remove("request_id");
            for error in single["errors"].as_array_mut().unwrap() {
                error["pointer"] = format!("/facts/{place}{}", error["pointer"].as_str().unwrap()).into();
            }
            assert_eq!(*result, json!({"status": "refused", "problem": single}), "{item}");
            wrong += 1;
        }
        assert_eq!(wrong, 9);
        assert_eq!(results[3]["plan"]["playbook"], json!({"key": "own", "version": 1}));
        assert_eq!(errors(&results[5]), [("/facts/5/playbook", "unknown_reference")]);
        assert_eq!(errors(&results[6]), [("/facts/6/custom_playbook/move_on/days", "invalid")]);
        assert_eq!(errors(&results[7]), [("/facts/7/interviews/0/interviewer_ids/0", "unknown_contact")]);
        assert_eq!(errors(&results[9]), [("/facts/9/x~1y", "unknown_field")]);
    }

    async fn a_playbook_of_another_account_is_unknown(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        ada.post("/v1/playbooks", playbook_of("own")).await.expect(201);
        let theirs = bob.post(PATH, json!({"facts": [with("playbook", json!("own"))]})).await.expect(200);
        assert_eq!(errors(&theirs["results"][0]), [("/facts/0/playbook", "unknown_reference")]);
    }

    async fn a_thousand_are_planned_and_the_wrong_ones_hinder_none(api: Api) {
        let ada = api.sign_up("ada").await;
        let batch: Vec<_> = (0..1000)
            .map(|n| match n % 10 {
                3 => with("as_of", json!("yesterday")),
                7 => with("playbook", json!(format!("none-{n}"))),
                _ => with("contacts", json!([{"id": "ada", "name": format!("Ada {n}"), "email": "ada@acme.example"}])),
            })
            .collect();
        let answer = ada.post(PATH, json!({"facts": batch})).await.expect(200);
        let results = answer["results"].as_array().unwrap();
        assert_eq!(results.len(), 1000);
        for (n, result) in results.iter().enumerate() {
            match n % 10 {
                3 => assert_eq!(errors(result), [(&*format!("/facts/{n}/as_of"), "format")]),
                7 => assert_eq!(errors(result), [(&*format!("/facts/{n}/playbook"), "unknown_reference")]),
                _ => {
                    assert_eq!(result["plan"]["as_of"], "2026-03-10T12:00:00-04:00");
                    assert_eq!(result["plan"]["next_step_id"], "first:thank_you:ada");
                }
            }
        }
    }

    async fn a_malformed_batch_is_refused_as_a_whole(api: Api) {
        let ada = api.sign_up("ada").await;
        let refused = async |batch: Value| ada.post(PATH, batch).await.problem(422, "invalid-body");
        let at = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
        assert_eq!(refused(json!({})).await, at("/facts", "required"));
        assert_eq!(refused(json!({"facts": null})).await, at("/facts", "required"));
        assert_eq!(refused(json!({"facts": {}})).await, at("/facts", "type"));
        assert_eq!(refused(json!({"facts": []})).await, at("/facts", "too_few"));
        assert_eq!(refused(json!({"facts": [facts()], "as_of": null})).await, at("/as_of", "unknown_field"));
        let both = [at("/as_of", "unknown_field"), at("/facts", "too_few")].concat();
        assert_eq!(refused(json!({"facts": [], "as_of": null})).await, both);
        for list in [json!([]), json!([[facts()]])] {
            assert_eq!(refused(list).await, at("", "type"));
        }
        assert_eq!(refused(json!({"facts": vec![facts(); 1001]})).await, at("/facts", "too_many"));
        let raw = async |body: &str| ada.raw(Method::POST, PATH, "application/json", body).await;
        for text in ["", "{\"facts\": [", "{\"facts\": [{]}", "{\"facts\": []} {}", "{\"as_of\": 1, "] {
            raw(text).await.problem(400, "malformed-json");
        }
        ada.raw(Method::POST, PATH, "text/plain", "{}").await.problem(415, "unsupported-media-type");
    }

    /// What is large or deep on purpose costs no more than what it is worth.
    async fn a_batch_may_be_large_but_not_larger(api: Api) {
        let ada = api.sign_up("ada").await;
        let of_size = |bytes: usize| {
            let fit = with("candidate", json!({"name": ""})).to_string().len() + "{\"facts\":[]}".len();
            json!({"facts": [with("candidate", json!({"name": "x".repeat(bytes - fit)}))]}).to_string()
        };
        let raw = async |body: String| ada.raw(Method::POST, PATH, "application/json", body).await;
        let largest = of_size(8 * 1024 * 1024);
        assert_eq!(largest.len(), 8 * 1024 * 1024);
        // Each of the facts has the limit of a single preview.
        let answer = raw(largest).await.expect(200);
        assert_eq!(answer["results"][0]["problem"]["type"], "urn:followup:problem:payload-too-large");
        let large = raw(of_size(1024 * 1024)).await.expect(200);
        assert_eq!(errors(&large["results"][0]), [("/facts/0/candidate/name", "too_long")]);
        raw(of_size(8 * 1024 * 1024 + 1)).await.problem(413, "payload-too-large");
        raw(format!("{{\"facts\": [{}]}}", "0,".repeat(2_000_000) + "0")).await.problem(422, "invalid-body");
        let list = raw(format!("{{\"facts\": [[{}0]]}}", "0,".repeat(400_000))).await;
        assert!(list.text.len() < 1000, "a mistake isn't repeated in full");
        assert_eq!(errors(&list.expect(200)["results"][0])[0], ("/facts/0", "type"));
        let deep = raw(format!("{{\"facts\": [{}{}]}}", "[".repeat(100_000), "]".repeat(100_000))).await.expect(200);
        assert_eq!(deep["results"][0]["problem"]["status"], 400);
    }
}
