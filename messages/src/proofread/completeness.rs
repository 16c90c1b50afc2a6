//! Missing elements of a message, and excessive length.

mod closing;
mod generic;
mod length;
mod opening;
mod subject;
mod voicemail;

use planning::StepKind;

use super::{
    Check, Finding, Issue, Severity, Texts, phrases::Phrases, prepared_text::PreparedText,
    resolved_context::ResolvedContext,
};
use crate::{Element, Part, required_elements::Need, text::Text};

/// The findings on missing elements in `passages`, all of one message.
pub(super) fn check(texts: &Texts, prepared_texts: &[PreparedText<'_>], context: &ResolvedContext<'_>) -> Vec<Finding> {
    let mut findings = subject::check(texts, prepared_texts, context);
    for prepared in prepared_texts {
        findings.extend(length::check(prepared, context));
        if prepared.is_written() {
            findings.extend(opening::check(prepared, context));
            findings.extend(closing::check(prepared, context));
            findings.extend(generic::check(prepared, context));
            findings.extend(missing(&[prepared], prepared.part, prepared.text, context));
        } else if prepared.part == Part::Voicemail {
            findings.extend(voicemail::check(prepared, context));
        }
    }
    let script: Vec<&PreparedText<'_>> =
        prepared_texts.iter().filter(|prepared| prepared.text == Some(Text::Script)).collect();
    if !script.is_empty() {
        findings.extend(length::check_script(&script, context));
        findings.extend(missing(&script, Part::Script, Some(Text::Script), context));
    }
    findings
}

/// The findings on missing thanks and a missing question about next steps, if this kind of message needs them.
fn missing(
    prepared_texts: &[&PreparedText<'_>],
    part: Part,
    text: Option<Text>,
    context: &ResolvedContext<'_>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let lexicon = context.language.lexicon();
    let mut look = |element, phrases: &Phrases, check, issue| {
        let severity = match context.need(text, element) {
            // A thank-you for an offer may say instead when the candidate decides.
            Some(Need::Required) if context.kind == Some(StepKind::OfferThanks) && element == Element::NextSteps => {
                Severity::Hint
            }
            // A last letter may leave it to the reader to write: "Should it still be open, I would be glad to hear".
            Some(Need::Required) if context.kind == Some(StepKind::FinalAttempt) && element == Element::NextSteps => {
                Severity::Hint
            }
            // Who asks again, answers or withdraws may have given thanks before.
            Some(Need::Required) if element == Element::Thanks && !is_for_thanks(context) => Severity::Hint,
            Some(Need::Required) => Severity::Warning,
            // The kind is unknown. Nearly every message gives thanks.
            None if context.kind.is_none() && element == Element::Thanks => Severity::Hint,
            _ => return,
        };
        let said =
            |text: &str| phrases.is_in(text) || element == Element::NextSteps && lexicon.asks_for_next_steps(text);
        if !prepared_texts.iter().any(|prepared| said(prepared.prose()) || said(closing_words(prepared))) {
            // "Is there anything further you need?"
            let meant = |prepared: &&PreparedText<'_>| lexicon.asks_what_is_needed(prepared.prose());
            let meant = element == Element::NextSteps && prepared_texts.iter().any(meant);
            let severity = if meant { Severity::Hint } else { severity };
            findings.push(Finding::new(check, severity, part, context.describe(issue)));
        }
    };
    look(Element::Thanks, &lexicon.thanks, Check::Thanks, Issue::NoThanks);
    look(Element::NextSteps, &lexicon.next_steps, Check::NextSteps, Issue::NoNextSteps);
    findings
}

/// Whether a message is there to give thanks.
const fn is_for_thanks(context: &ResolvedContext<'_>) -> bool {
    matches!(context.kind, Some(StepKind::ThankYou | StepKind::RejectionThanks | StepKind::OfferThanks))
}

/// The sign-off. It may contain thanks.
fn closing_words<'p>(prepared: &'p PreparedText<'_>) -> &'p str {
    prepared.layout.sign_off.clone().map_or("", |at| &prepared.plain[at])
}
