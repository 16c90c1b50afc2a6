//! The greeting and its name.

use crate::{
    Element,
    needs::Need,
    proofread::{
        Check, Finding, Matter, Severity, lexicon::Lexicon, passage::Passage, people, surroundings::Surroundings, words,
    },
    salutation::is_greeted_by_name,
};

/// Whether a greeting contains no name.
pub(in crate::proofread) fn is_nobody(whom: &str, company: Option<&str>, lexicon: &Lexicon) -> bool {
    let company: Vec<String> = company.into_iter().flat_map(words::of).map(words::folded).collect();
    let mut all = words::of(whom).map(words::bare).peekable();
    let first = all.peek().cloned().unwrap_or_default();
    let rest_is_no_name = |word: &String| {
        let listed = lexicon.nobody.contains(word.as_str()) || lexicon.nobody_joined.contains(word.as_str());
        listed || company.contains(word)
    };
    let whom_it_may = first == "whom";
    whom_it_may || first.is_empty() || all.all(|word| rest_is_no_name(&word))
}

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Option<Finding> {
    if surroundings.kind.is_some() && surroundings.need(passage.text, Element::Recipient) != Some(Need::Required) {
        return None;
    }
    let known = surroundings.recipient();
    let lexicon = surroundings.language.lexicon();
    // If the facts have no name, the message need not have one.
    let severity = if known.is_none() && surroundings.facts.is_some() { Severity::Hint } else { Severity::Warning };
    let suggestions = known.map(|name| surroundings.language.suggested_greeting(name)).into_iter().collect();
    let team = known.is_some_and(people::is_team);
    match &passage.layout.greeting {
        // A team or mailbox has no other name.
        Some(greeting) if team && !passage.plain[greeting.whom.clone()].trim().is_empty() => None,
        // Nothing that could be said is known of them.
        Some(_) if surroundings.contact.is_some_and(|contact| !is_greeted_by_name(contact, surroundings.locale)) => {
            None
        }
        None => Some(Finding {
            suggestions,
            ..Finding::new(
                Check::Greeting,
                severity,
                passage.part,
                surroundings.says(Matter::NoGreeting { name: known }),
            )
        }),
        Some(greeting)
            if surroundings.language.greets_without_name(&passage.plain[greeting.at.clone()], surroundings.contact) =>
        {
            None
        }
        Some(greeting) if is_nobody(&passage.plain[greeting.whom.clone()], surroundings.company(), lexicon) => {
            Some(Finding {
                span: Some(passage.span(&greeting.at)),
                suggestions,
                ..Finding::new(
                    Check::Greeting,
                    severity,
                    passage.part,
                    surroundings.says(Matter::GreetsNobody { name: known }),
                )
            })
        }
        Some(_) => None,
    }
}
