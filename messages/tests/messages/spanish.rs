//! Spanish: every message in every register and region, names in many shapes, and what proofreading finds.

use std::collections::BTreeSet;

use messages::{
    Request, Tone,
    proofread::{Check, Context, OtherApplication, Severity, Texts, proofread},
    render,
};
use planning::{Facts, StepKind, facts::Channel};
use serde_json::{Value, json};

use crate::facts::{by, read, request, ways};

const REGIONS: [&str; 5] = ["es", "es-ES", "es-419", "es-AR", "es-MX"];

pub(crate) fn rich() -> Value {
    serde_json::from_str(include_str!("languages/es.json")).unwrap()
}

fn no_show(mut facts: Value) -> Value {
    facts["interviews"][0]["status"] = json!("employer_no_show");
    facts
}

pub(crate) fn in_spanish(facts: &Facts, kind: StepKind, tone: Tone) -> Request<'_> {
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
pub(crate) fn grave(request: &Request<'_>) -> Vec<String> {
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
        // The switchboard is always asked formally.
        let text = render(request).unwrap().to_text().replace("¿Podría ponerme", "¿");
        assert_eq!(text.matches('¿').count(), text.matches('?').count(), "{name}: {text}");
        for trace in [" de el ", " a el ", " y i", " .", " ;"] {
            assert!(!text.to_lowercase().contains(trace), "{name}: {trace:?} in {text}");
        }
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
