use crate::support::{Answer, on_both_databases};
use chrono::TimeDelta;

/// An error of OAuth (RFC 6749, section 5.2).
#[track_caller]
pub fn refused(answer: Answer, error: &str) {
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    let body = answer.expect(400);
    assert_eq!(body["error"], error, "{body}");
    assert_eq!(body["error_description"], body["detail"], "{body}");
}

on_both_databases! {
    async fn a_password_gives_a_token_that_expires(api: Api) {
        let ada = api.sign_up("ada").await;
        ada.get("/v1/account").await.expect(200);
        api.clock.advance(TimeDelta::minutes(15));
        let expired = ada.get("/v1/account").await;
        assert_eq!(expired.header("www-authenticate"), Some("Bearer error=\"invalid_token\""));
        expired.problem(401, "unauthorized");
        // A request without one gets no error code.
        let none = api.anonymous().get("/v1/account").await;
        assert_eq!(none.header("www-authenticate"), Some("Bearer"));
        none.problem(401, "unauthorized");
    }

    async fn scopes_narrow_and_never_widen(api: Api) {
        api.sign_up("ada").await;
        let reader = api.sign_in("ada", "read").await;
        reader.get("/v1/candidates").await.expect(200);
        let answer = reader.post("/v1/candidates", serde_json::json!({"name": "Bob"})).await;
        assert!(answer.header("www-authenticate").unwrap().contains("insufficient_scope"));
        answer.problem(403, "insufficient-scope");
        let form = [
            ("grant_type", "password"), ("username", "ada@example.com"),
            ("password", "correct horse battery staple"), ("scope", "read"),
        ];
        let token = api.anonymous().form("/oauth/token", &form).await.expect(200);
        let wider = [
            ("grant_type", "refresh_token"), ("refresh_token", token["refresh_token"].as_str().unwrap()),
            ("scope", "read write"),
        ];
        refused(api.anonymous().form("/oauth/token", &wider).await, "invalid_scope");
        for scope in ["everything", "read everything", " "] {
            let form = [("grant_type", "password"), ("username", "a"), ("password", "b"), ("scope", scope)];
            refused(api.anonymous().form("/oauth/token", &form).await, "invalid_scope");
        }
    }

    async fn a_token_request_gets_what_it_lacks(api: Api) {
        refused(api.anonymous().form("/oauth/token", &[]).await, "invalid_request");
        refused(api.anonymous().form("/oauth/token", &[("grant_type", "implicit")]).await, "unsupported_grant_type");
        refused(api.anonymous().form("/oauth/token", &[("grant_type", "password")]).await, "invalid_request");
        let twice = [("grant_type", "password"), ("grant_type", "password")];
        refused(api.anonymous().form("/oauth/token", &twice).await, "invalid_request");
        for token in ["", "x", "AAAA"] {
            let form = [("grant_type", "refresh_token"), ("refresh_token", token)];
            api.anonymous().form("/oauth/token", &form).await.expect(400);
        }
        let json = serde_json::json!({"grant_type": "password"});
        api.anonymous().post("/oauth/token", json).await.problem(415, "unsupported-media-type");
        let large = "x".repeat(20_000);
        api.anonymous().form("/oauth/token", &[("grant_type", &large)]).await.problem(413, "payload-too-large");
    }

    async fn no_token_or_a_made_up_one_is_refused(api: Api) {
        api.anonymous().get("/v1/candidates").await.problem(401, "unauthorized");
        for token in ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."] {
            api.bearing(token).get("/v1/candidates").await.problem(401, "unauthorized");
        }
    }

    async fn the_keys_are_public_and_nothing_else_is(api: Api) {
        let keys = api.anonymous().get("/.well-known/jwks.json").await.expect(200);
        let key = keys["keys"][0].as_object().unwrap();
        assert_eq!((&key["kty"], &key["crv"], &key["use"]), (&"OKP".into(), &"Ed25519".into(), &"sig".into()));
        assert!(key.contains_key("kid") && key.contains_key("x") && !key.contains_key("d"), "{key:?}");
    }
}

mod limits {
    use std::num::NonZeroU32;

    use actix_web::test::TestRequest;
    use followup::config::RateLimit;

    use crate::support::{Api, Backend};

    #[actix_web::test]
    async fn too_frequent_requests_of_a_user_are_refused() {
        let limit = RateLimit::PerMinute(NonZeroU32::new(60).unwrap());
        let api = Api::start_with(Backend::Sqlite, limit).await;
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        for _ in 0..60 {
            ada.get("/v1/account").await.expect(200);
        }
        let refused = ada.get("/v1/account").await;
        let wait: u32 = refused.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=61).contains(&wait), "{wait}");
        refused.problem(429, "too-many-requests");
        bob.get("/v1/account").await.expect(200);
    }

    #[actix_web::test]
    async fn a_request_counts_whatever_its_body() {
        let limit = RateLimit::PerMinute(NonZeroU32::new(60).unwrap());
        let api = Api::start_with(Backend::Postgres, limit).await;
        let ada = api.sign_up("ada").await;
        let mut answers = Vec::new();
        for _ in 0..90 {
            answers.push(ada.post("/v1/candidates", serde_json::json!({"name": 1})).await.status.as_u16());
        }
        assert_eq!((answers[0], answers.contains(&429)), (422, true), "{answers:?}");
    }

    #[actix_web::test]
    async fn an_address_can_try_few_passwords() {
        let limit = RateLimit::PerMinute(NonZeroU32::new(90).unwrap());
        let api = Api::start_with(Backend::Sqlite, limit).await;
        let attempt = |peer: &str| {
            let form = [("grant_type", "password"), ("username", peer), ("password", "wrong password")];
            TestRequest::post().uri("/oauth/token").peer_addr(peer.parse().unwrap()).set_form(form)
        };
        for _ in 0..3 {
            api.anonymous().send(attempt("127.0.0.2:1000")).await.expect(400);
        }
        api.anonymous().send(attempt("127.0.0.2:2000")).await.problem(429, "too-many-requests");
        api.anonymous().send(attempt("127.0.0.3:1000")).await.expect(400);
    }
}
