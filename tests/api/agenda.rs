//! `GET /v1/agenda`: its order, its filters and its pages.

mod concurrency;
pub mod freshness;

use chrono::TimeDelta;
use entity::Scope;
use serde_json::{Value, json};

use crate::support::{Api, Client, application_of, on_both_databases, story};

const ALL: &str = "upcoming,due,overdue,done,dismissed,cancelled,missed";

/// All pages of an agenda.
async fn pages(client: &Client, query: &str) -> Vec<Value> {
    pages_from(client, query, String::new()).await
}

/// The steps from the page of a cursor on.
async fn pages_behind(client: &Client, query: &str, cursor: &str) -> Vec<Value> {
    pages_from(client, query, format!("&cursor={cursor}")).await
}

async fn pages_from(client: &Client, query: &str, mut cursor: String) -> Vec<Value> {
    let mut items = Vec::new();
    loop {
        let page = client.get(&format!("/v1/agenda?{query}{cursor}")).await.expect(200);
        items.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(next) = page["next_cursor"].as_str() else { break items };
        cursor = format!("&cursor={next}");
    }
}

fn ids(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["step"]["id"].as_str().unwrap()).collect()
}

/// The agenda has every step of every plan, each as the plan has it.
#[track_caller]
fn agrees(agenda: &[Value], plans: &[(String, Value)], after: &str) {
    let mut shown: Vec<_> =
        agenda.iter().map(|item| (item["application_id"].as_str().unwrap(), &item["step"])).collect();
    let steps = |(id, plan): &'_ (String, Value)| {
        plan["steps"].as_array().unwrap().iter().map(|step| (id.clone(), step.clone())).collect::<Vec<_>>()
    };
    let mut planned: Vec<_> = plans.iter().flat_map(steps).collect();
    let key = |id: &str, step: &Value| (id.to_owned(), step["id"].as_str().unwrap().to_owned());
    shown.sort_by_key(|(id, step)| key(id, step));
    planned.sort_by_key(|(id, step)| key(id, step));
    let planned: Vec<_> = planned.iter().map(|(id, step)| (id.as_str(), step)).collect();
    assert_eq!(shown, planned, "after {after}");
}

/// The plans of all applications.
async fn plans(client: &Client) -> Vec<(String, Value)> {
    let mut plans = Vec::new();
    for application in client.get("/v1/applications?limit=200").await.expect(200)["items"].as_array().unwrap() {
        let id = application["id"].as_str().unwrap().to_owned();
        let plan = client.get(&format!("/v1/applications/{id}/follow-up-plan")).await.expect(200);
        plans.push((id, plan));
    }
    plans
}

/// An application of which nothing is known but an interview that ended that many hours before the clock's time.
async fn application_with_interview(client: &Client, candidate: &str, hours_ago: i64) -> String {
    let application = client.post("/v1/applications", application_of(candidate)).await.created();
    let now: chrono::DateTime<chrono::Utc> = "2026-03-10T16:00:00Z".parse().unwrap();
    let ends_at = now - TimeDelta::hours(hours_ago);
    let interview = json!({"starts_at": ends_at - TimeDelta::hours(1), "ends_at": ends_at});
    client.post(&format!("/v1/applications/{application}/interviews"), interview).await.created();
    application
}

async fn first_candidate(client: &Client) -> String {
    client.get("/v1/candidates").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned()
}

pub async fn scope_of(api: &Api, client: &Client) -> entity::Scope {
    let account = client.get("/v1/account").await.expect(200)["id"].as_str().unwrap().parse().unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test looks behind the API")]
    Scope::new(api.db.clone(), account, api.clock.now())
}

