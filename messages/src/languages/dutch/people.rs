//! How people are addressed in Dutch. Nothing is cut out of a name, and no form of address is guessed.
//!
//! Behind "heer" and "mevrouw" the first letter of a family name is a capital, also that of "van" and "de". In Belgium
//! it is as the person writes it.

use std::borrow::Cow;

use planning::facts::{Contact, FormOfAddress};

use crate::{
    Locale, Tone,
    language::{Addressee, WantedOfPerson},
    languages::greeting_fact::wanted,
    salutation::{
        GreetingForm, calling_name, form_of_address, goes_by_initials, has_name_of_person, is_family_name_alone,
        is_greeted_by_name, is_nameless, may_have_family_name, named, whole_name_in_order,
    },
    tidy::one_line,
};

/// Where a form of address is used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum AddressUse {
    /// "Geachte heer De Vries".
    Greeting,
    /// "Spreek ik met meneer De Vries?"
    Speech,
    /// "Ik heb de heer De Vries een bericht gestuurd".
    Sentence,
    /// "De heer dr. Jan de Vries".
    Envelope,
}

fn form(person: &Contact, place: AddressUse) -> Option<&'static str> {
    match (form_of_address(person).filter(|_| may_have_family_name(person)), place) {
        (Some(FormOfAddress::Ms), AddressUse::Envelope) => Some("Mevrouw"),
        (Some(FormOfAddress::Ms), _) => Some("mevrouw"),
        (Some(FormOfAddress::Mr), AddressUse::Greeting) => Some("heer"),
        (Some(FormOfAddress::Mr), AddressUse::Speech) => Some("meneer"),
        (Some(FormOfAddress::Mr), AddressUse::Sentence) => Some("de heer"),
        (Some(FormOfAddress::Mr), AddressUse::Envelope) => Some("De heer"),
        (Some(FormOfAddress::Mx | FormOfAddress::Neutral) | None, _) => None,
    }
}

/// The manner that is possible for all `people`: the given name where they say "je", else "mevrouw" and "heer".
pub(super) fn greeting_form(familiar: bool, people: &[&Contact]) -> GreetingForm {
    let all = |is: fn(&Contact) -> bool| people.iter().all(|person| is(person));
    let by_given_name = familiar && !people.iter().any(|person| goes_by_initials(person));
    if familiar && all(|person| calling_name(person).is_some()) {
        GreetingForm::GivenName
    } else if !by_given_name && all(|person| form(person, AddressUse::Greeting).is_some()) {
        GreetingForm::Titled
    } else {
        GreetingForm::WholeName
    }
}

/// "professor", which greets instead of "heer" and "mevrouw". Other titles are on envelopes only.
fn professor(person: &Contact) -> Option<&'static str> {
    let title = named(person)?.title?;
    title.to_lowercase().starts_with("prof").then_some("professor")
}

/// "mevrouw Van der Heide", "professor De Vries"; with the whole name, if the family name isn't known by itself.
fn titled(person: &Contact, place: AddressUse, locale: Locale) -> Option<Cow<'_, str>> {
    let form = form(person, place)?;
    let form = professor(person).filter(|_| place != AddressUse::Envelope).unwrap_or(form);
    match &person.family_name {
        Some(family) => Some(Cow::Owned(format!("{form} {}", as_begun(family, locale)))),
        None => named(person).map(|named| {
            // After a form of address of its own, the family name is alone.
            let bare = if named.addressed { as_begun(&named.bare, locale) } else { named.bare.clone() };
            Cow::Owned(format!("{form} {bare}"))
        }),
    }
}

/// A family name that nothing of the same name precedes: "De Vries".
fn as_begun(family: &str, locale: Locale) -> Cow<'_, str> {
    let mut letters = family.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() && locale.region() != "BE" => {
            Cow::Owned(first.to_uppercase().chain(letters).collect())
        }
        _ => Cow::Borrowed(family),
    }
}

/// The name as it is spoken to: "Anke", "mevrouw Van der Heide", "Anke van der Heide".
pub(super) fn called(person: &Contact, greeting_form: GreetingForm, locale: Locale) -> Option<Cow<'_, str>> {
    called_in(person, greeting_form, AddressUse::Speech, locale)
}

fn called_in(person: &Contact, greeting_form: GreetingForm, place: AddressUse, locale: Locale) -> Option<Cow<'_, str>> {
    if !is_greeted_by_name(person, locale) {
        return None;
    }
    match (greeting_form, &person.given_name) {
        (GreetingForm::GivenName, Some(given)) => Some(Cow::Borrowed(&**given)),
        (GreetingForm::Titled, _) => titled(person, place, locale).or_else(|| whole_name_in_order(person)),
        _ => whole_name_in(person, place, locale),
    }
}

