//! Parses database URLs as libpq does. A URL may name several servers, and the kind of server that is suitable.

use std::time::Duration;

use sea_orm::sqlx::postgres::PgConnectOptions;
use sqlx_core::{Url, percent_encoding::percent_decode_str};

/// Which servers are suitable (libpq's `target_session_attrs`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum TargetSession {
    /// A server that takes writes.
    ReadWrite,
    /// A server that is not a standby.
    Primary,
    /// Any server.
    Any,
}

/// A parsed URL.
#[derive(Debug)]
pub(super) struct ConnectionUrl {
    /// The options and the name of each server, in the order of the URL.
    pub(super) servers: Vec<(PgConnectOptions, String)>,
    pub(super) target_session: TargetSession,
    /// How long connecting to each may take.
    pub(super) connect_timeout: Option<Duration>,
}

impl ConnectionUrl {
    /// # Errors
    ///
    /// A sentence that says what is wrong with the URL, without its secrets.
    pub(super) fn parse(url: &str) -> Result<Self, String> {
        let (scheme, rest) = url.split_once("://").ok_or("it must begin with postgres://")?;
        let (authority, tail) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let (user, hosts) = match authority.rsplit_once('@') {
            Some((user, hosts)) => (format!("{user}@"), hosts),
            None => (String::new(), authority),
        };
        let mut all_hosts = parse_hosts(hosts)?;
        // sqlx is given one host at a time: it doesn't parse lists of them.
        let host = if authority.is_empty() { "" } else { "localhost" };
        let mut url = Url::parse(&format!("{scheme}://{user}{host}{tail}")).map_err(|error| error.to_string())?;
        let (mut target_session, mut connect_timeout, mut rest) = (TargetSession::ReadWrite, None, Vec::new());
        let (mut other_hosts, mut other_ports) = (None, None);
        for (key, value) in url.query_pairs().into_owned() {
            match key.as_str() {
                "host" | "hostaddr" => other_hosts = Some(value),
                "port" => other_ports = Some(value),
                "target_session_attrs" => target_session = TargetSession::parse(&value)?,
                "connect_timeout" => connect_timeout = Some(seconds(&value)?),
                _ => rest.push((key, value)),
            }
        }
        if let Some(hosts) = other_hosts {
            all_hosts = hosts.split(',').map(|host| (host.to_owned(), None)).collect();
        }
        if let Some(ports) = other_ports {
            assign_ports(&mut all_hosts, &ports)?;
        }
        if rest.is_empty() {
            url.set_query(None);
        } else {
            url.query_pairs_mut().clear().extend_pairs(&rest);
        }
        let servers = if all_hosts.is_empty() {
            vec![server(url, None)?]
        } else {
            all_hosts.iter().map(|host| server(url.clone(), Some(host))).collect::<Result<_, String>>()?
        };
        Ok(Self { servers, target_session, connect_timeout })
    }
}

/// A host, and its port unless it is the default.
type Host = (String, Option<u16>);

/// Parses `host:port,[::1]:port,…`.
fn parse_hosts(hosts: &str) -> Result<Vec<Host>, String> {
    if hosts.is_empty() {
        return Ok(Vec::new());
    }
    let parse = |text: &str| {
        // The colons of an IPv6 address are in brackets.
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, (!port.is_empty()).then_some(port)),
            _ => (text, None),
        };
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let host = percent_decode_str(host).decode_utf8().map_err(|_| "a host is not UTF-8")?.into_owned();
        Ok((host, port.map(number).transpose()?))
    };
    hosts.split(',').map(parse).collect()
}

fn number(port: &str) -> Result<u16, String> {
    port.parse().map_err(|_| format!("the port {port} is none: a number up to 65535 is expected"))
}

/// Assigns one port to all hosts, or one to each.
fn assign_ports(all_hosts: &mut Vec<Host>, ports: &str) -> Result<(), String> {
    let ports = ports.split(',').map(|port| if port.is_empty() { Ok(5432) } else { number(port) });
    let ports: Vec<u16> = ports.collect::<Result<_, String>>()?;
    if all_hosts.is_empty() && ports.len() == 1 {
        all_hosts.push(("localhost".to_owned(), None));
    }
    if ports.len() != 1 && ports.len() != all_hosts.len() {
        return Err(format!(
            "it has {} ports for {} hosts: give one for all, or one for each",
            ports.len(),
            all_hosts.len()
        ));
    }
    for (host, port) in all_hosts.iter_mut().zip(ports.iter().cycle()) {
        host.1 = Some(*port);
    }
    Ok(())
}

