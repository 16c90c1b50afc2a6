//! Makes rows of items. Remote ids that items refer to are replaced by ids.

use std::collections::HashSet;

use entity::{
    Application, ApplicationId, Candidate, CandidateId, Communication, CommunicationId, ContactId, InterviewId,
    InterviewWithInterviewers,
};
use planning::{Key, Violation};

use super::{
    contacts::{ContactChange, ContactItem},
    item::{ResourceType, SyncedApplication, SyncedCandidate, SyncedCommunication, SyncedContact, SyncedInterview},
    items::People,
    resolve::{ItemRefusal, Resolver},
    stored_rows::KnownContact,
    target::RowWrite,
};
use crate::{
    applications::ApplicationInput, candidates::CandidateInput, communications::CommunicationInput,
    interviews::InterviewInput, playbooks,
};

impl<'a> Resolver<'a> {
    pub(super) fn candidate(&mut self, item: &'a SyncedCandidate) -> RowWrite<Candidate> {
        let stored = self.stored.candidates.get(&item.remote_id).map(|row| (row, row.stamp));
        let target = RowWrite::new(self.scope, stored, CandidateId::new, |stamp| {
            CandidateInput { remote_id: Some(item.remote_id.clone()), details: item.details.clone() }.into_row(stamp)
        });
        self.candidates.insert(&item.remote_id, target.row().stamp.id);
        target
    }

