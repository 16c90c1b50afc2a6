//! Whole messages, read and approved. `UPDATE_SNAPSHOTS=1 cargo test -p messages` writes them anew.

use std::{env, fmt::Write, fs, path::Path};

use messages::{Message, Request, Tone, render};
use planning::{StepKind, UsableChannel, Via, facts::Channel};
use serde_json::json;

use crate::facts::{by, read, request, rich, rich_no_show};

/// A message as it is kept: what goes out, and what the service says about it.
fn sheet(message: &Message<'_>) -> String {
    let mut sheet = String::new();
    if let Some(subject) = &message.subject {
        writeln!(sheet, "Subject: {subject}\n").unwrap();
    }
    writeln!(sheet, "{}\n\n--\n{} words, ready: {}", message.to_text(), message.words, message.ready).unwrap();
    for missing in &message.missing {
        writeln!(sheet, "{}: {}", missing.pointer, missing.text).unwrap();
    }
    sheet
}

#[track_caller]
fn approved(name: &str, request: &Request<'_>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(format!("{name}.txt"));
    let actual = sheet(&render(request).unwrap());
    if env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, actual).unwrap();
    } else {
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert!(actual == expected, "{} holds\n{expected}\nbut now it is\n{actual}", path.display());
    }
}

#[test]
fn thank_you() {
    let facts = read(&rich());
    approved("thank_you_email_formal", &request(&facts, StepKind::ThankYou, Tone::Formal));
    approved("thank_you_email_neutral", &request(&facts, StepKind::ThankYou, Tone::Neutral));
    approved("thank_you_email_warm", &request(&facts, StepKind::ThankYou, Tone::Warm));
    let linkedin = Request { channel: by(Channel::Linkedin), ..request(&facts, StepKind::ThankYou, Tone::Warm) };
    approved("thank_you_linkedin_warm", &linkedin);
    let letter = Request { channel: by(Channel::Letter), ..request(&facts, StepKind::ThankYou, Tone::Formal) };
    approved("thank_you_letter_formal", &letter);
}

#[test]
fn thank_you_with_notes_in_whole_sentences() {
    let mut facts = rich();
    facts["interviews"][0]["talking_points"] = json!(["Her team is moving every service to event sourcing."]);
    facts["candidate"]["strengths"] = json!(["Led a team of eight through a migration of that kind."]);
    facts["candidate"]["goals"] = json!(["I would like to grow into an architect's role"]);
    let facts = read(&facts);
    approved("thank_you_email_whole_sentences", &request(&facts, StepKind::ThankYou, Tone::Neutral));
}

#[test]
fn thank_you_with_little_known() {
    let mut facts = rich();
    facts["candidate"] = json!({ "name": "Grace Lindqvist" });
    facts["interviews"][0]["talking_points"] = json!([]);
    facts["interviews"][0]["points_to_clarify"] = json!([]);
    let facts = read(&facts);
    approved("thank_you_email_little_known", &request(&facts, StepKind::ThankYou, Tone::Neutral));
}

#[test]
fn asking() {
    let facts = read(&rich());
    approved("check_in_email_neutral", &request(&facts, StepKind::CheckIn, Tone::Neutral));
    let first_word = Request { thank_you_planned: false, ..request(&facts, StepKind::CheckIn, Tone::Warm) };
    approved("check_in_email_warm_with_thanks", &first_word);
    approved("final_attempt_email_formal", &request(&facts, StepKind::FinalAttempt, Tone::Formal));
    let call = UsableChannel { channel: Channel::Phone, via: Via::Switchboard };
    let call = Request { channel: call, ..request(&facts, StepKind::CheckIn, Tone::Neutral) };
    approved("check_in_call_through_switchboard", &call);
}

#[test]
fn everything_else() {
    let facts = read(&rich());
    approved("respond_email_neutral", &request(&facts, StepKind::Respond, Tone::Neutral));
    approved("answer_email_neutral", &request(&facts, StepKind::Answer, Tone::Neutral));
    approved("rejection_thanks_email_warm", &request(&facts, StepKind::RejectionThanks, Tone::Warm));
    approved("offer_thanks_email_neutral", &request(&facts, StepKind::OfferThanks, Tone::Neutral));
    approved("withdrawal_note_email_warm", &request(&facts, StepKind::WithdrawalNote, Tone::Warm));
    approved("stay_in_touch_email_neutral", &request(&facts, StepKind::StayInTouch, Tone::Neutral));
    let no_show = read(&rich_no_show());
    approved("reschedule_request_email_neutral", &request(&no_show, StepKind::RescheduleRequest, Tone::Neutral));
}
