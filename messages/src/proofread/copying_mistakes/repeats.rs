//! Texts that were already sent, or sent to another person.

use std::collections::HashSet;

use crate::{
    Part,
    proofread::{
        Check, EarlierMessage, Finding, Issue, Severity, lexicon::Lexicon, prepared_text::PreparedText,
        resolved_context::ResolvedContext, words,
    },
};

/// The share of equal word sequences from which on two texts count as the same. Two messages of the service to one
/// person, or to two interviewers, stay below it. A letter in which only names, days and some words were changed does
/// not.
const ALIKE: f64 = 0.68;

pub(super) fn check(prepared_texts: &[PreparedText<'_>], context: &ResolvedContext<'_>) -> Option<Finding> {
    let prepared = prepared_texts.iter().find(|prepared| prepared.is_written())?;
    if context.earlier.is_empty() {
        return None;
    }
    let names = names(context);
    let text = sequences(prepared.prose(), &names);
    let lexicon = context.language.lexicon();
    let likeness = |other: &EarlierMessage| share(&text, &sequences_of(&other.body, &names, lexicon));
    let recipient = context.contact.map(|contact| &*contact.id);
    let mut worst: Option<(f64, &EarlierMessage)> = None;
    for other in context.earlier {
        let share = likeness(other);
        if share >= ALIKE && worst.is_none_or(|(most, _)| share > most) {
            worst = Some((share, other));
        }
    }
    let (_, other) = worst?;
    let same_person = other.contact_id.is_none() || recipient.is_none() || other.contact_id.as_deref() == recipient;
    let name = context
        .facts
        .and_then(|facts| facts.contacts.iter().find(|contact| Some(&*contact.id) == other.contact_id.as_deref()))
        .and_then(|contact| contact.whole_name());
    let (check, issue) = if same_person {
        (Check::Repeated, Issue::Repeated)
    } else {
        (Check::SameAsColleague, Issue::SameAsColleague { name: name.as_deref() })
    };
    Some(Finding::new(check, Severity::Warning, prepared.part, context.describe(issue)))
}

/// The share of the shorter letter that the other one contains, apart from these names: from 0 to 1.
pub(in crate::proofread) fn likeness(one: &str, other: &str, names: &[&str], lexicon: &Lexicon) -> f64 {
    let names = names.iter().flat_map(|name| words::split(name)).map(words::folded).collect();
    share(&sequences_of(one, &names, lexicon), &sequences_of(other, &names, lexicon))
}

/// The words that may differ in equal texts.
fn names(context: &ResolvedContext<'_>) -> HashSet<String> {
    let all = context.names().flat_map(words::split).map(words::folded);
    all.filter(|word| word.chars().count() > 2).collect()
}

/// The word sequences in the prose of a letter.
fn sequences_of(letter: &str, names: &HashSet<String>, lexicon: &Lexicon) -> HashSet<[String; 3]> {
    sequences(PreparedText::new(Part::Body, None, letter, lexicon).prose(), names)
}

/// Sequences of three words, without names, numbers and days.
fn sequences(prose: &str, names: &HashSet<String>) -> HashSet<[String; 3]> {
    let day = |word: &str| word.parse::<chrono::Weekday>().is_ok() || word.parse::<chrono::Month>().is_ok();
    let words: Vec<String> = words::split(prose)
        .map(words::bare)
        .filter(|word| !names.contains(word) && !day(word) && !word.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    words.windows(3).filter_map(|window| <[String; 3]>::try_from(window.to_vec()).ok()).collect()
}

/// The share of the shorter text that the other one contains.
fn share(one: &HashSet<[String; 3]>, other: &HashSet<[String; 3]>) -> f64 {
    /// A repeated line or two does not matter.
    const FEWEST: usize = 12;
    let (small, large) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if small.len() < FEWEST {
        return 0.0;
    }
    let common = small.iter().filter(|sequence| large.contains(*sequence)).count();
    #[expect(clippy::cast_precision_loss, reason = "a text has a few thousand words")]
    let share = common as f64 / small.len() as f64;
    share
}
