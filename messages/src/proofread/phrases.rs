//! Lists of phrases, in files.
//!
//! Each line is a regular expression, in which case is ignored and a space matches any white space. After ` => ` come
//! the replacements, best first, separated by ` | `; `$1` is the content of the first group. `#` begins a comment.

use std::{ops::Range, sync::OnceLock};

use regex::{Captures, Regex, RegexSet};

use super::words;

/// Phrases that are searched for together.
#[derive(Debug)]
pub(crate) struct Phrases {
    any: RegexSet,
    each: Vec<Phrase>,
}

#[derive(Debug)]
struct Phrase {
    pattern: String,
    /// The pattern, compiled when the set first finds it in a text. Most patterns are never needed.
    compiled: OnceLock<Regex>,
    instead: Vec<&'static str>,
}

/// A phrase found in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct PhraseMatch {
    /// The byte range.
    pub(super) at: Range<usize>,
    pub(super) instead: Vec<String>,
}

impl Phrases {
    /// Parses a list that is compiled in.
    pub(crate) fn new(list: &'static str) -> Self {
        let lines = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let each: Vec<Phrase> = lines
            .map(|line| {
                let (phrase, instead) = line.split_once(" => ").unwrap_or((line, ""));
                let instead = instead.split(" | ").filter(|words| !words.is_empty()).collect();
                Phrase { pattern: pattern(phrase), compiled: OnceLock::new(), instead }
            })
            .collect();
        let any = RegexSet::new(each.iter().map(|phrase| &phrase.pattern)).expect("a test compiles every list");
        Self { any, each }
    }

    /// Whether `text` contains one of them.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }

    /// All matches in `text`, phrase by phrase in the order of the list.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = PhraseMatch> + use<'t> {
        self.any.matches(text).into_iter().flat_map(move |index| {
            let phrase = &self.each[index];
            let whole_words = move |found: &Captures<'_>| is_apart(text, &found.get_match().range());
            phrase.regex().captures_iter(text).filter(whole_words).map(move |found| {
                let whole = found.get_match();
                let instead = phrase.instead.iter().map(|words| {
                    let mut expanded = String::new();
                    found.expand(words, &mut expanded);
                    in_case_of(&expanded, whole.as_str())
                });
                PhraseMatch { at: whole.range(), instead: instead.collect() }
            })
        })
    }
}

impl Phrase {
    fn regex(&self) -> &Regex {
        self.compiled.get_or_init(|| Regex::new(&self.pattern).expect("the set has compiled it"))
    }
}

/// Case is ignored. Word boundaries are those of ASCII, which the automaton supports; [`is_apart`] checks the others.
fn pattern(phrase: &str) -> String {
    let mut spaced = String::with_capacity(phrase.len() * 2);
    let mut rest = phrase;
    while let Some((before, class, after)) = next_class(rest) {
        spaced.push_str(&outside_of_classes(before));
        spaced.push_str(&class_of(class));
        rest = after;
    }
    spaced.push_str(&outside_of_classes(rest));
    format!(r"(?i-u)\b{{start-half}}(?:{spaced})\b{{end-half}}")
}

/// A letter, a digit or any character beyond ASCII. All letters of Unicode would make each pattern a hundred times as
/// large.
const WORD: &str = r"0-9A-Za-z_\x{80}-\x{10FFFF}";

/// The text before the first `[`, the text in the brackets, and the text after them.
fn next_class(pattern: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = pattern.split_once('[')?;
    let (class, after) = rest.split_once(']')?;
    Some((before, class, after))
}

fn outside_of_classes(part: &str) -> String {
    part.replace(' ', r"(?:[\t\n\r ]+)").replace(r"\w", &class_of(r"\w"))
}

/// A class with [`WORD`] doesn't ignore case: it has all cases already, and to add them would mean looking up each of a
/// million characters.
fn class_of(content: &str) -> String {
    let flags = if content.contains(r"\w") { "u-i" } else { "u" };
    format!("(?{flags}:[{}])", content.replace(' ', r"\t\n\r ").replace(r"\w", WORD))
}

/// Whether no letter or digit of any script is next to `at`, if it begins or ends with one.
fn is_apart(text: &str, at: &Range<usize>) -> bool {
    let joined = |left: Option<char>, right: Option<char>| {
        left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric)
    };
    let inner = &text[at.clone()];
    !joined(text[..at.start].chars().next_back(), inner.chars().next())
        && !joined(inner.chars().next_back(), text[at.end..].chars().next())
}

/// `text` with a capital, if the replaced text begins with one.
fn in_case_of(text: &str, replaced: &str) -> String {
    if replaced.starts_with(char::is_uppercase) { words::capitalised(text) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_whatever_their_case_and_spacing() {
        let phrases = Phrases::new("# a comment\nfor you (time|team) => for your $1\nthx => thanks | thank you\n");
        let hits: Vec<_> = phrases.find("Thx for you\n time, thxx, éthx, thxé").collect();
        assert_eq!(hits.len(), 2, "{hits:?}");
        assert_eq!((hits[0].at.clone(), &*hits[0].instead), (4..17, &["for your time".to_owned()][..]));
        assert_eq!((hits[1].at.clone(), &*hits[1].instead), (0..3, &["Thanks".to_owned(), "Thank you".to_owned()][..]));
        assert!(phrases.is_in("thx") && !phrases.is_in("for your time") && !phrases.is_in("éthx"));
    }

    #[test]
    fn a_space_may_be_left_out_where_the_list_says_so() {
        let phrases = Phrases::new("my (?:old)?-? ?boss\ntime[- ]off\n[$£] ?\\d+ \\w+\n");
        for text in ["my boss", "my old boss", "my old-boss", "time off", "time-off", "£5 née", "£ 5 a"] {
            assert!(phrases.is_in(text), "{text}");
        }
        assert!(!phrases.is_in("my  cold boss") && !phrases.is_in("time+off"));
    }
}
