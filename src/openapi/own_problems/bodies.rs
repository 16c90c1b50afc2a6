//! What is wrong with a body that an operation refuses: an example for its schema.

use super::{Map, Operation, RefOr, Value, collect, json};
use crate::http::{missing, violations_of};
use planning::Violation;

/// Wrong values for examples. No property accepts both.
const WRONG_VALUES: [&str; 2] = ["?", ""];

/// The JSON body of an operation.
pub(super) struct ExampleBody<'d> {
    document: &'d Value,
    properties: &'d Map<String, Value>,
    required: Option<&'d str>,
    /// The properties that the example has.
    shown: Vec<String>,
    /// Whether null removes a value, so that it is no value of a property.
    is_patch: bool,
}

impl<'d> ExampleBody<'d> {
    /// The body of an operation of the document, if it is a JSON object.
    pub(super) fn from_operation(operation: &Operation, document: &'d Value) -> Option<Self> {
        let RefOr::T(body) = operation.request_body.as_ref()? else { return None };
        let (media_type, content) = body.content.iter().find(|(media_type, _)| media_type.ends_with("json"))?;
        let content = json!(content);
        let schema = object(&content["schema"], document)?;
        let example =
            [&content["example"], &schema["example"], &schema["examples"][0]].into_iter().find_map(Value::as_object);
        Some(Self {
            document,
            properties: schema["properties"].as_object()?,
            required: schema["required"][0].as_str(),
            shown: example.into_iter().flat_map(Map::keys).cloned().collect(),
            is_patch: media_type.contains("patch"),
        })
    }

    /// Whether the body has this property.
    pub(super) fn has_property(&self, name: &str) -> bool {
        self.properties.contains_key(name)
    }

    /// The violations by an example that lacks the first required property; if there is none, by one with a wrong value
    /// of a property that the example shows, or else of any other.
    pub(super) fn refused(&self) -> Option<Vec<Violation>> {
        if let Some(name) = self.required {
            return Some(vec![missing("", name)]);
        }
        let (shown, others): (Vec<_>, Vec<_>) = self.properties.iter().partition(|(name, _)| self.shown.contains(name));
        let tried = WRONG_VALUES.iter().flat_map(|wrong| shown.iter().map(move |property| (wrong, property)));
        let tried =
            tried.chain(WRONG_VALUES.iter().flat_map(|wrong| others.iter().map(move |property| (wrong, property))));
        let refused = tried.map(|(wrong, (name, schema))| self.violations(name, schema, wrong));
        refused.into_iter().find(|violations| !violations.is_empty())
    }

    fn violations(&self, name: &str, schema: &Value, wrong: &str) -> Vec<Violation> {
        // It is looked up before anything else is checked.
        if name == "application_remote_id" {
            let unknown = "there is no application with this remote id";
            return vec![Violation::new(format!("/{name}"), "unknown_reference", unknown)];
        }
        let mut schema = schema.clone();
        if self.is_patch
            && let Some(Value::Array(types)) = schema.get_mut("type")
        {
            types.retain(|one| one != "null");
        }
        let mut used = std::collections::BTreeSet::new();
        collect(&schema, self.document, &mut used);
        let schemas: Map<String, Value> = used
            .iter()
            .filter_map(|reference| {
                Some((reference.rsplit('/').next()?.to_owned(), self.referenced(reference)?.clone()))
            })
            .collect();
        let root = json!({"properties": {name: schema}, "components": {"schemas": schemas}});
        violations_of(&root, &json!({name: wrong}))
    }

    fn referenced(&self, reference: &str) -> Option<&'d Value> {
        self.document.pointer(reference.trim_start_matches('#'))
    }
}

/// The object that a schema is, refers to, or may be beside null.
fn object<'d>(schema: &Value, document: &'d Value) -> Option<&'d Value> {
    let choices = schema["oneOf"].as_array().into_iter().flatten();
    let reference = std::iter::once(schema).chain(choices).find_map(|one| one["$ref"].as_str())?;
    document.pointer(reference.trim_start_matches('#'))
}
