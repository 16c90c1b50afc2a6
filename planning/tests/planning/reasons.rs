//! The reasons of steps agree with the steps' windows and with the facts.

use serde_json::{Value, json};

use crate::support::{facts, plan, simple, written};

/// All texts of a step, its reasons and advice, after `change`.
fn said(as_of: &str, step: &str, change: impl FnOnce(&mut Value)) -> Vec<String> {
    let plan = planned(as_of, change);
    let steps = plan["steps"].as_array().unwrap();
    let step = steps.iter().find(|found| found["id"] == step).unwrap_or_else(|| panic!("{step}: {steps:#?}"));
    let texts = |of: &str| step[of].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned());
    texts("reasons").chain(texts("advice")).collect()
}

fn planned(as_of: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut document = simple("America/New_York", "2026-11-19T10:00:00-05:00", "2026-11-19T11:00:00-05:00", as_of);
    change(&mut document);
    written(&plan(&facts(&document)))
}

fn has(texts: &[String], part: &str) {
    assert!(texts.iter().any(|text| text.contains(part)), "{part}: {texts:#?}");
}

fn has_not(texts: &[String], part: &str) {
    assert!(!texts.iter().any(|text| text.contains(part)), "{part}: {texts:#?}");
}

const SOON: &str = "2026-11-19T12:00:00-05:00";
const LATER: &str = "2026-12-29T12:00:00-05:00";

#[test]
fn the_reason_has_the_usual_wait() {
    let texts = said(SOON, "i:follow_up:1", |_| {});
    has(&texts, "about a week after the interview, ask how things stand, best on Thursday, 26 November.");
    has(&texts, "a week to ten days is a fair wait: write between Thursday, 26 November and Monday, 30 November.");
    has(
        &said(SOON, "i:follow_up:2", |_| {}),
        "Some two weeks after the interview another polite message is acceptable",
    );
}

#[test]
fn the_reason_has_the_shifted_wait_beside_the_usual_one() {
    let executive = |facts: &mut Value| {
        facts["application"]["position"]["seniority"] = json!("executive");
        facts["application"]["company"]["sector"] = json!("government");
    };
    let texts = said(SOON, "i:follow_up:1", executive);
    has(
        &texts,
        "Usually one asks how things stand about a week after the interview; here best on Thursday, 10 December, because this decision takes longer than most.",
    );
    has(
        &texts,
        "A week to ten days is the usual wait; here write between Thursday, 10 December and Monday, 14 December,",
    );
    has(&texts, "here the wait is longer still");
    has_not(&texts, "is a fair wait");
    let texts = said(SOON, "i:follow_up:2", executive);
    has(
        &texts,
        "usually acceptable two weeks after the interview; here best on Thursday, 17 December, because this decision",
    );
    let texts = said(SOON, "i:follow_up:1", |facts| {
        facts["application"]["position"]["seniority"] = json!("entry");
        facts["application"]["company"]["sector"] = json!("startup");
        facts["application"]["urgent"] = json!(true);
    });
    has(&texts, "because this decision comes sooner than most");
    has_not(&texts, "wait a little longer");
}

#[test]
fn holidays_are_a_reason() {
    let closed = |facts: &mut Value| {
        let days: Vec<_> = (23..=30).map(|day| format!("2026-11-{day}")).chain(["2026-12-01".to_owned()]).collect();
        facts["application"]["closures"] = json!(days);
    };
    has(&said(SOON, "i:follow_up:1", closed), "because of days off");
}

#[test]
fn the_reasons_say_that_the_candidate_put_a_step_off() {
    let put_off = |step: &'static str, at: &'static str| {
        move |facts: &mut Value| facts["overrides"] = json!([{ "step_id": step, "not_before": at }])
    };
    let at = "2026-12-01T09:00:00-05:00";
    for playbook in
        ["consensus", "delicate-balance", "dream-job", "four-channels", "should-you-call", "optimal-timeframe"]
    {
        let texts = said(SOON, "i:follow_up:1", |facts| {
            put_off("i:follow_up:1", at)(facts);
            facts["playbook"] = json!(playbook);
        });
        has(&texts, "because you set that day");
        let texts = said(SOON, "i:follow_up:1", |facts| {
            put_off("i:follow_up:1", at)(facts);
            facts["playbook"] = json!(playbook);
            facts["interviews"][0]["decision_expected_on"] = json!("2026-11-24");
        });
        has(&texts, "You put this message off until Tuesday, 1 December.");
        let texts = said(SOON, "i:move_on", |facts| {
            put_off("i:move_on", "2027-02-01T09:00:00-05:00")(facts);
            facts["playbook"] = json!(playbook);
        });
        has(&texts, "You set that day yourself.");
    }
    let texts = said(SOON, "i:thank_you:hm", put_off("i:thank_you:hm", at));
    has(
        &texts,
        "Usually one thanks for an interview within 24 hours. You put this off until 09:00 on Tuesday, 1 December",
    );
    has_not(&texts, "within 24 hours of the interview");
    let respond = said(SOON, "i:respond", |facts| {
        put_off("i:respond", at)(facts);
        facts["interviews"][0]["respond_by"] = json!("2026-11-30T12:00:00-05:00");
    });
    has(&respond, "asked to hear from you by 12:00 on Monday, 30 November. You put this off until Tuesday, 1 December");
    let texts = said(SOON, "outcome:stay_in_touch", put_off("outcome:stay_in_touch", "2027-06-01T09:00:00-04:00"));
    has(&texts, "Write around Tuesday, 1 June. You set that day yourself.");
}

