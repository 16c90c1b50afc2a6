//! Sentences that are kin to what the checks once got wrong: every line of `tests/kin/*.txt`, in the middle of a
//! letter.

use std::{fs, path::PathBuf};

use messages::proofread::{Check, Context, Finding, Severity, Texts, proofread};
use planning::{StepKind, facts::Channel};
use serde_json::json;

use crate::facts::{read, rich};

fn lines(name: &str) -> Vec<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/kin").join(name);
    let list = fs::read_to_string(path).unwrap();
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// What is found in a sentence of a letter about a company called Northgate Harbour Trust.
fn found(sentence: &str) -> Vec<Finding> {
    let mut facts = rich();
    facts["application"]["company"]["name"] = json!("Northgate Harbour Trust");
    facts["contacts"][1]["name"] = json!("Siobhan Brennan");
    let facts = read(&facts);
    let begin =
        "Dear Ada,\n\nThank you for the interview on Tuesday, 10 March. The move to event sourcing stayed with me. ";
    let body = format!("{begin}{sentence}\n\nBest regards,\nGrace Lindqvist\n+1 212 555 0100");
    let context = Context {
        facts: Some(&facts),
        kind: Some(StepKind::ThankYou),
        channel: Some(Channel::Email),
        contact_id: Some("ada"),
        ..Context::default()
    };
    let texts =
        Texts { subject: Some("Staff Engineer interview: thank you".to_owned()), body: Some(body), ..Texts::default() };
    let (start, count) = (begin.chars().count(), sentence.chars().count());
    let within = |finding: &Finding| finding.span.is_some_and(|span| span.start < start + count && start < span.end);
    proofread(&texts, &context).into_iter().filter(within).collect()
}

#[test]
fn what_is_kin_to_false_alarms_has_no_warning() {
    let lines = lines("sound.txt");
    assert!(lines.len() >= 200);
    let alarms: Vec<String> = lines
        .iter()
        .flat_map(|line| {
            let warned = found(line).into_iter().filter(|finding| finding.severity > Severity::Hint);
            warned
                .map(move |finding| format!("{line}\n    {:?} {:?}: {}", finding.check, finding.severity, finding.text))
        })
        .collect();
    assert!(alarms.is_empty(), "{} alarms:\n{}", alarms.len(), alarms.join("\n"));
}

#[test]
fn what_is_kin_to_misses_is_found() {
    let missed: Vec<String> = lines("flawed.txt")
        .into_iter()
        .filter(|line| {
            let (check, sentence) = line.split_once(": ").unwrap();
            let same = |other: Check| {
                let name = serde_json::to_value(other).unwrap();
                name == check || check == "grammar" && name == "spelling"
            };
            !found(sentence).iter().any(|finding| same(finding.check))
        })
        .collect();
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}
