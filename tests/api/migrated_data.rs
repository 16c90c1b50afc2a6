//! Migrations on a filled database: nothing that is stored is lost, and an instance of the previous release goes on
//! writing.

use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};

use crate::support::{Api, Client, Story, on_both_databases, playbook_of, story};

/// Runs a statement that both databases understand, past the service.
async fn run(api: &Api, sql: &str) {
    if let Some(url) = api.database_url() {
        let mut db = PgConnection::connect(url).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut db).await.unwrap();
        return;
    }
    let url = format!("sqlite:{}", api.database_file().display());
    let mut db = SqliteConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut db).await.unwrap();
}

/// The texts that such a query finds, in their order.
async fn texts(api: &Api, sql: &str) -> Vec<String> {
    let query = sqlx::query_scalar(AssertSqlSafe(sql));
    if let Some(url) = api.database_url() {
        return query.fetch_all(&mut PgConnection::connect(url).await.unwrap()).await.unwrap();
    }
    let url = format!("sqlite:{}", api.database_file().display());
    let query = sqlx::query_scalar(AssertSqlSafe(sql));
    query.fetch_all(&mut SqliteConnection::connect(&url).await.unwrap()).await.unwrap()
}

/// Takes the database back to what it was before the migration of that name.
async fn back_to_before(api: &Api, migration: &str) {
    let migrations = migration::states(&api.db).await.unwrap();
    let from = migrations.iter().position(|known| known.name.ends_with(migration)).unwrap();
    migration::down(&api.db, u32::try_from(migrations.len() - from).unwrap()).await.unwrap();
}

/// What the candidate said about a step, as a row of the application's.
fn override_row(step_id: &str, version: i64, dismissed: bool) -> String {
    format!(
        "INSERT INTO step_overrides
         (account_id, application_id, step_id, version, created_at, updated_at, dismissed, not_before)
         SELECT account_id, id, '{step_id}', {version}, created_at, updated_at, {dismissed}, NULL FROM applications"
    )
}

/// A story with a message for its first follow-up, and a playbook of its own in two versions.
async fn filled(client: &Client) -> (Story, String) {
    let story = story(client).await;
    let step = format!("{}:follow_up:1", story.interview);
    let message = json!({"application_id": story.application, "step_id": step, "body": "How do things stand?"});
    let message = client.post("/v1/messages", message).await.created();
    client.post("/v1/playbooks", playbook_of("own")).await.expect(201);
    client.patch("/v1/playbooks/own", json!({"summary": "Other words."})).await.expect(200);
    (story, message)
}

/// All that the service says of playbooks and messages.
async fn said(client: &Client, message: &str) -> Vec<Value> {
    let mut said = Vec::new();
    for path in ["/v1/playbooks/own", "/v1/playbooks/own/versions", &format!("/v1/messages/{message}")] {
        said.push(client.get(path).await.expect(200));
    }
    said
}

fn ids_of(agenda: &Value) -> Vec<&str> {
    agenda["items"].as_array().unwrap().iter().map(|item| item["step"]["id"].as_str().unwrap()).collect()
}

const STEP_IDS: &str = "SELECT step_id FROM step_overrides ORDER BY version";

/// A text for a statement.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

