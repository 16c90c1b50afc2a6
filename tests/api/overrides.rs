use actix_web::{http::header, test::TestRequest};
use serde_json::{Value, json};

use crate::support::{Story, on_both_databases, story};

fn list(story: &Story) -> String {
    format!("/v1/applications/{}/overrides", story.application)
}

fn plan(story: &Story) -> String {
    format!("/v1/applications/{}/follow-up-plan", story.application)
}

/// A step of a plan.
#[track_caller]
fn step(plan: &Value, id: &str) -> Value {
    let steps = plan["steps"].as_array().unwrap();
    steps.iter().find(|step| step["id"] == id).cloned().unwrap_or_else(|| panic!("no {id} in {plan}"))
}

on_both_databases! {
    async fn a_dismissed_step_is_left_out_until_the_word_is_taken_back(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let thank_you = format!("{}:thank_you:{}", story.interview, story.contact);
        let path = format!("{}/{thank_you}", list(&story));
        let said = ada.put(&path, json!({"dismissed": true})).await.expect(201);
        assert_eq!((&said["step_id"], &said["dismissed"]), (&json!(thank_you), &json!(true)));
        assert_eq!((&said["application_id"], &said["not_before"]), (&json!(story.application), &json!(null)));
        let without = ada.get(&plan(&story)).await.expect(200);
        assert_eq!(step(&without, &thank_you)["status"], "dismissed");
        assert_eq!(without["state"], "waiting");
        let warnings = without["warnings"].as_array().unwrap();
        assert!(warnings.iter().all(|warning| warning["pointer"] == "/application/holiday_calendar"), "{warnings:?}");
        assert_eq!(ada.get(&list(&story)).await.expect(200), json!({"items": [said], "next_cursor": null}));
        ada.delete(&path).await.expect(204);
        ada.delete(&path).await.problem(404, "not-found");
        assert_eq!(step(&ada.get(&plan(&story)).await.expect(200), &thank_you)["status"], "due");
    }

    async fn a_step_put_off_opens_later(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let follow_up = format!("{}:follow_up:1", story.interview);
        let path = format!("{}/{}", list(&story), follow_up.replace(':', "%3A"));
        ada.put(&path, json!({"not_before": "2026-03-26T10:00:00-04:00"})).await.expect(201);
        let put_off = ada.get(&plan(&story)).await.expect(200);
        assert_eq!(step(&put_off, &follow_up)["opens_at"], "2026-03-26T10:00:00-04:00");
        // Said again, it is the same; said otherwise, it is replaced whole.
        let again = ada.put(&path, json!({"dismissed": false, "not_before": "2026-03-26T10:00:00-04:00"})).await.expect(200);
        assert_eq!(again["not_before"], "2026-03-26T14:00:00Z");
        assert_eq!(ada.get(&plan(&story)).await.expect(200), put_off);
        let replaced = ada.put(&path, json!({"dismissed": true})).await.expect(200);
        assert_eq!((&replaced["not_before"], &replaced["created_at"]), (&json!(null), &again["created_at"]));
    }

    async fn a_step_that_the_plan_does_not_have_is_kept_and_warned_of(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        ada.put(&format!("{}/some%2Fday:follow_up:9", list(&story)), json!({"dismissed": true})).await.expect(201);
        let warnings = &ada.get(&plan(&story)).await.expect(200)["warnings"];
        assert_eq!(warnings[0]["pointer"], "/overrides/0/step_id", "{warnings}");
        assert_eq!(ada.get(&list(&story)).await.expect(200)["items"][0]["step_id"], "some/day:follow_up:9");
        // What no plan can have is no step.
        for id in ["x".repeat(301), "a%00b".to_owned(), "a%0Ab".to_owned()] {
            ada.put(&format!("{}/{id}", list(&story)), json!({"dismissed": true})).await.problem(404, "not-found");
        }
        ada.put(&format!("{}/{}", list(&story), "%C3%B6".repeat(300)), json!({"dismissed": true})).await.expect(201);
    }

    async fn overrides_come_in_pages(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        for number in [3, 1, 2] {
            ada.put(&format!("{}/x:follow_up:{number}", list(&story)), json!({"dismissed": true})).await.expect(201);
        }
        let mut found = Vec::new();
        let mut path = format!("{}?limit=2", list(&story));
        loop {
            let page = ada.get(&path).await.expect(200);
            found.extend(page["items"].as_array().unwrap().iter().map(|item| item["step_id"].clone()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            path = format!("{}?limit=2&cursor={cursor}", list(&story));
        }
        assert_eq!(found, ["x:follow_up:1", "x:follow_up:2", "x:follow_up:3"]);
        ada.get(&format!("{}?cursor=!", list(&story))).await.problem(400, "bad-request");
    }

    async fn a_version_that_is_meant_is_the_one_replaced(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let path = format!("{}/x:follow_up:1", list(&story));
        let put = async |etag: &str| {
            let request = TestRequest::put().uri(&path).insert_header((header::IF_MATCH, etag));
            ada.send(request.set_json(json!({"dismissed": true}))).await
        };
        put("*").await.problem(412, "precondition-failed");
        let first = ada.put(&path, json!({"dismissed": true})).await;
        let etag = first.header("etag").unwrap().to_owned();
        put(&etag).await.expect(200);
        put(&etag).await.problem(412, "precondition-failed");
        let delete = TestRequest::delete().uri(&path).insert_header((header::IF_MATCH, etag));
        ada.send(delete).await.problem(412, "precondition-failed");
        ada.delete(&path).await.expect(204);
    }

    async fn overrides_go_with_their_application(api: Api) {
        let ada = api.sign_up("ada").await;
        let (gone, kept) = (story(&ada).await, story(&ada).await);
        for story in [&gone, &kept] {
            ada.put(&format!("{}/x:follow_up:1", list(story)), json!({"dismissed": true})).await.expect(201);
        }
        ada.delete(&format!("/v1/applications/{}", gone.application)).await.expect(204);
        ada.get(&list(&gone)).await.problem(404, "not-found");
        ada.put(&format!("{}/x:follow_up:1", list(&gone)), json!({"dismissed": true})).await.problem(404, "not-found");
        assert_eq!(ada.get(&list(&kept)).await.expect(200)["items"].as_array().unwrap().len(), 1);
    }
}
