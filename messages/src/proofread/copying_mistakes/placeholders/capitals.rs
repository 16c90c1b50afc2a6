//! Fields in capitals in the middle of a sentence.

use std::ops::Range;

use super::placeholder_position::OutlinedText;

/// A field in capitals in the middle of a sentence: "what INTERVIEWER said". After an article it may be a word that is
/// shouted.
pub(super) fn is_field(text: &OutlinedText<'_>, at: &Range<usize>, parts: &[String]) -> bool {
    const FIELDS: [&str; 24] = [
        "name",
        "company",
        "firm",
        "employer",
        "date",
        "position",
        "role",
        "title",
        "topic",
        "project",
        "skill",
        "recruiter",
        "interviewer",
        "manager",
        "recipient",
        "product",
        "school",
        "university",
        "location",
        "industry",
        "city",
        "day",
        "field",
        "department",
    ];
    const LABELLED: [&str; 12] =
        ["column", "columns", "field", "fields", "box", "line", "label", "stamp", "button", "sign", "tab", "row"];
    let determined = || {
        text.words_before(at.start, 1).first().is_some_and(|word| {
            ["a", "an", "the", "this", "that", "your", "our", "my", "every", "no", "any", "one"]
                .contains(&word.as_str())
        })
    };
    let labelled = text.word_behind(at.end).is_some_and(|word| LABELLED.contains(&word));
    parts.last().is_some_and(|part| FIELDS.contains(&part.as_str()))
        && !labelled
        && !text.plain[..at.start].ends_with(['"', '(', '\''])
        && !determined()
}

/// "sparing your time on DATE for my interview", among words about the books. Not "an index on DATE and REGION".
pub(super) fn is_on_date(text: &OutlinedText<'_>, at: &Range<usize>, parts: &[String]) -> bool {
    let ended = text.word_behind(at.end).is_none_or(|word| matches!(word, "for" | "at" | "to" | "with" | "in"));
    ended && parts == ["date"] && text.words_before(at.start, 1) == ["on"]
}
