//! Signatures that the vendors or others published, and what is peculiar in each vendor's own.

use base64::{Engine, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE};
use connectors::{Delivery, Headers, Refusal, Secret, Secrets, Settings, VerifiedDelivery, kind, standard_webhooks};

use crate::support::{Request, SECRET, Vendor, delivery, hex, multipart, now, tag};

fn verify(
    kind_key: &str,
    secret: &str,
    body: &[u8],
    headers: &[(&str, &str)],
    seconds: i64,
) -> Result<VerifiedDelivery, Refusal> {
    let headers: Headers = headers.iter().copied().collect();
    let received_at = chrono::DateTime::from_timestamp(seconds, 0).unwrap();
    let secrets = Secrets { current: Some(Secret::new(secret)), previous: None };
    let delivery = Delivery { body, headers: &headers, received_at };
    kind(kind_key).unwrap().connector.verify(&delivery, &secrets, &Settings::new(kind_key.parse().unwrap()))
}

fn vendor(kind: &'static str, scheme: Option<&'static str>) -> Vendor {
    Vendor { kind, scheme }
}

#[test]
fn the_vector_of_smartrecruiters() {
    let headers = [
        ("smartrecruiters-signature", "v1=2e9291f10d44ca10204a4cd81b05d73b6a316b2b605d4e2e0e0b37b40198ce1f"),
        ("smartrecruiters-timestamp", "1574080897"),
        ("event-id", "123"),
        ("event-name", "application.created"),
        ("event-version", "v201910"),
        ("link", "<http://smartrecruiters.com/endpoint>; rel=self"),
    ];
    let verify =
        |body: &str| verify("smartrecruiters", "HeBVky2bccvvkcXPimH8c", body.as_bytes(), &headers, 1_574_080_897);
    verify(r#"{"job_id":"jid","candidate_id":"cid"}"#).unwrap();
    // The documentation prints the body with a space that was not signed.
    assert_eq!(verify(r#"{"job_id":"jid","candidate_id": "cid"}"#), Err(Refusal::WrongSignature));
}

#[test]
fn the_vectors_of_standard_webhooks() {
    // Of the tests of the libraries that its authors publish, and of the documentation of Svix.
    let body = br#"{"test": 2432232314}"#;
    let headers = [
        ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
        ("webhook-timestamp", "1614265330"),
        (
            "webhook-signature",
            "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,x v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ),
    ];
    verify("standard_webhooks", SECRET, body, &headers, 1_614_265_330).unwrap();
    verify("standard_webhooks", &SECRET[6..], body, &headers, 1_614_265_330).unwrap();
    assert_eq!(verify("standard_webhooks", SECRET, b"{}", &headers, 1_614_265_330), Err(Refusal::WrongSignature));
}

#[test]
fn a_key_pair_signs_and_its_public_key_verifies() {
    // The pair in the documentation of Svix.
    let pair =
        Secret::new("whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==");
    let public = standard_webhooks::public_key(&pair).unwrap();
    assert_eq!(public, "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=");
    let symmetric = Secret::new(SECRET);
    let signature = standard_webhooks::sign([&symmetric, &pair], "msg_1", now(), b"{}").unwrap();
    assert!(signature.starts_with("v1,") && signature.contains(" v1a,"), "{signature}");
    let seconds = now().timestamp();
    let timestamp = seconds.to_string();
    let headers = [("webhook-id", "msg_1"), ("webhook-timestamp", &timestamp), ("webhook-signature", &signature)];
    for secret in [public.as_str(), pair.reveal(), SECRET] {
        verify("standard_webhooks", secret, b"{}", &headers, seconds).unwrap();
        assert_eq!(verify("standard_webhooks", secret, b"[]", &headers, seconds), Err(Refusal::WrongSignature));
    }
    assert!(standard_webhooks::sign([&Secret::new(&public)], "msg_1", now(), b"{}").is_err());
    // The seed alone is the same key.
    let seed = BASE64_STANDARD.decode(&pair.reveal()[5..]).unwrap()[..32].to_vec();
    let seed = Secret::new(format!("whsk_{}", BASE64_STANDARD.encode(seed)));
    assert_eq!(standard_webhooks::public_key(&seed).unwrap(), public);
}

#[test]
fn greenhouse_signs_its_escapes_as_they_are_sent() {
    let body = include_bytes!("../samples/greenhouse/escaped.json");
    let signature = format!("sha256 {}", hex(&tag(SECRET, &[body])));
    verify("greenhouse", SECRET, body, &[("Signature", &signature)], 0).unwrap();
    let parsed: serde_json::Value = serde_json::from_slice(body).unwrap();
    let written = serde_json::to_vec(&parsed).unwrap();
    assert_eq!(verify("greenhouse", SECRET, &written, &[("Signature", &signature)], 0), Err(Refusal::WrongSignature));
    let bare = &signature["sha256 ".len()..];
    assert_eq!(verify("greenhouse", SECRET, body, &[("Signature", bare)], 0), Err(Refusal::Malformed("Signature")));
    verify("greenhouse", SECRET, body, &[("Signature", &format!("sha256 {}", bare.to_uppercase()))], 0).unwrap();
    // An id that is not signed makes no delivery a new one.
    let with_id = [("Signature", signature.as_str()), ("Greenhouse-Event-ID", "made-up")];
    assert_eq!(
        verify("greenhouse", SECRET, body, &with_id, 0).unwrap().dedupe_key,
        verify("greenhouse", SECRET, body, &with_id[..1], 0).unwrap().dedupe_key
    );
}

#[test]
fn ashby_sends_one_action_as_several_events() {
    let key = |name: &str| {
        let body = std::fs::read(format!("tests/samples/ashby/{name}.json")).unwrap();
        let signature = format!("sha256={}", hex(&tag(SECRET, &[&body])));
        verify("ashby", SECRET, &body, &[("Ashby-Signature", &signature)], 0).unwrap().dedupe_key
    };
    assert_ne!(key("schedule"), key("schedule_created"));
    assert_eq!(key("schedule"), key("schedule"));
    let connector = kind("ashby").unwrap().connector;
    assert_eq!(connector.refusal_status(&Refusal::WrongSignature), 400);
    assert_eq!(connector.refusal_status(&Refusal::MissingField("Ashby-Signature")), 400);
    assert_eq!(connector.refusal_status(&Refusal::NoSecret), 503);
    assert_eq!(kind("greenhouse").unwrap().connector.refusal_status(&Refusal::WrongSignature), 401);
}

#[test]
fn merge_and_workable_write_base64_in_several_ways() {
    // A body whose tag has both characters in which the alphabets differ.
    let (body, digest) = (0..10_000)
        .map(|number: u32| format!("{{\"n\":{number}}}").into_bytes())
        .map(|body| (body.clone(), tag(SECRET, &[&body])))
        .find(|(_, digest)| {
            BASE64_STANDARD.encode(digest).contains('+') && BASE64_STANDARD.encode(digest).contains('/')
        })
        .unwrap();
    let padded = BASE64_URL_SAFE.encode(&digest);
    for value in [padded.as_str(), padded.trim_end_matches('='), &BASE64_STANDARD.encode(&digest)] {
        verify("merge", SECRET, &body, &[("X-Merge-Webhook-Signature", value)], 0).unwrap();
    }
    for value in [&hex(&digest), &hex(&digest).to_uppercase(), &BASE64_STANDARD.encode(&digest)] {
        verify("workable", SECRET, &body, &[("X-Workable-Signature", value)], 0).unwrap();
    }
}

#[test]
fn breezy_may_sign_what_it_would_have_written_without_white_space() {
    let body = b"{ \"type\" : \"a \\\" b\" }\n";
    for signed in [&body[..], b"{\"type\":\"a \\\" b\"}"] {
        let signature = hex(&tag(SECRET, &[signed]));
        verify("breezy", SECRET, body, &[("X-Hook-Signature", &signature)], 0).unwrap();
    }
}

#[test]
fn lever_believes_nobody_about_what_the_signature_leaves_out() {
    let request = vendor("lever", None).signed("t0k", SECRET, now());
    let mut json: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    json["data"]["opportunityId"] = "somebody-else".into();
    let changed = serde_json::to_vec(&json).unwrap();
    let headers = Headers::default();
    let lever = kind("lever").unwrap().connector;
    let (secrets, settings) = (vendor("lever", None).secrets(SECRET, None), vendor("lever", None).settings());
    let verified = lever.verify(&delivery(&changed, &headers), &secrets, &settings).unwrap();
    assert!(!verified.covers.is_body_authentic());
    // It has the key of the one that it was made from, so that it comes too late or takes its place, but isn't added to
    // it.
    assert_eq!(verified, lever.verify(&delivery(&request.body, &headers), &secrets, &settings).unwrap());
    json["triggeredAt"] = "now".into();
    let changed = serde_json::to_vec(&json).unwrap();
    let refusal = lever.verify(&delivery(&changed, &headers), &secrets, &settings).unwrap_err();
    assert_eq!(refusal, Refusal::Malformed("triggeredAt"));
    let no_json = lever.verify(&delivery(b"not JSON", &headers), &secrets, &settings).unwrap_err();
    assert_eq!(lever.refusal_status(&no_json), 400);
}

#[test]
fn smartrecruiters_signs_headers_that_are_missing_as_nothing() {
    let parts: [&[u8]; 11] = [b"1700000000", b".", b"{}", b".", b"", b".", b"", b".", b"", b".", b""];
    let signature = format!("v1={}", hex(&tag(SECRET, &parts)));
    let headers = [("smartrecruiters-signature", signature.as_str()), ("smartrecruiters-timestamp", "1700000000")];
    verify("smartrecruiters", SECRET, b"{}", &headers, 1_700_000_000).unwrap();
    let with_name = [headers[0], headers[1], ("event-name", "interview.canceled")];
    assert_eq!(verify("smartrecruiters", SECRET, b"{}", &with_name, 1_700_000_000), Err(Refusal::WrongSignature));
}

#[test]
fn mailgun_can_be_read_from_both_kinds_of_form() {
    let seconds = now().timestamp().to_string();
    let signature = hex(&tag(SECRET, &[seconds.as_bytes(), b"t0k"]));
    let body = format!("timestamp={seconds}&token=t0k&signature={signature}&body-mime=Subject%3A+%FF%0D%0A%0D%0AText");
    let headers: Headers = [("content-type", "application/x-www-form-urlencoded")].into_iter().collect();
    let mailgun = vendor("email", Some("mailgun"));
    let (connector, settings) = (mailgun.kind().connector, mailgun.settings());
    connector.verify(&delivery(body.as_bytes(), &headers), &mailgun.secrets(SECRET, None), &settings).unwrap();
    let connectors::DeliveryContent::Mail(mail) =
        connector.map(&delivery(body.as_bytes(), &headers), &settings).unwrap()
    else {
        panic!("no mail");
    };
    assert_eq!(mail.raw, b"Subject: \xff\r\n\r\nText");
    // A field that is there twice could have one value for the signature and another for the reader.
    let twice = multipart(&[("timestamp", &seconds), ("token", "t0k"), ("token", "x"), ("signature", &signature)]);
    let request =
        Request { body: twice, headers: vec![("content-type".into(), "multipart/form-data; boundary=xyz".into())] };
    let refusal =
        connector.verify(&delivery(&request.body, &request.headers()), &mailgun.secrets(SECRET, None), &settings);
    assert!(matches!(refusal, Err(Refusal::Unreadable(_))));
}
