//! The document as Swagger UI shows it: one form to sign in with, forms that can be sent as they are, and examples of
//! these days.

use chrono::{NaiveDate, TimeDelta};
use utoipa::openapi::{
    OpenApi, RefOr, Schema, SecurityRequirement, Type,
    path::{Operation, ParameterBuilder, ParameterIn},
    schema::ObjectBuilder,
    security::{Flow, OAuth2, Password, Scopes, SecurityScheme},
};

use super::shared::operations;

/// The beginning of the dates in the examples.
const EXAMPLE_YEAR: &str = "2026-";

/// The day of the interview in the examples.
const EXAMPLE_DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 3, 10);

/// Leaves one way to sign in: with an e-mail address and a password, for all scopes. Swagger UI has a form for each flow,
/// and asks for scopes if it knows some.
pub(super) fn with_one_form(document: &mut OpenApi) {
    let password = Flow::Password(Password::new("/oauth/token", Scopes::new()));
    let scheme = SecurityScheme::OAuth2(OAuth2::new([password]));
    document.components.get_or_insert_default().security_schemes.insert("oauth2".to_owned(), RefOr::T(scheme));
    let described = document.paths.paths.values_mut().flat_map(operations).filter_map(|one| one.security.as_mut());
    for requirement in described.chain(&mut document.security).flatten() {
        if *requirement != SecurityRequirement::default() {
            *requirement = SecurityRequirement::new::<_, [&str; 0], _>("oauth2", []);
        }
    }
}

/// The parameter of a path that is the id of a step.
const STEP_ID: &str = "step_id";

/// The media type of forms.
const FORM: &str = "application/x-www-form-urlencoded";

/// Leaves optional fields of forms empty that have neither an example nor a default. Swagger UI would fill them with the
/// word `string`, and send that.
pub(super) fn with_empty_fields(document: &mut OpenApi) {
    let described = document.paths.paths.values_mut().flat_map(operations);
    let names: Vec<String> = described.filter_map(|operation| form_of(operation)).collect();
    let Some(components) = &mut document.components else { return };
    for name in names {
        let Some(RefOr::T(Schema::Object(form))) = components.schemas.get_mut(&name) else { continue };
        let required = &form.required;
        for (_, field) in form.properties.iter_mut().filter(|(name, _)| !required.contains(*name)) {
            if let RefOr::T(Schema::Object(field)) = field
                && field.example.is_none()
                && field.examples.is_empty()
                && field.default.is_none()
            {
                field.example = Some("".into());
            }
        }
    }
}

/// Leaves ids of steps in paths empty, since that of the example is no step of the reader's.
pub(super) fn without_step_ids(document: &mut OpenApi) {
    let shared = document.components.as_mut().into_iter().flat_map(|components| components.parameters.values_mut());
    let own =
        document.paths.paths.values_mut().flat_map(operations).filter_map(|one| one.parameters.as_mut()).flatten();
    for parameter in shared.chain(own) {
        let RefOr::T(parameter) = parameter else { continue };
        if parameter.parameter_in == ParameterIn::Path && parameter.name == STEP_ID {
            let text = ObjectBuilder::new().schema_type(Type::String).build();
            *parameter = ParameterBuilder::from(parameter.clone()).schema(Some(text)).example(None).build();
        }
    }
}

/// The name of the schema of an operation's form.
fn form_of(operation: &Operation) -> Option<String> {
    let RefOr::T(body) = operation.request_body.as_ref()? else { return None };
    let RefOr::T(form) = body.content.get(FORM)? else { return None };
    let RefOr::Ref(schema) = form.schema.as_ref()? else { return None };
    schema.ref_location.rsplit('/').next().map(str::to_owned)
}

/// Moves all days of the examples by whole weeks, so that the interview was within the last week. Days of the week stay
/// as they are.
pub(crate) fn with_current_days(text: &str, today: NaiveDate) -> String {
    let Some(days) = EXAMPLE_DAY.map(|day| (today - day).num_days() - 1) else { return text.to_owned() };
    let later = TimeDelta::weeks(days.div_euclid(7));
    let mut moved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(EXAMPLE_YEAR) {
        let (before, found) = rest.split_at(start);
        moved.push_str(before);
        let day = found.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
        let moved_day = day.and_then(|day| day.checked_add_signed(later)).map(|day| day.to_string());
        let written = moved_day.as_deref().unwrap_or(EXAMPLE_YEAR);
        moved.push_str(written);
        rest = found.get(written.len()..).unwrap_or_default();
    }
    moved.push_str(rest);
    moved
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn moved(text: &str, today: &str) -> String {
        with_current_days(text, today.parse().unwrap())
    }

    #[test]
    fn the_interview_was_within_the_last_week() {
        assert_eq!(moved("2026-03-10", "2026-03-11"), "2026-03-10");
        assert_eq!(moved("2026-03-10", "2026-03-17"), "2026-03-10");
        assert_eq!(moved("2026-03-10", "2026-03-18"), "2026-03-17");
        assert_eq!(moved("2026-03-10", "2027-01-01"), "2026-12-29");
        assert_eq!(
            moved(r#"{"at": "2026-03-10T14:00:00-04:00", "on": "2026-02-16"}, "#, "2026-11-29"),
            r#"{"at": "2026-11-24T14:00:00-04:00", "on": "2026-11-02"}, "#
        );
    }

    #[test]
    fn optional_fields_of_forms_are_empty() {
        let field = |example: &str| json!({"type": "string", "example": example});
        let mut document = serde_json::from_value(json!({
            "openapi": "3.1.0",
            "info": {"title": "", "version": ""},
            "paths": {"/a": {"post": {
                "requestBody": {"content": {FORM: {"schema": {"$ref": "#/components/schemas/AForm"}}}}, "responses": {}
            }}},
            "components": {"schemas": {"AForm": {"type": "object", "required": ["a"], "properties": {
                "a": {"type": "string"}, "b": {"type": ["string", "null"]}, "c": field("d"),
                "e": {"type": "string", "default": "f"}
            }}}}
        }))
        .unwrap();
        with_empty_fields(&mut document);
        let properties = &json!(document)["components"]["schemas"]["AForm"]["properties"];
        let examples = ["a", "b", "c", "e"].map(|name| properties[name]["example"].clone());
        assert_eq!(json!(examples), json!([null, "", "d", null]));
    }

    #[test]
    fn text_that_is_not_a_date_stays() {
        for text in ["", "2026-", "2026-03", "2026-13-40 é", "in 2026-2027", "2026-0é-01", "1999-03-10"] {
            assert_eq!(moved(text, "2026-11-29"), text);
        }
    }
}
