//! Nothing that comes in panics or takes long.

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use connectors::{ConnectionState, Headers, ReceiveDecision, receive};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{SECRET, Vendor, delivery, now, vendors};

/// Verifies, recognises and maps a body.
fn try_all(vendor: Vendor, body: &[u8], headers: &Headers) {
    let (kind, settings) = (vendor.kind(), vendor.settings());
    let delivery = delivery(body, headers);
    let _ = receive(kind, &delivery, &vendor.secrets(SECRET, Some("whsk_x")), &settings, ConnectionState::Active);
    let _ = kind.connector.recognise(&delivery, &settings);
    let _ = kind.connector.map(&delivery, &settings);
}

static SAMPLES: LazyLock<Vec<(Vendor, Value)>> = LazyLock::new(|| {
    vendors()
        .into_iter()
        .flat_map(|vendor| {
            let files = std::fs::read_dir(format!("tests/samples/{}", vendor.kind)).into_iter().flatten();
            files.filter_map(move |file| {
                let text = std::fs::read(file.unwrap().path()).ok()?;
                Some((vendor, serde_json::from_slice(&text).ok()?))
            })
        })
        .collect()
});

/// Values that are wrong in every place.
fn wrong_values() -> impl Strategy<Value = Value> {
    let text = prop_oneof![any::<String>(), "\\PC{0,12}", Just("x".repeat(5000)), Just("\u{202e}\0\r\n".to_owned())];
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(json!(u64::MAX)),
        text.prop_map(Value::from),
        Just(json!([])),
        Just(json!([[], {}, null, 1])),
        Just(json!({})),
        Just(json!({ "id": { "id": [1] } })),
    ]
}

/// Puts a value in place of the `nth` of all that are in another.
fn replaced(value: &mut Value, nth: &mut usize, by: &Value) {
    if *nth == 0 {
        *value = by.clone();
    }
    *nth = nth.wrapping_sub(1);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replaced(item, nth, by)),
        Value::Object(fields) => fields.values_mut().for_each(|field| replaced(field, nth, by)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_bytes_panic(
        body in proptest::collection::vec(any::<u8>(), 0..400),
        content_type in prop_oneof![
            Just("application/json".to_owned()), Just("multipart/form-data; boundary=b".to_owned()),
            Just("application/x-www-form-urlencoded".to_owned()), any::<String>(),
        ],
    ) {
        let headers: Headers = [("content-type", content_type)].into_iter().collect();
        for vendor in vendors() {
            try_all(vendor, &body, &headers);
        }
    }

    #[test]
    fn no_form_panics(pieces in proptest::collection::vec(prop_oneof![
        Just("--b"), Just("--"), Just("\r\n"), Just("\r\n\r\n"), Just("--b\r\n"), Just("\r\n--b--"), Just("\r\n--b \t\r\n"),
        Just("Content-Disposition: form-data; name=\"email\""), Just("x"), Just("; name=\"a\\"), Just("name=timestamp"),
    ], 0..30)) {
        let headers: Headers = [("content-type", "multipart/form-data; boundary=b")].into_iter().collect();
        for scheme in ["mailgun", "sendgrid"] {
            try_all(Vendor { kind: "email", scheme: Some(scheme) }, pieces.concat().as_bytes(), &headers);
        }
    }

    #[test]
    fn no_header_panics(values in proptest::collection::vec(any::<String>(), 12)) {
        let names = [
            "signature", "ashby-signature", "x-merge-webhook-signature", "smartrecruiters-signature",
            "smartrecruiters-timestamp", "tt-signature", "webhook-id", "webhook-timestamp", "webhook-signature",
            "authorization", "x-hook-secret", "event-name",
        ];
        let headers: Headers = names.into_iter().zip(values).collect();
        for vendor in vendors() {
            try_all(vendor, b"{\"token\":\"t\"}", &headers);
        }
    }

    #[test]
    fn no_wrong_value_panics_in_any_place(index in any::<prop::sample::Index>(), place in 0_usize..80, by in wrong_values()) {
        let (vendor, mut value) = SAMPLES[index.index(SAMPLES.len())].clone();
        let mut place = place;
        replaced(&mut value, &mut place, &by);
        let headers: Headers = [("event-name", "interview.updated")].into_iter().collect();
        try_all(vendor, &serde_json::to_vec(&value).unwrap(), &headers);
    }
}

#[test]
fn depth_length_and_number_are_bounded() {
    let began = Instant::now();
    let deep = format!("{{\"action\":{}", "[".repeat(1 << 18));
    let wide = format!("{{\"action\":\"ping\",\"a\":[{}0]}}", "0,".repeat(100_000));
    let huge = "{\"action\":\"interview_deleted\",\"payload\":{\"interview\":{\"id\":1e400}}}".to_owned();
    let boundaries = format!("--b\r\n{}", "\r\n--b".repeat(50_000));
    let near = format!("--b\r\n\r\n\r\n{}", "\r\n--bb".repeat(50_000));
    let pairs = "a&".repeat(100_000);
    let form = "multipart/form-data; boundary=b";
    let pair_form = "application/x-www-form-urlencoded";
    for (content_type, body) in [
        ("application/json", &deep),
        ("application/json", &wide),
        ("application/json", &huge),
        (form, &boundaries),
        (form, &near),
        (pair_form, &pairs),
    ] {
        let headers: Headers = [("content-type", content_type)].into_iter().collect();
        for vendor in
            vendors().into_iter().filter(|vendor| content_type == "application/json" || vendor.kind == "email")
        {
            try_all(vendor, body.as_bytes(), &headers);
        }
    }
    assert!(began.elapsed() < Duration::from_mins(2), "{:?}", began.elapsed());
}

#[test]
fn an_event_with_thousands_of_items_becomes_a_bounded_list() {
    let events: Vec<_> = (0..5000)
        .map(|id| json!({ "id": id, "startTime": "2026-12-02T14:00:00Z", "endTime": "2026-12-02T15:00:00Z" }))
        .collect();
    let schedule = json!({ "id": "s", "applicationId": "a", "status": "Scheduled", "interviewEvents": events });
    let body = json!({ "action": "interviewScheduleUpdate", "data": { "interviewSchedule": schedule } }).to_string();
    let vendor = Vendor { kind: "ashby", scheme: None };
    let mapped =
        vendor.kind().connector.map(&delivery(body.as_bytes(), &Headers::default()), &vendor.settings()).unwrap();
    let connectors::DeliveryContent::Changes(changes) = mapped else { panic!("no changes") };
    assert!(changes.changes.len() < 1000);
    assert!(changes.remarks.iter().any(|remark| remark.detail == "only the first 200 of 5000 are read"));
}

#[test]
fn nothing_of_a_body_or_a_secret_is_printed() {
    let vendor = Vendor { kind: "email", scheme: Some("postmark") };
    let request = vendor.signed("canary", SECRET, now());
    let headers = request.headers();
    let shown = format!("{:?} {:?}", delivery(&request.body, &headers), vendor.secrets(SECRET, None));
    assert!(!shown.contains("canary") && !shown.contains(SECRET) && !shown.contains("Basic"), "{shown}");
    let received = receive(
        vendor.kind(),
        &delivery(&request.body, &headers),
        &vendor.secrets("other-secret", None),
        &vendor.settings(),
        ConnectionState::Active,
    );
    let ReceiveDecision::Refuse { refusal, .. } = received else { panic!("{received:?}") };
    assert!(!format!("{refusal:?} {refusal}").contains("secret-"));
}
