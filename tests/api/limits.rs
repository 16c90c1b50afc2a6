//! How often somebody may ask, and how the answers tell.

use std::num::NonZeroU32;

use actix_web::test::TestRequest;
use followup::config::RateLimit;
use serde_json::json;

use crate::support::{
    Answer, Api, Backend,
    process::{Process, followup},
};

async fn api_with_limit(per_minute: u32) -> Api {
    Api::start_with(Backend::Sqlite, RateLimit::PerMinute(NonZeroU32::new(per_minute).unwrap())).await
}

/// What an answer says is left, and in how many seconds there will be more.
#[track_caller]
fn left(answer: &Answer, quota: u32) -> (u32, u64) {
    assert_eq!(answer.header("ratelimit-policy"), Some(format!("\"default\";q={quota};w=60").as_str()));
    let text = answer.header("ratelimit").expect("it says what is left").trim_start_matches("\"default\";r=");
    let (remaining, seconds) = text.split_once(";t=").expect("it says until when");
    (remaining.parse().unwrap(), seconds.parse().unwrap())
}

#[actix_web::test]
async fn every_answer_to_somebody_says_what_is_left() {
    let api = api_with_limit(90).await;
    let ada = api.sign_up("ada").await;
    let reader = api.sign_in("ada", "read").await;
    let answers = [
        ada.get("/v1/account").await,
        ada.post("/v1/candidates", json!({"name": "Ada"})).await,
        ada.post("/v1/candidates", json!({"name": 1})).await,
        ada.get("/v1/candidates/0198c0de-7a3b-7c4d-8e5f-60718293a4b5").await,
        // The quota is the user's, whatever the token.
        reader.post("/v1/candidates", json!({})).await,
    ];
    let statuses: Vec<_> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    assert_eq!(statuses, [200, 201, 422, 404, 403]);
    for (answer, remaining) in answers.iter().zip((0..90).rev()) {
        let (said, seconds) = left(answer, 90);
        assert_eq!(said, remaining);
        assert!((1..=61).contains(&seconds), "{seconds}");
    }
    for open in ["/healthz", "/nothing/here"] {
        assert_eq!(api.anonymous().get(open).await.header("ratelimit"), None);
    }
}

/// Many at once, and not one more than the quota; others are not affected.
#[actix_web::test]
async fn nobody_gets_more_than_the_quota_and_nobody_else_gets_less() {
    let api = api_with_limit(60).await;
    let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
    let answers = futures_util::future::join_all((0..100).map(|_| ada.get("/v1/account"))).await;
    let (served, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
    assert_eq!((served.len(), refused.len()), (60, 40));
    for answer in refused {
        let (remaining, seconds) = left(&answer, 60);
        assert_eq!(remaining, 0);
        assert_eq!(answer.header("retry-after"), Some(seconds.to_string().as_str()));
        answer.problem(429, "too-many-requests");
    }
    assert_eq!(left(&bob.get("/v1/account").await, 60).0, 59);
}

/// Also if they are not genuine. Others at the same address of the network are not affected.
#[actix_web::test]
async fn a_connection_takes_no_more_deliveries_than_the_quota() {
    let api = api_with_limit(60).await;
    let ada = api.sign_up("ada").await;
    let connection = |name: &str| json!({"kind": "standard_webhooks", "name": name, "prefix": name});
    let (first, second) = (connection("first"), connection("second"));
    let first = crate::connections::Connected::of(&ada, first).await.path;
    let second = crate::connections::Connected::of(&ada, second).await.path;
    let anonymous = api.anonymous();
    let answers = futures_util::future::join_all((0..100).map(|_| anonymous.post(&first, json!({})))).await;
    let (refused, answered): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 429);
    assert_eq!((answered.len(), refused.len()), (60, 40));
    for answer in refused {
        assert!((1..=61).contains(&answer.header("retry-after").unwrap().parse::<u64>().unwrap()));
        answer.problem(429, "too-many-requests");
    }
    assert_ne!(anonymous.post(&second, json!({})).await.status, 429);
    assert_eq!(ada.get("/v1/account").await.status, 200);
}

