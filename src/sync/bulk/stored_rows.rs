//! The stored rows of the resources that items name.

use std::collections::{BTreeSet, HashMap, HashSet};

use entity::{
    Application, ApplicationContact, ApplicationId, Candidate, CandidateFilter, CandidateId, Communication, Contact,
    ContactId, InterviewWithInterviewers, RemoteRecord, Scope,
};
use planning::{Key, facts::Role};
use serde_json::{Map, Value};

use super::{
    item::ResourceType,
    items::{Item, ItemContent},
};
use crate::{playbooks::PlaybookSet, problem::Problem};

/// Rows by their remote ids.
#[derive(Debug)]
pub(super) struct StoredRows {
    pub(super) candidates: HashMap<Key, Candidate>,
    pub(super) applications: HashMap<Key, Application>,
    pub(super) contacts: HashMap<Key, Contact>,
    /// The further applications of these contacts.
    pub(super) further_applications: HashMap<ContactId, HashMap<ApplicationId, ApplicationContact>>,
    pub(super) interviews: HashMap<Key, InterviewWithInterviewers>,
    pub(super) communications: HashMap<Key, Communication>,
    pub(super) playbooks: PlaybookSet,
    /// The applications of candidates that are to be deleted.
    pub(super) applications_of: HashMap<CandidateId, Vec<ApplicationId>>,
    /// All candidates of the account, where an application needs the only one; none, if there are too many for that.
    pub(super) all_candidates: Option<Vec<CandidateId>>,
}

/// A contact, stored or new, with its applications.
#[derive(Debug)]
pub(super) struct KnownContact {
    pub(super) id: ContactId,
    pub(super) applications: HashSet<ApplicationId>,
}

impl KnownContact {
    /// A new contact.
    pub(super) fn new() -> Self {
        Self { id: ContactId::new(), applications: HashSet::new() }
    }
}

/// The remote ids that items name, by the type of what they name.
#[derive(Default)]
struct NamedIds<'a> {
    candidates: BTreeSet<&'a str>,
    applications: BTreeSet<&'a str>,
    contacts: BTreeSet<&'a str>,
    interviews: BTreeSet<&'a str>,
    communications: BTreeSet<&'a str>,
    playbooks: BTreeSet<&'a str>,
}

impl<'a> NamedIds<'a> {
    fn add(&mut self, item: &'a Item) {
        let (Some(kind), Some(remote_id)) = (item.kind, &item.remote_id) else { return };
        match kind {
            ResourceType::Candidate => &mut self.candidates,
            ResourceType::Application => &mut self.applications,
            ResourceType::Contact => &mut self.contacts,
            ResourceType::Interview => &mut self.interviews,
            ResourceType::Communication => &mut self.communications,
        }
        .insert(remote_id);
        self.applications.extend(item.application.as_deref());
        match (&item.content, &item.patch) {
            (Ok(ItemContent::Application(item)), _) => {
                self.candidates.extend(item.candidate_remote_id.as_deref());
                self.playbooks.extend(item.playbook.as_deref());
            }
            (Ok(ItemContent::Interview(item, _)), _) => {
                self.contacts.extend(item.interviewer_remote_ids.iter().flatten().map(|id| &**id));
            }
            (Ok(ItemContent::Communication(item, _)), _) => self.contacts.extend(item.contact_remote_id.as_deref()),
            // It is not a whole resource, but it may change some fields of one.
            (Err(_), Some(patch)) => self.add_fields(kind, patch),
            _ => {}
        }
    }

    fn add_fields(&mut self, kind: ResourceType, patch: &'a Map<String, Value>) {
        let text = |field: &str| patch.get(field).and_then(Value::as_str);
        match kind {
            ResourceType::Application => {
                self.candidates.extend(text("candidate_remote_id"));
                self.playbooks.extend(text("playbook"));
            }
            ResourceType::Interview => {
                let interviewers = patch.get("interviewer_remote_ids").and_then(Value::as_array);
                self.contacts.extend(interviewers.into_iter().flatten().filter_map(Value::as_str));
            }
            ResourceType::Communication => self.contacts.extend(text("contact_remote_id")),
            ResourceType::Candidate | ResourceType::Contact => {}
        }
    }
}

