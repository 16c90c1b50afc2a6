//! The remote ids of many bodies, looked up together.

use std::collections::{HashMap, HashSet};

use entity::{ApplicationId, ContactId, InterviewId, InterviewWithInterviewers, Scope};
use planning::Key;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{
    lookup::keys,
    reference::{Reference, ReferencedType},
};
use crate::problem::Problem;

/// The resources that many bodies name by remote ids: applications, and contacts and interviews, each with the
/// application that it was made for.
#[derive(Debug, Default)]
pub(crate) struct RemoteIds {
    applications: HashMap<Key, ApplicationId>,
    contacts: HashMap<Key, (ContactId, ApplicationId)>,
    interviews: HashMap<Key, (InterviewId, ApplicationId)>,
}

impl RemoteIds {
    /// The ids that the fields of bodies name, by a statement for each type of resource.
    pub(crate) async fn look_up<'b>(
        scope: &Scope,
        references: &[Reference],
        bodies: impl Iterator<Item = &'b Map<String, Value>>,
    ) -> Result<Self, Problem> {
        let (mut applications, mut contacts, mut interviews) = (HashSet::new(), HashSet::new(), HashSet::new());
        for body in bodies {
            for reference in references {
                let named = match reference.to {
                    ReferencedType::Application => &mut applications,
                    ReferencedType::Contact => &mut contacts,
                    ReferencedType::Interview => &mut interviews,
                    ReferencedType::Candidate => continue,
                };
                named.extend(body.get(reference.remote_id).and_then(|remote| keys(remote).ok()?).unwrap_or_default());
            }
        }
        let applications: Vec<entity::Application> = scope.by_remote_ids(&texts(&applications)).await?;
        let contacts: Vec<entity::Contact> = scope.by_remote_ids(&texts(&contacts)).await?;
        let interviews = scope.interviews_by_remote_ids(&texts(&interviews)).await?;
        let interviews = interviews.into_iter().map(|InterviewWithInterviewers { interview, .. }| interview);
        Ok(Self {
            applications: applications.into_iter().filter_map(|row| Some((row.remote_id?, row.stamp.id))).collect(),
            contacts: contacts
                .into_iter()
                .filter_map(|row| Some((row.remote_id?, (row.stamp.id, row.application_id))))
                .collect(),
            interviews: interviews
                .filter_map(|row| Some((row.remote_id?, (row.stamp.id, row.application_id))))
                .collect(),
        })
    }

    /// The application with this remote id.
    pub(super) fn application(&self, key: &Key) -> Option<ApplicationId> {
        self.applications.get(key).copied()
    }

    /// The ids for these remote ids, in an application, if one is named. `shares` says whether a contact that was made
    /// for another application is one of its contacts, too.
    pub(super) fn ids(
        &self,
        to: ReferencedType,
        keys: &[Key],
        application: Option<ApplicationId>,
        shares: &dyn Fn(ApplicationId, ContactId) -> bool,
    ) -> HashMap<Key, Uuid> {
        let id = |key: &Key| -> Option<Uuid> {
            match to {
                ReferencedType::Candidate => None,
                ReferencedType::Application => self.application(key).map(Into::into),
                ReferencedType::Contact => {
                    let (id, of) = *self.contacts.get(key)?;
                    application.is_none_or(|named| named == of || shares(named, id)).then(|| id.into())
                }
                ReferencedType::Interview => {
                    let (id, of) = *self.interviews.get(key)?;
                    application.is_none_or(|named| named == of).then(|| id.into())
                }
            }
        };
        keys.iter().filter_map(|key| Some((key.clone(), id(key)?))).collect()
    }
}

fn texts(keys: &HashSet<Key>) -> Vec<&str> {
    keys.iter().map(|key| &**key).collect()
}
