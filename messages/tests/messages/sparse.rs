//! What happens where little is known.

use messages::{Element, Message, Request, Tone, render};
use planning::{
    Facts, StepKind, UsableChannel, Via,
    facts::{Channel, Culture},
};
use serde_json::{Value, json};

use crate::facts::{by, read, request, rich, rich_no_show, ways};

/// An application of which only the necessary is known.
fn bare() -> Value {
    json!({
        "application": {
            "company": { "name": "Meridian Labs" }, "position": { "title": "Staff Engineer" }, "time_zone": "UTC",
        },
    })
}

#[track_caller]
fn lacks(message: &Message<'_>, element: Element, pointer: &str) {
    let found = message.missing.iter().find(|missing| missing.element == element && missing.pointer == pointer);
    let found = found.unwrap_or_else(|| panic!("{element:?} at {pointer} in {:#?}", message.missing));
    assert!(found.text.ends_with('.'), "{found:?}");
    assert!(message.elements.iter().all(|report| report.element != element || !report.present));
}

fn without(pointer: &str) -> Facts {
    let mut facts = rich();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    facts.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(key).unwrap();
    read(&facts)
}

#[test]
fn with_nothing_known_messages_still_make_sense_but_are_not_ready() {
    let facts = read(&bare());
    for kind in StepKind::MESSAGES {
        for channel in ways(kind) {
            for tone in Tone::ALL {
                let message = render(&Request { channel, ..request(&facts, kind, tone) }).unwrap();
                let text = message.to_text();
                assert!(!message.ready, "{text}");
                assert!(!message.missing.is_empty());
                for trace in ["[", "{", "None", "none", "undefined", "  ", " ,", "..", "Dear ,", "Hello ,"] {
                    assert!(!text.contains(trace), "{trace:?} in {text}");
                }
                assert!(message.missing.iter().any(|missing| missing.pointer == "/contacts"), "{message:#?}");
            }
        }
    }
}

#[test]
fn no_name_to_sign_with() {
    let facts = without("/candidate/name");
    let message = render(&request(&facts, StepKind::ThankYou, Tone::Neutral)).unwrap();
    lacks(&message, Element::SignOff, "/candidate/name");
    assert!(!message.ready && !message.to_text().contains("regards"));
    let request = Request { channel: by(Channel::Phone), ..request(&facts, StepKind::CheckIn, Tone::Neutral) };
    let message = render(&request).unwrap();
    lacks(&message, Element::Introduction, "/candidate/name");
    assert!(!message.ready);
}

#[test]
fn no_number_to_call_back() {
    let facts = without("/candidate/phone");
    let request = Request { channel: by(Channel::Phone), ..request(&facts, StepKind::CheckIn, Tone::Neutral) };
    let message = render(&request).unwrap();
    lacks(&message, Element::CallBack, "/candidate/phone");
    assert!(!message.ready && !message.to_text().contains("call me back"));
}

#[test]
fn an_address_is_contact_enough() {
    let message_without = |facts: &Facts| render(&request(facts, StepKind::ThankYou, Tone::Neutral)).unwrap().ready;
    assert!(message_without(&without("/candidate/phone")));
    assert!(message_without(&without("/candidate/email")));
    let mut facts = rich();
    facts["candidate"] = json!({ "name": "Grace Lindqvist", "strengths": ["ten years of Rust"] });
    let facts = read(&facts);
    let message = render(&request(&facts, StepKind::ThankYou, Tone::Neutral)).unwrap();
    lacks(&message, Element::SignOff, "/candidate/phone");
}

#[test]
fn no_name_to_greet() {
    let facts = without("/contacts/0/name");
    for (tone, greeting) in
        [(Tone::Formal, "Dear Hiring Team,"), (Tone::Neutral, "Dear Hiring Team,"), (Tone::Warm, "Hello,")]
    {
        let message = render(&request(&facts, StepKind::ThankYou, tone)).unwrap();
        assert!(message.body.as_ref().unwrap().starts_with(greeting), "{}", message.to_text());
        lacks(&message, Element::Recipient, "/contacts/0/name");
        assert!(!message.ready);
    }
}

#[test]
fn no_talking_point() {
    let facts = without("/interviews/0/talking_points");
    let message = render(&request(&facts, StepKind::ThankYou, Tone::Neutral)).unwrap();
    lacks(&message, Element::Point, "/interviews/0/talking_points");
    assert!(!message.ready, "a thank-you says something specific");
    let message = render(&request(&facts, StepKind::CheckIn, Tone::Neutral)).unwrap();
    lacks(&message, Element::Point, "/interviews/0/talking_points");
    assert!(message.ready, "a check-in can do without");
}

