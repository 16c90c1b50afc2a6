//! The rows that items make, with the ids of what they refer to.

use std::collections::hash_map::Entry;

use entity::{
    Application, ApplicationId, Candidate, CandidateId, Communication, CommunicationId, ContactId, InterviewId,
    LedInterview,
};
use planning::{Key, Violation};

use super::{
    contacts::{ContactItem, agree},
    item::{ResourceType, SyncedApplication, SyncedCandidate, SyncedCommunication, SyncedContact, SyncedInterview},
    resolve::{Refusal, Resolving},
    stored::KnownContact,
    target::Target,
};
use crate::{
    applications::ApplicationInput, candidates::CandidateInput, communications::CommunicationInput,
    interviews::InterviewInput, playbooks,
};

impl<'a> Resolving<'a> {
    pub(super) fn candidate(&mut self, item: &'a SyncedCandidate) -> Target<Candidate> {
        let stored = self.stored.candidates.get(&item.remote_id).map(|row| (row, row.stamp));
        let target = Target::of(self.scope, stored, CandidateId::new, |stamp| {
            CandidateInput { remote_id: Some(item.remote_id.clone()), details: item.details.clone() }.into_row(stamp)
        });
        self.candidates.insert(&item.remote_id, target.row().stamp.id);
        target
    }

    pub(super) fn application(&mut self, item: &'a SyncedApplication) -> Result<Target<Application>, Refusal> {
        let mut violations = Vec::new();
        if let Some(key) = item.playbook.as_ref().filter(|key| self.stored.playbooks.get(key).is_none()) {
            violations.push(Violation::new("/playbook", "unknown_reference", playbooks::unknown(key)));
        }
        let candidate_id = self.candidates.get(&item.candidate_remote_id).copied();
        let Some(candidate_id) = candidate_id.filter(|_| violations.is_empty()) else {
            if candidate_id.is_none() {
                violations.push(self.no_candidate(&item.candidate_remote_id));
            }
            return Err(Refusal::Own(violations));
        };
        let stored = self.stored.applications.get(&item.remote_id).map(|row| (row, row.stamp));
        let target = Target::of(self.scope, stored, ApplicationId::new, |stamp| {
            let input = ApplicationInput {
                remote_id: Some(item.remote_id.clone()),
                candidate_id,
                playbook: item.playbook.clone(),
                details: item.details.clone(),
            };
            input.into_row(stamp)
        });
        self.applications.insert(&item.remote_id, target.row().stamp.id);
        Ok(target)
    }

    pub(super) fn contact(&mut self, said: &'a SyncedContact) -> Result<ContactItem<'a>, Refusal> {
        let application = self.application_of(&said.application_remote_id, None)?;
        match self.said_contacts.entry(&said.remote_id) {
            Entry::Occupied(first) if !agree(&first.get().details, &said.details) => {
                let told = "another item of the same contact has other fields; only the role may differ";
                return Err(Refusal::Own(vec![Violation::new("", "conflict", told)]));
            }
            Entry::Occupied(_) => {}
            Entry::Vacant(first) => drop(first.insert(said)),
        }
        let known = self.contacts.entry(&said.remote_id).or_insert_with(KnownContact::new);
        known.applications.insert(application);
        Ok(ContactItem { id: known.id, application, said })
    }

    pub(super) fn interview(&self, item: &SyncedInterview) -> Result<Target<LedInterview>, Refusal> {
        let stored = self.stored.interviews.get(&item.remote_id).map(|row| (row, row.interview.stamp));
        let before = stored.map(|(row, _)| row.interview.application_id);
        let application = self.application_of(&item.application_remote_id, before)?;
        let pointer = |place| format!("/interviewer_remote_ids/{place}");
        let interviewer_ids =
            self.contacts_of(&item.application_remote_id, application, &item.interviewer_remote_ids, pointer)?;
        Ok(Target::of(self.scope, stored, InterviewId::new, |stamp| {
            let input = InterviewInput {
                remote_id: Some(item.remote_id.clone()),
                interviewer_ids: interviewer_ids.clone(),
                details: item.details.clone(),
            };
            let (interview, interviewer_ids) = input.into_row(stamp, application);
            LedInterview { interview, interviewer_ids }
        }))
    }

    pub(super) fn communication(&self, item: &SyncedCommunication) -> Result<Target<Communication>, Refusal> {
        let stored = self.stored.communications.get(&item.remote_id).map(|row| (row, row.stamp));
        let application =
            self.application_of(&item.application_remote_id, stored.map(|(row, _)| row.application_id))?;
        let pointer = |_| "/contact_remote_id".to_owned();
        let contact =
            self.contacts_of(&item.application_remote_id, application, item.contact_remote_id.as_slice(), pointer)?;
        Ok(Target::of(self.scope, stored, CommunicationId::new, |stamp| {
            let input = CommunicationInput {
                remote_id: Some(item.remote_id.clone()),
                contact_id: contact.first().copied(),
                details: item.details.clone(),
            };
            input.into_row(stamp, application)
        }))
    }

    fn no_candidate(&self, remote_id: &Key) -> Violation {
        let told = self.refused_place(ResourceType::Candidate, remote_id).map_or_else(
            || "there is no candidate with this remote id".to_owned(),
            |place| format!("there is no candidate with this remote id, since item {place} was refused"),
        );
        Violation::new("/candidate_remote_id", "unknown_reference", told)
    }

    /// The application of this remote id; what belongs to one already stays there.
    fn application_of(&self, remote_id: &Key, before: Option<ApplicationId>) -> Result<ApplicationId, Refusal> {
        if self.refused_place(ResourceType::Application, remote_id).is_some() {
            return Err(Refusal::Waits);
        }
        let refused = |code, told| Refusal::Own(vec![Violation::new("/application_remote_id", code, told)]);
        let id = *self
            .applications
            .get(remote_id)
            .ok_or_else(|| refused("unknown_reference", "there is no application with this remote id"))?;
        if before.is_some_and(|before| before != id) {
            return Err(refused("immutable", "it belongs to another application, and stays there"));
        }
        Ok(id)
    }

    /// The contacts of an application with these remote ids.
    fn contacts_of(
        &self,
        application_remote_id: &Key,
        application: ApplicationId,
        remote_ids: &[Key],
        pointer: impl Fn(usize) -> String,
    ) -> Result<Vec<ContactId>, Refusal> {
        let (mut ids, mut unknown, mut waits) = (Vec::with_capacity(remote_ids.len()), Vec::new(), false);
        for (place, remote_id) in remote_ids.iter().enumerate() {
            if self.is_refused_contact_of(application_remote_id, remote_id) {
                waits = true;
                continue;
            }
            if let Some(known) = self.contacts.get(remote_id).filter(|it| it.applications.contains(&application)) {
                ids.push(known.id);
            } else {
                let told = "the application has no contact with this remote id";
                unknown.push(Violation::new(pointer(place), "unknown_reference", told));
            }
        }
        if !unknown.is_empty() {
            return Err(Refusal::Own(unknown));
        }
        if waits { Err(Refusal::Waits) } else { Ok(ids) }
    }
}
