//! Leaves out problems that an operation can't answer with. Handlers declare sets of problems for their kind; which of
//! them can come also depends on the operation's path, scope, headers and body.

use utoipa::openapi::{
    RefOr,
    path::{Operation, ParameterIn},
};

use crate::{auth::ScopeName, operation::OperationTraits};

/// Removes the responses that can't come, from an operation whose `Idempotency-Key` is not declared yet.
pub(super) fn retain(path: &str, operation: &mut Operation, traits: OperationTraits) {
    let creates = has_header(operation, "If-None-Match");
    let has_condition = creates || has_header(operation, "If-Match");
    let has_json = has_json(operation);
    operation.responses.responses.retain(|status, _| match status.as_str() {
        // A body that names something unknown is answered with 422, and a query with 400 or an empty list. An operation
        // without sign-in may be switched off.
        "404" => path.contains('{') && !creates || traits.scope().is_none(),
        // An operation that stores nothing has no conflicts.
        "409" => traits.scope() != Some(ScopeName::Read),
        "412" => has_condition,
        "422" => has_json,
        _ => true,
    });
}

/// Whether a write has a header with a condition. That of reads is declared later.
fn has_header(operation: &Operation, name: &str) -> bool {
    let mut parameters = operation.parameters.iter().flatten();
    parameters.any(|parameter| {
        matches!(parameter, RefOr::T(header) if header.parameter_in == ParameterIn::Header && header.name == name)
    })
}

fn has_json(operation: &Operation) -> bool {
    let Some(RefOr::T(body)) = &operation.request_body else { return false };
    body.content.keys().any(|media_type| media_type.ends_with("json"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::operation::{OPEN, READ, WRITE};

    fn possible(path: &str, traits: OperationTraits, rest: &serde_json::Value) -> Vec<String> {
        let responses: serde_json::Map<_, _> = ["200", "404", "409", "412", "422"]
            .map(|status| (status.to_owned(), json!({"description": ""})))
            .into_iter()
            .collect();
        let mut operation = json!({"responses": responses});
        operation.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        let mut operation: Operation = serde_json::from_value(operation).unwrap();
        retain(path, &mut operation, traits);
        operation.responses.responses.into_keys().collect()
    }

    #[test]
    fn problems_depend_on_path_scope_headers_and_body() {
        assert_eq!(possible("/v1/things", READ, &json!({})), ["200"]);
        assert_eq!(possible("/v1/things/{id}", READ, &json!({})), ["200", "404"]);
        assert_eq!(possible("/metrics", OPEN, &json!({})), ["200", "404", "409"]);
        let body = |media_type: &str| json!({"requestBody": {"content": {media_type: {}}}});
        assert_eq!(possible("/v1/things", WRITE, &body("application/merge-patch+json")), ["200", "409", "422"]);
        assert_eq!(possible("/v1/things", WRITE, &body("text/calendar")), ["200", "409"]);
        let condition = |name: &str| json!({"parameters": [{"name": name, "in": "header", "required": false}]});
        assert_eq!(possible("/v1/things/{id}", WRITE, &condition("If-Match")), ["200", "404", "409", "412"]);
        assert_eq!(possible("/v1/things/{id}", WRITE, &condition("If-None-Match")), ["200", "409", "412"]);
    }
}
