//! Connecting to whichever of the servers takes writes.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use sea_orm::sqlx::{self, ConnectOptions, Connection, PgConnection, Row, postgres::PgConnectOptions};
use tokio::{task::JoinSet, time::timeout};
use uuid::Uuid;

use super::url::{Named, Wanted};

/// How long one server may take until it is connected to.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);

/// What servers are told so that they give up a client that is gone, with its locks: one that acknowledges nothing within
/// some 20 s, that has closed its connection while its statement runs, or that left a transaction open.
const SESSION: [(&str, &str); 6] = [
    ("tcp_keepalives_idle", "10"),
    ("tcp_keepalives_interval", "3"),
    ("tcp_keepalives_count", "3"),
    ("tcp_user_timeout", "20000"),
    ("client_connection_check_interval", "2000"),
    ("idle_in_transaction_session_timeout", "60000"),
];

/// A setting that means nothing to the server: one that gives it back is connected to without a pooler in between, which
/// would have other clients use the same process.
const MARK: &str = "followup.connection";

/// Asks whether a server is a standby, and whether it only reads.
pub(crate) const SERVER_STATE: &str = "SELECT pg_is_in_recovery(), current_setting('transaction_read_only') = 'on'";

/// The servers of which one is connected to.
pub(crate) struct Servers {
    each: Vec<Server>,
    wanted: Wanted,
    connect_timeout: Duration,
    /// The one that did last.
    first: AtomicUsize,
}

struct Server {
    options: PgConnectOptions,
    name: String,
    /// It, or the pooler before it, refuses settings at the start.
    plain: AtomicBool,
}

/// Which server a connection is to, as far as it tells.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Link {
    /// The cluster: the same for a primary and its standbys.
    pub(crate) cluster: i64,
    /// When the server was started.
    pub(crate) started: i64,
    /// The process that serves this connection and no other.
    pub(crate) process: Option<i32>,
}

/// A connection that was just made.
pub(crate) struct Opened {
    pub(crate) connection: PgConnection,
    pub(crate) link: Link,
    pub(crate) options: PgConnectOptions,
}

impl Servers {
    /// Those that a URL names; each is connected to as `adapt` has it.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong with the URL.
    pub(crate) fn by(url: &str, adapt: impl Fn(PgConnectOptions) -> PgConnectOptions) -> Result<Self, String> {
        let named = Named::by(url)?;
        let servers = named.servers.into_iter();
        Ok(Self {
            each: servers
                .map(|(options, name)| Server { options: adapt(options), name, plain: AtomicBool::new(false) })
                .collect(),
            wanted: named.wanted,
            connect_timeout: named.connect_timeout.unwrap_or(CONNECT_TIMEOUT),
            first: AtomicUsize::new(0),
        })
    }

    /// Whether servers that only read will do.
    pub(crate) fn may_only_read(&self) -> bool {
        self.wanted == Wanted::Any
    }

    /// Connects to the first that will do, beginning with the one that did last. One that hasn't answered for so long
    /// isn't waited for before the next is asked.
    pub(crate) async fn connect(self: &Arc<Self>, next_after: Duration) -> sqlx::Result<Opened> {
        let count = self.each.len();
        if count == 1 {
            return self.open(0).await;
        }
        let first = self.first.load(Ordering::Relaxed);
        let (mut attempts, mut failures) = (JoinSet::new(), Vec::new());
        let mut rest = (0..count).map(|place| (first + place) % count).peekable();
        loop {
            if let Some(which) = rest.next() {
                let servers = Arc::clone(self);
                attempts.spawn(async move { (which, servers.open(which).await) });
            }
            let ended = if rest.peek().is_some() {
                timeout(next_after, attempts.join_next()).await.unwrap_or_default()
            } else {
                match attempts.join_next().await {
                    None => return Err(all_of(failures)),
                    ended => ended,
                }
            };
            match ended {
                Some(Ok((which, Ok(opened)))) => {
                    self.first.store(which, Ordering::Relaxed);
                    return Ok(opened);
                }
                Some(Ok((_, Err(error)))) => failures.push(error),
                // It is late, or has been stopped with the runtime.
                Some(Err(_)) | None => {}
            }
        }
    }

    async fn open(&self, which: usize) -> sqlx::Result<Opened> {
        let server = &self.each[which];
        let Ok(opened) = timeout(self.connect_timeout, server.open()).await else {
            let after = self.connect_timeout.as_secs();
            return Err(said(io::ErrorKind::TimedOut, format!("{} doesn't answer within {after} s", server.name)));
        };
        let opened = opened?;
        match (self.wanted, opened.is_standby, opened.only_reads) {
            (Wanted::ReadWrite | Wanted::Primary, true, _) => {
                Err(read_only(format!("{} is a standby, which takes no writes", server.name)))
            }
            (Wanted::ReadWrite, _, true) => {
                Err(read_only(format!("{} takes no writes: it is set to read only", server.name)))
            }
            _ => Ok(opened.opened),
        }
    }
}

