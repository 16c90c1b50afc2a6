//! Values of arguments as their operations take them. Models write down null for what they don't know, and some of
//! their libraries write 30 as 30.0, which is an integer by JSON Schema.

use serde_json::{Number, Value};

/// The same value, with integers as such. Null within an object counts as left out, unless `null_clears`.
pub(super) fn normalise(schema: &Value, value: Value, null_clears: bool) -> Value {
    match value {
        Value::Number(number) if takes_integers(schema) => Value::Number(integer(&number).unwrap_or(number)),
        Value::Array(items) => items.into_iter().map(|item| normalise(&schema["items"], item, null_clears)).collect(),
        Value::Object(members) => {
            let known = |name: &str| &schema["properties"][name];
            let counts = |(name, value): &(String, Value)| null_clears || !value.is_null() || known(name).is_null();
            let members = members.into_iter().filter(counts);
            let members = members.map(|(name, value)| {
                let value = normalise(known(&name), value, null_clears);
                (name, value)
            });
            Value::Object(members.collect())
        }
        other => other,
    }
}

/// An object that replaces another one in a merge patch: members that it lacks are null, so that nothing of the other
/// one stays.
pub(super) fn with_missing_as_null(schema: &Value, mut value: Value) -> Value {
    if let (Some(members), Some(known)) = (value.as_object_mut(), schema["properties"].as_object()) {
        for name in known.keys() {
            members.entry(name).or_insert(Value::Null);
        }
    }
    value
}

fn takes_integers(schema: &Value) -> bool {
    match &schema["type"] {
        Value::Array(kinds) => kinds.iter().any(|kind| kind == "integer"),
        kind => kind == "integer",
    }
}

/// A number without a fraction that is written with one.
fn integer(number: &Number) -> Option<Number> {
    let float = number.as_f64().filter(|float| number.is_f64() && float.fract() == 0.0)?;
    format!("{float:.0}").parse::<i64>().ok().map(Number::from)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_normalised() {
        let schema = json!({"type": "object", "properties": {
            "size": {"type": ["integer", "null"]},
            "share": {"type": "number"},
            "company": {"type": "object", "properties": {"name": {"type": "string"}, "sector": {"type": "string"}}},
            "days": {"type": "array", "items": {"type": "integer"}},
        }});
        let given = json!({
            "size": 30.0, "share": 2.0, "company": {"name": "Acme", "sector": null, "other": null}, "days": [1.0, 2.5, 3],
        });
        let made = normalise(&schema, given.clone(), false);
        assert_eq!(
            made.to_string(),
            json!({"size": 30, "share": 2.0, "company": {"name": "Acme", "other": null}, "days": [1, 2.5, 3]})
                .to_string()
        );
        assert_eq!(normalise(&schema, given, true)["company"], json!({"name": "Acme", "sector": null, "other": null}));
        // What no integer of 64 bits holds stays as it is, and is refused.
        assert_eq!(normalise(&schema, json!({"size": 1e300}), false), json!({"size": 1e300}));
    }

    #[test]
    fn a_replacement_sets_missing_members_to_null() {
        let schema = json!({"properties": {"kind": {}, "at": {}, "respond_by": {}}});
        let made = with_missing_as_null(&schema, json!({"kind": "offered", "at": "now"}));
        assert_eq!(made, json!({"kind": "offered", "at": "now", "respond_by": null}));
        assert_eq!(with_missing_as_null(&schema, Value::Null), Value::Null);
    }
}
