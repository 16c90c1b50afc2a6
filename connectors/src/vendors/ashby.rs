//! Ashby: `docs/connections/ashby.md`.

use planning::{
    Key,
    facts::{InterviewStatus, OutcomeKind, Role},
};
use serde_json::Value;

use super::{NOT_ABOUT_APPLICATIONS, event_name, ignored_event, recognised_event};
use crate::{
    changes::{Application, Candidate, Change, Contact, DeliveryContent, Interview, Resource},
    connector::{Connector, DeliveryKind, SignatureScope, VerifiedDelivery},
    delivery::Delivery,
    field::Field,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, child_remote_id, map_json_body, position},
    meetings,
    refusal::{ReadError, Refusal},
    secret::Secrets,
    settings::Settings,
    signing::{dedupe_key, dedupe_key_of_body, from_hex, verify_hmac_with_any_secret},
};

const SIGNATURE_HEADER: &str = "Ashby-Signature";

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
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<VerifiedDelivery, Refusal> {
        let tag = delivery.headers.required(SIGNATURE_HEADER)?.strip_prefix("sha256=").and_then(from_hex);
        let tag = tag.ok_or(Refusal::Malformed(SIGNATURE_HEADER))?;
        let by_previous_secret = verify_hmac_with_any_secret(secrets, &[delivery.body], &tag)?;
        Ok(VerifiedDelivery {
            covers: SignatureScope::Body,
            dedupe_key: dedupe_key_of(delivery.body),
            by_previous_secret,
        })
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<DeliveryKind, ReadError> {
        let name = event_name(delivery, "/action")?;
        Ok(match name.as_str() {
            "ping" => DeliveryKind::Ping,
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
            | "candidateMerge" => recognised_event(&name),
            _ => ignored_event(&name, NOT_ABOUT_APPLICATIONS),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<DeliveryContent, ReadError> {
        let body = json::parse(delivery.body)?;
        let action = event_name(delivery, "/action")?;
        map_json_body(delivery, settings, &body, action.clone(), |mapping, body| match action.as_str() {
            "interviewScheduleCreate" | "interviewScheduleUpdate" => {
                map_schedule(mapping, &body.at("/data/interviewSchedule"))
            }
            "offerCreate" | "offerUpdate" => {
                let offer = body.at("/data/offer");
                let application = mapping.required_key(&offer.at("/applicationId"))?;
                let mut facts = Application::new(application.clone());
                facts.outcome = outcome_of_offer(mapping, &offer, &application);
                if !facts.outcome.is_absent() {
                    mapping.add_application(facts);
                }
                Ok(())
            }
            "offerDelete" => {
                let application = mapping.required_key(&body.at("/data/offer/applicationId"))?;
                mapping.add_outcome_taken_back(application, [OutcomeKind::Offered]);
                Ok(())
            }
            "candidateDelete" => {
                let remote_id = mapping.required_key(&body.at("/data/candidate/id"))?;
                mapping.add(Change::Deleted { resource: Resource::Candidate, remote_id });
                Ok(())
            }
            "candidateMerge" => {
                let remote_id = mapping.required_key(&body.at("/data/deletedCandidate/id"))?;
                let into = mapping.required_key(&body.at("/data/mergedCandidate/id"))?;
                mapping.add(Change::CandidatesMerged { remote_id, into });
                Ok(())
            }
            _ => map_application(mapping, &body.at("/data"), &action),
        })
    }

    fn refusal_status(&self, refusal: &Refusal) -> u16 {
        match refusal.status() {
            // After 401, 403, 404, 405 and 410 Ashby never sends the delivery again. A delivery that is refused while a
            // secret is being replaced would be lost.
            401 => 400,
            status => status,
        }
    }
}

/// Ashby sends several deliveries with the id of one action. The key also contains the event and the id of its
/// resource.
fn dedupe_key_of(body: &[u8]) -> String {
    let Ok(json) = json::parse(body) else { return dedupe_key_of_body(body) };
    let text = |pointer: &str| json.pointer(pointer).and_then(Value::as_str);
    let about = ["/data/interviewSchedule/id", "/data/application/id", "/data/offer/id", "/data/candidate/id"];
    match (text("/webhookActionId"), text("/action")) {
        (Some(id), Some(action)) => {
            let about = about.into_iter().find_map(text).unwrap_or_default();
            dedupe_key("event", &[id.as_bytes(), action.as_bytes(), about.as_bytes()])
        }
        _ => dedupe_key_of_body(body),
    }
}

fn map_schedule(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<(), ReadError> {
    let schedule = mapping.required_key(&json.at("/id"))?;
    let application = mapping.required_key(&json.at("/applicationId"))?;
    let events = json.at("/interviewEvents");
    mapping.record_update_times([json.at("/updatedAt").instant()]);
    mapping.record_update_times(events.items().map(|event| event.at("/updatedAt").instant()));
    let status = json.at("/status").text();
    let mut scheduled_ids = Vec::new();
    if status != Some("Cancelled") {
        if json.at("/candidateId").exists() {
            let mut facts = Application::new(application.clone());
            facts.candidate_remote_id = Some(mapping.required_key(&json.at("/candidateId"))?);
            mapping.add_application(facts);
        }
        for event in events.items() {
            scheduled_ids.push(map_interview(mapping, &event, &schedule, &application, status)?);
        }
    }
    // A delivery leaves out interviews that were cancelled or moved into another event.
    mapping.add(Change::UnlistedInterviewsCancelled { prefix: format!("{schedule}."), except: scheduled_ids });
    Ok(())
}

fn map_interview(
    mapping: &mut Mapping<'_>,
    json: &Json<'_>,
    schedule: &Key,
    application: &Key,
    status: Option<&str>,
) -> Result<Key, ReadError> {
    let id = json.at("/id");
    let remote_id = child_remote_id(schedule, &id.required_id()?, id.pointer())?;
    let mut facts = Interview::new(remote_id.clone());
    facts.application_remote_id = Some(application.clone());
    if let Some((starts_at, ends_at)) = meetings::parse_times(&json.at("/startTime"), &json.at("/endTime")) {
        facts.starts_at = Field::Set(starts_at);
        facts.ends_at = Field::Set(ends_at);
        let has_ended = ends_at <= mapping.received_at();
        facts.status = match status {
            Some("WaitingOnFeedback" | "Complete") if has_ended => Field::Set(InterviewStatus::Completed),
            _ => Field::Set(InterviewStatus::Scheduled),
        };
    }
    let title = [json.at("/interview/externalTitle"), json.at("/interview/title")];
    facts.kind = title.iter().find_map(|title| meetings::kind_from_title(title.text()?)).into();
    facts.medium = meetings::medium_from_texts(json.at("/meetingLink").text(), json.at("/location").text()).into();
    let interviewers = json.at("/interviewers");
    if interviewers.exists() {
        let people = interviewers.items();
        let ids = people.filter_map(|person| map_contact(mapping, &person, application, None, Some(Role::Interviewer)));
        facts.interviewer_remote_ids = Field::Set(ids.take(50).collect());
    }
    mapping.add_interview(facts, false);
    Ok(remote_id)
}

fn map_contact(
    mapping: &mut Mapping<'_>,
    json: &Json<'_>,
    application: &Key,
    role: Option<Role>,
    role_if_new: Option<Role>,
) -> Option<Key> {
    let mut facts = Contact::new(application.clone());
    facts.given_name = json.at("/firstName").to_field();
    facts.family_name = json.at("/lastName").to_field();
    facts.email = json.at("/email").to_field();
    facts.role = role.into();
    let id = json.at("/id");
    let id = if id.exists() { id } else { json.at("/userId") };
    mapping.add_contact(application, &id, facts, role_if_new)
}

fn map_application(mapping: &mut Mapping<'_>, data: &Json<'_>, action: &str) -> Result<(), ReadError> {
    let json = data.at("/application");
    let id = mapping.required_key(&json.at("/id"))?;
    mapping.record_update_times([json.at("/updatedAt").instant()]);
    if json.at("/status").text() == Some("Lead") {
        json.at("/status").remark("a lead has not applied: left out");
        return Ok(());
    }
    let mut facts = Application::new(id.clone());
    if json.at("/candidate").exists() {
        facts.candidate_remote_id = Some(map_candidate(mapping, &json.at("/candidate"))?);
    }
    facts.position = position(&json.at("/job/title"));
    facts.applied_on = mapping.day(&json.at("/createdAt"));
    facts.outcome = match json.at("/status").text() {
        Some("Archived") => outcome_of_archiving(mapping, &json),
        _ if action == "candidateHire" => outcome_of_offer(mapping, &data.at("/offer"), &id),
        _ => Field::Absent,
    };
    mapping.add_application(facts);
    if json.at("/status").text() == Some("Active") {
        // An active candidate was not rejected, or the rejection was withdrawn.
        mapping.add_outcome_taken_back(id.clone(), [OutcomeKind::Rejected]);
    }
    mapping.add_stage(&id, &json.at("/currentInterviewStage/title"));
    for person in json.at("/hiringTeam").items() {
        let role = match person.at("/role").text() {
            Some("Hiring Manager") => Some(Role::HiringManager),
            Some("Recruiter") => Some(Role::Recruiter),
            _ => None,
        };
        map_contact(mapping, &person, &id, role, None);
    }
    Ok(())
}

fn map_candidate(mapping: &mut Mapping<'_>, json: &Json<'_>) -> Result<Key, ReadError> {
    let id = mapping.required_key(&json.at("/id"))?;
    let mut facts = Candidate::new(id.clone());
    facts.name = json.at("/name").to_field();
    facts.email = json.at("/primaryEmailAddress/value").to_field();
    facts.phone = json.at("/primaryPhoneNumber/value").to_field();
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
            return Field::Absent;
        }
    };
    mapping.outcome(kind, archived_at.instant(), archived_at.pointer())
}

/// The outcome for an offer. An offer that waits for approval has none, since the candidate doesn't know of it.
fn outcome_of_offer(mapping: &mut Mapping<'_>, json: &Json<'_>, application: &Key) -> Field<planning::facts::Outcome> {
    if !json.exists() {
        json.remark("is not there: nothing says that the candidate accepted one, so no outcome is taken from it");
        return Field::Absent;
    }
    let decided_at = json.at("/decidedAt");
    mapping.record_update_times([decided_at.instant()]);
    let statuses = [json.at("/acceptanceStatus").text(), json.at("/offerStatus").text()];
    let has_status = |word: &str| statuses.contains(&Some(word));
    if has_status("Accepted") || has_status("CandidateAccepted") {
        return mapping.outcome(OutcomeKind::Accepted, decided_at.instant(), decided_at.pointer());
    }
    if has_status("Declined")
        || has_status("CandidateRejected")
        || has_status("Cancelled")
        || has_status("OfferCancelled")
    {
        mapping.add_outcome_taken_back(application.clone(), [OutcomeKind::Offered]);
        return Field::Absent;
    }
    if has_status("WaitingOnCandidateResponse") || has_status("WaitingOnResponse") {
        json.remark("when the offer was made isn't told: the time at which the news came in is taken");
        return mapping.outcome(OutcomeKind::Offered, Some(mapping.received_at()), json.pointer());
    }
    json.remark("nothing that the candidate would know of: no outcome is taken from it");
    Field::Absent
}
