//! What is true of the signatures of all vendors.

use chrono::TimeDelta;
use connectors::{Covers, Refusal, Secret, Secrets, Verified};

use crate::support::{OTHER_SECRET, Request, SECRET, Way, delivery, now, ways};

fn verify_with(way: Way, request: &Request, secrets: &Secrets) -> Result<Verified, Refusal> {
    way.kind().connector.verify(&delivery(&request.body, &request.headers()), secrets, &way.settings())
}

fn verify(way: Way, request: &Request) -> Result<Verified, Refusal> {
    verify_with(way, request, &way.secrets(SECRET, None))
}

fn covers(way: Way) -> Covers {
    match (way.kind, way.scheme) {
        ("lever", _) | (_, Some("mailgun")) => Covers::Time,
        ("teamtailor", Some("partner")) => Covers::Id,
        (_, Some("postmark")) => Covers::Sender,
        ("smartrecruiters" | "teamtailor" | "standard_webhooks" | "email", _) => Covers::BodyAndTime,
        _ => Covers::Body,
    }
}

#[test]
fn a_right_signature_is_believed_as_far_as_it_goes() {
    for way in ways() {
        let verified = verify(way, &way.signed("1", SECRET, now())).unwrap();
        assert_eq!(verified.covers, covers(way), "{way:?}");
        assert!(!verified.by_previous_secret, "{way:?}");
    }
}

#[test]
fn the_secret_before_the_current_one_counts_too() {
    for way in ways() {
        let request = way.signed("1", OTHER_SECRET, now());
        let verified = verify_with(way, &request, &way.secrets(SECRET, Some(OTHER_SECRET))).unwrap();
        assert!(verified.by_previous_secret, "{way:?}");
        assert_eq!(verify(way, &request), Err(Refusal::Wrong), "{way:?}");
    }
}

#[test]
fn without_a_secret_nothing_is_believed() {
    for way in ways() {
        let refusal = verify_with(way, &way.signed("1", SECRET, now()), &Secrets::default());
        assert_eq!(refusal, Err(Refusal::NoSecret), "{way:?}");
    }
}

#[test]
fn a_changed_byte_is_noticed_wherever_the_signature_reaches() {
    for way in ways() {
        let request = way.signed("1", SECRET, now());
        let mut changed = request.clone();
        let place = changed.body.len() / 2;
        changed.body[place] ^= 1;
        if matches!(covers(way), Covers::Body | Covers::BodyAndTime) {
            assert_eq!(verify(way, &changed), Err(Refusal::Wrong), "{way:?}");
        }
        // White space is all that may change in what Breezy signs.
        if way.kind != "breezy" {
            let mut longer = request.clone();
            longer.body.push(b' ');
            let covered = matches!(covers(way), Covers::Body | Covers::BodyAndTime);
            assert_eq!(verify(way, &longer).is_ok(), !covered, "{way:?}");
        }
    }
}

#[test]
fn names_of_headers_are_read_in_any_case() {
    for way in ways() {
        let mut request = way.signed("1", SECRET, now());
        for (name, _) in &mut request.headers {
            *name = name.to_uppercase();
        }
        verify(way, &request).unwrap_or_else(|refusal| panic!("{way:?}: {refusal}"));
    }
}

#[test]
fn a_missing_repeated_or_malformed_header_is_told_apart() {
    for way in ways().into_iter().filter(|way| way.kind != "lever" && way.scheme != Some("mailgun")) {
        let request = way.signed("1", SECRET, now());
        let is_signature = |name: &str| name.to_lowercase().contains("signature") || name == "Authorization";
        let place = request.headers.iter().position(|(name, _)| is_signature(name)).unwrap();
        let mut without = request.clone();
        without.headers.remove(place);
        assert!(matches!(verify(way, &without), Err(Refusal::Absent(_))), "{way:?}");
        let mut twice = request.clone();
        twice.headers.push(request.headers[place].clone());
        assert!(matches!(verify(way, &twice), Err(Refusal::Repeated(_))), "{way:?}");
        for malformed in ["", "x", "sha256", "sha256 zz", "sha256=zz", "v1=zz", "v1,!!", "Basic", "Basic !!", "é"] {
            let mut other = request.clone();
            malformed.clone_into(&mut other.headers[place].1);
            let refusal = verify(way, &other).unwrap_err();
            let expected = matches!(refusal, Refusal::Malformed(_) | Refusal::Absent(_) | Refusal::Wrong);
            assert!(expected, "{way:?}, {malformed:?}: {refusal:?}");
        }
    }
}

