//! `followup plan --application`: the plan of a stored application.

use std::{collections::HashMap, fmt::Write as _};

use super::{
    arguments::StoredPlan,
    error::ClientError,
    output::{line, print, print_answer, terminal_width},
    request::Request,
    resource_lookup,
    responses::{
        ApplicationResponse, ConditionResponse, ObligationResponse, PlanResponse, PointedText, ReasonOrAdvice,
    },
    service::Service,
    steps::name_of,
    table::Table,
    times::Times,
};

/// Prints the plan of an application.
pub(super) fn plan(application: &str, stored: &StoredPlan) -> Result<(), ClientError> {
    let StoredPlan { playbook, as_of, remote } = stored;
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
        line(&application.company.name),
        line(&application.position.title),
        line(&plan.state),
        line(&plan.playbook.key),
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
            name_of(step.contact_id.as_ref(), names),
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
        let _ = writeln!(text, "\nNext: {}", line(&next.id));
        for ReasonOrAdvice { rule, text: sentence } in next.reasons.iter().chain(&next.advice) {
            let _ = writeln!(text, "- {} ({})", line(sentence), line(rule));
        }
    }
    format_obligations(&plan.obligations, &mut text);
    warnings(&plan.warnings, &mut text);
    text
}

/// The employer's legal duties, and which of their conditions are not known.
fn format_obligations(obligations: &[ObligationResponse], text: &mut String) {
    if !obligations.is_empty() {
        text.push_str("\nWhat the employer owes:\n");
    }
    for ObligationResponse { status, text: sentence, law, source, checked_on, conditions } in obligations {
        let _ = writeln!(text, "- {}", line(sentence));
        let matters = status == "running" || status == "passed";
        let open = conditions.iter().filter(|condition| matters && condition.status == "unknown");
        for ConditionResponse { text: open, .. } in open {
            let _ = writeln!(text, "  {}", line(open));
        }
        let _ = writeln!(text, "  {}: {}, read on {}", line(law), line(source), line(checked_on));
    }
}

/// The warnings, each once with all places that it is about.
fn warnings(warnings: &[PointedText], text: &mut String) {
    if !warnings.is_empty() {
        text.push_str("\nWarnings:\n");
    }
    let mut places_of_warnings: Vec<(&str, Vec<&str>)> = Vec::new();
    for PointedText { pointer, text: sentence } in warnings {
        match places_of_warnings.iter_mut().find(|(known, _)| known == sentence) {
            Some((_, places)) => places.push(pointer.as_str()),
            None => places_of_warnings.push((sentence.as_str(), vec![pointer.as_str()])),
        }
    }
    for (sentence, places) in places_of_warnings {
        let _ = writeln!(text, "- {} ({})", line(sentence), line(&places.join(", ")));
    }
}
