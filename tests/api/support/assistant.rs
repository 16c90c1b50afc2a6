//! An assistant: a client of the Model Context Protocol, by hand.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use super::{Answer, Api, Client};

pub const ISSUER: &str = "http://127.0.0.1:8080";
pub const RESOURCE: &str = "http://127.0.0.1:8080/mcp";
pub const REDIRECT_URI: &str = "http://localhost:4711/callback";
/// The example of RFC 7636, appendix B.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
pub const PASSWORD: &str = "correct horse battery staple";

/// The id of a client that has registered itself.
pub async fn register(api: &Api) -> String {
    let metadata = json!({"client_name": "Helper", "redirect_uris": [REDIRECT_URI]});
    let registered = api.anonymous().post("/oauth/register", metadata).await.expect(201);
    registered["client_id"].as_str().unwrap().to_owned()
}

/// The parameters of an authorization request.
pub fn asking<'a>(client_id: &'a str, scope: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("response_type", "code"),
        ("client_id", client_id),
        ("redirect_uri", REDIRECT_URI),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
        ("scope", scope),
        ("state", "s&t"),
        ("resource", RESOURCE),
    ]
}

/// The same parameters with another value for one.
pub fn with<'a>(parameters: &[(&'a str, &'a str)], name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    parameters.iter().map(|(known, before)| (*known, if *known == name { value } else { before })).collect()
}

/// The page for an authorization request.
pub async fn page(api: &Api, parameters: &[(&str, &str)]) -> Answer {
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    api.anonymous().get(&format!("/oauth/authorize?{query}")).await
}

/// What comes of the page if somebody signs in on it, and allows everything.
pub async fn allow(api: &Api, parameters: &[(&str, &str)], name: &str) -> Answer {
    let email = format!("{}@example.com", name.to_lowercase());
    let mut form = parameters.to_vec();
    form.extend([("email", email.as_str()), ("password", PASSWORD), ("write", "yes"), ("decision", "allow")]);
    api.anonymous().form("/oauth/authorize", &form).await
}

/// A parameter of the redirect.
#[track_caller]
pub fn redirected(answer: &Answer, parameter: &str) -> Option<String> {
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.text);
    let location = url::Url::parse(answer.header("location").unwrap()).unwrap();
    location.query_pairs().find(|(name, _)| name == parameter).map(|(_, value)| value.into_owned())
}

/// The answer to the request for a token by a code.
pub async fn exchange(api: &Api, client_id: &str, code: &str) -> Answer {
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", client_id),
        ("code", code),
        ("code_verifier", VERIFIER),
        ("redirect_uri", REDIRECT_URI),
        ("resource", RESOURCE),
    ];
    api.anonymous().form("/oauth/token", &form).await
}

/// The tokens of an assistant that somebody, who has signed up before, lets in.
pub async fn grant_access(api: &Api, name: &str, scope: &str) -> Value {
    let client_id = register(api).await;
    let allowed = allow(api, &asking(&client_id, scope), name).await;
    exchange(api, &client_id, &redirected(&allowed, "code").unwrap()).await.expect(200)
}

/// An assistant with a token.
pub struct Assistant {
    pub client: Client,
}

impl Assistant {
    pub fn bearing(api: &Api, token: &Value) -> Self {
        Self { client: api.bearing(token["access_token"].as_str().unwrap()) }
    }

    /// Signs up a user who grants access to an assistant.
    pub async fn sign_up(api: &Api, name: &str) -> (Client, Self) {
        let user = api.sign_up(name).await;
        (user, Self::bearing(api, &grant_access(api, name, "read write").await))
    }

    /// Sends a message by the revision 2026-07-28.
    pub async fn send(&self, method: &str, mut params: Value) -> Answer {
        params["_meta"] = json!({
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientCapabilities": {}
        });
        let name = params["name"].as_str().unwrap_or_default().to_owned();
        let message = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
        let request = TestRequest::post()
            .uri("/mcp")
            .insert_header(("accept", "application/json, text/event-stream"))
            .insert_header(("mcp-protocol-version", "2026-07-28"))
            .insert_header(("mcp-method", method));
        let request = if name.is_empty() { request } else { request.insert_header(("mcp-name", name)) };
        self.client.send(request.set_json(message)).await
    }

    /// The result of a tool.
    #[track_caller]
    pub fn call(&self, name: &str, arguments: Value) -> impl Future<Output = Value> {
        let mut sent = json!({"name": name});
        sent["arguments"] = arguments;
        async move {
            let answer = self.send("tools/call", sent).await.expect(200);
            assert_eq!((&answer["jsonrpc"], &answer["id"]), (&json!("2.0"), &json!(1)), "{answer}");
            answer["result"].clone()
        }
    }

    /// The data in the result of a tool that succeeds.
    pub async fn done(&self, name: &str, arguments: Value) -> Value {
        let result = self.call(name, arguments).await;
        assert_eq!(result["isError"], false, "{result}");
        let text: Value = serde_json::from_str(result["content"][0]["text"].as_str().unwrap()).unwrap();
        assert_eq!(text, result["structuredContent"]);
        result["structuredContent"]["data"].clone()
    }

    /// What a tool that refuses its arguments says.
    pub async fn refused(&self, name: &str, arguments: Value) -> String {
        let result = self.call(name, arguments).await;
        assert_eq!(result["isError"], true, "{result}");
        result["content"][0]["text"].as_str().unwrap().to_owned()
    }
}
