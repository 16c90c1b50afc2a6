//! Letters that a language lacks.

/// For the tag of each language the letters that neither its own words nor the words that it has borrowed have.
const FOREIGN_LETTERS: [(&str, &str); 5] =
    [("de", "áâçèêíîñóôúûœ"), ("en", "áäíñóöúß"), ("es", "àâäçèêîôöûœß"), ("fr", "áäíñóöúß"), ("nl", "äñœß")];

/// Whether `word`, in small letters, has a letter that the words of the language lack.
pub(super) fn is_foreign(word: &str, tag: &str) -> bool {
    let letters = FOREIGN_LETTERS.iter().find(|(of, _)| *of == tag).map_or("", |(_, letters)| letters);
    word.contains(|letter| letters.contains(letter))
}