#[test]
fn no_strength_and_no_goal() {
    let mut facts = rich();
    facts["candidate"]["strengths"] = json!([]);
    let with_goal = read(&facts);
    assert!(render(&request(&with_goal, StepKind::ThankYou, Tone::Neutral)).unwrap().ready);
    facts["candidate"]["goals"] = json!([]);
    let facts = read(&facts);
    for kind in [StepKind::ThankYou, StepKind::CheckIn] {
        let message = render(&request(&facts, kind, Tone::Neutral)).unwrap();
        lacks(&message, Element::Interest, "/candidate/strengths");
        let text = message.to_text();
        assert!(!message.ready && (text.contains("interest") || text.contains("join")), "{text}");
    }
}

#[test]
fn no_answer() {
    let mut facts = rich();
    facts["communications"][1]["answer"] = json!(null);
    let fallback = read(&facts);
    let message = render(&request(&fallback, StepKind::Answer, Tone::Neutral)).unwrap();
    assert!(message.ready && message.to_text().contains("Kafka"), "what was left unclear is the next best thing");
    facts["interviews"][0]["points_to_clarify"] = json!([]);
    let facts = read(&facts);
    let message = render(&request(&facts, StepKind::Answer, Tone::Neutral)).unwrap();
    lacks(&message, Element::Answer, "/communications/1/answer");
    assert!(!message.ready);
}

#[test]
fn no_address_to_send_to() {
    for (channel, gone) in [
        (by(Channel::Email), "/contacts/0/email"),
        (by(Channel::Phone), "/contacts/0/phone"),
        (by(Channel::Letter), "/application/company/postal_address"),
        (UsableChannel { channel: Channel::Phone, via: Via::Switchboard }, "/application/company/main_phone"),
    ] {
        let facts = without(gone);
        let message = render(&Request { channel, ..request(&facts, StepKind::CheckIn, Tone::Neutral) }).unwrap();
        assert_eq!(message.recipient.address, None);
        assert!(message.missing.iter().any(|missing| missing.pointer == gone), "{:#?}", message.missing);
    }
}

#[test]
fn an_employer_who_did_not_come_is_thanked_for_no_interview_and_not_blamed() {
    let facts = read(&rich_no_show());
    for kind in [StepKind::RescheduleRequest, StepKind::RejectionThanks, StepKind::WithdrawalNote, StepKind::Answer] {
        for channel in ways(kind) {
            for tone in Tone::ALL {
                let text = render(&Request { channel, ..request(&facts, kind, tone) }).unwrap().to_text();
                for word in [
                    "conversation on",
                    "we spoke on",
                    "enjoyed",
                    "time you gave",
                    "did not",
                    "waited",
                    "event sourcing",
                ] {
                    assert!(!text.contains(word), "{word:?} in {text}");
                }
            }
        }
    }
}

#[test]
fn somebody_who_was_not_there_is_not_told_we_spoke() {
    let mut facts = rich();
    facts["interviews"][0]["interviewer_ids"] = json!(["ben"]);
    let facts = read(&facts);
    for kind in StepKind::MESSAGES.into_iter().filter(|kind| *kind != StepKind::RescheduleRequest) {
        for channel in ways(kind) {
            for tone in Tone::ALL {
                let message = render(&Request { channel, ..request(&facts, kind, tone) }).unwrap();
                let text = message.to_text();
                assert!(message.ready, "{message:#?}");
                for claim in [
                    "e spoke",
                    "e talked",
                    "our conversation",
                    "with you on",
                    "you gave me",
                    "talk with me",
                    "talking with me",
                ] {
                    assert!(!text.contains(claim), "{claim:?} in {text}");
                }
            }
        }
    }
}

#[test]
fn nobody_is_thanked_for_an_interview_that_did_not_take_place() {
    let facts = read(&rich_no_show());
    for channel in ways(StepKind::ThankYou) {
        let message = render(&Request { channel, ..request(&facts, StepKind::ThankYou, Tone::Warm) }).unwrap();
        lacks(&message, Element::Thanks, "/interviews");
        assert!(!message.ready && !message.to_text().contains("enjoyed"), "{}", message.to_text());
    }
}

#[test]
fn unknown_people_and_interviews_are_refused() {
    let facts = read(&rich());
    let stranger = Request { contact_id: Some("nobody"), ..request(&facts, StepKind::ThankYou, Tone::Neutral) };
    assert_eq!(render(&stranger).unwrap_err().to_string(), "no contact has the id \"nobody\"");
    let elsewhere = Request { interview_id: Some("i9"), ..request(&facts, StepKind::ThankYou, Tone::Neutral) };
    assert_eq!(render(&elsewhere).unwrap_err().to_string(), "no interview has the id \"i9\"");
}

#[test]
fn the_tone_follows_the_company() {
    let mut facts = read(&rich());
    for (culture, tone) in
        [(Culture::Formal, Tone::Formal), (Culture::Neutral, Tone::Neutral), (Culture::Informal, Tone::Warm)]
    {
        facts.application.company.culture = culture;
        let request = Request { tone: None, ..request(&facts, StepKind::ThankYou, Tone::Formal) };
        assert_eq!(render(&request).unwrap().tone, tone);
    }
}
