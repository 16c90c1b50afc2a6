//! Operations that handle large accounts in portions, tested with small ones: on SQLite, and on the Postgres server
//! that `TEST_DATABASE_URL` names, if it names one.

#![expect(clippy::unwrap_used, reason = "in a test a panic is how a failure shows")]

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use database::{Backend, Database, DatabaseOptions};
use entity::{
    AccountId, Application, ApplicationFilter, ApplicationId, Candidate, CandidateId, Contact, ContactId,
    DeletionProgress, Deletions, Message, MessageId, NewAccount, PortionResult, Scope, SignInQueries, SignUpResult,
    Stamp,
};
use planning::{
    StepKind, Tone, Via,
    facts::{CandidateDetails, Channel},
};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

const PATIENCE: Duration = Duration::from_secs(5);

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// New databases, and the folder that one of them is in.
async fn databases() -> (Vec<Database>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let options =
        DatabaseOptions { max_connections: 4, acquire_timeout: PATIENCE, statement_timeout: Duration::from_mins(1) };
    let mut databases = vec![Database::sqlite(&folder.path().join("test.db"), &options).await.unwrap()];
    if let Ok(url) = std::env::var("TEST_DATABASE_URL") {
        let name = format!("large_accounts_{}", AccountId::new().to_string().replace('-', "_"));
        let server = Database::postgres(&url, &options).await.unwrap();
        server.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        let (server, _) = url.rsplit_once('/').unwrap();
        databases.push(Database::postgres(&format!("{server}/{name}"), &options).await.unwrap());
    }
    for db in &databases {
        migration::up(db, None).await.unwrap();
    }
    (databases, folder)
}

fn candidate(stamp: Stamp<CandidateId>, name: &str) -> Candidate {
    let details = CandidateDetails { name: Some(name.parse().unwrap()), ..CandidateDetails::default() };
    Candidate { stamp, remote_id: None, details }
}

fn application(stamp: Stamp<ApplicationId>, candidate_id: CandidateId, company: &str, title: &str) -> Application {
    let details = json!({"company": {"name": company}, "position": {"title": title}, "time_zone": "UTC"});
    let details = serde_json::from_value(details).unwrap();
    Application { stamp, remote_id: None, candidate_id, built_in_playbook: None, own_playbook: None, details }
}

fn contact(stamp: Stamp<ContactId>, application_id: ApplicationId) -> Contact {
    let details = json!({"name": "Grace", "role": "recruiter"});
    Contact { stamp, remote_id: None, application_id, details: serde_json::from_value(details).unwrap() }
}

fn message(stamp: Stamp<MessageId>, contact: &Contact) -> Message {
    Message {
        stamp,
        application_id: contact.application_id,
        interview_id: None,
        contact_id: Some(contact.stamp.id),
        step_id: None,
        kind: StepKind::ThankYou,
        channel: Channel::Email,
        via: Via::Direct,
        tone: Tone::Warm,
        locale: "en".to_owned(),
        texts: json!({}),
        findings: json!([]),
        missing: json!([]),
        dismissed_findings: Vec::new(),
        sent_at: None,
        communication_id: None,
    }
}

/// An account, with a way to its rows.
async fn sign_up(db: &Database, email: &str, hash: &str) -> (SignUpResult, Scope) {
    let (account_id, now) = (AccountId::new(), time("2026-03-10T16:00:00Z"));
    let stamp = Stamp { account_id, id: CandidateId::new(), version: 1, created_at: now, updated_at: now };
    let candidate = candidate(stamp, "Ada");
    let new = NewAccount { account_id, name: "Ada".into(), email: email.into(), created_at: now, candidate };
    let signed_up = SignInQueries::new(db).sign_up(&new, hash).await.unwrap().unwrap();
    (signed_up.clone(), scope(db, &signed_up, now))
}

#[expect(clippy::disallowed_methods, reason = "a test needs nobody's permission")]
fn scope(db: &Database, signed_up: &SignUpResult, now: DateTime<Utc>) -> Scope {
    Scope::new(db.clone(), signed_up.account_id, now)
}

async fn fill(scope: &Scope, candidate: CandidateId, applications: usize) -> Vec<Application> {
    let (companies, titles) = (["Acme Foods", "Globex", "Zürich Re", "100% Juice_Co"], ["Data Engineer", "Nurse"]);
    let mut rows = Vec::new();
    for n in 0..applications {
        let row = application(scope.stamp(ApplicationId::new()), candidate, companies[n % 4], titles[n / 4 % 2]);
        rows.push(scope.insert(row).await.unwrap());
    }
    rows
}

#[tokio::test]
async fn a_deleted_account_is_removed_in_portions_by_several_instances() {
    let (databases, _folder) = databases().await;
    for db in databases {
        deleted_in_portions(&db).await;
    }
}

