//! Missing elements of a message, and excessive length.

mod closing;
mod generic;
mod length;
mod opening;
mod subject;
mod voicemail;

use planning::StepKind;

use super::{Check, Finding, Matter, Severity, Texts, passage::Passage, phrases::Phrases, surroundings::Surroundings};
use crate::{Element, Part, required_elements::Need, text::Text};

/// The findings on missing elements in `passages`, all of one message.
pub(super) fn check(texts: &Texts, passages: &[Passage<'_>], surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let mut findings = subject::check(texts, passages, surroundings);
    for passage in passages {
        findings.extend(length::check(passage, surroundings));
        if passage.is_written() {
            findings.extend(opening::check(passage, surroundings));
            findings.extend(closing::check(passage, surroundings));
            findings.extend(generic::check(passage, surroundings));
            findings.extend(missing(&[passage], passage.part, passage.text, surroundings));
        } else if passage.part == Part::Voicemail {
            findings.extend(voicemail::check(passage, surroundings));
        }
    }
    let script: Vec<&Passage<'_>> = passages.iter().filter(|passage| passage.text == Some(Text::Script)).collect();
    if !script.is_empty() {
        findings.extend(length::check_script(&script, surroundings));
        findings.extend(missing(&script, Part::Script, Some(Text::Script), surroundings));
    }
    findings
}

/// The findings on missing thanks and a missing question about next steps, if this kind of message needs them.
fn missing(passages: &[&Passage<'_>], part: Part, text: Option<Text>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let lexicon = surroundings.language.lexicon();
    let mut look = |element, phrases: &Phrases, check, matter| {
        let severity = match surroundings.need(text, element) {
            // A thank-you for an offer may say instead when the candidate decides.
            Some(Need::Required)
                if surroundings.kind == Some(StepKind::OfferThanks) && element == Element::NextSteps =>
            {
                Severity::Hint
            }
            // Who asks again, answers or withdraws may have given thanks before.
            Some(Need::Required) if element == Element::Thanks && !is_for_thanks(surroundings) => Severity::Hint,
            Some(Need::Required) => Severity::Warning,
            // The kind is unknown. Nearly every message gives thanks.
            None if surroundings.kind.is_none() && element == Element::Thanks => Severity::Hint,
            _ => return,
        };
        let said =
            |text: &str| phrases.is_in(text) || element == Element::NextSteps && lexicon.asks_for_next_steps(text);
        if !passages.iter().any(|passage| said(passage.prose()) || said(closing_words(passage))) {
            // "Is there anything further you need?"
            let meant = |passage: &&Passage<'_>| lexicon.asks_what_is_needed(passage.prose());
            let meant = element == Element::NextSteps && passages.iter().any(meant);
            let severity = if meant { Severity::Hint } else { severity };
            findings.push(Finding::new(check, severity, part, surroundings.says(matter)));
        }
    };
    look(Element::Thanks, &lexicon.thanks, Check::Thanks, Matter::NoThanks);
    look(Element::NextSteps, &lexicon.next_steps, Check::NextSteps, Matter::NoNextSteps);
    findings
}

/// Whether a message is there to give thanks.
const fn is_for_thanks(surroundings: &Surroundings<'_>) -> bool {
    matches!(surroundings.kind, Some(StepKind::ThankYou | StepKind::RejectionThanks | StepKind::OfferThanks))
}

/// The sign-off. It may contain thanks.
fn closing_words<'p>(passage: &'p Passage<'_>) -> &'p str {
    passage.layout.sign_off.clone().map_or("", |at| &passage.plain[at])
}
