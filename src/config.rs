//! The command line and the settings, each by flag or environment variable.

mod actions;
mod mail;
mod plan;
mod rate_limit;

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    sync::LazyLock,
};

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use ipnet::IpNet;
pub use mail::MailSettings;
pub use plan::PlanArguments;
use planning::{HolidayCalendar, TimeZone};
pub use rate_limit::RateLimit;

pub use self::actions::{JobsAction, KeysAction, Migrate, OpenApiVersion, UsersAction};
use self::plan::{FACTS, PLAN_USAGE};
use crate::{client::ClientCommand, webhooks::AllowedHost};

/// The version, with the releases of the data that plans follow from.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    format!(
        "{}\ntime zones: release {} of the IANA database\nholidays: version {} of the Python package holidays",
        env!("CARGO_PKG_VERSION"),
        TimeZone::database_release(),
        HolidayCalendar::data_version()
    )
});

/// The description of the exit status in `--help`.
const EXIT_STATUS: &str = "\
Exit status:
  0  done
  1  refused by the service, or failed
  2  wrong usage
  3  the service can't be reached, takes too long, or can't answer now
  4  not signed in: no token, or none that is good for this";

/// Follow up after a job interview: when, whom, by which channel, and in which words.
#[derive(Debug, Parser)]
#[command(
    name = "followup", version, long_version = VERSION.as_str(), about, max_term_width = 100, after_long_help = EXIT_STATUS
)]
pub struct Cli {
    /// The command. The default is `serve`.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The settings, which all commands share.
    #[command(flatten)]
    pub settings: Settings,
}

/// The commands of the program.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Start the service (what happens without a command).
    Serve,
    /// Change the database's schema, or show its state.
    Migrate {
        /// In which direction.
        #[command(subcommand)]
        direction: Migrate,
    },
    /// See the keys that sign tokens, or make a new one.
    Keys {
        /// The action.
        #[command(subcommand)]
        action: KeysAction,
    },
    /// See who can sign in, give somebody another password, or let somebody sign in no more.
    Users {
        /// The action.
        #[command(subcommand)]
        action: UsersAction,
    },
    /// See the jobs that were given up, or have them tried again.
    Jobs {
        /// The action.
        #[command(subcommand)]
        action: JobsAction,
    },
    /// Take a mail from standard input that reports on the delivery of a reminder, and suppress the address if there is
    /// no such mailbox; for the alias that mails to `FOLLOWUP_MAIL_FROM` go to.
    Bounces,
    /// Print the OpenAPI document.
    Openapi {
        /// The version of OpenAPI: 3.1, or 3.0 for tools that don't read it.
        #[arg(long, value_enum, default_value_t = OpenApiVersion::V3_1)]
        spec: OpenApiVersion,
    },
    /// Make a plan: from a file of facts, without a service; or, with --application, as a service has it.
    #[command(after_long_help = FACTS, override_usage = PLAN_USAGE)]
    Plan(PlanArguments),
    /// Commands that send requests to a running service.
    #[command(flatten)]
    Client(ClientCommand),
    /// Print what completes the command line in a shell.
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Ask a running service whether it is ready; for containers.
    Healthcheck,
}

