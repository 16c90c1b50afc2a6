//! How an assistant is let in: the page, codes, tokens and their audience, clients' documents, and the end of it all.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use actix_web::{http::Method, test::TestRequest};
use chrono::TimeDelta;
use entity::{SignIn, SignInQueries};
use serde_json::{Value, json};

use crate::{
    support::{
        Answer, Api,
        assistant::{
            Assistant, CHALLENGE, ISSUER, PASSWORD, REDIRECT_URI, RESOURCE, VERIFIER, allow, asking, exchange,
            grant_access, page, redirected, register, with,
        },
        on_both_databases,
    },
    tokens::refused,
};

/// Checks that a page tells a problem, and sends nobody anywhere.
#[track_caller]
fn told(answer: &Answer, status: u16, what: &str) {
    assert_eq!((answer.status.as_u16(), answer.header("location")), (status, None), "{}", answer.text);
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(answer.text.contains(what), "{what}: {}", answer.text);
}

/// The id of an assistant that Ada lets in, and its tokens.
async fn let_in_as(api: &Api) -> (String, Value) {
    let client_id = register(api).await;
    let code = code_for(api, &client_id).await;
    let tokens = exchange(api, &client_id, &code).await.expect(200);
    (client_id, tokens)
}

/// A code that Ada gives to a client.
async fn code_for(api: &Api, client_id: &str) -> String {
    redirected(&allow(api, &asking(client_id, "read write"), "ada").await, "code").unwrap()
}

async fn refresh(api: &Api, token: &Value, client_id: Option<&str>) -> Answer {
    let mut form = vec![("grant_type", "refresh_token"), ("refresh_token", token["refresh_token"].as_str().unwrap())];
    form.extend(client_id.map(|id| ("client_id", id)));
    api.anonymous().form("/oauth/token", &form).await
}

/// A server of one metadata document, which counts how often it is asked; and the document's address.
fn document(make: impl Fn(&str) -> String + Send + 'static) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://127.0.0.1:{}/client.json", listener.local_addr().unwrap().port());
    let (id, asked) = (address.clone(), Arc::new(AtomicUsize::default()));
    let count = Arc::clone(&asked);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            if lines.by_ref().any(|line| line.is_empty()) {
                count.fetch_add(1, Ordering::SeqCst);
                let _ = stream.write_all(make(&id).as_bytes());
            }
        }
    });
    (address, asked)
}

fn answer_of(status: &str, kind: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-type: {kind}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}")
}

fn metadata(id: &str) -> Value {
    json!({"client_id": id, "client_name": "Documented", "redirect_uris": [REDIRECT_URI], "token_endpoint_auth_method": "none"})
}

