//! Words that a Hunspell dictionary lacks, in languages other than English.

use std::{collections::HashSet, ops::Range};

use super::{name_places::NamePlaces, non_prose::NonProse, spelling::KnownWords};
use crate::{
    proofread::{
        Check, Dictionary, Finding, Issue, Severity, prepared_text::PreparedText, resolved_context::ResolvedContext,
        words,
    },
    salutation::is_title,
};

/// The most words that are reported.
const MOST: usize = 60;
/// Words that the service itself writes.
const OWN_WORDS: [&str; 3] = ["Feber", "Jänner", "Wiederhören"];
/// For so many words replacements are looked for, which takes some milliseconds each.
const MOST_WITH_SUGGESTIONS: usize = 8;

pub(super) fn check(
    prepared: &PreparedText<'_>,
    known: &KnownWords,
    dictionary: &Dictionary,
    context: &ResolvedContext<'_>,
) -> Vec<Finding> {
    let text = &prepared.plain[..prepared.layout.signature.start];
    let prose = NonProse::find(prepared);
    let names = known.names_in(&prepared.plain);
    let mut seen = HashSet::new();
    let unknown = words::places(text).filter(|at| {
        let word = &text[at.clone()];
        seen.insert(word)
            && is_prose(word)
            && prose.has(at)
            && !is_known(word, at, &names, known, dictionary)
            && !is_usual(word, &text[at.end..], dictionary, context)
    });
    let unknown: Vec<Range<usize>> = unknown.take(MOST).collect();
    let found = unknown.into_iter().enumerate().map(|(index, at)| {
        let quote = &prepared.quote(&at);
        let suggestions =
            if index < MOST_WITH_SUGGESTIONS { dictionary.suggestions(&text[at.clone()]) } else { Vec::new() };
        let near = suggestions.first().is_some_and(|first| strsim::osa_distance(first, &text[at.clone()]) <= 2);
        // A capitalised word may be a name.
        let slip = near && !words::is_capitalised(quote);
        let severity = if slip { Severity::Warning } else { Severity::Hint };
        let description = context.describe(Issue::UnknownWord { quote, slip });
        Finding {
            span: Some(prepared.span(&at)),
            suggestions,
            ..Finding::new(Check::Spelling, severity, prepared.part, description)
        }
    });
    found.collect()
}

/// Whether it is a word, and neither an acronym nor code.
fn is_prose(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1 && !word.chars().any(char::is_numeric) && !word.chars().skip(1).any(char::is_uppercase)
}

/// Whether a word is right though the dictionary lacks it: an abbreviation, a word of the service's own texts, or "ss"
/// for "ß" in Switzerland.
fn is_usual(word: &str, behind: &str, dictionary: &Dictionary, context: &ResolvedContext<'_>) -> bool {
    let shortened = || {
        let whole = || dictionary.knows(&format!("{word}."));
        behind.starts_with('.') && (is_title(word) || context.language.abbreviates(word) || whole())
    };
    let has = |word: &str| dictionary.knows(word) || dictionary.knows(&word.to_lowercase());
    let is_swiss = || context.locale.region() == "CH" && word.contains("ss") && has(&word.replace("ss", "ß"));
    OWN_WORDS.contains(&word) || shortened() || is_swiss()
}

fn is_known(word: &str, at: &Range<usize>, names: &NamePlaces, known: &KnownWords, dictionary: &Dictionary) -> bool {
    dictionary.knows(word)
        || dictionary.knows(&word.to_lowercase())
        // "l'entretien", "d'équipe"
        || word.split_once('\'').is_some_and(|(_, rest)| dictionary.knows(rest) || dictionary.knows(&rest.to_lowercase()))
        || known.has(word)
        || names.contain(at)
}
