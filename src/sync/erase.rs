//! Applies removals: outcomes that are taken back, and resources that are deleted, merged or erased at their source.

use connectors::Resource;
use entity::{ApplicationFilter, Candidate, CandidateId};
use planning::{
    Key,
    facts::{CandidateDetails, InterviewStatus, OutcomeKind},
};
use uuid::Uuid;

use super::{
    Effect,
    apply::{ChangeApplier, effect},
    merge::merged,
};
use crate::{candidates::CandidateInput, http::WriteError, problem::Problem};

/// The most applications of one candidate that one delivery can change.
const MAX_APPLICATIONS: u64 = 200;

impl ChangeApplier<'_> {
    pub(super) fn take_outcome_back(&mut self, key: &Key, kinds: &[OutcomeKind]) {
        let Some(before) = self.set.applications.get(key).cloned() else {
            self.report(Resource::Application, key, None::<Uuid>, Effect::Skipped);
            return;
        };
        if self.is_outdated(Resource::Application, key, None) {
            self.report(Resource::Application, key, Some(before.stamp.id), Effect::Outdated);
            return;
        }
        let mut row = before.clone();
        row.details.outcome = row.details.outcome.filter(|outcome| !kinds.contains(&outcome.kind));
        self.report(Resource::Application, key, Some(row.stamp.id), effect(Some(&before), &row));
        self.set.applications.set(key, row);
    }

    pub(super) async fn cancel_unlisted_interviews(
        &mut self,
        beginning: &str,
        except: &[Key],
    ) -> Result<(), WriteError> {
        let found = self.set.load_interviews(beginning).await?;
        let others: Vec<Key> = found.into_iter().filter(|key| !except.contains(key)).collect();
        let texts: Vec<&str> = others.iter().map(|key| &**key).collect();
        let versions = self.set.scope.source_versions(&texts).await?;
        self.known_versions.extend(versions);
        for key in others {
            let Some(before) = self.set.interviews.get(&key).cloned() else { continue };
            if before.interview.details.status != InterviewStatus::Scheduled
                || self.is_outdated(Resource::Interview, &key, None)
            {
                continue;
            }
            let mut row = before;
            row.interview.details.status = InterviewStatus::Cancelled;
            self.report(Resource::Interview, &key, Some(row.interview.stamp.id), Effect::Updated);
            self.set.interviews.set(&key, row);
        }
        Ok(())
    }

    /// Deletes a resource. An interview is cancelled instead.
    pub(super) async fn delete(&mut self, resource: Resource, key: &Key) -> Result<(), WriteError> {
        // Older changes that arrive later do not create it again.
        if self.is_outdated(resource, key, None) {
            self.report(resource, key, None::<Uuid>, Effect::Outdated);
            return Ok(());
        }
        let id: Option<Uuid> = match resource {
            Resource::Candidate => match self.set.candidates.get(key).cloned() {
                Some(candidate) => {
                    for (remote_id, id) in self.applications_of(candidate.stamp.id).await? {
                        self.set.applications.remove(&remote_id);
                        self.report(Resource::Application, &remote_id, Some(id), Effect::Deleted);
                    }
                    self.set.candidates.remove(key);
                    Some(candidate.stamp.id.into())
                }
                None => None,
            },
            Resource::Application => self.set.applications.get(key).map(|row| row.stamp.id.into()),
            Resource::Contact => self.set.contacts.get(key).map(|row| row.stamp.id.into()),
            Resource::Interview => {
                self.cancel(key);
                return Ok(());
            }
            Resource::Communication => self.set.communications.get(key).map(|row| row.stamp.id.into()),
        };
        match resource {
            Resource::Application if id.is_some() => self.set.applications.remove(key),
            Resource::Contact if id.is_some() => self.set.contacts.remove(key),
            Resource::Communication if id.is_some() => self.set.communications.remove(key),
            _ => {}
        }
        self.report(resource, key, id, if id.is_some() { Effect::Deleted } else { Effect::Skipped });
        Ok(())
    }

    fn cancel(&mut self, key: &Key) {
        let Some(before) = self.set.interviews.get(key).cloned() else {
            self.report(Resource::Interview, key, None::<Uuid>, Effect::Skipped);
            return;
        };
        let mut row = before.clone();
        if row.interview.details.status == InterviewStatus::Scheduled {
            row.interview.details.status = InterviewStatus::Cancelled;
        }
        self.report(Resource::Interview, key, Some(row.interview.stamp.id), effect(Some(&before), &row));
        self.set.interviews.set(key, row);
    }

    /// Loads the applications of a candidate into the working set. Those without a remote id get their own id as the
    /// key.
    async fn applications_of(&mut self, id: CandidateId) -> Result<Vec<(Key, Uuid)>, WriteError> {
        let filter = ApplicationFilter { candidate_id: Some(id), ..ApplicationFilter::default() };
        let page = self.set.scope.page::<entity::Application>(&filter, None, MAX_APPLICATIONS).await?;
        if page.more {
            let detail =
                format!("the candidate has more than {MAX_APPLICATIONS} applications: delete or move them here");
            return Err(WriteError::Failed(Problem::Conflict(detail.into())));
        }
        let named = |row: entity::Application| (row.remote_id.clone().unwrap_or_else(|| Key::from(row.stamp.id)), row);
        let rows: Vec<_> = page.items.into_iter().map(named).collect();
        let found = rows.iter().map(|(key, row)| (key.clone(), row.stamp.id.into())).collect();
        self.set.applications.load(rows);
        Ok(found)
    }

    pub(super) async fn merge_candidates(&mut self, from: &Key, into: &Key) -> Result<(), WriteError> {
        let Some(removed) = self.set.candidates.get(from).cloned() else {
            self.report(Resource::Candidate, from, None::<Uuid>, Effect::Skipped);
            return Ok(());
        };
        let id = removed.stamp.id;
        let Some(remaining) = self.set.candidates.get(into).map(|row| row.stamp.id) else {
            // The remaining candidate is not stored, so this one takes its remote id.
            self.set.candidates.set(from, Candidate { remote_id: Some(into.clone()), ..removed });
            self.report(Resource::Candidate, into, Some(id), Effect::Updated);
            return Ok(());
        };
        for (key, application) in self.applications_of(id).await? {
            if let Some(row) = self.set.applications.get(&key).cloned() {
                self.set.applications.set(&key, entity::Application { candidate_id: remaining, ..row });
                self.report(Resource::Application, &key, Some(application), Effect::Updated);
            }
        }
        self.set.candidates.remove(from);
        self.report(Resource::Candidate, from, Some(id), Effect::Deleted);
        Ok(())
    }

    pub(super) fn erase(&mut self, key: &Key, fields: &[&'static str]) -> Result<(), Problem> {
        let Some(before) = self.set.candidates.get(key).cloned() else {
            self.report(Resource::Candidate, key, None::<Uuid>, Effect::Skipped);
            return Ok(());
        };
        let row = if fields.is_empty() {
            Candidate { details: merged::<CandidateInput>(None, serde_json::Map::new(), "")?.details, ..before.clone() }
        } else {
            let cleared = fields.iter().map(|field| ((*field).to_owned(), serde_json::Value::Null)).collect();
            let input = CandidateInput::from_row(before.clone());
            let details: CandidateDetails = merged::<CandidateInput>(Some(&input), cleared, "/candidates")?.details;
            Candidate { details, ..before.clone() }
        };
        self.report(Resource::Candidate, key, Some(row.stamp.id), effect(Some(&before), &row));
        self.set.candidates.set(key, row);
        Ok(())
    }
}
