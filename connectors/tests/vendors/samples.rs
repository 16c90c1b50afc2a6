//! The changes that each sample is mapped to, and several samples that belong together.

use std::{fs, path::Path};

use connectors::{Change, Changes, DeliveryContent, DeliveryKind, Headers, Needed, Settings};
use planning::facts::{InterviewStatus, OutcomeKind};
use serde_json::{Value, json};

use crate::support::{Vendor, delivery, vendors};

/// The connection of the samples names an employer and a zone, as most do.
fn settings(vendor: Vendor) -> Settings {
    let mut settings = vendor.settings();
    settings.defaults.company = Some("Acme Metal".parse().unwrap());
    settings.defaults.time_zone = Some("Europe/Madrid".parse().unwrap());
    settings
}

fn headers(name: &str) -> Headers {
    let event = if name.starts_with("interview") { "interview.canceled" } else { "application.status.updated" };
    [("event-name", event)].into_iter().collect()
}

/// What a sample says, and what it changes.
fn outcome(vendor: Vendor, body: &[u8], headers: &Headers) -> Value {
    let (connector, settings) = (vendor.kind().connector, settings(vendor));
    match connector.recognise(&delivery(body, headers), &settings) {
        Err(error) => json!({ "unreadable": error.to_string() }),
        Ok(DeliveryKind::Ping) => json!("ping"),
        Ok(DeliveryKind::Ignored { name, why }) => json!({ "ignored": name, "why": why }),
        Ok(DeliveryKind::Event { .. }) => match connector.map(&delivery(body, headers), &settings) {
            Ok(DeliveryContent::Changes(changes)) => serde_json::to_value(changes).unwrap(),
            Ok(DeliveryContent::Mail(mail)) => json!({ "mail": mail.raw.len() }),
            Err(error) => json!({ "unreadable": error.to_string() }),
        },
    }
}

#[test]
fn every_sample_becomes_what_is_written_down_for_it() {
    let mut count = 0;
    for vendor in vendors().into_iter().filter(|vendor| vendor.scheme != Some("partner")) {
        let folder = Path::new("tests/samples").join(vendor.kind);
        let Ok(files) = fs::read_dir(&folder) else { continue };
        for file in files.map(|file| file.unwrap().path()).filter(|path| path.is_file()) {
            let name = file.file_name().unwrap().to_str().unwrap();
            let got = outcome(vendor, &fs::read(&file).unwrap(), &headers(name));
            let expected = folder.join("expected").join(name);
            // To write down what is right now: UPDATE_SAMPLES=1 cargo test -p connectors, and read the difference.
            if std::env::var_os("UPDATE_SAMPLES").is_some() {
                fs::create_dir_all(expected.parent().unwrap()).unwrap();
                fs::write(&expected, format!("{got:#}\n")).unwrap();
            }
            let written: Value = serde_json::from_slice(&fs::read(&expected).unwrap()).unwrap();
            assert_eq!(got, written, "{}", file.display());
            count += 1;
        }
    }
    assert!(count > 80, "{count}");
}

fn changes(kind: &'static str, name: &str) -> Changes {
    let vendor = Vendor { kind, scheme: None };
    let body = fs::read(format!("tests/samples/{kind}/{name}.json")).unwrap();
    let mapped = vendor.kind().connector.map(&delivery(&body, &headers(name)), &settings(vendor)).unwrap();
    let DeliveryContent::Changes(changes) = mapped else { panic!("no changes") };
    changes
}

fn ended(changes: &Changes) -> Option<OutcomeKind> {
    changes.changes.iter().find_map(|change| match change {
        Change::Application { facts, .. } => facts.outcome.set().map(|outcome| outcome.kind),
        _ => None,
    })
}

fn taken_back(changes: &Changes) -> Vec<OutcomeKind> {
    let taken = changes.changes.iter().find_map(|change| match change {
        Change::OutcomeTakenBack { kinds, .. } => Some(kinds.clone()),
        _ => None,
    });
    taken.unwrap_or_default()
}

