//! Decides which rows are new, changed or deleted, and which items are refused.
//!
//! Items refer to each other in any order. So candidates come first, then applications, contacts, and what names them.
//! If one item of an application is refused, so are the others of the same application.

use std::collections::{HashMap, HashSet};

use entity::{ApplicationId, BulkWrite, CandidateId, ContactId, Scope};
use planning::{Key, Violation};

use super::{
    contacts::{ContactChange, ContactItem, write_contacts},
    item::ResourceType,
    item_state::{DeletedResource, ItemState, sort},
    items::{Item, ItemContent, ItemName, at_item},
    merged_items::MergedItems,
    outcome::ItemOutcome,
    refusals::{refuse_candidates_with_applications, refuse_contacts_without_application, refuse_same_application},
    stored_rows::{KnownContact, StoredRows},
};
use crate::problem::Problem;

/// The outcome of each item, and the rows that have to be written.
#[derive(Debug)]
pub(super) struct ResolvedItems {
    pub(super) outcomes: Vec<ItemOutcome>,
    pub(super) write: BulkWrite,
}

/// Why an item isn't written.
pub(super) enum ItemRefusal {
    Invalid(Vec<Violation>),
    /// The item refers to an item that is refused.
    DependsOnRefused,
}

pub(super) struct Resolver<'a> {
    pub(super) scope: &'a Scope,
    items: &'a [Item],
    pub(super) stored: &'a StoredRows,
    /// The index of the first item of each resource.
    first_items: HashMap<(ResourceType, &'a Key), usize>,
    /// The resources whose items are refused.
    refused: HashSet<ItemName<'a>>,
    /// The candidates, applications, interviews and communications that items delete.
    deleting: HashSet<(ResourceType, &'a Key)>,
    /// The indexes of items that delete stored applications.
    pub(super) deleted_applications: HashMap<ApplicationId, usize>,
    /// The indexes of items that remove a contact from an application, or from all of them (none).
    removals: HashMap<(ContactId, Option<ApplicationId>), usize>,
    pub(super) candidates: HashMap<&'a Key, CandidateId>,
    pub(super) applications: HashMap<&'a Key, ApplicationId>,
    pub(super) contacts: HashMap<&'a Key, KnownContact>,
}

/// Decides the outcome of each item, given the stored rows.
pub(super) fn resolve(scope: &Scope, items: &[Item], stored: &StoredRows, mut merged: MergedItems) -> ResolvedItems {
    let problems: Vec<Option<Problem>> = (0..items.len()).map(|index| merged.take_problem(index)).collect();
    let merged = &merged;
    let mut resolver = Resolver {
        scope,
        items,
        stored,
        first_items: HashMap::new(),
        refused: HashSet::new(),
        deleting: HashSet::new(),
        deleted_applications: HashMap::new(),
        removals: HashMap::new(),
        candidates: stored.candidates.iter().map(|(key, row)| (key, row.stamp.id)).collect(),
        applications: stored.applications.iter().map(|(key, row)| (key, row.stamp.id)).collect(),
        contacts: stored.contacts.iter().map(|(key, row)| (key, stored.known_contact(row))).collect(),
    };
    let readable = |index: usize| merged.content(index, &items[index]).is_some();
    let mut states = resolver.initial_states(problems, readable);
    for round in [
        &[ResourceType::Candidate][..],
        &[ResourceType::Application],
        &[ResourceType::Contact],
        &[ResourceType::Interview, ResourceType::Communication],
    ] {
        for (index, item) in items.iter().enumerate() {
            if item.kind.is_some_and(|kind| round.contains(&kind))
                && let (ItemState::Undecided, Some(content)) = (&states[index], merged.content(index, item))
            {
                states[index] = resolver.decide(index, item, content).unwrap_or_else(|refusal| {
                    resolver.refuse(item);
                    match refusal {
                        ItemRefusal::Invalid(violations) => {
                            ItemState::Refused(at_item(index, Problem::InvalidBody(violations)))
                        }
                        ItemRefusal::DependsOnRefused => ItemState::DependsOnRefused,
                    }
                });
            }
        }
    }
    refuse_same_application(items, stored, &mut states);
    refuse_contacts_without_application(items, stored, &mut states);
    refuse_candidates_with_applications(stored, &mut states);
    let mut write = BulkWrite::default();
    let contact_items = states.iter().filter_map(|state| match state {
        ItemState::Contact(item) => Some(*item),
        _ => None,
    });
    let deleted_applications = states.iter().filter_map(|state| match state {
        ItemState::Deleted(DeletedResource::Application(row)) => Some(row.stamp.id),
        _ => None,
    });
    let contacts = write_contacts(scope, contact_items, stored, &deleted_applications.collect(), &mut write);
    let outcomes = (0..).zip(states).map(|(index, state)| state.outcome(index, &contacts, &mut write)).collect();
    sort(&mut write);
    ResolvedItems { outcomes, write }
}

impl<'a> Resolver<'a> {
    /// Refuses items that have a problem, could not be parsed, or name the same resource. A contact may have several
    /// items, unless one of them deletes it.
    fn initial_states(
        &mut self,
        problems: Vec<Option<Problem>>,
        readable: impl Fn(usize) -> bool,
    ) -> Vec<ItemState<'a>> {
        let items = self.items;
        let deleted_contacts: HashSet<&Key> = items
            .iter()
            .filter(|item| item.kind == Some(ResourceType::Contact) && item.application.is_none() && item.deletes())
            .filter_map(|item| item.remote_id.as_ref())
            .collect();
        let mut states: Vec<ItemState<'a>> = Vec::with_capacity(items.len());
        for (index, (item, problem)) in items.iter().zip(problems).enumerate() {
            states.push(match problem {
                Some(problem) => ItemState::Refused(problem),
                None if readable(index) => ItemState::Undecided,
                None => ItemState::Unreadable,
            });
            let (Some(kind), Some(remote_id)) = (item.kind, &item.remote_id) else { continue };
            let first = *self.first_items.entry((kind, remote_id)).or_insert(index);
            if first == index || (kind == ResourceType::Contact && !deleted_contacts.contains(remote_id)) {
                continue;
            }
            for (one, other) in [(first, index), (index, first)] {
                if matches!(states[one], ItemState::Undecided) {
                    let detail = format!("item {other} has the same type and remote id; none of them is written");
                    let twice = vec![Violation::new("/remote_id", "duplicate", detail)];
                    states[one] = ItemState::Refused(at_item(one, Problem::InvalidBody(twice)));
                }
            }
        }
        for (item, _) in items.iter().zip(&states).filter(|(_, state)| !matches!(state, ItemState::Undecided)) {
            self.refuse(item);
        }
        states
    }

    fn refuse(&mut self, item: &'a Item) {
        self.refused.extend(item.name());
    }

    /// Whether an item would add this contact to the application, but is refused.
    pub(super) fn is_refused_contact_of(&self, application: &Key, remote_id: &Key) -> bool {
        self.refused.contains(&(ResourceType::Contact, remote_id, Some(application)))
    }

    /// The index of the item of this candidate or application, if it is refused.
    pub(super) fn refused_item(&self, kind: ResourceType, remote_id: &Key) -> Option<usize> {
        self.refused.get(&(kind, remote_id, None)).and_then(|_| self.first_items.get(&(kind, remote_id))).copied()
    }

    /// Whether an item of this type is refused.
    pub(super) fn is_any_refused(&self, kind: ResourceType) -> bool {
        self.refused.iter().any(|(refused, ..)| *refused == kind)
    }

    /// The index of the item that deletes this candidate or application.
    pub(super) fn deleting_item(&self, kind: ResourceType, remote_id: &Key) -> Option<usize> {
        self.deleting.get(&(kind, remote_id)).and_then(|name| self.first_items.get(name)).copied()
    }

    fn decide(&mut self, index: usize, item: &'a Item, content: &'a ItemContent) -> Result<ItemState<'a>, ItemRefusal> {
        Ok(match content {
            ItemContent::Candidate(item) => ItemState::Candidate(self.candidate(item)),
            ItemContent::Application(item) => ItemState::Application(self.application(item)?),
            ItemContent::Contact(facts) => ItemState::Contact(self.contact(facts, item.names("role"))?),
            ItemContent::Interview(item, people) => ItemState::Interview(self.interview(item, *people)?),
            ItemContent::Communication(item, people) => ItemState::Communication(self.communication(item, *people)?),
            ItemContent::Deletion => self.deletion(index, item),
        })
    }

    fn deletion(&mut self, index: usize, item: &'a Item) -> ItemState<'a> {
        let stored = self.stored;
        let (Some(kind), Some(remote_id)) = (item.kind, &item.remote_id) else { return ItemState::Unreadable };
        let deletion = match kind {
            ResourceType::Candidate => {
                self.candidates.remove(remote_id);
                stored.candidates.get(remote_id).map(DeletedResource::Candidate)
            }
            ResourceType::Application => {
                self.applications.remove(remote_id);
                let row = stored.applications.get(remote_id);
                self.deleted_applications.extend(row.map(|row| (row.stamp.id, index)));
                row.map(DeletedResource::Application)
            }
            ResourceType::Contact => {
                return self
                    .remove_contact(index, item, remote_id)
                    .map_or(ItemState::Deleted(DeletedResource::Nothing), ItemState::Contact);
            }
            ResourceType::Interview => stored.interviews.get(remote_id).map(DeletedResource::Interview),
            ResourceType::Communication => stored.communications.get(remote_id).map(DeletedResource::Communication),
        };
        self.deleting.insert((kind, remote_id));
        ItemState::Deleted(deletion.unwrap_or(DeletedResource::Nothing))
    }

    /// Deletes a contact, or removes it from one application; none, if there is no such contact.
    fn remove_contact(&mut self, index: usize, item: &'a Item, remote_id: &'a Key) -> Option<ContactItem<'a>> {
        let Some(named) = &item.application else {
            let KnownContact { id, .. } = self.contacts.remove(remote_id)?;
            self.removals.insert((id, None), index);
            return Some(ContactItem { id, remote_id, change: ContactChange::Deleted });
        };
        let stored = self.stored.applications.get(named).map(|row| row.stamp.id);
        let application = self.applications.get(named).copied().or(stored);
        // A later item may create it.
        let known = self.contacts.entry(remote_id).or_insert_with(KnownContact::new);
        let Some(application) = application else {
            return Some(ContactItem { id: known.id, remote_id, change: ContactChange::Unchanged });
        };
        known.applications.remove(&application);
        self.removals.insert((known.id, Some(application)), index);
        Some(ContactItem { id: known.id, remote_id, change: ContactChange::Removed(application) })
    }

    /// Keeps a contact in an application, even if an earlier item removed it.
    pub(super) fn keep_contact(&mut self, contact: ContactId, application: ApplicationId) {
        self.removals.remove(&(contact, Some(application)));
    }

    /// The index of the item that removes the contact from the application.
    pub(super) fn removing_item(&self, contact: ContactId, application: ApplicationId) -> Option<usize> {
        self.removals.get(&(contact, None)).or_else(|| self.removals.get(&(contact, Some(application)))).copied()
    }
}
