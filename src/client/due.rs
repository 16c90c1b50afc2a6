//! `followup due`: the agenda.

use super::{
    arguments::DueArguments,
    error::ClientError,
    output::{note, print, print_answer, terminal_width},
    request::Request,
    resource_lookup,
    responses::{DueStep, DueSteps, Person},
    service::{ApiResponse, Service},
    table::Table,
    times::Times,
};

/// The maximum number of requests for an agenda that is incomplete. The service calculates more plans with each one.
const MAX_REQUESTS: usize = 20;

/// Lists the steps that are due.
pub(super) fn list_due_steps(arguments: &DueArguments) -> Result<(), ClientError> {
    let DueArguments { until, candidate, application, limit, cursor, remote } = arguments;
    let service = Service::open(remote)?;
    let candidate_id = candidate.as_deref().map(|named| resource_lookup::candidate_id(&service, named)).transpose()?;
    let application_id =
        application.as_deref().map(|named| Ok(resource_lookup::application(&service, named)?.id)).transpose()?;
    let request = Request::get(&["v1", "agenda"])
        .query("status", until.as_ref().map(|_| "upcoming,due,overdue"))
        .option("to", "--until", until.as_ref())
        .option("candidate_id", "--candidate", candidate_id)
        .option("application_id", "--application", application_id)
        .option("limit", "--limit", Some(limit))
        .option("cursor", "--cursor", cursor.as_ref())
        .query("reasons", (!remote.json).then_some("none"));
    let (answer, page) = complete(&service, &request, cursor.is_some())?;
    if remote.json {
        print_answer(answer.body())?;
    } else {
        print(format_steps(&page.items).as_bytes())?;
        if let Some(next) = &page.next_cursor {
            note(&format!("more: --cursor {next}"));
        }
    }
    if !page.complete {
        note(&format!(
            "{} plans are still being made, so that steps may be missing: ask again in a moment",
            page.plans_remaining
        ));
    }
    Ok(())
}

/// The page, once the service has calculated all plans, or after [`MAX_REQUESTS`] requests. Later pages are requested
/// once.
fn complete(service: &Service, request: &Request<'_>, later: bool) -> Result<(ApiResponse, DueSteps), ClientError> {
    let mut tries = 0;
    loop {
        let answer = service.send(request)?;
        let page: DueSteps = service.parse(&answer)?;
        tries += 1;
        if page.complete || later || tries == MAX_REQUESTS {
            return Ok((answer, page));
        }
    }
}

fn format_steps(items: &[DueStep]) -> String {
    if items.is_empty() {
        return "Nothing is due.\n".to_owned();
    }
    let times = Times::new(items.iter().map(|item| &item.step.closes_at));
    let until = times.heading("UNTIL");
    let mut table = Table::new(["STATUS", &until, "STEP", "TO…", "BY", "COMPANY…", "POSITION…", "APPLICATION"]);
    for DueStep { application_id, application_remote_id, company_name, position_title, contact, step } in items {
        table.add([
            step.status.clone(),
            times.cell(&step.closes_at),
            step.kind.clone(),
            contact.as_ref().map(Person::name).unwrap_or_default(),
            step.channel_label(),
            company_name.clone(),
            position_title.clone(),
            application_remote_id.as_ref().unwrap_or(application_id).clone(),
        ]);
    }
    table.text(terminal_width())
}
