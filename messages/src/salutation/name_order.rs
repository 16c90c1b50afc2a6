//! Names whose family name is written before a comma: "Meier, Anke".

use std::borrow::Cow;

use planning::facts::Contact;

use super::groups::is_group_name;

/// So many given names may follow a family name and a comma: "Meier, Anke Maria".
const MAX_GIVEN_NAMES: usize = 3;

/// The whole name, with the given name first where the family name was written before a comma: "Anke Meier" of "Meier,
/// Anke".
pub(crate) fn whole_name_in_order(person: &Contact) -> Option<Cow<'_, str>> {
    match person.whole_name()? {
        Cow::Borrowed(name) => Some(in_order(name)),
        made @ Cow::Owned(_) => Some(made),
    }
}

/// A name with the family name behind the given ones. Before the comma is one word, as more may be a whole name with an
/// office behind it: "Anke Meier, Vertrieb".
pub(super) fn in_order(name: &str) -> Cow<'_, str> {
    let Some((family, given)) = name.split_once(", ") else { return Cow::Borrowed(name) };
    let is_capitalised = |word: &str| word.starts_with(char::is_uppercase);
    let is_degree =
        |word: &str| word.contains('.') || word.chars().skip(1).any(char::is_uppercase) && !word.contains('-');
    // "von der Heide"
    let is_family_name = family.split(' ').rev().enumerate().all(|(index, word)| is_capitalised(word) == (index == 0));
    let is_given_name = given.split(' ').count() <= MAX_GIVEN_NAMES
        && given
            .split(' ')
            .all(|word| is_capitalised(word) && word.chars().all(|c| c.is_alphabetic() || c == '-' || c == '.'))
        && !is_degree(given.split(' ').next().unwrap_or_default())
        && !is_group_name(given);
    if is_family_name && is_given_name { Cow::Owned(format!("{given} {family}")) } else { Cow::Borrowed(name) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_family_name_before_a_comma_comes_last() {
        for (name, expected) in [
            ("Meier, Anke", "Anke Meier"),
            ("von der Heide, Anke", "Anke von der Heide"),
            ("Meier-Schulz, Anke Maria", "Anke Maria Meier-Schulz"),
            ("Meier, Jean-Luc", "Jean-Luc Meier"),
            ("Anke Meier, Personalabteilung", "Anke Meier, Personalabteilung"),
            ("Anke Meier, Vertrieb", "Anke Meier, Vertrieb"),
            ("Meier, Personalabteilung", "Meier, Personalabteilung"),
            ("Meier, MBA", "Meier, MBA"),
            ("Meier, Ph.D.", "Meier, Ph.D."),
            ("Anke Meier", "Anke Meier"),
        ] {
            let contact: Contact = serde_json::from_value(json!({ "id": "c", "name": name })).unwrap();
            assert_eq!(whole_name_in_order(&contact).unwrap(), expected);
            assert_eq!(in_order(name), expected);
        }
    }
}
