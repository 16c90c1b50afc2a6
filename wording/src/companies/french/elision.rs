//! Short words before a vowel: "de Développeuse", "d'Ingénieure".

/// The beginnings of words whose "h" is silent. Before other words with "h", many of them English, nothing is elided.
const SILENT_H: [&str; 49] = [
    "habil", "habit", "harmon", "heberg", "hemat", "herbe", "herbi", "herbo", "herit", "heroi", "hesit", "heur",
    "hist", "hiver", "homeo", "homic", "homm", "homo", "homéo", "honn", "honor", "hopit", "horizon", "horlog", "horm",
    "hort", "hospice", "hospital", "hosti", "hote", "huil", "huiss", "humai", "humani", "humid", "humor", "hydr",
    "hygi", "hyp", "héberg", "hébét", "hélic", "hémat", "hérit", "héroï", "hésit", "hôp", "hôte", "hôti",
];

/// Words that begin like those, but whose "h" isn't silent: "le heurt", but "l'heure".
const SOUNDED_H: [&str; 2] = ["heurt", "hospitality"];

/// Beginnings of words that are spoken with a consonant, though written with a vowel: "user", "unity", "onze",
/// "yaourt".
const CONSONANTS: [&str; 7] = ["user", "usa", "unity", "unix", "one ", "onze", "oui"];

/// "de X" or "d'X", where X is the title of a position without "H/F" at its end.
#[must_use]
pub fn with_de(title: &str) -> String {
    let mut words = title;
    for mark in [" H/F", " F/H", " h/f", " f/h", " F/H/X", " H/F/X", " (H/F)", " (F/H)"] {
        words = words.strip_suffix(mark).map_or(words, |rest| rest.trim_end_matches([' ', '-', '–', ',']));
    }
    if is_elided_before(words) { format!("d'{words}") } else { format!("de {words}") }
}

/// Whether "de", "que" and their like are elided before `words`.
#[must_use]
pub fn is_elided_before(words: &str) -> bool {
    let small = words.to_lowercase();
    if CONSONANTS.iter().any(|start| small.starts_with(start)) {
        return false;
    }
    let mut letters = small.chars();
    match letters.next() {
        Some('h') => {
            let begins = |starts: &[&str]| starts.iter().any(|start| small.starts_with(start));
            begins(&SILENT_H) && !begins(&SOUNDED_H)
        }
        // "d'Yves", but "de Yann".
        Some('y') => letters.next().is_some_and(|second| second.is_alphabetic() && !is_vowel(second)),
        first => first.is_some_and(is_vowel),
    }
}

/// Whether this small letter is a vowel, with or without an accent.
pub(crate) const fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'à'
            | 'á'
            | 'â'
            | 'ä'
            | 'å'
            | 'æ'
            | 'e'
            | 'è'
            | 'é'
            | 'ê'
            | 'ë'
            | 'i'
            | 'í'
            | 'î'
            | 'ï'
            | 'o'
            | 'ó'
            | 'ô'
            | 'ö'
            | 'ø'
            | 'œ'
            | 'u'
            | 'ù'
            | 'ú'
            | 'û'
            | 'ü'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn de_is_elided_before_vowels() {
        for (title, form) in [
            ("Développeuse Rust", "de Développeuse Rust"),
            ("Ingénieure logiciel", "d'Ingénieure logiciel"),
            ("Électricien", "d'Électricien"),
            ("Office Manager", "d'Office Manager"),
            ("UX Designer", "d'UX Designer"),
            ("User Researcher", "de User Researcher"),
            ("Hôte d'accueil", "d'Hôte d'accueil"),
            ("Horlogère", "d'Horlogère"),
            ("Head of Data", "de Head of Data"),
            ("Human Resources Manager", "de Human Resources Manager"),
            ("Hospitality Manager", "de Hospitality Manager"),
            ("Héros du support", "de Héros du support"),
            ("héroïne", "d'héroïne"),
            ("heurt", "de heurt"),
            ("homard", "de homard"),
            ("huit", "de huit"),
            ("héritage", "d'héritage"),
            ("HR Business Partner", "de HR Business Partner"),
            ("Œnologue", "d'Œnologue"),
            ("Yield Manager", "de Yield Manager"),
            ("Aide-soignante - H/F", "d'Aide-soignante"),
            ("{{ position }}", "de {{ position }}"),
            ("", "de "),
        ] {
            assert_eq!(with_de(title), form);
        }
    }
}
