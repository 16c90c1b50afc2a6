//! Spelling and grammar: of English by a dictionary and lists of mistakes, of other languages by a dictionary, if there
//! is one.

mod agreement;
mod classes;
mod comma_splice;
mod comparisons;
mod dialect;
mod extra_words;
mod far_agreement;
mod lead_for_led;
mod misspellings;
mod mistakes;
mod name_places;
mod neighbours;
mod non_prose;
mod sequences;
mod slips;
mod spelling;
mod tokens;

use std::ops::Range;

use self::{non_prose::NonProse, tokens::Word};
use super::{Check, Finding, Severity, prepared_text::PreparedText, resolved_context::ResolvedContext};

/// The mistakes of language in one text.
pub(super) fn check(
    prepared: &PreparedText<'_>,
    known: &spelling::KnownWords,
    context: &ResolvedContext<'_>,
) -> Vec<Finding> {
    if context.language.tag() != crate::Locale::EN.tag() {
        let checked = |dictionary| extra_words::check(prepared, known, dictionary, context);
        return context.dictionary.map(checked).unwrap_or_default();
    }
    let prose = NonProse::find(prepared);
    let words = tokens::words_of(prepared);
    let mut findings = mistakes::check(prepared);
    findings.extend(of_words(prepared, &words, &prose, known));
    let quotations = Quotations::find(&prepared.plain);
    // What somebody else has said may be as wrong as it was.
    let is_of_others = |at: &Range<usize>| is_foreign(at, &words) || quotations.have(at);
    for finding in &mut findings {
        if finding.span.is_some_and(|span| is_of_others(&prepared.bytes(span))) {
            finding.severity = Severity::Hint;
        }
    }
    let unknown = spelling::check(prepared, &words, &prose, known, context);
    // A word in no dictionary is reported as misspelt, even if a list suggests another word.
    for finding in &mut findings {
        if unknown.iter().any(|other| other.span == finding.span) && !is_plural_of_none(finding, prepared) {
            finding.check = Check::Spelling;
            finding.rule = Check::Spelling.rule();
        }
    }
    findings.extend(unknown);
    findings.extend(dialect::check(prepared, &words, &prose, known, context.locale));
    findings
}

/// The mistakes that are seen in words beside each other.
fn of_words(
    prepared: &PreparedText<'_>,
    words: &[Word<'_>],
    prose: &NonProse,
    known: &spelling::KnownWords,
) -> Vec<Finding> {
    type Mistake = (Range<usize>, String, Option<String>, bool);
    let write = |instead: &str| if instead.is_empty() { String::new() } else { format!(" Write \"{instead}\".") };
    let sequences = sequences::find(words).into_iter().map(|hit| -> Mistake {
        let write = hit.instead.as_deref().map(write).unwrap_or_default();
        (
            hit.at.clone(),
            format!("\"{}\": {}{write}", prepared.quote(&hit.at), hit.description),
            hit.instead,
            hit.uncertain,
        )
    });
    let clashes = agreement::find(words).into_iter().chain(far_agreement::find(words)).map(|clash| -> Mistake {
        let agreement::AgreementError { at, noun, verb, instead, uncertain } = clash;
        (at, format!("\"{noun}\" does not go with \"{verb}\". Write \"{instead}\" instead."), None, uncertain)
    });
    let comparisons = comparisons::find(words).into_iter().map(|at| -> Mistake {
        let description =
            format!("\"{}\" is a time; a comparison needs \"than\".{}", prepared.quote(&at), write("than"));
        (at, description, Some("than".to_owned()), false)
    });
    let leading = lead_for_led::find(words).into_iter().map(|at| -> Mistake {
        (
            at,
            format!("\"lead\" is the present; of the past one writes \"led\".{}", write("led")),
            Some("led".to_owned()),
            true,
        )
    });
    let splices = comma_splice::find(words).into_iter().map(|at| -> Mistake {
        let description = format!(
            "\"{}\": a comma alone does not join two sentences. End the first one, or use a semicolon or \"and\".",
            prepared.quote(&at)
        );
        (at, description, None, true)
    });
    let slips = neighbours::find(&prepared.plain, words).into_iter().map(|slip| -> Mistake {
        (slip.at, format!("{}{}", slip.description, write(&slip.instead)), Some(slip.instead), false)
    });
    let all = sequences.chain(clashes).chain(comparisons).chain(leading).chain(splices).chain(slips);
    let names = known.names_in(&prepared.plain);
    let found = all.filter(|(at, ..)| prose.has(at) && !names.contain(at));
    found
        .map(|(at, text, instead, uncertain)| Finding {
            span: Some(prepared.span(&at)),
            suggestions: instead.into_iter().collect(),
            ..Finding::new(
                Check::Grammar,
                if uncertain { Severity::Hint } else { Severity::Warning },
                prepared.part,
                text,
            )
        })
        .collect()
}

/// Where quotation marks and the ends of lines stand, in bytes.
struct Quotations {
    marks: Vec<usize>,
    line_ends: Vec<usize>,
}

impl Quotations {
    fn find(text: &str) -> Self {
        let places = |mark: u8| text.bytes().enumerate().filter(move |(_, byte)| *byte == mark).map(|(at, _)| at);
        Self { marks: places(b'"').collect(), line_ends: places(b'\n').collect() }
    }

    /// Whether `at` stands in a quotation that begins and ends on its line.
    fn have(&self, at: &Range<usize>) -> bool {
        let before = |all: &[usize], end: usize| all.partition_point(|place| *place < end);
        let line_start = match before(&self.line_ends, at.start) {
            0 => 0,
            lines => self.line_ends[lines - 1] + 1,
        };
        let line_end = self.line_ends.get(before(&self.line_ends, at.end)).copied().unwrap_or(usize::MAX);
        let opened = before(&self.marks, at.start) - before(&self.marks, line_start);
        opened % 2 == 1 && before(&self.marks, at.end) < before(&self.marks, line_end)
    }
}

/// Whether words of another language are around `at`: "Pob hwyl i chi i gyd".
fn is_foreign(at: &Range<usize>, words: &[Word<'_>]) -> bool {
    const NEAR: usize = 3;
    const FEWEST: usize = 2;
    let first = words.partition_point(|word| word.at.end <= at.start);
    let first = if first == words.len() { 0 } else { first };
    let behind = words.partition_point(|word| word.at.start < at.end);
    let near = &words[first.saturating_sub(NEAR)..(behind + NEAR).min(words.len()).max(first)];
    let unknown = near.iter().filter(|word| word.known().is_none() && word.written.chars().any(char::is_alphabetic));
    unknown.count() >= FEWEST
}

/// Whether only an ending is wrong: "informations".
fn is_plural_of_none(finding: &Finding, prepared: &PreparedText<'_>) -> bool {
    let written = finding.span.map_or("", |span| &prepared.plain[prepared.bytes(span)]).to_lowercase();
    finding.suggestions.iter().any(|instead| written.starts_with(&instead.to_lowercase()))
}

/// The words that are right because of the names and facts of the message.
pub(super) fn known(context: &ResolvedContext<'_>) -> spelling::KnownWords {
    spelling::KnownWords::new(context)
}
