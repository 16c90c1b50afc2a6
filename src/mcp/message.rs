//! JSON-RPC 2.0 messages, as MCP has them: one in a body, never a batch.

use std::borrow::Cow;

use planning::Violation;
use serde::{Deserialize, Deserializer, de::IgnoredAny};
use serde_json::value::RawValue;

use crate::{http::located, json_errors::what_is_malformed};

/// A message: a request, a notification, or a response, which is ignored here.
#[derive(Debug)]
pub(super) struct Message<'m> {
    /// The id as it was sent, since the response must repeat it unchanged; `None` if the message is no request.
    pub(super) id: Option<&'m RawValue>,
    pub(super) method: Option<Cow<'m, str>>,
    pub(super) parameters: Parameters<'m>,
}

/// The parameters that the service looks at.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Parameters<'m> {
    /// The tool's name, for `tools/call`.
    #[serde(borrow, default)]
    pub(super) name: Option<Cow<'m, str>>,
    #[serde(borrow, default)]
    pub(super) arguments: Option<&'m RawValue>,
    /// The place in a list. No list here has a second page.
    #[serde(borrow, default)]
    pub(super) cursor: Option<&'m RawValue>,
    /// The revision that the client wants, for `initialize`.
    #[serde(borrow, default, rename = "protocolVersion")]
    pub(super) protocol_version: Option<Cow<'m, str>>,
    #[serde(borrow, default, rename = "_meta")]
    meta: Option<Meta<'m>>,
}

/// The metadata of a request since the revision 2026-07-28.
#[derive(Debug, Deserialize)]
pub(super) struct Meta<'m> {
    #[serde(borrow, default, rename = "io.modelcontextprotocol/protocolVersion")]
    pub(super) protocol_version: Option<Cow<'m, str>>,
    #[serde(borrow, default, rename = "io.modelcontextprotocol/clientCapabilities")]
    pub(super) client_capabilities: Option<&'m RawValue>,
}

/// Why a body is no message.
#[derive(Debug)]
pub(super) enum Unreadable<'m> {
    /// It is not JSON: error -32700.
    Syntax(String),
    /// It is no message: error -32600.
    Request(String),
    /// The parameters of a request are not what its method takes: error -32602.
    Parameters(Option<&'m RawValue>, String),
}

#[derive(Deserialize)]
struct Envelope<'m> {
    jsonrpc: Cow<'m, str>,
    #[serde(borrow, default, deserialize_with = "present")]
    id: Option<&'m RawValue>,
    #[serde(borrow, default)]
    method: Option<Cow<'m, str>>,
    #[serde(borrow, default)]
    params: Option<&'m RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    result: Option<&'m RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    error: Option<&'m RawValue>,
}

/// A member that is present. Its value may be null.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

impl<'m> Message<'m> {
    pub(super) fn parse(body: &'m [u8]) -> Result<Self, Unreadable<'m>> {
        let wrong = |why: &str| Unreadable::Request(why.to_owned());
        if body.trim_ascii_start().starts_with(b"[") {
            serde_json::from_slice::<IgnoredAny>(body).map_err(|error| Unreadable::Syntax(syntax(&error)))?;
            return Err(wrong("a body holds one message: batches were dropped with the revision 2025-06-18"));
        }
        // A message may be large, so that it is looked through once, unless something is wrong.
        let envelope: Envelope<'m> = serde_json::from_slice(body).map_err(|_| {
            let is_json = serde_json::from_slice::<IgnoredAny>(body);
            is_json.map_or_else(
                |error| Unreadable::Syntax(syntax(&error)),
                |IgnoredAny| Unreadable::Request(refusal::<Envelope<'m>>(body)),
            )
        })?;
        if envelope.jsonrpc != "2.0" {
            return Err(wrong("jsonrpc must be 2.0"));
        }
        let answers = envelope.result.is_some() || envelope.error.is_some();
        if envelope.method.is_some() == answers {
            return Err(wrong("a message has a method, or it is a response"));
        }
        if envelope.id.is_some_and(|id| !is_id(id.get())) {
            return Err(wrong("id must be a string or an integer"));
        }
        let parameters = match envelope.params.filter(|_| !answers) {
            None => Parameters::default(),
            Some(raw) if !raw.get().starts_with('{') => {
                return Err(Unreadable::Parameters(envelope.id, "params must be an object".to_owned()));
            }
            Some(raw) => serde_json::from_str(raw.get()).map_err(|_| {
                Unreadable::Parameters(
                    envelope.id,
                    format!("params: {}", refusal::<Parameters<'m>>(raw.get().as_bytes())),
                )
            })?,
        };
        Ok(Self { id: envelope.id.filter(|_| !answers), method: envelope.method, parameters })
    }

    pub(super) fn meta(&self) -> Option<&Meta<'m>> {
        self.parameters.meta.as_ref()
    }

