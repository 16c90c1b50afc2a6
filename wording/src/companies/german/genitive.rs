//! The genitive of names that are masculine or neuter: "des Klinikums Nürnberg".

/// Nouns that are written with "es", though they end in a letter that takes "s", too.
const WITH_ES: [&str; 2] = ["bund", "rat"];

/// The genitive of a name, with its article. `name` is in the dative, and `adjectives` words of it precede the noun.
/// `None` if the noun may take another ending than "s" or "es".
pub(super) fn with_article(name: &str, adjectives: usize) -> Option<String> {
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    let noun = words.get_mut(adjectives).filter(|noun| noun.chars().all(char::is_alphabetic))?;
    let small = noun.to_lowercase();
    // "des Boten", "des Studenten", "des Campus"
    if ["e", "ent", "ist", "us", "ismus"].iter().any(|ending| small.ends_with(ending)) {
        return None;
    }
    let hissing = ["s", "ß", "x", "z", "sch", "st"].iter().any(|ending| small.ends_with(ending));
    let with_es = hissing || WITH_ES.iter().any(|end| small.ends_with(end)) && small != "magistrat";
    noun.push_str(if with_es { "es" } else { "s" });
    Some(format!("des {}", words.join(" ")))
}
