//! The JSON Schema of our own events.

use serde_json::{Map, Value, json};
use utoipa::{PartialSchema, ToSchema};

use crate::vendors::standard_webhooks::Event;

/// The JSON Schema (draft 2020-12) of the events that a connection of the kind `standard_webhooks` takes.
#[must_use]
pub fn event_schema() -> Value {
    let mut schemas = Vec::new();
    Event::schemas(&mut schemas);
    let mut definitions: Vec<_> = schemas.into_iter().map(|(name, schema)| (name, json!(schema))).collect();
    definitions.sort_by(|(name, _), (other, _)| name.cmp(other));
    definitions.dedup_by(|(name, _), (other, _)| name == other);
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
    schema.insert("title".to_owned(), "An event for a connection of the kind standard_webhooks".into());
    if let Value::Object(event) = json!(Event::schema()) {
        schema.extend(event);
    }
    schema.insert("$defs".to_owned(), definitions.into_iter().collect());
    let mut schema = Value::Object(schema);
    point_references_to_defs(&mut schema);
    schema
}

/// Makes references point to `$defs` instead of the components of an OpenAPI document.
fn point_references_to_defs(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::String(target) if name == "$ref" => {
                        *target = target.replace("#/components/schemas/", "#/$defs/");
                    }
                    field => point_references_to_defs(field),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(point_references_to_defs),
        _ => {}
    }
}
