//! The document as OpenAPI 3.0.3, for tools that don't read 3.1: made from the one of 3.1.
//!
//! It says the same, as far as 3.0 can: `null` becomes `nullable`, keywords beside a `$ref` move around it, and
//! keywords of JSON Schema that 3.0 lacks become what it has instead. Components that only webhooks use are left out
//! with these.

mod components;

use serde_json::{Map, Value, json};

pub(super) use self::components::collect;
use self::components::{allow_null, remove_unused};

/// The keywords that 3.0 lacks, and has nothing for.
const KEYWORDS_NOT_IN_3_0: [&str; 12] = [
    "$schema",
    "$id",
    "$comment",
    "$defs",
    "contentMediaType",
    "contentEncoding",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "unevaluatedProperties",
    "if",
    "then",
];

/// The document of 3.0.3 that says the same as one of 3.1.
#[must_use]
pub(crate) fn to_3_0(mut document: Value) -> Value {
    document["openapi"] = json!("3.0.3");
    if let Some(root) = document.as_object_mut() {
        root.remove("webhooks");
        root.remove("jsonSchemaDialect");
    }
    if let Some(info) = document["info"].as_object_mut() {
        info.remove("summary");
    }
    if let Some(license) = document.pointer_mut("/info/license").and_then(Value::as_object_mut) {
        license.remove("identifier");
    }
    if let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) {
        components.remove("pathItems");
        for (name, children) in components.iter_mut() {
            let each: fn(&mut Value) = if name == "schemas" { convert_schema } else { convert_schemas_within };
            children.as_object_mut().into_iter().flat_map(Map::values_mut).for_each(each);
        }
    }
    if let Some(paths) = document.get_mut("paths") {
        convert_schemas_within(paths);
    }
    allow_null(&mut document);
    remove_unused(&mut document);
    document
}

/// Converts the schemas below operations, parameters, responses and headers.
fn convert_schemas_within(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                match name.as_str() {
                    "schema" => convert_schema(field),
                    "example" | "examples" => {}
                    _ => convert_schemas_within(field),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(convert_schemas_within),
        _ => {}
    }
}

/// Converts a schema, and those within it.
fn convert_schema(value: &mut Value) {
    let Some(fields) = value.as_object_mut() else { return };
    for name in KEYWORDS_NOT_IN_3_0 {
        fields.remove(name);
    }
    for (name, field) in fields.iter_mut() {
        match name.as_str() {
            "properties" => field.as_object_mut().into_iter().flat_map(Map::values_mut).for_each(convert_schema),
            "items" | "additionalProperties" | "not" => convert_schema(field),
            "oneOf" | "anyOf" | "allOf" => field.as_array_mut().into_iter().flatten().for_each(convert_schema),
            _ => {}
        }
    }
    if let Some(Value::Object(excluded)) = fields.get_mut("not")
        && excluded.contains_key("pattern")
    {
        // A pattern is no condition for null, which would be excluded, too.
        excluded.entry("type").or_insert_with(|| json!("string"));
    }
    convert_types(fields);
    for choice in ["oneOf", "anyOf"] {
        remove_null_choice(fields, choice);
    }
    wrap_reference(fields);
    if let Some(examples) = fields.remove("examples")
        && let Some(first) = examples.get(0)
    {
        fields.entry("example").or_insert_with(|| first.clone());
    }
    if let Some(constant) = fields.remove("const") {
        fields.insert("enum".to_owned(), json!([constant]));
    }
    for (exclusive, limit) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if let Some(number @ Value::Number(_)) = fields.get(exclusive).cloned() {
            fields.insert(limit.to_owned(), number);
            fields.insert(exclusive.to_owned(), json!(true));
        }
    }
}

/// A list of types becomes one type, which may be null; several types become a choice.
fn convert_types(fields: &mut Map<String, Value>) {
    let mut types = match fields.remove("type") {
        Some(Value::Array(types)) => types,
        Some(one) => vec![one],
        None => return,
    };
    let all = types.len();
    types.retain(|one| one != "null");
    if types.len() < all {
        fields.insert("nullable".to_owned(), json!(true));
        // What may be null has null among its values, if it lists them.
        if let Some(Value::Array(values)) = fields.get_mut("enum")
            && !values.contains(&Value::Null)
        {
            values.push(Value::Null);
        }
    }
    match types.len() {
        0 => {}
        1 => drop(fields.insert("type".to_owned(), types.remove(0))),
        _ => {
            let choices = types.into_iter().map(|one| json!({"type": one})).collect();
            fields.insert("anyOf".to_owned(), choices);
        }
    }
}

/// A choice between null and one other schema becomes that schema, which may be null.
fn remove_null_choice(fields: &mut Map<String, Value>, choice: &str) {
    let Some(Value::Array(items)) = fields.get_mut(choice) else { return };
    let all = items.len();
    items.retain(|item| *item != json!({"nullable": true}));
    if items.len() == all {
        return;
    }
    fields.insert("nullable".to_owned(), json!(true));
    if let Some(Value::Array(items)) = fields.get_mut(choice)
        && items.len() == 1
        && let Some(only) = items.pop()
    {
        fields.remove(choice);
        match only {
            Value::Object(only) if !only.contains_key("$ref") => {
                for (name, value) in only {
                    fields.entry(name).or_insert(value);
                }
            }
            only => drop(fields.insert("allOf".to_owned(), json!([only]))),
        }
    }
}

/// 3.0 ignores keywords beside a reference: the reference becomes the only part of `allOf`.
fn wrap_reference(fields: &mut Map<String, Value>) {
    fields.remove("summary");
    if fields.len() > 1
        && let Some(reference) = fields.remove("$ref")
    {
        fields.insert("allOf".to_owned(), json!([{"$ref": reference}]));
    }
}

#[cfg(test)]
mod tests;
