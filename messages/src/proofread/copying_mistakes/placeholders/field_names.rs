//! Names of fields of a form in capitals, where a name was to be filled in: "in COUNTY NAME, where they refused".

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{placeholder_position::OutlinedText, technical};

/// The name of something in capitals: "in COUNTY NAME, where they refused".
static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b([a-z]+) ([A-Z]{3,}(?:'S)? NAME|NAME OF [A-Z]{3,})\b").expect("it is a regular expression")
});

/// The names of fields that stand where a name does.
pub(super) fn find(text: &OutlinedText<'_>) -> Vec<Range<usize>> {
    if !text.plain.contains("NAME") {
        return Vec::new();
    }
    let found =
        NAMES.captures_iter(text.plain).filter_map(|found| Some((found.get(1)?.as_str(), found.get(2)?.range())));
    found.filter(|(before, at)| is_name_of_field(text, before, at)).map(|(_, at)| at).collect()
}

/// Whether these words name a field of a form that is talked about.
pub(super) fn is_label(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    text.plain[at.clone()].ends_with(" NAME") && is_labelled(text, at)
}

/// Whether words in capitals are of a form that is talked about: "the BRAND NAME box", "a PLACE NAME".
fn is_labelled(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    const LABELLED: [&str; 11] =
        ["box", "field", "column", "line", "label", "button", "sign", "tab", "row", "boxes", "fields"];
    let one = text.words_before(at.start, 1).first().is_some_and(|word| {
        ["a", "an", "each", "every", "no", "headed", "marked", "labelled"].contains(&word.as_str())
    });
    let field =
        |word: &str| LABELLED.contains(&word) || word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase);
    one || text.word_behind(at.end).is_some_and(field)
}

/// Whether words in capitals stand where a name does, and name no column or box of a form.
fn is_name_of_field(text: &OutlinedText<'_>, before: &str, at: &Range<usize>) -> bool {
    const GOVERNING: [&str; 28] = [
        "in", "at", "near", "from", "with", "of", "to", "for", "around", "through", "across", "behind", "join",
        "joining", "visited", "and", "like", "than", "by", "met", "about", "on", "thank", "outside", "beyond", "as",
        "that", "what",
    ];
    const ORDERED: [&str; 9] =
        ["sort", "sorted", "order", "ordered", "search", "searched", "searching", "grouped", "filtered"];
    let ordered = text.words_before(at.start, 3).iter().any(|word| ORDERED.contains(&word.as_str()));
    GOVERNING.contains(&before)
        && !is_labelled(text, at)
        && !ordered
        && !technical::is_code(text, at)
        && !technical::is_quoted(text.plain, at)
}
