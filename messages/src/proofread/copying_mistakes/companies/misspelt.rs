//! Misspelt names of this application's company.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use super::places::{bare, end_of_name, is_free, is_word};
use crate::proofread::{people::is_near, resolved_context::ResolvedContext, words};

/// The last words of companies' names.
pub(super) static KINDS: LazyLock<HashSet<&str>> = LazyLock::new(|| words::listed(include_str!("kinds.txt")).collect());

/// Misspelt names of this application's company, and whether they are surely meant: the whole name, its words run
/// together or apart, or its distinctive word.
pub(super) fn misspelt(text: &str, taken: &[Range<usize>], context: &ResolvedContext<'_>) -> Vec<(Range<usize>, bool)> {
    let Some(company) = context.company() else { return Vec::new() };
    let own = bare(company);
    let count = own.split(' ').count();
    let places: Vec<Range<usize>> = words::places(text).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut sure = Vec::new();
    for size in [count + 1, count, count.saturating_sub(1).max(1)] {
        for window in places.windows(size) {
            let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
            let at = first.start..end_of_name(text, last);
            let free = is_free(&at, taken) && is_free(&at, &found);
            if !free || own.chars().count() < 5 {
                continue;
            }
            if let Some(is_sure) = misspelling(&text[at.clone()], &own, context) {
                found.push(at);
                sure.push(is_sure);
            }
        }
    }
    let may_be_inflected = context.language.tag() != "en";
    let telling = own.split(' ').enumerate().filter(|(_, word)| word.chars().count() >= 6 && !is_word(word));
    for (index, word) in telling {
        // "beim Deutschen Alpenverein": an adjective, since a noun follows.
        let is_adjective = may_be_inflected && index + 1 < count;
        let near = places.iter().map(|at| at.start..end_of_name(text, at)).filter(|at| {
            let written = words::folded(&text[at.clone()]);
            is_free(at, taken)
                && is_free(at, &found)
                && is_slip(&text[at.clone()], &written, word, context)
                && !(is_adjective && is_inflected(&written, word))
        });
        let near: Vec<Range<usize>> = near.collect();
        found.extend(near);
    }
    sure.resize(found.len(), true);
    found.into_iter().zip(sure).collect()
}

/// Whether `written` is surely the company's name with a slip in one word or more, or with a space too many or too few;
/// none, if it is another name.
fn misspelling(written: &str, own: &str, context: &ResolvedContext<'_>) -> Option<bool> {
    const SMALL: [&str; 7] = ["of", "and", "the", "for", "in", "on", "at"];
    let folded = words::folded(written);
    // "Theatr y Pont" for "Theatr y Bont"
    let company = context.company().unwrap_or_default();
    let has_small = words::split(company).any(|own| own.starts_with(char::is_lowercase));
    let is_small = |word: &str| SMALL.contains(&word) || has_small && word.chars().count() <= 3;
    let capitals = words::split(written).all(|word| words::is_capitalised(word) || is_small(word));
    let begins = words::split(written).next().is_some_and(words::is_capitalised);
    if !capitals || !begins || folded == own || context.is_in_notes(written) {
        return None;
    }
    // "at Taf Valley for" is no misspelt Taf Valley Buses.
    let ends_small = |name: &str| words::split(name).last().is_some_and(|word| word.starts_with(char::is_lowercase));
    if ends_small(written) && !ends_small(company) {
        return None;
    }
    // "to Oulu. My number" for "Oulumy"
    if ['\n', '.', ',', ';', ':', '!', '?'].iter().any(|mark| written.contains(*mark) && !company.contains(*mark)) {
        return None;
    }
    let (words, own_words): (Vec<&str>, Vec<&str>) = (words::split(&folded).collect(), own.split(' ').collect());
    if words.len() != own_words.len() {
        let joined = |words: &[&str]| words.concat();
        let same = !own.contains('-') && !folded.contains('-') && joined(&words) == joined(&own_words);
        return same.then_some(true);
    }
    // "bei der Deutschen Bahn": English alone leaves the words of a name as they are.
    let same = |(word, own): (&&str, &&str)| word == own || is_inflected(word, own);
    if context.language.tag() != "en" && words.iter().zip(&own_words).all(same) {
        return None;
    }
    let exact = words.iter().zip(&own_words).filter(|(word, own)| word == own).count();
    let near = |word: &str, own: &str| {
        word == own || is_near(word, own) && (!is_word(word) || exact > 0 && word.chars().count() + exact >= 5)
    };
    let begin = |word: &str| word.chars().take(3).collect::<String>();
    let other = || words.iter().zip(&own_words).find(|(word, own)| word != own);
    // "Lakeland Museum of Industry" for "Lakehead Museum of Industry"
    if words.len() >= 3 && exact + 1 == words.len() {
        // "Harbour Road Opticians" may be another firm than Harbour Row Opticians.
        let is_slip = |word: &str, own: &str| begin(word) == begin(own) || is_near(word, own) && !is_word(word);
        return Some(other().is_some_and(|(word, own)| words.len() > 3 || is_slip(word, own)));
    }
    // "Quillhaven Systems" for "Quillhaven Labs"
    if let ([word, kind], [own_word, own_kind]) = (words.as_slice(), own_words.as_slice())
        && word == own_word
        && kind != own_kind
        && !is_word(word)
        && KINDS.contains(*kind)
    {
        return Some(false);
    }
    let all_near = words.iter().zip(&own_words).all(|(word, own)| near(word, own));
    (all_near && is_near(&words.concat(), &own_words.concat())).then_some(true)
}

/// Whether two words differ in nothing but an ending of adjectives, or that of a genitive.
fn is_inflected(one: &str, other: &str) -> bool {
    const ENDINGS: [&str; 7] = ["", "e", "em", "en", "er", "es", "s"];
    let stem: usize =
        one.chars().zip(other.chars()).take_while(|(one, other)| one == other).map(|(c, _)| c.len_utf8()).sum();
    // The "e" of the endings may be among what they share.
    [stem, stem.saturating_sub(1)].into_iter().any(|stem| {
        let ending = |word: &str| word.get(stem..).is_some_and(|rest| ENDINGS.contains(&rest));
        stem >= 3 && ending(one) && ending(other)
    })
}

/// Whether a word is a slip of the company's distinctive word, and nobody's name.
fn is_slip(written: &str, folded: &str, own: &str, context: &ResolvedContext<'_>) -> bool {
    let most = if own.chars().count() < 8 { 1 } else { 2 };
    let distance = strsim::osa_distance(folded, own);
    let ending = folded.strip_prefix(own).or_else(|| own.strip_prefix(folded)).is_some();
    words::is_capitalised(written)
        && folded.starts_with(|c| own.starts_with(c))
        && (1..=most).contains(&distance)
        && !ending
        && !is_word(folded)
        && !context.is_own(written)
}
