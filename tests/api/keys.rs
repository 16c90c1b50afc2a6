//! Signing keys: how they follow each other while tokens are in use.

use entity::SigningKeys;
use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use followup::auth::{Rotation, rotate};
use futures_util::future::join_all;
use serde_json::Value;

use crate::support::{Answer, Api, on_both_databases};

fn key_of(token: &Value) -> String {
    let header = jsonwebtoken::decode_header(token["access_token"].as_str().unwrap()).unwrap();
    header.kid.unwrap()
}

async fn published(api: &Api) -> HashSet<String> {
    let keys = api.anonymous().get("/.well-known/jwks.json").await.expect(200);
    keys["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

async fn refreshed(api: &Api, token: &Value) -> Value {
    let form = [("grant_type", "refresh_token"), ("refresh_token", token["refresh_token"].as_str().unwrap())];
    api.anonymous().form("/oauth/token", &form).await.expect(200)
}

async fn read(api: &Api, token: &Value) -> Answer {
    api.bearing(token["access_token"].as_str().unwrap()).get("/v1/account").await
}

/// Somebody who uses a token for as long as it is good, and then refreshes it at one of the instances.
struct Holder {
    token: Value,
    since: DateTime<Utc>,
}

on_both_databases! {
    async fn keys_are_rotated_under_load_and_nobody_notices(api: Api) {
        let instances = [api.beside().await, api.beside().await];
        api.sign_up("ada").await;
        let mut holders = Vec::new();
        for _ in 0..4 {
            holders.push(Holder { token: api.password_token("ada", "read").await, since: api.clock.now() });
            api.clock.advance(TimeDelta::minutes(3));
        }
        let mut signed_by = HashSet::new();
        // What somebody knows of the keys who asks as seldom as they may.
        let mut known = published(&instances[0]).await;
        for step in 0..160 {
            api.clock.advance(TimeDelta::seconds(20));
            if [15, 70, 75].contains(&step) {
                rotate(&api.db, Rotation::Planned, api.clock.now()).await.unwrap();
            }
            if step % 15 == 14 {
                known = published(&instances[step % 2]).await;
            }
            for (n, holder) in holders.iter_mut().enumerate() {
                if api.clock.now() - holder.since > TimeDelta::minutes(14) {
                    holder.token = refreshed(&instances[(step + n) % 2], &holder.token).await;
                    holder.since = api.clock.now();
                    signed_by.insert(key_of(&holder.token));
                }
                assert!(known.contains(&key_of(&holder.token)), "step {step}: signed by a key that is not known yet");
            }
            let load = holders.iter().flat_map(|holder| instances.iter().map(|instance| read(instance, &holder.token)));
            for answer in join_all(load).await {
                assert_eq!(answer.status, 200, "step {step}: {}", answer.text);
            }
        }
        // The previous one, and those that took over, perhaps except for the one that was replaced so soon.
        assert!(signed_by.len() >= 3, "{signed_by:?}");
        assert_eq!(published(&instances[0]).await.len(), 1);
    }

    async fn a_key_that_leaked_is_refused_within_a_minute(api: Api) {
        let instances = [api.beside().await, api.beside().await];
        api.sign_up("ada").await;
        let token = api.password_token("ada", "read").await;
        for instance in &instances {
            read(instance, &token).await.expect(200);
        }
        rotate(&api.db, Rotation::Compromised, api.clock.now()).await.unwrap();
        api.clock.advance(TimeDelta::seconds(31));
        // The new key signs, and both instances know it.
        let next = refreshed(&instances[0], &token).await;
        assert_ne!(key_of(&next), key_of(&token));
        for instance in &instances {
            read(instance, &next).await.expect(200);
        }
        api.clock.advance(TimeDelta::seconds(28));
        for instance in &instances {
            read(instance, &token).await.problem(401, "unauthorized");
            read(instance, &next).await.expect(200);
            assert_eq!(published(instance).await, HashSet::from([key_of(&next)]));
        }
    }

    async fn instances_that_start_together_share_a_key(api: Api) {
        let (one, two) = (api.beside().await, api.beside().await);
        assert_eq!(published(&one).await.len(), 1);
        assert_eq!(published(&one).await, published(&two).await);
        api.sign_up("ada").await;
        let token = one.password_token("ada", "read").await;
        read(&two, &token).await.expect(200);
    }
}

#[actix_web::test]
async fn one_first_key_is_made_however_many_start() {
    use crate::support::postgres::{OPTIONS, TestDatabase};
    use database::Database;
    let database = TestDatabase::create().await;
    let start = || async {
        let db = Database::postgres(&database.url, &OPTIONS).await.unwrap();
        let now = "2026-03-10T16:00:00Z".parse().unwrap();
        followup::auth::AccessTokens::open(db, "http://127.0.0.1:8080", now).await.unwrap();
    };
    join_all((0..4).map(|_| start())).await;
    let db = Database::postgres(&database.url, &OPTIONS).await.unwrap();
    assert_eq!(SigningKeys::new(&db).all().await.unwrap().len(), 1);
}
