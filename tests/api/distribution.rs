//! A database that is distributed over several nodes by account: the shape of statements, which needs none, and, on a
//! Citus that is named, claims through several nodes at once.

use std::{collections::BTreeSet, time::Duration};

use actix_web::{http::Method, test::TestRequest};
use futures_util::future::join_all;
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use crate::support::{
    Answer, Api, Backend, Citus, Client, Watch,
    postgres::{OPTIONS, TestDatabase},
    session::session,
    shape, story,
};

const ENOUGH: Duration = Duration::from_mins(1);

/// The beginnings of statements that may go to other nodes than the account's, each with why.
const EXCEPTIONS: &[(&str, &str)] = &[
    (
        r#"SELECT "account_deletions"."account_id" FROM "account_deletions" ORDER BY"#,
        "whoever deletes rows in the background looks for all accounts that are being deleted",
    ),
    ("SELECT DISTINCT account_id FROM jobs", "workers look for all accounts that have jobs"),
    ("SELECT DISTINCT account_id FROM events", "instances look for all accounts with new events"),
    ("SELECT account_id FROM event_feeds", "instances look for all accounts whose plans may change"),
    ("SELECT DISTINCT account_id, endpoint_id FROM webhook_deliveries", "instances look for all endpoints to send to"),
    (
        "INSERT INTO event_feeds (account_id, position, forgotten, marks, look_at) SELECT",
        "feeds that an earlier release left out",
    ),
];

/// The operations of the document that need a database, but weren't called.
fn not_called(called: &[(Method, String)]) -> Vec<String> {
    let document = serde_json::to_value(followup::openapi::document()).unwrap();
    let mut missing = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap();
            let fits = |(called, at): &(Method, String)| {
                let same = |(segment, at): (&str, &str)| segment.starts_with('{') || segment == at;
                called.as_str().eq_ignore_ascii_case(method)
                    && path.split('/').count() == at.split('/').count()
                    && path.split('/').zip(at.split('/')).all(same)
            };
            // Without a database, or, of an account, seen by others.
            let computes =
                ["preview_", "render_", "list_rules", "list_obligations", "list_holiday", "list_template_variables"];
            let for_all = operation["security"][0]["oauth2"].is_null();
            if !for_all && !computes.iter().any(|prefix| id.starts_with(prefix)) && !called.iter().any(fits) {
                missing.push(id.to_owned());
            }
        }
    }
    missing
}

/// The tables whose rows belong to accounts: their primary keys begin with the account.
async fn owned_tables(url: &str) -> BTreeSet<String> {
    let mut db = PgConnection::connect(url).await.unwrap();
    let owned = "SELECT relname::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
                 JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
                 WHERE indisprimary AND attname = 'account_id' AND relnamespace = 'public'::regnamespace";
    sqlx::query_scalar(owned).fetch_all(&mut db).await.unwrap().into_iter().collect()
}

#[actix_web::test]
async fn every_statement_goes_to_the_node_that_has_the_account() {
    let (api, watch) = Api::watched_as_distributed().await;
    let called = session(&api, "ada").await;
    assert_eq!(not_called(&called), [] as [&str; 0]);
    // What the account had goes in the background.
    assert!(api.removal().round(ENOUGH).await.unwrap());
    let owned = owned_tables(api.database_url().unwrap()).await;
    assert!(owned.len() > 18 && !owned.contains("sign_ins"), "{owned:?}");
    let texts = watch.texts();
    assert!(texts.len() > 100, "{}", texts.len());
    for table in &owned {
        assert!(texts.iter().any(|sql| sql.contains(table)), "nothing is asked of {table}");
    }
    let wrong: Vec<_> = texts
        .iter()
        .filter(|sql| !EXCEPTIONS.iter().any(|(beginning, _)| sql.starts_with(beginning)))
        .filter_map(|sql| Some((sql, shape::faults(sql, &owned))).filter(|(_, faults)| !faults.is_empty()))
        .collect();
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), texts.len());
}

