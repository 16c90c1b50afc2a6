//! The rows that a delivery names, as they are stored and as they are to be stored.

use std::collections::BTreeSet;

use entity::{
    Application, Candidate, Communication, Contact, ContactId, Interview, InterviewWithInterviewers, RemoteRecord,
    Scope, Stamp,
};
use planning::Key;

use super::{
    further_applications::FurtherApplications,
    rows::{Change, Rows},
};
use crate::http::WriteError;

/// Remote ids, by the kind of resource.
#[derive(Clone, Debug, Default)]
pub struct RemoteIds {
    pub candidates: BTreeSet<Key>,
    pub applications: BTreeSet<Key>,
    pub contacts: BTreeSet<Key>,
    pub interviews: BTreeSet<Key>,
    pub communications: BTreeSet<Key>,
}

/// Rows by their remote ids.
#[derive(Debug)]
pub struct WorkingSet<'a> {
    pub(super) scope: &'a Scope,
    pub(super) candidates: Rows<Candidate>,
    pub(super) applications: Rows<Application>,
    pub(super) contacts: Rows<Contact>,
    pub(super) further_applications: FurtherApplications,
    pub(super) interviews: Rows<InterviewWithInterviewers>,
    pub(super) communications: Rows<Communication>,
}

/// What a working set has written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct WorkingSetChanges {
    pub rows: usize,
}

impl<'a> WorkingSet<'a> {
    /// Reads the rows with these remote ids, a statement for each table.
    pub async fn load(scope: &'a Scope, ids: &RemoteIds) -> entity::Result<Self> {
        let interviews = scope.interviews_by_remote_ids(&texts(&ids.interviews)).await?;
        let contacts: Rows<Contact> = load(scope, &ids.contacts).await?;
        let known: Vec<ContactId> = contacts.stored().map(|row| row.stamp.id).collect();
        Ok(Self {
            scope,
            candidates: load(scope, &ids.candidates).await?,
            applications: load(scope, &ids.applications).await?,
            contacts,
            further_applications: FurtherApplications::from_rows(scope.further_applications(&known).await?),
            interviews: Rows::loaded(interviews.into_iter().filter_map(by_remote_id)),
            communications: load(scope, &ids.communications).await?,
        })
    }

    /// Also reads the interviews whose remote ids have this beginning. Returns their remote ids.
    pub(super) async fn load_interviews(&mut self, beginning: &str) -> entity::Result<Vec<Key>> {
        let found = self.scope.interviews_beginning_with(beginning).await?;
        let found: Vec<_> = found.into_iter().filter_map(by_remote_id).collect();
        let keys = found.iter().map(|(key, _)| key.clone()).collect();
        self.interviews.load(found);
        Ok(keys)
    }

    /// Writes the changed rows: first those that others refer to. Deletions are last.
    pub async fn write(&self) -> Result<WorkingSetChanges, WriteError> {
        let mut written = WorkingSetChanges::default();
        written.rows += self.write_rows(&self.candidates).await?;
        written.rows += self.write_rows(&self.applications).await?;
        written.rows += self.write_rows(&self.contacts).await?;
        written.rows += self.write_sharing().await?;
        written.rows += self.write_interviews().await?;
        written.rows += self.write_communications().await?;
        written.rows += self.delete().await?;
        Ok(written)
    }

    /// The stamp of the next version of a row.
    fn next<Id>(&self, stamp: Stamp<Id>) -> Stamp<Id> {
        self.scope.next(stamp)
    }

    async fn write_rows<R: RemoteRecord + WithStamp>(&self, rows: &Rows<R>) -> Result<usize, WriteError> {
        let mut written = 0;
        for change in rows.changes() {
            match change {
                Change::New(row) => drop(self.scope.insert(row).await?),
                Change::Changed(before, row) => {
                    let next = row.with_stamp(self.next(before.stamp()));
                    self.scope.update_from(&before, next).await?;
                }
                Change::Deleted(_) => continue,
            }
            written += 1;
        }
        Ok(written)
    }

    async fn write_sharing(&self) -> Result<usize, WriteError> {
        for (contact, application, role) in self.further_applications.changes() {
            let Some(row) = self.scope.get::<Contact>(contact).await? else { continue };
            let next = row.clone().with_stamp(self.next(row.stamp));
            self.scope.share_contact(next, application, role).await?;
        }
        Ok(self.further_applications.changes().len())
    }

    async fn write_interviews(&self) -> Result<usize, WriteError> {
        let mut written = 0;
        for change in self.interviews.changes() {
            match change {
                Change::New(row) => drop(self.scope.insert_interview(row.interview, &row.interviewer_ids).await?),
                Change::Changed(before, InterviewWithInterviewers { interview, interviewer_ids }) => {
                    let next = Interview { stamp: self.next(before.interview.stamp), ..interview };
                    if before.interviewer_ids == interviewer_ids {
                        self.scope.update(next).await?;
                    } else {
                        self.scope.update_interview(next, &interviewer_ids).await?;
                    }
                }
                Change::Deleted(_) => continue,
            }
            written += 1;
        }
        Ok(written)
    }

    async fn write_communications(&self) -> Result<usize, WriteError> {
        let mut written = 0;
        for change in self.communications.changes() {
            match change {
                Change::New(row) => {
                    let contacts = row.contact_id;
                    drop(self.scope.insert_naming(row, contacts.as_slice()).await?);
                }
                Change::Changed(before, row) => {
                    drop(self.scope.update(Communication { stamp: self.next(before.stamp), ..row }).await?);
                }
                Change::Deleted(_) => continue,
            }
            written += 1;
        }
        Ok(written)
    }

    async fn delete(&self) -> Result<usize, WriteError> {
        let mut deleted = 0;
        for change in self.communications.changes() {
            if let Change::Deleted(row) = change {
                deleted += usize::from(self.scope.delete_communication(row.stamp.id, None).await?);
            }
        }
        for change in self.contacts.changes() {
            if let Change::Deleted(row) = change {
                deleted += usize::from(self.scope.delete_contact(row.stamp.id, None).await?);
            }
        }
        for change in self.applications.changes() {
            if let Change::Deleted(row) = change {
                deleted += usize::from(self.scope.delete::<Application>(row.stamp.id, None).await?);
            }
        }
        for change in self.candidates.changes() {
            if let Change::Deleted(row) = change {
                deleted += usize::from(self.scope.delete_candidate(row.stamp.id, None).await?);
            }
        }
        Ok(deleted)
    }
}

fn texts(ids: &BTreeSet<Key>) -> Vec<&str> {
    ids.iter().map(|id| &**id).collect()
}

fn by_remote_id(row: InterviewWithInterviewers) -> Option<(Key, InterviewWithInterviewers)> {
    Some((row.interview.remote_id.clone()?, row))
}

async fn load<R: RemoteRecord>(scope: &Scope, ids: &BTreeSet<Key>) -> entity::Result<Rows<R>> {
    let rows: Vec<R> = scope.by_remote_ids(&texts(ids)).await?;
    Ok(Rows::loaded(rows.into_iter().filter_map(|row| Some((row.remote_id()?.clone(), row)))))
}

/// A row that can be given another stamp.
trait WithStamp: RemoteRecord {
    fn with_stamp(self, stamp: Stamp<Self::Id>) -> Self;
}

macro_rules! restamped {
    ($($row:ident)*) => {$(
        impl WithStamp for $row {
            fn with_stamp(self, stamp: Stamp<Self::Id>) -> Self {
                Self { stamp, ..self }
            }
        }
    )*};
}

restamped! { Candidate Application Contact }
