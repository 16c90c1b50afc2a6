//! Reads the command line. The commands of the client don't use the settings of the service, and don't show them.

use std::ffi::OsString;

use clap::{
    Arg, Command, CommandFactory as _, FromArgMatches as _, Subcommand as _,
    error::{ContextKind, ContextValue},
};

use crate::{client::ClientCommand, config::Cli};

/// The command of which a part is for clients.
const PLAN: &str = "plan";

/// The commands and options, as help and completions show them.
#[must_use]
pub fn command_line() -> Command {
    let whole = Cli::command();
    let hidden: Vec<Arg> = settings(&whole).map(|setting| setting.clone().hide(true)).collect();
    let hide = |command: Command, name| command.mut_subcommand(name, |client| client.args(hidden.clone()));
    client_names().into_iter().fold(whole, hide)
}

/// The command line of this process. If it is wrong, or asks for help, the process ends.
#[must_use]
pub fn parse() -> Cli {
    read(std::env::args_os()).unwrap_or_else(|error| error.exit())
}

fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let mut command = command_line();
    let matches = command.try_get_matches_from_mut(&arguments).map_err(|mut error| {
        let names = client_names();
        let is_client = arguments
            .iter()
            .filter_map(|argument| argument.to_str())
            .any(|argument| names.iter().any(|name| name == argument));
        let is_setting = |tip: &str| settings(&command).any(|it| it.get_long() == tip.strip_prefix("--"));
        let tip = error.get(ContextKind::SuggestedArg);
        if is_client && matches!(tip, Some(ContextValue::String(tip)) if is_setting(tip)) {
            error.remove(ContextKind::SuggestedArg);
        }
        error
    })?;
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// The settings of the service, which every command accepts.
fn settings(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|argument| argument.is_global_set())
}

fn client_names() -> Vec<String> {
    let commands = ClientCommand::augment_subcommands(Command::new(PLAN));
    let names = commands.get_subcommands().map(|command| command.get_name().to_owned());
    names.chain([PLAN.to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(arguments: &[&str]) -> String {
        let arguments = ["followup"].iter().chain(arguments).map(OsString::from);
        read(arguments).map_or_else(|error| error.to_string(), |cli| format!("{cli:?}"))
    }

    #[test]
    fn a_client_command_shows_what_it_uses() {
        for name in client_names() {
            let help = told(&[&name, "--help"]);
            assert!(help.contains("--token-file") && !help.contains("--database-url"), "{help}");
            assert!(!help.contains("Settings of the service"), "{help}");
        }
        for name in ["serve", "keys", "healthcheck"] {
            assert!(told(&[name, "--help"]).contains("--database-url"), "{name}");
        }
        let wrong = told(&["import", "mail.eml", "--as", "x"]);
        assert!(wrong.contains("unexpected argument '--as'") && !wrong.contains("database-url"), "{wrong}");
        assert!(told(&["import", "mail.eml", "--jsn"]).contains("'--json'"));
        assert!(told(&["serve", "--databse-url", "x"]).contains("'--database-url'"));
    }

    #[test]
    fn a_setting_counts_before_and_after_the_command() {
        for arguments in
            [["--db-connections", "7", "serve"], ["serve", "--db-connections", "7"], ["--db-connections", "7", "due"]]
        {
            assert!(told(&arguments).contains("db_connections: 7"), "{arguments:?}");
        }
    }

    #[test]
    fn plan_says_how_it_is_called() {
        let usage = told(&["plan"]);
        assert!(usage.contains("plan [OPTIONS] --application <ID>") && !usage.contains("--token-file"), "{usage}");
    }
}
