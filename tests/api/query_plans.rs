//! Queries on paths that are taken often find what they look for by an index, however large the tables are.

use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Row as _, SqliteConnection};

use crate::support::{Api, Backend, Citus, Client, Story, Watch, playbook_of, share_contact, story};

/// How many rows are put beside each one of the story.
const COPIES: u32 = 3_000;

/// Tables with thousands of rows: those of an account that has many applications, which is what a condition without an
/// index costs most for.
const FILL: &[(&str, &str)] = &[
    ("candidates", "'id', md5('k' || n)::uuid, 'remote_id', null"),
    ("applications", "'id', md5('a' || n)::uuid, 'remote_id', 'r' || n, 'own_playbook', 'k' || n"),
    ("playbooks", "'id', md5('p' || n)::uuid, 'key', 'k' || n"),
    ("contacts", "'id', md5('c' || n)::uuid, 'application_id', md5('a' || n)::uuid, 'remote_id', null"),
    ("application_contacts", "'application_id', md5('a' || n)::uuid, 'contact_id', md5('c' || n)::uuid"),
    ("interviews", "'id', md5('i' || n)::uuid, 'application_id', md5('a' || n)::uuid, 'remote_id', 'r' || n"),
    ("interviewers", "'interview_id', md5('i' || n)::uuid, 'contact_id', md5('c' || n)::uuid"),
    (
        "communications",
        "'id', md5('m' || n)::uuid, 'application_id', md5('a' || n)::uuid, 'contact_id', null, 'remote_id', 'r' || n",
    ),
    ("step_overrides", "'application_id', md5('a' || n)::uuid"),
    ("plan_horizons", "'application_id', md5('a' || n)::uuid"),
    ("planned_steps", "'application_id', md5('a' || n)::uuid"),
    ("answer_counts", "'level', 'l' || n"),
    ("events", "'id', md5('e' || n)::uuid, 'position', n + 1000000, 'written', n + 1000000"),
];

/// What is asked for often.
const HOT: &[&str] = &[
    "/v1/events?limit=10",
    "/v1/events?type=step.due",
    "/v1/applications/{application}/follow-up-plan",
    "/v1/interviews/{interview}/follow-up-plan",
    "/v1/applications?limit=50",
    "/v1/applications?limit=10&updated_after=2026-03-01T00:00:00Z",
    "/v1/interviews?limit=10&updated_after=2026-03-01T00:00:00Z",
    "/v1/applications/{application}",
    "/v1/applications/by-remote-id/r7",
    "/v1/applications/{application}/contacts",
    "/v1/contacts/{contact}/applications",
    "/v1/applications/{application}/interviews",
    "/v1/applications/{application}/communications",
    "/v1/applications/{application}/overrides",
    "/v1/contacts?application_id={application}",
    "/v1/interviews?application_id={application}",
    "/v1/interviews?application_remote_id=r7",
    "/v1/interviews?starts_from=2030-01-01T00:00:00Z&starts_before=2030-02-01T00:00:00Z",
    "/v1/interviews?status=cancelled",
    "/v1/communications?occurred_from=2030-01-01T00:00:00Z",
    "/v1/interviews/{interview}",
    "/v1/interviews/by-remote-id/mine",
    "/v1/communications/by-remote-id/mine",
    "/v1/agenda?limit=10",
    "/v1/agenda?limit=10&status=upcoming,due,overdue&to=today",
    "/v1/agenda?limit=10&candidate_id={candidate}",
    "/v1/agenda?limit=10&application_id={application}",
    "/v1/statistics",
    "/v1/statistics?by=sector",
];

