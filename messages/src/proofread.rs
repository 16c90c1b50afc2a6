//! Proofreading: mistakes in texts that would harm their sender.
//!
//! [`proofread`] is pure like [`render`](crate::render). The caller provides the context: a text alone is checked for
//! what can be seen in it, and with more [`Context`] more mistakes are found.

mod accidents;
mod completeness;
mod dictionary;
mod english;
mod finding;
mod finding_id;
mod input;
mod language;
mod layout;
mod letterhead;
mod lexicon;
mod lines;
mod matter;
mod nameless_greeting;
mod passage;
mod people;
mod phrases;
mod positions;
mod settle;
mod surroundings;
mod tone;
mod usage;
mod usage_rules;
mod words;

pub use dictionary::{Dictionary, DictionaryError};
pub use finding::{Check, Finding, Severity};
pub use finding_id::{FindingId, FindingPlace, InvalidFindingId};
pub use input::{Context, EarlierMessage, OtherApplication, Texts};

pub(crate) use self::{
    accidents::{Origin, Replacement},
    english::has_in_any_case as is_english_word,
    lexicon::{AskedOfProcess, DayWords, Lexicon, regex, word_set},
    matter::{Matter, ToneMatter},
    phrases::Phrases,
    usage_rules::{Marks, Usage, UsageMatter},
};
use self::{passage::Passage, surroundings::Surroundings};
use crate::{Locale, Part, languages::language_of};

/// The findings on `texts`, most severe first. It takes some milliseconds, so call it on a thread that may block. The
/// first call loads the dictionary, unless [`warm_up`] did.
#[must_use]
pub fn proofread(texts: &Texts, context: &Context<'_>) -> Vec<Finding> {
    let surroundings = Surroundings::new(texts, context);
    let known = language::known(&surroundings);
    let lexicon = surroundings.language.lexicon();
    let passages: Vec<Passage<'_>> = texts
        .parts()
        .map(|(part, text)| {
            Passage::new(part, surroundings.text(part), text, lexicon).signed_by(surroundings.candidate())
        })
        .collect();
    let mut findings = accidents::check(&passages, &surroundings);
    findings.extend(completeness::check(texts, &passages, &surroundings));
    for passage in &passages {
        let of_prose =
            tone::check(passage, &surroundings).into_iter().chain(language::check(passage, &known, &surroundings));
        findings.extend(of_prose.filter(|finding| !passage.is_above(finding.span)));
        findings.extend(usage::check(passage, &surroundings));
        if usage::is_in_other_language(passage, &surroundings) {
            // By the words of its own language nothing is missing from it.
            findings.retain(|finding| finding.part != passage.part || finding.check.is_of_any_language());
        }
    }
    let parts: Vec<Part> = std::iter::once(Part::Subject)
        .chain([Part::Body, Part::Script])
        .chain(passages.iter().map(|passage| passage.part))
        .collect();
    settle::identified(settle::settled(findings, &parts), texts)
}

/// The share of the shorter letter that the other one contains, apart from `names`: from 0 to 1.
pub(crate) fn likeness(one: &str, other: &str, names: &[&str], locale: Locale) -> f64 {
    accidents::likeness(one, other, names, language_of(locale).lexicon())
}

/// Loads the dictionary and prepares the lists, which takes some tenths of a second. Call it once the service answers, on
/// a thread that may block.
pub fn warm_up() {
    let text = |words: &str| Some(words.to_owned());
    // It has an unknown word, for which similar ones are looked for.
    let body = text("Dear Ada,\n\nThank you for an intervew.");
    let texts = Texts { subject: text("Thank you"), body, ..Texts::default() };
    let found = proofread(&texts, &Context::default());
    debug_assert!(!found.is_empty(), "so short a letter lacks something");
}
