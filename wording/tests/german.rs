//! German sentences: cases after prepositions, no letter that Switzerland lacks, no English.
#![expect(clippy::unwrap_used, reason = "in a test a panic is how a failure shows")]

use std::{collections::BTreeSet, fs, path::Path};

use planning::{Facts, Playbook, plan};
use serde_json::Value;
use wording::{
    German,
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
fn sentences(language: German) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for facts in scenarios() {
        for key in PLAYBOOKS {
            let built_in = Playbook::built_in(key).unwrap();
            let own = Playbook { key: "own".parse().unwrap(), ..built_in.clone() };
            for playbook in [built_in, &own] {
                let plan = plan(&facts, playbook, facts.as_of.unwrap());
                let written = serde_json::to_value(PlanJson::new(&plan, &language, Detail::Reasons)).unwrap();
                texts(&written, &mut found);
            }
        }
    }
    found
}

#[test]
fn sentences_read_as_sentences() {
    let found = sentences(German::Germany);
    assert!(found.len() > 500, "{}", found.len());
    for text in found {
        assert!(text.ends_with('.') && text.starts_with(|c: char| !c.is_lowercase()), "{text}");
        // A list of many parts of a country breaks off.
        let text = text.replace(", ...)", ")");
        for fault in ["  ", " ,", " .", "..", ",,", " ;", "ß"] {
            assert!(!text.contains(fault), "{fault:?} in {text}");
        }
        for english in [" the ", " you ", " your ", " and ", " by ", " of "] {
            assert!(!text.contains(english), "{english:?} in {text}");
        }
    }
}

#[test]
fn prepositions_have_their_cases() {
    for text in sentences(German::Germany) {
        for day in ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"] {
            for wrong in [format!("am {day}, den"), format!("bis {day}, dem"), format!("am {day} ")] {
                assert!(!text.contains(&wrong), "{wrong:?} in {text}");
            }
            for article in [", dem ", ", den "] {
                // The day behind the weekday is closed by a comma or ends the sentence.
                for (at, begun) in text.match_indices(&format!("{day}{article}")) {
                    let rest: Vec<&str> = text[at + begun.len()..].splitn(3, ' ').collect();
                    assert!(rest.get(1).is_some_and(|month| month.ends_with([',', '.', ':', ';', ')'])), "{text}");
                }
            }
            assert!(!text.contains(":00 Uhr") && !text.contains(" um 0"), "{text}");
        }
        for wrong in ["in der Gespräch", "nach das ", "mit die ", "von die ", "bei die "] {
            assert!(!text.contains(wrong), "{wrong:?} in {text}");
        }
    }
}

#[test]
fn regions_differ_in_january_and_quotation_marks_only() {
    let swiss: Vec<String> = sentences(German::Switzerland).into_iter().collect();
    assert!(swiss.iter().any(|text| text.contains("«own»")), "{swiss:#?}");
    assert!(swiss.iter().all(|text| !text.contains(['„', '“'])));
    assert!(sentences(German::Austria).iter().all(|text| !text.contains("Januar")));
}
