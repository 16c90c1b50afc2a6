//! All data of an account: taking them away, and deleting them.

use std::time::Duration;

use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection};

use crate::connections::connect_and_deliver;
use crate::imports::import_into;
use crate::support::{
    Api, Backend, Client, application_of, on_both_databases, playbook_of, share_contact, story, template_of,
};

/// The credentials with which the account of this name is deleted.
pub fn credentials(name: &str) -> Value {
    json!({"email": format!("{name}@example.com"), "password": "correct horse battery staple"})
}

pub async fn delete_account(client: &Client, body: &Value) -> crate::support::Answer {
    client.send(actix_web::test::TestRequest::delete().uri("/v1/account").set_json(body)).await
}

/// Something of every kind; gives the application.
pub async fn fill(client: &Client) -> String {
    let story = story(client).await;
    let application = format!("/v1/applications/{}", story.application);
    let reply = json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z", "contact_id": story.contact});
    client.post(&format!("{application}/communications"), reply).await.expect(201);
    let step = format!("{application}/overrides/{}:thank_you:{}", story.interview, story.contact);
    client.put(&step, json!({"dismissed": true})).await.expect(201);
    client.post("/v1/playbooks", playbook_of("own")).await.expect(201);
    client.patch("/v1/playbooks/own", json!({"summary": "Other words."})).await.expect(200);
    let chosen = json!({
        "playbook": "own", "locale": "en-GB", "strengths": ["knows their auditors"],
        "accepted_elsewhere_at": "2026-03-10T15:40:00Z",
        "competing_offers": [{"id": "globex", "at": "2026-03-10T15:35:00Z", "respond_by": "2026-03-13T15:35:00Z"}],
        "outcome": {"kind": "offered", "at": "2026-03-10T15:45:00Z", "respond_by": "2026-03-12T15:45:00Z"}
    });
    client.patch(&application, chosen).await.expect(200);
    share_contact(client, &story.candidate, &story.contact).await;
    let addressed = json!({"given_name": "Ada", "address": "ms", "left": true, "undeliverable": ["email"], "postal_address": "1 Quay Road"});
    client.patch(&format!("/v1/contacts/{}", story.contact), addressed).await.expect(200);
    let clock = json!({"time_zone": "Europe/London", "locale": "en-GB", "postal_address": "5 High Street\nLeeds"});
    client.patch(&format!("/v1/candidates/{}", story.candidate), clock).await.expect(200);
    let bounced = json!({"direction": "outbound", "at": "2026-03-10T15:50:00Z", "bounced": true});
    client.post(&format!("{application}/communications"), bounced).await.expect(201);
    client.post("/v1/templates", template_of("own")).await.expect(201);
    let written = json!({"application_id": story.application, "kind": "thank_you", "body": "Thank you, Grace."});
    let message = client.post("/v1/messages", written).await.expect(201);
    let dismissed = json!({"dismissed_findings": [message["findings"][0]["id"]]});
    client.patch(&format!("/v1/messages/{}", message["id"].as_str().unwrap()), dismissed).await.expect(200);
    client.post("/v1/api-clients", json!({"name": "A program", "scopes": ["read"]})).await.expect(201);
    connect_and_deliver(client).await;
    import_into(client, application.rsplit('/').next().unwrap()).await;
    client.get("/v1/agenda").await.expect(200);
    let (_, calendar) = crate::calendar_feeds::feed(client).await;
    assert_eq!(client.get(&calendar).await.status, 200);
    let keyed = actix_web::test::TestRequest::post().uri("/v1/candidates").insert_header(("idempotency-key", "1"));
    client.send(keyed.set_json(json!({"name": "Bob"}))).await.expect(201);
    application
}

/// How many rows of an account each table has.
async fn rows(database_url: &str, account: &Value) -> Vec<(String, i64)> {
    let mut connection = PgConnection::connect(database_url).await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT table_name::text FROM information_schema.columns
         WHERE table_schema = 'public' AND column_name = 'account_id' ORDER BY table_name",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let mut counts = Vec::new();
    for table in tables {
        let count = format!("SELECT count(*) FROM {table} WHERE account_id = '{}'", account.as_str().unwrap());
        let count = sqlx::query_scalar(sqlx::AssertSqlSafe(count)).fetch_one(&mut connection).await.unwrap();
        counts.push((table, count));
    }
    counts
}

