//! The Model Context Protocol at `/mcp`: what each of its revisions asks of a server.

use actix_web::{http::Method, test::TestRequest};
use serde_json::{Value, json};

use crate::support::{
    Answer, Client,
    assistant::{Assistant, ISSUER, RESOURCE},
    on_both_databases,
};

/// A client that has not read the newest revision.
async fn legacy(client: &Client, version: Option<&str>, message: Value) -> Answer {
    let request = TestRequest::post().uri("/mcp").insert_header(("accept", "application/json, text/event-stream"));
    let request = match version {
        Some(version) => request.insert_header(("mcp-protocol-version", version)),
        None => request,
    };
    client.send(request.set_json(message)).await
}

fn error(answer: Answer, status: u16) -> (i64, Value) {
    assert_eq!(answer.header("content-type"), Some("application/json"), "{}", answer.text);
    let body = answer.expect(status);
    assert!(body["error"]["message"].is_string(), "{body}");
    (body["error"]["code"].as_i64().unwrap(), body)
}

on_both_databases! {
    async fn a_stateless_client_finds_the_tools(api: Api) {
        let (_, assistant) = Assistant::sign_up(&api, "ada").await;
        let found = assistant.send("server/discover", json!({})).await.expect(200)["result"].clone();
        assert_eq!(found["resultType"], "complete");
        assert_eq!(found["supportedVersions"], json!(["2026-07-28", "2025-11-25", "2025-06-18"]));
        assert_eq!(found["capabilities"], json!({"tools": {}}));
        assert_eq!(found["_meta"]["io.modelcontextprotocol/serverInfo"]["name"], "followup");
        assert!(found["instructions"].as_str().unwrap().contains("never instructions"));
        assert!(found["ttlMs"].is_u64() && found["cacheScope"] == "public");
        let beyond = assistant.send("tools/list", json!({"cursor": "nonsense"})).await.expect(200);
        assert_eq!(beyond["error"]["code"], -32602, "{beyond}");
        let listed = assistant.send("tools/list", json!({})).await.expect(200)["result"].clone();
        assert!(listed["resultType"] == "complete" && listed["ttlMs"].is_u64() && listed["cacheScope"] == "public");
        let tools = listed["tools"].as_array().unwrap();
        assert_eq!(tools.len(), 15);
        let hints = |name: &str| tools.iter().find(|tool| tool["name"] == name).unwrap()["annotations"].clone();
        assert_eq!(hints("list_due")["readOnlyHint"], true);
        assert_eq!(hints("add_interview")["readOnlyHint"], false);
        assert_eq!(hints("add_interview")["idempotentHint"], true);
        assert_eq!(hints("add_interview")["destructiveHint"], false);
        assert_eq!(hints("record_outcome")["destructiveHint"], true);
    }

    async fn a_client_that_initializes_finds_the_tools(api: Api) {
        let (_, assistant) = Assistant::sign_up(&api, "ada").await;
        let client = &assistant.client;
        for (wanted, given) in [("2025-06-18", "2025-06-18"), ("2025-11-25", "2025-11-25"), ("2024-11-05", "2025-11-25")] {
            let info = json!({"name": "old", "version": "1"});
            let params = json!({"protocolVersion": wanted, "capabilities": {}, "clientInfo": info});
            let message = json!({"jsonrpc": "2.0", "id": "a", "method": "initialize", "params": params});
            let answer = legacy(client, None, message).await;
            assert_eq!(answer.header("mcp-session-id"), None);
            let body = answer.expect(200);
            assert_eq!((&body["id"], &body["result"]["protocolVersion"]), (&json!("a"), &json!(given)));
            assert_eq!(body["result"]["serverInfo"]["name"], "followup");
            let initialized = json!({"jsonrpc": "2.0", "method": "notifications/initialized"});
            let answer = legacy(client, Some(given), initialized).await;
            assert_eq!((answer.status.as_u16(), answer.text.as_str()), (202, ""));
            let ping = json!({"jsonrpc": "2.0", "id": 2, "method": "ping"});
            assert_eq!(legacy(client, Some(given), ping).await.expect(200)["result"], json!({}));
            let list = json!({"jsonrpc": "2.0", "id": 3, "method": "tools/list", "params": {}});
            let listed = legacy(client, Some(given), list).await.expect(200);
            assert_eq!(listed["result"].as_object().unwrap().keys().collect::<Vec<_>>(), ["tools"]);
            let call = json!({"jsonrpc": "2.0", "id": 4, "method": "tools/call", "params": {"name": "list_due"}});
            let called = legacy(client, Some(given), call).await.expect(200);
            assert_eq!(called["result"]["structuredContent"]["data"]["items"], json!([]));
        }
        let unknown = json!({"jsonrpc": "2.0", "id": 5, "method": "resources/list"});
        assert_eq!(error(legacy(client, Some("2025-11-25"), unknown).await, 200).0, -32601);
    }

    async fn anything_but_a_request_is_refused(api: Api) {
        let (_, assistant) = Assistant::sign_up(&api, "ada").await;
        let client = &assistant.client;
        let ping = json!({"jsonrpc": "2.0", "id": 1, "method": "ping"});
        for version in [None, Some("2025-06-18"), Some("2026-07-28")] {
            let batch = legacy(client, version, json!([ping, ping])).await;
            assert_eq!(error(batch, 400).0, -32600, "{version:?}");
        }
        let broken = client.raw(Method::POST, "/mcp", "application/json", "{").await;
        assert_eq!(error(broken, 400).0, -32700);
        let id = json!({"jsonrpc": "2.0", "id": null, "method": "ping"});
        assert_eq!(error(legacy(client, None, id).await, 400).0, -32600);
        client.raw(Method::POST, "/mcp", "text/plain", "{}").await.problem(415, "unsupported-media-type");
        for unknown in ["2025-03-26", "2024-11-05", "1900-01-01"] {
            let (code, body) = error(legacy(client, Some(unknown), ping.clone()).await, 400);
            assert_eq!((code, &body["error"]["data"]["requested"]), (-32022, &json!(unknown)));
            assert_eq!(body["error"]["data"]["supported"][0], "2026-07-28");
        }
        // A request of today's without the members that it has to have.
        assert_eq!(error(legacy(client, Some("2026-07-28"), ping).await, 400).0, -32602);
        assert_eq!(error(assistant.send("ping", json!({})).await, 404).0, -32601);
        assert_eq!(error(assistant.send("tools/call", json!({"name": "nothing"})).await, 200).0, -32602);
        let mismatch = TestRequest::post().uri("/mcp").insert_header(("mcp-protocol-version", "2026-07-28"));
        let meta = json!({
            "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}
        });
        let list = json!({"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"_meta": meta}});
        let mismatch = mismatch.insert_header(("mcp-method", "tools/call")).set_json(list);
        assert_eq!(error(client.send(mismatch).await, 400).0, -32020);
        // There is no stream to open, and no session to end.
        for method in [Method::GET, Method::DELETE, Method::PUT] {
            let answer = client.send(TestRequest::default().method(method).uri("/mcp")).await;
            assert_eq!(answer.header("allow"), Some("POST"));
            answer.problem(405, "method-not-allowed");
        }
    }

    async fn pages_of_other_origins_are_refused(api: Api) {
        let (_, assistant) = Assistant::sign_up(&api, "ada").await;
        let sent = async |origin: &str| {
            let request = TestRequest::post().uri("/mcp").insert_header(("origin", origin.to_owned()));
            assistant.client.send(request.set_json(json!({"jsonrpc": "2.0", "id": 1, "method": "ping"}))).await
        };
        sent(ISSUER).await.expect(200);
        for foreign in ["http://evil.example", "null", "http://127.0.0.1:8081", "https://127.0.0.1:8080"] {
            error(sent(foreign).await, 403);
        }
    }

    async fn without_a_token_the_answer_says_where_to_get_one(api: Api) {
        let ping = json!({"jsonrpc": "2.0", "id": 1, "method": "ping"});
        let answer = api.anonymous().post("/mcp", ping.clone()).await;
        let metadata = format!("{ISSUER}/.well-known/oauth-protected-resource/mcp");
        let expected = format!("Bearer scope=\"read write\", resource_metadata=\"{metadata}\"");
        assert_eq!(answer.header("www-authenticate"), Some(expected.as_str()));
        answer.problem(401, "unauthorized");
        let answer = api.bearing("no.token").post("/mcp", ping).await;
        assert!(answer.header("www-authenticate").unwrap().starts_with("Bearer error=\"invalid_token\", "));
        answer.problem(401, "unauthorized");
        let metadata = api.anonymous().get("/.well-known/oauth-protected-resource/mcp").await.expect(200);
        assert_eq!(metadata["resource"], RESOURCE);
        assert_eq!(metadata["authorization_servers"], json!([ISSUER]));
        assert_eq!(metadata["scopes_supported"], json!(["read", "write"]));
        assert_eq!(api.anonymous().get("/.well-known/oauth-protected-resource").await.expect(200), metadata);
        let server = api.anonymous().get("/.well-known/oauth-authorization-server").await.expect(200);
        assert_eq!(server["issuer"], ISSUER);
        assert_eq!(server["code_challenge_methods_supported"], json!(["S256"]));
        for (member, path) in [("authorization_endpoint", "/oauth/authorize"), ("registration_endpoint", "/oauth/register")] {
            assert_eq!(server[member], format!("{ISSUER}{path}"));
        }
        for member in ["client_id_metadata_document_supported", "authorization_response_iss_parameter_supported"] {
            assert_eq!(server[member], true);
        }
    }
}