async fn hot_statements(client: &Client, story: &Story, watch: &Watch) -> Vec<String> {
    watch.statements();
    for path in HOT {
        let path = path.replace("{application}", &story.application).replace("{interview}", &story.interview);
        let path = path.replace("{candidate}", &story.candidate).replace("{contact}", &story.contact);
        let answer = client.get(&path).await;
        assert!(answer.status.is_success() || path.ends_with("/r7"), "{path}: {}", answer.text);
    }
    let interview = serde_json::json!({
        "starts_at": "2026-03-12T14:00:00Z", "ends_at": "2026-03-12T15:00:00Z", "interviewer_ids": [story.contact]
    });
    client.post(&format!("/v1/applications/{}/interviews", story.application), interview).await.expect(201);
    // Outdates the plan, of which a step differs then.
    let dismissed = format!("/v1/applications/{}/overrides/{}:follow_up:1", story.application, story.interview);
    client.put(&dismissed, serde_json::json!({"dismissed": true})).await.expect(201);
    client.get("/v1/agenda?limit=10").await.expect(200);
    client.patch("/v1/playbooks/own", serde_json::json!({"summary": "Other words."})).await.expect(200);
    client.delete("/v1/playbooks/own").await.problem(409, "conflict");
    let statements = watch.statements();
    assert!(statements.len() > HOT.len(), "{statements:#?}");
    statements
}

/// A story that is whole: each table has a row of it.
async fn whole_story(client: &Client) -> Story {
    let story = story(client).await;
    let application = format!("/v1/applications/{}", story.application);
    let communication = serde_json::json!({"direction": "inbound", "at": "2026-03-10T15:20:00Z"});
    let communication = client.post(&format!("{application}/communications"), communication).await.created();
    client.put(&format!("{application}/overrides/other"), serde_json::json!({"dismissed": true})).await.expect(201);
    let named = serde_json::json!({"remote_id": "mine"});
    client.patch(&format!("/v1/interviews/{}", story.interview), named.clone()).await.expect(200);
    client.patch(&format!("/v1/communications/{communication}"), named).await.expect(200);
    client.post("/v1/playbooks", playbook_of("own")).await.expect(201);
    client.patch(&application, serde_json::json!({"playbook": "own"})).await.expect(200);
    share_contact(client, &story.candidate, &story.contact).await;
    client.get("/v1/agenda").await.expect(200);
    story
}

/// Puts rows beside those of the story.
async fn fill(db: &mut PgConnection) {
    for (table, changes) in FILL {
        let fill = format!(
            "INSERT INTO {table} SELECT copy.* FROM (SELECT * FROM {table} LIMIT 1) AS one,
             generate_series(1, {COPIES}) AS n, jsonb_populate_record(null::{table}, to_jsonb(one) || jsonb_build_object({changes})) AS copy"
        );
        sqlx::raw_sql(AssertSqlSafe(fill)).execute(&mut *db).await.unwrap();
    }
}

async fn plan_of(db: &mut PgConnection, statement: &str) -> Vec<String> {
    let plan = sqlx::query(AssertSqlSafe(format!("EXPLAIN {statement}"))).fetch_all(db).await;
    plan.expect(statement).iter().map(|row| row.get(0)).collect()
}

#[actix_web::test]
async fn postgres_compares_no_row_with_each_remote_id_in_an_account_that_has_grown_since_it_was_analyzed() {
    let (api, watch) = Api::watched(Backend::Postgres).await;
    let client = api.sign_up("Alice").await;
    whole_story(&client).await;
    let mut db = PgConnection::connect(api.database_url().unwrap()).await.unwrap();
    sqlx::raw_sql("ANALYZE").execute(&mut db).await.unwrap();
    fill(&mut db).await;
    let items = (1..=100).map(|n| {
        serde_json::json!({
            "type": "interview", "remote_id": format!("r{n}"), "application_remote_id": format!("r{n}"),
            "interviewer_remote_ids": [format!("r{n}")],
            "starts_at": "2026-03-12T14:00:00Z", "ends_at": "2026-03-12T15:00:00Z"
        })
    });
    let items = serde_json::json!({"items": items.collect::<Vec<_>>()});
    watch.statements();
    client.post("/v1/sync", items).await.expect(200);
    let named: Vec<_> = watch.statements().into_iter().filter(|sql| sql.contains("IS TRUE")).collect();
    assert_eq!(named.len(), 3, "{named:#?}");
    for statement in named {
        let plan = plan_of(&mut db, &statement).await;
        let by_index = |line: &String| line.contains("Index Cond: ((account_id =") && line.contains("= ANY");
        let by_hash = |line: &String| line.find("(hashed SubPlan").is_some_and(|hash| line.find("= ANY") > Some(hash));
        assert!(plan.iter().any(|line| by_index(line) || by_hash(line)), "{statement}\n{plan:#?}");
    }
}

