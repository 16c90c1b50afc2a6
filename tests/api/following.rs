//! Applications that name their playbooks: plans, messages and the agenda follow these.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::{Client, application_of, on_both_databases, playbook_of, story};

const PLAYBOOKS: &str = "/v1/playbooks";

/// An application with an interview that ended an hour ago, and the interview.
async fn application_with(client: &Client, playbook: Value) -> (String, String) {
    let candidate = client.get("/v1/candidates").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
    let mut body = application_of(&candidate);
    body["playbook"] = playbook;
    let application = client.post("/v1/applications", body).await.created();
    let interview = json!({"starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z"});
    let interview = client.post(&format!("/v1/applications/{application}/interviews"), interview).await.created();
    (application, interview)
}

async fn plan(client: &Client, application: &str, query: &str) -> Value {
    client.get(&format!("/v1/applications/{application}/follow-up-plan{query}")).await.expect(200)
}

/// The steps of an application that the agenda has, in the order of their ids.
async fn on_agenda(client: &Client, application: &str) -> Vec<Value> {
    const ALL: &str = "upcoming,due,overdue,done,dismissed,cancelled,missed";
    let agenda = client.get(&format!("/v1/agenda?status={ALL}&application_id={application}")).await.expect(200);
    sorted(agenda["items"].as_array().unwrap().iter().map(|item| item["step"].clone()).collect())
}

fn sorted(mut steps: Vec<Value>) -> Vec<Value> {
    steps.sort_by_key(|step| step["id"].as_str().unwrap().to_owned());
    steps
}

/// Sees to it that the agenda has the steps of the plan, which follows that playbook.
async fn follows(client: &Client, application: &str, key: &str, version: u32) -> Value {
    let plan = plan(client, application, "").await;
    assert_eq!(plan["playbook"], json!({"key": key, "version": version}));
    assert_eq!(on_agenda(client, application).await, sorted(plan["steps"].as_array().unwrap().clone()));
    plan
}

fn unknown() -> Vec<(String, String)> {
    vec![("/playbook".to_owned(), "unknown_reference".to_owned())]
}

