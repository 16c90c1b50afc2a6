//! What to call somebody.

use crate::Tone;

/// The name after "Dear": whole, since nothing else is sure to be right; in a warm tone the first of two plain words.
pub(crate) fn called(name: &str, tone: Tone) -> &str {
    match tone {
        Tone::Formal | Tone::Neutral => name,
        Tone::Warm => given_name(name).unwrap_or(name),
    }
}

/// The first of exactly two words in Latin script, if nothing suggests that it is a title, an initial or a surname.
fn given_name(name: &str) -> Option<&str> {
    let mut words = name.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    let two_plain_words = words.next().is_none() && is_latin(first) && is_latin(second);
    let in_capitals = |word: &str| !word.chars().any(char::is_lowercase);
    let surname_first = in_capitals(first) && !in_capitals(second);
    let initial = first.chars().count() < 2;
    (two_plain_words && !surname_first && !initial && !is_title(first)).then_some(first)
}

/// Whether `word` has only letters of the Latin script, and what joins them.
fn is_latin(word: &str) -> bool {
    word.chars().all(|c| match c {
        // The last are combining accents.
        'A'..='Z' | 'a'..='z' | '-' | '\'' | '\u{2019}' | '\u{300}'..='\u{36F}' => true,
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => c.is_alphabetic(),
        _ => false,
    })
}

/// Whether `word` is no name, but what goes before one.
pub(crate) fn is_title(word: &str) -> bool {
    const TITLES: [&str; 32] = [
        "captain",
        "colonel",
        "dame",
        "dipl",
        "doctor",
        "dr",
        "frau",
        "herr",
        "lady",
        "lord",
        "madam",
        "madame",
        "mademoiselle",
        "mevrouw",
        "miss",
        "mlle",
        "mme",
        "monsieur",
        "mr",
        "mrs",
        "ms",
        "mx",
        "prof",
        "professor",
        "rev",
        "señor",
        "señora",
        "señorita",
        "signor",
        "signora",
        "sir",
        "sister",
    ];
    TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_are_shortened_and_only_warmly() {
        assert_eq!(called("Ada Okafor", Tone::Warm), "Ada");
        assert_eq!(called("Zoë O'Brien-Núñez", Tone::Warm), "Zoë");
        for name in [
            "Ada",
            "Dr Okafor",
            "Dr. Okafor",
            "A. Okafor",
            "A Okafor",
            "OKAFOR Ada",
            "Ada Mae Okafor",
            "Okafor, Ada",
            "Анна Каренина",
            "李 小龍",
            "محمد علي",
            "Sir Ian",
        ] {
            assert_eq!(called(name, Tone::Warm), name);
        }
        assert_eq!(called("Ada Okafor", Tone::Formal), "Ada Okafor");
        assert_eq!(called("Ada Okafor", Tone::Neutral), "Ada Okafor");
    }
}
