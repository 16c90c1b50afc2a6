//! Sessions: how long they go on, and how they end, on every instance.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use futures_util::future::{join, join_all};
use serde_json::{Value, json};

use crate::{
    support::{Answer, Api, Client, on_both_databases},
    tokens::refused,
};

async fn refresh(api: &Api, token: &Value) -> Answer {
    let form = [("grant_type", "refresh_token"), ("refresh_token", token["refresh_token"].as_str().unwrap())];
    api.anonymous().form("/oauth/token", &form).await
}

async fn revoke(api: &Api, token: &str) -> Answer {
    api.anonymous().form("/oauth/revoke", &[("token", token)]).await
}

fn holder(api: &Api, token: &Value) -> Client {
    api.bearing(token["access_token"].as_str().unwrap())
}

on_both_databases! {
    async fn a_refresh_token_is_good_once(api: Api) {
        api.sign_up("ada").await;
        let first = api.password_token("ada", "read write admin").await;
        let second = refresh(&api, &first).await.expect(200);
        holder(&api, &second).get("/v1/account").await.expect(200);
        // Used again, it ends its session: somebody else may have the copy.
        refused(refresh(&api, &first).await, "invalid_grant");
        refused(refresh(&api, &second).await, "invalid_grant");
        holder(&api, &second).get("/v1/account").await.problem(401, "unauthorized");
        // Another sign-in is another session.
        let other = api.password_token("ada", "read write admin").await;
        refresh(&api, &other).await.expect(200);
    }

    async fn a_refresh_token_waits_thirty_days(api: Api) {
        api.sign_up("ada").await;
        let token = api.password_token("ada", "read").await;
        api.clock.advance(TimeDelta::days(30));
        refused(refresh(&api, &token).await, "invalid_grant");
        // The next sign-in forgets the session; its tokens stay as useless as they are.
        api.password_token("ada", "read").await;
        refused(refresh(&api, &token).await, "invalid_grant");
    }

    async fn of_fifty_refreshes_at_once_one_descendant_lives_at_most(api: Api) {
        api.sign_up("ada").await;
        let token = api.password_token("ada", "read").await;
        let other = api.beside().await;
        let answers = join_all((0..50).map(|n| refresh(if n % 2 == 0 { &api } else { &other }, &token))).await;
        let granted: Vec<Value> =
            answers.into_iter().filter(|answer| answer.status == 200).map(|answer| answer.json()).collect();
        assert_eq!(granted.len(), 1);
        // The others were copies, so that the session is over for the one who came first, too.
        refused(refresh(&api, &granted[0]).await, "invalid_grant");
        for instance in [&api, &other] {
            holder(instance, &granted[0]).get("/v1/account").await.problem(401, "unauthorized");
        }
    }

    async fn a_token_made_while_the_session_ends_is_refused(api: Api) {
        api.sign_up("ada").await;
        for _ in 0..10 {
            let first = api.password_token("ada", "read").await;
            let second = refresh(&api, &first).await.expect(200);
            // The copy of the first comes at the very moment at which the second is used.
            let (replay, third) = join(refresh(&api, &first), refresh(&api, &second)).await;
            refused(replay, "invalid_grant");
            if third.status == 200 {
                refused(refresh(&api, &third.json()).await, "invalid_grant");
            }
        }
    }

    async fn signing_out_ends_the_session_on_every_instance(api: Api) {
        api.sign_up("ada").await;
        let token = api.password_token("ada", "read").await;
        let elsewhere = api.beside().await;
        for instance in [&api, &elsewhere] {
            holder(instance, &token).get("/v1/account").await.expect(200);
        }
        let answer = revoke(&api, token["refresh_token"].as_str().unwrap()).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, ""));
        holder(&api, &token).get("/v1/account").await.problem(401, "unauthorized");
        refused(refresh(&api, &token).await, "invalid_grant");
        // The other instance goes by what it remembers, and not for long.
        api.clock.advance(TimeDelta::seconds(59));
        holder(&elsewhere, &token).get("/v1/account").await.problem(401, "unauthorized");
    }

    async fn an_access_token_is_revoked_alone(api: Api) {
        api.sign_up("ada").await;
        let token = api.password_token("ada", "read").await;
        let elsewhere = api.beside().await;
        for instance in [&api, &elsewhere] {
            holder(instance, &token).get("/v1/account").await.expect(200);
        }
        // Twice is no error, and neither is a hint that is wrong.
        let form = [("token", token["access_token"].as_str().unwrap()), ("token_type_hint", "refresh_token")];
        for _ in 0..2 {
            api.anonymous().form("/oauth/revoke", &form).await.expect(200);
        }
        holder(&api, &token).get("/v1/account").await.problem(401, "unauthorized");
        api.clock.advance(TimeDelta::seconds(59));
        holder(&elsewhere, &token).get("/v1/account").await.problem(401, "unauthorized");
        let next = refresh(&api, &token).await.expect(200);
        holder(&api, &next).get("/v1/account").await.expect(200);
    }

    async fn an_unknown_token_counts_as_revoked(api: Api) {
        api.sign_up("ada").await;
        let token = api.password_token("ada", "read").await;
        for unknown in ["x", "a.b.c", "AAAA"] {
            revoke(&api, unknown).await.expect(200);
        }
        // A refresh token whose secret is wrong ends nobody's session.
        let refresh_token = token["refresh_token"].as_str().unwrap();
        let (ids, secret) = refresh_token.split_at(refresh_token.len() - 4);
        revoke(&api, &(ids.to_owned() + if secret == "AAAA" { "BBBB" } else { "AAAA" })).await.expect(200);
        holder(&api, &token).get("/v1/account").await.expect(200);
        api.clock.advance(TimeDelta::minutes(15));
        revoke(&api, token["access_token"].as_str().unwrap()).await.expect(200);
        refused(api.anonymous().form("/oauth/revoke", &[]).await, "invalid_request");
        let json = TestRequest::post().uri("/oauth/revoke").set_json(json!({"token": "x"}));
        api.anonymous().send(json).await.problem(415, "unsupported-media-type");
    }
}
