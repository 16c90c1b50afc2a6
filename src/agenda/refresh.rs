//! Rebuilding stored plans that are out of date, as many as the time limit of a request allows.

use actix_web::web;
use entity::{Agenda, Dossier, MadePlan, MadeStep, Scope};
use planning::{Instant, Plan, StepKind};
use tokio::time::{self, Duration, timeout_at};

use super::{PlanRefresh, horizon::changes_at};
use crate::{follow_up_plans::facts, playbooks, problem::Problem, stored};

/// How far plans that remain are counted.
pub(super) const COUNTED: u64 = 10_000;

/// How long to wait for those who make the plans that are left.
const OTHERS: Duration = Duration::from_millis(10);

/// Sees to it that what is kept of the plans that the agenda is about is true now, and says how many are left for which
/// the time was too short, counted up to [`COUNTED`].
pub(super) async fn refresh(
    scope: &Scope,
    agenda: &Agenda,
    now: Instant,
    plan_refresh: &PlanRefresh,
) -> Result<u64, Problem> {
    // Built-in playbooks are a part of the planner's version; a new version of one of the account's own empties what
    // its plans were made with.
    let made_with = planning::version();
    let effort = plan_refresh.effort;
    let ends = time::Instant::now() + effort.time;
    if scope.outdated_plans(agenda, &made_with, 1).await? == 0 {
        return Ok(0);
    }
    for _ in 0..effort.rounds {
        // Whoever gets no permit in time has the others' plans.
        let Ok(permit) = timeout_at(ends, plan_refresh.permits.acquire()).await else { break };
        let permit = permit.map_err(Problem::internal)?;
        let made = round(scope, agenda, &made_with, now, plan_refresh).await?;
        drop(permit);
        if scope.outdated_plans(agenda, &made_with, 1).await? == 0 {
            return Ok(0);
        }
        if time::Instant::now() >= ends {
            break;
        }
        // Others have taken the rest, or are about to write a fact.
        if made == 0 {
            time::sleep(OTHERS).await;
        }
    }
    Ok(scope.outdated_plans(agenda, &made_with, COUNTED).await?)
}

/// Rebuilds some plans that no other request is rebuilding. Returns how many.
async fn round(
    scope: &Scope,
    agenda: &Agenda,
    made_with: &str,
    now: Instant,
    plan_refresh: &PlanRefresh,
) -> Result<u64, Problem> {
    let Some(claim) = scope.claim_outdated_plans(agenda, made_with, plan_refresh.effort.plans_a_round).await? else {
        return Ok(0);
    };
    let claimed = claim.plans();
    let dossiers = claim.dossiers().await?;
    // Not behind other work: others wait for the claim, and the permit bounds how many do this.
    let plans =
        web::block(move || dossiers.into_iter().map(|dossier| make(dossier, now)).collect::<Result<Vec<_>, _>>());
    let plans = plans.await.map_err(Problem::internal)??;
    claim.keep(made_with, plans).await?;
    plan_refresh.count(claimed);
    Ok(claimed as u64)
}

fn make(dossier: Dossier, now: Instant) -> Result<MadePlan, Problem> {
    let application_id = dossier.application.stamp.id;
    let facts = facts(dossier)?;
    let plan = planning::plan_without_reasons(&facts, playbooks::followed(&facts)?, now);
    Ok(MadePlan { application_id, changes_at: changes_at(&facts, &plan, now), steps: made_steps(&plan) })
}

fn made_steps(plan: &Plan) -> Vec<MadeStep> {
    let steps = plan.steps.iter().map(|step| MadeStep {
        step_id: step.id.clone(),
        status: stored::to_word(&step.status),
        turn: sort_key(step.kind),
        opens_at: step.opens_at.to_utc(),
        closes_at: step.closes_at.to_utc(),
    });
    steps.collect()
}

/// The first sort key of a step: steps with a message come first, `move_on` last.
pub(super) fn sort_key(kind: StepKind) -> i16 {
    i16::from(kind == StepKind::MoveOn)
}
