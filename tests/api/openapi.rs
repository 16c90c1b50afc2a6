//! The OpenAPI document: the committed one, and what it promises.

use std::collections::{HashMap, HashSet};

use followup::{commands::openapi_file, config::OpenApiVersion};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::{
    connections::Connected,
    support::{Api, Client, add_strength, on_both_databases, playbook_of, share_contact, story, template_of},
};

fn document() -> Value {
    serde_json::to_value(followup::openapi::document()).unwrap()
}

pub fn resolve<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    match value["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).expect("a reference leads somewhere"),
        None => value,
    }
}

/// The example of a body: its own, its schema's, or one made of the examples of its schema's properties.
pub fn example_of(document: &Value, body: &Value) -> Value {
    if !body["example"].is_null() {
        return body["example"].clone();
    }
    let schema = resolve(document, &body["schema"]);
    if !schema["example"].is_null() {
        return schema["example"].clone();
    }
    if let Some(example) = schema["examples"].get(0) {
        return example.clone();
    }
    let properties = schema["properties"].as_object().unwrap_or_else(|| panic!("a body has an example: {body}"));
    let example = |property: &Value| {
        let property = resolve(document, property);
        property.get("example").or_else(|| property["examples"].get(0)).cloned()
    };
    properties
        .iter()
        .filter_map(|(name, property)| Some((name.clone(), example(property)?)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

pub fn operations(document: &Value) -> impl Iterator<Item = (&String, &String, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().iter().map(move |(method, operation)| (path, method, operation))
    })
}

#[test]
fn the_committed_document_is_the_generated_one() {
    let committed = [
        (OpenApiVersion::V3_1, include_str!("../../openapi/openapi.json")),
        (OpenApiVersion::V3_0, include_str!("../../openapi/openapi-3.0.json")),
    ];
    for (version, committed) in committed {
        let generated = openapi_file(version).unwrap();
        assert!(committed == generated, "{version:?} is out of date; scripts/generate-openapi writes it");
    }
}

/// The places below a value at which schemas say `nullable` without a type, which tools for 3.0 refuse.
fn wrongly_nullable(value: &Value, place: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if fields.get("nullable") == Some(&json!(true)) {
                let lists_null =
                    fields.get("enum").and_then(Value::as_array).is_none_or(|all| all.contains(&Value::Null));
                if !fields.get("type").is_some_and(Value::is_string) || !lists_null {
                    found.push(place.to_owned());
                }
            }
            for (name, field) in fields.iter().filter(|(name, _)| *name != "example" && *name != "examples") {
                wrongly_nullable(field, &format!("{place}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                wrongly_nullable(item, &format!("{place}/{index}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn the_document_of_3_0_is_for_strict_tools() {
    let text = openapi_file(OpenApiVersion::V3_0).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    let mut found = Vec::new();
    wrongly_nullable(&document, "", &mut found);
    assert!(found.is_empty(), "nullable without a type, or without null in the enum: {found:#?}");
    for (kind, members) in document["components"].as_object().unwrap() {
        if kind == "securitySchemes" {
            continue;
        }
        for name in members.as_object().unwrap().keys() {
            assert!(text.contains(&format!("\"#/components/{kind}/{name}\"")), "nothing refers to {kind}/{name}");
        }
    }
}

#[test]
fn the_document_is_small_and_has_nothing_twice() {
    let document = document();
    // As it is served. What an operation adds is its own; what several have is a component.
    let (size, count) = (document.to_string().len(), operations(&document).count());
    assert!(size < 2_900 * count, "{size} bytes for {count} operations");
    let mut own: Vec<&Value> = operations(&document)
        .flat_map(|(_, _, operation)| operation["parameters"].as_array().into_iter().flatten())
        .filter(|parameter| parameter["$ref"].is_null())
        .collect();
    let all = own.len();
    own.sort_by_key(ToString::to_string);
    own.dedup();
    assert_eq!(own.len(), all, "a parameter that two operations have is a component");
}

#[test]
fn every_reference_leads_somewhere() {
    fn follow(document: &Value, value: &Value) -> usize {
        let here = value["$ref"].as_str().map(|reference| {
            let target = document.pointer(reference.trim_start_matches('#'));
            assert!(target.is_some(), "{reference} leads nowhere");
        });
        let children: Box<dyn Iterator<Item = &Value>> = match value {
            Value::Object(fields) => Box::new(fields.values()),
            Value::Array(items) => Box::new(items.iter()),
            _ => Box::new(std::iter::empty()),
        };
        usize::from(here.is_some()) + children.map(|child| follow(document, child)).sum::<usize>()
    }
    let document = document();
    assert!(follow(&document, &document) > 300);
}

#[test]
fn every_schema_is_a_type_of_its_own() {
    // Generators lose a schema that is just another name of one, and make two types of what is there twice.
    let document = document();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(schema["$ref"].is_null(), "{name} is another name of {}", schema["$ref"]);
        if let Some(item) = name.strip_suffix("List") {
            let items = &schema["properties"]["items"]["items"];
            assert_eq!(items["$ref"], format!("#/components/schemas/{item}"), "{name}");
        }
    }
}

#[test]
fn every_operation_is_documented() {
    let document = document();
    let mut ids = HashSet::new();
    for (path, method, operation) in operations(&document) {
        let at = format!("{method} {path}");
        let text = |field: &str| operation[field].as_str().unwrap_or_default().to_owned();
        assert!(ids.insert(text("operationId")) && !text("operationId").is_empty(), "{at}");
        for field in ["summary", "description"] {
            assert!(text(field).len() > 5, "{at} has no {field}");
        }
        assert!(!operation["tags"].as_array().unwrap().is_empty(), "{at}");
        let open = operation["security"] == json!([{}]);
        assert!(open || operation["security"][0]["oauth2"].is_array(), "{at} says nothing of security");
        let responses = operation["responses"].as_object().unwrap();
        // Where tokens are made, clients show who they are. Elsewhere 401 is one of the general problems.
        assert_eq!(responses.contains_key("401"), path.starts_with("/oauth/") || path.starts_with("/in/"), "{at}");
        assert!(open || responses["default"]["$ref"] == "#/components/responses/AnyOtherProblem", "{at}");
        for (status, response) in responses {
            // Otherwise clients would have one type for several: a plan or a text.
            let forms = resolve(&document, response)["content"].as_object().map_or(0, serde_json::Map::len);
            assert!(forms <= 1, "{at} answers {status} in {forms} forms: give each an address");
            let description = &resolve(&document, response)["description"];
            assert!(!description.as_str().unwrap_or_default().is_empty(), "{at} {status}");
            let is_shared = response["$ref"].as_str().is_some_and(|name| name.starts_with("#/components/responses/"));
            let is_general = matches!(&**status, "204" | "304" | "default") || status.starts_with(['4', '5']);
            let of_its_own = path.starts_with("/v1/account") || path.starts_with("/v1/password-resets");
            assert!(is_shared || !is_general || of_its_own, "{at} {status} is a component");
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let parameter = resolve(&document, parameter);
            assert!(parameter["description"].is_string(), "{at}: {}", parameter["name"]);
        }
        if !operation["requestBody"].is_null() {
            for body in operation["requestBody"]["content"].as_object().unwrap().values() {
                let example = example_of(&document, body);
                // A file is a text, and so are lines.
                let is_text = ["/v1/imports", "/v1/sync"].contains(&path.as_str()) && example.is_string();
                assert!(example.is_object() || is_text, "{at}");
            }
        }
    }
}

/// The fields of an answer that its schema does not have, where the schema lists fields.
fn undeclared<'b>(document: &Value, operation: &Value, status: u16, body: &'b Value) -> Vec<&'b str> {
    let response = resolve(document, &operation["responses"][status.to_string()]);
    let schema = resolve(document, &response["content"]["application/json"]["schema"]);
    let (Some(known), Some(fields)) = (schema["properties"].as_object(), body.as_object()) else { return Vec::new() };
    fields.keys().map(String::as_str).filter(|name| !known.contains_key(*name)).collect()
}

/// The schema of an answer, with everything that it refers to.
fn schema_of(document: &Value, operation: &Value, status: u16) -> Option<Validator> {
    let response = resolve(document, &operation["responses"][status.to_string()]);
    let schema = &response["content"]["application/json"]["schema"];
    let root = json!({"allOf": [schema], "components": document["components"]});
    schema.is_object().then(|| jsonschema::validator_for(&root).unwrap())
}

async fn send(client: &Client, method: &str, path: &str, body: Option<(&str, Value)>) -> crate::support::Answer {
    let request = actix_web::test::TestRequest::default().method(method.to_uppercase().parse().unwrap()).uri(path);
    client
        .send(match body {
            Some((media_type, body)) if media_type.ends_with("json") => {
                request.insert_header(("content-type", media_type)).set_payload(body.to_string())
            }
            Some((media_type, Value::String(file))) => {
                request.insert_header(("content-type", media_type)).set_payload(file)
            }
            Some((_, body)) => request.set_form(body),
            None => request,
        })
        .await
}

/// The schema of an answer in the document of 3.0.3, as a JSON Schema of the draft that it comes from.
fn schema_of_3_0(document: &Value, operation: &Value, status: u16) -> Option<Validator> {
    let schema =
        resolve(document, &operation["responses"][status.to_string()])["content"]["application/json"]["schema"].clone();
    let root = json!({"allOf": [schema], "components": document["components"]});
    schema.is_object().then(|| jsonschema::options().with_draft(jsonschema::Draft::Draft4).build(&root).unwrap())
}

/// Writes `nullable` as JSON Schema has it. It counts only beside a type.
fn with_null_types(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if fields.remove("nullable") == Some(json!(true))
                && let Some(kind) = fields.get_mut("type")
            {
                *kind = json!([kind, "null"]);
            }
            fields.values_mut().for_each(with_null_types);
        }
        Value::Array(items) => items.iter_mut().for_each(with_null_types),
        _ => {}
    }
}

