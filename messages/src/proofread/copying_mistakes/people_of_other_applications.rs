//! Names of people of the candidate's other applications, which stay in a letter that was copied.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use crate::proofread::{
    Check, Finding, Issue, Severity,
    people::{NameMatch, likeness},
    prepared_text::PreparedText,
    resolved_context::ResolvedContext,
    words,
};

/// Names that are words, too.
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| words::listed(include_str!("common_words.txt")).collect());

/// Names of people of the candidate's other applications.
pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    let text = &prepared.plain[prepared.layout.prose.clone()];
    let from = prepared.layout.prose.start;
    let strangers = context.others.iter().flat_map(|other| other.people.iter().map(move |person| (other, person)));
    let strangers = strangers.filter(|(_, person)| {
        let own = context.people().chain(context.candidate());
        !own.into_iter().any(|own| likeness(person, own) == NameMatch::Same) && !context.is_in_notes(person)
    });
    let mut findings = Vec::new();
    for (other, person) in strangers {
        let Some((found, severity)) = find_person(text, person, context) else { continue };
        let at = from + found.start..from + found.end;
        let description =
            context.describe(Issue::OfOtherApplication { quote: &prepared.quote(&at), company: &other.company });
        findings.push(Finding {
            span: Some(prepared.span(&at)),
            suggestions: context.recipient().map(str::to_owned).into_iter().collect(),
            ..Finding::new(Check::WrongName, severity, prepared.part, description)
        });
    }
    findings
}

/// Where `person` is named in `text`, and how sure that is: in full or behind a title it is, by another name that is no
/// word it may be somebody else of that name.
fn find_person(text: &str, person: &str, context: &ResolvedContext<'_>) -> Option<(Range<usize>, Severity)> {
    if let Some(at) = words::whole_matches(text, person).next() {
        return Some((at, Severity::Error));
    }
    let names: Vec<&str> = person.split_whitespace().filter(|word| !crate::salutation::is_title(word)).collect();
    let telling = |name: &&&str| {
        name.chars().count() >= 3 && words::is_capitalised(name) && !context.is_own(name) && !is_common_word(name)
    };
    names.iter().filter(telling).find_map(|name| {
        let at = words::whole_matches(text, name).next()?;
        let titled = text[..at.start].split_whitespace().next_back().is_some_and(crate::salutation::is_title);
        Some((at, if titled { Severity::Error } else { Severity::Warning }))
    })
}

/// Whether `name` is a word, too.
fn is_common_word(name: &str) -> bool {
    COMMON.contains(name.to_lowercase().as_str())
}
