use planning::facts::Contact;
use serde_json::json;

use super::*;

fn greeted(facts: serde_json::Value, tone: Tone, locale: &str) -> String {
    let mut facts = facts;
    facts["id"] = json!("c");
    let person: Contact = serde_json::from_value(facts).unwrap();
    let familiar = person.familiar == Some(true);
    let greeting_form = greeting_form(familiar, &[&person]);
    let locale = locale.parse().unwrap();
    greeting(&Addressee { person: Some(&person), greeting_form, familiar, tone, text: Text::Email, locale })
}

#[test]
fn names_in_many_shapes_are_greeted_whole() {
    for name in [
        "Anke von der Heide",
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
        (
            anke(json!({ "address": "neutral", "title": "Dr. med." })),
            Tone::Formal,
            "de",
            "Guten Tag Dr. Anke von der Heide,",
        ),
        (
            json!({ "name": "Kim Huber", "title": "Dr.", "address": "neutral" }),
            Tone::Formal,
            "de",
            "Guten Tag Dr. Kim Huber,",
        ),
        (anke(json!({ "title": "Dr. med." })), Tone::Formal, "de", "Sehr geehrte Frau Dr. von der Heide,"),
        (anke(json!({ "title": "Dipl.-Ing." })), Tone::Formal, "de", "Sehr geehrte Frau von der Heide,"),
        (anke(json!({ "title": "Dipl.-Ing." })), Tone::Formal, "de-AT", "Sehr geehrte Frau Dipl.-Ing. von der Heide,"),
        (
            json!({ "given_name": "A.", "family_name": "Meier", "address": "ms", "familiar": true }),
            Tone::Formal,
            "de",
            "Hallo Frau Meier,",
        ),
        (
            json!({ "given_name": "A.", "name": "Anna Meier", "address": "ms", "familiar": true }),
            Tone::Formal,
            "de",
            "Hallo Anna Meier,",
        ),
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
    assert_eq!(
        written(json!({ "name": "Eva Meier", "family_name": "Meier", "address": "ms", "title": "Dr. med." })),
        "Frau Dr. med. Eva Meier"
    );
    assert_eq!(written(json!({ "family_name": "Meier", "address": "ms" })), "Frau Meier");
    assert_eq!(written(json!({ "name": "Talent Team" })), "Talent Team");
    assert_eq!(written(json!({ "name": "Dr. Ada Okafor" })), "Dr. Ada Okafor");
}
