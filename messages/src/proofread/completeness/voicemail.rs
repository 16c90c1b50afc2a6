//! A message on a machine: who it was, and how to call back.

use std::sync::LazyLock;

use regex::Regex;

use crate::{
    Element,
    needs::Need,
    proofread::{
        Check, Finding, Severity,
        passage::Passage,
        people::{Likeness, likeness},
        surroundings::Surroundings,
        words,
    },
};

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\d(?:[\d\s().\-/]*\d){5,}|(?:\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double)\b[\s,-]*){6,}")
        .expect("it is a regular expression")
});
static CALLER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:this is|my name is|it's|it is|I am|I'm|that was|speaking is|here is)\s+\p{Lu}")
        .expect("it is a regular expression")
});

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let candidate = surroundings.facts.map(|facts| &facts.candidate);
    let mut findings = Vec::new();
    let required =
        surroundings.kind.is_none() || surroundings.need(passage.text, Element::CallBack) == Some(Need::Required);
    if required && !NUMBER.is_match(&passage.plain) {
        let number = candidate.and_then(|candidate| candidate.phone.as_deref());
        let severity = if candidate.is_some() && number.is_none() { Severity::Hint } else { Severity::Warning };
        findings.push(Finding {
            suggestions: number.map(str::to_owned).into_iter().collect(),
            ..Finding::new(
                Check::ContactDetails,
                severity,
                passage.part,
                "It doesn't say which number to call back.".to_owned(),
            )
        });
    }
    let name = surroundings.candidate();
    let named = name.is_some_and(|name| words::of(name).any(|word| words::contains(&passage.plain, word)));
    if !named && !CALLER.is_match(&passage.plain) {
        let severity = if candidate.is_some() && name.is_none() { Severity::Hint } else { Severity::Warning };
        let says = "It doesn't say who is calling.".to_owned();
        findings.push(Finding::new(Check::ContactDetails, severity, passage.part, says));
    }
    let recipient = surroundings.recipient();
    let greeted = |name: &str| {
        let mut called =
            words::of(&passage.plain).filter(|word| words::is_capitalised(word) && word.chars().count() > 1);
        words::of(name).any(|word| words::contains(&passage.plain, word))
            || called.any(|word| likeness(word, name) == Likeness::Same)
    };
    if let Some(recipient) = recipient.filter(|name| !greeted(name)) {
        let says = format!("It doesn't greet {recipient} by name.");
        findings.push(Finding::new(Check::Greeting, Severity::Warning, passage.part, says));
    }
    findings
}
