use planning::{Facts, Plan, Playbook, plan};
use serde_json::{Value, json};

use super::diff;

/// An interview on a Tuesday with a date, a reply, and an outcome that come later.
fn facts() -> Facts {
    let facts = json!({
        "application": {
            "company": {"name": "Acme"}, "position": {"title": "Analyst"},
            "time_zone": "America/New_York", "holiday_calendar": "US-NY",
            "outcome": {"kind": "rejected", "at": "2026-04-10T10:00:00-04:00"}
        },
        "contacts": [{"id": "c", "name": "Ada", "role": "hiring_manager", "email": "ada@acme.example", "phone": "+1 212 555 0100"}],
        "interviews": [{
            "id": "i", "starts_at": "2026-03-10T14:00:00-04:00", "ends_at": "2026-03-10T15:00:00-04:00",
            "interviewer_ids": ["c"]
        }],
        "communications": [{
            "direction": "inbound", "at": "2026-03-16T12:00:00-04:00", "decision_expected_on": "2026-03-27"
        }]
    });
    serde_json::from_value(facts).unwrap()
}

fn at<'f>(facts: &'f Facts, playbook: &str, as_of: &str) -> Plan<'f> {
    plan(facts, Playbook::built_in(playbook).unwrap(), as_of.parse().unwrap())
}

fn compared(old: &Plan, new: &Plan) -> Value {
    serde_json::to_value(diff(old, new, wording::ENGLISH)).unwrap()
}

/// Each change as `change id: text`.
fn lines(diff: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let steps = diff["steps"].as_array().unwrap().iter();
    steps.map(|step| format!("{} {}: {}", text(&step["change"]), text(&step["step_id"]), text(&step["text"]))).collect()
}

#[test]
fn a_plan_does_not_differ_from_itself() {
    let facts = facts();
    for as_of in ["2026-03-01T00:00:00Z", "2026-03-10T20:00:00Z", "2026-03-20T20:00:00Z", "2026-04-12T20:00:00Z"] {
        let plan = at(&facts, "consensus", as_of);
        let diff = compared(&plan, &plan);
        assert_eq!((&diff["state"], &diff["next_step_id"], &diff["steps"]), (&json!(null), &json!(null), &json!([])));
    }
}

#[test]
fn passing_time_changes_statuses() {
    let facts = facts();
    let (old, new) = (at(&facts, "consensus", "2026-03-10T20:00:00Z"), at(&facts, "consensus", "2026-03-14T20:00:00Z"));
    let diff = compared(&old, &new);
    assert_eq!(lines(&diff), ["changed i:thank_you:c: The thank-you was due and is missed now."]);
    assert_eq!(diff["steps"][0]["fields"], json!({"status": {"before": "due", "after": "missed"}}));
    assert_eq!(
        diff["state"],
        json!({
            "before": "active", "after": "waiting", "text": "There is something to wait for instead of something to do now."
        })
    );
    assert_eq!(
        diff["next_step_id"],
        json!({
            "before": "i:thank_you:c", "after": "i:follow_up:1",
            "text": "The next step is the check-in instead of the thank-you."
        })
    );
}

#[test]
fn a_reply_starts_the_sequence_again() {
    let facts = facts();
    let (old, new) = (at(&facts, "consensus", "2026-03-14T20:00:00Z"), at(&facts, "consensus", "2026-03-16T20:00:00Z"));
    let diff = compared(&old, &new);
    assert_eq!(
        lines(&diff)[..2],
        [
            "added i:follow_up:1:r1: The check-in is new: it opens at 09:00 on Monday, 30 March.",
            "added i:follow_up:2:r1: The final attempt is new: it opens at 09:00 on Tuesday, 7 April."
        ]
    );
    assert!(lines(&diff).contains(&"removed i:follow_up:1: The check-in is no longer part of the plan.".to_owned()));
    let reasons = diff["steps"][0]["reasons"].as_array().unwrap();
    assert!(reasons.iter().any(|reason| reason["text"].as_str().unwrap().contains("27 March")), "{reasons:?}");
}

#[test]
fn an_outcome_cancels_steps() {
    let facts = facts();
    let (old, new) = (at(&facts, "consensus", "2026-04-09T20:00:00Z"), at(&facts, "consensus", "2026-04-10T14:00:00Z"));
    let lines = lines(&compared(&old, &new));
    assert!(lines.iter().any(|line| line.starts_with("added outcome:rejection_thanks: The thanks after the rejection is new: it is due, until 17:00 on Tuesday, 14 April.")), "{lines:#?}");
    assert!(lines.iter().any(|line| line.contains("is pointless after an outcome now")), "{lines:#?}");
}