#[actix_web::test]
async fn a_password_can_be_guessed_from_many_addresses_only_as_often_as_from_one() {
    let api = api_with_limit(90).await;
    let anonymous = api.anonymous();
    let attempt = |name: &str, address: u8| {
        let form = [("grant_type", "password"), ("username", name), ("password", "wrong password")];
        let request = TestRequest::post().uri("/oauth/token").set_form(form);
        anonymous.send(request.peer_addr(([192, 0, 2, address], 1000).into()))
    };
    for address in 0..3 {
        attempt("ada@example.com", address).await.expect(400);
    }
    attempt("ADA@example.com ", 3).await.problem(429, "too-many-requests");
    attempt("bob@example.com", 3).await.expect(400);
}

#[actix_web::test]
async fn a_password_can_be_guessed_by_signing_up_no_more_often_than_by_signing_in() {
    let api = api_with_limit(90).await;
    let anonymous = api.anonymous();
    let attempt = |name: &str, address: u8| {
        let body = json!({"name": "Eve", "email": name, "password": format!("password number {address}")});
        let request = TestRequest::post().uri("/v1/accounts").set_json(body);
        anonymous.send(request.peer_addr(([192, 0, 2, address], 1000).into()))
    };
    for address in 0..3 {
        attempt("ada@example.com", address).await.expect(201);
    }
    attempt("ADA@example.com", 3).await.problem(429, "too-many-requests");
    let form = [("grant_type", "password"), ("username", "ada@example.com"), ("password", "password number 0")];
    api.anonymous().form("/oauth/token", &form).await.problem(429, "too-many-requests");
    attempt("bob@example.com", 3).await.expect(201);
}

#[actix_web::test]
async fn a_secret_can_be_guessed_from_many_addresses_only_as_often_as_from_one() {
    let api = api_with_limit(90).await;
    let client = api.api_client(&api.sign_up("ada").await, &["read"]).await;
    let anonymous = api.anonymous();
    let attempt = |address: u8| {
        let form = [("grant_type", "client_credentials"), ("client_id", &client.id), ("client_secret", "wrong")];
        let request = TestRequest::post().uri("/oauth/token").set_form(form);
        anonymous.send(request.peer_addr(([192, 0, 2, address], 1000).into()))
    };
    for address in 0..3 {
        attempt(address).await.expect(401);
    }
    attempt(3).await.problem(429, "too-many-requests");
}

/// Attempts to sign in, each with a header, until one is refused; at most `most`.
fn attempts_until_refused(service: &Process, most: usize, header: impl Fn(usize) -> (&'static str, String)) -> usize {
    (0..most)
        .take_while(|n| {
            let (name, value) = header(*n);
            let form = [
                ("grant_type", "password".to_owned()),
                ("username", format!("{name}-{n}")),
                ("password", "x".to_owned()),
            ];
            let request = ureq::post(format!("{}/oauth/token", service.url)).header(name, value);
            let answer = request.config().http_status_as_error(false).build().send_form(form).unwrap();
            answer.status() != 429
        })
        .count()
}

#[test]
fn addresses_are_those_that_a_trusted_proxy_tells() {
    let data = tempfile::tempdir().unwrap();
    let start = |proxies: &str| {
        let mut command = followup(data.path(), None);
        command.env("FOLLOWUP_RATE_LIMIT", "90").env("FOLLOWUP_TRUSTED_PROXIES", proxies);
        Process::start_with(command.stderr(std::process::Stdio::null()))
    };
    let trusting = start("10.0.0.0/8, 127.0.0.1,::1");
    let x_forwarded_for = "x-forwarded-for";
    assert_eq!(attempts_until_refused(&trusting, 6, |n| (x_forwarded_for, format!("198.51.100.{n}"))), 6);
    assert_eq!(attempts_until_refused(&trusting, 6, |n| ("forwarded", format!("for=203.0.113.{n}"))), 6);
    // What the client itself wrote in front of that changes nothing.
    let spoofed = |n: usize| (x_forwarded_for, format!("192.0.2.{n}, 198.51.100.99"));
    assert_eq!(attempts_until_refused(&trusting, 6, spoofed), 3);
    drop(trusting);
    let trusting_nobody = start("10.0.0.0/8");
    assert_eq!(attempts_until_refused(&trusting_nobody, 6, |n| (x_forwarded_for, format!("198.51.100.{n}"))), 3);
}

#[test]
fn a_malformed_network_is_an_error_at_the_start() {
    let data = tempfile::tempdir().unwrap();
    let output = followup(data.path(), None).env("FOLLOWUP_TRUSTED_PROXIES", "10.0.0.0/8,proxy").output().unwrap();
    assert!(!output.status.success());
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.contains("'proxy'") && error.contains("10.0.0.0/8 is expected"), "{error}");
}
