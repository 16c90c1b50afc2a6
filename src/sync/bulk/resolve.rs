//! What becomes of items: which rows are new, which are replaced, and which items are refused.
//!
//! Items refer to each other in any order. So candidates come first, then applications, contacts, and what names them.
//! If one item of an application is refused, so are the others of the same application.

use std::collections::{HashMap, HashSet};

use entity::{
    Application, ApplicationId, BulkWrite, Candidate, CandidateId, Communication, ContactId, LedInterview, Scope,
};
use planning::{Key, Violation};

use super::{
    contacts::{ContactItem, write_contacts},
    item::{ResourceType, SyncedContact},
    items::{Content, Item, ItemName, within},
    outcome::{Outcome, Written},
    stored::{KnownContact, Stored},
    target::Target,
};
use crate::problem::Problem;

/// What becomes of all items, and what has to be written for it.
#[derive(Debug)]
pub(super) struct Resolved {
    pub(super) outcomes: Vec<Outcome>,
    pub(super) write: BulkWrite,
}

/// What is known of an item so far.
#[derive(Debug)]
enum State<'a> {
    /// It is yet to be looked at.
    Open,
    Unread,
    Refused(Problem),
    /// It names something of the same application that is refused.
    Waits,
    Candidate(Target<Candidate>),
    Application(Target<Application>),
    Contact(ContactItem<'a>),
    Interview(Target<LedInterview>),
    Communication(Target<Communication>),
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
    /// The first item of each name.
    places: HashMap<ItemName<'a>, usize>,
    /// Those that aren't written.
    refused: HashSet<ItemName<'a>>,
    pub(super) candidates: HashMap<&'a Key, CandidateId>,
    pub(super) applications: HashMap<&'a Key, ApplicationId>,
    pub(super) contacts: HashMap<&'a Key, KnownContact>,
    /// The first item of each contact.
    pub(super) said_contacts: HashMap<&'a Key, &'a SyncedContact>,
}

/// Decides what becomes of items, beside what is stored.
pub(super) fn resolve(scope: &Scope, items: &[Item], stored: &Stored) -> Resolved {
    let mut resolving = Resolving {
        scope,
        items,
        stored,
        places: HashMap::new(),
        refused: HashSet::new(),
        candidates: stored.candidates.iter().map(|(key, row)| (key, row.stamp.id)).collect(),
        applications: stored.applications.iter().map(|(key, row)| (key, row.stamp.id)).collect(),
        contacts: stored.contacts.iter().map(|(key, row)| (key, stored.known_contact(row))).collect(),
        said_contacts: HashMap::new(),
    };
    let mut states = resolving.first_look();
    for round in [
        &[ResourceType::Candidate][..],
        &[ResourceType::Application],
        &[ResourceType::Contact],
        &[ResourceType::Interview, ResourceType::Communication],
    ] {
        for (index, item) in items.iter().enumerate() {
            if item.kind.is_some_and(|kind| round.contains(&kind))
                && let (State::Open, Ok(content)) = (&states[index], &item.content)
            {
                states[index] = resolving.look_at(content).unwrap_or_else(|refusal| {
                    resolving.refuse(item);
                    match refusal {
                        Refusal::Own(violations) => State::Refused(within(index, Problem::InvalidBody(violations))),
                        Refusal::Waits => State::Waits,
                    }
                });
            }
        }
    }
    refuse_together(items, &mut states);
    let mut write = BulkWrite::default();
    let contact_items = states.iter().filter_map(|state| match state {
        State::Contact(item) => Some(*item),
        _ => None,
    });
    let contacts = write_contacts(scope, contact_items, stored, &mut write);
    let outcomes = states.into_iter().map(|state| state.outcome(&contacts, &mut write)).collect();
    sort(&mut write);
    Resolved { outcomes, write }
}

impl<'a> Resolving<'a> {
    /// Items that can't be read, and those of which there are several.
    fn first_look(&mut self) -> Vec<State<'a>> {
        let items = self.items;
        let mut states: Vec<State<'a>> = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            states.push(if item.content.is_ok() { State::Open } else { State::Unread });
            let Some(name) = item.name() else { continue };
            let first = *self.places.entry(name).or_insert(index);
            for (one, other) in [(first, index), (index, first)].into_iter().filter(|_| first != index) {
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
        self.refused.get(&(kind, remote_id, None)).and_then(|name| self.places.get(name)).copied()
    }

    fn look_at(&mut self, content: &'a Content) -> Result<State<'a>, Refusal> {
        Ok(match content {
            Content::Candidate(item) => State::Candidate(self.candidate(item)),
            Content::Application(item) => State::Application(self.application(item)?),
            Content::Contact(item) => State::Contact(self.contact(item)?),
            Content::Interview(item) => State::Interview(self.interview(item)?),
            Content::Communication(item) => State::Communication(self.communication(item)?),
        })
    }
}

/// Refuses all items of an application of which one is refused.
fn refuse_together(items: &[Item], states: &mut [State<'_>]) {
    let mut first: HashMap<&Key, usize> = HashMap::new();
    for (index, (item, state)) in items.iter().zip(states.iter()).enumerate() {
        if let (Some(application), State::Unread | State::Refused(_)) = (&item.application, state) {
            first.entry(application).or_insert(index);
        }
    }
    for (item, state) in items.iter().zip(states) {
        let culprit = item.application.as_ref().and_then(|application| first.get(application));
        if let (Some(culprit), false) = (culprit, matches!(state, State::Unread | State::Refused(_))) {
            let told = format!("not written, since item {culprit} of the same application was refused");
            *state = State::Refused(Problem::Conflict(told.into()));
        }
    }
}

/// New rows are written in one order, so that of several requests with the same ones none waits for another that waits
/// for it.
fn sort(write: &mut BulkWrite) {
    write.candidates.new.sort_unstable_by(|one, other| one.remote_id.cmp(&other.remote_id));
    write.applications.new.sort_unstable_by(|one, other| one.remote_id.cmp(&other.remote_id));
    write.contacts.new.sort_unstable_by(|one, other| one.remote_id.cmp(&other.remote_id));
    write.further_applications.sort_unstable_by_key(|row| (row.application_id, row.contact_id));
    write.interviews.new.sort_unstable_by(|one, other| one.interview.remote_id.cmp(&other.interview.remote_id));
    write.communications.new.sort_unstable_by(|one, other| one.remote_id.cmp(&other.remote_id));
}

impl State<'_> {
    fn outcome(self, contacts: &HashMap<ContactId, Written>, write: &mut BulkWrite) -> Outcome {
        match self {
            Self::Unread => Outcome::Unread,
            Self::Refused(problem) => Outcome::Refused(problem),
            Self::Open | Self::Waits => {
                Outcome::Refused(Problem::Conflict("not written, since what it refers to was refused".into()))
            }
            Self::Candidate(target) => Outcome::Written(target.write(&mut write.candidates, |row| row.stamp)),
            Self::Application(target) => Outcome::Written(target.write(&mut write.applications, |row| row.stamp)),
            Self::Contact(item) => Outcome::Written(contacts[&item.id]),
            Self::Interview(target) => Outcome::Written(target.write(&mut write.interviews, |row| row.interview.stamp)),
            Self::Communication(target) => Outcome::Written(target.write(&mut write.communications, |row| row.stamp)),
        }
    }
}
