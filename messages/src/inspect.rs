//! Checks which elements a rendered message contains.

use minijinja::Error;

use crate::{
    Element, ElementReport, Missing, Part, Span,
    custom::Variable,
    draft::Finished,
    required_elements::{self, Need},
    resolved_request::ResolvedRequest,
    text::Text,
    unusable_facts::{self, UnusableFact},
};

/// The elements of a message, and the missing facts.
#[derive(Debug)]
pub(crate) struct Inspection {
    pub(crate) elements: Vec<ElementReport>,
    gaps: Vec<UnusableFact>,
}

impl Inspection {
    /// The start: whether the recipient's address is known and, for a letter, the sender's.
    pub(crate) fn of_address(resolved: &ResolvedRequest<'_>) -> Self {
        Self {
            elements: Vec::new(),
            gaps: unusable_facts::recipient_address(resolved)
                .into_iter()
                .chain(unusable_facts::candidate_address(resolved))
                .collect(),
        }
    }

    /// Adds one text with its finished `parts`. The notes of `left_out` blocks were too long.
    pub(crate) fn add(&mut self, resolved: &ResolvedRequest<'_>, text: Text, parts: &[Finished], left_out: &[&str]) {
        for (element, need) in
            required_elements::of_kind(resolved.request.kind, text).filter(|&(element, _)| is_given(resolved, element))
        {
            let mut gaps = unusable_facts::gaps(resolved, text, element);
            let found = find(parts, element).filter(|_| gaps.is_empty());
            if need == Need::Required && left_out.contains(&element.name()) {
                gaps.push(unusable_facts::too_long_fact(resolved, element));
            }
            self.elements.push(ElementReport {
                element,
                required: need == Need::Required,
                present: found.is_some(),
                rules: element.rules(),
                part: found.map_or(whole(text, element), |(part, _)| part),
                span: found.map(|(_, span)| span),
            });
            for gap in gaps {
                // A script and its voicemail often lack the same element.
                if !self.gaps.contains(&gap) {
                    self.gaps.push(gap);
                }
            }
        }
    }

    /// Adds facts that are missing.
    pub(crate) fn add_gaps(&mut self, gaps: impl IntoIterator<Item = UnusableFact>) {
        self.gaps.extend(gaps);
    }

    /// Adds unknown facts that a template uses.
    pub(crate) fn add_unknown(&mut self, resolved: &ResolvedRequest<'_>, unknown: &[&Variable]) {
        for gap in unknown.iter().filter_map(|variable| unusable_facts::unknown_variable(resolved, variable)) {
            if !self.gaps.iter().any(|known| known.asks_the_same(&gap)) {
                self.gaps.push(gap);
            }
        }
    }

    /// Whether all required elements are there, and nothing prevents delivery.
    pub(crate) fn ready(&self) -> bool {
        self.elements.iter().all(|report| report.present || !report.required)
            && !self.gaps.iter().any(UnusableFact::prevents_sending)
    }

    /// The missing facts, as sentences.
    pub(crate) fn missing(&self, resolved: &ResolvedRequest<'_>) -> Result<Vec<Missing>, Error> {
        self.gaps.iter().map(|gap| gap.report(resolved)).collect()
    }
}

/// Whether an element applies that only some messages have.
fn is_given(resolved: &ResolvedRequest<'_>, element: Element) -> bool {
    match element {
        Element::Clarification => !resolved.additions().is_empty(),
        Element::PassOn => !resolved.request.pass_on_to.is_empty(),
        _ => true,
    }
}

/// The position of an element, if it is there.
fn find(parts: &[Finished], element: Element) -> Option<(Part, Span)> {
    parts.iter().find_map(|finished| {
        let (_, span) = finished.spans.iter().find(|(other, _)| *other == element)?;
        Some((finished.part, *span))
    })
}

/// The part that should contain an element, if that can be said.
const fn whole(text: Text, element: Element) -> Part {
    match (text, element) {
        (Text::Email, Element::Subject) => Part::Subject,
        (Text::Email | Text::Linkedin | Text::Letter, _) => Part::Body,
        (Text::Script, _) => Part::Script,
        (Text::Voicemail, _) => Part::Voicemail,
    }
}
