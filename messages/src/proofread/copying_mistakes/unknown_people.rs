//! People in the middle of an English text whose names nobody in the facts has: addressed ("As you said, Fidelma,"), or
//! told of ("the bench, which Jake has made his own"). Who else works there is not known, so that most are hints.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use crate::{
    Locale,
    proofread::{
        Check, Finding, Issue, Severity, english, people, prepared_text::PreparedText,
        resolved_context::ResolvedContext, words,
    },
};

/// Given names that are no other words.
static GIVEN: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words::listed(include_str!("../people/given_names.txt")).collect());

/// Given names that are other words, too.
static GIVEN_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words::listed(include_str!("../people/given_words.txt")).collect());

/// What only people do, so that the word before is surely a name.
const MINDS: [&str; 34] = [
    "thought",
    "thinks",
    "seemed",
    "liked",
    "noticed",
    "felt",
    "knew",
    "agreed",
    "wanted",
    "laughed",
    "smiled",
    "nodded",
    "admitted",
    "promised",
    "offered",
    "recommended",
    "remembered",
    "insisted",
    "joked",
    "introduced",
    "invited",
    "demonstrated",
    "kindly",
    "hoped",
    "believed",
    "wondered",
    "warned",
    "confirmed",
    "replied",
    "argued",
    "listened",
    "feels",
    "knows",
    "hopes",
];
/// Words behind which a clause begins with its subject.
const CLAUSES: [&str; 16] = [
    "so", "that", "which", "because", "if", "when", "as", "but", "and", "where", "while", "though", "since", "whether",
    "how", "what",
];
/// Words behind a name that is the subject of a clause.
const VERBS: [&str; 40] = [
    "has",
    "had",
    "was",
    "is",
    "said",
    "says",
    "showed",
    "shows",
    "told",
    "mentioned",
    "explained",
    "asked",
    "described",
    "gave",
    "made",
    "took",
    "led",
    "leads",
    "runs",
    "ran",
    "keeps",
    "kept",
    "will",
    "would",
    "can",
    "could",
    "does",
    "did",
    "put",
    "brought",
    "and",
    "suggested",
    "raised",
    "pointed",
    "spoke",
    "wrote",
    "called",
    "might",
    "may",
    "walked",
];
/// Words behind a name that is surely a person's.
const TELLS: [&str; 14] = [
    "said",
    "says",
    "told",
    "mentioned",
    "explained",
    "asked",
    "described",
    "suggested",
    "showed",
    "pointed",
    "spoke",
    "wrote",
    "walked",
    "remarked",
];
/// Words behind which a word is no name.
const DETERMINERS: [&str; 9] = ["the", "a", "an", "this", "our", "your", "my", "their", "each"];
/// Words before a name in a report.
const BEFORE: [&str; 33] = [
    "so", "but", "though", "although", "since", "whether", "until", "to", "with", "from", "by", "for", "and", "thank",
    "thanks", "met", "meeting", "seeing", "of", "about", "which", "that", "how", "what", "when", "as", "if", "where",
    "while", "than", "because", "whom", "let",
];

pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    if context.language.tag() != Locale::EN.tag() || context.people().next().is_none() {
        return Vec::new();
    }
    let prose = prepared.layout.prose.clone();
    let text = &prepared.plain[prose.clone()];
    let greeting = prepared.layout.greeting.as_ref().map_or(0, |greeting| greeting.at.end);
    let places = words::places(text).map(|at| prose.start + at.start..prose.start + at.end);
    let places: Vec<Range<usize>> = places.filter(|at| at.start >= greeting).collect();
    let found = (0..places.len()).filter_map(|index| stranger(prepared, &places, index, context));
    found.collect()
}