/// What a new interview with somebody who leads it costs: statements, and what begins and ends transactions.
async fn new_interview(api: &Api, watch: &Watch) -> (usize, usize) {
    let client = api.sign_up("ada").await;
    let story = story(&client).await;
    let times = json!({
        "starts_at": "2026-03-12T14:00:00Z", "ends_at": "2026-03-12T15:00:00Z", "interviewer_ids": [story.contact]
    });
    watch.sent();
    client.post(&format!("/v1/applications/{}/interviews", story.application), times).await.expect(201);
    let sent = watch.sent().unwrap();
    (sent.statements, sent.frames)
}

#[actix_web::test]
async fn a_new_row_is_one_statement_or_where_it_is_distributed_one_for_each_table() {
    let (api, watch) = Api::watched_as_distributed().await;
    // The horizon, the contacts of the application, the interview, who leads it, and the event.
    assert_eq!(new_interview(&api, &watch).await, (5, 2));
    let (api, watch) = Api::watched(Backend::Postgres).await;
    let expected = if Citus::named().is_some() { (5, 2) } else { (1, 0) };
    assert_eq!(new_interview(&api, &watch).await, expected);
}

/// Instances whose databases are reached through the coordinator and through a worker, if there is a Citus with one.
async fn through_two_nodes() -> Option<[Api; 2]> {
    let citus = Citus::named()?;
    let api = Api::start(Backend::Postgres).await;
    let url = citus.through_worker(api.database_url()?)?;
    let other = api.through(&url).await;
    Some([api, other])
}

/// How many rows there are, of all accounts.
async fn count(api: &Api, from: &str) -> i64 {
    let mut db = PgConnection::connect(api.database_url().unwrap()).await.unwrap();
    let count = format!("SELECT count(*) FROM {from}");
    sqlx::query_scalar(AssertSqlSafe(count)).fetch_one(&mut db).await.unwrap()
}

#[actix_web::test]
async fn sessions_go_through_several_nodes_at_once() {
    let Some([one, other]) = through_two_nodes().await else { return };
    let sessions = ["ada", "bob", "eve", "joe"].map(|name| {
        let api = if name < "c" { &one } else { &other };
        session(api, name)
    });
    join_all(sessions).await;
    // An instance skips an account that the other is deleting.
    for api in [&one, &other] {
        api.removal().round(ENOUGH).await.unwrap();
    }
    assert_eq!((count(&one, "accounts").await, count(&one, "sign_ins").await), (0, 0));
}

#[actix_web::test]
async fn a_key_is_one_effect_through_whichever_nodes() {
    let Some(apis) = through_two_nodes().await else { return };
    let ada = [apis[0].sign_up("ada").await, apis[1].sign_in("ada", "write").await];
    for key in 0..100 {
        let post = |client: &Client| {
            let request = TestRequest::post().uri("/v1/candidates").insert_header(("idempotency-key", key.to_string()));
            let (client, request) = (client.clone(), request.set_json(json!({"name": format!("Bob {key}")})));
            async move { client.send(request).await }
        };
        let answers: Vec<Answer> = join_all([&ada[0], &ada[1], &ada[0], &ada[1]].map(post)).await;
        let mut ids = BTreeSet::new();
        for answer in answers {
            match answer.status.as_u16() {
                201 => drop(ids.insert(answer.created())),
                _ => drop(answer.problem(409, "still-running")),
            }
        }
        assert_eq!(ids.len(), 1, "{key}: {ids:?}");
    }
    assert_eq!(count(&apis[0], "candidates WHERE name LIKE 'Bob %'").await, 100);
}

