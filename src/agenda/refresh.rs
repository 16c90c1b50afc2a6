//! Making those plans anew that are out of date, a bounded number at a time.

use std::collections::HashMap;

use entity::{Agenda, Dossier, MadePlan, PlannedStep, Scope};
use planning::{Instant, Plan, StepKind};

use super::horizon::changes_at;
use crate::{app::Service, follow_up_plans::facts, playbooks, problem::Problem, stored};

/// How many rounds one request may take.
const ROUNDS: usize = 10;

/// Sees to it that what is kept of the plans that the agenda is about is true now. False, if more have to be made than
/// one request may ask for.
pub(super) async fn refresh(scope: &Scope, agenda: &Agenda, now: Instant, service: &Service) -> Result<bool, Problem> {
    // Built-in playbooks are a part of the planner's version; a new version of one of the account's own empties what
    // its plans were made with.
    let (made_with, kept) = (planning::version(), &service.kept_plans);
    for _ in 0..ROUNDS {
        // The versions are read before the facts: who writes in between makes the plan count for nothing.
        let outdated = scope.outdated_plans(agenda, &made_with, kept.at_once).await?;
        if outdated.is_empty() {
            return Ok(true);
        }
        let ids: Vec<_> = outdated.iter().map(|(id, _)| *id).collect();
        let facts_versions: HashMap<_, _> = outdated.into_iter().collect();
        let dossiers = scope.dossiers(&ids).await?;
        kept.count(dossiers.len());
        let plans = service.heavy.run(move || {
            let versioned =
                dossiers.iter().filter_map(|dossier| Some((dossier, *facts_versions.get(&dossier.application.id)?)));
            let plans = versioned.map(|(dossier, facts_version)| make(dossier, facts_version, now));
            plans.collect::<Result<Vec<_>, Problem>>()
        });
        scope.keep_plans(&made_with, plans.await??).await?;
    }
    Ok(scope.outdated_plans(agenda, &made_with, 1).await?.is_empty())
}

fn make(dossier: &Dossier, facts_version: i64, now: Instant) -> Result<MadePlan, Problem> {
    let facts = facts(dossier)?;
    let plan = planning::plan(&facts, playbooks::followed(&facts)?, now);
    Ok(MadePlan {
        application_id: dossier.application.id,
        facts_version,
        changes_at: changes_at(&facts, &plan, now),
        steps: planned_steps(dossier, &plan),
    })
}

fn planned_steps(dossier: &Dossier, plan: &Plan) -> Vec<PlannedStep> {
    let steps = plan.steps.iter().map(|step| PlannedStep {
        account_id: dossier.application.account_id,
        application_id: dossier.application.id,
        step_id: step.id.clone(),
        status: stored::to_word(&step.status),
        // What has no message is due for good; what has one goes before it.
        turn: i16::from(step.kind == StepKind::MoveOn),
        opens_at: step.opens_at.to_utc(),
        closes_at: step.closes_at.to_utc(),
    });
    steps.collect()
}
