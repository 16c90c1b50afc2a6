//! Several readers and writers of one agenda at the same time.

use std::time::Duration;

use entity::{Agenda, PlanSnapshot, RebuiltPlan};
use futures_util::future::{join, join_all};
use serde_json::{Value, json};

use super::{ALL, agrees, application_with_interview, first_candidate, pages, plans, scope_of};
use crate::support::{Story, on_both_databases, story};

/// A plan of nothing.
fn empty_plan(story: &Story) -> RebuiltPlan {
    RebuiltPlan {
        application_id: story.application.parse().unwrap(),
        application_remote_id: None,
        candidate_id: story.candidate.parse().unwrap(),
        candidate_remote_id: None,
        changes_at: None,
        earlier: Vec::new(),
        current: PlanSnapshot {
            at: "2026-03-10T16:00:00Z".parse().unwrap(),
            state: "waiting".to_owned(),
            steps: Vec::new(),
        },
        counted: None,
    }
}

on_both_databases! {
    async fn readers_at_once_divide_the_work(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = first_candidate(&ada).await;
        for _ in 0..40 {
            application_with_interview(&ada, &candidate, 1).await;
        }
        let beside = api.beside().await;
        let other = beside.sign_in("ada", "read").await;
        let all = join_all([&ada, &other, &ada, &other].map(|client| pages(client, ""))).await;
        assert!(all.iter().all(|items| items.len() == 40));
        assert_eq!(api.plan_refresh.rebuilt_plans() + beside.plan_refresh.rebuilt_plans(), 40);
    }

    async fn only_steps_that_differ_are_written(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let query = format!("status={ALL}&limit=200");
        let steps = pages(&ada, &query).await;
        let (watched, watch) = api.watched_beside().await;
        let client = watched.sign_in("ada", "read write").await;
        let written = async || {
            watch.statements();
            agrees(&pages(&client, &query).await, &plans(&client).await, "a write");
            let statements = watch.statements().into_iter().map(|statement| statement.replace('"', ""));
            let writes = ["INSERT INTO planned_steps", "UPDATE planned_steps", "DELETE FROM planned_steps"];
            statements.filter(|text| writes.iter().any(|write| text.starts_with(write))).collect::<Vec<_>>()
        };
        client.patch(&format!("/v1/applications/{}", story.application), json!({"position": {"title": "Auditor"}})).await.expect(200);
        let before = api.plan_refresh.rebuilt_plans() + watched.plan_refresh.rebuilt_plans();
        assert_eq!(written().await, [] as [String; 0]);
        assert_eq!(api.plan_refresh.rebuilt_plans() + watched.plan_refresh.rebuilt_plans(), before + 1);
        let dismissed = steps[1]["step"]["id"].as_str().unwrap();
        let path = format!("/v1/applications/{}/overrides/{dismissed}", story.application);
        client.put(&path, json!({"dismissed": true})).await.expect(201);
        let [write] = &written().await[..] else { panic!("one write") };
        assert!(write.contains(dismissed) && !write.contains(steps[0]["step"]["id"].as_str().unwrap()), "{write}");
    }

    async fn an_answer_says_that_all_plans_are_claimed_by_others(api: Api) {
        let ada = api.sign_up("ada").await;
        story(&ada).await;
        let scope = scope_of(&api, &ada).await;
        let claim = async || scope.claim_outdated_plans(&Agenda::default(), &planning::version(), 10).await.unwrap();
        let claimed = claim().await.unwrap();
        assert_eq!(claimed.plans().len(), 1);
        // There is one writer at a time in SQLite: the next one waits.
        if api.database_url().is_some() {
            assert!(claim().await.is_none());
            let agenda = ada.get("/v1/agenda").await.expect(200);
            assert_eq!((&agenda["complete"], &agenda["plans_remaining"]), (&json!(false), &json!(1)));
            assert!(!agenda["next_cursor"].as_str().unwrap().is_empty());
        }
        // A cancelled request leaves them as they were.
        drop(claimed);
        let agenda = ada.get("/v1/agenda").await.expect(200);
        assert_eq!((&agenda["complete"], agenda["items"].as_array().unwrap().len()), (&json!(true), 1));
        assert!(claim().await.is_none());
    }

    async fn a_plan_made_from_older_facts_or_by_another_planner_is_not_believed(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let scope = scope_of(&api, &ada).await;
        let made_with = planning::version();
        let path = format!("/v1/applications/{}", story.application);
        let nothing_to_do = async |made_with: &str| {
            let claim = scope.claim_outdated_plans(&Agenda::default(), &planning::version(), 10).await.unwrap().unwrap();
            // A write of a fact waits meanwhile, and the plan isn't kept beyond that.
            let write = ada.patch(&path, json!({"urgent": true}));
            let keep = async {
                claim.dossiers().await.unwrap();
                tokio::time::sleep(Duration::from_millis(50)).await;
                let plan = empty_plan(&story);
                claim.keep(made_with, vec![plan]).await.unwrap();
            };
            join(write, keep).await.0.expect(200);
        };
        nothing_to_do(&made_with).await;
        assert_eq!(pages(&ada, "").await.len(), 1);
        let keep = async |made_with: &str| {
            let title = format!("Analyst {}", uuid::Uuid::now_v7());
            ada.patch(&path, json!({"position": {"title": title}})).await.expect(200);
            let claim = scope.claim_outdated_plans(&Agenda::default(), &planning::version(), 10).await.unwrap().unwrap();
            let plan = empty_plan(&story);
            claim.keep(made_with, vec![plan]).await.unwrap();
        };
        // Kept by another release, older or newer.
        for other in ["", "an older planner", "~"] {
            keep(other).await;
            assert_eq!(pages(&ada, "").await.len(), 1);
        }
        // Kept with other time zones.
        assert!(made_with.contains(planning::TimeZone::database_release()));
        keep(&made_with.replace(planning::TimeZone::database_release(), "2025b")).await;
        assert_eq!(pages(&ada, "").await.len(), 1);
        // Kept as it should be: what is kept is what is shown.
        keep(&made_with).await;
        assert_eq!(pages(&ada, "").await, [] as [Value; 0]);
    }

    async fn readers_and_writers_at_once_leave_the_truth(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = first_candidate(&ada).await;
        let mut applications = Vec::new();
        for hours in 1..=4 {
            applications.push(application_with_interview(&ada, &candidate, hours).await);
        }
        let write = async |application: &String| {
            for minute in 10..16 {
                let sent = json!({
                    "direction": "outbound", "purpose": "thank_you", "at": format!("2026-03-10T15:{minute}:00Z")
                });
                let path = format!("/v1/applications/{application}/communications");
                let id = ada.post(&path, sent).await.created();
                if minute < 15 {
                    ada.delete(&format!("/v1/communications/{id}")).await.expect(204);
                }
            }
        };
        let change_the_candidate = async {
            for channel in ["phone", "email", "phone", "email", "phone"] {
                let patch = json!({"preferred_channel": channel});
                ada.patch(&format!("/v1/candidates/{candidate}"), patch).await.expect(200);
            }
        };
        let read = async || {
            for _ in 0..6 {
                ada.get("/v1/agenda").await.expect(200);
            }
        };
        let writers = join_all(applications.iter().map(write));
        let readers = join_all([read(), read(), read()]);
        join(join(writers, readers), change_the_candidate).await;
        agrees(&pages(&ada, &format!("status={ALL}")).await, &plans(&ada).await, "all of it");
        assert_eq!(pages(&ada, "status=done").await.len(), 4);
    }
}