on_both_databases! {
    async fn each_application_follows_its_own_playbook(api: Api) {
        let ada = api.sign_up("ada").await;
        ada.post(PLAYBOOKS, playbook_of("own")).await.expect(201);
        let (none, _) = application_with(&ada, json!(null)).await;
        let (built_in, _) = application_with(&ada, json!("dream-job")).await;
        let (own, interview) = application_with(&ada, json!("own")).await;
        let consensus = follows(&ada, &none, "consensus", 1).await;
        follows(&ada, &built_in, "dream-job", 1).await;
        let plan_of_own = follows(&ada, &own, "own", 1).await;
        // The same except for the playbook; asked for another one, it is that one's.
        let steps_of = |plan: &Value| plan["steps"].as_array().unwrap().len();
        assert_ne!(steps_of(&plan_of_own), steps_of(&consensus));
        assert_eq!(plan(&ada, &own, "?playbook=own").await, plan_of_own);
        let asked = plan(&ada, &own, "?playbook=consensus").await;
        assert_eq!((&asked["playbook"]["key"], steps_of(&asked)), (&json!("consensus"), steps_of(&consensus)));
        let of_interview = ada.get(&format!("/v1/interviews/{interview}/follow-up-plan")).await.expect(200);
        assert_eq!(of_interview["playbook"], plan_of_own["playbook"]);
        // From the own one to another, and from one moment to another.
        let diff = format!("/v1/applications/{own}/follow-up-plan/diff");
        let against = ada.get(&format!("{diff}?against=dream-job")).await.expect(200);
        assert_eq!((&against["before"]["playbook"]["key"], &against["after"]["playbook"]["key"]), (&json!("own"), &json!("dream-job")));
        let later = ada.get(&format!("{diff}?to=2026-04-10T12:00:00Z")).await.expect(200);
        assert_eq!((&later["before"]["playbook"]["key"], &later["after"]["playbook"]["key"]), (&json!("own"), &json!("own")));
    }

    async fn messages_are_those_of_the_applications_playbook(api: Api) {
        let ada = api.sign_up("ada").await;
        ada.post(PLAYBOOKS, playbook_of("own")).await.expect(201);
        let (application, interview) = application_with(&ada, json!("own")).await;
        // It has one follow-up, the default playbook more.
        let message = |number: u32| format!("/v1/applications/{application}/follow-up-plan/steps/{interview}:follow_up:{number}/message");
        ada.get(&message(1)).await.expect(200);
        ada.get(&message(2)).await.problem(404, "not-found");
        ada.get(&format!("{}?playbook=consensus", message(2))).await.expect(200);
        let draft = |number: u32, playbook: Value| json!({
            "application_id": application, "step_id": format!("{interview}:follow_up:{number}"), "playbook": playbook
        });
        ada.post("/v1/messages", draft(1, json!(null))).await.expect(201);
        let errors = ada.post("/v1/messages", draft(2, json!(null))).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/step_id".to_owned(), "unknown_reference".to_owned())]);
        ada.post("/v1/messages", draft(2, json!("consensus"))).await.expect(201);
        let errors = ada.post("/v1/messages", draft(1, json!("none"))).await.problem(422, "invalid-body");
        assert_eq!(errors, unknown());
    }

    async fn another_choice_and_another_version_show_at_once(api: Api) {
        let ada = api.sign_up("ada").await;
        ada.post(PLAYBOOKS, playbook_of("own")).await.expect(201);
        let (application, _) = application_with(&ada, json!(null)).await;
        let (beside, _) = application_with(&ada, json!("dream-job")).await;
        follows(&ada, &application, "consensus", 1).await;
        follows(&ada, &beside, "dream-job", 1).await;
        let path = format!("/v1/applications/{application}");
        ada.patch(&path, json!({"playbook": "own"})).await.expect(200);
        let first = follows(&ada, &application, "own", 1).await;
        let made = api.plan_refresh.rebuilt_plans();
        api.clock.advance(TimeDelta::minutes(1));
        let file = TestRequest::get().uri(&format!("{path}/follow-up-plan")).insert_header(("accept", "text/calendar"));
        let calendar = ada.send(file).await.text;
        ada.patch("/v1/playbooks/own", json!({"move_on": {"days": 30}})).await.expect(200);
        let second = follows(&ada, &application, "own", 2).await;
        assert_ne!(first["steps"], second["steps"]);
        follows(&ada, &beside, "dream-job", 1).await;
        // The plan of the one application alone was made again.
        assert_eq!(api.plan_refresh.rebuilt_plans() - made, 1);
        // For calendar programs it is a newer one.
        let file = TestRequest::get().uri(&format!("{path}/follow-up-plan")).insert_header(("accept", "text/calendar"));
        let modified = |calendar: &str| calendar.lines().find(|line| line.starts_with("LAST-MODIFIED:")).map(str::to_owned);
        assert_ne!(modified(&ada.send(file).await.text), modified(&calendar));
        ada.patch(&path, json!({"playbook": null})).await.expect(200);
        follows(&ada, &application, "consensus", 1).await;
    }

    async fn an_unknown_playbook_is_refused(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        bob.post(PLAYBOOKS, playbook_of("own")).await.expect(201);
        let story = story(&ada).await;
        let path = format!("/v1/applications/{}", story.application);
        let mut body = application_of(&story.candidate);
        for key in ["none", "own"] {
            body["playbook"] = json!(key);
            assert_eq!(ada.post("/v1/applications", body.clone()).await.problem(422, "invalid-body"), unknown());
            let put = ada.put("/v1/applications/by-remote-id/a-1", body.clone()).await;
            assert_eq!(put.problem(422, "invalid-body"), unknown());
            assert_eq!(ada.patch(&path, json!({"playbook": key})).await.problem(422, "invalid-body"), unknown());
        }
        assert_eq!(ada.get("/v1/applications").await.expect(200)["items"].as_array().unwrap().len(), 1);
        assert_eq!(ada.get(&path).await.expect(200)["playbook"], json!(null));
        // What is wrong with both is told of the candidate first.
        let nobody = json!({"candidate_id": story.application});
        let errors = ada.patch(&path, nobody).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/candidate_id".to_owned(), "unknown_reference".to_owned())]);
        ada.patch(&path, json!({"playbook": ""})).await.problem(422, "invalid-body");
    }

    async fn a_playbook_that_is_named_stays(api: Api) {
        let ada = api.sign_up("ada").await;
        ada.post(PLAYBOOKS, playbook_of("own")).await.expect(201);
        let (application, _) = application_with(&ada, json!("own")).await;
        let refused = ada.delete("/v1/playbooks/own").await.expect(409);
        assert!(refused["detail"].as_str().unwrap().contains("applications name own"), "{refused}");
        follows(&ada, &application, "own", 1).await;
        let named = ada.get("/v1/applications?playbook=own").await.expect(200);
        assert_eq!(named["items"][0]["id"], application.as_str());
        ada.patch(&format!("/v1/applications/{application}"), json!({"playbook": "dream-job"})).await.expect(200);
        ada.delete("/v1/playbooks/own").await.expect(204);
        follows(&ada, &application, "dream-job", 1).await;
        // One of that key that is made again is another.
        let mut anew = playbook_of("own");
        anew["move_on"] = json!({"days": 40});
        ada.post(PLAYBOOKS, anew).await.expect(201);
        ada.patch(&format!("/v1/applications/{application}"), json!({"playbook": "own"})).await.expect(200);
        follows(&ada, &application, "own", 1).await;
        ada.delete(&format!("/v1/applications/{application}")).await.expect(204);
        ada.delete("/v1/playbooks/own").await.expect(204);
    }

    async fn naming_a_playbook_and_changing_it_wait_for_each_other(api: Api) {
        let ada = api.sign_up("ada").await;
        ada.post(PLAYBOOKS, playbook_of("own")).await.expect(201);
        let mut applications = Vec::new();
        for _ in 0..4 {
            applications.push(application_with(&ada, json!(null)).await.0);
        }
        let choose = async |application: &String| {
            for playbook in ["own", "dream-job", "own", "consensus", "own"] {
                let path = format!("/v1/applications/{application}");
                ada.patch(&path, json!({"playbook": playbook})).await.expect(200);
            }
        };
        let change = async {
            for days in 10..18 {
                ada.patch("/v1/playbooks/own", json!({"move_on": {"days": days}})).await.expect(200);
            }
        };
        let read = async {
            for _ in 0..8 {
                ada.get("/v1/agenda").await.expect(200);
            }
        };
        let choices = futures_util::future::join_all(applications.iter().map(choose));
        futures_util::future::join3(choices, change, read).await;
        for application in &applications {
            follows(&ada, application, "own", 9).await;
        }
    }

    async fn a_playbook_goes_or_is_named(api: Api) {
        let ada = api.sign_up("ada").await;
        let (application, _) = application_with(&ada, json!(null)).await;
        let path = format!("/v1/applications/{application}");
        for _ in 0..10 {
            ada.post(PLAYBOOKS, playbook_of("own")).await.expect(201);
            let name = ada.patch(&path, json!({"playbook": "own"}));
            let (named, deleted) = futures_util::future::join(name, ada.delete("/v1/playbooks/own")).await;
            match (named.status.as_u16(), deleted.status.as_u16()) {
                (200, 409) => {
                    follows(&ada, &application, "own", 1).await;
                    ada.patch(&path, json!({"playbook": null})).await.expect(200);
                    ada.delete("/v1/playbooks/own").await.expect(204);
                }
                (422, 204) => assert_eq!(ada.get(&path).await.expect(200)["playbook"], json!(null)),
                other => panic!("{other:?}"),
            }
        }
    }

    async fn an_application_with_the_key_of_a_removed_playbook_follows_the_default(api: Api) {
        let ada = api.sign_up("ada").await;
        let (application, _) = application_with(&ada, json!("dream-job")).await;
        let scope = crate::agenda::scope_of(&api, &ada).await;
        let id: entity::ApplicationId = application.parse().unwrap();
        let row: entity::Application = scope.get(id).await.unwrap().unwrap();
        let gone = entity::Application {
            stamp: scope.next(row.stamp),
            built_in_playbook: Some("an earlier release's".parse().unwrap()),
            ..row
        };
        scope.update(gone).await.unwrap();
        follows(&ada, &application, "consensus", 1).await;
    }

    async fn a_day_is_that_of_the_candidates_clock(api: Api) {
        let ada = api.sign_up("ada").await;
        // Thanks until 15:00 of the 11th in UTC, for an employer in New York.
        let (application, _) = application_with(&ada, json!(null)).await;
        let candidate = ada.get("/v1/candidates").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
        let clock = async |zone: Value| {
            ada.patch(&format!("/v1/candidates/{candidate}"), json!({"time_zone": zone})).await.expect(200);
        };
        let count = async |query: &str| {
            let agenda = ada.get(&format!("/v1/agenda?status=due,upcoming&{query}")).await.expect(200);
            let items = agenda["items"].as_array().unwrap();
            assert!(items.iter().all(|item| item["application_id"] == application.as_str()));
            items.iter().filter(|item| item["step"]["kind"] == "thank_you").count()
        };
        // It opens at 15:00 in UTC, on the 10th in New York and on the 11th in Auckland; it is 16:00 now.
        for (zone, day, day_before, day_after, last) in [
            (json!(null), "2026-03-10", "2026-03-09", "2026-03-12", "2026-03-11"),
            (json!("Pacific/Auckland"), "2026-03-11", "2026-03-10", "2026-03-13", "2026-03-12"),
        ] {
            clock(zone.clone()).await;
            let shown = ada.get("/v1/agenda").await.expect(200)["items"][0]["time_zone"].clone();
            assert_eq!(shown, if zone.is_null() { json!("America/New_York") } else { zone });
            assert_eq!(count(&format!("to={day}")).await, 1);
            assert_eq!(count(&format!("to={day_before}")).await, 0);
            assert_eq!(count("to=today").await, 1);
            assert_eq!(count(&format!("from={last}")).await, 1);
            assert_eq!(count(&format!("from={day_after}")).await, 0);
            assert_eq!(count("from=today&to=today").await, 1);
            assert_eq!(count(&format!("from={day}&to={last}")).await, 1);
        }
        // Half past ten in the evening in Auckland: what opens an hour and a half later is not for today.
        let tomorrow = json!({"starts_at": "2026-03-12T10:00:00Z", "ends_at": "2026-03-12T11:00:00Z"});
        ada.post(&format!("/v1/applications/{application}/interviews"), tomorrow).await.created();
        api.clock.advance("2026-03-12T09:30:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap() - api.clock.now());
        let ada = api.sign_in("ada", "read write").await;
        let opening = async |query: &str| {
            let agenda = ada.get(&format!("/v1/agenda?status=upcoming&{query}")).await.expect(200);
            let opens = |item: &Value| item["step"]["opens_at"] == "2026-03-12T07:00:00-04:00";
            agenda["items"].as_array().unwrap().iter().filter(|item| opens(item)).count()
        };
        assert_eq!(opening("to=today").await, 0);
        assert_eq!(opening("to=2026-03-13").await, 1);
        assert_eq!(opening("to=2026-03-12T11:00:00Z").await, 1);
        assert_eq!(opening("to=2026-03-12T10:59:59Z").await, 0);
        for wrong in ["to=tomorrow", "from=2026-3-1", "to=", "from=2026-03-10T15:00:00"] {
            ada.get(&format!("/v1/agenda?{wrong}")).await.problem(400, "bad-request");
        }
    }
}
