//! Connects to the server that accepts writes, of one or several.

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

use super::url::{ConnectionUrl, TargetSession};

/// The time limit for connecting to one server.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);

/// Settings by which a server ends the session of a lost client and releases its locks. A client counts as lost if it
/// acknowledges nothing for some 20 s, has closed its connection while its statement runs, or has left a transaction
/// open.
const SESSION_SETTINGS: [(&str, &str); 6] = [
    ("tcp_keepalives_idle", "10"),
    ("tcp_keepalives_interval", "3"),
    ("tcp_keepalives_count", "3"),
    ("tcp_user_timeout", "20000"),
    ("client_connection_check_interval", "2000"),
    ("idle_in_transaction_session_timeout", "60000"),
];

/// A setting without meaning for the server. A pooler, which shares server processes between clients, doesn't pass it
/// on. So the server returns its value only if there is no pooler.
const CONNECTION_ID_SETTING: &str = "followup.connection";

/// The query whether a server is a standby, and whether it is read-only.
pub(crate) const SERVER_STATE: &str = "SELECT pg_is_in_recovery(), current_setting('transaction_read_only') = 'on'";

/// The servers that a URL names.
pub(crate) struct Servers {
    all: Vec<Server>,
    target_session: TargetSession,
    connect_timeout: Duration,
    /// The index of the server that was last connected to.
    first: AtomicUsize,
}

struct Server {
    options: PgConnectOptions,
    name: String,
    /// Whether the server, or the pooler before it, refuses settings at the start of a session.
    without_settings: AtomicBool,
}

/// The identity of a connection's server, as far as it is known.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct ServerId {
    /// The cluster: the same for a primary and its standbys.
    pub(crate) cluster: i64,
    /// When the server was started.
    pub(crate) started: i64,
    /// The process that serves this connection and no other.
    pub(crate) process: Option<i32>,
}

/// A connection that was just opened.
pub(crate) struct OpenedConnection {
    pub(crate) connection: PgConnection,
    pub(crate) server_id: ServerId,
    pub(crate) options: PgConnectOptions,
}

impl Servers {
    /// The servers that a URL names, each with the options that `adapt` returns.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong with the URL.
    pub(crate) fn from_url(url: &str, adapt: impl Fn(PgConnectOptions) -> PgConnectOptions) -> Result<Self, String> {
        let url = ConnectionUrl::parse(url)?;
        let servers = url.servers.into_iter();
        Ok(Self {
            all: servers
                .map(|(options, name)| Server {
                    options: adapt(options),
                    name,
                    without_settings: AtomicBool::new(false),
                })
                .collect(),
            target_session: url.target_session,
            connect_timeout: url.connect_timeout.unwrap_or(CONNECT_TIMEOUT),
            first: AtomicUsize::new(0),
        })
    }

    /// Whether a read-only server is suitable.
    pub(crate) fn may_only_read(&self) -> bool {
        self.target_session == TargetSession::Any
    }

    /// Connects to the first suitable server, beginning with the last one used. After `next_after` without an answer
    /// the next server is tried, too.
    pub(crate) async fn connect(self: &Arc<Self>, next_after: Duration) -> sqlx::Result<OpenedConnection> {
        let count = self.all.len();
        if count == 1 {
            return self.open(0).await;
        }
        let first = self.first.load(Ordering::Relaxed);
        let (mut attempts, mut failures) = (JoinSet::new(), Vec::new());
        let mut rest = (0..count).map(|offset| (first + offset) % count).peekable();
        loop {
            if let Some(which) = rest.next() {
                let servers = Arc::clone(self);
                attempts.spawn(async move { (which, servers.open(which).await) });
            }
            let record = if rest.peek().is_some() {
                timeout(next_after, attempts.join_next()).await.unwrap_or_default()
            } else {
                match attempts.join_next().await {
                    None => return Err(combine(failures)),
                    record => record,
                }
            };
            match record {
                Some(Ok((which, Ok(opened)))) => {
                    self.first.store(which, Ordering::Relaxed);
                    return Ok(opened);
                }
                Some(Ok((_, Err(error)))) => failures.push(error),
                // The task is slow, or was stopped with the runtime.
                Some(Err(_)) | None => {}
            }
        }
    }

    async fn open(&self, which: usize) -> sqlx::Result<OpenedConnection> {
        let server = &self.all[which];
        let Ok(opened) = timeout(self.connect_timeout, server.open()).await else {
            let after = self.connect_timeout.as_secs();
            return Err(io_error(io::ErrorKind::TimedOut, format!("{} doesn't answer within {after} s", server.name)));
        };
        let opened = opened?;
        match (self.target_session, opened.is_standby, opened.only_reads) {
            (TargetSession::ReadWrite | TargetSession::Primary, true, _) => {
                Err(read_only(format!("{} is a standby, which takes no writes", server.name)))
            }
            (TargetSession::ReadWrite, _, true) => {
                Err(read_only(format!("{} takes no writes: it is set to read only", server.name)))
            }
            _ => Ok(opened.opened),
        }
    }
}

