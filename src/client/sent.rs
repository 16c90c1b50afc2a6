//! `followup sent`: recording what was sent, once.

mod recent;

use std::{collections::HashMap, fmt::Write as _};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, DurationRound as _, SecondsFormat, TimeDelta, Utc};
use planning::{StepKind, facts::Purpose};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use self::recent::{CommunicationSummary, MAX_CLOCK_SKEW, RecentCommunications};
use super::{
    arguments::SentArguments,
    error::ClientError,
    output::{note, print, print_answer, printable_line},
    request::Request,
    resource_lookup,
    responses::{CompletedStep, CompletedSteps, PlanResponse, PlannedStep, RecordedCommunication},
    service::Service,
    steps::{self, contact_name, for_contact, kind_named},
};

/// How one of several steps is named.
const BY_ID_OR_CONTACT: &str = "name one by its id, or the person with --contact";

/// The heading of the output if the message was recorded before.
const BEFORE: &str = "Recorded before";

/// The note if a message of the same step was recorded within a minute.
const SAME_MINUTE: &str =
    "less than a minute lies between; another message of that minute is named by the id of its step";

/// The message that a command records.
enum Target<'r> {
    /// It was recorded a moment ago.
    Before(&'r RecordedCommunication),
    /// It is to be recorded, for this step.
    New(CommunicationSummary, Option<&'r PlannedStep>),
}

/// Records a communication, unless it was recorded within a minute.
pub(super) fn sent(arguments: &SentArguments, now: DateTime<Utc>) -> Result<(), ClientError> {
    let json = arguments.remote.json;
    let to_the_minute = || now.duration_trunc(TimeDelta::minutes(1)).unwrap_or(now).fixed_offset();
    let at = arguments.at.unwrap_or_else(to_the_minute);
    if at > now + MAX_CLOCK_SKEW {
        let (at, now) = (at.to_rfc3339(), now.to_rfc3339_opts(SecondsFormat::Secs, true));
        return Err(ClientError::usage(format!("--at is {at}, and now it is {now}: only what was sent is recorded")));
    }
    let service = Service::open(&arguments.remote)?;
    let application_id = resource_lookup::application(&service, &arguments.application)?.id;
    let contact_id =
        arguments.contact.as_deref().map(|named| resource_lookup::contact_id(&service, named)).transpose()?;
    let plan = steps::plan_of(&service, &application_id)?;
    let recent = RecentCommunications::read(&service, &application_id, at, now)?;
    let (known, step) = match target(&plan, arguments, contact_id, &recent)? {
        Target::New(known, step) => (known, step),
        Target::Before(before) if json => {
            let stored = service.send(&Request::get(&["v1", "communications", &before.id]))?;
            return print_answer(stored.body());
        }
        Target::Before(before) => {
            print(recorded_line(BEFORE, before).as_bytes())?;
            note(SAME_MINUTE);
            return Ok(());
        }
    };
    // A step that has opened within this minute is not done by what was sent at the beginning of the minute. Without a
    // step, it may be any of them.
    let meant = step.map_or(plan.steps.as_slice(), std::slice::from_ref);
    let opened = meant.iter().map(|step| step.opens_at).filter(|opens_at| arguments.at.is_none() && *opens_at <= now);
    let at = opened.fold(at, Ord::max);
    let Some(channel) = known.channel else {
        return Err(ClientError::usage("the plan recommends no channel for this step; name it with --channel"));
    };
    let body = json!({
        "direction": "outbound", "purpose": known.purpose, "channel": channel, "contact_id": known.contact_id,
        "at": at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
    });
    let key = idempotency_key(&application_id, step.map(|step| step.id.as_str()), &body);
    let path = ["v1", "applications", &application_id, "communications"];
    let request = Request::post(&path, "application/json", body.to_string().into_bytes())
        .query("completed", Some(true))
        .with_option("contact_id", "--contact")
        .with_option("at", "--at")
        .with_option("channel", "--channel")
        .with_option("purpose", "--purpose")
        .idempotency_key(key);
    let answer = service.send(&request)?;
    if json {
        return print_answer(answer.body());
    }
    let recorded: RecordedCommunication = service.parse(&answer)?;
    if answer.is_repeated() {
        note(SAME_MINUTE);
    }
    let mut text = recorded_line(if answer.is_repeated() { BEFORE } else { "Recorded" }, &recorded);
    if let Some(completed) = &recorded.completed {
        let names = if completed.steps.is_empty() {
            HashMap::new()
        } else {
            resource_lookup::names(&service, &application_id)?
        };
        text += &completed_lines(completed, &recorded, &names);
    }
    print(text.as_bytes())
}

fn target<'r>(
    plan: &'r PlanResponse,
    arguments: &SentArguments,
    contact_id: Option<String>,
    recent: &'r RecentCommunications,
) -> Result<Target<'r>, ClientError> {
    let SentArguments { step, purpose, channel, .. } = arguments;
    let mut known = CommunicationSummary { purpose: purpose.clone(), channel: channel.clone(), contact_id };
    if purpose.is_some() {
        return Ok(recent.find(&known, |_| true).map_or_else(|| Target::New(known, None), Target::Before));
    }
    let contact = known.contact_id.as_ref();
    // The id of a step is unambiguous. A kind, or nothing, means another step once this one is recorded.
    let meant = match step {
        Some(name) => plan.steps.iter().filter(|one| one.kind == *name).collect(),
        None => plan.steps.iter().collect::<Vec<_>>(),
    };
    let meant = for_contact(meant.into_iter(), contact);
    if let Some(before) = meant.iter().find_map(|step| recent.that_did(step, &known)) {
        return Ok(Target::Before(before));
    }
    let step = match step {
        Some(name) => steps::find_step(plan, name, contact, BY_ID_OR_CONTACT)?,
        None => only_due_step(plan, contact)?,
    };
    let kind = kind_named(&step.kind);
    if kind == Some(StepKind::MoveOn) {
        return Err(ClientError::refused("there is nothing to send in this step: it is time to move on"));
    }
    let before = recent.that_did(step, &known);
    known.purpose = Some(word(kind.map_or(Purpose::Other, StepKind::purpose)));
    known.channel = known.channel.or_else(|| Some(step.channel.recommended.as_ref()?.channel.clone()));
    known.contact_id = known.contact_id.or_else(|| step.contact_id.clone());
    // Several kinds of step have the purpose `other`. What has done one of them was not for another one.
    let is_other = |kind: &str| kind_named(kind).map(StepKind::purpose) == Some(Purpose::Other);
    let did = |other: &PlannedStep, one: &RecordedCommunication| {
        other.id != step.id && is_other(&other.kind) && other.done_at == Some(one.at)
    };
    let did_no_other =
        |one: &RecordedCommunication| !is_other(&step.kind) || !plan.steps.iter().any(|other| did(other, one));
    if let Some(before) = before.or_else(|| recent.find(&known, did_no_other)) {
        return Ok(Target::Before(before));
    }
    if let Some(done_at) = step.done_at {
        return Err(ClientError::refused(format!(
            "the step was done at {}; --purpose records something that is for no step",
            done_at.to_rfc3339()
        )));
    }
    Ok(Target::New(known, Some(step)))
}

