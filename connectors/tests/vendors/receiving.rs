//! How requests are answered, and which are stored.

use connectors::{
    ConnectionState, DeliveryKind, Headers, ReceiveDecision, Refusal, Secrets, VendorResponse, kind, receive,
};

use crate::support::{OTHER_SECRET, Request, SECRET, Vendor, delivery, now, vendors};

fn receive_at(vendor: Vendor, request: &Request, secrets: &Secrets, stage: ConnectionState) -> ReceiveDecision {
    receive(vendor.kind(), &delivery(&request.body, &request.headers()), secrets, &vendor.settings(), stage)
}

/// The test that a vendor sends while a connection is being set up; `None` where it sends none that is known.
fn ping(vendor: Vendor) -> Option<&'static str> {
    match vendor.kind {
        "greenhouse" => Some(r#"{"action":"ping","web_hook":{"id":1}}"#),
        "lever" => Some(r#"{"event":"candidateHired","token":"1","data":{}}"#),
        "ashby" => Some(r#"{"action":"ping","data":{"webhookActionType":"ping"}}"#),
        "recruitee" => Some(r#"{"test":true}"#),
        "standard_webhooks" => Some(r#"{"type":"ping"}"#),
        "email" if vendor.scheme == Some("standard_webhooks") => Some(r#"{"type":"ping"}"#),
        _ => None,
    }
}

#[test]
fn a_test_is_answered_before_there_is_a_secret_and_nothing_else_is() {
    for vendor in vendors() {
        if let Some(body) = ping(vendor) {
            let headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
            let unsigned = Request { body: body.into(), headers };
            let pending = receive_at(vendor, &unsigned, &Secrets::default(), ConnectionState::Pending);
            assert_eq!(pending, ReceiveDecision::Respond(VendorResponse::OK), "{vendor:?}");
            // Once the connection is active, a test has to be signed, too.
            let active = receive_at(vendor, &unsigned, &vendor.secrets(SECRET, None), ConnectionState::Active);
            assert!(matches!(active, ReceiveDecision::Refuse { .. }), "{vendor:?}");
            let signed = vendor.sign(body.into(), "1", SECRET, now());
            let active = receive_at(vendor, &signed, &vendor.secrets(SECRET, None), ConnectionState::Active);
            assert_eq!(active, ReceiveDecision::Respond(VendorResponse::OK), "{vendor:?}");
        }
        let event =
            receive_at(vendor, &vendor.signed("1", SECRET, now()), &Secrets::default(), ConnectionState::Pending);
        assert_eq!(event, ReceiveDecision::Refuse { refusal: Refusal::NoSecret, status: 503 }, "{vendor:?}");
        let event =
            receive_at(vendor, &vendor.signed("1", SECRET, now()), &Secrets::default(), ConnectionState::Active);
        assert_eq!(event, ReceiveDecision::Refuse { refusal: Refusal::NoSecret, status: 503 }, "{vendor:?}");
    }
}

#[test]
fn an_event_is_stored_if_it_is_signed() {
    for vendor in vendors() {
        let secrets = vendor.secrets(SECRET, None);
        let received = receive_at(vendor, &vendor.signed("1", SECRET, now()), &secrets, ConnectionState::Active);
        let ReceiveDecision::Store { delivery_kind: Ok(DeliveryKind::Event { name }), .. } = received else {
            panic!("{vendor:?}: {received:?}");
        };
        assert!(!name.is_empty());
        let forged = receive_at(vendor, &vendor.signed("1", OTHER_SECRET, now()), &secrets, ConnectionState::Active);
        let status = if vendor.kind == "ashby" { 400 } else { 401 };
        assert_eq!(forged, ReceiveDecision::Refuse { refusal: Refusal::WrongSignature, status }, "{vendor:?}");
    }
}

#[test]
fn signed_deliveries_that_cannot_be_read_are_stored() {
    for vendor in vendors().into_iter().filter(|vendor| !matches!(vendor.kind, "lever" | "email" | "smartrecruiters")) {
        if vendor.scheme == Some("partner") {
            continue;
        }
        let request = vendor.sign(b"not JSON".to_vec(), "1", SECRET, now());
        let received = receive_at(vendor, &request, &vendor.secrets(SECRET, None), ConnectionState::Active);
        let ReceiveDecision::Store { delivery_kind: Err(error), .. } = received else {
            panic!("{vendor:?}: {received:?}")
        };
        assert_eq!(error.to_string(), "the body is not JSON: line 1, column 2");
    }
}

#[test]
fn the_hand_shake_of_smartrecruiters_is_answered_at_any_time() {
    let vendor = Vendor { kind: "smartrecruiters", scheme: None };
    let request = |secret: &str| Request { body: b"".to_vec(), headers: vec![("x-hook-secret".into(), secret.into())] };
    let answer = VendorResponse { status: 200, header: Some(("X-Hook-Secret", "abc-123".to_owned())) };
    for (secrets, stage) in
        [(Secrets::default(), ConnectionState::Pending), (vendor.secrets(SECRET, None), ConnectionState::Active)]
    {
        assert_eq!(receive_at(vendor, &request("abc-123"), &secrets, stage), ReceiveDecision::Respond(answer.clone()));
        // Nothing is sent back that would end the header.
        for wrong in ["a\r\nSet-Cookie: x", "a b", "é", &"x".repeat(501)] {
            let received = receive_at(vendor, &request(wrong), &secrets, stage);
            assert!(matches!(received, ReceiveDecision::Refuse { .. }), "{wrong:?}: {received:?}");
        }
    }
}

#[test]
fn events_are_read_whatever_type_of_content_they_are_said_to_have() {
    for vendor in vendors().into_iter().filter(|vendor| vendor.kind != "email") {
        for kind in ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"] {
            let mut request = vendor.signed("1", SECRET, now());
            kind.clone_into(&mut request.headers[0].1);
            let received = receive_at(vendor, &request, &vendor.secrets(SECRET, None), ConnectionState::Active);
            assert!(
                matches!(received, ReceiveDecision::Store { delivery_kind: Ok(_), .. }),
                "{vendor:?} {kind}: {received:?}"
            );
        }
    }
}

#[test]
fn a_body_over_the_limit_is_not_looked_at() {
    for vendor in vendors() {
        let limit = vendor.kind().body_limit;
        let request = Request { body: vec![b'{'; limit + 1], headers: Vec::new() };
        let received = receive_at(vendor, &request, &vendor.secrets(SECRET, None), ConnectionState::Active);
        assert_eq!(received, ReceiveDecision::Refuse { refusal: Refusal::TooLarge(limit), status: 413 }, "{vendor:?}");
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
        let vendor = Vendor { kind: key, scheme: None };
        let request = vendor.sign(body.into(), "1", SECRET, now());
        let received = receive_at(vendor, &request, &vendor.secrets(SECRET, None), ConnectionState::Active);
        let ReceiveDecision::Store { delivery_kind: Ok(DeliveryKind::Ignored { name: Some(_), why }), .. } = received
        else {
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
        assert!(entry.supports_scheme(None) && !entry.supports_scheme(Some("none")), "{}", entry.key);
    }
    assert!(kind("nobody").is_none());
    // What is stored with a delivery is all that mapping it needs.
    for vendor in vendors() {
        let request = vendor.signed("1", SECRET, now());
        let all = request.headers();
        let kept: Headers = all.select(vendor.kind().headers);
        let connector = vendor.kind().connector;
        let mapped = |headers: &Headers| {
            format!("{:?}", connector.map(&delivery(&request.body, headers), &vendor.settings()).map(|_| ()))
        };
        assert_eq!(mapped(&all), mapped(&kept), "{vendor:?}");
        assert_eq!(mapped(&kept), "Ok(())", "{vendor:?}");
    }
}
