//! Which differences between a word and a known word are slips of writers.

/// Neighbours on a keyboard, each pair once.
const NEIGHBOURS: &str = "qw we er rt ty yu ui io op as sd df fg gh hj jk kl zx xc cv vb bn nm qa wa ws es ed rd rf tf tg yg yh \
                          uh uj ij ik ok ol pl az sz sx dx dc fc fv gv gb hb hn jn jm km";
/// Consonants that sound alike in some words.
const ALIKE: &str = "cs ck sz gj td mn bp vf vw lr xs qk fp kg ch";

/// Whether `written` may be a slip for `meant`. Another consonant that is no neighbour on the keyboard and sounds
/// otherwise makes another word: "partograph" is no slip for "pantograph".
pub(super) fn is_likely_slip(written: &str, meant: &str) -> bool {
    let is_one_edit = strsim::osa_distance(written, meant) == 1;
    let (written, meant): (Vec<char>, Vec<char>) = (written.chars().collect(), meant.chars().collect());
    if written.len() != meant.len() {
        return is_one_edit || consonants(&written) == consonants(&meant);
    }
    let differences: Vec<(char, char)> =
        written.iter().zip(&meant).filter(|(one, other)| one != other).map(|(one, other)| (*one, *other)).collect();
    if let [(one, other), (next_one, next_other)] = differences[..]
        && (one, other) == (next_other, next_one)
    {
        return true;
    }
    let is_pair = |pairs: &str, one: char, other: char| {
        pairs.split_whitespace().any(|pair| pair.contains(one) && pair.contains(other))
    };
    let places = written.iter().zip(&meant).enumerate().filter(|(_, (one, other))| one != other);
    places.into_iter().all(|(at, (one, other))| {
        let doubled = at > 0 && meant.get(at - 1) == Some(other) || meant.get(at + 1) == Some(other);
        let alike = is_vowel(*one) && is_vowel(*other) || is_pair(ALIKE, *one, *other);
        alike || doubled || is_pair(NEIGHBOURS, *one, *other)
    })
}

fn is_vowel(c: char) -> bool {
    "aeiouyàáâäèéêëìíîïòóôöùúûü".contains(c)
}

/// The consonants of a word, doubled ones once: those of "maintainance" and "maintenance" are the same.
fn consonants(word: &[char]) -> Vec<char> {
    let mut consonants: Vec<char> = word.iter().copied().filter(|c| !is_vowel(*c)).collect();
    consonants.dedup();
    consonants
}

#[cfg(test)]
mod tests {
    use super::is_likely_slip;

    #[test]
    fn another_consonant_makes_another_word_unless_it_is_near_or_sounds_alike() {
        for (written, meant) in [
            ("recieve", "receive"),
            ("seperate", "separate"),
            ("accomodation", "accommodation"),
            ("absense", "absence"),
            ("grstitude", "gratitude"),
            ("teh", "the"),
            ("maintainance", "maintenance"),
        ] {
            assert!(is_likely_slip(written, meant), "{written}");
        }
        for (written, meant) in [("partograph", "pantograph"), ("partograph", "paragraph"), ("screefed", "screened")] {
            assert!(!is_likely_slip(written, meant), "{written}");
        }
    }
}
