//! Several thank-yous for one interview.

use std::collections::HashSet;

use messages::{Element, Request, Tone, render};
use planning::StepKind;
use serde_json::{Value, json};

use crate::facts::{TONES, read, request, rich};

fn panel() -> Value {
    let mut facts = rich();
    facts["interviews"][0]["interviewer_ids"] = json!(["ada", "ben", "eva"]);
    facts["interviews"][0]["talking_points"] =
        json!(["the move to event sourcing", "Eva's approach to code review", "the on-call rotation"]);
    facts
}

#[test]
fn thank_yous_for_one_panel_differ_in_substance_and_in_every_sentence() {
    let facts = read(&panel());
    let points = ["event sourcing", "on-call rotation", "your approach to code review"];
    for tone in TONES {
        let mut sentences = HashSet::new();
        for (contact, point) in ["ada", "ben", "eva"].into_iter().zip(points) {
            let message =
                render(&Request { contact_id: Some(contact), ..request(&facts, StepKind::ThankYou, tone) }).unwrap();
            let body = message.body.as_deref().unwrap();
            assert!(message.ready && body.contains(point), "{body}");
            assert_eq!(points.iter().filter(|other| body.contains(**other)).count(), 1, "{body}");
            for element in [Element::Thanks, Element::Point, Element::Interest] {
                let span = message.elements.iter().find(|report| report.element == element).unwrap().span.unwrap();
                let sentence: String = body.chars().skip(span.start).take(span.end - span.start).collect();
                assert!(sentences.insert(sentence.clone()), "{sentence}");
            }
        }
    }
}

#[test]
fn whoever_got_no_point_is_reported() {
    let mut facts = panel();
    facts["interviews"][0]["talking_points"] = json!(["the move to event sourcing"]);
    let facts = read(&facts);
    let ready = |contact| {
        let request = Request { contact_id: Some(contact), ..request(&facts, StepKind::ThankYou, Tone::Neutral) };
        render(&request).unwrap().ready
    };
    assert_eq!((ready("ada"), ready("ben"), ready("eva")), (true, false, false));
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
    assert!(passed_on(&["nobody"]).contains("to the others who took part as well."));
}

#[test]
fn thank_yous_that_would_read_alike_are_reported() {
    let mut facts = panel();
    facts["contacts"] =
        (0..6).map(|index| json!({ "id": format!("c{index}"), "name": format!("Ada{index} Roe") })).collect();
    facts["interviews"][0]["interviewer_ids"] = (0..6).map(|index| format!("c{index}")).collect();
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
