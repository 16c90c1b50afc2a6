//! The schemas of tools' arguments, made of those of their operations in the OpenAPI document.

use serde_json::{Map, Value, json};
use utoipa::openapi::{OpenApi, path::Operation};

use super::tool::{Argument, ArgumentLocation, FILE_TYPES, Tool};

const COMPONENTS: &str = "#/components/schemas/";

/// The schema of a tool's arguments (JSON Schema 2020-12), without references: not every host of models follows them.
/// None, if the operation has no such parameters or members.
pub(super) fn arguments_schema(tool: &Tool, document: &OpenApi) -> Option<Value> {
    let operation = operation(tool, document)?;
    for hidden in tool.arguments.iter().filter(|argument| !argument.is_shown()) {
        parameter(hidden.name, operation, document)?;
    }
    let mut properties = Map::new();
    for argument in tool.arguments.iter().filter(|argument| argument.is_shown()) {
        properties.insert(argument.name.to_owned(), property(tool, argument, operation, document)?);
    }
    let required: Vec<&str> =
        tool.arguments.iter().filter(|argument| argument.required).map(|argument| argument.name).collect();
    let example: Value = serde_json::from_str(tool.example).ok()?;
    Some(json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
        "examples": [example],
    }))
}

fn operation<'d>(tool: &Tool, document: &'d OpenApi) -> Option<&'d Operation> {
    let item = document.paths.paths.get(tool.path)?;
    let operation = match tool.method.as_str() {
        "GET" => item.get.as_ref(),
        "POST" => item.post.as_ref(),
        "PUT" => item.put.as_ref(),
        "PATCH" => item.patch.as_ref(),
        _ => None,
    };
    operation.filter(|operation| operation.operation_id.as_deref() == Some(tool.operation_id))
}

fn property(tool: &Tool, argument: &Argument, operation: &Operation, document: &OpenApi) -> Option<Value> {
    let (schema, described) = match (argument.location, argument.schema) {
        (ArgumentLocation::Body, Some(component)) => {
            member(argument.name, operation, document)?;
            (json!({"$ref": format!("{COMPONENTS}{component}")}), None)
        }
        (location, _) => argument_schema(location, argument.name, operation, document)?,
    };
    let accepts_null = tool.accepts_null(argument);
    let may_be_null = argument.nullable || accepts_null && is_nullable(&schema);
    let mut schema = simplified(schema, document, accepts_null)?;
    if may_be_null {
        schema = or_null(schema)?;
    }
    let members = schema.as_object_mut()?;
    if let Some(about) = argument.about.map(str::to_owned).or(described) {
        members.insert("description".to_owned(), about.replace('\n', " ").into());
    }
    if let Some(default) = argument.default {
        members.insert("default".to_owned(), serde_json::from_str(default).ok()?);
    }
    Some(schema)
}

/// The schema of an argument at its location, and its description, if the schema has none.
fn argument_schema(
    location: ArgumentLocation,
    name: &str,
    operation: &Operation,
    document: &OpenApi,
) -> Option<(Value, Option<String>)> {
    Some(match location {
        ArgumentLocation::Path(parameter_name) => parameter(parameter_name, operation, document)?,
        ArgumentLocation::Query | ArgumentLocation::Always => parameter(name, operation, document)?,
        ArgumentLocation::Body => (member(name, operation, document)?, None),
        ArgumentLocation::File => (json!({"type": "string"}), None),
        ArgumentLocation::MediaType => {
            (json!({"type": "string", "enum": FILE_TYPES, "description": "What the file is."}), None)
        }
    })
}

/// The schema and the description of a parameter.
fn parameter(name: &str, operation: &Operation, document: &OpenApi) -> Option<(Value, Option<String>)> {
    let document = document.components.as_ref()?;
    let parameters = serde_json::to_value(operation.parameters.as_ref()?).ok()?;
    let components = serde_json::to_value(&document.parameters).ok()?;
    let resolved = |parameter: &Value| match parameter["$ref"].as_str() {
        Some(reference) => components.get(reference.rsplit('/').next().unwrap_or_default()).cloned(),
        None => Some(parameter.clone()),
    };
    let mut all = parameters.as_array()?.iter().filter_map(resolved);
    let found = all.find(|parameter| parameter["name"] == name)?;
    Some((found["schema"].clone(), found["description"].as_str().map(str::to_owned)))
}

