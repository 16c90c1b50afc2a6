//! Signatures: properties that hold for all vendors.

use chrono::TimeDelta;
use connectors::{Refusal, Secret, Secrets, SignatureScope, VerifiedDelivery};

use crate::support::{OTHER_SECRET, Request, SECRET, Vendor, delivery, now, vendors};

fn verify_with(vendor: Vendor, request: &Request, secrets: &Secrets) -> Result<VerifiedDelivery, Refusal> {
    vendor.kind().connector.verify(&delivery(&request.body, &request.headers()), secrets, &vendor.settings())
}

fn verify(vendor: Vendor, request: &Request) -> Result<VerifiedDelivery, Refusal> {
    verify_with(vendor, request, &vendor.secrets(SECRET, None))
}

fn covers(vendor: Vendor) -> SignatureScope {
    match (vendor.kind, vendor.scheme) {
        ("lever", _) | (_, Some("mailgun")) => SignatureScope::Time,
        ("teamtailor", Some("partner")) => SignatureScope::Id,
        (_, Some("postmark")) => SignatureScope::Sender,
        ("smartrecruiters" | "teamtailor" | "standard_webhooks" | "email", _) => SignatureScope::BodyAndTime,
        _ => SignatureScope::Body,
    }
}

#[test]
fn a_valid_signature_says_what_it_covers() {
    for vendor in vendors() {
        let verified = verify(vendor, &vendor.signed("1", SECRET, now())).unwrap();
        assert_eq!(verified.covers, covers(vendor), "{vendor:?}");
        assert!(!verified.by_previous_secret, "{vendor:?}");
    }
}

#[test]
fn the_secret_before_the_current_one_counts_too() {
    for vendor in vendors() {
        let request = vendor.signed("1", OTHER_SECRET, now());
        let verified = verify_with(vendor, &request, &vendor.secrets(SECRET, Some(OTHER_SECRET))).unwrap();
        assert!(verified.by_previous_secret, "{vendor:?}");
        assert_eq!(verify(vendor, &request), Err(Refusal::WrongSignature), "{vendor:?}");
    }
}

#[test]
fn without_a_secret_every_delivery_is_refused() {
    for vendor in vendors() {
        let refusal = verify_with(vendor, &vendor.signed("1", SECRET, now()), &Secrets::default());
        assert_eq!(refusal, Err(Refusal::NoSecret), "{vendor:?}");
    }
}

#[test]
fn a_changed_byte_is_noticed_wherever_the_signature_reaches() {
    for vendor in vendors() {
        let request = vendor.signed("1", SECRET, now());
        let mut changed = request.clone();
        let place = changed.body.len() / 2;
        changed.body[place] ^= 1;
        if matches!(covers(vendor), SignatureScope::Body | SignatureScope::BodyAndTime) {
            assert_eq!(verify(vendor, &changed), Err(Refusal::WrongSignature), "{vendor:?}");
        }
        // White space is all that may change in what Breezy signs.
        if vendor.kind != "breezy" {
            let mut longer = request.clone();
            longer.body.push(b' ');
            let covered = matches!(covers(vendor), SignatureScope::Body | SignatureScope::BodyAndTime);
            assert_eq!(verify(vendor, &longer).is_ok(), !covered, "{vendor:?}");
        }
    }
}

#[test]
fn names_of_headers_are_read_in_any_case() {
    for vendor in vendors() {
        let mut request = vendor.signed("1", SECRET, now());
        for (name, _) in &mut request.headers {
            *name = name.to_uppercase();
        }
        verify(vendor, &request).unwrap_or_else(|refusal| panic!("{vendor:?}: {refusal}"));
    }
}

#[test]
fn missing_repeated_and_malformed_headers_have_different_refusals() {
    for vendor in vendors().into_iter().filter(|vendor| vendor.kind != "lever" && vendor.scheme != Some("mailgun")) {
        let request = vendor.signed("1", SECRET, now());
        let is_signature = |name: &str| name.to_lowercase().contains("signature") || name == "Authorization";
        let place = request.headers.iter().position(|(name, _)| is_signature(name)).unwrap();
        let mut without = request.clone();
        without.headers.remove(place);
        assert!(matches!(verify(vendor, &without), Err(Refusal::MissingField(_))), "{vendor:?}");
        let mut twice = request.clone();
        twice.headers.push(request.headers[place].clone());
        assert!(matches!(verify(vendor, &twice), Err(Refusal::Repeated(_))), "{vendor:?}");
        for malformed in ["", "x", "sha256", "sha256 zz", "sha256=zz", "v1=zz", "v1,!!", "Basic", "Basic !!", "é"] {
            let mut other = request.clone();
            malformed.clone_into(&mut other.headers[place].1);
            let refusal = verify(vendor, &other).unwrap_err();
            let expected =
                matches!(refusal, Refusal::Malformed(_) | Refusal::MissingField(_) | Refusal::WrongSignature);
            assert!(expected, "{vendor:?}, {malformed:?}: {refusal:?}");
        }
    }
}

