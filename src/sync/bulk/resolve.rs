//! What becomes of items: which rows are new, which are replaced, and which items are refused.
//!
//! Items refer to each other in any order. So candidates come first, then applications, contacts, and what names them.
//! If one item of an application is refused, so are the others of the same application.

use std::collections::{HashMap, HashSet};

use entity::{
    Application, ApplicationId, BulkWrite, Candidate, CandidateId, Communication, Contact, ContactId, LedInterview,
    Scope,
};
use planning::{Key, Violation};

use super::{
    item::ResourceType,
    items::{Content, Item, within},
    outcome::Outcome,
    stored::Stored,
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
enum State {
    /// It is yet to be looked at.
    Open,
    Unread,
    Refused(Problem),
    /// It names something of the same application that is refused.
    Waits,
    Candidate(Target<Candidate>),
    Application(Target<Application>),
    Contact(Target<Contact>),
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
    /// The first item of each type and remote id.
    places: HashMap<(ResourceType, &'a Key), usize>,
    /// Those that aren't written.
    refused: HashSet<(ResourceType, &'a Key)>,
    pub(super) candidates: HashMap<&'a Key, CandidateId>,
    pub(super) applications: HashMap<&'a Key, ApplicationId>,
    pub(super) contacts: HashMap<&'a Key, (ContactId, ApplicationId)>,
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
        contacts: stored.contacts.iter().map(|(key, row)| (key, (row.stamp.id, row.application_id))).collect(),
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
    let outcomes = states.into_iter().map(|state| state.outcome(&mut write)).collect();
    sort(&mut write);
    Resolved { outcomes, write }
}

impl<'a> Resolving<'a> {
    /// Items that can't be read, and those of which there are several.
    fn first_look(&mut self) -> Vec<State> {
        let items = self.items;
        let mut states: Vec<State> = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            states.push(if item.content.is_ok() { State::Open } else { State::Unread });
            let (Some(kind), Some(remote_id)) = (item.kind, &item.remote_id) else { continue };
            let first = *self.places.entry((kind, remote_id)).or_insert(index);
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
        if let (Some(kind), Some(remote_id)) = (item.kind, &item.remote_id) {
            self.refused.insert((kind, remote_id));
        }
    }

    /// Whether an item of the application would make this contact, but isn't written.
    pub(super) fn is_refused_contact_of(&self, application: &Key, remote_id: &Key) -> bool {
        let place = self.refused_place(ResourceType::Contact, remote_id);
        place.is_some_and(|place| self.items[place].application.as_ref() == Some(application))
    }

    /// The item of this type and remote id, if it is one that isn't written.
    pub(super) fn refused_place(&self, kind: ResourceType, remote_id: &Key) -> Option<usize> {
        self.refused.get(&(kind, remote_id)).and_then(|key| self.places.get(key)).copied()
    }

    fn look_at(&mut self, content: &'a Content) -> Result<State, Refusal> {
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
fn refuse_together(items: &[Item], states: &mut [State]) {
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
    write.interviews.new.sort_unstable_by(|one, other| one.interview.remote_id.cmp(&other.interview.remote_id));
    write.communications.new.sort_unstable_by(|one, other| one.remote_id.cmp(&other.remote_id));
}

impl State {
    fn outcome(self, write: &mut BulkWrite) -> Outcome {
        match self {
            Self::Unread => Outcome::Unread,
            Self::Refused(problem) => Outcome::Refused(problem),
            Self::Open | Self::Waits => {
                Outcome::Refused(Problem::Conflict("not written, since what it refers to was refused".into()))
            }
            Self::Candidate(target) => target.write(&mut write.candidates, |row| row.stamp),
            Self::Application(target) => target.write(&mut write.applications, |row| row.stamp),
            Self::Contact(target) => target.write(&mut write.contacts, |row| row.stamp),
            Self::Interview(target) => target.write(&mut write.interviews, |row| row.interview.stamp),
            Self::Communication(target) => target.write(&mut write.communications, |row| row.stamp),
        }
    }
}
