//! Teamtailor: `docs/connections/teamtailor.md`.

use planning::{Key, facts::OutcomeKind};
use serde_json::Value;

use super::{NOT_ABOUT_APPLICATIONS, ignored_event, recognised_event};
use crate::{
    changes::{Application, Candidate, Change, DeliveryContent, Resource},
    connector::{Connector, DeliveryKind, SignatureScope, VerifiedDelivery},
    delivery::Delivery,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, map_json_body},
    refusal::{ReadError, Refusal},
    secret::Secrets,
    settings::Settings,
    signing::{
        TIMESTAMP_TOLERANCE_SECS, check_timestamp, dedupe_key_of_body, from_base64, from_hex,
        verify_hmac_with_any_secret,
    },
};

const COMPANY_SIGNATURE_HEADER: &str = "TT-Signature";
const PARTNER_SIGNATURE_HEADER: &str = "Teamtailor-Signature";
const NOT_SIGNED: &str = "the signature covers the id alone: read it from Teamtailor, and send it yourself";

/// The webhooks of a company, and those of a partner.
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
    fn verify(
        &self,
        delivery: &Delivery<'_>,
        secrets: &Secrets,
        settings: &Settings,
    ) -> Result<VerifiedDelivery, Refusal> {
        if is_partner(settings) { by_id(delivery, secrets) } else { by_time_and_body(delivery, secrets) }
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<DeliveryKind, ReadError> {
        let body = json::parse(delivery.body)?;
        let Some(name) = name(&body) else { return Err(ReadError::new("", "has no event_name")) };
        Ok(match name {
            "job_application.create"
            | "job_application.update"
            | "job_application.destroy"
            | "candidate.create"
            | "candidate.update"
            | "candidate.destroy" => recognised_event(name),
            _ => ignored_event(name, NOT_ABOUT_APPLICATIONS),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<DeliveryContent, ReadError> {
        let body = json::parse(delivery.body)?;
        let name = name(&body).unwrap_or_default();
        map_json_body(delivery, settings, &body, name, |mapping, body| {
            if is_partner(settings) { map_announcement(mapping, body, name) } else { map(mapping, body, name) }
        })
    }
}

fn is_partner(settings: &Settings) -> bool {
    settings.scheme.as_deref() == Some("partner")
}

/// Verifies a signature in base64 of `t=<seconds>,v2=<hex>`. It covers the time, a full stop and the body.
fn by_time_and_body(delivery: &Delivery<'_>, secrets: &Secrets) -> Result<VerifiedDelivery, Refusal> {
    let malformed = || Refusal::Malformed(COMPANY_SIGNATURE_HEADER);
    let header = from_base64(delivery.headers.required(COMPANY_SIGNATURE_HEADER)?).ok_or_else(malformed)?;
    let header = String::from_utf8(header).map_err(|_| malformed())?;
    let field =
        |name: &str| header.split(',').filter_map(|part| part.trim().split_once('=')).find(|(key, _)| *key == name);
    let (_, time) = field("t").ok_or_else(malformed)?;
    let tag = field("v2").and_then(|(_, tag)| from_hex(tag)).ok_or_else(malformed)?;
    let seconds = time.parse().map_err(|_| malformed())?;
    let by_previous_secret = verify_hmac_with_any_secret(secrets, &[time.as_bytes(), b".", delivery.body], &tag)?;
    check_timestamp(seconds, delivery.received_at, TIMESTAMP_TOLERANCE_SECS)?;
    Ok(VerifiedDelivery {
        covers: SignatureScope::BodyAndTime,
        dedupe_key: dedupe_key_of_body(delivery.body),
        by_previous_secret,
    })
}

/// Verifies a signature in base64 of hexadecimal digits. It covers only `resource_id`.
fn by_id(delivery: &Delivery<'_>, secrets: &Secrets) -> Result<VerifiedDelivery, Refusal> {
    let malformed = || Refusal::Malformed(PARTNER_SIGNATURE_HEADER);
    let header = from_base64(delivery.headers.required(PARTNER_SIGNATURE_HEADER)?).ok_or_else(malformed)?;
    let tag = str::from_utf8(&header).ok().and_then(from_hex).ok_or_else(malformed)?;
    let body = json::parse(delivery.body)?;
    let id = body.get("resource_id").and_then(json::id).ok_or(Refusal::MissingField("resource_id"))?;
    let by_previous_secret = verify_hmac_with_any_secret(secrets, &[id.as_bytes()], &tag)?;
    Ok(VerifiedDelivery {
        covers: SignatureScope::Id,
        dedupe_key: dedupe_key_of_body(delivery.body),
        by_previous_secret,
    })
}

fn name(body: &Value) -> Option<&str> {
    ["/payload/event_name", "/event_name"].iter().find_map(|pointer| body.pointer(pointer)?.as_str())
}

/// The event may be the body, or be contained in it as its payload.
fn data<'a>(body: &Json<'a>) -> Json<'a> {
    let within = body.at("/payload/data");
    if within.exists() { within } else { body.at("/data") }
}

fn map(mapping: &mut Mapping<'_>, body: &Json<'_>, name: &str) -> Result<(), ReadError> {
    let json = data(body);
    let id = mapping.required_key(&json.at("/id"))?;
    mapping.record_update_times([json.at("/attributes/updated-at").instant()]);
    match name {
        "job_application.destroy" => mapping.add(Change::Deleted { resource: Resource::Application, remote_id: id }),
        "candidate.destroy" => mapping.add(Change::Deleted { resource: Resource::Candidate, remote_id: id }),
        "candidate.create" | "candidate.update" => map_candidate(mapping, &json, id),
        _ => map_application(mapping, &json, id)?,
    }
    Ok(())
}

fn map_candidate(mapping: &mut Mapping<'_>, json: &Json<'_>, id: Key) {
    let mut facts = Candidate::new(id);
    facts.name = json.full_name("/attributes/first-name", "/attributes/last-name");
    facts.email = json.at("/attributes/email").to_field();
    facts.phone = json.at("/attributes/phone").to_field();
    mapping.add(Change::Candidate(facts));
}

fn map_application(mapping: &mut Mapping<'_>, json: &Json<'_>, id: Key) -> Result<(), ReadError> {
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
        mapping.add_outcome_taken_back(id, [OutcomeKind::Rejected]);
    }
    Ok(())
}

fn map_announcement(mapping: &mut Mapping<'_>, body: &Json<'_>, name: &str) -> Result<(), ReadError> {
    let id = mapping.required_key(&body.at("/resource_id"))?;
    let (resource, facts): (_, &[_]) = match name.split('.').next() {
        Some("candidate") => (Resource::Candidate, &[]),
        _ => (Resource::Application, &["/outcome"]),
    };
    mapping.add_announcement(resource, id, facts, NOT_SIGNED);
    Ok(())
}
