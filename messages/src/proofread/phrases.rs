//! Lists of phrases, in files.
//!
//! A line is a regular expression for some words, whatever their case; a space in it stands for any white space. After
//! ` => ` come the words to put there instead, the best first, with ` | ` between them; `$1` is what the first group holds.
//! `#` begins a comment.

use std::{ops::Range, sync::OnceLock};

use regex::{Captures, Regex, RegexSet};

/// Phrases that are looked for together.
#[derive(Debug)]
pub(super) struct Phrases {
    any: RegexSet,
    each: Vec<Phrase>,
}

#[derive(Debug)]
struct Phrase {
    pattern: String,
    /// The pattern, ready to say where it matches, once the set has found it in some text: most are never needed.
    compiled: OnceLock<Regex>,
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

    /// Whether one of them is in `text`.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }

    /// Each place in `text` where one of them is, phrase by phrase in the order of the list.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit> + use<'t> {
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
                Hit { at: whole.range(), instead: instead.collect() }
            })
        })
    }
}

impl Phrase {
    fn regex(&self) -> &Regex {
        self.compiled.get_or_init(|| Regex::new(&self.pattern).expect("the set has compiled it"))
    }
}

/// Words in any case. The boundaries are those of ASCII, which the automaton can follow; [`is_apart`] knows the others.
fn pattern(phrase: &str) -> String {
    /// A letter, a digit or anything beyond ASCII: the letters of all scripts would make each pattern a hundred times as
    /// large.
    const WORD: &str = r"(?u:[0-9A-Za-z_\x{80}-\x{10FFFF}])";
    let mut spaced = String::with_capacity(phrase.len() * 2);
    let mut in_class = false;
    for c in phrase.chars() {
        in_class = c == '[' || in_class && c != ']';
        match c {
            '[' => spaced.push_str("(?u:["),
            ']' => spaced.push_str("])"),
            ' ' if in_class => spaced.push_str(r"\t\n\r "),
            ' ' => spaced.push_str(r"(?:[\t\n\r ]+)"),
            c => spaced.push(c),
        }
    }
    format!(r"(?i-u)\b{{start-half}}(?:{})\b{{end-half}}", spaced.replace(r"\w", WORD))
}

/// Whether no letter or digit of any script touches what is at `at`, if it begins or ends with one.
fn is_apart(text: &str, at: &Range<usize>) -> bool {
    let joined = |left: Option<char>, right: Option<char>| {
        left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric)
    };
    let inner = &text[at.clone()];
    !joined(text[..at.start].chars().next_back(), inner.chars().next())
        && !joined(inner.chars().next_back(), text[at.end..].chars().next())
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
