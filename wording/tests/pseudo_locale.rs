//! With another language chosen, no English is left: every sentence of a plan comes from the language, and none is put
//! together from texts of it.
#![expect(clippy::unwrap_used, reason = "in a test a panic is how a failure shows")]
#![cfg(feature = "test-language")]

use std::{collections::BTreeSet, fs, path::Path};

use planning::{Facts, Plan, Playbook, plan, plan_without_reasons};
use serde_json::{Value, json};
use wording::{
    ENGLISH, PSEUDO_LOCALE, accented,
    plan_json::{Detail, PlanJson},
};

const PLAYBOOKS: [&str; 6] =
    ["consensus", "delicate-balance", "dream-job", "four-channels", "should-you-call", "optimal-timeframe"];

/// The facts of all scenarios.
fn scenarios() -> Vec<Facts> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../planning/tests/scenarios");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let scenarios =
        files.iter().flat_map(|file| serde_json::from_slice::<Vec<Value>>(&fs::read(file).unwrap()).unwrap());
    let facts = scenarios.map(|scenario| scenario["facts"].clone()).chain(owing());
    facts.map(|facts| serde_json::from_value(facts).unwrap()).collect()
}

/// Applications in places where employers owe an answer: before and after the last day, with conditions met, not met
/// and unknown, with an outcome and without.
fn owing() -> Vec<Value> {
    let mut all = Vec::new();
    for (calendar, zone) in [("CA-ON", "America/Toronto"), ("KR", "Asia/Seoul")] {
        for as_of in ["2026-02-02T12:00:00Z", "2026-06-01T12:00:00Z"] {
            for (advertised, size) in [(json!(null), json!(null)), (json!(true), json!(400)), (json!(false), json!(3))]
            {
                for outcome in [json!(null), json!({"kind": "rejected", "at": "2026-02-02T10:00:00Z"})] {
                    all.push(json!({
                        "as_of": as_of,
                        "application": {
                            "company": {"name": "1", "sector": "corporate"}, "position": {"title": "2"},
                            "time_zone": zone, "holiday_calendar": calendar, "publicly_advertised": advertised,
                            "employer_size": size, "outcome": outcome
                        },
                        "interviews": [{
                            "id": "1", "starts_at": "2026-01-29T15:00:00Z", "ends_at": "2026-01-29T16:00:00Z"
                        }]
                    }));
                }
            }
        }
    }
    all
}

/// Looks at the plan of each scenario by each playbook, account's own ones included.
fn each_plan(mut look: impl FnMut(&Plan)) {
    for facts in scenarios() {
        let as_of = facts.as_of.unwrap();
        for key in PLAYBOOKS {
            let built_in = Playbook::built_in(key).unwrap();
            look(&plan(&facts, built_in, as_of));
            let own = Playbook { key: "own".parse().unwrap(), ..built_in.clone() };
            look(&plan(&facts, &own, as_of));
        }
    }
}

/// All texts: those fields of a plan that are for people.
fn texts<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("text").and_then(Value::as_str));
            fields.values().for_each(|field| texts(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        _ => {}
    }
}

#[test]
fn every_text_of_a_plan_is_in_its_language() {
    let mut shown = BTreeSet::new();
    each_plan(|plan| {
        let english = serde_json::to_value(PlanJson::new(plan, ENGLISH, Detail::Reasons)).unwrap();
        let other = serde_json::to_value(PlanJson::new(plan, PSEUDO_LOCALE, Detail::Reasons)).unwrap();
        let (mut before, mut after) = (Vec::new(), Vec::new());
        texts(&english, &mut before);
        texts(&other, &mut after);
        assert_eq!(before.len(), after.len());
        for (english, other) in before.into_iter().zip(after) {
            assert!(!other.contains(|c: char| c.is_ascii_alphabetic()), "{other}");
            // One sentence, or one and that the candidate put the step off.
            let sentences: Vec<_> = other.split_inclusive('⟧').map(str::trim).collect();
            assert!(sentences.len() <= 2, "{other}");
            for sentence in sentences {
                let within = sentence.strip_prefix('⟦').and_then(|rest| rest.strip_suffix('⟧'));
                assert!(within.is_some_and(|within| !within.contains(['⟦', '⟧'])), "{other}");
            }
            shown.insert(english.to_owned());
        }
    });
    assert!(shown.len() > 500, "{}", shown.len());
}

#[test]
fn sentences_read_as_sentences() {
    each_plan(|plan| {
        let written = serde_json::to_value(PlanJson::new(plan, ENGLISH, Detail::Reasons)).unwrap();
        let mut found = Vec::new();
        texts(&written, &mut found);
        for text in found {
            assert!(text.ends_with('.') && text.starts_with(|c: char| !c.is_lowercase()), "{text}");
            assert!(!text.contains("  ") && !text.contains(" ,") && !text.ends_with(" ."), "{text}");
        }
    });
}

#[test]
fn without_reasons_the_rest_of_a_plan_is_the_same() {
    for facts in scenarios() {
        let (as_of, consensus) = (facts.as_of.unwrap(), Playbook::built_in("consensus").unwrap());
        let (full, brief) = (plan(&facts, consensus, as_of), plan_without_reasons(&facts, consensus, as_of));
        assert!(brief.steps.iter().all(|step| step.reasons.is_empty() && step.advice.is_empty()));
        let mut full = serde_json::to_value(PlanJson::new(&full, ENGLISH, Detail::Reasons)).unwrap();
        let brief = serde_json::to_value(PlanJson::new(&brief, ENGLISH, Detail::NoReasons)).unwrap();
        for step in full["steps"].as_array_mut().unwrap() {
            let step = step.as_object_mut().unwrap();
            assert!(step.remove("reasons").is_some() && step.remove("advice").is_some());
        }
        assert_eq!(full, brief);
    }
}

#[test]
fn the_pseudo_locale_has_no_english_letter() {
    assert_eq!(accented("Zoë said: \"Yes, 3.\""), "⟦Žöë šàîđ: \"Ýéš, 3.\"⟧");
}
