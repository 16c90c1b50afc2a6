//! Finds repeated words.

use super::usage_check::UsageCheck;
use crate::proofread::{Finding, UsageIssue, words};

/// From this length a word is doubled by mistake, unless the language doubles it.
const LONG: usize = 4;

pub(super) fn check(usage_check: &UsageCheck<'_>) -> Vec<Finding> {
    let text = usage_check.prepared.plain.as_str();
    let until = usage_check.prepared.layout.signature.start;
    let places: Vec<_> = words::places(&text[..until]).collect();
    let pairs = places.windows(2).filter_map(|pair| {
        let [one, other] = pair else { return None };
        let (first, second) = (&text[one.clone()], &text[other.clone()]);
        let small = first.to_lowercase();
        let between = &text[one.end..other.start];
        let same =
            small == second.to_lowercase() && between.chars().all(char::is_whitespace) && !between.contains('\n');
        // "van Van der Heide", "een een-op-een gesprek", "Log-in in Berlin".
        let is_named = second.starts_with(char::is_uppercase) && may_begin_names(usage_check, second);
        let named = is_named || text[other.end..].starts_with('-') || text[..one.start].ends_with('-');
        let at = one.start..other.end;
        let wrong = same && !named && is_never_twice(usage_check, &small, one.start);
        wrong.then(|| {
            usage_check.grammar(
                &at,
                Some(first.to_owned()),
                &UsageIssue::Twice { quote: &usage_check.prepared.quote(&at) },
            )
        })
    });
    pairs.collect()
}

/// Whether a capital makes `word` the first word of a name: "von Von der Heide", but not "Am Am Montag".
fn may_begin_names(usage_check: &UsageCheck<'_>, word: &str) -> bool {
    const PARTICLES: [&str; 14] =
        ["da", "de", "del", "den", "der", "di", "du", "el", "la", "las", "le", "van", "von", "zu"];
    let small = word.to_lowercase();
    PARTICLES.contains(&small.as_str())
        || !usage_check.usage.never_twice.contains(small.as_str())
        || usage_check.context.names().any(|name| words::contains(name, word))
}

fn is_doubled_by_mistake(usage_check: &UsageCheck<'_>, word: &str) -> bool {
    word.chars().all(char::is_alphabetic)
        && !usage_check.usage.doubled.contains(word)
        && !usage_check.context.is_own(word)
}

fn is_never_twice(usage_check: &UsageCheck<'_>, word: &str, at: usize) -> bool {
    let usage = usage_check.usage;
    if usage.twice_in_clauses.contains(word) {
        // "in der der Betrieb läuft": a clause has begun shortly before.
        let before: Vec<&str> = usage_check.prepared.plain[..at].split_whitespace().rev().take(3).collect();
        return !before.iter().any(|word| word.ends_with(','));
    }
    usage.never_twice.contains(word) || word.chars().count() >= LONG && is_doubled_by_mistake(usage_check, word)
}
