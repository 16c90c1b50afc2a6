//! The program as a client of a service: `followup due`, `plan --application`, `draft`, `sent` and `import`.

mod arguments;
mod credential;
mod draft;
mod due;
mod error;
mod error_response;
mod import;
mod output;
mod plan;
mod request;
mod resource_lookup;
mod responses;
mod sent;
mod service;
mod service_url;
mod steps;
mod table;
mod times;

pub use arguments::{ClientCommand, StoredPlanArguments};
pub use error::{ClientError, ExitStatus};

use crate::clock::Clock;

/// Runs a command of the client, and prints the result.
///
/// # Errors
///
/// The error, with its exit status.
pub fn run(command: &ClientCommand, clock: &Clock) -> Result<(), ClientError> {
    match command {
        ClientCommand::Due(arguments) => due::list_due_steps(arguments),
        ClientCommand::Draft(arguments) => draft::draft(arguments),
        ClientCommand::Sent(arguments) => sent::sent(arguments, clock.now()),
        ClientCommand::Import(arguments) => import::import(arguments),
    }
}

/// Prints the plan of an application that the service stores.
///
/// # Errors
///
/// The error, with its exit status.
pub fn stored_plan(application: &str, stored: &StoredPlanArguments) -> Result<(), ClientError> {
    plan::plan(application, stored)
}
