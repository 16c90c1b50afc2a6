//! Frequent words that are no evidence of a language, because other languages have borrowed them.

/// Words of terms that are used in every language: "Made in Germany", "Six Sigma", "per se".
const OF_TERMS: [&str; 25] = [
    "a", "al", "am", "an", "as", "ce", "do", "en", "he", "in", "is", "it", "me", "no", "o", "on", "over", "per",
    "plus", "pro", "six", "so", "up", "us", "y",
];

/// Words with which names begin: "La Rochelle", "Rio de Janeiro", "Le Monde".
const OF_NAMES: [&str; 14] = ["de", "des", "du", "el", "es", "la", "le", "lo", "sa", "se", "te", "tu", "un", "vor"];

/// Terms that are used in every language.
const TERMS: [&str; 19] = [
    "a la carte",
    "chef de",
    "coup de",
    "coup d",
    "crème de la crème",
    "de facto",
    "de jure",
    "de luxe",
    "du jour",
    "en bloc",
    "esprit de corps",
    "joie de vivre",
    "maître de",
    "mise en place",
    "tour de force",
    "tour de table",
    "vis-à-vis",
    "à la",
    "à jour",
];

/// Whether `word`, in small letters, is evidence of its language.
pub(super) fn tells(word: &str, next_is_name: bool) -> bool {
    let is_of_name = next_is_name && OF_NAMES.contains(&word);
    !OF_TERMS.contains(&word) && !is_of_name
}

/// Whether `note` has a term that is used in every language.
pub(super) fn has_term(note: &str) -> bool {
    let small = note.to_lowercase();
    TERMS.iter().any(|term| small.contains(term))
}
