//! Whatever the facts, there is a message or a reason, and its spans are sound.

use messages::{Request, render};
use planning::{UsableChannel, Via};
use proptest::prelude::*;
use serde_json::json;

use crate::facts::{KINDS, TONES, read, request, rich};

/// A note or a name: plausible words in any order, or anything at all.
fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "the",
        "The",
        "Ada",
        "Ada's",
        "I",
        "I'd",
        "led",
        "Led",
        "team",
        "teams",
        "own",
        "owns",
        "Rust",
        "in",
        "to",
        "what",
        "What",
        "ten",
        "years",
        "of",
        "moving",
        "They",
        "Their",
        "Her",
        "is",
        "Acme",
        "Inc.",
        "...",
        "?",
        "-",
        "—",
        ":",
        "a.b",
        "日本語",
        "שלום",
        "é",
        "ﬁ",
        "İ",
        "ß",
        "🙂",
        "'s",
        "’s",
    ]);
    prop_oneof![
        4 => prop::collection::vec(words, 1..8).prop_map(|words| words.join(" ")),
        1 => "[^\\pC\\p{Zl}\\p{Zp}]{1,60}",
    ]
    .prop_filter("a name is not blank", |text| !text.trim().is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_renders(
        names in [text(), text(), text()],
        notes in prop::collection::vec(text(), 4),
        kind in prop::sample::select(KINDS.to_vec()),
        tone in prop::sample::select(TONES.to_vec()),
        alone: bool,
    ) {
        let [contact, candidate, company] = names;
        let mut facts = rich();
        facts["contacts"][0]["name"] = json!(contact);
        facts["candidate"]["name"] = json!(candidate);
        facts["application"]["company"]["name"] = json!(company);
        facts["interviews"][0]["talking_points"] = json!([notes[0]]);
        facts["interviews"][0]["points_to_clarify"] = json!([notes[1]]);
        facts["candidate"]["strengths"] = json!([notes[2]]);
        facts["candidate"]["goals"] = json!([notes[3]]);
        if !alone {
            facts["interviews"][0]["interviewer_ids"] = json!(["ada", "ben"]);
        }
        let facts = read(&facts);
        for &channel in messages::channels(kind) {
            for via in [Via::Direct, Via::Switchboard] {
                let request = Request { channel: UsableChannel { channel, via }, ..request(&facts, kind, tone) };
                let message = render(&request).unwrap();
                prop_assert!(!message.to_text().contains("  "));
                for report in &message.elements {
                    prop_assert_eq!(report.present, report.span.is_some());
                    if let Some(span) = report.span {
                        let length = message.part(report.part).unwrap().chars().count();
                        prop_assert!(span.start < span.end && span.end <= length);
                    }
                }
            }
        }
    }
}
