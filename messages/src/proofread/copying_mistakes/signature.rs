//! The name that a message is signed with.

use super::names::wrong;
use crate::proofread::{
    Finding, Issue,
    people::{NameMatch, likeness},
    prepared_text::PreparedText,
    resolved_context::ResolvedContext,
};

/// The name below the sign-off, or the one that a caller gives.
pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Option<Finding> {
    let candidate = context.candidate()?;
    let text = prepared.plain.as_str();
    let at = if prepared.is_written() {
        let below = prepared.layout.signature.clone();
        let start = text[below.clone()].find(|c: char| c.is_alphanumeric())? + below.start;
        let end = text[start..].find(['\n', ',', '|', '•', '·', '(']).map_or(text.len(), |end| start + end);
        crate::proofread::lines::trimmed(text, start..end)
    } else {
        context.language.lexicon().caller.captures(text)?.get(1)?.range()
    };
    let name = &text[at.clone()];
    let count = name.split_whitespace().count();
    let is_name = (1..=5).contains(&count)
        && !name.contains(|c: char| c.is_ascii_digit() || "@/:[]{}<>_".contains(c))
        && name.split_whitespace().all(|word| !word.starts_with(char::is_lowercase) || word.len() <= 3);
    // "Engineer Chinedu Obiora"
    let titled =
        name.strip_suffix(candidate).is_some_and(|before| before.ends_with(' ') && !before.trim().contains(' '));
    if !is_name || titled || likeness(without_degrees(name), candidate) == NameMatch::Same || candidate.contains(name) {
        return None;
    }
    let below = prepared.is_written().then(|| &text[prepared.layout.signature.clone()]);
    // The position, or words in another language, may stand above the name.
    let is_candidate = |line: &str| {
        line.chars().any(char::is_alphabetic)
            && !line.contains(|c: char| c.is_ascii_digit() || c == '@')
            && likeness(line, candidate) == NameMatch::Same
    };
    if below.is_some_and(|below| below.lines().any(is_candidate)) {
        return None;
    }
    let near = likeness(name, candidate) == NameMatch::Misspelt;
    let quote = &prepared.quote(&at);
    let description = context.describe(if near {
        Issue::MisspeltCandidate { quote, candidate }
    } else {
        Issue::NotCandidate { quote, candidate }
    });
    Some(wrong(prepared, &at, description, candidate))
}

/// `name` without what follows it in capitals: "RN", "PMP".
fn without_degrees(name: &str) -> &str {
    let is_degree = |word: &str| (2..=6).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
    let mut bare = name;
    while let Some((rest, last)) = bare.rsplit_once(' ')
        && is_degree(last)
    {
        bare = rest.trim_end();
    }
    bare
}
