//! Every sentence of every scenario is read for what machines can tell of Spanish.

use std::{collections::BTreeSet, fs, path::Path};

use planning::{Facts, Playbook, plan};
use serde_json::Value;

use super::Spanish;
use crate::plan_json::{Detail, PlanJson};

/// All texts of plans by built-in playbooks and by an account's own.
fn texts() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../planning/tests/scenarios");
    for file in fs::read_dir(folder).unwrap() {
        let scenarios: Vec<Value> = serde_json::from_slice(&fs::read(file.unwrap().path()).unwrap()).unwrap();
        for scenario in scenarios {
            let facts: Facts = serde_json::from_value(scenario["facts"].clone()).unwrap();
            for key in
                ["consensus", "delicate-balance", "dream-job", "four-channels", "should-you-call", "optimal-timeframe"]
            {
                let built_in = Playbook::built_in(key).unwrap();
                let own = Playbook { key: "own".parse().unwrap(), ..built_in.clone() };
                for playbook in [built_in, &own] {
                    let plan = plan(&facts, playbook, facts.as_of.unwrap());
                    let written = PlanJson::new(&plan, &Spanish, Detail::Reasons);
                    collect(&serde_json::to_value(written).unwrap(), &mut found);
                }
            }
        }
    }
    found
}

fn collect(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("text").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|field| collect(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

#[test]
fn sentences_are_whole_and_spanish() {
    let texts = texts();
    assert!(texts.len() > 500, "{}", texts.len());
    for text in &texts {
        assert!(text.ends_with('.') && text.starts_with(|c: char| !c.is_lowercase()), "{text}");
        // "De" and "a" merge with the article, and before "i" it is "e".
        for wrong in
            ["  ", " ,", " .", "..", " de el ", " a el ", " el el ", " y i", " a a ", " de de ", "\"", " the ", " by "]
        {
            assert!(!text.to_lowercase().contains(wrong), "{wrong:?}: {text}");
        }
        assert_eq!(text.matches('«').count(), text.matches('»').count(), "{text}");
        // The candidate's gender is nobody's business.
        for gendered in
            ["usted mismo", "usted misma", "bienvenida ", "interesado", "contratado", "entrevistado", "invitado"]
        {
            assert!(!text.contains(gendered), "{text}");
        }
    }
}
