//! What messages say, and never say, in circumstances of their own.

use messages::{Message, Request, Tone, render};
use planning::{Facts, StepKind, UsableChannel, facts::Channel};
use serde_json::{Value, json};

use crate::facts::{by, panel, read, request, rich, rich_no_show, rich_with_reply, ways};

/// What no message should contain.
const BANNED: &[&str] = &[
    "build on ten years of building",
    "how do things stand",
    "how things stand",
    "matters stand",
    "may i ask",
    "has not faded",
    "hasn't faded",
    "has not lessened",
    "time has not made",
    "least of all",
    "my mind",
    "my thoughts have",
    "to complete the picture",
    "for the full picture",
    "add to that",
    "worth a mention",
    "i would gladly",
    "i thank you for",
    "all the same",
    "glad of a word",
    "suits me better",
    "a step towards",
    "step in that direction",
    "one day i want",
    "longer-term aim",
    "find my feet",
    "you replied to me",
    "leave it with you",
    "just checking in",
    "somebody",
    "diary",
    "has passed",
    "still waiting",
    "as yet",
];

fn said(request: &Request<'_>) -> String {
    let message = render(request).unwrap();
    format!("{}\n\n{}", message.subject.as_deref().unwrap_or_default(), message.to_text())
}

/// Every text about `facts` of `kind`, by every channel in every tone, thrice.
fn all(facts: &Facts, kind: StepKind) -> Vec<(UsableChannel, Tone, String)> {
    let mut texts = Vec::new();
    for channel in ways(kind) {
        for tone in Tone::ALL {
            for attempt in 0..3 {
                let request = Request { channel, attempt, ..request(facts, kind, tone) };
                texts.push((channel, tone, said(&request)));
            }
        }
    }
    texts
}

#[track_caller]
fn each(facts: &Value, kind: StepKind, says: &[&str], never: &[&str]) {
    for (channel, tone, text) in all(&read(facts), kind) {
        let small = text.to_lowercase();
        for word in says {
            assert!(small.contains(&word.to_lowercase()), "{channel:?} {tone:?}: no {word:?} in {text}");
        }
        for word in never {
            assert!(!small.contains(&word.to_lowercase()), "{channel:?} {tone:?}: {word:?} in {text}");
        }
    }
}

/// The third interview; Ada led all of them.
fn third_round() -> Value {
    let mut facts = rich();
    let earlier = |id: &str, day: &str| {
        json!({ "id": id, "starts_at": format!("{day}T15:00:00Z"), "ends_at": format!("{day}T16:00:00Z"),
                "status": "completed", "interviewer_ids": ["ada"] })
    };
    let interviews = facts["interviews"].as_array_mut().unwrap();
    interviews.extend([earlier("i2", "2026-02-24"), earlier("i3", "2026-03-03")]);
    facts
}

fn assignment() -> Value {
    let mut facts = rich();
    facts["interviews"][0]["kind"] = json!("assignment");
    facts["interviews"][0]["starts_at"] = json!("2026-03-09T15:00:00Z");
    facts["interviews"][0]["ends_at"] = json!("2026-03-12T15:00:00Z");
    facts["interviews"][0]["respond_by"] = json!("2026-03-16T15:00:00Z");
    facts
}

fn agency() -> Value {
    let mut facts = rich();
    facts["contacts"][0]["role"] = json!("agency_recruiter");
    facts["interviews"][0]["interviewer_ids"] = json!(["ben"]);
    facts
}

fn with_outcome(outcome: Value) -> Value {
    let mut facts = rich();
    facts["application"]["outcome"] = outcome;
    facts
}

#[test]
fn nothing_banned_is_said_anywhere() {
    let offered = with_outcome(json!({ "kind": "offered", "at": "2026-03-25T15:00:00Z" }));
    for facts in [rich(), rich_with_reply(), panel(), third_round(), assignment(), agency(), rich_no_show(), offered] {
        let facts = read(&facts);
        for kind in StepKind::MESSAGES {
            for (channel, tone, text) in all(&facts, kind) {
                let small = text.to_lowercase();
                for phrase in BANNED {
                    assert!(!small.contains(phrase), "{kind:?} {channel:?} {tone:?}: {phrase:?} in {text}");
                }
            }
        }
    }
}