#[test]
fn a_first_message_is_not_called_a_second_one() {
    let texts = said(LATER, "i:follow_up:2", |facts| {
        facts["overrides"] = json!([{ "step_id": "i:follow_up:1", "dismissed": true }]);
        facts["communications"] = json!([
            { "direction": "outbound", "purpose": "thank_you", "at": "2026-11-19T13:00:00-05:00", "contact_id": "hm" },
        ]);
    });
    has(&texts, "No check-in of yours has reached them since the interview, so this is a first polite question");
    for wrong in ["next message", "another", "You have not written"] {
        has_not(&texts, wrong);
    }
}

#[test]
fn without_a_question_there_is_no_last_message() {
    for playbook in ["consensus", "delicate-balance", "dream-job", "should-you-call", "optimal-timeframe"] {
        let texts = said(LATER, "i:move_on", |facts| facts["playbook"] = json!(playbook));
        for wrong in ["last message", "several messages", "follow-ups without an answer", "time to answer"] {
            has_not(&texts, wrong);
        }
        has(&texts, "no news");
    }
    let asked = said(LATER, "i:move_on", |facts| {
        facts["communications"] =
            json!([{ "direction": "outbound", "purpose": "check_in", "at": "2026-11-26T13:00:00-05:00" }]);
    });
    has(&asked, "Your last message still needs time");
}

#[test]
fn advice_keeps_to_what_the_employer_allows() {
    let forbid = |channels: Value| move |facts: &mut Value| facts["application"]["forbidden_channels"] = channels;
    let texts = said(SOON, "i:follow_up:1", forbid(json!(["email", "phone", "linkedin", "letter"])));
    has(&texts, "wait for word from them");
    has_not(&texts, "general number");
    let texts = said(SOON, "i:follow_up:1", forbid(json!(["email", "phone"])));
    has(&texts, "the employer doesn't want calls");
    has_not(&texts, "general number");
    let plan = planned(SOON, forbid(json!(["email", "phone", "linkedin", "letter"])));
    let warnings = plan["warnings"].to_string();
    assert!(warnings.contains("the employer doesn't want the channels") && !warnings.contains("missing"), "{warnings}");
    let texts = said(SOON, "i:thank_you:hm", |facts| {
        forbid(json!(["email"]))(facts);
        facts["application"]["company"]["postal_address"] = json!("1 Main St");
    });
    has(&texts, "as the employer doesn't want e-mails, it is the post");
    has_not(&texts, "without an address");
}

#[test]
fn a_wrong_number_is_not_a_missing_one() {
    let texts = said(SOON, "i:follow_up:1", |facts| {
        facts["contacts"][0]["phone"] = json!("+1 212 555 0100");
        facts["contacts"][0]["undeliverable"] = json!(["phone"]);
        facts["application"]["company"]["main_phone"] = json!("+1 212 555 0000");
    });
    has(&texts, "is wrong, so don't call it");
    has(&texts, "Call the company's number instead");
    has_not(&texts, "no direct number");
}

#[test]
fn nobody_is_looked_for_once_it_is_done_and_an_agent_leaves_an_agency() {
    let left = |facts: &mut Value| {
        facts["contacts"][0]["left"] = json!(true);
        facts["contacts"][0]["role"] = json!("agency_recruiter");
        facts["communications"] = json!([
            { "direction": "outbound", "purpose": "thank_you", "at": "2026-11-19T11:30:00-05:00", "contact_id": "hm" },
        ]);
    };
    has_not(&said(SOON, "i:thank_you:hm", left), "Look for details");
    let texts = said(SOON, "i:follow_up:1", left);
    has(&texts, "has left the agency");
    has_not(&texts, "left the company");
}

#[test]
fn warnings_name_the_step_and_the_interview() {
    let plan = planned(LATER, |facts| {
        facts["overrides"] = json!([{ "step_id": "gone", "dismissed": true }]);
        facts["application"]["outcome"] = json!({ "kind": "rejected", "at": "2026-11-18T11:00:00-05:00" });
    });
    let warnings = plan["warnings"].as_array().unwrap();
    let text = |pointer: &str| {
        let found = warnings.iter().find(|warning| warning["pointer"] == pointer);
        found.unwrap_or_else(|| panic!("{warnings:#?}"))["text"].as_str().unwrap()
    };
    assert!(text("/overrides/0/step_id").starts_with("The plan has no step \"gone\""));
    assert!(text("/interviews/0/starts_at").contains("after the rejection"));
}
