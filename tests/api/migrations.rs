use database::Database;
use serde_json::json;

use crate::support::{
    on_both_databases,
    postgres::{OPTIONS, TestDatabase},
};

async fn up_and_down(db: &Database) {
    let applied =
        async || migration::states(db).await.unwrap().into_iter().filter(|migration| migration.applied).count();
    assert_eq!(applied().await, 0);
    migration::up(db, Some(1)).await.unwrap();
    assert_eq!(applied().await, 1);
    migration::up(db, None).await.unwrap();
    let all = migration::states(db).await.unwrap().len();
    assert_eq!(applied().await, all);
    migration::up(db, None).await.unwrap();
    migration::down(db, u32::try_from(all).unwrap()).await.unwrap();
    assert_eq!(applied().await, 0);
    migration::up(db, None).await.unwrap();
    assert_eq!(applied().await, all);
}

#[actix_web::test]
async fn sqlite_migrates_up_and_down() {
    let folder = tempfile::tempdir().unwrap();
    up_and_down(&Database::sqlite(&folder.path().join("test.db"), &OPTIONS).await.unwrap()).await;
}

#[actix_web::test]
async fn postgres_migrates_up_and_down() {
    let database = TestDatabase::create_empty().await;
    up_and_down(&Database::postgres(&database.url, &OPTIONS).await.unwrap()).await;
}

on_both_databases! {
    async fn the_migration_down_keeps_the_sign_in_of_the_oldest_account_of_an_address(api: Api) {
        for name in ["ada", "bob"] {
            api.sign_up(name).await;
        }
        let second = json!({"name": "Ada", "email": "ada@example.com", "password": "another long password"});
        let account = api.anonymous().post("/v1/accounts", second.clone()).await.expect(201);
        let migrations = migration::states(&api.db).await.unwrap();
        let from = migrations.iter().position(|migration| migration.name.ends_with("_shared_addresses")).unwrap();
        migration::down(&api.db, u32::try_from(migrations.len() - from).unwrap()).await.unwrap();
        migration::up(&api.db, None).await.unwrap();
        for name in ["ada", "bob"] {
            let user = api.sign_in(name, "read").await;
            assert_eq!(user.get("/v1/account").await.expect(200)["name"], name);
            assert_eq!(user.get("/v1/candidates").await.expect(200)["items"].as_array().unwrap().len(), 1);
        }
        // Nobody signs in to the other one any more: this makes a new one.
        assert_ne!(api.anonymous().post("/v1/accounts", second).await.expect(201)["id"], account["id"]);
    }
}

#[actix_web::test]
async fn instances_that_start_together_migrate_once() {
    let database = TestDatabase::create_empty().await;
    let start = || async {
        let db = Database::postgres(&database.url, &OPTIONS).await.unwrap();
        migration::up(&db, None).await.unwrap();
    };
    futures_util::future::join_all((0..4).map(|_| start())).await;
}

/// The account leads every primary key, unique key, foreign key and index, except for those that look it up.
#[actix_web::test]
async fn the_account_leads_every_key() {
    let database = TestDatabase::create().await;
    let mut connection = <sqlx::PgConnection as sqlx::Connection>::connect(&database.url).await.unwrap();
    let keys: Vec<(String, String)> = sqlx::query_as(
        "SELECT conrelid::regclass || '.' || conname, (
             SELECT attname::text FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]
         ) FROM pg_constraint WHERE contype IN ('p', 'u', 'f') AND connamespace = 'public'::regnamespace
         UNION
         SELECT indrelid::regclass || '.' || indexrelid::regclass, (
             SELECT attname::text FROM pg_attribute WHERE attrelid = indrelid AND attnum = indkey[0]
         ) FROM pg_index WHERE indrelid::regclass::text NOT LIKE 'pg_%'
           AND indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    assert!(keys.len() > 25, "{}", keys.len());
    let others: Vec<_> = keys.iter().filter(|(_, first)| first != "account_id").map(|(key, _)| key.as_str()).collect();
    // On a Citus also their parts, whose names have numbers.
    let exempt = [
        "sign_ins.pk_sign_ins",
        "sign_ins_",
        "signing_keys",
        "sealing_keys",
        "seaql_migrations",
        "claims",
        "confirmation_counts",
    ];
    let expected = |key: &&str| !exempt.iter().any(|exempt| key.starts_with(exempt));
    assert_eq!(others.into_iter().filter(expected).collect::<Vec<_>>(), [] as [&str; 0]);
}