on_both_databases! {
    async fn findings_of_before_can_be_dismissed_and_the_way_back_loses_no_more_than_that(api: Api) {
        let ada = api.sign_up("ada").await;
        let (_, message) = filled(&ada).await;
        let path = format!("/v1/messages/{message}");
        let body = "Dear Ada,\n\nI recieved it, and will recieved it again. How do things stand?\n\nBest regards,\nGrace";
        let message = ada.patch(&path, json!({"body": body})).await.expect(200);
        let ids: Vec<&Value> = message["findings"].as_array().unwrap().iter().map(|finding| &finding["id"]).collect();
        assert!(ids.len() > 2, "{message}");
        ada.patch(&path, json!({"dismissed_findings": [ids[1]]})).await.expect(200);
        back_to_before(&api, "_dismissed_findings").await;
        // An instance of the previous release stores findings without ids.
        let mut findings = message["findings"].clone();
        for finding in findings.as_array_mut().unwrap() {
            finding.as_object_mut().unwrap().retain(|name, _| !["id", "dismissed"].contains(&name.as_str()));
        }
        let findings = quoted(&findings.to_string());
        let stored = if api.database_url().is_some() { format!("{findings}::jsonb") } else { findings };
        run(&api, &format!("UPDATE messages SET findings = {stored}")).await;
        migration::up(&api.db, None).await.unwrap();
        let mut found = ada.get(&path).await.expect(200);
        found["updated_at"] = message["updated_at"].clone();
        assert_eq!(found, message);
        let dismissed = ada.patch(&path, json!({"dismissed_findings": [ids[1]]})).await.expect(200);
        assert_eq!(dismissed["findings"][1]["dismissed"], true);
        // It goes on beside this one, and changes the texts of what was dismissed here.
        let texts = quoted(&json!({"body": body.replace("things", "matters")}).to_string());
        let texts = if api.database_url().is_some() { format!("{texts}::jsonb") } else { texts };
        run(&api, &format!("UPDATE messages SET findings = {stored}, texts = {texts}")).await;
        assert_eq!(ada.get(&path).await.expect(200)["dismissed_findings"], json!([ids[1]]));
        run(&api, "UPDATE messages SET findings = '[]'").await;
        let without = ada.get(&path).await.expect(200);
        assert_eq!((&without["findings"], &without["dismissed_findings"]), (&json!([]), &json!([])));
    }

    async fn follow_ups_get_their_new_names_and_nothing_is_lost(api: Api) {
        let ada = api.sign_up("ada").await;
        let (story, message) = filled(&ada).await;
        let before = said(&ada, &message).await;
        back_to_before(&api, "_follow_up_names").await;
        let Story { interview, application, .. } = &story;
        assert_eq!(texts(&api, "SELECT step_id FROM messages").await, [format!("{interview}:rung:1")]);
        for table in ["playbooks", "playbook_versions"] {
            for body in texts(&api, &format!("SELECT CAST(body AS text) FROM {table}")).await {
                let body: Value = serde_json::from_str(&body).unwrap();
                assert!(body["rungs"].is_array() && body.get("follow_ups").is_none(), "{body}");
            }
        }
        run(&api, "DELETE FROM planned_steps").await;
        run(&api, &format!(
            "INSERT INTO planned_steps (account_id, application_id, step_id, status, turn, opens_at, closes_at)
             SELECT account_id, id, '{interview}:rung:2', 'due', 0, created_at, created_at FROM applications"
        )).await;
        let long = "x".repeat(300 - 7);
        let before_and_after = [
            (format!("{interview}:rung:1"), format!("{interview}:follow_up:1")),
            (format!("{interview}:rung:12"), format!("{interview}:follow_up:12")),
            ("some/day:rung:9".to_owned(), "some/day:follow_up:9".to_owned()),
            ("a:rung:1:rung:2".to_owned(), "a:rung:1:follow_up:2".to_owned()),
            (":rung:1".to_owned(), ":follow_up:1".to_owned()),
            // These are no steps that plans had.
            ("rung:1".to_owned(), "rung:1".to_owned()),
            ("1".to_owned(), "1".to_owned()),
            (format!("{interview}:rung:"), format!("{interview}:rung:")),
            (format!("{interview}:rung:one"), format!("{interview}:rung:one")),
            (format!("{interview}:RUNG:1"), format!("{interview}:RUNG:1")),
            (format!("{interview}:strung:1"), format!("{interview}:strung:1")),
            (format!("{interview}:rung:1:late"), format!("{interview}:rung:1:late")),
            // With its new name it would be too long for an id.
            (format!("{long}:rung:1"), format!("{long}:rung:1")),
        ];
        for (version, (old, _)) in (1..).zip(&before_and_after) {
            run(&api, &override_row(old, version, true)).await;
        }
        migration::up(&api.db, None).await.unwrap();
        let renamed: Vec<_> = before_and_after.iter().map(|(_, new)| new.as_str()).collect();
        assert_eq!(texts(&api, STEP_IDS).await, renamed);
        assert_eq!(texts(&api, "SELECT step_id FROM planned_steps").await, [format!("{interview}:follow_up:2")]);
        assert_eq!(said(&ada, &message).await, before);
        // What the candidate said holds as it did.
        let plan = ada.get(&format!("/v1/applications/{application}/follow-up-plan")).await.expect(200);
        let steps = plan["steps"].as_array().unwrap();
        let follow_up = steps.iter().find(|step| step["id"] == format!("{interview}:follow_up:1")).unwrap();
        assert_eq!(follow_up["status"], "dismissed");
        let overrides = ada.get(&format!("/v1/applications/{application}/overrides")).await.expect(200);
        assert_eq!(overrides["items"].as_array().unwrap().len(), before_and_after.len());
        // And back, and forth again.
        back_to_before(&api, "_follow_up_names").await;
        let old: Vec<_> = before_and_after.iter().map(|(old, _)| old.as_str()).collect();
        assert_eq!(texts(&api, STEP_IDS).await, old);
        migration::up(&api.db, None).await.unwrap();
        assert_eq!(texts(&api, STEP_IDS).await, renamed);
    }

    async fn overrides_under_both_names_of_a_step_stay_in_force(api: Api) {
        let ada = api.sign_up("ada").await;
        let (story, _) = filled(&ada).await;
        back_to_before(&api, "_follow_up_names").await;
        let (old, new) = (format!("{}:rung:1", story.interview), format!("{}:follow_up:1", story.interview));
        run(&api, &override_row(&old, 7, true)).await;
        run(&api, &override_row(&new, 3, false)).await;
        run(&api, &override_row("a:follow_up:1", 2, true)).await;
        let rows = async || {
            let rows = "SELECT step_id || ' ' || version || ' ' || CASE WHEN dismissed THEN 'dismissed' ELSE '' END
                        FROM step_overrides ORDER BY version DESC";
            texts(&api, rows).await
        };
        let before = rows().await;
        assert_eq!(before, [format!("{old} 7 dismissed"), format!("{new} 3 "), "a:follow_up:1 2 dismissed".to_owned()]);
        migration::up(&api.db, None).await.unwrap();
        let after = [format!("{new} 7 dismissed"), format!("{old} 3 "), "a:follow_up:1 2 dismissed".to_owned()];
        assert_eq!(rows().await, after);
        // On the way back a word that only the new name has gets the old one.
        back_to_before(&api, "_follow_up_names").await;
        assert_eq!(rows().await, [before[0].clone(), before[1].clone(), "a:rung:1 2 dismissed".to_owned()]);
    }

    async fn kept_steps_get_their_numbers_and_an_instance_of_before_goes_on_keeping_some(api: Api) {
        let ada = api.sign_up("ada").await;
        let (story, _) = filled(&ada).await;
        let all = "/v1/agenda?status=upcoming,due,overdue";
        let agenda = ada.get(all).await.expect(200);
        assert!(agenda["items"].as_array().unwrap().len() > 2, "{agenda}");
        let made = api.plan_refresh.rebuilt_plans();
        let columns = "account_id, application_id, step_id, status, turn, opens_at, closes_at";
        let steps = "SELECT step_id || status || turn || opens_at || closes_at FROM planned_steps ORDER BY step_id";
        let kept = texts(&api, steps).await;
        back_to_before(&api, "_planned_step_numbers").await;
        assert_eq!(texts(&api, steps).await, kept);
        migration::up(&api.db, None).await.unwrap();
        assert_eq!(texts(&api, steps).await, kept);
        assert_eq!(ada.get(all).await.expect(200), agenda);
        // It knows no numbers.
        for sql in [
            format!("CREATE TABLE aside AS SELECT {columns} FROM planned_steps"),
            "DELETE FROM planned_steps".to_owned(),
            format!("INSERT INTO planned_steps ({columns}) SELECT {columns} FROM aside"),
            "DROP TABLE aside".to_owned(),
        ] {
            run(&api, &sql).await;
        }
        assert_eq!(texts(&api, steps).await, kept);
        assert_eq!(ada.get(all).await.expect(200), agenda);
        assert_eq!(api.plan_refresh.rebuilt_plans(), made);
        // What it kept is kept on where it is as it was.
        ada.patch(&format!("/v1/applications/{}", story.application), json!({"urgent": true})).await.expect(200);
        assert_eq!(ids_of(&ada.get(all).await.expect(200)), ids_of(&agenda));
        assert_eq!(texts(&api, steps).await.len(), kept.len());
    }

    async fn an_instance_of_before_goes_on_writing(api: Api) {
        let ada = api.sign_up("ada").await;
        let (story, _) = filled(&ada).await;
        let reply = json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z"});
        let communications = format!("/v1/applications/{}/communications", story.application);
        ada.post(&communications, reply).await.expect(201);
        let new_id = if api.database_url().is_some() { "gen_random_uuid()" } else { "randomblob(16)" };
        // All columns that it knows, and no others.
        for (table, columns) in [
            ("candidates", "name, email, phone, linkedin_url, preferred_channel, strengths, goals"),
            (
                "applications",
                "candidate_id, company_name, company_sector, company_culture, company_main_phone, company_postal_address,
                 position_title, position_seniority, applied_on, urgent, forbidden_channels, time_zone, holiday_calendar,
                 closures, outcome_kind, outcome_at",
            ),
            ("contacts", "application_id, name, role, email, phone, linkedin_connected"),
            (
                "communications",
                "application_id, direction, channel, purpose, at, contact_id, decision_expected_on, automatic,
                 needs_answer, answer",
            ),
            (
                "messages",
                "application_id, step_id, interview_id, contact_id, kind, channel, via, tone, locale, texts,
                 findings, sent_at, communication_id",
            ),
        ] {
            run(&api, &format!(
                "INSERT INTO {table} (account_id, id, version, created_at, updated_at, {columns})
                 SELECT account_id, {new_id}, version, created_at, updated_at, {columns} FROM {table} LIMIT 1"
            )).await;
        }
        run(&api, "INSERT INTO plan_horizons (account_id, application_id, facts_version, made_with)
                   SELECT account_id, id, 1, '' FROM applications WHERE NOT EXISTS (
                       SELECT 1 FROM plan_horizons
                       WHERE plan_horizons.account_id = applications.account_id AND application_id = id
                   )").await;
        let contacts = format!("/v1/applications/{}/contacts", story.application);
        for path in ["/v1/candidates", "/v1/applications", &contacts, &communications, "/v1/messages"] {
            let items = ada.get(path).await.expect(200)["items"].clone();
            let [one, two] = items.as_array().unwrap().as_slice() else { panic!("{items}") };
            for (name, value) in one.as_object().unwrap().iter().filter(|(name, _)| *name != "id") {
                assert_eq!(&two[name], value, "{name}");
            }
        }
        for application in ada.get("/v1/applications").await.expect(200)["items"].as_array().unwrap() {
            let path = format!("/v1/applications/{}", application["id"].as_str().unwrap());
            ada.get(&format!("{path}/follow-up-plan")).await.expect(200);
            ada.patch(&path, json!({"strengths": ["knows their auditors"]})).await.expect(200);
        }
        assert_eq!(ada.get("/v1/agenda").await.expect(200)["next_cursor"], json!(null));
        // Its playbooks have their follow-ups under the old name.
        let playbook = ada.get("/v1/playbooks/own").await.expect(200);
        for table in ["playbooks", "playbook_versions"] {
            let renamed = match api.database_url() {
                Some(_) => format!("UPDATE {table} SET body = replace(body::text, 'follow_ups', 'rungs')::jsonb"),
                None => format!("UPDATE {table} SET body = replace(body, 'follow_ups', 'rungs')"),
            };
            run(&api, &renamed).await;
        }
        assert_eq!(ada.get("/v1/playbooks/own").await.expect(200), playbook);
        assert_eq!(ada.get("/v1/playbooks/own/versions/2").await.expect(200), playbook);
        let changed = ada.patch("/v1/playbooks/own", json!({"name": "Changed"})).await.expect(200);
        assert_eq!(changed["follow_ups"], playbook["follow_ups"]);
    }
}
