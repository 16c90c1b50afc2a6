//! The greeting and its name.

use crate::{
    Element,
    proofread::{
        Check, Finding, Matter, Severity, nameless_greeting::is_nobody, passage::Passage, people,
        surroundings::Surroundings,
    },
    required_elements::Need,
    salutation::is_greeted_by_name,
};

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Option<Finding> {
    if surroundings.kind.is_some() && surroundings.need(passage.text, Element::Recipient) != Some(Need::Required) {
        return None;
    }
    let known = surroundings.recipient();
    let lexicon = surroundings.language.lexicon();
    // If the facts have no name, the message need not have one.
    let severity = if known.is_none() && surroundings.facts.is_some() { Severity::Hint } else { Severity::Warning };
    let suggested = known.map(|name| {
        let proper = surroundings.proper_greeting(passage);
        proper.unwrap_or_else(|| surroundings.language.suggested_greeting(name))
    });
    let suggestions = suggested.clone().into_iter().collect();
    let greeting = suggested.as_deref();
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
            ..Finding::new(Check::Greeting, severity, passage.part, surroundings.says(Matter::NoGreeting { greeting }))
        }),
        Some(greeting)
            if surroundings.language.greets_without_name(&passage.plain[greeting.at.clone()], surroundings.contact) =>
        {
            None
        }
        Some(found) if is_nobody(&passage.plain[found.whom.clone()], surroundings.company(), lexicon) => {
            Some(Finding {
                span: Some(passage.span(&found.at)),
                suggestions,
                ..Finding::new(
                    Check::Greeting,
                    severity,
                    passage.part,
                    surroundings.says(Matter::GreetsNobody { greeting }),
                )
            })
        }
        Some(_) => None,
    }
}
