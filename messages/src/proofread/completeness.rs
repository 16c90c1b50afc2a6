//! Missing elements of a message, and excessive length.

mod closing;
mod generic;
mod length;
mod opening;
mod subject;
mod voicemail;

use planning::StepKind;

use super::{Check, Finding, Matter, Severity, Texts, passage::Passage, phrases::Phrases, surroundings::Surroundings};
use crate::{Element, Part, needs::Need, text::Text};

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
    let mut look = |element, phrases: &Phrases, check, matter| {
        let severity = match surroundings.need(text, element) {
            // A thank-you for an offer may say instead when the candidate decides.
            Some(Need::Required)
                if surroundings.kind == Some(StepKind::OfferThanks) && element == Element::NextSteps =>
            {
                Severity::Hint
            }
            // Who asks again has given thanks before.
            Some(Need::Required)
                if element == Element::Thanks
                    && matches!(surroundings.kind, Some(StepKind::CheckIn | StepKind::FinalAttempt)) =>
            {
                Severity::Hint
            }
            Some(Need::Required) => Severity::Warning,
            // The kind is unknown. Nearly every message gives thanks.
            None if surroundings.kind.is_none() && element == Element::Thanks => Severity::Hint,
            _ => return,
        };
        let said =
            passages.iter().any(|passage| phrases.is_in(passage.prose()) || phrases.is_in(closing_words(passage)));
        if !said {
            findings.push(Finding::new(check, severity, part, surroundings.says(matter)));
        }
    };
    let lexicon = surroundings.language.lexicon();
    look(Element::Thanks, &lexicon.thanks, Check::Thanks, Matter::NoThanks);
    look(Element::NextSteps, &lexicon.next_steps, Check::NextSteps, Matter::NoNextSteps);
    findings
}

/// The sign-off. It may contain thanks.
fn closing_words<'p>(passage: &'p Passage<'_>) -> &'p str {
    passage.layout.sign_off.clone().map_or("", |at| &passage.plain[at])
}
