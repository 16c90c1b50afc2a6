//! The document as Swagger UI shows it: one form to sign in with, forms that can be sent as they are, and examples of
//! these days.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
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

/// Leaves one way to sign in: with an e-mail address and a password, for all scopes. Swagger UI has a form for each
/// flow, and asks for scopes if it knows some.
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

/// Leaves optional fields of forms empty that have neither an example nor a default. Swagger UI would fill them with
/// the word `string`, and send that.
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

/// Moves all days of the examples, so that the interview was on the last working day before today. Whatever day and
/// hour it is, the thanks for it are due then, or overdue, and not missed yet: who has stored the examples finds
/// something in the agenda.
pub(crate) fn with_current_days(text: &str, today: NaiveDate) -> String {
    let Some(later) = EXAMPLE_DAY.map(|day| last_working_day_before(today) - day) else { return text.to_owned() };
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

fn last_working_day_before(today: NaiveDate) -> NaiveDate {
    let days = match today.weekday() {
        Weekday::Sun => 2,
        Weekday::Mon => 3,
        _ => 1,
    };
    today.checked_sub_days(Days::new(days)).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveTime, TimeDelta};
    use planning::{Facts, Instant, Playbook, Status};
    use serde_json::json;

    use super::*;

    fn moved(text: &str, today: &str) -> String {
        with_current_days(text, today.parse().unwrap())
    }

    #[test]
    fn the_interview_was_on_the_last_working_day() {
        for (today, day) in [
            ("2026-03-10", "2026-03-09"),
            ("2026-03-11", "2026-03-10"),
            ("2026-03-14", "2026-03-13"),
            ("2026-03-15", "2026-03-13"),
            ("2026-03-16", "2026-03-13"),
            ("2027-01-01", "2026-12-31"),
        ] {
            assert_eq!(moved("2026-03-10", today), day, "{today}");
        }
        assert_eq!(
            moved(r#"{"at": "2026-03-10T14:00:00-04:00", "on": "2026-02-16"}, "#, "2026-11-29"),
            r#"{"at": "2026-11-27T14:00:00-04:00", "on": "2026-11-05"}, "#
        );
    }

    #[test]
    fn who_stores_the_examples_finds_something_in_the_agenda_at_any_time() {
        let document = json!(crate::openapi::document());
        let example = |name: &str| document["components"]["schemas"][name]["example"].clone();
        let (mut contact, mut interview) = (example("ContactInput"), example("InterviewInput"));
        contact["id"] = json!("c1");
        interview["id"] = json!("i1");
        let facts = json!({
            "candidate": {"name": "Ada Okafor", "email": "ada@example.com"}, "application": example("ApplicationInput"),
            "contacts": [contact], "interviews": [interview],
        });
        let (text, playbook) = (facts.to_string(), Playbook::built_in("consensus").unwrap());
        let first: NaiveDate = "2026-11-20".parse().unwrap();
        for today in first.iter_days().take(400) {
            let facts: Facts = serde_json::from_str(&with_current_days(&text, today)).unwrap();
            for second in [0, 21_600, 43_200, 64_800, 86_399] {
                let now = today.and_time(NaiveTime::MIN).and_utc() + TimeDelta::seconds(second);
                let plan = planning::plan_without_reasons(&facts, playbook, Instant::try_from(now).unwrap());
                let due = plan.steps.iter().filter(|step| [Status::Due, Status::Overdue].contains(&step.status));
                assert_ne!(due.count(), 0, "{now}");
            }
        }
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
