//! `followup plan --application`: the plan of a stored application.

use std::{collections::HashMap, fmt::Write as _};

use super::{
    arguments::StoredPlanArguments,
    error::ClientError,
    output::{print, print_answer, printable_line, terminal_width},
    request::Request,
    resource_lookup,
    responses::{
        ApplicationResponse, ConditionResponse, ObligationResponse, PlanResponse, ReasonOrAdvice, TextAtPointer,
    },
    service::Service,
    steps::contact_name,
    table::Table,
    times::Times,
};

/// Prints the plan of an application.
pub(super) fn plan(application: &str, stored: &StoredPlanArguments) -> Result<(), ClientError> {
    let StoredPlanArguments { playbook, as_of, remote } = stored;
    let service = Service::open(remote)?;
    let application = resource_lookup::application(&service, application)?;
    let path = ["v1", "applications", &application.id, "follow-up-plan"];
    let request = Request::get(&path).option("playbook", "--playbook", playbook.as_ref()).option(
        "as_of",
        "--as-of",
        as_of.as_ref(),
    );
    let answer = service.send(&request)?;
    if remote.json {
        return print_answer(answer.body());
    }
    let plan: PlanResponse = service.parse(&answer)?;
    let names = resource_lookup::names(&service, &application.id)?;
    print(format_plan(&application, &plan, &names, terminal_width()).as_bytes())
}

fn format_plan(
    application: &ApplicationResponse,
    plan: &PlanResponse,
    names: &HashMap<String, String>,
    width: Option<usize>,
) -> String {
    let mut text = format!(
        "{}, {}: {} (playbook {}, version {})\n",
        printable_line(&application.company.name),
        printable_line(&application.position.title),
        printable_line(&plan.state),
        printable_line(&plan.playbook.key),
        plan.playbook.version
    );
    let times = plan
        .steps
        .iter()
        .flat_map(|step| [&step.opens_at, &step.ideal_at, &step.closes_at].into_iter().chain(&step.done_at));
    let times = Times::new(times);
    let mut table = Table::new(["STATUS", "STEP", "TO…", "BY", &times.heading("FROM"), "WHEN", "UNTIL"]);
    for step in &plan.steps {
        table.add([
            step.status.clone(),
            step.kind.clone(),
            contact_name(step.contact_id.as_ref(), names),
            step.channel_label(),
            times.cell(&step.opens_at),
            times.cell(step.done_at.as_ref().unwrap_or(&step.ideal_at)),
            times.cell(&step.closes_at),
        ]);
    }
    if !plan.steps.is_empty() {
        text = text + "\n" + &table.text(width);
    }
    let next = plan.next_step_id.as_ref().and_then(|id| plan.steps.iter().find(|step| step.id == *id));
    if let Some(next) = next {
        // Writing to a String can't fail.
        let _ = writeln!(text, "\nNext: {}", printable_line(&next.id));
        for ReasonOrAdvice { rule, text: sentence } in next.reasons.iter().chain(&next.advice) {
            let _ = writeln!(text, "- {} ({})", printable_line(sentence), printable_line(rule));
        }
    }
    format_obligations(&plan.obligations, &mut text);
    format_warnings(&plan.warnings, &mut text);
    text
}

/// The employer's legal duties, and which of their conditions are not known.
fn format_obligations(obligations: &[ObligationResponse], text: &mut String) {
    if !obligations.is_empty() {
        text.push_str("\nWhat the employer owes:\n");
    }
    for ObligationResponse { status, text: sentence, law, source, checked_on, conditions } in obligations {
        let _ = writeln!(text, "- {}", printable_line(sentence));
        let is_relevant = status == "running" || status == "passed";
        let unknown_conditions = conditions.iter().filter(|condition| is_relevant && condition.status == "unknown");
        for ConditionResponse { text: condition, .. } in unknown_conditions {
            let _ = writeln!(text, "  {}", printable_line(condition));
        }
        let _ = writeln!(
            text,
            "  {}: {}, read on {}",
            printable_line(law),
            printable_line(source),
            printable_line(checked_on)
        );
    }
}

/// Formats each warning once, with the pointers to all facts that it is about.
fn format_warnings(warnings: &[TextAtPointer], text: &mut String) {
    if !warnings.is_empty() {
        text.push_str("\nWarnings:\n");
    }
    let mut pointers_by_warning: Vec<(&str, Vec<&str>)> = Vec::new();
    for TextAtPointer { pointer, text: sentence } in warnings {
        match pointers_by_warning.iter_mut().find(|(known, _)| known == sentence) {
            Some((_, pointers)) => pointers.push(pointer.as_str()),
            None => pointers_by_warning.push((sentence.as_str(), vec![pointer.as_str()])),
        }
    }
    for (sentence, pointers) in pointers_by_warning {
        let _ = writeln!(text, "- {} ({})", printable_line(sentence), printable_line(&pointers.join(", ")));
    }
}