#[test]
fn another_offer_is_told_without_a_name_or_a_threat() {
    let never = ["unless", "otherwise", "have to accept", "deadline", "must"];
    each(&rich(), StepKind::CompetingOffer, &["offer", "27 March", "Staff Engineer"], &never);
    each(&agency(), StepKind::CompetingOffer, &["offer", "27 March", "Meridian Labs"], &["you decide", "join you"]);
    let mut facts = rich();
    facts["application"]["competing_offers"][0]["respond_by"] = Value::Null;
    each(&facts, StepKind::CompetingOffer, &["offer"], &["by then"]);
}

#[test]
fn a_last_message_says_so_and_names_their_date() {
    let saying = |text: &str| ["last message", "last time"].iter().any(|words| text.contains(words));
    for facts in [rich(), rich_with_reply(), third_round(), assignment(), agency()] {
        for (channel, tone, text) in all(&read(&facts), StepKind::FinalAttempt) {
            assert!(saying(&text), "{channel:?} {tone:?}: {text}");
            assert!(text.contains("20 March"), "{channel:?} {tone:?}: {text}");
            let voicemail = text.split("leave this voicemail").nth(1);
            assert!(voicemail.is_none_or(saying), "{text}");
        }
    }
}

#[test]
fn a_third_interview_knows_of_the_first_two() {
    let facts = read(&third_round());
    for tone in Tone::ALL {
        let text = said(&request(&facts, StepKind::ThankYou, tone));
        assert!(text.contains("our earlier interviews on 24 February and 3 March"), "{text}");
    }
    each(&third_round(), StepKind::CheckIn, &["third interview"], &[]);
    let mut other = third_round();
    other["interviews"][2]["status"] = json!("cancelled");
    other["interviews"][1]["interviewer_ids"] = json!(["ben"]);
    let other = read(&other);
    let text = said(&request(&other, StepKind::ThankYou, Tone::Neutral));
    assert!(text.contains("the earlier interview on 24 February"), "{text}");
}

#[test]
fn an_assignment_is_no_conversation() {
    let never = ["conversation", "speaking with", "talking with", "we spoke", "we talked", "discussion", "interview"];
    for kind in [StepKind::ThankYou, StepKind::CheckIn, StepKind::FinalAttempt, StepKind::Respond] {
        each(&assignment(), kind, &["assignment"], &never);
        for (channel, _, text) in all(&read(&assignment()), kind) {
            let short = matches!(channel.channel, Channel::Linkedin | Channel::Phone);
            assert!(short || text.contains("Thursday, 12 March"), "{text}");
        }
    }
}

#[test]
fn an_agency_is_not_asked_to_hire() {
    let never =
        ["join you", "working with you", "you expect to decide", "you decide", "you will decide", "when will you"];
    for kind in StepKind::MESSAGES.into_iter().filter(|kind| *kind != StepKind::RescheduleRequest) {
        each(&agency(), kind, &[], &never);
    }
    for kind in [StepKind::CheckIn, StepKind::FinalAttempt] {
        for (channel, _, text) in all(&read(&agency()), kind) {
            let asks = ["Meridian Labs", "they decide"].iter().any(|asked| text.contains(asked));
            assert!(asks || channel.channel == Channel::Linkedin, "{text}");
        }
    }
    each(&agency(), StepKind::ThankYou, &[], &["time to talk", "thank you for your time on"]);
    for tone in Tone::ALL {
        let text = said(&request(&read(&agency()), StepKind::ThankYou, tone));
        assert!(text.contains("arranging") || text.contains("setting"), "{text}");
    }
}

