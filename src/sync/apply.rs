//! Applies the changes of a delivery to the account's rows.

use chrono::{DateTime, Utc};
use connectors::{Change, Changes, Field, NewApplication, Resource, outcome_after, status_after};
use entity::{
    ApplicationId, CandidateId, CommunicationId, ContactId, InterviewId, InterviewWithInterviewers, Scope,
    SourceVersion, SourceVersions,
};
use planning::{Instant, Key, facts::Role};
use serde_json::json;
use uuid::Uuid;

use super::{
    AppliedChange, DeliveryEffects, Effect, Note, WorkingSet,
    merge::{merged, patch_of},
    missing::still_missing,
    remote_ids::remote_ids_of,
};
use crate::{
    applications::ApplicationInput, candidates::CandidateInput, communications::CommunicationInput,
    contacts::ContactInput, http::WriteError, interviews::InterviewInput, problem::Problem, stored,
};

/// Writes changes through a scope that is a transaction. Returns the effects and the missing facts.
///
/// # Errors
///
/// [`WriteError::ConcurrentWrite`], if others have written the same rows meanwhile: the caller tries again with a new
/// scope; and [`Problem::InvalidBody`], if a fact is invalid, with its violations at `/<resource>/<remote id>/<field>`.
pub async fn apply(
    scope: &Scope,
    changes: &Changes,
    received_at: DateTime<Utc>,
) -> Result<DeliveryEffects, WriteError> {
    let ids = remote_ids_of(&changes.changes);
    let set = WorkingSet::load(scope, &ids).await?;
    let known_versions = scope.source_versions(&ids.to_texts()).await?;
    let mut applier = ChangeApplier {
        set,
        known_versions,
        new_versions: SourceVersions::new(),
        version: SourceVersion { updated_at: changes.updated_at.map(DateTime::from), received_at },
        report: DeliveryEffects::default(),
    };
    for change in &changes.changes {
        applier.apply(change).await?;
    }
    let ChangeApplier { set, new_versions, mut report, .. } = applier;
    set.write().await?;
    scope.keep_source_versions(new_versions).await?;
    report.missing = still_missing(&set, changes, received_at)?;
    report.notes.extend(
        changes.remarks.iter().map(|it| Note { pointer: it.pointer.clone(), detail: it.detail.clone().into_owned() }),
    );
    Ok(report)
}

/// The state while changes are applied.
pub(super) struct ChangeApplier<'a> {
    pub(super) set: WorkingSet<'a>,
    pub(super) known_versions: SourceVersions,
    new_versions: SourceVersions,
    version: SourceVersion,
    report: DeliveryEffects,
}

