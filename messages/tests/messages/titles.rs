//! Whatever somebody's title is, a call to them is sound in the eyes of the service's own proofreading.

use messages::{Request, Tone, proofread::Severity, render};
use planning::{StepKind, UsableChannel, Via, facts::Channel};
use serde_json::{Value, json};

use crate::{
    facts::{read, request},
    languages::{findings, languages, set},
};

/// Titles of all languages, and some that none knows.
const TITLES: [&str; 60] = [
    "Dr.",
    "Prof.",
    "Prof. Dr.",
    "Dr. med.",
    "Dr.-Ing.",
    "Mag.",
    "MMag.",
    "Mag. Dr.",
    "Mag.a",
    "Mag. (FH)",
    "Herrn Mag.",
    "Frau Mag.",
    "DI",
    "Dipl.-Ing.",
    "Ing.",
    "PD Dr.",
    "Univ.-Prof. Dr.",
    "RA",
    "Hofrat",
    "Hofrätin Dr.",
    "lic. iur.",
    "Kom.-Rat",
    "Dkfm.",
    "Bmstr.",
    "Mtra.",
    "Mtro.",
    "Arq.",
    "Lcdo.",
    "Lcda.",
    "Lic.",
    "C.P.",
    "Cr.",
    "Cra.",
    "Abog.",
    "Excmo. Sr.",
    "Excma. Sra.",
    "Ilmo. Sr.",
    "Dra.",
    "Profa. Dra.",
    "Don",
    "D.",
    "Doña",
    "Dña.",
    "D.ª",
    "Dª",
    "Me",
    "Dr",
    "Dre",
    "Pr",
    "Maître",
    "Docteur",
    "Pre",
    "ir.",
    "drs.",
    "mr. drs.",
    "ing.",
    "Mgr.",
    "Xyz.",
    "Qual. Abc.",
    "Uvw.-Xyz.",
];

/// A call: whether the person is "du", the tone, and who answers the telephone.
type Call = (bool, Tone, Via);

const CALLS: [Call; 3] =
    [(false, Tone::Formal, Via::Direct), (false, Tone::Warm, Via::Switchboard), (true, Tone::Neutral, Via::Direct)];

/// The warnings about the service's own call to this person: given name, family name, form of address.
fn faults(locale: &str, title: &str, (given, family, address): (&str, &str, &str), calls: &[Call]) -> Vec<String> {
    let (_, facts) = languages().into_iter().find(|(locales, _)| locales.contains(&locale)).unwrap();
    let mut faults = Vec::new();
    for &(familiar, tone, via) in calls {
        let mut facts = set(&facts, familiar, locale);
        let contact = &mut facts["contacts"][0];
        contact["name"] = json!(format!("{given} {family}"));
        contact["given_name"] = json!(given);
        contact["family_name"] = json!(family);
        contact["title"] = json!(title);
        contact["address"] = json!(address);
        let facts = read(&facts);
        let channel = UsableChannel { channel: Channel::Phone, via };
        let request = Request { channel, locale: None, ..request(&facts, StepKind::CheckIn, tone) };
        let message = render(&request).unwrap();
        let grave = findings(&request, &message).into_iter().filter(|finding| finding.severity > Severity::Hint);
        faults.extend(
            grave.map(|finding| {
                format!("{locale} {title} {family} {familiar}: {}\n{}", finding.text, message.to_text())
            }),
        );
    }
    faults
}

const LOCALES: [&str; 7] = ["de", "de-AT", "fr", "fr-CA", "es", "es-MX", "nl"];

#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults: {}", faults.len(), faults.join("\n\n"));
}

#[test]
fn a_call_to_somebody_with_a_title_is_sound() {
    let people = [("Anke", "Meier", "ms"), ("Uwe", "Ruiz Ortega", "mr"), ("Kim", "Vidal", "neutral")];
    let found = LOCALES.iter().flat_map(|locale| {
        let titles = TITLES.iter().zip(people.iter().cycle());
        titles.flat_map(|(title, person)| faults(locale, title, *person, &CALLS))
    });
    assert_none(&found.collect::<Vec<_>>());
}

