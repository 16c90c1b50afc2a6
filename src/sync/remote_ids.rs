//! Collects the remote ids that changes name.

use connectors::{Change, Resource};
use planning::Key;

use super::RemoteIds;

/// The remote ids of all resources that the changes name.
pub(super) fn remote_ids_of(changes: &[Change]) -> RemoteIds {
    let mut ids = RemoteIds::default();
    for change in changes {
        match change {
            Change::Candidate(facts) => ids.add(Resource::Candidate, Some(&facts.remote_id)),
            Change::Application { facts, .. } => {
                ids.add(Resource::Application, Some(&facts.remote_id));
                ids.add(Resource::Candidate, facts.candidate_remote_id.as_ref());
            }
            Change::Contact { facts, .. } => {
                ids.add(Resource::Contact, Some(&facts.remote_id));
                ids.add(Resource::Application, facts.application_remote_id.as_ref());
            }
            Change::Interview { facts, .. } => {
                ids.add(Resource::Interview, Some(&facts.remote_id));
                ids.add(Resource::Application, facts.application_remote_id.as_ref());
                let interviewers = facts.interviewer_remote_ids.set().map_or(&[][..], Vec::as_slice);
                for id in interviewers {
                    ids.add(Resource::Contact, Some(id));
                }
            }
            Change::Communication(facts) => {
                ids.add(Resource::Communication, Some(&facts.remote_id));
                ids.add(Resource::Application, facts.application_remote_id.as_ref());
                ids.add(Resource::Contact, facts.contact_remote_id.as_ref());
            }
            Change::Stage { application_remote_id, .. } | Change::OutcomeTakenBack { application_remote_id, .. } => {
                ids.add(Resource::Application, Some(application_remote_id));
            }
            // These interviews are found by the beginning of their remote ids.
            Change::UnlistedInterviewsCancelled { .. } => {}
            Change::CandidatesMerged { remote_id, into } => {
                ids.add(Resource::Candidate, Some(remote_id));
                ids.add(Resource::Candidate, Some(into));
            }
            Change::Deleted { resource, remote_id } | Change::Announced { resource, remote_id } => {
                ids.add(*resource, Some(remote_id));
            }
            Change::Erased { candidate_remote_id, .. } => ids.add(Resource::Candidate, Some(candidate_remote_id)),
        }
    }
    ids
}

impl RemoteIds {
    fn add(&mut self, resource: Resource, remote_id: Option<&Key>) {
        let Some(remote_id) = remote_id else { return };
        let of_resource = match resource {
            Resource::Candidate => &mut self.candidates,
            Resource::Application => &mut self.applications,
            Resource::Contact => &mut self.contacts,
            Resource::Interview => &mut self.interviews,
            Resource::Communication => &mut self.communications,
        };
        of_resource.insert(remote_id.clone());
    }

    /// All remote ids, of any kind of resource.
    pub(super) fn to_texts(&self) -> Vec<&str> {
        let Self { candidates, applications, contacts, interviews, communications } = self;
        let all = [candidates, applications, contacts, interviews, communications].into_iter().flatten();
        all.map(|id| &**id).collect()
    }
}
