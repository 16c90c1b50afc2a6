//! Workable: `docs/connections/workable.md`.

use planning::facts::OutcomeKind;

use super::{NOT_ABOUT_APPLICATIONS, event_name, ignored_event, recognised_event, verify_body_hmac};
use crate::{
    changes::{Application, Candidate, Change, DeliveryContent, Resource},
    connector::{Connector, DeliveryKind, VerifiedDelivery},
    delivery::Delivery,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, company, map_json_body, position},
    refusal::{ReadError, Refusal},
    secret::Secrets,
    settings::Settings,
    signing::{from_base64, from_hex},
};

const SIGNATURE_HEADER: &str = "X-Workable-Signature";

/// Workable.
pub(crate) const KIND: Kind = Kind {
    key: "workable",
    name: "Workable",
    carries: "stages, disqualifications",
    signature: "X-Workable-Signature: hex or base64 over the body",
    schemes: &[],
    headers: &[],
    body_limit: EVENT_LIMIT,
    needs_secret: true,
    connector: &Workable,
};

#[derive(Debug)]
struct Workable;

impl Connector for Workable {
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<VerifiedDelivery, Refusal> {
        // The form of the tag is not documented. 64 characters are hexadecimal digits, 44 are base64.
        let header = delivery.headers.required(SIGNATURE_HEADER)?;
        let tag = from_hex(header).filter(|tag| tag.len() == 32).or_else(|| from_base64(header));
        verify_body_hmac(delivery, secrets, &tag.ok_or(Refusal::Malformed(SIGNATURE_HEADER))?)
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<DeliveryKind, ReadError> {
        let name = event_name(delivery, "/event_type")?;
        Ok(match name.as_str() {
            "candidate_created" | "candidate_moved" | "candidate_deleted" => recognised_event(&name),
            _ => ignored_event(&name, NOT_ABOUT_APPLICATIONS),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<DeliveryContent, ReadError> {
        let body = json::parse(delivery.body)?;
        let name = event_name(delivery, "/event_type")?;
        map_json_body(delivery, settings, &body, name.clone(), |mapping, body| map(mapping, body, &name))
    }
}

/// A candidate of Workable belongs to one job: it is a candidate and an application in one.
fn map(mapping: &mut Mapping<'_>, body: &Json<'_>, name: &str) -> Result<(), ReadError> {
    let json = body.at("/data");
    let id = mapping.required_key(&json.at("/id"))?;
    if name == "candidate_deleted" {
        mapping.add(Change::Deleted { resource: Resource::Application, remote_id: id.clone() });
        mapping.add(Change::Deleted { resource: Resource::Candidate, remote_id: id });
        return Ok(());
    }
    mapping.record_update_times([json.at("/updated_at").instant()]);
    let mut person = Candidate::new(id.clone());
    person.name = json.at("/name").to_field();
    person.email = json.at("/email").to_field();
    person.phone = json.at("/phone").to_field();
    mapping.add(Change::Candidate(person));
    let mut facts = Application::new(id.clone());
    facts.candidate_remote_id = Some(id.clone());
    facts.position = position(&json.at("/job/title"));
    facts.applied_on = mapping.day(&json.at("/created_at"));
    let disqualified = json.at("/disqualified");
    if disqualified.is_true() {
        facts.outcome =
            mapping.outcome(OutcomeKind::Rejected, json.at("/updated_at").instant(), disqualified.pointer());
    }
    mapping.add_application_with_employer(facts, company(&json.at("/account/name")));
    if disqualified.is_false() {
        mapping.add_outcome_taken_back(id.clone(), [OutcomeKind::Rejected]);
    }
    mapping.add_stage(&id, &json.at("/stage"));
    Ok(())
}