on_both_databases! {
    async fn the_step_that_closes_first_comes_first(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let later = application_with_interview(&ada, &story.candidate, 0).await;
        let earlier = application_with_interview(&ada, &story.candidate, 20).await;
        let late = application_with_interview(&ada, &story.candidate, 30).await;
        let moved_on = application_with_interview(&ada, &story.candidate, 24 * 60).await;
        let agenda = ada.get("/v1/agenda").await.expect(200);
        let items = agenda["items"].as_array().unwrap();
        let applications: Vec<_> = items.iter().map(|item| item["application_id"].as_str().unwrap()).collect();
        assert_eq!(applications, [&*late, &earlier, &story.application, &later, &moved_on]);
        let statuses: Vec<_> = items.iter().map(|item| item["step"]["status"].as_str().unwrap()).collect();
        assert_eq!(statuses, ["overdue", "due", "due", "due", "due"]);
        let item = &items[2];
        assert_eq!((&item["candidate_id"], &item["company_name"]), (&json!(story.candidate), &json!("Acme")));
        assert_eq!(item["position_title"], "Analyst");
        let plan = ada.get(&format!("/v1/applications/{}/follow-up-plan", story.application)).await.expect(200);
        assert_eq!(item["step"], plan["steps"][0]);
        assert!(!item["step"]["reasons"].as_array().unwrap().is_empty());
    }

    async fn items_say_whom_they_are_about_by_the_clients_own_ids(api: Api) {
        let ada = api.sign_up("ada").await;
        ada.put("/v1/candidates/by-remote-id/c-1", json!({"name": "Ada Okafor"})).await.expect(201);
        let candidate = ada.get("/v1/candidates/by-remote-id/c-1").await.expect(200)["id"].as_str().unwrap().to_owned();
        ada.put("/v1/applications/by-remote-id/a-1", application_of(&candidate)).await.expect(201);
        let application = ada.get("/v1/applications/by-remote-id/a-1").await.expect(200)["id"].as_str().unwrap().to_owned();
        let contact = json!({"application_id": application, "name": "Grace Lindqvist", "email": "grace@acme.example", "role": "hiring_manager"});
        let contact = ada.put("/v1/contacts/by-remote-id/p-1", contact).await.expect(201)["id"].clone();
        let interview = json!({
            "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z", "interviewer_ids": [contact],
        });
        ada.post(&format!("/v1/applications/{application}/interviews"), interview).await.created();
        let item = &pages(&ada, "").await[0];
        assert_eq!(item["application_remote_id"], "a-1");
        assert_eq!((&item["candidate_remote_id"], &item["candidate_name"]), (&json!("c-1"), &json!("Ada Okafor")));
        let person = json!({"id": contact, "remote_id": "p-1", "name": "Grace Lindqvist", "role": "hiring_manager"});
        assert_eq!(item["contact"], person);
        let move_on = pages(&ada, "status=upcoming").await.into_iter().find(|item| item["step"]["kind"] == "move_on");
        assert_eq!(move_on.unwrap()["contact"], Value::Null);
    }

    async fn an_agenda_is_narrowed(api: Api) {
        let ada = api.sign_up("ada").await;
        let (one, two) = (story(&ada).await, story(&ada).await);
        let bo = ada.post("/v1/candidates", json!({"name": "Bo"})).await.created();
        let theirs = application_with_interview(&ada, &bo, 2).await;
        assert_eq!(pages(&ada, "").await.len(), 3);
        assert_eq!(pages(&ada, "status=due,due&limit=1").await.len(), 3);
        let of = |items: Vec<Value>| items.iter().map(|item| item["application_id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(of(pages(&ada, &format!("candidate_id={bo}")).await), std::slice::from_ref(&theirs));
        assert_eq!(of(pages(&ada, &format!("application_id={}", two.application)).await), std::slice::from_ref(&two.application));
        assert_eq!(pages(&ada, "status=done,missed").await, [] as [Value; 0]);
        // The first follow-ups open on the 17th, the second ones a week later, and it is time to turn elsewhere after
        // that.
        let upcoming = pages(&ada, "status=upcoming&to=2026-03-20T00:00:00Z").await;
        assert_eq!(upcoming.len(), 3);
        assert!(upcoming.iter().all(|item| item["step"]["kind"] == "check_in"), "{upcoming:?}");
        assert_eq!(pages(&ada, "status=upcoming&to=2026-03-17T00:00:00Z").await, [] as [Value; 0]);
        let after = pages(&ada, "status=upcoming&from=2026-03-21T00:00:00Z").await;
        assert!(!after.is_empty() && after.iter().all(|item| item["step"]["kind"] != "check_in"));
        assert_eq!(pages(&ada, &format!("application_id={}&status={ALL}", one.application)).await.len(), 5);
        for wrong in ["status=soon", "status=", "from=now", "cursor=%21", "limit=0", "candidate=x"] {
            ada.get(&format!("/v1/agenda?{wrong}")).await.problem(400, "bad-request");
        }
    }

    async fn pages_have_every_step_once_and_in_order(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = first_candidate(&ada).await;
        for hours in [1, 1, 1, 5, 30, 2_000] {
            application_with_interview(&ada, &candidate, hours).await;
        }
        let whole = pages(&ada, &format!("status={ALL}&limit=200")).await;
        assert_eq!(pages(&ada, &format!("status={ALL}&limit=1")).await, whole);
        assert_eq!(pages(&ada, &format!("status={ALL}&limit=7")).await, whole);
        let place = |item: &Value| (item["step"]["kind"] == "move_on", item["step"]["closes_at"].as_str().unwrap()[..10].to_owned());
        assert!(whole.is_sorted_by_key(place), "{:?}", ids(&whole));
        agrees(&whole, &plans(&ada).await, "paging");
    }

    async fn an_account_has_its_own_agenda(api: Api) {
        let (alice, bob) = (api.sign_up("alice").await, api.sign_up("bob").await);
        let story = story(&alice).await;
        assert_eq!(pages(&alice, "").await.len(), 1);
        for query in [String::new(), format!("application_id={}", story.application), format!("candidate_id={}", story.candidate)] {
            assert_eq!(pages(&bob, &query).await, [] as [Value; 0]);
        }
    }
}
