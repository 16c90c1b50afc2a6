//! How long a plan stays true if no fact changes.

use chrono::{DateTime, TimeDelta, Utc};
use planning::{Facts, Instant, LATE, Plan, Step};

/// The first instant after `now` at which the status of a step may change. `None`, if no status changes any more.
///
/// It may be too early, but never too late. It considers the instants at which any window opens, closes or expires for
/// good, and those at which facts with future dates become known.
pub(crate) fn changes_at(facts: &Facts, plan: &Plan, as_of: Instant) -> Option<DateTime<Utc>> {
    let windows = plan.steps.iter().flat_map(of_window);
    let said = facts.communications.iter().map(|communication| *communication.at);
    let application = &facts.application;
    let outcome = application.outcome.map(|outcome| *outcome.at);
    let accepted_elsewhere = application.accepted_elsewhere_at.map(|accepted_at| *accepted_at);
    let offers = application.competing_offers.iter().map(|offer| *offer.at);
    let interviews = facts.interviews.iter().flat_map(|interview| [*interview.starts_at, *interview.ends_at]);
    let dated = said.chain(outcome).chain(accepted_elsewhere).chain(offers).chain(interviews);
    windows.chain(dated).filter(|moment| *moment > *as_of).min()
}

fn of_window(step: &Step) -> impl Iterator<Item = DateTime<Utc>> {
    // The last instant still belongs to the window.
    let after = |moment: DateTime<_>| moment.to_utc() + TimeDelta::microseconds(1);
    // A late thank-you is missed at the instant until which it is acceptable; other steps right after theirs.
    let at = [Some(step.opens_at), step.acceptable_until].into_iter().flatten().map(|moment| moment.to_utc());
    let passed = [Some(step.closes_at), Some(step.closes_at + LATE), step.acceptable_until];
    at.chain(passed.into_iter().flatten().map(after))
}

#[cfg(test)]
mod tests {
    use planning::{Playbook, Status, plan};
    use serde_json::Value;

    use super::*;

    /// The kept part of each step.
    type StepSummary = Vec<(String, Status, DateTime<Utc>, DateTime<Utc>)>;

    fn kept(facts: &Facts, playbook: &Playbook, as_of: Instant) -> StepSummary {
        let steps = plan(facts, playbook, as_of).steps.into_iter();
        steps.map(|step| (step.id, step.status, step.opens_at.to_utc(), step.closes_at.to_utc())).collect()
    }

    /// Facts of every kind, with the instants of their plans.
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
    fn until_then_nothing_changes() {
        let consensus = Playbook::built_in("consensus").unwrap();
        let mut changes = 0;
        for (facts, as_of) in scenarios() {
            let mut now: Instant = (*as_of - TimeDelta::days(10)).try_into().unwrap();
            for _ in 0..60 {
                let before = kept(&facts, consensus, now);
                let Some(then) = changes_at(&facts, &plan(&facts, consensus, now), now) else {
                    let years_later = (*now + TimeDelta::days(1_000)).try_into().unwrap();
                    assert_eq!(kept(&facts, consensus, years_later), before);
                    break;
                };
                assert!(then > *now);
                for moment in [*now + (then - *now) / 2, then - TimeDelta::microseconds(1)] {
                    assert_eq!(kept(&facts, consensus, moment.try_into().unwrap()), before, "{now:?} {then}");
                }
                now = then.try_into().unwrap();
                changes += u32::from(kept(&facts, consensus, now) != before);
            }
        }
        assert!(changes > 500, "{changes}");
    }
}
