//! Greenhouse Recruiting: `docs/connections/greenhouse.md`.

use planning::{
    Key,
    facts::{InterviewStatus, OutcomeKind, Role},
};

use super::{NOT_ABOUT_APPLICATIONS, event_name, ignored_event, recognised_event, verify_body_hmac};
use crate::{
    changes::{Application, Candidate, Change, Contact, DeliveryContent, Interview, Resource},
    connector::{Connector, DeliveryKind, VerifiedDelivery},
    delivery::Delivery,
    field::Field,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, map_json_body, position},
    refusal::{ReadError, Refusal},
    secret::Secrets,
    settings::Settings,
    signing::from_hex,
};

const SIGNATURE_HEADER: &str = "Signature";
const NO_TIMES: &str = "Greenhouse sends no times of interviews: hand over the invitation, or send them yourself";

/// Greenhouse Recruiting.
pub(crate) const KIND: Kind = Kind {
    key: "greenhouse",
    name: "Greenhouse Recruiting",
    carries: "stages, rejections, hires, offers, interviews called off; no times of interviews",
    signature: "Signature: sha256, hex, over the body",
    schemes: &[],
    headers: &[],
    body_limit: EVENT_LIMIT,
    needs_secret: true,
    connector: &Greenhouse,
};

#[derive(Debug)]
struct Greenhouse;

