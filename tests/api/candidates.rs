use actix_web::test::TestRequest;
use serde_json::json;

use crate::support::on_both_databases;

on_both_databases! {
    async fn a_candidate_is_kept_as_written(api: Api) {
        let ada = api.sign_up("ada").await;
        let body = json!({
            "remote_id": "ats-17", "name": "Zoë O'Brien-Núñez", "email": "zoe@example.com", "phone": "+1 212 555 0100",
            "linkedin_url": "https://www.linkedin.com/in/zoe", "preferred_channel": "phone",
            "strengths": ["ten years of data pipelines"], "goals": ["to lead a small team"],
            "time_zone": "Europe/London", "locale": "en-GB", "postal_address": "5 High Street\nLeeds LS1 4AP"
        });
        let created = ada.post("/v1/candidates", body.clone()).await;
        let location = created.header("location").unwrap().to_owned();
        let created = created.expect(201);
        let read = ada.get(&location).await.expect(200);
        assert_eq!(read, created);
        for (name, value) in body.as_object().unwrap() {
            assert_eq!(&read[name], value, "{name}");
        }
        assert_eq!(read["created_at"], "2026-03-10T16:00:00Z");
    }

    async fn a_patch_changes_what_it_names(api: Api) {
        let ada = api.sign_up("ada").await;
        let id = ada.post("/v1/candidates", json!({"name": "Bob", "phone": "+1 212 555 0100"})).await.created();
        let path = format!("/v1/candidates/{id}");
        let request = TestRequest::patch().uri(&path).insert_header(("content-type", "application/merge-patch+json"));
        let request = request.set_payload(r#"{"phone": null, "goals": ["to teach"]}"#);
        let changed = ada.send(request).await.expect(200);
        assert_eq!((&changed["phone"], &changed["name"]), (&json!(null), &json!("Bob")));
        assert_eq!(ada.get(&path).await.expect(200), changed);
        let errors = ada.patch(&path, json!({"id": "x", "email": "nobody"})).await.problem(422, "invalid-body");
        assert_eq!(errors.len(), 2);
        let clock = json!({"time_zone": "America/Halifax", "locale": "en-US"});
        let known = ada.patch(&path, clock).await.expect(200);
        assert_eq!((&known["time_zone"], &known["locale"]), (&json!("America/Halifax"), &json!("en-US")));
        for wrong in ["1 Main Street\u{7}", " \n ", &"x".repeat(1_001)] {
            let errors = ada.patch(&path, json!({"postal_address": wrong})).await.problem(422, "invalid-body");
            assert_eq!(errors[0].0, "/postal_address");
        }
        let errors = ada.patch(&path, json!({"time_zone": "Mars/Olympus"})).await.problem(422, "invalid-body");
        assert_eq!(errors[0].0, "/time_zone");
        let unknown = ada.patch(&path, json!({"time_zone": null, "locale": null})).await.expect(200);
        assert_eq!((&unknown["time_zone"], &unknown["locale"]), (&json!(null), &json!(null)));
        let changed = unknown;
        ada.patch(&path, json!([1])).await.problem(422, "invalid-body");
        assert_eq!(ada.get(&path).await.expect(200), changed);
    }

    async fn a_stale_version_is_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let path = format!("/v1/candidates/{}", ada.post("/v1/candidates", json!({"name": "Bob"})).await.created());
        let first = ada.get(&path).await.header("etag").unwrap().to_owned();
        let change = |name: &str, etag: &str| {
            TestRequest::patch().uri(&path).insert_header(("if-match", etag)).set_json(json!({"name": name}))
        };
        let second = ada.send(change("Rob", &first)).await;
        let second_etag = second.header("etag").unwrap().to_owned();
        second.expect(200);
        assert_ne!(first, second_etag);
        ada.send(change("Bobby", &first)).await.problem(412, "precondition-failed");
        ada.send(TestRequest::delete().uri(&path).insert_header(("if-match", first.as_str()))).await
            .problem(412, "precondition-failed");
        assert_eq!(ada.get(&path).await.expect(200)["name"], "Rob");
        let unchanged = ada.send(TestRequest::get().uri(&path).insert_header(("if-none-match", second_etag.as_str()))).await;
        assert_eq!((unchanged.status.as_u16(), unchanged.text.as_str()), (304, ""));
        ada.send(change("Bobby", "no quotes")).await.problem(400, "bad-request");
        ada.send(TestRequest::delete().uri(&path).insert_header(("if-match", second_etag.as_str()))).await.expect(204);
    }

    async fn lists_come_in_stable_pages(api: Api) {
        let ada = api.sign_up("ada").await;
        for n in 0..5 {
            ada.post("/v1/candidates", json!({"name": format!("Candidate {n}")})).await.created();
        }
        let mut names = Vec::new();
        let mut path = "/v1/candidates?limit=2&q=candidate".to_owned();
        loop {
            let page = ada.get(&path).await;
            let next = page.header("link").map(|link| {
                link.strip_prefix('<').unwrap().strip_suffix(">; rel=\"next\"").unwrap().to_owned()
            });
            let page = page.expect(200);
            names.extend(page["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()));
            assert_eq!(page["next_cursor"].is_null(), next.is_none());
            // What is made in between comes at the end, and shifts nothing.
            if names.len() == 2 {
                ada.post("/v1/candidates", json!({"name": "Candidate 5"})).await.created();
            }
            match next {
                Some(next) => path = next,
                None => break,
            }
        }
        assert_eq!(names, (0..6).map(|n| format!("Candidate {n}")).collect::<Vec<_>>());
        for wrong in ["limit=0", "limit=201", "limit=x", "cursor=x", "unknown=1"] {
            ada.get(&format!("/v1/candidates?{wrong}")).await.problem(400, "bad-request");
        }
    }

    async fn a_search_takes_its_text_literally(api: Api) {
        let ada = api.sign_up("ada").await;
        ada.post("/v1/candidates", json!({"name": "100% Sure"})).await.created();
        ada.post("/v1/candidates", json!({"name": "100 Percent"})).await.created();
        let found = ada.get("/v1/candidates?q=100%25").await.expect(200);
        assert_eq!(found["items"].as_array().unwrap().len(), 1);
        assert_eq!(ada.get("/v1/candidates?q=_").await.expect(200)["items"], json!([]));
        assert_eq!(ada.get("/v1/candidates?q=PERCENT").await.expect(200)["items"].as_array().unwrap().len(), 1);
    }

    async fn a_remote_id_is_taken_once_an_account(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        ada.post("/v1/candidates", json!({"remote_id": "17"})).await.created();
        ada.post("/v1/candidates", json!({"remote_id": "17"})).await.problem(409, "conflict");
        bob.post("/v1/candidates", json!({"remote_id": "17"})).await.created();
        assert_eq!(ada.get("/v1/candidates?remote_id=17").await.expect(200)["items"].as_array().unwrap().len(), 1);
    }

    async fn a_candidate_with_applications_stays(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = crate::support::story(&ada).await;
        let path = format!("/v1/candidates/{}", story.candidate);
        ada.delete(&path).await.problem(409, "conflict");
        ada.delete(&format!("/v1/applications/{}", story.application)).await.expect(204);
        ada.delete(&path).await.expect(204);
        ada.get(&path).await.problem(404, "not-found");
        ada.delete(&path).await.problem(404, "not-found");
    }

    async fn of_two_writes_at_once_one_wins(api: Api) {
        let ada = api.sign_up("ada").await;
        let path = format!("/v1/candidates/{}", ada.post("/v1/candidates", json!({"name": "Bob"})).await.created());
        let etag = ada.get(&path).await.header("etag").unwrap().to_owned();
        let writes = (0..20).map(|n| {
            let request = TestRequest::patch().uri(&path).insert_header(("if-match", etag.as_str()));
            ada.send(request.set_json(json!({"name": format!("Bob {n}")})))
        });
        let answers = futures_util::future::join_all(writes).await;
        let won = answers.iter().filter(|answer| answer.status == 200).count();
        assert_eq!(won, 1);
        assert!(answers.iter().all(|answer| [200, 412].contains(&answer.status.as_u16())));
    }
}
