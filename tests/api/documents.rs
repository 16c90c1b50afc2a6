//! What the documents say of the program is so.

use clap::CommandFactory as _;
use followup::config::Cli;

const README: &str = include_str!("../../README.md");
const OPERATION: &str = include_str!("../../docs/operation.md");
const STATUS_CODES: &str = include_str!("../../docs/http-status-codes.md");

/// The settings: the names of their variables, and their defaults.
fn settings() -> Vec<(String, Option<String>)> {
    Cli::command()
        .get_arguments()
        .filter_map(|argument| {
            let variable = argument.get_env()?.to_str().unwrap().to_owned();
            let default = argument.get_default_values().first();
            Some((variable, default.map(|value| value.to_str().unwrap().to_owned())))
        })
        .collect()
}

#[test]
fn every_setting_is_listed_with_its_default() {
    let settings = settings();
    assert!(settings.len() >= 12, "{settings:?}");
    for (variable, default) in &settings {
        let row = OPERATION.lines().find(|line| line.starts_with(&format!("| `{variable}` |")));
        let row = row.unwrap_or_else(|| panic!("docs/operation.md lacks {variable}"));
        let said = row.split('|').nth(2).unwrap().trim();
        match default {
            Some(default) => assert_eq!(said, format!("`{default}`"), "{variable}"),
            None => assert!(!said.contains('`'), "{variable} has no default, but docs/operation.md says {said}"),
        }
    }
}

#[test]
fn no_document_names_a_setting_that_there_is_not() {
    let known: Vec<_> = settings().into_iter().map(|(variable, _)| variable).collect();
    for (name, text) in [("README.md", README), ("docs/operation.md", OPERATION)] {
        let words = text.split(|character: char| !(character.is_ascii_alphanumeric() || character == '_'));
        for word in words.filter(|word| word.starts_with("FOLLOWUP_") && !word.ends_with('_')) {
            assert!(known.iter().any(|variable| variable == word), "{name} names {word}");
        }
    }
}

#[test]
fn every_metric_is_explained() {
    let source = include_str!("../../src/monitoring/metrics.rs");
    let names = source.lines().filter_map(|line| line.strip_prefix("const ")?.split_once(": &str = \""));
    let mut found = 0;
    for (_, name) in names {
        let name = name.trim_end_matches("\";");
        assert!(OPERATION.contains(&format!("| `{name}` |")), "docs/operation.md lacks {name}");
        found += 1;
    }
    assert!(found >= 5, "{found}");
}

#[test]
fn every_status_that_an_operation_declares_is_explained() {
    let document = serde_json::to_value(followup::openapi::document()).unwrap();
    let operations =
        document["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap().values());
    let mut statuses: Vec<_> =
        operations.flat_map(|operation| operation["responses"].as_object().unwrap().keys()).collect();
    statuses.sort();
    statuses.dedup();
    let general = document["components"]["responses"]["AnyOtherProblem"]["description"].as_str().unwrap();
    let words = general.split(|character: char| !character.is_ascii_digit()).filter(|word| word.len() == 3);
    let declared = statuses.into_iter().map(String::as_str).filter(|status| *status != "default");
    let statuses: std::collections::BTreeSet<_> = declared.chain(words).collect();
    assert!(statuses.len() > 15, "{statuses:?}");
    for status in statuses {
        assert!(STATUS_CODES.contains(&format!("\n## {status} ")), "docs/http-status-codes.md lacks {status}");
    }
}