/// The finding for the word with this index, if it is the name of somebody who isn't known.
fn stranger(
    prepared: &PreparedText<'_>,
    places: &[Range<usize>],
    index: usize,
    context: &ResolvedContext<'_>,
) -> Option<Finding> {
    let whole = places[index].clone();
    let written = words::without_possessive(&prepared.plain[whole.clone()]);
    let at = whole.start..whole.start + written.len();
    // Most words of a text are none.
    if !words::is_capitalised(written) {
        return None;
    }
    let folded = words::folded(written);
    let listed = GIVEN.contains(folded.as_str()) || people::is_given_name(written);
    let unknown = !listed && english::word(&folded).is_none();
    let is_word = english::has(&folded);
    if folded.chars().count() < 3 || is_word && !GIVEN_WORDS.contains(folded.as_str()) || is_own(written, context) {
        return None;
    }
    let neighbour = |other: Option<&Range<usize>>| {
        let other = other?;
        let between = &prepared.plain[whole.end.min(other.end)..whole.start.max(other.start)];
        between.trim_matches(' ').is_empty().then(|| &prepared.plain[other.clone()])
    };
    let before = neighbour(index.checked_sub(1).and_then(|before| places.get(before)));
    let next = neighbour(places.get(index + 1));
    let called = is_called(prepared, &whole, next.is_none());
    // A name of several words is looked for elsewhere; "my colleague Paul" says who it is.
    let several = before.is_some_and(words::is_capitalised) || next.is_some_and(words::is_capitalised);
    let told = || {
        let governed = before.is_none_or(|word| BEFORE.contains(&word));
        let acts = next.is_some_and(|word| VERBS.contains(&word));
        governed && (before.is_some() || acts) && !is_place(prepared, &whole, before)
    };
    if is_word {
        let acts = next.is_some_and(|word| MINDS.contains(&word) || TELLS.contains(&word));
        let begins =
            before.is_some_and(|word| CLAUSES.contains(&word)) && next.is_some_and(|word| VERBS.contains(&word));
        let apart = before.is_none_or(|word| word.chars().all(char::is_lowercase) && !DETERMINERS.contains(&word));
        let told = apart && before.is_some() && !several && (acts || begins && next != Some("and"));
        return told.then(|| unknown_person(prepared, &at, context));
    }
    let minds = || next.is_some_and(|word| MINDS.contains(&word));
    // A name of another country: "which Nomvula explained", "my thanks to Nomvula".
    let tells = || next.is_some_and(|word| TELLS.contains(&word));
    let thanked = || before.is_some_and(|word| matches!(word, "thank" | "met" | "thanks"));
    if several || !(called || listed && (told() || minds()) || unknown && (tells() || thanked())) {
        return None;
    }
    let start: String = folded.chars().take(2).collect();
    let alike =
        |person: &&str| words::split(person).next().is_some_and(|given| words::folded(given).starts_with(&start));
    let quote = &prepared.quote(&at);
    let (severity, issue) = match context.people().find(alike).filter(|_| listed || called) {
        Some(name) => (Severity::Warning, Issue::MisspeltContact { quote, name }),
        None if called && listed => (Severity::Warning, Issue::UnknownPerson { quote }),
        None => (Severity::Hint, Issue::UnknownPerson { quote }),
    };
    let says = context.describe(issue);
    Some(Finding { span: Some(prepared.span(&at)), ..Finding::new(Check::WrongName, severity, prepared.part, says) })
}

/// The hint that nobody of that name is known.
fn unknown_person(prepared: &PreparedText<'_>, at: &Range<usize>, context: &ResolvedContext<'_>) -> Finding {
    let says = context.describe(Issue::UnknownPerson { quote: &prepared.quote(at) });
    let span = Some(prepared.span(at));
    Finding { span, ..Finding::new(Check::WrongName, Severity::Hint, prepared.part, says) }
}

/// Whether somebody, or something, of that name is among the facts.
fn is_own(written: &str, context: &ResolvedContext<'_>) -> bool {
    let of_others = context.others.iter().flat_map(|other| &other.people);
    context.is_own(written)
        || context.is_in_notes(written)
        || context.names().any(|name| people::likeness(written, name) == people::NameMatch::Same)
        || of_others.into_iter().any(|name| people::likeness(written, name) == people::NameMatch::Same)
}

/// Whether the reader is called by that name: "As you said yourself, Fidelma, people will come".
fn is_called(prepared: &PreparedText<'_>, at: &Range<usize>, apart: bool) -> bool {
    const TALKING: [&str; 8] = ["said", "say", "know", "mentioned", "told", "asked", "showed", "explained"];
    let sentence = prepared.sentence(at);
    let before = &prepared.plain[sentence.start..at.start];
    let behind = &prepared.plain[at.end..];
    let mut words: Vec<&str> = words::split(before).collect();
    words.reverse();
    let you = words.iter().take(4).position(|word| word.eq_ignore_ascii_case("you"));
    let talks = you.is_some_and(|you| you == 0 || words[..you].iter().any(|word| TALKING.contains(word)));
    // "to you, Mele, and Ruth"
    let listed = behind.trim_start_matches([',', ' ']).starts_with("and ");
    apart && !listed && before.trim_end().ends_with(',') && behind.starts_with([',', '.', '!', '?']) && talks
}

/// Whether it may be a place: "from Regina to Jordan", "in Victoria".
fn is_place(prepared: &PreparedText<'_>, at: &Range<usize>, before: Option<&str>) -> bool {
    let behind = words::split(&prepared.plain[at.end..]).next();
    matches!(before, Some("from" | "to")) && matches!(behind, Some("to" | "in")) && {
        let rest = &prepared.plain[at.end..];
        rest.starts_with(' ')
    }
}
