//! `GET /v1/statistics`: what is counted, what is withheld, and in which formats.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::{
    support::{Answer, Client, on_both_databases},
    sync::{application, candidate},
};

/// The kinds of items that an application is made of: itself, an interview 29 days ago, and an answer, if there is one.
fn items(remote_id: &str, changes: &Value, answered_on: Option<&str>) -> Vec<Value> {
    let mut application = application(remote_id, "someone");
    for (field, value) in changes.as_object().unwrap() {
        application[field] = value.clone();
    }
    let interview = json!({
        "type": "interview", "remote_id": format!("{remote_id}-i"), "application_remote_id": remote_id,
        "kind": "technical", "starts_at": "2026-02-09T14:00:00Z", "ends_at": "2026-02-09T15:00:00Z"
    });
    let answer = answered_on.map(|day| message(remote_id, "inbound", &format!("{day}T15:00:00Z")));
    [application, interview].into_iter().chain(answer).collect()
}

fn message(application: &str, direction: &str, at: &str) -> Value {
    json!({
        "type": "communication", "remote_id": format!("{application}-{direction}"), "channel": "email",
        "application_remote_id": application, "direction": direction, "at": at
    })
}

async fn sync(client: &Client, items: Vec<Value>) {
    let answer = client.post("/v1/sync", json!({"items": items})).await.expect(200);
    for result in answer["results"].as_array().unwrap() {
        assert_ne!(result["result"], "failed", "{result}");
    }
}

/// Stores `answered` applications to which the employer answered after three days, and `waiting` others.
async fn store(client: &Client, name: &str, changes: Value, answered: usize, waiting: usize) {
    let mut all = vec![candidate("someone")];
    for number in 0..answered + waiting {
        let answer = (number < answered).then_some("2026-02-12");
        all.extend(items(&format!("{name}-{number}"), &changes, answer));
    }
    sync(client, all).await;
}

/// The figures, once all is counted.
async fn statistics(client: &Client, query: &str) -> Value {
    loop {
        let figures = client.get(&format!("/v1/statistics{query}")).await.expect(200);
        if figures["complete"] == true {
            return figures;
        }
        assert!(figures["plans_remaining"].as_u64().unwrap() > 0);
    }
}

fn numbers(group: &Value) -> [u64; 4] {
    ["applications", "answered", "waiting", "ended"].map(|field| group[field].as_u64().unwrap())
}

fn values(figures: &Value) -> Vec<(&str, u64)> {
    let groups = figures["groups"].as_array().unwrap().iter();
    groups.map(|group| (group["value"].as_str().unwrap_or("all"), group["applications"].as_u64().unwrap())).collect()
}

async fn accepting(client: &Client, query: &str, accept: &'static str) -> Answer {
    let request = TestRequest::get().uri(&format!("/v1/statistics{query}")).insert_header(("accept", accept));
    client.send(request).await
}