fn seconds(text: &str) -> Result<Duration, String> {
    match text.parse() {
        Ok(seconds @ 1..=60) => Ok(Duration::from_secs(seconds)),
        _ => Err("connect_timeout must be a number of seconds from 1 to 60".to_owned()),
    }
}

fn server(mut url: Url, host: Option<&Host>) -> Result<(PgConnectOptions, String), String> {
    if let Some((host, port)) = host {
        if host.is_empty() {
            return Err("a host is empty".to_owned());
        }
        url.query_pairs_mut().append_pair("host", host);
        if let Some(port) = port {
            url.query_pairs_mut().append_pair("port", &port.to_string());
        }
    }
    let options: PgConnectOptions = url.as_str().parse().map_err(|error: sea_orm::SqlxError| error.to_string())?;
    let name = options.get_socket().map_or_else(
        || format!("{}:{}", options.get_host(), options.get_port()),
        |socket| format!("{}:{}", socket.display(), options.get_port()),
    );
    Ok((options, name))
}

impl TargetSession {
    fn parse(name: &str) -> Result<Self, String> {
        match name {
            "read-write" => Ok(Self::ReadWrite),
            "primary" => Ok(Self::Primary),
            "any" => Ok(Self::Any),
            // The value ends up in a log. It is no secret, but long ones are cut.
            other => Err(format!(
                "target_session_attrs={} is not for a service that writes: it can be read-write, primary or any",
                other.chars().take(20).collect::<String>()
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(url: &str) -> Vec<String> {
        ConnectionUrl::parse(url).unwrap().servers.into_iter().map(|(_, name)| name).collect()
    }

    fn refused(url: &str) -> String {
        ConnectionUrl::parse(url).unwrap_err()
    }

    #[test]
    fn lists_of_servers_are_parsed_as_by_libpq() {
        assert_eq!(names("postgres://u:p@one/app"), ["one:5432"]);
        assert_eq!(names("postgres://u:p@one:1,two:2/app"), ["one:1", "two:2"]);
        assert_eq!(names("postgresql://one,two:2,[::1]:3/app?sslmode=disable"), ["one:5432", "two:2", "::1:3"]);
        assert_eq!(names("postgres://u@/app?host=a,b&port=1,2"), ["a:1", "b:2"]);
        assert_eq!(names("postgres:///app?host=a,b&port=7"), ["a:7", "b:7"]);
        assert_eq!(names("postgres://a,b/app?port=1,2"), ["a:1", "b:2"]);
        assert_eq!(names("postgres:///app?host=/run/postgresql"), ["/run/postgresql:5432"]);
        assert_eq!(names("postgres://%2Frun%2Fpostgresql/app"), ["/run/postgresql:5432"]);
    }

    #[test]
    fn other_settings_are_the_same_for_each_server() {
        let parsed = ConnectionUrl::parse(
            "postgres://us%40er:p%2Cass@one:1,two:2/app?application_name=x&target_session_attrs=any&connect_timeout=4",
        )
        .unwrap();
        assert_eq!((parsed.target_session, parsed.connect_timeout), (TargetSession::Any, Some(Duration::from_secs(4))));
        for (options, _) in &parsed.servers {
            assert_eq!((options.get_username(), options.get_database()), ("us@er", Some("app")));
            assert_eq!(options.get_application_name(), Some("x"));
        }
    }

    #[test]
    fn a_server_that_takes_writes_is_the_default() {
        let target =
            |attributes: &str| ConnectionUrl::parse(&format!("postgres://one/app{attributes}")).unwrap().target_session;
        assert_eq!(target(""), TargetSession::ReadWrite);
        assert_eq!(target("?target_session_attrs=read-write"), TargetSession::ReadWrite);
        assert_eq!(target("?target_session_attrs=primary"), TargetSession::Primary);
        for other in ["standby", "read-only", "prefer-standby", ""] {
            let sentence = refused(&format!("postgres://one/app?target_session_attrs={other}"));
            assert!(sentence.contains("it can be read-write, primary or any"), "{sentence}");
        }
    }

    #[test]
    fn errors_contain_no_secrets() {
        for (url, what) in [
            ("postgres://u:secret@one:x,two/app", "the port x is none"),
            ("postgres://u:secret@one:1,two:99999/app", "the port 99999 is none"),
            ("postgres://u:secret@one,,two/app", "a host is empty"),
            ("postgres://u:secret@a,b,c/app?port=1,2", "2 ports for 3 hosts"),
            ("postgres://u:secret@a/app?connect_timeout=soon", "connect_timeout must be"),
            ("postgres://u:secret@a/app?sslmode=maybe", "maybe"),
            ("one", "must begin with"),
        ] {
            let sentence = refused(url);
            assert!(sentence.contains(what) && !sentence.contains("secret"), "{sentence}");
        }
    }
}
