//! What is known of an item while it is decided what becomes of it.

use std::collections::HashMap;

use entity::{Application, BulkWrite, Candidate, Communication, ContactId, LedInterview};

use super::{
    contacts::{ContactItem, WrittenContact},
    items::within,
    outcome::{Outcome, Written},
    target::Target,
};
use crate::problem::Problem;

/// What is known of an item so far.
#[derive(Debug)]
pub(super) enum State<'a> {
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
    Gone(Gone<'a>),
}

/// What an item deletes.
#[derive(Debug)]
pub(super) enum Gone<'a> {
    Nothing,
    Candidate(&'a Candidate),
    Application(&'a Application),
    Interview(&'a LedInterview),
    Communication(&'a Communication),
}

impl State<'_> {
    /// What becomes of the item at this place; what has to be written for it is added.
    pub(super) fn outcome(
        self,
        index: usize,
        contacts: &HashMap<ContactId, WrittenContact>,
        write: &mut BulkWrite,
    ) -> Outcome {
        match self {
            Self::Unread => Outcome::Unread,
            Self::Refused(problem) => Outcome::Refused(problem),
            Self::Open | Self::Waits => {
                Outcome::Refused(Problem::Conflict("not written, since what it refers to was refused".into()))
            }
            Self::Candidate(target) => Outcome::Written(target.write(&mut write.candidates, |row| row.stamp)),
            Self::Application(target) => Outcome::Written(target.write(&mut write.applications, |row| row.stamp)),
            Self::Contact(item) => match contacts[&item.id].of(&item) {
                Ok(written) => Outcome::Written(written),
                Err(violation) => Outcome::Refused(within(index, Problem::InvalidBody(vec![violation]))),
            },
            Self::Interview(target) => Outcome::Written(target.write(&mut write.interviews, |row| row.interview.stamp)),
            Self::Communication(target) => Outcome::Written(target.write(&mut write.communications, |row| row.stamp)),
            Self::Gone(gone) => Outcome::Written(gone.write(write)),
        }
    }
}

impl Gone<'_> {
    fn write(self, write: &mut BulkWrite) -> Written {
        let deleted = &mut write.deleted;
        match self {
            Self::Nothing => Written::NOTHING,
            Self::Candidate(row) => {
                deleted.candidates.push(row.clone());
                Written::deleted(row.stamp.id)
            }
            Self::Application(row) => {
                deleted.applications.push(row.clone());
                Written::deleted(row.stamp.id)
            }
            Self::Interview(row) => {
                deleted.interviews.push(row.interview.clone());
                Written::deleted(row.interview.stamp.id)
            }
            Self::Communication(row) => {
                deleted.communications.push(row.clone());
                Written::deleted(row.stamp.id)
            }
        }
    }
}

/// New rows are written in one order, so that of several requests with the same ones none waits for another that waits
/// for it.
pub(super) fn sort(write: &mut BulkWrite) {
    write.candidates.new.sort_unstable_by(|one, other| one.remote_id.cmp(&other.remote_id));
    write.applications.new.sort_unstable_by(|one, other| one.remote_id.cmp(&other.remote_id));
    write.contacts.new.sort_unstable_by(|one, other| one.remote_id.cmp(&other.remote_id));
    write.further_applications.sort_unstable_by_key(|row| (row.application_id, row.contact_id));
    write.interviews.new.sort_unstable_by(|one, other| one.interview.remote_id.cmp(&other.interview.remote_id));
    write.communications.new.sort_unstable_by(|one, other| one.remote_id.cmp(&other.remote_id));
}
