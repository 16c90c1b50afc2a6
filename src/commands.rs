//! The commands of the program.

use entity::SigningKeys;
use std::{
    fs,
    io::{Read as _, Write as _},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::Path,
    time::Duration,
};

use chrono::{DateTime, SecondsFormat, Utc};
use clap_complete::Shell;
use database::{Backend, Database, Distribution, TableState};
use migration::MigrationState;
use planning::{Facts, InvalidValue, Playbook};

use crate::{
    auth::{Rotation, rotate},
    client::{self, ClientError, ExitStatus, StoredPlanArguments},
    clock::Clock,
    command_line::command_line,
    config::{Cli, Command, JobsAction, KeysAction, Migrate, OpenApiVersion, PlanArguments, Settings},
    connect::{StartError, connect, connect_to_existing, failed, tables, undistributed},
    follow_up_plans::{self, ReasonsWanted},
    http::read,
    logging, openapi,
    playbooks::PlaybookSet,
    problem::Problem,
    server::serve,
    user_commands::{bounces, users},
};

/// Why a command failed: one sentence, and the exit status for it.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The service can't start, or a command on its machine failed.
    #[error(transparent)]
    Start(#[from] StartError),
    /// A request to a running service failed.
    #[error(transparent)]
    Client(#[from] ClientError),
}

impl CommandError {
    /// The exit status of the program.
    #[must_use]
    pub fn exit_status(&self) -> u8 {
        match self {
            Self::Start(_) => ExitStatus::Refused as u8,
            Self::Client(error) => error.status as u8,
        }
    }
}

/// Runs the command of the command line.
///
/// # Errors
///
/// One sentence that says what went wrong.
pub fn run(cli: Cli) -> Result<(), CommandError> {
    let settings = &cli.settings;
    let system = actix_web::rt::System::new;
    match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => {
            let _traces = logging::start(settings).map_err(StartError)?;
            system().block_on(serve(settings))?;
        }
        Command::Migrate { direction } => system().block_on(migrate(settings, &direction))?,
        Command::Keys { action } => system().block_on(keys(settings, action))?,
        Command::Users { action } => print(&system().block_on(users(settings, action))?)?,
        Command::Bounces => print(&system().block_on(bounces(settings))?)?,
        Command::Jobs { action } => system().block_on(jobs(settings, action))?,
        Command::Openapi { spec } => print(&openapi_file(spec)?)?,
        Command::Plan(PlanArguments { file: Some(file), stored, .. }) => print(&plan(&file, &stored)?)?,
        Command::Plan(PlanArguments { application: Some(application), stored, .. }) => {
            client::stored_plan(&application, &stored)?;
        }
        Command::Plan(_) => print(EXAMPLE)?,
        Command::Client(command) => client::run(&command, &Clock::system())?,
        Command::Completions { shell } => print(&completions(shell))?,
        Command::Healthcheck => healthcheck(settings.bind)?,
    }
    Ok(())
}

async fn migrate(settings: &Settings, direction: &Migrate) -> Result<(), StartError> {
    let db = connect(settings).await?;
    match direction {
        Migrate::Up { steps } => migration::up(&db, *steps).await.map_err(failed("the migrations were not applied"))?,
        Migrate::Down { steps } => {
            migration::down(&db, *steps).await.map_err(failed("the migrations were not taken back"))?;
        }
        Migrate::Status => {}
        Migrate::Distribute => return distribute(&db).await,
    }
    let mut list = String::new();
    for migration in migrations(&db).await? {
        let state = if migration.applied { "applied" } else { "pending" };
        list = list + state + "  " + &migration.name + "\n";
    }
    if let Some(missing) = undistributed(&db).await? {
        list = list + &missing + "\n";
    }
    print(&list)
}

async fn migrations(db: &Database) -> Result<Vec<MigrationState>, StartError> {
    migration::states(db).await.map_err(failed("the migrations can't be listed"))
}

/// Distributes the tables that are not distributed yet, and prints the state of each.
async fn distribute(db: &Database) -> Result<(), StartError> {
    let refused = |why: &str| Err(StartError(format!("the tables can't be distributed: {why}")));
    if db.backend() == Backend::Sqlite {
        return refused("the embedded database is one file; name a Postgres with the extension Citus in DATABASE_URL");
    }
    if !db.is_distributed() {
        return refused(
            "the database lacks the extension Citus; CREATE EXTENSION citus adds it, where it is installed",
        );
    }
    let pending = migrations(db).await?.iter().filter(|migration| !migration.applied).count();
    if pending > 0 {
        return refused(&format!("{pending} migrations are pending; `followup migrate up` applies them first"));
    }
    for table in tables(db).await?.iter().filter(|table| table.distributed) {
        print(&line_of_table("as before", table))?;
    }
    let mut printed = Ok(());
    let done = |table: &TableState| {
        let line = print(&line_of_table("now", table));
        if printed.is_ok() {
            printed = line;
        }
    };
    migration::distribute(db, done).await.map_err(failed("not all tables were distributed; it can be repeated"))?;
    printed
}

fn line_of_table(since: &str, table: &TableState) -> String {
    let how = match table.distribution {
        Distribution::ByAccount => "by account",
        Distribution::OnEveryNode => "on every node",
    };
    format!("{since:9}  {how:13}  {}\n", table.name)
}

