//! The address of a service.

use std::{fmt, str::FromStr};

use url::{Host, Url};

/// The address of a service to which a token may be sent: HTTPS, or HTTP to this machine.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ServiceUrl(Url);

impl ServiceUrl {
    /// Whether the service is on this machine, by its address.
    pub(super) fn is_local(&self) -> bool {
        match self.0.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        }
    }

    /// Whether it has a path, so that the service is not at the root of its host.
    pub(super) fn has_path(&self) -> bool {
        !self.0.path().trim_matches('/').is_empty()
    }

    pub(super) fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The address of something of the service. Segments are encoded, whatever is in them.
    pub(super) fn join(&self, segments: &[&str], query: &[(&str, String)]) -> Url {
        let mut url = self.0.clone();
        // Addresses of http and https have segments.
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }
}

impl FromStr for ServiceUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let url = Url::parse(text).map_err(|error| format!("{error}; such as https://followup.example"))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err("it must not hold a user or a password; the token is in FOLLOWUP_TOKEN or in a file".into());
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("it must end with a host or a path".into());
        }
        if url.path().trim_end_matches('/').ends_with("/v1") {
            return Err("it must end before /v1, which every command adds".into());
        }
        let url = Self(url);
        match url.0.scheme() {
            "https" => Ok(url),
            "http" if url.is_local() => Ok(url),
            "http" => Err("it must begin with https://, since a token is sent to it; http:// is for this machine \
                           (127.0.0.1, ::1, localhost) alone"
                .into()),
            _ => Err("it must begin with https://, or with http:// for this machine".into()),
        }
    }
}

impl fmt::Display for ServiceUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_sent_by_https_or_to_this_machine() {
        for good in [
            "https://followup.example",
            "https://followup.example:8443/api/",
            "http://127.0.0.1:8080",
            "http://127.9.9.9",
            "http://[::1]:80/",
            "http://localhost:8080",
            "HTTP://LOCALHOST",
        ] {
            assert!(good.parse::<ServiceUrl>().is_ok(), "{good}");
        }
        for (wrong, why) in [
            ("http://followup.example", "https://"),
            ("http://127.0.0.1.example", "https://"),
            ("http://localhost.example", "https://"),
            ("http://10.0.0.1", "https://"),
            ("ftp://127.0.0.1", "https://"),
            ("unix:/run/followup", "https://"),
            ("https://ada:secret@followup.example", "user"),
            ("https://followup.example/?token=x", "path"),
            ("https://followup.example/#x", "path"),
            ("https://followup.example/v1/", "before /v1"),
            ("followup.example", "such as"),
            ("https://", "such as"),
            ("", "such as"),
        ] {
            let refused = wrong.parse::<ServiceUrl>().unwrap_err();
            assert!(refused.contains(why) && !refused.contains("secret"), "{wrong}: {refused}");
        }
    }

    #[test]
    fn a_joined_segment_stays_one_segment() {
        let url: ServiceUrl = "https://followup.example/api/".parse().unwrap();
        assert_eq!(url.to_string(), "https://followup.example/api");
        let joined = url.join(&["v1", "by-remote-id", "a/b?c#d e%é"], &[("q", "x&y=z".to_owned())]);
        assert_eq!(
            joined.as_str(),
            "https://followup.example/api/v1/by-remote-id/a%2Fb%3Fc%23d%20e%25%C3%A9?q=x%26y%3Dz"
        );
    }
}
