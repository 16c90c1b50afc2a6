//! Merge: `docs/connections/merge.md`.

use planning::{
    Key,
    facts::{InterviewStatus, OutcomeKind},
};
use serde_json::Value;

use super::{NOT_ABOUT_APPLICATIONS, event_name, ignored_event, recognised_event};
use crate::{
    changes::{Application, Candidate, Change, DeliveryContent, Interview, Resource},
    connector::{Connector, DeliveryKind, SignatureScope, VerifiedDelivery},
    delivery::Delivery,
    field::Field,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, company, map_json_body, position},
    meetings,
    refusal::{ReadError, Refusal},
    secret::Secrets,
    settings::Settings,
    signing::{dedupe_key, dedupe_key_of_body, from_base64, verify_hmac_with_any_secret},
};

const SIGNATURE_HEADER: &str = "X-Merge-Webhook-Signature";

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

/// Merge's models that are mapped.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Model {
    Application,
    Candidate,
    Interview,
    Offer,
}

impl Model {
    /// The model of an event such as `ScheduledInterview.changed`. Older and newer versions spell it differently.
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
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<VerifiedDelivery, Refusal> {
        let tag =
            from_base64(delivery.headers.required(SIGNATURE_HEADER)?).ok_or(Refusal::Malformed(SIGNATURE_HEADER))?;
        let by_previous_secret = verify_hmac_with_any_secret(secrets, &[delivery.body], &tag)?;
        Ok(VerifiedDelivery {
            covers: SignatureScope::Body,
            dedupe_key: dedupe_key_of(delivery.body),
            by_previous_secret,
        })
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<DeliveryKind, ReadError> {
        let name = event_name(delivery, "/hook/event")?;
        Ok(match Model::from_event_name(&name) {
            Some(_) if json::parse(delivery.body)?.pointer("/data/id").is_some() => recognised_event(&name),
            Some(_) => ignored_event(&name, "tells that there is something to fetch, and not what"),
            None => ignored_event(&name, NOT_ABOUT_APPLICATIONS),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<DeliveryContent, ReadError> {
        let body = json::parse(delivery.body)?;
        let name = event_name(delivery, "/hook/event")?;
        map_json_body(delivery, settings, &body, name.clone(), |mapping, body| {
            let data = body.at("/data");
            mapping.record_update_times([data.at("/modified_at").instant()]);
            match Model::from_event_name(&name) {
                Some(Model::Application) => map_application(mapping, body, &data),
                Some(Model::Candidate) => map_candidate(mapping, &data).map(drop),
                Some(Model::Interview) => map_interview(mapping, &data),
                Some(Model::Offer) => map_offer(mapping, &data),
                None => Ok(()),
            }
        })
    }
}

/// The deduplication key of an event. `hook.id` is no part of it, since it is the same for all events of a webhook.
fn dedupe_key_of(body: &[u8]) -> String {
    let Ok(json) = json::parse(body) else { return dedupe_key_of_body(body) };
    let text = |pointer: &str| json.pointer(pointer).and_then(Value::as_str).map(str::as_bytes);
    match (text("/hook/event"), text("/linked_account/id"), text("/data/id"), text("/data/modified_at")) {
        (Some(event), Some(account), Some(id), Some(modified)) => dedupe_key("event", &[event, account, id, modified]),
        _ => dedupe_key_of_body(body),
    }
}

/// The id of a reference, which is an id or an expanded object.
fn referenced_key(mapping: &Mapping<'_>, json: &Json<'_>) -> Result<Option<Key>, ReadError> {
    let expanded = json.at("/id");
    mapping.optional_key(if expanded.exists() { &expanded } else { json })
}

fn map_application(mapping: &mut Mapping<'_>, body: &Json<'_>, json: &Json<'_>) -> Result<(), ReadError> {
    let id = mapping.required_key(&json.at("/id"))?;
    if json.at("/remote_was_deleted").is_true() {
        mapping.add(Change::Deleted { resource: Resource::Application, remote_id: id });
        return Ok(());
    }
    let mut facts = Application::new(id.clone());
    facts.candidate_remote_id = if json.at("/candidate/id").exists() {
        Some(map_candidate(mapping, &json.at("/candidate"))?)
    } else {
        mapping.optional_key(&json.at("/candidate"))?
    };
    facts.position = position(&json.at("/job/name"));
    facts.applied_on = mapping.day(&json.at("/applied_at"));
    let rejected_at = json.at("/rejected_at");
    if rejected_at.exists() {
        facts.outcome = mapping.outcome(OutcomeKind::Rejected, rejected_at.instant(), rejected_at.pointer());
    }
    mapping.add_application_with_employer(facts, company(&body.at("/linked_account/end_user_organization_name")));
    if rejected_at.is_null() {
        mapping.add_outcome_taken_back(id.clone(), [OutcomeKind::Rejected]);
    }
    mapping.add_stage(&id, &json.at("/current_stage/name"));
    Ok(())
}

fn map_candidate(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<Key, ReadError> {
    let id = mapping.required_key(&json.at("/id"))?;
    if json.at("/remote_was_deleted").is_true() {
        mapping.add(Change::Deleted { resource: Resource::Candidate, remote_id: id.clone() });
        return Ok(id);
    }
    let mut facts = Candidate::new(id.clone());
    facts.name = json.full_name("/first_name", "/last_name");
    facts.email = json.at("/email_addresses/0/value").to_field();
    facts.phone = json.at("/phone_numbers/0/value").to_field();
    mapping.add(Change::Candidate(facts));
    Ok(id)
}

fn map_interview(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<(), ReadError> {
    let id = mapping.required_key(&json.at("/id"))?;
    let mut facts = Interview::new(id.clone());
    facts.application_remote_id = referenced_key(mapping, &json.at("/application"))?;
    // Only this field shows that the interview was deleted.
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
            Field::Absent
        }
        None => Field::Absent,
    };
    let (start, end) = (json.at("/start_at"), json.at("/end_at"));
    if is_only_a_day(&start, &end) {
        start.remark("is midnight UTC without an end, which stands for a day without a time: left out");
        let why = "the tracking system gave a day without a time";
        mapping.add_missing_fact(Resource::Interview, &id, "/starts_at", why);
        mapping.add_missing_fact(Resource::Interview, &id, "/ends_at", why);
    } else if let Some((starts_at, ends_at)) = meetings::parse_times(&start, &end) {
        facts.starts_at = Field::Set(starts_at);
        facts.ends_at = Field::Set(ends_at);
    }
    facts.kind = json.at("/job_interview_stage/name").text().and_then(meetings::kind_from_title).into();
    facts.medium = meetings::medium_from_texts(None, json.at("/location").text()).into();
    mapping.add_interview(facts, false);
    Ok(())
}

fn is_only_a_day(start: &Json<'_>, end: &Json<'_>) -> bool {
    let midnight = |json: &Json<'_>| json.instant().is_some_and(|at| at.timestamp() % 86_400 == 0);
    midnight(start) && (!end.exists() || midnight(end))
}

fn map_offer(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<(), ReadError> {
    let Some(application) = referenced_key(mapping, &json.at("/application"))? else {
        return Err(ReadError::new("/data/application", "has to be an id"));
    };
    let (sent_at, closed_at) = (json.at("/sent_at"), json.at("/closed_at"));
    let mut facts = Application::new(application.clone());
    facts.outcome = match json.at("/status").text() {
        Some("SENT" | "SENT-MANUALLY" | "OPENED") => {
            mapping.outcome(OutcomeKind::Offered, sent_at.instant(), sent_at.pointer())
        }
        Some("SIGNED") => mapping.outcome(OutcomeKind::Accepted, closed_at.instant(), closed_at.pointer()),
        Some("DENIED" | "DEPRECATED") => {
            mapping.add_outcome_taken_back(application, [OutcomeKind::Offered]);
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
