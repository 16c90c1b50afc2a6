//! Finds required facts that are missing.

use std::{borrow::Cow, collections::HashSet};

use planning::Key;

use super::{Change, Communication, Contact, Interview, Missing, Needed, NewApplication, Resource};
use crate::field::Field;

/// What the changes lack, beside what `announced` says already, to be applied to an account that has none of their
/// resources.
pub(crate) fn find(changes: &[Change], announced: &[Missing]) -> Vec<Missing> {
    let told: HashSet<_> = changes.iter().filter_map(told_of).collect();
    let mut seen: HashSet<_> =
        announced.iter().filter_map(|it| Some((it.resource, it.remote_id.clone()?, &*it.pointer))).collect();
    let mut missing = Vec::new();
    for change in changes {
        let Some((resource, remote_id)) = told_of(change) else { continue };
        for pointer in facts_lacking(change) {
            if seen.insert((resource, remote_id.clone(), pointer)) {
                missing.push(lack(resource, remote_id, pointer, None));
            }
        }
        for (resource, remote_id) in references(change).filter(|reference| !told.contains(reference)) {
            if seen.insert((resource, remote_id.clone(), "")) {
                missing.push(lack(resource, remote_id, "", Some(REFERRED_TO)));
            }
        }
    }
    missing
}

const REFERRED_TO: &str = "is referred to, and not in the delivery";

/// What a change makes, if it isn't stored yet.
fn told_of(change: &Change) -> Option<(Resource, &Key)> {
    match change {
        Change::Candidate(said) => Some((Resource::Candidate, &said.remote_id)),
        Change::Application { said, .. } => Some((Resource::Application, &said.remote_id)),
        Change::Contact { said, .. } => Some((Resource::Contact, &said.remote_id)),
        Change::Interview { said, only_if_stored: false } => Some((Resource::Interview, &said.remote_id)),
        Change::Communication(said) => Some((Resource::Communication, &said.remote_id)),
        _ => None,
    }
}

fn facts_lacking(change: &Change) -> Vec<&'static str> {
    match change {
        Change::Application { new, .. } => of_application(new),
        Change::Contact { said, .. } => of_contact(said),
        Change::Interview { said, .. } => of_interview(said),
        Change::Communication(said) => of_communication(said),
        _ => Vec::new(),
    }
}

fn references(change: &Change) -> impl Iterator<Item = (Resource, &Key)> {
    let (candidate, application, contacts) = match change {
        Change::Application { said, .. } => (said.candidate_remote_id.as_ref(), None, &[][..]),
        Change::Contact { said, .. } => (None, said.application_remote_id.as_ref(), &[][..]),
        Change::Interview { said, .. } => {
            let interviewers = said.interviewer_remote_ids.set().map_or(&[][..], Vec::as_slice);
            (None, said.application_remote_id.as_ref(), interviewers)
        }
        Change::Communication(said) => (None, said.application_remote_id.as_ref(), said.contact_remote_id.as_slice()),
        _ => (None, None, &[][..]),
    };
    let candidate = candidate.map(|id| (Resource::Candidate, id)).into_iter();
    let application = application.map(|id| (Resource::Application, id));
    candidate.chain(application).chain(contacts.iter().map(|id| (Resource::Contact, id)))
}

fn lack(resource: Resource, remote_id: &Key, pointer: &'static str, why: Option<&'static str>) -> Missing {
    Missing {
        resource,
        remote_id: Some(remote_id.clone()),
        application_remote_id: None,
        pointer: Cow::Borrowed(pointer),
        needed: Needed::ToCreate,
        why: why.map(Cow::Borrowed),
    }
}

/// The pointers to those of the facts that are not there.
fn absent<const N: usize>(facts: [(&'static str, bool); N]) -> Vec<&'static str> {
    facts.into_iter().filter(|(_, there)| !there).map(|(pointer, _)| pointer).collect()
}

/// What an application lacks to be made.
fn of_application(new: &NewApplication) -> Vec<&'static str> {
    let whole = &new.application;
    absent([
        ("/candidate_remote_id", whole.candidate_remote_id.is_some() || new.candidate_id.is_some()),
        ("/company/name", whole.company.set().is_some_and(|company| company.name.set().is_some())),
        ("/position/title", whole.position.set().is_some_and(|position| position.title.set().is_some())),
        ("/time_zone", whole.time_zone.set().is_some()),
    ])
}

/// What an interview lacks to be made.
fn of_interview(said: &Interview) -> Vec<&'static str> {
    absent([
        ("/application_remote_id", said.application_remote_id.is_some()),
        ("/starts_at", said.starts_at.set().is_some()),
        ("/ends_at", said.ends_at.set().is_some()),
    ])
}

fn of_contact(said: &Contact) -> Vec<&'static str> {
    absent([("/application_remote_id", said.application_remote_id.is_some())])
}

fn of_communication(said: &Communication) -> Vec<&'static str> {
    absent([
        ("/application_remote_id", said.application_remote_id.is_some()),
        ("/direction", is_set(&said.direction)),
        ("/at", is_set(&said.at)),
    ])
}

fn is_set<T>(field: &Field<T>) -> bool {
    field.set().is_some()
}
