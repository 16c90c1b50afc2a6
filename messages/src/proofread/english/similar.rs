//! Similar words: what may be meant by an unknown one.

use std::sync::LazyLock;

use super::{WordClasses, word, written};

/// The largest distance at which a word is similar.
const MOST_DISTANCE: usize = 2;

/// All words, each with the set of its letters. It is made for the first unknown word.
static LETTERS: LazyLock<Vec<(u32, &'static str)>> =
    LazyLock::new(|| written().map(|word| (letters(word), word)).collect());

/// The set of the letters of a word: a bit for each, and one for all that are not English.
fn letters(word: &str) -> u32 {
    word.bytes()
        .map(|byte| byte.to_ascii_lowercase())
        .fold(0, |set, byte| set | 1 << if byte.is_ascii_lowercase() { byte & 31 } else { 0 })
}

/// The words that are at most two letters off `unknown`, the likeliest first.
pub(in crate::proofread) fn similar(unknown: &str) -> Vec<&'static str> {
    let unknown = super::plain(unknown);
    let (set, length) = (letters(&unknown), unknown.chars().count());
    let most = u32::try_from(MOST_DISTANCE).unwrap_or(u32::MAX);
    let may_be_near = |(other_set, other): &&(u32, &'static str)| {
        (set & !other_set).count_ones() <= most
            && (other_set & !set).count_ones() <= most
            && other.len().abs_diff(unknown.len()) <= 2 * MOST_DISTANCE
            && other.chars().count().abs_diff(length) <= MOST_DISTANCE
    };
    let measured = LETTERS.iter().filter(may_be_near).filter_map(|(_, other)| {
        let small = other.to_lowercase();
        let distance = strsim::osa_distance(&unknown, &small);
        (distance <= MOST_DISTANCE).then(|| (unlikeliness(&unknown, other, &small, distance), *other))
    });
    let mut near: Vec<(i32, &'static str)> = measured.collect();
    near.sort_by_key(|(unlikeliness, _)| *unlikeliness);
    near.into_iter().map(|(_, word)| word).collect()
}

/// How unlikely it is that `meant`, in small letters `small`, was written as `unknown`. People seldom mistake the first
/// letter, and mostly mean common words; they swap letters, and mistake a sound for another that is spelt in two ways.
fn unlikeliness(unknown: &str, meant: &str, small: &str, distance: usize) -> i32 {
    let first = unknown.chars().next() == small.chars().next();
    let common = word(meant).is_some_and(WordClasses::is_common);
    let plural = unknown.ends_with('s') && small.ends_with('s');
    let apostrophe = small.contains('\'') && small.replace('\'', "") == unknown.replace('\'', "");
    let sounds_alike = sounds(unknown) == sounds(small);
    let capital = meant.chars().next().is_some_and(char::is_uppercase);
    10 * i32::try_from(distance).unwrap_or(i32::MAX / 20)
        + [(!first, 10), (!common, 4), (!plural, 5), (!apostrophe, 10), (!sounds_alike, 8), (capital, 3)]
            .iter()
            .filter_map(|(is, cost)| is.then_some(*cost))
            .sum::<i32>()
}

/// A word without what doesn't change its sound: letters twice, "ei" for "ie", "s" for "c" and "z", "er" for "re".
fn sounds(word: &str) -> String {
    let word = word.replace("ei", "ie").replace("ey", "ay").replace("ou", "o");
    let word = word.strip_suffix("re").map_or(word.clone(), |stem| format!("{stem}er"));
    let mut sounds = String::with_capacity(word.len());
    for c in word.chars() {
        let sound = match c {
            'z' | 'c' => 's',
            'k' | 'q' => 'k',
            c => c,
        };
        if !sounds.ends_with(sound) {
            sounds.push(sound);
        }
    }
    sounds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_words_come_first() {
        for (written, meant) in [
            ("recieved", "received"),
            ("oportunity", "opportunity"),
            ("Definately", "definitely"),
            ("dont", "don't"),
            ("calender", "calendar"),
            ("intrested", "interested"),
            ("truely", "truly"),
            ("managment", "management"),
        ] {
            let found = similar(written);
            assert_eq!(found.first().copied(), Some(meant), "{written}: {:?}", &found[..found.len().min(5)]);
        }
        assert!(similar("xqzvkjw").is_empty());
    }
}
