//! Hosts and networks that events may be sent to though they are not public.

use std::{fmt, net::IpAddr, str::FromStr};

use ipnet::IpNet;
use url::{Host, Url};

use super::address::is_public;

/// An exception: a host by its name, or a network.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AllowedHost {
    Name(String),
    Network(IpNet),
}

impl FromStr for AllowedHost {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Ok(network) = text.parse() {
            return Ok(Self::Network(network));
        }
        if let Ok(address) = text.parse::<IpAddr>() {
            return Ok(Self::Network(address.into()));
        }
        match Host::parse(text) {
            Ok(Host::Domain(name)) => Ok(Self::Name(name)),
            _ => {
                Err("a host such as hooks.internal, an address or a network such as 10.0.0.0/8 is expected".to_owned())
            }
        }
    }
}

/// The exceptions from the rule that endpoints have public addresses, and are asked by HTTPS.
#[derive(Clone, Debug, Default)]
pub struct AllowedHosts(Vec<AllowedHost>);

impl From<Vec<AllowedHost>> for AllowedHosts {
    fn from(hosts: Vec<AllowedHost>) -> Self {
        Self(hosts)
    }
}

/// Why nothing is sent to an address.
#[derive(Debug)]
pub struct ForbiddenAddress;

impl fmt::Display for ForbiddenAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("its host has an address that is not public")
    }
}

impl std::error::Error for ForbiddenAddress {}

/// Ports of endpoints that are no exception.
const PORTS: [u16; 2] = [443, 8443];

/// The most characters of a URL.
const MAX_URL_LENGTH: usize = 2_000;

impl AllowedHosts {
    fn names(&self, host: &str) -> bool {
        let host = host.trim_end_matches('.');
        self.0.iter().any(|allowed| matches!(allowed, AllowedHost::Name(name) if name.eq_ignore_ascii_case(host)))
    }

    fn contains_address(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|allowed| matches!(allowed, AllowedHost::Network(network) if network.contains(&address)))
    }

    /// Whether events may be sent to this address of a host.
    pub(super) fn permits(&self, host: &str, address: IpAddr) -> bool {
        is_public(address) || self.contains_address(address) || self.names(host)
    }

    /// Checks the URL of an endpoint, except for the addresses that its host has.
    pub(crate) fn check(&self, url: &str) -> Result<Url, String> {
        if url.len() > MAX_URL_LENGTH {
            return Err(format!("must have at most {MAX_URL_LENGTH} characters"));
        }
        // The parser of URLs would change these; the request is made with the text as it is.
        if !url.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
            return Err(
                "must have visible ASCII characters only: write others as %C3%BC, and in a host as xn--".to_owned()
            );
        }
        let has_host = url.split_once("://").is_some_and(|(_, rest)| !rest.starts_with('/'));
        let url = Url::parse(url).map_err(|error| format!("is no URL: {error}"))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err("must not name a user: whoever receives events checks their signatures".to_owned());
        }
        let host = url.host().filter(|_| has_host).ok_or("must name a host")?;
        let literal = match host {
            Host::Domain(_) => None,
            Host::Ipv4(address) => Some(IpAddr::V4(address)),
            Host::Ipv6(address) => Some(IpAddr::V6(address)),
        };
        let excepted = match literal {
            Some(address) => self.contains_address(address),
            // Which addresses a name has is seen when it is used.
            None => self.names(&host.to_string()),
        };
        if literal.is_some_and(|address| !is_public(address)) && !excepted {
            return Err("must have a public address".to_owned());
        }
        match url.scheme() {
            "https" => {}
            "http" if excepted => {}
            _ => return Err("must begin with https://".to_owned()),
        }
        if !excepted && !url.port_or_known_default().is_some_and(|port| PORTS.contains(&port)) {
            return Err(format!("must have the port {}", PORTS.map(|port| port.to_string()).join(" or ")));
        }
        Ok(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(hosts: &[&str]) -> AllowedHosts {
        hosts.iter().map(|host| host.parse().unwrap()).collect::<Vec<AllowedHost>>().into()
    }

    #[test]
    fn endpoints_are_public_unless_they_are_named() {
        let nobody = allowed(&[]);
        for url in
            ["https://example.com/hook", "https://example.com:8443/", "https://1.1.1.1/", "https://[2606:4700::1111]/"]
        {
            assert!(nobody.check(url).is_ok(), "{url}");
        }
        for url in [
            "http://example.com/",
            "https://example.com:22/",
            "https://u:p@example.com/",
            "ftp://example.com/",
            "/hook",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://[::ffff:7f00:1]/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://0177.0.0.1/",
            "https://169.254.169.254/",
            "file:///etc/passwd",
            "https://",
            "https:///example.com",
            "https:example.com",
            "https://example.com/a b",
            "https://example.com/\n",
            "https://example.com/\0",
            "https://example.com\\hook",
            "https://b\u{fc}cher.example/",
        ] {
            assert!(nobody.check(url).is_err(), "{url}");
        }
        assert_eq!(nobody.check("https://example.com:22/").unwrap_err(), "must have the port 443 or 8443");
        let some = allowed(&["hooks.internal", "10.0.0.0/8", "::1"]);
        for url in ["http://hooks.internal:9000/", "http://HOOKS.internal/", "http://10.1.2.3:80/", "http://[::1]:80/"]
        {
            assert!(some.check(url).is_ok(), "{url}");
        }
        assert!(some.check("http://127.0.0.1/").is_err());
        assert!(some.permits("other.internal", "10.1.2.3".parse().unwrap()));
        assert!(some.permits("other.internal", "::ffff:10.1.2.3".parse().unwrap()));
        assert!(some.permits("hooks.internal", "192.168.0.1".parse().unwrap()));
        assert!(!some.permits("other.internal", "192.168.0.1".parse().unwrap()));
        assert!("no host".parse::<AllowedHost>().is_err());
    }
}
