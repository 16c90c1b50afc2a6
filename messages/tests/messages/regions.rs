//! American and British English.

use messages::{
    Request, Tone,
    proofread::{Context, Severity, Texts, proofread},
    render,
};
use planning::{StepKind, facts::Channel};
use serde_json::json;

use crate::facts::{by, read, request, rich, rich_no_show, ways};

/// What Americans don't say.
const BRITISH: [&str; 9] =
    ["straight away", "keen", "Yours ", "put me through", "Hello, is that ", "fortnight", "diary", "CV", "whilst"];

/// What the British don't say.
const AMERICAN: [&str; 8] = [
    "right away",
    "\nSincerely",
    "connect me",
    "Hello, is this ",
    "talking with",
    "talk with",
    "speak with",
    "speaking with",
];

#[test]
fn each_region_has_its_own_words_and_they_are_sound() {
    for (locale, foreign, date) in [("en-US", &BRITISH[..], "March 10"), ("en-GB", &AMERICAN[..], "10 March")] {
        let facts = |mut facts: serde_json::Value| {
            facts["application"]["locale"] = json!(locale);
            read(&facts)
        };
        let (facts, no_show) = (facts(rich()), facts(rich_no_show()));
        let mut dated = 0;
        for kind in StepKind::MESSAGES {
            let facts = if kind == StepKind::RescheduleRequest { &no_show } else { &facts };
            for (channel, tone) in ways(kind).into_iter().flat_map(|way| Tone::ALL.map(|tone| (way, tone))) {
                for attempt in 0..3 {
                    let request = Request { channel, attempt, ..request(facts, kind, tone) };
                    let message = render(&request).unwrap();
                    let text = message.to_text();
                    for words in foreign {
                        assert!(!text.contains(words), "{words:?} in {text}");
                    }
                    dated += usize::from(text.contains(date));
                    let context = Context {
                        facts: Some(facts),
                        kind: Some(kind),
                        channel: Some(channel.channel),
                        contact_id: Some("ada"),
                        ..Context::default()
                    };
                    if attempt == 0 {
                        let findings = proofread(&message.texts(), &context);
                        let grave = findings.iter().find(|finding| finding.severity > Severity::Hint);
                        assert_eq!(grave, None, "{text}");
                    }
                }
            }
        }
        assert!(dated > 50, "{dated}");
    }
}

#[test]
fn a_formal_letter_closes_as_in_its_region() {
    for (locale, named, greeting, close) in [
        ("en-US", true, "Dear Ada Okafor:", "\n\nSincerely,\n"),
        ("en-GB", true, "Dear Ada Okafor,", "\n\nYours sincerely,\n"),
        ("en-US", false, "Dear Hiring Team:", "\n\nSincerely,\n"),
        ("en-GB", false, "Dear Hiring Team,", "\n\nYours faithfully,\n"),
        ("en", false, "Dear Hiring Team,", "\n\nSincerely,\n"),
    ] {
        let mut facts = rich();
        facts["application"]["locale"] = json!(locale);
        if !named {
            facts["contacts"][0]["name"] = json!(null);
        }
        let facts = read(&facts);
        let letter = Request { channel: by(Channel::Letter), ..request(&facts, StepKind::ThankYou, Tone::Formal) };
        let body = render(&letter).unwrap().body.unwrap();
        assert!(body.contains(greeting) && body.contains(close), "{locale}: {body}");
    }
}

#[test]
fn no_region_s_own_spelling_is_a_mistake() {
    for words in [
        "I organised the programme and favour the grey centre; I analysed our behaviour and enrolled in a licence scheme. \
         Shall I put it in your diary? My CV has the details, and I practised judgement and travelled.",
        "I organized the program and favor the gray center; I analyzed our behavior and enrolled in a license scheme. \
         Shall I put it on your calendar? My résumé has the details, and I practiced judgment and traveled.",
    ] {
        for locale in ["en", "en-US", "en-GB"] {
            let mut facts = rich();
            facts["application"]["locale"] = json!(locale);
            let facts = read(&facts);
            let context = Context { facts: Some(&facts), contact_id: Some("ada"), ..Context::default() };
            let body = format!("Dear Ada,\n\nThank you for your time.\n\n{words}\n\nBest regards,\nGrace Lindqvist");
            let texts = Texts { body: Some(body), ..Texts::default() };
            let rules = ["spelling", "grammar"];
            let found = proofread(&texts, &context);
            let found: Vec<_> =
                found.iter().filter(|found| rules.contains(&json!(found.check).as_str().unwrap())).collect();
            assert!(found.is_empty(), "{locale}: {found:#?}");
        }
    }
}
