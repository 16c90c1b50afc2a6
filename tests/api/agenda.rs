use std::time::Duration;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use entity::{Agenda, MadePlan, Scope};
use futures_util::future::{join, join_all};
use serde_json::{Value, json};

use crate::support::{Api, Client, Story, application_of, on_both_databases, story};

const ALL: &str = "upcoming,due,overdue,done,dismissed,cancelled,missed";

/// All pages of an agenda.
async fn pages(client: &Client, query: &str) -> Vec<Value> {
    pages_from(client, query, String::new()).await
}

/// Those from the page on that a cursor is for.
async fn pages_behind(client: &Client, query: &str, cursor: &str) -> Vec<Value> {
    pages_from(client, query, format!("&cursor={cursor}")).await
}

async fn pages_from(client: &Client, query: &str, mut cursor: String) -> Vec<Value> {
    let mut items = Vec::new();
    loop {
        let page = client.get(&format!("/v1/agenda?{query}{cursor}")).await.expect(200);
        items.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(next) = page["next_cursor"].as_str() else { break items };
        cursor = format!("&cursor={next}");
    }
}

fn ids(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["step"]["id"].as_str().unwrap()).collect()
}

/// The agenda has every step of every plan, each as the plan has it.
#[track_caller]
fn agrees(agenda: &[Value], plans: &[(String, Value)], after: &str) {
    let mut shown: Vec<_> =
        agenda.iter().map(|item| (item["application_id"].as_str().unwrap(), &item["step"])).collect();
    let steps = |(id, plan): &'_ (String, Value)| {
        plan["steps"].as_array().unwrap().iter().map(|step| (id.clone(), step.clone())).collect::<Vec<_>>()
    };
    let mut planned: Vec<_> = plans.iter().flat_map(steps).collect();
    let key = |id: &str, step: &Value| (id.to_owned(), step["id"].as_str().unwrap().to_owned());
    shown.sort_by_key(|(id, step)| key(id, step));
    planned.sort_by_key(|(id, step)| key(id, step));
    let planned: Vec<_> = planned.iter().map(|(id, step)| (id.as_str(), step)).collect();
    assert_eq!(shown, planned, "after {after}");
}

/// The plans of all applications.
async fn plans(client: &Client) -> Vec<(String, Value)> {
    let mut plans = Vec::new();
    for application in client.get("/v1/applications?limit=200").await.expect(200)["items"].as_array().unwrap() {
        let id = application["id"].as_str().unwrap().to_owned();
        let plan = client.get(&format!("/v1/applications/{id}/follow-up-plan")).await.expect(200);
        plans.push((id, plan));
    }
    plans
}

/// An application of which nothing is known but an interview that ended that many hours before the clock's time.
async fn application_with_interview(client: &Client, candidate: &str, hours_ago: i64) -> String {
    let application = client.post("/v1/applications", application_of(candidate)).await.created();
    let now: chrono::DateTime<chrono::Utc> = "2026-03-10T16:00:00Z".parse().unwrap();
    let ends_at = now - TimeDelta::hours(hours_ago);
    let interview = json!({"starts_at": ends_at - TimeDelta::hours(1), "ends_at": ends_at});
    client.post(&format!("/v1/applications/{application}/interviews"), interview).await.created();
    application
}

async fn first_candidate(client: &Client) -> String {
    client.get("/v1/candidates").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned()
}

