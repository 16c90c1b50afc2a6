//! How people are greeted in Spanish: names in forty shapes, forms of address, titles, registers.

use messages::{Request, Tone, render};
use planning::StepKind;
use serde_json::{Value, json};

use crate::{
    facts::read,
    spanish::{grave, in_spanish, rich},
};

#[track_caller]
fn greeted(contact: Value, tone: Tone, familiar: bool) -> String {
    let mut facts = rich();
    let mut person = contact;
    for (key, value) in [("id", "ana"), ("email", "ana@example.com")] {
        person[key] = json!(value);
    }
    facts["contacts"] = json!([person]);
    facts["application"]["familiar"] = json!(familiar);
    let facts = read(&facts);
    let message = render(&in_spanish(&facts, StepKind::ThankYou, tone)).unwrap();
    assert_eq!(grave(&in_spanish(&facts, StepKind::ThankYou, tone)), Vec::<String>::new(), "{}", message.to_text());
    message.body.unwrap().lines().next().unwrap().to_owned()
}

#[test]
fn people_are_greeted_as_the_facts_say() {
    let ms = json!({ "name": "Ana Ruiz", "given_name": "Ana", "family_name": "Ruiz", "address": "ms" });
    assert_eq!(greeted(ms.clone(), Tone::Formal, false), "Estimada Sra. Ruiz:");
    assert_eq!(greeted(ms.clone(), Tone::Neutral, false), "Estimada Sra. Ruiz:");
    assert_eq!(greeted(ms.clone(), Tone::Warm, false), "Hola, Ana:");
    assert_eq!(greeted(ms.clone(), Tone::Formal, true), "Estimada Ana:");
    assert_eq!(greeted(ms.clone(), Tone::Neutral, true), "Hola, Ana:");
    assert_eq!(greeted(ms, Tone::Warm, true), "Hola, Ana:");
    let unknown = json!({ "name": "Ana Ruiz" });
    assert_eq!(greeted(unknown.clone(), Tone::Formal, false), "Buenos días, Ana Ruiz:");
    assert_eq!(greeted(unknown.clone(), Tone::Neutral, false), "Buenos días, Ana Ruiz:");
    assert_eq!(greeted(unknown, Tone::Warm, false), "Hola, Ana Ruiz:");
    for (contact, expected) in [
        (
            json!({ "name": "Iker Ruiz de la Fuente", "family_name": "Ruiz de la Fuente", "address": "mr" }),
            "Estimado Sr. Ruiz de la Fuente:",
        ),
        (json!({ "name": "Ana Ruiz", "family_name": "Ruiz", "title": "Dr.", "address": "ms" }), "Estimada Dra. Ruiz:"),
        (json!({ "name": "Ana Ruiz", "family_name": "Ruiz", "title": "Dr.", "address": "mr" }), "Estimado Dr. Ruiz:"),
        (json!({ "name": "Ana Ruiz", "family_name": "Ruiz", "title": "Dra." }), "Estimada Dra. Ruiz:"),
        (json!({ "name": "Ana Ruiz", "family_name": "Ruiz", "title": "Dr." }), "Buenos días, Dr. Ruiz:"),
        (json!({ "name": "Ana Ruiz", "family_name": "Ruiz", "title": "Ing.", "address": "ms" }), "Estimada Ing. Ruiz:"),
        (
            json!({ "name": "Ana Ruiz", "family_name": "Ruiz", "title": "Prof.", "address": "ms" }),
            "Estimada Profa. Ruiz:",
        ),
        (json!({ "name": "Alex Ruiz", "family_name": "Ruiz", "address": "mx" }), "Buenos días, Alex Ruiz:"),
        (json!({ "name": "Alex Ruiz", "family_name": "Ruiz", "address": "neutral" }), "Buenos días, Alex Ruiz:"),
        (json!({ "family_name": "Ruiz Ortega", "address": "ms" }), "Estimada Sra. Ruiz Ortega:"),
        (json!({ "given_name": "Ana", "family_name": "Ruiz", "address": "ms" }), "Estimada Sra. Ruiz:"),
    ] {
        assert_eq!(greeted(contact.clone(), Tone::Formal, false), expected, "{contact}");
    }
}

#[test]
fn a_form_of_address_that_is_not_known_is_asked_for() {
    let mut facts = rich();
    facts["contacts"][0]["address"] = json!(null);
    let facts = read(&facts);
    let message = render(&in_spanish(&facts, StepKind::ThankYou, Tone::Formal)).unwrap();
    assert!(message.ready);
    let missing: Vec<_> = message.missing.iter().map(|missing| (&*missing.pointer, &*missing.text)).collect();
    assert!(matches!(missing[..], [("/contacts/0/address", text)] if text.contains("Sra.")), "{missing:?}");
    let mut facts = rich();
    facts["contacts"][0]["address"] = json!(null);
    facts["contacts"][0]["familiar"] = json!(true);
    let facts = read(&facts);
    let message = render(&in_spanish(&facts, StepKind::ThankYou, Tone::Formal)).unwrap();
    assert!(message.missing.is_empty() && message.to_text().contains("Buenos días, Ana:"), "{message:?}");
}

/// Names as they are written in contacts, of many cultures.
const NAMES: [&str; 38] = [
    "Ana Ruiz",
    "Ana Ruiz Ortega",
    "María del Carmen Ruiz de la Fuente",
    "José María Etxeberria",
    "M.ª José Carreño Quiñones",
    "Íñigo Ibáñez",
    "Ramón y Cajal",
    "Juan de la Cruz y Ortiz",
    "Ana",
    "Björk",
    "Ruiz, Ana",
    "RUIZ Ana",
    "A. Ruiz",
    "J Smith",
    "Dra. Ana Ruiz",
    "Lic. Ana Ruiz",
    "Ing. Jorge Paz",
    "Sra. Ruiz",
    "O'Brien",
    "Anne-Marie D'Arcy",
    "van Dijk",
    "Edwin van der Sar",
    "von der Heide",
    "Nguyen Hung",
    "Kim Minjun",
    "Yamada Taro",
    "山田 花子",
    "李小龍",
    "Анна Каренина",
    "Иван Петрович Сидоров",
    "Sri Mulyani",
    "Abdullah bin Salman",
    "El Amrani",
    "Da Silva",
    "Mª Pilar Gómez",
    "Xi",
    "Guadalupe Ñandú",
    "Martín Abril",
];

#[test]
fn nothing_is_cut_out_of_a_name() {
    for name in NAMES {
        for tone in Tone::ALL {
            for familiar in [false, true] {
                let line = greeted(json!({ "name": name }), tone, familiar);
                // Only the order is the usual one.
                let said = if name == "Ruiz, Ana" { "Ana Ruiz" } else { name };
                assert!(line.contains(said) && line.ends_with(':'), "{name}: {line}");
            }
        }
    }
}

#[test]
fn names_are_joined_as_they_sound() {
    let mut facts = rich();
    facts["contacts"][2]["name"] = json!("Inés Sandoval");
    let facts = read(&facts);
    let request = Request { pass_on_to: &["iker", "eva"], ..in_spanish(&facts, StepKind::ThankYou, Tone::Formal) };
    let text = render(&request).unwrap().to_text();
    assert!(text.contains("Iker Etxeberria e Inés Sandoval"), "{text}");
}
