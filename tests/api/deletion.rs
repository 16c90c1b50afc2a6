//! Deleted accounts: refused at once, and deleted in portions by any instance.

use std::time::Duration;

use entity::{AccountId, DeletionProgress, Deletions, PortionResult};
use futures_util::future::join_all;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use uuid::Uuid;

use crate::{
    account_data::{credentials, delete_account, fill},
    support::{Answer, Api, Client, on_both_databases, story},
};

const ENOUGH: Duration = Duration::from_mins(1);

async fn account_of(client: &Client) -> Uuid {
    client.get("/v1/account").await.expect(200)["id"].as_str().unwrap().parse().unwrap()
}

/// How many rows of an account the tables whose names begin so have together.
async fn rows(api: &Api, account: Uuid, begins: &str) -> i64 {
    let (tables, count) = (
        "SELECT table_name::text FROM information_schema.columns
         WHERE table_schema = 'public' AND column_name = 'account_id' AND table_name LIKE $1 || '%'",
        |table: &str| AssertSqlSafe(format!("SELECT count(*) FROM {table} WHERE account_id = $1")),
    );
    let mut rows = 0;
    if let Some(url) = api.database_url() {
        let mut connection = PgConnection::connect(url).await.unwrap();
        for table in sqlx::query_scalar::<_, String>(tables).bind(begins).fetch_all(&mut connection).await.unwrap() {
            let count = sqlx::query_scalar::<_, i64>(count(&table)).bind(account);
            rows += count.fetch_one(&mut connection).await.unwrap();
        }
        return rows;
    }
    let mut connection = SqliteConnection::connect(&format!("sqlite:{}", api.database_file().display())).await.unwrap();
    let tables = "SELECT tables.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
                  WHERE tables.type = 'table' AND columns.name = 'account_id' AND tables.name LIKE $1 || '%'";
    for table in sqlx::query_scalar::<_, String>(tables).bind(begins).fetch_all(&mut connection).await.unwrap() {
        let count = sqlx::query_scalar::<_, i64>(count(&table)).bind(account);
        rows += count.fetch_one(&mut connection).await.unwrap();
    }
    rows
}

fn detail(answer: &Answer) -> String {
    answer.json()["detail"].as_str().unwrap_or_default().to_owned()
}