impl Connector for Greenhouse {
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<VerifiedDelivery, Refusal> {
        // Greenhouse-Event-ID is not signed: an attacker who replays a delivery can invent one.
        let tag = delivery.headers.required(SIGNATURE_HEADER)?.split_once(' ').filter(|(name, _)| *name == "sha256");
        let tag = tag.and_then(|(_, tag)| from_hex(tag.trim())).ok_or(Refusal::Malformed(SIGNATURE_HEADER))?;
        verify_body_hmac(delivery, secrets, &tag)
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<DeliveryKind, ReadError> {
        let name = event_name(delivery, "/action")?;
        Ok(match name.as_str() {
            "ping" => DeliveryKind::Ping,
            "candidate_stage_change"
            | "reject_candidate"
            | "unreject_candidate"
            | "hire_candidate"
            | "candidate_hired"
            | "unhire_candidate"
            | "application_updated"
            | "new_candidate_application" => {
                let body = json::parse(delivery.body)?;
                match body.pointer("/payload/application/prospect") {
                    Some(serde_json::Value::Bool(true)) => ignored_event(&name, "a prospect has not applied"),
                    _ => recognised_event(&name),
                }
            }
            "offer_created"
            | "offer_approved"
            | "offer_updated"
            | "offer_deleted"
            | "interview_deleted"
            | "delete_application"
            | "update_candidate"
            | "delete_candidate"
            | "merge_candidate"
            | "candidate_anonymized" => recognised_event(&name),
            _ => ignored_event(&name, NOT_ABOUT_APPLICATIONS),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<DeliveryContent, ReadError> {
        let body = json::parse(delivery.body)?;
        let action = event_name(delivery, "/action")?;
        map_json_body(delivery, settings, &body, action.clone(), |mapping, body| match action.as_str() {
            "offer_created" | "offer_approved" | "offer_updated" => map_offer(mapping, &body.at("/payload"), false),
            "offer_deleted" => map_offer(mapping, &body.at("/payload/offer"), true),
            "interview_deleted" => map_interview_deletion(mapping, &body.at("/payload/interview")),
            "delete_application" => map_deletion(mapping, Resource::Application, &body.at("/payload/application/id")),
            "update_candidate" => map_candidate(mapping, &body.at("/payload/candidate")).map(drop),
            "delete_candidate" => map_candidate_deletion(mapping, &body.at("/payload/person")),
            "merge_candidate" => map_candidate_merge(mapping, &body.at("/payload/person")),
            "candidate_anonymized" => map_candidate_anonymization(mapping, &body.at("/payload")),
            _ => map_application(mapping, &body.at("/payload/application"), &action),
        })
    }
}

fn map_application(mapping: &mut Mapping<'_>, json: &Json<'_>, action: &str) -> Result<(), ReadError> {
    let id = mapping.required_key(&json.at("/id"))?;
    let times = ["/last_activity_at", "/rejected_at", "/offer/resolved_at"];
    mapping.record_update_times(times.map(|time| json.at(time).instant()));
    let mut facts = Application::new(id.clone());
    facts.candidate_remote_id = if json.at("/candidate").exists() {
        Some(map_candidate(mapping, &json.at("/candidate"))?)
    } else {
        mapping.optional_key(&json.at("/candidate_id"))?
    };
    let jobs = json.at("/jobs/0/name");
    facts.position = position(&if jobs.exists() { jobs } else { json.at("/job/name") });
    facts.applied_on = mapping.day(&json.at("/applied_at"));
    facts.outcome = outcome_of_application(mapping, json, action);
    mapping.add_application(facts);
    match action {
        "unreject_candidate" => {
            mapping.add_outcome_taken_back(id.clone(), [OutcomeKind::Rejected, OutcomeKind::Withdrawn]);
        }
        "unhire_candidate" => mapping.add_outcome_taken_back(id.clone(), [OutcomeKind::Accepted, OutcomeKind::Offered]),
        _ => {}
    }
    mapping.add_stage(&id, &json.at("/current_stage/name"));
    for (person, role) in [("/candidate/recruiter", Some(Role::Recruiter)), ("/candidate/coordinator", None)] {
        map_contact(mapping, &json.at(person), &id, role);
    }
    // The id is that of a step of the job's plan, which all candidates share. It does not identify an interview.
    if json.at("/current_stage/interviews").items().any(|step| step.at("/status").text() == Some("scheduled")) {
        mapping.add_missing_interview(&id, NO_TIMES);
    }
    Ok(())
}

fn outcome_of_application(mapping: &Mapping<'_>, json: &Json<'_>, action: &str) -> Field<planning::facts::Outcome> {
    let rejected_at = json.at("/rejected_at");
    if matches!(action, "hire_candidate" | "candidate_hired") {
        let offer = json.at("/offer");
        if !offer.exists() {
            json.remark("is hired, but no offer says that the candidate accepted one: left out");
            return Field::Absent;
        }
        let resolved_at = offer.at("/resolved_at");
        return mapping.outcome(OutcomeKind::Accepted, resolved_at.instant(), resolved_at.pointer());
    }
    if action != "reject_candidate" && json.at("/status").text() != Some("rejected") {
        return Field::Absent;
    }
    let by_candidate = json.at("/rejection_reason/type/name").text() == Some("They rejected us");
    let kind = if by_candidate { OutcomeKind::Withdrawn } else { OutcomeKind::Rejected };
    mapping.outcome(kind, rejected_at.instant(), rejected_at.pointer())
}

fn map_candidate(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<Key, ReadError> {
    let mut facts = Candidate::new(mapping.required_key(&json.at("/id"))?);
    facts.name = json.full_name("/first_name", "/last_name");
    facts.email = value_of_type_or_first(json, "/email_addresses", "personal").to_field();
    facts.phone = value_of_type_or_first(json, "/phone_numbers", "mobile").to_field();
    let id = facts.remote_id.clone();
    mapping.add(Change::Candidate(facts));
    Ok(id)
}

/// The value of the first item of this type, else of the first item.
fn value_of_type_or_first<'a>(json: &Json<'a>, list: &str, kind: &str) -> Json<'a> {
    let items = json.at(list);
    let place = items.items().position(|item| item.at("/type").text() == Some(kind)).unwrap_or_default();
    json.at(&format!("{list}/{place}/value"))
}

fn map_contact(mapping: &mut Mapping<'_>, json: &Json<'_>, application: &Key, role: Option<Role>) {
    let mut facts = Contact::new(application.clone());
    facts.name = json.at("/name").to_field();
    facts.email = json.at("/email").to_field();
    facts.role = role.into();
    mapping.add_contact(application, &json.at("/id"), facts, None);
}

/// Maps an offer that was sent. The candidate doesn't know of one that was only drafted or approved.
fn map_offer(mapping: &mut Mapping<'_>, json: &Json<'_>, deleted: bool) -> Result<(), ReadError> {
    let id = mapping.required_key(&json.at("/application_id"))?;
    let sent_on = json.at("/sent_on");
    let resolved_at = json.at("/resolved_at");
    mapping.record_update_times([resolved_at.instant()]);
    let outcome = match json.at("/offer_status").text() {
        _ if deleted => Field::Cleared,
        Some("Created") if sent_on.exists() => {
            sent_on.remark("is a day: the time at which the news came in is taken for the offer");
            mapping.outcome(OutcomeKind::Offered, Some(mapping.received_at()), sent_on.pointer())
        }
        Some("Accepted") => mapping.outcome(OutcomeKind::Accepted, resolved_at.instant(), resolved_at.pointer()),
        Some("Rejected") => Field::Cleared,
        _ => {
            json.at("/offer_status").remark("nothing that the candidate would know of");
            return Ok(());
        }
    };
    match outcome {
        Field::Cleared => mapping.add_outcome_taken_back(id, [OutcomeKind::Offered]),
        outcome => {
            let mut facts = Application::new(id);
            facts.outcome = outcome;
            mapping.add_application(facts);
        }
    }
    Ok(())
}

/// Cancelled and deleted interviews look the same, and the delivery doesn't name the application.
fn map_interview_deletion(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<(), ReadError> {
    let mut facts = Interview::new(mapping.required_key(&json.at("/id"))?);
    facts.status = Field::Set(InterviewStatus::Cancelled);
    mapping.add_interview(facts, true);
    Ok(())
}

fn map_deletion(mapping: &mut Mapping<'_>, resource: Resource, json: &Json<'_>) -> Result<(), ReadError> {
    let remote_id = mapping.required_key(json)?;
    mapping.add(Change::Deleted { resource, remote_id });
    Ok(())
}

fn map_candidate_deletion(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<(), ReadError> {
    for application in json.at("/deleted_application_ids").items() {
        map_deletion(mapping, Resource::Application, &application)?;
    }
    map_deletion(mapping, Resource::Candidate, &json.at("/id"))
}

fn map_candidate_merge(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<(), ReadError> {
    let remote_id = mapping.required_key(&json.at("/id"))?;
    let into = mapping.required_key(&json.at("/new_candidate_id"))?;
    mapping.add(Change::CandidatesMerged { remote_id, into });
    Ok(())
}

fn map_candidate_anonymization(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<(), ReadError> {
    let candidate_remote_id = mapping.required_key(&json.at("/candidate_id"))?;
    let names = json.at("/anonymized_fields");
    let fields = names.items().filter_map(|name| match name.text()? {
        "full_name" => Some("name"),
        "email_addresses" => Some("email"),
        "phone_numbers" => Some("phone"),
        "addresses" => Some("postal_address"),
        "social_media_links" => Some("linkedin_url"),
        _ => None,
    });
    let fields: Vec<_> = fields.collect();
    if !fields.is_empty() {
        mapping.add(Change::Erased { candidate_remote_id, fields });
    }
    Ok(())
}
