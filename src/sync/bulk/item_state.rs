//! The state of an item while the items of a request are resolved.

use std::collections::HashMap;

use entity::{Application, BulkWrite, Candidate, Communication, ContactId, InterviewWithInterviewers};

use super::{
    contacts::{ContactItem, WrittenContact},
    items::at_item,
    outcome::{ItemOutcome, ResourceWrite},
    target::RowWrite,
};
use crate::problem::Problem;

/// The state of an item.
#[derive(Debug)]
pub(super) enum ItemState<'a> {
    Undecided,
    /// It could not be parsed.
    Unreadable,
    Refused(Problem),
    /// It refers to another item of the same application, and that one is refused.
    DependsOnRefused,
    Candidate(RowWrite<Candidate>),
    Application(RowWrite<Application>),
    Contact(ContactItem<'a>),
    Interview(RowWrite<InterviewWithInterviewers>),
    Communication(RowWrite<Communication>),
    Deleted(DeletedResource<'a>),
}

/// The stored resource that an item deletes.
#[derive(Debug)]
pub(super) enum DeletedResource<'a> {
    Nothing,
    Candidate(&'a Candidate),
    Application(&'a Application),
    Interview(&'a InterviewWithInterviewers),
    Communication(&'a Communication),
}

impl ItemState<'_> {
    /// The outcome of the item with this index. Adds to `write` the rows that have to be written for it.
    pub(super) fn outcome(
        self,
        index: usize,
        contacts: &HashMap<ContactId, WrittenContact>,
        write: &mut BulkWrite,
    ) -> ItemOutcome {
        match self {
            Self::Unreadable => ItemOutcome::Unreadable,
            Self::Refused(problem) => ItemOutcome::Refused(problem),
            Self::Undecided | Self::DependsOnRefused => {
                ItemOutcome::Refused(Problem::Conflict("not written, since what it refers to was refused".into()))
            }
            Self::Candidate(target) => ItemOutcome::Written(target.write(&mut write.candidates, |row| row.stamp)),
            Self::Application(target) => ItemOutcome::Written(target.write(&mut write.applications, |row| row.stamp)),
            Self::Contact(item) => match contacts[&item.id].result_of(&item) {
                Ok(written) => ItemOutcome::Written(written),
                Err(violation) => ItemOutcome::Refused(at_item(index, Problem::InvalidBody(vec![violation]))),
            },
            Self::Interview(target) => {
                ItemOutcome::Written(target.write(&mut write.interviews, |row| row.interview.stamp))
            }
            Self::Communication(target) => {
                ItemOutcome::Written(target.write(&mut write.communications, |row| row.stamp))
            }
            Self::Deleted(deletion) => ItemOutcome::Written(deletion.write(write)),
        }
    }
}

impl DeletedResource<'_> {
    fn write(self, write: &mut BulkWrite) -> ResourceWrite {
        let deleted = &mut write.deleted;
        match self {
            Self::Nothing => ResourceWrite::NOTHING,
            Self::Candidate(row) => {
                deleted.candidates.push(row.clone());
                ResourceWrite::deleted(row.stamp.id)
            }
            Self::Application(row) => {
                deleted.applications.push(row.clone());
                ResourceWrite::deleted(row.stamp.id)
            }
            Self::Interview(row) => {
                deleted.interviews.push(row.interview.clone());
                ResourceWrite::deleted(row.interview.stamp.id)
            }
            Self::Communication(row) => {
                deleted.communications.push(row.clone());
                ResourceWrite::deleted(row.stamp.id)
            }
        }
    }
}

/// Sorts new rows by their remote ids. Concurrent requests then insert the same rows in the same order, which avoids
/// deadlocks.
pub(super) fn sort(write: &mut BulkWrite) {
    write.candidates.new.sort_unstable_by(|one, other| one.remote_id.cmp(&other.remote_id));
    write.applications.new.sort_unstable_by(|one, other| one.remote_id.cmp(&other.remote_id));
    write.contacts.new.sort_unstable_by(|one, other| one.remote_id.cmp(&other.remote_id));
    write.further_applications.sort_unstable_by_key(|row| (row.application_id, row.contact_id));
    write.interviews.new.sort_unstable_by(|one, other| one.interview.remote_id.cmp(&other.interview.remote_id));
    write.communications.new.sort_unstable_by(|one, other| one.remote_id.cmp(&other.remote_id));
}