/// The schema of a member of the body.
fn member(name: &str, operation: &Operation, document: &OpenApi) -> Option<Value> {
    let body = serde_json::to_value(operation.request_body.as_ref()?).ok()?;
    let content = body["content"].as_object()?.values().next()?;
    let schema = resolve(content["schema"].clone(), document)?;
    schema["properties"].get(name).cloned()
}

/// The schema that a reference leads to, with the keywords beside the reference.
fn resolve(schema: Value, document: &OpenApi) -> Option<Value> {
    let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix(COMPONENTS)) else {
        return Some(schema);
    };
    let found = serde_json::to_value(document.components.as_ref()?.schemas.get(name)?).ok()?;
    let mut found = resolve(found, document)?;
    let beside = schema.as_object()?.iter().filter(|(name, _)| *name != "$ref");
    found.as_object_mut()?.extend(beside.map(|(name, value)| (name.clone(), value.clone())));
    Some(found)
}

/// The formats that JSON Schema defines. Some readers refuse others.
const FORMATS: [&str; 4] = ["date", "date-time", "email", "uuid"];

/// The same schema without references, without null as an alternative, and without what a model has no use for. Where
/// null clears something, the members that can be cleared keep it.
fn simplified(schema: Value, document: &OpenApi, null_clears: bool) -> Option<Value> {
    let mut schema = without_null(resolve(schema, document)?, document)?;
    let members = schema.as_object_mut()?;
    for name in ["example", "examples", "pattern", "not"] {
        members.remove(name);
    }
    if members.get("format").is_some_and(|format| !FORMATS.iter().any(|known| format == known)) {
        members.remove("format");
    }
    if let Some(Value::String(about)) = members.get_mut("description") {
        *about = about.replace('\n', " ");
    }
    if let Some(properties) = members.get_mut("properties").and_then(Value::as_object_mut) {
        for property in properties.values_mut() {
            let may_be_null = null_clears && is_nullable(property);
            let simple = simplified(property.take(), document, null_clears)?;
            *property = if may_be_null { or_null(simple)? } else { simple };
        }
    }
    if let Some(items) = members.get_mut("items") {
        *items = simplified(items.take(), document, null_clears)?;
    }
    for name in ["oneOf", "anyOf", "allOf"] {
        for alternative in members.get_mut(name).and_then(Value::as_array_mut).into_iter().flatten() {
            *alternative = simplified(alternative.take(), document, null_clears)?;
        }
    }
    Some(schema)
}

/// The schema with null as an alternative.
fn or_null(mut schema: Value) -> Option<Value> {
    let members = schema.as_object_mut()?;
    let kind = members.get("type")?.clone();
    members.insert("type".to_owned(), json!([kind, "null"]));
    if let Some(words) = members.get_mut("enum").and_then(Value::as_array_mut) {
        words.push(Value::Null);
    }
    Some(schema)
}

/// Whether null is one of the alternatives.
fn is_nullable(schema: &Value) -> bool {
    let null = |of: &str, is: fn(&Value) -> bool| schema[of].as_array().is_some_and(|all| all.iter().any(is));
    null("type", |kind| kind == "null") || null("oneOf", |alternative| alternative["type"] == "null")
}

/// An argument that is null counts as left out, except in a patch.
fn without_null(mut schema: Value, document: &OpenApi) -> Option<Value> {
    if let Some(types) = schema["type"].as_array().filter(|types| types.len() == 2 && types.contains(&"null".into())) {
        let only = types.iter().find(|kind| *kind != "null").cloned();
        schema["type"] = only?;
    }
    let Some([first, second]) = schema["oneOf"].as_array().map(Vec::as_slice) else { return Some(schema) };
    let is_null = |alternative: &Value| alternative["type"] == "null";
    let only = match (is_null(first), is_null(second)) {
        (false, true) => first.clone(),
        (true, false) => second.clone(),
        _ => return Some(schema),
    };
    let mut found = resolve(only, document)?;
    let beside = schema.as_object()?.iter().filter(|(name, _)| *name != "oneOf");
    found.as_object_mut()?.extend(beside.map(|(name, value)| (name.clone(), value.clone())));
    Some(found)
}
