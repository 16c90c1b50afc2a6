//! Rows of several tables that are written together: a statement for each table, however many rows there are.

mod deletions;
mod parts;
mod tables;

pub use deletions::BulkDelete;
use std::collections::{BTreeSet, HashSet};

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{
    InterviewWithInterviewers, Scope, SearchedTable,
    change_events::{ChangeKind, event_of},
    contact_removals::ContactRemovals,
};
use crate::{
    Application, ApplicationContact, ApplicationId, Candidate, CandidateId, Communication, Contact, ContactId, Error,
    Interview, InterviewId, Record, Result,
    tables::{PositionalColumns, Row, application, event, interviewer, plan_horizon, playbook, search_block},
};

/// Rows of a table: new ones, and next versions of some that are there.
#[derive(Clone, Debug)]
pub struct BulkRows<R> {
    pub new: Vec<R>,
    pub changed: Vec<ChangedRow<R>>,
}

/// A row as it is stored, and its next version.
#[derive(Clone, Debug)]
pub struct ChangedRow<R> {
    pub before: R,
    pub after: R,
}

/// Rows that are written together.
#[derive(Clone, Debug, Default)]
pub struct BulkWrite {
    pub candidates: BulkRows<Candidate>,
    pub applications: BulkRows<Application>,
    pub contacts: BulkRows<Contact>,
    /// Further applications of contacts, new ones and ones with another role.
    pub further_applications: Vec<ApplicationContact>,
    /// Further applications that contacts have no longer.
    pub no_further_applications: Vec<(ContactId, ApplicationId)>,
    /// Applications that contacts leave, further ones or not; of contacts that are deleted, all.
    pub taken_out: Vec<(ContactId, ApplicationId)>,
    /// The applications of changed and deleted contacts, as they are stored.
    pub outdated: BTreeSet<ApplicationId>,
    pub interviews: BulkRows<InterviewWithInterviewers>,
    pub communications: BulkRows<Communication>,
    pub deleted: BulkDelete,
}

impl<R> Default for BulkRows<R> {
    fn default() -> Self {
        Self { new: Vec::new(), changed: Vec::new() }
    }
}

impl<R> BulkRows<R> {
    fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty()
    }

    fn written_rows(&self) -> impl Iterator<Item = &R> {
        self.new.iter().chain(self.changed.iter().map(|changed| &changed.after))
    }
}

impl BulkWrite {
    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.candidates.is_empty()
            && self.applications.is_empty()
            && self.contacts.is_empty()
            && self.further_applications.is_empty()
            && self.interviews.is_empty()
            && self.communications.is_empty()
            && self.no_further_applications.is_empty()
            && self.deleted.is_empty()
    }

    /// The stored applications of which facts are written, in one order.
    fn outdated_applications(&self) -> BTreeSet<ApplicationId> {
        let new: HashSet<_> = self.applications.new.iter().map(|row| row.stamp.id).collect();
        let contacts = self.contacts.written_rows().map(|row| row.application_id);
        let sharing =
            self.further_applications.iter().map(|row| row.application_id).chain(self.outdated.iter().copied());
        let interviews = self.interviews.written_rows().map(|row| row.interview.application_id);
        let communications = self.communications.written_rows().map(|row| row.application_id);
        let applications = self.applications.changed.iter().map(|changed| changed.after.stamp.id);
        let all = contacts.chain(sharing).chain(interviews).chain(communications).chain(applications);
        let all = all.chain(self.deleted.outdated_applications());
        all.filter(|id| !new.contains(id)).collect()
    }
}

impl Scope {
    /// Writes all of it, or nothing.
    ///
    /// # Errors
    ///
    /// [`Error::WriteConflict`], [`Error::DuplicateKey`] or [`Error::Reference`] where others have changed, made or
    /// deleted a row in the meantime, and what else the database says.
    pub async fn write_bulk(&self, write: BulkWrite) -> Result<()> {
        if write.is_empty() {
            return Ok(());
        }
        let transaction = self.db.begin().await?;
        let (db, events) = (&transaction, &mut Vec::new());
        self.hold_playbooks(db, &write.applications).await?;
        self.outdate_many(db, &write).await?;
        self.write_rows(db, &write.candidates, events).await?;
        self.void_blocks(db, &write.candidates.changed).await?;
        self.write_rows(db, &write.applications, events).await?;
        self.void_blocks(db, &write.applications.changed).await?;
        self.insert_horizons(db, write.applications.new.iter().map(|row| row.stamp.id)).await?;
        self.write_rows(db, &write.contacts, events).await?;
        self.put_further_applications(db, write.further_applications).await?;
        self.write_interviews(db, &write.interviews, events).await?;
        self.write_rows(db, &write.communications, events).await?;
        // Last, so that no written row refers to a deleted one.
        let BulkDelete { candidates, applications, contacts, interviews, communications } = write.deleted;
        self.delete_facts(db, interviews, communications, events).await?;
        self.delete_further_applications(db, &write.no_further_applications).await?;
        if !write.taken_out.is_empty() {
            events.extend(self.take_out(db, ContactRemovals::One(&write.taken_out)).await?);
        }
        self.delete_others(db, (contacts, applications, candidates), events).await?;
        let events = std::mem::take(events).into_iter().map(PositionalColumns::into_values).collect();
        self.insert_values::<event::Entity>(db, events).await?;
        transaction.commit().await
    }

