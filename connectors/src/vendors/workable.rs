//! Workable: `docs/connections/workable.md`.

use planning::facts::OutcomeKind;

use super::{OF_NO_INTEREST, body_signed, event, event_name, ignored};
use crate::{
    changes::{Application, Candidate, Change, Mapped, Resource},
    connector::{Connector, Recognised, Verified},
    delivery::Delivery,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, company, mapped, position},
    refusal::{Refusal, Unreadable},
    secret::Secrets,
    settings::Settings,
    signing::{from_base64, from_hex},
};

const SIGNATURE: &str = "X-Workable-Signature";

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
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<Verified, Refusal> {
        // How the tag is written is documented nowhere. 64 digits are hexadecimal; the 44 characters of base64 are not.
        let header = delivery.headers.needed(SIGNATURE)?;
        let tag = from_hex(header).filter(|tag| tag.len() == 32).or_else(|| from_base64(header));
        body_signed(delivery, secrets, &tag.ok_or(Refusal::Malformed(SIGNATURE))?)
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<Recognised, Unreadable> {
        let name = event_name(delivery, "/event_type")?;
        Ok(match name.as_str() {
            "candidate_created" | "candidate_moved" | "candidate_deleted" => event(&name),
            _ => ignored(&name, OF_NO_INTEREST),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<Mapped, Unreadable> {
        let body = json::parse(delivery.body)?;
        let name = event_name(delivery, "/event_type")?;
        mapped(delivery, settings, &body, name.clone(), |mapping, body| map(mapping, body, &name))
    }
}

/// A candidate of Workable belongs to one job: it is a candidate and an application in one.
fn map(mapping: &mut Mapping<'_>, body: &Json<'_>, name: &str) -> Result<(), Unreadable> {
    let json = body.at("/data");
    let id = mapping.needed_key(&json.at("/id"))?;
    if name == "candidate_deleted" {
        mapping.add(Change::Deleted { resource: Resource::Application, remote_id: id.clone() });
        mapping.add(Change::Deleted { resource: Resource::Candidate, remote_id: id });
        return Ok(());
    }
    mapping.updated_at([json.at("/updated_at").instant()]);
    let mut person = Candidate::new(id.clone());
    person.name = json.at("/name").fact();
    person.email = json.at("/email").fact();
    person.phone = json.at("/phone").fact();
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
    mapping.add_application_of(facts, company(&json.at("/account/name")));
    if disqualified.is_false() {
        mapping.take_back(id.clone(), [OutcomeKind::Rejected]);
    }
    mapping.stage(&id, &json.at("/stage"));
    Ok(())
}