/// The settings of the service.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Settings of the service")]
pub struct Settings {
    /// The Postgres database, as `postgres://user:password@host/name`; without it, an embedded one in the data folder.
    /// It may name several servers (`host1:5432,host2:5432`): the one that takes writes is used.
    #[arg(long, env = "DATABASE_URL", global = true, hide_env_values = true)]
    pub database_url: Option<String>,
    /// The folder of the embedded database.
    #[arg(long, env = "FOLLOWUP_DATA_DIR", global = true, default_value = "./data")]
    pub data_dir: PathBuf,
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, env = "FOLLOWUP_BIND", global = true, default_value = "127.0.0.1:8080")]
    pub bind: SocketAddr,
    /// The service's own address as clients see it, for tokens and for links in mails; without it, the one it listens
    /// on.
    #[arg(long, env = "FOLLOWUP_PUBLIC_URL", global = true)]
    pub public_url: Option<url::Url>,
    /// A folder with spelling dictionaries in Hunspell's format, such as the system's `/usr/share/hunspell`. English
    /// needs none; other languages are checked for spelling only with one.
    #[arg(long, env = "FOLLOWUP_DICTIONARIES", global = true)]
    pub dictionaries: Option<PathBuf>,
    /// The events that are logged: a level, or filters such as `info,followup=debug`.
    #[arg(long, env = "FOLLOWUP_LOG", global = true, default_value = "warn,actix_http=off,followup=info")]
    pub log: String,
    /// How events are logged.
    #[arg(long, env = "FOLLOWUP_LOG_FORMAT", global = true, value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
    /// Requests a minute for each user and API client, or `off`; whoever signs in or up has a thirtieth of it for each
    /// address and name.
    #[arg(long, env = "FOLLOWUP_RATE_LIMIT", global = true, default_value = "3000")]
    pub rate_limit: RateLimit,
    /// Whether anybody may sign up for an account, or nobody any more.
    #[arg(long, env = "FOLLOWUP_SIGN_UP", global = true, value_enum, default_value_t = SignUp::Open)]
    pub sign_up: SignUp,
    /// Trusted proxies, whose `Forwarded` or `X-Forwarded-For` names the client: addresses and networks such as
    /// `10.0.0.0/8`, separated by commas.
    #[arg(long, env = "FOLLOWUP_TRUSTED_PROXIES", global = true, value_delimiter = ',', value_parser = network)]
    pub trusted_proxies: Vec<IpNet>,
    /// Where webhooks may go, and documents of OAuth clients may be, though it is not public: hosts, addresses and
    /// networks such as `10.0.0.0/8`, separated by commas. There they may use HTTP, and any port.
    #[arg(long, env = "FOLLOWUP_WEBHOOK_ALLOW", global = true, value_delimiter = ',')]
    pub webhook_allow: Vec<AllowedHost>,
    #[command(flatten)]
    pub mail: MailSettings,
    /// Another address for `/metrics`, which is not served where the API is then.
    #[arg(long, env = "FOLLOWUP_METRICS_BIND", global = true)]
    pub metrics_bind: Option<SocketAddr>,
    /// Where traces are sent by OTLP over HTTP, such as `http://127.0.0.1:4318`; without it, there are none. Only a
    /// program that was built with the feature `otel` takes it.
    #[arg(long, env = "OTEL_EXPORTER_OTLP_ENDPOINT", global = true)]
    pub otlp_endpoint: Option<url::Url>,
    /// For how many seconds a service that is told to stop says that it is not ready, and goes on, before it stops.
    #[arg(long, env = "FOLLOWUP_SHUTDOWN_DELAY", global = true, default_value_t = 2,
          value_parser = clap::value_parser!(u64).range(0..=600))]
    pub shutdown_delay: u64,
    /// The most connections to the database at a time.
    #[arg(long, env = "FOLLOWUP_DB_CONNECTIONS", global = true, default_value_t = 20,
          value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub db_connections: u32,
    /// For how many seconds the database may work on one statement before it is given up, and its connection with it.
    /// Migrations take as long as they take.
    #[arg(long, env = "FOLLOWUP_DB_TIMEOUT", global = true, default_value_t = 10,
          value_parser = clap::value_parser!(u64).range(1..=600))]
    pub db_timeout: u64,
    /// Threads that serve requests; without it, one for each core.
    #[arg(long, env = "FOLLOWUP_WORKERS", global = true, value_parser = workers)]
    pub workers: Option<usize>,
}

fn workers(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number @ 1..=1024) => Ok(number),
        _ => Err("a number from 1 to 1024 is expected".to_owned()),
    }
}

fn network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    let address = |_| text.parse().map(|address: IpAddr| address.into());
    text.parse().or_else(address).map_err(|_| "an address or a network such as 10.0.0.0/8 is expected".to_owned())
}

/// How events are logged.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// The people who may sign up.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum SignUp {
    /// Anybody.
    Open,
    /// Nobody. Existing accounts stay.
    Closed,
}
