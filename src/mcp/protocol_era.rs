//! Revisions of the protocol, and how a request says which one it follows.

use actix_web::http::header::HeaderMap;
use base64::{Engine as _, prelude::BASE64_STANDARD};

use super::message::Message;

/// The revision without sessions.
pub(super) const STATELESS: &str = "2026-07-28";

/// The revisions whose clients initialize first, the newest first.
pub(super) const INITIALIZED: [&str; 2] = ["2025-11-25", "2025-06-18"];

/// All revisions, the newest first.
pub(super) const VERSIONS: [&str; 3] = [STATELESS, INITIALIZED[0], INITIALIZED[1]];

/// The group of protocol revisions that a request follows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ProtocolEra {
    /// 2026-07-28: each request has all that is needed to answer it.
    Stateless,
    /// The version 2025-11-25 or 2025-06-18.
    Initialized,
}

/// Why a request can't be understood.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum InvalidRequest {
    /// A header is missing, or says something else than the body: error -32020.
    Header(String),
    /// The service doesn't know the revision: error -32022.
    Version(String),
    /// The parameters lack something: error -32602.
    Parameters(String),
}

impl ProtocolEra {
    /// The era of a request. A stateless request has its revision in its body and in a header; one that initializes, or
    /// follows an initialization, at most in a header.
    pub(super) fn from_request(headers: &HeaderMap, message: &Message<'_>) -> Result<Self, InvalidRequest> {
        let header = text(headers, "mcp-protocol-version").map_err(InvalidRequest::Header)?;
        let body = message.meta().and_then(|meta| meta.protocol_version.as_deref());
        if let (Some(header), Some(body)) = (header, body)
            && header != body
        {
            return Err(InvalidRequest::Header(format!("MCP-Protocol-Version is {header}, and _meta has {body}")));
        }
        let version = body.or(header);
        if let Some(unknown) = version.filter(|version| !VERSIONS.contains(version)) {
            return Err(InvalidRequest::Version(unknown.to_owned()));
        }
        let method = message.method.as_deref().unwrap_or_default();
        let initializes = method == "initialize";
        let stateless = version == Some(STATELESS) || method == "server/discover";
        if initializes || !stateless {
            return Ok(Self::Initialized);
        }
        if !message.is_notification() {
            check_self_contained(headers, message, header, body)?;
        }
        Ok(Self::Stateless)
    }
}

/// Checks that a request of the stateless revision has all headers and metadata that the revision requires.
fn check_self_contained(
    headers: &HeaderMap,
    message: &Message<'_>,
    header: Option<&str>,
    body: Option<&str>,
) -> Result<(), InvalidRequest> {
    let Some(meta) = message.meta().filter(|_| body.is_some()) else {
        return Err(InvalidRequest::Parameters("_meta lacks io.modelcontextprotocol/protocolVersion".to_owned()));
    };
    if header.is_none() {
        return Err(InvalidRequest::Header("the header MCP-Protocol-Version is missing".to_owned()));
    }
    check_header(headers, "Mcp-Method", message.method.as_deref().unwrap_or_default())?;
    if message.method.as_deref() == Some("tools/call") {
        check_header(headers, "Mcp-Name", message.parameters.name.as_deref().unwrap_or_default())?;
    }
    if meta.client_capabilities.is_none() {
        return Err(InvalidRequest::Parameters("_meta lacks io.modelcontextprotocol/clientCapabilities".to_owned()));
    }
    Ok(())
}

/// Checks that a header has the same value as the body.
fn check_header(headers: &HeaderMap, name: &str, body: &str) -> Result<(), InvalidRequest> {
    let value = text(headers, name).map_err(InvalidRequest::Header)?;
    let value = value.ok_or_else(|| InvalidRequest::Header(format!("the header {name} is missing")))?;
    let decoded = decode(value).ok_or_else(|| InvalidRequest::Header(format!("the header {name} can't be decoded")))?;
    if decoded == body {
        Ok(())
    } else {
        Err(InvalidRequest::Header(format!("the header {name} is not what the body says")))
    }
}

/// The text of a header that is there at most once.
fn text<'h>(headers: &'h HeaderMap, name: &str) -> Result<Option<&'h str>, String> {
    let mut values = headers.get_all(name);
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(format!("the header {name} is there twice"));
    }
    value.to_str().map(|value| Some(value.trim())).map_err(|_| format!("the header {name} is not ASCII"))
}

/// A value that may be in Base64, because it has other characters than headers can have.
fn decode(value: &str) -> Option<String> {
    match value.strip_prefix("=?base64?").and_then(|rest| rest.strip_suffix("?=")) {
        Some(encoded) => String::from_utf8(BASE64_STANDARD.decode(encoded).ok()?).ok(),
        None => Some(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn era(headers: &[(&str, &str)], body: &str) -> Result<ProtocolEra, InvalidRequest> {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::try_from(*name).unwrap(), HeaderValue::from_str(value).unwrap()));
        ProtocolEra::from_request(&headers.collect(), &Message::parse(body.as_bytes()).unwrap())
    }

    const META: &str = r#""_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}"#;

    fn call(name: &str) -> String {
        format!(r#"{{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {{"name": "{name}", {META}}}}}"#)
    }

    const HEADERS: [(&str, &str); 3] =
        [("mcp-protocol-version", "2026-07-28"), ("mcp-method", "tools/call"), ("mcp-name", "list_due")];

    #[test]
    fn a_stateless_request_says_everything() {
        assert_eq!(era(&HEADERS, &call("list_due")), Ok(ProtocolEra::Stateless));
        let encoded = [HEADERS[0], HEADERS[1], ("mcp-name", "=?base64?bGlzdF9kdWU=?=")];
        assert_eq!(era(&encoded, &call("list_due")), Ok(ProtocolEra::Stateless));
        for headers in [
            &HEADERS[..2],
            &HEADERS[1..],
            &[HEADERS[0], HEADERS[2]],
            &[HEADERS[0], HEADERS[1], ("mcp-name", "get_plan")],
            &[HEADERS[0], ("mcp-method", "tools/list"), HEADERS[2]],
            &[HEADERS[0], ("mcp-method", "Tools/Call"), HEADERS[2]],
            &[HEADERS[0], HEADERS[1], ("mcp-name", "=?base64?*?=")],
            &[("mcp-protocol-version", "2025-11-25"), HEADERS[1], HEADERS[2]],
        ] {
            assert!(matches!(era(headers, &call("list_due")), Err(InvalidRequest::Header(_))), "{headers:?}");
        }
        let without = r#"{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}"#;
        assert!(matches!(era(&HEADERS[..1], without), Err(InvalidRequest::Parameters(_))));
        let unknown = call("list_due").replace("2026-07-28", "1900-01-01");
        let headers = [("mcp-protocol-version", "1900-01-01"), HEADERS[1], HEADERS[2]];
        assert_eq!(era(&headers, &unknown), Err(InvalidRequest::Version("1900-01-01".to_owned())));
    }

    #[test]
    fn initialized_clients_need_no_headers() {
        let initialize =
            r#"{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18"}}"#;
        let list = r#"{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}"#;
        assert_eq!(era(&[], initialize), Ok(ProtocolEra::Initialized));
        assert_eq!(era(&[], list), Ok(ProtocolEra::Initialized));
        assert_eq!(era(&[("mcp-protocol-version", "2025-06-18")], list), Ok(ProtocolEra::Initialized));
        let unknown = era(&[("mcp-protocol-version", "2024-11-05")], list);
        assert_eq!(unknown, Err(InvalidRequest::Version("2024-11-05".to_owned())));
    }
}
