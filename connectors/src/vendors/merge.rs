//! Merge: `docs/connections/merge.md`.

use planning::{
    Key,
    facts::{InterviewStatus, OutcomeKind},
};
use serde_json::Value;

use super::{OF_NO_INTEREST, event, event_name, ignored};
use crate::{
    changes::{Application, Candidate, Change, Interview, Mapped, Resource},
    connector::{Connector, Covers, Recognised, Verified},
    delivery::Delivery,
    field::Field,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, company, mapped, position},
    meetings,
    refusal::{Refusal, Unreadable},
    secret::Secrets,
    settings::Settings,
    signing::{by_body, dedupe_key, from_base64, hmac_by_any},
};

const SIGNATURE: &str = "X-Merge-Webhook-Signature";

/// Merge.
pub(crate) const KIND: Kind = Kind {
    key: "merge",
    name: "Merge",
    carries: "interviews with times, applications, candidates, by ids",
    signature: "X-Merge-Webhook-Signature: base64url over the body",
    schemes: &[],
    headers: &[],
    body_limit: EVENT_LIMIT,
    needs_secret: true,
    connector: &Merge,
};

#[derive(Debug)]
struct Merge;

/// The models of which something follows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Model {
    Application,
    Candidate,
    Interview,
    Offer,
}

impl Model {
    /// Of an event such as `ScheduledInterview.changed`; older and newer versions spell it differently.
    fn from_event_name(event: &str) -> Option<Self> {
        let model = event.split('.').next()?.replace(['_', '-'], "").to_lowercase();
        match model.as_str() {
            "application" => Some(Self::Application),
            "candidate" => Some(Self::Candidate),
            "scheduledinterview" => Some(Self::Interview),
            "offer" => Some(Self::Offer),
            _ => None,
        }
    }
}

