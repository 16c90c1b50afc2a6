//! What a name that somebody has written down says about how its bearer is addressed.

use planning::{
    Name,
    facts::{Contact, FormOfAddress},
};

/// The form of address that a name begins with, as somebody has written it down, and the rest of the name: "Frau Meier",
/// "Mme Moreau". It is the same in whichever language the message is.
pub(crate) fn addressed_name(name: &str) -> Option<(FormOfAddress, &str)> {
    const MS: [&str; 16] = [
        "frau",
        "madame",
        "mademoiselle",
        "mevr",
        "mevrouw",
        "miss",
        "mlle",
        "mme",
        "mrs",
        "ms",
        "mw",
        "señora",
        "señorita",
        "signora",
        "sra",
        "srta",
    ];
    const MR: [&str; 9] = ["dhr", "heer", "herr", "herrn", "meneer", "monsieur", "mr", "señor", "sr"];
    let (first, rest) = name.trim().split_once(' ')?;
    let word = first.trim_end_matches('.').to_lowercase();
    let rest = rest.trim_start();
    if MS.contains(&word.as_str()) {
        return Some((FormOfAddress::Ms, rest));
    }
    // A small "mr." is a Dutch lawyer's title.
    let is_lawyer = first.starts_with("mr");
    (MR.contains(&word.as_str()) && !is_lawyer).then_some((FormOfAddress::Mr, rest))
}

/// The form of address: that of the facts, else the one that the name begins with.
pub(crate) fn form_of_address(person: &Contact) -> Option<FormOfAddress> {
    person.address.or_else(|| addressed_name(person.name.as_deref()?).map(|(form, _)| form))
}

/// The name without the form of address that it begins with.
pub(crate) fn bare_name(name: &str) -> &str {
    addressed_name(name).map_or(name, |(_, rest)| rest)
}

/// The name by which friends call somebody. An initial is none.
pub(crate) fn calling_name(person: &Contact) -> Option<&Name> {
    let is_initial = |word: &str| {
        let mut letters = word.chars().filter(|c| c.is_alphanumeric());
        let first = letters.next();
        letters.next().is_none() && first.is_none_or(|first| first.is_uppercase() || first.is_lowercase())
    };
    person.given_name.as_ref().filter(|given| !given.split([' ', '.', '-']).all(is_initial))
}

/// Whether a contact is known by nothing but an e-mail address that somebody has put into the place of the name.
pub(crate) fn is_nameless(person: &Contact) -> bool {
    let has_parts = person.given_name.is_some() || person.family_name.is_some();
    !has_parts && person.name.as_deref().is_some_and(|name| name.contains('@') && !name.contains(' '))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn person(facts: serde_json::Value) -> Contact {
        let mut facts = facts;
        facts["id"] = json!("c");
        serde_json::from_value(facts).unwrap()
    }

    #[test]
    fn a_form_of_address_in_front_of_a_name_is_one_in_every_language() {
        for (name, form, bare) in [
            ("Mme Moreau", Some(FormOfAddress::Ms), "Moreau"),
            ("Herr Dr. Schulz", Some(FormOfAddress::Mr), "Dr. Schulz"),
            ("Sra. Ruiz Ortega", Some(FormOfAddress::Ms), "Ruiz Ortega"),
            ("Dhr. de Vries", Some(FormOfAddress::Mr), "de Vries"),
            ("mr. drs. Jansen", None, "mr. drs. Jansen"),
            ("M. Dupont", None, "M. Dupont"),
            ("Frau", None, "Frau"),
            ("Anke Meier", None, "Anke Meier"),
        ] {
            assert_eq!(form_of_address(&person(json!({ "name": name }))), form, "{name}");
            assert_eq!(bare_name(name), bare);
        }
        let known = person(json!({ "name": "Frau Meier", "address": "neutral" }));
        assert_eq!(form_of_address(&known), Some(FormOfAddress::Neutral));
    }

    #[test]
    fn nobody_is_called_by_an_initial_or_greeted_by_an_address() {
        let called = |given: &str| calling_name(&person(json!({ "given_name": given }))).is_some();
        assert!(["Anke", "Jo", "太", "太郎", "J. Anke"].into_iter().all(called));
        assert!(!["A.", "A", "J.-P.", "J. R. R."].into_iter().any(called));
        assert!(is_nameless(&person(json!({ "name": "anke.meier@acme.example" }))));
        assert!(!is_nameless(&person(json!({ "name": "Anke Meier" }))));
    }
}
