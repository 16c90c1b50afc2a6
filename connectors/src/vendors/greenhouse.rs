//! Greenhouse Recruiting: `docs/connections/greenhouse.md`.

use planning::{
    Key,
    facts::{InterviewStatus, OutcomeKind, Role},
};

use super::{OF_NO_INTEREST, body_signed, event, event_name, ignored};
use crate::{
    changes::{Application, Candidate, Change, Contact, Interview, Mapped, Resource},
    connector::{Connector, Recognised, Verified},
    delivery::Delivery,
    field::Field,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, mapped, position},
    refusal::{Refusal, Unreadable},
    secret::Secrets,
    settings::Settings,
    signing::from_hex,
};

const SIGNATURE: &str = "Signature";
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
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<Verified, Refusal> {
        // Greenhouse-Event-ID is not signed: an attacker who replays a delivery can invent one.
        let tag = delivery.headers.needed(SIGNATURE)?.split_once(' ').filter(|(name, _)| *name == "sha256");
        let tag = tag.and_then(|(_, tag)| from_hex(tag.trim())).ok_or(Refusal::Malformed(SIGNATURE))?;
        body_signed(delivery, secrets, &tag)
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<Recognised, Unreadable> {
        let name = event_name(delivery, "/action")?;
        Ok(match name.as_str() {
            "ping" => Recognised::Ping,
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
                    Some(serde_json::Value::Bool(true)) => ignored(&name, "a prospect has not applied"),
                    _ => event(&name),
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
            | "candidate_anonymized" => event(&name),
            _ => ignored(&name, OF_NO_INTEREST),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<Mapped, Unreadable> {
        let body = json::parse(delivery.body)?;
        let action = event_name(delivery, "/action")?;
        mapped(delivery, settings, &body, action.clone(), |mapping, body| match action.as_str() {
            "offer_created" | "offer_approved" | "offer_updated" => offer(mapping, &body.at("/payload"), false),
            "offer_deleted" => offer(mapping, &body.at("/payload/offer"), true),
            "interview_deleted" => interview_deleted(mapping, &body.at("/payload/interview")),
            "delete_application" => deleted(mapping, Resource::Application, &body.at("/payload/application/id")),
            "update_candidate" => candidate(mapping, &body.at("/payload/candidate")).map(drop),
            "delete_candidate" => candidate_deleted(mapping, &body.at("/payload/person")),
            "merge_candidate" => candidates_merged(mapping, &body.at("/payload/person")),
            "candidate_anonymized" => candidate_anonymized(mapping, &body.at("/payload")),
            _ => application(mapping, &body.at("/payload/application"), &action),
        })
    }
}

fn application(mapping: &mut Mapping<'_>, json: &Json<'_>, action: &str) -> Result<(), Unreadable> {
    let id = mapping.needed_key(&json.at("/id"))?;
    let times = ["/last_activity_at", "/rejected_at", "/offer/resolved_at"];
    mapping.updated_at(times.map(|time| json.at(time).instant()));
    let mut facts = Application::new(id.clone());
    facts.candidate_remote_id = if json.at("/candidate").is_there() {
        Some(candidate(mapping, &json.at("/candidate"))?)
    } else {
        mapping.optional_key(&json.at("/candidate_id"))?
    };
    let jobs = json.at("/jobs/0/name");
    facts.position = position(&if jobs.is_there() { jobs } else { json.at("/job/name") });
    facts.applied_on = mapping.day(&json.at("/applied_at"));
    facts.outcome = outcome(mapping, json, action);
    mapping.add_application(facts);
    match action {
        "unreject_candidate" => mapping.take_back(id.clone(), [OutcomeKind::Rejected, OutcomeKind::Withdrawn]),
        "unhire_candidate" => mapping.take_back(id.clone(), [OutcomeKind::Accepted, OutcomeKind::Offered]),
        _ => {}
    }
    mapping.stage(&id, &json.at("/current_stage/name"));
    for (person, role) in [("/candidate/recruiter", Some(Role::Recruiter)), ("/candidate/coordinator", None)] {
        contact(mapping, &json.at(person), &id, role);
    }
    // What has an id there is a step of the job's plan, the same for all candidates: it names no interview.
    if json.at("/current_stage/interviews").items().any(|step| step.at("/status").text() == Some("scheduled")) {
        mapping.lacks_interview(&id, NO_TIMES);
    }
    Ok(())
}

fn outcome(mapping: &Mapping<'_>, json: &Json<'_>, action: &str) -> Field<planning::facts::Outcome> {
    let rejected_at = json.at("/rejected_at");
    if matches!(action, "hire_candidate" | "candidate_hired") {
        let offer = json.at("/offer");
        if !offer.is_there() {
            json.remark("is hired, but no offer says that the candidate accepted one: left out");
            return Field::Unsaid;
        }
        let resolved_at = offer.at("/resolved_at");
        return mapping.outcome(OutcomeKind::Accepted, resolved_at.instant(), resolved_at.pointer());
    }
    if action != "reject_candidate" && json.at("/status").text() != Some("rejected") {
        return Field::Unsaid;
    }
    let by_candidate = json.at("/rejection_reason/type/name").text() == Some("They rejected us");
    let kind = if by_candidate { OutcomeKind::Withdrawn } else { OutcomeKind::Rejected };
    mapping.outcome(kind, rejected_at.instant(), rejected_at.pointer())
}

fn candidate(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<Key, Unreadable> {
    let mut facts = Candidate::new(mapping.needed_key(&json.at("/id"))?);
    facts.name = json.full_name("/first_name", "/last_name");
    facts.email = preferred(json, "/email_addresses", "personal").fact();
    facts.phone = preferred(json, "/phone_numbers", "mobile").fact();
    let id = facts.remote_id.clone();
    mapping.add(Change::Candidate(facts));
    Ok(id)
}

/// The value of the first item of this type, else of the first item.
fn preferred<'a>(json: &Json<'a>, list: &str, kind: &str) -> Json<'a> {
    let items = json.at(list);
    let place = items.items().position(|item| item.at("/type").text() == Some(kind)).unwrap_or_default();
    json.at(&format!("{list}/{place}/value"))
}

fn contact(mapping: &mut Mapping<'_>, json: &Json<'_>, application: &Key, role: Option<Role>) {
    let mut facts = Contact::new(application.clone());
    facts.name = json.at("/name").fact();
    facts.email = json.at("/email").fact();
    facts.role = role.into();
    mapping.add_contact(application, &json.at("/id"), facts, None);
}

/// Only an offer that was sent counts: the candidate doesn't know of one that was drafted or approved.
fn offer(mapping: &mut Mapping<'_>, json: &Json<'_>, deleted: bool) -> Result<(), Unreadable> {
    let id = mapping.needed_key(&json.at("/application_id"))?;
    let sent_on = json.at("/sent_on");
    let resolved_at = json.at("/resolved_at");
    mapping.updated_at([resolved_at.instant()]);
    let outcome = match json.at("/offer_status").text() {
        _ if deleted => Field::Cleared,
        Some("Created") if sent_on.is_there() => {
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
        Field::Cleared => mapping.take_back(id, [OutcomeKind::Offered]),
        outcome => {
            let mut facts = Application::new(id);
            facts.outcome = outcome;
            mapping.add_application(facts);
        }
    }
    Ok(())
}

/// Cancelled and deleted interviews look the same, and the delivery doesn't name the application.
fn interview_deleted(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<(), Unreadable> {
    let mut facts = Interview::new(mapping.needed_key(&json.at("/id"))?);
    facts.status = Field::Set(InterviewStatus::Cancelled);
    mapping.add_interview(facts, true);
    Ok(())
}

fn deleted(mapping: &mut Mapping<'_>, resource: Resource, json: &Json<'_>) -> Result<(), Unreadable> {
    let remote_id = mapping.needed_key(json)?;
    mapping.add(Change::Deleted { resource, remote_id });
    Ok(())
}

fn candidate_deleted(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<(), Unreadable> {
    for application in json.at("/deleted_application_ids").items() {
        deleted(mapping, Resource::Application, &application)?;
    }
    deleted(mapping, Resource::Candidate, &json.at("/id"))
}

fn candidates_merged(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<(), Unreadable> {
    let remote_id = mapping.needed_key(&json.at("/id"))?;
    let into = mapping.needed_key(&json.at("/new_candidate_id"))?;
    mapping.add(Change::CandidatesMerged { remote_id, into });
    Ok(())
}

fn candidate_anonymized(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<(), Unreadable> {
    let candidate_remote_id = mapping.needed_key(&json.at("/candidate_id"))?;
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
