//! Compares strict parsing with the schemas: examples of all bodies, changed in many ways at every place.

use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::*;
use crate::{
    communications::CommunicationInput,
    contacts::{ContactInput, ContactWithApplication},
    interviews::{InterviewInput, InterviewWithApplication},
};

/// Facts with a value for every field.
fn facts() -> Value {
    json!({
        "as_of": "2026-03-10T20:00:00-04:00",
        "playbook": "consensus",
        "candidate": {
            "name": "Ada Okafor",
            "email": "ada@example.com",
            "phone": "+1 212 555 0100",
            "postal_address": "5 Elm Street\nSpringfield",
            "linkedin_url": "https://www.linkedin.com/in/example",
            "preferred_channel": "email",
            "strengths": ["calm"],
            "goals": ["to lead"]
        },
        "application": {
            "company": {
                "name": "Acme",
                "sector": "corporate",
                "culture": "formal",
                "main_phone": "+1 212 555 0101",
                "postal_address": "1 Main Street\nSpringfield"
            },
            "position": {"title": "Data Engineer", "seniority": "senior"},
            "applied_on": "2026-03-01",
            "urgent": true,
            "forbidden_channels": ["letter"],
            "time_zone": "America/New_York",
            "holiday_calendar": "US-NY",
            "closures": ["2026-03-12"],
            "outcome": {"kind": "rejected", "at": "2026-03-20T20:00:00Z"}
        },
        "contacts": [{
            "id": "c1",
            "name": "Grace Lindqvist",
            "role": "hiring_manager",
            "email": "grace@acme.example",
            "phone": "+1 212 555 0102",
            "postal_address": "2 Quay Road",
            "linkedin_connected": true
        }],
        "interviews": [{
            "id": "i1",
            "kind": "technical",
            "medium": "video",
            "starts_at": "2026-03-10T14:00:00-04:00",
            "ends_at": "2026-03-10T15:00:00-04:00",
            "status": "completed",
            "interviewer_ids": ["c1"],
            "rapport": "strong",
            "decision_expected_on": "2026-03-20",
            "respond_by": "2026-03-12T15:00:00Z",
            "talking_points": ["the batch"],
            "points_to_clarify": ["the stream"]
        }],
        "communications": [{
            "direction": "inbound",
            "channel": "email",
            "purpose": "other",
            "at": "2026-03-11T09:00:00-04:00",
            "contact_id": "c1",
            "decision_expected_on": "2026-03-21",
            "automatic": false,
            "needs_answer": true,
            "answer": "Yes"
        }],
        "overrides": [{"step_id": "i1:follow_up:1", "dismissed": false, "not_before": "2026-03-15T00:00:00Z"}]
    })
}

/// The values that replace another one.
fn instead_of(value: &Value) -> Vec<Value> {
    let mut others = vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.0),
        json!(1.5),
        json!(4_294_967_296_u64),
        json!([]),
        json!({}),
        json!([value]),
        json!([[value]]),
        json!({"value": value}),
        json!({"name": value, "days": 7}),
        json!({"days": 7}),
    ];
    let texts = ["", " ", "x", "X", "\u{85}", "x\u{85}", "\u{85}x", "\u{feff}", " \u{feff} ", "\u{feff}x", "x\u{2028}"];
    others.extend(texts.map(Value::from));
    others
        .extend(["a\nb", "a\tb", "a\u{2028}b", "a\0b", "\u{2002}", "\u{1680}x", "x\u{b}", "\u{1c}x"].map(Value::from));
    others.extend([40, 41, 100, 101, 200, 201, 254, 255, 300, 301, 500, 501, 1000, 1001].map(|n| "x".repeat(n).into()));
    match value {
        Value::String(text) => {
            others.extend([json!({text: null}), json!({text: {}}), json!({text: 0}), json!({text: null, "x": null})]);
            others.extend(
                [format!(" {text}\n"), text.to_uppercase(), format!("{text}\u{85}"), format!("{text}\0")]
                    .map(Value::from),
            );
        }
        Value::Array(items) => {
            for count in [2, 4, 5, 20, 21, 50, 51, 100, 101, 200, 201, 366, 367, 1000, 1001] {
                others.push(items.iter().cycle().take(count).enumerate().map(|(n, item)| numbered(item, n)).collect());
            }
        }
        Value::Object(fields) => {
            others.push(fields.values().cloned().collect());
            others.push(fields.values().take(1).cloned().collect());
            others.push(with(value, "x", json!(1)));
            others.push(with(value, "", json!(null)));
            for name in fields.keys() {
                let mut fewer = fields.clone();
                fewer.remove(name);
                others.push(with(&Value::Object(fewer.clone()), &name.to_uppercase(), fields[name].clone()));
                others.push(Value::Object(fewer));
            }
        }
        _ => {}
    }
    others
}

