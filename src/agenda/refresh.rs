//! Rebuilding outdated plans within the time limit of a request.

use actix_web::web;
use chrono::{DateTime, Utc};
use entity::{Agenda, ApplicationId, Dossier, PlanSnapshot, RebuiltPlan, RebuiltStep, Scope};
use planning::{Facts, Instant, Key, Plan, StepKind};
use std::collections::HashMap;
use tokio::time::{self, Duration, timeout_at};

use super::{
    horizon::next_status_change,
    plan_refresh::{PlanRefresh, RefreshGoal},
};
use crate::{follow_up_plans::facts, playbooks, problem::Problem, stored};

/// The limit for counting the remaining plans.
pub(crate) const MAX_COUNTED_PLANS: u64 = 10_000;

/// The pause before looking again for plans that others have claimed.
const RECHECK_PAUSE: Duration = Duration::from_millis(10);

/// The number of plans in the first round, of which it is not known how long they take.
const PLANS_OF_FIRST_ROUND: u64 = 20;

/// How long a round should take: writes of facts of its plans wait until it ends.
const ROUND_DURATION: Duration = Duration::from_millis(100);

/// Rebuilds the outdated plans that the agenda covers. Returns the number of plans that are still outdated, counted up
/// to [`MAX_COUNTED_PLANS`].
pub(crate) async fn refresh(
    scope: &Scope,
    agenda: &Agenda,
    now: Instant,
    plan_refresh: &PlanRefresh,
) -> Result<u64, Problem> {
    refresh_until(RefreshGoal::NoneIsOutdated, scope, agenda, now, plan_refresh).await
}

/// Does so until there is no more to do, in this sense.
pub(crate) async fn refresh_until(
    until: RefreshGoal,
    scope: &Scope,
    agenda: &Agenda,
    now: Instant,
    plan_refresh: &PlanRefresh,
) -> Result<u64, Problem> {
    // The planner's version covers the built-in playbooks. A new version of an account's own playbook marks its plans
    // as outdated.
    let made_with = planning::version();
    let effort = plan_refresh.effort;
    let ends = time::Instant::now() + effort.time;
    if scope.outdated_plans(agenda, &made_with, 1).await? == 0 {
        return Ok(0);
    }
    let mut plans_a_round = effort.plans_a_round.min(PLANS_OF_FIRST_ROUND);
    for _ in 0..effort.rounds {
        // Without a permit in time, the request uses the plans that others have rebuilt.
        let Ok(permit) = timeout_at(ends, plan_refresh.permits.acquire()).await else { break };
        let permit = permit.map_err(Problem::internal)?;
        let began = time::Instant::now();
        let made = round(scope, agenda, &made_with, now, (plan_refresh, plans_a_round)).await?;
        drop(permit);
        if until == RefreshGoal::EachIsRebuilt && made > 0 && made < plans_a_round {
            break;
        }
        plans_a_round = next_plans_a_round(made, began.elapsed()).min(effort.plans_a_round);
        if scope.outdated_plans(agenda, &made_with, 1).await? == 0 {
            return Ok(0);
        }
        if time::Instant::now() >= ends {
            break;
        }
        // Others have claimed the rest, or are writing a fact.
        if made == 0 {
            time::sleep(RECHECK_PAUSE).await;
        }
    }
    Ok(scope.outdated_plans(agenda, &made_with, MAX_COUNTED_PLANS).await?)
}

/// The number of plans for the round after one that made this many in this time.
fn next_plans_a_round(made: u64, duration: Duration) -> u64 {
    let made = u128::from(made.max(1));
    let next = made * ROUND_DURATION.as_micros() / duration.as_micros().max(1);
    u64::try_from(next).unwrap_or(u64::MAX).max(1)
}

