//! What is found in German, French, Spanish and Dutch messages, and what is left alone.
//!
//! Each line of the files has a language, the part of a sound letter that it replaces (`greeting`, `question`,
//! `sign_off`) or adds (`more`), and the words. A flaw has in front of its words the check and the severity that it
//! must be found with, and behind them, after `=>`, the suggestion.

use messages::proofread::{Check, Context, Dictionary, Finding, OtherApplication, Severity, Texts, proofread};
use planning::{Facts, StepKind, facts::Channel};
use serde_json::json;

use crate::{
    facts::read,
    languages::{languages, set},
};

/// A sound check-in.
struct Letter {
    greeting: &'static str,
    question: &'static str,
    more: Option<String>,
    sign_off: &'static str,
}

fn letter(locale: &str) -> Letter {
    let (greeting, question, sign_off) = match &locale[..2] {
        "de" => (
            "Sehr geehrte Frau Dr. von der Heide,\n\nnoch einmal vielen Dank für das Gespräch über die Umstellung auf Event \
             Sourcing.",
            "Wann ist mit einer Entscheidung zu rechnen?",
            if locale == "de-CH" { "Freundliche Grüsse" } else { "Mit freundlichen Grüßen" },
        ),
        "fr" => (
            "Madame,\n\nJe vous remercie encore de notre échange au sujet du passage à l'architecture événementielle.",
            "Quand une décision est-elle prévue ?",
            "Cordialement,",
        ),
        "es" => (
            "Estimada Sra. Ruiz Ortega:\n\nGracias de nuevo por la entrevista sobre el paso a una arquitectura de eventos.",
            "¿Cuándo está prevista la decisión?",
            "Atentamente,",
        ),
        _ => (
            "Geachte mevrouw Van der Heide,\n\nNogmaals hartelijk dank voor het gesprek over de overstap naar event sourcing.",
            "Wanneer valt het besluit?",
            "Met vriendelijke groet,",
        ),
    };
    Letter { greeting, question, more: None, sign_off }
}

fn facts(locale: &str) -> Facts {
    let (_, facts) = languages().into_iter().find(|(locales, _)| locales.contains(&&locale[..2])).unwrap();
    read(&set(&facts, false, locale))
}

fn found_in(locale: &str, body: String) -> Vec<Finding> {
    let facts = facts(locale);
    let others = [OtherApplication { company: "Globex AG".to_owned(), ..OtherApplication::default() }];
    let context = Context {
        facts: Some(&facts),
        kind: Some(StepKind::CheckIn),
        channel: Some(Channel::Email),
        contact_id: facts.contacts.first().map(|contact| &*contact.id),
        other_applications: &others,
        ..Context::default()
    };
    let texts =
        Texts { subject: Some(facts.application.position.title.to_string()), body: Some(body), ..Texts::default() };
    proofread(&texts, &context)
}

/// The letter with the words in this place. A greeting may bring its own first words.
fn with(locale: &str, place: &str, words: &str) -> String {
    let Letter { greeting, question, more, sign_off } = letter(locale);
    let words = words.replace("\\n", "\n");
    let (first, rest) = greeting.split_once("\n\n").unwrap();
    let (first, question, more, sign_off) = match place {
        "greeting" => (words.as_str(), question, more, sign_off),
        "question" => (first, words.as_str(), more, sign_off),
        "sign_off" => (first, question, more, words.as_str()),
        "more" => (first, question, Some(words), sign_off),
        _ => panic!("{place}"),
    };
    let more = more.map(|more| format!(" {more}")).unwrap_or_default();
    let name = facts(locale).candidate.name.as_deref().unwrap().to_owned();
    let rest = if first.contains("\n\n") { String::new() } else { format!("\n\n{rest}") };
    format!("{first}{rest}{more} {question}\n\n{sign_off}\n{name}\nmail@example.com")
}

fn lines(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split(" | ").collect())
}

#[test]
fn the_companys_name_may_be_inflected_in_german() {
    let found = |company: &str, words: &str| {
        let (_, facts) = languages().into_iter().find(|(locales, _)| locales.contains(&"de")).unwrap();
        let mut facts = set(&facts, false, "de");
        facts["application"]["company"]["name"] = json!(company);
        let facts = read(&facts);
        let context = Context { facts: Some(&facts), kind: Some(StepKind::CheckIn), ..Context::default() };
        let texts = Texts { body: Some(format!("Ich würde gern bei der {words} arbeiten.")), ..Texts::default() };
        proofread(&texts, &context).iter().any(|finding| finding.check == Check::WrongCompany)
    };
    for (company, words) in [
        ("Deutsche Bahn AG", "Deutschen Bahn AG"),
        ("Deutsche Bahn AG", "Deutschen Bahn"),
        ("Technische Universität Wien", "Technischen Universität Wien"),
        ("Vereinigte Bühnen Wien GmbH", "Vereinigten Bühnen Wien GmbH"),
        ("Deutscher Alpenverein", "Deutschen Alpenverein"),
        ("Deutsches Rotes Kreuz e.V.", "Deutschen Roten Kreuz e.V."),
        ("Rotes Kreuz", "Rote Kreuz"),
        ("Deutsches Rotes Kreuz e.V.", "Deutschen Roten Kreuzes e.V."),
        ("Klinikum Nürnberg", "Klinikums Nürnberg"),
        ("Städtisches Klinikum Karlsruhe", "Städtischen Klinikum Karlsruhe"),
        ("Neues Theater Halle", "Neuen Theater Halle"),
        ("Deutsches Zentrum für Luft- und Raumfahrt e. V.", "Deutschen Zentrum für Luft- und Raumfahrt e. V."),
    ] {
        assert!(!found(company, words), "{words}");
    }
    assert!(found("Deutsche Bahn AG", "Deutschen Bhan AG"));
    assert!(found("Deutscher Alpenverein", "Deutschen Alpenverien"));
}