impl StoredRows {
    /// Reads all rows that items name: a statement for each table of which some are named.
    pub(super) async fn read(scope: &Scope, items: &[Item]) -> Result<Self, Problem> {
        let mut named = NamedIds::default();
        items.iter().filter(|item| item.content.is_ok() || item.patch.is_some()).for_each(|item| named.add(item));
        let interviews = scope.interviews_by_remote_ids(&texts(&named.interviews)).await?;
        let interviews = interviews.into_iter().filter_map(|row| Some((row.interview.remote_id.clone()?, row)));
        let contacts: HashMap<Key, Contact> = rows(scope, &named.contacts).await?;
        let ids: Vec<ContactId> = contacts.values().map(|row| row.stamp.id).collect();
        let mut further_applications: HashMap<ContactId, HashMap<ApplicationId, ApplicationContact>> = HashMap::new();
        for row in scope.further_applications(&ids).await? {
            further_applications.entry(row.contact_id).or_default().insert(row.application_id, row);
        }
        let candidates: HashMap<Key, Candidate> = rows(scope, &named.candidates).await?;
        let deleted = items.iter().filter(|item| item.kind == Some(ResourceType::Candidate) && item.deletes());
        let deleted = deleted.filter_map(|item| candidates.get(item.remote_id.as_ref()?)).map(|row| row.stamp.id);
        let deleted: Vec<CandidateId> = deleted.collect();
        let mut applications_of: HashMap<CandidateId, Vec<ApplicationId>> = HashMap::new();
        for (application, candidate) in scope.applications_of_candidates(&deleted).await? {
            applications_of.entry(candidate).or_default().push(application);
        }
        let applications: HashMap<Key, Application> = rows(scope, &named.applications).await?;
        let is_new = |key: &Key| !applications.contains_key(key);
        let all_candidates =
            if items.iter().any(|item| item.lacks_candidate() && item.remote_id.as_ref().is_some_and(is_new)) {
                let page = scope.page::<Candidate>(&CandidateFilter::default(), None, deleted.len() as u64 + 1).await?;
                (!page.more).then(|| page.items.iter().map(|row| row.stamp.id).collect())
            } else {
                None
            };
        Ok(Self {
            candidates,
            applications,
            contacts,
            further_applications,
            interviews: interviews.collect(),
            communications: rows(scope, &named.communications).await?,
            playbooks: PlaybookSet::with(scope, named.playbooks).await?,
            applications_of,
            all_candidates,
        })
    }
}

impl StoredRows {
    /// A stored contact with its applications.
    pub(super) fn known_contact(&self, row: &Contact) -> KnownContact {
        let further = self.further_applications.get(&row.stamp.id).into_iter().flat_map(HashMap::keys);
        KnownContact { id: row.stamp.id, applications: further.copied().chain([row.application_id]).collect() }
    }

    /// The role of a stored contact in an application, by default in the one that it was created for; none, if it isn't
    /// in that one.
    pub(super) fn role(&self, contact: &Key, application: Option<&Key>) -> Option<Role> {
        let row = self.contacts.get(contact)?;
        let Some(application) = application else { return Some(row.details.role) };
        let application = self.applications.get(application)?.stamp.id;
        if application == row.application_id {
            return Some(row.details.role);
        }
        Some(self.further_applications.get(&row.stamp.id)?.get(&application)?.role.0)
    }
}

fn texts<'a>(ids: &BTreeSet<&'a str>) -> Vec<&'a str> {
    ids.iter().copied().collect()
}

async fn rows<R: RemoteRecord>(scope: &Scope, ids: &BTreeSet<&str>) -> Result<HashMap<Key, R>, Problem> {
    let rows: Vec<R> = scope.by_remote_ids(&texts(ids)).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.remote_id()?.clone(), row))).collect())
}
