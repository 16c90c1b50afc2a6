//! SmartRecruiters: `docs/connections/smartrecruiters.md`.

use planning::{Key, facts::InterviewStatus};

use super::{NOT_ABOUT_APPLICATIONS, ignored_event, recognised_event};
use crate::{
    changes::{Application, DeliveryContent, Interview, Resource},
    connector::{Connector, DeliveryKind, SignatureScope, VendorResponse, VerifiedDelivery},
    delivery::Delivery,
    field::Field,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, child_remote_id, map_json_body},
    refusal::{ReadError, Refusal},
    secret::Secrets,
    settings::Settings,
    signing::{
        TIMESTAMP_TOLERANCE_SECS, check_timestamp, dedupe_key, dedupe_key_of_body, from_hex, hmac,
        verify_with_any_secret,
    },
};
use hmac::Mac;

const SIGNATURE_HEADER: &str = "smartrecruiters-signature";
const TIMESTAMP_HEADER: &str = "smartrecruiters-timestamp";
const EVENT_NAME_HEADER: &str = "event-name";
const HOOK_SECRET_HEADER: &str = "X-Hook-Secret";
const ONLY_IDS: &str = "SmartRecruiters sends ids alone: read it from there, and send it yourself";

/// The headers that [`Connector::map`] needs.
const STORED_HEADERS: &[&str] = &[EVENT_NAME_HEADER];

/// The maximum number of signatures that are checked. There can be up to 16.
const MAX_SIGNATURES: usize = 16;

/// SmartRecruiters.
pub(crate) const KIND: Kind = Kind {
    key: "smartrecruiters",
    name: "SmartRecruiters",
    carries: "that something changed: ids, no facts",
    signature: "smartrecruiters-signature: hex over body, time and event",
    schemes: &[],
    headers: STORED_HEADERS,
    body_limit: EVENT_LIMIT,
    needs_secret: true,
    connector: &SmartRecruiters,
};

#[derive(Debug)]
struct SmartRecruiters;

impl Connector for SmartRecruiters {
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<VerifiedDelivery, Refusal> {
        let header = |name| Ok::<_, Refusal>(delivery.headers.get_single(name)?.unwrap_or_default());
        let signatures = delivery.headers.required(SIGNATURE_HEADER)?;
        let timestamp = delivery.headers.required(TIMESTAMP_HEADER)?;
        let seconds: i64 = timestamp.parse().map_err(|_| Refusal::Malformed(TIMESTAMP_HEADER))?;
        let event_id = header("event-id")?;
        let [name, version, link] = [header(EVENT_NAME_HEADER)?, header("event-version")?, header("link")?];
        let texts = [event_id, name, version, link].map(str::as_bytes);
        let parts =
            [timestamp.as_bytes(), b".", delivery.body, b".", texts[0], b".", texts[1], b".", texts[2], b".", texts[3]];
        let tags: Vec<_> = signatures
            .split(';')
            .take(MAX_SIGNATURES)
            .filter_map(|signature| from_hex(signature.trim().strip_prefix("v1=")?))
            .collect();
        if tags.is_empty() {
            return Err(Refusal::Malformed(SIGNATURE_HEADER));
        }
        let by_previous_secret = verify_with_any_secret(secrets, |secret| {
            let mac = hmac(secret.reveal().as_bytes(), &parts);
            Ok(tags.iter().any(|tag| mac.clone().verify_slice(tag).is_ok()))
        })?;
        check_timestamp(seconds, delivery.received_at, TIMESTAMP_TOLERANCE_SECS)?;
        let dedupe_key = if event_id.is_empty() {
            dedupe_key_of_body(delivery.body)
        } else {
            dedupe_key("id", &[event_id.as_bytes()])
        };
        Ok(VerifiedDelivery { covers: SignatureScope::BodyAndTime, dedupe_key, by_previous_secret })
    }

    /// The secret is echoed in a response header, so only printable ASCII is accepted.
    fn handshake(&self, delivery: &Delivery<'_>) -> Option<VendorResponse> {
        let secret = header_text(delivery, HOOK_SECRET_HEADER).ok()??;
        let is_header_safe = secret.len() <= 500 && secret.bytes().all(|byte| byte.is_ascii_graphic());
        is_header_safe.then(|| VendorResponse { status: 200, header: Some((HOOK_SECRET_HEADER, secret.to_owned())) })
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<DeliveryKind, ReadError> {
        let Some(name) = header_text(delivery, EVENT_NAME_HEADER)? else {
            return Ok(DeliveryKind::Ignored { name: None, why: "its event-name is missing".into() });
        };
        Ok(match name {
            "application.created"
            | "application.status.updated"
            | "offer.created"
            | "offer.updated"
            | "interview.created"
            | "interview.updated"
            | "interview.canceled" => recognised_event(name),
            _ => ignored_event(name, NOT_ABOUT_APPLICATIONS),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<DeliveryContent, ReadError> {
        let body = json::parse(delivery.body)?;
        let name = header_text(delivery, EVENT_NAME_HEADER)?.unwrap_or_default();
        map_json_body(delivery, settings, &body, name, |mapping, body| map_announcement(mapping, body, name))
    }
}

fn header_text<'a>(delivery: &Delivery<'a>, header: &'static str) -> Result<Option<&'a str>, ReadError> {
    let value = delivery.headers.get_single(header).map_err(|refusal| ReadError::new("", refusal.to_string()))?;
    Ok(value.filter(|value| !value.is_empty()))
}

fn map_announcement(mapping: &mut Mapping<'_>, body: &Json<'_>, name: &str) -> Result<(), ReadError> {
    let application = read_application(mapping, body)?;
    if let Some(facts) = application.as_ref().filter(|_| !name.starts_with("interview.")) {
        mapping.add_application(facts.clone());
    }
    let application = application.map(|facts| facts.remote_id);
    match (name, read_interview_id(mapping, body)?, application) {
        ("interview.canceled", Some(interview), application) => {
            let mut facts = Interview::new(interview);
            facts.application_remote_id = application;
            facts.status = Field::Set(InterviewStatus::Cancelled);
            mapping.add_interview(facts, true);
        }
        ("interview.created" | "interview.updated", Some(interview), _) => {
            mapping.add_announcement(Resource::Interview, interview, &["/starts_at", "/ends_at"], ONLY_IDS);
        }
        ("interview.created" | "interview.updated" | "interview.canceled", None, Some(application)) => {
            mapping.add_missing_interview(&application, ONLY_IDS);
        }
        ("application.created", _, Some(application)) => {
            mapping.add_announcement(Resource::Application, application, &[], ONLY_IDS);
        }
        (_, _, Some(application)) => {
            mapping.add_announcement(Resource::Application, application, &["/outcome"], ONLY_IDS);
        }
        _ => return Err(ReadError::new("", "has none of the ids that are known")),
    }
    Ok(())
}

/// An application is a candidate with a job in SmartRecruiters, and has no id of its own.
fn read_application(mapping: &Mapping<'_>, body: &Json<'_>) -> Result<Option<Application>, ReadError> {
    let Some(candidate) = mapping.optional_key(&body.at("/candidate_id"))? else { return Ok(None) };
    let job = body.at("/job_id");
    let Some(id) = job.id() else { return Ok(None) };
    let mut facts = Application::new(child_remote_id(&candidate, &id, job.pointer())?);
    facts.candidate_remote_id = Some(candidate);
    Ok(Some(facts))
}

fn read_interview_id(mapping: &Mapping<'_>, body: &Json<'_>) -> Result<Option<Key>, ReadError> {
    mapping.optional_key(&body.at("/interview_id"))
}