/// What the metrics say.
async fn metric(api: &Api, name: &str) -> u64 {
    let text = api.anonymous().get("/metrics").await.text;
    let line = text.lines().find(|line| line.starts_with(&format!("{name} "))).unwrap_or_else(|| panic!("{text}"));
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

on_both_databases! {
    async fn dependent_rows_are_deleted_too(api: Api) {
        let ada = api.sign_up("ada").await;
        let account = account_of(&ada).await;
        for deleted in ["interview", "application"] {
            let story = story(&ada).await;
            let reply = json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z"});
            ada.post(&format!("/v1/applications/{}/communications", story.application), reply).await.created();
            let path = match deleted {
                "interview" => format!("/v1/interviews/{}", story.interview),
                _ => format!("/v1/applications/{}", story.application),
            };
            // The interview, and who leads it.
            assert_eq!(rows(&api, account, "interview").await, 2, "{deleted}");
            ada.delete(&path).await.expect(204);
            assert_eq!(rows(&api, account, "interview").await, 0, "{deleted}");
            let left = i64::from(deleted == "interview");
            assert_eq!(rows(&api, account, "communications").await, left, "{deleted}");
            ada.delete(&format!("/v1/applications/{}", story.application)).await;
        }
    }

    async fn rows_written_while_an_application_is_deleted_are_deleted_too(api: Api) {
        let ada = api.sign_up("ada").await;
        let account = account_of(&ada).await;
        for _ in 0..5 {
            let story = story(&ada).await;
            let (of, contact) = (format!("/v1/applications/{}", story.application), &story.contact);
            let writes = (0..24).map(async |n| {
                let (starts, ends) = (format!("2026-03-10T14:00:{n:02}Z"), "2026-03-10T15:00:00Z");
                match n {
                    12 => ada.delete(&of).await,
                    n if n % 2 == 0 => {
                        let interview = json!({"starts_at": starts, "ends_at": ends, "interviewer_ids": [contact]});
                        ada.post(&format!("{of}/interviews"), interview).await
                    }
                    _ => {
                        let reply = json!({"direction": "inbound", "at": starts});
                        ada.post(&format!("{of}/communications"), reply).await
                    }
                }
            });
            for answer in join_all(writes).await {
                assert!([201, 204, 404, 409, 422].iter().any(|status| answer.status == *status), "{answer:?}");
            }
            assert_eq!(rows(&api, account, "interview").await, 0);
            assert_eq!(rows(&api, account, "communications").await, 0);
        }
    }

    async fn nothing_is_kept_of_the_plan_of_a_deleted_application(api: Api) {
        let ada = api.sign_up("ada").await;
        let (account, story) = (account_of(&ada).await, story(&ada).await);
        assert_ne!(ada.get("/v1/agenda").await.expect(200)["items"], json!([]));
        for table in ["planned_steps", "plan_horizons"] {
            assert_ne!(rows(&api, account, table).await, 0, "{table}");
        }
        ada.delete(&format!("/v1/applications/{}", story.application)).await.expect(204);
        for table in ["planned_steps", "plan_horizons", "applications"] {
            assert_eq!(rows(&api, account, table).await, 0, "{table}");
        }
    }

    async fn another_instance_finishes_a_deletion(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        fill(&ada).await;
        fill(&bob).await;
        let (adas, bobs) = (account_of(&ada).await, account_of(&bob).await);
        let (before, others) = (rows(&api, adas, "").await, rows(&api, bobs, "").await);
        delete_account(&ada, &credentials("ada")).await.expect(204);
        assert_eq!(Deletions::new(&api.db).pending().await.unwrap(), vec![AccountId::from(adas)]);
        // One deletes some rows, and is never heard of again.
        let mut progress = DeletionProgress::start(adas.into());
        for _ in 0..8 {
            assert!(matches!(Deletions::new(&api.db).portion(&mut progress, 2).await.unwrap(), PortionResult::Deleted(0..=2)));
        }
        let half = rows(&api, adas, "").await;
        assert!(half > 0 && half < before, "{half} of {before}");
        let other = api.beside().await;
        assert!(other.removal().round(ENOUGH).await.unwrap());
        assert_eq!(rows(&api, adas, "").await, 0);
        assert_eq!(rows(&api, bobs, "").await, others);
        assert!(Deletions::new(&api.db).pending().await.unwrap().is_empty());
        assert!(!other.removal().round(ENOUGH).await.unwrap());
        assert_eq!(Deletions::new(&api.db).portion(&mut progress, 2).await.unwrap(), PortionResult::HandledElsewhere);
        bob.get("/v1/account/export").await.expect(200);
    }

    async fn several_instances_delete_several_accounts(api: Api) {
        let mut accounts = Vec::new();
        for name in ["ada", "bob", "cyd"] {
            let client = api.sign_up(name).await;
            fill(&client).await;
            accounts.push(account_of(&client).await);
            delete_account(&client, &credentials(name)).await.expect(204);
        }
        let other = api.beside().await;
        assert_eq!(Deletions::new(&api.db).pending().await.unwrap().len(), 3);
        while !Deletions::new(&api.db).pending().await.unwrap().is_empty() {
            let (mut one, mut another) = (api.removal(), other.removal());
            let (one, another) = futures_util::future::join(one.round(ENOUGH), another.round(ENOUGH)).await;
            one.unwrap();
            another.unwrap();
        }
        for account in accounts {
            assert_eq!(rows(&api, account, "").await, 0);
        }
        let deleted = metric(&api, "followup_account_deletion_rows_total").await;
        assert!(deleted + metric(&other, "followup_account_deletion_rows_total").await > 60);
    }

    async fn a_deleted_account_is_refused_while_its_rows_are_there(api: Api) {
        let ada = api.sign_up("ada").await;
        let application = fill(&ada).await;
        let account = account_of(&ada).await;
        let program = api.api_client(&ada, &["read"]).await;
        let tokens = api.password_token("ada", "read").await;
        let other = api.beside().await;
        // The other instance knows the token, and trusts it.
        let elsewhere = other.bearing(ada.token.as_deref().unwrap());
        elsewhere.get(&application).await.expect(200);
        delete_account(&ada, &credentials("ada")).await.expect(204);
        assert!(rows(&api, account, "").await > 20);
        assert_eq!(metric(&api, "followup_account_deletions_pending").await, 0);
        other.removal().round(Duration::ZERO).await.unwrap();
        assert_eq!(metric(&other, "followup_account_deletions_pending").await, 1);
        for client in [&ada, &elsewhere] {
            for path in ["/v1/account", "/v1/applications", &application, "/v1/account/export", "/v1/agenda"] {
                let answer = client.get(path).await;
                assert!(detail(&answer).contains("was deleted"), "{}", answer.text);
                answer.problem(401, "unauthorized");
            }
        }
        for instance in [&api, &other] {
            let refresh = tokens["refresh_token"].as_str().unwrap();
            let anonymous = instance.anonymous();
            anonymous.form("/oauth/token", &[("grant_type", "refresh_token"), ("refresh_token", refresh)]).await
                .problem(400, "oauth");
            let client = [("grant_type", "client_credentials"), ("client_id", &program.id), ("client_secret", &program.secret)];
            anonymous.form("/oauth/token", &client).await.problem(401, "oauth");
            let password = [("grant_type", "password"), ("username", "ada@example.com"), ("password", "correct horse battery staple")];
            anonymous.form("/oauth/token", &password).await.problem(400, "oauth");
        }
    }

    async fn a_repeated_deletion_is_answered_that_the_account_was_deleted(api: Api) {
        let ada = api.sign_up("ada").await;
        fill(&ada).await;
        delete_account(&ada, &credentials("ada")).await.expect(204);
        for _ in 0..2 {
            let again = delete_account(&ada, &credentials("ada")).await;
            assert!(detail(&again).contains("was deleted"), "{}", again.text);
            again.problem(401, "unauthorized");
            // Also once nothing is left that says so.
            api.removal().round(ENOUGH).await.unwrap();
        }
    }

    async fn concurrent_deletions_of_an_account_succeed_or_are_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let body = credentials("ada");
        let answers = futures_util::future::join_all((0..4).map(|_| delete_account(&ada, &body))).await;
        let statuses: Vec<_> = answers.iter().map(|answer| answer.status.as_u16()).collect();
        assert!(statuses.contains(&204), "{statuses:?}");
        // A later request has no valid sign-in, or token, any more.
        assert!(statuses.iter().all(|status| [204, 401, 422].contains(status)), "{statuses:?}");
        api.removal().round(ENOUGH).await.unwrap();
        assert!(Deletions::new(&api.db).pending().await.unwrap().is_empty());
    }

    async fn the_address_can_sign_up_again_while_rows_are_there(api: Api) {
        let ada = api.sign_up("ada").await;
        fill(&ada).await;
        let before = account_of(&ada).await;
        delete_account(&ada, &credentials("ada")).await.expect(204);
        let again = api.sign_up("ada").await;
        assert_ne!(account_of(&again).await, before);
        assert_eq!(again.get("/v1/applications").await.expect(200)["items"], json!([]));
        api.removal().round(ENOUGH).await.unwrap();
        assert_eq!(rows(&api, before, "").await, 0);
        assert_eq!(again.get("/v1/candidates").await.expect(200)["items"].as_array().map(Vec::len), Some(1));
    }

    async fn rows_written_while_an_account_is_deleted_are_deleted_too(api: Api) {
        let ada = api.sign_up("ada").await;
        fill(&ada).await;
        let account = account_of(&ada).await;
        let other = api.beside().await;
        let elsewhere = other.bearing(ada.token.as_deref().unwrap());
        elsewhere.get("/v1/account").await.expect(200);
        delete_account(&ada, &credentials("ada")).await.expect(204);
        let (mut progress, mut written) = (DeletionProgress::start(account.into()), 0);
        loop {
            // An instance that hasn't heard of it yet.
            let answer = elsewhere.post("/v1/candidates", json!({"name": "Late"})).await;
            written += u64::from(answer.status == 201);
            match Deletions::new(&api.db).portion(&mut progress, 4).await {
                Ok(PortionResult::Finished(_)) => break,
                Ok(portion) => assert!(matches!(portion, PortionResult::Deleted(_))),
                Err(error) => assert!(matches!(error, entity::Error::Reference | entity::Error::WriteConflict), "{error}"),
            }
        }
        assert!(written > 10, "{written}");
        assert_eq!(rows(&api, account, "").await, 0);
    }

    async fn a_candidate_with_applications_stays(api: Api) {
        let ada = api.sign_up("ada").await;
        fill(&ada).await;
        let applications = ada.get("/v1/applications").await.expect(200);
        let candidate = format!("/v1/candidates/{}", applications["items"][0]["candidate_id"].as_str().unwrap());
        ada.delete(&candidate).await.problem(409, "conflict");
        for application in applications["items"].as_array().unwrap() {
            ada.delete(&format!("/v1/applications/{}", application["id"].as_str().unwrap())).await.expect(204);
        }
        ada.delete(&candidate).await.expect(204);
    }

    async fn a_message_names_nothing_that_goes_at_the_same_time(api: Api) {
        let ada = api.sign_up("ada").await;
        for round in 0..8 {
            let story = crate::support::story(&ada).await;
            let written = json!({
                "application_id": story.application, "kind": "thank_you", "interview_id": story.interview,
                "contact_id": story.contact, "channel": "email", "subject": "Thank you", "body": "Thank you, Grace."
            });
            let gone = [format!("/v1/contacts/{}", story.contact), format!("/v1/interviews/{}", story.interview)];
            let (message, deleted) =
                futures_util::future::join(ada.post("/v1/messages", written), ada.delete(&gone[round % 2])).await;
            deleted.expect(204);
            assert!([201, 404, 409, 422].contains(&message.status.as_u16()), "{}", message.text);
            if message.status == 201 {
                let path = message.header("location").unwrap().to_owned();
                let message = ada.get(&path).await.expect(200);
                let field = ["contact_id", "interview_id"][round % 2];
                assert_eq!(message[field], Value::Null, "{message}");
            }
        }
    }
}
