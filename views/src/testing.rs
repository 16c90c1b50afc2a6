//! Helpers of the tests.

use planning::{Facts, Playbook, plan};
use serde_json::{Value, json};

use crate::View;

/// The result of `look` for the plan of an analyst's interview. `change` modifies the facts before.
pub(crate) fn with_view<T>(as_of: &str, change: impl FnOnce(&mut Value), look: impl FnOnce(&View) -> T) -> T {
    let mut facts = json!({
        "application": {
            "company": { "name": "Acme" },
            "position": { "title": "Analyst" },
            "time_zone": "America/New_York",
            "holiday_calendar": "US-NY"
        },
        "contacts": [{ "id": "ada", "name": "Ada Okafor", "email": "ada@acme.example" }],
        "interviews": [{
            "id": "i",
            "starts_at": "2026-03-10T14:00:00-04:00",
            "ends_at": "2026-03-10T15:00:00-04:00",
            "interviewer_ids": ["ada"]
        }]
    });
    change(&mut facts);
    let facts: Facts = serde_json::from_value(facts).unwrap();
    let plan = plan(&facts, Playbook::built_in("consensus").unwrap(), as_of.parse().unwrap());
    look(&View { facts: &facts, plan: &plan, interview_id: None, language: wording::ENGLISH })
}
