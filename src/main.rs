//! The `followup` program.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match followup::commands::run(followup::config::Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("followup: {error}");
            ExitCode::FAILURE
        }
    }
}
