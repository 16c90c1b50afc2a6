//! Lever: `docs/connections/lever.md`.

use serde_json::Value;

use super::{OF_NO_INTEREST, event, event_name, ignored};
use crate::{
    changes::{Mapped, Resource},
    connector::{Connector, Covers, Recognised, Verified},
    delivery::Delivery,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, mapped},
    refusal::{Refusal, Unreadable},
    secret::Secrets,
    settings::Settings,
    signing::{RETRIES, dedupe_key, fresh, from_hex, hmac_by_any},
};

const NOT_BELIEVED: &str = "Lever's signature doesn't cover it: read it from Lever, and send it yourself";

/// Lever.
pub(crate) const KIND: Kind = Kind {
    key: "lever",
    name: "Lever",
    carries: "that something changed: ids, no facts",
    signature: "in the body, over its token and time alone",
    schemes: &[],
    headers: &[],
    body_limit: EVENT_LIMIT,
    needs_secret: true,
    connector: &Lever,
};

#[derive(Debug)]
struct Lever;

impl Connector for Lever {
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<Verified, Refusal> {
        let body = json::parse(delivery.body)?;
        let text = |name: &'static str| match body.get(name) {
            Some(Value::String(text)) if !text.is_empty() => Ok(text.as_str()),
            Some(_) => Err(Refusal::Malformed(name)),
            None => Err(Refusal::Absent(name)),
        };
        let token = text("token")?;
        let tag = from_hex(text("signature")?).ok_or(Refusal::Malformed("signature"))?;
        let triggered_at = body.get("triggeredAt").ok_or(Refusal::Absent("triggeredAt"))?;
        let triggered_at = triggered_at.as_i64().ok_or(Refusal::Malformed("triggeredAt"))?;
        let by_previous_secret = hmac_by_any(secrets, &[token.as_bytes(), triggered_at.to_string().as_bytes()], &tag)?;
        // In milliseconds. Whether Lever signs another attempt again is not known.
        fresh(triggered_at / 1000, delivery.received_at, RETRIES)?;
        // Sources disagree on whether the token is one of the delivery or of the webhook: alone, it might be the same
        // for all.
        let event = body.get("event").and_then(Value::as_str).unwrap_or_default();
        let parts = [token.as_bytes(), &triggered_at.to_be_bytes(), event.as_bytes()];
        Ok(Verified { covers: Covers::Time, dedupe_key: dedupe_key("event", &parts), by_previous_secret })
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<Recognised, Unreadable> {
        let name = event_name(delivery, "/event")?;
        let body = json::parse(delivery.body)?;
        let has_id = ["/data/opportunityId", "/data/candidateId", "/data/interviewId"]
            .iter()
            .any(|pointer| body.pointer(pointer).is_some_and(|id| json::id(id).is_some()));
        Ok(match name.as_str() {
            "applicationCreated"
            | "candidateStageChange"
            | "candidateArchiveChange"
            | "candidateHired"
            | "candidateDeleted"
            | "interviewCreated"
            | "interviewUpdated"
            | "interviewDeleted" => {
                // Its test is an event like any other, but about nobody.
                if has_id { event(&name) } else { Recognised::Ping }
            }
            _ => ignored(&name, OF_NO_INTEREST),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<Mapped, Unreadable> {
        let body = json::parse(delivery.body)?;
        let name = event_name(delivery, "/event")?;
        mapped(delivery, settings, &body, name.clone(), |mapping, body| announce(mapping, body, &name))
    }
}

/// Nothing but ids, and even those are a hint: an attacker who has seen one delivery can put in others.
fn announce(mapping: &mut Mapping<'_>, body: &Json<'_>, name: &str) -> Result<(), Unreadable> {
    mapping.updated_at([body.at("/triggeredAt").milliseconds()]);
    let opportunity = body.at("/data/opportunityId");
    let opportunity = if opportunity.is_there() { opportunity } else { body.at("/data/candidateId") };
    let application = mapping.optional_key(&opportunity)?;
    let interview = mapping.optional_key(&body.at("/data/interviewId"))?;
    match (name, application, interview) {
        ("interviewCreated" | "interviewUpdated", _, Some(interview)) => {
            let pointers = ["/starts_at", "/ends_at"];
            mapping.announce(Resource::Interview, interview, &pointers, NOT_BELIEVED);
        }
        ("interviewDeleted", _, Some(interview)) => {
            mapping.announce(Resource::Interview, interview, &["/status"], NOT_BELIEVED);
        }
        ("interviewCreated" | "interviewUpdated" | "interviewDeleted", Some(application), None) => {
            mapping.lacks_interview(&application, NOT_BELIEVED);
        }
        ("applicationCreated", Some(application), _) => {
            let pointers = ["/candidate_remote_id", "/position/title"];
            mapping.announce(Resource::Application, application, &pointers, NOT_BELIEVED);
        }
        ("candidateArchiveChange" | "candidateHired", Some(application), _) => {
            mapping.announce(Resource::Application, application, &["/outcome"], NOT_BELIEVED);
        }
        ("candidateDeleted", Some(application), _) => {
            body.at("/event").remark("nothing is deleted for it, since its signature doesn't cover what it is about");
            mapping.announce(Resource::Application, application, &[], NOT_BELIEVED);
        }
        (_, Some(application), _) => mapping.announce(Resource::Application, application, &[], NOT_BELIEVED),
        (_, None, _) => return Err(Unreadable::at("/data", "has no id")),
    }
    Ok(())
}
