//! A Postgres server for the tests of this process, or the one that `TEST_DATABASE_URL` names, or a Citus.
//!
//! The server runs in a temporary folder, on a free port of the loopback address, as an unprivileged user. It ends
//! with this process, however that ends. Each test has a database of its own, copied from one that is migrated once.

use std::{
    env,
    net::TcpListener,
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

use entity::{Database, DatabaseOptions};
use sqlx::{Connection as _, PgConnection, Row as _};
use tokio::sync::OnceCell;

use super::Citus;

const TEMPLATE: &str = "followup_template";

static TEMPLATE_READY: OnceCell<()> = OnceCell::const_new();

/// How tests connect: few connections each, since many tests run together.
pub const OPTIONS: DatabaseOptions = DatabaseOptions {
    max_connections: 4,
    acquire_timeout: Duration::from_secs(30),
    statement_timeout: Duration::from_secs(30),
};

/// A database for one test, dropped with it.
pub struct TestDatabase {
    name: String,
    pub url: String,
}

impl TestDatabase {
    /// A migrated, empty database.
    pub async fn create() -> Self {
        if Citus::named().is_some() {
            let database = Self::create_empty().await;
            let db = Database::postgres(&database.url, &OPTIONS).await.expect("the database is there");
            db.migrate_up(None).await.expect("the migrations apply");
            db.distribute(|_| ()).await.expect("the tables can be distributed");
            db.close().await.expect("nothing is under way");
            return database;
        }
        let name = Self::new_name();
        TEMPLATE_READY.get_or_init(make_template).await;
        administer(&format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")).await;
        Self { url: url_of(&name), name }
    }

    /// An empty database without tables.
    pub async fn create_empty() -> Self {
        let name = Self::new_name();
        match Citus::named() {
            Some(citus) => citus.create(&name).await,
            None => administer(&format!("CREATE DATABASE {name}")).await,
        }
        Self { url: url_of(&name), name }
    }

    fn new_name() -> String {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        format!("followup_{}_{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed))
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let dropped = async move {
            match Citus::named() {
                Some(citus) => citus.administer(&statement).await,
                None => administer(&statement).await,
            }
        };
        // Dropping can't wait for a future of this runtime; another thread has its own.
        let dropping = thread::spawn(move || actix_web::rt::System::new().block_on(dropped));
        let _ = dropping.join();
    }
}

async fn make_template() {
    administer(&format!("DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")).await;
    administer(&format!("CREATE DATABASE {TEMPLATE}")).await;
    let db = Database::postgres(&url_of(TEMPLATE), &OPTIONS).await.expect("the template database is there");
    db.migrate_up(None).await.expect("the migrations apply");
    db.close().await.expect("nothing is under way");
}

async fn administer(statement: &str) {
    run(&url_of("postgres"), statement).await;
}

/// Runs statements on a database of its own connection.
pub(super) async fn run(url: &str, statements: &str) {
    let mut connection = PgConnection::connect(url).await.expect("the server takes connections");
    sqlx::raw_sql(sqlx::AssertSqlSafe(statements)).execute(&mut connection).await.expect(statements);
    connection.close().await.expect("nothing is under way");
}

fn url_of(database: &str) -> String {
    with_database(base_url(), database)
}

/// The URL of another database of a server.
pub(super) fn with_database(url: &str, database: &str) -> String {
    let mut url = url::Url::parse(url).expect("a server has a URL");
    url.set_path(database);
    url.into()
}

fn base_url() -> &'static str {
    static URL: OnceLock<String> = OnceLock::new();
    URL.get_or_init(|| {
        if let Some(citus) = Citus::named() {
            return citus.url().to_owned();
        }
        if let Ok(url) = env::var("TEST_DATABASE_URL") {
            return url;
        }
        let mut server = (0..5).find_map(|_| start(NOT_DURABLE)).expect("Postgres starts within five tries");
        // Its standard input stays open for as long as this process lives, and the server as long as that.
        std::mem::forget(std::mem::take(&mut server.shells));
        server.url.clone()
    })
}

/// Where Postgres keeps its programs.
fn programs() -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<_> = env::split_paths(&path).collect();
    let mut versions: Vec<_> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect();
    versions.sort();
    folders.extend(versions.into_iter().rev());
    folders
        .into_iter()
        .find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
        .expect("initdb and postgres are in PATH or /usr/lib/postgresql; scripts/test installs them")
}

/// The ids of a user other than root, whom alone Postgres lets start it.
fn unprivileged() -> Option<(u32, u32)> {
    let id = |arguments: &[&str]| -> Option<u32> {
        let output = Command::new("id").args(arguments).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    };
    if id(&["-u"]) != Some(0) {
        return None;
    }
    ["postgres", "nobody"].into_iter().find_map(|user| Some((id(&["-u", user])?, id(&["-g", user])?)))
}

fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir("/");
    if let Some((user, group)) = unprivileged() {
        command.uid(user).gid(group);
    }
    command
}

