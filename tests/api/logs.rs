//! No secret reaches the log, however much is logged.

use std::{fs::File, path::Path};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::support::{
    assistant::{CHALLENGE, VERIFIER},
    process::{Process, followup},
};

const PASSWORD: &str = "canary-of-a-good-password";
const WRONG_PASSWORD: &str = "canary-of-a-wrong-password";
const CONNECTION_SECRET: &str = "canary-of-a-secret-of-a-connection";
const MADE_UP: &str = "canary-of-a-made-up-token";

struct Caller {
    agent: ureq::Agent,
    url: String,
}

impl Caller {
    fn post(&self, path: &str, authorization: &str, body: &Value) -> Value {
        let request = self.agent.post(format!("{}{path}", self.url)).header("authorization", authorization);
        request.send_json(body).unwrap().body_mut().read_json().unwrap()
    }

    fn form(&self, path: &str, authorization: &str, form: &[(&str, &str)]) -> Value {
        let request = self.agent.post(format!("{}{path}", self.url)).header("authorization", authorization);
        let text = request.send_form(form.iter().copied()).unwrap().body_mut().read_to_string().unwrap();
        serde_json::from_str(&text).unwrap_or_default()
    }

    fn get(&self, path: &str, authorization: &str) -> u16 {
        let request = self.agent.get(format!("{}{path}", self.url)).header("authorization", authorization);
        request.call().unwrap().status().as_u16()
    }
}

/// Lets an assistant in; answers its code and its tokens.
fn let_assistant_in(caller: &Caller) -> [String; 3] {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let redirect_uri = "http://localhost:1/callback";
    let registered = caller.post("/oauth/register", "", &json!({"redirect_uris": [redirect_uri]}));
    let client_id = text(&registered["client_id"]);
    let decide = |password| {
        let form = [
            ("response_type", "code"),
            ("client_id", client_id.as_str()),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
            ("email", "ada@example.com"),
            ("password", password),
            ("decision", "allow"),
        ];
        caller.agent.post(format!("{}/oauth/authorize", caller.url)).send_form(form).unwrap()
    };
    assert_eq!(decide(MADE_UP).status(), 403);
    let location = decide(PASSWORD).headers()["location"].to_str().unwrap().to_owned();
    let code = location.split(['=', '&']).nth(1).unwrap().to_owned();
    let form =
        [("grant_type", "authorization_code"), ("client_id", &client_id), ("code", &code), ("code_verifier", VERIFIER)];
    let token = caller.form("/oauth/token", "", &form);
    let access = text(&token["access_token"]);
    let ping = json!({"jsonrpc": "2.0", "id": 1, "method": "ping"});
    assert_eq!(caller.post("/mcp", &format!("Bearer {access}"), &ping)["result"], json!({}));
    [code, access, text(&token["refresh_token"])]
}

/// A link that somebody made up.
const MADE_UP_LINK: &str = "bWFkZSB1cCBieSBzb21lYm9keSB3aG8gd2FudGVkIHRvIGtub3cgaG93IHRoaXMgd29ya3M";

