//! Plans that were read before: facts are cached, but each plan follows from the facts as they are stored now.

use database::Backend;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use crate::{
    agenda::freshness::{send, writes},
    support::{Api, Client, on_both_databases, playbook_of, story},
};

/// The plan, or the problem without the id of the request.
async fn plan(client: &Client, application: &str) -> Value {
    let mut plan = client.get(&format!("/v1/applications/{application}/follow-up-plan")).await.json();
    plan.as_object_mut().unwrap().remove("request_id");
    plan
}

/// Changes by SQL that the versions of facts don't show, as those of a server that lacks the last writes.
async fn change_unseen(api: &Api, sql: &str) {
    let mut db = PgConnection::connect(api.database_url().unwrap()).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut db).await.unwrap();
}

on_both_databases! {
    async fn a_plan_that_was_read_before_shows_every_write_of_any_instance(api: Api) {
        let ada = api.sign_up("ada").await;
        let (one, other) = (story(&ada).await, story(&ada).await);
        let beside = api.beside().await;
        let ada_beside = beside.sign_in("ada", "read").await;
        ada.post("/v1/playbooks", playbook_of("own")).await.expect(201);
        let changed_playbook = json!({"thank_you": {"within_hours": 6}});
        let application = format!("/v1/applications/{}", one.application);
        let shared = format!("/v1/applications/{}/contacts/{}", other.application, one.contact);
        let synced = json!({"items": [{"type": "communication", "remote_id": "reply", "data": {
            "application_id": one.application, "direction": "inbound", "at": "2026-03-10T15:10:00Z"
        }}]});
        let mut all = vec![
            ("a playbook of one's own", "PATCH", application.clone(), json!({"playbook": "own"})),
            ("a change of this playbook", "PATCH", "/v1/playbooks/own".to_owned(), changed_playbook),
            ("a shared contact", "PUT", shared.clone(), json!({"role": "recruiter"})),
            ("another role of it", "PUT", shared.clone(), json!({"role": "interviewer"})),
            ("a shared contact's name", "PATCH", format!("/v1/contacts/{}", one.contact), json!({"name": "Grace Hopper"})),
            ("no shared contact", "DELETE", shared, json!(null)),
            ("a synced reply", "POST", "/v1/sync".to_owned(), synced),
            ("no playbook", "PATCH", application, json!({"playbook": null})),
        ];
        all.extend(writes(&one, &other));
        for (what, method, path, body) in all {
            let answer = send(&ada, method, &path, body).await;
            assert!(answer.status.is_success(), "{what}: {}", answer.text);
            let fresh = api.beside().await;
            let ada_fresh = fresh.sign_in("ada", "read").await;
            for application in [&one.application, &other.application] {
                let uncached = plan(&ada_fresh, application).await;
                assert_eq!(plan(&ada, application).await, uncached, "{what}");
                assert_eq!(plan(&ada_beside, application).await, uncached, "{what}, by another instance");
            }
        }
    }

    async fn nobody_reads_a_cached_plan_of_another_account(api: Api) {
        let (ada, bo) = (api.sign_up("ada").await, api.sign_up("bo").await);
        let story = story(&ada).await;
        let path = format!("/v1/applications/{}/follow-up-plan", story.application);
        ada.get(&path).await.expect(200);
        bo.get(&path).await.problem(404, "not-found");
        ada.delete(&format!("/v1/applications/{}", story.application)).await.expect(204);
        ada.get(&path).await.problem(404, "not-found");
    }

    async fn a_plan_that_is_read_again_is_one_statement(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let (beside, watch) = api.watched_beside().await;
        let ada = beside.sign_in("ada", "read").await;
        let path = format!("/v1/applications/{}/follow-up-plan", story.application);
        for readers in ["the first", "the second"] {
            watch.statements();
            ada.get(&path).await.expect(200);
            let statements = watch.statements();
            let of_facts = statements.iter().filter(|statement| statement.contains("plan_horizons")).count();
            let of_rows = statements.iter().filter(|statement| statement.contains("communications")).count();
            assert_eq!((of_facts, of_rows), (1, usize::from(readers == "the first")), "{readers}: {statements:#?}");
        }
    }
}

#[actix_web::test]
async fn after_a_new_connection_facts_are_read_again() {
    let api = Api::start(Backend::Postgres).await;
    let ada = api.sign_up("ada").await;
    let story = story(&ada).await;
    let zone = async || plan(&ada, &story.application).await["as_of"].clone();
    assert_eq!(zone().await, "2026-03-10T12:00:00-04:00");
    change_unseen(&api, "UPDATE applications SET time_zone = 'Europe/Paris'").await;
    assert_eq!(zone().await, "2026-03-10T12:00:00-04:00", "it is not cached");
    change_unseen(
        &api,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .await;
    // The requests that find their connections closed are answered 503.
    let mut after = zone().await;
    for _ in 0..10 {
        if after.is_null() {
            after = zone().await;
        }
    }
    assert_eq!(after, "2026-03-10T17:00:00+01:00");
}