/// What a server for tests does without: being there after the machine's sudden end.
const NOT_DURABLE: &[&str] = &["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];

/// A server of a test's own, which can be killed and started again. It is durable, as one in production.
pub struct OwnServer {
    folder: PathBuf,
    port: u16,
    pub url: String,
    /// They tidy up once nobody holds their standard input any more: when all of it is over.
    shells: Vec<Child>,
}

impl OwnServer {
    pub fn start() -> Self {
        (0..5).find_map(|_| start(&[])).expect("Postgres starts within five tries")
    }

    /// The same, with settings of its own, each a name and a value.
    pub fn start_with(settings: &[&str]) -> Self {
        let settings: Vec<_> = settings.iter().flat_map(|setting| ["-c", *setting]).collect();
        (0..5).find_map(|_| start(&settings)).expect("Postgres starts within five tries")
    }

    /// Changes a setting (`name = value`), for connections that are open, too; without a value it is as it was.
    pub fn set(&self, name: &str, value: Option<&str>) {
        self.number(&match value {
            Some(value) => format!("ALTER SYSTEM SET {name} = {value}"),
            None => format!("ALTER SYSTEM RESET {name}"),
        });
        self.number("SELECT pg_reload_conf()");
        // Its processes are told by signals.
        thread::sleep(Duration::from_millis(200));
    }

    /// The number that a statement answers, if it answers one.
    pub fn number(&self, statement: &str) -> Option<i64> {
        let (url, statement) = (self.url.clone(), statement.to_owned());
        let asked = thread::spawn(move || {
            actix_web::rt::System::new().block_on(async {
                let mut connection = PgConnection::connect(&url).await.expect("the server takes connections");
                let rows = sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).fetch_all(&mut connection).await;
                rows.expect("it is valid").first().and_then(|row| row.try_get(0).ok())
            })
        });
        asked.join().expect("it is asked")
    }

    /// Ends the server and whatever it has begun, at once.
    pub fn kill(&self) {
        let file = std::fs::read_to_string(self.folder.join("postmaster.pid")).expect("the server has said its number");
        let server = file.lines().next().expect("its first line is the number");
        let signal = |program: &str, arguments: &[&str]| Command::new(program).args(arguments).status().expect(program);
        // Stopped first, so that it starts nothing new while its children go.
        signal("kill", &["-STOP", server]);
        signal("pkill", &["-KILL", "-P", server]);
        assert!(signal("kill", &["-KILL", server]).success());
    }

    /// Starts it again after [`Self::kill`], and waits until it answers.
    pub fn start_again(&mut self) {
        for _ in 0..20 {
            let _ = std::fs::remove_file(self.folder.join("postmaster.pid"));
            self.shells.push(run_server(&programs(), &self.folder, self.port, &[]));
            if (0..20).any(|_| answers_soon(&self.url)) {
                return;
            }
        }
        panic!("Postgres doesn't start again");
    }
}

fn answers_soon(url: &str) -> bool {
    thread::sleep(Duration::from_millis(50));
    answers(url)
}

fn start(settings: &[&str]) -> Option<OwnServer> {
    let programs = programs();
    let folder = env::temp_dir().join(format!("followup-postgres-{}", uuid::Uuid::now_v7().simple()));
    let made = command(programs.join("initdb"))
        .args(["--auth=trust", "--username=postgres", "--no-sync", "--encoding=UTF8", "--locale=C", "-D"])
        .arg(&folder)
        .output()
        .expect("initdb can be run");
    assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
    let port = TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
    let mut server = run_server(&programs, &folder, port, settings);
    let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
    if (0..200).any(|_| answers_soon(&url)) {
        return Some(OwnServer { folder, port, url, shells: vec![server] });
    }
    // Without its standard input it ends by itself.
    drop(server.stdin.take());
    let _ = server.wait();
    None
}

fn answers(url: &str) -> bool {
    let url = url.to_owned();
    let asked = thread::spawn(move || {
        actix_web::rt::System::new().block_on(async { PgConnection::connect(&url).await.is_ok() })
    });
    asked.join().unwrap_or(false)
}

/// The shell waits until nobody holds its standard input any more, then stops the server and tidies up.
fn run_server(programs: &Path, folder: &Path, port: u16, settings: &[&str]) -> Child {
    const SCRIPT: &str = r#"
        program=$1 folder=$2 port=$3
        shift 3
        "$program" -D "$folder" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
            -c max_connections=400 -c log_min_messages=fatal "$@" &
        server=$!
        cat > /dev/null
        kill -INT "$server"
        wait "$server"
        rm -rf "$folder"
    "#;
    command("sh")
        .args(["-c", SCRIPT, "sh"])
        .arg(programs.join("postgres"))
        .arg(folder)
        .arg(port.to_string())
        .args(settings)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .expect("a shell can be run")
}
