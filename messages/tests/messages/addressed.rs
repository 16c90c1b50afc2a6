//! How people are addressed in every language: titles of all kinds, forms of address within names, initials, addresses;
//! and that nobody's own greeting is found wanting.

use messages::{
    Request, Tone,
    proofread::{Check, Context, Severity, Texts, proofread},
    render,
};
use planning::{StepKind, facts::Channel};
use serde_json::{Value, json};

use crate::{
    facts::{read, request},
    languages::{findings, languages, set},
};

/// The greeting of a thank-you to this person in a language, which is free of warnings.
#[track_caller]
fn greeted(locale: &str, person: &Value, tone: Tone) -> String {
    let (_, facts) = languages().into_iter().find(|(locales, _)| locales.contains(&locale)).unwrap();
    let mut facts = set(&facts, person["familiar"] == json!(true), locale);
    let mut contact = person.clone();
    contact["id"] = facts["contacts"][0]["id"].clone();
    contact["email"] = json!("someone@example.com");
    facts["contacts"] = json!([contact]);
    facts["interviews"][0]["interviewer_ids"] = json!([contact["id"]]);
    let facts = read(&facts);
    let request = Request { locale: None, ..request(&facts, StepKind::ThankYou, tone) };
    let message = render(&request).unwrap();
    let grave: Vec<_> = findings(&request, &message)
        .into_iter()
        .filter(|finding| finding.severity > Severity::Hint || finding.check == Check::TooManyParagraphs)
        .map(|finding| finding.text)
        .collect();
    assert_eq!(grave, Vec::<String>::new(), "{locale} {person}: {}", message.to_text());
    message.body.unwrap().lines().next().unwrap().to_owned()
}

#[test]
fn a_form_of_address_in_place_of_a_title_is_said_once() {
    for (locale, title, address, greeting) in [
        ("de", "Frau", Some("ms"), "Sehr geehrte Frau Meier,"),
        ("de", "Frau", None, "Sehr geehrte Frau Meier,"),
        ("de", "Herr Dr.", Some("mr"), "Sehr geehrter Herr Dr. Meier,"),
        ("de", "Mme", Some("ms"), "Sehr geehrte Frau Meier,"),
        ("fr", "Frau", Some("ms"), "Madame,"),
        ("es", "Frau", Some("ms"), "Estimada Sra. Meier:"),
        ("nl", "Frau", Some("ms"), "Geachte mevrouw Meier,"),
    ] {
        let person = json!({ "name": "Kim Meier", "family_name": "Meier", "title": title, "address": address });
        assert_eq!(greeted(locale, &person, Tone::Formal), greeting, "{title}");
    }
}

#[test]
fn names_are_greeted_in_order() {
    for (locale, name, address, tone, greeting) in [
        ("de", "Meier, Anke", None, Tone::Neutral, "Guten Tag Anke Meier,"),
        ("de", "Meier, Anke", Some("ms"), Tone::Formal, "Sehr geehrte Frau Anke Meier,"),
        ("fr", "Moreau, Claire", None, Tone::Neutral, "Bonjour Claire Moreau,"),
        ("es", "Ruiz, Ana", None, Tone::Neutral, "Buenos días, Ana Ruiz:"),
        ("nl", "de Vries, Jan", None, Tone::Neutral, "Beste Jan de Vries,"),
        ("de", "Frau Anke und Herr Uwe Meier", None, Tone::Formal, "Guten Tag Frau Anke und Herr Uwe Meier,"),
        ("fr", "Prof. Dr. Uwe Meier", Some("mr"), Tone::Neutral, "Bonjour Monsieur le Professeur Uwe Meier,"),
        ("de-AT", "DI Uwe Meier", Some("mr"), Tone::Formal, "Sehr geehrter Herr DI Uwe Meier,"),
        ("de", "DI Uwe Meier", Some("mr"), Tone::Formal, "Sehr geehrter Herr Uwe Meier,"),
    ] {
        let person = json!({ "name": name, "address": address });
        assert_eq!(greeted(locale, &person, tone), greeting, "{locale} {name}");
    }
}