/// Does all that secrets are used for, rightly and wrongly; answers the secrets.
fn use_secrets(caller: &Caller) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    caller.post("/v1/accounts", "", &json!({"name": "Ada", "email": "ada@example.com", "password": PASSWORD}));
    caller.post("/v1/accounts", "", &json!({"name": "Ada", "email": "ada@example.com", "password": WRONG_PASSWORD}));
    caller.post("/v1/accounts", "", &json!({"name": "", "password": [PASSWORD], PASSWORD: 1}));
    let assistant = let_assistant_in(caller);
    let sign_in = |password| [("grant_type", "password"), ("username", "ada@example.com"), ("password", password)];
    caller.form("/oauth/token", "", &sign_in(WRONG_PASSWORD));
    let token = caller.form("/oauth/token", "", &sign_in(PASSWORD));
    let (access, refresh) = (text(&token["access_token"]), text(&token["refresh_token"]));
    let bearer = format!("Bearer {access}");
    assert_eq!(caller.get("/v1/account", &bearer), 200);
    assert_eq!(caller.get(&format!("/v1/account?access_token={MADE_UP}"), &format!("Bearer {MADE_UP}")), 401);
    let connection = json!({"kind": "greenhouse", "name": "x", "secret": CONNECTION_SECRET, "state": "active"});
    let connection = caller.post("/v1/connections", &bearer, &connection);
    let path = text(&connection["path"]);
    let delivery = caller.agent.post(format!("{}{path}", caller.url)).send_json(json!({"action": "ping"})).unwrap();
    assert_eq!(delivery.status(), 401);
    for page in ["confirm", "unsubscribe", "drafts"] {
        assert_eq!(caller.get(&format!("/reminders/{page}/{MADE_UP_LINK}"), ""), 404);
    }
    let page = format!("/password-resets/{MADE_UP_LINK}");
    assert_eq!(caller.get(&page, ""), 404);
    caller.form(&page, "", &[("password", WRONG_PASSWORD)]);
    caller.post(&format!("/v1{page}"), "", &json!({"password": WRONG_PASSWORD}));
    let rotate = format!("/v1/connections/{}/rotate-secret", text(&connection["id"]));
    let rotated = text(&caller.post(&rotate, &bearer, &json!({}))["secret"]);
    let feed = text(&caller.post("/v1/calendar-feeds", &bearer, &json!({"name": "x"}))["path"]);
    assert_eq!(caller.get(&feed, ""), 200);
    assert_eq!(caller.get(&format!("/calendars/{MADE_UP}.ics"), ""), 404);
    let client = caller.post("/v1/api-clients", &bearer, &json!({"name": "x", "scopes": ["read"]}));
    let (id, secret) = (text(&client["client_id"]), text(&client["client_secret"]));
    let encoded = BASE64_STANDARD.encode(format!("{id}:{secret}"));
    let client_token =
        caller.form("/oauth/token", &format!("Basic {encoded}"), &[("grant_type", "client_credentials")]);
    let client_access = text(&client_token["access_token"]);
    assert_eq!(caller.get("/v1/candidates", &format!("Bearer {client_access}")), 200);
    let wrong = [("grant_type", "client_credentials"), ("client_id", &id), ("client_secret", MADE_UP)];
    caller.form("/oauth/token", "", &wrong);
    // The second time ends the session, which the log tells.
    let refreshed = caller.form("/oauth/token", "", &[("grant_type", "refresh_token"), ("refresh_token", &refresh)]);
    caller.form("/oauth/token", "", &[("grant_type", "refresh_token"), ("refresh_token", &refresh)]);
    caller.form("/oauth/revoke", &format!("Basic {encoded}"), &[("token", &client_access)]);
    caller.form("/oauth/revoke", "", &[("token", &refresh)]);
    assert_eq!(caller.get("/v1/account", &bearer), 401);
    let later = [text(&refreshed["access_token"]), text(&refreshed["refresh_token"])];
    let given = [PASSWORD, WRONG_PASSWORD, MADE_UP, MADE_UP_LINK, CONNECTION_SECRET].map(str::to_owned);
    // The end of a path is no secret.
    let feed = feed.trim_end_matches(".ics").to_owned();
    [path, feed, rotated, access, refresh, secret, encoded, client_access]
        .into_iter()
        .chain(assistant)
        .chain(later)
        .chain(given)
        .collect()
}

fn logged(data: &Path, filter: &str, format: &str) -> (Vec<String>, String) {
    let path = data.join("log");
    let mut command = followup(data, None);
    command.env("FOLLOWUP_LOG", filter).env("FOLLOWUP_LOG_FORMAT", format).stderr(File::create(&path).unwrap());
    let service = Process::start_with(&mut command);
    let agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .into();
    let secrets = use_secrets(&Caller { agent, url: service.url.clone() });
    service.kill();
    (secrets, String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned())
}

#[test]
fn no_secret_is_logged() {
    for (filter, format) in [("info", "json"), ("trace", "text")] {
        let data = tempfile::tempdir().unwrap();
        let (secrets, log) = logged(data.path(), filter, format);
        assert!(log.lines().count() > 15 && log.contains("its session has ended"), "{log}");
        for secret in secrets {
            assert!(secret.len() > 20);
            // Nor a part of it that would do: the signature of a token, the end of a secret.
            let end = &secret[secret.len() - 20..];
            if let Some(line) = log.lines().find(|line| line.contains(end)) {
                panic!("{filter}: {secret} is in the log: {line}");
            }
        }
    }
}

#[test]
fn errors_name_their_request_at_every_log_level() {
    let data = tempfile::tempdir().unwrap();
    let (_, log) = logged(data.path(), "warn", "json");
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 1, "{log}");
    assert!(lines[0]["message"].as_str().unwrap().contains("its session has ended"), "{log}");
    assert_eq!(lines[0]["spans"][0]["request_id"].as_str().unwrap().len(), 36, "{log}");
}