async fn deleted_in_portions(db: &Database) {
    let (ada, adas) = sign_up(db, "ada@example.com", "$hash").await;
    let (bob, bobs) = sign_up(db, "bob@example.com", "$hash").await;
    for (account, scope) in [(&ada, &adas), (&bob, &bobs)] {
        for application in fill(scope, account.candidate_id, 9).await {
            let row = scope.insert(contact(scope.stamp(ContactId::new()), application.stamp.id)).await.unwrap();
            scope.insert_message(message(scope.stamp(MessageId::new()), &row)).await.unwrap();
        }
    }
    adas.delete_account().await.unwrap();
    adas.delete_account().await.unwrap();
    assert!(adas.account().await.unwrap().is_none());
    assert!(!SignInQueries::new(db).account_stands(ada.account_id).await.unwrap());
    assert!(SignInQueries::new(db).account_stands(bob.account_id).await.unwrap());
    assert!(SignInQueries::new(db).sign_in("ada@example.com", "$hash").await.unwrap().is_none());
    assert_eq!(Deletions::new(db).pending().await.unwrap(), vec![ada.account_id]);
    let mut first = DeletionProgress::start(ada.account_id);
    let mut gone = 0;
    // A portion is of one table. The first twelve are empty.
    for _ in 0..16 {
        let PortionResult::Deleted(rows) = Deletions::new(db).portion(&mut first, 2).await.unwrap() else {
            panic!("not the last")
        };
        assert!(rows <= 2, "{rows}");
        gone += rows;
    }
    assert!(gone > 0);
    // The address is free before everything is gone.
    let (again, _) = sign_up(db, "ada@example.com", "$hash").await;
    assert_ne!(again.account_id, ada.account_id);
    // Somebody else goes on, while a late request writes.
    let mut second = DeletionProgress::start(ada.account_id);
    loop {
        match Deletions::new(db).portion(&mut second, 2).await.unwrap() {
            PortionResult::Deleted(rows) => gone += rows,
            PortionResult::Finished(rows) => break gone += rows,
            PortionResult::HandledElsewhere => panic!("nobody else works on it"),
        }
        drop(adas.insert(candidate(adas.stamp(CandidateId::new()), "Late")).await);
    }
    assert!(gone > 9 * 4, "{gone}");
    assert_eq!(rows_in_all_tables(db, ada.account_id).await, 0);
    assert_eq!(Deletions::new(db).portion(&mut first, 2).await.unwrap(), PortionResult::HandledElsewhere);
    assert!(Deletions::new(db).pending().await.unwrap().is_empty());
    assert!(adas.export_page::<Candidate>(None, 10).await.unwrap().items.is_empty());
    assert_eq!(bobs.export_page::<Contact>(None, 100).await.unwrap().items.len(), 9);
    assert_eq!(bobs.export_page::<Message>(None, 100).await.unwrap().items.len(), 9);
}

/// How many rows of an account there are, in whichever table.
async fn rows_in_all_tables(db: &Database, account: AccountId) -> i64 {
    let tables = match db.backend() {
        Backend::Postgres => {
            "SELECT table_name::text FROM information_schema.columns
             WHERE table_schema = 'public' AND column_name = 'account_id'"
        }
        Backend::Sqlite => {
            "SELECT tables.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
             WHERE tables.type = 'table' AND columns.name = 'account_id'"
        }
    };
    let kind = db.get_database_backend();
    let mut rows = 0;
    for table in db.query_all_raw(Statement::from_string(kind, tables)).await.unwrap() {
        let table: String = table.try_get_by_index(0).unwrap();
        let count = format!("SELECT count(*) FROM {table} WHERE account_id = $1");
        let count = Statement::from_sql_and_values(kind, count, [account.into()]);
        rows += db.query_one_raw(count).await.unwrap().unwrap().try_get_by_index::<i64>(0).unwrap();
    }
    rows
}

async fn found(scope: &Scope, text: &str, limit: u64) -> Vec<ApplicationId> {
    let filter = ApplicationFilter { text: Some(text.to_owned()), ..ApplicationFilter::default() };
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = scope.search::<Application>(&filter, after, limit, PATIENCE).await.unwrap();
        after = page.next(|row| row.stamp.id);
        found.extend(page.items.iter().map(|row| row.stamp.id));
        if after.is_none() {
            return found;
        }
    }
}

#[tokio::test]
async fn blocks_change_nothing_of_what_a_search_finds() {
    let (databases, _folder) = databases().await;
    for db in databases {
        found_with_blocks(&db).await;
    }
}

async fn found_with_blocks(db: &Database) {
    let (ada, adas) = sign_up(db, "ada@example.com", "$hash").await;
    let rows = fill(&adas, ada.candidate_id, 33).await;
    let texts = ["acme", "ACME", "e", "zürich", "data eng", "100% juice_", "_", "nosuchthing", "nurse"];
    let mut before = Vec::new();
    for text in texts {
        before.push(found(&adas, text, 4).await);
    }
    assert_eq!(before.iter().map(Vec::len).collect::<Vec<_>>(), [9, 9, 33, 8, 17, 8, 8, 0, 16]);
    assert!(!adas.make_search_block::<Application>(5).await.unwrap(), "too young");
    let later = scope(db, &ada, adas.now() + TimeDelta::hours(2));
    let mut blocks = 0;
    while later.make_search_block::<Application>(5).await.unwrap() {
        blocks += 1;
    }
    assert_eq!(blocks, 6);
    for (text, before) in texts.into_iter().zip(&before) {
        assert_eq!(found(&later, text, 4).await, *before, "{text}");
        assert_eq!(found(&later, text, 200).await, *before, "{text}");
    }
    let changed = {
        let mut changed = rows[7].clone();
        changed.details.company.name = "Nosuchthing".parse().unwrap();
        changed.stamp.version = 2;
        changed
    };
    later.update_from(&rows[7], changed).await.unwrap();
    assert_eq!(found(&later, "nosuchthing", 4).await, [rows[7].stamp.id]);
    assert!(later.make_search_block::<Application>(5).await.unwrap(), "the void one");
    assert!(!later.make_search_block::<Application>(5).await.unwrap());
    assert_eq!(found(&later, "nosuchthing", 4).await, [rows[7].stamp.id]);
    let patient = ApplicationFilter { text: Some("nurse".into()), ..ApplicationFilter::default() };
    let impatient = later.search::<Application>(&patient, None, 50, Duration::ZERO).await;
    assert!(matches!(impatient, Err(entity::Error::TimeLimit)), "{impatient:?}");
}