#[test]
fn no_title_makes_a_greeting_wrong() {
    for locale in ["de", "de-CH", "fr", "fr-CA", "es", "es-MX", "nl", "nl-BE"] {
        for title in [
            "Mag.",
            "DI",
            "Dipl.-Ing.",
            "RA",
            "PD Dr.",
            "Dr. h.c.",
            "Dr. med.",
            "Univ.-Prof. Dr.",
            "Hofrätin",
            "lic. iur.",
            "Prof. Dr.",
            "Me",
            "Pr",
            "Ing.",
            "Arq.",
            "Mtro.",
            "C.P.",
            "Don",
            "ir.",
            "mr. drs.",
            "Rt Hon",
            "Assoc. Prof.",
        ] {
            for address in ["ms", "mr", "neutral"] {
                for tone in [Tone::Formal, Tone::Neutral] {
                    let person = json!({
                        "name": "Kim de Vries", "given_name": "Kim", "family_name": "de Vries", "title": title,
                        "address": address,
                    });
                    assert!(!greeted(locale, &person, tone).is_empty());
                    greeted(locale, &json!({ "name": "Kim de Vries", "title": title, "address": address }), tone);
                }
            }
        }
    }
}

#[test]
fn titles_are_written_as_each_language_writes_them() {
    let person = |title: &str, address: &str| json!({ "name": "Kim Moreau", "given_name": "Kim", "family_name": "Moreau", "title": title, "address": address });
    for (locale, title, address, expected) in [
        ("de-AT", "Mag.", "ms", "Sehr geehrte Frau Mag. Moreau,"),
        ("fr", "Prof. Dr.", "mr", "Monsieur le Professeur,"),
        ("fr", "Prof. Dr.", "ms", "Madame la Professeure,"),
        ("es", "Prof. Dr.", "ms", "Estimada Profa. Dra. Moreau:"),
        ("es-MX", "Mtro.", "ms", "Estimada Mtra. Moreau:"),
        ("es", "Don", "mr", "Estimado Sr. Moreau:"),
        ("es", "Doña", "ms", "Estimada Sra. Moreau:"),
        ("es", "D.ª", "ms", "Estimada Sra. Moreau:"),
        ("es", "Dª", "ms", "Estimada Sra. Moreau:"),
        ("nl", "dr.", "mr", "Geachte heer Moreau,"),
    ] {
        assert_eq!(greeted(locale, &person(title, address), Tone::Formal), expected);
    }
}

#[test]
fn a_form_of_address_in_a_name_is_said_in_the_language_of_the_message() {
    for (locale, name, formal, neutral) in [
        ("de", "Frau Meier", "Sehr geehrte Frau Meier,", "Guten Tag Frau Meier,"),
        ("de", "Mme Moreau", "Sehr geehrte Frau Moreau,", "Guten Tag Frau Moreau,"),
        ("de", "Herr Dr. Schulz", "Sehr geehrter Herr Dr. Schulz,", "Guten Tag Herr Dr. Schulz,"),
        ("fr", "Mme Moreau", "Madame,", "Bonjour Madame Moreau,"),
        ("fr", "Herr Schulz", "Monsieur,", "Bonjour Monsieur Schulz,"),
        ("es", "Sra. Ruiz Ortega", "Estimada Sra. Ruiz Ortega:", "Estimada Sra. Ruiz Ortega:"),
        ("es", "Mme Moreau", "Estimada Sra. Moreau:", "Estimada Sra. Moreau:"),
        ("nl", "Dhr. de Vries", "Geachte heer De Vries,", "Geachte heer De Vries,"),
        ("nl", "mevr. Jansen", "Geachte mevrouw Jansen,", "Geachte mevrouw Jansen,"),
        ("nl", "Frau Meier", "Geachte mevrouw Meier,", "Geachte mevrouw Meier,"),
    ] {
        assert_eq!(greeted(locale, &json!({ "name": name }), Tone::Formal), formal, "{locale} {name}");
        assert_eq!(greeted(locale, &json!({ "name": name }), Tone::Neutral), neutral, "{locale} {name}");
    }
}