/// Sends the body of an operation with what the example of its 422 in Swagger UI complains about, and compares the
/// answers.
async fn refuse(client: &Client, shown: &Value, (id, method, url): (&str, &str, &str), body: &(&str, Value)) -> usize {
    let operation = operations(shown).map(|(_, _, operation)| operation).find(|one| one["operationId"] == id).unwrap();
    let response = resolve(shown, &operation["responses"]["422"]);
    let expected = &response["content"]["application/problem+json"]["example"];
    let Some(pointer) = expected["errors"][0]["pointer"].as_str() else { return 0 };
    let name = pointer.trim_start_matches('/');
    let mut answers = Vec::new();
    // Values that are wrong for a property of this or that kind; a required one is left out.
    for wrong in ["?", ""] {
        let (media_type, mut broken) = body.clone();
        match expected["errors"][0]["code"].as_str() {
            Some("required") => drop(broken.as_object_mut().unwrap().remove(name)),
            _ => broken[name] = json!(wrong),
        }
        let answer = send(client, method, url, Some((media_type, broken))).await;
        if answer.status != 422 {
            continue;
        }
        let mut answered = answer.json();
        answered.as_object_mut().unwrap().remove("request_id");
        answers.push(answered);
    }
    // Days in messages are moved as those of examples are.
    let without_days = |problem: &Value| problem.to_string().replace(|digit: char| digit.is_ascii_digit(), "");
    let found = answers.iter().any(|answered| without_days(answered) == without_days(expected));
    assert!(found, "{id} answers {answers:#?}, but the document says {expected:#}");
    1
}

