use serde::Deserialize;

use super::*;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Person {
    name: planning::Name,
    #[serde(default)]
    email: Option<planning::Email>,
    born_on: planning::Date,
}

impl Validate for Person {}

fn pointers(problem: Problem) -> Vec<(String, &'static str)> {
    let Problem::InvalidBody(errors) = problem else { panic!("{problem}") };
    errors.into_iter().map(|error| (error.pointer, error.code)).collect()
}

#[test]
fn all_violations_are_reported_together() {
    let body = br#"{"name": " ", "email": "nobody", "x/y": 1}"#;
    let mut found = pointers(read::<Person>(body).unwrap_err());
    found.sort();
    assert_eq!(
        found,
        [
            ("/born_on".to_owned(), "required"),
            ("/email".to_owned(), "format"),
            ("/name".to_owned(), "format"),
            ("/x~1y".to_owned(), "unknown_field"),
        ]
    );
}

#[test]
fn malformed_json_has_a_problem_of_its_own() {
    assert!(matches!(read::<Person>(b"{\"name\": "), Err(Problem::MalformedJson(_))));
    assert!(matches!(read::<Person>(b"{\"name\": 1, "), Err(Problem::MalformedJson(_))));
    let deep = "[".repeat(100_000);
    assert!(matches!(read::<Person>(deep.as_bytes()), Err(Problem::MalformedJson(_))));
}

#[test]
fn a_valid_body_is_read() {
    let person: Person = read(br#"{"name": "Ada", "email": "ada@example.com", "born_on": "2000-01-01"}"#).unwrap();
    assert_eq!((&*person.name, person.email.as_deref()), ("Ada", Some("ada@example.com")));
    assert_eq!(person.born_on.to_string(), "2000-01-01");
}
