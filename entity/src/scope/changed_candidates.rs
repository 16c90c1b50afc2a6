//! Changed candidates whose reminders depend on their e-mail address or their time zone.
//!
//! Every change of a candidate, by whatever way, has an event. Each event gets its position once, in a transaction,
//! which queues the job that looks at the reminders. So no change is missed, and writes of candidates need no further
//! statement.

use std::collections::BTreeMap;

use database::{NewJob, enqueue_jobs};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};
use serde_json::json;

use super::{Scope, webhooks::NumberedEvent};
use crate::{
    CandidateId, EventId, Result,
    tables::{event, reminder},
};

/// The type of the events of changed candidates.
pub(super) const CANDIDATE_UPDATED: &str = "candidate.updated";

/// The kind of the jobs that look at the reminders of a changed candidate.
pub const CHANGED_CANDIDATE: &str = "changed_candidate";

impl Scope {
    /// Queues a job for each candidate that was changed according to these events and is reminded at their own address,
    /// or daily by their own clocks. Returns whether there is any.
    pub(super) async fn queue_changed_candidates(
        &self,
        db: &impl ConnectionTrait,
        events: &[NumberedEvent],
    ) -> Result<bool> {
        let changed = events.iter().filter(|event| event.kind == CANDIDATE_UPDATED).map(|event| event.id);
        let changed: Vec<EventId> = changed.collect();
        if changed.is_empty() {
            return Ok(false);
        }
        let candidates = event::Entity::find()
            .filter(event::Column::AccountId.eq(self.account_id))
            .filter(self.one_of(event::Column::Id.into_expr(), changed))
            .select_only()
            .columns([event::Column::CandidateId, event::Column::Id])
            .into_tuple::<(Option<CandidateId>, EventId)>()
            .all(db)
            .await?;
        let candidates: BTreeMap<CandidateId, EventId> =
            candidates.into_iter().filter_map(|(candidate, event)| Some((candidate?, event))).collect();
        let reminded = self
            .find::<reminder::Entity>()
            .filter(self.one_of(reminder::Column::Id.into_expr(), candidates.keys().copied()))
            .filter(reminder::Column::Mode.ne("none"))
            .filter(reminder::Column::Address.is_null().or(reminder::Column::Mode.eq("daily")))
            .select_only()
            .column(reminder::Column::Id)
            .into_tuple::<CandidateId>()
            .all(db)
            .await?;
        let job = |candidate: &CandidateId| {
            let event = candidates.get(candidate)?;
            Some(NewJob {
                account_id: self.account_id.into(),
                id: (*event).into(),
                kind: CHANGED_CANDIDATE,
                payload: json!({"candidate_id": candidate}),
                due_at: self.now,
            })
        };
        let jobs: Vec<NewJob> = reminded.iter().filter_map(job).collect();
        let has_jobs = !jobs.is_empty();
        if has_jobs {
            enqueue_jobs(db, self.db.dialect(), self.now, jobs).await?;
        }
        Ok(has_jobs)
    }
}
