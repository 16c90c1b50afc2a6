//! Errors of adjacent words: repeated words, wrong articles, a missing apostrophe, a small "i".

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

use super::tokens::{Gap, Word};
use crate::proofread::{english, words};

/// Words that are rightly written twice.
static TWICE: LazyLock<HashSet<&str>> = LazyLock::new(|| words::listed(include_str!("neighbours/twice.txt")).collect());
/// Words whose apostrophe is missing, and how they are written.
static APOSTROPHES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("neighbours/apostrophes.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' ')).collect()
});
/// Words before which "a" and "an" are both written, or whose pronunciation their letters don't show.
static EITHER: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words::listed(include_str!("neighbours/either_article.txt")).collect());

/// A slip: where, what is wrong, and what to write.
#[derive(Debug)]
pub(super) struct Slip {
    pub(super) at: Range<usize>,
    pub(super) description: String,
    pub(super) instead: String,
}

/// The slips in a text of these words.
pub(super) fn find(text: &str, words: &[Word<'_>]) -> Vec<Slip> {
    let single = words.iter().filter_map(|word| apostrophe(word).or_else(|| small_i(text, word)));
    let pairs =
        words.windows(2).filter_map(|pair| twice(&pair[0], &pair[1]).or_else(|| article(text, &pair[0], &pair[1])));
    let phrases = words.windows(4).filter_map(phrase_twice);
    single.chain(pairs).chain(phrases).collect()
}

fn twice(one: &Word<'_>, other: &Word<'_>) -> Option<Slip> {
    let repeated = one.lower == other.lower
        && other.gap == Gap::Space
        && !TWICE.contains(&*one.lower)
        && one.lower.chars().all(char::is_alphabetic)
        && !(one.is_capitalised() && other.is_capitalised())
        // "Will will have told you"
        && !(one.is_capitalised() && crate::proofread::people::is_given_name(one.written))
        && one.known().is_some();
    repeated.then(|| Slip {
        at: one.at.start..other.at.end,
        description: format!("\"{}\" stands here twice.", one.lower),
        instead: one.written.to_owned(),
    })
}

/// "of the of the"
fn phrase_twice(four: &[Word<'_>]) -> Option<Slip> {
    let [one, two, three, four] = four else { return None };
    let small =
        |word: &Word<'_>| word.lower.len() <= 5 && word.lower != "and" && word.lower.chars().all(char::is_alphabetic);
    let joined = [two, three, four].into_iter().all(|word| word.gap == Gap::Space);
    let repeated = joined && one.lower == three.lower && two.lower == four.lower && one.lower != two.lower;
    (repeated && small(one) && small(two) && !TWICE.contains(&*one.lower)).then(|| Slip {
        at: one.at.start..four.at.end,
        description: format!("\"{} {}\" stands here twice.", one.lower, two.lower),
        instead: format!("{} {}", one.written, two.written),
    })
}

fn article(text: &str, article: &Word<'_>, next: &Word<'_>) -> Option<Slip> {
    let an = match &*article.lower {
        "a" => false,
        "an" => true,
        _ => return None,
    };
    // "Plan A is", "a. first", "an 'L' shape"
    let letter = article.written == "A" && article.gap != Gap::Start;
    let beside = text[article.at.end..next.at.start].chars().all(char::is_whitespace);
    if letter || !beside || EITHER.contains(&*next.lower) {
        return None;
    }
    let vowel = vowel(next)?;
    let right = if vowel { "an" } else { "a" };
    (vowel != an).then(|| Slip {
        at: article.at.start..next.at.end,
        description: format!("Before \"{}\" stands \"{right}\".", next.written),
        instead: format!(
            "{} {}",
            if article.is_capitalised() { if vowel { "An" } else { "A" } } else { right },
            next.written
        ),
    })
}

/// Whether a word begins with the sound of a vowel, as far as that is clear.
fn vowel(word: &Word<'_>) -> Option<bool> {
    if word.lower.starts_with(|c: char| c.is_ascii_digit()) {
        return match &*word.lower {
            "11" | "18" => Some(true),
            number if number.len() == 4 => None,
            number => Some(number.starts_with('8')),
        };
    }
    let bare = words::without_possessive(word.written);
    if bare.chars().all(char::is_uppercase) && bare.chars().nth(1).is_some() {
        return spelt_out(bare);
    }
    // Names and words of other languages are pronounced in their own ways.
    if !english::has(&word.lower) && !english::has(word.written) {
        return None;
    }
    let known = word.known()?;
    (!known.may_begin_with_vowel()).then(|| known.begins_with_vowel())
}

/// Whether the name of the first letter begins with a vowel, for initials that are read letter by letter: "an HR team".
/// Longer ones with a vowel may be read as a word: "NASA".
fn spelt_out(initials: &str) -> Option<bool> {
    const LONGEST: usize = 3;
    let vowels = initials.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
    if vowels && initials.chars().count() > LONGEST {
        return None;
    }
    let first = initials.chars().next()?;
    Some(matches!(first, 'A' | 'E' | 'F' | 'H' | 'I' | 'L' | 'M' | 'N' | 'O' | 'R' | 'S' | 'X'))
}

fn apostrophe(word: &Word<'_>) -> Option<Slip> {
    let right = APOSTROPHES.get(&*word.lower)?;
    let shouted = word.written.chars().all(char::is_uppercase);
    (!shouted).then(|| {
        let instead = if word.is_capitalised() { words::capitalised(right) } else { (*right).to_owned() };
        Slip { at: word.at.clone(), description: "An apostrophe is missing.".to_owned(), instead }
    })
}

fn small_i(text: &str, word: &Word<'_>) -> Option<Slip> {
    let small = matches!(word.written, "i" | "i'm" | "i've" | "i'd" | "i'll");
    let marked =
        text[word.at.end..].starts_with(['.', ')', ':', '-', '/']) || matches!(word.gap, Gap::Mark | Gap::Hyphen);
    (small && !marked).then(|| Slip {
        at: word.at.clone(),
        description: "\"I\" is written with a capital.".to_owned(),
        instead: word.written.replacen('i', "I", 1),
    })
}
