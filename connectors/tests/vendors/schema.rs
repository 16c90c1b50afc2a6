//! The schema of our own events, its documentation and its examples.

use connectors::{DeliveryContent, Headers, ReadError, event_schema};
use serde_json::{Value, json};

use crate::support::{Vendor, delivery};

const OURS: Vendor = Vendor { kind: "standard_webhooks", scheme: None };

fn map(event: &Value) -> Result<connectors::Changes, ReadError> {
    let body = event.to_string();
    let mapped = OURS.kind().connector.map(&delivery(body.as_bytes(), &Headers::default()), &OURS.settings())?;
    let DeliveryContent::Changes(changes) = mapped else { panic!("no changes") };
    Ok(changes)
}

fn examples() -> Vec<(String, Value)> {
    let files = std::fs::read_dir("../docs/connections/examples").unwrap();
    files
        .map(|file| {
            let path = file.unwrap().path();
            (path.display().to_string(), serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap())
        })
        .collect()
}

#[test]
fn the_schema_in_the_documentation_is_the_one_of_the_code() {
    let written: Value =
        serde_json::from_slice(&std::fs::read("../docs/connections/event.schema.json").unwrap()).unwrap();
    let told = "run: cargo run -p connectors --example schema > docs/connections/event.schema.json";
    assert!(written == event_schema(), "{told}");
}

#[test]
fn examples_are_valid_and_mapped() {
    let validator = jsonschema::draft202012::options().build(&event_schema()).unwrap();
    assert!(examples().len() >= 3);
    for (path, example) in examples() {
        let errors: Vec<_> = validator.iter_errors(&example).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{path}: {errors:?}");
        let changes = map(&example).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(!changes.changes.is_empty(), "{path}");
    }
}

#[test]
fn an_event_is_the_same_after_serialisation() {
    for (path, example) in examples() {
        let event: connectors::Event = serde_json::from_value(example.clone()).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), example, "{path}");
    }
}

#[test]
fn errors_say_where_they_are() {
    let event = |data: Value| json!({ "type": "facts.changed", "timestamp": "2026-11-29T12:00:00Z", "data": data });
    for (wrong, pointer) in [
        (
            event(json!({ "interviews": [{ "remote_id": "1" }, { "remote_id": "2", "starts_at": "soon" }] })),
            "/data/interviews/1/starts_at",
        ),
        (event(json!({ "candidates": [{ "remote_id": "1", "nickname": "Ada" }] })), "/data/candidates/0/nickname"),
        (event(json!({ "candidates": [{}] })), "/data/candidates/0"),
        (event(json!({ "contacts": [{ "remote_id": "x".repeat(95) }] })), "/data/contacts/0/remote_id"),
        (event(json!({ "applications": { "a/b": 1 } })), "/data/applications"),
        (json!({ "type": "facts.changed", "data": {} }), ""),
    ] {
        assert_eq!(map(&wrong).unwrap_err().pointer, pointer, "{wrong}");
    }
    let many: Vec<_> = (0..1001).map(|id| json!({ "remote_id": id.to_string() })).collect();
    assert_eq!(
        map(&event(json!({ "candidates": many }))).unwrap_err().to_string(),
        "/data: has 1001 resources; at most 1000 may be"
    );
}

#[test]
fn null_clears_and_nothing_says_nothing() {
    let event = json!({
        "type": "facts.changed", "timestamp": "2026-11-29T12:00:00Z",
        "data": { "applications": [{ "remote_id": "a", "outcome": null, "company": { "culture": null } }] }
    });
    let changes = serde_json::to_value(map(&event).unwrap()).unwrap();
    let expected = json!({ "remote_id": "standard_webhooks:a", "company": { "culture": null }, "outcome": null });
    assert_eq!(changes.pointer("/changes/0/facts"), Some(&expected));
}
