//! A message on a machine: who it was, and how to call back.

use crate::{
    Element,
    proofread::{
        Check, Finding, Issue, Severity,
        people::{NameMatch, likeness},
        prepared_text::PreparedText,
        resolved_context::ResolvedContext,
        words,
    },
    required_elements::Need,
    salutation::is_greeted_by_name,
};

pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    let candidate = context.facts.map(|facts| &facts.candidate);
    let lexicon = context.language.lexicon();
    let mut findings = Vec::new();
    let required = context.kind.is_none() || context.need(prepared.text, Element::CallBack) == Some(Need::Required);
    if required && !lexicon.number.is_match(&prepared.plain) {
        let number = candidate.and_then(|candidate| candidate.phone.as_deref());
        let severity = if candidate.is_some() && number.is_none() { Severity::Hint } else { Severity::Warning };
        findings.push(Finding {
            suggestions: number.map(str::to_owned).into_iter().collect(),
            ..Finding::new(Check::ContactDetails, severity, prepared.part, context.describe(Issue::NoNumber))
        });
    }
    let name = context.candidate();
    let named = name.is_some_and(|name| words::split(name).any(|word| words::contains(&prepared.plain, word)));
    if !named && !lexicon.introduction.is_match(&prepared.plain) {
        let severity = if candidate.is_some() && name.is_none() { Severity::Hint } else { Severity::Warning };
        let description = context.describe(Issue::NoCaller);
        findings.push(Finding::new(Check::ContactDetails, severity, prepared.part, description));
    }
    let has_name = |contact| is_greeted_by_name(contact, context.locale);
    let recipient = context.recipient().filter(|_| context.contact.is_none_or(has_name));
    let greeted = |name: &str| {
        let mut called =
            words::split(&prepared.plain).filter(|word| words::is_capitalised(word) && word.chars().count() > 1);
        // The text has plain apostrophes. English is left as it is.
        let plain = context.language.usage().map(|_| name.replace('\u{2019}', "'"));
        words::split(plain.as_deref().unwrap_or(name)).any(|word| words::contains(&prepared.plain, word))
            || called.any(|word| likeness(word, name) == NameMatch::Same)
    };
    if let Some(recipient) = recipient.filter(|name| !greeted(name)) {
        let description = context.describe(Issue::NotGreeted { recipient });
        findings.push(Finding::new(Check::Greeting, Severity::Warning, prepared.part, description));
    }
    findings
}
