use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::support::{Answer, Client, on_both_databases, playbook_of, story};

const PATH: &str = "/v1/playbooks";

fn keys(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|item| item["key"].as_str().unwrap()).collect()
}

fn built_in() -> Vec<&'static str> {
    planning::Playbook::all_built_in().iter().map(|playbook| &*playbook.key).collect()
}

/// All keys of a list, gathered by following its links.
async fn all_keys(client: &Client, limit: usize) -> Vec<String> {
    let mut found = Vec::new();
    let mut path = format!("{PATH}?limit={limit}");
    loop {
        let page = client.get(&path).await;
        let link = page.header("link").map(|link| link.trim_start_matches('<').split('>').next().unwrap().to_owned());
        let page = page.expect(200);
        assert!(keys(&page).len() <= limit);
        assert_eq!(page["next_cursor"].is_null(), link.is_none());
        found.extend(keys(&page).into_iter().map(str::to_owned));
        match link {
            Some(link) => path = link,
            None => return found,
        }
    }
}

async fn patch_if(client: &Client, path: &str, etag: &str, change: Value) -> Answer {
    client.send(TestRequest::patch().uri(path).insert_header(("if-match", etag)).set_json(change)).await
}

on_both_databases! {
    async fn a_playbook_is_kept_as_written(api: Api) {
        let ada = api.sign_up("ada").await;
        let created = ada.post(PATH, playbook_of("own")).await;
        assert_eq!(created.header("location"), Some("/v1/playbooks/own"));
        let etag = created.header("etag").unwrap().to_owned();
        let created = created.expect(201);
        for (name, value) in playbook_of("own").as_object().unwrap() {
            let kept = &created[name];
            let kept = if name == "thank_you" { &json!({"within_hours": kept["within_hours"]}) } else { kept };
            assert_eq!(kept, value, "{name}");
        }
        assert_eq!((&created["version"], &created["built_in"]), (&json!(1), &json!(false)));
        assert_eq!(created["created_at"], "2026-03-10T16:00:00Z");
        let read = ada.get("/v1/playbooks/own").await;
        assert_eq!(read.header("etag"), Some(&*etag));
        assert_eq!(read.expect(200), created);
        let again = TestRequest::get().uri("/v1/playbooks/own").insert_header(("if-none-match", etag));
        assert_eq!(ada.send(again).await.status, 304);
    }

    async fn a_built_in_playbook_stays_as_it_is(api: Api) {
        let ada = api.sign_up("ada").await;
        let consensus = ada.get("/v1/playbooks/consensus").await.expect(200);
        assert_eq!((&consensus["built_in"], &consensus["created_at"]), (&json!(true), &json!(null)));
        ada.post(PATH, playbook_of("consensus")).await.problem(409, "conflict");
        ada.patch("/v1/playbooks/consensus", json!({"name": "Mine"})).await.problem(409, "conflict");
        ada.delete("/v1/playbooks/consensus").await.problem(409, "conflict");
        let versions = ada.get("/v1/playbooks/consensus/versions").await.expect(200);
        assert_eq!(versions, json!({"items": [consensus], "next_cursor": null}));
        assert_eq!(ada.get("/v1/playbooks/consensus/versions/1").await.expect(200), consensus);
        ada.get("/v1/playbooks/consensus/versions/2").await.problem(404, "not-found");
    }

    async fn a_key_is_taken_once_an_account(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        ada.post(PATH, playbook_of("own")).await.expect(201);
        let taken = ada.post(PATH, playbook_of("own")).await.expect(409);
        assert_eq!(taken["detail"], "this key is taken");
        bob.post(PATH, playbook_of("own")).await.expect(201);
    }

    async fn an_invalid_playbook_is_refused_with_all_violations(api: Api) {
        let ada = api.sign_up("ada").await;
        let mut wrong = playbook_of("own");
        wrong["follow_ups"][0]["closes"] = json!({"days": 5});
        wrong["channel_order"] = json!(["email", "email"]);
        let errors = ada.post(PATH, wrong).await.problem(422, "invalid-body");
        let at = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
        assert_eq!(errors, [at("/follow_ups/0/closes", "out_of_order"), at("/channel_order/1", "duplicate")]);
        let mut privileged = playbook_of("own");
        for (field, value) in [("version", json!(7)), ("built_in", json!(true)), ("account_id", json!("x"))] {
            privileged[field] = value;
        }
        let errors = ada.post(PATH, privileged).await.problem(422, "invalid-body");
        assert_eq!(errors, ["/account_id", "/built_in", "/version"].map(|field| at(field, "unknown_field")));
        let errors = ada.post(PATH, playbook_of("..")).await.problem(422, "invalid-body");
        assert_eq!(errors, [at("/key", "format")]);
        ada.post(PATH, json!({"key": "own", "move_on": {"weeks": 2}})).await.problem(422, "invalid-body");
    }

    async fn every_change_makes_a_version_and_the_others_stay(api: Api) {
        let ada = api.sign_up("ada").await;
        let first = ada.post(PATH, playbook_of("own")).await.expect(201);
        api.clock.advance(chrono::TimeDelta::minutes(10));
        let change = json!({"move_on": {"days": null, "business_days": 9}, "thank_you": null});
        let second = ada.patch("/v1/playbooks/own", change.clone()).await.expect(200);
        assert_eq!((&second["version"], &second["move_on"]), (&json!(2), &json!({"business_days": 9})));
        assert_eq!((&second["thank_you"], &second["follow_ups"]), (&json!(null), &first["follow_ups"]));
        assert_eq!(second["updated_at"], "2026-03-10T16:10:00Z");
        // A patch that changes nothing makes no version.
        assert_eq!(ada.patch("/v1/playbooks/own", change).await.expect(200), second);
        let third = ada.patch("/v1/playbooks/own", json!({"name": "My other way"})).await.expect(200);
        assert_eq!(ada.get("/v1/playbooks/own").await.expect(200), third);
        let versions = ada.get("/v1/playbooks/own/versions").await.expect(200);
        assert_eq!(versions["items"], json!([first, second, third]));
        for (number, version) in [("1", &first), ("2", &second), ("3", &third)] {
            assert_eq!(ada.get(&format!("/v1/playbooks/own/versions/{number}")).await.expect(200), *version);
        }
        for none in ["0", "4", "-1", "x", "99999999999"] {
            ada.get(&format!("/v1/playbooks/own/versions/{none}")).await.problem(404, "not-found");
        }
        let page = ada.get("/v1/playbooks/own/versions?limit=2").await.expect(200);
        assert_eq!(page["items"], json!([first, second]));
        let cursor = page["next_cursor"].as_str().unwrap();
        let page = ada.get(&format!("/v1/playbooks/own/versions?limit=2&cursor={cursor}")).await.expect(200);
        assert_eq!(page, json!({"items": [third], "next_cursor": null}));
    }

    async fn a_wrong_change_changes_nothing(api: Api) {
        let ada = api.sign_up("ada").await;
        let before = ada.post(PATH, playbook_of("own")).await.expect(201);
        let at = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
        let refused = async |patch: Value| ada.patch("/v1/playbooks/own", patch).await.problem(422, "invalid-body");
        assert_eq!(refused(json!({"key": "other"})).await, at("/key", "immutable"));
        assert_eq!(refused(json!({"version": 5})).await, at("/version", "unknown_field"));
        assert_eq!(refused(json!({"move_on": null})).await, at("/move_on", "required"));
        let follow_up = json!({"kind": "check_in", "opens": {"days": 9}, "ideal": {"days": 6}, "closes": {"days": 9}});
        assert_eq!(refused(json!({"follow_ups": [follow_up]})).await, at("/follow_ups/0/ideal", "out_of_order"));
        assert_eq!(ada.get("/v1/playbooks/own").await.expect(200), before);
        ada.patch("/v1/playbooks/none", json!({})).await.problem(404, "not-found");
    }

    async fn a_stale_version_is_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let first = ada.post(PATH, playbook_of("own")).await.header("etag").unwrap().to_owned();
        let path = "/v1/playbooks/own";
        let second = patch_if(&ada, path, &first, json!({"name": "Second"})).await.header("etag").unwrap().to_owned();
        patch_if(&ada, path, &first, json!({"name": "Third"})).await.problem(412, "precondition-failed");
        let delete = |etag: &str| TestRequest::delete().uri(path).insert_header(("if-match", etag));
        ada.send(delete(&first)).await.problem(412, "precondition-failed");
        ada.send(delete(&second)).await.expect(204);
        ada.get(path).await.problem(404, "not-found");
        ada.get("/v1/playbooks/own/versions").await.problem(404, "not-found");
        ada.delete(path).await.problem(404, "not-found");
        // What is made again is something else, though it has the same key and counts from 1, too.
        let anew = ada.post(PATH, playbook_of("own")).await.header("etag").unwrap().to_owned();
        assert_ne!(anew, first);
        patch_if(&ada, path, &first, json!({"name": "Third"})).await.problem(412, "precondition-failed");
    }

    async fn of_two_changes_at_once_one_wins(api: Api) {
        let ada = api.sign_up("ada").await;
        let etag = ada.post(PATH, playbook_of("own")).await.header("etag").unwrap().to_owned();
        let changes = (0..20).map(|n| patch_if(&ada, "/v1/playbooks/own", &etag, json!({"name": format!("Way {n}")})));
        let answers = futures_util::future::join_all(changes).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
        assert!(answers.iter().all(|answer| [200, 412].contains(&answer.status.as_u16())));
        let versions = ada.get("/v1/playbooks/own/versions").await.expect(200);
        assert_eq!(versions["items"].as_array().unwrap().len(), 2);
    }

    async fn the_built_in_ones_come_first(api: Api) {
        let ada = api.sign_up("ada").await;
        let mut expected = built_in();
        assert_eq!(all_keys(&ada, expected.len()).await, expected);
        for key in ["zebra", "own", "aardvark"] {
            ada.post(PATH, playbook_of(key)).await.expect(201);
            expected.push(key);
        }
        for limit in 1..=expected.len() + 1 {
            assert_eq!(all_keys(&ada, limit).await, expected, "{limit} at a time");
        }
        // What is made in between comes at the end, and shifts nothing.
        let page = ada.get("/v1/playbooks?limit=7").await.expect(200);
        ada.post(PATH, playbook_of("last")).await.expect(201);
        let cursor = page["next_cursor"].as_str().unwrap();
        let rest = ada.get(&format!("/v1/playbooks?cursor={cursor}")).await.expect(200);
        assert_eq!(keys(&rest), ["own", "aardvark", "last"]);
    }

    async fn plans_and_messages_follow_an_own_playbook(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        ada.post(PATH, playbook_of("own")).await.expect(201);
        ada.patch("/v1/playbooks/own", json!({"summary": "A change."})).await.expect(200);
        let application = format!("/v1/applications/{}/follow-up-plan", story.application);
        let plan = ada.get(&format!("{application}?playbook=own")).await.expect(200);
        assert_eq!(plan["playbook"], json!({"key": "own", "version": 2}));
        let kinds: Vec<_> = plan["steps"].as_array().unwrap().iter().map(|step| &step["kind"]).collect();
        assert_eq!(kinds, ["thank_you", "check_in", "move_on", "stay_in_touch"]);
        assert_eq!(plan["steps"][1]["opens_at"], "2026-03-16T09:00:00-04:00");
        let interview = format!("/v1/interviews/{}/follow-up-plan", story.interview);
        assert_eq!(ada.get(&format!("{interview}?playbook=own")).await.expect(200)["playbook"], plan["playbook"]);
        let message = format!("{application}/steps/{}:follow_up:1/message", story.interview);
        ada.get(&format!("{message}?playbook=own")).await.expect(200);
        for path in [&application, &interview, &message] {
            ada.get(&format!("{path}?playbook=none")).await.problem(400, "bad-request");
        }
        let bob = api.sign_up("bob").await;
        let theirs = crate::support::story(&bob).await;
        let path = format!("/v1/applications/{}/follow-up-plan?playbook=own", theirs.application);
        bob.get(&path).await.problem(400, "bad-request");
    }

    async fn a_preview_may_name_an_own_playbook(api: Api) {
        let ada = api.sign_up("ada").await;
        let created = ada.post(PATH, playbook_of("own")).await.expect(201);
        let facts = |field: &str, playbook: &Value| json!({
            (field): playbook,
            "application": {"company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "UTC"},
            "interviews": [{"id": "i", "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z"}]
        });
        let preview = "/v1/follow-up-plans/preview";
        let plan = ada.post(preview, facts("playbook", &created["key"])).await.expect(200);
        assert_eq!(plan["playbook"], json!({"key": "own", "version": 1}));
        // Written out, it makes the same plan.
        assert_eq!(ada.post(preview, facts("custom_playbook", &playbook_of("own"))).await.expect(200), plan);
        let bob = api.sign_up("bob").await;
        let errors = bob.post(preview, facts("playbook", &created["key"])).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/playbook".to_owned(), "unknown_reference".to_owned())]);
    }

    async fn a_built_in_playbook_costs_no_query(api: Api) {
        let ada = api.sign_up("ada").await;
        let facts = |playbook: &str| json!({
            "playbook": playbook,
            "application": {"company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "UTC"}
        });
        let batch = |playbook: &str| json!({"facts": [facts(playbook), facts("consensus")]});
        let (preview, many) = ("/v1/follow-up-plans/preview", "/v1/follow-up-plans/preview-batch");
        // Whose token it is has been asked before.
        ada.get("/v1/account").await.expect(200);
        api.db.clone().close().await.unwrap();
        ada.post(preview, facts("dream-job")).await.expect(200);
        ada.post(many, batch("dream-job")).await.expect(200);
        ada.post(preview, facts("own")).await.problem(503, "unavailable");
        ada.post(many, batch("own")).await.problem(503, "unavailable");
    }

    async fn any_key_can_stand_in_an_address(api: Api) {
        let ada = api.sign_up("ada").await;
        for key in ["two words", "a/b", "50%", "naïve?&#+;", "...", "versions"] {
            let created = ada.post(PATH, playbook_of(key)).await;
            let location = created.header("location").unwrap().to_owned();
            let created = created.expect(201);
            assert_eq!(ada.get(&location).await.expect(200), created, "{location}");
            assert_eq!(ada.get(&format!("{location}/versions/1")).await.expect(200), created, "{location}");
            ada.delete(&location).await.expect(204);
        }
        ada.get("/v1/playbooks/%00").await.problem(404, "not-found");
        ada.get("/v1/playbooks/%FF").await.problem(404, "not-found");
    }
}
