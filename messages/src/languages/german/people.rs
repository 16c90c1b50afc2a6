//! How people are addressed in German. Nothing is cut out of a name, and no form of address is guessed.

use std::borrow::Cow;

use planning::facts::{Contact, FormOfAddress};

use crate::{
    Tone,
    language::{Addressee, WantedOfPerson},
    salutation::{Manner, bare_name, calling_name, form_of_address, is_title},
    text::Text,
};

/// The manner that is possible for all `people`: the given name where they say "du", else "Frau" and "Herr".
pub(super) fn manner(familiar: bool, people: &[&Contact]) -> Manner {
    let all = |is: fn(&Contact) -> bool| people.iter().all(|person| is(person));
    if familiar && all(|person| calling_name(person).is_some()) {
        Manner::GivenName
    } else if !familiar && all(|person| form(person).is_some()) {
        Manner::Titled
    } else {
        Manner::WholeName
    }
}

/// "Frau" or "Herr", if it is known. The name as it was given may say it.
fn form(person: &Contact) -> Option<&'static str> {
    match form_of_address(person)? {
        FormOfAddress::Ms => Some("Frau"),
        FormOfAddress::Mr => Some("Herr"),
        FormOfAddress::Mx | FormOfAddress::Neutral => None,
    }
}

/// "Dr.", "Prof. Dr.", as a part of the address.
fn title(person: &Contact) -> String {
    person.title.as_deref().map_or_else(String::new, |title| format!("{title} "))
}

/// The name within a greeting: "Anke", "Frau Dr. von der Heide", "Anke von der Heide".
pub(super) fn called(person: &Contact, manner: Manner) -> Option<Cow<'_, str>> {
    match (manner, &person.given_name, form(person)) {
        (Manner::GivenName, Some(given), _) => Some(Cow::Borrowed(&**given)),
        (Manner::Titled, _, Some(form)) => Some(titled(person, form)),
        _ => match (&person.family_name, &person.given_name, &person.title) {
            // A title without a form of address is an address, too.
            (Some(family), Some(given), Some(title)) if person.address.is_none() => {
                Some(Cow::Owned(format!("{title} {given} {family}")))
            }
            _ => whole_name(person),
        },
    }
}

/// "Frau Dr. von der Heide"; with the whole name, if the family name isn't known by itself.
fn titled<'p>(person: &'p Contact, form: &str) -> Cow<'p, str> {
    match &person.family_name {
        Some(family) => Cow::Owned(format!("{form} {}{family}", title(person))),
        None => match person.whole_name().as_deref().map(bare_name) {
            Some(name) if begins_with_title(name) => Cow::Owned(format!("{form} {name}")),
            Some(name) => Cow::Owned(format!("{form} {}{name}", title(person))),
            None => Cow::Borrowed(""),
        },
    }
}

fn begins_with_title(name: &str) -> bool {
    name.split_once(' ').is_some_and(|(first, _)| is_title(first))
}

/// The whole name. A family name alone has its form of address.
pub(super) fn whole_name(person: &Contact) -> Option<Cow<'_, str>> {
    match (person.name_as_written(), &person.given_name, &person.family_name) {
        (None, None, Some(family)) => Some(match form(person) {
            Some(form) => titled(person, form),
            None => Cow::Owned(format!("{}{family}", title(person))),
        }),
        _ => person.whole_name(),
    }
}

/// "Frau Dr. Anke von der Heide"; "Herrn" is how a letter reaches a man.
pub(super) fn on_envelope(person: &Contact) -> Option<Cow<'_, str>> {
    let name = person.name_as_written().map(|name| Cow::Borrowed(&**name)).or_else(|| person.whole_name())?;
    let form = match person.address {
        Some(FormOfAddress::Ms) => "Frau ",
        Some(FormOfAddress::Mr) => "Herrn ",
        _ => "",
    };
    let bare = match (&person.name, &person.given_name, &person.family_name) {
        (None, None, Some(family)) => Cow::Borrowed(&**family),
        _ => name,
    };
    if begins_with_title(&bare) {
        return Some(bare);
    }
    Some(Cow::Owned(format!("{form}{}{bare}", title(person))))
}

/// The greeting with its mark, which is none in Switzerland.
pub(super) fn greeting(to: &Addressee<'_>) -> String {
    let mark = if to.locale.region() == "CH" { "" } else { "," };
    let called = to.person.and_then(|person| called(person, to.manner)).filter(|called| !called.is_empty());
    let called = called.as_deref().map(crate::tidy::one_line);
    let Some((person, called)) = to.person.zip(called) else {
        let nobody = if to.familiar || to.tone == Tone::Warm { "Guten Tag" } else { "Sehr geehrte Damen und Herren" };
        return format!("{nobody}{mark}");
    };
    let words = match (to.manner, form(person)) {
        (Manner::GivenName, Some("Frau")) if to.tone == Tone::Warm => "Liebe",
        (Manner::GivenName, Some("Herr")) if to.tone == Tone::Warm => "Lieber",
        (Manner::Titled, Some("Frau")) if to.tone == Tone::Formal => "Sehr geehrte",
        (Manner::Titled, Some(_)) if to.tone == Tone::Formal => "Sehr geehrter",
        // "Hallo" doesn't go with paper, nor with "Frau Dr." in Austria and Switzerland.
        _ if !to.familiar && (to.text == Text::Letter || matches!(to.locale.region(), "AT" | "CH")) => "Guten Tag",
        _ if to.familiar || to.tone == Tone::Warm => "Hallo",
        _ => "Guten Tag",
    };
    format!("{words} {called}{mark}")
}

