use std::sync::LazyLock;

use serde_json::value::RawValue;

use super::{super::tools, *};
use crate::openapi;

const A: &str = "0198c0de-7a3b-7c4d-8e5f-60718293a4b5";

static LIST: LazyLock<ToolList> = LazyLock::new(|| ToolList::from_document(&openapi::document()));

fn call(name: &str, arguments: &str) -> Result<OperationRequest, WrongArgument> {
    let arguments = arguments.replace("$A", A);
    let raw: &RawValue = serde_json::from_str(&arguments).unwrap();
    let tool = tools::find(name).unwrap();
    OperationRequest::new(tool, &LIST, &Arguments::parse(Some(raw)).unwrap(), "2026-03-20T12:00:00Z".parse().unwrap())
}

#[test]
fn arguments_find_their_places() {
    let due = call("list_due", r#"{"status": ["due", "upcoming"], "to": "2026-03-12", "cursor": null}"#).unwrap();
    assert_eq!(due.uri, "/v1/agenda?status=due%2Cupcoming&to=2026-03-12&reasons=none&limit=20");
    assert!(due.content_type.is_none() && due.key.is_none());
    let step = r#"{"application_id": "$A", "step_id": "../x/?y:1"}"#;
    let dismissed = call("dismiss_step", step).unwrap();
    assert_eq!(dismissed.uri, format!("/v1/applications/{A}/overrides/..%2Fx%2F%3Fy%3A1?planned=true").as_str());
    assert_eq!(dismissed.body, br#"{"dismissed":true}"#);
    let file = call("import_file", r#"{"content": "BEGIN", "media_type": "text/calendar"}"#).unwrap();
    assert_eq!((file.content_type, file.body.as_slice()), (Some("text/calendar"), b"BEGIN".as_slice()));
}

#[test]
fn calls_that_mean_the_same_have_one_key() {
    let key = |tool: &str, arguments: &str| call(tool, arguments).unwrap().key.unwrap().text;
    let came = |arguments: &str| key("record_communication", arguments);
    let first = came(r#"{"application_id": "$A", "direction": "inbound", "at": "2026-03-10T15:30:00Z"}"#);
    for same in [
        r#"{"at":"2026-03-10T15:30:00Z","direction":"inbound","application_id":"$A","answer":null}"#.to_owned(),
        r#"{"application_id": "$A", "direction": "inbound", "at": "2026-03-10T16:30:00+01:00"}"#.to_owned(),
        r#"{"application_id": "$A", "direction": "inbound", "at": "2026-03-10T15:30:00+00:00", "automatic": false}"#
            .to_owned(),
        r#"{"application_id": "$A", "direction": "inbound", "at": "2026-03-10T15:30:00Z"}"#
            .replace("$A", &A.to_uppercase()),
    ] {
        assert_eq!(came(&same), first, "{same}");
    }
    for other in [
        r#"{"application_id": "$A", "direction": "inbound", "at": "2026-03-10T15:30:01Z"}"#,
        r#"{"application_id": "$A", "direction": "inbound", "at": "2026-03-10T15:30:00Z", "channel": "phone"}"#,
    ] {
        assert_ne!(came(other), first, "{other}");
    }
    let acme = r#"{"company": {"name": "Acme"}, "position": {"title": "Welder"}, "time_zone": "UTC""#;
    let added = |rest: &str| key("add_application", &format!("{acme}{rest}}}"));
    assert_eq!(added(""), added(r#", "urgent": false, "strengths": []"#));
    assert_ne!(added(""), added(r#", "urgent": true"#));
    let candidate = format!(r#", "candidate_id": "{A}""#);
    assert_eq!(added(&candidate), added(&candidate.to_uppercase().replace("CANDIDATE_ID", "candidate_id")));
    assert_ne!(added(&candidate), added(""));
}

#[test]
fn null_is_a_value_where_it_takes_something_back() {
    let undone = call("record_outcome", r#"{"application_id": "$A", "outcome": null}"#).unwrap();
    assert_eq!(undone.body, br#"{"outcome":null}"#);
    // In a patch null clears a field.
    let cleared = r#"{"application_id": "$A", "applied_on": null, "company": {"sector": null}}"#;
    let cleared = call("update_application", cleared).unwrap();
    assert_eq!(cleared.body, br#"{"company":{"sector":null},"applied_on":null}"#);
    for name in ["company", "position", "time_zone"] {
        let needed = format!(r#"{{"application_id": "$A", "{name}": null}}"#);
        let message = call("update_application", &needed).unwrap_err().to_string();
        assert_eq!(message, format!("argument {name}: can't be cleared; leave it out, and it stays as it is"));
    }
    assert!(call("update_application", r#"{"application_id": null}"#).is_err());
    // The schemas say which members can be cleared.
    let schema = |tool: &str, argument: &str| LIST.schema(tools::find(tool).unwrap(), argument)["properties"].clone();
    assert_eq!(schema("record_outcome", "outcome")["respond_by"]["type"], serde_json::json!(["string", "null"]));
    let sector = schema("update_application", "company")["sector"].clone();
    assert!(sector["type"][1] == "null" && sector["enum"].as_array().unwrap().contains(&Value::Null), "{sector}");
    assert_eq!(schema("update_application", "company")["name"]["type"], "string");
    assert_eq!(schema("add_application", "company")["sector"]["type"], "string");
    // Elsewhere it is the same as to leave the argument out.
    let added =
        r#"{"company": {"name": "Acme"}, "position": {"title": "Welder"}, "time_zone": "UTC", "applied_on": null}"#;
    assert!(!String::from_utf8(call("add_application", added).unwrap().body).unwrap().contains("applied_on"));
}

#[test]
fn wrong_arguments_are_named() {
    let wrong = |name: &str, arguments: &str| call(name, arguments).unwrap_err().to_string();
    assert_eq!(wrong("get_plan", "{}"), "argument application_id: is missing");
    assert!(wrong("get_plan", r#"{"application_id": {}}"#).starts_with("argument application_id: must be a string"));
    assert!(wrong("get_plan", r#"{"application_id": "job-17"}"#).contains("find_applications"));
    assert!(wrong("get_plan", r#"{"application_id": "$A", "id": "b"}"#).starts_with("argument id: there is no such"));
    let empty = wrong("dismiss_step", r#"{"application_id": "$A", "step_id": ""}"#);
    assert!(empty.starts_with("argument step_id: is empty"), "{empty}");
    let odd = wrong("draft_message", r#"{"application_id": "$A", "step_id": "a\u0000"}"#);
    assert!(odd.starts_with("argument step_id: must not contain control characters; get_plan"), "{odd}");
    assert!(wrong("dismiss_step", r#"{"application_id": "$A", "step_id": "x", "planned": false}"#).contains("planned"));
    let long = format!(r#"{{"application_id": "$A", "step_id": "{}"}}"#, "x".repeat(301));
    for tool in ["dismiss_step", "draft_message"] {
        assert!(wrong(tool, &long).contains("longer than 300"), "{tool}");
    }
    assert!(wrong("import_file", r#"{"content": "x", "media_type": "text/html"}"#).contains("media_type"));
    assert!(wrong("import_file", r#"{"content": 5, "media_type": "text/calendar"}"#).contains("content: must be"));
    assert!(wrong("list_due", r#"{"limit": "5"}"#).contains("limit: must be an integer"));
    assert!(wrong("list_due", r#"{"status": "due"}"#).contains("status: must be an array"));
    assert!(wrong("record_outcome", r#"{"application_id": "$A", "outcome": {}}"#).contains("member kind"));
    let outcome = r#"{"application_id": "$A", "outcome": {"kind": "rejected", "at": "2027-03-10T15:30:00Z"}}"#;
    assert!(wrong("record_outcome", outcome).starts_with("argument outcome.at: is 2027"));
    for name in ["add_application", "update_application"] {
        let mut arguments = serde_json::json!({"applied_on": "2027-03-10"});
        if name == "add_application" {
            arguments["company"] = serde_json::json!({"name": "Acme"});
            arguments["position"] = serde_json::json!({"title": "Welder"});
            arguments["time_zone"] = serde_json::json!("UTC");
        } else {
            arguments["application_id"] = A.into();
        }
        let message = wrong(name, &arguments.to_string());
        assert!(message.starts_with("argument applied_on: is 2027-03-10, and now"), "{message}");
    }
    let sent = r#"{"application_id": "$A", "direction": "outbound", "at": "2026-03-10T15:30:00Z"}"#;
    assert!(wrong("record_communication", sent).contains("thank_you, check_in"));
    for escape in [r"\ud800", r"\udc00x", r"\ud800\u0041"] {
        let half = format!(r#"{{"application_id": "$A", "name": "{escape}"}}"#);
        assert_eq!(
            wrong("add_contact", &half),
            "argument name: has an escape that stands for no character, such as half of a surrogate pair"
        );
    }
    let large = format!(r#"{{"application_id": "$A", "name": "{}"}}"#, "x".repeat(BODY_LIMIT));
    assert!(wrong("add_contact", &large).contains("larger than"));
}
