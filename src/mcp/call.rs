//! A call of a tool as a request for its operation.

use actix_web::{
    dev::{Payload, ServiceRequest},
    http::{
        Uri,
        header::{self, HeaderName, HeaderValue},
    },
    web::Bytes,
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{
    arguments::{Arguments, canonical},
    tool::{Argument, Body, Effect, Place, Tool},
};

/// All but the unreserved characters (RFC 3986, section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Headers of the call that mean something else to an operation.
const DROPPED: [HeaderName; 7] = [
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::IF_MATCH,
    header::IF_NONE_MATCH,
    header::RANGE,
    header::TRANSFER_ENCODING,
    IDEMPOTENCY_KEY,
];

/// The media types of files that a tool takes.
pub(super) const FILE_TYPES: [&str; 2] = ["text/calendar", "message/rfc822"];

/// The request that a call becomes.
#[derive(Debug)]
pub(super) struct Call {
    uri: Uri,
    content_type: Option<&'static str>,
    body: Vec<u8>,
    key: Option<HeaderValue>,
}

impl Call {
    /// The request for a call, or what is wrong with its arguments.
    pub(super) fn new(tool: &Tool, arguments: &Arguments<'_>) -> Result<Self, String> {
        check_names(tool, arguments)?;
        let values: Vec<(&Argument, &str)> = tool
            .arguments
            .iter()
            .filter_map(|argument| Some((argument, arguments.get(argument.name).or(argument.default)?)))
            .collect();
        let uri = uri(tool, &values)?;
        let (content_type, body) = match tool.body {
            Body::None => (None, Vec::new()),
            Body::Json => (Some("application/json"), json(&values)?),
            Body::MergePatch => (Some("application/merge-patch+json"), json(&values)?),
            Body::File => file(&values)?,
        };
        // A client that repeats a call has the same arguments again, in any order.
        let key = (tool.effect == Effect::Adds).then(|| key(tool, &uri, &body)).transpose()?;
        Ok(Self { uri, content_type, body, key })
    }

    /// Makes a request for the endpoint of tools one for the tool's operation.
    pub(super) fn rewrite(self, tool: &Tool, request: &mut ServiceRequest) {
        request.match_info_mut().get_mut().update(&self.uri);
        let head = request.head_mut();
        head.method = tool.method.clone();
        head.uri = self.uri;
        for name in DROPPED {
            head.headers.remove(name);
        }
        head.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(content_type) = self.content_type {
            head.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
            head.headers.insert(header::CONTENT_LENGTH, self.body.len().into());
        }
        if let Some(key) = self.key {
            head.headers.insert(IDEMPOTENCY_KEY, key);
        }
        request.set_payload(if self.body.is_empty() { Payload::None } else { Bytes::from(self.body).into() });
    }
}

fn check_names(tool: &Tool, arguments: &Arguments<'_>) -> Result<(), String> {
    let known = |name: &str| tool.arguments.iter().any(|argument| argument.name == name);
    if let Some(unknown) = arguments.names().find(|name| !known(name)) {
        let names: Vec<&str> = tool.arguments.iter().map(|argument| argument.name).collect();
        return Err(format!("there is no argument {unknown}; {} takes {}", tool.name, names.join(", ")));
    }
    let missing = tool.arguments.iter().find(|argument| argument.required && arguments.get(argument.name).is_none());
    missing.map_or(Ok(()), |missing| Err(format!("the argument {} is missing", missing.name)))
}

fn uri(tool: &Tool, values: &[(&Argument, &str)]) -> Result<Uri, String> {
    let mut path = tool.path.to_owned();
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (argument, raw) in values {
        match argument.place {
            Place::Path(parameter) => {
                let text = plain(argument, raw)?;
                if text.is_empty() {
                    return Err(format!("the argument {} is empty", argument.name));
                }
                let text = utf8_percent_encode(&text, RESERVED).to_string();
                path = path.replace(&format!("{{{parameter}}}"), &text);
            }
            Place::Query => drop(query.append_pair(argument.name, &plain(argument, raw)?)),
            Place::Body | Place::File | Place::MediaType => {}
        }
    }
    let query = query.finish();
    let uri = if query.is_empty() { path } else { format!("{path}?{query}") };
    uri.parse().map_err(|_| "the arguments are too long".to_owned())
}

/// The text of a string, a number or a truth value; of a list, its items, separated by commas.
fn plain(argument: &Argument, raw: &str) -> Result<String, String> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    };
    let value: Value = serde_json::from_str(raw).map_err(|error| format!("{}: {error}", argument.name))?;
    let plain = match &value {
        Value::Array(items) => items.iter().map(text).collect::<Option<Vec<_>>>().map(|items| items.join(",")),
        value => text(value),
    };
    plain.ok_or_else(|| format!("the argument {} must be a string, a number or a list of them", argument.name))
}