    /// Writes rows of a table, and adds their events.
    async fn write_rows<R: Record>(
        &self,
        db: &impl ConnectionTrait,
        rows: &BulkRows<R>,
        events: &mut Vec<event::Model>,
    ) -> Result<()> {
        let values = |row: &R| {
            let mut row = row.clone();
            row.restamp(self.account_id);
            row.into_values()
        };
        let new: Vec<_> = rows.new.iter().map(values).collect();
        let changed: Vec<_> = rows.changed.iter().map(|row| values(&row.after)).collect();
        for (verb, rows) in [(ChangeKind::Created, &new), (ChangeKind::Updated, &changed)] {
            events.extend(rows.iter().filter_map(|row| event_of::<<R as Row>::Entity>(verb, row, self.now)));
        }
        self.insert_values::<<R as Row>::Entity>(db, new).await?;
        self.update_values::<<R as Row>::Entity>(db, changed).await
    }

    async fn write_interviews(
        &self,
        db: &impl ConnectionTrait,
        rows: &BulkRows<InterviewWithInterviewers>,
        events: &mut Vec<event::Model>,
    ) -> Result<()> {
        let changed = |row: &ChangedRow<InterviewWithInterviewers>| ChangedRow {
            before: row.before.interview.clone(),
            after: row.after.interview.clone(),
        };
        let interviews: BulkRows<Interview> = BulkRows {
            new: rows.new.iter().map(|row| row.interview.clone()).collect(),
            changed: rows.changed.iter().map(changed).collect(),
        };
        self.write_rows(db, &interviews, events).await?;
        let others: Vec<&InterviewWithInterviewers> = rows
            .changed
            .iter()
            .filter(|row| row.before.interviewer_ids != row.after.interviewer_ids)
            .map(|row| &row.after)
            .collect();
        self.delete_interviewers(db, others.iter().map(|row| row.interview.stamp.id).collect()).await?;
        let interviewers = rows
            .new
            .iter()
            .chain(others)
            .flat_map(|row| self.new_interviewers(row.interview.stamp.id, &row.interviewer_ids))
            .collect();
        self.insert_interviewers(db, interviewers).await
    }

    async fn delete_interviewers(&self, db: &impl ConnectionTrait, interviews: Vec<InterviewId>) -> Result<()> {
        use interviewer::{Column, Entity};
        if interviews.is_empty() {
            return Ok(());
        }
        let led = Entity::delete_many()
            .filter(Column::AccountId.eq(self.account_id))
            .filter(self.one_of(Column::InterviewId.into_expr(), interviews));
        led.exec(db).await?;
        Ok(())
    }

    /// Sees to it that the account's own playbooks that applications name stay until these are written.
    async fn hold_playbooks(&self, db: &impl ConnectionTrait, applications: &BulkRows<Application>) -> Result<()> {
        let keys: BTreeSet<&str> = applications.written_rows().filter_map(Record::own_playbook).collect();
        if keys.is_empty() {
            return Ok(());
        }
        let keys: Vec<&str> = keys.into_iter().collect();
        let condition = self.db.dialect().is_one_of_texts(playbook::Column::Key.into_expr(), &keys);
        let held = self.find::<playbook::Entity>().filter(condition).order_by_asc(playbook::Column::Id).lock_shared();
        let held = db.query_all(held.select_only().column(playbook::Column::Id).as_query()).await?;
        if held.len() == keys.len() { Ok(()) } else { Err(Error::Reference) }
    }

    /// Marks the plans as outdated that depend on the written rows. Their horizons are locked in one order, which
    /// prevents deadlocks.
    async fn outdate_many(&self, db: &impl ConnectionTrait, write: &BulkWrite) -> Result<()> {
        let mut outdated = write.outdated_applications();
        let candidates: Vec<_> = write.candidates.changed.iter().map(|changed| changed.after.stamp.id).collect();
        let candidate_applications = self.applications_of_candidates_on(db, &candidates).await?;
        outdated.extend(candidate_applications.into_iter().map(|(application, _)| application));
        if outdated.is_empty() {
            return Ok(());
        }
        let condition = self.one_of(plan_horizon::Column::ApplicationId.into_expr(), outdated.iter().copied());
        if self.lock_where(db, condition.clone()).await?.len() < outdated.len() {
            return Err(Error::Reference);
        }
        self.outdate_where(db, condition).await
    }

    /// The applications of these candidates, each with its candidate.
    pub async fn applications_of_candidates(
        &self,
        candidates: &[CandidateId],
    ) -> Result<Vec<(ApplicationId, CandidateId)>> {
        self.applications_of_candidates_on(&self.db, candidates).await
    }

    async fn applications_of_candidates_on(
        &self,
        db: &impl ConnectionTrait,
        candidates: &[CandidateId],
    ) -> Result<Vec<(ApplicationId, CandidateId)>> {
        use application::{Column, Entity};
        if candidates.is_empty() {
            return Ok(Vec::new());
        }
        let candidate_applications = self.one_of(Column::CandidateId.into_expr(), candidates.iter().copied());
        let candidate_applications = self
            .find::<Entity>()
            .filter(candidate_applications)
            .select_only()
            .columns([Column::Id, Column::CandidateId]);
        Ok(candidate_applications.into_tuple().all(db).await?)
    }

    /// Voids what search blocks say of rows whose texts have changed.
    async fn void_blocks<R: SearchedTable>(&self, db: &impl ConnectionTrait, changed: &[ChangedRow<R>]) -> Result<()> {
        use search_block::{Column, Entity};
        let differs = |row: &&ChangedRow<R>| row.before.searched_texts() != row.after.searched_texts();
        let ids: Vec<Uuid> = changed.iter().filter(differs).map(|row| row.after.id().into()).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let blocks = Entity::update_many()
            .col_expr(Column::Bits, Expr::value(Vec::<u8>::new()))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::Searched.eq(R::NAME))
            .filter(self.db.dialect().is_any_between(ids, "after_id", "last_id"));
        blocks.exec(db).await?;
        Ok(())
    }
}
