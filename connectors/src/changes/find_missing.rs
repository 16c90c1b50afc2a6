//! Finds required facts that are missing.

use std::{borrow::Cow, collections::HashSet};

use planning::Key;

use super::{Change, Communication, Contact, Interview, MissingRequirement, Needed, NewApplication, Resource};
use crate::field::Field;

/// The required facts that the changes lack, if the account has none of their resources. Facts in `announced` are not
/// repeated.
pub(crate) fn find_missing(changes: &[Change], announced: &[MissingRequirement]) -> Vec<MissingRequirement> {
    let created: HashSet<_> = changes.iter().filter_map(created_resource).collect();
    let mut seen: HashSet<_> =
        announced.iter().filter_map(|it| Some((it.resource, it.remote_id.clone()?, &*it.pointer))).collect();
    let mut missing = Vec::new();
    for change in changes {
        let Some((resource, remote_id)) = created_resource(change) else { continue };
        for pointer in missing_facts(change) {
            if seen.insert((resource, remote_id.clone(), pointer)) {
                missing.push(missing_fact(resource, remote_id, pointer, None));
            }
        }
        for (resource, remote_id) in references(change).filter(|reference| !created.contains(reference)) {
            if seen.insert((resource, remote_id.clone(), "")) {
                missing.push(missing_fact(resource, remote_id, "", Some(REFERRED_TO)));
            }
        }
    }
    missing
}

const REFERRED_TO: &str = "is referred to, and not in the delivery";

/// The resource that a change creates, if it isn't stored yet.
fn created_resource(change: &Change) -> Option<(Resource, &Key)> {
    match change {
        Change::Candidate(facts) => Some((Resource::Candidate, &facts.remote_id)),
        Change::Application { facts, .. } => Some((Resource::Application, &facts.remote_id)),
        Change::Contact { facts, .. } => Some((Resource::Contact, &facts.remote_id)),
        Change::Interview { facts, only_if_stored: false } => Some((Resource::Interview, &facts.remote_id)),
        Change::Communication(facts) => Some((Resource::Communication, &facts.remote_id)),
        _ => None,
    }
}

fn missing_facts(change: &Change) -> Vec<&'static str> {
    match change {
        Change::Application { new, .. } => missing_in_application(new),
        Change::Contact { facts, .. } => missing_in_contact(facts),
        Change::Interview { facts, .. } => missing_in_interview(facts),
        Change::Communication(facts) => missing_in_communication(facts),
        _ => Vec::new(),
    }
}

fn references(change: &Change) -> impl Iterator<Item = (Resource, &Key)> {
    let (candidate, application, contacts) = match change {
        Change::Application { facts, .. } => (facts.candidate_remote_id.as_ref(), None, &[][..]),
        Change::Contact { facts, .. } => (None, facts.application_remote_id.as_ref(), &[][..]),
        Change::Interview { facts, .. } => {
            let interviewers = facts.interviewer_remote_ids.set().map_or(&[][..], Vec::as_slice);
            (None, facts.application_remote_id.as_ref(), interviewers)
        }
        Change::Communication(facts) => {
            (None, facts.application_remote_id.as_ref(), facts.contact_remote_id.as_slice())
        }
        _ => (None, None, &[][..]),
    };
    let candidate = candidate.map(|id| (Resource::Candidate, id)).into_iter();
    let application = application.map(|id| (Resource::Application, id));
    candidate.chain(application).chain(contacts.iter().map(|id| (Resource::Contact, id)))
}

fn missing_fact(
    resource: Resource,
    remote_id: &Key,
    pointer: &'static str,
    why: Option<&'static str>,
) -> MissingRequirement {
    MissingRequirement {
        resource,
        remote_id: Some(remote_id.clone()),
        application_remote_id: None,
        pointer: Cow::Borrowed(pointer),
        needed: Needed::ToCreate,
        why: why.map(Cow::Borrowed),
    }
}

/// The pointers of the facts whose flag is false.
fn pointers_of_absent<const N: usize>(facts: [(&'static str, bool); N]) -> Vec<&'static str> {
    facts.into_iter().filter(|(_, there)| !there).map(|(pointer, _)| pointer).collect()
}

/// The missing facts of a new application.
fn missing_in_application(new: &NewApplication) -> Vec<&'static str> {
    let whole = &new.application;
    pointers_of_absent([
        ("/candidate_remote_id", whole.candidate_remote_id.is_some() || new.candidate_id.is_some()),
        ("/company/name", whole.company.set().is_some_and(|company| company.name.set().is_some())),
        ("/position/title", whole.position.set().is_some_and(|position| position.title.set().is_some())),
        ("/time_zone", whole.time_zone.set().is_some()),
    ])
}

/// The missing facts of a new interview.
fn missing_in_interview(facts: &Interview) -> Vec<&'static str> {
    pointers_of_absent([
        ("/application_remote_id", facts.application_remote_id.is_some()),
        ("/starts_at", facts.starts_at.set().is_some()),
        ("/ends_at", facts.ends_at.set().is_some()),
    ])
}

fn missing_in_contact(facts: &Contact) -> Vec<&'static str> {
    pointers_of_absent([("/application_remote_id", facts.application_remote_id.is_some())])
}

fn missing_in_communication(facts: &Communication) -> Vec<&'static str> {
    pointers_of_absent([
        ("/application_remote_id", facts.application_remote_id.is_some()),
        ("/direction", is_set(&facts.direction)),
        ("/at", is_set(&facts.at)),
    ])
}

fn is_set<T>(field: &Field<T>) -> bool {
    field.set().is_some()
}
