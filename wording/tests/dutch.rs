//! Dutch sentences: whole, and without a word of another language.
#![expect(clippy::unwrap_used, reason = "in a test a panic is how a failure shows")]

use std::{collections::BTreeSet, fs, path::Path};

use planning::{Facts, Playbook, plan};
use serde_json::Value;
use wording::{
    Dutch,
    plan_json::{Detail, PlanJson},
};

const PLAYBOOKS: [&str; 6] =
    ["consensus", "delicate-balance", "dream-job", "four-channels", "should-you-call", "optimal-timeframe"];

fn scenarios() -> Vec<Facts> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../planning/tests/scenarios");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let scenarios =
        files.iter().flat_map(|file| serde_json::from_slice::<Vec<Value>>(&fs::read(file).unwrap()).unwrap());
    scenarios.map(|scenario| serde_json::from_value(scenario["facts"].clone()).unwrap()).collect()
}

fn texts(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("text").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|field| texts(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        _ => {}
    }
}

/// Every sentence of the plan of each scenario by each playbook, account's own ones included.
fn sentences() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for facts in scenarios() {
        for key in PLAYBOOKS {
            let built_in = Playbook::built_in(key).unwrap();
            let own = Playbook { key: "own".parse().unwrap(), ..built_in.clone() };
            for playbook in [built_in, &own] {
                let plan = plan(&facts, playbook, facts.as_of.unwrap());
                let written = serde_json::to_value(PlanJson::new(&plan, &Dutch, Detail::Reasons)).unwrap();
                texts(&written, &mut found);
            }
        }
    }
    found
}

#[test]
fn sentences_read_as_sentences() {
    let found = sentences();
    assert!(found.len() > 500, "{}", found.len());
    for text in found {
        assert!(text.ends_with('.') && text.starts_with(|c: char| !c.is_lowercase()), "{text}");
        let text = text.replace(", enz.)", ")");
        for fault in ["  ", " ,", " .", "..", ",,", " ;", " op op ", " uiterlijk op op ", "tot tot"] {
            assert!(!text.contains(fault), "{fault:?} in {text}");
        }
        for other in [" the ", " you ", " your ", " and ", " by ", " und ", " der ", " die Sie ", " nach "] {
            assert!(!text.contains(other), "{other:?} in {text}");
        }
    }
}

#[test]
fn the_candidate_is_addressed_with_u() {
    for text in sentences() {
        for familiar in [" je ", " jij ", " jou ", " jouw ", " jullie "] {
            assert!(!text.contains(familiar), "{familiar:?} in {text}");
        }
    }
}
