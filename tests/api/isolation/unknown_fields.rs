//! No field of a body reaches what its client may not set.

use serde_json::{Value, json};

use super::{NOTHING, REMOTE_ID, Rows, operations, snapshot};
use crate::support::on_both_databases;

/// Operations that refuse the items of a request one by one.
const BATCHES: [&str; 4] = ["sync", "preview_plan_batch", "proofread_text_batch", "get_message_batch"];

/// The places of all objects in a JSON document, as JSON Pointers.
fn objects(document: &Value, at: &str, found: &mut Vec<String>) {
    match document {
        Value::Object(object) => {
            found.push(at.to_owned());
            // The names that are sent have nothing to be escaped.
            object.iter().for_each(|(name, value)| objects(value, &format!("{at}/{name}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| objects(item, &format!("{at}/{index}"), found));
        }
        _ => {}
    }
}

on_both_databases! {
    async fn nobody_sets_what_is_not_theirs_to_set(api: Api) {
        let ada = api.sign_up("ada").await;
        let rows = Rows::of(&api, &ada).await;
        let before = snapshot(&ada, &rows).await;
        let mut refused = 0;
        for mut operation in operations() {
            let Some((media_type, mut body)) = operation.body.take() else { continue };
            if let Some(application) = body.get_mut("application_remote_id") {
                *application = json!(REMOTE_ID);
            }
            // A form may hold anything else (RFC 6749, section 3.2).
            if !media_type.ends_with("json") {
                continue;
            }
            let path = operation.path(Some(&rows)).unwrap_or_else(|| operation.path.clone());
            let mut places = Vec::new();
            objects(&body, "", &mut places);
            for (place, field) in places.iter().flat_map(|place| [(place, "account_id"), (place, "is_admin")]) {
                let mut body = body.clone();
                body.pointer_mut(place).unwrap()[field] = json!(NOTHING);
                operation.body = Some((media_type.clone(), body));
                let answer = operation.send(&ada, &path).await;
                let told = answer.json();
                let problem = if answer.status == 200 && BATCHES.contains(&operation.id.as_str()) {
                    let item = place.split('/').nth(2).unwrap().parse::<usize>().unwrap();
                    &told["results"][item]["problem"]
                } else {
                    assert_eq!(answer.status, 422, "{} {place}/{field}: {}", operation.id, answer.text);
                    &told
                };
                let named = problem["errors"].as_array().unwrap().iter().any(|error| {
                    error["pointer"] == format!("{place}/{field}") && error["code"] == "unknown_field"
                });
                assert!(named, "{} {place}/{field}: {}", operation.id, answer.text);
                refused += 1;
            }
        }
        assert!(refused > 100, "{refused}");
        assert_eq!(snapshot(&ada, &rows).await, before);
    }
}
