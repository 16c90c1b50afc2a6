//! Notes as people write them: woven in for what they are, or left out with word of what to write instead.

use messages::{Message, Tone, render};
use planning::StepKind;
use serde_json::{Map, Value, json};

use crate::facts::{read, request, rich};

const NOTES: &str = include_str!("../notes/notes.json");

fn notes(kind: &str) -> Map<String, Value> {
    let all: Value = serde_json::from_str(NOTES).unwrap();
    all[kind].as_object().unwrap().clone()
}

/// The words by which a note that is left out is told to be of a kind.
fn reported(kind: &str) -> &'static str {
    match kind {
        "note_private" => "no matter for a message",
        "note_reminder" => "it is a reminder",
        "note_question" => "it is a question",
        "note_unfinished" => "it breaks off",
        "note_passage" => "too long for one sentence",
        "note_description" => "what somebody is like",
        "note_oneself" => "it is about the candidate",
        "note_link" => "it has a link",
        "note_emoticon" => "it has an emoticon",
        "note_trait" => "anybody can say it",
        other => panic!("{other} is no kind of note"),
    }
}

#[track_caller]
fn check(message: &Message<'_>, note: &str, expected: &str, pointer: &str) {
    let text = message.to_text();
    let finding = message.missing.iter().find(|missing| missing.pointer == pointer);
    if expected.starts_with("note_") {
        let finding = finding.unwrap_or_else(|| panic!("{note:?} isn't reported: {text}"));
        assert!(finding.text.contains(reported(expected)), "{note:?}: {finding:?}");
        let bare = note.trim_end_matches(['?', '!', '.']).to_lowercase();
        assert!(!text.to_lowercase().contains(&bare), "{note:?} in {text}");
    } else {
        assert!(text.contains(expected), "{note:?}: no {expected:?} in {text}");
        let aside = expected.ends_with("as well");
        assert_eq!(finding.is_some(), aside, "{note:?}: {finding:?}");
        assert!(!aside || !text.contains("That "), "an aside is no reason for interest: {text}");
    }
}

#[test]
fn there_are_notes_of_all_kinds() {
    assert!(["talking_points", "strengths", "goals"].into_iter().map(|kind| notes(kind).len()).sum::<usize>() >= 80);
}

#[test]
fn notes_are_woven_in_or_left_out_with_a_finding() {
    for tone in Tone::ALL {
        for (note, expected) in notes("talking_points") {
            let mut facts = rich();
            facts["interviews"][0]["talking_points"] = json!([note]);
            let facts = read(&facts);
            let message = render(&request(&facts, StepKind::ThankYou, tone)).unwrap();
            check(&message, &note, expected.as_str().unwrap(), "/interviews/0/talking_points/0");
        }
        for (note, expected) in notes("strengths") {
            let mut facts = rich();
            facts["candidate"]["strengths"] = json!([note]);
            let facts = read(&facts);
            let message = render(&request(&facts, StepKind::ThankYou, tone)).unwrap();
            check(&message, &note, expected.as_str().unwrap(), "/candidate/strengths/0");
        }
        for (note, expected) in notes("goals") {
            let mut facts = rich();
            facts["candidate"]["strengths"] = json!([]);
            facts["candidate"]["goals"] = json!([note]);
            let facts = read(&facts);
            let message = render(&request(&facts, StepKind::ThankYou, tone)).unwrap();
            check(&message, &note, expected.as_str().unwrap(), "/candidate/goals/0");
        }
    }
}

#[test]
fn a_note_that_is_left_out_makes_way_for_one_that_is_not() {
    let mut facts = rich();
    facts["interviews"][0]["talking_points"] = json!(["Her dog!", "Q3 roadmap??", "the on-call rota"]);
    let facts = read(&facts);
    let message = render(&request(&facts, StepKind::ThankYou, Tone::Neutral)).unwrap();
    let text = message.to_text();
    assert!(message.ready && text.contains("the on-call rota") && !text.contains("dog"), "{text}");
    assert_eq!(message.missing.len(), 2, "{:?}", message.missing);
}

#[test]
fn an_aside_is_for_thanks_alone() {
    let mut facts = rich();
    facts["interviews"][0]["talking_points"] = json!(["Her dog!"]);
    let facts = read(&facts);
    for kind in [StepKind::CheckIn, StepKind::FinalAttempt, StepKind::StayInTouch] {
        let text = render(&request(&facts, kind, Tone::Warm)).unwrap().to_text();
        assert!(!text.contains("dog"), "{text}");
    }
}
