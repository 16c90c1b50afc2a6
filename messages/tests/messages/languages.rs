//! The other languages: the whole matrix of kinds, channels, tones, forms of address and regions.

use messages::{
    Completeness, Locale, Message, Request, Tone,
    proofread::{Check, Context, Finding, OtherApplication, Severity, Texts, proofread},
    render,
};
use planning::{Facts, StepKind, facts::Channel};
use serde_json::{Value, json};

use crate::{
    facts::{by, read, request, ways},
    snapshots::Sheet,
};

/// The languages, each with the locales that differ and facts in it.
pub(crate) fn languages() -> Vec<(&'static [&'static str], Value)> {
    let facts = |text| serde_json::from_str(text).unwrap();
    vec![
        (&["de", "de-AT", "de-CH"][..], facts(include_str!("languages/de.json"))),
        (&["fr", "fr-BE", "fr-CA", "fr-CH"][..], facts(include_str!("languages/fr.json"))),
        (&["es", "es-419", "es-AR", "es-MX"][..], facts(include_str!("languages/es.json"))),
        (&["nl", "nl-BE"][..], facts(include_str!("languages/nl.json"))),
    ]
}

/// The facts when nobody came to the interview.
fn no_show(facts: &Value) -> Value {
    let mut facts = facts.clone();
    facts["interviews"][0]["status"] = json!("employer_no_show");
    facts
}

/// Sets whether the people of the employer are addressed familiarly, and the locale.
pub(crate) fn set(facts: &Value, familiar: bool, locale: &str) -> Value {
    let mut facts = facts.clone();
    facts["application"]["familiar"] = json!(familiar);
    facts["application"]["locale"] = json!(locale);
    facts
}

/// Whether a thank-you is planned, and the messages of the kind before it.
const ALL_ROUNDS: &[(bool, usize)] = &[(true, 0), (false, 0), (true, 1), (true, 2)];
pub(crate) const FIRST_ROUND: &[(bool, usize)] = &[(true, 0)];

/// Calls `check` with every message of the facts in these rounds.
pub(crate) fn each(facts: &Value, rounds: &[(bool, usize)], mut check: impl FnMut(&Request<'_>, &Message<'_>)) {
    let (facts, missed) = (read(facts), read(&no_show(facts)));
    for kind in StepKind::MESSAGES {
        let facts: &Facts = if kind == StepKind::RescheduleRequest { &missed } else { &facts };
        for channel in ways(kind) {
            for tone in Tone::ALL {
                for &(thank_you_planned, attempt) in rounds {
                    let request =
                        Request { channel, thank_you_planned, attempt, locale: None, ..request(facts, kind, tone) };
                    check(&request, &render(&request).unwrap());
                }
            }
        }
    }
}

pub(crate) fn findings(request: &Request<'_>, message: &Message<'_>) -> Vec<Finding> {
    let context = Context {
        facts: Some(request.facts),
        kind: Some(message.kind),
        channel: Some(message.channel),
        contact_id: request.contact_id,
        locale: Some(message.locale),
        ..Context::default()
    };
    proofread(&message.texts(), &context)
}

