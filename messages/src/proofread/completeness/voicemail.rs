//! A message on a machine: who it was, and how to call back.

use crate::{
    Element,
    proofread::{
        Check, Finding, Matter, Severity,
        passage::Passage,
        people::{NameMatch, likeness},
        surroundings::Surroundings,
        words,
    },
    required_elements::Need,
    salutation::is_greeted_by_name,
};

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let candidate = surroundings.facts.map(|facts| &facts.candidate);
    let lexicon = surroundings.language.lexicon();
    let mut findings = Vec::new();
    let required =
        surroundings.kind.is_none() || surroundings.need(passage.text, Element::CallBack) == Some(Need::Required);
    if required && !lexicon.number.is_match(&passage.plain) {
        let number = candidate.and_then(|candidate| candidate.phone.as_deref());
        let severity = if candidate.is_some() && number.is_none() { Severity::Hint } else { Severity::Warning };
        findings.push(Finding {
            suggestions: number.map(str::to_owned).into_iter().collect(),
            ..Finding::new(Check::ContactDetails, severity, passage.part, surroundings.says(Matter::NoNumber))
        });
    }
    let name = surroundings.candidate();
    let named = name.is_some_and(|name| words::of(name).any(|word| words::contains(&passage.plain, word)));
    if !named && !lexicon.introduction.is_match(&passage.plain) {
        let severity = if candidate.is_some() && name.is_none() { Severity::Hint } else { Severity::Warning };
        let says = surroundings.says(Matter::NoCaller);
        findings.push(Finding::new(Check::ContactDetails, severity, passage.part, says));
    }
    let has_name = |contact| is_greeted_by_name(contact, surroundings.locale);
    let recipient = surroundings.recipient().filter(|_| surroundings.contact.is_none_or(has_name));
    let greeted = |name: &str| {
        let mut called =
            words::of(&passage.plain).filter(|word| words::is_capitalised(word) && word.chars().count() > 1);
        words::of(name).any(|word| words::contains(&passage.plain, word))
            || called.any(|word| likeness(word, name) == NameMatch::Same)
    };
    if let Some(recipient) = recipient.filter(|name| !greeted(name)) {
        let says = surroundings.says(Matter::NotGreeted { recipient });
        findings.push(Finding::new(Check::Greeting, Severity::Warning, passage.part, says));
    }
    findings
}
