//! How long a plan stays true if no fact changes.

use chrono::{DateTime, TimeDelta, Utc};
use planning::{Facts, Instant, LATE_PERIOD, Plan, Step};

/// The first instant after `now` at which the status of a step may change. `None`, if no status changes any more.
///
/// It may be too early, but never too late. It considers the instants at which any window opens, closes or can no
/// longer be done late, and those at which facts with future dates become known.
pub(crate) fn next_status_change(facts: &Facts, plan: &Plan, as_of: Instant) -> Option<DateTime<Utc>> {
    let windows = plan.steps.iter().flat_map(window_boundaries);
    let communication_times = facts.communications.iter().map(|communication| *communication.at);
    let application = &facts.application;
    let outcome = application.outcome.map(|outcome| *outcome.at);
    let accepted_elsewhere = application.accepted_elsewhere_at.map(|accepted_at| *accepted_at);
    let offers = application.competing_offers.iter().map(|offer| *offer.at);
    let interviews = facts.interviews.iter().flat_map(|interview| [*interview.starts_at, *interview.ends_at]);
    let dated_facts = communication_times.chain(outcome).chain(accepted_elsewhere).chain(offers).chain(interviews);
    windows.chain(dated_facts).filter(|moment| *moment > *as_of).min()
}

fn window_boundaries(step: &Step) -> impl Iterator<Item = DateTime<Utc>> {
    // The last instant still belongs to the window.
    let after = |moment: DateTime<_>| moment.to_utc() + TimeDelta::microseconds(1);
    // A late thank-you becomes missed at `acceptable_until` itself; other steps a microsecond after their last instant.
    let openings = [Some(step.opens_at), step.acceptable_until].into_iter().flatten().map(|moment| moment.to_utc());
    let ends = [Some(step.closes_at), Some(step.closes_at + LATE_PERIOD), step.acceptable_until];
    openings.chain(ends.into_iter().flatten().map(after))
}

#[cfg(test)]
mod tests {
    use planning::{Playbook, Status, plan};
    use serde_json::Value;

    use super::*;

    /// The columns that `planned_steps` stores of each step.
    type StepSummary = Vec<(String, Status, DateTime<Utc>, DateTime<Utc>)>;

    fn planned_steps(facts: &Facts, playbook: &Playbook, as_of: Instant) -> StepSummary {
        let steps = plan(facts, playbook, as_of).steps.into_iter();
        steps.map(|step| (step.id, step.status, step.opens_at.to_utc(), step.closes_at.to_utc())).collect()
    }

    /// The facts of all scenarios, with their `as_of`.
    fn scenarios() -> Vec<(Facts, Instant)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/planning/tests/scenarios");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
        let all = files.flat_map(|file| match serde_json::from_slice(&file).unwrap() {
            Value::Array(scenarios) => scenarios,
            other => panic!("{other}"),
        });
        all.map(|scenario| {
            let facts: Facts = serde_json::from_value(scenario["facts"].clone()).unwrap();
            let as_of = facts.as_of.unwrap();
            (facts, as_of)
        })
        .collect()
    }

    #[test]
    fn no_status_changes_before_the_horizon() {
        let consensus = Playbook::built_in("consensus").unwrap();
        let mut changes = 0;
        for (facts, as_of) in scenarios() {
            let mut now: Instant = (*as_of - TimeDelta::days(10)).try_into().unwrap();
            for _ in 0..60 {
                let before = planned_steps(&facts, consensus, now);
                let Some(then) = next_status_change(&facts, &plan(&facts, consensus, now), now) else {
                    let years_later = (*now + TimeDelta::days(1_000)).try_into().unwrap();
                    assert_eq!(planned_steps(&facts, consensus, years_later), before);
                    break;
                };
                assert!(then > *now);
                for moment in [*now + (then - *now) / 2, then - TimeDelta::microseconds(1)] {
                    assert_eq!(planned_steps(&facts, consensus, moment.try_into().unwrap()), before, "{now:?} {then}");
                }
                now = then.try_into().unwrap();
                changes += u32::from(planned_steps(&facts, consensus, now) != before);
            }
        }
        assert!(changes > 500, "{changes}");
    }
}