#[test]
fn within_the_hour_the_first_question_is_whether_this_is_the_right_place() {
    for (medium, asked) in [("phone", "number"), ("video", "link"), ("in_person", "room")] {
        let mut facts = rich_no_show();
        facts["as_of"] = json!("2026-03-10T18:15:00Z");
        facts["interviews"][0]["medium"] = json!(medium);
        each(&facts, StepKind::RescheduleRequest, &[asked, "right", "14:00"], &["missed each other", "new date"]);
        facts["candidate"]["time_zone"] = json!("Europe/Berlin");
        each(&facts, StepKind::RescheduleRequest, &["14:00 (New York time)"], &[]);
        facts["as_of"] = json!("2026-03-10T20:00:00Z");
        for tone in Tone::ALL {
            let text = said(&request(&read(&facts), StepKind::RescheduleRequest, tone));
            assert!(text.contains("new date") && !text.contains("14:00"), "{text}");
        }
    }
}

#[test]
fn an_offer_is_declined_and_not_an_application_withdrawn() {
    let offered = with_outcome(json!({ "kind": "offered", "at": "2026-03-25T15:00:00Z" }));
    each(&offered, StepKind::WithdrawalNote, &["declin"], &["withdraw"]);
    each(&rich(), StepKind::WithdrawalNote, &["withdraw"], &["another position", "declin"]);
    let mut elsewhere = rich();
    elsewhere["application"]["accepted_elsewhere_at"] = json!("2026-03-26T15:00:00Z");
    each(&elsewhere, StepKind::WithdrawalNote, &["accepted another position", "withdraw"], &[]);
}

#[test]
fn an_offer_with_a_date_is_answered_by_it() {
    let offer = json!({ "kind": "offered", "at": "2026-03-25T15:00:00Z", "respond_by": "2026-03-31T15:00:00Z" });
    each(
        &with_outcome(offer),
        StepKind::OfferThanks,
        &["by Tuesday, 31 March"],
        &["when do you need", "when you need"],
    );
}

#[test]
fn without_an_answer_nothing_is_promised() {
    let mut facts = rich();
    facts["communications"][1]["answer"] = Value::Null;
    facts["interviews"][0]["points_to_clarify"] = json!([]);
    each(&facts, StepKind::Answer, &[], &["to answer", "anything else", "answer your question", "have an answer"]);
}

#[test]
fn thanks_and_questions_to_others_are_not_ones_to_this_person() {
    let mut facts = rich();
    facts["interviews"][0]["points_to_clarify"] = json!([]);
    facts["communications"] = json!([
        { "direction": "outbound", "channel": "email", "purpose": "thank_you", "at": "2026-03-10T22:00:00Z",
          "contact_id": "ben" },
        { "direction": "outbound", "channel": "email", "purpose": "check_in", "at": "2026-03-24T15:00:00Z",
          "contact_id": "ben" },
    ]);
    let text = |facts: &Value, contact: &str| {
        let facts = read(facts);
        let request = Request {
            thank_you_planned: false,
            contact_id: Some(contact),
            ..request(&facts, StepKind::CheckIn, Tone::Neutral)
        };
        said(&request)
    };
    assert!(!text(&facts, "ada").contains("again"));
    assert!(text(&facts, "ada").contains("I also wrote to Ben Marsh on Tuesday, 24 March."), "{}", text(&facts, "ada"));
    assert!(text(&facts, "ben").contains("again"));
    assert!(!text(&facts, "ben").contains("I also wrote"));
    facts["communications"][0]["bounced"] = json!(true);
    facts["communications"][1]["bounced"] = json!(true);
    assert!(!text(&facts, "ben").contains("again"));
    assert!(!text(&facts, "ada").contains("I also wrote"));
}

#[test]
fn strengths_of_the_application_go_first() {
    let mut facts = rich();
    facts["application"]["strengths"] = json!(["eight years of editing magazines"]);
    for kind in [StepKind::ThankYou, StepKind::CheckIn] {
        for (_, _, text) in all(&read(&facts), kind) {
            assert!(!text.contains("payment systems"), "{text}");
        }
    }
    let facts = read(&facts);
    let message: Message<'_> =
        render(&Request { channel: by(Channel::Email), ..request(&facts, StepKind::ThankYou, Tone::Warm) }).unwrap();
    assert!(message.to_text().contains("eight years of editing magazines"));
}
