//! Nobody finds out by sign-in, by the answer or its time, who has an account here.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{Answer, Api, Backend, on_both_databases};

async fn sign_in(api: &Api, email: &str) -> Answer {
    let form = [("grant_type", "password"), ("username", email), ("password", "incorrect horse battery staple")];
    api.anonymous().form("/oauth/token", &form).await
}

async fn sign_up(api: &Api, email: &str) -> Answer {
    let body = json!({"name": "Eve", "email": email, "password": "incorrect horse battery staple"});
    api.anonymous().post("/v1/accounts", body).await
}

async fn time<T>(work: impl Future<Output = T>) -> Duration {
    let began = Instant::now();
    work.await;
    began.elapsed()
}

on_both_databases! {
    async fn a_wrong_password_and_an_unknown_user_answer_alike(api: Api) {
        api.sign_up("ada").await;
        let mut wrong = sign_in(&api, "ada@example.com").await.expect(400);
        let mut unknown = sign_in(&api, "eve@example.com").await.expect(400);
        assert_eq!(wrong["error"], "invalid_grant");
        (wrong["request_id"], unknown["request_id"]) = (Value::Null, Value::Null);
        assert_eq!(wrong, unknown);
    }

    async fn a_password_is_hashed_once_whether_or_not_there_is_a_user(api: Api) {
        api.sign_up("ada").await;
        for (email, status) in [("ada@example.com", 409), ("eve@example.com", 201)] {
            let before = api.passwords.hashed();
            sign_in(&api, email).await.expect(400);
            assert_eq!(api.passwords.hashed(), before + 1, "{email}");
            sign_up(&api, email).await.expect(status);
            assert_eq!(api.passwords.hashed(), before + 2, "{email}");
        }
    }
}

#[actix_web::test]
#[ignore = "needs a machine that does nothing else: cargo test --release --test api -- --ignored medians"]
async fn the_medians_of_a_wrong_password_and_an_unknown_user_are_within_five_per_cent() {
    let api = Api::start(Backend::Postgres).await;
    api.sign_up("ada").await;
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for _ in 0..200 {
        known.push(time(sign_in(&api, "ada@example.com")).await.as_secs_f64());
        unknown.push(time(sign_in(&api, "eve@example.com")).await.as_secs_f64());
    }
    let median = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    let ratio = median(&mut known) / median(&mut unknown);
    assert!((0.95..=1.05).contains(&ratio), "{ratio}");
}
