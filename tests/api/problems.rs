use std::collections::BTreeSet;

use actix_web::{http::Method, test::TestRequest};

use serde_json::{Value, json};

use crate::{
    openapi::{operations, resolve},
    support::on_both_databases,
};

/// Bodies that are no JSON, or no JSON that any operation takes.
const WRONG: [&str; 12] = [
    "[]",
    "[null, null, null]",
    "1",
    "\"word\"",
    "null",
    "{\"a\" 1}",
    "{\"name\": \"\\ud800\"}",
    "{\"items\": {}}",
    "{\"items\": [[]]}",
    "{\"a\": 1e999}",
    "{\"name\": tru}",
    "",
];

/// What the parser of the service says of its own accord.
const OF_THE_PARSER: [&str; 14] = [
    ", expected ",
    "expected struct",
    "expected `",
    "expected value",
    "expected ident",
    "invalid type",
    "invalid value",
    "invalid length",
    " at line ",
    "EOF while",
    "hex escape",
    "missing field",
    "unknown variant",
    "did not match any variant",
];

on_both_databases! {
    async fn every_error_is_a_problem(api: Api) {
        let ada = api.sign_up("ada").await;
        let json = "application/json";
        ada.get("/nothing/here").await.problem(404, "not-found");
        ada.get("/v1/candidates/no-id").await.problem(404, "not-found");
        let wrong_method = ada.delete("/v1/candidates").await;
        assert_eq!(wrong_method.header("allow"), Some("GET, POST"));
        wrong_method.problem(405, "method-not-allowed");
        let post = async |content_type: &str, body: &[u8]| {
            ada.raw(Method::POST, "/v1/candidates", content_type, body).await
        };
        post(json, b"{\"name\": ").await.problem(400, "malformed-json");
        post(json, b"").await.problem(400, "malformed-json");
        post(json, b"\xff\xfe").await.problem(400, "malformed-json");
        post(json, b"{} {}").await.problem(400, "malformed-json");
        post(json, "[".repeat(100_000).as_bytes()).await.problem(400, "malformed-json");
        // What serde would take, but the document doesn't allow.
        post(json, b"{\"preferred_channel\": {\"email\": null}}").await.problem(422, "invalid-body");
        post(json, b"[]").await.problem(422, "invalid-body");
        post(json, b"{\"name\": \"a\", \"name\": \"b\"}").await.problem(422, "invalid-body");
        post(json, "{\"name\": \"a\\u0000b\"}".as_bytes()).await.problem(422, "invalid-body");
        post("text/plain", b"{}").await.problem(415, "unsupported-media-type");
        post("application/json; charset=utf-8", b"{}").await.expect(201);
        let zipped = TestRequest::post().uri("/v1/candidates").insert_header(("content-encoding", "gzip"));
        ada.send(zipped.insert_header(("content-type", json)).set_payload("{}")).await.problem(415, "unsupported-media-type");
        let large = format!("{{\"name\": \"{}\"}}", "x".repeat(1024 * 1024));
        post(json, large.as_bytes()).await.problem(413, "payload-too-large");
    }

    async fn no_answer_has_the_words_of_the_parser(api: Api) {
        let ada = api.sign_up("ada").await;
        let document = serde_json::to_value(followup::openapi::document()).unwrap();
        let (id, mut refused) = ("00000000-0000-7000-8000-000000000000", 0);
        for (path, method, operation) in operations(&document) {
            let url: String = path.split('/').map(|part| if part.starts_with('{') { id } else { part }).collect::<Vec<_>>().join("/");
            let method: Method = method.to_uppercase().parse().unwrap();
            let mut requests: Vec<(String, &str, String)> = Vec::new();
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let parameter = resolve(&document, parameter);
                let name = parameter["name"].as_str().unwrap();
                for value in ["", "%FF", "1.5", "[]", "x,,"].iter().filter(|_| parameter["in"] == "query") {
                    requests.push((format!("{url}?{name}={value}"), "application/json", String::new()));
                    requests.push((format!("{url}?{name}[]={value}&{name}={value}"), "application/json", String::new()));
                }
            }
            for (media_type, body) in operation["requestBody"]["content"].as_object().into_iter().flatten() {
                let schema = resolve(&document, &body["schema"]);
                let schema = schema["oneOf"].as_array().map_or(schema, |one| resolve(&document, &one[one.len() - 1]));
                let names: Vec<&String> = schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name).collect();
                let wrong = [json!({}), json!([]), json!([[]]), json!({"": 1}), json!(1.5), json!(-1e300), json!("?"), json!(true)];
                let all = wrong.iter().map(|value| names.iter().map(|name| ((*name).clone(), value.clone())).collect::<Value>());
                let bodies = all.map(|body| body.to_string()).chain(WRONG.map(str::to_owned));
                requests.extend(bodies.map(|body| (url.clone(), media_type.as_str(), body)));
            }
            for (url, media_type, body) in requests {
                let answer = ada.raw(method.clone(), &url, media_type, body.clone()).await;
                assert_ne!(answer.status, 500, "{method} {url} {body}");
                let told = answer.status.is_client_error();
                let found = OF_THE_PARSER.iter().find(|words| told && answer.text.contains(**words));
                assert_eq!(found, None, "{method} {url} {body}: {}", answer.text);
                refused += usize::from(told);
            }
        }
        assert!(refused > 1_000, "{refused}");
    }

    async fn another_method_is_refused_with_the_methods_of_the_path(api: Api) {
        let ada = api.sign_up("ada").await;
        let document = serde_json::to_value(followup::openapi::document()).unwrap();
        for (path, item) in document["paths"].as_object().unwrap() {
            let filled = path.replace("{id}", "0198c0de-7a3b-7c4d-8e5f-60718293a4b5").replace(['{', '}'], "");
            let known = item.as_object().unwrap().keys().map(|method| method.to_uppercase());
            let known: BTreeSet<_> = known.collect();
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
                if known.contains(method) {
                    continue;
                }
                let request = TestRequest::default().method(method.parse().unwrap()).uri(&filled);
                let answer = ada.send(request).await;
                let allow = answer.header("allow").unwrap_or_default().split(", ").map(str::to_owned).collect();
                assert_eq!((answer.status.as_u16(), &known), (405, &allow), "{method} {path}");
            }
        }
    }

    async fn documents_are_only_read_and_need_not_be_fetched_twice(api: Api) {
        let anonymous = api.anonymous();
        for path in [
            "/openapi.json", "/openapi-3.0.json", "/docs/openapi.json", "/docs/", "/docs/index.html", "/docs/integration.md"
        ] {
            for method in ["POST", "PUT", "PATCH", "DELETE"] {
                let answer = anonymous.send(TestRequest::default().method(method.parse().unwrap()).uri(path)).await;
                assert_eq!(answer.header("allow"), Some("GET"), "{method} {path}");
                answer.problem(405, "method-not-allowed");
            }
            let first = anonymous.get(path).await;
            assert_eq!((first.status.as_u16(), first.header("cache-control")), (200, Some("no-cache")), "{path}");
            let tag = first.header("etag").unwrap().to_owned();
            let known = TestRequest::get().uri(path).insert_header(("if-none-match", tag.clone()));
            let again = anonymous.send(known).await;
            assert_eq!((again.status.as_u16(), again.header("etag"), &*again.text), (304, Some(&*tag), ""), "{path}");
            let other = TestRequest::get().uri(path).insert_header(("if-none-match", "\"other\""));
            assert_eq!(anonymous.send(other).await.status, 200, "{path}");
        }
    }

    async fn a_request_keeps_its_id(api: Api) {
        let ask = async |id: &str| {
            let request = TestRequest::get().uri("/healthz").insert_header(("x-request-id", id));
            api.anonymous().send(request).await.header("x-request-id").unwrap().to_owned()
        };
        assert_eq!(ask("job-board-17").await, "job-board-17");
        for unfit in ["", "has spaces", &"x".repeat(129)] {
            let id = ask(unfit).await;
            assert!(id.parse::<uuid::Uuid>().is_ok(), "{id}");
        }
    }

    async fn health_and_readiness_differ(api: Api) {
        api.anonymous().get("/healthz").await.expect(200);
        api.anonymous().get("/readyz").await.expect(200);
        api.db.clone().close().await.unwrap();
        api.anonymous().get("/healthz").await.expect(200);
        let away = api.anonymous().get("/readyz").await;
        assert_eq!(away.header("retry-after"), Some("1"));
        away.problem(503, "unavailable");
    }

    async fn a_database_that_is_away_is_a_503(api: Api) {
        let ada = api.sign_up("ada").await;
        api.db.clone().close().await.unwrap();
        ada.get("/v1/candidates").await.problem(503, "unavailable");
        ada.post("/v1/candidates", serde_json::json!({})).await.problem(503, "unavailable");
    }
}