impl Connector for Merge {
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<Verified, Refusal> {
        let tag = from_base64(delivery.headers.needed(SIGNATURE)?).ok_or(Refusal::Malformed(SIGNATURE))?;
        let by_previous_secret = hmac_by_any(secrets, &[delivery.body], &tag)?;
        Ok(Verified { covers: Covers::Body, dedupe_key: key_of(delivery.body), by_previous_secret })
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<Recognised, Unreadable> {
        let name = event_name(delivery, "/hook/event")?;
        Ok(match Model::from_event_name(&name) {
            Some(_) if json::parse(delivery.body)?.pointer("/data/id").is_some() => event(&name),
            Some(_) => ignored(&name, "tells that there is something to fetch, and not what"),
            None => ignored(&name, OF_NO_INTEREST),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<Mapped, Unreadable> {
        let body = json::parse(delivery.body)?;
        let name = event_name(delivery, "/hook/event")?;
        mapped(delivery, settings, &body, name.clone(), |mapping, body| {
            let data = body.at("/data");
            mapping.updated_at([data.at("/modified_at").instant()]);
            match Model::from_event_name(&name) {
                Some(Model::Application) => application(mapping, body, &data),
                Some(Model::Candidate) => candidate(mapping, &data).map(drop),
                Some(Model::Interview) => interview(mapping, &data),
                Some(Model::Offer) => offer(mapping, &data),
                None => Ok(()),
            }
        })
    }
}

/// `hook.id` names the hook, not the event.
fn key_of(body: &[u8]) -> String {
    let Ok(json) = json::parse(body) else { return by_body(body) };
    let text = |pointer: &str| json.pointer(pointer).and_then(Value::as_str).map(str::as_bytes);
    match (text("/hook/event"), text("/linked_account/id"), text("/data/id"), text("/data/modified_at")) {
        (Some(event), Some(account), Some(id), Some(modified)) => dedupe_key("event", &[event, account, id, modified]),
        _ => by_body(body),
    }
}

/// The id of a reference, which is an id or an expanded object.
fn reference(mapping: &Mapping<'_>, json: &Json<'_>) -> Result<Option<Key>, Unreadable> {
    let expanded = json.at("/id");
    mapping.optional_key(if expanded.is_there() { &expanded } else { json })
}

fn application(mapping: &mut Mapping<'_>, body: &Json<'_>, json: &Json<'_>) -> Result<(), Unreadable> {
    let id = mapping.needed_key(&json.at("/id"))?;
    if json.at("/remote_was_deleted").is_true() {
        mapping.add(Change::Deleted { resource: Resource::Application, remote_id: id });
        return Ok(());
    }
    let mut facts = Application::new(id.clone());
    facts.candidate_remote_id = if json.at("/candidate/id").is_there() {
        Some(candidate(mapping, &json.at("/candidate"))?)
    } else {
        mapping.optional_key(&json.at("/candidate"))?
    };
    facts.position = position(&json.at("/job/name"));
    facts.applied_on = mapping.day(&json.at("/applied_at"));
    let rejected_at = json.at("/rejected_at");
    if rejected_at.is_there() {
        facts.outcome = mapping.outcome(OutcomeKind::Rejected, rejected_at.instant(), rejected_at.pointer());
    }
    mapping.add_application_of(facts, company(&body.at("/linked_account/end_user_organization_name")));
    if rejected_at.is_null() {
        mapping.take_back(id.clone(), [OutcomeKind::Rejected]);
    }
    mapping.stage(&id, &json.at("/current_stage/name"));
    Ok(())
}

fn candidate(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<Key, Unreadable> {
    let id = mapping.needed_key(&json.at("/id"))?;
    if json.at("/remote_was_deleted").is_true() {
        mapping.add(Change::Deleted { resource: Resource::Candidate, remote_id: id.clone() });
        return Ok(id);
    }
    let mut facts = Candidate::new(id.clone());
    facts.name = json.full_name("/first_name", "/last_name");
    facts.email = json.at("/email_addresses/0/value").fact();
    facts.phone = json.at("/phone_numbers/0/value").fact();
    mapping.add(Change::Candidate(facts));
    Ok(id)
}

fn interview(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<(), Unreadable> {
    let id = mapping.needed_key(&json.at("/id"))?;
    let mut facts = Interview::new(id.clone());
    facts.application_remote_id = reference(mapping, &json.at("/application"))?;
    // There is no status for it; only this field shows it.
    if json.at("/remote_was_deleted").is_true() {
        facts.status = Field::Set(InterviewStatus::Cancelled);
        mapping.add_interview(facts, true);
        return Ok(());
    }
    facts.status = match json.at("/status").text() {
        Some("SCHEDULED") => Field::Set(InterviewStatus::Scheduled),
        Some("AWAITING_FEEDBACK" | "COMPLETE") => Field::Set(InterviewStatus::Completed),
        Some(_) => {
            json.at("/status").remark("is none that is known: left out");
            Field::Unsaid
        }
        None => Field::Unsaid,
    };
    let (start, end) = (json.at("/start_at"), json.at("/end_at"));
    if is_only_a_day(&start, &end) {
        start.remark("is midnight UTC without an end, which stands for a day without a time: left out");
        let why = "the tracking system gave a day without a time";
        mapping.lacks(Resource::Interview, &id, "/starts_at", why);
        mapping.lacks(Resource::Interview, &id, "/ends_at", why);
    } else if let Some((starts_at, ends_at)) = meetings::times(&start, &end) {
        facts.starts_at = Field::Set(starts_at);
        facts.ends_at = Field::Set(ends_at);
    }
    facts.kind = json.at("/job_interview_stage/name").text().and_then(meetings::kind).into();
    facts.medium = meetings::medium(None, json.at("/location").text()).into();
    mapping.add_interview(facts, false);
    Ok(())
}

fn is_only_a_day(start: &Json<'_>, end: &Json<'_>) -> bool {
    let midnight = |json: &Json<'_>| json.instant().is_some_and(|at| at.timestamp() % 86_400 == 0);
    midnight(start) && (!end.is_there() || midnight(end))
}

fn offer(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<(), Unreadable> {
    let Some(application) = reference(mapping, &json.at("/application"))? else {
        return Err(Unreadable::at("/data/application", "has to be an id"));
    };
    let (sent_at, closed_at) = (json.at("/sent_at"), json.at("/closed_at"));
    let mut facts = Application::new(application.clone());
    facts.outcome = match json.at("/status").text() {
        Some("SENT" | "SENT-MANUALLY" | "OPENED") => {
            mapping.outcome(OutcomeKind::Offered, sent_at.instant(), sent_at.pointer())
        }
        Some("SIGNED") => mapping.outcome(OutcomeKind::Accepted, closed_at.instant(), closed_at.pointer()),
        Some("DENIED" | "DEPRECATED") => {
            mapping.take_back(application, [OutcomeKind::Offered]);
            return Ok(());
        }
        _ => {
            json.at("/status").remark("nothing that the candidate would know of: no outcome is taken from it");
            return Ok(());
        }
    };
    mapping.add_application(facts);
    Ok(())
}
