//! How the service does: what it measures, and what it logs.

use std::{fs, process::Stdio};

use actix_web::{http::Method, test::TestRequest};
use serde_json::Value;

use crate::support::{
    Api, Backend,
    process::{Process, followup},
};

/// The value of a series, by its name and labels.
fn value(exposition: &str, series: &str) -> Option<f64> {
    let line = exposition.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' '))?;
    Some(line.parse().expect("the value of a series is a number"))
}

fn count(method: &str, route: &str, status: u16) -> String {
    format!(
        "http_server_request_duration_seconds_count{{http_request_method=\"{method}\",http_route=\"{route}\",\
         http_response_status_code=\"{status}\"}}"
    )
}

crate::support::on_both_databases! {
    async fn requests_are_counted_by_operation_and_status(api: Api) {
        let ada = api.sign_up("ada").await;
        for id in ["0198c0de-7a3b-7c4d-8e5f-60718293a4b5", "0198c0de-7a3b-7c4d-8e5f-60718293a4b6"] {
            ada.get(&format!("/v1/candidates/{id}")).await.expect(404);
        }
        // Whatever clients make up has one name.
        for path in ["/nothing", "/nothing/here", "/%2e%2e"] {
            ada.get(path).await.expect(404);
        }
        for method in ["BREW", "WHEN"] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            ada.send(TestRequest::default().method(method).uri("/healthz")).await.expect(405);
        }
        let answer = api.anonymous().get("/metrics").await;
        assert_eq!(answer.header("content-type"), Some("text/plain; version=0.0.4; charset=utf-8"));
        let text = answer.text;
        assert_eq!(value(&text, &count("POST", "/v1/accounts", 201)), Some(1.0), "{text}");
        assert_eq!(value(&text, &count("GET", "/v1/candidates/{id}", 404)), Some(2.0), "{text}");
        assert_eq!(value(&text, &count("GET", "", 404)), Some(3.0), "{text}");
        assert_eq!(value(&text, &count("_OTHER", "/healthz", 405)), Some(2.0), "{text}");
        // This one.
        assert_eq!(value(&text, "http_server_active_requests"), Some(1.0), "{text}");
        let open = ["idle", "used"].map(|state| value(&text, &format!("db_client_connection_count{{state=\"{state}\"}}")).unwrap());
        let most = value(&text, "db_client_connection_max").unwrap();
        assert!(open.iter().sum::<f64>() >= 1.0 && open.iter().sum::<f64>() <= most, "{text}");
        let (version, database) = (env!("CARGO_PKG_VERSION"), api.db.backend().name());
        let build = format!("followup_build_info{{version=\"{version}\",database=\"{database}\"}}");
        assert_eq!(value(&text, &build), Some(1.0), "{text}");
    }
}

#[actix_web::test]
async fn measurements_of_one_service_are_not_those_of_another() {
    let (one, other) = (Api::start(Backend::Sqlite).await, Api::start(Backend::Sqlite).await);
    one.anonymous().get("/healthz").await.expect(200);
    let series = count("GET", "/healthz", 200);
    assert_eq!(value(&one.anonymous().get("/metrics").await.text, &series), Some(1.0));
    assert_eq!(value(&other.anonymous().get("/metrics").await.text, &series), None);
}

#[test]
fn metrics_may_have_an_address_of_their_own() {
    let data = tempfile::tempdir().unwrap();
    let mut command = followup(data.path(), None);
    let service = Process::start_with(command.env("FOLLOWUP_METRICS_BIND", "127.0.0.1:0").stderr(Stdio::null()));
    let status =
        |url: &str| ureq::get(url).config().http_status_as_error(false).build().call().unwrap().status().as_u16();
    assert_eq!(status(&format!("{}/metrics", service.url)), 404);
    let elsewhere = service.metrics_url.clone().expect("it says where they are");
    let text = ureq::get(&elsewhere).call().unwrap().body_mut().read_to_string().unwrap();
    assert_eq!(value(&text, &count("GET", "/metrics", 404)), Some(1.0), "{text}");
    assert_eq!(status(&elsewhere.replace("/metrics", "/v1/account")), 404);
}

/// The first thing that is sent to a collector: its path, and the spans as protobuf.
#[cfg(feature = "otel")]
fn collect(collector: &std::net::TcpListener) -> (String, Vec<u8>) {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};

    let (mut connection, _) = collector.accept().unwrap();
    let mut reader = BufReader::new(connection.try_clone().unwrap());
    let head: Vec<_> = reader.by_ref().lines().map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
    let length =
        head.iter().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok()).unwrap();
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    connection.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
    (head[0].clone(), body)
}

#[cfg(feature = "otel")]
#[test]
fn a_request_is_part_of_the_trace_that_its_client_names() {
    let data = tempfile::tempdir().unwrap();
    let log = data.path().join("log");
    let collector = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mut command = followup(data.path(), None);
    command
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", format!("http://{}", collector.local_addr().unwrap()))
        .env("OTEL_BSP_SCHEDULE_DELAY", "100");
    let service = Process::start_with(command.stderr(fs::File::create(&log).unwrap()));
    let trace_id = "0af7651916cd43dd8448eb211c80319c";
    let request = ureq::get(format!("{}/healthz", service.url));
    request.header("traceparent", format!("00-{trace_id}-b7ad6b7169203331-01")).call().unwrap();
    let (line, spans) = collect(&collector);
    assert_eq!(line, "POST /v1/traces HTTP/1.1");
    let contains = |bytes: &[u8]| spans.windows(bytes.len()).any(|window| window == bytes);
    for expected in ["GET /healthz", "http.response.status_code", "followup"] {
        assert!(contains(expected.as_bytes()), "{expected}: {}", String::from_utf8_lossy(&spans));
    }
    assert!(contains(&u128::from_str_radix(trace_id, 16).unwrap().to_be_bytes()));
    assert!(contains(&0xb7ad_6b71_6920_3331_u64.to_be_bytes()));
    service.kill();
    let log = fs::read_to_string(log).unwrap();
    assert!(log.contains(trace_id), "{log}");
}

#[test]
fn every_line_of_the_log_names_its_request() {
    let data = tempfile::tempdir().unwrap();
    let log = data.path().join("log");
    let mut command = followup(data.path(), None);
    command.env("FOLLOWUP_LOG_FORMAT", "json").env("FOLLOWUP_LOG", "info");
    let service = Process::start_with(command.stderr(fs::File::create(&log).unwrap()));
    let get = |path: &str, id: &str| {
        let request = ureq::get(format!("{}{path}", service.url)).header("x-request-id", id);
        request.config().http_status_as_error(false).build().call().unwrap().status().as_u16()
    };
    assert_eq!(get("/healthz?secret=canary", "first"), 200);
    assert_eq!(get("/v1/account", "second"), 401);
    service.kill();
    let log = fs::read_to_string(&log).unwrap();
    assert!(!log.contains("canary"), "{log}");
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let answered: Vec<_> = lines.iter().filter(|line| line["message"] == "answered").collect();
    let said: Vec<_> = answered
        .iter()
        .map(|line| {
            let text = |field: &Value| field.as_str().unwrap_or_default().to_owned();
            let status = line["http.response.status_code"].as_u64().unwrap();
            (text(&line["spans"][0]["request_id"]), text(&line["http.route"]), status)
        })
        .collect();
    let expected = [("first", "/healthz", 200), ("second", "/v1/account", 401)];
    assert_eq!(said, expected.map(|(id, route, status)| (id.to_owned(), route.to_owned(), status)), "{log}");
}