/// The only step that is due, of the contact if one is named.
fn only_due_step<'p>(plan: &'p PlanResponse, contact_id: Option<&String>) -> Result<&'p PlannedStep, ClientError> {
    let due = plan.steps.iter().filter(|step| step.is_due() && kind_named(&step.kind) != Some(StepKind::MoveOn));
    steps::only(&for_contact(due, contact_id), "that are due", BY_ID_OR_CONTACT).unwrap_or_else(|| {
        Err(ClientError::refused("no step is due; name the step, or use --purpose for what is for no step"))
    })
}

/// The idempotency key. It is equal for equal communications of one step.
fn idempotency_key(application_id: &str, step_id: Option<&str>, body: &Value) -> String {
    let digest = Sha256::digest(json!([application_id, step_id, body]).to_string());
    format!("followup-sent-{}", BASE64_URL_SAFE_NO_PAD.encode(digest))
}

fn word(purpose: Purpose) -> String {
    // Every purpose has a name.
    serde_plain::to_string(&purpose).unwrap_or_default()
}

fn recorded_line(how: &str, communication: &RecordedCommunication) -> String {
    let RecordedCommunication { id, channel, purpose, at, .. } = communication;
    format!(
        "{how}: {} by {}, {} ({})\n",
        printable_line(purpose),
        printable_line(channel),
        at.to_rfc3339(),
        printable_line(id)
    )
}

/// The completed steps, each with its former status if it was not due. Without any, the reason.
fn completed_lines(
    completed: &CompletedSteps,
    recorded: &RecordedCommunication,
    names: &HashMap<String, String>,
) -> String {
    let mut text = String::new();
    for CompletedStep { id, kind, contact_id, former_status } in &completed.steps {
        let name = contact_name(contact_id.as_ref(), names);
        let to = if name.is_empty() { name } else { format!(" to {name}") };
        let was = match former_status.as_deref() {
            None | Some("due" | "overdue") => String::new(),
            Some(status) => format!(", which was {status}"),
        };
        // Writing to a String can't fail.
        let _ = writeln!(text, "{}", printable_line(&format!("Completed: {kind}{to}{was} ({id})")));
    }
    if let Some(why) = &completed.none_because {
        let _ = writeln!(text, "Completed no step: {}", printable_line(&why_none(why, &recorded.purpose)));
    }
    text
}

fn why_none(why: &str, purpose: &str) -> String {
    match why {
        "not_yet" => "it counts from the time at which it was sent, which is still to come".to_owned(),
        "other_purpose" => "its purpose is other, and no step is open for that".to_owned(),
        "no_such_step" => format!("the plan has no step with the purpose {purpose}"),
        "other_contact" => format!("the steps with the purpose {purpose} are for other contacts"),
        "too_early" => format!("the step with the purpose {purpose} opens later than it was sent"),
        "done_before" => format!("the step with the purpose {purpose} was done before"),
        "not_open" => format!("the step with the purpose {purpose} is dismissed, cancelled or missed"),
        other => other.to_owned(),
    }
}
