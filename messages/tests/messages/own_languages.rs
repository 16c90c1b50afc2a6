//! Built-in templates of other languages: rendered for an application, each is as sound as the message itself.

use messages::{
    Locale, Message, Request, Tone,
    custom::{OwnTemplate, TemplateSource, starting_point},
    proofread::Severity,
    render, render_own,
};
use planning::{Facts, StepKind, facts::Channel};
use serde_json::{Value, json};

use crate::{
    facts::{by, read, request},
    languages::{findings, languages, set},
};

/// Companies whose names have an article or none, of each language, and titles that begin with a vowel.
const NAMES: [(&str, [&str; 3], &str); 4] = [
    ("de", ["Acme GmbH", "Norddeutscher Rundfunk", "Meridian Labs"], "Analystin"),
    ("fr", ["Mairie de Lyon", "Hôpital Saint-Louis", "Acme"], "Analyste"),
    ("es", ["Ayuntamiento de Madrid", "Universidad de Salamanca", "Acme"], "Analista"),
    ("nl", ["Gemeente Amsterdam", "Ministerie van Financiën", "Acme"], "Analist"),
];

/// Notes of a few words. Templates don't shorten anything.
const SHORT: [(&str, (&str, &str)); 4] = [
    ("de", ("die Umstellung auf Rust", "zehn Jahre Erfahrung")),
    ("fr", ("le passage à Rust", "dix ans d'expérience")),
    ("es", ("la migración a Rust", "diez años de experiencia")),
    ("nl", ("de overstap naar Rust", "tien jaar ervaring")),
];

fn built_in(kind: StepKind, channel: Channel, tone: Tone, language: &str) -> OwnTemplate {
    let locale: Locale = language.parse().unwrap();
    let texts = starting_point(kind, channel, tone, locale).unwrap();
    let source = TemplateSource { kind, channel, tone: Some(tone), locale, texts };
    OwnTemplate::new(source.clone()).unwrap_or_else(|wrong| panic!("{wrong:?} {source:#?}"))
}

fn with_names(facts: &Value, company: &str, position: &str) -> Value {
    let mut facts = facts.clone();
    facts["application"]["company"]["name"] = json!(company);
    facts["application"]["position"]["title"] = json!(position);
    facts
}

/// The facts of each locale of the language, formal and familiar, for each company, and the same without an interview.
fn applications(language: &str, facts: &Value, locales: &[&str]) -> Vec<(String, Facts, Facts)> {
    let (_, companies, position) = NAMES.into_iter().find(|(other, ..)| *other == language).unwrap();
    let mut all = Vec::new();
    for locale in locales {
        // One application tells what is different in a region.
        let number = if *locale == locales[0] { companies.len() } else { 1 };
        let all_of_language = [(companies[0], false), (companies[1], true), (companies[2], false)];
        for (company, familiar) in all_of_language.into_iter().take(number) {
            let facts = set(&with_names(facts, company, position), familiar, locale);
            let mut facts = facts;
            let (point, strength) = SHORT.into_iter().find(|(other, ..)| *other == language).unwrap().1;
            facts["interviews"][0]["talking_points"] = json!([point]);
            facts["candidate"]["strengths"] = json!([strength]);
            let mut missed = facts.clone();
            missed["interviews"][0]["status"] = json!("employer_no_show");
            all.push((format!("{locale}, {company}, familiar: {familiar}"), read(&facts), read(&missed)));
        }
    }
    all
}

#[test]
fn german_templates_are_as_sound_as_the_messages() {
    every_template_is_as_sound_as_the_message("de");
}

#[test]
fn french_templates_are_as_sound_as_the_messages() {
    every_template_is_as_sound_as_the_message("fr");
}

#[test]
fn spanish_templates_are_as_sound_as_the_messages() {
    every_template_is_as_sound_as_the_message("es");
}

#[test]
fn dutch_templates_are_as_sound_as_the_messages() {
    every_template_is_as_sound_as_the_message("nl");
}

