//! `followup draft`: the message for a step.

use super::{
    arguments::DraftArguments,
    error::ClientError,
    output::{note, print, print_answer, printable_line, printable_lines},
    request::{Accept, Request},
    resource_lookup,
    responses::{DraftedMessage, FindingResponse, TextAtPointer},
    service::Service,
    steps,
};

/// The channel whose messages have a file of their own.
const EMAIL: &str = "email";

/// Prints the message for a step. Missing facts, and a note if it is too early, are printed to standard error.
pub(super) fn draft(arguments: &DraftArguments) -> Result<(), ClientError> {
    let DraftArguments { application, step, channel, tone, template, eml, remote } = arguments;
    let service = Service::open(remote)?;
    let application = resource_lookup::application(&service, application)?;
    let plan = steps::plan_of(&service, &application.id)?;
    let step = match step {
        Some(name) => steps::find_step(&plan, name, None, "name one by its id")?,
        None => plan.steps.iter().find(|step| Some(&step.id) == plan.next_step_id.as_ref()).ok_or_else(|| {
            ClientError::refused(format!("the plan is {} and has no next step; name one", printable_line(&plan.state)))
        })?,
    };
    let path = ["v1", "applications", &application.id, "follow-up-plan", "steps", &step.id, "message"];
    let message = |accept| {
        Request::get(&path)
            .option("channel", "--channel", channel.as_ref())
            .option("tone", "--tone", tone.as_ref())
            .option("template", "--template", template.as_ref())
            .accept(accept)
    };
    let answer = service.send(&message(Accept::Json))?;
    if remote.json {
        return print_answer(answer.body());
    }
    let drafted: DraftedMessage = service.parse(&answer)?;
    if *eml && drafted.channel != EMAIL {
        return Err(ClientError::refused(format!(
            "--eml is for e-mails, and this message is for the channel {}",
            printable_line(&drafted.channel)
        )));
    }
    let file = if *eml { Some(service.send(&message(Accept::Email))?) } else { None };
    if step.status == "upcoming" {
        note(&format!("not yet: from {}", step.opens_at.format("%Y-%m-%d %H:%M %:z")));
    }
    remark(&drafted);
    if let Some(file) = file {
        return print(file.body());
    }
    let text = service.send(&message(Accept::Text))?;
    let text = String::from_utf8_lossy(text.body());
    print((printable_lines(&text) + "\n").as_bytes())
}

/// Prints the recipient of a message, its missing texts, and the findings of the proofreader.
fn remark(message: &DraftedMessage) {
    let DraftedMessage { channel, recipient, ready, missing, findings } = message;
    let name = recipient.name.as_deref().unwrap_or("nobody in particular");
    let address = recipient.address.as_deref().map(|address| format!(" ({address})")).unwrap_or_default();
    note(&printable_line(&format!("{channel} to {name}{address}")));
    if !ready {
        note("not ready: it lacks something that is required");
    }
    for TextAtPointer { pointer, text } in missing {
        note(&printable_line(&format!("missing: {text} ({pointer})")));
    }
    for FindingResponse { severity, text } in findings {
        note(&printable_line(&format!("{severity}: {text}")));
    }
    note("");
}
