//! `followup sent`: recording what was sent, once.

mod recent;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, DurationRound as _, SecondsFormat, TimeDelta, Utc};
use planning::{StepKind, facts::Purpose};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use self::recent::{CLOCKS, Recent, Recorded, RecordedFacts};
use super::{
    answers::{AnsweredPlan, PlannedStep, RecordedCommunication},
    arguments::SentArguments,
    error::ClientError,
    named,
    output::{line, note, print, print_answer},
    request::Request,
    service::Service,
    steps::{self, kind_named},
};

/// What a command is about.
enum Target<'r> {
    /// It was recorded a moment ago.
    Before(&'r Recorded),
    /// It is to be recorded, for the step with this id.
    New(RecordedFacts, Option<String>),
}

/// Records a communication, unless it was recorded within a minute.
pub(super) fn sent(arguments: &SentArguments, now: DateTime<Utc>) -> Result<(), ClientError> {
    let json = arguments.remote.json;
    let to_the_minute = || now.duration_trunc(TimeDelta::minutes(1)).unwrap_or(now).fixed_offset();
    let at = arguments.at.unwrap_or_else(to_the_minute);
    if at > now + CLOCKS {
        let (at, now) = (at.to_rfc3339(), now.to_rfc3339_opts(SecondsFormat::Secs, true));
        return Err(ClientError::usage(format!("--at is {at}, and now it is {now}: only what was sent is recorded")));
    }
    let service = Service::open(&arguments.remote)?;
    let application_id = named::application(&service, &arguments.application)?.id;
    let recent = Recent::read(&service, &application_id, at, now)?;
    let (known, step_id) = match target(&service, &application_id, arguments, &recent)? {
        Target::New(known, step_id) => (known, step_id),
        Target::Before(before) if json => return print_answer(before.json.to_string().as_bytes()),
        Target::Before(before) => {
            print(recorded_line("Recorded before", &before.communication).as_bytes())?;
            note("less than a minute lies between; another message of that minute is named by the id of its step");
            return Ok(());
        }
    };
    let Some(channel) = known.channel else {
        return Err(ClientError::usage("the plan recommends no channel for this step; name it with --channel"));
    };
    let body = json!({
        "direction": "outbound", "purpose": known.purpose, "channel": channel, "contact_id": known.contact_id,
        "at": at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
    });
    let key = idempotency_key(&application_id, step_id.as_deref(), &body);
    let path = ["v1", "applications", &application_id, "communications"];
    let request = Request::post(&path, "application/json", body.to_string().into_bytes()).idempotency_key(key);
    let answer = service.send(&request)?;
    if json {
        return print_answer(answer.body());
    }
    print(recorded_line("Recorded", &service.parse(&answer)?).as_bytes())
}

fn target<'r>(
    service: &Service,
    application_id: &str,
    arguments: &SentArguments,
    recent: &'r Recent,
) -> Result<Target<'r>, ClientError> {
    let SentArguments { step, purpose, channel, contact, .. } = arguments;
    let contact_id = contact.as_deref().map(|named| named::contact_id(service, named)).transpose()?;
    let mut known = RecordedFacts { purpose: purpose.clone(), channel: channel.clone(), contact_id };
    let kind_of_name = step.as_deref().and_then(kind_named);
    // The id of a step says what is meant. A kind, or nothing, means another step once this one is recorded. What is
    // for no step has the purpose `other`, which says of no step that it was done.
    let moves_on = kind_of_name.is_some_and(|kind| kind.purpose() != Purpose::Other);
    if moves_on || step.is_none() {
        let purpose = kind_of_name.map(|kind| word(kind.purpose()));
        let before =
            recent.find(&RecordedFacts { purpose: purpose.or_else(|| known.purpose.clone()), ..known.clone() });
        if let Some(before) = before {
            return Ok(Target::Before(before));
        }
    }
    if purpose.is_some() {
        return Ok(Target::New(known, None));
    }
    let plan = steps::plan_of(service, application_id)?;
    let step = match step {
        Some(name) => steps::named(&plan, name)?,
        None => due(&plan)?,
    };
    let kind = kind_named(&step.kind);
    known.purpose = Some(word(kind.map_or(Purpose::Other, StepKind::purpose)));
    known.channel = known.channel.or_else(|| Some(step.channel.recommended.as_ref()?.channel.clone()));
    known.contact_id = known.contact_id.or_else(|| step.contact_id.clone());
    if kind == Some(StepKind::MoveOn) {
        return Err(ClientError::refused("there is nothing to send in this step: it is time to move on"));
    }
    if let Some(before) = recent.find(&known) {
        return Ok(Target::Before(before));
    }
    if let Some(done_at) = step.done_at {
        return Err(ClientError::refused(format!(
            "the step was done at {}; --purpose records something that is for no step",
            done_at.to_rfc3339()
        )));
    }
    Ok(Target::New(known, Some(step.id.clone())))
}

/// The only step that is due.
fn due(plan: &AnsweredPlan) -> Result<&PlannedStep, ClientError> {
    let due = plan.steps.iter().filter(|step| step.is_due() && kind_named(&step.kind) != Some(StepKind::MoveOn));
    steps::only(&due.collect::<Vec<_>>(), "that are due").unwrap_or_else(|| {
        Err(ClientError::refused("no step is due; name the step, or use --purpose for what is for no step"))
    })
}

/// The same for the same communication of the same step.
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
    format!("{how}: {} by {}, {} ({})\n", line(purpose), line(channel), at.to_rfc3339(), line(id))
}
