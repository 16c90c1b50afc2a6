//! The `followup` program.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

/// A request makes hundreds of small things, on whichever thread serves it: docs/performance.md has what this saves.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match followup::commands::run(followup::config::Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("followup: {error}");
            ExitCode::FAILURE
        }
    }
}
