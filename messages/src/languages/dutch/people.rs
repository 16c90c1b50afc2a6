//! How people are addressed in Dutch. Nothing is cut out of a name, and no form of address is guessed.
//!
//! Behind "heer" and "mevrouw" the first letter of a family name is a capital, also that of "van" and "de". In Belgium it
//! is as the person writes it.

use std::borrow::Cow;

use planning::facts::{Contact, FormOfAddress};

use crate::{
    Locale, Tone,
    language::{Addressee, WantedOfPerson},
    proofread::is_team,
    salutation::{Manner, bare_name, calling_name, form_of_address, is_title},
    tidy::one_line,
};

/// Where a form of address stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Place {
    /// "Geachte heer De Vries".
    Greeting,
    /// "Spreek ik met meneer De Vries?"
    Speech,
    /// "Ik heb de heer De Vries een bericht gestuurd".
    Sentence,
    /// "De heer dr. Jan de Vries".
    Envelope,
}

fn form(person: &Contact, place: Place) -> Option<&'static str> {
    match (form_of_address(person), place) {
        (Some(FormOfAddress::Ms), Place::Envelope) => Some("Mevrouw"),
        (Some(FormOfAddress::Ms), _) => Some("mevrouw"),
        (Some(FormOfAddress::Mr), Place::Greeting) => Some("heer"),
        (Some(FormOfAddress::Mr), Place::Speech) => Some("meneer"),
        (Some(FormOfAddress::Mr), Place::Sentence) => Some("de heer"),
        (Some(FormOfAddress::Mr), Place::Envelope) => Some("De heer"),
        (Some(FormOfAddress::Mx | FormOfAddress::Neutral) | None, _) => None,
    }
}

/// The manner that is possible for all `people`: the given name where they say "je", else "mevrouw" and "heer".
pub(super) fn manner(familiar: bool, people: &[&Contact]) -> Manner {
    let all = |is: fn(&Contact) -> bool| people.iter().all(|person| is(person));
    if familiar && all(|person| calling_name(person).is_some()) {
        Manner::GivenName
    } else if !familiar && all(|person| form(person, Place::Greeting).is_some()) {
        Manner::Titled
    } else {
        Manner::WholeName
    }
}

/// "professor", which greets instead of "heer" and "mevrouw". Other titles stand on envelopes only.
fn professor(person: &Contact) -> Option<&'static str> {
    person.title.as_deref().filter(|title| title.to_lowercase().starts_with("prof")).map(|_| "professor")
}

