//! Forged, changed and misused tokens (RFC 8725): each is refused, and the same token unchanged is not.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use chrono::TimeDelta;
use entity::SigningKeys;
use jsonwebtoken::{Algorithm, EncodingKey, crypto::sign};
use serde_json::{Value, json};

use crate::support::{Api, on_both_databases};

/// What a token says, without a look at its signature.
pub fn claims_of(token: &str) -> Value {
    part_of(token, 1)
}

fn part_of(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).unwrap();
    serde_json::from_slice(&BASE64.decode(part).unwrap()).unwrap()
}

/// Makes tokens from one that is good.
struct Forger {
    header: Value,
    claims: Value,
    key: EncodingKey,
}

impl Forger {
    /// With our own key: whatever is refused is refused for what it says.
    async fn of(api: &Api, token: &str) -> Self {
        let key = SigningKeys::new(&api.db).all().await.unwrap().pop().unwrap();
        let key = EncodingKey::from_ed_der(&key.private_key);
        Self { header: part_of(token, 0), claims: claims_of(token), key }
    }

    /// Our signature.
    fn signed(&self, header: &Value, claims: &Value) -> String {
        token(header, claims, |message| sign(message, &self.key, Algorithm::EdDSA).unwrap())
    }

    /// The header and claims with one field changed, or taken away by null.
    fn with(&self, part: &str, field: &str, value: &Value) -> String {
        let (mut header, mut claims) = (self.header.clone(), self.claims.clone());
        let changed = if part == "header" { &mut header } else { &mut claims };
        changed[field] = value.clone();
        changed.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        self.signed(&header, &claims)
    }
}

/// A token with a signature of one's choice.
fn token(header: &Value, claims: &Value, signature: impl Fn(&[u8]) -> String) -> String {
    let message = format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(claims.to_string()));
    let signature = signature(message.as_bytes());
    format!("{message}.{signature}")
}