/// Writes of every kind of fact, each after the one before.
fn writes(story: &Story, other: &Story) -> Vec<(&'static str, &'static str, String, Value)> {
    let Story { candidate, application, contact, interview } = story;
    let override_path = format!("/v1/applications/{application}/overrides/{interview}:follow_up:1");
    vec![
        (
            "a communication",
            "POST",
            format!("/v1/applications/{application}/communications"),
            json!({
                "direction": "outbound", "purpose": "thank_you", "channel": "email", "at": "2026-03-10T15:45:00Z",
                "contact_id": contact
            }),
        ),
        ("a snooze", "PUT", override_path.clone(), json!({"not_before": "2026-04-01T12:00:00Z"})),
        ("a dismissal", "PUT", override_path.clone(), json!({"dismissed": true})),
        ("an override taken back", "DELETE", override_path, json!(null)),
        (
            "another contact",
            "POST",
            format!("/v1/applications/{application}/contacts"),
            json!({"role": "recruiter", "phone": "+1 212 555 0100"}),
        ),
        (
            "a contact's address",
            "PATCH",
            format!("/v1/contacts/{contact}"),
            json!({"email": null, "phone": "+1 212 555 0101"}),
        ),
        ("a preferred channel", "PATCH", format!("/v1/candidates/{candidate}"), json!({"preferred_channel": "phone"})),
        (
            "an interview's end",
            "PATCH",
            format!("/v1/interviews/{interview}"),
            json!({"ends_at": "2026-03-10T15:30:00Z"}),
        ),
        (
            "a further interview",
            "POST",
            format!("/v1/applications/{application}/interviews"),
            json!({
                "starts_at": "2026-03-20T14:00:00Z", "ends_at": "2026-03-20T15:00:00Z"
            }),
        ),
        ("a contact gone", "DELETE", format!("/v1/contacts/{contact}"), json!(null)),
        ("an interview gone", "DELETE", format!("/v1/interviews/{interview}"), json!(null)),
        (
            "an outcome",
            "PATCH",
            format!("/v1/applications/{application}"),
            json!({
                "outcome": {"kind": "rejected", "at": "2026-03-10T15:50:00Z"}
            }),
        ),
        ("an application gone", "DELETE", format!("/v1/applications/{}", other.application), json!(null)),
    ]
}

pub async fn scope_of(api: &Api, client: &Client) -> entity::Scope {
    let account = client.get("/v1/account").await.expect(200)["id"].as_str().unwrap().parse().unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test looks behind the API")]
    Scope::new(api.db.clone(), account, api.clock.now())
}

