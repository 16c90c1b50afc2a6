//! Placeholders are found, and what only looks like one is left alone: every line of `tests/placeholders/*.txt`.
//!
//! A line is `PLACE CLASS: TEXT`, where `PLACE` says which part of a sound letter the text is put in for, and `\n` is
//! the end of a line. `docs/proofreading.md` says how the lists were made.

use std::{collections::BTreeMap, fs, path::PathBuf};

use messages::proofread::{Check, Context, Finding, Severity, Texts, proofread};
use planning::{StepKind, facts::Channel};

use crate::facts::{read, rich};

/// A line of a list.
struct Case {
    place: String,
    class: String,
    text: String,
}

fn cases(name: &str) -> Vec<Case> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/placeholders").join(name);
    let list = fs::read_to_string(path).unwrap();
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let case = |line: &str| {
        let (head, text) = line.split_once(": ").unwrap();
        let (place, class) = head.split_once(' ').unwrap();
        Case { place: place.to_owned(), class: class.to_owned(), text: text.replace("\\n", "\n") }
    };
    lines.map(case).collect()
}

/// A letter with `case` in it, and where in it the case is, in code points.
fn letter(case: &Case) -> (String, std::ops::Range<usize>) {
    let (mut greeting, mut middle, mut end) =
        ("Dear Ada,".to_owned(), String::new(), "Best regards,\nGrace Lindqvist\n+1 212 555 0100".to_owned());
    match case.place.as_str() {
        "greeting" => greeting.clone_from(&case.text),
        "sign_off" => end.clone_from(&case.text),
        "sentence" => middle = format!("I keep thinking of our talk. {} It has stayed with me.\n\n", case.text),
        "line" => middle = format!("{}\n\n", case.text),
        place => panic!("{place} is no place"),
    }
    let body = format!(
        "{greeting}\n\nThank you for the interview on Tuesday, 10 March. The move to event sourcing is close to what I did \
         for our ledger.\n\n{middle}{end}"
    );
    let start = if case.place == "sign_off" { body.rfind(&case.text) } else { body.find(&case.text) }.unwrap();
    let start = body[..start].chars().count();
    (body, start..start + case.text.chars().count())
}

/// The errors and warnings about placeholders in the letter with `case` that are within it.
fn found(case: &Case) -> Vec<Finding> {
    let facts = read(&rich());
    let (body, at) = letter(case);
    let context = Context {
        facts: Some(&facts),
        kind: Some(StepKind::ThankYou),
        channel: Some(Channel::Email),
        contact_id: Some("ada"),
        ..Context::default()
    };
    let findings = proofread(&Texts { body: Some(body), ..Texts::default() }, &context);
    let within = |finding: &Finding| finding.span.is_some_and(|span| span.start < at.end && at.start < span.end);
    let placeholder = |finding: &Finding| finding.check == Check::Placeholder && finding.severity > Severity::Hint;
    findings.into_iter().filter(|finding| placeholder(finding) && within(finding)).collect()
}

/// How many cases each class has, and those that are wrong.
fn judged(list: &str, is_right: impl Fn(&[Finding]) -> bool) -> (BTreeMap<String, usize>, Vec<String>) {
    let mut classes = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in cases(list) {
        let findings = found(&case);
        *classes.entry(case.class.clone()).or_default() += 1;
        if !is_right(&findings) {
            let says: Vec<&str> = findings.iter().map(|finding| finding.text.as_str()).collect();
            wrong.push(format!("{} {}: {} -- {says:?}", case.place, case.class, case.text));
        }
    }
    (classes, wrong)
}

#[track_caller]
fn all_are_found(list: &str) {
    let (classes, missed) = judged(list, |found| found.iter().any(|finding| finding.severity == Severity::Error));
    let count: usize = classes.values().sum();
    println!("{list}: {} of {count} found", count - missed.len());
    assert!(missed.is_empty(), "missed:\n{}", missed.join("\n"));
}

#[track_caller]
fn none_is_found(list: &str) {
    let (classes, alarms) = judged(list, <[Finding]>::is_empty);
    let count: usize = classes.values().sum();
    println!("{list}: {} of {count} left alone", count - alarms.len());
    assert!(alarms.is_empty(), "false alarms:\n{}", alarms.join("\n"));
}

#[test]
fn placeholders_are_found() {
    all_are_found("leaks.txt");
}

#[test]
fn texts_like_placeholders_are_not_findings() {
    none_is_found("sound.txt");
}

#[test]
fn placeholders_of_the_second_lot_are_found() {
    all_are_found("leaks_later.txt");
}

#[test]
fn texts_like_placeholders_in_the_second_lot_are_not_findings() {
    none_is_found("sound_later.txt");
}
