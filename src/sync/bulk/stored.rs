//! What is stored of the resources that items name.

use std::collections::{BTreeSet, HashMap, HashSet};

use entity::{
    Application, ApplicationId, Candidate, Communication, Contact, ContactId, LedInterview, RemoteRecord, Scope,
};
use planning::{Key, facts::Role};

use super::items::{Content, Item};
use crate::{playbooks::PlaybookSet, problem::Problem};

/// Rows by their remote ids.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) candidates: HashMap<Key, Candidate>,
    pub(super) applications: HashMap<Key, Application>,
    pub(super) contacts: HashMap<Key, Contact>,
    /// The further applications of these contacts, with the role in each.
    pub(super) further_applications: HashMap<ContactId, HashMap<ApplicationId, Role>>,
    pub(super) interviews: HashMap<Key, LedInterview>,
    pub(super) communications: HashMap<Key, Communication>,
    pub(super) playbooks: PlaybookSet,
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
struct Named<'a> {
    candidates: BTreeSet<&'a str>,
    applications: BTreeSet<&'a str>,
    contacts: BTreeSet<&'a str>,
    interviews: BTreeSet<&'a str>,
    communications: BTreeSet<&'a str>,
    playbooks: BTreeSet<&'a str>,
}

impl<'a> Named<'a> {
    fn add(&mut self, content: &'a Content) {
        match content {
            Content::Candidate(item) => {
                self.candidates.insert(&item.remote_id);
            }
            Content::Application(item) => {
                self.applications.insert(&item.remote_id);
                self.candidates.insert(&item.candidate_remote_id);
                self.playbooks.extend(item.playbook.as_deref());
            }
            Content::Contact(item) => {
                self.contacts.insert(&item.remote_id);
                self.applications.insert(&item.application_remote_id);
            }
            Content::Interview(item) => {
                self.interviews.insert(&item.remote_id);
                self.applications.insert(&item.application_remote_id);
                self.contacts.extend(item.interviewer_remote_ids.iter().map(|id| &**id));
            }
            Content::Communication(item) => {
                self.communications.insert(&item.remote_id);
                self.applications.insert(&item.application_remote_id);
                self.contacts.extend(item.contact_remote_id.as_deref());
            }
        }
    }
}

impl Stored {
    /// Reads all rows that items name: a statement for each table of which some are named.
    pub(super) async fn read(scope: &Scope, items: &[Item]) -> Result<Self, Problem> {
        let mut named = Named::default();
        items.iter().filter_map(|item| item.content.as_ref().ok()).for_each(|content| named.add(content));
        let interviews = scope.interviews_by_remote_ids(&texts(&named.interviews)).await?;
        let interviews = interviews.into_iter().filter_map(|row| Some((row.interview.remote_id.clone()?, row)));
        let contacts: HashMap<Key, Contact> = rows(scope, &named.contacts).await?;
        let ids: Vec<ContactId> = contacts.values().map(|row| row.stamp.id).collect();
        let mut further_applications: HashMap<ContactId, HashMap<ApplicationId, Role>> = HashMap::new();
        for row in scope.further_applications(&ids).await? {
            further_applications.entry(row.contact_id).or_default().insert(row.application_id, row.role.0);
        }
        Ok(Self {
            candidates: rows(scope, &named.candidates).await?,
            applications: rows(scope, &named.applications).await?,
            contacts,
            further_applications,
            interviews: interviews.collect(),
            communications: rows(scope, &named.communications).await?,
            playbooks: PlaybookSet::with(scope, named.playbooks).await?,
        })
    }
}

impl Stored {
    /// A stored contact with its applications.
    pub(super) fn known_contact(&self, row: &Contact) -> KnownContact {
        let further = self.further_applications.get(&row.stamp.id).into_iter().flat_map(HashMap::keys);
        KnownContact { id: row.stamp.id, applications: further.copied().chain([row.application_id]).collect() }
    }
}

fn texts<'a>(ids: &BTreeSet<&'a str>) -> Vec<&'a str> {
    ids.iter().copied().collect()
}

async fn rows<R: RemoteRecord>(scope: &Scope, ids: &BTreeSet<&str>) -> Result<HashMap<Key, R>, Problem> {
    let rows: Vec<R> = scope.by_remote_ids(&texts(ids)).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.remote_id()?.clone(), row))).collect())
}
