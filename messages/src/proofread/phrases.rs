//! Lists of phrases, in files.
//!
//! A line is a regular expression for some words, whatever their case; a space in it stands for any white space. After
//! ` => ` come the words to put there instead, the best first, with ` | ` between them; `$1` is what the first group holds.
//! `#` begins a comment.

use std::ops::Range;

use regex::{Regex, RegexSet};

/// Phrases that are looked for together.
#[derive(Debug)]
pub(super) struct Phrases {
    any: RegexSet,
    each: Vec<Phrase>,
}

#[derive(Debug)]
struct Phrase {
    pattern: Regex,
    instead: Vec<&'static str>,
}

/// A phrase found in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Hit {
    /// Its bytes.
    pub(super) at: Range<usize>,
    pub(super) instead: Vec<String>,
}

impl Phrases {
    /// Reads a list that was compiled in.
    pub(super) fn new(list: &'static str) -> Self {
        let lines = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (patterns, instead): (Vec<String>, Vec<_>) = lines
            .map(|line| {
                let (phrase, instead) = line.split_once(" => ").unwrap_or((line, ""));
                (pattern(phrase), instead.split(" | ").filter(|words| !words.is_empty()).collect())
            })
            .unzip();
        let any = RegexSet::new(&patterns).expect("a test compiles every list");
        let compiled = patterns.iter().map(|pattern| Regex::new(pattern).expect("the set has compiled it"));
        Self { any, each: compiled.zip(instead).map(|(pattern, instead)| Phrase { pattern, instead }).collect() }
    }

    /// Whether one of them is in `text`.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.any.is_match(text)
    }

    /// Each place in `text` where one of them is, phrase by phrase in the order of the list.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit> + use<'t> {
        self.any.matches(text).into_iter().flat_map(move |index| {
            let phrase = &self.each[index];
            phrase.pattern.captures_iter(text).map(move |found| {
                let whole = found.get_match();
                let instead = phrase.instead.iter().map(|words| {
                    let mut expanded = String::new();
                    found.expand(words, &mut expanded);
                    in_case_of(&expanded, whole.as_str())
                });
                Hit { at: whole.range(), instead: instead.collect() }
            })
        })
    }
}

/// Whole words only, in any case. The boundaries are those of English, which the automaton can follow.
fn pattern(phrase: &str) -> String {
    format!(r"(?i)(?-u:\b{{start-half}})(?:{})(?-u:\b{{end-half}})", phrase.replace(' ', r"\s+"))
}

/// `words` with a capital, if what they replace begins with one.
fn in_case_of(words: &str, replaced: &str) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) if replaced.starts_with(char::is_uppercase) => first.to_uppercase().chain(chars).collect(),
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_whatever_their_case_and_spacing() {
        let phrases = Phrases::new("# a comment\nfor you (time|team) => for your $1\nthx => thanks | thank you\n");
        let hits: Vec<_> = phrases.find("Thx for you\n time, thxx, éthx").collect();
        assert_eq!(hits.len(), 3, "{hits:?}");
        assert_eq!((hits[0].at.clone(), &*hits[0].instead), (4..17, &["for your time".to_owned()][..]));
        assert_eq!((hits[1].at.clone(), &*hits[1].instead), (0..3, &["Thanks".to_owned(), "Thank you".to_owned()][..]));
        assert!(phrases.is_in("thx") && !phrases.is_in("for your time"));
    }
}
