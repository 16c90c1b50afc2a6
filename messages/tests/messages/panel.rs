//! Several thank-yous for one interview.

use std::collections::HashSet;

use messages::{Element, Message, Request, Tone, render};
use planning::{Facts, StepKind};
use serde_json::json;

use crate::facts::{panel, read, request};

/// What `message` says in `element`, if it has it.
fn said(message: &Message<'_>, element: Element) -> Option<String> {
    let report = message.elements.iter().find(|report| report.element == element)?;
    let span = report.span?;
    Some(message.part(report.part).unwrap().chars().skip(span.start).take(span.end - span.start).collect())
}

fn thank_you<'f>(facts: &'f Facts, contact: &'f str, tone: Tone) -> Message<'f> {
    render(&Request { contact_id: Some(contact), ..request(facts, StepKind::ThankYou, tone) }).unwrap()
}

/// Asserts that the panel's thank-yous have no text of `elements` in common.
fn differ(facts: &Facts, elements: &[Element]) {
    for tone in Tone::ALL {
        let mut sentences = HashSet::new();
        for contact in &facts.contacts {
            let message = thank_you(facts, &contact.id, tone);
            for sentence in elements.iter().filter_map(|element| said(&message, *element)) {
                assert!(sentences.insert(sentence.clone()), "{sentence}");
            }
        }
    }
}

#[test]
fn thank_yous_for_one_panel_differ_in_substance_and_in_every_sentence() {
    let facts = read(&panel());
    differ(
        &facts,
        &[
            Element::Subject,
            Element::Thanks,
            Element::Point,
            Element::Interest,
            Element::Clarification,
            Element::FurtherInformation,
        ],
    );
    let points =
        ["the move to event sourcing", "the on-call rotation", "your approach to code review", "hiring in Lisbon"];
    let additions = ["Kafka", "May", "Swedish", "incident reviews"];
    for tone in Tone::ALL {
        for ((contact, point), addition) in ["ada", "ben", "eva", "dan"].into_iter().zip(points).zip(additions) {
            let message = thank_you(&facts, contact, tone);
            let body = message.body.as_deref().unwrap();
            assert!(message.ready && body.contains(point) && body.contains(addition), "{body}");
            assert_eq!(points.iter().filter(|other| body.contains(**other)).count(), 1, "{body}");
            assert_eq!(additions.iter().filter(|other| body.contains(**other)).count(), 1, "{body}");
        }
    }
}

#[test]
fn they_differ_in_wording_where_there_is_less_to_say_than_people_to_say_it_to() {
    let mut facts = panel();
    facts["interviews"][0]["talking_points"] = json!(["the move to event sourcing"]);
    facts["candidate"]["strengths"] = json!(["ten years of Rust"]);
    let elements = [Element::Subject, Element::Thanks, Element::Interest, Element::FurtherInformation];
    differ(&read(&facts), &elements);
    facts["candidate"]["strengths"] = json!(["Led a team of eight"]);
    differ(&read(&facts), &elements);
}

#[test]
fn interviewers_without_a_point_are_reported() {
    let mut facts = panel();
    facts["interviews"][0]["talking_points"] = json!(["the move to event sourcing"]);
    let facts = read(&facts);
    let ready = |contact| thank_you(&facts, contact, Tone::Neutral).ready;
    assert_eq!((ready("ada"), ready("ben"), ready("eva"), ready("dan")), (true, false, false, false));
}

#[test]
fn thanks_are_passed_on_by_name_where_there_is_one() {
    let mut facts = panel();
    facts["contacts"][2]["name"] = json!(null);
    let facts = read(&facts);
    let passed_on = |ids: &[&str]| {
        let request = Request { pass_on_to: ids, ..request(&facts, StepKind::ThankYou, Tone::Neutral) };
        let message = render(&request).unwrap();
        assert!(message.elements.iter().any(|report| report.element == Element::PassOn && report.present));
        assert!(message.ready, "{message:#?}");
        message.to_text()
    };
    assert!(passed_on(&["ben"]).contains("Please pass my thanks on to Ben Marsh as well."));
    assert!(passed_on(&["ben", "ada"]).contains("to Ben Marsh and Ada Okafor as well."));
    assert!(passed_on(&["ben", "eva"]).contains("to Ben Marsh and the others who took part as well."));
    assert!(passed_on(&["eva"]).contains("to the others who took part as well."));
    assert!(passed_on(&["ben", "ada", "dan"]).contains("to Ben Marsh, Ada Okafor and Dan Roe as well."));
    assert!(passed_on(&["nobody"]).contains("to the others who took part as well."));
}

#[test]
fn thank_yous_that_would_read_alike_are_reported() {
    let mut facts = panel();
    facts["contacts"] =
        (0..6).map(|index| json!({ "id": format!("c{index}"), "name": format!("Ada{index} Roe") })).collect();
    facts["interviews"][0]["interviewer_ids"] = (0..6).map(|index| format!("c{index}")).collect();
    facts["interviews"][0]["points_to_clarify"] = json!([]);
    let alike = |points: usize| {
        let mut facts = facts.clone();
        facts["interviews"][0]["talking_points"] = ["Peru", "Chile", "Cuba", "Fiji", "Malta", "Nepal"][..points]
            .iter()
            .map(|place| format!("the plan for {place}"))
            .collect();
        let facts = read(&facts);
        let request = Request { contact_id: Some("c5"), ..request(&facts, StepKind::ThankYou, Tone::Neutral) };
        let missing = render(&request).unwrap().missing;
        missing.iter().any(|missing| {
            missing.pointer == "/interviews/0/talking_points" && missing.text.contains("reads like that to a colleague")
        })
    };
    assert!(alike(0), "the wordings come round again");
    assert!(!alike(6), "everybody has a point of their own");
}
