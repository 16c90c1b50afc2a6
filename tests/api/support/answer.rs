use actix_web::{
    body::{BoxBody, to_bytes},
    dev::ServiceResponse,
    http::{StatusCode, header::HeaderMap},
};
use serde_json::Value;

/// An answer of the service.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub async fn read(response: ServiceResponse<BoxBody>) -> Self {
        let (status, headers) = (response.status(), response.headers().clone());
        let body = to_bytes(response.into_body()).await.expect("a body in memory can be read");
        Self { status, headers, text: String::from_utf8_lossy(&body).into_owned() }
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("header values are text"))
    }

    /// The body of an answer with this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        if self.text.is_empty() { Value::Null } else { self.json() }
    }

    /// The `id` in the body of a 201.
    #[track_caller]
    pub fn created(self) -> String {
        let body = self.expect(201);
        body["id"].as_str().expect("what was created has an id").to_owned()
    }

    /// A problem of this status and kind; its `errors` as pairs of pointer and code.
    #[track_caller]
    pub fn problem(self, status: u16, kind: &str) -> Vec<(String, String)> {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.text);
        let request_id = self.header("x-request-id").expect("every answer has a request id").to_owned();
        let body = self.expect(status);
        assert_eq!(body["type"], format!("urn:followup:problem:{kind}"), "{body}");
        assert_eq!(body["status"], status, "{body}");
        assert_eq!(body["request_id"], request_id, "{body}");
        assert!(body["title"].is_string(), "{body}");
        let text = |value: &Value| value.as_str().expect("pointers and codes are text").to_owned();
        let errors = body["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|error| (text(&error["pointer"]), text(&error["code"]))).collect()
    }
}
