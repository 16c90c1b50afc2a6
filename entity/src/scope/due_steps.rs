//! Steps that have fallen due, and that the candidate's next mail will name.
//!
//! A candidate has one job, which sends what has been collected. A transaction that collects a step holds the job's row
//! until the step is committed. So a worker that ends the job sees the step, or the step finds no job and queues
//! another.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use database::{NewJob, enqueue_or_hold_jobs};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::Scope;
use crate::{
    CandidateId, EventId, Result,
    tables::{
        event::Model as Event,
        insert_many, reminder,
        reminder_step::{Column, Entity, Model},
    },
};

/// The kind of the jobs that send a candidate a mail about steps that have fallen due.
pub const DUE_MAIL: &str = "due_mail";

/// The shortest time between two such mails to a candidate.
pub const DUE_MAIL_PAUSE: TimeDelta = TimeDelta::minutes(15);

/// The number of rows in one statement.
const ROWS_PER_STATEMENT: usize = 2_000;

impl Scope {
    /// Collects a step for the next mail of each candidate who wants one for each, by these events. Called in the
    /// transaction that writes the events.
    pub(super) async fn collect_due_steps(&self, events: &[Event], written: &HashSet<EventId>) -> Result<()> {
        let due = |event: &&Event| event.kind == "step.due" && written.contains(&event.id);
        let due: Vec<&Event> = events.iter().filter(due).collect();
        let candidates: BTreeSet<CandidateId> = due.iter().filter_map(|event| event.candidate_id).collect();
        if candidates.is_empty() {
            return Ok(());
        }
        let wanting = self
            .find::<reminder::Entity>()
            .filter(self.one_of(reminder::Column::Id.into_expr(), candidates))
            .filter(reminder::Column::Mode.eq("due"))
            .filter(reminder::Column::ConfirmedAt.is_not_null())
            .select_only()
            .columns([reminder::Column::Id, reminder::Column::DueMailAt])
            .into_tuple::<(CandidateId, Option<DateTime<Utc>>)>();
        let wanting: HashMap<CandidateId, _> = wanting.all(&self.db).await?.into_iter().collect();
        let steps = due.into_iter().filter_map(|event| self.step_of(event));
        let steps: Vec<Model> = steps.filter(|step| wanting.contains_key(&step.candidate_id)).collect();
        self.collect(&steps, &wanting).await
    }

    /// Collects steps, and queues a mail for each candidate: now, or when the pause after the last mail is over.
    pub async fn collect(
        &self,
        steps: &[Model],
        last_mails: &HashMap<CandidateId, Option<DateTime<Utc>>>,
    ) -> Result<()> {
        let candidates: BTreeSet<CandidateId> = steps.iter().map(|step| step.candidate_id).collect();
        for steps in steps.chunks(ROWS_PER_STATEMENT) {
            let once = OnConflict::columns([Column::AccountId, Column::Id]).do_nothing().to_owned();
            insert_many(steps.iter().cloned()).on_conflict(once).exec_without_returning(&self.db).await?;
        }
        let job = |candidate: CandidateId| {
            let last = last_mails.get(&candidate).copied().flatten();
            self.due_mail(candidate, last.map_or(self.now, |last| (last + DUE_MAIL_PAUSE).max(self.now)))
        };
        let mut jobs: Vec<NewJob> = candidates.into_iter().map(job).collect();
        // Several are locked in one order, so that no transactions wait for each other.
        jobs.sort_unstable_by_key(|job| job.id);
        for jobs in jobs.chunks(ROWS_PER_STATEMENT) {
            enqueue_or_hold_jobs(&self.db, self.db.dialect(), self.now, jobs.iter().cloned()).await?;
        }
        Ok(())
    }

