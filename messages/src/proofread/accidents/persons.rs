//! People in the middle of an English text whose names nobody in the facts has: addressed ("As you said, Fidelma,"), or told
//! of ("the bench, which Jake has made his own"). Who else works there is not known, so that most are hints.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use crate::{
    Locale,
    proofread::{
        Check, Finding, Matter, Severity, english, passage::Passage, people, surroundings::Surroundings, words,
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

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    if surroundings.language.tag() != Locale::EN.tag() || surroundings.people().next().is_none() {
        return Vec::new();
    }
    let prose = passage.layout.prose.clone();
    let text = &passage.plain[prose.clone()];
    let greeting = passage.layout.greeting.as_ref().map_or(0, |greeting| greeting.at.end);
    let places = words::places(text).map(|at| prose.start + at.start..prose.start + at.end);
    let places: Vec<Range<usize>> = places.filter(|at| at.start >= greeting).collect();
    let found = (0..places.len()).filter_map(|index| stranger(passage, &places, index, surroundings));
    found.collect()
}

/// The finding for the word with this index, if it is the name of somebody who isn't known.
fn stranger(
    passage: &Passage<'_>,
    places: &[Range<usize>],
    index: usize,
    surroundings: &Surroundings<'_>,
) -> Option<Finding> {
    let whole = places[index].clone();
    let written = words::without_possessive(&passage.plain[whole.clone()]);
    let at = whole.start..whole.start + written.len();
    // Most words of a text are none.
    if !words::is_capitalised(written) {
        return None;
    }
    let folded = words::folded(written);
    let listed = GIVEN.contains(folded.as_str()) || people::is_given_name(written);
    let unknown = !listed && english::word(&folded).is_none();
    let is_word = english::has(&folded);
    if folded.chars().count() < 3 || is_word && !GIVEN_WORDS.contains(folded.as_str()) || is_own(written, surroundings)
    {
        return None;
    }
    let neighbour = |other: Option<&Range<usize>>| {
        let other = other?;
        let between = &passage.plain[whole.end.min(other.end)..whole.start.max(other.start)];
        between.trim_matches(' ').is_empty().then(|| &passage.plain[other.clone()])
    };
    let before = neighbour(index.checked_sub(1).and_then(|before| places.get(before)));
    let next = neighbour(places.get(index + 1));
    let called = is_called(passage, &whole, next.is_none());
    // A name of several words is looked for elsewhere; "my colleague Paul" says who it is.
    let several = before.is_some_and(words::is_capitalised) || next.is_some_and(words::is_capitalised);
    let told = || {
        let governed = before.is_none_or(|word| BEFORE.contains(&word));
        let acts = next.is_some_and(|word| VERBS.contains(&word));
        governed && (before.is_some() || acts) && !is_place(passage, &whole, before)
    };
    if is_word {
        let acts = next.is_some_and(|word| MINDS.contains(&word) || TELLS.contains(&word));
        let begins =
            before.is_some_and(|word| CLAUSES.contains(&word)) && next.is_some_and(|word| VERBS.contains(&word));
        let apart = before.is_none_or(|word| word.chars().all(char::is_lowercase) && !DETERMINERS.contains(&word));
        let told = apart && before.is_some() && !several && (acts || begins && next != Some("and"));
        return told.then(|| unknown_person(passage, &at, surroundings));
    }
    let minds = || next.is_some_and(|word| MINDS.contains(&word));
    // A name of another country: "which Nomvula explained", "my thanks to Nomvula".
    let tells = || next.is_some_and(|word| TELLS.contains(&word));
    let thanked = || before.is_some_and(|word| matches!(word, "thank" | "met" | "thanks"));
    if several || !(called || listed && (told() || minds()) || unknown && (tells() || thanked())) {
        return None;
    }
    let start: String = folded.chars().take(2).collect();
    let alike = |person: &&str| words::of(person).next().is_some_and(|given| words::folded(given).starts_with(&start));
    let quote = &passage.quote(&at);
    let (severity, matter) = match surroundings.people().find(alike).filter(|_| listed || called) {
        Some(name) => (Severity::Warning, Matter::MisspeltContact { quote, name }),
        None if called && listed => (Severity::Warning, Matter::UnknownPerson { quote }),
        None => (Severity::Hint, Matter::UnknownPerson { quote }),
    };
    let says = surroundings.says(matter);
    Some(Finding { span: Some(passage.span(&at)), ..Finding::new(Check::WrongName, severity, passage.part, says) })
}

/// The hint that nobody of that name is known.
fn unknown_person(passage: &Passage<'_>, at: &Range<usize>, surroundings: &Surroundings<'_>) -> Finding {
    let says = surroundings.says(Matter::UnknownPerson { quote: &passage.quote(at) });
    let span = Some(passage.span(at));
    Finding { span, ..Finding::new(Check::WrongName, Severity::Hint, passage.part, says) }
}

/// Whether somebody, or something, of that name is among the facts.
fn is_own(written: &str, surroundings: &Surroundings<'_>) -> bool {
    let of_others = surroundings.others.iter().flat_map(|other| &other.people);
    surroundings.is_own(written)
        || surroundings.is_in_notes(written)
        || surroundings.names().any(|name| people::likeness(written, name) == people::NameMatch::Same)
        || of_others.into_iter().any(|name| people::likeness(written, name) == people::NameMatch::Same)
}

/// Whether the reader is called by that name: "As you said yourself, Fidelma, people will come".
fn is_called(passage: &Passage<'_>, at: &Range<usize>, apart: bool) -> bool {
    const TALKING: [&str; 8] = ["said", "say", "know", "mentioned", "told", "asked", "showed", "explained"];
    let sentence = passage.sentence(at);
    let before = &passage.plain[sentence.start..at.start];
    let behind = &passage.plain[at.end..];
    let mut words: Vec<&str> = words::of(before).collect();
    words.reverse();
    let you = words.iter().take(4).position(|word| word.eq_ignore_ascii_case("you"));
    let talks = you.is_some_and(|you| you == 0 || words[..you].iter().any(|word| TALKING.contains(word)));
    // "to you, Mele, and Ruth"
    let listed = behind.trim_start_matches([',', ' ']).starts_with("and ");
    apart && !listed && before.trim_end().ends_with(',') && behind.starts_with([',', '.', '!', '?']) && talks
}

/// Whether it may be a place: "from Regina to Jordan", "in Victoria".
fn is_place(passage: &Passage<'_>, at: &Range<usize>, before: Option<&str>) -> bool {
    let behind = words::of(&passage.plain[at.end..]).next();
    matches!(before, Some("from" | "to")) && matches!(behind, Some("to" | "in")) && {
        let rest = &passage.plain[at.end..];
        rest.starts_with(' ')
    }
}
