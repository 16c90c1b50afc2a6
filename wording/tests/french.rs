//! French sentences are set as French ones: the spaces at marks, contractions and elisions.
#![expect(clippy::unwrap_used, reason = "in a test a panic is how a failure shows")]

use std::{collections::BTreeSet, fs, path::Path};

use planning::{Facts, Playbook, plan};
use serde_json::Value;
use wording::{
    French,
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
fn sentences(language: French) -> BTreeSet<String> {
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
    let found = sentences(French::France);
    assert!(found.len() > 500, "{}", found.len());
    for text in found {
        assert!(text.ends_with('.') && text.starts_with(|c: char| !c.is_lowercase()), "{text}");
        for fault in ["  ", " ,", " .", "..", " \u{202f}", "\u{202f} "] {
            assert!(!text.contains(fault), "{fault:?} in {text}");
        }
    }
}

#[test]
fn marks_of_two_parts_have_a_narrow_space() {
    for text in sentences(French::France) {
        let letters: Vec<char> = text.chars().collect();
        for (index, letter) in letters.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| letters[before]);
            match letter {
                // Ids have colons without spaces.
                ';' | ':' | '!' | '?' if letters.get(index + 1).is_some_and(|next| next.is_alphanumeric()) => {}
                ';' | ':' | '!' | '?' | '»' => assert_eq!(before, Some('\u{202f}'), "{text}"),
                '«' => assert_eq!(letters.get(index + 1), Some(&'\u{202f}'), "{text}"),
                _ => {}
            }
        }
    }
}

#[test]
fn articles_contract_and_small_words_elide() {
    for text in sentences(French::France) {
        for fault in [
            " à le ",
            " à les ",
            " de le ",
            " de les ",
            " de un",
            "au lieu de l",
            " que il",
            " que on",
            " le 1 ",
            "(e)",
            "·",
        ] {
            assert!(!text.contains(fault), "{fault:?} in {text}");
        }
    }
}

#[test]
fn canada_has_its_own_words_and_spaces() {
    let france = sentences(French::France);
    let canada = sentences(French::Canada);
    assert_eq!(france.len(), canada.len());
    for text in &canada {
        for other in ["entretien", "e-mail", "\u{202f};", "\u{202f}!", "\u{202f}?", " entrevue manqué ", "un entrevue"]
        {
            assert!(!text.to_lowercase().contains(other), "{other:?} in {text}");
        }
    }
    for word in ["entrevue", "courriel", "\u{202f}:"] {
        assert!(canada.iter().any(|text| text.contains(word)), "{word}");
    }
}
