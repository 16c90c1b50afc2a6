//! Splits the name of a contact into its parts, and finds the form of address in it.

use std::borrow::Cow;

use planning::{
    Name,
    facts::{Contact, FormOfAddress},
};

use super::{
    groups::is_group,
    name_order::in_order,
    titles::{is_short_title, is_title},
};
use crate::Locale;

/// A contact's whole name in its parts.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ContactName<'p> {
    /// Whether it follows a form of address.
    pub(crate) addressed: bool,
    /// The titles: those of the facts, else those with which the name begins.
    pub(crate) title: Option<&'p str>,
    /// Whether the name begins with titles.
    pub(crate) titled: bool,
    /// The name without form of address and titles.
    pub(crate) bare: Cow<'p, str>,
}

/// The whole name in its parts, if there is one.
pub(crate) fn named(person: &Contact) -> Option<ContactName<'_>> {
    let of_facts = title_of_facts(person);
    let Some(written) = person.name_as_written() else {
        let bare = match (&person.given_name, &person.family_name) {
            (Some(given), Some(family)) => Cow::Owned(format!("{given} {family}")),
            (given, family) => Cow::Borrowed(&**given.as_ref().or(family.as_ref())?),
        };
        return Some(ContactName { addressed: false, title: of_facts, titled: false, bare });
    };
    let rest = bare_name(written);
    let same = of_facts.and_then(|title| rest.strip_prefix(title)?.strip_prefix(' ').map(|bare| (title, bare)));
    let (titles, bare) = same.unwrap_or_else(|| titles_and_rest(rest));
    Some(ContactName {
        addressed: rest.len() < written.len(),
        title: of_facts.or(Some(titles).filter(|titles| !titles.is_empty())),
        titled: !titles.is_empty(),
        bare: in_order(bare.trim_start()),
    })
}

/// The title of the facts, without forms of address, which candidate tracking systems keep there: "Frau", "Herr Dr.".
pub(crate) fn title_of_facts(person: &Contact) -> Option<&str> {
    address_and_title(person.title.as_deref()?).1
}

/// The form of address with which a title begins, and the rest of it.
fn address_and_title(title: &str) -> (Option<FormOfAddress>, Option<&str>) {
    let (mut form, mut rest) = (None, title.trim());
    while !rest.is_empty() {
        let (first, behind) = rest.split_once(' ').unwrap_or((rest, ""));
        let Some(said) = form_of_word(first) else { break };
        form = form.or(Some(said));
        rest = behind.trim_start();
    }
    (form, Some(rest).filter(|rest| !rest.is_empty()))
}

/// The titles with which a name begins, and what follows them: "Prof. Dr." and "Uwe Meier".
fn titles_and_rest(name: &str) -> (&str, &str) {
    let mut at = 0;
    for word in name.split_inclusive(' ') {
        let bare = word.trim_end();
        // "h. c." follows another title.
        let honorary = at > 0 && matches!(bare, "h." | "c." | "h.c.");
        let known = is_engineer(bare, &name[at + word.len()..])
            || is_court_councillor(bare, &name[at + word.len()..])
            || is_title(bare)
            || bare.split('-').all(|part| is_title(part) || is_short_title(part));
        if !(known || honorary) || at + word.len() == name.len() {
            break;
        }
        at += word.len();
    }
    (name[..at].trim_end(), &name[at..])
}

/// Whether `word` is the Austrian title "DI" before a name that isn't in capitals, too.
fn is_engineer(word: &str, rest: &str) -> bool {
    matches!(word, "DI" | "DDI") && rest.contains(char::is_lowercase)
}

/// Whether `word` is the Austrian title "HR" before another title: "HR Dr. Franz Steiner", but not "HR Team".
fn is_court_councillor(word: &str, rest: &str) -> bool {
    word == "HR" && rest.split_once(' ').is_some_and(|(next, _)| is_title(next) || is_short_title(next))
}

/// Whether there is a name that may be a family name or have one: more than a given name.
pub(crate) fn may_have_family_name(person: &Contact) -> bool {
    person.family_name.is_some() || person.name.is_some() && person.name != person.given_name
}

/// Whether nothing but a family name is known, and no form of address or title. Such a name alone can't be a greeting.
pub(crate) fn is_family_name_alone(person: &Contact) -> bool {
    person.family_name.is_some()
        && person.given_name.is_none()
        && person.name_as_written().is_none()
        && title_of_facts(person).is_none()
        && !matches!(form_of_address(person), Some(FormOfAddress::Ms | FormOfAddress::Mr))
}

/// Whether messages in this language call the contact by name: not a department, nor an e-mail address in place of
/// the name. English calls departments by their names.
pub(crate) fn has_name_of_person(person: &Contact, locale: Locale) -> bool {
    locale.language() == "en" || !is_nameless(person) && !is_group(person)
}

/// Whether messages in this language greet the contact by name.
pub(crate) fn is_greeted_by_name(person: &Contact, locale: Locale) -> bool {
    locale.language() == "en" || has_name_of_person(person, locale) && !is_family_name_alone(person)
}

/// The form of address that a name begins with, as somebody has written it down, and the rest of the name: "Frau
/// Meier", "Mme Moreau". It is the same in whichever language the message is.
pub(crate) fn addressed_name(name: &str) -> Option<(FormOfAddress, &str)> {
    let (first, rest) = name.trim().split_once(' ')?;
    let form = form_of_word(first)?;
    // Two people: "Frau Anke und Herr Uwe Meier".
    let is_of_several = rest.split_whitespace().any(|word| form_of_word(word).is_some_and(|other| other != form));
    (!is_of_several).then_some((form, rest.trim_start()))
}

