//! Looks up remote ids.

use std::collections::HashMap;

use entity::{ApplicationId, LedInterview, Scope};
use planning::{Key, Violation};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::reference::{Reference, Referent};
use crate::problem::Problem;

/// Replaces the remote ids of a body, or of a merge patch, by ids. Returns what is wrong with them. A field that is wrong
/// is taken out.
pub(in crate::http) async fn replace(
    scope: &Scope,
    references: &[Reference],
    body: &mut Map<String, Value>,
    mut application: Option<ApplicationId>,
) -> Result<Vec<Violation>, Problem> {
    let mut violations = Vec::new();
    for reference in references {
        let remote = body.remove(reference.remote_id);
        if let Some(remote) = remote {
            match replacement(scope, reference, &remote, body.get(reference.id), application).await? {
                Ok(id) => drop(body.insert(reference.id.to_owned(), id)),
                Err(found) => violations.extend(found),
            }
        }
        if reference.to == Referent::Application {
            let named = body.get(reference.id).and_then(Value::as_str);
            application = named.and_then(|id| id.parse().ok()).or(application);
        }
    }
    Ok(violations)
}

/// The id, or the list of ids, for a remote id or a list of them.
async fn replacement(
    scope: &Scope,
    reference: &Reference,
    remote: &Value,
    id: Option<&Value>,
    application: Option<ApplicationId>,
) -> Result<Result<Value, Vec<Violation>>, Problem> {
    let at = |place: Option<usize>| match place {
        Some(place) => format!("/{}/{place}", reference.remote_id),
        None => format!("/{}", reference.remote_id),
    };
    if id.is_some_and(|id| !id.is_null()) {
        let told = format!("{} or {}, not both", reference.id, reference.remote_id);
        return Ok(Err(vec![Violation::new(at(None), "conflict", told)]));
    }
    let keys = match keys(remote) {
        Ok(Some(keys)) => keys,
        Ok(None) => return Ok(Ok(Value::Null)),
        Err((place, code, told)) => return Ok(Err(vec![Violation::new(at(place), code, told)])),
    };
    let known = look_up(scope, reference.to, &keys, application).await?;
    let is_list = remote.is_array();
    let (mut ids, mut unknown) = (Vec::with_capacity(keys.len()), Vec::new());
    for (place, key) in keys.iter().enumerate() {
        if let Some(id) = known.get(key) {
            ids.push(Value::from(id.to_string()));
        } else {
            let pointer = at(is_list.then_some(place));
            unknown.push(Violation::new(pointer, "unknown_reference", reference.to.unknown()));
        }
    }
    if !unknown.is_empty() {
        return Ok(Err(unknown));
    }
    Ok(Ok(if is_list { ids.into() } else { ids.pop().unwrap_or_default() }))
}

/// The place in a list, the code and the message of a violation.
type Unreadable = (Option<usize>, &'static str, String);

/// The remote ids in a field; none, if it is null.
fn keys(remote: &Value) -> Result<Option<Vec<Key>>, Unreadable> {
    let key = |value: &Value, place| {
        let text = value.as_str().ok_or_else(|| (place, "type", "a remote id is a string".to_owned()))?;
        text.parse::<Key>().map_err(|error| (place, "invalid", error.to_string()))
    };
    match remote {
        Value::Null => Ok(None),
        Value::Array(values) if values.len() > MOST => Err((None, "too_many", format!("has more than {MOST} items"))),
        Value::Array(values) => {
            values.iter().enumerate().map(|(place, value)| key(value, Some(place))).collect::<Result<_, _>>().map(Some)
        }
        value => Ok(Some(vec![key(value, None)?])),
    }
}

/// The maximum number of remote ids in a list.
pub(super) const MOST: usize = 50;

/// The ids of resources by their remote ids, in one statement.
pub(super) async fn look_up(
    scope: &Scope,
    referent: Referent,
    keys: &[Key],
    application: Option<ApplicationId>,
) -> Result<HashMap<Key, Uuid>, Problem> {
    let named: Vec<&str> = keys.iter().map(|key| &**key).collect();
    let within = |of: ApplicationId| application.is_none_or(|application| application == of);
    let ids: Vec<(Option<Key>, Uuid)> = match referent {
        Referent::Candidate => {
            let rows: Vec<entity::Candidate> = scope.by_remote_ids(&named).await?;
            rows.into_iter().map(|row| (row.remote_id, row.stamp.id.into())).collect()
        }
        Referent::Application => {
            let rows: Vec<entity::Application> = scope.by_remote_ids(&named).await?;
            rows.into_iter().map(|row| (row.remote_id, row.stamp.id.into())).collect()
        }
        Referent::Contact => {
            let mut rows: Vec<entity::Contact> = scope.by_remote_ids(&named).await?;
            if let Some(application) = application {
                let others = rows.iter().filter(|row| row.application_id != application).map(|row| row.stamp.id);
                let shared = scope.find_contacts(application, &others.collect::<Vec<_>>()).await?;
                rows.retain(|row| row.application_id == application || shared.contains(&row.stamp.id));
            }
            rows.into_iter().map(|row| (row.remote_id, row.stamp.id.into())).collect()
        }
        Referent::Interview => {
            let rows = scope.interviews_by_remote_ids(&named).await?;
            let rows = rows.into_iter().map(|LedInterview { interview, .. }| interview);
            let rows = rows.filter(|row| within(row.application_id));
            rows.map(|row| (row.remote_id, row.stamp.id.into())).collect()
        }
    };
    Ok(ids.into_iter().filter_map(|(remote_id, id)| Some((remote_id?, id))).collect())
}