/// Rebuilds up to `limit` plans that no other request is rebuilding. Returns how many.
async fn round(
    scope: &Scope,
    agenda: &Agenda,
    made_with: &str,
    now: Instant,
    (plan_refresh, limit): (&PlanRefresh, u64),
) -> Result<u64, Problem> {
    let Some(claim) = scope.claim_outdated_plans(agenda, made_with, limit).await? else {
        return Ok(0);
    };
    let claimed = claim.plans().len();
    let expired: HashMap<_, _> =
        claim.plans().iter().filter_map(|plan| Some((plan.application_id, plan.expired_at?))).collect();
    let dossiers = claim.dossiers().await?;
    // Not in the queue of blocking work: others wait for the claim, and the permits limit how many rounds run.
    let plans = web::block(move || {
        dossiers.into_iter().map(|dossier| rebuild(dossier, &expired, now)).collect::<Result<Vec<_>, _>>()
    });
    let plans = plans.await.map_err(Problem::internal)??;
    claim.keep(made_with, plans).await?;
    plan_refresh.count(claimed);
    Ok(claimed as u64)
}

/// How many past moments of an expired plan are calculated. Changes after the last of them get events with the time of
/// now.
const MAX_PAST_MOMENTS: usize = 100;

/// The plan of an application now and, if it has expired, at the moments since then.
fn rebuild(
    dossier: Dossier,
    expired: &HashMap<ApplicationId, DateTime<Utc>>,
    now: Instant,
) -> Result<RebuiltPlan, Problem> {
    let (application_id, candidate_id) = (dossier.application.stamp.id, dossier.application.candidate_id);
    let text = |remote_id: &Option<Key>| remote_id.as_deref().map(str::to_owned);
    let remote_ids = (text(&dossier.application.remote_id), text(&dossier.candidate.remote_id));
    let facts = facts(dossier)?;
    let counted = planning::answer_history(&facts, now).map(|history| history.to_string());
    let rebuilt = |changes_at, earlier, current| {
        let (application_remote_id, candidate_remote_id) = remote_ids;
        RebuiltPlan {
            application_id,
            application_remote_id,
            candidate_id,
            candidate_remote_id,
            changes_at,
            earlier,
            current,
            counted,
        }
    };
    let mut earlier = Vec::new();
    let mut moment = expired.get(&application_id).copied().filter(|moment| *moment <= *now);
    while let Some(at) = moment.filter(|_| earlier.len() < MAX_PAST_MOMENTS) {
        let (snapshot, changes_at) = snapshot_at(&facts, at.try_into().map_err(Problem::internal)?)?;
        moment = changes_at.filter(|next| *next <= *now);
        if moment.is_none() {
            // No step changes before now, so this is the current state.
            return Ok(rebuilt(changes_at, earlier, snapshot));
        }
        earlier.push(snapshot);
    }
    let (current, changes_at) = snapshot_at(&facts, now)?;
    Ok(rebuilt(changes_at, earlier, current))
}

/// The plan at a moment, and when it changes after that.
fn snapshot_at(facts: &Facts, at: Instant) -> Result<(PlanSnapshot, Option<DateTime<Utc>>), Problem> {
    let plan = planning::plan_without_reasons(facts, playbooks::followed_playbook(facts)?, at);
    let snapshot = PlanSnapshot { at: *at, state: stored::to_word(&plan.state), steps: rebuilt_steps(&plan) };
    Ok((snapshot, next_status_change(facts, &plan, at)))
}

fn rebuilt_steps(plan: &Plan) -> Vec<RebuiltStep> {
    let steps = plan.steps.iter().map(|step| RebuiltStep {
        step_id: step.id.clone(),
        kind: stored::to_word(&step.kind),
        status: stored::to_word(&step.status),
        rank: sort_key(step.kind),
        opens_at: step.opens_at.to_utc(),
        closes_at: step.closes_at.to_utc(),
    });
    steps.collect()
}

/// The first sort key of a step: steps with a message come first, `move_on` last.
pub(super) fn sort_key(kind: StepKind) -> i16 {
    i16::from(kind == StepKind::MoveOn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_grow_with_quick_plans_and_shrink_with_slow_ones() {
        let next = |made, millis| next_plans_a_round(made, Duration::from_millis(millis));
        assert_eq!((next(20, 10), next(200, 100), next(100, 1_000)), (200, 200, 10));
        // One plan is always made, however long it takes.
        assert_eq!((next(1, 5_000), next(0, 1_000)), (1, 1));
    }
}
