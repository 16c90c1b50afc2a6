//! Ashby: `docs/connections/ashby.md`.

use planning::{
    Key,
    facts::{InterviewStatus, OutcomeKind, Role},
};
use serde_json::Value;

use super::{OF_NO_INTEREST, event, event_name, ignored};
use crate::{
    changes::{Application, Candidate, Change, Contact, Interview, Mapped, Resource},
    connector::{Connector, Covers, Recognised, Verified},
    delivery::Delivery,
    field::Field,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, mapped, position, within},
    meetings,
    refusal::{Refusal, Unreadable},
    secret::Secrets,
    settings::Settings,
    signing::{by_body, dedupe_key, from_hex, hmac_by_any},
};

const SIGNATURE: &str = "Ashby-Signature";

/// Ashby.
pub(crate) const KIND: Kind = Kind {
    key: "ashby",
    name: "Ashby",
    carries: "interviews with times and interviewers, stages, rejections, hires, offers",
    signature: "Ashby-Signature: sha256, hex, over the body",
    schemes: &[],
    headers: &[],
    body_limit: EVENT_LIMIT,
    needs_secret: true,
    connector: &Ashby,
};

#[derive(Debug)]
struct Ashby;

impl Connector for Ashby {
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<Verified, Refusal> {
        let tag = delivery.headers.needed(SIGNATURE)?.strip_prefix("sha256=").and_then(from_hex);
        let tag = tag.ok_or(Refusal::Malformed(SIGNATURE))?;
        let by_previous_secret = hmac_by_any(secrets, &[delivery.body], &tag)?;
        Ok(Verified { covers: Covers::Body, dedupe_key: key_of(delivery.body), by_previous_secret })
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<Recognised, Unreadable> {
        let name = event_name(delivery, "/action")?;
        Ok(match name.as_str() {
            "ping" => Recognised::Ping,
            "interviewScheduleCreate"
            | "interviewScheduleUpdate"
            | "applicationSubmit"
            | "applicationUpdate"
            | "candidateStageChange"
            | "candidateHire"
            | "offerCreate"
            | "offerUpdate"
            | "offerDelete"
            | "candidateDelete"
            | "candidateMerge" => event(&name),
            _ => ignored(&name, OF_NO_INTEREST),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<Mapped, Unreadable> {
        let body = json::parse(delivery.body)?;
        let action = event_name(delivery, "/action")?;
        mapped(delivery, settings, &body, action.clone(), |mapping, body| match action.as_str() {
            "interviewScheduleCreate" | "interviewScheduleUpdate" => {
                schedule(mapping, &body.at("/data/interviewSchedule"))
            }
            "offerCreate" | "offerUpdate" => {
                let offer = body.at("/data/offer");
                let application = mapping.needed_key(&offer.at("/applicationId"))?;
                let mut facts = Application::new(application.clone());
                facts.outcome = outcome_of_offer(mapping, &offer, &application);
                if !facts.outcome.is_unsaid() {
                    mapping.add_application(facts);
                }
                Ok(())
            }
            "offerDelete" => {
                let application = mapping.needed_key(&body.at("/data/offer/applicationId"))?;
                mapping.take_back(application, [OutcomeKind::Offered]);
                Ok(())
            }
            "candidateDelete" => {
                let remote_id = mapping.needed_key(&body.at("/data/candidate/id"))?;
                mapping.add(Change::Deleted { resource: Resource::Candidate, remote_id });
                Ok(())
            }
            "candidateMerge" => {
                let remote_id = mapping.needed_key(&body.at("/data/deletedCandidate/id"))?;
                let into = mapping.needed_key(&body.at("/data/mergedCandidate/id"))?;
                mapping.add(Change::CandidatesMerged { remote_id, into });
                Ok(())
            }
            _ => application(mapping, &body.at("/data"), &action),
        })
    }

    fn status(&self, refusal: &Refusal) -> u16 {
        match refusal.status() {
            // After 401, 403, 404, 405 and 410 Ashby never sends the delivery again: one refused while a secret is
            // being replaced would be lost.
            401 => 400,
            status => status,
        }
    }
}

/// One action makes several deliveries, all with its id: they are distinguished by the event and by what it is about.
fn key_of(body: &[u8]) -> String {
    let Ok(json) = json::parse(body) else { return by_body(body) };
    let text = |pointer: &str| json.pointer(pointer).and_then(Value::as_str);
    let about = ["/data/interviewSchedule/id", "/data/application/id", "/data/offer/id", "/data/candidate/id"];
    match (text("/webhookActionId"), text("/action")) {
        (Some(id), Some(action)) => {
            let about = about.into_iter().find_map(text).unwrap_or_default();
            dedupe_key("event", &[id.as_bytes(), action.as_bytes(), about.as_bytes()])
        }
        _ => by_body(body),
    }
}

fn schedule(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<(), Unreadable> {
    let schedule = mapping.needed_key(&json.at("/id"))?;
    let application = mapping.needed_key(&json.at("/applicationId"))?;
    let events = json.at("/interviewEvents");
    mapping.updated_at([json.at("/updatedAt").instant()]);
    mapping.updated_at(events.items().map(|event| event.at("/updatedAt").instant()));
    let status = json.at("/status").text();
    let mut taking_place = Vec::new();
    if status != Some("Cancelled") {
        if json.at("/candidateId").is_there() {
            let mut facts = Application::new(application.clone());
            facts.candidate_remote_id = Some(mapping.needed_key(&json.at("/candidateId"))?);
            mapping.add_application(facts);
        }
        for event in events.items() {
            taking_place.push(interview(mapping, &event, &schedule, &application, status)?);
        }
    }
    // An interview that was cancelled or moved into another event is only missing from the delivery.
    mapping.add(Change::OthersCancelled { remote_ids_begin_with: format!("{schedule}."), but: taking_place });
    Ok(())
}

fn interview(
    mapping: &mut Mapping<'_>,
    json: &Json<'_>,
    schedule: &Key,
    application: &Key,
    status: Option<&str>,
) -> Result<Key, Unreadable> {
    let id = json.at("/id");
    let remote_id = within(schedule, &id.needed_id()?, id.pointer())?;
    let mut facts = Interview::new(remote_id.clone());
    facts.application_remote_id = Some(application.clone());
    if let Some((starts_at, ends_at)) = meetings::times(&json.at("/startTime"), &json.at("/endTime")) {
        facts.starts_at = Field::Set(starts_at);
        facts.ends_at = Field::Set(ends_at);
        let over = ends_at <= mapping.received_at();
        facts.status = match status {
            Some("WaitingOnFeedback" | "Complete") if over => Field::Set(InterviewStatus::Completed),
            _ => Field::Set(InterviewStatus::Scheduled),
        };
    }
    let title = [json.at("/interview/externalTitle"), json.at("/interview/title")];
    facts.kind = title.iter().find_map(|title| meetings::kind(title.text()?)).into();
    facts.medium = meetings::medium(json.at("/meetingLink").text(), json.at("/location").text()).into();
    let interviewers = json.at("/interviewers");
    if interviewers.is_there() {
        let people = interviewers.items();
        let ids = people.filter_map(|person| contact(mapping, &person, application, None, Some(Role::Interviewer)));
        facts.interviewer_remote_ids = Field::Set(ids.take(50).collect());
    }
    mapping.add_interview(facts, false);
    Ok(remote_id)
}

fn contact(
    mapping: &mut Mapping<'_>,
    json: &Json<'_>,
    application: &Key,
    role: Option<Role>,
    role_if_new: Option<Role>,
) -> Option<Key> {
    let mut facts = Contact::new(application.clone());
    facts.given_name = json.at("/firstName").fact();
    facts.family_name = json.at("/lastName").fact();
    facts.email = json.at("/email").fact();
    facts.role = role.into();
    let id = json.at("/id");
    let id = if id.is_there() { id } else { json.at("/userId") };
    mapping.add_contact(application, &id, facts, role_if_new)
}

fn application(mapping: &mut Mapping<'_>, data: &Json<'_>, action: &str) -> Result<(), Unreadable> {
    let json = data.at("/application");
    let id = mapping.needed_key(&json.at("/id"))?;
    mapping.updated_at([json.at("/updatedAt").instant()]);
    if json.at("/status").text() == Some("Lead") {
        json.at("/status").remark("a lead has not applied: left out");
        return Ok(());
    }
    let mut facts = Application::new(id.clone());
    if json.at("/candidate").is_there() {
        facts.candidate_remote_id = Some(candidate(mapping, &json.at("/candidate"))?);
    }
    facts.position = position(&json.at("/job/title"));
    facts.applied_on = mapping.day(&json.at("/createdAt"));
    facts.outcome = match json.at("/status").text() {
        Some("Archived") => outcome_of_archiving(mapping, &json),
        _ if action == "candidateHire" => outcome_of_offer(mapping, &data.at("/offer"), &id),
        _ => Field::Unsaid,
    };
    mapping.add_application(facts);
    if json.at("/status").text() == Some("Active") {
        // An active candidate is not rejected, or not any more.
        mapping.take_back(id.clone(), [OutcomeKind::Rejected]);
    }
    mapping.stage(&id, &json.at("/currentInterviewStage/title"));
    for person in json.at("/hiringTeam").items() {
        let role = match person.at("/role").text() {
            Some("Hiring Manager") => Some(Role::HiringManager),
            Some("Recruiter") => Some(Role::Recruiter),
            _ => None,
        };
        contact(mapping, &person, &id, role, None);
    }
    Ok(())
}

fn candidate(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<Key, Unreadable> {
    let id = mapping.needed_key(&json.at("/id"))?;
    let mut facts = Candidate::new(id.clone());
    facts.name = json.at("/name").fact();
    facts.email = json.at("/primaryEmailAddress/value").fact();
    facts.phone = json.at("/primaryPhoneNumber/value").fact();
    mapping.add(Change::Candidate(facts));
    Ok(id)
}

fn outcome_of_archiving(mapping: &Mapping<'_>, json: &Json<'_>) -> Field<planning::facts::Outcome> {
    let archived_at = json.at("/archivedAt");
    let kind = match json.at("/archiveReason/reasonType").text() {
        Some("RejectedByOrg") => OutcomeKind::Rejected,
        Some("RejectedByCandidate") => OutcomeKind::Withdrawn,
        _ => {
            json.at("/archiveReason/reasonType").remark("doesn't say who ended it: no outcome is taken from it");
            return Field::Unsaid;
        }
    };
    mapping.outcome(kind, archived_at.instant(), archived_at.pointer())
}

/// The candidate doesn't know of an offer that waits for an approval.
fn outcome_of_offer(mapping: &mut Mapping<'_>, json: &Json<'_>, application: &Key) -> Field<planning::facts::Outcome> {
    if !json.is_there() {
        json.remark("is not there: nothing says that the candidate accepted one, so no outcome is taken from it");
        return Field::Unsaid;
    }
    let decided_at = json.at("/decidedAt");
    mapping.updated_at([decided_at.instant()]);
    let words = [json.at("/acceptanceStatus").text(), json.at("/offerStatus").text()];
    let says = |word: &str| words.contains(&Some(word));
    if says("Accepted") || says("CandidateAccepted") {
        return mapping.outcome(OutcomeKind::Accepted, decided_at.instant(), decided_at.pointer());
    }
    if says("Declined") || says("CandidateRejected") || says("Cancelled") || says("OfferCancelled") {
        mapping.take_back(application.clone(), [OutcomeKind::Offered]);
        return Field::Unsaid;
    }
    if says("WaitingOnCandidateResponse") || says("WaitingOnResponse") {
        json.remark("when the offer was made isn't told: the time at which the news came in is taken");
        return mapping.outcome(OutcomeKind::Offered, Some(mapping.received_at()), json.pointer());
    }
    json.remark("nothing that the candidate would know of: no outcome is taken from it");
    Field::Unsaid
}
