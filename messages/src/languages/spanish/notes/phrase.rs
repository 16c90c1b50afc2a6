//! Noun phrases, recognised by their function words and by the endings of adjectives.

use super::words::{ADJECTIVES, DETERMINERS, FINITE, PRENOMINAL, PREPOSITIONS};

/// The endings of adjectives, without those of number and gender that nouns and verbs share.
const ADJECTIVE_ENDINGS: &[&str] = &[
    "al", "ales", "ico", "ica", "icos", "icas", "ivo", "iva", "ivos", "ivas", "ado", "ada", "ados", "adas", "ido",
    "ida", "idos", "idas", "oso", "osa", "osos", "osas", "able", "ables", "ible", "ibles", "ario", "aria", "arios",
    "arias",
];

/// Whether `line` is a noun phrase and nothing else: a determiner, a noun with an adjective, and others behind
/// prepositions. In doubt the answer is no.
pub(super) fn is_noun_phrase(line: &str, needs_determiner: bool) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let first = words.first().map(|word| word.to_lowercase()).unwrap_or_default();
    let determined = DETERMINERS.contains(&first.as_str()) || first.chars().all(|c| c.is_ascii_digit());
    if line.is_empty()
        || (needs_determiner && !determined)
        || line.contains(|c: char| !(c.is_alphanumeric() || " -+#/&.'’".contains(c)))
        || (determined && words.len() == 1)
    {
        return false;
    }
    let mut run: Vec<&str> = Vec::new();
    for word in words {
        let small = word.to_lowercase();
        if FINITE.contains(&small.as_str()) {
            return false;
        }
        let joins = PREPOSITIONS.contains(&small.as_str()) || ["y", "e", "o", "u"].contains(&small.as_str());
        let is_determiner = DETERMINERS.contains(&small.as_str()) || word.chars().all(|c| c.is_ascii_digit());
        if joins || is_determiner || is_gerund(&small) {
            if !is_noun_group(&run) {
                return false;
            }
            run.clear();
        } else {
            run.push(word);
        }
    }
    !run.is_empty() && is_noun_group(&run)
}

/// Whether the words between two function words are a noun, with an adjective before or after it. Names may follow.
fn is_noun_group(words: &[&str]) -> bool {
    let words = match words {
        [first, rest @ ..] if !rest.is_empty() && PRENOMINAL.contains(&first.to_lowercase().as_str()) => rest,
        words => words,
    };
    match words {
        [] => true,
        [_noun, rest @ ..] => rest.len() <= 2 && rest.iter().all(|word| is_adjective(word) || is_name(word)),
    }
}

fn is_adjective(word: &str) -> bool {
    let small = word.to_lowercase();
    ADJECTIVES.contains(&small.as_str())
        || small.chars().count() > 4 && ADJECTIVE_ENDINGS.iter().any(|ending| small.ends_with(ending))
}

/// "construyendo": what follows it is a noun again.
fn is_gerund(small: &str) -> bool {
    ["ando", "iendo", "yendo"].iter().any(|ending| small.ends_with(ending))
}

/// "Rust", "AWS", "C++".
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