#[test]
fn only_what_the_candidate_may_know_becomes_an_outcome() {
    use OutcomeKind::{Accepted, Offered, Rejected, Withdrawn};
    for (kind, name, expected) in [
        ("greenhouse", "reject", Some(Rejected)),
        ("greenhouse", "withdrawn", Some(Withdrawn)),
        ("greenhouse", "hire", Some(Accepted)),
        ("greenhouse", "hire_without_offer", None),
        ("greenhouse", "offer_drafted", None),
        ("greenhouse", "offer_sent", Some(Offered)),
        ("greenhouse", "offer_accepted", Some(Accepted)),
        ("greenhouse", "offer_deprecated", None),
        ("greenhouse", "stage_change", None),
        ("ashby", "rejected", Some(Rejected)),
        ("ashby", "withdrawn", Some(Withdrawn)),
        ("ashby", "archived_for_another_reason", None),
        ("ashby", "hired", Some(Accepted)),
        ("ashby", "hired_without_offer", None),
        ("ashby", "offer_drafted", None),
        ("ashby", "offer_made", Some(Offered)),
        ("merge", "application_rejected", Some(Rejected)),
        ("merge", "offer_drafted", None),
        ("merge", "offer_sent", Some(Offered)),
        ("merge", "offer_signed", Some(Accepted)),
        ("workable", "disqualified", Some(Rejected)),
        ("recruitee", "disqualified", Some(Rejected)),
        ("recruitee", "stage_changed", None),
        ("breezy", "disqualified", Some(Rejected)),
        ("teamtailor", "rejected", Some(Rejected)),
    ] {
        assert_eq!(ended(&changes(kind, name)), expected, "{kind} {name}");
    }
}

#[test]
fn decisions_are_taken_back_and_others_are_left_alone() {
    use OutcomeKind::{Accepted, Offered, Rejected, Withdrawn};
    for (kind, name, expected) in [
        ("greenhouse", "unreject", vec![Rejected, Withdrawn]),
        ("greenhouse", "unhire", vec![Accepted, Offered]),
        ("greenhouse", "offer_deleted", vec![Offered]),
        ("greenhouse", "offer_declined", vec![Offered]),
        ("greenhouse", "stage_change", vec![]),
        ("ashby", "stage_change", vec![Rejected]),
        ("ashby", "offer_deleted", vec![Offered]),
        ("recruitee", "requalified", vec![Rejected]),
        ("workable", "moved", vec![Rejected]),
        ("workable", "created_barely", vec![]),
        ("merge", "application_rejected", vec![]),
        ("teamtailor", "not_rejected", vec![Rejected]),
    ] {
        let changes = changes(kind, name);
        assert_eq!(taken_back(&changes), expected, "{kind} {name}");
        assert_eq!(
            ended(&changes),
            None.or(ended(&changes).filter(|_| name == "application_rejected")),
            "{kind} {name}"
        );
    }
}

#[test]
fn an_interview_of_ashby_has_its_times_and_people_and_is_called_off_with_its_schedule() {
    let scheduled = changes("ashby", "schedule");
    let interviews: Vec<_> = scheduled
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Interview { facts, only_if_stored: false } => Some(facts),
            _ => None,
        })
        .collect();
    assert_eq!(interviews.len(), 2);
    assert_eq!(&*interviews[0].remote_id, "ashby:s-1.e-1");
    assert_eq!(interviews[0].starts_at.set(), Some(&"2026-12-02T14:00:00Z".parse().unwrap()));
    assert_eq!(interviews[0].status.set(), Some(&InterviewStatus::Scheduled));
    assert_eq!(interviews[0].interviewer_remote_ids.set().unwrap().len(), 2);
    let called_off = |name: &str| {
        changes("ashby", name).changes.into_iter().find_map(|change| match change {
            Change::UnlistedInterviewsCancelled { prefix, except } => Some((prefix, except.len())),
            _ => None,
        })
    };
    assert_eq!(called_off("schedule"), Some(("ashby:s-1.".to_owned(), 2)));
    assert_eq!(called_off("schedule_moved"), Some(("ashby:s-1.".to_owned(), 1)));
    assert_eq!(called_off("schedule_cancelled"), Some(("ashby:s-1.".to_owned(), 0)));
    assert!(changes("ashby", "schedule_moved").updated_at > scheduled.updated_at);
}

