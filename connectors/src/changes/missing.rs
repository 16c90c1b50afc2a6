//! Which facts are needed and not there.

use std::borrow::Cow;

use planning::Key;
use serde::Serialize;

use super::{Change, Communication, Contact, Interview, NewApplication, Resource};
use crate::field::Field;

/// A fact that is needed and neither in the delivery nor among the connection's defaults.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Missing {
    /// The resource that needs it.
    pub resource: Resource,
    /// Which one; none, if the delivery doesn't name it.
    pub remote_id: Option<Key>,
    /// The application that it belongs to, if it is no application and the delivery names that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_remote_id: Option<Key>,
    /// The fact, as a pointer into the resource (RFC 6901).
    pub pointer: Cow<'static, str>,
    /// For what it is needed.
    pub needed: Needed,
    /// Why it isn't there, if there is a reason for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Cow<'static, str>>,
}

/// For what a fact is needed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Needed {
    /// Only if the resource is not stored yet: nothing is missing from one that is.
    ToCreate,
    /// In any case: the delivery announces it and doesn't have it.
    ToApply,
}

/// What the changes lack to be applied to an account that has none of their resources.
pub(crate) fn find(changes: &[Change]) -> Vec<Missing> {
    changes
        .iter()
        .flat_map(|change| {
            let (resource, remote_id, pointers) = match change {
                Change::Application { said, new } => (Resource::Application, &said.remote_id, of_application(new)),
                Change::Interview { said, only_if_stored: false } => {
                    (Resource::Interview, &said.remote_id, of_interview(said))
                }
                Change::Contact(said) => (Resource::Contact, &said.remote_id, of_contact(said)),
                Change::Communication(said) => (Resource::Communication, &said.remote_id, of_communication(said)),
                _ => return Vec::new(),
            };
            pointers.into_iter().map(|pointer| lack(resource, remote_id, pointer)).collect()
        })
        .collect()
}

fn lack(resource: Resource, remote_id: &Key, pointer: &'static str) -> Missing {
    Missing {
        resource,
        remote_id: Some(remote_id.clone()),
        application_remote_id: None,
        pointer: Cow::Borrowed(pointer),
        needed: Needed::ToCreate,
        why: None,
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