#[track_caller]
fn every_template_is_as_sound_as_the_message(language: &str) {
    let mut faults = Vec::new();
    let (locales, facts) = languages().into_iter().find(|(locales, _)| locales[0] == language).unwrap();
    let applications = applications(language, &facts, locales);
    for kind in StepKind::MESSAGES {
        for (channel, tone) in kind.channels().iter().flat_map(|channel| Tone::ALL.map(|tone| (*channel, tone))) {
            let template = built_in(kind, channel, tone, language);
            for (about, facts, missed) in &applications {
                let facts = if kind == StepKind::RescheduleRequest { missed } else { facts };
                let request = Request { channel: by(channel), locale: None, ..request(facts, kind, tone) };
                let message = render_own(&request, &template).unwrap();
                let wrong = faults_of(&request, &message);
                if !wrong.is_empty() {
                    let text = message.to_text();
                    faults.push(format!("{about}, {kind:?}, {channel:?}, {tone:?}: {wrong:#?}\n{text}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n\n"));
}

/// What is wrong with a message from a template, and not with the message of the service.
fn faults_of(request: &Request<'_>, message: &Message<'_>) -> Vec<String> {
    let own = render(request).unwrap();
    let text = message.to_text();
    let grave = findings(request, message).into_iter().filter(|found| found.severity > Severity::Hint);
    let mut wrong: Vec<String> = grave.map(|found| format!("{found:?}")).collect();
    if !message.ready || !message.missing.is_empty() {
        let absent = message.elements.iter().filter(|report| report.required && !report.present);
        let absent: Vec<_> = absent.map(|report| report.element).collect();
        wrong.push(format!("{absent:?} {:?}", message.missing));
    }
    if message.channel == Channel::Linkedin && text.chars().count() > 300 {
        wrong.push(format!("{} characters", text.chars().count()));
    }
    if message.locale.tag().ends_with("CH") && text.contains('ß') {
        wrong.push("ß".to_owned());
    }
    let first = |message: &Message<'_>| message.body.as_deref().and_then(|body| body.lines().next()).map(str::to_owned);
    if message.channel != Channel::Letter && first(message) != first(&own) {
        wrong.push(format!("{:?}, but {:?}", first(message), first(&own)));
    }
    let traces = ["  ", " ,", "..", ",.", "?.", "{", "}", "none", "yes"];
    wrong.extend(traces.into_iter().filter(|trace| text.contains(trace)).map(|trace| format!("{trace:?}")));
    wrong
}

/// The text of a built-in template for the first company of the language.
fn text(locale: &str, kind: StepKind, channel: Channel, tone: Tone, change: impl Fn(&mut Value)) -> String {
    let (locales, facts) = languages().into_iter().find(|(locales, _)| locales.contains(&locale)).unwrap();
    let (_, companies, position) = NAMES.into_iter().find(|(language, ..)| *language == locales[0]).unwrap();
    let mut facts = set(&with_names(&facts, companies[0], position), false, locale);
    change(&mut facts);
    let facts = read(&facts);
    let request = Request { channel: by(channel), locale: None, ..request(&facts, kind, tone) };
    render_own(&request, &built_in(kind, channel, tone, locales[0])).unwrap().to_text()
}

#[test]
fn templates_have_the_forms_of_names_and_the_greeting() {
    let as_they_are = |_: &mut Value| {};
    for (locale, kind, channel, said) in [
        (
            "de",
            StepKind::CheckIn,
            Channel::Email,
            &["Sehr geehrte Frau Dr. von der Heide,\n\nam Dienstag, dem 10. März, haben wir", "bei der Acme GmbH"][..],
        ),
        (
            "de-CH",
            StepKind::CheckIn,
            Channel::Email,
            &[
                "Sehr geehrte Frau Dr. von der Heide\n\nAm Dienstag, dem 10. März, haben wir",
                "Mit freundlichen Grüssen\n",
            ],
        ),
        ("de", StepKind::CheckIn, Channel::Phone, &["bei der Acme GmbH"]),
        ("fr", StepKind::CheckIn, Channel::Email, &["poste d'Analyste", "à la Mairie de Lyon"]),
        ("es", StepKind::CheckIn, Channel::Email, &["en el Ayuntamiento de Madrid"]),
        ("es", StepKind::CheckIn, Channel::Phone, &["¿hablo con la "]),
        ("nl", StepKind::CheckIn, Channel::Email, &["bij de Gemeente Amsterdam"]),
    ] {
        let text = text(locale, kind, channel, Tone::Formal, as_they_are);
        for words in said {
            assert!(text.contains(words), "{words} in\n{text}");
        }
    }
}

#[test]
fn a_formal_french_letter_repeats_its_greeting_and_a_friendly_one_does_not() {
    let moreau = |facts: &mut Value| {
        facts["contacts"][0] =
            json!({ "id": "ada", "family_name": "Moreau", "address": "ms", "email": "m@example.com" });
    };
    let formal = text("fr", StepKind::ThankYou, Channel::Email, Tone::Formal, moreau);
    assert!(formal.contains("\nMadame,\n") && formal.contains("agréer, Madame, mes salutations"), "{formal}");
    let unknown = |facts: &mut Value| {
        facts["contacts"][0] = json!({ "id": "ada", "name": "Claude Moreau", "email": "m@example.com" });
    };
    let neutral = text("fr", StepKind::ThankYou, Channel::Email, Tone::Formal, unknown);
    assert!(neutral.contains("\nBonjour Claude Moreau,\n") && neutral.contains("agréer mes salutations"), "{neutral}");
}

#[test]
fn a_familiar_application_has_familiar_texts() {
    let familiar = |facts: &mut Value| facts["application"]["familiar"] = json!(true);
    for (locale, formal) in [("de", "Ihre"), ("fr", "vous"), ("es", "usted"), ("nl", " uw ")] {
        let text = text(locale, StepKind::ThankYou, Channel::Email, Tone::Neutral, familiar);
        assert!(!text.contains(formal), "{text}");
    }
}
