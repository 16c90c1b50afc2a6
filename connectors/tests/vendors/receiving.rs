//! What is answered to a request, and whether it is stored.

use connectors::{Answer, Headers, Received, Recognised, Refusal, Secrets, Stage, kind, receive};

use crate::support::{OTHER_SECRET, Request, SECRET, Way, delivery, now, ways};

fn receive_at(way: Way, request: &Request, secrets: &Secrets, stage: Stage) -> Received {
    receive(way.kind(), &delivery(&request.body, &request.headers()), secrets, &way.settings(), stage)
}

/// The test that a vendor sends while a connection is being set up; `None` where it sends none that is known.
fn ping(way: Way) -> Option<&'static str> {
    match way.kind {
        "greenhouse" => Some(r#"{"action":"ping","web_hook":{"id":1}}"#),
        "lever" => Some(r#"{"event":"candidateHired","token":"1","data":{}}"#),
        "ashby" => Some(r#"{"action":"ping","data":{"webhookActionType":"ping"}}"#),
        "recruitee" => Some(r#"{"test":true}"#),
        "standard_webhooks" => Some(r#"{"type":"ping"}"#),
        "email" if way.scheme == Some("standard_webhooks") => Some(r#"{"type":"ping"}"#),
        _ => None,
    }
}

#[test]
fn a_test_is_answered_before_there_is_a_secret_and_nothing_else_is() {
    for way in ways() {
        if let Some(body) = ping(way) {
            let headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
            let unsigned = Request { body: body.into(), headers };
            let pending = receive_at(way, &unsigned, &Secrets::default(), Stage::Pending);
            assert_eq!(pending, Received::Answer(Answer::OK), "{way:?}");
            // Once the connection is active, a test has to be signed, too.
            let active = receive_at(way, &unsigned, &way.secrets(SECRET, None), Stage::Active);
            assert!(matches!(active, Received::Refuse { .. }), "{way:?}");
            let signed = way.sign(body.into(), "1", SECRET, now());
            let active = receive_at(way, &signed, &way.secrets(SECRET, None), Stage::Active);
            assert_eq!(active, Received::Answer(Answer::OK), "{way:?}");
        }
        let event = receive_at(way, &way.signed("1", SECRET, now()), &Secrets::default(), Stage::Pending);
        assert_eq!(event, Received::Refuse { refusal: Refusal::NoSecret, status: 503 }, "{way:?}");
        let event = receive_at(way, &way.signed("1", SECRET, now()), &Secrets::default(), Stage::Active);
        assert_eq!(event, Received::Refuse { refusal: Refusal::NoSecret, status: 503 }, "{way:?}");
    }
}

#[test]
fn an_event_is_stored_if_it_is_signed() {
    for way in ways() {
        let secrets = way.secrets(SECRET, None);
        let received = receive_at(way, &way.signed("1", SECRET, now()), &secrets, Stage::Active);
        let Received::Store { what: Ok(Recognised::Event { name }), .. } = received else {
            panic!("{way:?}: {received:?}");
        };
        assert!(!name.is_empty());
        let forged = receive_at(way, &way.signed("1", OTHER_SECRET, now()), &secrets, Stage::Active);
        let status = if way.kind == "ashby" { 400 } else { 401 };
        assert_eq!(forged, Received::Refuse { refusal: Refusal::Wrong, status }, "{way:?}");
    }
}

#[test]
fn what_is_signed_and_cannot_be_read_is_stored_since_another_attempt_would_not_help() {
    for way in ways().into_iter().filter(|way| !matches!(way.kind, "lever" | "email" | "smartrecruiters")) {
        if way.scheme == Some("partner") {
            continue;
        }
        let request = way.sign(b"not JSON".to_vec(), "1", SECRET, now());
        let received = receive_at(way, &request, &way.secrets(SECRET, None), Stage::Active);
        let Received::Store { what: Err(error), .. } = received else { panic!("{way:?}: {received:?}") };
        assert_eq!(error.to_string(), "the body is not JSON: line 1, column 2");
    }
}

#[test]
fn the_hand_shake_of_smartrecruiters_is_answered_at_any_time() {
    let way = Way { kind: "smartrecruiters", scheme: None };
    let request = |secret: &str| Request { body: b"".to_vec(), headers: vec![("x-hook-secret".into(), secret.into())] };
    let answer = Answer { status: 200, header: Some(("X-Hook-Secret", "abc-123".to_owned())) };
    for (secrets, stage) in [(Secrets::default(), Stage::Pending), (way.secrets(SECRET, None), Stage::Active)] {
        assert_eq!(receive_at(way, &request("abc-123"), &secrets, stage), Received::Answer(answer.clone()));
        // Nothing is sent back that would end the header.
        for wrong in ["a\r\nSet-Cookie: x", "a b", "é", &"x".repeat(501)] {
            let received = receive_at(way, &request(wrong), &secrets, stage);
            assert!(matches!(received, Received::Refuse { .. }), "{wrong:?}: {received:?}");
        }
    }
}

#[test]
fn events_are_read_whatever_type_of_content_they_are_said_to_have() {
    for way in ways().into_iter().filter(|way| way.kind != "email") {
        for kind in ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"] {
            let mut request = way.signed("1", SECRET, now());
            kind.clone_into(&mut request.headers[0].1);
            let received = receive_at(way, &request, &way.secrets(SECRET, None), Stage::Active);
            assert!(matches!(received, Received::Store { what: Ok(_), .. }), "{way:?} {kind}: {received:?}");
        }
    }
}

#[test]
fn a_body_over_the_limit_is_not_looked_at() {
    for way in ways() {
        let limit = way.kind().body_limit;
        let request = Request { body: vec![b'{'; limit + 1], headers: Vec::new() };
        let received = receive_at(way, &request, &way.secrets(SECRET, None), Stage::Active);
        assert_eq!(received, Received::Refuse { refusal: Refusal::TooLarge(limit), status: 413 }, "{way:?}");
    }
}

#[test]
fn unknown_events_are_stored_and_ignored() {
    for (key, body) in [
        ("greenhouse", r#"{"action":"job_created"}"#),
        ("ashby", r#"{"action":"jobUpdate","data":{}}"#),
        ("merge", r#"{"hook":{"event":"Job.changed"},"data":{"id":"1"}}"#),
        ("workable", r#"{"event_type":"employee_created"}"#),
        ("recruitee", r#"{"event_type":"offer_changed"}"#),
        ("breezy", r#"{"type":"positionAdded"}"#),
        ("standard_webhooks", r#"{"type":"weather.changed"}"#),
    ] {
        let way = Way { kind: key, scheme: None };
        let request = way.sign(body.into(), "1", SECRET, now());
        let received = receive_at(way, &request, &way.secrets(SECRET, None), Stage::Active);
        let Received::Store { what: Ok(Recognised::Ignored { name: Some(_), why }), .. } = received else {
            panic!("{key}: {received:?}");
        };
        assert!(!why.is_empty());
    }
}

#[test]
fn the_table_of_kinds_is_whole() {
    assert_eq!(connectors::kinds().len(), 11);
    let index = std::fs::read_to_string("../docs/connections/README.md").unwrap();
    for entry in connectors::kinds() {
        assert_eq!(kind(entry.key).map(|kind| kind.name), Some(entry.name));
        assert!(entry.needs_secret);
        let page = std::fs::read_to_string(format!("../docs/connections/{}.md", entry.key)).unwrap();
        assert!(page.contains(entry.name) && page.len() > 500, "{}", entry.key);
        assert!(index.contains(&format!("| [`{0}`]({0}.md) |", entry.key)), "{}", entry.key);
        assert!(entry.schemes.iter().all(|scheme| page.contains(&format!("`{scheme}`"))), "{}", entry.key);
        assert!(entry.takes_scheme(None) && !entry.takes_scheme(Some("none")), "{}", entry.key);
    }
    assert!(kind("nobody").is_none());
    // What is stored with a delivery is all that mapping it needs.
    for way in ways() {
        let request = way.signed("1", SECRET, now());
        let all = request.headers();
        let kept: Headers = all.kept(way.kind().headers);
        let connector = way.kind().connector;
        let mapped = |headers: &Headers| {
            format!("{:?}", connector.map(&delivery(&request.body, headers), &way.settings()).map(|_| ()))
        };
        assert_eq!(mapped(&all), mapped(&kept), "{way:?}");
        assert_eq!(mapped(&kept), "Ok(())", "{way:?}");
    }
}