fn read_only(text: String) -> sqlx::Error {
    io_error(io::ErrorKind::ReadOnlyFilesystem, text)
}

fn io_error(kind: io::ErrorKind, text: String) -> sqlx::Error {
    sqlx::Error::Io(io::Error::new(kind, text))
}

/// One error for all. It is transient if one of them is.
fn combine(mut failures: Vec<sqlx::Error>) -> sqlx::Error {
    if failures.len() == 1 {
        return failures.remove(0);
    }
    let kind = if failures.iter().any(is_transient) { io::ErrorKind::ConnectionRefused } else { io::ErrorKind::Other };
    io_error(kind, failures.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
}

/// Whether an attempt may succeed in a moment: the server is starting, or another one takes over.
pub(crate) fn is_transient(error: &sqlx::Error) -> bool {
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
        // A proxy without a server closes the connection, which sqlx takes for an answer to its request for TLS.
        sqlx::Error::Protocol(_) => true,
        sqlx::Error::Database(error) => error.is_transient_in_connect_phase(),
        _ => false,
    }
}

/// Whether a server didn't answer in time.
pub(crate) fn is_timeout(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Io(error) if error.kind() == io::ErrorKind::TimedOut)
}

/// A connection, and the state of its server.
struct ProbedServer {
    opened: OpenedConnection,
    is_standby: bool,
    only_reads: bool,
}

impl Server {
    async fn open(&self) -> sqlx::Result<ProbedServer> {
        let connection_id = Uuid::now_v7().simple().to_string();
        let connection = if self.without_settings.load(Ordering::Relaxed) {
            self.options.connect().await?
        } else {
            match self.with_settings(&connection_id).connect().await {
                Err(error) if is_refused_setting(&error) => {
                    let connection = self.options.connect().await?;
                    self.without_settings.store(true, Ordering::Relaxed);
                    connection
                }
                connected => connected?,
            }
        };
        self.probe(connection, &connection_id).await
    }

    fn with_settings(&self, connection_id: &str) -> PgConnectOptions {
        // Settings in the URL take precedence.
        let own = self.options.get_options().unwrap_or_default();
        let settings = SESSION_SETTINGS.into_iter().filter(|(name, _)| !own.contains(name));
        self.options.clone().options(settings.chain([(CONNECTION_ID_SETTING, connection_id)]))
    }

    async fn probe(&self, mut connection: PgConnection, connection_id: &str) -> sqlx::Result<ProbedServer> {
        // A simple query takes one round trip.
        let all = format!(
            "{SERVER_STATE}, (SELECT system_identifier FROM pg_control_system()), \
             (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint, pg_backend_pid(), \
             current_setting('{CONNECTION_ID_SETTING}', true)"
        );
        let (row, server_id) = match sqlx::raw_sql(sqlx::AssertSqlSafe(all)).fetch_one(&mut connection).await {
            Ok(row) => {
                let is_direct = row.try_get::<Option<String>, _>(5)?.as_deref() == Some(connection_id);
                let process = if is_direct { Some(row.try_get(4)?) } else { None };
                let server_id = ServerId { cluster: row.try_get(2)?, started: row.try_get(3)?, process };
                (row, server_id)
            }
            // Some users may not read the identity of the server.
            Err(sqlx::Error::Database(_)) => {
                (sqlx::raw_sql(SERVER_STATE).fetch_one(&mut connection).await?, ServerId::default())
            }
            Err(error) => return Err(error),
        };
        let (is_standby, only_reads) = (row.try_get(0)?, row.try_get(1)?);
        Ok(ProbedServer {
            opened: OpenedConnection { connection, server_id, options: self.options.clone() },
            is_standby,
            only_reads,
        })
    }
}

impl OpenedConnection {
    /// Closes the connection without waiting for the server.
    pub(crate) async fn close(self) {
        let _ = timeout(Duration::from_millis(250), self.connection.close()).await;
    }
}

/// Whether a server refuses the settings and not the client. A pooler may not know any settings, and a server not all
/// of them.
fn is_refused_setting(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(error) = error else { return false };
    // Class 28: the password; 3D: no such database; 53: too many connections; 57: starting or stopping.
    let others = ["28", "3D", "53", "57"];
    error.code().is_none_or(|code| !others.iter().any(|class| code.starts_with(class)))
}
