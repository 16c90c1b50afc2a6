//! The planner's scenarios through the preview: the service answers what the planner says.

use serde_json::Value;

use crate::support::{Api, Backend};

#[actix_web::test]
async fn the_preview_answers_every_scenario() {
    let api = Api::start(Backend::Sqlite).await;
    let ada = api.sign_up("ada").await;
    let scenarios: Vec<Value> =
        serde_json::from_str(include_str!("../../planning/tests/scenarios/public.json")).unwrap();
    assert_eq!(scenarios.len(), 36);
    for scenario in &scenarios {
        let plan = ada.post("/v1/follow-up-plans/preview", scenario["facts"].clone()).await.expect(200);
        let name = scenario["name"].as_str().unwrap();
        for field in ["state", "next_step_id"] {
            assert_eq!(plan[field], scenario["expect"][field], "{name}: {field}");
        }
        let (steps, expected) = (plan["steps"].as_array().unwrap(), scenario["expect"]["steps"].as_array().unwrap());
        assert_eq!(steps.len(), expected.len(), "{name}");
        for (step, expected) in steps.iter().zip(expected) {
            for (field, value) in expected.as_object().unwrap() {
                assert_eq!(&step[field], value, "{name}: {} {field}", step["id"]);
            }
            assert!(!step["reasons"].as_array().unwrap().is_empty(), "{name}: {} has no reasons", step["id"]);
        }
    }
}
