//! The planner: calculates the parts of a plan, and sorts the steps.

use chrono::NaiveDate;

use crate::{
    Facts, Instant, Plan, Playbook, PlaybookVersion, Step,
    context::Context,
    deadlines::{requested_steps, responds},
    history::{History, history},
    obligations::obligations,
    outcomes::{closing_steps, stay_in_touch_after_rejection},
    status::{next_step, state},
    steps,
    thank_yous::thank_yous,
    warnings::warnings,
};

/// The follow-up plan that these facts and this playbook give at that moment.
///
/// Facts after that instant are ignored. The same facts, playbook and instant always give the same plan.
#[must_use]
pub fn plan<'f>(facts: &'f Facts, playbook: &'f Playbook, as_of: Instant) -> Plan<'f> {
    build_plan(&Context::new(facts, playbook, as_of, true))
}

/// The same plan without reasons and advice. It takes two thirds of the time.
#[must_use]
pub fn plan_without_reasons<'f>(facts: &'f Facts, playbook: &'f Playbook, as_of: Instant) -> Plan<'f> {
    build_plan(&Context::new(facts, playbook, as_of, false))
}

fn build_plan<'f>(context: &Context<'f>) -> Plan<'f> {
    let Context { facts, playbook, as_of, .. } = *context;
    let (mut steps, stated) = steps(context);
    steps.sort_by(|one, other| {
        let key = |step: &Step| (step.done_at.unwrap_or(step.opens_at), step.ideal_at);
        key(one).cmp(&key(other)).then_with(|| one.id.cmp(&other.id))
    });
    Plan {
        playbook: PlaybookVersion { key: &playbook.key, version: playbook.version },
        as_of: context.to_local(as_of),
        time_zone: facts.application.time_zone,
        state: state(context, &steps),
        anchor_interview_id: context.anchor().map(|interview| &*interview.id),
        stated_date: stated,
        next_step_id: next_step(&steps).map(|step| step.id.clone()),
        obligations: obligations(context),
        warnings: warnings(context, &steps),
        steps,
    }
}

/// All steps, and the decision date of the employer.
fn steps<'f>(context: &Context<'f>) -> (Vec<Step<'f>>, Option<NaiveDate>) {
    let outcome = context.timeline.outcome;
    let thanks = thank_yous(context);
    let responds = responds(context);
    let History { earlier, current, mut stay_in_touch } = history(context, &thanks, &responds);
    let stated = current.as_ref().and_then(|sequence| sequence.start.stated);
    let mut found: Vec<_> = thanks.into_iter().map(|thanks| steps::thank_you(context, thanks)).collect();
    found.extend(requested_steps(context, responds).map(|requested| steps::requested_step(context, requested)));
    for sequence in &earlier {
        let sent = (0..sequence.follow_ups.len()).filter(|index| sequence.follow_ups[*index].filled_by.is_some());
        found.extend(sent.map(|index| steps::follow_up(context, sequence, index)));
    }
    if let Some(mut sequence) = current {
        sequence.mark_completed_and_missed(context, outcome.map_or(context.as_of, |outcome| outcome.at));
        found.extend((0..sequence.follow_ups.len()).map(|index| steps::follow_up(context, &sequence, index)));
        found.push(steps::move_on(context, &sequence));
    }
    if let Some(outcome) = outcome {
        found.extend(closing_steps(context, outcome).map(|closing| steps::closing_step(context, closing)));
        stay_in_touch = stay_in_touch.or_else(|| stay_in_touch_after_rejection(context, outcome));
    }
    found.extend(stay_in_touch.map(|closing| steps::closing_step(context, closing)));
    (found, stated)
}