#[test]
fn facts_that_a_vendor_does_not_send_are_missing_with_a_reason() {
    let stage = changes("greenhouse", "stage_change");
    let times: Vec<_> = stage.missing.iter().map(|it| (&*it.pointer, it.needed, it.why.is_some())).collect();
    assert_eq!(times, [("/starts_at", Needed::ToApply, true), ("/ends_at", Needed::ToApply, true)]);
    let bare: Vec<_> = changes("greenhouse", "new_application").missing.iter().map(|it| it.pointer.clone()).collect();
    assert_eq!(bare, ["/position/title"]);
    let vendor = Vendor { kind: "greenhouse", scheme: None };
    let body = fs::read("tests/samples/greenhouse/new_application.json").unwrap();
    let Ok(DeliveryContent::Changes(without_defaults)) =
        vendor.kind().connector.map(&delivery(&body, &Headers::default()), &vendor.settings())
    else {
        panic!("no changes")
    };
    let bare: Vec<_> = without_defaults.missing.iter().map(|it| it.pointer.clone()).collect();
    assert_eq!(bare, ["/company/name", "/position/title", "/time_zone"]);
}

#[test]
fn lever_and_partners_of_teamtailor_change_nothing_by_themselves() {
    for name in ["stage_change", "archived", "interview_created", "interview_deleted"] {
        let changes = changes("lever", name).changes;
        assert!(matches!(changes[..], [Change::Announced { .. }]), "{name}: {changes:?}");
    }
    let vendor = Vendor { kind: "teamtailor", scheme: Some("partner") };
    let body = fs::read("tests/samples/teamtailor/partner.json").unwrap();
    let got = outcome(vendor, &body, &Headers::default());
    assert_eq!(
        got["changes"],
        json!([{ "change": "announced", "resource": "application", "remote_id": "teamtailor:7" }])
    );
}

#[test]
fn the_connections_defaults_fill_what_a_new_application_needs_and_change_no_other() {
    let vendor = Vendor { kind: "workable", scheme: None };
    let body = fs::read("tests/samples/workable/moved.json").unwrap();
    let mut settings = settings(vendor);
    let new = |settings: &Settings| {
        let Ok(DeliveryContent::Changes(changes)) =
            vendor.kind().connector.map(&delivery(&body, &Headers::default()), settings)
        else {
            panic!("no changes")
        };
        serde_json::to_value(changes.changes).unwrap()[1].clone()
    };
    let change = new(&settings);
    assert_eq!(change["new"]["company"]["name"], "Acme Metal");
    assert_eq!(change["facts"].get("company"), None);
    assert_eq!(change["facts"].get("time_zone"), None);
    // Without one, the payload's own word for the employer is better than none.
    settings.defaults.company = None;
    assert_eq!(new(&settings)["new"]["company"]["name"], "Acme");
}

#[test]
fn the_day_of_an_instant_is_the_one_where_the_employer_is() {
    let body = br#"{"event_type":"candidate_created","data":{"id":"c1","created_at":"2026-11-02T23:30:00Z"}}"#;
    let vendor = Vendor { kind: "workable", scheme: None };
    let applied_on = |settings: &Settings| {
        let Ok(DeliveryContent::Changes(changes)) =
            vendor.kind().connector.map(&delivery(body, &Headers::default()), settings)
        else {
            panic!("no changes")
        };
        serde_json::to_value(changes.changes).unwrap()[1]["facts"]["applied_on"].clone()
    };
    assert_eq!(applied_on(&settings(vendor)), "2026-11-03");
    assert_eq!(applied_on(&vendor.settings()), "2026-11-02");
}
