//! The command line of the client.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use clap::{Args, Subcommand};

use super::service_url::ServiceUrl;

/// The channels of a communication.
const CHANNELS: [&str; 5] = ["email", "phone", "linkedin", "letter", "other"];

/// The channels of a message.
const MESSAGE_CHANNELS: [&str; 4] = ["email", "phone", "linkedin", "letter"];

/// The purposes of a communication.
const PURPOSES: [&str; 6] = ["thank_you", "check_in", "final_attempt", "competing_offer", "offer_response", "other"];

/// The tones of a message.
const TONES: [&str; 3] = ["formal", "neutral", "warm"];

/// Commands that send requests to a running service.
#[derive(Clone, Debug, Subcommand)]
pub enum ClientCommand {
    /// List the steps that are due in all applications of a running service.
    #[command(override_usage = "followup due [OPTIONS]")]
    Due(DueArguments),
    /// Write the message for a step of a stored application. Nothing is sent.
    #[command(override_usage = "followup draft [OPTIONS] <APPLICATION> [STEP]")]
    Draft(DraftArguments),
    /// Record that something was sent, so that the plan moves on.
    ///
    /// A second time within a minute, nothing is recorded.
    #[command(override_usage = "followup sent [OPTIONS] <APPLICATION> [STEP]")]
    Sent(SentArguments),
    /// Import an invitation (.ics) or a mail (.eml): interviews and communications follow from it.
    #[command(override_usage = "followup import [OPTIONS] <FILE>")]
    Import(ImportArguments),
}

/// The address of the service, and the credentials.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "The service (a token comes from FOLLOWUP_TOKEN or a file)")]
pub struct ServiceArguments {
    /// The service's address: https, or http to this machine.
    #[arg(long, env = "FOLLOWUP_URL", value_name = "URL", default_value = "http://127.0.0.1:8080")]
    pub url: ServiceUrl,
    /// A file with a token, which its owner alone may read (chmod 600): an access token, or the id and secret of an API
    /// client as `POST /v1/api-clients` answers with them. Without it `FOLLOWUP_TOKEN` counts, then
    /// `~/.config/followup/token`.
    #[arg(long, env = "FOLLOWUP_TOKEN_FILE", value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// Print the API's own JSON, for scripts.
    #[arg(long)]
    pub json: bool,
}

/// `followup due`.
#[derive(Args, Clone, Debug)]
pub struct DueArguments {
    /// Also what can be done until then: a date, a time with its offset, or `today`.
    #[arg(long, value_name = "WHEN")]
    pub until: Option<String>,
    /// Only applications of this candidate, by id or remote id.
    #[arg(long, value_name = "ID")]
    pub candidate: Option<String>,
    /// Only this application, by id or remote id.
    #[arg(long, value_name = "ID")]
    pub application: Option<String>,
    /// The most steps.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=200))]
    pub limit: u16,
    /// The cursor that the previous list printed, to continue after it.
    #[arg(long)]
    pub cursor: Option<String>,
    #[command(flatten)]
    pub remote: ServiceArguments,
}

/// `followup plan --application`.
#[derive(Args, Clone, Debug)]
pub struct StoredPlanArguments {
    /// The key of the playbook; the application's, or the one that the file names, if left out. For a file, a built-in
    /// one.
    #[arg(long, value_name = "KEY", conflicts_with = "example")]
    pub playbook: Option<String>,
    /// The time that the plan is for, with its offset; now, or what the file says, if left out.
    #[arg(long, value_name = "TIME", conflicts_with = "example")]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub remote: ServiceArguments,
}

/// `followup draft`.
#[derive(Args, Clone, Debug)]
pub struct DraftArguments {
    /// The application, by id or remote id.
    pub application: String,
    /// The step: its kind, such as `thank_you`, for the one that is due or comes next, or its id; the plan's next step,
    /// if left out.
    pub step: Option<String>,
    /// The channel; the one that the step recommends, if left out.
    #[arg(long, value_parser = MESSAGE_CHANNELS)]
    pub channel: Option<String>,
    /// The tone; the one that fits the company, if left out.
    #[arg(long, value_parser = TONES)]
    pub tone: Option<String>,
    /// The key of a template.
    #[arg(long, value_name = "KEY")]
    pub template: Option<String>,
    /// Print the e-mail as a file (RFC 5322), which mail programs open as a draft.
    #[arg(long, conflicts_with = "json")]
    pub eml: bool,
    #[command(flatten)]
    pub remote: ServiceArguments,
}

/// `followup sent`.
#[derive(Args, Clone, Debug)]
pub struct SentArguments {
    /// The application, by id or remote id.
    pub application: String,
    /// The step that it was for: its kind, such as `thank_you`, for the one that is due or comes next, or its id; the
    /// only one that is due, if left out.
    pub step: Option<String>,
    /// It was for no step of the plan, but for this.
    #[arg(long, conflicts_with = "step", requires = "channel", value_parser = PURPOSES)]
    pub purpose: Option<String>,
    /// The channel. The default is the one that the step recommends.
    #[arg(long, value_parser = CHANNELS)]
    pub channel: Option<String>,
    /// To which contact of the application, by id or remote id; whom the step is for, if left out.
    #[arg(long, value_name = "ID")]
    pub contact: Option<String>,
    /// When, with its offset, such as 2026-03-10T17:00:00-04:00; now, to the minute, if left out.
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub at: Option<DateTime<FixedOffset>>,
    #[command(flatten)]
    pub remote: ServiceArguments,
}

fn time(text: &str) -> Result<DateTime<FixedOffset>, String> {
    text.parse()
        .map_err(|_| "it must be an RFC 3339 time with its offset, such as 2026-03-10T17:00:00-04:00".to_owned())
}

/// `followup import`.
#[derive(Args, Clone, Debug)]
pub struct ImportArguments {
    /// A calendar file or a mail, or - for standard input.
    pub file: PathBuf,
    /// The application that it belongs to, by id or remote id; the service finds it, if left out.
    #[arg(long, value_name = "ID")]
    pub application: Option<String>,
    #[command(flatten)]
    pub remote: ServiceArguments,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi;

    #[test]
    fn choices_equal_those_of_the_api() {
        let document = serde_json::to_value(openapi::document()).unwrap();
        let schemas = &document["components"]["schemas"];
        for (schema, choices) in [
            ("CommunicationChannel", &CHANNELS[..]),
            ("Channel", &MESSAGE_CHANNELS[..]),
            ("Purpose", &PURPOSES[..]),
            ("Tone", &TONES[..]),
        ] {
            assert_eq!(schemas[schema]["enum"], serde_json::json!(choices), "{schema}");
        }
    }
}
