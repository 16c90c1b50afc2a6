//! The types' schemas, as an OpenAPI document collects them.

use planning::{Facts, Rule};
use serde_json::Value;
use utoipa::OpenApi;
use wording::plan_json::PlanJson;

#[derive(OpenApi)]
#[openapi(components(schemas(Facts, Rule, PlanJson)))]
struct Document;

fn references<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str));
            fields.values().for_each(|field| references(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = serde_json::to_value(Document::openapi()).unwrap();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.contains(&"#/components/schemas/Playbook"), "{found:?}");
    for reference in found {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
}

#[test]
fn a_wait_is_one_of_two_bounded_numbers() {
    let document = serde_json::to_value(Document::openapi()).unwrap();
    let wait = &document["components"]["schemas"]["Wait"];
    assert_eq!(wait["properties"]["days"]["maximum"], 180);
    assert_eq!(wait["properties"]["business_days"]["maximum"], 180);
    assert_eq!((&wait["minProperties"], &wait["maxProperties"]), (&1.into(), &1.into()));
    assert_eq!(wait["additionalProperties"], false);
}
