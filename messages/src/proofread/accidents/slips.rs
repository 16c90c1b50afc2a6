//! Names of people of this application that are misspelt in the middle of an English text. Without a dictionary nobody can
//! tell them from other words: "März" is nearly "Marx".

use std::ops::Range;

use crate::{
    Locale,
    proofread::{
        Check, Finding, Matter, Severity, english, passage::Passage, people, surroundings::Surroundings, words,
    },
};

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    if surroundings.language.tag() != Locale::EN.tag() {
        return Vec::new();
    }
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
        let word = |other: Option<&Range<usize>>| {
            other.and_then(|other| {
                let between = &passage.plain[at.end.min(other.end)..at.start.max(other.start)];
                between.trim_matches(['.', ' ']).is_empty().then(|| &passage.plain[other.clone()])
            })
        };
        let before = word(index.checked_sub(1).and_then(|before| places.get(before)));
        let next = word(places.get(index + 1)).map(words::without_possessive);
        let titled = before.is_some_and(people::is_title_in);
        let written = &passage.plain[at.clone()];
        let found = meant(written, titled, surroundings).or_else(|| namesake(written, next, surroundings));
        if found.is_none()
            && let Some(family) = other_family(written, places.get(index + 1), passage, surroundings)
        {
            findings.extend(stranger(passage, &family, surroundings));
        }
        let Some(person) = found else {
            if titled && before.is_some_and(words::is_capitalised) || is_met(passage, &at, before, surroundings) {
                findings.extend(stranger(passage, &at, surroundings));
            }
            continue;
        };
        let beside = |word: Option<&str>| word.is_some_and(|word| words::contains(person, word));
        let sure = beside(before) || beside(next);
        if !sure && !titled && people::is_given_name(written) {
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

/// The name behind somebody's given name, if it is not theirs: "Arvind Nair" for Arvind Menon.
fn other_family(
    written: &str,
    next: Option<&Range<usize>>,
    passage: &Passage<'_>,
    surroundings: &Surroundings<'_>,
) -> Option<Range<usize>> {
    let next = next?;
    let name = words::without_possessive(&passage.plain[next.clone()]);
    let given = words::is_capitalised(written)
        && surroundings
            .people()
            .any(|person| words::of(person).count() > 1 && words::of(person).next() == Some(written));
    let beside = passage.plain[..next.start].ends_with(&format!("{written} "));
    let is_name = words::is_capitalised(name) && !english::has(&name.to_lowercase());
    (given && beside && is_name).then(|| next.start..next.start + name.len())
}

/// Whether a given name is that of somebody who took part in the talk: "my thanks to Kirsty", "meeting you and Ben".
fn is_met(passage: &Passage<'_>, at: &Range<usize>, before: Option<&str>, surroundings: &Surroundings<'_>) -> bool {
    const BEFORE: [&str; 8] = ["to", "with", "and", "met", "thank", "from", "by", "colleague"];
    let lexicon = surroundings.language.lexicon();
    let written = &passage.plain[at.clone()];
    let joined = before.is_some_and(|word| BEFORE.contains(&word));
    joined && words::is_capitalised(written) && people::is_given_name(written) && {
        let sentence = &passage.plain[passage.sentence(at)];
        lexicon.thanks.is_in(sentence) || lexicon.talk.is_match(sentence)
    }
}

/// A name after a title, or of somebody who was met, that nobody among the contacts has. It may be somebody else's rightly, unless it begins as theirs.
fn stranger(passage: &Passage<'_>, at: &Range<usize>, surroundings: &Surroundings<'_>) -> Option<Finding> {
    const ALIKE: usize = 3;
    let written = &passage.plain[at.clone()];
    let folded = words::folded(written);
    let known = surroundings.is_own(written)
        || surroundings.is_in_notes(written)
        || surroundings.names().any(|name| people::likeness(written, name) == people::NameMatch::Same);
    if known
        || !words::is_capitalised(written)
        || folded.chars().count() < ALIKE
        || surroundings.people().next().is_none()
    {
        return None;
    }
    let begin = |name: &str| name.chars().take(ALIKE).collect::<String>();
    let alike = |person: &&str| {
        words::of(person).map(words::folded).any(|name| name.chars().count() > ALIKE && begin(&name) == begin(&folded))
    };
    let quote = &passage.quote(at);
    let (severity, matter) = match surroundings.people().find(alike) {
        Some(name) => (Severity::Warning, Matter::MisspeltContact { quote, name }),
        None => (Severity::Hint, Matter::UnknownPerson { quote }),
    };
    Some(Finding {
        span: Some(passage.span(at)),
        ..Finding::new(Check::WrongName, severity, passage.part, surroundings.says(matter))
    })
}

/// The person whose name `written` nearly is, if it is no word and no name of the facts. After a title it is a name.
fn meant<'s>(written: &str, titled: bool, surroundings: &'s Surroundings<'_>) -> Option<&'s str> {
    let folded = words::folded(written);
    if !words::is_capitalised(written)
        || folded.chars().count() < 4
        || surroundings.is_own(written)
        || !titled && english::has(&written.to_lowercase())
        || surroundings.names().flat_map(words::of).any(|word| words::folded(word) == folded)
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
    surroundings.people().find(|person| words::of(person).any(is_near))
}

/// The person who has the family name that follows `written`, if that is another given name: "Bill Grant" for Will Grant.
fn namesake<'s>(written: &str, next: Option<&str>, surroundings: &'s Surroundings<'_>) -> Option<&'s str> {
    let family = words::folded(next?);
    let own = |person: &&str| words::of(person).last().is_some_and(|last| words::folded(last) == family);
    let person = surroundings.people().find(own)?;
    let full = format!("{written} {}", next?);
    // The dictionary knows names, too, such as "Sean".
    let lower = written.to_lowercase();
    let is_name = people::is_given_name(written) || english::word(&lower).is_some() && !english::has(&lower);
    let other = is_name
        && words::is_capitalised(written)
        && !surroundings.is_own(written)
        && surroundings.people().all(|person| people::likeness(&full, person) != people::NameMatch::Same);
    other.then_some(person)
}
