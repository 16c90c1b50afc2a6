use std::collections::HashSet;

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::support::{application_of, on_both_databases};

fn item<'v>(all: &'v Value, code: &str) -> &'v Value {
    all["items"].as_array().unwrap().iter().find(|item| item["code"] == code).unwrap()
}

on_both_databases! {
    async fn all_calendars_are_listed_with_names_weekends_and_parts(api: Api) {
        let ada = api.sign_up("ada").await;
        let all = ada.get("/v1/holiday-calendars").await.expect(200);
        let items = all["items"].as_array().unwrap();
        let codes: Vec<_> = items.iter().map(|item| item["code"].as_str().unwrap()).collect();
        let known: Vec<_> = planning::HolidayCalendar::all().map(planning::HolidayCalendar::code).collect();
        assert_eq!(codes, known);
        assert_eq!(*item(&all, "GB"), json!({
            "code": "GB",
            "name": "United Kingdom",
            "country": null,
            "weekend": ["saturday", "sunday"],
            "years": {"first": 2025, "last": 2035},
            "parts": [
                {"code": "GB-ENG", "name": "England", "differs": true},
                {"code": "GB-NIR", "name": "Northern Ireland", "differs": true},
                {"code": "GB-SCT", "name": "Scotland", "differs": true},
                {"code": "GB-WLS", "name": "Wales", "differs": true},
            ],
        }));
        assert_eq!(item(&all, "FR-6AE")["country"], json!({"code": "FR", "name": "France"}));
        assert_eq!(item(&all, "FR-6AE")["parts"], json!([]));
        assert_eq!(item(&all, "SA")["weekend"], json!(["friday", "saturday"]));
        assert_eq!(item(&all, "LK")["years"], json!({"first": 2025, "last": 2026}));
        assert_eq!(item(&all, "AD")["parts"][1], json!({"code": "AD-03", "name": "Encamp", "differs": false}));
        // Every part is an item, and the other way round.
        let parts: HashSet<_> =
            items.iter().flat_map(|item| item["parts"].as_array().unwrap()).map(|part| part["code"].as_str()).collect();
        let with_country = items.iter().filter(|item| !item["country"].is_null()).map(|item| item["code"].as_str());
        assert_eq!(parts, with_country.collect());
    }

    async fn the_releases_of_the_data_are_listed(api: Api) {
        let ada = api.sign_up("ada").await;
        let data = ada.get("/v1/holiday-calendars").await.expect(200)["data"].clone();
        assert_eq!(data, serde_json::to_value(planning::data_versions()).unwrap());
        let holidays = include_str!("../../planning/data/holidays.txt");
        let version = data["holidays"].as_str().unwrap();
        assert!(holidays.contains(&format!("package `holidays` {version},")), "{data}");
        assert!(data["time_zones"].as_str().is_some_and(|release| release.starts_with("20")), "{data}");
        assert!(include_str!("../../planning/data/places.txt").contains(data["names"].as_str().unwrap()), "{data}");
    }

    async fn the_list_is_sent_once(api: Api) {
        let ada = api.sign_up("ada").await;
        let answer = ada.get("/v1/holiday-calendars").await;
        let tag = answer.header("ETag").unwrap().to_owned();
        answer.expect(200);
        let again = |tag: &str| TestRequest::get().uri("/v1/holiday-calendars").insert_header(("If-None-Match", tag));
        let unchanged = ada.send(again(&tag)).await;
        assert_eq!(unchanged.header("ETag"), Some(&*tag));
        assert_eq!(unchanged.status, 304);
        ada.send(again("\"other\"")).await.expect(200);
    }

    async fn listed_calendars_can_be_chosen_and_others_are_refused_with_help(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = ada.get("/v1/candidates").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
        let with = |code: &str| {
            let mut application = application_of(&candidate);
            application["holiday_calendar"] = json!(code);
            application
        };
        for code in ["GB-ENG", "FR-6AE", "XK"] {
            ada.post("/v1/applications", with(code)).await.created();
        }
        for (code, right) in [
            ("FR-67", "use FR-6AE (Alsace)"),
            ("FR-68", "use FR-6AE (Alsace)"),
            ("EL", "use GR (Greece)"),
            ("UK", "use GB (United Kingdom)"),
            ("NO-30", "use NO-31 (Østfold), NO-32 (Akershus) or NO-33 (Buskerud)"),
        ] {
            let answer = ada.post("/v1/applications", with(code)).await;
            let problem = answer.json();
            answer.problem(422, "invalid-body");
            assert_eq!(problem["errors"][0]["pointer"], "/holiday_calendar", "{problem}");
            assert!(problem["errors"][0]["message"].as_str().unwrap().contains(right), "{problem}");
        }
    }
}
