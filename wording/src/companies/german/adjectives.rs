//! The adjectives with which the names of companies begin.

/// The beginnings of adjectives without their ending, in small letters: "Deutsche", "Norddeutscher", "Technische".
const ADJECTIVES: [&str; 10] =
    ["allgemein", "evangelisch", "frei", "groß", "jung", "katholisch", "neu", "öffentlich", "rot", "vereinigt"];

/// The adjectives with which a name begins.
pub(super) struct Adjectives {
    /// How many words they are.
    pub(super) count: usize,
    pub(super) ending: Option<&'static str>,
}

impl Adjectives {
    /// Those of `name`. What directly precedes one of these legal forms is a family name: "Junge AG".
    pub(super) fn find(name: &str, legal_forms: &[&str]) -> Self {
        let words: Vec<&str> = name.split_whitespace().collect();
        // "Frankfurter Allgemeine Zeitung": what is called after a town isn't inflected.
        let towns = usize::from(
            words.len() > 2 && words[0].ends_with("er") && ending(words[0]).is_none() && ending(words[1]) == Some("e"),
        );
        let is_form = |word: &&str| legal_forms.contains(&word.replace('.', "").to_lowercase().as_str());
        let is_named = |index: usize| words.get(index + 1).is_none_or(is_form);
        let endings =
            words.iter().enumerate().skip(towns).map_while(|(index, word)| ending(word).filter(|_| !is_named(index)));
        let (mut count, mut first) = (0, None);
        for ending in endings {
            if *first.get_or_insert(ending) != ending {
                break;
            }
            count += 1;
        }
        Self { count: if count == 0 { 0 } else { count + towns }, ending: first }
    }
}

/// The name whose first `count` words have this ending, as far as they are adjectives.
pub(super) fn with_endings(name: &str, count: usize, weak: &str) -> String {
    let words = name.split(' ').enumerate().map(|(index, word)| match ending(word).filter(|_| index < count) {
        Some(ending) => format!("{}{weak}", &word[..word.len() - ending.len()]),
        None => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The ending of an adjective of a name: "e" of "Deutsche" and "Technische", but none of "Fischer" and "Porsche".
fn ending(word: &str) -> Option<&'static str> {
    let small = word.to_lowercase();
    let (stem, ending) =
        ["e", "er", "es"].into_iter().find_map(|ending| Some((small.strip_suffix(ending)?, ending)))?;
    let before = stem.strip_suffix("isch").is_some_and(|root| root.chars().count() > 2) || stem.ends_with("deutsch");
    (word.starts_with(char::is_uppercase) && (before || ADJECTIVES.contains(&stem))).then_some(ending)
}
