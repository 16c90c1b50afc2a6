//! Whole messages, read and approved: a file for each kind, and some for what goes together.

use std::{env, fmt::Write, fs, path::Path};

use messages::{Request, Tone, render};
use planning::{StepKind, UsableChannel, Via, facts::Channel};
use serde_json::json;

use crate::facts::{by, panel, read, request, rich, rich_no_show, rich_with_reply};

/// Several messages, each under what it was asked for by.
#[derive(Default)]
pub(crate) struct Sheet(String);

impl Sheet {
    /// Adds a message as it is kept: what goes out, and what the service says about it.
    pub(crate) fn add(&mut self, title: &str, request: &Request<'_>) {
        let message = render(request).unwrap();
        writeln!(self.0, "==== {title}\n").unwrap();
        if let Some(subject) = &message.subject {
            writeln!(self.0, "Subject: {subject}\n").unwrap();
        }
        writeln!(self.0, "{}\n", message.to_text()).unwrap();
        writeln!(self.0, "-- {} words{}\n", message.words, if message.ready { "" } else { ", not ready" }).unwrap();
        for missing in &message.missing {
            writeln!(self.0, "-- {}: {}\n", missing.pointer, missing.text).unwrap();
        }
    }

    /// Compares it with what was approved.
    #[track_caller]
    pub(crate) fn assert_approved(&self, name: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(format!("{name}.txt"));
        if env::var_os("UPDATE_SNAPSHOTS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            return fs::write(&path, &self.0).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        let lines = || self.0.lines().map(Some).chain([None]).zip(expected.lines().map(Some).chain([None]));
        if let Some((number, (actual, expected))) =
            lines().enumerate().find(|(_, (actual, expected))| actual != expected)
        {
            panic!(
                "{}, line {}, has\n{}\nbut it is now\n{}\nIf that reads well, approve it: \
                 UPDATE_SNAPSHOTS=1 cargo test -p messages, then read the diff.",
                path.display(),
                number + 1,
                expected.unwrap_or("(its end)"),
                actual.unwrap_or("(the end)"),
            );
        }
    }
}

#[test]
fn every_kind_by_every_channel_in_every_tone() {
    let (facts, no_show) = (read(&rich()), read(&rich_no_show()));
    for kind in StepKind::MESSAGES {
        let facts = if kind == StepKind::RescheduleRequest { &no_show } else { &facts };
        let mut sheet = Sheet::default();
        for &channel in kind.channels() {
            for tone in Tone::ALL {
                let request = Request { channel: by(channel), ..request(facts, kind, tone) };
                sheet.add(&format!("{channel:?}, {tone:?}").to_lowercase(), &request);
            }
        }
        let name = serde_json::to_value(kind).unwrap();
        sheet.assert_approved(name.as_str().unwrap());
    }
}

#[test]
fn what_one_person_gets_in_a_row() {
    let (facts, answered, no_show) = (read(&rich()), read(&rich_with_reply()), read(&rich_no_show()));
    let mut sheet = Sheet::default();
    for tone in Tone::ALL {
        let mut add = |title: &str, facts, kind, attempt| {
            sheet.add(&format!("{title}, {tone:?}").to_lowercase(), &Request { attempt, ..request(facts, kind, tone) });
        };
        add("thanks", &facts, StepKind::ThankYou, 0);
        add("first question", &facts, StepKind::CheckIn, 0);
        add("last question", &facts, StepKind::FinalAttempt, 0);
        add("first question after a reply", &answered, StepKind::CheckIn, 1);
        add("last question after a reply", &answered, StepKind::FinalAttempt, 1);
        add("first request for a new date", &no_show, StepKind::RescheduleRequest, 0);
        add("second request for a new date", &no_show, StepKind::RescheduleRequest, 1);
        add("third request for a new date", &no_show, StepKind::RescheduleRequest, 2);
    }
    sheet.assert_approved("in_a_row");
}

#[test]
fn what_the_four_of_a_panel_get() {
    let facts = read(&panel());
    let mut sheet = Sheet::default();
    for tone in Tone::ALL {
        for contact in &facts.contacts {
            let request = Request { contact_id: Some(&contact.id), ..request(&facts, StepKind::ThankYou, tone) };
            sheet.add(&format!("{}, {tone:?}", &*contact.id).to_lowercase(), &request);
        }
    }
    sheet.assert_approved("panel");
}

#[test]
fn what_else_there_is_to_say() {
    let mut sheet = Sheet::default();
    let rich_facts = read(&rich());
    let first_word = Request { thank_you_planned: false, ..request(&rich_facts, StepKind::CheckIn, Tone::Warm) };
    sheet.add("a check-in that carries the thanks", &first_word);
    let switchboard = UsableChannel { channel: Channel::Phone, via: Via::Switchboard };
    let call = Request { channel: switchboard, ..request(&rich_facts, StepKind::CheckIn, Tone::Neutral) };
    sheet.add("a call through the switchboard", &call);
    let passed_on = Request { pass_on_to: &["ben", "eva"], ..request(&rich_facts, StepKind::ThankYou, Tone::Neutral) };
    sheet.add("thanks to pass on", &passed_on);
    let outsider = Request { contact_id: Some("ben"), ..request(&rich_facts, StepKind::ThankYou, Tone::Neutral) };
    sheet.add("thanks to somebody who was not there", &outsider);

    let mut facts = rich();
    facts["interviews"][0]["talking_points"] = json!(["Her team is moving every service to event sourcing."]);
    facts["interviews"][0]["points_to_clarify"] = json!(["My notice period is a month.", "references"]);
    facts["candidate"]["strengths"] = json!(["Led a team of eight through a migration of that kind."]);
    facts["candidate"]["goals"] = json!(["I would like to grow into an architect's role"]);
    let facts = read(&facts);
    sheet.add("notes in whole sentences", &request(&facts, StepKind::ThankYou, Tone::Neutral));
    sheet.add("notes in whole sentences, later", &request(&facts, StepKind::CheckIn, Tone::Formal));

    let mut facts = rich();
    facts["candidate"] = json!({ "name": "Grace Lindqvist" });
    facts["interviews"][0]["talking_points"] = json!([]);
    facts["interviews"][0]["points_to_clarify"] = json!([]);
    let facts = read(&facts);
    sheet.add("little known", &request(&facts, StepKind::ThankYou, Tone::Neutral));
    sheet.add("little known, later", &request(&facts, StepKind::CheckIn, Tone::Neutral));
    sheet.assert_approved("special_cases");
}
