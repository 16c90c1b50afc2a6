//! Resources that the command line names by id or remote id.

use std::collections::HashMap;

use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{
    error::ClientError,
    request::Request,
    responses::{ApplicationResponse, IdResponse, Page, Person},
    service::Service,
};

/// The application with an id or a remote id.
pub(super) fn application(service: &Service, named: &str) -> Result<ApplicationResponse, ClientError> {
    find(service, "applications", named)?.ok_or_else(|| unknown("application", named))
}

/// The id of the candidate with an id or a remote id.
pub(super) fn candidate_id(service: &Service, named: &str) -> Result<String, ClientError> {
    let found: Option<IdResponse> = find(service, "candidates", named)?;
    found.map(|candidate| candidate.id).ok_or_else(|| unknown("candidate", named))
}

/// The id of the contact with an id or a remote id.
pub(super) fn contact_id(service: &Service, named: &str) -> Result<String, ClientError> {
    let found: Option<IdResponse> = find(service, "contacts", named)?;
    found.map(|contact| contact.id).ok_or_else(|| unknown("contact", named))
}

/// The names of an application's contacts, by their ids.
pub(super) fn names(service: &Service, application_id: &str) -> Result<HashMap<String, String>, ClientError> {
    let path = ["v1", "applications", application_id, "contacts"];
    let people: Page<Person> = service.read(&Request::get(&path).query("limit", Some(200)))?;
    Ok(people.items.into_iter().map(|person| (person.id.clone(), person.name())).collect())
}

/// A resource by its id, if the text may be one, or else by its remote id.
fn find<T: DeserializeOwned>(service: &Service, collection: &str, named: &str) -> Result<Option<T>, ClientError> {
    if is_id(named)
        && let Some(found) = service.find(&Request::get(&["v1", collection, named]))?
    {
        return Ok(Some(found));
    }
    service.find(&Request::get(&["v1", collection, "by-remote-id", named]))
}

/// Whether a text has the form of the service's ids.
fn is_id(text: &str) -> bool {
    text.len() == 36 && Uuid::try_parse(text).is_ok()
}

fn unknown(what: &str, named: &str) -> ClientError {
    ClientError::refused(format!("there is no {what} with the id or remote id {named}"))
}