/// What is needed for "Sehr geehrte Frau Meier": first the form of address, then the family name. Where people say "du",
/// the given name.
pub(super) fn wanted_of(to: &Addressee<'_>) -> Option<WantedOfPerson> {
    let person = to.person?;
    let named = person.whole_name().is_some_and(|name| name.contains(' ') && !crate::proofread::is_team(&name));
    if to.familiar || !named && person.family_name.is_none() {
        return None;
    }
    if person.address.is_none() && form(person).is_none() {
        return Some(("address", "form_of_address"));
    }
    let asked = person.family_name.is_none() && form(person).is_some() && person.address.is_some();
    asked.then_some(("family_name", "family_name"))
}

#[cfg(test)]
mod tests {
    use planning::facts::Contact;
    use serde_json::json;

    use super::*;

    fn greeted(facts: serde_json::Value, tone: Tone, locale: &str) -> String {
        let mut facts = facts;
        facts["id"] = json!("c");
        let person: Contact = serde_json::from_value(facts).unwrap();
        let familiar = person.familiar == Some(true);
        let manner = manner(familiar, &[&person]);
        let locale = locale.parse().unwrap();
        greeting(&Addressee { person: Some(&person), manner, familiar, tone, text: Text::Email, locale })
    }

    #[test]
    fn names_in_many_shapes_are_greeted_whole() {
        for name in [
            "Anke von der Heide",
            "Talent Team",
            "Personalabteilung",
            "Müller",
            "Björk",
            "Nguyen Hung",
            "Yamada Taro",
            "Orbán Viktor",
            "Maria José García López",
            "Leutheusser-Schnarrenberger",
            "Karl-Theodor zu Guttenberg",
            "Dr. Okafor",
            "Prof. Dr. Dr. h. c. Ilse Aigner",
            "van der Sar",
            "李小龍",
            "Иван Петрович Сидоров",
            "A. Okafor",
            "OKAFOR Ada",
            "Mary-Ann Lee",
            "El Amrani",
            "de Vries",
            "J Smith",
            "Graf von Bismarck",
            "Ada Okafor (HR)",
            "Sri Mulyani",
            "Kim Minjun",
            "Xi Jinping",
            "Jean-Luc d'Arcy",
            "O'Brien-Núñez",
            "Annegret Kramp-Karrenbauer",
        ] {
            for tone in Tone::ALL {
                let text = greeted(json!({ "name": name }), tone, "de");
                assert!(text == format!("Guten Tag {name},") || text == format!("Hallo {name},"), "{text}");
                assert!(!text.contains("geehrte"), "{text}");
            }
        }
    }

    #[test]
    fn known_forms_of_address_are_used() {
        let anke = |more: serde_json::Value| {
            let mut facts = json!({ "given_name": "Anke", "family_name": "von der Heide", "address": "ms" });
            facts.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            facts
        };
        for (facts, tone, locale, greeting) in [
            (anke(json!({})), Tone::Formal, "de", "Sehr geehrte Frau von der Heide,"),
            (anke(json!({})), Tone::Formal, "de-CH", "Sehr geehrte Frau von der Heide"),
            (anke(json!({})), Tone::Neutral, "de", "Guten Tag Frau von der Heide,"),
            (anke(json!({})), Tone::Warm, "de-AT", "Guten Tag Frau von der Heide,"),
            (anke(json!({})), Tone::Warm, "de", "Hallo Frau von der Heide,"),
            (anke(json!({ "title": "Dr." })), Tone::Formal, "de", "Sehr geehrte Frau Dr. von der Heide,"),
            (
                anke(json!({ "title": "Prof. Dr.", "address": "mr" })),
                Tone::Formal,
                "de",
                "Sehr geehrter Herr Prof. Dr. von der Heide,",
            ),
            (anke(json!({ "familiar": true })), Tone::Formal, "de", "Hallo Anke,"),
            (anke(json!({ "familiar": true, "address": "neutral" })), Tone::Formal, "de", "Hallo Anke,"),
            (anke(json!({ "familiar": true })), Tone::Warm, "de", "Liebe Anke,"),
            (anke(json!({ "address": "neutral" })), Tone::Formal, "de", "Guten Tag Anke von der Heide,"),
            (anke(json!({ "address": "mx" })), Tone::Neutral, "de", "Guten Tag Anke von der Heide,"),
            (json!({ "name": "Frau Meier" }), Tone::Formal, "de", "Sehr geehrte Frau Meier,"),
            (json!({ "name": "Ada Okafor", "address": "ms" }), Tone::Formal, "de", "Sehr geehrte Frau Ada Okafor,"),
            (json!({ "family_name": "Sato", "title": "Dr." }), Tone::Formal, "de", "Guten Tag Dr. Sato,"),
            (json!({ "family_name": "Sato", "address": "mr" }), Tone::Neutral, "de", "Guten Tag Herr Sato,"),
        ] {
            assert_eq!(greeted(facts.clone(), tone, locale), greeting, "{facts}");
        }
    }

    #[test]
    fn an_envelope_has_the_form_of_address() {
        let written = |facts: serde_json::Value| {
            let mut facts = facts;
            facts["id"] = json!("c");
            let person: Contact = serde_json::from_value(facts).unwrap();
            on_envelope(&person).unwrap().into_owned()
        };
        assert_eq!(
            written(json!({ "given_name": "Uwe", "family_name": "Meier", "address": "mr", "title": "Dr." })),
            "Herrn Dr. Uwe Meier"
        );
        assert_eq!(written(json!({ "family_name": "Meier", "address": "ms" })), "Frau Meier");
        assert_eq!(written(json!({ "name": "Talent Team" })), "Talent Team");
        assert_eq!(written(json!({ "name": "Dr. Ada Okafor" })), "Dr. Ada Okafor");
    }
}
