//! Standard Webhooks with a schema of our own: `docs/connections/standard_webhooks.md`.

use planning::{Instant, Key, facts::InterviewStatus};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{event_name, ignored_event, recognised_event};
use crate::{
    changes::{Application, Candidate, Change, Communication, Contact, DeliveryContent, Interview, Resource},
    connector::{Connector, DeliveryKind, VerifiedDelivery},
    delivery::Delivery,
    field::Field,
    json,
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, map_json_body},
    refusal::{ReadError, Refusal},
    secret::{InvalidSecret, Secret, Secrets},
    settings::{Prefix, Settings},
    signing::standard_webhooks,
};

/// The maximum number of resources in one event.
const MAX_RESOURCES: usize = 1000;

/// An event: facts of at most 1,000 resources together. Facts that are left out stay as they are, and `null` clears a
/// fact.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The type of the event.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// When it happened at the source.
    pub timestamp: Instant,
    /// The facts.
    pub data: Data,
}

/// The types of events.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub enum EventType {
    /// Resources are new or have changed.
    #[serde(rename = "facts.changed")]
    FactsChanged,
}

/// The facts of an event. References use the source's own ids, and may be to resources of earlier events.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EventData)]
pub struct Data {
    /// The candidates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    /// The applications.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub applications: Vec<Application>,
    /// People at the employers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// Past and future interviews.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interviews: Vec<Interview>,
    /// Messages and calls, sent and received.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub communications: Vec<Communication>,
    /// Resources that were deleted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deleted: Vec<Deleted>,
}

/// A resource that was deleted at the source.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EventDeleted)]
pub struct Deleted {
    /// The kind of resource.
    pub resource: Resource,
    /// The source's own id for it.
    pub remote_id: Key,
}

impl Data {
    fn len(&self) -> usize {
        let Self { candidates, applications, contacts, interviews, communications, deleted } = self;
        let people = candidates.len() + applications.len() + contacts.len();
        people + interviews.len() + communications.len() + deleted.len()
    }
}

/// Standard Webhooks.
pub(crate) const KIND: Kind = Kind {
    key: "standard_webhooks",
    name: "Standard Webhooks",
    carries: "candidates, applications, contacts, interviews, communications, in our own schema",
    signature: "Standard Webhooks 1.0, v1 or v1a",
    schemes: &[],
    headers: &[],
    body_limit: EVENT_LIMIT,
    needs_secret: true,
    connector: &StandardWebhooks,
};

#[derive(Debug)]
struct StandardWebhooks;

impl Connector for StandardWebhooks {
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<VerifiedDelivery, Refusal> {
        standard_webhooks::verify(delivery, secrets)
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<DeliveryKind, ReadError> {
        let name = event_name(delivery, "/type")?;
        Ok(match name.as_str() {
            "facts.changed" => recognised_event(&name),
            "ping" => DeliveryKind::Ping,
            _ => ignored_event(&name, "no type of event that the schema has: facts.changed, ping"),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<DeliveryContent, ReadError> {
        let body = json::parse(delivery.body)?;
        let Event { event_type: EventType::FactsChanged, timestamp, data } = read(&body)?;
        if data.len() > MAX_RESOURCES {
            return Err(ReadError::new(
                "/data",
                format!("has {} resources; at most {MAX_RESOURCES} may be", data.len()),
            ));
        }
        map_json_body(delivery, settings, &body, "facts.changed", |mapping, _| {
            mapping.record_update_times([Some(timestamp)]);
            map_data(mapping, data, &settings.prefix)
        })
    }

    fn check_secret(&self, secret: &Secret, _: &Settings) -> Result<(), InvalidSecret> {
        standard_webhooks::check_secret(secret)
    }
}

fn read(body: &Value) -> Result<Event, ReadError> {
    serde_path_to_error::deserialize(body).map_err(|error| {
        let pointer = error.path().iter().fold(String::new(), |pointer, segment| match segment {
            serde_path_to_error::Segment::Seq { index } => format!("{pointer}/{index}"),
            serde_path_to_error::Segment::Map { key } => {
                format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
            }
            _ => pointer,
        });
        ReadError::new(pointer, error.into_inner().to_string())
    })
}

fn map_data(mapping: &mut Mapping<'_>, data: Data, prefix: &Prefix) -> Result<(), ReadError> {
    let at = |list: &str, index: usize| format!("/data/{list}/{index}");
    for (index, facts) in data.candidates.into_iter().enumerate() {
        mapping.add(Change::Candidate(facts.prefixed(prefix, &at("candidates", index))?));
    }
    for (index, facts) in data.applications.into_iter().enumerate() {
        let facts = facts.prefixed(prefix, &at("applications", index))?;
        mapping.add_application(facts);
    }
    for (index, facts) in data.contacts.into_iter().enumerate() {
        let facts = facts.prefixed(prefix, &at("contacts", index))?;
        mapping.add(Change::Contact { facts, role_if_new: None });
    }
    for (index, facts) in data.interviews.into_iter().enumerate() {
        let place = at("interviews", index);
        let mut facts = facts.prefixed(prefix, &place)?;
        let interviewers = facts.interviewer_remote_ids;
        facts.interviewer_remote_ids = interviewers.try_map(|ids| {
            let place = format!("{place}/interviewer_remote_ids");
            ids.iter().map(|id| prefix.remote_id(id, &place)).collect()
        })?;
        // An interview that was cancelled before it was reported changes nothing.
        let only_if_stored = facts.status == Field::Set(InterviewStatus::Cancelled) && facts.starts_at.is_absent();
        mapping.add_interview(facts, only_if_stored);
    }
    for (index, facts) in data.communications.into_iter().enumerate() {
        mapping.add(Change::Communication(facts.prefixed(prefix, &at("communications", index))?));
    }
    for (index, facts) in data.deleted.into_iter().enumerate() {
        let remote_id = prefix.remote_id(&facts.remote_id, &format!("{}/remote_id", at("deleted", index)))?;
        mapping.add(Change::Deleted { resource: facts.resource, remote_id });
    }
    Ok(())
}