#[test]
fn signatures_that_say_when_grow_stale() {
    for way in ways().into_iter().filter(|way| covers(*way).time()) {
        let old = way.signed("1", SECRET, now() - TimeDelta::days(4));
        assert!(matches!(verify(way, &old), Err(Refusal::Stale(345_600))), "{way:?}");
        let future = way.signed("1", SECRET, now() + TimeDelta::minutes(6));
        assert_eq!(verify(way, &future), Err(Refusal::Stale(-360)), "{way:?}");
        verify(way, &way.signed("1", SECRET, now() + TimeDelta::minutes(4))).unwrap();
        verify(way, &way.signed("1", SECRET, now() - TimeDelta::minutes(4))).unwrap();
    }
}

#[test]
fn attempts_signed_anew_have_five_minutes() {
    for way in ways() {
        let late = verify(way, &way.signed("1", SECRET, now() - TimeDelta::minutes(6)));
        let strict = matches!(
            (way.kind, way.scheme),
            ("smartrecruiters" | "standard_webhooks", _)
                | ("teamtailor", Some("company"))
                | (_, Some("standard_webhooks"))
        );
        assert_eq!(late == Err(Refusal::Stale(360)), strict, "{way:?}");
    }
}

#[test]
fn one_event_has_one_key_and_another_another() {
    for way in ways() {
        let key = |id: &str, minutes: i64| {
            let at = now() - TimeDelta::minutes(minutes);
            verify(way, &way.signed(id, SECRET, at)).unwrap().dedupe_key
        };
        assert_eq!(key("1", 0), key("1", 0), "{way:?}");
        assert_ne!(key("1", 0), key("2", 0), "{way:?}");
        assert!(key("1", 0).len() <= 50, "{way:?}");
        // A second attempt is signed again where the time is signed; Lever's time is that of the event.
        assert_eq!(key("1", 0) == key("1", 2), way.kind != "lever", "{way:?}");
    }
}

#[test]
fn whoever_presents_a_body_that_was_signed_for_another_vendor_is_refused() {
    for way in ways() {
        let signs_alike = |way: Way| way.kind == "standard_webhooks" || way.scheme == Some("standard_webhooks");
        let others = ways().into_iter().filter(|other| other.kind != way.kind);
        for other in others.filter(|other| !(signs_alike(way) && signs_alike(*other))) {
            assert!(verify(way, &other.signed("1", SECRET, now())).is_err(), "{way:?} {other:?}");
        }
    }
}

#[test]
fn a_secret_in_a_wrong_form_is_told_before_it_is_used() {
    for way in ways() {
        let connector = way.kind().connector;
        assert_eq!(connector.check_secret(&way.known(SECRET), &way.settings()), Ok(()), "{way:?}");
        let short = connector.check_secret(&Secret::new("abc"), &way.settings()).unwrap_err();
        assert!(!short.to_string().contains("abc"), "{way:?}");
    }
    for (kind, scheme, secret) in [
        ("standard_webhooks", None, "whsec_dG9vIHNob3J0"),
        ("standard_webhooks", None, "whpk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        ("standard_webhooks", None, "whsk_AAAA"),
        ("email", Some("postmark"), "a-password-without-a-name"),
        ("email", Some("postmark"), "name:short"),
        ("email", Some("sendgrid"), "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"),
    ] {
        let way = Way { kind, scheme };
        assert!(way.kind().connector.check_secret(&Secret::new(secret), &way.settings()).is_err(), "{secret}");
    }
}
