//! Splits texts into words, and compares words.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The words of `text`: letters and digits, with the apostrophes within them.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    places(text).map(|at| &text[at])
}

/// The positions of the words of `text`.
pub(super) fn places(text: &str) -> impl Iterator<Item = Range<usize>> {
    let within = |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '\'' | '\u{2019}');
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|c| !within(c)).unwrap_or(text.len() - start);
        rest = start + length;
        let word = text[start..rest].trim_end_matches(['\'', '\u{2019}']);
        Some(start..start + word.len())
    })
}

/// The words of a list that is compiled in. `#` begins a comment.
pub(super) fn listed(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

/// `text` in lower case without accents.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            '\u{2019}' => folded.push('\''),
            c => folded.push(c),
        }
    }
    folded
}

/// `text` in lower case, with every byte at the same position.
pub(super) fn lower_in_place(text: &str) -> String {
    let lower = |c: char| {
        let mut lower = c.to_lowercase();
        let first = lower.next().filter(|first| first.len_utf8() == c.len_utf8());
        first.filter(|_| lower.next().is_none()).unwrap_or(c)
    };
    text.chars().map(lower).collect()
}

/// `word` with its first letter as a capital.
pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `word` without a possessive ending.
pub(super) fn without_possessive(word: &str) -> &str {
    ["'s", "\u{2019}s", "'S"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// `word` in lower case, without accents and without a possessive ending.
pub(super) fn bare(word: &str) -> String {
    without_possessive(&folded(word)).to_owned()
}

/// Whether `text` contains `phrase` as whole words.
pub(super) fn contains(text: &str, phrase: &str) -> bool {
    whole_matches(text, phrase).next().is_some()
}

/// The positions of `phrase` in `text` as whole words.
pub(super) fn whole_matches<'t>(text: &'t str, phrase: &'t str) -> impl Iterator<Item = Range<usize>> {
    let apart = |neighbour: Option<char>| !neighbour.is_some_and(char::is_alphanumeric);
    text.match_indices(phrase).map(|(at, found)| at..at + found.len()).filter(move |at| {
        !at.is_empty() && apart(text[..at.start].chars().next_back()) && apart(text[at.end..].chars().next())
    })
}

/// Whether `word` begins with a capital.
pub(super) fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether the words of `text` are a name up to a mark or its end: a few words, none of them in lower case. No more of
/// it is read.
pub(super) fn begin_with_a_name(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let mut words = 0;
    for word in text.split_whitespace() {
        let (part, ended) = word.split_once([',', '|', '·', '(']).map_or((word, false), |(part, _)| (part, true));
        words += usize::from(!part.is_empty());
        if words > MOST_WORDS || part.starts_with(char::is_lowercase) {
            return false;
        }
        if ended {
            break;
        }
    }
    words > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_with_what_joins_them() {
        assert_eq!(split("Ada's team, 'quoted' — C++ 42!").collect::<Vec<_>>(), ["Ada's", "team", "quoted", "C", "42"]);
        assert_eq!(folded("Łukasz Ñuñez-Großø"), "lukasz nunez-grosso");
        assert_eq!(lower_in_place("İSTANBUL ẞ É"), "İstanbul ẞ é");
        assert!(contains("at Acme.", "Acme") && !contains("Acmes", "Acme") && !contains("x", ""));
    }
}