on_both_databases! {
    async fn what_closes_first_comes_first(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let later = application_with_interview(&ada, &story.candidate, 0).await;
        let earlier = application_with_interview(&ada, &story.candidate, 20).await;
        let late = application_with_interview(&ada, &story.candidate, 30).await;
        let moved_on = application_with_interview(&ada, &story.candidate, 24 * 60).await;
        let agenda = ada.get("/v1/agenda").await.expect(200);
        let items = agenda["items"].as_array().unwrap();
        let applications: Vec<_> = items.iter().map(|item| item["application_id"].as_str().unwrap()).collect();
        assert_eq!(applications, [&*late, &earlier, &story.application, &later, &moved_on]);
        let statuses: Vec<_> = items.iter().map(|item| item["step"]["status"].as_str().unwrap()).collect();
        assert_eq!(statuses, ["overdue", "due", "due", "due", "due"]);
        let item = &items[2];
        assert_eq!((&item["candidate_id"], &item["company_name"]), (&json!(story.candidate), &json!("Acme")));
        assert_eq!(item["position_title"], "Analyst");
        let plan = ada.get(&format!("/v1/applications/{}/follow-up-plan", story.application)).await.expect(200);
        assert_eq!(item["step"], plan["steps"][0]);
        assert!(!item["step"]["reasons"].as_array().unwrap().is_empty());
    }

    async fn an_agenda_is_narrowed(api: Api) {
        let ada = api.sign_up("ada").await;
        let (one, two) = (story(&ada).await, story(&ada).await);
        let bo = ada.post("/v1/candidates", json!({"name": "Bo"})).await.created();
        let theirs = application_with_interview(&ada, &bo, 2).await;
        assert_eq!(pages(&ada, "").await.len(), 3);
        assert_eq!(pages(&ada, "status=due,due&limit=1").await.len(), 3);
        let of = |items: Vec<Value>| items.iter().map(|item| item["application_id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(of(pages(&ada, &format!("candidate_id={bo}")).await), std::slice::from_ref(&theirs));
        assert_eq!(of(pages(&ada, &format!("application_id={}", two.application)).await), std::slice::from_ref(&two.application));
        assert_eq!(pages(&ada, "status=done,missed").await, [] as [Value; 0]);
        // The first follow-ups open on the 17th, the second ones a week later, and it is time to turn elsewhere after that.
        let upcoming = pages(&ada, "status=upcoming&to=2026-03-20T00:00:00Z").await;
        assert_eq!(upcoming.len(), 3);
        assert!(upcoming.iter().all(|item| item["step"]["kind"] == "check_in"), "{upcoming:?}");
        assert_eq!(pages(&ada, "status=upcoming&to=2026-03-17T00:00:00Z").await, [] as [Value; 0]);
        let after = pages(&ada, "status=upcoming&from=2026-03-21T00:00:00Z").await;
        assert!(!after.is_empty() && after.iter().all(|item| item["step"]["kind"] != "check_in"));
        assert_eq!(pages(&ada, &format!("application_id={}&status={ALL}", one.application)).await.len(), 5);
        for wrong in ["status=soon", "status=", "from=now", "cursor=%21", "limit=0", "candidate=x"] {
            ada.get(&format!("/v1/agenda?{wrong}")).await.problem(400, "bad-request");
        }
    }

    async fn pages_have_every_step_once_and_in_order(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = first_candidate(&ada).await;
        for hours in [1, 1, 1, 5, 30, 2_000] {
            application_with_interview(&ada, &candidate, hours).await;
        }
        let whole = pages(&ada, &format!("status={ALL}&limit=200")).await;
        assert_eq!(pages(&ada, &format!("status={ALL}&limit=1")).await, whole);
        assert_eq!(pages(&ada, &format!("status={ALL}&limit=7")).await, whole);
        let place = |item: &Value| (item["step"]["kind"] == "move_on", item["step"]["closes_at"].as_str().unwrap()[..10].to_owned());
        assert!(whole.is_sorted_by_key(place), "{:?}", ids(&whole));
        agrees(&whole, &plans(&ada).await, "paging");
    }

    async fn every_write_of_a_fact_shows_at_once(api: Api) {
        let ada = api.sign_up("ada").await;
        let (one, other) = (story(&ada).await, story(&ada).await);
        let query = format!("status={ALL}&limit=200");
        agrees(&pages(&ada, &query).await, &plans(&ada).await, "the story");
        for (what, method, path, body) in writes(&one, &other) {
            let answer = match method {
                "POST" => ada.post(&path, body).await,
                "PUT" => ada.put(&path, body).await,
                "PATCH" => ada.patch(&path, body).await,
                _ => ada.delete(&path).await,
            };
            assert!(answer.status.is_success(), "{what}: {}", answer.text);
            agrees(&pages(&ada, &query).await, &plans(&ada).await, what);
        }
    }

    async fn time_shows_as_it_passes(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let future = json!({"direction": "inbound", "at": "2026-03-12T15:00:00Z", "needs_answer": true});
        ada.post(&format!("/v1/applications/{}/communications", story.application), future).await.created();
        for _ in 0..16 {
            let ada = api.sign_in("ada", "read").await;
            agrees(&pages(&ada, &format!("status={ALL}")).await, &plans(&ada).await, &api.clock.now().to_string());
            api.clock.advance(TimeDelta::hours(31));
        }
    }

    async fn plans_that_stand_as_they_did_are_not_made_anew(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = first_candidate(&ada).await;
        let bo = ada.post("/v1/candidates", json!({"name": "Bo"})).await.created();
        let mut applications = Vec::new();
        for hours in 1..=10 {
            applications.push(application_with_interview(&ada, &candidate, hours).await);
        }
        for _ in 0..2 {
            application_with_interview(&ada, &bo, 1).await;
        }
        let made = async |query: &str| {
            let before = api.plan_refresh.made();
            pages(&ada, query).await;
            api.plan_refresh.made() - before
        };
        // Narrowed, the agenda makes those plans alone that it is about.
        assert_eq!(made(&format!("candidate_id={bo}")).await, 2);
        assert_eq!(made(&format!("application_id={}", applications[0])).await, 1);
        assert_eq!(made("").await, 9);
        assert_eq!(made("").await, 0);
        let reply = json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z"});
        ada.post(&format!("/v1/applications/{}/communications", applications[4]), reply).await.created();
        assert_eq!(made("").await, 1);
        ada.patch(&format!("/v1/candidates/{bo}"), json!({"preferred_channel": "email"})).await.expect(200);
        assert_eq!(made("").await, 2);
        // The thanks for an interview that ended ten hours before close in fourteen.
        api.clock.advance(TimeDelta::hours(14) + TimeDelta::seconds(1));
        let ada = api.sign_in("ada", "read").await;
        let before = api.plan_refresh.made();
        pages(&ada, "").await;
        assert_eq!(api.plan_refresh.made() - before, 1);
    }

    async fn an_answer_says_what_it_lacks_and_nothing_is_hidden_or_shown_twice(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = first_candidate(&ada).await;
        for number in 0..64 {
            application_with_interview(&ada, &candidate, 1 + number % 20).await;
        }
        // The tests' service makes three plans a round, and has ten rounds a request.
        let first = ada.get("/v1/agenda?limit=20").await;
        assert!(first.header("link").unwrap().contains("cursor="));
        let first = first.expect(200);
        assert_eq!((&first["complete"], &first["plans_remaining"]), (&json!(false), &json!(34)));
        assert_eq!(api.plan_refresh.made(), 30);
        let mut items = first["items"].as_array().unwrap().clone();
        assert_eq!(items.len(), 20);
        assert!(items.is_sorted_by_key(|item| item["step"]["closes_at"].as_str().unwrap().to_owned()));
        // Whoever goes on gets no more until all is known.
        let cursor = first["next_cursor"].as_str().unwrap();
        assert!(!cursor.is_empty());
        let second = ada.get(&format!("/v1/agenda?limit=20&cursor={cursor}")).await.expect(200);
        assert_eq!((&second["complete"], &second["plans_remaining"]), (&json!(false), &json!(4)));
        assert_eq!((&second["items"], &second["next_cursor"]), (&json!([]), &json!(cursor)));
        let rest = pages_behind(&ada, "limit=20", cursor).await;
        assert_eq!(rest.len(), 44);
        items.extend(rest);
        // Whoever asks anew gets the first page as it is.
        let page = ada.get("/v1/agenda?limit=20").await.expect(200);
        assert_eq!((&page["complete"], &page["plans_remaining"]), (&json!(true), &json!(0)));
        assert_eq!(api.plan_refresh.made(), 64);
        let mut whole = pages(&ada, "limit=20").await;
        assert_eq!(page["items"].as_array().unwrap()[..], whole[..20]);
        let key = |item: &Value| item.to_string();
        items.sort_by_key(key);
        whole.sort_by_key(key);
        assert_eq!(items, whole);
    }

    async fn a_page_between_others_says_what_it_lacks(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = first_candidate(&ada).await;
        for number in 0..33 {
            application_with_interview(&ada, &candidate, 1 + number % 20).await;
        }
        // Not all plans are made by the first request.
        pages(&ada, "").await;
        let whole = pages(&ada, "").await;
        let first = ada.get("/v1/agenda?limit=5").await.expect(200);
        let cursor = first["next_cursor"].as_str().unwrap();
        // All plans are outdated at once.
        ada.patch(&format!("/v1/candidates/{candidate}"), json!({"preferred_channel": "email"})).await.expect(200);
        let second = ada.get(&format!("/v1/agenda?limit=5&cursor={cursor}")).await.expect(200);
        assert_eq!((&second["complete"], &second["plans_remaining"]), (&json!(false), &json!(3)));
        let mut shown: Vec<_> = [&first, &second].iter().flat_map(|page| page["items"].as_array().unwrap().clone()).collect();
        assert_eq!(shown.len(), 10);
        shown.extend(pages_behind(&ada, "limit=5", second["next_cursor"].as_str().unwrap()).await);
        assert_eq!(ids(&shown), ids(&whole));
    }

    async fn cursors_of_before_are_understood(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = first_candidate(&ada).await;
        for hours in 1..=3 {
            application_with_interview(&ada, &candidate, hours).await;
        }
        // The beginning, where plans had to be made.
        assert_eq!(ada.get("/v1/agenda?cursor=").await.expect(200), ada.get("/v1/agenda").await.expect(200));
        let whole = pages(&ada, "").await;
        let (application, step) = (whole[0]["application_id"].as_str().unwrap(), &whole[0]["step"]);
        let closes_at: chrono::DateTime<chrono::Utc> = step["closes_at"].as_str().unwrap().parse().unwrap();
        let mut place = vec![0, 0];
        place.extend(closes_at.timestamp_micros().to_be_bytes());
        place.extend(application.parse::<uuid::Uuid>().unwrap().as_bytes());
        place.extend(step["id"].as_str().unwrap().as_bytes());
        assert_eq!(pages_behind(&ada, "", &BASE64_URL_SAFE_NO_PAD.encode(place)).await, whole[1..]);
        for made_up in ["Ag", "AgEA", "Av8", "AgAA"] {
            ada.get(&format!("/v1/agenda?cursor={made_up}")).await.problem(400, "bad-request");
        }
    }

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
        assert_eq!(api.plan_refresh.made() + beside.plan_refresh.made(), 40);
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
            statements.filter(|text| text.starts_with("INSERT INTO planned_steps") || text.starts_with("DELETE")).collect::<Vec<_>>()
        };
        client.patch(&format!("/v1/applications/{}", story.application), json!({"position": {"title": "Auditor"}})).await.expect(200);
        let before = api.plan_refresh.made() + watched.plan_refresh.made();
        assert_eq!(written().await, [] as [String; 0]);
        assert_eq!(api.plan_refresh.made() + watched.plan_refresh.made(), before + 1);
        let dismissed = steps[1]["step"]["id"].as_str().unwrap();
        let path = format!("/v1/applications/{}/overrides/{dismissed}", story.application);
        client.put(&path, json!({"dismissed": true})).await.expect(201);
        let [write] = &written().await[..] else { panic!("one write") };
        assert!(write.contains(dismissed) && !write.contains(steps[0]["step"]["id"].as_str().unwrap()), "{write}");
    }

    async fn whoever_finds_all_plans_claimed_says_so(api: Api) {
        let ada = api.sign_up("ada").await;
        story(&ada).await;
        let scope = scope_of(&api, &ada).await;
        let claim = async || scope.claim_outdated_plans(&Agenda::default(), &planning::version(), 10).await.unwrap();
        let claimed = claim().await.unwrap();
        assert_eq!(claimed.plans(), 1);
        // There is one writer at a time in SQLite: the next one waits.
        if api.database_url().is_some() {
            assert!(claim().await.is_none());
            let agenda = ada.get("/v1/agenda").await.expect(200);
            assert_eq!((&agenda["complete"], &agenda["plans_remaining"]), (&json!(false), &json!(1)));
            assert!(!agenda["next_cursor"].as_str().unwrap().is_empty());
        }
        // Whoever goes away leaves them as they were.
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
            // Whoever writes a fact waits meanwhile, and the plan isn't kept beyond that.
            let write = ada.patch(&path, json!({"urgent": true}));
            let keep = async {
                claim.dossiers().await.unwrap();
                tokio::time::sleep(Duration::from_millis(50)).await;
                let plan = MadePlan { application_id: story.application.parse().unwrap(), changes_at: None, steps: Vec::new() };
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
            let plan = MadePlan { application_id: story.application.parse().unwrap(), changes_at: None, steps: Vec::new() };
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

    async fn an_account_has_its_own_agenda(api: Api) {
        let (alice, bob) = (api.sign_up("alice").await, api.sign_up("bob").await);
        let story = story(&alice).await;
        assert_eq!(pages(&alice, "").await.len(), 1);
        for query in [String::new(), format!("application_id={}", story.application), format!("candidate_id={}", story.candidate)] {
            assert_eq!(pages(&bob, &query).await, [] as [Value; 0]);
        }
    }
}
