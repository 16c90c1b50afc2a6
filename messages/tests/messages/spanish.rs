//! Spanish: every message in every register and region, names in many shapes, and what proofreading finds.

use std::collections::BTreeSet;

use messages::{
    Element, Request, Tone,
    proofread::{Check, Context, OtherApplication, Severity, Texts, proofread},
    render,
};
use planning::{Facts, StepKind, facts::Channel};
use serde_json::{Value, json};

use crate::facts::{by, read, request, ways};

const REGIONS: [&str; 5] = ["es", "es-ES", "es-419", "es-AR", "es-MX"];

fn rich() -> Value {
    serde_json::from_str(include_str!("languages/es.json")).unwrap()
}

fn no_show(mut facts: Value) -> Value {
    facts["interviews"][0]["status"] = json!("employer_no_show");
    facts
}

fn in_spanish(facts: &Facts, kind: StepKind, tone: Tone) -> Request<'_> {
    Request { locale: None, ..request(facts, kind, tone) }
}

/// Looks at every message of these facts, in every tone and to people of both registers.
fn each(facts: &Value, mut look: impl FnMut(&str, &Request<'_>)) {
    for locale in REGIONS {
        for familiar in [false, true] {
            let mut facts = facts.clone();
            facts["application"]["locale"] = json!(locale);
            facts["application"]["familiar"] = json!(familiar);
            let (came, missed) = (read(&facts), read(&no_show(facts.clone())));
            for kind in StepKind::MESSAGES {
                let facts = if kind == StepKind::RescheduleRequest { &missed } else { &came };
                for channel in ways(kind) {
                    for tone in Tone::ALL {
                        for attempt in 0..3 {
                            let request = Request { channel, attempt, ..in_spanish(facts, kind, tone) };
                            look(&format!("{locale}, familiar: {familiar}, {kind:?}, {tone:?}, {attempt}"), &request);
                        }
                    }
                }
            }
        }
    }
}

/// What is found, beside hints.
fn grave(request: &Request<'_>) -> Vec<String> {
    let texts = render(request).unwrap().texts();
    let context = Context {
        facts: Some(request.facts),
        kind: Some(request.kind),
        channel: Some(request.channel.channel),
        interview_id: request.interview_id,
        contact_id: request.contact_id,
        ..Context::default()
    };
    let found = proofread(&texts, &context);
    found
        .iter()
        .filter(|finding| finding.severity > Severity::Hint)
        .map(|finding| format!("{:?} {:?}: {}", finding.check, finding.part, finding.text))
        .collect()
}

#[test]
fn every_message_is_ready_and_sound() {
    let mut wrong = BTreeSet::new();
    each(&rich(), |name, request| {
        let message = render(request).unwrap();
        let text = message.to_text();
        let lacking: Vec<Element> = message
            .elements
            .iter()
            .filter(|report| report.required && !report.present)
            .map(|report| report.element)
            .collect();
        if !message.ready || !lacking.is_empty() || !message.missing.is_empty() {
            wrong.insert(format!("{name}: {lacking:?} {:?}\n{text}", message.missing));
        }
        for trace in [
            "  ",
            " ,",
            " .",
            "..",
            ",.",
            "?.",
            "{",
            "}",
            "none",
            "undefined",
            " de el ",
            " a el ",
            " y i",
            "usted usted",
        ] {
            if text.to_lowercase().contains(trace) {
                wrong.insert(format!("{name}: {trace:?} in {text}"));
            }
        }
        if text.matches('¿').count() != text.matches('?').count() {
            wrong.insert(format!("{name}: marks of questions in {text}"));
        }
        for found in grave(request) {
            wrong.insert(format!("{name}: {found}\n{text}"));
        }
    });
    let count = wrong.len();
    let shown: Vec<_> = wrong.into_iter().take(12).collect();
    assert!(shown.is_empty(), "{count}:\n{}", shown.join("\n----\n"));
}

/// Words that only go with "usted", and only with "tú".
const FORMAL: [&str; 12] = [
    " usted",
    " su ",
    " le ",
    "Le ",
    "Podría ",
    " podría indicar",
    " pidió",
    " comentó",
    " dedicó",
    "dígame",
    " contó",
    "Podría?",
];
const FAMILIAR: [&str; 11] = [
    " tu ",
    " te ",
    "Te ",
    "Podrías",
    "podrías",
    " pediste",
    " comentaste",
    " dedicaste",
    " contigo",
    " contaste",
    " recuerdes",
];

#[test]
fn nobody_is_addressed_in_two_ways() {
    each(&rich(), |name, request| {
        let text = render(request).unwrap().to_text();
        let familiar = name.contains("familiar: true");
        for word in if familiar { &FORMAL[..] } else { &FAMILIAR[..] } {
            // What somebody else does: "Podría Meridiana decidir".
            assert!(!text.contains(word) || text.contains("Podría Meridiana"), "{name}: {word:?} in {text}");
        }
        if familiar && name.starts_with("es-AR") {
            assert!(!text.contains("contigo"), "{name}: {text}");
        }
    });
}

#[test]
fn the_candidate_has_no_gender() {
    each(&rich(), |name, request| {
        let text = render(request).unwrap().to_text().to_lowercase();
        for gendered in [
            "encantado",
            "encantada",
            "interesado",
            "interesada",
            "agradecido",
            "agradecida",
            "contento",
            "contenta",
            "preparado",
            "preparada",
            "seguro de",
            "ilusionad",
        ] {
            assert!(!text.contains(gendered), "{name}: {gendered:?} in {text}");
        }
    });
}

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
    assert_eq!(greeted(ms.clone(), Tone::Neutral, false), "Estimada Ana Ruiz:");
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
const NAMES: [&str; 40] = [
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
    "Equipo de Talento",
    "Recursos Humanos",
    "Guadalupe Ñandú",
    "Martín Abril",
];

#[test]
fn nothing_is_cut_out_of_a_name() {
    for name in NAMES {
        for tone in Tone::ALL {
            for familiar in [false, true] {
                let line = greeted(json!({ "name": name }), tone, familiar);
                assert!(line.contains(name) && line.ends_with(':'), "{name}: {line}");
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

#[test]
fn accidents_are_found_in_a_spanish_text() {
    let facts = read(&rich());
    let others = [OtherApplication {
        company: "Cobalto Sistemas".into(),
        position: Some("Contabilidad".into()),
        people: Vec::new(),
    }];
    let context = Context {
        facts: Some(&facts),
        kind: Some(StepKind::ThankYou),
        channel: Some(Channel::Email),
        contact_id: Some("ana"),
        interview_id: Some("i1"),
        other_applications: &others,
        ..Context::default()
    };
    let body = "Hola, Marta:\n\nGracias por la entrevista del lunes 9 de marzo en Cobalto Sistemas. Me gustaría unirme a [Company \
        Name]. Necesito una respuesta inmediata.\n\nBesos,\nLucía Navarro Gil";
    let texts = Texts { subject: Some("Entrevista".into()), body: Some(body.into()), ..Texts::default() };
    let found = proofread(&texts, &context);
    let checks: BTreeSet<String> = found.iter().map(|finding| format!("{:?}", finding.check)).collect();
    for check in [Check::WrongName, Check::WrongCompany, Check::WrongDate, Check::Placeholder, Check::Subject] {
        assert!(checks.contains(&format!("{check:?}")), "{check:?}: {found:#?}");
    }
    // It says so in Spanish.
    assert!(found.iter().all(|finding| !finding.text.contains(" the ")), "{found:#?}");
    let sound = "Estimada Sra. Ruiz Ortega:\n\nLe agradezco la conversación del martes 10 de marzo. Me interesó saber más sobre el \
        paso a una arquitectura de eventos.\n\nAtentamente,\nLucía Navarro Gil\n+34 600 555 010";
    let texts =
        Texts { subject: Some("Ingeniería de Pagos: gracias".into()), body: Some(sound.into()), ..Texts::default() };
    let found = proofread(&texts, &context);
    assert!(found.iter().all(|finding| finding.severity <= Severity::Hint), "{found:#?}");
}

#[test]
fn english_notes_are_left_out_of_a_spanish_message() {
    let mut facts = rich();
    facts["interviews"][0]["talking_points"] = json!(["The move of all services to an event-driven architecture"]);
    let facts = read(&facts);
    let message = render(&in_spanish(&facts, StepKind::ThankYou, Tone::Formal)).unwrap();
    assert!(!message.to_text().contains("services"), "{}", message.to_text());
    assert!(message.missing.iter().any(|missing| missing.text.contains("otro idioma")), "{:?}", message.missing);
}

#[test]
fn a_letter_is_dated_in_spanish() {
    let facts = read(&rich());
    let letter = Request { channel: by(Channel::Letter), ..in_spanish(&facts, StepKind::ThankYou, Tone::Formal) };
    let body = render(&letter).unwrap().body.unwrap();
    assert!(body.contains("11 de marzo de 2026") && body.contains("Sra. Ana Ruiz Ortega"), "{body}");
}
