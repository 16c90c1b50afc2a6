//! What messages say of days before and after the moment they are written at, and whom they can reach.

use messages::{Message, Request, Tone, render};
use planning::{Facts, StepKind, UsableChannel, Via, facts::Channel};
use serde_json::{Value, json};

use crate::facts::{by, read, request, rich, ways};

/// An application with an interview on 10 November and another on 4 December, as of 28 November.
fn between_two() -> Value {
    json!({
        "as_of": "2026-11-28T20:00:00Z",
        "candidate": { "name": "Ada Okafor", "email": "ada@example.com", "phone": "+1 212 555 0100",
                       "strengths": ["ten years of support"] },
        "application": { "company": { "name": "Acme" }, "position": { "title": "Clerk" }, "time_zone": "America/New_York" },
        "contacts": [{ "id": "c", "name": "Erin Walsh", "email": "erin@example.com", "role": "hiring_manager" }],
        "interviews": [
            { "id": "i0", "starts_at": "2026-11-10T15:00:00Z", "ends_at": "2026-11-10T16:00:00Z",
              "interviewer_ids": ["c"], "talking_points": ["the batch"] },
            { "id": "i", "starts_at": "2026-12-04T15:00:00Z", "ends_at": "2026-12-04T16:00:00Z",
              "interviewer_ids": ["c"] },
        ],
    })
}

fn only_ahead() -> Value {
    let mut facts = between_two();
    facts["interviews"].as_array_mut().unwrap().remove(0);
    facts
}

/// The texts of `kind` by every channel in every tone.
fn texts(facts: &Value, kind: StepKind) -> Vec<String> {
    let facts: Facts = read(facts);
    let mut texts = Vec::new();
    for channel in ways(kind) {
        for tone in Tone::ALL {
            for interview_id in [None, facts.interviews.last().map(|interview| &*interview.id)] {
                let request = Request { channel, interview_id, ..request(&facts, kind, tone) };
                let message = render(&request).unwrap();
                assert!(message.ready, "{kind:?} {channel:?}: {:?}", message.missing);
                texts.push(message.to_text());
            }
        }
    }
    texts
}

#[track_caller]
pub fn each(facts: &Value, kind: StepKind, says: &[&str], never: &[&str]) {
    for text in texts(facts, kind) {
        for word in says {
            assert!(text.contains(word), "no {word:?} in {text}");
        }
        for word in never {
            assert!(!text.contains(word), "{word:?} in {text}");
        }
    }
}

#[test]
fn nobody_is_thanked_for_an_interview_still_to_come() {
    for kind in [StepKind::RejectionThanks, StepKind::StayInTouch, StepKind::OfferThanks] {
        let mut facts = between_two();
        let outcome = if kind == StepKind::OfferThanks { "offered" } else { "rejected" };
        facts["application"]["outcome"] = json!({ "kind": outcome, "at": "2026-11-28T15:00:00Z" });
        each(&facts, kind, &[], &["December"]);
        facts["interviews"].as_array_mut().unwrap().remove(0);
        each(&facts, kind, &[], &["December", "talk", "spoke", "conversation"]);
    }
}

#[test]
fn a_withdrawal_calls_off_what_is_still_to_come() {
    for elsewhere in [false, true] {
        for mut facts in [between_two(), only_ahead()] {
            if elsewhere {
                facts["application"]["accepted_elsewhere_at"] = json!("2026-11-28T15:00:00Z");
            }
            each(&facts, StepKind::WithdrawalNote, &["and cancel our interview on", "4 December"], &["time on Friday"]);
            facts["interviews"].as_array_mut().unwrap().last_mut().unwrap()["status"] = json!("cancelled");
            each(&facts, StepKind::WithdrawalNote, &[], &["cancel", "December"]);
        }
    }
    let mut facts = between_two();
    facts["interviews"][1]["interviewer_ids"] = json!([]);
    each(&facts, StepKind::WithdrawalNote, &["and cancel my interview on"], &[]);
    facts["application"]["outcome"] = json!({ "kind": "offered", "at": "2026-11-28T15:00:00Z" });
    each(&facts, StepKind::WithdrawalNote, &["I would also like to cancel my interview on"], &[]);
}

#[test]
fn another_offer_came_since_the_interview_or_not() {
    let offered = |facts: Value, at: &str| {
        let mut facts = facts;
        facts["application"]["competing_offers"] =
            json!([{ "id": "o", "at": at, "respond_by": "2026-12-11T20:00:00Z" }]);
        facts
    };
    let after = offered(between_two(), "2026-11-20T15:00:00Z");
    each(&after, StepKind::CompetingOffer, &["10 November"], &["4 December", "second interview"]);
    assert!(texts(&after, StepKind::CompetingOffer)[0].contains("Since then"));
    let before = offered(between_two(), "2026-11-09T15:00:00Z");
    each(&before, StepKind::CompetingOffer, &["nother employer"], &["Since then"]);
    let ahead = offered(only_ahead(), "2026-11-20T15:00:00Z");
    let planned = ["ur interview for the Clerk position", "is planned for", "4 December"];
    let warm = |text: &String| text.replace("Clerk role", "Clerk position");
    for text in texts(&ahead, StepKind::CompetingOffer).iter().map(warm) {
        assert!(planned.iter().all(|words| text.contains(words)) && !text.contains("Since then"), "{text}");
    }
}

