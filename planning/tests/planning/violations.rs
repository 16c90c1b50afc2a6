//! The violations for which facts and playbooks are refused.

use planning::{Facts, Playbook};
use serde_json::{Value, json};

use crate::support::{facts, simple};

fn base() -> Value {
    simple("America/New_York", "2026-03-10T14:00:00-04:00", "2026-03-10T15:00:00-04:00", "2026-03-10T20:00:00-04:00")
}

/// Pointers and codes of what is wrong after `change`.
fn wrong(change: impl FnOnce(&mut Value)) -> Vec<(String, &'static str)> {
    let mut document = base();
    change(&mut document);
    facts(&document).violations().into_iter().map(|found| (found.pointer, found.code)).collect()
}

fn at(pointer: &str, code: &'static str) -> (String, &'static str) {
    (pointer.to_owned(), code)
}

#[test]
fn sound_facts_have_no_violations() {
    assert_eq!(wrong(|_| {}), []);
}

#[test]
fn times_are_in_order() {
    let found = wrong(|facts| {
        facts["interviews"][0]["ends_at"] = json!("2026-03-10T14:00:00-04:00");
        facts["interviews"][0]["respond_by"] = json!("2026-03-10T14:00:00-04:00");
    });
    assert_eq!(
        found,
        [at("/interviews/0/ends_at", "not_after_start"), at("/interviews/0/respond_by", "not_after_end")]
    );
}

#[test]
fn everything_is_reported_at_once() {
    let found = wrong(|facts| {
        let contact = facts["contacts"][0].clone();
        facts["contacts"].as_array_mut().unwrap().push(contact);
        let interview = facts["interviews"][0].clone();
        facts["interviews"].as_array_mut().unwrap().push(interview);
        facts["interviews"][0]["interviewer_ids"] = json!(["hm", "nobody", "hm"]);
        facts["communications"] =
            json!([{ "direction": "inbound", "at": "2026-03-11T10:00:00Z", "contact_id": "nobody" }]);
        facts["overrides"] = json!([{ "step_id": "i:follow_up:1" }, { "step_id": "i:follow_up:1" }]);
        facts["application"]["closures"] = json!(vec!["2026-03-11"; 367]);
    });
    assert_eq!(
        found,
        [
            at("/application/closures", "too_many"),
            at("/contacts/1/id", "duplicate"),
            at("/interviews/1/id", "duplicate"),
            at("/interviews/0/interviewer_ids/2", "duplicate"),
            at("/interviews/0/interviewer_ids/1", "unknown_contact"),
            at("/communications/0/contact_id", "unknown_contact"),
            at("/overrides/1/step_id", "duplicate"),
        ]
    );
}

#[test]
fn only_what_was_sent_can_come_back() {
    let at_ten = "2026-03-11T10:00:00Z";
    let found = wrong(|facts| {
        facts["communications"] = json!([
            { "direction": "outbound", "at": at_ten, "bounced": true },
            { "direction": "inbound", "at": at_ten },
            { "direction": "inbound", "at": at_ten, "bounced": true },
        ]);
    });
    assert_eq!(found, [at("/communications/2/bounced", "wrong_direction")]);
}

#[test]
fn a_whole_playbook_is_checked_in_its_place() {
    let found = wrong(|facts| {
        facts["custom_playbook"] = json!({
            "key": "mine",
            "version": 0,
            "thank_you": {
                "within_hours": 5000,
                "grace_business_days": 181,
                "with_stated_date": { "ideal": { "days": 3 }, "closes": { "days": 2 } },
            },
            "follow_ups": vec![json!({
                "kind": "check_in", "opens": { "days": 8 }, "ideal": { "days": 7 }, "closes": { "business_days": 200 },
            }); 5],
            "move_on": { "days": 181 },
            "no_phone_before_business_days": 300,
            "channel_order": ["email", "email"],
        });
    });
    let of_follow_ups = (0..5).flat_map(|index| {
        [
            at(&format!("/custom_playbook/follow_ups/{index}/closes/business_days"), "out_of_range"),
            at(&format!("/custom_playbook/follow_ups/{index}/ideal"), "out_of_order"),
        ]
    });
    let expected: Vec<_> = [
        at("/custom_playbook/version", "out_of_range"),
        at("/custom_playbook/thank_you/within_hours", "out_of_range"),
        at("/custom_playbook/thank_you/grace_business_days", "out_of_range"),
        at("/custom_playbook/thank_you/with_stated_date/closes", "out_of_order"),
        at("/custom_playbook/follow_ups", "too_many"),
    ]
    .into_iter()
    .chain(of_follow_ups)
    .chain([
        at("/custom_playbook/move_on/days", "out_of_range"),
        at("/custom_playbook/no_phone_before_business_days", "out_of_range"),
        at("/custom_playbook/channel_order/1", "duplicate"),
    ])
    .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_key_is_left_to_the_account() {
    assert_eq!(wrong(|facts| facts["playbook"] = json!("one of our own")), []);
}

#[test]
fn a_mistake_inside_a_playbook_names_its_field() {
    let mut document = base();
    document["custom_playbook"] = json!({ "key": "mine", "move_on": { "days": 1 }, "follow_upz": [] });
    let error = serde_json::from_value::<Facts>(document.clone()).unwrap_err().to_string();
    assert!(error.contains("follow_upz"), "{error}");
    document["custom_playbook"] = json!(7);
    let error = serde_json::from_value::<Facts>(document).unwrap_err().to_string();
    assert!(error.contains("a playbook or null"), "{error}");
}

#[test]
fn built_in_playbooks_are_sound_and_come_back_as_they_went_out() {
    for playbook in Playbook::all_built_in() {
        assert_eq!(playbook.violations(), []);
        let text = serde_json::to_string(playbook).unwrap();
        assert_eq!(serde_json::from_str::<Playbook>(&text).unwrap(), *playbook);
    }
}

#[test]
fn fields_that_do_not_apply_are_null_or_left_out() {
    let sparse: Playbook = serde_json::from_value(json!({ "key": "k", "move_on": { "days": 7 } })).unwrap();
    let nulls: Playbook = serde_json::from_value(json!({
        "key": "k", "thank_you": null, "follow_ups": null, "move_on": { "days": 7 }, "adjustments": null,
        "no_phone_before_business_days": null, "thank_yous_count_for_gap": null, "keeps_to_one_channel": null,
        "channel_order": null,
    }))
    .unwrap();
    assert_eq!(sparse, nulls);
    assert_eq!(sparse.version, 1);
}
