//! The arguments of `followup plan`.

use std::path::PathBuf;

use clap::Args;

use crate::client::StoredPlanArguments;

/// The description of the facts in `plan --help`.
pub(super) const FACTS: &str = "\
Facts are a JSON object:
  application     required: company {name}, position {title}, time_zone (IANA); also holiday_calendar, outcome, urgency, ...
  interviews      a list: id, starts_at, ends_at (RFC 3339); also interviewer_ids, decision_expected_on, status, ...
  contacts        a list: id; also name, role, email, phone, linkedin_url, ...
  communications  a list: direction (outbound or inbound), at; also channel, purpose, contact_id, ...
  overrides       a list: step_id, and dismissed or not_before
  candidate       name, email, phone, strengths, ...
  playbook        the key of a built-in playbook (the default is consensus), or custom_playbook, a whole one
  as_of           the moment that the plan is for (the default is now)

`followup plan --example` prints an example, which examples/facts.json has, too. The schema Facts of the OpenAPI document
(`followup openapi`) has every field.";

/// How `plan` is called: with one of three.
pub(super) const PLAN_USAGE: &str = "\
followup plan [OPTIONS] <FILE>
       followup plan [OPTIONS] --application <ID>
       followup plan --example";

/// `followup plan`.
#[derive(Args, Clone, Debug)]
pub struct PlanArguments {
    /// A file with facts as JSON, or - for standard input.
    #[arg(required_unless_present_any = ["example", "application"])]
    pub file: Option<PathBuf>,
    /// Print an example of the facts instead.
    #[arg(long, conflicts_with = "file")]
    pub example: bool,
    /// The plan of a stored application, by its id or remote id, as a service has it.
    #[arg(long, value_name = "ID", conflicts_with_all = ["file", "example"])]
    pub application: Option<String>,
    #[command(flatten)]
    pub stored: StoredPlanArguments,
}