/// "mevrouw Van der Heide", "professor De Vries"; with the whole name, if the family name isn't known by itself.
fn titled(person: &Contact, place: Place, locale: Locale) -> Option<Cow<'_, str>> {
    let form = form(person, place)?;
    let form = professor(person).filter(|_| place != Place::Envelope).unwrap_or(form);
    match &person.family_name {
        Some(family) => Some(Cow::Owned(format!("{form} {}", as_begun(family, locale)))),
        None => person.whole_name().map(|name| {
            // Behind a form of address of its own, the family name stands alone.
            let bare = bare_name(&name);
            let bare = if bare == name { Cow::Borrowed(bare) } else { as_begun(bare, locale) };
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
pub(super) fn called(person: &Contact, manner: Manner, locale: Locale) -> Option<Cow<'_, str>> {
    called_in(person, manner, Place::Speech, locale)
}

fn called_in(person: &Contact, manner: Manner, place: Place, locale: Locale) -> Option<Cow<'_, str>> {
    match (manner, &person.given_name) {
        (Manner::GivenName, Some(given)) => Some(Cow::Borrowed(&**given)),
        (Manner::Titled, _) => titled(person, place, locale).or_else(|| person.whole_name()),
        _ => whole_name(person, locale),
    }
}

/// The whole name. A family name alone has its form of address.
pub(super) fn whole_name(person: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    match (person.name_as_written(), &person.given_name, &person.family_name) {
        (None, None, Some(family)) => {
            Some(titled(person, Place::Sentence, locale).unwrap_or_else(|| as_begun(family, locale)))
        }
        _ => person.whole_name(),
    }
}

/// "Mevrouw dr. Anke van der Heide": titles are written small.
pub(super) fn on_envelope(person: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    let name = match (person.name_as_written(), &person.given_name, &person.family_name) {
        (None, None, Some(family)) => as_begun(family, locale),
        (Some(name), ..) => Cow::Borrowed(&**name),
        _ => person.whole_name()?,
    };
    if name.split_once(' ').is_some_and(|(first, _)| is_title(first)) {
        return Some(name);
    }
    let form = form(person, Place::Envelope).map_or_else(String::new, |form| format!("{form} "));
    let title = person.title.as_deref().map_or_else(String::new, |title| format!("{} ", title.to_lowercase()));
    Some(Cow::Owned(format!("{form}{title}{name}")))
}

/// The greeting with its comma.
pub(super) fn greeting(to: &Addressee<'_>) -> String {
    let called = to.person.and_then(|person| called_in(person, to.manner, Place::Greeting, to.locale));
    let called = called.as_deref().map(one_line).filter(|called| !called.is_empty());
    let relaxed = to.familiar || to.tone == Tone::Warm;
    let Some(called) = called else {
        return if relaxed { "Goedendag," } else { "Geachte heer of mevrouw," }.to_owned();
    };
    let words = match (to.manner, to.tone) {
        (_, Tone::Warm) if to.familiar => "Hallo",
        (Manner::Titled, Tone::Formal | Tone::Neutral) => "Geachte",
        (Manner::WholeName, Tone::Formal) if !to.familiar => "Geachte",
        // Belgium keeps "Beste" for people whom one knows.
        (Manner::WholeName, Tone::Neutral) if !to.familiar && to.locale.region() == "BE" => "Geachte",
        _ => "Beste",
    };
    format!("{words} {called},")
}

/// What is needed for "Geachte mevrouw De Vries": first the form of address, then the family name. Where people say "je",
/// the given name.
pub(super) fn wanted_of(to: &Addressee<'_>) -> Option<WantedOfPerson> {
    let person = to.person?;
    let named = person.whole_name().is_some_and(|name| name.contains(' ') && !is_team(&name));
    if to.familiar || !named && person.family_name.is_none() {
        return None;
    }
    if form_of_address(person).is_none() {
        return Some(("address", "form_of_address"));
    }
    let asked = person.family_name.is_none() && person.address.is_some() && form(person, Place::Greeting).is_some();
    asked.then_some(("family_name", "family_name"))
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
        let manner = manner(familiar, &[&person]);
        let locale = locale.parse().unwrap();
        greeting(&Addressee { person: Some(&person), manner, familiar, tone, text: Text::Email, locale })
    }

    #[test]
    fn names_in_many_shapes_are_greeted_whole() {
        for name in [
            "Anke van der Heide",
            "Talent Team",
            "Personeelszaken",
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
    fn a_name_is_spoken_told_and_posted_in_different_forms() {
        let locale: Locale = "nl".parse().unwrap();
        let uwe = person(json!({ "family_name": "de Vries", "address": "mr", "title": "Dr." }));
        assert_eq!(called(&uwe, Manner::Titled, locale).unwrap(), "meneer De Vries");
        assert_eq!(whole_name(&uwe, locale).unwrap(), "de heer De Vries");
        assert_eq!(on_envelope(&uwe, locale).unwrap(), "De heer dr. De Vries");
        let eva = person(json!({ "given_name": "Eva", "family_name": "de Vries", "address": "ms", "title": "Dr." }));
        assert_eq!(on_envelope(&eva, locale).unwrap(), "Mevrouw dr. Eva de Vries");
        assert_eq!(on_envelope(&person(json!({ "name": "Talent Team" })), locale).unwrap(), "Talent Team");
    }
}