/// What an operation needs beside the resources that all have.
async fn prepare(client: &Client, id: &str, ids: &HashMap<&str, String>) {
    if id == "accept_suggestion" {
        let assigned = json!({"application_id": ids["applications"]});
        client.patch(&format!("/v1/imports/{}", ids["imports"]), assigned).await.expect(200);
    }
    if id == "remove_contact" {
        share_contact(client, &ids["candidate"], &ids["contacts"]).await;
    }
    if id == "delete_override" {
        let own_word = format!("/v1/applications/{}/overrides/{}", ids["applications"], ids["step"]);
        client.put(&own_word, json!({"dismissed": true})).await.expect(201);
    }
}

/// One of each resource of an account, by name, for the example of an operation.
async fn resources_for(api: &Api, client: &Client, document: &Value, id: &str) -> HashMap<&'static str, String> {
    let mut ids = HashMap::new();
    let story = story(client).await;
    add_strength(client, &story).await;
    let reply = json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z"});
    // The example of the change is for the communication that the example of POST makes.
    let recorded = resolve(document, &json!({"$ref": "#/components/schemas/CommunicationInput"}))["example"].clone();
    let reply = if id == "update_communication" { recorded } else { reply };
    let communications = format!("/v1/applications/{}/communications", story.application);
    let communication = client.post(&communications, reply).await.created();
    ids.insert("step", format!("{}:thank_you:{}", story.interview, story.contact));
    let message = json!({"application_id": story.application, "step_id": ids["step"]});
    ids.insert("messages", client.post("/v1/messages", message).await.created());
    ids.insert("candidate", story.candidate);
    ids.insert("applications", story.application);
    ids.insert("contacts", story.contact);
    ids.insert("interviews", story.interview);
    ids.insert("communications", communication);
    let connected = Connected::new(client).await;
    ids.insert("delivery", connected.deliver(api, "1", &json!({})).await);
    ids.insert("connections", connected.id);
    ids.insert("imports", crate::imports::import(client).await);
    ids.insert("webhook-endpoints", crate::webhooks::endpoint(client).await);
    ids.insert("calendar-feeds", crate::calendar_feeds::feed(client).await.0);
    ids.insert("suppressed-addresses", crate::reminders::suppressed(api, client).await);
    if id == "send_reminder_confirmation" {
        let reminders = format!("/v1/candidates/{}/reminders", ids["candidate"]);
        client.put(&reminders, json!({"mode": "due"})).await.expect(200);
    }
    ids.insert("event", crate::events::first_event(client).await);
    ids.insert("api-clients", api.api_client(client, &["read"]).await.id);
    let playbook = client.post("/v1/playbooks", playbook_of("own")).await.expect(201);
    ids.insert("key", playbook["key"].as_str().unwrap().to_owned());
    ids.insert("version", playbook["version"].to_string());
    client.post("/v1/templates", template_of("own")).await.expect(201);
    if id.starts_with("delete_candidate") {
        let spare = client.post("/v1/candidates", json!({})).await.created();
        ids.insert("candidate", spare);
    }
    ids
}

