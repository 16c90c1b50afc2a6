//! A database that is distributed over several nodes by account: the shape of statements, which needs none, and on a Citus
//! that is named, claims through several nodes at once.

use std::{cell::RefCell, collections::BTreeSet};

use actix_web::{http::Method, test::TestRequest};
use futures_util::future::join_all;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use crate::support::{
    Answer, Api, Backend, Citus, Client, application_of, playbook_of,
    postgres::{OPTIONS, TestDatabase},
    shape, story, template_of,
};

/// The beginnings of statements that may go to other nodes than the account's, each with why. None does yet: what signs
/// somebody in, keys and claims are on every node.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// Calls of one account, of which none fails.
struct Session<'a> {
    client: &'a Client,
    called: RefCell<Vec<(Method, String)>>,
}

impl Session<'_> {
    async fn send(&self, request: TestRequest, method: Method, path: &str) -> Value {
        let answer = self.client.send(request.method(method.clone()).uri(path)).await;
        assert!(answer.status.is_success(), "{method} {path}: {} {}", answer.status, answer.text);
        self.called.borrow_mut().push((method, path.split('?').next().unwrap().to_owned()));
        serde_json::from_str(&answer.text).unwrap_or_default()
    }

    async fn get(&self, path: &str) -> Value {
        self.send(TestRequest::get(), Method::GET, path).await
    }

    async fn delete(&self, path: &str) {
        self.send(TestRequest::default(), Method::DELETE, path).await;
    }

    async fn with(&self, method: Method, path: &str, body: Value) -> Value {
        self.send(TestRequest::default().set_json(body), method, path).await
    }

    async fn post(&self, path: &str, body: Value) -> String {
        let made = self.with(Method::POST, path, body).await;
        made["id"].as_str().unwrap_or_default().to_owned()
    }

    async fn patch(&self, path: &str, body: Value) {
        self.with(Method::PATCH, path, body).await;
    }

    /// By an id of the client's own: made, and replaced by another.
    async fn put_twice(&self, resources: &str, mut body: Value, (field, value): (&str, Value)) {
        let path = format!("/v1/{resources}/by-remote-id/mine");
        self.with(Method::PUT, &path, body.clone()).await;
        body[field] = value;
        self.with(Method::PUT, &path, body).await;
        self.get(&path).await;
    }

    /// Everything that can be stored, made, read, changed.
    async fn all_resources(&self) -> Vec<String> {
        let candidate = self.post("/v1/candidates", json!({"name": "Grace"})).await;
        self.patch(&format!("/v1/candidates/{candidate}"), json!({"locale": "en-GB"})).await;
        self.post("/v1/playbooks", playbook_of("own")).await;
        self.patch("/v1/playbooks/own", json!({"summary": "Other words."})).await;
        self.post("/v1/templates", template_of("own")).await;
        self.patch("/v1/templates/own", json!({"name": "Other words"})).await;
        let application = self.post("/v1/applications", application_of(&candidate)).await;
        let of_application = |what: &str| format!("/v1/applications/{application}/{what}");
        self.patch(&format!("/v1/applications/{application}"), json!({"playbook": "own", "urgent": true})).await;
        let following = application_of(&candidate).as_object().unwrap().clone();
        let following = Value::Object(following.into_iter().chain([("playbook".to_owned(), json!("own"))]).collect());
        let following = self.post("/v1/applications", following).await;
        let times = json!({"starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z"});
        self.post(&format!("/v1/applications/{following}/interviews"), times).await;
        let person = json!({"name": "Ada Okafor", "role": "hiring_manager", "email": "ada@acme.example"});
        let contact = self.post(&of_application("contacts"), person).await;
        self.patch(&format!("/v1/contacts/{contact}"), json!({"phone": "+1 212 555 0100"})).await;
        let times = json!({
            "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z", "interviewer_ids": [contact]
        });
        let interview = self.post(&of_application("interviews"), times.clone()).await;
        self.patch(&format!("/v1/interviews/{interview}"), json!({"rapport": "strong"})).await;
        let reply = json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z", "contact_id": contact});
        let communication = self.post(&of_application("communications"), reply).await;
        self.patch(&format!("/v1/communications/{communication}"), json!({"needs_answer": true})).await;
        let within = |mut body: Value| {
            body["application_id"] = json!(application);
            body
        };
        self.put_twice("candidates", json!({"name": "Bob"}), ("name", json!("Rob"))).await;
        self.put_twice("applications", application_of(&candidate), ("urgent", json!(true))).await;
        self.put_twice("contacts", within(json!({"name": "Bo"})), ("phone", json!("+1 212 555 0101"))).await;
        self.put_twice("interviews", within(times), ("interviewer_ids", json!([]))).await;
        let plan = self.get(&of_application("follow-up-plan")).await;
        let step = plan["steps"][0]["id"].as_str().unwrap().to_owned();
        let said = of_application(&format!("overrides/{step}"));
        self.with(Method::PUT, &said, json!({"not_before": "2026-03-11T09:00:00Z"})).await;
        self.with(Method::PUT, &said, json!({"not_before": "2026-03-11T10:00:00Z"})).await;
        let draft = json!({"application_id": application, "kind": "thank_you", "body": "Thank you, Ada."});
        let message = self.post("/v1/messages", draft).await;
        self.patch(&format!("/v1/messages/{message}"), json!({"body": "Thank you, Ada, once more."})).await;
        self.with(Method::POST, &format!("/v1/messages/{message}/mark-sent"), json!({})).await;
        let to_proofread = json!({"application_id": application, "kind": "thank_you", "body": "Dear Ada"});
        self.with(Method::POST, "/v1/messages/proofread", to_proofread).await;
        let client = self.with(Method::POST, "/v1/api-clients", json!({"name": "A program", "scopes": ["read"]})).await;
        let client = client["client_id"].as_str().unwrap();
        self.patch(&format!("/v1/api-clients/{client}"), json!({"name": "A job"})).await;
        let keyed = TestRequest::default().insert_header(("idempotency-key", "1")).set_json(json!({"name": "Bob"}));
        self.send(keyed, Method::POST, "/v1/candidates").await;
        for path in [
            "/v1/candidates?q=gr&limit=2".to_owned(),
            format!("/v1/candidates/{candidate}"),
            "/v1/applications?limit=1".to_owned(),
            format!("/v1/applications?q=acme&status=open&candidate_id={candidate}"),
            format!("/v1/applications/{application}"),
            of_application("contacts"),
            of_application("interviews"),
            of_application("communications"),
            of_application("overrides"),
            of_application("follow-up-plan/diff?against=dream-job"),
            of_application(&format!("follow-up-plan/steps/{step}/message")),
            format!("/v1/contacts/{contact}"),
            format!("/v1/interviews/{interview}"),
            format!("/v1/interviews/{interview}/follow-up-plan"),
            format!("/v1/communications/{communication}"),
            "/v1/playbooks".to_owned(),
            "/v1/playbooks/own".to_owned(),
            "/v1/playbooks/own/versions".to_owned(),
            "/v1/playbooks/own/versions/1".to_owned(),
            "/v1/templates".to_owned(),
            "/v1/templates/own".to_owned(),
            "/v1/messages".to_owned(),
            format!("/v1/messages?application_id={application}"),
            format!("/v1/messages/{message}"),
            "/v1/api-clients".to_owned(),
            format!("/v1/api-clients/{client}"),
            "/v1/agenda?limit=1".to_owned(),
            format!("/v1/agenda?candidate_id={candidate}&from=2026-03-01&to=2026-05-01"),
            "/v1/account".to_owned(),
            "/v1/account/export".to_owned(),
        ] {
            self.get(&path).await;
        }
        let agenda = "/v1/agenda?limit=1&status=upcoming,due,overdue,done";
        let page = self.get(agenda).await;
        let cursor = page["next_cursor"].as_str().expect("there is more than one step");
        self.get(&format!("{agenda}&cursor={cursor}")).await;
        vec![
            said,
            format!("/v1/messages/{message}"),
            format!("/v1/communications/{communication}"),
            format!("/v1/interviews/{interview}"),
            format!("/v1/contacts/{contact}"),
            format!("/v1/applications/{application}"),
            "/v1/templates/own".to_owned(),
            format!("/v1/api-clients/{client}"),
        ]
    }
}

