//! Refuses items because other items are refused.

use std::collections::{HashMap, HashSet};

use entity::{ApplicationId, CandidateId};
use planning::Key;

use super::{
    contacts::{ContactChange, ContactItem},
    item::ResourceType,
    item_state::{DeletedResource, ItemState},
    items::Item,
    stored_rows::StoredRows,
};
use crate::{candidates, problem::Problem};

/// Refuses all items of an application of which one is refused. An item that names no application belongs to that of
/// its stored resource.
pub(super) fn refuse_same_application<'a>(items: &'a [Item], stored: &'a StoredRows, states: &mut [ItemState<'_>]) {
    let keys: HashMap<ApplicationId, &Key> = stored.applications.iter().map(|(key, row)| (row.stamp.id, key)).collect();
    let application_of = |item: &'a Item| {
        let stored_application = || {
            let remote_id = item.remote_id.as_ref()?;
            match item.kind? {
                ResourceType::Interview => Some(stored.interviews.get(remote_id)?.interview.application_id),
                ResourceType::Communication => Some(stored.communications.get(remote_id)?.application_id),
                ResourceType::Candidate | ResourceType::Application | ResourceType::Contact => None,
            }
        };
        item.application.as_ref().or_else(|| keys.get(&stored_application()?).copied())
    };
    let applications: Vec<Option<&Key>> = items.iter().map(application_of).collect();
    let mut first: HashMap<&Key, usize> = HashMap::new();
    for (index, (application, state)) in applications.iter().zip(states.iter()).enumerate() {
        if let (Some(application), ItemState::Unreadable | ItemState::Refused(_)) = (application, state) {
            first.entry(*application).or_insert(index);
        }
    }
    for (application, state) in applications.iter().zip(states) {
        let refused_item = application.and_then(|application| first.get(application));
        if let (Some(refused_item), false) =
            (refused_item, matches!(state, ItemState::Unreadable | ItemState::Refused(_)))
        {
            let detail = format!("not written, since item {refused_item} of the same application was refused");
            *state = ItemState::Refused(Problem::Conflict(detail.into()));
        }
    }
}

/// Refuses items of new contacts that name no application, if the item that names one is refused.
pub(super) fn refuse_contacts_without_application(items: &[Item], stored: &StoredRows, states: &mut [ItemState<'_>]) {
    let mut contacts_with_application: HashSet<&Key> = HashSet::new();
    let mut refused: HashMap<&Key, usize> = HashMap::new();
    for (index, (item, state)) in items.iter().zip(states.iter()).enumerate() {
        let (Some((ResourceType::Contact, key, Some(_))), false) = (item.name(), item.deletes()) else { continue };
        match state {
            ItemState::Contact(_) => drop(contacts_with_application.insert(key)),
            _ => drop(refused.entry(key).or_insert(index)),
        }
    }
    for state in states {
        let ItemState::Contact(ContactItem {
            remote_id,
            change: ContactChange::Described { application: None, .. },
            ..
        }) = state
        else {
            continue;
        };
        if contacts_with_application.contains(remote_id) || stored.contacts.contains_key(*remote_id) {
            continue;
        }
        if let Some(refused_item) = refused.get(remote_id) {
            let detail = format!(
                "not written, since item {refused_item}, which names an application of the contact, was refused"
            );
            *state = ItemState::Refused(Problem::Conflict(detail.into()));
        }
    }
}

/// Refuses the deletion of candidates that would still have applications.
pub(super) fn refuse_candidates_with_applications(stored: &StoredRows, states: &mut [ItemState<'_>]) {
    let mut leaving_applications: HashSet<(CandidateId, ApplicationId)> = HashSet::new();
    for state in states.iter() {
        match state {
            ItemState::Deleted(DeletedResource::Application(row)) => {
                leaving_applications.insert((row.candidate_id, row.stamp.id));
            }
            ItemState::Application(target) => {
                if let Some((before, after)) =
                    target.changed().filter(|(one, other)| one.candidate_id != other.candidate_id)
                {
                    leaving_applications.insert((before.candidate_id, after.stamp.id));
                }
            }
            _ => {}
        }
    }
    for state in states {
        let ItemState::Deleted(DeletedResource::Candidate(row)) = state else { continue };
        let candidate = row.stamp.id;
        let applications = stored.applications_of.get(&candidate).into_iter().flatten();
        let left =
            applications.filter(|application| !leaving_applications.contains(&(candidate, **application))).count();
        if left > 0 {
            *state = ItemState::Refused(candidates::has_applications(left));
        }
    }
}