fn read_only(text: String) -> sqlx::Error {
    said(io::ErrorKind::ReadOnlyFilesystem, text)
}

fn said(kind: io::ErrorKind, text: String) -> sqlx::Error {
    sqlx::Error::Io(io::Error::new(kind, text))
}

/// All that went wrong, as one error: one that may pass if one of them may.
fn all_of(mut failures: Vec<sqlx::Error>) -> sqlx::Error {
    if failures.len() == 1 {
        return failures.remove(0);
    }
    let kind = if failures.iter().any(is_passing) { io::ErrorKind::ConnectionRefused } else { io::ErrorKind::Other };
    said(kind, failures.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
}

/// Whether it may go well in a moment: the server is only just starting, or another one takes over.
pub(crate) fn is_passing(error: &sqlx::Error) -> bool {
    use io::ErrorKind::{
        BrokenPipe, ConnectionAborted, ConnectionRefused, ConnectionReset, HostUnreachable, NetworkUnreachable,
        NotConnected, ReadOnlyFilesystem, TimedOut, UnexpectedEof,
    };
    match error {
        sqlx::Error::Io(error) => matches!(
            error.kind(),
            BrokenPipe
                | ConnectionAborted
                | ConnectionRefused
                | ConnectionReset
                | HostUnreachable
                | NetworkUnreachable
                | NotConnected
                | ReadOnlyFilesystem
                | TimedOut
                | UnexpectedEof
        ),
        // A proxy without a server to lead to hangs up, which sqlx takes for an answer to whether it speaks TLS.
        sqlx::Error::Protocol(_) => true,
        sqlx::Error::Database(error) => error.is_transient_in_connect_phase(),
        _ => false,
    }
}

/// Whether a server said nothing in time.
pub(crate) fn is_silence(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Io(error) if error.kind() == io::ErrorKind::TimedOut)
}

/// A connection, and what its server says of itself.
struct Found {
    opened: Opened,
    is_standby: bool,
    only_reads: bool,
}

impl Server {
    async fn open(&self) -> sqlx::Result<Found> {
        let mark = Uuid::now_v7().simple().to_string();
        let connection = if self.plain.load(Ordering::Relaxed) {
            self.options.connect().await?
        } else {
            match self.with_settings(&mark).connect().await {
                Err(error) if is_refused_setting(&error) => {
                    let connection = self.options.connect().await?;
                    self.plain.store(true, Ordering::Relaxed);
                    connection
                }
                connected => connected?,
            }
        };
        self.ask(connection, &mark).await
    }

    fn with_settings(&self, mark: &str) -> PgConnectOptions {
        // What the URL says itself holds.
        let own = self.options.get_options().unwrap_or_default();
        let settings = SESSION.into_iter().filter(|(name, _)| !own.contains(name));
        self.options.clone().options(settings.chain([(MARK, mark)]))
    }

    async fn ask(&self, mut connection: PgConnection, mark: &str) -> sqlx::Result<Found> {
        // As a text of its own it takes one round trip.
        let all = format!(
            "{SERVER_STATE}, (SELECT system_identifier FROM pg_control_system()), \
             (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint, pg_backend_pid(), \
             current_setting('{MARK}', true)"
        );
        let (row, link) = match sqlx::raw_sql(sqlx::AssertSqlSafe(all)).fetch_one(&mut connection).await {
            Ok(row) => {
                let is_direct = row.try_get::<Option<String>, _>(5)?.as_deref() == Some(mark);
                let process = if is_direct { Some(row.try_get(4)?) } else { None };
                let link = Link { cluster: row.try_get(2)?, started: row.try_get(3)?, process };
                (row, link)
            }
            // Not everybody may ask which server it is, everywhere.
            Err(sqlx::Error::Database(_)) => {
                (sqlx::raw_sql(SERVER_STATE).fetch_one(&mut connection).await?, Link::default())
            }
            Err(error) => return Err(error),
        };
        let (is_standby, only_reads) = (row.try_get(0)?, row.try_get(1)?);
        Ok(Found { opened: Opened { connection, link, options: self.options.clone() }, is_standby, only_reads })
    }
}

impl Opened {
    /// Says goodbye, as long as that takes no time.
    pub(crate) async fn close(self) {
        let _ = timeout(Duration::from_millis(250), self.connection.close()).await;
    }
}

/// Whether a server refuses what it was told at the start, rather than the client: a pooler that knows no settings, or a
/// server that doesn't know one of them.
fn is_refused_setting(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(error) = error else { return false };
    // Class 28: the password; 3D: no such database; 53: too many connections; 57: starting or stopping.
    let others = ["28", "3D", "53", "57"];
    error.code().is_none_or(|code| !others.iter().any(|class| code.starts_with(class)))
}
