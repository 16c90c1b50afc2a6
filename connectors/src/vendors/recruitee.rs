//! Recruitee: `docs/connections/recruitee.md`.

use planning::facts::OutcomeKind;

use super::{NOT_ABOUT_APPLICATIONS, event_name, ignored_event, recognised_event, verify_hex_body_hmac};
use crate::{
    changes::{Application, Candidate, Change, DeliveryContent, Resource},
    connector::{Connector, DeliveryKind, VerifiedDelivery},
    delivery::Delivery,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, child_remote_id, company, map_json_body, position},
    refusal::{ReadError, Refusal},
    secret::Secrets,
    settings::Settings,
};

/// Recruitee.
pub(crate) const KIND: Kind = Kind {
    key: "recruitee",
    name: "Recruitee",
    carries: "stages, disqualifications",
    signature: "X-Recruitee-Signature: hex over the body",
    schemes: &[],
    headers: &[],
    body_limit: EVENT_LIMIT,
    needs_secret: true,
    connector: &Recruitee,
};

#[derive(Debug)]
struct Recruitee;

impl Connector for Recruitee {
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<VerifiedDelivery, Refusal> {
        verify_hex_body_hmac(delivery, secrets, "X-Recruitee-Signature")
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<DeliveryKind, ReadError> {
        let body = json::parse(delivery.body)?;
        if body.get("test").and_then(serde_json::Value::as_bool) == Some(true) {
            return Ok(DeliveryKind::Ping);
        }
        let name = event_name(delivery, "/event_type")?;
        Ok(match name.as_str() {
            "candidate_moved" | "candidate_assigned" | "candidate_deleted" => recognised_event(&name),
            _ => ignored_event(&name, NOT_ABOUT_APPLICATIONS),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<DeliveryContent, ReadError> {
        let body = json::parse(delivery.body)?;
        let name = event_name(delivery, "/event_type")?;
        map_json_body(delivery, settings, &body, name.clone(), |mapping, body| map(mapping, body, &name))
    }
}

fn map(mapping: &mut Mapping<'_>, body: &Json<'_>, name: &str) -> Result<(), ReadError> {
    let json = body.at("/payload");
    let created_at = body.at("/created_at");
    mapping.record_update_times([created_at.instant()]);
    let person = json.at("/candidate");
    let candidate = mapping.required_key(&person.at("/id"))?;
    if name == "candidate_deleted" {
        mapping.add(Change::Deleted { resource: Resource::Candidate, remote_id: candidate });
        return Ok(());
    }
    let mut facts = Candidate::new(candidate.clone());
    facts.name = person.at("/name").to_field();
    facts.email = person.at("/emails/0").to_field();
    facts.phone = person.at("/phones/0").to_field();
    mapping.add(Change::Candidate(facts));
    // An application is a candidate with an offer, which is Recruitee's word for a job. The delivery has no id of the
    // application.
    let job = json.at("/offer/id");
    let Some(job_id) = job.id() else {
        json.at("/offer").remark("is not there: the candidate is in no pipeline of a job");
        return Ok(());
    };
    let id = child_remote_id(&candidate, &job_id, job.pointer())?;
    let mut facts = Application::new(id.clone());
    facts.candidate_remote_id = Some(candidate);
    facts.position = position(&json.at("/offer/title"));
    let subtype = body.at("/event_subtype");
    let disqualified = subtype.text() == Some("disqualified");
    if disqualified {
        facts.outcome = mapping.outcome(OutcomeKind::Rejected, created_at.instant(), created_at.pointer());
    }
    mapping.add_application_with_employer(facts, company(&json.at("/company/name")));
    if subtype.text() == Some("requalified") {
        mapping.add_outcome_taken_back(id.clone(), [OutcomeKind::Rejected]);
    }
    mapping.add_stage(&id, &json.at("/details/to_stage/name"));
    Ok(())
}
