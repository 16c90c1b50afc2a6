//! Distinguishes misspellings from technical terms and foreign words, which the dictionary lacks, too.

use crate::proofread::{english, words};

/// Suffixes of technical terms that are derived from known words: "offsider", "pledgers", "limewashed".
const ENDINGS: [&str; 9] = ["r", "rs", "er", "ers", "d", "ed", "ing", "like", "most"];

/// Whether a word is a known word with a suffix, and no misspelt inflection such as "occured" or "writeing".
pub(super) fn is_inflected(word: &str, suggestion: Option<&str>) -> bool {
    const SHORTEST: usize = 5;
    ENDINGS.iter().filter_map(|ending| Some((*ending, word.strip_suffix(ending)?))).any(|(ending, stem)| {
        let vowel = ending.starts_with(['e', 'i']);
        let fits = if vowel { !stem.ends_with('e') } else { stem.ends_with('e') || ending.len() > 2 };
        let doubled = suggestion.is_some_and(|suggestion| is_doubled(&suggestion.to_lowercase(), stem));
        fits && !doubled && stem.chars().count() >= SHORTEST && english::has(stem)
    })
}

/// Whether `suggestion` has the last letter of `stem` twice: "occurred".
fn is_doubled(suggestion: &str, stem: &str) -> bool {
    let rest = suggestion.strip_prefix(stem);
    rest.zip(stem.chars().next_back()).is_some_and(|(rest, last)| rest.starts_with(last))
}

/// Whether a word is more likely foreign than a misspelling of `suggestion`: it ends in a vowel that is rare at the end
/// of English words, and the suggestion ends differently.
pub(super) fn ends_as_foreign(word: &str, suggestion: &str) -> bool {
    let last = word.chars().next_back();
    last.is_some_and(|last| "aiou".contains(last)) && suggestion.to_lowercase().chars().next_back() != last
}

/// Whether a short word is a common misspelling of `suggestion`: two letters are transposed, or a letter is doubled or
/// not doubled. In longer ones a letter may also be missing, added, or replaced by another vowel or an adjacent key.
/// Other unknown short words are often names of dishes, plants and tools.
pub(super) fn is_common_misspelling(word: &str, suggestion: &str) -> bool {
    const VERY_SHORT: usize = 5;
    /// Shorter words are not reported, as they are often names of things.
    const SHORTEST: usize = 4;
    const EXCEPTIONS: [&str; 10] = ["the", "and", "for", "you", "are", "was", "not", "but", "has", "had"];
    let suggestion = suggestion.to_lowercase();
    if word.chars().count() < SHORTEST && !EXCEPTIONS.contains(&&*suggestion) {
        return false;
    }
    if word.chars().count() > VERY_SHORT
        && strsim::osa_distance(word, &suggestion) == 1
        && is_probable(word, &suggestion)
    {
        return true;
    }
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let single = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.dedup();
        letters
    };
    sorted(word) == sorted(&suggestion) || single(word) == single(&suggestion)
}

/// Whether one word has a letter more than the other, or they differ in vowels or adjacent keys only.
fn is_probable(word: &str, suggestion: &str) -> bool {
    const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let beside = |one: char, two: char| {
        let near = |row: &&str| row.find(one).zip(row.find(two)).is_some_and(|(one, two)| one.abs_diff(two) == 1);
        KEYS.iter().any(near)
    };
    let vowel = |c: char| "aeiouy".contains(c);
    let likely = |(one, two): (char, char)| one == two || vowel(one) && vowel(two) || beside(one, two);
    word.chars().count() != suggestion.chars().count() || word.chars().zip(suggestion.chars()).all(likely)
}

/// The number of occurrences of `word` in `text`, ignoring case.
pub(super) fn count(text: &str, word: &str) -> usize {
    words::whole_matches(&words::lower_in_place(text), word).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_trades_are_told_from_slips() {
        assert!(is_inflected("offsider", Some("outsider")) && is_inflected("hearted", Some("heated")));
        assert!(!is_inflected("occured", Some("occurred")) && !is_inflected("writeing", Some("writing")));
        assert!(!is_inflected("recieved", Some("received")));
        assert!(ends_as_foreign("fada", "fade") && !ends_as_foreign("maintenence", "maintenance"));
        assert!(is_common_misspelling("wierd", "weird") && is_common_misspelling("realy", "really"));
        assert!(!is_common_misspelling("cawl", "call") && !is_common_misspelling("nain", "main"));
        assert!(is_common_misspelling("recive", "receive") && is_common_misspelling("definate", "definite"));
        assert!(!is_common_misspelling("bronde", "bronze"));
    }
}