#[actix_web::test]
async fn postgres_reads_no_table_from_end_to_end() {
    let (api, watch) = Api::watched(Backend::Postgres).await;
    let client = api.sign_up("Alice").await;
    let story = whole_story(&client).await;
    api.keep().await;
    let mut db = PgConnection::connect(api.database_url().unwrap()).await.unwrap();
    fill(&mut db).await;
    sqlx::raw_sql("ANALYZE").execute(&mut db).await.unwrap();
    let mut statements = hot_statements(&client, &story, &watch).await;
    // A reader gives positions, and so does the background.
    client.get("/v1/events").await.expect(200);
    client.post("/v1/candidates", serde_json::json!({})).await.expect(201);
    api.keep().await;
    let numbering = |statement: &String| statement.contains("UPDATE events");
    statements.extend(watch.statements().into_iter().filter(numbering));
    let mut by_place = 0;
    for statement in statements {
        let plan = plan_of(&mut db, &statement).await;
        // All that an account has in a table is gone through only by the list of applications, up to its limit.
        // An account has one feed and few endpoints, and the events without a position are in an index of their own.
        let few = statement.contains("event_feeds") || statement.contains("webhook_endpoints");
        if statement.contains("answer_changes") {
            // What is noted is few, too: the background adds it to the counts, which are read by level.
            let counts = plan.iter().any(|line| line.contains("pk_answer_counts"));
            assert!(counts || !statement.contains("answer_counts"), "{statement}\n{plan:#?}");
            continue;
        }
        // By the ids, each event would be compared with all others.
        by_place += u32::from(statement.contains("UPDATE events") && plan.iter().any(|line| line.contains("Tid Scan")));
        if few {
            continue;
        }
        let listed = statement.starts_with("SELECT \"applications\"");
        let all = |(place, line): (usize, &String)| {
            let waiting = place > 0 && plan[place - 1].contains("ix_events_written");
            let of_account = line.trim_start().starts_with("Index Cond: (account_id =");
            line.contains("Seq Scan") || (of_account && !listed && !waiting)
        };
        assert!(!plan.iter().enumerate().any(all), "{statement}\n{plan:#?}");
    }
    // What a Citus shows of a statement is the plan of its coordinator.
    assert!(by_place >= 2 || Citus::named().is_some(), "{by_place}");
}

#[actix_web::test]
async fn sqlite_reads_no_table_from_end_to_end() {
    let (api, watch) = Api::watched(Backend::Sqlite).await;
    let client = api.sign_up("Alice").await;
    let story = whole_story(&client).await;
    let url = format!("sqlite:{}", api.database_file().display());
    let mut db = SqliteConnection::connect(&url).await.unwrap();
    for statement in hot_statements(&client, &story, &watch).await {
        let plan = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"))).fetch_all(&mut db).await;
        let plan: Vec<String> = plan.expect(&statement).iter().map(|row| row.get("detail")).collect();
        assert!(!plan.iter().any(|line| scans(line)), "{statement}\n{plan:#?}");
    }
}

/// Whether a step of a plan goes through a table, and not through what the query itself has gathered; or through all
/// that an account has in it. That only the list of applications does, up to its limit.
fn scans(step: &str) -> bool {
    let tables = FILL.iter().map(|(table, _)| *table).chain(["application", "candidate"]);
    let mut words = step.split(' ');
    let (how, name) = (words.next(), words.next());
    let unnumbered = step.contains("ix_events_written");
    let all_of_account = step.ends_with("(account_id=?)") && name != Some("applications") && !unnumbered;
    (how == Some("SCAN") || all_of_account) && tables.into_iter().any(|table| name == Some(table))
}
