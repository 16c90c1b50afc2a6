//! Jobs in the background: what they are, and the workers that do them. The queue itself is in the crate `database`.

mod signal;
mod work;
mod workers;

use database::Job;

use crate::{connections, problem::Problem, state::AppState};
pub use signal::JobSignal;
pub use work::work_all;
pub use workers::Workers;

/// The kinds of jobs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum JobKind {
    /// A delivery is to be applied.
    Delivery,
    /// Old bodies of deliveries are to be deleted.
    ForgetBodies,
}

impl JobKind {
    const ALL: [Self; 2] = [Self::Delivery, Self::ForgetBodies];

    /// Its name in the queue and in metrics.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Delivery => connections::DELIVERY,
            Self::ForgetBodies => connections::FORGET_BODIES,
        }
    }

    fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Does a job, and removes it from the queue in the transaction of its effect.
    ///
    /// # Errors
    ///
    /// Why it has to be tried again.
    async fn run(self, state: &AppState, job: &Job) -> Result<(), Problem> {
        match self {
            Self::Delivery => connections::apply_delivery(state, job).await,
            Self::ForgetBodies => connections::forget_bodies(state, job).await,
        }
    }

    /// What is to be told where it matters once a job is given up.
    async fn give_up(self, state: &AppState, job: &Job, why: &str) -> Result<(), Problem> {
        match self {
            Self::Delivery => connections::give_delivery_up(state, job, why).await,
            Self::ForgetBodies => Ok(()),
        }
    }
}
