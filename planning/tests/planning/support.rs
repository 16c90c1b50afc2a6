//! Helpers of the tests.

use planning::{Facts, Instant, Plan, Playbook, PlaybookChoice};
use serde_json::{Value, json};
use wording::{
    ENGLISH,
    plan_json::{Detail, PlanJson},
};

/// The facts of that document.
pub(crate) fn facts(document: &Value) -> Facts {
    serde_json::from_value(document.clone()).unwrap()
}

/// The plan of those facts at their own moment.
pub(crate) fn plan(facts: &Facts) -> Plan<'_> {
    plan_at(facts, facts.as_of.unwrap())
}

/// The plan of those facts at that moment.
pub(crate) fn plan_at(facts: &Facts, as_of: Instant) -> Plan<'_> {
    planning::plan(facts, playbook(facts), as_of)
}

/// That plan as it is answered.
pub(crate) fn written(plan: &Plan) -> Value {
    serde_json::to_value(PlanJson::new(plan, ENGLISH, Detail::Reasons)).unwrap()
}

/// The playbook that those facts choose.
pub(crate) fn playbook(facts: &Facts) -> &Playbook {
    match facts.chosen_playbook() {
        PlaybookChoice::Key(key) => Playbook::built_in(key).unwrap(),
        PlaybookChoice::Whole(playbook) => playbook,
    }
}

/// One interview with one interviewer who has an address, in that zone.
pub(crate) fn simple(zone: &str, starts_at: &str, ends_at: &str, as_of: &str) -> Value {
    json!({
        "as_of": as_of,
        "application": { "company": { "name": "Acme" }, "position": { "title": "Analyst" }, "time_zone": zone },
        "contacts": [{ "id": "hm", "name": "Ada", "role": "hiring_manager", "email": "ada@example.com" }],
        "interviews": [{ "id": "i", "starts_at": starts_at, "ends_at": ends_at, "interviewer_ids": ["hm"] }],
    })
}