/// An object of the members of the body, in the order in which the tool lists them.
fn json(values: &[(&Argument, &str)]) -> Result<Vec<u8>, String> {
    let mut body = String::from("{");
    for (argument, raw) in values.iter().filter(|(argument, _)| argument.place == Place::Body) {
        if body.len() > 1 {
            body.push(',');
        }
        let value = canonical(raw).map_err(|error| format!("{}: {error}", argument.name))?;
        body.extend(["\"", argument.name, "\":", &value]);
    }
    body.push('}');
    Ok(body.into_bytes())
}

fn file(values: &[(&Argument, &str)]) -> Result<(Option<&'static str>, Vec<u8>), String> {
    let mut file = (None, Vec::new());
    for (argument, raw) in values {
        match argument.place {
            Place::File => file.1 = plain(argument, raw)?.into_bytes(),
            Place::MediaType => {
                let wanted = plain(argument, raw)?;
                file.0 = FILE_TYPES.into_iter().find(|known| *known == wanted);
                if file.0.is_none() {
                    return Err(format!("{} must be one of {}", argument.name, FILE_TYPES.join(", ")));
                }
            }
            _ => {}
        }
    }
    Ok(file)
}

/// The key by which a repeated call is recognised, as a repeated request is.
fn key(tool: &Tool, uri: &Uri, body: &[u8]) -> Result<HeaderValue, String> {
    let hash = Sha256::new().chain_update(tool.name).chain_update([0]).chain_update(uri.to_string());
    let hash = hash.chain_update([0]).chain_update(body).finalize();
    let key = format!("mcp-{}", BASE64_URL_SAFE_NO_PAD.encode(hash));
    HeaderValue::try_from(key).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::value::RawValue;

    use super::{super::tools, *};

    fn call(name: &str, arguments: &str) -> Result<Call, String> {
        let raw: &RawValue = serde_json::from_str(arguments).unwrap();
        let tool = tools::find(name).unwrap();
        Call::new(tool, &Arguments::parse(Some(raw)).unwrap())
    }

    #[test]
    fn arguments_find_their_places() {
        let due = call("list_due", r#"{"status": ["due", "upcoming"], "to": "2026-03-12", "cursor": null}"#).unwrap();
        assert_eq!(due.uri, "/v1/agenda?status=due%2Cupcoming&to=2026-03-12&reasons=none&limit=20");
        assert!(due.content_type.is_none() && due.key.is_none());
        let step = r#"{"application_id": "a", "step_id": "../x/?y:1"}"#;
        let dismissed = call("dismiss_step", step).unwrap();
        assert_eq!(dismissed.uri, "/v1/applications/a/overrides/..%2Fx%2F%3Fy%3A1");
        assert_eq!(dismissed.body, br#"{"dismissed":true}"#);
        let file = call("import_file", r#"{"content": "BEGIN", "media_type": "text/calendar"}"#).unwrap();
        assert_eq!((file.content_type, file.body.as_slice()), (Some("text/calendar"), b"BEGIN".as_slice()));
    }

    #[test]
    fn equal_calls_have_equal_keys() {
        let key = |arguments: &str| call("record_communication", arguments).unwrap().key.unwrap();
        let first = key(r#"{"application_id": "a", "direction": "inbound", "at": "2026-03-10T15:30:00Z"}"#);
        assert_eq!(
            first,
            key(r#"{"at":"2026-03-10T15:30:00Z","direction":"inbound","application_id":"a","answer":null}"#)
        );
        assert_ne!(first, key(r#"{"application_id": "b", "direction": "inbound", "at": "2026-03-10T15:30:00Z"}"#));
        assert_ne!(first, key(r#"{"application_id": "a", "direction": "outbound", "at": "2026-03-10T15:30:00Z"}"#));
    }

    #[test]
    fn wrong_arguments_are_named() {
        let wrong = |name: &str, arguments: &str| call(name, arguments).unwrap_err();
        assert!(wrong("get_plan", "{}").contains("application_id is missing"));
        assert!(wrong("get_plan", r#"{"application_id": ""}"#).contains("application_id is empty"));
        assert!(wrong("get_plan", r#"{"application_id": {}}"#).contains("application_id must be"));
        assert!(wrong("get_plan", r#"{"application_id": "a", "id": "b"}"#).contains("no argument id"));
        assert!(wrong("import_file", r#"{"content": "x", "media_type": "text/html"}"#).contains("media_type"));
    }
}