    /// Whether it wants no answer.
    pub(super) fn is_notification(&self) -> bool {
        self.id.is_none()
    }
}

/// The error of a text that is not JSON, with its place.
fn syntax(error: &serde_json::Error) -> String {
    format!("line {}, column {}: {}", error.line(), error.column(), what_is_malformed(error))
}

/// The error of JSON that was refused, with its place. The text is read again for it.
fn refusal<'m, T: Deserialize<'m>>(text: &'m [u8]) -> String {
    let read = serde_path_to_error::deserialize::<_, T>(&mut serde_json::Deserializer::from_slice(text));
    let Err(error) = read else { return "it can't be read".to_owned() };
    let Violation { pointer, message, .. } = located(&error);
    if pointer.is_empty() { message } else { format!("{} {message}", pointer.trim_start_matches('/')) }
}

fn is_id(raw: &str) -> bool {
    raw.starts_with('"')
        || (!raw.contains(['.', 'e', 'E']) && raw.starts_with(|first: char| first == '-' || first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_notifications_and_responses_are_distinguished() {
        let request = br#"{"jsonrpc": "2.0", "id": "a", "method": "tools/list", "params": {"cursor": null}}"#;
        let request = Message::parse(request).unwrap();
        assert_eq!((request.id.unwrap().get(), request.method.as_deref()), (r#""a""#, Some("tools/list")));
        let notification = br#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#;
        assert!(Message::parse(notification).unwrap().is_notification());
        let response = Message::parse(br#"{"jsonrpc": "2.0", "id": 1, "result": {}}"#).unwrap();
        assert!(response.is_notification() && response.method.is_none());
        assert!(matches!(Message::parse(b"{"), Err(Unreadable::Syntax(_))));
        for wrong in [
            "[]",
            r#"[{"jsonrpc": "2.0", "id": 1, "method": "ping"}]"#,
            "1",
            r#"{"jsonrpc": 2, "id": 1, "method": "ping"}"#,
            r#"{"jsonrpc": "2.0", "id": 1, "method": "ping", "method": "ping"}"#,
            r#"{"jsonrpc": "1.0", "id": 1, "method": "ping"}"#,
            r#"{"id": 1, "method": "ping"}"#,
            r#"{"jsonrpc": "2.0", "id": null, "method": "ping"}"#,
            r#"{"jsonrpc": "2.0", "id": 1.5, "method": "ping"}"#,
            r#"{"jsonrpc": "2.0", "id": {}, "method": "ping"}"#,
            r#"{"jsonrpc": "2.0", "id": 1}"#,
            r#"{"jsonrpc": "2.0", "id": 1, "method": 2}"#,
            r#"{"jsonrpc": "2.0", "id": 1, "method": "ping", "result": null}"#,
        ] {
            let Err(Unreadable::Request(told)) = Message::parse(wrong.as_bytes()) else { panic!("{wrong}") };
            for words in ["expected", "invalid", " at line ", "missing field"] {
                assert!(!told.contains(words), "{wrong}: {told}");
            }
        }
        let list = br#"{"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": []}"#;
        assert!(matches!(Message::parse(list), Err(Unreadable::Parameters(Some(_), _))));
    }
}
