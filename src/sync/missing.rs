//! The facts that are missing after a delivery was applied, and the requests that add them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use connectors::{Change, Changes, MissingRequirement, Needed, Resource};
use planning::Key;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{MissingFact, MissingFacts, SuggestedRequest, WorkingSet, merge::patch_of, report::needed_name};
use crate::problem::Problem;

/// A kind of resource, its remote id, and that of its application.
type ResourceKey<'a> = (u8, Option<&'a Key>, Option<&'a Key>);

/// The facts that these changes lack, by resource.
pub(super) fn still_missing(
    set: &WorkingSet<'_>,
    changes: &Changes,
    received_at: DateTime<Utc>,
) -> Result<Vec<MissingFacts>, Problem> {
    let mut by_resource: BTreeMap<ResourceKey<'_>, Vec<&MissingRequirement>> = BTreeMap::new();
    for missing in changes.missing.iter().filter(|missing| !set.has_fact(missing, received_at)) {
        let key = (missing.resource as u8, missing.remote_id.as_ref(), missing.application_remote_id.as_ref());
        by_resource.entry(key).or_default().push(missing);
    }
    by_resource
        .into_values()
        .filter_map(|facts| Some((*facts.first()?, facts)))
        .map(|(first, facts)| {
            let fact = |missing: &&MissingRequirement| MissingFact {
                pointer: missing.pointer.clone().into_owned(),
                needed: needed_name(missing.needed).to_owned(),
                why: missing.why.clone().map(Into::into),
            };
            Ok(MissingFacts {
                resource: first.resource,
                remote_id: first.remote_id.clone(),
                facts: facts.iter().map(fact).collect(),
                call: set.suggested_request(first, &changes.changes)?,
            })
        })
        .collect()
}

impl WorkingSet<'_> {
    /// Whether a missing fact was added meanwhile: the resource is stored, and was changed after the delivery if the
    /// delivery only announces a change.
    fn has_fact(&self, missing: &MissingRequirement, received_at: DateTime<Utc>) -> bool {
        let Some(remote_id) = &missing.remote_id else { return false };
        let updated_at = match missing.resource {
            Resource::Candidate => self.candidates.get(remote_id).map(|row| row.stamp.updated_at),
            Resource::Application => self.applications.get(remote_id).map(|row| row.stamp.updated_at),
            Resource::Contact => self.contacts.get(remote_id).map(|row| row.stamp.updated_at),
            Resource::Interview => self.interviews.get(remote_id).map(|row| row.interview.stamp.updated_at),
            Resource::Communication => self.communications.get(remote_id).map(|row| row.stamp.updated_at),
        };
        updated_at.is_some_and(|at| missing.needed == Needed::ToCreate || at > received_at)
    }

    fn id_of(&self, resource: Resource, remote_id: &Key) -> Option<Uuid> {
        match resource {
            Resource::Candidate => self.candidates.get(remote_id).map(|row| row.stamp.id.into()),
            Resource::Application => self.applications.get(remote_id).map(|row| row.stamp.id.into()),
            Resource::Contact => self.contacts.get(remote_id).map(|row| row.stamp.id.into()),
            Resource::Interview => self.interviews.get(remote_id).map(|row| row.interview.stamp.id.into()),
            Resource::Communication => self.communications.get(remote_id).map(|row| row.stamp.id.into()),
        }
    }

    /// The request that adds the missing facts: it changes the stored resource, or creates it from the known facts.
    /// None, if the delivery does not name the application.
    fn suggested_request(
        &self,
        missing: &MissingRequirement,
        changes: &[Change],
    ) -> Result<Option<SuggestedRequest>, Problem> {
        let resources = match missing.resource {
            Resource::Candidate => "candidates",
            Resource::Application => "applications",
            Resource::Contact => "contacts",
            Resource::Interview => "interviews",
            Resource::Communication => "communications",
        };
        let Some(remote_id) = &missing.remote_id else {
            let application = missing.application_remote_id.as_ref().and_then(|id| self.applications.get(id));
            return Ok(application.map(|row| SuggestedRequest {
                method: "POST".to_owned(),
                path: format!("/v1/applications/{}/{resources}", row.stamp.id),
                body: json!({}),
            }));
        };
        if let Some(id) = self.id_of(missing.resource, remote_id) {
            let (method, path) = ("PATCH".to_owned(), format!("/v1/{resources}/{id}"));
            return Ok(Some(SuggestedRequest { method, path, body: json!({}) }));
        }
        let mut body = changes
            .iter()
            .find_map(|change| facts_of(change, missing.resource, remote_id))
            .transpose()?
            .unwrap_or_default();
        let application = changes.iter().find_map(|change| application_of(change, missing.resource, remote_id));
        let application = application.or(missing.application_remote_id.as_ref());
        let application = application.and_then(|id| self.id_of(Resource::Application, id));
        if missing.resource == Resource::Communication {
            body.insert("remote_id".to_owned(), json!(remote_id));
            return Ok(application.map(|id| SuggestedRequest {
                method: "POST".to_owned(),
                path: format!("/v1/applications/{id}/communications"),
                body: body.into(),
            }));
        }
        if let Some(id) = application {
            body.insert("application_id".to_owned(), json!(id));
        }
        let candidate = changes.iter().find_map(|change| match change {
            Change::Application { facts, .. } if facts.remote_id == *remote_id => facts.candidate_remote_id.as_ref(),
            _ => None,
        });
        if let Some(id) = candidate.and_then(|id| self.id_of(Resource::Candidate, id)) {
            body.insert("candidate_id".to_owned(), json!(id));
        }
        let encoded = percent_encoding::utf8_percent_encode(remote_id, percent_encoding::NON_ALPHANUMERIC);
        let path = format!("/v1/{resources}/by-remote-id/{encoded}");
        Ok(Some(SuggestedRequest { method: "PUT".to_owned(), path, body: body.into() }))
    }
}

/// The facts of a resource in a change, as a merge patch.
fn facts_of(change: &Change, resource: Resource, id: &Key) -> Option<Result<Map<String, Value>, Problem>> {
    match (change, resource) {
        (Change::Candidate(facts), Resource::Candidate) if facts.remote_id == *id => Some(patch_of(facts)),
        (Change::Application { new, .. }, Resource::Application) if new.application.remote_id == *id => {
            Some(patch_of(&new.application))
        }
        (Change::Contact { facts, .. }, Resource::Contact) if facts.remote_id == *id => Some(patch_of(facts)),
        (Change::Interview { facts, .. }, Resource::Interview) if facts.remote_id == *id => Some(patch_of(facts)),
        (Change::Communication(facts), Resource::Communication) if facts.remote_id == *id => Some(patch_of(facts)),
        _ => None,
    }
}

/// The application of a resource that a change names.
fn application_of<'c>(change: &'c Change, resource: Resource, id: &Key) -> Option<&'c Key> {
    match (change, resource) {
        (Change::Contact { facts, .. }, Resource::Contact) if facts.remote_id == *id => {
            facts.application_remote_id.as_ref()
        }
        (Change::Interview { facts, .. }, Resource::Interview) if facts.remote_id == *id => {
            facts.application_remote_id.as_ref()
        }
        (Change::Communication(facts), Resource::Communication) if facts.remote_id == *id => {
            facts.application_remote_id.as_ref()
        }
        _ => None,
    }
}