on_both_databases! {
    async fn an_export_has_everything(api: Api) {
        let ada = api.sign_up("ada").await;
        let application = fill(&ada).await;
        // More than are read at a time.
        for n in 0..110 {
            ada.post("/v1/candidates", json!({"name": format!("Candidate {n}")})).await.created();
        }
        let answer = ada.get("/v1/account/export").await;
        assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"account.json\""));
        let export = answer.expect(200);
        assert_eq!(export["account"], ada.get("/v1/account").await.expect(200));
        assert_eq!(export["users"][0]["email"], "ada@example.com");
        for (list, path) in [
            ("applications", "/v1/applications".to_owned()),
            ("contacts", format!("{application}/contacts")),
            ("interviews", format!("{application}/interviews")),
            ("communications", format!("{application}/communications")),
            ("overrides", format!("{application}/overrides")),
            ("messages", "/v1/messages".to_owned()),
            ("playbook_versions", "/v1/playbooks/own/versions".to_owned()),
        ] {
            let items = &ada.get(&path).await.expect(200)["items"];
            assert!(!items.as_array().unwrap().is_empty(), "{list}");
            assert_eq!(export[list], *items, "{list}");
        }
        assert_eq!(export["applications"][0]["playbook"], "own");
        assert_eq!(export["candidates"][0]["time_zone"], "Europe/London");
        assert_eq!(export["candidates"][0]["postal_address"], "5 High Street\nLeeds");
        assert_eq!(export["contacts"][0]["postal_address"], "1 Quay Road");
        assert_eq!(export["playbooks"], json!([ada.get("/v1/playbooks/own").await.expect(200)]));
        assert_eq!(export["templates"], json!([ada.get("/v1/templates/own").await.expect(200)]));
        let candidates: Vec<_> = export["candidates"].as_array().unwrap().iter().map(|item| &item["id"]).collect();
        assert_eq!(candidates.len(), 112);
        assert!(candidates.is_sorted_by_key(|id| id.as_str()));
    }

    async fn an_export_is_one_accounts(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        fill(&ada).await;
        let export = bob.get("/v1/account/export").await.expect(200);
        assert_eq!(export["candidates"].as_array().unwrap().len(), 1);
        for list in [
            "applications", "contacts", "interviews", "communications", "overrides", "playbooks", "playbook_versions",
            "templates", "messages",
        ] {
            assert_eq!(export[list], json!([]), "{list}");
        }
    }

    async fn an_account_is_deleted_by_its_own_people_alone(api: Api) {
        let (ada, _) = (api.sign_up("ada").await, api.sign_up("bob").await);
        let wrong = json!({"email": "ada@example.com", "password": "incorrect horse"});
        for credentials in [wrong, credentials("bob"), credentials("nobody")] {
            let errors = delete_account(&ada, &credentials).await.problem(422, "invalid-body");
            assert_eq!(errors, [("/password".to_owned(), "wrong_password".to_owned())]);
        }
        ada.get("/v1/account").await.expect(200);
        api.sign_in("bob", "read").await.get("/v1/account").await.expect(200);
    }

    async fn an_account_goes_and_another_one_with_its_address_stays(api: Api) {
        let ada = api.sign_up("ada").await;
        fill(&ada).await;
        let other = json!({"email": "ada@example.com", "password": "another long password"});
        let sign_up = json!({"name": "Ada", "email": other["email"], "password": other["password"]});
        let second = api.anonymous().post("/v1/accounts", sign_up.clone()).await.expect(201);
        // The address is right, the account another.
        let errors = delete_account(&ada, &other).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/password".to_owned(), "wrong_password".to_owned())]);
        delete_account(&ada, &credentials("ada")).await.expect(204);
        // What is left has the salt of the one that is gone; so has what is new.
        assert_eq!(api.anonymous().post("/v1/accounts", sign_up).await.expect(201), second);
        let again = api.sign_up("ada").await;
        assert_eq!(again.get("/v1/applications").await.expect(200)["items"], json!([]));
        assert_ne!(again.get("/v1/account").await.expect(200)["id"], second["id"]);
        delete_account(&again, &credentials("ada")).await.expect(204);
    }

    async fn a_deleted_account_is_gone_and_another_is_not(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        fill(&ada).await;
        fill(&bob).await;
        let before = bob.get("/v1/account/export").await.expect(200);
        delete_account(&ada, &credentials("ada")).await.expect(204);
        for path in ["/v1/account", "/v1/candidates", "/v1/account/export"] {
            ada.get(path).await.problem(401, "unauthorized");
        }
        ada.post("/v1/candidates", json!({})).await.problem(401, "unauthorized");
        let form = [("grant_type", "password"), ("username", "ada@example.com"), ("password", "correct horse battery staple")];
        api.anonymous().form("/oauth/token", &form).await.problem(400, "oauth");
        assert_eq!(bob.get("/v1/account/export").await.expect(200), before);
        // The address is free again, and what was there before is not.
        let again = api.sign_up("ada").await;
        assert_eq!(again.get("/v1/candidates").await.expect(200)["items"].as_array().unwrap().len(), 1);
        assert_eq!(again.get("/v1/applications").await.expect(200)["items"], json!([]));
    }

    async fn writes_during_the_deletion_of_an_account_are_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let application = fill(&ada).await;
        let candidate = ada.get("/v1/candidates").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
        let writes = (0..40).map(|n| {
            let (ada, application, candidate) = (ada.clone(), application.clone(), candidate.clone());
            async move {
                match n % 6 {
                    4 => ada.patch("/v1/playbooks/own", json!({"move_on": {"days": n}})).await,
                    5 => ada.patch(&application, json!({"playbook": "own"})).await,
                    0 => ada.post("/v1/candidates", json!({})).await,
                    1 => ada.post("/v1/applications", application_of(&candidate)).await,
                    2 => ada.post(&format!("{application}/contacts"), json!({})).await,
                    _ => ada.patch(&application, json!({"urgent": true})).await,
                }
            }
        });
        let deletion = credentials("ada");
        let (deleted, answers) =
            futures_util::future::join(delete_account(&ada, &deletion), futures_util::future::join_all(writes)).await;
        // The one that comes second gets a refusal.
        assert!([204, 409].contains(&deleted.status.as_u16()), "{}", deleted.text);
        for answer in answers {
            assert!([200, 201, 401, 404, 409, 422].contains(&answer.status.as_u16()), "{}", answer.text);
        }
    }
}

