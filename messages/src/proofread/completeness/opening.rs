//! The greeting and its name.

use crate::{
    Element,
    proofread::{
        Check, Finding, Issue, Severity, nameless_greeting::is_nobody, people, prepared_text::PreparedText,
        resolved_context::ResolvedContext,
    },
    required_elements::Need,
    salutation::is_greeted_by_name,
};

pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Option<Finding> {
    if context.kind.is_some() && context.need(prepared.text, Element::Recipient) != Some(Need::Required) {
        return None;
    }
    let known = context.recipient();
    let lexicon = context.language.lexicon();
    // If the facts have no name, the message need not have one.
    let severity = if known.is_none() && context.facts.is_some() { Severity::Hint } else { Severity::Warning };
    let suggested = known.map(|name| {
        let proper = context.proper_greeting(prepared);
        proper.unwrap_or_else(|| context.language.suggested_greeting(name))
    });
    let suggestions = suggested.clone().into_iter().collect();
    let greeting = suggested.as_deref();
    let team = known.is_some_and(people::is_team);
    match &prepared.layout.greeting {
        // A team or mailbox has no other name.
        Some(greeting) if team && !prepared.plain[greeting.whom.clone()].trim().is_empty() => None,
        // Nothing that could be said is known of them.
        Some(_) if context.contact.is_some_and(|contact| !is_greeted_by_name(contact, context.locale)) => None,
        None => Some(Finding {
            suggestions,
            ..Finding::new(Check::Greeting, severity, prepared.part, context.describe(Issue::NoGreeting { greeting }))
        }),
        Some(greeting)
            if context.language.greets_without_name(&prepared.plain[greeting.at.clone()], context.contact) =>
        {
            None
        }
        Some(found) if is_nobody(&prepared.plain[found.whom.clone()], context.company(), lexicon) => Some(Finding {
            span: Some(prepared.span(&found.at)),
            suggestions,
            ..Finding::new(Check::Greeting, severity, prepared.part, context.describe(Issue::GreetsNobody { greeting }))
        }),
        Some(_) => None,
    }
}
