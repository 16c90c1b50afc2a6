//! SmartRecruiters: `docs/connections/smartrecruiters.md`.

use planning::{Key, facts::InterviewStatus};

use super::{OF_NO_INTEREST, event, ignored};
use crate::{
    changes::{Application, Interview, Mapped, Resource},
    connector::{Answer, Connector, Covers, Recognised, Verified},
    delivery::Delivery,
    field::Field,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, mapped, within},
    refusal::{Refusal, Unreadable},
    secret::Secrets,
    settings::Settings,
    signing::{WINDOW, by_any, by_body, dedupe_key, fresh, from_hex, hmac},
};
use hmac::Mac;

const SIGNATURE: &str = "smartrecruiters-signature";
const TIMESTAMP: &str = "smartrecruiters-timestamp";
const EVENT_NAME: &str = "event-name";
const HOOK_SECRET: &str = "X-Hook-Secret";
const IDS_ALONE: &str = "SmartRecruiters sends ids alone: read it from there, and send it yourself";

/// The headers that [`Connector::map`] needs.
const HEADERS: &[&str] = &[EVENT_NAME];

/// The maximum number of signatures that are checked. There can be up to 16.
const SIGNATURES: usize = 16;

/// SmartRecruiters.
pub(crate) const KIND: Kind = Kind {
    key: "smartrecruiters",
    name: "SmartRecruiters",
    carries: "that something changed: ids, no facts",
    signature: "smartrecruiters-signature: hex over body, time and event",
    schemes: &[],
    headers: HEADERS,
    body_limit: EVENT_LIMIT,
    needs_secret: true,
    connector: &SmartRecruiters,
};

#[derive(Debug)]
struct SmartRecruiters;

impl Connector for SmartRecruiters {
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<Verified, Refusal> {
        let header = |name| Ok::<_, Refusal>(delivery.headers.one(name)?.unwrap_or_default());
        let signatures = delivery.headers.needed(SIGNATURE)?;
        let timestamp = delivery.headers.needed(TIMESTAMP)?;
        let seconds: i64 = timestamp.parse().map_err(|_| Refusal::Malformed(TIMESTAMP))?;
        let event_id = header("event-id")?;
        let [name, version, link] = [header(EVENT_NAME)?, header("event-version")?, header("link")?];
        let texts = [event_id, name, version, link].map(str::as_bytes);
        let parts =
            [timestamp.as_bytes(), b".", delivery.body, b".", texts[0], b".", texts[1], b".", texts[2], b".", texts[3]];
        let tags: Vec<_> = signatures
            .split(';')
            .take(SIGNATURES)
            .filter_map(|signature| from_hex(signature.trim().strip_prefix("v1=")?))
            .collect();
        if tags.is_empty() {
            return Err(Refusal::Malformed(SIGNATURE));
        }
        let by_previous_secret = by_any(secrets, |secret| {
            let mac = hmac(secret.reveal().as_bytes(), &parts);
            Ok(tags.iter().any(|tag| mac.clone().verify_slice(tag).is_ok()))
        })?;
        fresh(seconds, delivery.received_at, WINDOW)?;
        let dedupe_key =
            if event_id.is_empty() { by_body(delivery.body) } else { dedupe_key("id", &[event_id.as_bytes()]) };
        Ok(Verified { covers: Covers::BodyAndTime, dedupe_key, by_previous_secret })
    }

    /// The secret is sent back in a header: it may be nothing that would end that.
    fn hand_shake(&self, delivery: &Delivery<'_>) -> Option<Answer> {
        let secret = text(delivery, HOOK_SECRET).ok()??;
        let harmless = secret.len() <= 500 && secret.bytes().all(|byte| byte.is_ascii_graphic());
        harmless.then(|| Answer { status: 200, header: Some((HOOK_SECRET, secret.to_owned())) })
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<Recognised, Unreadable> {
        let Some(name) = text(delivery, EVENT_NAME)? else {
            return Ok(Recognised::Ignored { name: None, why: "its event-name is missing".into() });
        };
        Ok(match name {
            "application.created"
            | "application.status.updated"
            | "offer.created"
            | "offer.updated"
            | "interview.created"
            | "interview.updated"
            | "interview.canceled" => event(name),
            _ => ignored(name, OF_NO_INTEREST),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<Mapped, Unreadable> {
        let body = json::parse(delivery.body)?;
        let name = text(delivery, EVENT_NAME)?.unwrap_or_default();
        mapped(delivery, settings, &body, name, |mapping, body| announce(mapping, body, name))
    }
}

fn text<'a>(delivery: &Delivery<'a>, header: &'static str) -> Result<Option<&'a str>, Unreadable> {
    let value = delivery.headers.one(header).map_err(|refusal| Unreadable::at("", refusal.to_string()))?;
    Ok(value.filter(|value| !value.is_empty()))
}

fn announce(mapping: &mut Mapping<'_>, body: &Json<'_>, name: &str) -> Result<(), Unreadable> {
    let application = application(mapping, body)?;
    if let Some(facts) = application.as_ref().filter(|_| !name.starts_with("interview.")) {
        mapping.add_application(facts.clone());
    }
    let application = application.map(|facts| facts.remote_id);
    match (name, interview_id(mapping, body)?, application) {
        ("interview.canceled", Some(interview), application) => {
            let mut facts = Interview::new(interview);
            facts.application_remote_id = application;
            facts.status = Field::Set(InterviewStatus::Cancelled);
            mapping.add_interview(facts, true);
        }
        ("interview.created" | "interview.updated", Some(interview), _) => {
            mapping.announce(Resource::Interview, interview, &["/starts_at", "/ends_at"], IDS_ALONE);
        }
        ("interview.created" | "interview.updated" | "interview.canceled", None, Some(application)) => {
            mapping.lacks_interview(&application, IDS_ALONE);
        }
        ("application.created", _, Some(application)) => {
            mapping.announce(Resource::Application, application, &[], IDS_ALONE);
        }
        (_, _, Some(application)) => {
            mapping.announce(Resource::Application, application, &["/outcome"], IDS_ALONE);
        }
        _ => return Err(Unreadable::at("", "has none of the ids that are known")),
    }
    Ok(())
}

/// An application is a candidate with a job there, and has no id of its own.
fn application(mapping: &Mapping<'_>, body: &Json<'_>) -> Result<Option<Application>, Unreadable> {
    let Some(candidate) = mapping.optional_key(&body.at("/candidate_id"))? else { return Ok(None) };
    let job = body.at("/job_id");
    let Some(id) = job.id() else { return Ok(None) };
    let mut facts = Application::new(within(&candidate, &id, job.pointer())?);
    facts.candidate_remote_id = Some(candidate);
    Ok(Some(facts))
}

fn interview_id(mapping: &Mapping<'_>, body: &Json<'_>) -> Result<Option<Key>, Unreadable> {
    mapping.optional_key(&body.at("/interview_id"))
}
