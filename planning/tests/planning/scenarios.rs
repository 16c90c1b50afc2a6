//! The scenario files: facts, and every field of the plan that they expect.

use std::{collections::BTreeSet, fs, path::Path};

use planning::{ShowsIn, rules};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::support;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    name: String,
    #[serde(rename = "why")]
    _why: String,
    facts: Value,
    expect: Map<String, Value>,
}

fn scenarios() -> Vec<Scenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().flat_map(|file| serde_json::from_slice::<Vec<Scenario>>(&fs::read(file).unwrap()).unwrap()).collect()
}

fn plan_of(scenario: &Scenario) -> Value {
    let facts = support::facts(&scenario.facts);
    assert_eq!(facts.violations(), [], "{}", scenario.name);
    support::written(&support::plan(&facts))
}

#[test]
fn every_scenario_gets_the_plan_that_it_expects() {
    let mut wrong = Vec::new();
    for scenario in scenarios() {
        let plan = plan_of(&scenario);
        for (field, expected) in &scenario.expect {
            if field == "steps" {
                compare_steps(&scenario.name, &plan["steps"], expected, &mut wrong);
            } else if field == "warnings" {
                let pointers: Value =
                    plan[field].as_array().unwrap().iter().map(|warning| warning["pointer"].clone()).collect();
                if pointers != *expected {
                    wrong.push(format!("{}: warns of {pointers}, not of {expected}", scenario.name));
                }
            } else if plan[field] != *expected {
                wrong.push(format!("{}: {field} is {}, not {expected}", scenario.name, plan[field]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn compare_steps(name: &str, steps: &Value, expected: &Value, wrong: &mut Vec<String>) {
    let ids = |steps: &Value| steps.as_array().unwrap().iter().map(|step| step["id"].clone()).collect::<Vec<_>>();
    if ids(steps) != ids(expected) {
        wrong.push(format!("{name}: the steps are {:?}, not {:?}", ids(steps), ids(expected)));
        return;
    }
    for (step, expected) in steps.as_array().unwrap().iter().zip(expected.as_array().unwrap()) {
        // Nobody to pass thanks on to is left out of the files.
        let nobody = ("pass_on_to".to_owned(), json!([]));
        let mut expected = expected.as_object().unwrap().clone();
        expected.entry(nobody.0).or_insert(nobody.1);
        for (field, expected) in expected {
            // A file may name the rules that a step has to cite; the sentences are free.
            let got = match &*field {
                "rules" => step["reasons"].as_array().unwrap().iter().map(|reason| reason["rule"].clone()).collect(),
                _ => step[&field].clone(),
            };
            if got != expected {
                wrong.push(format!("{name}: {} has {field} {got}, not {expected}", step["id"]));
            }
        }
    }
}

#[test]
fn every_rule_of_plans_and_channels_is_cited_by_a_step() {
    let mut cited = BTreeSet::new();
    for scenario in scenarios() {
        for step in plan_of(&scenario)["steps"].as_array().unwrap() {
            let reasons = step["reasons"].as_array().unwrap();
            cited.extend(reasons.iter().map(|reason| reason["rule"].as_str().unwrap().to_owned()));
        }
    }
    let shown = |place| [ShowsIn::Plan, ShowsIn::Channel].contains(&place);
    let silent: Vec<_> = rules()
        .iter()
        .filter(|rule| rule.shows_in.iter().copied().any(shown) && !cited.contains(rule.id))
        .map(|rule| rule.id)
        .collect();
    assert!(silent.is_empty(), "no step cites {silent:?}");
}

#[test]
fn every_step_has_reasons_that_are_sentences() {
    for scenario in scenarios() {
        for step in plan_of(&scenario)["steps"].as_array().unwrap() {
            let reasons = step["reasons"].as_array().unwrap();
            assert!(!reasons.is_empty(), "{}: {}", scenario.name, step["id"]);
            let mut told = BTreeSet::new();
            for reason in reasons {
                let text = reason["text"].as_str().unwrap();
                assert!(text.ends_with('.') && text.starts_with(|c: char| !c.is_lowercase()), "{text}");
                assert!(!text.contains("  "), "{text}");
                assert!(told.insert(text), "{}: {} says twice: {text}", scenario.name, step["id"]);
            }
        }
    }
}