#[test]
fn every_message_is_ready_within_its_length_and_sound() {
    let mut faults = Vec::new();
    for (locales, facts) in languages() {
        for locale in locales {
            for familiar in [false, true] {
                let rounds = if *locale == locales[0] { ALL_ROUNDS } else { FIRST_ROUND };
                each(&set(&facts, familiar, locale), rounds, |request, message| {
                    let text = message.to_text();
                    assert_eq!(message.locale.tag(), *locale);
                    if !message.ready || !message.missing.is_empty() {
                        faults.push(format!(
                            "{locale} {:?} {:?}: {:?}\n{text}",
                            message.kind, message.tone, message.missing
                        ));
                    }
                    if message.channel == Channel::Linkedin {
                        assert!(text.chars().count() <= 300, "{text}");
                    }
                    let lower = text.to_lowercase();
                    for trace in ["  ", " ,", "..", ",.", "?.", "{", "}", "[", "]", "none", "undefined", "!"] {
                        assert!(!lower.contains(trace), "{trace:?} in {text}");
                    }
                    let grave: Vec<_> = findings(request, message)
                        .into_iter()
                        .filter(|found| found.severity > Severity::Hint)
                        .collect();
                    if !grave.is_empty() {
                        faults.push(format!("{locale}, {:?}: {grave:#?}\n{text}", message.tone));
                    }
                });
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn every_kind_by_every_channel_is_there() {
    for (locales, _) in languages() {
        for locale in locales {
            assert!(Completeness::for_locale(planning::Locale::nearest(locale).unwrap()).complete, "{locale}");
        }
    }
}

#[test]
fn the_matrix_is_approved() {
    for (locales, facts) in languages() {
        for (locale, familiar) in [(locales[0], false), (locales[0], true)] {
            let facts = set(&facts, familiar, locale);
            let (facts, missed) = (read(&facts), read(&no_show(&facts)));
            for kind in StepKind::MESSAGES {
                let facts = if kind == StepKind::RescheduleRequest { &missed } else { &facts };
                let mut sheet = Sheet::default();
                for &channel in kind.channels() {
                    for tone in Tone::ALL {
                        let request = Request { channel: by(channel), locale: None, ..request(facts, kind, tone) };
                        sheet.add(&format!("{channel:?}, {tone:?}").to_lowercase(), &request);
                    }
                }
                let register = if familiar { "familiar" } else { "formal" };
                sheet.assert_approved(&format!("{locale}/{register}/{}", kind.name()));
            }
        }
    }
}

#[test]
fn regions_are_approved() {
    for (locales, facts) in languages() {
        for locale in &locales[1..] {
            let mut facts = set(&facts, false, locale);
            facts["interviews"][0]["starts_at"] = json!("2026-01-13T13:00:00Z");
            facts["interviews"][0]["ends_at"] = json!("2026-01-13T14:00:00Z");
            let facts = read(&facts);
            let mut sheet = Sheet::default();
            for (kind, channel) in [
                (StepKind::ThankYou, Channel::Email),
                (StepKind::ThankYou, Channel::Letter),
                (StepKind::CheckIn, Channel::Email),
            ] {
                for tone in Tone::ALL {
                    let request = Request { channel: by(channel), locale: None, ..request(&facts, kind, tone) };
                    sheet.add(&format!("{}, {channel:?}, {tone:?}", kind.name()).to_lowercase(), &request);
                }
            }
            sheet.assert_approved(&format!("{locale}/regional"));
        }
    }
}

#[test]
fn where_no_form_of_address_is_known_none_is_guessed_and_one_is_asked_for() {
    for (locales, facts) in languages() {
        let mut facts = set(&facts, false, locales[0]);
        for contact in facts["contacts"].as_array_mut().unwrap() {
            contact["address"] = Value::Null;
            contact["title"] = Value::Null;
        }
        each(&facts, FIRST_ROUND, |request, message| {
            assert!(message.ready, "{message:#?}");
            let asked: Vec<&str> = message.missing.iter().map(|missing| missing.pointer.as_str()).collect();
            assert_eq!(asked, ["/contacts/0/address"], "{message:#?}");
            let grave: Vec<_> =
                findings(request, message).into_iter().filter(|found| found.severity > Severity::Hint).collect();
            assert!(grave.is_empty(), "{grave:#?}\n{}", message.to_text());
        });
        for contact in facts["contacts"].as_array_mut().unwrap() {
            contact["address"] = json!("neutral");
        }
        each(&facts, FIRST_ROUND, |_, message| assert!(message.missing.is_empty(), "{message:#?}"));
    }
}

#[test]
fn notes_in_another_language_are_left_out_and_asked_for() {
    const ENGLISH: &str = "the move of the whole warehouse to event sourcing and how the team works with it";
    for (locales, facts) in languages() {
        let mut facts = set(&facts, false, locales[0]);
        facts["interviews"][0]["talking_points"] = json!([ENGLISH]);
        let facts = read(&facts);
        let request = Request { locale: None, ..request(&facts, StepKind::ThankYou, Tone::Neutral) };
        let message = render(&request).unwrap();
        assert!(!message.to_text().contains("warehouse"), "{}", message.to_text());
        let asked = |pointer: &str| message.missing.iter().any(|missing| missing.pointer == pointer);
        assert!(asked("/interviews/0/talking_points/0"), "{:#?}", message.missing);
    }
}

#[test]
fn a_note_in_another_language_is_left_out_of_an_english_message() {
    let mut facts = crate::facts::rich();
    facts["interviews"][0]["talking_points"] =
        json!(["die Umstellung des ganzen Lagers auf ein neues Verfahren und wie das Team damit arbeitet"]);
    let facts = read(&facts);
    let message = render(&request(&facts, StepKind::ThankYou, Tone::Neutral)).unwrap();
    assert!(!message.to_text().contains("Lagers"));
    assert!(message.missing.iter().any(|missing| missing.text.contains("Note it in English")), "{message:#?}");
}

#[test]
fn copying_mistakes_in_german_are_found() {
    let (_, facts) = languages().swap_remove(0);
    let facts = read(&set(&facts, false, "de"));
    let others = [OtherApplication {
        company: "Quillhaven Analytics".to_owned(),
        position: Some("Datenanalystin".to_owned()),
        people: vec!["Uwe Brandt".to_owned()],
    }];
    let context = Context {
        facts: Some(&facts),
        kind: Some(StepKind::ThankYou),
        channel: Some(Channel::Email),
        contact_id: Some("ada"),
        other_applications: &others,
        ..Context::default()
    };
    let body = "Sehr geehrte Frau Dr. Meier,\n\nvielen Dank für das Gespräch am Mittwoch, dem 11. März, über die Stelle bei \
        Quillhaven Analytics. [Company Name] gefällt mir, und {{first_name}} auch. Uwe Brandt hat mir viel erklärt. Bitte \
        antworten Sie umgehend!!! Mein Gehalt soll steigen.\n\nLG\nGreta Lindqvist\n+49 30 5550100";
    let texts = Texts { subject: Some("Danke".to_owned()), body: Some(body.to_owned()), ..Texts::default() };
    let found = proofread(&texts, &context);
    for check in [
        Check::WrongName,
        Check::WrongCompany,
        Check::WrongDate,
        Check::Placeholder,
        Check::Pushy,
        Check::Pay,
        Check::Subject,
        Check::SignOff,
        Check::Casual,
    ] {
        let of_check: Vec<_> = found.iter().filter(|finding| finding.check == check).collect();
        assert!(!of_check.is_empty(), "{check:?} is missing in {found:#?}");
    }
    let placeholders = found.iter().filter(|finding| finding.check == Check::Placeholder).count();
    assert!(placeholders >= 2, "{found:#?}");
    for finding in &found {
        assert!(!finding.text.contains(" the ") && finding.text.ends_with('.'), "{}", finding.text);
        assert!(!matches!(finding.check, Check::Grammar | Check::Spelling), "{finding:?}");
    }
}

#[test]
fn the_language_is_asked_for_or_the_applications_or_the_candidates() {
    let tag = |asked: Option<&str>, application: Value, candidate: Value, calendar: Value| {
        let mut facts = crate::facts::rich();
        facts["application"]["locale"] = application;
        facts["application"]["holiday_calendar"] = calendar;
        facts["candidate"]["locale"] = candidate;
        let facts = read(&facts);
        let locale = asked.map(|asked| asked.parse::<Locale>().unwrap());
        let request = Request { locale, ..request(&facts, StepKind::ThankYou, Tone::Neutral) };
        render(&request).unwrap().locale.tag()
    };
    let no = || Value::Null;
    assert_eq!(tag(None, no(), no(), no()), "en");
    assert_eq!(tag(None, json!("de"), json!("en-GB"), no()), "de");
    assert_eq!(tag(None, no(), json!("de-CH"), no()), "de-CH");
    assert_eq!(tag(None, json!("de"), no(), json!("AT")), "de");
    assert_eq!(tag(None, no(), json!("de"), json!("AT")), "de-AT");
    assert_eq!(tag(None, no(), json!("de-CH"), json!("DE")), "de-DE");
    assert_eq!(tag(Some("en"), json!("de"), json!("en-GB"), json!("DE")), "en-GB");
    assert_eq!(tag(Some("de-AT"), json!("en-US"), no(), no()), "de-AT");
    assert_eq!(tag(None, no(), json!("en-GB"), json!("US")), "en-US");
}