#[test]
fn a_title_precedes_a_small_particle() {
    let people = [
        ("Claire", "de Watteville", "ms"),
        ("Luc", "d'Arcy", "mr"),
        ("Luc", "d\u{2019}Arcy", "mr"),
        ("Luc", "de La Tour", "mr"),
        ("Uwe", "von der Heide", "mr"),
        ("Jan", "de Vries", "neutral"),
    ];
    let found = LOCALES.iter().flat_map(|locale| {
        let titles = ["Me", "Dr", "Maître", "Prof.", "Mag.", "Mtra.", "Xyz."];
        let each = people.iter().flat_map(move |person| titles.map(|title| (title, *person)));
        each.flat_map(|(title, person)| faults(locale, title, person, &CALLS[..1]))
    });
    assert_none(&found.collect::<Vec<_>>());
}

/// A message to this person by the facts of a language.
fn message_to(
    locale: &str,
    person: &Value,
    kind: StepKind,
    channel: Channel,
    change: impl FnOnce(&mut Value),
) -> String {
    let (_, facts) = languages().into_iter().find(|(locales, _)| locales.contains(&locale)).unwrap();
    let mut facts = set(&facts, false, locale);
    let contact = &mut facts["contacts"][0];
    contact["name"] = Value::Null;
    for (field, value) in person.as_object().unwrap() {
        contact[field] = value.clone();
    }
    change(&mut facts);
    let facts = read(&facts);
    let channel = UsableChannel { channel, via: Via::Direct };
    let request = Request { channel, locale: None, ..request(&facts, kind, Tone::Formal) };
    render(&request).unwrap().to_text()
}

#[test]
fn an_envelope_says_each_title_once() {
    let name = json!({ "given_name": "Anke", "family_name": "Meier", "title": "Fr. Dr.", "address": null });
    let text = message_to("de", &name, StepKind::ThankYou, Channel::Letter, |_| {});
    assert!(text.contains("Frau Dr. Anke Meier") && !text.contains("Fr. Dr."), "{text}");
    let name = json!({ "name": "HR Dr. Franz Steiner", "title": "Hofrat Dr.", "address": "mr", "given_name": null,
        "family_name": null });
    let text = message_to("de-AT", &name, StepKind::ThankYou, Channel::Letter, |_| {});
    assert!(text.contains("Herrn Hofrat Dr. Franz Steiner") && !text.contains("HR Dr."), "{text}");
}

#[test]
fn a_title_without_known_article_is_left_out_in_spanish() {
    let name = json!({ "given_name": "Ana", "family_name": "P\u{e9}rez", "title": "Ing.", "address": null });
    let text = message_to("es", &name, StepKind::CheckIn, Channel::Phone, |_| {});
    assert!(text.contains("con Ana P\u{e9}rez") && !text.contains("con Ing."), "{text}");
}

#[test]
fn a_capital_behind_a_colon_is_as_the_language_has_it() {
    let answer = |locale, answer: &str| {
        message_to(locale, &json!({ "name": "Kim Vidal" }), StepKind::Answer, Channel::Email, |facts| {
            facts["communications"][1]["answer"] = json!(answer);
        })
    };
    let text = answer("es", "Prefiero trabajar en h\u{ed}brido.");
    assert!(text.contains("Pagos. Prefiero trabajar"), "{text}");
    let text = message_to("de", &json!({ "name": "Kim Vidal" }), StepKind::ThankYou, Channel::Email, |facts| {
        facts["interviews"][0]["points_to_clarify"] = json!(["meine K\u{fc}ndigungsfrist betr\u{e4}gt drei Monate"]);
    });
    assert!(text.contains(": Meine K\u{fc}ndigungsfrist betr\u{e4}gt"), "{text}");
}

#[test]
fn canada_says_courriel_and_entrevue_in_what_is_missing() {
    let (_, facts) = languages().into_iter().find(|(locales, _)| locales.contains(&"fr-CA")).unwrap();
    let missing = |locale: &str| {
        let mut facts = set(&facts, false, locale);
        facts["contacts"][0]["email"] = Value::Null;
        facts["interviews"][0]["talking_points"] = json!([]);
        let facts = read(&facts);
        let request = Request { locale: None, ..request(&facts, StepKind::ThankYou, Tone::Formal) };
        let message = render(&request).unwrap();
        message.missing.iter().map(|missing| missing.text.clone()).collect::<Vec<_>>().join(" ")
    };
    let canadian = missing("fr-CA");
    assert!(canadian.contains("l'adresse de courriel") && canadian.contains("pendant l'entrevue"), "{canadian}");
    assert!(missing("fr").contains("l'adresse e-mail") && missing("fr").contains("pendant l'entretien"));
}