#[actix_web::test]
async fn nothing_of_a_deleted_account_is_left_in_any_table() {
    let api = Api::start(Backend::Postgres).await;
    let url = api.database_url().unwrap();
    let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
    let (adas, bobs) =
        (ada.get("/v1/account").await.json()["id"].clone(), bob.get("/v1/account").await.json()["id"].clone());
    for (name, client) in [("ada", &ada), ("bob", &bob)] {
        crate::webhooks::endpoint(client).await;
        crate::reminders::unconfirmed(client).await;
        fill(client).await;
        let revoked = api.password_token(name, "read").await["access_token"].as_str().unwrap().to_owned();
        api.anonymous().form("/oauth/revoke", &[("token", &revoked)]).await.expect(200);
        crate::support::assistant::grant_access(&api, name, "read").await;
    }
    api.work().await;
    api.send_events().await;
    let mut connection = PgConnection::connect(url).await.unwrap();
    let block =
        "INSERT INTO search_blocks SELECT account_id, 'candidates', account_id, account_id, 1, now(), '' FROM accounts";
    sqlx::query(block).execute(&mut connection).await.unwrap();
    // What was noted is added up by then.
    let noted = "INSERT INTO answer_changes SELECT account_id, account_id, 'noted', 1 FROM accounts";
    sqlx::query(noted).execute(&mut connection).await.unwrap();
    let suppressed =
        "INSERT INTO suppressed_addresses (account_id, id, version, created_at, updated_at, address, reason)
        SELECT account_id, account_id, 1, now(), now(), 'ada@example.com', 'refused' FROM accounts";
    sqlx::query(suppressed).execute(&mut connection).await.unwrap();
    let reset = "INSERT INTO password_resets (account_id, id, user_id, secret_hash, created_at, expires_at)
        SELECT account_id, account_id, id, '', now(), now() FROM users";
    sqlx::query(reset).execute(&mut connection).await.unwrap();
    let told = "INSERT INTO reminder_steps (account_id, id, candidate_id, application_id, step_id, since)
        SELECT account_id, account_id, account_id, account_id, '', now() FROM accounts";
    sqlx::query(told).execute(&mut connection).await.unwrap();
    let (before, others) = (rows(url, &adas).await, rows(url, &bobs).await);
    for (table, count) in &before {
        assert!(*count > 0 || table == "account_deletions", "{table} needs a row, for this to show anything");
    }
    delete_account(&ada, &credentials("ada")).await.expect(204);
    api.removal().round(Duration::from_mins(1)).await.unwrap();
    for (table, count) in rows(url, &adas).await {
        assert_eq!(count, 0, "{table}");
    }
    assert_eq!(rows(url, &bobs).await, others);
}

/// What the service keeps for itself, and an export leaves out.
const NOT_EXPORTED: &[&str] = &[
    "password_resets",
    "reminder_steps",
    "account_deletions",
    "answer_changes",
    "answer_counts",
    "api_clients",
    "authorization_codes",
    "calendar_feed_entries",
    "calendar_feeds",
    "connections",
    "deliveries",
    "delivery_bodies",
    "event_feeds",
    "event_versions",
    "events",
    "idempotency_keys",
    "import_bodies",
    "jobs",
    "mail_messages",
    "plan_horizons",
    "planned_steps",
    "refresh_tokens",
    "reminders",
    "revoked_tokens",
    "search_blocks",
    "sessions",
    "sign_ins",
    "source_versions",
    "suppressed_addresses",
    "webhook_attempts",
    "webhook_deliveries",
    "webhook_endpoints",
];

#[actix_web::test]
async fn every_table_is_exported_or_known_to_be_the_services_own() {
    let api = Api::start(Backend::Postgres).await;
    let ada = api.sign_up("ada").await;
    let account = ada.get("/v1/account").await.json()["id"].clone();
    let export = ada.get("/v1/account/export").await.expect(200);
    for (table, _) in rows(api.database_url().unwrap(), &account).await {
        // There is one account; interviewers are part of interviews.
        let exported = match table.as_str() {
            "accounts" => !export["account"].is_null(),
            "interviewers" => true,
            "step_overrides" => !export["overrides"].is_null(),
            table => export.get(table).is_some(),
        };
        assert_ne!(exported, NOT_EXPORTED.contains(&table.as_str()), "{table}");
    }
}