/// A key that the service doesn't know, and its public half.
fn foreign_key() -> (EncodingKey, Value) {
    let mut document = vec![0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    document.extend_from_slice(&[7; 32]);
    let key = EncodingKey::from_ed_der(&document);
    let public = jsonwebtoken::jwk::Jwk::from_encoding_key(&key, Algorithm::EdDSA).unwrap();
    (key, serde_json::to_value(public).unwrap())
}

#[track_caller]
fn assert_all_refused(answers: Vec<(String, crate::support::Answer)>, at_least: usize) {
    assert!(answers.len() >= at_least, "{}", answers.len());
    for (attack, answer) in answers {
        assert_eq!(answer.status, 401, "{attack}: {}", answer.text);
        answer.problem(401, "unauthorized");
    }
}

async fn try_all(api: &Api, attacks: Vec<(String, String)>) -> Vec<(String, crate::support::Answer)> {
    let mut answers = Vec::new();
    for (attack, token) in attacks {
        answers.push((attack, api.bearing(&token).get("/v1/account").await));
    }
    answers
}

on_both_databases! {
    async fn a_token_with_another_header_is_refused(api: Api) {
        let good = api.sign_up("ada").await.token.unwrap();
        let forger = Forger::of(&api, &good).await;
        let again = forger.signed(&forger.header, &forger.claims);
        api.bearing(&again).get("/v1/account").await.expect(200);
        let changes = [
            ("typ", json!("JWT")), ("typ", Value::Null), ("typ", json!("rt+jwt")), ("typ", json!("")),
            ("kid", Value::Null), ("kid", json!("")), ("kid", json!("0198c0de-7a3b-7c4d-8e5f-60718293a4b5")),
            ("kid", json!("../../dev/null")), ("kid", json!("' OR 1=1 --")), ("kid", json!(1)),
            ("crit", json!(["exp"])), ("crit", json!(["b64"])), ("crit", json!([])),
            ("alg", json!("HS256")), ("alg", json!("ES256")), ("alg", json!("none")), ("alg", json!("None")),
            ("alg", Value::Null), ("alg", json!("")), ("alg", json!(["EdDSA"])),
        ];
        let attacks = changes.iter().map(|(field, value)| (format!("{field}: {value}"), forger.with("header", field, value)));
        assert_all_refused(try_all(&api, attacks.collect()).await, 20);
    }

    async fn a_token_with_another_signature_is_refused(api: Api) {
        let good = api.sign_up("ada").await.token.unwrap();
        let forger = Forger::of(&api, &good).await;
        let jwks = api.anonymous().get("/.well-known/jwks.json").await.expect(200);
        let public = jwks["keys"][0].clone();
        let mut attacks = Vec::new();
        let header = |changes: Value| {
            let mut header = forger.header.clone();
            json_patch::merge(&mut header, &changes);
            header
        };
        // No signature.
        for alg in ["none", "None", "NONE", "nOnE", "EdDSA", "null"] {
            let unsigned = token(&header(json!({"alg": alg})), &forger.claims, |_| String::new());
            attacks.push((format!("{alg}, unsigned"), unsigned.clone()));
            attacks.push((format!("{alg}, two parts"), unsigned.trim_end_matches('.').to_owned()));
        }
        // The public key taken for a shared secret, in every form in which it could be.
        let x = public["x"].as_str().unwrap();
        let secrets = [
            ("text of x", x.as_bytes().to_vec()), ("x", BASE64.decode(x).unwrap()),
            ("JWK", public.to_string().into_bytes()), ("JWKS", jwks.to_string().into_bytes()), ("nothing", Vec::new()),
        ];
        for (name, secret) in secrets {
            for (alg, algorithm) in [("HS256", Algorithm::HS256), ("HS512", Algorithm::HS512), ("EdDSA", Algorithm::HS256)] {
                let hmac = |message: &[u8]| sign(message, &EncodingKey::from_secret(&secret), algorithm).unwrap();
                attacks.push((format!("{alg} with {name}"), token(&header(json!({"alg": alg})), &forger.claims, hmac)));
            }
        }
        // A foreign key, as it is, and brought along in every way that there is.
        let (foreign, jwk) = foreign_key();
        let by_foreigner = |message: &[u8]| sign(message, &foreign, Algorithm::EdDSA).unwrap();
        for changes in [
            json!({}), json!({"kid": "foreign"}), json!({"jwk": jwk}), json!({"jwk": jwk, "kid": null}),
            json!({"jku": "http://127.0.0.1:1/jwks.json"}), json!({"x5u": "http://127.0.0.1:1/cert.pem"}),
            json!({"x5c": ["AAAA"]}),
        ] {
            attacks.push((format!("foreign key, {changes}"), token(&header(changes), &forger.claims, by_foreigner)));
        }
        // The signature of another token, part of one, and a changed claim under the old one.
        let parts: Vec<_> = good.split('.').collect();
        let mut claims = forger.claims.clone();
        claims["exp"] = json!(claims["exp"].as_i64().unwrap() + 1);
        attacks.push(("changed claim".into(), token(&forger.header, &claims, |_| parts[2].to_owned())));
        attacks.push(("cut".into(), good[..good.len() - 4].to_owned()));
        attacks.push(("four parts".into(), format!("{good}.{}", parts[2])));
        attacks.push(("no header".into(), format!(".{}.{}", parts[1], parts[2])));
        assert_all_refused(try_all(&api, attacks).await, 35);
        api.bearing(&good).get("/v1/account").await.expect(200);
    }

    async fn a_token_with_other_claims_is_refused(api: Api) {
        let good = api.sign_up("ada").await.token.unwrap();
        let bob = api.sign_up("bob").await;
        let client = api.api_client(&bob, &["read"]).await;
        let bob = claims_of(bob.token.as_deref().unwrap());
        let forger = Forger::of(&api, &good).await;
        let now = api.clock.now().timestamp();
        let mut changes = vec![
            ("aud", json!("http://example.com")), ("aud", json!(["http://example.com"])), ("aud", json!("")),
            ("iss", json!("http://example.com")), ("iss", json!(["http://example.com"])), ("iss", json!("http://127.0.0.1:8080/")),
            ("exp", json!(now)), ("exp", json!(now - 1)), ("exp", json!("never")), ("exp", json!(i64::MAX)), ("exp", json!(1e300)),
            ("nbf", json!(now + 1)), ("nbf", json!("later")),
            ("sub", json!("ada")), ("jti", json!("x")), ("scope", json!("everything")), ("scope", json!(["read"])),
            // Somebody else's account, session or client.
            ("account", bob["account"].clone()), ("sid", bob["sid"].clone()), ("client_id", json!(client.id)),
        ];
        for claim in ["aud", "iss", "exp", "sub", "jti", "scope", "account", "sid"] {
            changes.push((claim, Value::Null));
        }
        let attacks = changes.iter().map(|(claim, value)| (format!("{claim}: {value}"), forger.with("claims", claim, value)));
        assert_all_refused(try_all(&api, attacks.collect()).await, 28);
        // A client's token that says it is of this account.
        let program = api.client_sign_in(&client).await.token.unwrap();
        let forger = Forger::of(&api, &program).await;
        let stolen = forger.with("claims", "account", &claims_of(&good)["account"]);
        let renamed = forger.with("claims", "sub", &claims_of(&good)["sub"]);
        assert_all_refused(try_all(&api, vec![("account".into(), stolen), ("sub".into(), renamed)]).await, 2);
    }

    async fn anything_but_an_access_token_is_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let token = api.password_token("ada", "read").await;
        let client = api.api_client(&ada, &["read"]).await;
        let others = [
            ("refresh token", token["refresh_token"].as_str().unwrap().to_owned()), ("client secret", client.secret.clone()),
            ("client id", client.id.clone()), ("key id", part_of(ada.token.as_deref().unwrap(), 0)["kid"].as_str().unwrap().to_owned()),
        ];
        let attacks = others.into_iter().map(|(name, token)| (name.to_owned(), token));
        assert_all_refused(try_all(&api, attacks.collect()).await, 4);
        let basic = actix_web::test::TestRequest::get().uri("/v1/account").insert_header(client.basic());
        api.anonymous().send(basic).await.problem(401, "unauthorized");
        let in_query = format!("/v1/account?access_token={}", ada.token.as_deref().unwrap());
        api.anonymous().get(&in_query).await.problem(401, "unauthorized");
        // Nor is an access token a refresh token.
        let form = [("grant_type", "refresh_token"), ("refresh_token", ada.token.as_deref().unwrap())];
        crate::tokens::refused(api.anonymous().form("/oauth/token", &form).await, "invalid_grant");
    }

    async fn a_token_is_not_remembered_beyond_its_time(api: Api) {
        let ada = api.sign_up("ada").await;
        api.clock.advance(TimeDelta::minutes(15) - TimeDelta::seconds(1));
        ada.get("/v1/account").await.expect(200);
        api.clock.advance(TimeDelta::seconds(1));
        ada.get("/v1/account").await.problem(401, "unauthorized");
    }
}
