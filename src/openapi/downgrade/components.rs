//! Schemas that may be null, and those that nothing refers to.
//!
//! In 3.0.3 `nullable` counts only beside a `type`, and a reference forbids null whatever stands beside it. So a schema
//! that is no object and no enumeration is written out. Those two stay references, since each generator makes one type
//! of one name: the choice between the reference and null, which is an enumeration of null alone.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// The prefix of references.
const COMPONENTS: &str = "#/components/";

/// The prefix of references to schemas.
const SCHEMAS: &str = "#/components/schemas/";

/// Lets all schemas be null that may be, in the whole document.
pub(super) fn allow_null(document: &mut Value) {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object).cloned().unwrap_or_default();
    below(document, &schemas);
}

fn below(value: &mut Value, schemas: &Map<String, Value>) {
    match value {
        Value::Object(fields) => {
            allow_null_beside_reference(fields, schemas);
            for (name, field) in fields.iter_mut() {
                if !matches!(name.as_str(), "example" | "examples" | "default" | "enum") {
                    below(field, schemas);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| below(item, schemas)),
        _ => {}
    }
}

/// What the fields say themselves stays.
fn allow_null_beside_reference(fields: &mut Map<String, Value>, schemas: &Map<String, Value>) {
    if fields.get("nullable") != Some(&Value::Bool(true)) {
        return;
    }
    let Some(Value::Array(parts)) = fields.get("allOf") else { return };
    let [part] = &parts[..] else { return };
    let name = part.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix(SCHEMAS));
    let Some(schema) = name.and_then(|name| schemas.get(name)).and_then(Value::as_object) else { return };
    let Some(kind) = schema.get("type") else { return };
    if kind == "object" || schema.contains_key("enum") {
        fields.remove("nullable");
        if let Some(Value::Array(mut parts)) = fields.remove("allOf") {
            parts.push(json!({"enum": [null]}));
            fields.insert("oneOf".to_owned(), parts.into());
        }
        return;
    }
    fields.remove("allOf");
    for (keyword, value) in schema {
        fields.entry(keyword).or_insert_with(|| value.clone());
    }
}

/// Removes the components that nothing refers to, except for how to sign in.
pub(super) fn remove_unused(document: &mut Value) {
    let mut used = BTreeSet::new();
    if let Some(paths) = document.get("paths") {
        collect(paths, document, &mut used);
    }
    let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) else { return };
    for (kind, members) in components.iter_mut().filter(|(kind, _)| *kind != "securitySchemes") {
        let is_used = |name: &String| used.contains(&format!("{COMPONENTS}{kind}/{name}"));
        if let Some(members) = members.as_object_mut() {
            members.retain(|name, _| is_used(name));
        }
    }
    components.retain(|_, members| members.as_object().is_none_or(|members| !members.is_empty()));
}

/// Adds what a value refers to, and what that refers to.
pub(in crate::openapi) fn collect(value: &Value, document: &Value, used: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.starts_with(COMPONENTS) && !used.contains(text) => {
            used.insert(text.clone());
            if let Some(component) = document.pointer(text.trim_start_matches('#')) {
                collect(component, document, used);
            }
        }
        Value::Object(fields) => fields.values().for_each(|field| collect(field, document, used)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, document, used)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nullable(name: &str) -> Value {
        json!({"allOf": [{"$ref": format!("{SCHEMAS}{name}")}], "nullable": true, "description": "The property"})
    }

    fn document() -> Value {
        json!({
            "paths": {"/a": {"get": {"responses": {"200": {"$ref": "#/components/responses/A"}}}}},
            "components": {
                "responses": {"A": {"content": {"j": {"schema": {"$ref": "#/components/schemas/A"}}}}, "Unused": {}},
                "schemas": {
                    "A": {"type": "object", "properties": {
                        "key": nullable("Key"), "colour": nullable("Colour"), "b": nullable("B")
                    }},
                    "B": {"type": "object", "properties": {"key": nullable("Key"), "b": nullable("B")}},
                    "Colour": {"type": "string", "enum": ["red"], "description": "A colour"},
                    "Key": {"type": "string", "maxLength": 9, "example": "k"},
                    "Unused": {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/A"}}}
                },
                "securitySchemes": {"oauth2": {}}
            }
        })
    }

    #[test]
    fn references_that_may_be_null_are_choices_or_written_out() {
        let mut document = document();
        allow_null(&mut document);
        let properties = &document["components"]["schemas"]["A"]["properties"];
        let choice = |name: &str| json!({"oneOf": [{"$ref": format!("{SCHEMAS}{name}")}, {"enum": [null]}], "description": "The property"});
        assert_eq!(
            properties["key"],
            json!({"type": "string", "maxLength": 9, "example": "k", "nullable": true, "description": "The property"})
        );
        assert_eq!(properties["colour"], choice("Colour"));
        assert_eq!(properties["b"], choice("B"));
        assert_eq!(document["components"]["schemas"]["B"]["properties"]["b"], choice("B"));
    }

    #[test]
    fn unused_schemas_are_left_out() {
        let mut document = document();
        remove_unused(&mut document);
        let names =
            |kind: &str| -> Vec<String> { document["components"][kind].as_object().unwrap().keys().cloned().collect() };
        assert_eq!(names("schemas"), ["A", "B", "Colour", "Key"]);
        assert_eq!(names("responses"), ["A"]);
        assert_eq!(names("securitySchemes"), ["oauth2"]);
    }
}