impl ChangeApplier<'_> {
    async fn apply(&mut self, change: &Change) -> Result<(), WriteError> {
        match change {
            Change::Candidate(facts) => self.candidate(facts)?,
            Change::Application { facts, new } => self.application(facts, new)?,
            Change::Contact { facts, role_if_new } => self.contact(facts, *role_if_new)?,
            Change::Interview { facts, only_if_stored } => self.interview(facts, *only_if_stored)?,
            Change::Communication(facts) => self.communication(facts)?,
            Change::Stage { application_remote_id, stage } => {
                let pointer = format!("/applications/{}", &**application_remote_id);
                self.note(&pointer, format!("the employer calls the stage {:?}; nothing follows from it", &**stage));
            }
            Change::OutcomeTakenBack { application_remote_id, kinds } => {
                self.take_outcome_back(application_remote_id, kinds);
            }
            Change::UnlistedInterviewsCancelled { prefix, except } => {
                self.cancel_unlisted_interviews(prefix, except).await?;
            }
            Change::CandidatesMerged { remote_id, into } => self.merge_candidates(remote_id, into).await?,
            Change::Deleted { resource, remote_id } => self.delete(*resource, remote_id).await?,
            Change::Erased { candidate_remote_id, fields } => self.erase(candidate_remote_id, fields)?,
            // The facts that it needs are reported as missing.
            Change::Announced { .. } => {}
        }
        Ok(())
    }

    pub(super) fn note(&mut self, pointer: &str, detail: impl Into<String>) {
        self.report.notes.push(Note { pointer: pointer.to_owned(), detail: detail.into() });
    }

    pub(super) fn report(&mut self, resource: Resource, remote_id: &Key, id: Option<impl Into<Uuid>>, effect: Effect) {
        let (remote_id, id) = (remote_id.clone(), id.map(Into::into));
        self.report.changes.push(AppliedChange { resource, remote_id, id, effect });
    }

    /// Whether a later version of the resource was applied before. If not, this version is recorded as the latest.
    pub(super) fn is_outdated(&mut self, resource: Resource, remote_id: &Key, updated_at: Option<Instant>) -> bool {
        let key = (stored::to_word(&resource), remote_id.to_string());
        let version =
            SourceVersion { updated_at: updated_at.map(DateTime::from).or(self.version.updated_at), ..self.version };
        if self.known_versions.get(&key).is_some_and(|known| version.is_before(*known)) {
            return true;
        }
        self.new_versions.insert(key, version);
        false
    }

    fn candidate(&mut self, facts: &connectors::Candidate) -> Result<(), Problem> {
        let (resource, key) = (Resource::Candidate, &facts.remote_id);
        let before = self.set.candidates.get(key).cloned();
        if self.is_outdated(resource, key, facts.updated_at) {
            self.report(resource, key, before.map(|row| row.stamp.id), Effect::Outdated);
            return Ok(());
        }
        let mut patch = patch_of(facts)?;
        patch.insert("remote_id".to_owned(), json!(key));
        let input = before.clone().map(CandidateInput::from_row);
        let merged: CandidateInput = merged(input.as_ref(), patch, &pointer_to("candidates", key))?;
        let stamp = before.as_ref().map_or_else(|| self.set.scope.stamp(CandidateId::new()), |row| row.stamp);
        let row = merged.into_row(stamp);
        self.report(resource, key, Some(stamp.id), effect(before.as_ref(), &row));
        self.set.candidates.set(key, row);
        Ok(())
    }

    fn application(&mut self, facts: &connectors::Application, new: &NewApplication) -> Result<(), Problem> {
        let (resource, key) = (Resource::Application, &facts.remote_id);
        let before = self.set.applications.get(key).cloned();
        if self.is_outdated(resource, key, facts.updated_at) {
            self.report(resource, key, before.map(|row| row.stamp.id), Effect::Outdated);
            return Ok(());
        }
        let Some(before) = before else { return self.new_application(key, new) };
        let mut patch = patch_of(facts)?;
        if let Field::Set(outcome) = facts.outcome {
            patch.insert("outcome".to_owned(), json!(outcome_after(before.details.outcome, outcome)));
        }
        let input = ApplicationInput::from_row(before.clone());
        let merged: ApplicationInput = merged(Some(&input), patch, &pointer_to("applications", key))?;
        let row = merged.into_row(before.stamp);
        self.report(resource, key, Some(row.stamp.id), effect(Some(&before), &row));
        self.set.applications.set(key, row);
        Ok(())
    }

    fn new_application(&mut self, key: &Key, new: &NewApplication) -> Result<(), Problem> {
        let NewApplication { application: facts, candidate_id } = new;
        let named = facts.candidate_remote_id.as_ref().and_then(|id| self.set.candidates.get(id));
        let candidate_id = named.map(|row| row.stamp.id).or_else(|| candidate_id.map(CandidateId::from));
        let company = facts.company.set().is_some_and(|company| company.name.set().is_some());
        let title = facts.position.set().is_some_and(|position| position.title.set().is_some());
        let Some(candidate_id) = candidate_id.filter(|_| company && title && facts.time_zone.set().is_some()) else {
            self.report(Resource::Application, key, None::<Uuid>, Effect::Skipped);
            return Ok(());
        };
        let mut patch = patch_of(facts)?;
        patch.insert("remote_id".to_owned(), json!(key));
        patch.insert("candidate_id".to_owned(), json!(candidate_id));
        let merged: ApplicationInput = merged(None, patch, &pointer_to("applications", key))?;
        let row = merged.into_row(self.set.scope.stamp(ApplicationId::new()));
        self.report(Resource::Application, key, Some(row.stamp.id), Effect::Created);
        self.set.applications.set(key, row);
        Ok(())
    }

    /// The application of a resource: the stored one, or else the named one.
    fn application_of(&self, before: Option<ApplicationId>, named: Option<&Key>) -> Option<ApplicationId> {
        before.or_else(|| Some(self.set.applications.get(named?)?.stamp.id))
    }

    fn contact(&mut self, facts: &connectors::Contact, role_if_new: Option<Role>) -> Result<(), Problem> {
        let (resource, key) = (Resource::Contact, &facts.remote_id);
        let before = self.set.contacts.get(key).cloned();
        if self.is_outdated(resource, key, facts.updated_at) {
            self.report(resource, key, before.map(|row| row.stamp.id), Effect::Outdated);
            return Ok(());
        }
        let named = facts.application_remote_id.as_ref();
        let Some(application) = self.application_of(before.as_ref().map(|row| row.application_id), named) else {
            self.report(resource, key, None::<Uuid>, Effect::Skipped);
            return Ok(());
        };
        let mut patch = patch_of(facts)?;
        patch.insert("remote_id".to_owned(), json!(key));
        if let (None, None, Some(role)) = (&before, facts.role.set(), role_if_new) {
            patch.insert("role".to_owned(), json!(role));
        }
        let input = before.clone().map(ContactInput::from_row);
        let merged: ContactInput = merged(input.as_ref(), patch, &pointer_to("contacts", key))?;
        let stamp = before.as_ref().map_or_else(|| self.set.scope.stamp(ContactId::new()), |row| row.stamp);
        let mut row = merged.into_row(stamp, application);
        let further = named.and_then(|id| self.set.applications.get(id)).map(|row| row.stamp.id);
        let mut gets_further_application = false;
        if let (Some(before), Some(further)) = (&before, further.filter(|id| *id != application)) {
            // The delivery names the role in the further application.
            row.details.role = before.details.role;
            let role =
                facts.role.set().copied().or(self.set.further_applications.role(stamp.id, further)).or(role_if_new);
            gets_further_application =
                self.set.further_applications.add(stamp.id, further, role.unwrap_or(before.details.role));
        }
        let effect = if gets_further_application { Effect::Updated } else { effect(before.as_ref(), &row) };
        self.report(resource, key, Some(stamp.id), effect);
        self.set.contacts.set(key, row);
        Ok(())
    }

    fn interview(&mut self, facts: &connectors::Interview, only_if_stored: bool) -> Result<(), Problem> {
        let (resource, key) = (Resource::Interview, &facts.remote_id);
        let before = self.set.interviews.get(key).cloned();
        if self.is_outdated(resource, key, facts.updated_at) {
            self.report(resource, key, before.map(|row| row.interview.stamp.id), Effect::Outdated);
            return Ok(());
        }
        let named = facts.application_remote_id.as_ref();
        let application = self.application_of(before.as_ref().map(|row| row.interview.application_id), named);
        let complete = facts.starts_at.set().is_some() && facts.ends_at.set().is_some() && !only_if_stored;
        let Some(application) = application.filter(|_| before.is_some() || complete) else {
            self.report(resource, key, None::<Uuid>, Effect::Skipped);
            return Ok(());
        };
        let mut patch = patch_of(facts)?;
        patch.insert("remote_id".to_owned(), json!(key));
        if let Field::Set(status) = facts.status {
            let details = before.as_ref().map(|row| &row.interview.details);
            let differs = |new: &Field<Instant>, stored: Instant| new.set().is_some_and(|new| *new != stored);
            let moved = details.is_some_and(|stored| {
                differs(&facts.starts_at, stored.starts_at) || differs(&facts.ends_at, stored.ends_at)
            });
            let status = status_after(details.map(|stored| stored.status), status, moved);
            patch.insert("status".to_owned(), json!(status));
        }
        if let Field::Set(interviewers) = &facts.interviewer_remote_ids {
            let contacts = interviewers.iter().filter_map(|id| self.set.contacts.get(id));
            let of_application = contacts.filter(|row| self.set.further_applications.has_contact(row, application));
            let ids: Vec<_> = of_application.map(|row| row.stamp.id).collect();
            patch.insert("interviewer_ids".to_owned(), json!(ids));
        }
        let input = before.clone().map(|row| InterviewInput::from_row(row.interview, row.interviewer_ids));
        let merged: InterviewInput = merged(input.as_ref(), patch, &pointer_to("interviews", key))?;
        let stamp = before.as_ref().map_or_else(|| self.set.scope.stamp(InterviewId::new()), |row| row.interview.stamp);
        let (interview, interviewer_ids) = merged.into_row(stamp, application);
        let row = InterviewWithInterviewers { interview, interviewer_ids };
        self.report(resource, key, Some(stamp.id), effect(before.as_ref(), &row));
        self.set.interviews.set(key, row);
        Ok(())
    }

    fn communication(&mut self, facts: &connectors::Communication) -> Result<(), Problem> {
        let (resource, key) = (Resource::Communication, &facts.remote_id);
        let before = self.set.communications.get(key).cloned();
        if self.is_outdated(resource, key, facts.updated_at) {
            self.report(resource, key, before.map(|row| row.stamp.id), Effect::Outdated);
            return Ok(());
        }
        let named = facts.application_remote_id.as_ref();
        let application = self.application_of(before.as_ref().map(|row| row.application_id), named);
        let complete = facts.direction.set().is_some() && facts.at.set().is_some();
        let Some(application) = application.filter(|_| before.is_some() || complete) else {
            self.report(resource, key, None::<Uuid>, Effect::Skipped);
            return Ok(());
        };
        let mut patch = patch_of(facts)?;
        patch.insert("remote_id".to_owned(), json!(key));
        let contact = facts.contact_remote_id.as_ref().and_then(|id| self.set.contacts.get(id));
        if let Some(contact) = contact.filter(|row| self.set.further_applications.has_contact(row, application)) {
            patch.insert("contact_id".to_owned(), json!(contact.stamp.id));
        }
        let input = before.clone().map(CommunicationInput::from_row);
        let merged: CommunicationInput = merged(input.as_ref(), patch, &pointer_to("communications", key))?;
        let stamp = before.as_ref().map_or_else(|| self.set.scope.stamp(CommunicationId::new()), |row| row.stamp);
        let row = merged.into_row(stamp, application);
        self.report(resource, key, Some(stamp.id), effect(before.as_ref(), &row));
        self.set.communications.set(key, row);
        Ok(())
    }
}

fn pointer_to(resources: &str, key: &Key) -> String {
    format!("/{resources}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// The effect of writing a row.
pub(super) fn effect<R: PartialEq>(before: Option<&R>, after: &R) -> Effect {
    match before {
        None => Effect::Created,
        Some(before) if before == after => Effect::Unchanged,
        Some(_) => Effect::Updated,
    }
}