/// Everything, by somebody who has just signed up; gives all operations that were called.
async fn session(api: &Api, name: &str) -> Vec<(Method, String)> {
    let client = api.sign_up(name).await;
    let session = Session { client: &client, called: RefCell::default() };
    for path in session.all_resources().await {
        session.delete(&path).await;
    }
    let spare = session.post("/v1/candidates", json!({})).await;
    session.delete(&format!("/v1/candidates/{spare}")).await;
    session.post("/v1/playbooks", playbook_of("other")).await;
    session.delete("/v1/playbooks/other").await;
    program_and_tokens(api, &client, name).await;
    let email = format!("{}@example.com", name.to_lowercase());
    let credentials = json!({"email": email, "password": "correct horse battery staple"});
    session.with(Method::DELETE, "/v1/account", credentials).await;
    session.called.into_inner()
}

/// Tokens of all kinds: used, renewed, revoked.
async fn program_and_tokens(api: &Api, client: &Client, name: &str) {
    let program = api.api_client(client, &["read"]).await;
    api.client_sign_in(&program).await.get("/v1/candidates").await.expect(200);
    let tokens = api.password_token(name, "read").await;
    let refresh = |token: &Value| {
        let token = token["refresh_token"].as_str().unwrap().to_owned();
        async move {
            let form = [("grant_type", "refresh_token"), ("refresh_token", token.as_str())];
            api.anonymous().form("/oauth/token", &form).await
        }
    };
    let next = refresh(&tokens).await.expect(200);
    // Used twice: the session ends.
    assert_eq!(refresh(&tokens).await.status, 400);
    for token in [&next["access_token"], &api.password_token(name, "read").await["refresh_token"]] {
        api.anonymous().form("/oauth/revoke", &[("token", token.as_str().unwrap())]).await.expect(200);
    }
}

