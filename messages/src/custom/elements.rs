//! Finds the elements in a text with unknown wording, by facts and words in it.
//!
//! It only finds whether an element is there. [`crate::proofread`] judges the wording.

use std::ops::Range;

use minijinja::Value;
use planning::StepKind;

use super::sentences;
use crate::{Element, Locale, Part, Span, draft::Finished, required_elements, templates::Blocks, text::Text};

/// The parts of `text`, with the elements that a message of `kind` should contain.
pub(super) fn mark(
    (kind, text, locale): (StepKind, Text, Locale),
    values: &Value,
    parts: Vec<(Part, String)>,
) -> Result<Vec<Finished>, minijinja::Error> {
    let mut search = ElementSearch { kind, text, values, signs: Blocks::new(locale, "signs", Value::UNDEFINED)? };
    let mut finished: Vec<Finished> =
        parts.into_iter().map(|(part, text)| Finished { part, text, head: 0, spans: Vec::new() }).collect();
    for (element, _) in required_elements::of_kind(kind, text) {
        for part in &mut finished {
            if let Some(found) = search.find(element, part.part, &part.text)? {
                let start = part.text[..found.start].chars().count();
                let end = start + part.text[found].chars().count();
                part.spans.push((element, Span { start, end }));
                break;
            }
        }
    }
    Ok(finished)
}

struct ElementSearch<'a> {
    kind: StepKind,
    text: Text,
    /// The values of the variables.
    values: &'a Value,
    /// The words that show an element, in a block for each.
    signs: Blocks,
}

impl ElementSearch<'_> {
    /// The place in `part`, with the text `written`, of `element`.
    fn find(&mut self, element: Element, part: Part, written: &str) -> Result<Option<Range<usize>>, minijinja::Error> {
        let says = |name: &str| self.fact(name).iter().find_map(|fact| around(written, fact));
        Ok(match (element, part) {
            (Element::Subject, Part::Subject) => says("position").map(|_| 0..written.len()),
            (Element::Subject, _) | (_, Part::Subject) => None,
            (Element::Recipient, _) => self.greeting(part, written),
            (Element::Introduction, _) => says("position").filter(|_| self.introduces(written)),
            (Element::Point, _) => says("points"),
            (Element::Clarification | Element::Answer, _) => says("additions"),
            (Element::CallBack, _) => says("candidate.phone"),
            (Element::SignOff, _) if self.text.is_written() => self.signature(written),
            (Element::SignOff, _) => self.farewell(part, written)?,
            (Element::Interest, _) => match says("strength").or_else(|| says("goal")) {
                None => self.sign(element, written)?,
                found => found,
            },
            _ => self.sign(element, written)?,
        })
    }

    /// The value of a variable: nothing, a text, or several.
    fn fact(&self, name: &str) -> Vec<String> {
        let value = name.split('.').try_fold(self.values.clone(), |value, step| value.get_attr(step));
        let value = value.unwrap_or_default();
        if let Some(text) = value.as_str() {
            return vec![text.to_owned()];
        }
        value.try_iter().into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned)).collect()
    }

    /// The greeting: the first line of a written text, or the first sentence of a spoken one.
    fn greeting(&self, part: Part, written: &str) -> Option<Range<usize>> {
        let names = ["recipient.greeting", "recipient.name", "recipient.called"].map(|fact| self.fact(fact)).concat();
        let first = match part {
            Part::Body => written.lines().next()?,
            Part::Opening | Part::Voicemail => written,
            _ => return None,
        };
        names.iter().find_map(|name| around(first, name))
    }

    /// Whether it says who is calling and, in a question about the status, which interview it is about.
    fn introduces(&self, written: &str) -> bool {
        let says = |name: &str| self.fact(name).iter().any(|fact| written.contains(fact));
        let asks = matches!(self.kind, StepKind::CheckIn | StepKind::FinalAttempt);
        let dated = !asks || self.text == Text::Voicemail || says("interview.date") || says("interview.month");
        dated && (self.text.is_written() || says("candidate.name"))
    }

    /// The last lines, from the one before the candidate's name; in longer texts with a way to reach the candidate.
    fn signature(&self, written: &str) -> Option<Range<usize>> {
        let name = self.fact("candidate.name").into_iter().next()?;
        let signed = written[..written.rfind(&name)?].rfind('\n')? + 1;
        let before = written[..signed - 1].rfind('\n').map_or(0, |at| at + 1);
        let start = if written[before..signed].trim().is_empty() { signed } else { before };
        let ways = ["candidate.phone", "candidate.email"].map(|fact| self.fact(fact)).concat();
        let reachable = ways.iter().any(|way| written[start..].contains(way));
        // A letter has the sender's address above.
        (matches!(self.text, Text::Linkedin | Text::Letter) || reachable).then_some(start..written.len())
    }

    /// The last words of a call.
    fn farewell(&mut self, part: Part, written: &str) -> Result<Option<Range<usize>>, minijinja::Error> {
        if !matches!(part, Part::Closing | Part::Voicemail) {
            return Ok(None);
        }
        self.sign(Element::SignOff, written)
    }

    /// The sentence with a word that shows `element`: the first one, or for farewells the last.
    fn sign(&mut self, element: Element, written: &str) -> Result<Option<Range<usize>>, minijinja::Error> {
        let signs = self.signs.lines(element.name())?;
        let tells = |sentence: &Range<usize>| {
            let sentence = written[sentence.clone()].to_lowercase();
            signs.iter().any(|sign| begins_word(&sentence, sign))
        };
        let mut found = sentences::split(written).filter(tells);
        Ok(if element == Element::SignOff { found.last() } else { found.next() })
    }
}

/// The sentences of `text` that contain `fact`.
fn around(text: &str, fact: &str) -> Option<Range<usize>> {
    let start = text.find(fact)?;
    let end = start + fact.len();
    let mut touched = sentences::split(text).filter(|sentence| sentence.start < end && start < sentence.end);
    let first = touched.next()?;
    let last = touched.last().unwrap_or_else(|| first.clone());
    Some(first.start..last.end)
}

/// Whether a word of `text` begins with `sign`.
fn begins_word(text: &str, sign: &str) -> bool {
    text.match_indices(sign).any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}