#[test]
fn dictionaries_need_not_have_abbreviations_nor_the_spelling_of_switzerland() {
    let words = "14\nFrau\nmit\nca.\nzehn\nLeuten\nim\nweiß\nich\nauf\nGrüße\nund\nspreche\nsagen\ndie\n";
    let dictionary = Dictionary::new("SET UTF-8\n", words).unwrap();
    let unknown = |locale: &str, body: &str| -> Vec<String> {
        let context =
            Context { locale: Some(locale.parse().unwrap()), dictionary: Some(&dictionary), ..Context::default() };
        let found = proofread(&Texts { body: Some(body.to_owned()), ..Texts::default() }, &context);
        let of_spelling = found.iter().filter(|found| found.check == Check::Spelling);
        of_spelling.map(|found| body.chars().skip(found.span.unwrap().start).take(4).collect()).collect()
    };
    let sound = "Ich spreche mit Frau Dr. Meier mit ca. zehn Leuten im Jänner auf Wiederhören";
    assert_eq!(unknown("de", &sound.replace("Meier ", "")), Vec::<String>::new());
    assert_eq!(unknown("de-CH", "Ich weiss und sagen die Grüsse"), Vec::<String>::new());
    assert_eq!(unknown("de", "Ich weiss und sagen die Grüße"), ["weis"]);
    assert_eq!(unknown("de", "Ich spreche mit Frau Dr und zehn Leuten"), ["Dr u"]);
}

#[test]
fn sound_words_have_no_finding() {
    let mut faults = Vec::new();
    for line in lines(include_str!("languages/sound.txt")) {
        let [locale, place, words] = line[..] else { panic!("{line:?}") };
        let found = found_in(locale, with(locale, place, words));
        let grave: Vec<_> = found.iter().filter(|found| found.severity > Severity::Hint).collect();
        if !grave.is_empty() {
            let said: Vec<_> = grave.iter().map(|found| format!("{:?}: {}", found.check, found.text)).collect();
            faults.push(format!("{locale} {words}: {said:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn flaws_are_found() {
    let mut faults = Vec::new();
    for line in lines(include_str!("languages/flawed.txt")) {
        let [locale, place, check, severity, words] = line[..] else { panic!("{line:?}") };
        let (words, instead) =
            words.split_once(" => ").map_or((words, None), |(words, instead)| (words, Some(instead)));
        let body = with(locale, place, words);
        let found = found_in(locale, body.clone());
        let is_it = |found: &&Finding| json!(found.check) == json!(check) && json!(found.severity) == json!(severity);
        let hits: Vec<&Finding> = found.iter().filter(is_it).collect();
        let suggested = |hit: &&&Finding| {
            let Some((span, suggestion)) = hit.span.zip(hit.suggestions.first()) else { return false };
            let before: String = body.chars().take(span.start).collect();
            let after: String = body.chars().skip(span.end).collect();
            instead.is_some_and(|instead| {
                format!("{before}{suggestion}{after}").replace('\u{202f}', " ") == with(locale, place, instead)
            })
        };
        let right = if instead.is_some() { hits.iter().any(|hit| suggested(&hit)) } else { !hits.is_empty() };
        if !right {
            let said: Vec<_> = found
                .iter()
                .map(|found| format!("{:?} {:?}: {} {:?}", found.check, found.severity, found.text, found.suggestions))
                .collect();
            faults.push(format!("{locale} {words}: {said:#?}"));
        }
        for hit in hits {
            assert!(hit.text.ends_with('.') && hit.text.len() > 10, "{}", hit.text);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_letter_in_another_language_is_said_to_be_one_and_lacks_nothing_else() {
    let body = "Dear Ms Moreau,\n\nThank you for the interview on Tuesday. It was a pleasure to learn more about the move to \
        event sourcing. When do you expect to decide about the position?\n\nKind regards\nCamille Laurent\nmail@example.com";
    for locale in ["de", "fr", "es", "nl"] {
        let found = found_in(locale, body.to_owned());
        let of_language = found.iter().filter(|found| json!(found.check) == "grammar").count();
        assert_eq!(of_language, 1, "{locale}: {found:#?}");
        for check in ["thanks", "next_steps", "sign_off", "generic"] {
            assert!(!found.iter().any(|found| json!(found.check) == check), "{locale}: {found:#?}");
        }
    }
}