#[actix_web::test]
async fn one_address_and_password_are_one_account_through_whichever_nodes() {
    let Some(apis) = through_two_nodes().await else { return };
    for n in 0..10 {
        let email = format!("ada{n}@example.com");
        let sign_up = |(api, password): (&Api, &str)| {
            let (client, body) = (api.anonymous(), json!({"name": "Ada", "email": email, "password": password}));
            async move { client.post("/v1/accounts", body).await.created() }
        };
        let (mine, yours) = ("correct horse battery staple", "another long password");
        let [one, other] = &apis;
        let ids = join_all([(one, mine), (other, mine), (one, yours), (other, yours)].map(sign_up)).await;
        assert_eq!((&ids[0], &ids[2]), (&ids[1], &ids[3]));
        assert_ne!(ids[0], ids[2]);
        for (api, password) in [(one, mine), (other, yours)] {
            let form = [("grant_type", "password"), ("username", &*email), ("password", password), ("scope", "read")];
            api.anonymous().form("/oauth/token", &form).await.expect(200);
        }
    }
    assert_eq!((count(&apis[0], "accounts").await, count(&apis[0], "claims").await), (20, 0));
}

#[actix_web::test]
async fn only_a_citus_is_distributed_and_what_is_there_stays() {
    let Some(_) = Citus::named() else {
        let database = TestDatabase::create().await;
        let db = database::Database::postgres(&database.url, &OPTIONS).await.unwrap();
        assert!(!db.is_distributed() && db.tables().await.unwrap().is_empty());
        return;
    };
    let database = TestDatabase::create_empty().await;
    let db = database::Database::postgres(&database.url, &OPTIONS).await.unwrap();
    migration::up(&db, None).await.unwrap();
    let mut direct = PgConnection::connect(&database.url).await.unwrap();
    let account = "INSERT INTO accounts (account_id, name, created_at) VALUES (gen_random_uuid(), 'Ada', now())";
    sqlx::raw_sql(account).execute(&mut direct).await.unwrap();
    assert!(db.tables().await.unwrap().iter().all(|table| !table.distributed));
    let mut done = 0;
    migration::distribute(&db, |_| done += 1).await.unwrap();
    let tables = db.tables().await.unwrap();
    assert!(tables.iter().all(|table| table.distributed) && tables.len() == done, "{tables:?}");
    migration::distribute(&db, |table| panic!("{table:?} was distributed before")).await.unwrap();
    let names: Vec<String> = sqlx::query_scalar("SELECT name FROM accounts").fetch_all(&mut direct).await.unwrap();
    assert_eq!(names, ["Ada"]);
    // Migrations after that find the tables distributed, and what they make is distributed, too.
    migration::down(&db, 14).await.unwrap();
    assert!(db.tables().await.unwrap().len() < done - 10);
    migration::up(&db, None).await.unwrap();
    let tables = db.tables().await.unwrap();
    assert!(tables.iter().all(|table| table.distributed) && tables.len() == done, "{tables:?}");
    let keys: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM pg_constraint WHERE conname IN \
         ('fk_interviews_application_id', 'fk_communications_application_id', 'fk_interviewers_interview_id', \
         'fk_interviewers_contact_id')",
    )
    .fetch_one(&mut direct)
    .await
    .unwrap();
    assert_eq!(keys, 4);
}

#[actix_web::test]
async fn events_of_an_application_are_in_their_order_through_whichever_nodes() {
    let Some(apis) = through_two_nodes().await else { return };
    let ada = [apis[0].sign_up("ada").await, apis[1].sign_in("ada", "write").await];
    let application = story(&ada[0]).await.application;
    let mut made = Vec::new();
    // First through the worker, whose numbers of a sequence would be higher.
    for (client, name) in ada.iter().rev().chain(&ada).zip(["Bo", "Eve", "Joe", "Li"]) {
        let contact = client.post(&format!("/v1/applications/{application}/contacts"), json!({"name": name})).await;
        made.push(contact.created());
    }
    let page = ada[0].get("/v1/events?type=contact.created").await.expect(200);
    let told = page["items"].as_array().unwrap().iter().map(|event| event["data"]["contact_id"].as_str().unwrap());
    assert!(told.skip(1).eq(made.iter()), "{page}");
}

#[actix_web::test]
async fn many_sign_in_at_once_through_whichever_nodes() {
    let Some(apis) = through_two_nodes().await else { return };
    apis[0].sign_up("ada").await;
    for _ in 0..10 {
        join_all([0, 1, 0, 1, 0, 1].map(|node: usize| apis[node].sign_in("ada", "read"))).await;
    }
}