#[test]
fn each_of_several_offers_names_its_own_date() {
    let mut facts = between_two();
    facts["application"]["competing_offers"] = json!([
        { "id": "a", "at": "2026-11-20T15:00:00Z", "respond_by": "2026-12-11T20:00:00Z" },
        { "id": "b", "at": "2026-11-21T15:00:00Z", "respond_by": "2026-12-14T20:00:00Z" },
        { "id": "c", "at": "2026-11-22T15:00:00Z" },
    ]);
    let facts = read(&facts);
    for (id, date) in [(None, Some("11 December")), (Some("b"), Some("14 December")), (Some("c"), None)] {
        let request = Request { competing_offer_id: id, ..request(&facts, StepKind::CompetingOffer, Tone::Neutral) };
        let text = render(&request).unwrap().to_text();
        match date {
            Some(date) => assert!(text.contains(date), "{text}"),
            None => assert!(text.contains("made me an offer") && !text.contains("December"), "{text}"),
        }
    }
}

#[test]
fn nothing_is_promised_or_asked_for_by_a_day_that_has_passed() {
    let mut facts = between_two();
    facts["application"]["competing_offers"] =
        json!([{ "id": "o", "at": "2026-11-20T15:00:00Z", "respond_by": "2026-11-27T20:00:00Z" }]);
    each(&facts, StepKind::CompetingOffer, &["offer"], &["27 November", "by then"]);
    facts["application"]["outcome"] =
        json!({ "kind": "offered", "at": "2026-11-24T15:00:00Z", "respond_by": "2026-11-27T20:00:00Z" });
    each(&facts, StepKind::OfferThanks, &["my answer is late"], &["27 November", "do you need my"]);
    let mut facts = between_two();
    facts["interviews"].as_array_mut().unwrap().truncate(1);
    facts["interviews"][0]["respond_by"] = json!("2026-11-27T20:00:00Z");
    each(&facts, StepKind::Respond, &["I am sorry to be late with this."], &[]);
    facts["as_of"] = json!("2026-11-27T15:00:00Z");
    each(&facts, StepKind::Respond, &[], &["sorry"]);
}

#[test]
fn a_voicemail_says_which_position_it_is_about() {
    let facts = read(&rich());
    let call = |facts, tone| Request { channel: by(Channel::Phone), ..request(facts, StepKind::CompetingOffer, tone) };
    for tone in Tone::ALL {
        let voicemail = render(&call(&facts, tone)).unwrap().voicemail.unwrap();
        assert!(voicemail.contains("your position") && !voicemail.contains("this one"), "{voicemail}");
    }
    let mut agency = between_two();
    agency["application"]["competing_offers"] = json!([{ "id": "o", "at": "2026-11-20T15:00:00Z" }]);
    agency["contacts"][0]["role"] = json!("agency_recruiter");
    let agency = read(&agency);
    let voicemail = render(&call(&agency, Tone::Neutral)).unwrap().voicemail.unwrap();
    assert!(voicemail.contains("interested in the position at Acme"), "{voicemail}");
}

/// The message that goes this way, and what is missing of its way.
#[track_caller]
fn barred(facts: &Value, channel: UsableChannel, pointer: &str) {
    let facts = read(facts);
    let request = Request { channel, ..request(&facts, StepKind::CheckIn, Tone::Neutral) };
    let message: Message<'_> = render(&request).unwrap();
    assert!(!message.ready, "{pointer}");
    assert!(message.missing.iter().any(|missing| missing.pointer == pointer), "{:?}", message.missing);
    if pointer.starts_with("/contacts") {
        assert_eq!(message.recipient.address, None, "{pointer}");
    }
}

#[test]
fn a_message_that_would_not_arrive_has_no_address_and_is_not_ready() {
    for (channel, word) in [(Channel::Email, "email"), (Channel::Phone, "phone"), (Channel::Letter, "letter")] {
        let mut facts = rich();
        facts["contacts"][0]["undeliverable"] = json!([word]);
        barred(&facts, by(channel), "/contacts/0/undeliverable");
        let mut facts = rich();
        facts["contacts"][0]["left"] = json!(true);
        barred(&facts, by(channel), "/contacts/0/left");
        let mut facts = rich();
        facts["application"]["forbidden_channels"] = json!([word]);
        barred(&facts, by(channel), "/application/forbidden_channels");
    }
    let mut facts = rich();
    facts["contacts"][0]["undeliverable"] = json!(["phone"]);
    let facts = read(&facts);
    let switchboard = UsableChannel { channel: Channel::Phone, via: Via::Switchboard };
    for channel in [by(Channel::Email), switchboard] {
        let message = render(&Request { channel, ..request(&facts, StepKind::CheckIn, Tone::Neutral) }).unwrap();
        assert!(message.ready && message.recipient.address.is_some(), "{:?}", message.missing);
    }
}