/// The operations of the document that need a database, but weren't called.
fn not_called(called: &[(Method, String)]) -> Vec<String> {
    let document = serde_json::to_value(followup::app::openapi_document()).unwrap();
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
            let computes = ["preview_", "render_", "list_rules", "list_holiday", "list_template_variables"];
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

#[actix_web::test]
async fn a_database_of_one_node_gets_one_statement_for_a_new_row() {
    let (api, watch) = Api::watched(Backend::Postgres).await;
    if Citus::named().is_some() {
        return;
    }
    story(&api.sign_up("ada").await).await;
    assert!(watch.texts().iter().any(|sql| sql.starts_with("WITH outdated AS")));
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
        let db = entity::Database::postgres(&database.url, &OPTIONS).await.unwrap();
        assert!(!db.is_distributed() && db.tables().await.unwrap().is_empty());
        return;
    };
    let database = TestDatabase::create_empty().await;
    let db = entity::Database::postgres(&database.url, &OPTIONS).await.unwrap();
    db.migrate_up(None).await.unwrap();
    let mut direct = PgConnection::connect(&database.url).await.unwrap();
    let account = "INSERT INTO accounts (account_id, name, created_at) VALUES (gen_random_uuid(), 'Ada', now())";
    sqlx::raw_sql(account).execute(&mut direct).await.unwrap();
    assert!(db.tables().await.unwrap().iter().all(|table| !table.distributed));
    let mut done = 0;
    db.distribute(|_| done += 1).await.unwrap();
    let tables = db.tables().await.unwrap();
    assert!(tables.iter().all(|table| table.distributed) && tables.len() == done, "{tables:?}");
    db.distribute(|table| panic!("{table:?} was distributed before")).await.unwrap();
    let names: Vec<String> = sqlx::query_scalar("SELECT name FROM accounts").fetch_all(&mut direct).await.unwrap();
    assert_eq!(names, ["Ada"]);
    // Migrations after that find the tables distributed.
    db.migrate_down(1).await.unwrap();
    db.migrate_up(None).await.unwrap();
    let missing = db.tables().await.unwrap().into_iter().filter(|table| !table.distributed);
    assert_eq!(missing.map(|table| table.name).collect::<Vec<_>>(), ["claims"]);
    db.distribute(|_| ()).await.unwrap();
}
