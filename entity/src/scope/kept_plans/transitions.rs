//! The events of a rebuilt plan: steps that have become due, overdue, missed or done, and changes of the plan's state.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::rebuilt::{RebuiltPlan, RebuiltStep};
use crate::{AccountId, ApplicationId, EventId, PlannedStep, Scope, tables::event::Model};

/// How long ago a step's window may have closed if the step is new and already over. Older ones get no event: an import
/// of last year's applications should not report what was missed then.
const MAX_NEWS_AGE: TimeDelta = TimeDelta::days(7);

/// The type of the event for a status, if there is one.
fn event_type(status: &str) -> Option<&'static str> {
    match status {
        "due" => Some("step.due"),
        "overdue" => Some("step.overdue"),
        "missed" => Some("step.missed"),
        "done" => Some("step.done"),
        _ => None,
    }
}

impl Scope {
    /// The events of a rebuilt plan, by comparison with its stored state and steps.
    pub(super) fn transitions(&self, plan: &RebuiltPlan, state: Option<&str>, before: &[PlannedStep]) -> Vec<Model> {
        let mut statuses: HashMap<&str, &str> =
            before.iter().map(|step| (step.step_id.as_str(), step.status.as_str())).collect();
        let (mut state, mut events) = (state, Vec::new());
        for moment in plan.earlier.iter().chain([&plan.current]) {
            for step in &moment.steps {
                let was = statuses.insert(&step.step_id, &step.status);
                if was == Some(step.status.as_str()) || (was.is_none() && !is_news(step, moment.at)) {
                    continue;
                }
                events.extend(event_type(&step.status).map(|kind| self.step_event(plan, step, kind, moment.at)));
            }
            if let Some(from) = state.filter(|from| *from != moment.state) {
                events.push(Model {
                    application_id: Some(plan.application_id),
                    candidate_id: Some(plan.candidate_id),
                    details: Some(json!({
                        "application_remote_id": plan.application_remote_id,
                        "candidate_remote_id": plan.candidate_remote_id,
                        "from": from,
                        "to": moment.state,
                        "since": moment.at,
                    })),
                    ..self.event("plan.state_changed")
                });
            }
            state = Some(&moment.state);
        }
        events
    }

    fn step_event(&self, plan: &RebuiltPlan, step: &RebuiltStep, kind: &str, since: DateTime<Utc>) -> Model {
        let details = json!({
            "application_remote_id": plan.application_remote_id,
            "candidate_remote_id": plan.candidate_remote_id,
            "step_id": step.step_id,
            "kind": step.kind,
            "opens_at": step.opens_at,
            "closes_at": step.closes_at,
            "since": since,
        });
        Model {
            id: event_id(self.account_id, plan.application_id, step),
            application_id: Some(plan.application_id),
            candidate_id: Some(plan.candidate_id),
            details: Some(details),
            ..self.event(kind)
        }
    }
}

fn is_news(step: &RebuiltStep, at: DateTime<Utc>) -> bool {
    !matches!(step.status.as_str(), "done" | "missed") || step.closes_at > at - MAX_NEWS_AGE
}

/// The id of a step's event. It follows from the step, its status and its window, so that the same event is written
/// once.
fn event_id(account: AccountId, application: ApplicationId, step: &RebuiltStep) -> EventId {
    let mut hash = Sha256::new();
    for id in [uuid::Uuid::from(account), application.into()] {
        hash.update(id.as_bytes());
    }
    for text in [&step.step_id, &step.status] {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    for moment in [step.opens_at, step.closes_at] {
        hash.update(moment.timestamp_micros().to_be_bytes());
    }
    let mut id = [0; 16];
    id.copy_from_slice(&hash.finalize()[..16]);
    uuid::Builder::from_custom_bytes(id).into_uuid().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(id: &str, status: &str) -> RebuiltStep {
        let at = DateTime::UNIX_EPOCH;
        RebuiltStep {
            step_id: id.to_owned(),
            kind: "follow_up".to_owned(),
            status: status.to_owned(),
            rank: 0,
            opens_at: at,
            closes_at: at,
        }
    }

    #[test]
    fn a_step_with_the_same_status_and_window_has_one_id() {
        let (account, application) = (AccountId::new(), ApplicationId::new());
        let id = |step: &RebuiltStep| event_id(account, application, step);
        assert_eq!(id(&step("a", "due")), id(&step("a", "due")));
        assert_ne!(id(&step("a", "due")), id(&step("a", "overdue")));
        assert_ne!(id(&step("ad", "ue")), id(&step("a", "due")));
        let later = RebuiltStep { closes_at: DateTime::UNIX_EPOCH + TimeDelta::days(1), ..step("a", "due") };
        assert_ne!(id(&later), id(&step("a", "due")));
    }

    #[test]
    fn a_new_step_that_was_over_long_ago_is_not_reported() {
        let at = DateTime::UNIX_EPOCH + TimeDelta::days(8);
        assert!(!is_news(&step("a", "missed"), at));
        assert!(!is_news(&step("a", "done"), at));
        assert!(is_news(&step("a", "overdue"), at));
        assert!(is_news(&step("a", "missed"), DateTime::UNIX_EPOCH));
    }
}