fn with(object: &Value, name: &str, value: Value) -> Value {
    let mut object = object.clone();
    object[name] = value;
    object
}

/// An item that differs from the others of its list, so that the length is all that can be wrong with that.
fn numbered(item: &Value, n: usize) -> Value {
    match item {
        Value::Object(fields) => {
            let own = ["id", "step_id"].into_iter().find(|id| fields.contains_key(*id));
            own.map_or_else(|| item.clone(), |id| with(item, id, json!(format!("n{n}"))))
        }
        Value::String(text) if text.parse::<uuid::Uuid>().is_ok() => {
            uuid::Uuid::from_u128(n as u128).to_string().into()
        }
        _ => item.clone(),
    }
}

/// The pointers to all values of a document, beginning with the document itself.
fn pointers(at: &str, value: &Value) -> Vec<String> {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, field)| (format!("{at}/{name}"), field)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(n, item)| (format!("{at}/{n}"), item)).collect(),
        _ => Vec::new(),
    };
    let below = children.into_iter().flat_map(|(at, child)| pointers(&at, child));
    std::iter::once(at.to_owned()).chain(below).collect()
}

/// The texts of documents that differ from `original` in one place.
fn changed(original: &Value) -> impl Iterator<Item = String> {
    pointers("", original).into_iter().flat_map(move |at| {
        let value = original.pointer(&at).expect("it was found there");
        instead_of(value).into_iter().map(move |other| {
            let mut document = original.clone();
            *document.pointer_mut(&at).expect("it was found there") = other;
            document.to_string()
        })
    })
}

/// Compares both ways of parsing a type. Returns how many documents were parsed, and how many were refused.
fn compare<T>(original: &Value) -> (usize, usize)
where
    T: DeserializeOwned + Debug + ToSchema + Validate + 'static,
{
    let text = original.to_string();
    assert!(
        read_at_once::<T>(text.as_bytes()).is_some(),
        "{text}: {}",
        read_by_schema::<T>(text.as_bytes()).err().unwrap()
    );
    let twice = text.replacen('{', r#"{"x": 1, "x": 2, "#, 1);
    let garbage = [twice, format!("{text} 1"), format!("{text}}}"), text[..text.len() - 1].to_owned()];
    let (mut read, mut refused) = (0, 0);
    for text in changed(original).chain(garbage) {
        let at_once = read_at_once::<T>(text.as_bytes()).map(|document| format!("{document:?}"));
        let by_schema = read_by_schema::<T>(text.as_bytes()).ok().map(|document| format!("{document:?}"));
        assert_eq!(at_once, by_schema, "{text}");
        *if at_once.is_some() { &mut read } else { &mut refused } += 1;
    }
    (read, refused)
}

#[test]
fn parsing_accepts_what_the_schema_accepts() {
    let id = "0198c0de-7a3b-7c4d-8e5f-60718293a4b5";
    let whole = facts();
    let mut interview = whole["interviews"][0].clone();
    interview["remote_id"] = interview.as_object_mut().unwrap().remove("id").unwrap();
    interview["interviewer_ids"] = json!([id]);
    let communication = with(&whole["communications"][0], "contact_id", json!(id));
    let mut contact = whole["contacts"][0].clone();
    contact["remote_id"] = contact.as_object_mut().unwrap().remove("id").unwrap();
    let said = json!({"dismissed": true, "not_before": "2026-03-15T00:00:00Z"});
    for (read, refused) in [
        compare::<planning::Facts>(&whole),
        compare::<InterviewInput>(&interview),
        compare::<InterviewWithApplication>(&with(&interview, "application_id", json!(id))),
        compare::<CommunicationInput>(&communication),
        compare::<ContactInput>(&contact),
        compare::<ContactWithApplication>(&with(&contact, "application_id", json!(id))),
        compare::<planning::facts::OverrideDetails>(&said),
    ] {
        assert!(read > 5 && refused > 100, "{read} read, {refused} refused");
    }
}

#[test]
fn a_whole_playbook_is_left_to_the_schema() {
    let playbook = json!(planning::Playbook::built_in("consensus"));
    let whole = with(&with(&facts(), "playbook", json!(null)), "custom_playbook", playbook).to_string();
    assert!(read_at_once::<planning::Facts>(whole.as_bytes()).is_none());
    assert!(read::<planning::Facts>(whole.as_bytes()).is_ok());
}
