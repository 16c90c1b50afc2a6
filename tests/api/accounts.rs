use std::collections::BTreeSet;

use entity::{
    AuthorizationCode, AuthorizationCodeId, RefreshToken, RefreshTokenId, Session, SessionId, SignIn, SignInChange,
    SignInQueries, SignInUpdate,
};
use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::support::{Api, on_both_databases};

const PASSWORD: &str = "correct horse battery staple";
const OTHER_PASSWORD: &str = "another long password";

async fn sign_up(api: &Api, name: &str, email: &str, password: &str) -> Value {
    let body = json!({"name": name, "email": email, "password": password});
    api.anonymous().post("/v1/accounts", body).await.expect(201)
}

/// The id of the account that somebody signs in to; `None` if they can't.
async fn account_of(api: &Api, email: &str, password: &str) -> Option<Value> {
    let form = [("grant_type", "password"), ("username", email), ("password", password)];
    let answer = api.anonymous().form("/oauth/token", &form).await;
    if answer.status == 400 {
        return None;
    }
    let client = api.bearing(answer.expect(200)["access_token"].as_str().unwrap());
    Some(client.get("/v1/account").await.expect(200)["id"].clone())
}

on_both_databases! {
    async fn signing_up_makes_an_account_a_user_and_a_candidate(api: Api) {
        let sign_up = json!({"name": "Ada Okafor", "email": "Ada@Example.com", "password": "correct horse battery staple"});
        let answer = api.anonymous().post("/v1/accounts", sign_up).await;
        assert_eq!(answer.header("location"), Some("/v1/account"));
        let account = answer.expect(201);
        assert_eq!(account["name"], "Ada Okafor");
        let ada = api.sign_in("ada", "read").await;
        assert_eq!(ada.get("/v1/account").await.expect(200)["id"], account["id"]);
        let candidates = ada.get("/v1/candidates").await.expect(200);
        assert_eq!(candidates["items"][0]["id"], account["candidate_id"]);
        assert_eq!(candidates["items"][0]["email"], "Ada@Example.com");
        assert_eq!(candidates["items"].as_array().unwrap().len(), 1);
    }

    async fn a_password_is_the_same_from_every_keyboard(api: Api) {
        let (composed, decomposed) = ("pr\u{e9}cis et s\u{fb}r", "pre\u{301}cis\u{a0}et su\u{302}r");
        let account = sign_up(&api, "Ada", "ada@example.com", decomposed).await;
        for typed in [composed, decomposed] {
            assert_eq!(account_of(&api, "ada@example.com", typed).await, Some(account["id"].clone()), "{typed}");
        }
        assert_eq!(account_of(&api, "ada@example.com", "precis et sur").await, None);
        // The other form is no other password, so it can't have another account.
        assert_eq!(sign_up(&api, "Ada", "ada@example.com", composed).await["id"], account["id"]);
    }

    async fn a_password_of_an_earlier_release_is_good_as_it_was_typed(api: Api) {
        let typed = "pre\u{301}cis et su\u{302}r";
        let account = sign_up(&api, "Ada", "ada@example.com", PASSWORD).await;
        let identity = SignInQueries::new(&api.db);
        let user = identity.users(Some("ada@example.com"), 1).await.unwrap().remove(0);
        let like = identity.hash_like("ada@example.com").await.unwrap();
        let new_hash = &api.passwords.hash_as_given(typed.to_owned(), like).await.unwrap();
        let of = SignIn { account_id: user.account_id, user_id: user.id };
        let email = "ada@example.com";
        let update = SignInUpdate { of, verified: None, email, new_email: email, new_hash, kept: None, link: None };
        assert!(matches!(identity.change_sign_in(&update, api.clock.now()).await.unwrap(), SignInChange::Changed));
        assert_eq!(account_of(&api, email, typed).await, Some(account["id"].clone()));
        assert_eq!(account_of(&api, email, PASSWORD).await, None);
    }

    async fn a_password_that_is_changed_while_it_is_checked_lets_nobody_in(api: Api) {
        sign_up(&api, "Ada", "ada@example.com", PASSWORD).await;
        let (identity, email, now) = (SignInQueries::new(&api.db), "ada@example.com", api.clock.now());
        let like = identity.hash_like(email).await.unwrap();
        let hash = api.passwords.hash(PASSWORD.to_owned(), like.clone()).await.unwrap();
        let verified = identity.sign_in(email, &hash).await.unwrap().unwrap();
        let begins = async || {
            let (account_id, user_id, id) = (verified.user.account_id, verified.user.user_id, SessionId::new());
            let (scope, expires_at) = ("read".to_owned(), now + chrono::TimeDelta::days(1));
            let session = Session { account_id, id, user_id, scope: scope.clone(), audience: None, client: None };
            let first = RefreshToken { id: RefreshTokenId::new(), secret_hash: "hash".to_owned(), expires_at };
            let code = AuthorizationCode {
                account_id, id: AuthorizationCodeId::new(), user_id, secret_hash: "hash".to_owned(), audience: "mcp".to_owned(),
                client_id: "client".to_owned(), client_name: "Helper".to_owned(),
                redirect_uri: "http://127.0.0.1/".to_owned(), code_challenge: "challenge".to_owned(), scope, expires_at,
            };
            let session = identity.begin_session(&verified, &session, first, now).await.unwrap();
            (session, identity.keep_code(&verified, code, now).await.unwrap())
        };
        assert_eq!(begins().await, (true, true));
        identity.set_user_disabled(verified.user, true).await.unwrap();
        assert_eq!(begins().await, (false, false));
        identity.set_user_disabled(verified.user, false).await.unwrap();
        let new_hash = &api.passwords.hash(OTHER_PASSWORD.to_owned(), like).await.unwrap();
        let update = SignInUpdate { of: verified.user, verified: Some(&verified), email, new_email: email, new_hash, kept: None, link: None };
        assert!(matches!(identity.change_sign_in(&update, now).await.unwrap(), SignInChange::Changed));
        assert_eq!(begins().await, (false, false));
    }

    async fn an_address_has_an_account_for_each_password(api: Api) {
        let first = sign_up(&api, "Ada", "ada@example.com", PASSWORD).await;
        let second = sign_up(&api, "Ada", "ADA@example.com", OTHER_PASSWORD).await;
        assert_ne!(first["id"], second["id"]);
        assert_ne!(first["candidate_id"], second["candidate_id"]);
        assert_eq!(account_of(&api, "Ada@Example.com", PASSWORD).await, Some(first["id"].clone()));
        assert_eq!(account_of(&api, "ada@example.com", OTHER_PASSWORD).await, Some(second["id"].clone()));
        assert_eq!(account_of(&api, "ada@example.com", "a third long password").await, None);
        assert_eq!(account_of(&api, "bob@example.com", PASSWORD).await, None);
    }

    async fn a_repeated_sign_up_answers_with_the_account_that_there_is(api: Api) {
        let first = sign_up(&api, "Ada Okafor", "ada@example.com", PASSWORD).await;
        let ada = api.sign_in("ada", "write").await;
        ada.post("/v1/candidates", json!({"name": "Bob"})).await.created();
        api.clock.advance(chrono::TimeDelta::days(1));
        assert_eq!(sign_up(&api, "Somebody else", "ADA@example.com", PASSWORD).await, first);
        let ada = api.sign_in("ada", "read").await;
        assert_eq!(ada.get("/v1/account").await.expect(200)["name"], "Ada Okafor");
        let candidates = ada.get("/v1/candidates").await.expect(200);
        assert_eq!(candidates["items"].as_array().unwrap().len(), 2);
        assert_eq!(ada.get("/v1/account/export").await.expect(200)["users"].as_array().unwrap().len(), 1);
    }

    async fn a_repeated_sign_up_gives_an_account_without_a_candidate_one_again(api: Api) {
        let first = sign_up(&api, "Ada Okafor", "ada@example.com", PASSWORD).await;
        let ada = api.sign_in("ada", "read write").await;
        ada.delete(&format!("/v1/candidates/{}", first["candidate_id"].as_str().unwrap())).await.expect(204);
        let again = sign_up(&api, "Ada", "ada@example.com", PASSWORD).await;
        assert_eq!((&again["id"], &again["name"]), (&first["id"], &first["name"]));
        let candidates = ada.get("/v1/candidates").await.expect(200);
        assert_eq!(candidates["items"][0]["id"], again["candidate_id"]);
        assert_eq!(candidates["items"].as_array().unwrap().len(), 1);
    }

    async fn concurrent_sign_ups_make_one_account_for_each_password(api: Api) {
        let all = join_all((0..8).map(|n| {
            let password = if n % 2 == 0 { PASSWORD } else { OTHER_PASSWORD };
            sign_up(&api, "Ada", "ada@example.com", password)
        }))
        .await;
        for (n, password) in [PASSWORD, OTHER_PASSWORD].into_iter().enumerate() {
            let answers: BTreeSet<_> = all.iter().skip(n).step_by(2).map(Value::to_string).collect();
            assert_eq!(answers.len(), 1, "{answers:?}");
            assert_eq!(account_of(&api, "ada@example.com", password).await, Some(all[n]["id"].clone()));
        }
        assert_ne!(all[0]["id"], all[1]["id"]);
    }

    async fn an_invalid_sign_up_gets_all_violations(api: Api) {
        let wrong = json!({"name": "", "email": "nobody", "role": "admin"});
        let errors = api.anonymous().post("/v1/accounts", wrong).await.problem(422, "invalid-body");
        let pointers: Vec<_> = errors.iter().map(|(pointer, code)| (pointer.as_str(), code.as_str())).collect();
        assert_eq!(pointers, [
            ("/email", "format"), ("/name", "too_short"), ("/password", "required"), ("/role", "unknown_field")
        ]);
        let short = json!({"name": "Ada", "email": "ada@example.com", "password": "short"});
        let errors = api.anonymous().post("/v1/accounts", short).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/password".to_owned(), "too_short".to_owned())]);
    }
}