#[test]
fn signatures_with_a_time_expire() {
    for vendor in vendors().into_iter().filter(|vendor| covers(*vendor).is_time_authentic()) {
        let old = vendor.signed("1", SECRET, now() - TimeDelta::days(4));
        assert!(matches!(verify(vendor, &old), Err(Refusal::Stale(345_600))), "{vendor:?}");
        let future = vendor.signed("1", SECRET, now() + TimeDelta::minutes(6));
        assert_eq!(verify(vendor, &future), Err(Refusal::Stale(-360)), "{vendor:?}");
        verify(vendor, &vendor.signed("1", SECRET, now() + TimeDelta::minutes(4))).unwrap();
        verify(vendor, &vendor.signed("1", SECRET, now() - TimeDelta::minutes(4))).unwrap();
    }
}

#[test]
fn schemes_that_sign_each_attempt_allow_five_minutes() {
    for vendor in vendors() {
        let late = verify(vendor, &vendor.signed("1", SECRET, now() - TimeDelta::minutes(6)));
        let strict = matches!(
            (vendor.kind, vendor.scheme),
            ("smartrecruiters" | "standard_webhooks", _)
                | ("teamtailor", Some("company"))
                | (_, Some("standard_webhooks"))
        );
        assert_eq!(late == Err(Refusal::Stale(360)), strict, "{vendor:?}");
    }
}

#[test]
fn different_events_have_different_deduplication_keys() {
    for vendor in vendors() {
        let key = |id: &str, minutes: i64| {
            let at = now() - TimeDelta::minutes(minutes);
            verify(vendor, &vendor.signed(id, SECRET, at)).unwrap().dedupe_key
        };
        assert_eq!(key("1", 0), key("1", 0), "{vendor:?}");
        assert_ne!(key("1", 0), key("2", 0), "{vendor:?}");
        assert!(key("1", 0).len() <= 50, "{vendor:?}");
        // A second attempt is signed again where the time is signed; Lever's time is that of the event.
        assert_eq!(key("1", 0) == key("1", 2), vendor.kind != "lever", "{vendor:?}");
    }
}

#[test]
fn a_body_that_was_signed_for_another_vendor_is_refused() {
    for vendor in vendors() {
        let signs_alike =
            |vendor: Vendor| vendor.kind == "standard_webhooks" || vendor.scheme == Some("standard_webhooks");
        let others = vendors().into_iter().filter(|other| other.kind != vendor.kind);
        for other in others.filter(|other| !(signs_alike(vendor) && signs_alike(*other))) {
            assert!(verify(vendor, &other.signed("1", SECRET, now())).is_err(), "{vendor:?} {other:?}");
        }
    }
}

#[test]
fn a_malformed_secret_is_refused_before_it_is_used() {
    for vendor in vendors() {
        let connector = vendor.kind().connector;
        assert_eq!(connector.check_secret(&vendor.stored_secret(SECRET), &vendor.settings()), Ok(()), "{vendor:?}");
        let short = connector.check_secret(&Secret::new("abc"), &vendor.settings()).unwrap_err();
        assert!(!short.to_string().contains("abc"), "{vendor:?}");
    }
    for (kind, scheme, secret) in [
        ("standard_webhooks", None, "whsec_dG9vIHNob3J0"),
        ("standard_webhooks", None, "whpk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        ("standard_webhooks", None, "whsk_AAAA"),
        ("email", Some("postmark"), "a-password-without-a-name"),
        ("email", Some("postmark"), "name:short"),
        ("email", Some("sendgrid"), "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"),
    ] {
        let vendor = Vendor { kind, scheme };
        assert!(vendor.kind().connector.check_secret(&Secret::new(secret), &vendor.settings()).is_err(), "{secret}");
    }
}
