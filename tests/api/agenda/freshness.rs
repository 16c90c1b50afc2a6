//! The agenda after writes and as time passes.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{ALL, agrees, application_with_interview, first_candidate, ids, pages, pages_behind, plans};
use crate::support::{Answer, Client, Story, on_both_databases, story};

/// Writes of every kind of fact, each after the one before.
pub fn writes(story: &Story, other: &Story) -> Vec<(&'static str, &'static str, String, Value)> {
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

/// Sends such a write.
pub async fn send(client: &Client, method: &str, path: &str, body: Value) -> Answer {
    match method {
        "POST" => client.post(path, body).await,
        "PUT" => client.put(path, body).await,
        "PATCH" => client.patch(path, body).await,
        _ => client.delete(path).await,
    }
}

on_both_databases! {
    async fn every_write_of_a_fact_shows_at_once(api: Api) {
        let ada = api.sign_up("ada").await;
        let (one, other) = (story(&ada).await, story(&ada).await);
        let query = format!("status={ALL}&limit=200");
        agrees(&pages(&ada, &query).await, &plans(&ada).await, "the story");
        for (what, method, path, body) in writes(&one, &other) {
            let answer = send(&ada, method, &path, body).await;
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

    async fn plans_that_have_not_changed_are_not_rebuilt(api: Api) {
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
            let before = api.plan_refresh.rebuilt_plans();
            pages(&ada, query).await;
            api.plan_refresh.rebuilt_plans() - before
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
        let before = api.plan_refresh.rebuilt_plans();
        pages(&ada, "").await;
        assert_eq!(api.plan_refresh.rebuilt_plans() - before, 1);
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
        assert_eq!(api.plan_refresh.rebuilt_plans(), 30);
        let mut items = first["items"].as_array().unwrap().clone();
        assert_eq!(items.len(), 20);
        assert!(items.is_sorted_by_key(|item| item["step"]["closes_at"].as_str().unwrap().to_owned()));
        // The next page is empty until all is known.
        let cursor = first["next_cursor"].as_str().unwrap();
        assert!(!cursor.is_empty());
        let second = ada.get(&format!("/v1/agenda?limit=20&cursor={cursor}")).await.expect(200);
        assert_eq!((&second["complete"], &second["plans_remaining"]), (&json!(false), &json!(4)));
        assert_eq!((&second["items"], &second["next_cursor"]), (&json!([]), &json!(cursor)));
        let rest = pages_behind(&ada, "limit=20", cursor).await;
        assert_eq!(rest.len(), 44);
        items.extend(rest);
        // A new request gets the first page as it is.
        let page = ada.get("/v1/agenda?limit=20").await.expect(200);
        assert_eq!((&page["complete"], &page["plans_remaining"]), (&json!(true), &json!(0)));
        assert_eq!(api.plan_refresh.rebuilt_plans(), 64);
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

    async fn cursors_that_no_list_gave_are_refused(api: Api) {
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
        // As releases before gave it, without a mark of its list.
        let bare = BASE64_URL_SAFE_NO_PAD.encode(place);
        for made_up in ["Ag", "AgEA", "Av8", "AgAA", &bare] {
            ada.get(&format!("/v1/agenda?cursor={made_up}")).await.problem(400, "bad-request");
        }
    }
}
