//! The address of a client, also behind proxies.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use actix_web::{
    HttpRequest,
    http::header::{self, HeaderMap, HeaderName},
};
use ipnet::IpNet;
use rfc7239::NodeName;

/// The trusted proxies.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(Arc<[IpNet]>);

impl From<Vec<IpNet>> for TrustedProxies {
    fn from(networks: Vec<IpNet>) -> Self {
        Self(networks.into())
    }
}

impl TrustedProxies {
    /// The client's address: the nearest hop that is not a trusted proxy. Hops beyond it in `Forwarded` (RFC 7239) or
    /// `X-Forwarded-For` may be forged. None in a test without a connection.
    ///
    /// Most proxies write one of the two headers and pass on the other as the client sent it. So if they disagree, both
    /// are ignored, and the proxy counts as the client.
    #[must_use]
    pub fn client_of(&self, request: &HttpRequest) -> Option<IpAddr> {
        let peer = request.peer_addr()?.ip().to_canonical();
        if !self.include(peer) {
            return Some(peer);
        }
        let forwarded = self.nearest_stranger(peer, &hops(request.headers(), &header::FORWARDED, forwarded));
        let x_forwarded_for =
            self.nearest_stranger(peer, &hops(request.headers(), &header::X_FORWARDED_FOR, x_forwarded_for));
        match (forwarded, x_forwarded_for) {
            (Some(one), Some(other)) if one != other => Some(peer),
            (one, other) => one.or(other).or(Some(peer)),
        }
    }

    fn include(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The nearest hop that is not trusted, or the last trusted one; `None` if the header is missing.
    fn nearest_stranger(&self, peer: IpAddr, hops: &[Option<IpAddr>]) -> Option<IpAddr> {
        let mut nearest = hops.first().map(|_| peer)?;
        for hop in hops {
            // Not an address, such as "unknown". The hops beyond it are unknown, too.
            let Some(address) = hop else { break };
            nearest = address.to_canonical();
            if !self.include(nearest) {
                break;
            }
        }
        Some(nearest)
    }
}

/// The hops in all lines of a header, nearest first.
fn hops(headers: &HeaderMap, name: &HeaderName, read: fn(&str) -> Vec<Option<IpAddr>>) -> Vec<Option<IpAddr>> {
    let lines: Vec<_> = headers.get_all(name).map(|line| line.to_str().map_or_else(|_| vec![None], read)).collect();
    lines.into_iter().rev().flatten().collect()
}

fn forwarded(line: &str) -> Vec<Option<IpAddr>> {
    let address = |element: Result<rfc7239::Forwarded<'_>, _>| match element.ok()?.forwarded_for?.name {
        NodeName::Ip(address) => Some(address),
        _ => None,
    };
    rfc7239::parse(line).rev().map(address).collect()
}

fn x_forwarded_for(line: &str) -> Vec<Option<IpAddr>> {
    let with_port = |text: &str| text.parse().map(|address: SocketAddr| address.ip()).ok();
    let address = |text: &str| text.parse().ok().or_else(|| with_port(text));
    line.rsplit(',').map(|text| address(text.trim())).collect()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    /// The client address with trusted proxies in `10.0.0.0/8` and `fd00::/8`.
    #[track_caller]
    fn client(peer: &str, headers: &[(&str, &str)]) -> String {
        let proxies = TrustedProxies::from(vec!["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()]);
        let request = TestRequest::default().peer_addr(peer.parse().unwrap());
        let request = headers.iter().fold(request, |request, header| request.append_header(*header));
        proxies.client_of(&request.to_http_request()).unwrap().to_string()
    }

    #[test]
    fn the_headers_of_untrusted_proxies_are_ignored() {
        let made_up = [("x-forwarded-for", "198.51.100.7"), ("forwarded", "for=198.51.100.7")];
        assert_eq!(client("192.0.2.1:1000", &made_up), "192.0.2.1");
        assert_eq!(client("[::ffff:192.0.2.1]:1000", &made_up), "192.0.2.1");
    }

    #[test]
    fn a_trusted_proxy_is_believed() {
        for peer in ["10.0.0.1:1000", "[fd00::1]:1000", "[::ffff:10.0.0.1]:1000"] {
            assert_eq!(client(peer, &[("x-forwarded-for", "198.51.100.7")]), "198.51.100.7");
            assert_eq!(client(peer, &[("forwarded", "for=198.51.100.7;proto=https")]), "198.51.100.7");
        }
        let peer = "10.0.0.1:1000";
        assert_eq!(client(peer, &[("forwarded", "For=\"[2001:db8::7]:4711\"")]), "2001:db8::7");
        assert_eq!(client(peer, &[("x-forwarded-for", "198.51.100.7:4711")]), "198.51.100.7");
        assert_eq!(client(peer, &[("x-forwarded-for", "2001:db8::7")]), "2001:db8::7");
        assert_eq!(client(peer, &[]), "10.0.0.1");
    }

    #[test]
    fn hops_that_the_client_wrote_itself_are_ignored() {
        let peer = "10.0.0.1:1000";
        // The proxy appends the address of its client.
        assert_eq!(client(peer, &[("x-forwarded-for", "203.0.113.9, 198.51.100.7")]), "198.51.100.7");
        assert_eq!(
            client(peer, &[("x-forwarded-for", "203.0.113.9"), ("x-forwarded-for", "198.51.100.7")]),
            "198.51.100.7"
        );
        assert_eq!(client(peer, &[("forwarded", "for=203.0.113.9, for=198.51.100.7")]), "198.51.100.7");
        // Also if the client claims to be a trusted proxy.
        assert_eq!(client(peer, &[("x-forwarded-for", "203.0.113.9, 10.0.0.5, 198.51.100.7")]), "198.51.100.7");
        // An unclosed quotation mark only affects the hops before it.
        assert_eq!(client(peer, &[("forwarded", "for=\"203.0.113.9, for=198.51.100.7")]), "198.51.100.7");
        // The header that the proxy does not write contradicts the one that it writes.
        let both = [("forwarded", "for=203.0.113.9"), ("x-forwarded-for", "198.51.100.7")];
        assert_eq!(client(peer, &both), "10.0.0.1");
        let agreed = [("forwarded", "for=198.51.100.7"), ("x-forwarded-for", "203.0.113.9, 198.51.100.7")];
        assert_eq!(client(peer, &agreed), "198.51.100.7");
    }

    #[test]
    fn proxies_may_stand_one_behind_another() {
        let peer = "10.0.0.1:1000";
        assert_eq!(
            client(peer, &[("x-forwarded-for", "203.0.113.9, 198.51.100.7, 10.0.0.3, 10.0.0.2")]),
            "198.51.100.7"
        );
        assert_eq!(client(peer, &[("x-forwarded-for", "10.0.0.3, 10.0.0.2")]), "10.0.0.3");
        assert_eq!(client(peer, &[("forwarded", "for=203.0.113.9, for=unknown, for=10.0.0.2")]), "10.0.0.2");
        assert_eq!(client(peer, &[("forwarded", "for=203.0.113.9, for=_hidden")]), "10.0.0.1");
        assert_eq!(client(peer, &[("x-forwarded-for", "203.0.113.9, nonsense")]), "10.0.0.1");
        assert_eq!(client(peer, &[("x-forwarded-for", "")]), "10.0.0.1");
    }
}
