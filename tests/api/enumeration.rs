//! Nobody finds out, by an answer or its time, who has an account here: neither by sign-in nor by sign-up.

use std::{collections::BTreeSet, time::Instant};

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::support::{Answer, Api, Backend, Client, on_both_databases};

/// Nobody's.
const WRONG: &str = "incorrect horse battery staple";

async fn sign_in(api: &Api, email: &str, password: &str) -> Answer {
    let form = [("grant_type", "password"), ("username", email), ("password", password)];
    api.anonymous().form("/oauth/token", &form).await
}

async fn sign_up(api: &Api, email: &str, password: &str) -> Answer {
    let body = json!({"name": "Eve", "email": email, "password": password});
    api.anonymous().post("/v1/accounts", body).await
}

async fn delete_account(client: &Client, email: &str) -> Answer {
    let body = json!({"email": email, "password": WRONG});
    client.send(TestRequest::delete().uri("/v1/account").set_json(body)).await
}

/// A body without what differs between any two answers.
fn comparable(mut body: Value) -> Value {
    for field in ["id", "created_at", "candidate_id", "request_id"] {
        if let Some(value) = body.get_mut(field) {
            assert!(value.is_string(), "{field}");
            *value = Value::Null;
        }
    }
    body
}

/// How many passwords are hashed meanwhile.
async fn hashes(api: &Api, work: impl Future<Output = Answer>, status: u16) -> u64 {
    let before = api.passwords.hashed();
    work.await.expect(status);
    api.passwords.hashed() - before
}

on_both_databases! {
    async fn a_wrong_password_and_an_unknown_user_answer_alike(api: Api) {
        api.sign_up("ada").await;
        let wrong = sign_in(&api, "ada@example.com", WRONG).await.expect(400);
        let unknown = sign_in(&api, "eve@example.com", WRONG).await.expect(400);
        assert_eq!(wrong["error"], "invalid_grant");
        assert_eq!(comparable(wrong), comparable(unknown));
    }

    async fn a_sign_up_with_a_new_address_and_with_a_taken_one_answer_alike(api: Api) {
        api.sign_up("ada").await;
        let taken = sign_up(&api, "ada@example.com", WRONG).await;
        let new = sign_up(&api, "eve@example.com", WRONG).await;
        let names = |answer: &Answer| answer.headers.keys().map(ToString::to_string).collect::<BTreeSet<_>>();
        assert_eq!(names(&taken), names(&new));
        assert_eq!(taken.header("location"), new.header("location"));
        assert_eq!(comparable(taken.expect(201)), comparable(new.expect(201)));
    }

    async fn a_password_is_hashed_once_whether_an_address_has_no_account_one_or_many(api: Api) {
        let bob = api.sign_up("bob").await;
        api.sign_up("ada").await;
        for n in 0..3 {
            sign_up(&api, "grace@example.com", &format!("password number {n}")).await.expect(201);
        }
        for email in ["ada@example.com", "grace@example.com", "eve@example.com"] {
            assert_eq!(hashes(&api, sign_in(&api, email, WRONG), 400).await, 1, "{email}");
            assert_eq!(hashes(&api, delete_account(&bob, email), 422).await, 1, "{email}");
            // New to the address, and once more with what signs in by then.
            assert_eq!(hashes(&api, sign_up(&api, email, WRONG), 201).await, 1, "{email}");
            assert_eq!(hashes(&api, sign_up(&api, email, WRONG), 201).await, 1, "{email}");
            assert_eq!(hashes(&api, sign_in(&api, email, WRONG), 200).await, 1, "{email}");
        }
    }
}

async fn time(work: impl Future<Output = Answer>, status: u16) -> f64 {
    let began = Instant::now();
    let answer = work.await;
    let took = began.elapsed();
    answer.expect(status);
    took.as_secs_f64()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The median time of one kind of request by that of another. Each goes first as often as second, or whoever else the
/// machine serves would favour one of them.
async fn ratio_of_medians(
    status: u16,
    one: impl AsyncFn(usize) -> Answer,
    other: impl AsyncFn(usize) -> Answer,
) -> f64 {
    let (mut ones, mut others) = (Vec::new(), Vec::new());
    for n in 0..200 {
        if n % 2 == 0 {
            ones.push(time(one(n), status).await);
        }
        others.push(time(other(n), status).await);
        if n % 2 == 1 {
            ones.push(time(one(n), status).await);
        }
    }
    median(ones) / median(others)
}

#[actix_web::test]
#[ignore = "needs a machine that does nothing else: cargo test --release --test api -- --ignored medians"]
async fn the_medians_of_a_wrong_password_and_an_unknown_user_are_within_five_per_cent() {
    let api = Api::start(Backend::Postgres).await;
    api.sign_up("ada").await;
    let (known, unknown) = ("ada@example.com", "eve@example.com");
    let ratio = ratio_of_medians(
        400,
        async |_| sign_in(&api, known, WRONG).await,
        async |_| sign_in(&api, unknown, WRONG).await,
    )
    .await;
    println!("wrong password : unknown user = {ratio:.3}");
    assert!((0.95..=1.05).contains(&ratio), "{ratio}");
}

#[actix_web::test]
#[ignore = "needs a machine that does nothing else: cargo test --release --test api -- --ignored medians"]
async fn the_medians_of_a_sign_up_with_a_taken_address_and_a_new_one_are_within_five_per_cent() {
    let api = Api::start(Backend::Postgres).await;
    api.sign_up("ada").await;
    let taken = async |n| sign_up(&api, "ada@example.com", &format!("password number {n}")).await;
    let new = async |n| sign_up(&api, &format!("eve-{n}@example.com"), &format!("password number {n}")).await;
    let ratio = ratio_of_medians(201, taken, new).await;
    println!("taken address : new one = {ratio:.3}");
    assert!((0.95..=1.05).contains(&ratio), "{ratio}");
}