on_both_databases! {
    async fn applications_without_an_answer_are_counted_as_waiting(api: Api) {
        let ada = api.sign_up("ada").await;
        store(&ada, "a", json!({}), 12, 10).await;
        // Beside the ones that count there is one without an interview.
        sync(&ada, vec![application("none", "someone")]).await;
        let figures = statistics(&ada, "").await;
        assert_eq!((&figures["by"], &figures["minimum"]), (&Value::Null, &json!(20)));
        let group = &figures["groups"][0];
        assert_eq!(numbers(group), [22, 12, 10, 0]);
        let point = |day: u32, at_risk: u32, answered: u32| {
            let point = group["curve"].as_array().unwrap().iter().find(|point| point["day"] == day).unwrap();
            assert_eq!((&point["at_risk"], &point["answered"]), (&json!(at_risk), &json!(answered)), "{point}");
            [&point["share"], &point["lower"], &point["upper"]].map(|share| share.as_f64().unwrap())
        };
        let [share, lower, upper] = point(3, 22, 12);
        assert!((share - 10.0 / 22.0).abs() < 1e-6 && lower < share && share < upper, "{lower} {share} {upper}");
        assert!(point(29, 10, 0).iter().zip([share, lower, upper]).all(|(one, other)| (one - other).abs() < 1e-9));
        let median = &group["quantiles"][1];
        assert_eq!((&median["share"], &median["days"]), (&json!(0.5), &json!(3)));
        assert_eq!(group["quantiles"][2]["days"], Value::Null);
        assert_eq!(group["answered_within"][1]["days"], 14);
        assert!((group["answered_within"][1]["share"].as_f64().unwrap() - 12.0 / 22.0).abs() < 1e-6);
        assert_eq!(group["answered_within"][2]["share"], Value::Null);
    }

    async fn every_fact_shows_at_once_and_after_it_was_added_up(api: Api) {
        let ada = api.sign_up("ada").await;
        store(&ada, "a", json!({}), 10, 12).await;
        let of_all = async || {
            let noted = statistics(&ada, "").await;
            api.keep().await;
            assert_eq!(statistics(&ada, "").await, noted);
            numbers(&noted["groups"][0])
        };
        assert_eq!(of_all().await, [22, 10, 12, 0]);
        sync(&ada, vec![message("a-20", "inbound", "2026-03-01T12:00:00Z")]).await;
        assert_eq!(of_all().await, [22, 11, 11, 0]);
        let withdrawn = json!({"outcome": {"kind": "withdrawn", "at": "2026-03-02T12:00:00Z"}});
        sync(&ada, items("a-21", &withdrawn, None)).await;
        assert_eq!(of_all().await, [22, 11, 10, 1]);
        // After another interview it waits again.
        let mut another = items("a-0", &json!({}), None).remove(1);
        another["remote_id"] = json!("another");
        another["starts_at"] = json!("2026-03-03T14:00:00Z");
        another["ends_at"] = json!("2026-03-03T15:00:00Z");
        sync(&ada, vec![another]).await;
        assert_eq!(of_all().await, [22, 10, 11, 1]);
        let deleted = ada.get("/v1/applications/by-remote-id/a-1").await.expect(200);
        ada.delete(&format!("/v1/applications/{}", deleted["id"].as_str().unwrap())).await.expect(204);
        assert_eq!(of_all().await, [21, 9, 11, 1]);
    }

    async fn groups_are_by_one_thing_and_narrowed_by_others(api: Api) {
        let ada = api.sign_up("ada").await;
        let at = |sector: &str, calendar: &str| json!({
            "company": {"name": "Acme", "sector": sector}, "holiday_calendar": calendar
        });
        store(&ada, "s", at("startup", "US-NY"), 15, 10).await;
        store(&ada, "g", at("government", "CA-ON"), 5, 15).await;
        store(&ada, "n", at("nonprofit", "CA-ON"), 1, 2).await;
        for after in ["noted", "added up"] {
            let by_sector = statistics(&ada, "?by=sector").await;
            assert_eq!(values(&by_sector), [("startup", 25), ("government", 20)], "{after}");
            assert_eq!(by_sector["withheld"], json!({"groups": 1, "applications": 3}), "{after}");
            assert_eq!(values(&statistics(&ada, "?by=country").await), [("US", 25), ("CA", 23)], "{after}");
            assert_eq!(values(&statistics(&ada, "?by=stage&country=CA").await), [("technical", 23)], "{after}");
            let narrow = statistics(&ada, "?country=CA&sector=government&seniority=mid&channel=none").await;
            assert_eq!(values(&narrow), [("all", 20)], "{after}");
            assert_eq!(values(&statistics(&ada, "?by=sector&sector=startup").await), [("startup", 25)], "{after}");
            let none = statistics(&ada, "?country=none").await;
            assert_eq!((values(&none), &none["withheld"]["groups"]), (vec![], &json!(0)), "{after}");
            api.keep().await;
        }
    }

    async fn the_channel_is_that_of_the_first_message_before_an_answer(api: Api) {
        let ada = api.sign_up("ada").await;
        store(&ada, "a", json!({}), 10, 20).await;
        let mut messages = vec![message("a-0", "outbound", "2026-02-20T12:00:00Z")];
        messages.extend((10..30).map(|number| message(&format!("a-{number}"), "outbound", "2026-02-20T12:00:00Z")));
        sync(&ada, messages).await;
        let figures = statistics(&ada, "?by=channel").await;
        assert_eq!(values(&figures), [("email", 20)]);
        assert_eq!(figures["withheld"], json!({"groups": 1, "applications": 10}));
    }

    async fn below_the_minimum_nothing_is_shown(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        store(&ada, "a", json!({}), 10, 9).await;
        let few = statistics(&ada, "").await;
        assert_eq!((&few["groups"], &few["withheld"]), (&json!([]), &json!({"groups": 1, "applications": 19})));
        // Another account has nothing to do with these.
        let none = statistics(&bob, "").await;
        assert_eq!((&none["groups"], &none["withheld"]), (&json!([]), &json!({"groups": 0, "applications": 0})));
        for figure in few["published"].as_array().unwrap() {
            assert_eq!(figure["label"], "prior");
            assert!(figure["year"].as_u64().unwrap() > 2000 && !figure["weakness"].as_str().unwrap().is_empty());
        }
        assert!(few["published"].as_array().unwrap().len() > 2);
    }

    async fn the_curves_are_a_table_and_a_picture_too(api: Api) {
        let ada = api.sign_up("ada").await;
        store(&ada, "a", json!({}), 12, 10).await;
        let figures = statistics(&ada, "?by=stage").await;
        let csv = accepting(&ada, "?by=stage", "text/csv").await;
        assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
        assert_eq!(csv.header("content-disposition"), Some("attachment; filename=\"statistics.csv\""));
        let lines: Vec<_> = csv.text.split("\r\n").collect();
        assert_eq!(lines[0], "value,applications,day,at_risk,answered,share_waiting,lower,upper");
        let first = &figures["groups"][0]["curve"][0];
        let expected = format!("technical,22,3,22,12,{},{},{}", first["share"], first["lower"], first["upper"]);
        assert_eq!((lines[1], lines.len(), lines[3]), (&*expected, 4, ""));
        // What a table has no place for is beside it.
        store(&ada, "b", json!({"company": {"name": "Acme", "sector": "startup"}}), 2, 1).await;
        statistics(&ada, "").await;
        let by_sector = accepting(&ada, "?by=sector", "text/csv").await;
        let told = ["minimum", "withheld-groups", "withheld-applications", "complete"]
            .map(|name| by_sector.header(&format!("statistics-{name}")).unwrap().to_owned());
        assert_eq!(told, ["20", "1", "3", "true"]);
        assert_eq!(accepting(&ada, "?by=sector", "application/json").await.header("statistics-minimum"), None);
        let svg = accepting(&ada, "?by=stage", "image/svg+xml").await;
        assert_eq!(svg.header("content-type"), Some("image/svg+xml"));
        assert!(svg.header("content-security-policy").unwrap().starts_with("default-src 'none'"));
        for part in ["<title id=\"title\">", "<desc id=\"desc\">After a technical interview (25 applications)"] {
            assert!(svg.text.contains(part), "{}", svg.text);
        }
        accepting(&ada, "", "text/calendar").await.problem(406, "not-acceptable");
    }

    async fn an_unknown_group_is_refused_by_name(api: Api) {
        let ada = api.sign_up("ada").await;
        for wrong in ["by=company", "country=usa", "country=us", "country=XX", "country=CA-ON", "stage=first", "channel=fax", "sector=", "from=2026-01-01"] {
            ada.get(&format!("/v1/statistics?{wrong}")).await.problem(400, "bad-request");
        }
    }
}
