//! Teamtailor: `docs/connections/teamtailor.md`.

use planning::{Key, facts::OutcomeKind};
use serde_json::Value;

use super::{OF_NO_INTEREST, event, ignored};
use crate::{
    changes::{Application, Candidate, Change, Mapped, Resource},
    connector::{Connector, Covers, Recognised, Verified},
    delivery::Delivery,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, mapped},
    refusal::{Refusal, Unreadable},
    secret::Secrets,
    settings::Settings,
    signing::{WINDOW, by_body, fresh, from_base64, from_hex, hmac_by_any},
};

const COMPANY: &str = "TT-Signature";
const PARTNER: &str = "Teamtailor-Signature";
const NOT_BELIEVED: &str = "the signature covers the id alone: read it from Teamtailor, and send it yourself";

/// Webhooks of a company, and those of a partner.
const SCHEMES: &[&str] = &["company", "partner"];

/// Teamtailor.
pub(crate) const KIND: Kind = Kind {
    key: "teamtailor",
    name: "Teamtailor",
    carries: "applications, rejections, hires",
    signature: "one of three schemes",
    schemes: SCHEMES,
    headers: &[],
    body_limit: EVENT_LIMIT,
    needs_secret: true,
    connector: &Teamtailor,
};

#[derive(Debug)]
struct Teamtailor;

impl Connector for Teamtailor {
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, settings: &Settings) -> Result<Verified, Refusal> {
        if is_partner(settings) { by_id(delivery, secrets) } else { by_time_and_body(delivery, secrets) }
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<Recognised, Unreadable> {
        let body = json::parse(delivery.body)?;
        let Some(name) = name(&body) else { return Err(Unreadable::at("", "has no event_name")) };
        Ok(match name {
            "job_application.create"
            | "job_application.update"
            | "job_application.destroy"
            | "candidate.create"
            | "candidate.update"
            | "candidate.destroy" => event(name),
            _ => ignored(name, OF_NO_INTEREST),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<Mapped, Unreadable> {
        let body = json::parse(delivery.body)?;
        let name = name(&body).unwrap_or_default();
        mapped(delivery, settings, &body, name, |mapping, body| {
            if is_partner(settings) { announce(mapping, body, name) } else { map(mapping, body, name) }
        })
    }
}

fn is_partner(settings: &Settings) -> bool {
    settings.scheme.as_deref() == Some("partner")
}

/// Base64 of `t=<seconds>,v2=<hex>`, over the time, a full stop and the body.
fn by_time_and_body(delivery: &Delivery<'_>, secrets: &Secrets) -> Result<Verified, Refusal> {
    let malformed = || Refusal::Malformed(COMPANY);
    let header = from_base64(delivery.headers.needed(COMPANY)?).ok_or_else(malformed)?;
    let header = String::from_utf8(header).map_err(|_| malformed())?;
    let field =
        |name: &str| header.split(',').filter_map(|part| part.trim().split_once('=')).find(|(key, _)| *key == name);
    let (_, time) = field("t").ok_or_else(malformed)?;
    let tag = field("v2").and_then(|(_, tag)| from_hex(tag)).ok_or_else(malformed)?;
    let seconds = time.parse().map_err(|_| malformed())?;
    let by_previous_secret = hmac_by_any(secrets, &[time.as_bytes(), b".", delivery.body], &tag)?;
    fresh(seconds, delivery.received_at, WINDOW)?;
    Ok(Verified { covers: Covers::BodyAndTime, dedupe_key: by_body(delivery.body), by_previous_secret })
}

/// Base64 of hexadecimal digits, over `resource_id` and nothing else.
fn by_id(delivery: &Delivery<'_>, secrets: &Secrets) -> Result<Verified, Refusal> {
    let malformed = || Refusal::Malformed(PARTNER);
    let header = from_base64(delivery.headers.needed(PARTNER)?).ok_or_else(malformed)?;
    let tag = str::from_utf8(&header).ok().and_then(from_hex).ok_or_else(malformed)?;
    let body = json::parse(delivery.body)?;
    let id = body.get("resource_id").and_then(json::id).ok_or(Refusal::Absent("resource_id"))?;
    let by_previous_secret = hmac_by_any(secrets, &[id.as_bytes()], &tag)?;
    Ok(Verified { covers: Covers::Id, dedupe_key: by_body(delivery.body), by_previous_secret })
}

fn name(body: &Value) -> Option<&str> {
    ["/payload/event_name", "/event_name"].iter().find_map(|pointer| body.pointer(pointer)?.as_str())
}

/// The event may be the body, or be contained in it as its payload.
fn data<'a>(body: &Json<'a>) -> Json<'a> {
    let within = body.at("/payload/data");
    if within.is_there() { within } else { body.at("/data") }
}

fn map(mapping: &mut Mapping<'_>, body: &Json<'_>, name: &str) -> Result<(), Unreadable> {
    let json = data(body);
    let id = mapping.needed_key(&json.at("/id"))?;
    mapping.updated_at([json.at("/attributes/updated-at").instant()]);
    match name {
        "job_application.destroy" => mapping.add(Change::Deleted { resource: Resource::Application, remote_id: id }),
        "candidate.destroy" => mapping.add(Change::Deleted { resource: Resource::Candidate, remote_id: id }),
        "candidate.create" | "candidate.update" => candidate(mapping, &json, id),
        _ => application(mapping, &json, id)?,
    }
    Ok(())
}

fn candidate(mapping: &mut Mapping<'_>, json: &Json<'_>, id: Key) {
    let mut facts = Candidate::new(id);
    facts.name = json.full_name("/attributes/first-name", "/attributes/last-name");
    facts.email = json.at("/attributes/email").fact();
    facts.phone = json.at("/attributes/phone").fact();
    mapping.add(Change::Candidate(facts));
}

fn application(mapping: &mut Mapping<'_>, json: &Json<'_>, id: Key) -> Result<(), Unreadable> {
    let mut facts = Application::new(id.clone());
    facts.candidate_remote_id = mapping.optional_key(&json.at("/relationships/candidate/data/id"))?;
    facts.applied_on = mapping.day(&json.at("/attributes/created-at"));
    let rejected_at = json.at("/attributes/rejected-at");
    let rejected = rejected_at.instant();
    if rejected.is_some() {
        facts.outcome = mapping.outcome(OutcomeKind::Rejected, rejected, rejected_at.pointer());
    }
    mapping.add_application(facts);
    if rejected_at.is_null() {
        mapping.take_back(id, [OutcomeKind::Rejected]);
    }
    Ok(())
}

fn announce(mapping: &mut Mapping<'_>, body: &Json<'_>, name: &str) -> Result<(), Unreadable> {
    let id = mapping.needed_key(&body.at("/resource_id"))?;
    let (resource, facts): (_, &[_]) = match name.split('.').next() {
        Some("candidate") => (Resource::Candidate, &[]),
        _ => (Resource::Application, &["/outcome"]),
    };
    mapping.announce(resource, id, facts, NOT_BELIEVED);
    Ok(())
}
