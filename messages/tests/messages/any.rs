//! Whatever the facts, there is a message or a reason, and its spans are sound.

use messages::{Message, Request, Tone, render};
use planning::{
    StepKind,
    facts::{Channel, Facts},
};
use proptest::prelude::*;
use serde_json::json;

use crate::facts::{read, request, rich, ways};

/// A note: plausible words in any order, or anything at all.
fn note() -> impl Strategy<Value = String> {
    let words = "the The Ada Ada's I I'd led Led team teams own owns Rust in to what What ten years of moving They Their Her is \
                 Acme Inc. ... ? - — : a.b 日本語 שלום é ﬁ İ ß 🙂 's ’s";
    let words = prop::sample::select(words.split_whitespace().collect::<Vec<_>>());
    prop_oneof![
        4 => prop::collection::vec(words, 1..8).prop_map(|words| words.join(" ")),
        1 => "[^\\pC\\p{Zl}\\p{Zp}]{1,60}",
    ]
    .prop_filter("a note is not blank", |text| !text.trim().is_empty())
}

/// A name or a title: real ones of many scripts, words that are names, and whatever is long or odd.
fn name() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Ada",
        "Will",
        "Grace May",
        "O'Brien-Núñez",
        "Zoe\u{301} Bronte\u{308}",
        "محمد علي",
        "עידו לוי",
        "李小龍",
        "นภา ใจดี",
        "Анна Каренина",
        "J. R. R. Tolkien",
        "Dr. Ada Okafor, PhD",
        "Acme Inc.",
        "Head of 🚀 Growth 👩🏽‍💻",
        "C++ & Rust Engineer (m/f/d)",
        "{{ company }}",
    ]);
    let long = prop::sample::select(vec!["x", "é", "👩🏽‍💻 ", "ab cd ", "क्षि"]);
    prop_oneof![
        4 => known.prop_map(str::to_owned),
        1 => long.prop_map(|part| part.chars().cycle().take(200).collect::<String>().trim().to_owned()),
        1 => note(),
    ]
    .prop_filter("a greeting without a name looks the same", |name| !name.trim_start().starts_with(','))
}

/// Whether a cut before `c` would go through what is read as one character.
fn belongs_to_the_one_before(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E31}' | '\u{E34}'..='\u{E3A}')
}

/// Asserts that what `message` says of itself is so.
fn is_sound(message: &Message<'_>) -> Result<(), TestCaseError> {
    let text = message.to_text();
    for trace in ["  ", "Dear ,", "Hello ,"] {
        prop_assert!(!text.contains(trace), "{trace:?} in {text}");
    }
    let missing: Vec<_> = message.missing.iter().map(|missing| missing.element).collect();
    for report in &message.elements {
        prop_assert_eq!(report.present, report.span.is_some());
        prop_assert!(report.present || !report.required || missing.contains(&report.element), "{report:?} in {text}");
        let Some(span) = report.span else { continue };
        let text: Vec<char> = message.part(report.part).unwrap().chars().collect();
        prop_assert!(span.start < span.end && span.end <= text.len());
        for edge in [span.start, span.end] {
            prop_assert!(edge == text.len() || !belongs_to_the_one_before(text[edge]), "{report:?}");
        }
    }
    prop_assert_eq!(message.ready, message.elements.iter().all(|report| report.present || !report.required));
    Ok(())
}

/// Asserts that `message` is no longer than it may be.
fn is_short(message: &Message<'_>) -> Result<(), TestCaseError> {
    let most = match (message.channel, message.kind) {
        (Channel::Email, StepKind::ThankYou) => 180,
        (Channel::Email, _) => 120,
        (Channel::Phone, _) => 160,
        (Channel::Letter, _) => 90,
        (Channel::Linkedin, _) => usize::MAX,
    };
    let text = message.to_text();
    prop_assert!(message.words <= most, "{} words in {text}", message.words);
    prop_assert!(message.channel != Channel::Linkedin || text.chars().count() <= 300, "{text}");
    let spoken = message.voicemail.iter().map(|voicemail| voicemail.split_whitespace().count()).max();
    prop_assert!(spoken.unwrap_or_default() <= 75, "{text}");
    Ok(())
}

/// By every channel of `kind`.
fn hold(facts: &Facts, kind: StepKind, tone: Tone, attempt: usize) -> Result<(), TestCaseError> {
    for channel in ways(kind) {
        let message = render(&Request { channel, attempt, ..request(facts, kind, tone) }).unwrap();
        is_sound(&message)?;
        is_short(&message)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn anything_renders(
        names in [name(), name(), name(), name()],
        notes in prop::collection::vec(note(), 5),
        kind in prop::sample::select(StepKind::MESSAGES.to_vec()),
        tone in prop::sample::select(Tone::ALL.to_vec()),
        attempt in 0..4_usize,
        alone: bool,
    ) {
        let [contact, candidate, company, title] = names;
        let mut facts = rich();
        facts["contacts"][0]["name"] = json!(contact);
        facts["candidate"]["name"] = json!(candidate);
        facts["application"]["company"]["name"] = json!(company);
        facts["application"]["position"]["title"] = json!(title);
        facts["interviews"][0]["talking_points"] = json!([notes[0]]);
        facts["interviews"][0]["points_to_clarify"] = json!([notes[1]]);
        facts["candidate"]["strengths"] = json!([notes[2]]);
        facts["candidate"]["goals"] = json!([notes[3]]);
        facts["communications"][1]["answer"] = json!(notes[4]);
        if !alone {
            facts["interviews"][0]["interviewer_ids"] = json!(["ada", "ben"]);
        }
        hold(&read(&facts), kind, tone, attempt)?;
    }

    #[test]
    fn much_renders_as_well_as_little(
        points in prop::collection::vec(note(), 0..20),
        strengths in prop::collection::vec("[a-z ]{280,300}", 0..10),
        kind in prop::sample::select(StepKind::MESSAGES.to_vec()),
        tone in prop::sample::select(Tone::ALL.to_vec()),
    ) {
        let mut facts = rich();
        facts["interviews"][0]["talking_points"] = json!(points);
        facts["interviews"][0]["points_to_clarify"] = json!(points);
        let strengths = strengths.iter().map(|strength| format!("ten years of {strength}")).collect::<Vec<_>>();
        facts["candidate"]["strengths"] = json!(strengths);
        hold(&read(&facts), kind, tone, 0)?;
    }
}
