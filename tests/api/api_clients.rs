//! API clients: how they are made, how they sign in, and how they are stopped.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use serde_json::json;

use crate::{
    support::{Answer, Api, ApiClient, on_both_databases},
    tokens::refused,
};

/// Asks for a token with the client's credentials in the header.
async fn by_header(api: &Api, authorization: impl Into<String>, more: &[(&str, &str)]) -> Answer {
    let mut form = vec![("grant_type", "client_credentials")];
    form.extend_from_slice(more);
    let request = TestRequest::post().uri("/oauth/token").set_form(form);
    api.anonymous().send(request.insert_header(("authorization", authorization.into()))).await
}

async fn by_form(api: &Api, id: &str, secret: &str) -> Answer {
    let form = [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret)];
    api.anonymous().form("/oauth/token", &form).await
}

#[track_caller]
fn unknown_client(answer: Answer) {
    assert!(answer.header("www-authenticate").unwrap().starts_with("Basic realm="), "{}", answer.text);
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    assert_eq!(answer.expect(401)["error"], "invalid_client");
}

on_both_databases! {
    async fn a_client_is_made_changed_and_deleted(api: Api) {
        let ada = api.sign_up("ada").await;
        let body = json!({"name": "Sync", "scopes": ["write", "read"]});
        let answer = ada.post("/v1/api-clients", body).await;
        let (location, etag) = (answer.header("location").unwrap().to_owned(), answer.header("etag").unwrap().to_owned());
        let made = answer.expect(201);
        assert_eq!(location, format!("/v1/api-clients/{}", made["client_id"].as_str().unwrap()));
        assert_eq!(made["id"], made["client_id"]);
        assert!(made["client_secret"].as_str().unwrap().starts_with("fu_secret_"), "{made}");
        // The secret is shown once.
        let read = ada.get(&location).await.expect(200);
        assert_eq!((&read["name"], &read["scopes"], &read["disabled"]), (&json!("Sync"), &json!(["read", "write"]), &json!(false)));
        assert!(read.get("client_secret").is_none() && read.get("secret_hash").is_none(), "{read}");
        assert_eq!(ada.get("/v1/api-clients").await.expect(200)["items"], json!([read]));
        let changed = ada.patch(&location, json!({"name": "Nightly sync"})).await.expect(200);
        assert_eq!((&changed["name"], &changed["scopes"]), (&json!("Nightly sync"), &json!(["read", "write"])));
        let stale = TestRequest::delete().uri(&location).insert_header(("if-match", etag));
        ada.send(stale).await.problem(412, "precondition-failed");
        ada.delete(&location).await.expect(204);
        ada.get(&location).await.problem(404, "not-found");
    }

    async fn an_invalid_client_gets_all_violations(api: Api) {
        let ada = api.sign_up("ada").await;
        let wrong = json!({"scopes": ["read", "everything"], "client_secret": "mine", "account_id": "x"});
        let errors = ada.post("/v1/api-clients", wrong).await.problem(422, "invalid-body");
        let pointers: Vec<_> = errors.iter().map(|(pointer, code)| (pointer.as_str(), code.as_str())).collect();
        assert_eq!(pointers, [
            ("/account_id", "unknown_field"), ("/client_secret", "unknown_field"), ("/name", "required"),
            ("/scopes/1", "unknown_value"),
        ]);
        ada.post("/v1/api-clients", json!({"name": "x", "scopes": []})).await.problem(422, "invalid-body");
    }

    async fn a_client_signs_in_by_header_or_form(api: Api) {
        let ada = api.sign_up("ada").await;
        let client = api.api_client(&ada, &["read", "write"]).await;
        let token = by_form(&api, &client.id, &client.secret).await.expect(200);
        assert_eq!((&token["scope"], &token["token_type"]), (&json!("read write"), &json!("Bearer")));
        assert!(token.get("refresh_token").is_none(), "{token}");
        let claims = crate::attacks::claims_of(token["access_token"].as_str().unwrap());
        assert_eq!((&claims["sub"], &claims["client_id"]), (&json!(client.id), &json!(client.id)));
        let narrowed = by_header(&api, client.basic().1, &[("scope", "read")]).await.expect(200);
        let reader = api.bearing(narrowed["access_token"].as_str().unwrap());
        reader.get("/v1/candidates").await.expect(200);
        reader.post("/v1/candidates", json!({})).await.problem(403, "insufficient-scope");
        refused(by_header(&api, client.basic().1, &[("scope", "read admin")]).await, "invalid_scope");
        let twice = [("client_id", client.id.as_str()), ("client_secret", client.secret.as_str())];
        refused(by_header(&api, client.basic().1, &twice).await, "invalid_request");
        // Its id and secret are encoded like a form's before they are joined.
        let encoded = ApiClient { id: client.id.replace('-', "%2D"), secret: client.secret.replace('_', "%5F") };
        by_header(&api, encoded.basic().1, &[]).await.expect(200);
    }

    async fn a_client_with_wrong_credentials_gets_no_token(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        let (client, other) = (api.api_client(&ada, &["read"]).await, api.api_client(&ada, &["write"]).await);
        let foreign = api.api_client(&bob, &["read"]).await;
        unknown_client(api.anonymous().form("/oauth/token", &[("grant_type", "client_credentials")]).await);
        for secret in ["", "x", "fu_secret_", &other.secret, &foreign.secret, &client.secret[1..]] {
            unknown_client(by_form(&api, &client.id, secret).await);
        }
        for id in ["", "x", &other.id, &foreign.id] {
            unknown_client(by_form(&api, id, &client.secret).await);
        }
        for header in ["Basic", "Basic !", "Basic Og==", "Basic eA==", "basic eDp4", "Bearer x"] {
            unknown_client(by_header(&api, header, &[]).await);
        }
    }

    async fn a_client_that_is_stopped_is_refused_everywhere(api: Api) {
        let ada = api.sign_up("ada").await;
        let elsewhere = api.beside().await;
        for stop in ["disable", "delete", "narrow"] {
            let client = api.api_client(&ada, &["read", "write"]).await;
            let program = api.client_sign_in(&client).await;
            let there = elsewhere.bearing(program.token.as_deref().unwrap());
            for instance in [&program, &there] {
                instance.post("/v1/candidates", json!({})).await.expect(201);
            }
            let path = format!("/v1/api-clients/{}", client.id);
            let (status, kind) = match stop {
                "disable" => {
                    ada.patch(&path, json!({"disabled": true})).await.expect(200);
                    unknown_client(by_form(&elsewhere, &client.id, &client.secret).await);
                    (401, "unauthorized")
                }
                "delete" => {
                    ada.delete(&path).await.expect(204);
                    unknown_client(by_form(&elsewhere, &client.id, &client.secret).await);
                    (401, "unauthorized")
                }
                _ => {
                    ada.patch(&path, json!({"scopes": ["read"]})).await.expect(200);
                    (403, "insufficient-scope")
                }
            };
            program.post("/v1/candidates", json!({})).await.problem(status, kind);
            api.clock.advance(TimeDelta::seconds(59));
            there.post("/v1/candidates", json!({})).await.problem(status, kind);
            if stop == "disable" {
                ada.patch(&path, json!({"disabled": false})).await.expect(200);
                program.get("/v1/candidates").await.expect(200);
            }
        }
    }

    async fn a_clients_token_is_revoked_by_its_client(api: Api) {
        let ada = api.sign_up("ada").await;
        let (client, other) = (api.api_client(&ada, &["read"]).await, api.api_client(&ada, &["read"]).await);
        let (program, second) = (api.client_sign_in(&client).await, api.client_sign_in(&client).await);
        let token = program.token.clone().unwrap();
        let revoke = async |by: Option<&ApiClient>| {
            let request = TestRequest::post().uri("/oauth/revoke").set_form([("token", &token)]);
            let request = match by {
                Some(client) => request.insert_header(client.basic()),
                None => request,
            };
            api.anonymous().send(request).await
        };
        unknown_client(revoke(None).await);
        unknown_client(revoke(Some(&ApiClient { id: client.id.clone(), secret: other.secret.clone() })).await);
        refused(revoke(Some(&other)).await, "invalid_grant");
        program.get("/v1/candidates").await.expect(200);
        revoke(Some(&client)).await.expect(200);
        program.get("/v1/candidates").await.problem(401, "unauthorized");
        second.get("/v1/candidates").await.expect(200);
    }

    async fn an_administrator_grants_no_more_than_they_have(api: Api) {
        api.sign_up("ada").await;
        let admin = api.sign_in("ada", "admin").await;
        admin.post("/v1/api-clients", json!({"name": "x", "scopes": ["read"]})).await.problem(403, "insufficient-scope");
        let path = format!("/v1/api-clients/{}", api.api_client(&admin, &["admin"]).await.id);
        admin.patch(&path, json!({"scopes": ["admin", "write"]})).await.problem(403, "insufficient-scope");
    }

    async fn a_library_finds_out_how_to_sign_in(api: Api) {
        let found = api.anonymous().get("/.well-known/oauth-authorization-server").await.expect(200);
        assert_eq!(found["issuer"], "http://127.0.0.1:8080");
        let ada = api.sign_up("ada").await;
        assert_eq!(crate::attacks::claims_of(ada.token.as_deref().unwrap())["iss"], found["issuer"]);
        for (endpoint, path) in [("token_endpoint", "/oauth/token"), ("revocation_endpoint", "/oauth/revoke")] {
            assert_eq!(found[endpoint], format!("http://127.0.0.1:8080{path}"));
            refused(api.anonymous().form(path, &[]).await, "invalid_request");
        }
        let jwks = found["jwks_uri"].as_str().unwrap().trim_start_matches("http://127.0.0.1:8080");
        assert_eq!(api.anonymous().get(jwks).await.expect(200)["keys"].as_array().unwrap().len(), 1);
        assert_eq!(found["grant_types_supported"], json!(["authorization_code", "refresh_token", "client_credentials", "password"]));
        assert_eq!(found["scopes_supported"], json!(["read", "write", "admin"]));
    }
}
