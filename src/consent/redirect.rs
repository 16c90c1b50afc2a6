//! Redirect URIs: checks those of clients, finds the requested one, and adds parameters to it.

use url::{Host, Url};

/// Schemes by which a browser runs or shows what the URI itself contains.
const FORBIDDEN: [&str; 9] =
    ["about", "blob", "data", "file", "filesystem", "ftp", "javascript", "vbscript", "view-source"];

/// The redirect URI to which the user is sent after the decision.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Destination {
    /// A program on the user's computer.
    Local,
    /// A host, or the scheme of an application.
    Named(String),
}

/// Checks a redirect URI of a client: HTTPS, HTTP to the user's own computer, or a scheme of an application (RFC 8252,
/// section 7).
pub(super) fn check(uri: &str) -> Result<Url, String> {
    let url = Url::parse(uri).map_err(|error| format!("the redirect URI {uri:?} is no URI: {error}"))?;
    if url.fragment().is_some() || !url.username().is_empty() || url.password().is_some() {
        return Err("a redirect URI must not have a fragment, or name a user".to_owned());
    }
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        "http" => return Err("a redirect URI must begin with https://, unless it is of the user's computer".to_owned()),
        scheme if FORBIDDEN.contains(&scheme) => return Err(format!("a redirect URI must not begin with {scheme}:")),
        _ => {}
    }
    Ok(url)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// Whether a redirect URI is one of the client's: the same text, or the same except for the port on the user's
/// computer, where a program takes any that is free (RFC 8252, section 7.3).
pub(super) fn is_one_of(uri: &str, known: &[String]) -> bool {
    known.iter().any(|known| known == uri || same_but_for_port(uri, known))
}

fn same_but_for_port(uri: &str, known: &str) -> bool {
    let without_port = |text: &str| {
        let mut url = check(text).ok().filter(|url| url.scheme() == "http" && is_loopback(url))?;
        url.set_port(None).ok()?;
        Some(url)
    };
    without_port(known).is_some_and(|known| without_port(uri) == Some(known))
}

/// The source of a redirect URI for a content security policy: its origin, or the scheme of an application.
pub(super) fn csp_source(url: &Url) -> String {
    match url.origin() {
        origin @ url::Origin::Tuple(..) => origin.ascii_serialization(),
        url::Origin::Opaque(_) => format!("{}:", url.scheme()),
    }
}

/// The destination of a redirect URI, as shown to the user.
pub(super) fn destination(url: &Url) -> Destination {
    match (url.scheme(), url.host_str()) {
        ("http", _) => Destination::Local,
        ("https", Some(host)) => Destination::Named(host.to_owned()),
        (scheme, _) => Destination::Named(format!("an application for {scheme}: on this device")),
    }
}

/// The redirect URI with these parameters in its query.
pub(super) fn with_parameters(url: &Url, parameters: &[(&str, &str)]) -> String {
    let mut url = url.clone();
    url.query_pairs_mut().extend_pairs(parameters);
    url.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_uri_leads_to_a_client() {
        for good in [
            "https://a.example/cb",
            "https://a.example/cb?tenant=1",
            "http://localhost:3000/cb",
            "http://127.0.0.1/cb",
            "http://[::1]:9/cb",
            "cursor://anysphere.cursor/oauth",
            "com.example.app:/cb",
        ] {
            assert!(check(good).is_ok(), "{good}");
        }
        for wrong in [
            "http://a.example/cb",
            "http://localhost.a.example/cb",
            "https://a.example/cb#x",
            "https://u@a.example/cb",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "/cb",
            "",
        ] {
            assert!(check(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_ports_of_the_users_computer_may_differ() {
        let known =
            ["http://127.0.0.1/cb".to_owned(), "http://localhost:1/cb".to_owned(), "https://a.example/cb".to_owned()];
        for good in ["http://127.0.0.1:4711/cb", "http://localhost:2/cb", "http://localhost/cb", "https://a.example/cb"]
        {
            assert!(is_one_of(good, &known), "{good}");
        }
        for wrong in [
            "http://127.0.0.1:4711/other",
            "http://127.0.0.1:4711/cb?x=1",
            "http://127.0.0.2/cb",
            "https://a.example:8443/cb",
            "https://a.example/cb/",
            "https://a.example/cb?x=1",
            "https://a.example.evil.example/cb",
        ] {
            assert!(!is_one_of(wrong, &known), "{wrong}");
        }
    }

    #[test]
    fn parameters_are_added_to_those_that_are_there() {
        let url = check("https://a.example/cb?tenant=1").unwrap();
        let made = with_parameters(&url, &[("code", "a b"), ("state", "&=é")]);
        assert_eq!(made, "https://a.example/cb?tenant=1&code=a+b&state=%26%3D%C3%A9");
        assert_eq!(csp_source(&url), "https://a.example");
        assert_eq!(csp_source(&check("http://localhost:3000/cb").unwrap()), "http://localhost:3000");
        assert_eq!(csp_source(&check("cursor://x/y").unwrap()), "cursor:");
    }
}
