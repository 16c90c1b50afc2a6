//! Which rows changes are about.

use connectors::{Change, Resource};
use planning::Key;

use super::RemoteIds;

/// The remote ids of everything that changes name.
pub(super) fn named_in(changes: &[Change]) -> RemoteIds {
    let mut ids = RemoteIds::default();
    for change in changes {
        match change {
            Change::Candidate(said) => ids.add(Resource::Candidate, Some(&said.remote_id)),
            Change::Application { said, .. } => {
                ids.add(Resource::Application, Some(&said.remote_id));
                ids.add(Resource::Candidate, said.candidate_remote_id.as_ref());
            }
            Change::Contact { said, .. } => {
                ids.add(Resource::Contact, Some(&said.remote_id));
                ids.add(Resource::Application, said.application_remote_id.as_ref());
            }
            Change::Interview { said, .. } => {
                ids.add(Resource::Interview, Some(&said.remote_id));
                ids.add(Resource::Application, said.application_remote_id.as_ref());
                let interviewers = said.interviewer_remote_ids.set().map_or(&[][..], Vec::as_slice);
                for id in interviewers {
                    ids.add(Resource::Contact, Some(id));
                }
            }
            Change::Communication(said) => {
                ids.add(Resource::Communication, Some(&said.remote_id));
                ids.add(Resource::Application, said.application_remote_id.as_ref());
                ids.add(Resource::Contact, said.contact_remote_id.as_ref());
            }
            Change::Stage { application_remote_id, .. } | Change::OutcomeTakenBack { application_remote_id, .. } => {
                ids.add(Resource::Application, Some(application_remote_id));
            }
            // They are looked for by how their ids begin.
            Change::OthersCancelled { .. } => {}
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

    /// All of them, of whatever kind.
    pub(super) fn all(&self) -> Vec<&str> {
        let Self { candidates, applications, contacts, interviews, communications } = self;
        let all = [candidates, applications, contacts, interviews, communications].into_iter().flatten();
        all.map(|id| &**id).collect()
    }
}
