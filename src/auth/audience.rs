//! The audience of a token: the resource that it is for (RFC 8707).

/// The path of the endpoint that assistants use.
pub(crate) const MCP_PATH: &str = "/mcp";

/// The audience of a token. A token for one audience is refused by the other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Audience {
    /// The HTTP API.
    Api,
    /// The endpoint of the Model Context Protocol.
    Mcp,
}

impl Audience {
    /// The audience that a path asks for.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        if path == MCP_PATH { Self::Mcp } else { Self::Api }
    }

    /// The URI of the resource: the value of `aud` in tokens and of `resource` in requests for tokens.
    #[must_use]
    pub fn uri(self, issuer: &str) -> String {
        match self {
            Self::Api => issuer.to_owned(),
            Self::Mcp => issuer.to_owned() + MCP_PATH,
        }
    }

    /// The audience with this URI. A slash at the end makes no difference.
    #[must_use]
    pub fn from_uri(uri: &str, issuer: &str) -> Option<Self> {
        let uri = uri.strip_suffix('/').unwrap_or(uri);
        let path = split_origin(uri).zip(split_origin(issuer)).and_then(|((ours, path), (origin, base))| {
            // Scheme and host are the same in upper case (RFC 3986, section 6.2.2.1).
            if ours.eq_ignore_ascii_case(origin) { path.strip_prefix(base) } else { None }
        })?;
        match path {
            "" => Some(Self::Api),
            MCP_PATH => Some(Self::Mcp),
            _ => None,
        }
    }

    /// The word by which it is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Mcp => "mcp",
        }
    }

    /// The audience with this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Api, Self::Mcp].into_iter().find(|audience| audience.as_str() == word)
    }
}

/// A URI's scheme and authority, and the rest.
fn split_origin(uri: &str) -> Option<(&str, &str)> {
    let authority = uri.find("://")? + 3;
    let path = uri[authority..].find('/').map_or(uri.len(), |path| authority + path);
    Some(uri.split_at(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_resource_decides_the_audience() {
        let named = |uri: &str| Audience::from_uri(uri, "https://followup.example.com");
        assert_eq!(named("https://followup.example.com"), Some(Audience::Api));
        assert_eq!(named("https://followup.example.com/"), Some(Audience::Api));
        assert_eq!(named("https://followup.example.com/mcp"), Some(Audience::Mcp));
        assert_eq!(named("HTTPS://Followup.Example.com/mcp/"), Some(Audience::Mcp));
        for other in [
            "https://followup.example.com/mcp2",
            "https://followup.example.com/MCP",
            "https://followup.example.com.evil.example/mcp",
            "http://followup.example.com/mcp",
            "https://followup.example.com:8443/mcp",
            "followup.example.com/mcp",
            "https://followup.example.com/mcp#fragment",
            "",
        ] {
            assert_eq!(named(other), None, "{other}");
        }
        let within = |uri: &str| Audience::from_uri(uri, "https://example.com/followup");
        assert_eq!(within("https://example.com/followup/mcp"), Some(Audience::Mcp));
        assert_eq!(within("https://example.com/mcp"), None);
    }
}