on_both_databases! {
    async fn the_page_shows_who_asks_for_what(api: Api) {
        let client_id = register(&api).await;
        let shown = page(&api, &asking(&client_id, "read write")).await;
        told(&shown, 200, "Let <bdi>Helper</bdi> use your account?");
        assert!(shown.text.contains("nobody has checked it") && shown.text.contains("A program on this computer"));
        let policy = shown.header("content-security-policy").unwrap();
        for part in ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self' http://localhost:4711;"] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(!policy.contains("unsafe") && !shown.text.contains("<script"));
        assert_eq!(shown.header("x-frame-options"), Some("DENY"));
        assert_eq!(shown.header("cache-control"), Some("no-store"));
        assert!(shown.text.contains(r#"name="state" value="s&amp;t""#));
        // Whatever the tools for writing replace is said.
        for what in ["record what was sent", "correct applications", "take back outcomes", "cancel interviews", "leave them out"] {
            assert!(shown.text.contains(what), "{what}");
        }
        let writing = page(&api, &asking(&client_id, "write")).await;
        assert!(writing.text.contains("<li>add to your applications") && writing.text.contains("take back outcomes"));
        let reading = page(&api, &asking(&client_id, "read")).await;
        assert!(!reading.text.contains("record what was sent") && reading.text.contains("read your applications"));
        // The application's name can't be anything else than a name.
        let nasty = json!({"client_name": "<script>alert(1)</script>", "redirect_uris": [REDIRECT_URI]});
        let nasty = api.anonymous().post("/oauth/register", nasty).await.expect(201);
        let shown = page(&api, &asking(nasty["client_id"].as_str().unwrap(), "read")).await;
        told(&shown, 200, "&lt;script&gt;");
        assert!(!shown.text.contains("<script"));
    }

    async fn the_page_shows_errors_while_the_client_is_not_certain(api: Api) {
        let client_id = register(&api).await;
        let good = asking(&client_id, "read");
        for (name, value, what) in [
            ("client_id", "", "client_id is missing"),
            ("client_id", "fu_client_AAAA", "not known here"),
            ("client_id", "0198c0de-7a3b-7c4d-8e5f-60718293a4b5", "not known here"),
            ("redirect_uri", "http://localhost:4711/other", "not one of the client"),
            ("redirect_uri", "https://evil.example/callback", "not one of the client"),
            ("redirect_uri", "javascript:alert(1)", "not one of the client"),
        ] {
            let wrong = with(&good, name, value);
            told(&page(&api, &wrong).await, 400, what);
            told(&allow(&api, &wrong, "ada").await, 400, what);
        }
        let twice: Vec<_> = good.iter().copied().chain([("state", "again")]).collect();
        told(&page(&api, &twice).await, 400, "twice");
        // Another port of the same computer is the same program (RFC 8252).
        told(&page(&api, &with(&good, "redirect_uri", "http://localhost:1/callback")).await, 200, "Helper");
    }

    async fn the_client_gets_the_errors_of_its_request(api: Api) {
        let client_id = register(&api).await;
        let good = asking(&client_id, "read");
        for (name, value, error) in [
            ("response_type", "token", "unsupported_response_type"),
            ("code_challenge_method", "plain", "invalid_request"),
            ("code_challenge_method", "", "invalid_request"),
            ("code_challenge", "", "invalid_request"),
            ("code_challenge", "short", "invalid_request"),
            ("scope", "admin", "invalid_scope"),
            ("scope", "read everything", "invalid_scope"),
            ("resource", ISSUER, "invalid_target"),
            ("resource", "https://elsewhere.example/mcp", "invalid_target"),
        ] {
            let answer = page(&api, &with(&good, name, value)).await;
            assert_eq!(redirected(&answer, "error").as_deref(), Some(error), "{name}={value}");
            assert_eq!(redirected(&answer, "state").as_deref(), Some("s&t"));
            assert_eq!(redirected(&answer, "iss").as_deref(), Some(ISSUER));
            assert_eq!(redirected(&answer, "code"), None);
        }
    }

    async fn a_user_decides(api: Api) {
        api.sign_up("ada").await;
        let client_id = register(&api).await;
        let asked = asking(&client_id, "read write");
        let decide = async |fields: &[(&str, &str)], headers: &[(&str, &str)]| {
            let form: Vec<_> = asked.iter().chain(fields).copied().collect();
            let request = TestRequest::post().uri("/oauth/authorize").set_form(form);
            let request = headers.iter().fold(request, |request, header| request.insert_header(*header));
            api.anonymous().send(request).await
        };
        let denied = decide(&[("decision", "deny")], &[]).await;
        assert_eq!(redirected(&denied, "error").as_deref(), Some("access_denied"));
        assert_eq!(redirected(&denied, "code"), None);
        let email = ("email", "Ada@Example.com");
        let wrong = decide(&[email, ("password", "wrong wrong wrong"), ("decision", "allow")], &[]).await;
        told(&wrong, 403, "go together");
        // What was typed is still there, except for the password; and writing stays as it was.
        assert!(wrong.text.contains(r#"value="Ada@Example.com""#) && !wrong.text.contains("wrong wrong"));
        assert!(!wrong.text.contains(" checked>"));
        told(&decide(&[email, ("password", PASSWORD)], &[]).await, 400, "no decision");
        let signed_in = [email, ("password", PASSWORD), ("decision", "allow"), ("write", "yes")];
        for header in [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
            told(&decide(&signed_in, &[header]).await, 400, "not sent from this page");
        }
        let allowed = decide(&signed_in, &[("origin", ISSUER), ("sec-fetch-site", "same-origin")]).await;
        assert_eq!(redirected(&allowed, "state").as_deref(), Some("s&t"));
        assert_eq!(redirected(&allowed, "iss").as_deref(), Some(ISSUER));
        let token = exchange(&api, &client_id, &redirected(&allowed, "code").unwrap()).await.expect(200);
        assert_eq!(token["scope"], "read write");
        // Without the tick, an assistant reads only.
        let reading = decide(&signed_in[..3], &[]).await;
        let token = exchange(&api, &client_id, &redirected(&reading, "code").unwrap()).await.expect(200);
        assert_eq!(token["scope"], "read");
        let more = [
            ("grant_type", "refresh_token"), ("refresh_token", token["refresh_token"].as_str().unwrap()),
            ("client_id", client_id.as_str()), ("scope", "read write"),
        ];
        refused(api.anonymous().form("/oauth/token", &more).await, "invalid_scope");
    }

    async fn a_code_is_good_once_for_its_client(api: Api) {
        api.sign_up("ada").await;
        let (client_id, other) = (register(&api).await, register(&api).await);
        let code = redirected(&allow(&api, &asking(&client_id, "read"), "ada").await, "code").unwrap();
        let good = [
            ("grant_type", "authorization_code"),
            ("client_id", &client_id),
            ("code", &code),
            ("code_verifier", VERIFIER),
            ("redirect_uri", REDIRECT_URI),
            ("resource", RESOURCE),
        ];
        let tampered = format!("{}{}", &code[..code.len() - 4], if code.ends_with("AAAA") { "BBBB" } else { "AAAA" });
        for (name, value, error) in [
            ("client_id", other.as_str(), "invalid_grant"),
            ("client_id", "", "invalid_request"),
            ("code", "nonsense", "invalid_grant"),
            ("code", &tampered, "invalid_grant"),
            ("code_verifier", "", "invalid_request"),
            ("code_verifier", CHALLENGE, "invalid_grant"),
            ("code_verifier", "short", "invalid_grant"),
            ("redirect_uri", "http://localhost:4712/callback", "invalid_grant"),
            ("resource", ISSUER, "invalid_target"),
        ] {
            refused(api.anonymous().form("/oauth/token", &with(&good, name, value)).await, error);
        }
        let token = exchange(&api, &client_id, &code).await.expect(200);
        let assistant = Assistant::bearing(&api, &token);
        assistant.done("list_due", json!({})).await;
        // Somebody else has a copy: what it began ends.
        refused(exchange(&api, &client_id, &code).await, "invalid_grant");
        assistant.send("tools/list", json!({})).await.problem(401, "unauthorized");
        refused(refresh(&api, &token, None).await, "invalid_grant");
        let late = redirected(&allow(&api, &asking(&client_id, "read"), "ada").await, "code").unwrap();
        api.clock.advance(TimeDelta::minutes(5));
        refused(exchange(&api, &client_id, &late).await, "invalid_grant");
    }

    async fn a_token_is_for_one_resource(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        for path in ["/v1/account", "/v1/applications", "/v1/assistants"] {
            assistant.client.get(path).await.problem(401, "unauthorized");
        }
        let ping = json!({"jsonrpc": "2.0", "id": 1, "method": "ping"});
        user.post("/mcp", ping.clone()).await.problem(401, "unauthorized");
        // API clients and users ask for the resource, too.
        let program = api.api_client(&user, &["read"]).await;
        let form = [("grant_type", "client_credentials"), ("client_id", &program.id), ("client_secret", &program.secret)];
        let for_api = api.client_sign_in(&program).await;
        for_api.get("/v1/applications").await.expect(200);
        for_api.post("/mcp", ping.clone()).await.problem(401, "unauthorized");
        let for_mcp: Vec<_> = form.iter().copied().chain([("resource", RESOURCE)]).collect();
        let token = api.anonymous().form("/oauth/token", &for_mcp).await.expect(200);
        let assistant = Assistant::bearing(&api, &token);
        assistant.done("list_due", json!({})).await;
        assistant.client.get("/v1/applications").await.problem(401, "unauthorized");
        let elsewhere: Vec<_> = form.iter().copied().chain([("resource", "https://elsewhere.example")]).collect();
        refused(api.anonymous().form("/oauth/token", &elsewhere).await, "invalid_target");
        let form =
            [("grant_type", "password"), ("username", "ada@example.com"), ("password", PASSWORD), ("resource", RESOURCE)];
        let token = api.anonymous().form("/oauth/token", &form).await.expect(200);
        // It has no client, so none is named.
        let next = refresh(&api, &token, None).await.expect(200);
        for token in [token, next] {
            let assistant = Assistant::bearing(&api, &token);
            assistant.done("list_due", json!({})).await;
            assistant.client.get("/v1/applications").await.problem(401, "unauthorized");
        }
    }

    async fn a_refresh_token_is_replaced_at_each_use(api: Api) {
        api.sign_up("ada").await;
        let (client_id, first) = let_in_as(&api).await;
        let client = Some(client_id.as_str());
        // A public client has to say who it is.
        refused(refresh(&api, &first, None).await, "invalid_request");
        refused(refresh(&api, &first, Some("somebody-else")).await, "invalid_grant");
        let second = refresh(&api, &first, client).await.expect(200);
        Assistant::bearing(&api, &second).done("list_due", json!({})).await;
        // Without its prefix, it is not accepted: an instance of an older release would take it for a user's own.
        let text = second["refresh_token"].as_str().unwrap().strip_prefix("fu_granted_").unwrap();
        refused(refresh(&api, &json!({"refresh_token": text}), client).await, "invalid_grant");
        refused(refresh(&api, &first, client).await, "invalid_grant");
        refused(refresh(&api, &second, client).await, "invalid_grant");
        Assistant::bearing(&api, &second).send("tools/list", json!({})).await.problem(401, "unauthorized");
    }

    async fn a_user_sees_and_ends_the_access_of_assistants(api: Api) {
        let user = api.sign_up("ada").await;
        let (one, other) = (grant_access(&api, "ada", "read").await, grant_access(&api, "ada", "read write").await);
        let listed = user.get("/v1/assistants?limit=1").await.expect(200);
        let cursor = listed["next_cursor"].as_str().unwrap().to_owned();
        let first = listed["items"][0].clone();
        assert_eq!((&first["client_name"], &first["client_host"]), (&json!("Helper"), &Value::Null));
        assert_eq!(first["scopes"], json!(["read"]));
        let listed = user.get(&format!("/v1/assistants?cursor={cursor}")).await.expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
        let path = format!("/v1/assistants/{}", first["id"].as_str().unwrap());
        assert_eq!(user.get(&path).await.expect(200), first);
        let stranger = api.sign_up("bob").await;
        stranger.delete(&path).await.problem(404, "not-found");
        stranger.get(&path).await.problem(404, "not-found");
        Assistant::bearing(&api, &one).done("list_due", json!({})).await;
        user.delete(&path).await.expect(204);
        user.delete(&path).await.problem(404, "not-found");
        Assistant::bearing(&api, &one).send("tools/list", json!({})).await.problem(401, "unauthorized");
        refused(refresh(&api, &one, Some("any")).await, "invalid_grant");
        // The list doesn't have the sessions of users themselves.
        assert_eq!(user.get("/v1/assistants").await.expect(200)["items"].as_array().unwrap().len(), 1);
        Assistant::bearing(&api, &other).done("list_due", json!({})).await;
        user.post("/v1/account/sign-out", json!({})).await.expect(204);
        Assistant::bearing(&api, &other).send("tools/list", json!({})).await.problem(401, "unauthorized");
        refused(refresh(&api, &other, Some("any")).await, "invalid_grant");
    }

    async fn ending_sessions_ends_unused_codes(api: Api) {
        let user = api.sign_up("ada").await;
        let client_id = register(&api).await;
        // Another account's is left alone.
        api.sign_up("bob").await;
        let of_bob = redirected(&allow(&api, &asking(&client_id, "read"), "bob").await, "code").unwrap();
        let change = |new: &str| json!({"email": "ada@example.com", "password": PASSWORD, "new_password": new});
        let code = code_for(&api, &client_id).await;
        user.put("/v1/account/credentials", change("an even longer password")).await.expect(204);
        refused(exchange(&api, &client_id, &code).await, "invalid_grant");
        let back = json!({"email": "ada@example.com", "password": "an even longer password", "new_password": PASSWORD});
        user.put("/v1/account/credentials", back).await.expect(204);
        // A code that was used has begun a session, which ends as sessions do.
        let (_, token) = let_in_as(&api).await;
        let code = code_for(&api, &client_id).await;
        user.post("/v1/account/sign-out", json!({})).await.expect(204);
        refused(exchange(&api, &client_id, &code).await, "invalid_grant");
        Assistant::bearing(&api, &token).send("tools/list", json!({})).await.problem(401, "unauthorized");
        let identity = SignInQueries::new(&api.db);
        let ada = identity.users(Some("ada@example.com"), 1).await.unwrap().remove(0);
        let of = SignIn { account_id: ada.account_id, user_id: ada.id };
        let code = code_for(&api, &client_id).await;
        identity.set_user_disabled(of, true).await.unwrap();
        identity.set_user_disabled(of, false).await.unwrap();
        refused(exchange(&api, &client_id, &code).await, "invalid_grant");
        exchange(&api, &client_id, &of_bob).await.expect(200);
    }

    async fn deleting_the_account_ends_the_access_of_assistants(api: Api) {
        let user = api.sign_up("ada").await;
        let client_id = register(&api).await;
        let token = grant_access(&api, "ada", "read write").await;
        let code = redirected(&allow(&api, &asking(&client_id, "read"), "ada").await, "code").unwrap();
        let confirmed = json!({"email": "ada@example.com", "password": PASSWORD});
        user.send(TestRequest::delete().uri("/v1/account").set_json(confirmed)).await.expect(204);
        Assistant::bearing(&api, &token).send("tools/list", json!({})).await.problem(401, "unauthorized");
        refused(refresh(&api, &token, Some("any")).await, "invalid_grant");
        refused(exchange(&api, &client_id, &code).await, "invalid_grant");
        told(&allow(&api, &asking(&client_id, "read"), "ada").await, 403, "go together");
    }

    async fn a_client_is_who_its_document_says(api: Api) {
        api.sign_up("ada").await;
        let (id, asked) = document(|id| answer_of("200 OK", "application/json", &metadata(id).to_string()));
        let shown = page(&api, &asking(&id, "read")).await;
        told(&shown, 200, "<strong>127.0.0.1</strong>");
        assert!(shown.text.contains("Documented"));
        let allowed = allow(&api, &asking(&id, "read"), "ada").await;
        let token = exchange(&api, &id, &redirected(&allowed, "code").unwrap()).await.expect(200);
        Assistant::bearing(&api, &token).done("list_due", json!({})).await;
        assert_eq!(asked.load(Ordering::SeqCst), 1, "the document is cached");
        api.clock.advance(TimeDelta::hours(2));
        told(&page(&api, &asking(&id, "read")).await, 200, "Documented");
        assert_eq!(asked.load(Ordering::SeqCst), 2);
    }

    async fn a_document_is_fetched_with_care(api: Api) {
        let (id, _) = document(|_| answer_of("200 OK", "application/json", &metadata("https://other.example/c").to_string()));
        told(&page(&api, &asking(&id, "read")).await, 400, "names another client_id");
        let (id, asked) = document(|id| {
            answer_of("302 Found\r\nlocation: /elsewhere.json", "application/json", &metadata(id).to_string())
        });
        told(&page(&api, &asking(&id, "read")).await, 400, "the status is 302");
        assert_eq!(asked.load(Ordering::SeqCst), 1, "no redirect is followed");
        told(&page(&api, &asking(&id, "read")).await, 400, "the status is 302");
        assert_eq!(asked.load(Ordering::SeqCst), 2, "a failure is not cached");
        let (id, _) = document(|id| answer_of("200 OK", "text/html", &metadata(id).to_string()));
        told(&page(&api, &asking(&id, "read")).await, 400, "not application");
        let (id, _) = document(|_| answer_of("200 OK", "application/json", &" ".repeat(20_000)));
        told(&page(&api, &asking(&id, "read")).await, 400, "larger than");
        let (id, _) = document(|_| answer_of("200 OK", "application/json", "[]"));
        told(&page(&api, &asking(&id, "read")).await, 400, "metadata is wrong");
        let (id, _) = document(|id| {
            let mut secret = metadata(id);
            secret["token_endpoint_auth_method"] = json!("client_secret_basic");
            answer_of("200 OK", "application/json", &secret.to_string())
        });
        told(&page(&api, &asking(&id, "read")).await, 400, "other than none");
        for (id, what) in [
            ("https://10.0.0.1/client.json", "public address"),
            ("https://169.254.169.254/client.json", "public address"),
            ("https://[::1]/client.json", "public address"),
            ("http://app.example/client.json", "https"),
            ("https://app.example:22/client.json", "port"),
            ("https://app.example/", "must have a path"),
            ("https://user@app.example/client.json", "name a user"),
        ] {
            told(&page(&api, &asking(id, "read")).await, 400, what);
        }
    }

    async fn a_registration_says_what_is_wrong(api: Api) {
        let registered = async |metadata: Value| api.anonymous().post("/oauth/register", metadata).await;
        let good = registered(json!({
            "client_name": "Helper",
            "redirect_uris": [REDIRECT_URI, "cursor://anysphere/callback"],
            "token_endpoint_auth_method": "client_secret_post",
            "grant_types": ["authorization_code", "refresh_token"],
            "response_types": ["code"],
            "scope": "read write"
        }))
        .await
        .expect(201);
        assert_eq!(good["token_endpoint_auth_method"], "none");
        assert!(good.get("client_secret").is_none() && good["client_id_issued_at"].is_i64());
        refused(registered(json!({"client_name": "Helper"})).await, "invalid_redirect_uri");
        refused(registered(json!({"redirect_uris": ["http://evil.example/"]})).await, "invalid_redirect_uri");
        refused(registered(json!({"redirect_uris": ["javascript:alert(1)"]})).await, "invalid_redirect_uri");
        refused(registered(json!({"redirect_uris": REDIRECT_URI})).await, "invalid_client_metadata");
        for (body, place) in [
            (r#"{"client_name": "A", "client_name": "B"}"#, "/client_name: "),
            (r#"{"client_name": "A", "jwks": {"keys": [{"kid": 1, "kid": 2}]}}"#, "/jwks/keys/0/kid: "),
            (r#"{"client_name": "A", "redirect_uris": [1]}"#, "/redirect_uris/0: must be a string"),
            ("[]", "the metadata must be a JSON object"),
            (r#"[null, "A", [], null, null, null]"#, "the metadata must be a JSON object"),
            (r#"{"client_name": "\ud800"}"#, "line 1, column 24: there is an escape for half of a surrogate pair"),
        ] {
            let answer = api.anonymous().raw(Method::POST, "/oauth/register", "application/json", body).await;
            let told = answer.json()["error_description"].as_str().unwrap().to_owned();
            assert!(told.starts_with(place), "{told}");
            refused(answer, "invalid_client_metadata");
        }
        let long = format!("{REDIRECT_URI}?{}", "x".repeat(900));
        refused(registered(json!({"redirect_uris": [long, format!("{long}y")]})).await, "invalid_client_metadata");
    }
}