#[test]
fn names_with_full_stops_are_greeted_and_end_no_paragraph() {
    for locale in ["de", "fr", "es", "nl"] {
        for name in ["J. R. R. Tolkien", "John Smith Jr.", "Prof. Dr. Dr. h.c. Hans Maier", "A. Meier"] {
            for tone in Tone::ALL {
                let greeting = greeted(locale, &json!({ "name": name }), tone);
                assert!(greeting.contains(name), "{locale}: {greeting}");
            }
        }
    }
}

#[test]
fn an_initial_is_no_name_to_call_somebody_by() {
    let person =
        json!({ "name": "A. Meier", "given_name": "A.", "family_name": "Meier", "address": "ms", "familiar": true });
    for (locale, expected) in [
        ("de", "Hallo Frau Meier,"),
        ("fr", "Bonjour Madame Meier,"),
        ("es", "Hola, Sra. Meier:"),
        ("nl", "Beste mevrouw Meier,"),
    ] {
        let tone = if locale == "es" { Tone::Warm } else { Tone::Formal };
        assert_eq!(greeted(locale, &person, tone), expected);
        // Where nobody has said how A. Meier is addressed, the name is all there is.
        let mut unknown = person.clone();
        unknown["address"] = Value::Null;
        assert!(greeted(locale, &unknown, tone).contains("A. Meier"), "{locale}");
    }
}

#[test]
fn nobody_is_greeted_by_an_e_mail_address() {
    for locale in ["de", "fr", "es", "nl"] {
        let greeting = greeted(locale, &json!({ "name": "anke.meier@example.com" }), Tone::Formal);
        assert!(!greeting.contains('@'), "{greeting}");
    }
    assert_eq!(greeted("fr", &json!({ "name": "Personalabteilung" }), Tone::Formal), "Madame, Monsieur,");
}

/// The checks that a greeting to Anke Meier, whom the facts call "Frau", is found by.
fn found(locale: &str, greeting: &str) -> Vec<Check> {
    let (_, facts) = languages().into_iter().find(|(locales, _)| locales.contains(&locale)).unwrap();
    let mut facts = set(&facts, false, locale);
    let id = facts["contacts"][0]["id"].clone();
    facts["contacts"] = json!([{ "id": id, "name": "Anke Meier", "address": "ms", "email": "anke@example.com" }]);
    let facts = read(&facts);
    let texts = Texts { body: Some(format!("{greeting}\n\nText.")), ..Texts::default() };
    let id = &facts.contacts[0].id;
    let context =
        Context { facts: Some(&facts), contact_id: Some(id), channel: Some(Channel::Email), ..Context::default() };
    proofread(&texts, &context).into_iter().map(|finding| finding.check).collect()
}

#[test]
fn the_wrong_form_of_address_is_found() {
    for (locale, right, wrong) in [
        ("de", "Sehr geehrte Frau Meier,", "Sehr geehrter Herr Meier,"),
        ("de", "Sehr geehrte Frau Mag. Meier,", "Sehr geehrter Herr Mag. Meier,"),
        ("fr", "Bonjour Madame Meier,", "Bonjour Monsieur Meier,"),
        ("es", "Estimada Sra. Meier:", "Estimado Sr. Meier:"),
        ("nl", "Geachte mevrouw Meier,", "Geachte heer Meier,"),
    ] {
        assert!(!found(locale, right).contains(&Check::WrongName), "{right}");
        assert!(found(locale, wrong).contains(&Check::WrongName), "{wrong}");
    }
}

#[test]
fn instructions_of_form_letters_are_found_without_brackets() {
    for (locale, text) in [
        ("de", "Insert specific detail here."),
        ("de", "Hier Ihren Namen einfügen"),
        ("fr", "Insert a detail here."),
        ("es", "Escriba aquí el nombre"),
        ("nl", "Vul hier uw naam in"),
    ] {
        let body = format!("Guten Tag,\n\n{text}");
        assert!(found(locale, &body).contains(&Check::Placeholder), "{text}");
    }
}
