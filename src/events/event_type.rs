//! The types of events.

use std::{borrow::Cow, fmt, str::FromStr};

use planning::InvalidValue;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, Type},
};

/// The kind of resource in the data of an event.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum DataKind {
    Candidate,
    Application,
    Contact,
    Interview,
    Communication,
    MessageSent,
    Step,
    PlanState,
    EndpointDisabled,
    EndpointTest,
    Account,
}

/// The catalogue: each type with what its data is about, and what has happened.
pub(crate) const CATALOGUE: [(&str, DataKind, &str); 24] = [
    ("candidate.created", DataKind::Candidate, "A candidate was created"),
    ("candidate.updated", DataKind::Candidate, "A candidate was changed"),
    ("candidate.deleted", DataKind::Candidate, "A candidate was deleted"),
    ("application.created", DataKind::Application, "An application was created"),
    ("application.updated", DataKind::Application, "An application, or a decision on one of its steps, was changed"),
    ("application.deleted", DataKind::Application, "An application was deleted, with all that belongs to it"),
    ("contact.created", DataKind::Contact, "A contact was created"),
    ("contact.updated", DataKind::Contact, "A contact was changed"),
    ("contact.deleted", DataKind::Contact, "A contact was deleted"),
    ("interview.created", DataKind::Interview, "An interview was created"),
    ("interview.updated", DataKind::Interview, "An interview was changed"),
    ("interview.deleted", DataKind::Interview, "An interview was deleted"),
    ("communication.created", DataKind::Communication, "A communication was recorded"),
    ("communication.updated", DataKind::Communication, "A communication was changed"),
    ("communication.deleted", DataKind::Communication, "A communication was deleted"),
    ("message.sent", DataKind::MessageSent, "A message was marked as sent"),
    ("step.due", DataKind::Step, "The window of a step has opened"),
    ("step.overdue", DataKind::Step, "The window of a step has closed, and it is still worth doing"),
    ("step.missed", DataKind::Step, "The time of a step has passed"),
    ("step.done", DataKind::Step, "A step was done"),
    ("plan.state_changed", DataKind::PlanState, "The state of an application's follow-up has changed"),
    ("webhook_endpoint.disabled", DataKind::EndpointDisabled, "The service has disabled a webhook endpoint"),
    ("webhook_endpoint.test", DataKind::EndpointTest, "Somebody tests an endpoint; not in the feed"),
    ("account.deleted", DataKind::Account, "The account was deleted; to endpoints only, since its feed is gone"),
];

/// The type of an event.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct EventType(usize);

impl EventType {
    /// The test of an endpoint.
    pub(crate) const TEST: Self = Self(22);
    /// The deletion of the account.
    pub(crate) const ACCOUNT_DELETED: Self = Self(23);

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        CATALOGUE[self.0].0
    }

    pub(crate) fn data(self) -> DataKind {
        CATALOGUE[self.0].1
    }

    /// All types.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..CATALOGUE.len()).map(Self)
    }
}

impl FromStr for EventType {
    type Err = InvalidValue;

    fn from_str(name: &str) -> Result<Self, InvalidValue> {
        let found = Self::all().find(|kind| kind.name() == name);
        found.ok_or_else(|| InvalidValue("is no type of event".to_owned()))
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for EventType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for EventType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(deserializer)?.parse().map_err(|error: InvalidValue| D::Error::custom(error.0))
    }
}

impl PartialSchema for EventType {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "The types of events. There may be further ones later: ignore those that you don't know.",
            ))
            .enum_values(Some(CATALOGUE.map(|(name, ..)| name)))
            .examples(["step.due"])
            .into()
    }
}

impl ToSchema for EventType {}

/// Types of events in a query parameter, with commas between them or as several parameters.
#[derive(Clone, Debug, Default)]
pub struct EventTypes(pub(crate) Vec<EventType>);

impl<'de> Deserialize<'de> for EventTypes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let named = |name: String| {
            name.parse().map_err(|error: InvalidValue| D::Error::custom(format!("{name:?} {}", error.0)))
        };
        Vec::deserialize(deserializer)?.into_iter().map(named).collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_found_by_their_names() {
        assert_eq!(EventType::TEST.name(), "webhook_endpoint.test");
        assert_eq!(EventType::ACCOUNT_DELETED.name(), "account.deleted");
        for kind in EventType::all() {
            assert_eq!(kind.name().parse(), Ok(kind));
            // Standard Webhooks 1.0: words of letters, digits and underscores, with dots between them.
            assert!(kind.name().chars().all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '_')));
        }
        assert!("step".parse::<EventType>().is_err());
    }
}