    pub(super) fn application(&mut self, item: &'a SyncedApplication) -> Result<RowWrite<Application>, ItemRefusal> {
        let stored = self.stored.applications.get(&item.remote_id).map(|row| (row, row.stamp));
        let mut violations = Vec::new();
        let known = |key: &Key| {
            let same = stored.is_some_and(|(row, _)| row.own_playbook.as_ref() == Some(key));
            same || self.stored.playbooks.get(key).is_some()
        };
        if let Some(key) = item.playbook.as_ref().filter(|key| !known(key)) {
            violations.push(Violation::new("/playbook", "unknown_reference", playbooks::unknown(key)));
        }
        let candidate_id = match (&item.candidate_remote_id, stored) {
            (Some(remote_id), _) => self.candidates.get(remote_id).copied(),
            (None, Some((row, _))) => Some(row.candidate_id),
            (None, None) => self.only_candidate(),
        };
        let Some(candidate_id) = candidate_id.filter(|_| violations.is_empty()) else {
            if candidate_id.is_none() {
                violations.push(self.no_candidate(item.candidate_remote_id.as_ref()));
            }
            return Err(ItemRefusal::Invalid(violations));
        };
        let target = RowWrite::new(self.scope, stored, ApplicationId::new, |stamp| {
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

    pub(super) fn contact(
        &mut self,
        facts: &'a SyncedContact,
        names_role: bool,
    ) -> Result<ContactItem<'a>, ItemRefusal> {
        let named = facts.application_remote_id.as_ref();
        let application = named.map(|remote_id| self.application_of(remote_id)).transpose()?;
        let known = self.contacts.entry(&facts.remote_id).or_insert_with(KnownContact::new);
        known.applications.extend(application);
        let id = known.id;
        if let Some(application) = application {
            self.keep_contact(id, application);
        }
        let change = ContactChange::Described { application, facts, names_role };
        Ok(ContactItem { id, remote_id: &facts.remote_id, change })
    }

    pub(super) fn interview(
        &self,
        item: &SyncedInterview,
        interviewers: People,
    ) -> Result<RowWrite<InterviewWithInterviewers>, ItemRefusal> {
        let stored = self.stored.interviews.get(&item.remote_id).map(|row| (row, row.interview.stamp));
        let before = stored.map(|(row, _)| row.interview.application_id);
        let application = self.owner(item.application_remote_id.as_ref(), before)?;
        let pointer = |place| format!("/interviewer_remote_ids/{place}");
        let interviewer_ids = if let (People::Stored, Some((row, _))) = (interviewers, stored) {
            row.interviewer_ids.iter().copied().filter(|id| self.removing_item(*id, application).is_none()).collect()
        } else {
            let named = item.application_remote_id.as_ref();
            self.contacts_of(named, application, item.interviewer_remote_ids.as_deref().unwrap_or_default(), pointer)?
        };
        Ok(RowWrite::new(self.scope, stored, InterviewId::new, |stamp| {
            let input = InterviewInput {
                remote_id: Some(item.remote_id.clone()),
                interviewer_ids: interviewer_ids.clone(),
                details: item.details.clone(),
            };
            let (interview, interviewer_ids) = input.into_row(stamp, application);
            InterviewWithInterviewers { interview, interviewer_ids }
        }))
    }

    pub(super) fn communication(
        &self,
        item: &SyncedCommunication,
        people: People,
    ) -> Result<RowWrite<Communication>, ItemRefusal> {
        let stored = self.stored.communications.get(&item.remote_id).map(|row| (row, row.stamp));
        let named = item.application_remote_id.as_ref();
        let application = self.owner(named, stored.map(|(row, _)| row.application_id))?;
        let pointer = |_| "/contact_remote_id".to_owned();
        let contact_id = if let (People::Stored, Some((row, _))) = (people, stored) {
            row.contact_id.filter(|id| self.removing_item(*id, application).is_none())
        } else {
            let contact = item.contact_remote_id.as_slice();
            self.contacts_of(named, application, contact, pointer)?.first().copied()
        };
        Ok(RowWrite::new(self.scope, stored, CommunicationId::new, |stamp| {
            let remote_id = Some(item.remote_id.clone());
            CommunicationInput { remote_id, contact_id, details: item.details.clone() }.into_row(stamp, application)
        }))
    }

    /// The candidate of the account, if it has exactly one after the request.
    fn only_candidate(&self) -> Option<CandidateId> {
        let stored = self.stored.all_candidates.as_deref()?;
        let is_deleted = |id: &CandidateId| {
            let deleted = |key: &&Key| self.deleting_item(ResourceType::Candidate, key).is_some();
            self.stored.candidates.iter().any(|(key, row)| row.stamp.id == *id && deleted(&key))
        };
        let all: HashSet<CandidateId> =
            stored.iter().copied().filter(|id| !is_deleted(id)).chain(self.candidates.values().copied()).collect();
        let only = all.iter().next().copied().filter(|_| all.len() == 1);
        only.filter(|_| !self.is_any_refused(ResourceType::Candidate))
    }

    fn no_candidate(&self, remote_id: Option<&Key>) -> Violation {
        let Some(remote_id) = remote_id else {
            let detail = "name the candidate: with those of this request, the account does not have exactly one";
            return Violation::new("/candidate_remote_id", "required", detail);
        };
        let detail = if let Some(place) = self.deleting_item(ResourceType::Candidate, remote_id) {
            format!("item {place} deletes the candidate")
        } else if let Some(place) = self.refused_item(ResourceType::Candidate, remote_id) {
            format!("there is no candidate with this remote id, since item {place} was refused")
        } else {
            "there is no candidate with this remote id".to_owned()
        };
        Violation::new("/candidate_remote_id", "unknown_reference", detail)
    }

    /// The application of an interview or communication: the named one, or else the stored one.
    fn owner(&self, named: Option<&Key>, before: Option<ApplicationId>) -> Result<ApplicationId, ItemRefusal> {
        let Some(before) = before else {
            let missing = || ItemRefusal::Invalid(vec![no_application("there is no such application".to_owned())]);
            return self.application_of(named.ok_or_else(missing)?);
        };
        let Some(named) = named else {
            let Some(place) = self.deleted_applications.get(&before) else { return Ok(before) };
            let detail = format!("item {place} deletes the application to which it belongs");
            return Err(ItemRefusal::Invalid(vec![Violation::new("", "unknown_reference", detail)]));
        };
        let id = self.application_of(named)?;
        if before == id {
            return Ok(id);
        }
        let detail = match self.deleted_applications.get(&before) {
            Some(place) => format!("it belongs to another application, with which item {place} deletes it"),
            None => "it belongs to another application, and stays there".to_owned(),
        };
        Err(ItemRefusal::Invalid(vec![Violation::new("/application_remote_id", "immutable", detail)]))
    }

    /// The application with this remote id.
    fn application_of(&self, remote_id: &Key) -> Result<ApplicationId, ItemRefusal> {
        if self.refused_item(ResourceType::Application, remote_id).is_some() {
            return Err(ItemRefusal::DependsOnRefused);
        }
        self.applications.get(remote_id).copied().ok_or_else(|| {
            let deleting = self.deleting_item(ResourceType::Application, remote_id);
            let detail = deleting.map(|place| format!("item {place} deletes the application"));
            let detail = detail.unwrap_or_else(|| "there is no application with this remote id".to_owned());
            ItemRefusal::Invalid(vec![no_application(detail)])
        })
    }

    /// The contacts of an application with these remote ids.
    fn contacts_of(
        &self,
        application_remote_id: Option<&Key>,
        application: ApplicationId,
        remote_ids: &[Key],
        pointer: impl Fn(usize) -> String,
    ) -> Result<Vec<ContactId>, ItemRefusal> {
        let (mut ids, mut unknown, mut depends_on_refused) = (Vec::with_capacity(remote_ids.len()), Vec::new(), false);
        for (place, remote_id) in remote_ids.iter().enumerate() {
            if application_remote_id.is_some_and(|named| self.is_refused_contact_of(named, remote_id)) {
                depends_on_refused = true;
                continue;
            }
            if let Some(known) = self.contacts.get(remote_id).filter(|it| it.applications.contains(&application)) {
                ids.push(known.id);
            } else {
                let stored = self.stored.contacts.get(remote_id);
                let detail = match stored.and_then(|row| self.removing_item(row.stamp.id, application)) {
                    Some(place) => format!("item {place} takes this contact out of the application"),
                    None => "the application has no contact with this remote id".to_owned(),
                };
                unknown.push(Violation::new(pointer(place), "unknown_reference", detail));
            }
        }
        if !unknown.is_empty() {
            return Err(ItemRefusal::Invalid(unknown));
        }
        if depends_on_refused { Err(ItemRefusal::DependsOnRefused) } else { Ok(ids) }
    }
}

fn no_application(detail: String) -> Violation {
    Violation::new("/application_remote_id", "unknown_reference", detail)
}
