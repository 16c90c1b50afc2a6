//! Lever: `docs/connections/lever.md`.

use serde_json::Value;

use super::{NOT_ABOUT_APPLICATIONS, event_name, ignored_event, recognised_event};
use crate::{
    changes::{DeliveryContent, Resource},
    connector::{Connector, DeliveryKind, SignatureScope, VerifiedDelivery},
    delivery::Delivery,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, map_json_body},
    refusal::{ReadError, Refusal},
    secret::Secrets,
    settings::Settings,
    signing::{MAX_RETRY_AGE_SECS, check_timestamp, dedupe_key, from_hex, verify_hmac_with_any_secret},
};

const NOT_SIGNED: &str = "Lever's signature doesn't cover it: read it from Lever, and send it yourself";

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
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<VerifiedDelivery, Refusal> {
        let body = json::parse(delivery.body)?;
        let text = |name: &'static str| match body.get(name) {
            Some(Value::String(text)) if !text.is_empty() => Ok(text.as_str()),
            Some(_) => Err(Refusal::Malformed(name)),
            None => Err(Refusal::MissingField(name)),
        };
        let token = text("token")?;
        let tag = from_hex(text("signature")?).ok_or(Refusal::Malformed("signature"))?;
        let triggered_at = body.get("triggeredAt").ok_or(Refusal::MissingField("triggeredAt"))?;
        let triggered_at = triggered_at.as_i64().ok_or(Refusal::Malformed("triggeredAt"))?;
        let by_previous_secret =
            verify_hmac_with_any_secret(secrets, &[token.as_bytes(), triggered_at.to_string().as_bytes()], &tag)?;
        // In milliseconds. Whether Lever signs another attempt again is not known.
        check_timestamp(triggered_at / 1000, delivery.received_at, MAX_RETRY_AGE_SECS)?;
        // The key also contains the time and the event, since the token may be that of the webhook, and the same for
        // all deliveries.
        let event = body.get("event").and_then(Value::as_str).unwrap_or_default();
        let parts = [token.as_bytes(), &triggered_at.to_be_bytes(), event.as_bytes()];
        Ok(VerifiedDelivery {
            covers: SignatureScope::Time,
            dedupe_key: dedupe_key("event", &parts),
            by_previous_secret,
        })
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<DeliveryKind, ReadError> {
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
                // Lever's test is an ordinary event without an id.
                if has_id { recognised_event(&name) } else { DeliveryKind::Ping }
            }
            _ => ignored_event(&name, NOT_ABOUT_APPLICATIONS),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<DeliveryContent, ReadError> {
        let body = json::parse(delivery.body)?;
        let name = event_name(delivery, "/event")?;
        map_json_body(delivery, settings, &body, name.clone(), |mapping, body| map_announcement(mapping, body, &name))
    }
}

/// The delivery has only ids, and the signature does not cover them: an attacker who has seen one delivery can change
/// them.
fn map_announcement(mapping: &mut Mapping<'_>, body: &Json<'_>, name: &str) -> Result<(), ReadError> {
    mapping.record_update_times([body.at("/triggeredAt").milliseconds()]);
    let opportunity = body.at("/data/opportunityId");
    let opportunity = if opportunity.exists() { opportunity } else { body.at("/data/candidateId") };
    let application = mapping.optional_key(&opportunity)?;
    let interview = mapping.optional_key(&body.at("/data/interviewId"))?;
    match (name, application, interview) {
        ("interviewCreated" | "interviewUpdated", _, Some(interview)) => {
            let pointers = ["/starts_at", "/ends_at"];
            mapping.add_announcement(Resource::Interview, interview, &pointers, NOT_SIGNED);
        }
        ("interviewDeleted", _, Some(interview)) => {
            mapping.add_announcement(Resource::Interview, interview, &["/status"], NOT_SIGNED);
        }
        ("interviewCreated" | "interviewUpdated" | "interviewDeleted", Some(application), None) => {
            mapping.add_missing_interview(&application, NOT_SIGNED);
        }
        ("applicationCreated", Some(application), _) => {
            let pointers = ["/candidate_remote_id", "/position/title"];
            mapping.add_announcement(Resource::Application, application, &pointers, NOT_SIGNED);
        }
        ("candidateArchiveChange" | "candidateHired", Some(application), _) => {
            mapping.add_announcement(Resource::Application, application, &["/outcome"], NOT_SIGNED);
        }
        ("candidateDeleted", Some(application), _) => {
            body.at("/event").remark("nothing is deleted for it, since its signature doesn't cover what it is about");
            mapping.add_announcement(Resource::Application, application, &[], NOT_SIGNED);
        }
        (_, Some(application), _) => mapping.add_announcement(Resource::Application, application, &[], NOT_SIGNED),
        (_, None, _) => return Err(ReadError::new("/data", "has no id")),
    }
    Ok(())
}
