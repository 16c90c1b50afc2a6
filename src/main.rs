//! The `followup` program.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A request makes hundreds of small allocations on any thread. docs/performance.md has the figures.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match followup::commands::run(followup::command_line::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("followup: {error}");
            ExitCode::from(error.exit_status())
        }
    }
}