#[test]
fn another_playbook_changes_the_plan() {
    let facts = facts();
    let as_of = "2026-03-10T20:00:00Z";
    let (old, new) = (at(&facts, "consensus", as_of), at(&facts, "dream-job", as_of));
    let diff = compared(&old, &new);
    assert_eq!(
        diff["before"],
        json!({"as_of": "2026-03-10T16:00:00-04:00", "playbook": {"key": "consensus", "version": 1}})
    );
    assert_eq!(diff["after"]["playbook"]["key"], "dream-job");
    // The same days, for another article's reasons; the only follow-up is now the last one, too.
    let follow_up = &diff["steps"][1];
    let late = json!({"acceptable_until": {"before": null, "after": "2026-04-21T17:00:00-04:00"}});
    assert_eq!((&follow_up["step_id"], &follow_up["fields"]), (&json!("i:follow_up:1"), &late));
    assert_eq!(follow_up["text"], "The check-in is acceptable until 17:00 on Tuesday, 21 April.");
    assert_eq!(follow_up["reasons"][0]["rule"], "dream.wait.2");
    let sooner = "changed i:thank_you:c: The thank-you is acceptable until 15:00 on Wednesday, 11 March instead of 17:00 on \
                  Friday, 13 March.";
    assert_eq!(lines(&diff)[0], sooner);
    assert!(
        lines(&diff).contains(&"removed i:follow_up:2: The final attempt is no longer part of the plan.".to_owned())
    );
    // The other way round, what went comes.
    let back = compared(&new, &old);
    assert!(lines(&back).iter().any(|line| line.starts_with("added i:follow_up:2: The final attempt is new")));
}

#[test]
fn the_changes_of_a_step_are_one_sentence() {
    let facts = facts();
    let as_of = "2026-03-13T20:00:00Z";
    let (old, new) = (at(&facts, "consensus", as_of), at(&facts, "optimal-timeframe", as_of));
    let diff = compared(&old, &new);
    let follow_up = diff["steps"].as_array().unwrap().iter().find(|step| step["step_id"] == "i:follow_up:1").unwrap();
    let text = "The check-in was upcoming and is due now; it opens at 09:00 on Thursday, 12 March instead of 09:00 on \
                Tuesday, 17 March, is best done at 10:00 on Thursday, 12 March instead of 10:00 on Tuesday, 17 March, \
                closes at 17:00 on Friday, 13 March instead of 17:00 on Friday, 20 March, and is acceptable until 17:00 \
                on Thursday, 16 April.";
    assert_eq!(follow_up["text"], text);
}

/// Every pair of built-in playbooks and of moments has a sentence for each change, and what didn't change is left out.
#[test]
fn every_change_has_its_sentence() {
    let facts = facts();
    let moments = ["2026-03-01T00:00:00Z", "2026-03-11T20:00:00Z", "2026-03-25T20:00:00Z", "2026-04-15T20:00:00Z"];
    let plans: Vec<_> = Playbook::all_built_in()
        .iter()
        .flat_map(|playbook| moments.map(|as_of| plan(&facts, playbook, as_of.parse().unwrap())))
        .collect();
    for (old, new) in plans.iter().flat_map(|old| plans.iter().map(move |new| (old, new))) {
        for change in diff(old, new, wording::ENGLISH).steps {
            let text = &change.text;
            assert!(text.starts_with(char::is_uppercase) && text.ends_with('.') && !text.contains("  "), "{text}");
            assert!(new.steps.iter().any(|step| step.id == change.step_id) || change.reasons.reasons.is_empty());
        }
    }
}

#[test]
fn a_diff_in_another_language_has_no_english_left() {
    let facts = facts();
    let moments = ["2026-03-01T00:00:00Z", "2026-03-10T20:00:00Z", "2026-03-20T20:00:00Z", "2026-04-12T20:00:00Z"];
    let plans: Vec<_> = moments
        .into_iter()
        .flat_map(|moment| [at(&facts, "consensus", moment), at(&facts, "should-you-call", moment)])
        .collect();
    let mut seen = 0;
    for (old, new) in plans.iter().flat_map(|old| plans.iter().map(move |new| (old, new))) {
        let diff = serde_json::to_value(diff(old, new, wording::PSEUDO_LOCALE)).unwrap();
        let mut texts = Vec::new();
        texts_of(&diff, &mut texts);
        for text in &texts {
            assert!(!text.contains(|c: char| c.is_ascii_alphabetic()), "{text}");
            assert!(text.starts_with('⟦') && text.ends_with('⟧') && !text.contains("⟦⟦"), "{text}");
        }
        seen += texts.len();
    }
    assert!(seen > 100, "{seen}");
}

fn texts_of(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("text").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|field| texts_of(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| texts_of(item, found)),
        _ => {}
    }
}
