//! Names of people of this application that are misspelt in the middle of an English text. Without a dictionary nobody
//! can tell them from other words: "März" is nearly "Marx".

use std::ops::Range;

use crate::{
    Locale,
    proofread::{
        Check, Finding, Issue, Severity, english, people, prepared_text::PreparedText,
        resolved_context::ResolvedContext, words,
    },
};

pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    if context.language.tag() != Locale::EN.tag() {
        return Vec::new();
    }
    let prose = prepared.layout.prose.clone();
    let text = &prepared.plain[prose.clone()];
    let greeting = prepared.layout.greeting.as_ref().map_or(0, |greeting| greeting.at.end);
    let places: Vec<Range<usize>> = words::places(text)
        .map(|at| prose.start + at.start..prose.start + at.end)
        .filter(|at| at.start >= greeting)
        .collect();
    let mut findings = Vec::new();
    for (index, at) in places.iter().enumerate() {
        let at = at.start..at.start + words::without_possessive(&prepared.plain[at.clone()]).len();
        let word = |other: Option<&Range<usize>>| {
            other.and_then(|other| {
                let between = &prepared.plain[at.end.min(other.end)..at.start.max(other.start)];
                between.trim_matches(['.', ' ']).is_empty().then(|| &prepared.plain[other.clone()])
            })
        };
        let before = word(index.checked_sub(1).and_then(|before| places.get(before)));
        let next = word(places.get(index + 1)).map(words::without_possessive);
        let titled = before.is_some_and(people::is_title_in);
        let written = &prepared.plain[at.clone()];
        let found = meant(written, titled, context).or_else(|| namesake(written, next, context));
        if found.is_none()
            && let Some(family) = other_family(written, places.get(index + 1), prepared, context)
        {
            findings.extend(stranger(prepared, &family, context));
        }
        let Some(person) = found else {
            if titled && before.is_some_and(words::is_capitalised) || is_met(prepared, &at, before, context) {
                findings.extend(stranger(prepared, &at, context));
            }
            continue;
        };
        let beside = |word: Option<&str>| word.is_some_and(|word| words::contains(person, word));
        let sure = beside(before) || beside(next);
        if !sure && !titled && people::is_given_name(written) {
            continue;
        }
        let description = context.describe(Issue::MisspeltContact { quote: &prepared.quote(&at), name: person });
        findings.push(Finding {
            span: Some(prepared.span(&at)),
            suggestions: vec![person.to_owned()],
            ..Finding::new(
                Check::WrongName,
                if sure { Severity::Error } else { Severity::Warning },
                prepared.part,
                description,
            )
        });
    }
    findings
}

/// The name behind somebody's given name, if it is not theirs: "Arvind Nair" for Arvind Menon.
fn other_family(
    written: &str,
    next: Option<&Range<usize>>,
    prepared: &PreparedText<'_>,
    context: &ResolvedContext<'_>,
) -> Option<Range<usize>> {
    let next = next?;
    let name = words::without_possessive(&prepared.plain[next.clone()]);
    let given = words::is_capitalised(written)
        && context
            .people()
            .any(|person| words::split(person).count() > 1 && words::split(person).next() == Some(written));
    let beside = prepared.plain[..next.start].ends_with(&format!("{written} "));
    let is_name = words::is_capitalised(name) && !english::has(&name.to_lowercase());
    (given && beside && is_name).then(|| next.start..next.start + name.len())
}

/// Whether a given name is that of somebody who took part in the talk: "my thanks to Kirsty", "meeting you and Ben".
fn is_met(prepared: &PreparedText<'_>, at: &Range<usize>, before: Option<&str>, context: &ResolvedContext<'_>) -> bool {
    const BEFORE: [&str; 8] = ["to", "with", "and", "met", "thank", "from", "by", "colleague"];
    let lexicon = context.language.lexicon();
    let written = &prepared.plain[at.clone()];
    let joined = before.is_some_and(|word| BEFORE.contains(&word));
    joined && words::is_capitalised(written) && people::is_given_name(written) && {
        let sentence = &prepared.plain[prepared.sentence(at)];
        lexicon.thanks.is_in(sentence) || lexicon.talk.is_match(sentence)
    }
}

/// A name after a title, or of somebody who was met, that nobody among the contacts has. It may be somebody else's
/// rightly, unless it begins as theirs.
fn stranger(prepared: &PreparedText<'_>, at: &Range<usize>, context: &ResolvedContext<'_>) -> Option<Finding> {
    const ALIKE: usize = 3;
    let written = &prepared.plain[at.clone()];
    let folded = words::folded(written);
    let known = context.is_own(written)
        || context.is_in_notes(written)
        || context.names().any(|name| people::likeness(written, name) == people::NameMatch::Same);
    if known || !words::is_capitalised(written) || folded.chars().count() < ALIKE || context.people().next().is_none() {
        return None;
    }
    let begin = |name: &str| name.chars().take(ALIKE).collect::<String>();
    let alike = |person: &&str| {
        words::split(person)
            .map(words::folded)
            .any(|name| name.chars().count() > ALIKE && begin(&name) == begin(&folded))
    };
    let quote = &prepared.quote(at);
    let (severity, issue) = match context.people().find(alike) {
        Some(name) => (Severity::Warning, Issue::MisspeltContact { quote, name }),
        None => (Severity::Hint, Issue::UnknownPerson { quote }),
    };
    Some(Finding {
        span: Some(prepared.span(at)),
        ..Finding::new(Check::WrongName, severity, prepared.part, context.describe(issue))
    })
}

/// The person whose name `written` nearly is, if it is no word and no name of the facts. After a title it is a name.
fn meant<'s>(written: &str, titled: bool, context: &'s ResolvedContext<'_>) -> Option<&'s str> {
    let folded = words::folded(written);
    if !words::is_capitalised(written)
        || folded.chars().count() < 4
        || context.is_own(written)
        || !titled && english::has(&written.to_lowercase())
        || context.names().flat_map(words::split).any(|word| words::folded(word) == folded || is_family(&folded, word))
    {
        return None;
    }
    let is_near = |name: &str| {
        let name = words::folded(name);
        let most = if name.chars().count() < 7 && !titled { 1 } else { 2 };
        let distance = strsim::osa_distance(&folded, &name);
        let same_start = folded.chars().next() == name.chars().next();
        name.chars().count() >= 4
            && !people::is_called(&folded, &name)
            && (1..=most).contains(&distance)
            && (same_start || titled && distance == 1)
    };
    context.people().find(|person| words::split(person).any(is_near))
}

/// Whether a word is the plural of a family name: "which of the two Greaneys you are".
fn is_family(folded: &str, name: &str) -> bool {
    let ending = folded.strip_prefix(words::folded(name).as_str());
    matches!(ending, Some("s" | "es"))
}

/// The person who has the family name that follows `written`, if that is another given name: "Bill Grant" for Will
/// Grant.
fn namesake<'s>(written: &str, next: Option<&str>, context: &'s ResolvedContext<'_>) -> Option<&'s str> {
    let family = words::folded(next?);
    let own = |person: &&str| words::split(person).last().is_some_and(|last| words::folded(last) == family);
    let person = context.people().find(own)?;
    let full = format!("{written} {}", next?);
    // The dictionary knows names, too, such as "Sean".
    let lower = written.to_lowercase();
    let is_name = people::is_given_name(written) || english::word(&lower).is_some() && !english::has(&lower);
    let other = is_name
        && words::is_capitalised(written)
        && !context.is_own(written)
        && context.people().all(|person| people::likeness(&full, person) != people::NameMatch::Same);
    other.then_some(person)
}
