//! Merges items that name some fields of a stored resource into the stored resource (RFC 7396).

use std::collections::{HashMap, HashSet};

use planning::{Key, Violation, facts::ContactDetails};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{
    item::{ResourceType, SyncedApplication, SyncedCandidate, SyncedCommunication, SyncedContact, SyncedInterview},
    items::{Item, ItemContent, People, add_violations, at_item},
    stored_rows::StoredRows,
    typed::DELETED,
};
use crate::{
    applications::ApplicationInput,
    http::{MergePatch, Validate},
    problem::Problem,
};

/// The task yields to other requests after this many items.
const ITEMS_BEFORE_YIELD: usize = 32;

/// The items that had to be merged, as whole resources or with what is wrong with them, by their indexes.
#[derive(Debug, Default)]
pub(super) struct MergedItems {
    contents: HashMap<usize, Result<ItemContent, Option<Problem>>>,
}

impl MergedItems {
    /// Merges items into the stored rows. Several items of one contact are merged one after the other; the items in
    /// `refused` are skipped.
    pub(super) async fn merge(stored: &StoredRows, items: &[Item], refused: &HashSet<usize>) -> Self {
        let mut merged = Self::default();
        let mut contacts = HashMap::new();
        for (index, item) in items.iter().enumerate() {
            let patched = item.patch.as_ref().and_then(|patch| merge_item(stored, item, patch, &contacts));
            if let (Some(key), Some(Ok(ItemContent::Contact(contact)))) =
                (&item.remote_id, patched.as_ref().or(Some(&item.content).filter(|_| item.patch.is_some())))
                && !refused.contains(&index)
            {
                contacts.insert(key, contact.details.clone());
            }
            if let Some(content) = patched {
                merged.contents.insert(index, content.map_err(|problem| Some(at_item(index, problem))));
                if merged.contents.len().is_multiple_of(ITEMS_BEFORE_YIELD) {
                    tokio::task::yield_now().await;
                }
            }
        }
        merged
    }

    /// The resource that an item describes; none, if something is wrong with the item.
    pub(super) fn content<'a>(&'a self, index: usize, item: &'a Item) -> Option<&'a ItemContent> {
        match self.contents.get(&index) {
            Some(merged) => merged.as_ref().ok(),
            None => item.content.as_ref().ok(),
        }
    }

    /// Takes the problem that an item has together with the stored resource.
    pub(super) fn take_problem(&mut self, index: usize) -> Option<Problem> {
        self.contents.get_mut(&index)?.as_mut().err()?.take()
    }
}

/// Merges an item into its stored resource; none, if nothing is stored.
fn merge_item(
    stored: &StoredRows,
    item: &Item,
    patch: &Map<String, Value>,
    contacts: &HashMap<&Key, ContactDetails>,
) -> Option<Result<ItemContent, Problem>> {
    let key = item.remote_id.as_ref()?;
    let remote_id = key.clone();
    let people = |field: &str| if patch.contains_key(field) { People::FromItem } else { People::Stored };
    Some(match item.kind? {
        ResourceType::Candidate => {
            let row = stored.candidates.get(key)?;
            apply_patch(&SyncedCandidate { remote_id, details: row.details.clone() }, patch).map(ItemContent::Candidate)
        }
        ResourceType::Application => {
            let ApplicationInput { playbook, details, .. } =
                ApplicationInput::from_row(stored.applications.get(key)?.clone());
            let base = SyncedApplication { remote_id, candidate_remote_id: None, playbook, details };
            apply_patch(&base, patch).map(ItemContent::Application)
        }
        ResourceType::Contact => {
            let row = stored.contacts.get(key);
            let details = contacts.get(key).or(row.map(|row| &row.details))?;
            let role = stored.role(key, item.application.as_ref()).unwrap_or_default();
            let details = ContactDetails { role, ..details.clone() };
            apply_patch(&SyncedContact { remote_id, application_remote_id: None, details }, patch)
                .map(ItemContent::Contact)
        }
        ResourceType::Interview => {
            let details = stored.interviews.get(key)?.interview.details.clone();
            let base =
                SyncedInterview { remote_id, application_remote_id: None, interviewer_remote_ids: None, details };
            apply_patch(&base, patch).map(|item| ItemContent::Interview(item, people("interviewer_remote_ids")))
        }
        ResourceType::Communication => {
            let details = stored.communications.get(key)?.details.clone();
            let base = SyncedCommunication { remote_id, application_remote_id: None, contact_remote_id: None, details };
            apply_patch(&base, patch).map(|item| ItemContent::Communication(item, people("contact_remote_id")))
        }
    })
}

fn apply_patch<T>(base: &T, patch: &Map<String, Value>) -> Result<Box<T>, Problem>
where
    T: Serialize + DeserializeOwned + ToSchema + Validate + 'static,
{
    let Value::Object(mut base) = serde_json::to_value(base).map_err(Problem::internal)? else {
        return Err(Problem::internal("an item is an object"));
    };
    // In the schema, these references are not nullable.
    base.retain(|name, value| !(value.is_null() && name.ends_with("_remote_id")));
    let mut patch = patch.clone();
    let wrong = patch.remove(DELETED).map(|_| Violation::new(format!("/{DELETED}"), "type", "must be true or false"));
    add_violations(wrong.into_iter().collect(), MergePatch::from_fields(patch).apply_to(Value::Object(base)))
        .map(Box::new)
}
