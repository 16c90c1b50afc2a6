//! Jobs of the account, queued and completed with what else is written.

use database::{Job, NewJob, complete_job, enqueue_jobs, remove_failed_job};

use super::Scope;
use crate::Result;

impl Scope {
    /// Queues jobs of this account; of two with the same id only the first.
    pub async fn enqueue(&self, jobs: Vec<NewJob>) -> Result<()> {
        let jobs = jobs.into_iter().map(|job| NewJob { account_id: self.account_id.into(), ..job });
        enqueue_jobs(&self.db, self.db.dialect(), self.now, jobs).await
    }

    /// Removes a job that was given up, so that another with its id can be queued.
    pub async fn remove_failed_job(&self, id: uuid::Uuid) -> Result<()> {
        remove_failed_job(&self.db, self.db.dialect(), self.account_id.into(), id).await
    }

    /// Removes a job that is done. False, if another instance has claimed it since: then its effect has to be taken
    /// back.
    pub async fn complete_job(&self, job: &Job) -> Result<bool> {
        complete_job(&self.db, self.db.dialect(), job).await
    }
}