/// The whole name. A family name alone, and a name that begins with a form of address, have theirs.
pub(super) fn whole_name(person: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    whole_name_in(person, AddressUse::Sentence, locale)
}

fn whole_name_in(person: &Contact, place: AddressUse, locale: Locale) -> Option<Cow<'_, str>> {
    let named = named(person)?;
    let family_name_alone = person.name_as_written().is_none() && person.given_name.is_none();
    match form(person, place) {
        Some(form) if named.addressed => Some(Cow::Owned(format!("{form} {}", as_begun(&named.bare, locale)))),
        Some(_) if family_name_alone => titled(person, place, locale),
        None if family_name_alone => Some(Cow::Owned(as_begun(&named.bare, locale).into_owned())),
        _ => whole_name_in_order(person),
    }
}

/// The whole name as an object or after "met"; none for departments, whose names have no article.
pub(super) fn mentioned(person: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    if !has_name_of_person(person, locale) {
        return None;
    }
    if is_family_name_alone(person) && person.address.is_none() {
        let family = as_begun(person.family_name.as_deref()?, locale);
        return Some(Cow::Owned(format!("de heer of mevrouw {family}")));
    }
    whole_name(person, locale)
}

/// "prof. dr.", but "Dipl.-Ing.": titles of the country are written small, others as they are.
fn with_small_titles(title: &str) -> String {
    const DUTCH: [&str; 12] = ["bc", "dr", "drs", "ds", "em", "ing", "ir", "jhr", "jkvr", "lic", "mr", "prof"];
    let words = title.split(' ').map(|word| {
        let small = word.to_lowercase();
        if DUTCH.contains(&small.trim_end_matches('.')) { small } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// "Mevrouw dr. Anke van der Heide": titles are written small.
pub(super) fn on_envelope(person: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    let named = named(person).filter(|_| !is_nameless(person))?;
    let form = form(person, AddressUse::Envelope);
    if form.is_none() && named.titled {
        return whole_name_in_order(person);
    }
    let form = form.map_or_else(String::new, |form| format!("{form} "));
    let title = named.title.map_or_else(String::new, |title| format!("{} ", with_small_titles(title)));
    let begins = named.addressed || person.name_as_written().is_none() && person.given_name.is_none();
    let name = if begins { as_begun(&named.bare, locale) } else { named.bare.clone() };
    Some(Cow::Owned(format!("{form}{title}{name}")))
}

/// The greeting with its comma.
pub(super) fn greeting(to: &Addressee<'_>) -> String {
    let relaxed = to.familiar || to.tone == Tone::Warm;
    // "Geachte heer De Vries", but "Beste meneer De Vries".
    let place = if relaxed { AddressUse::Speech } else { AddressUse::Greeting };
    let called = to.person.and_then(|person| called_in(person, to.greeting_form, place, to.locale));
    let called = called.as_deref().map(one_line);
    let Some(called) = called else {
        return if relaxed { "Goedendag," } else { "Geachte heer of mevrouw," }.to_owned();
    };
    let words = match (to.greeting_form, to.tone) {
        (_, Tone::Warm) if to.familiar => "Hallo",
        (GreetingForm::Titled, Tone::Formal | Tone::Neutral) | (GreetingForm::WholeName, Tone::Formal)
            if !to.familiar =>
        {
            "Geachte"
        }
        // "Beste heer" is not a greeting.
        (GreetingForm::WholeName, Tone::Neutral) if !to.familiar && to.person.is_some_and(begins_with_form) => {
            "Geachte"
        }
        // Belgium keeps "Beste" for people whom one knows.
        (GreetingForm::WholeName, Tone::Neutral) if !to.familiar && to.locale.region() == "BE" => "Geachte",
        _ => "Beste",
    };
    format!("{words} {called},")
}

/// Whether even the whole name begins with "heer" or "mevrouw".
fn begins_with_form(person: &Contact) -> bool {
    let addressed = named(person).is_some_and(|named| named.addressed);
    let family_name_alone = person.name_as_written().is_none() && person.given_name.is_none();
    (addressed || family_name_alone) && form(person, AddressUse::Greeting).is_some()
}

/// What is needed for "Geachte mevrouw De Vries": first the form of address, then the family name. Where people say
/// "je", the given name.
pub(super) fn wanted_of(to: &Addressee<'_>) -> Option<WantedOfPerson> {
    wanted(to, |person| form(person, AddressUse::Greeting).is_some())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::text::Text;

    fn person(facts: serde_json::Value) -> Contact {
        let mut facts = facts;
        facts["id"] = json!("c");
        serde_json::from_value(facts).unwrap()
    }

    fn greeted(facts: serde_json::Value, tone: Tone, locale: &str) -> String {
        let person = person(facts);
        let familiar = person.familiar == Some(true);
        let greeting_form = greeting_form(familiar, &[&person]);
        let locale = locale.parse().unwrap();
        greeting(&Addressee { person: Some(&person), greeting_form, familiar, tone, text: Text::Email, locale })
    }

    #[test]
    fn names_in_many_shapes_are_greeted_whole() {
        for name in [
            "Anke van der Heide",
            "Jansen",
            "Björk",
            "Nguyen Hung",
            "Yamada Taro",
            "Orbán Viktor",
            "Maria José García López",
            "Jansen-de Boer",
            "Dr. Okafor",
            "Prof. dr. ir. Ilse Maas",
            "van der Sar",
            "'t Hart",
            "李小龍",
            "A. Okafor",
            "OKAFOR Ada",
            "El Amrani",
            "IJsbrand van Dijk",
            "J Smith",
            "Ada Okafor (HR)",
            "Jean-Luc d'Arcy",
            "O'Brien-Núñez",
        ] {
            for tone in Tone::ALL {
                let text = greeted(json!({ "name": name }), tone, "nl");
                assert!(text == format!("Geachte {name},") || text == format!("Beste {name},"), "{text}");
            }
        }
    }

    #[test]
    fn known_forms_of_address_are_used() {
        let anke = |more: serde_json::Value| {
            let mut facts = json!({ "given_name": "Anke", "family_name": "van der Heide", "address": "ms" });
            facts.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            facts
        };
        for (facts, tone, locale, greeting) in [
            (anke(json!({})), Tone::Formal, "nl", "Geachte mevrouw Van der Heide,"),
            (anke(json!({})), Tone::Formal, "nl-BE", "Geachte mevrouw van der Heide,"),
            (anke(json!({})), Tone::Neutral, "nl-NL", "Geachte mevrouw Van der Heide,"),
            (anke(json!({})), Tone::Warm, "nl", "Beste mevrouw Van der Heide,"),
            (anke(json!({ "title": "Dr." })), Tone::Formal, "nl", "Geachte mevrouw Van der Heide,"),
            (anke(json!({ "title": "Prof. dr." })), Tone::Formal, "nl", "Geachte professor Van der Heide,"),
            (anke(json!({ "familiar": true })), Tone::Formal, "nl", "Beste Anke,"),
            (anke(json!({ "familiar": true })), Tone::Warm, "nl", "Hallo Anke,"),
            (anke(json!({ "address": "neutral" })), Tone::Formal, "nl", "Geachte Anke van der Heide,"),
            (anke(json!({ "address": "mx" })), Tone::Neutral, "nl", "Beste Anke van der Heide,"),
            (anke(json!({ "address": "mx" })), Tone::Neutral, "nl-BE", "Geachte Anke van der Heide,"),
            (json!({ "name": "Ada Okafor", "address": "mr" }), Tone::Formal, "nl", "Geachte heer Ada Okafor,"),
            (json!({ "family_name": "de Vries", "address": "mr" }), Tone::Formal, "nl", "Geachte heer De Vries,"),
        ] {
            assert_eq!(greeted(facts.clone(), tone, locale), greeting, "{facts}");
        }
    }

    #[test]
    fn a_name_has_other_forms_on_the_telephone_and_on_envelopes() {
        let locale: Locale = "nl".parse().unwrap();
        let uwe = person(json!({ "family_name": "de Vries", "address": "mr", "title": "Dr." }));
        assert_eq!(called(&uwe, GreetingForm::Titled, locale).unwrap(), "meneer De Vries");
        assert_eq!(whole_name(&uwe, locale).unwrap(), "de heer De Vries");
        assert_eq!(on_envelope(&uwe, locale).unwrap(), "De heer dr. De Vries");
        let eva = person(json!({ "given_name": "Eva", "family_name": "de Vries", "address": "ms", "title": "Dr." }));
        assert_eq!(on_envelope(&eva, locale).unwrap(), "Mevrouw dr. Eva de Vries");
        let uwe = person(json!({ "name": "Uwe Meier", "address": "mr", "title": "Prof. Dipl.-Ing." }));
        assert_eq!(on_envelope(&uwe, locale).unwrap(), "De heer prof. Dipl.-Ing. Uwe Meier");
        let initial = json!({ "given_name": "A.", "family_name": "de Vries", "address": "ms", "familiar": true });
        assert_eq!(greeted(initial, Tone::Neutral, "nl"), "Beste mevrouw De Vries,");
        assert_eq!(on_envelope(&person(json!({ "name": "Talent Team" })), locale).unwrap(), "Talent Team");
    }
}
