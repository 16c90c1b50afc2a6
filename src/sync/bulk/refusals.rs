//! Items that are refused because of others.

use std::collections::{HashMap, HashSet};

use entity::{ApplicationId, CandidateId};
use planning::Key;

use super::{
    contacts::{ContactChange, ContactItem},
    item::ResourceType,
    items::Item,
    state::{Gone, State},
    stored::Stored,
};
use crate::{candidates, problem::Problem};

/// Refuses all items of an application of which one is refused. An item that names no application belongs to that of its
/// stored resource.
pub(super) fn refuse_together<'a>(items: &'a [Item], stored: &'a Stored, states: &mut [State<'_>]) {
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
        if let (Some(application), State::Unread | State::Refused(_)) = (application, state) {
            first.entry(*application).or_insert(index);
        }
    }
    for (application, state) in applications.iter().zip(states) {
        let culprit = application.and_then(|application| first.get(application));
        if let (Some(culprit), false) = (culprit, matches!(state, State::Unread | State::Refused(_))) {
            let told = format!("not written, since item {culprit} of the same application was refused");
            *state = State::Refused(Problem::Conflict(told.into()));
        }
    }
}

/// Refuses items of new contacts that name no application, because of the one that names one and is refused.
pub(super) fn refuse_nowhere(items: &[Item], stored: &Stored, states: &mut [State<'_>]) {
    let mut somewhere: HashSet<&Key> = HashSet::new();
    let mut refused: HashMap<&Key, usize> = HashMap::new();
    for (index, (item, state)) in items.iter().zip(states.iter()).enumerate() {
        let (Some((ResourceType::Contact, key, Some(_))), false) = (item.name(), item.deletes()) else { continue };
        match state {
            State::Contact(_) => drop(somewhere.insert(key)),
            _ => drop(refused.entry(key).or_insert(index)),
        }
    }
    for state in states {
        let State::Contact(ContactItem { remote_id, change: ContactChange::Said { application: None, .. }, .. }) =
            state
        else {
            continue;
        };
        if somewhere.contains(remote_id) || stored.contacts.contains_key(*remote_id) {
            continue;
        }
        if let Some(culprit) = refused.get(remote_id) {
            let told =
                format!("not written, since item {culprit}, which names an application of the contact, was refused");
            *state = State::Refused(Problem::Conflict(told.into()));
        }
    }
}

/// Refuses the deletion of candidates that would still have applications.
pub(super) fn keep_candidates(stored: &Stored, states: &mut [State<'_>]) {
    let mut leaving: HashSet<(CandidateId, ApplicationId)> = HashSet::new();
    for state in states.iter() {
        match state {
            State::Gone(Gone::Application(row)) => drop(leaving.insert((row.candidate_id, row.stamp.id))),
            State::Application(target) => {
                if let Some((before, after)) =
                    target.changed().filter(|(one, other)| one.candidate_id != other.candidate_id)
                {
                    leaving.insert((before.candidate_id, after.stamp.id));
                }
            }
            _ => {}
        }
    }
    for state in states {
        let State::Gone(Gone::Candidate(row)) = state else { continue };
        let candidate = row.stamp.id;
        let theirs = stored.applications_of.get(&candidate).into_iter().flatten();
        let left = theirs.filter(|application| !leaving.contains(&(candidate, **application))).count();
        if left > 0 {
            *state = State::Refused(candidates::has_applications(left));
        }
    }
}
