//! Checks greetings without a name.

use super::{lexicon::Lexicon, words};

/// Whether a greeting contains no name.
pub(super) fn is_nobody(whom: &str, company: Option<&str>, lexicon: &Lexicon) -> bool {
    let company: Vec<String> = company.into_iter().flat_map(words::split).map(words::folded).collect();
    let mut all = words::split(whom).map(words::bare).peekable();
    let first = all.peek().cloned().unwrap_or_default();
    let rest_is_no_name = |word: &String| {
        let listed = lexicon.nobody.contains(word.as_str()) || lexicon.nobody_joined.contains(word.as_str());
        listed || company.contains(word)
    };
    let whom_it_may = first == "whom";
    whom_it_may || first.is_empty() || all.all(|word| rest_is_no_name(&word))
}
