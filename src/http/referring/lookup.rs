//! Looks up remote ids.

use std::collections::HashMap;

use entity::{ApplicationId, InterviewWithInterviewers, Scope};
use planning::{Key, Violation};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::reference::{Reference, ReferencedType, names_nothing};
use crate::problem::Problem;

/// Replaces the remote ids of a body, or of a merge patch, by ids. Returns the violations. A wrong field is removed.
pub(in crate::http) async fn replace(
    scope: &Scope,
    references: &[Reference],
    body: &mut Map<String, Value>,
    application: Option<ApplicationId>,
) -> Result<Vec<Violation>, Problem> {
    let mut replacing = ReferenceReplacement::new(body, application);
    for reference in references {
        if let Some(named) = replacing.take_remote_ids(reference) {
            let known = look_up(scope, reference.to, &named.keys, replacing.application).await?;
            replacing.put_ids(reference, &named, &known);
        }
        replacing.notice(reference);
    }
    Ok(replacing.violations)
}

/// A body whose remote ids are being replaced by ids, field by field.
pub(super) struct ReferenceReplacement<'b> {
    body: &'b mut Map<String, Value>,
    /// The application whose contacts and interviews the body names.
    pub(super) application: Option<ApplicationId>,
    /// The violations that were found so far.
    pub(super) violations: Vec<Violation>,
}

/// The remote ids in a field.
pub(super) struct FieldRemoteIds {
    pub(super) keys: Vec<Key>,
    is_list: bool,
}

impl<'b> ReferenceReplacement<'b> {
    pub(super) fn new(body: &'b mut Map<String, Value>, application: Option<ApplicationId>) -> Self {
        Self { body, application, violations: Vec::new() }
    }

    /// Takes the remote ids of a field out of the body. `None`, if there are none to be looked up.
    pub(super) fn take_remote_ids(&mut self, reference: &Reference) -> Option<FieldRemoteIds> {
        let counts = reference.is_sent_remotely(self.body);
        let remote = self.body.remove(reference.remote_id).filter(|_| counts)?;
        if self.body.get(reference.id).is_some_and(|id| !names_nothing(id)) {
            let message = format!("{} or {}, not both", reference.id, reference.remote_id);
            self.violations.push(Violation::new(pointer(reference, None), "conflict", message));
            return None;
        }
        match keys(&remote) {
            Ok(Some(keys)) => Some(FieldRemoteIds { keys, is_list: remote.is_array() }),
            Ok(None) => {
                self.body.insert(reference.id.to_owned(), Value::Null);
                None
            }
            Err((index, code, message)) => {
                self.violations.push(Violation::new(pointer(reference, index), code, message));
                None
            }
        }
    }

    /// Puts the ids into the field that has them.
    pub(super) fn put_ids(&mut self, reference: &Reference, named: &FieldRemoteIds, known: &HashMap<Key, Uuid>) {
        let (mut ids, before) = (Vec::with_capacity(named.keys.len()), self.violations.len());
        for (index, key) in named.keys.iter().enumerate() {
            if let Some(id) = known.get(key) {
                ids.push(Value::from(id.to_string()));
            } else {
                let pointer = pointer(reference, named.is_list.then_some(index));
                self.violations.push(Violation::new(pointer, "unknown_reference", reference.to.unknown()));
            }
        }
        if self.violations.len() == before {
            let ids: Value = if named.is_list { ids.into() } else { ids.pop().unwrap_or_default() };
            self.body.insert(reference.id.to_owned(), ids);
        }
    }

    /// Remembers the application, if the field names it.
    pub(super) fn notice(&mut self, reference: &Reference) {
        if reference.to == ReferencedType::Application {
            let named = self.body.get(reference.id).and_then(Value::as_str);
            self.application = named.and_then(|id| id.parse().ok()).or(self.application);
        }
    }
}

/// The place of a remote id in the body.
fn pointer(reference: &Reference, index: Option<usize>) -> String {
    match index {
        Some(index) => format!("/{}/{index}", reference.remote_id),
        None => format!("/{}", reference.remote_id),
    }
}

/// The place in a list, the code and the message of a violation.
pub(super) type Unreadable = (Option<usize>, &'static str, String);

/// The remote ids in a field; `None` if it is null.
pub(super) fn keys(remote: &Value) -> Result<Option<Vec<Key>>, Unreadable> {
    let key = |value: &Value, index| {
        let text = value.as_str().ok_or_else(|| (index, "type", "a remote id is a string".to_owned()))?;
        text.parse::<Key>().map_err(|error| (index, "invalid", error.to_string()))
    };
    match remote {
        Value::Null => Ok(None),
        Value::Array(values) if values.len() > MAX_REMOTE_IDS => {
            Err((None, "too_many", format!("has more than {MAX_REMOTE_IDS} items")))
        }
        Value::Array(values) => {
            values.iter().enumerate().map(|(index, value)| key(value, Some(index))).collect::<Result<_, _>>().map(Some)
        }
        value => Ok(Some(vec![key(value, None)?])),
    }
}

/// The maximum number of remote ids in a list.
pub(super) const MAX_REMOTE_IDS: usize = 50;

/// The ids of resources by their remote ids, in one statement.
pub(super) async fn look_up(
    scope: &Scope,
    referent: ReferencedType,
    keys: &[Key],
    application: Option<ApplicationId>,
) -> Result<HashMap<Key, Uuid>, Problem> {
    let named: Vec<&str> = keys.iter().map(|key| &**key).collect();
    let within = |of: ApplicationId| application.is_none_or(|application| application == of);
    let ids: Vec<(Option<Key>, Uuid)> = match referent {
        ReferencedType::Candidate => {
            let rows: Vec<entity::Candidate> = scope.by_remote_ids(&named).await?;
            rows.into_iter().map(|row| (row.remote_id, row.stamp.id.into())).collect()
        }
        ReferencedType::Application => {
            let rows: Vec<entity::Application> = scope.by_remote_ids(&named).await?;
            rows.into_iter().map(|row| (row.remote_id, row.stamp.id.into())).collect()
        }
        ReferencedType::Contact => {
            let mut rows: Vec<entity::Contact> = scope.by_remote_ids(&named).await?;
            if let Some(application) = application {
                let others = rows.iter().filter(|row| row.application_id != application).map(|row| row.stamp.id);
                let shared = scope.find_contacts(application, &others.collect::<Vec<_>>()).await?;
                rows.retain(|row| row.application_id == application || shared.contains(&row.stamp.id));
            }
            rows.into_iter().map(|row| (row.remote_id, row.stamp.id.into())).collect()
        }
        ReferencedType::Interview => {
            let rows = scope.interviews_by_remote_ids(&named).await?;
            let rows = rows.into_iter().map(|InterviewWithInterviewers { interview, .. }| interview);
            let rows = rows.filter(|row| within(row.application_id));
            rows.map(|row| (row.remote_id, row.stamp.id.into())).collect()
        }
    };
    Ok(ids.into_iter().filter_map(|(remote_id, id)| Some((remote_id?, id))).collect())
}
