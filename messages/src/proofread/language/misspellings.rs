//! Whether an unknown word looks like a slip of a known one, or like a word of a trade or of another language.

use crate::proofread::{english, words};

/// Endings of words that trades make of known ones: "offsider", "pledgers", "limewashed".
const ENDINGS: [&str; 9] = ["r", "rs", "er", "ers", "d", "ed", "ing", "like", "most"];

/// Whether a word is a known one with an ending, and not a known one with a letter too few: "occured", "writeing".
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

/// Whether a word is more likely another language's than a slip of `suggestion`: it ends in a vowel as English words
/// seldom do, and the suggestion ends otherwise.
pub(super) fn ends_as_foreign(word: &str, suggestion: &str) -> bool {
    let last = word.chars().next_back();
    last.is_some_and(|last| "aiou".contains(last)) && suggestion.to_lowercase().chars().next_back() != last
}

/// Whether people make this slip in a short word: two letters changed places, one that is there twice, or that should be;
/// in one that is not very short, also a letter too many or too few, a vowel for another, or a key for the one beside it.
/// Other short words that are unknown are as likely names of dishes, plants and tools.
pub(super) fn is_slip_of_short(word: &str, suggestion: &str) -> bool {
    const VERY_SHORT: usize = 5;
    /// Shorter words are names of things in any language.
    const SHORTEST: usize = 4;
    const MEANT: [&str; 10] = ["the", "and", "for", "you", "are", "was", "not", "but", "has", "had"];
    let suggestion = suggestion.to_lowercase();
    if word.chars().count() < SHORTEST && !MEANT.contains(&&*suggestion) {
        return false;
    }
    if word.chars().count() > VERY_SHORT && strsim::osa_distance(word, &suggestion) == 1 && is_likely(word, &suggestion)
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

/// Whether one word has a letter more than the other, or they differ by vowels or by keys beside each other.
fn is_likely(word: &str, suggestion: &str) -> bool {
    const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let beside = |one: char, two: char| {
        let near = |row: &&str| row.find(one).zip(row.find(two)).is_some_and(|(one, two)| one.abs_diff(two) == 1);
        KEYS.iter().any(near)
    };
    let vowel = |c: char| "aeiouy".contains(c);
    let likely = |(one, two): (char, char)| one == two || vowel(one) && vowel(two) || beside(one, two);
    word.chars().count() != suggestion.chars().count() || word.chars().zip(suggestion.chars()).all(likely)
}

/// How often `text` has `word`, in any capitalisation.
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
        assert!(is_slip_of_short("wierd", "weird") && is_slip_of_short("realy", "really"));
        assert!(!is_slip_of_short("cawl", "call") && !is_slip_of_short("nain", "main"));
        assert!(is_slip_of_short("recive", "receive") && is_slip_of_short("definate", "definite"));
        assert!(!is_slip_of_short("bronde", "bronze"));
    }
}