    fn step_of(&self, event: &Event) -> Option<Model> {
        let details = event.details.as_ref()?;
        Some(Model {
            account_id: self.account_id,
            id: event.id,
            candidate_id: event.candidate_id?,
            application_id: event.application_id?,
            step_id: details.get("step_id")?.as_str()?.to_owned(),
            since: details.get("since")?.as_str()?.parse().ok()?,
            mail_id: None,
        })
    }

    /// The job that sends what was collected for a candidate. There is one.
    #[must_use]
    pub fn due_mail(&self, candidate: CandidateId, due_at: DateTime<Utc>) -> NewJob {
        let digest = Sha256::new()
            .chain_update(DUE_MAIL)
            .chain_update(Uuid::from(self.account_id).as_bytes())
            .chain_update(Uuid::from(candidate).as_bytes())
            .finalize();
        let mut id = [0; 16];
        id.copy_from_slice(&digest[..16]);
        NewJob {
            account_id: self.account_id.into(),
            id: uuid::Builder::from_custom_bytes(id).into_uuid(),
            kind: DUE_MAIL,
            payload: json!({"candidate_id": candidate}),
            due_at,
        }
    }

    /// Some of the steps that were collected for a candidate, those first that were due first, with the id of their
    /// mail. If a mail was begun and not sent, its steps alone are returned, with its id, so that the same mail is sent
    /// again.
    pub async fn steps_to_mail(&self, candidate: CandidateId, limit: u64) -> Result<Option<(Uuid, Vec<Model>)>> {
        let all = || self.due_steps(candidate).order_by_asc(Column::Since).order_by_asc(Column::Id).limit(limit);
        let begun = all().filter(Column::MailId.is_not_null()).all(&self.db).await?;
        if let Some(mail) = begun.first().and_then(|step| step.mail_id) {
            return Ok(Some((mail, begun.into_iter().filter(|step| step.mail_id == Some(mail)).collect())));
        }
        let steps = all().all(&self.db).await?;
        if steps.is_empty() {
            return Ok(None);
        }
        let mail = Uuid::now_v7();
        Entity::update_many()
            .col_expr(Column::MailId, Expr::value(mail))
            .filter(Column::AccountId.eq(self.account_id))
            .filter(self.one_of(Column::Id.into_expr(), steps.iter().map(|step| step.id)))
            .exec(&self.db)
            .await?;
        Ok(Some((mail, steps)))
    }

    fn due_steps(&self, candidate: CandidateId) -> sea_orm::Select<Entity> {
        Entity::find().filter(Column::AccountId.eq(self.account_id)).filter(Column::CandidateId.eq(candidate))
    }

    /// Whether steps are collected for a candidate.
    pub async fn has_due_steps(&self, candidate: CandidateId) -> Result<bool> {
        Ok(self.due_steps(candidate).one(&self.db).await?.is_some())
    }

    /// Forgets the steps that were collected for a candidate: those of a mail, or all.
    pub async fn forget_due_steps(&self, candidate: CandidateId, mail: Option<Uuid>) -> Result<()> {
        let mut steps = Entity::delete_many()
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::CandidateId.eq(candidate));
        if let Some(mail) = mail {
            steps = steps.filter(Column::MailId.eq(mail));
        }
        steps.exec(&self.db).await?;
        Ok(())
    }

    /// Adds the steps of a mail that was given up to the next mail.
    pub async fn release_due_steps(&self, candidate: CandidateId) -> Result<()> {
        Entity::update_many()
            .col_expr(Column::MailId, Expr::value(None::<Uuid>))
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::CandidateId.eq(candidate))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Records that a mail about steps was sent to a candidate.
    pub async fn note_due_mail(&self, id: CandidateId) -> Result<()> {
        reminder::Entity::update_many()
            .col_expr(reminder::Column::DueMailAt, Expr::value(self.now))
            .filter(reminder::Column::AccountId.eq(self.account_id))
            .filter(reminder::Column::Id.eq(id))
            .exec(&self.db)
            .await?;
        Ok(())
    }
}
