//! Items that name some fields of a stored resource, laid over what is stored of it (RFC 7396).

use std::collections::{HashMap, HashSet};

use planning::{Key, Violation, facts::ContactDetails};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{
    item::{ResourceType, SyncedApplication, SyncedCandidate, SyncedCommunication, SyncedContact, SyncedInterview},
    items::{Content, Item, People, unless, within},
    stored::Stored,
    typed::DELETED,
};
use crate::{
    applications::ApplicationInput,
    http::{Checked, MergePatch},
    problem::Problem,
};

/// After this many items other requests have their turn.
const AT_ONCE: usize = 32;

/// What items say as whole resources, as far as that differs from what they say by themselves.
#[derive(Debug, Default)]
pub(super) struct Laid {
    contents: HashMap<usize, Result<Content, Option<Problem>>>,
}

impl Laid {
    /// Lays items over what is stored. Each item of a contact is laid over those before it, but for those of `refused`.
    pub(super) async fn over(stored: &Stored, items: &[Item], refused: &HashSet<usize>) -> Self {
        let mut laid = Self::default();
        let mut contacts = HashMap::new();
        for (index, item) in items.iter().enumerate() {
            let patched = item.patch.as_ref().and_then(|patch| laid_over(stored, item, patch, &contacts));
            if let (Some(key), Some(Ok(Content::Contact(contact)))) =
                (&item.remote_id, patched.as_ref().or(Some(&item.content).filter(|_| item.patch.is_some())))
                && !refused.contains(&index)
            {
                contacts.insert(key, contact.details.clone());
            }
            if let Some(content) = patched {
                laid.contents.insert(index, content.map_err(|problem| Some(within(index, problem))));
                if laid.contents.len().is_multiple_of(AT_ONCE) {
                    tokio::task::yield_now().await;
                }
            }
        }
        laid
    }

    /// What an item says; none, if something is wrong with it.
    pub(super) fn content<'a>(&'a self, index: usize, item: &'a Item) -> Option<&'a Content> {
        match self.contents.get(&index) {
            Some(laid) => laid.as_ref().ok(),
            None => item.content.as_ref().ok(),
        }
    }

    /// What is wrong with an item beside what is stored.
    pub(super) fn take_problem(&mut self, index: usize) -> Option<Problem> {
        self.contents.get_mut(&index)?.as_mut().err()?.take()
    }
}

/// What the item says beside what is stored; none, if nothing is stored.
fn laid_over(
    stored: &Stored,
    item: &Item,
    patch: &Map<String, Value>,
    contacts: &HashMap<&Key, ContactDetails>,
) -> Option<Result<Content, Problem>> {
    let key = item.remote_id.as_ref()?;
    let remote_id = key.clone();
    let people = |field: &str| if patch.contains_key(field) { People::Named } else { People::Kept };
    Some(match item.kind? {
        ResourceType::Candidate => {
            let row = stored.candidates.get(key)?;
            patched(&SyncedCandidate { remote_id, details: row.details.clone() }, patch).map(Content::Candidate)
        }
        ResourceType::Application => {
            let ApplicationInput { playbook, details, .. } =
                ApplicationInput::from_row(stored.applications.get(key)?.clone());
            let base = SyncedApplication { remote_id, candidate_remote_id: None, playbook, details };
            patched(&base, patch).map(Content::Application)
        }
        ResourceType::Contact => {
            let row = stored.contacts.get(key);
            let details = contacts.get(key).or(row.map(|row| &row.details))?;
            let role = stored.role(key, item.application.as_ref()).unwrap_or_default();
            let details = ContactDetails { role, ..details.clone() };
            patched(&SyncedContact { remote_id, application_remote_id: None, details }, patch).map(Content::Contact)
        }
        ResourceType::Interview => {
            let details = stored.interviews.get(key)?.interview.details.clone();
            let base =
                SyncedInterview { remote_id, application_remote_id: None, interviewer_remote_ids: None, details };
            patched(&base, patch).map(|item| Content::Interview(item, people("interviewer_remote_ids")))
        }
        ResourceType::Communication => {
            let details = stored.communications.get(key)?.details.clone();
            let base = SyncedCommunication { remote_id, application_remote_id: None, contact_remote_id: None, details };
            patched(&base, patch).map(|item| Content::Communication(item, people("contact_remote_id")))
        }
    })
}

fn patched<T>(base: &T, patch: &Map<String, Value>) -> Result<Box<T>, Problem>
where
    T: Serialize + DeserializeOwned + ToSchema + Checked + 'static,
{
    let Value::Object(mut base) = serde_json::to_value(base).map_err(Problem::internal)? else {
        return Err(Problem::internal("an item is an object"));
    };
    // The schema has these references, but no null for them.
    base.retain(|name, value| !(value.is_null() && name.ends_with("_remote_id")));
    let mut patch = patch.clone();
    let wrong = patch.remove(DELETED).map(|_| Violation::new(format!("/{DELETED}"), "type", "must be true or false"));
    unless(wrong.into_iter().collect(), MergePatch::of(patch).apply_to(Value::Object(base))).map(Box::new)
}
