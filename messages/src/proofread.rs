//! Proofreading: mistakes in texts that would harm their sender.
//!
//! [`proofread`] is pure like [`render`](crate::render). The caller provides the context: a text alone is checked for
//! what can be seen in it, and with more [`Context`] more mistakes are found.

mod completeness;
mod copying_mistakes;
mod dictionary;
mod english;
mod finding;
mod finding_id;
mod input;
mod issue;
mod language;
mod layout;
mod letterhead;
mod lexicon;
mod lines;
mod merge_findings;
mod nameless_greeting;
mod people;
mod phrases;
mod positions;
mod prepared_text;
mod resolved_context;
mod tone;
mod usage;
mod usage_rules;
mod words;

pub use dictionary::{Dictionary, DictionaryError};
pub use finding::{Check, Finding, Severity};
pub use finding_id::{FindingId, FindingPlace, InvalidFindingId};
pub use input::{Context, EarlierMessage, OtherApplication, Texts};

pub(crate) use self::{
    copying_mistakes::{Origin, Replacement},
    english::has_in_any_case as is_english_word,
    issue::{Issue, ToneIssue},
    lexicon::{AskedOfProcess, DayWords, Lexicon, regex, word_set},
    phrases::Phrases,
    usage_rules::{Marks, Usage, UsageIssue},
};
use self::{prepared_text::PreparedText, resolved_context::ResolvedContext};
use crate::{Locale, Part, languages::language_of};

/// The findings on `texts`, most severe first. It takes some milliseconds, so call it on a thread that may block. The
/// first call loads the dictionary, unless [`warm_up`] did.
#[must_use]
pub fn proofread(texts: &Texts, context: &Context<'_>) -> Vec<Finding> {
    let context = ResolvedContext::new(texts, context);
    let known = language::known(&context);
    let lexicon = context.language.lexicon();
    let prepared_texts: Vec<PreparedText<'_>> = texts
        .parts()
        .map(|(part, text)| PreparedText::new(part, context.text(part), text, lexicon).signed_by(context.candidate()))
        .collect();
    let mut findings = copying_mistakes::check(&prepared_texts, &context);
    findings.extend(completeness::check(texts, &prepared_texts, &context));
    for prepared in &prepared_texts {
        let of_prose = tone::check(prepared, &context).into_iter().chain(language::check(prepared, &known, &context));
        findings.extend(of_prose.filter(|finding| !prepared.is_above(finding.span)));
        findings.extend(usage::check(prepared, &context));
        if usage::is_in_other_language(prepared, &context) {
            // By the words of its own language nothing is missing from it.
            findings.retain(|finding| finding.part != prepared.part || finding.check.is_of_any_language());
        }
    }
    let parts: Vec<Part> = std::iter::once(Part::Subject)
        .chain([Part::Body, Part::Script])
        .chain(prepared_texts.iter().map(|prepared| prepared.part))
        .collect();
    merge_findings::with_ids(merge_findings::merge(findings, &parts), texts)
}

/// The share of the shorter letter that the other one contains, apart from `names`: from 0 to 1.
pub(crate) fn likeness(one: &str, other: &str, names: &[&str], locale: Locale) -> f64 {
    copying_mistakes::likeness(one, other, names, language_of(locale).lexicon())
}

/// Loads the dictionary and prepares the lists, which takes some tenths of a second. Call it once the service answers,
/// on a thread that may block.
pub fn warm_up() {
    let text = |words: &str| Some(words.to_owned());
    // It has an unknown word, for which similar ones are looked for.
    let body = text("Dear Ada,\n\nThank you for an intervew.");
    let texts = Texts { subject: text("Thank you"), body, ..Texts::default() };
    let found = proofread(&texts, &Context::default());
    debug_assert!(!found.is_empty(), "so short a letter lacks something");
}
