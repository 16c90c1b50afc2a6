//! OAuth clients that ask users for access.

use planning::{Name, Violation};
use serde::{Deserialize, Serialize};
use url::Url;

use super::redirect;
use crate::{
    http::{located, read_value},
    problem::Problem,
};

/// The most redirect URIs of a client.
const MAX_URIS: usize = 20;

/// The longest redirect URI, in bytes.
const MAX_URI_LENGTH: usize = 1_000;

/// A client's description of itself (RFC 7591, section 2). Unknown members are ignored, as the RFC demands.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct ClientMetadata {
    pub(super) client_id: Option<String>,
    pub(super) client_name: Option<String>,
    #[serde(default)]
    pub(super) redirect_uris: Vec<String>,
    pub(super) grant_types: Option<Vec<String>>,
    pub(super) response_types: Option<Vec<String>>,
    pub(super) token_endpoint_auth_method: Option<String>,
}

/// A client whose metadata was checked.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct OAuthAssistant {
    #[serde(skip)]
    pub(super) id: String,
    pub(super) name: String,
    pub(super) redirect_uris: Vec<String>,
    /// The host of its metadata document; `None` if it has registered itself.
    #[serde(skip)]
    pub(super) host: Option<String>,
}

impl ClientMetadata {
    /// Parses the metadata in a JSON text. The error is a sentence with the place in the text.
    pub(super) fn read(text: &[u8]) -> Result<Self, String> {
        let value = read_value(text).map_err(|problem| match problem {
            Problem::InvalidBody(mut repeated) => repeated.pop().map_or_else(String::new, said),
            Problem::MalformedJson(why) => why,
            problem => problem.to_string(),
        })?;
        if !value.is_object() {
            return Err("the metadata must be a JSON object".to_owned());
        }
        serde_path_to_error::deserialize(&value).map_err(|error| said(located(&error)))
    }

    /// Checks the metadata and returns the client. The error is a sentence.
    pub(super) fn validate(self, id: &str, host: Option<String>) -> Result<OAuthAssistant, String> {
        let name = self.client_name.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let name = name.ok_or("client_name is missing")?;
        let name: Name = name.parse().map_err(|_| "client_name must be one short line of text")?;
        if !list_contains(self.grant_types.as_deref(), "authorization_code")
            || !list_contains(self.response_types.as_deref(), "code")
        {
            return Err("the client does not use authorization codes".to_owned());
        }
        if !(1..=MAX_URIS).contains(&self.redirect_uris.len()) {
            return Err(format!("redirect_uris must hold 1 to {MAX_URIS} URIs"));
        }
        for uri in &self.redirect_uris {
            if uri.len() > MAX_URI_LENGTH {
                return Err(format!("a redirect URI must have at most {MAX_URI_LENGTH} characters"));
            }
            redirect::check(uri)?;
        }
        Ok(OAuthAssistant { id: id.to_owned(), name: name.into(), redirect_uris: self.redirect_uris, host })
    }
}

fn said(Violation { pointer, message, .. }: Violation) -> String {
    if pointer.is_empty() { message } else { format!("{pointer}: {message}") }
}

/// Whether a list has an entry. A missing list means the default, which has it.
fn list_contains(list: Option<&[String]>, entry: &str) -> bool {
    list.is_none_or(|list| list.iter().any(|known| known == entry))
}

/// The URL of a metadata document, if a client id is one (draft-ietf-oauth-client-id-metadata-document, section 3).
pub(super) fn document_url(client_id: &str) -> Result<Option<Url>, String> {
    if !client_id.contains("://") {
        return Ok(None);
    }
    let url = Url::parse(client_id).map_err(|error| format!("client_id is no URL: {error}"))?;
    let path = client_id.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map(|(_, path)| path);
    let path = path.unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() {
        return Err("client_id must have a path".to_owned());
    }
    if path.split('/').any(|segment| segment == "." || segment == "..") {
        return Err("client_id must not have the path segments . and ..".to_owned());
    }
    if client_id.contains('#') || !url.username().is_empty() || url.password().is_some() {
        return Err("client_id must not have a fragment, or name a user".to_owned());
    }
    Ok(Some(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(json: &str) -> Result<OAuthAssistant, String> {
        serde_json::from_str::<ClientMetadata>(json).unwrap().validate("id", None)
    }

    #[test]
    fn metadata_is_checked() {
        let good = metadata(r#"{"client_name": " Helper ", "redirect_uris": ["https://a.example/cb"], "other": 1}"#);
        assert_eq!(good.unwrap().name, "Helper");
        for wrong in [
            r#"{"redirect_uris": ["https://a.example/cb"]}"#,
            r#"{"client_name": "", "redirect_uris": ["https://a.example/cb"]}"#,
            r#"{"client_name": "two\nlines", "redirect_uris": ["https://a.example/cb"]}"#,
            r#"{"client_name": "Helper"}"#,
            r#"{"client_name": "Helper", "redirect_uris": ["javascript:alert(1)"]}"#,
            r#"{"client_name": "Helper", "redirect_uris": ["https://a.example/cb"], "grant_types": ["password"]}"#,
            r#"{"client_name": "Helper", "redirect_uris": ["https://a.example/cb"], "response_types": ["token"]}"#,
        ] {
            assert!(metadata(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_id_with_a_path_is_the_address_of_a_document() {
        assert_eq!(document_url("fu_client_abc"), Ok(None));
        assert!(document_url("https://a.example/client.json").unwrap().is_some());
        assert!(document_url("https://a.example:8443/client?v=1").unwrap().is_some());
        for wrong in [
            "https://a.example",
            "https://a.example/",
            "https://a.example/?x=/y",
            "https://a.example/a/../b",
            "https://a.example/a/./b",
            "https://a.example/a#b",
            "https://u:p@a.example/a",
            "https://",
        ] {
            assert!(document_url(wrong).is_err(), "{wrong}");
        }
    }
}