on_both_databases! {
    async fn every_example_works_when_it_is_sent(api: Api) {
        let document = document();
        let mut document_3_0 = followup::openapi::document_3_0();
        with_null_types(&mut document_3_0);
        let shown = api.anonymous().get("/docs/openapi.json").await.expect(200);
        let (mut sent, mut refused) = (0, 0);
        // Accounts first, for the token of the next example is theirs. Every other operation has a story of its own.
        let mut operations: Vec<_> = operations(&document).collect();
        operations.sort_by_key(|(_, _, operation)| operation["operationId"] != "create_account");
        for (path, method, operation) in operations {
            let id = operation["operationId"].as_str().unwrap();
            // What comes in has the form that its sender chose, what is read there is no JSON, and the links of mails
            // are secrets: tests/api/connections.rs, calendar_feeds.rs, reminders.rs and password_resets.rs.
            let secret = ["/in/", "/calendars/", "/reminders/", "/password-resets/", "/v1/password-resets/"];
            if secret.iter().any(|beginning| path.starts_with(beginning)) {
                continue;
            }
            if id == "mark_message_sent" {
                // What the example says lies in the past by then, as it does in Swagger UI.
                api.clock.advance(chrono::TimeDelta::hours(12));
            }
            let open = operation["security"] == json!([{}]);
            let client = if open { api.anonymous() } else { api.sign_up(&format!("user-{id}")).await };
            let mut ids = if open { HashMap::new() } else { resources_for(&api, &client, &document, id).await };
            if path.starts_with("/v1/assistants") {
                crate::support::assistant::grant_access(&api, &format!("user-{id}"), "read").await;
                let assistants = client.get("/v1/assistants").await.expect(200);
                ids.insert("assistants", assistants["items"][0]["id"].as_str().unwrap().to_owned());
            }
            prepare(&client, id, &ids).await;
            let resource = path.split('/').nth(2).unwrap_or_default();
            let own = ids.get(resource).or_else(|| ids.get(resource.trim_end_matches('s'))).cloned().unwrap_or_default();
            let url = path.replace("{id}", &own);
            if url.contains("/by-remote-id/") && ["get", "delete"].contains(&method.as_str()) {
                client.patch(&format!("/v1/{resource}/{own}"), json!({"remote_id": "ats-17"})).await.expect(200);
            }
            let url = url.replace("{remote_id}", "ats-17");
            let url = [("{step_id}", "step"), ("{contact_id}", "contacts"), ("{delivery_id}", "delivery"), ("{event_id}", "event"), ("{key}", "key"), ("{version}", "version")]
                .iter()
                .fold(url, |url, (name, id)| url.replace(name, ids.get(id).map_or("", String::as_str)));
            let url = url.replace("{suggestion_id}", "0");
            let body = operation["requestBody"]["content"].as_object().map(|content| {
                let (media_type, body) = content.iter().next().unwrap();
                let mut example = example_of(&document, body);
                if let Some(named) = example.get_mut("candidate_id") {
                    *named = json!(ids["candidate"]);
                }
                if ["delete_account", "change_credentials"].contains(&id) {
                    example["email"] = json!(format!("user-{id}@example.com"));
                }
                (media_type.as_str(), example)
            });
            if let Some((_, example)) = &body
                && let Some(named) = example.get("application_remote_id")
            {
                client.patch(&format!("/v1/applications/{}", ids["applications"]), json!({"remote_id": named})).await.expect(200);
            }
            if let Some(body) = body.as_ref().filter(|(media_type, body)| media_type.ends_with("json") && body.is_object()) {
                refused += refuse(&client, &shown, (id, method, &url), body).await;
            }
            let answer = send(&client, method, &url, body).await;
            assert!(answer.status.is_success(), "{id}: {} {}", answer.status, answer.text);
            let status = answer.status.as_u16();
            assert!(operation["responses"][status.to_string()].is_object(), "{id} doesn't declare {status}");
            for name in ["ETag", "Link", "Location", "X-Request-Id"] {
                let response = resolve(&document, &operation["responses"][status.to_string()]);
                let declared = !response["headers"][name].is_null();
                // A list on one page has no link to another.
                let sent = answer.headers.contains_key(name) || (name == "Link" && declared);
                assert_eq!(sent, declared, "{id}: the header {name} is sent, or declared, but not both");
            }
            if let Some(schema) = schema_of(&document, operation, status) {
                let body = answer.json();
                let errors: Vec<_> = schema.iter_errors(&body).map(|error| format!("{} {error}", error.instance_path())).collect();
                assert!(errors.is_empty(), "{id}: {errors:?}\n{body}");
                assert_eq!(undeclared(&document, operation, status, &body), [""; 0], "{id}");
                let schema = schema_of_3_0(&document_3_0, &document_3_0["paths"][path][method], status).unwrap();
                let errors: Vec<_> = schema.iter_errors(&body).map(|error| format!("{} {error}", error.instance_path())).collect();
                assert!(errors.is_empty(), "{id}, by the document of 3.0.3: {errors:?}\n{body}");
            }
            sent += 1;
        }
        assert!(sent > 30 && refused > 45, "{sent} examples were sent, and {refused} broken ones");
    }

    async fn swagger_ui_is_served_with_all_that_it_needs(api: Api) {
        let anonymous = api.anonymous();
        let page = anonymous.get("/docs/").await;
        assert_eq!(page.status, 200);
        for line in page.text.lines() {
            let Some((_, rest)) = line.split_once("src=\"").or_else(|| line.split_once("href=\"")) else { continue };
            let (file, _) = rest.split_once('"').unwrap();
            assert!(!file.contains("//"), "{file} comes from elsewhere");
            let path = format!("/docs/{}", file.trim_start_matches("./"));
            assert_eq!(anonymous.send(actix_web::test::TestRequest::get().uri(&path)).await.status, 200, "{path}");
        }
        assert!(page.text.contains("<title>Follow-up API</title>"), "{}", page.text);
        let document = anonymous.get("/openapi.json").await.expect(200);
        let description = document["info"]["description"].as_str().unwrap();
        assert!(description.contains("(/docs/integration.md)"), "{description}");
        let guide = anonymous.get("/docs/integration.md").await;
        assert!(guide.status == 200 && guide.text.starts_with("# "), "{}", guide.text);
        // The pages for clients lead to each other.
        for page in ["languages.md", "languages-fr.md", "assistants.md", "statistics.md", "obligations.md"] {
            assert_eq!(anonymous.get(&format!("/docs/{page}")).await.status, 200, "{page}");
        }
        anonymous.get("/docs/nothing.md").await.problem(404, "not-found");
        let flows = |document: &Value| document["components"]["securitySchemes"]["oauth2"]["flows"].clone();
        assert_eq!(flows(&document)["password"]["tokenUrl"], "/oauth/token");
        // The page has one form to sign in with, and no scopes to choose.
        let initializer = anonymous.get("/docs/swagger-initializer.js").await;
        assert!(initializer.text.contains("/docs/openapi.json"), "{}", initializer.text);
        let shown = anonymous.get("/docs/openapi.json").await.expect(200);
        assert_eq!(flows(&shown), json!({"password": {"tokenUrl": "/oauth/token", "scopes": {}}}));
        assert_eq!(shown["paths"]["/v1/candidates"]["get"]["security"], json!([{"oauth2": []}]));
        assert_eq!(shown["paths"]["/v1/accounts"]["post"]["security"], json!([{}]));
        let operations = |document: &Value| document["paths"].as_object().unwrap().len();
        assert_eq!(operations(&shown), operations(&document));
    }
}
