//! Names of people of this application that are misspelt in the middle of a text.

use std::ops::Range;

use crate::{
    proofread::{
        Check, Finding, Matter, Severity, english, passage::Passage, people, surroundings::Surroundings, words,
    },
    salutation,
};

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let prose = passage.layout.prose.clone();
    let text = &passage.plain[prose.clone()];
    let greeting = passage.layout.greeting.as_ref().map_or(0, |greeting| greeting.at.end);
    let places: Vec<Range<usize>> = words::places(text)
        .map(|at| prose.start + at.start..prose.start + at.end)
        .filter(|at| at.start >= greeting)
        .collect();
    let mut findings = Vec::new();
    for (index, at) in places.iter().enumerate() {
        let at = at.start..at.start + words::without_possessive(&passage.plain[at.clone()]).len();
        let written = &passage.plain[at.clone()];
        let Some(person) = meant(written, surroundings) else { continue };
        let beside = |other: Option<&Range<usize>>| {
            other.is_some_and(|other| {
                let word = &passage.plain[other.clone()];
                let apart = passage.plain[at.end.min(other.end)..at.start.max(other.start)].trim_matches(['.', ' ']);
                apart.is_empty() && (salutation::is_title(word) || words::contains(person, word))
            })
        };
        let sure = beside(index.checked_sub(1).and_then(|before| places.get(before))) || beside(places.get(index + 1));
        if !sure && people::is_given_name(written) {
            continue;
        }
        let says = surroundings.says(Matter::MisspeltContact { quote: &passage.quote(&at), name: person });
        findings.push(Finding {
            span: Some(passage.span(&at)),
            suggestions: vec![person.to_owned()],
            ..Finding::new(Check::WrongName, if sure { Severity::Error } else { Severity::Warning }, passage.part, says)
        });
    }
    findings
}

/// The person whose name `written` nearly is, if it is no word and no name of the facts.
fn meant<'s>(written: &str, surroundings: &'s Surroundings<'_>) -> Option<&'s str> {
    let folded = words::folded(written);
    if !words::is_capitalised(written)
        || folded.chars().count() < 4
        || surroundings.is_own(written)
        || english::has(&written.to_lowercase())
        || surroundings.names().flat_map(words::of).any(|word| words::folded(word) == folded)
    {
        return None;
    }
    let is_near = |name: &str| {
        let name = words::folded(name);
        let most = if name.chars().count() < 7 { 1 } else { 2 };
        let distance = strsim::osa_distance(&folded, &name);
        name.chars().count() >= 4 && (1..=most).contains(&distance) && folded.chars().next() == name.chars().next()
    };
    surroundings.people().find(|person| words::of(person).any(is_near))
}
