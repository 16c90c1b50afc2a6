//! What becomes of items: which rows are new, changed or deleted, and which items are refused.
//!
//! Items refer to each other in any order. So candidates come first, then applications, contacts, and what names them.
//! If one item of an application is refused, so are the others of the same application.

use std::collections::{HashMap, HashSet};

use entity::{ApplicationId, BulkWrite, CandidateId, ContactId, Scope};
use planning::{Key, Violation};

use super::{
    contacts::{ContactChange, ContactItem, write_contacts},
    item::ResourceType,
    items::{Content, Item, ItemName, within},
    laid::Laid,
    outcome::Outcome,
    refusals::{keep_candidates, refuse_nowhere, refuse_together},
    state::{Gone, State, sort},
    stored::{KnownContact, Stored},
};
use crate::problem::Problem;

/// What becomes of all items, and what has to be written for it.
#[derive(Debug)]
pub(super) struct Resolved {
    pub(super) outcomes: Vec<Outcome>,
    pub(super) write: BulkWrite,
}

/// Why an item isn't written.
pub(super) enum Refusal {
    Own(Vec<Violation>),
    Waits,
}

pub(super) struct Resolving<'a> {
    pub(super) scope: &'a Scope,
    items: &'a [Item],
    pub(super) stored: &'a Stored,
    /// The first item of each resource.
    places: HashMap<(ResourceType, &'a Key), usize>,
    /// Those that aren't written.
    refused: HashSet<ItemName<'a>>,
    /// Candidates and applications that items delete.
    deleting: HashSet<(ResourceType, &'a Key)>,
    /// The items that delete stored applications.
    pub(super) deleted_applications: HashMap<ApplicationId, usize>,
    /// The items that take contacts out of applications, or out of all of theirs.
    left: HashMap<(ContactId, Option<ApplicationId>), usize>,
    pub(super) candidates: HashMap<&'a Key, CandidateId>,
    pub(super) applications: HashMap<&'a Key, ApplicationId>,
    pub(super) contacts: HashMap<&'a Key, KnownContact>,
}

/// Decides what becomes of items, beside what is stored.
pub(super) fn resolve(scope: &Scope, items: &[Item], stored: &Stored, mut laid: Laid) -> Resolved {
    let problems: Vec<Option<Problem>> = (0..items.len()).map(|index| laid.take_problem(index)).collect();
    let laid = &laid;
    let mut resolving = Resolving {
        scope,
        items,
        stored,
        places: HashMap::new(),
        refused: HashSet::new(),
        deleting: HashSet::new(),
        deleted_applications: HashMap::new(),
        left: HashMap::new(),
        candidates: stored.candidates.iter().map(|(key, row)| (key, row.stamp.id)).collect(),
        applications: stored.applications.iter().map(|(key, row)| (key, row.stamp.id)).collect(),
        contacts: stored.contacts.iter().map(|(key, row)| (key, stored.known_contact(row))).collect(),
    };
    let readable = |index: usize| laid.content(index, &items[index]).is_some();
    let mut states = resolving.first_look(problems, readable);
    for round in [
        &[ResourceType::Candidate][..],
        &[ResourceType::Application],
        &[ResourceType::Contact],
        &[ResourceType::Interview, ResourceType::Communication],
    ] {
        for (index, item) in items.iter().enumerate() {
            if item.kind.is_some_and(|kind| round.contains(&kind))
                && let (State::Open, Some(content)) = (&states[index], laid.content(index, item))
            {
                states[index] = resolving.look_at(index, item, content).unwrap_or_else(|refusal| {
                    resolving.refuse(item);
                    match refusal {
                        Refusal::Own(violations) => State::Refused(within(index, Problem::InvalidBody(violations))),
                        Refusal::Waits => State::Waits,
                    }
                });
            }
        }
    }
    refuse_together(items, stored, &mut states);
    refuse_nowhere(items, stored, &mut states);
    keep_candidates(stored, &mut states);
    let mut write = BulkWrite::default();
    let contact_items = states.iter().filter_map(|state| match state {
        State::Contact(item) => Some(*item),
        _ => None,
    });
    let going = states.iter().filter_map(|state| match state {
        State::Gone(Gone::Application(row)) => Some(row.stamp.id),
        _ => None,
    });
    let contacts = write_contacts(scope, contact_items, stored, &going.collect(), &mut write);
    let outcomes = (0..).zip(states).map(|(index, state)| state.outcome(index, &contacts, &mut write)).collect();
    sort(&mut write);
    Resolved { outcomes, write }
}

impl<'a> Resolving<'a> {
    /// Items that can't be read, and those of which there are several. A contact may have several, unless one deletes it.
    fn first_look(&mut self, problems: Vec<Option<Problem>>, readable: impl Fn(usize) -> bool) -> Vec<State<'a>> {
        let items = self.items;
        let is_alone: HashSet<&Key> = items
            .iter()
            .filter(|item| item.kind == Some(ResourceType::Contact) && item.application.is_none() && item.deletes())
            .filter_map(|item| item.remote_id.as_ref())
            .collect();
        let mut states: Vec<State<'a>> = Vec::with_capacity(items.len());
        for (index, (item, problem)) in items.iter().zip(problems).enumerate() {
            states.push(match problem {
                Some(problem) => State::Refused(problem),
                None if readable(index) => State::Open,
                None => State::Unread,
            });
            let (Some(kind), Some(remote_id)) = (item.kind, &item.remote_id) else { continue };
            let first = *self.places.entry((kind, remote_id)).or_insert(index);
            if first == index || (kind == ResourceType::Contact && !is_alone.contains(remote_id)) {
                continue;
            }
            for (one, other) in [(first, index), (index, first)] {
                if matches!(states[one], State::Open) {
                    let told = format!("item {other} has the same type and remote id; none of them is written");
                    let twice = vec![Violation::new("/remote_id", "duplicate", told)];
                    states[one] = State::Refused(within(one, Problem::InvalidBody(twice)));
                }
            }
        }
        for (item, _) in items.iter().zip(&states).filter(|(_, state)| !matches!(state, State::Open)) {
            self.refuse(item);
        }
        states
    }

    fn refuse(&mut self, item: &'a Item) {
        self.refused.extend(item.name());
    }

    /// Whether an item of the application would make this contact, but isn't written.
    pub(super) fn is_refused_contact_of(&self, application: &Key, remote_id: &Key) -> bool {
        self.refused.contains(&(ResourceType::Contact, remote_id, Some(application)))
    }

    /// The item of this candidate or application, if it is one that isn't written.
    pub(super) fn refused_place(&self, kind: ResourceType, remote_id: &Key) -> Option<usize> {
        self.refused.get(&(kind, remote_id, None)).and_then(|_| self.places.get(&(kind, remote_id))).copied()
    }

    /// Whether an item of this type isn't written.
    pub(super) fn is_some_refused(&self, kind: ResourceType) -> bool {
        self.refused.iter().any(|(refused, ..)| *refused == kind)
    }

    /// The item that deletes this candidate or application.
    pub(super) fn deleting_place(&self, kind: ResourceType, remote_id: &Key) -> Option<usize> {
        self.deleting.get(&(kind, remote_id)).and_then(|name| self.places.get(name)).copied()
    }

    fn look_at(&mut self, index: usize, item: &'a Item, content: &'a Content) -> Result<State<'a>, Refusal> {
        Ok(match content {
            Content::Candidate(item) => State::Candidate(self.candidate(item)),
            Content::Application(item) => State::Application(self.application(item)?),
            Content::Contact(said) => State::Contact(self.contact(said, item.names("role"))?),
            Content::Interview(item, people) => State::Interview(self.interview(item, *people)?),
            Content::Communication(item, people) => State::Communication(self.communication(item, *people)?),
            Content::Deletion => self.deletion(index, item),
        })
    }

    fn deletion(&mut self, index: usize, item: &'a Item) -> State<'a> {
        let stored = self.stored;
        let (Some(kind), Some(remote_id)) = (item.kind, &item.remote_id) else { return State::Unread };
        let gone = match kind {
            ResourceType::Candidate => {
                self.candidates.remove(remote_id);
                stored.candidates.get(remote_id).map(Gone::Candidate)
            }
            ResourceType::Application => {
                self.applications.remove(remote_id);
                let row = stored.applications.get(remote_id);
                self.deleted_applications.extend(row.map(|row| (row.stamp.id, index)));
                row.map(Gone::Application)
            }
            ResourceType::Contact => {
                return self.contact_gone(index, item, remote_id).map_or(State::Gone(Gone::Nothing), State::Contact);
            }
            ResourceType::Interview => stored.interviews.get(remote_id).map(Gone::Interview),
            ResourceType::Communication => stored.communications.get(remote_id).map(Gone::Communication),
        };
        self.deleting.insert((kind, remote_id));
        State::Gone(gone.unwrap_or(Gone::Nothing))
    }

    /// The deletion of a contact, or of its place in one application; none, if there is no such contact.
    fn contact_gone(&mut self, index: usize, item: &'a Item, remote_id: &'a Key) -> Option<ContactItem<'a>> {
        let Some(named) = &item.application else {
            let KnownContact { id, .. } = self.contacts.remove(remote_id)?;
            self.left.insert((id, None), index);
            return Some(ContactItem { id, remote_id, change: ContactChange::Deleted });
        };
        let stored = self.stored.applications.get(named).map(|row| row.stamp.id);
        let application = self.applications.get(named).copied().or(stored);
        // An item behind this one may make it.
        let known = self.contacts.entry(remote_id).or_insert_with(KnownContact::new);
        let Some(application) = application else {
            return Some(ContactItem { id: known.id, remote_id, change: ContactChange::Untouched });
        };
        known.applications.remove(&application);
        self.left.insert((known.id, Some(application)), index);
        Some(ContactItem { id: known.id, remote_id, change: ContactChange::TakenOut(application) })
    }

    /// Notes that a contact belongs to an application, whatever items before this one say.
    pub(super) fn stays(&mut self, contact: ContactId, application: ApplicationId) {
        self.left.remove(&(contact, Some(application)));
    }

    /// The item that takes the contact out of the application.
    pub(super) fn leaving_place(&self, contact: ContactId, application: ApplicationId) -> Option<usize> {
        self.left.get(&(contact, None)).or_else(|| self.left.get(&(contact, Some(application)))).copied()
    }
}