async fn keys(settings: &Settings, action: KeysAction) -> Result<(), StartError> {
    let db = connect_to_existing(settings).await?;
    let now = Clock::system().now();
    if let KeysAction::Rotate { compromised } = action {
        let why = if compromised { Rotation::Compromised } else { Rotation::Planned };
        rotate(&db, why, now).await.map_err(|error| StartError(error.to_string()))?;
    }
    let keys = SigningKeys::new(&db).all().await.map_err(failed("the signing keys can't be listed"))?;
    print(&keys.iter().map(line_of).collect::<String>())
}

/// The maximum number of jobs that are listed or replayed at once.
const MAX_JOBS: u32 = 1_000;

async fn jobs(settings: &Settings, action: JobsAction) -> Result<(), StartError> {
    let db = connect_to_existing(settings).await?;
    let now = Clock::system().now();
    let given_up = async || db.failed_jobs(MAX_JOBS).await.map_err(failed("the jobs can't be listed"));
    match action {
        JobsAction::List => print(&given_up().await?.iter().map(line_of_job).collect::<String>()),
        JobsAction::Replay => {
            let mut replayed = 0;
            loop {
                let jobs = given_up().await?;
                if jobs.is_empty() {
                    return print(&format!("{replayed} jobs are queued again\n"));
                }
                for job in &jobs {
                    let queued = db.replay_job(job.account_id, job.id, now).await;
                    replayed += u32::from(queued.map_err(failed("a job can't be queued again"))?);
                }
            }
        }
    }
}

fn line_of_job(job: &database::FailedJob) -> String {
    let at = job.created_at.to_rfc3339_opts(SecondsFormat::Secs, true);
    format!("{}  {}  account {}  {at}  {}\n", job.id, job.kind, job.account_id, job.error.replace('\n', " "))
}

fn line_of(key: &entity::SigningKey) -> String {
    let time = |time: DateTime<Utc>| time.to_rfc3339_opts(SecondsFormat::Secs, true);
    let until = key.retires_at.map_or_else(String::new, |at| format!("  retires {}", time(at)));
    format!("{}  signs from {}{until}\n", key.id, time(key.signs_from))
}

/// The OpenAPI document, as it is committed.
pub fn openapi_file(spec: OpenApiVersion) -> Result<String, StartError> {
    let text = match spec {
        OpenApiVersion::V3_1 => openapi::file_text(&openapi::document()),
        OpenApiVersion::V3_0 => openapi::file_text(&openapi::document_3_0()),
    };
    text.map_err(|error| StartError(error.to_string()))
}

/// An example of the facts.
const EXAMPLE: &str = include_str!("../examples/facts.json");

fn plan(file: &Path, asked: &StoredPlanArguments) -> Result<String, CommandError> {
    let mut bytes = Vec::new();
    let read_all = match file.to_str() {
        Some("-") => std::io::stdin().read_to_end(&mut bytes).map(drop),
        _ => fs::read(file).map(|content| bytes = content),
    };
    let shown = file.display();
    read_all.map_err(|error| ClientError::usage(format!("{shown} can't be read: {error}")))?;
    let facts: Facts = read(&bytes)
        .map_err(|problem| ClientError::usage(format!("{shown} holds no facts: {}", explained(&problem))))?;
    let facts = as_asked(facts, asked)?;
    let now = Clock::system().now().try_into().map_err(|error: planning::InvalidValue| StartError(error.0))?;
    let built_in = PlaybookSet::default();
    let reasons = ReasonsWanted::All;
    let plan =
        follow_up_plans::plan(&facts, &built_in, now, reasons).map_err(|problem| StartError(explained(&problem)))?;
    let text = serde_json::to_string_pretty(&reasons.to_json(&plan, wording::ENGLISH));
    Ok(text.map_err(|error| StartError(error.to_string()))? + "\n")
}

/// The facts with the playbook and the moment that the command line names.
fn as_asked(mut facts: Facts, asked: &StoredPlanArguments) -> Result<Facts, ClientError> {
    if let Some(key) = &asked.playbook {
        if Playbook::built_in(key).is_none() {
            let known: Vec<&str> = Playbook::all_built_in().iter().map(|playbook| &*playbook.key).collect();
            let known = known.join(", ");
            return Err(ClientError::usage(format!("--playbook: there is no playbook {key}; built in are {known}")));
        }
        let key = key.parse().map_err(|error: InvalidValue| ClientError::usage(format!("--playbook {error}")))?;
        (facts.playbook, facts.custom_playbook) = (Some(key), None);
    }
    if let Some(as_of) = &asked.as_of {
        let as_of = as_of.parse().map_err(|error: InvalidValue| ClientError::usage(format!("--as-of {error}")))?;
        facts.as_of = Some(as_of);
    }
    Ok(facts)
}

fn explained(problem: &Problem) -> String {
    match problem {
        Problem::InvalidBody(violations) => violations
            .iter()
            .map(|violation| format!("{}: {}", violation.pointer, violation.message))
            .collect::<Vec<_>>()
            .join("\n"),
        problem => problem.to_string(),
    }
}

fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command_line(), "followup", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

fn healthcheck(bind: SocketAddr) -> Result<(), StartError> {
    let host: IpAddr = match bind.ip() {
        ip if !ip.is_unspecified() => ip,
        IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    };
    let url = format!("http://{}/readyz", SocketAddr::new(host, bind.port()));
    let agent: ureq::Agent = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(3))).build().into();
    match agent.get(&url).call() {
        Ok(_) => Ok(()),
        Err(error) => Err(StartError(format!("{url}: {error}"))),
    }
}

/// Prints to standard output.
fn print(text: &str) -> Result<(), StartError> {
    std::io::stdout()
        .write_all(text.as_bytes())
        .map_err(|error| StartError(format!("nothing could be printed: {error}")))
}