/// The form of address that a word is: "Frau", "Mme".
fn form_of_word(first: &str) -> Option<FormOfAddress> {
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
    let word = first.trim_end_matches('.').to_lowercase();
    if MS.contains(&word.as_str()) {
        return Some(FormOfAddress::Ms);
    }
    // A small "mr." is a Dutch lawyer's title.
    let is_lawyer = first.starts_with("mr");
    (MR.contains(&word.as_str()) && !is_lawyer).then_some(FormOfAddress::Mr)
}

/// The form of address: that of the facts, else the one that the name or the title begins with.
pub(crate) fn form_of_address(person: &Contact) -> Option<FormOfAddress> {
    let of_name = || addressed_name(person.name.as_deref()?).map(|(form, _)| form);
    person.address.or_else(of_name).or_else(|| address_and_title(person.title.as_deref()?).0)
}

/// The name without the form of address that it begins with.
pub(crate) fn bare_name(name: &str) -> &str {
    addressed_name(name).map_or(name, |(_, rest)| rest)
}

/// The name by which friends call somebody. An initial can't be used.
pub(crate) fn calling_name(person: &Contact) -> Option<&Name> {
    person.given_name.as_ref().filter(|given| !given.split([' ', '.', '-']).all(is_initial))
}

/// Whether nothing but initials precedes the family name: "A. Meier".
pub(crate) fn goes_by_initials(person: &Contact) -> bool {
    let Some(family) = person.family_name.as_deref() else { return false };
    named(person).is_some_and(|named| {
        let before = named.bare.strip_suffix(family).map(str::trim_end).filter(|before| !before.is_empty());
        before.is_some_and(|before| before.split([' ', '.', '-']).all(is_initial))
    })
}

/// "A", or nothing behind a full stop. A name may be one letter of a writing that has no small ones.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphanumeric());
    let first = letters.next();
    letters.next().is_none() && first.is_none_or(|first| first.is_uppercase() || first.is_lowercase())
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
    fn two_people_have_no_form_of_address() {
        for name in ["Frau Anke und Herr Uwe Meier", "Herr und Frau Meier", "M. et Mme Moreau", "Sr. y Sra. Ruiz"] {
            assert_eq!(form_of_address(&person(json!({ "name": name }))), None, "{name}");
        }
        assert_eq!(form_of_address(&person(json!({ "name": "Frau Anke Meier" }))), Some(FormOfAddress::Ms));
    }

    #[test]
    fn a_name_has_parts() {
        let parts = |facts: serde_json::Value| {
            let person = person(facts);
            let named = named(&person).unwrap();
            (named.addressed, named.title.unwrap_or_default().to_owned(), named.bare.into_owned())
        };
        for (facts, addressed, title, bare) in [
            (json!({ "name": "Herr Dr. Uwe Meier" }), true, "Dr.", "Uwe Meier"),
            (
                json!({ "name": "Mag. Anna Huber", "title": "Mag.", "family_name": "Huber" }),
                false,
                "Mag.",
                "Anna Huber",
            ),
            (json!({ "name": "Hofrätin Kim Huber", "title": "Hofrätin" }), false, "Hofrätin", "Kim Huber"),
            (json!({ "name": "Prof. Dr. Dr. h. c. Ilse Aigner" }), false, "Prof. Dr. Dr. h. c.", "Ilse Aigner"),
            (json!({ "name": "Dipl.-Ing. Uwe Meier", "title": "Dr." }), false, "Dr.", "Uwe Meier"),
            (json!({ "name": "Anke Meier", "title": "Frau" }), false, "", "Anke Meier"),
            (json!({ "name": "Uwe Meier", "title": "Herr Dr." }), false, "Dr.", "Uwe Meier"),
            (json!({ "name": "HR Dr. Franz Steiner", "title": "Hofrat Dr." }), false, "Hofrat Dr.", "Franz Steiner"),
            (json!({ "name": "HR Team Wien" }), false, "", "HR Team Wien"),
            (json!({ "name": "mr. Jansen", "title": "mr. dr." }), false, "mr. dr.", "Jansen"),
            (json!({ "name": "Mevr. Ilse 't Hart" }), true, "", "Ilse 't Hart"),
            (json!({ "name": "J. R. R. Tolkien" }), false, "", "J. R. R. Tolkien"),
            (json!({ "name": "Dr." }), false, "", "Dr."),
            (json!({ "family_name": "Meier", "name": "Meier", "title": "Dr." }), false, "Dr.", "Meier"),
        ] {
            assert_eq!(parts(facts), (addressed, title.to_owned(), bare.to_owned()));
        }
    }

    #[test]
    fn nobody_is_called_by_an_initial_or_greeted_by_an_address() {
        let called = |given: &str| calling_name(&person(json!({ "given_name": given }))).is_some();
        assert!(["Anke", "Jo", "太", "太郎", "J. Anke"].into_iter().all(called));
        assert!(!["A.", "A", "J.-P.", "J. R. R."].into_iter().any(called));
        let by_initials =
            |given: &str| goes_by_initials(&person(json!({ "given_name": given, "family_name": "Meier" })));
        assert!(
            ["A.", "J.-P.", "J R"].into_iter().all(by_initials) && !["Anke", "J. Anke"].into_iter().any(by_initials)
        );
        assert!(is_nameless(&person(json!({ "name": "anke.meier@acme.example" }))));
        assert!(!is_nameless(&person(json!({ "name": "Anke Meier" }))));
    }
}
