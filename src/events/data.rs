//! The data of events: ids, kinds and times, and nothing about people.

use chrono::{DateTime, Utc};
use entity::{
    AccountId, ApplicationId, CandidateId, CommunicationId, ContactId, EventId, InterviewId, MessageId,
    WebhookEndpointId,
};
use planning::{Instant, State, StepKind, rfc3339};
use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{Ref, RefOr, Schema, schema::AnyOfBuilder},
};
use uuid::Uuid;

use super::{
    DataKind, EventType,
    details::{DisabledDetails, DisabledReason, SentDetails, StateDetails, StepDetails, details, lacking},
};
use crate::{http::push_schemas, problem::Problem};

/// An event of the feed, as it is sent to webhook endpoints, too.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = FeedEvent)]
pub struct Event {
    /// The id. It is the same in the feed, at every endpoint and in every attempt.
    pub id: EventId,
    #[serde(rename = "type")]
    pub kind: EventType,
    /// When it was written.
    #[serde(serialize_with = "rfc3339::utc")]
    #[schema(value_type = Instant)]
    pub timestamp: DateTime<Utc>,
    pub data: EventData,
}

macro_rules! event_data {
    ($($(#[$about:meta])* $variant:ident($name:ident) {$($(#[$doc:meta])* $field:ident: $type:ty,)*})*) => {
        $(
            $(#[$about])*
            #[derive(Clone, Debug, Serialize, ToSchema)]
            pub struct $name {
                $($(#[$doc])* pub $field: $type,)*
            }
        )*

        /// The data of an event: ids, kinds and times. The changed resource itself is read from the API.
        #[derive(Clone, Debug, Serialize)]
        #[serde(untagged)]
        pub enum EventData {
            $(
                $(#[$about])*
                $variant($name),
            )*
        }

        impl PartialSchema for EventData {
            fn schema() -> RefOr<Schema> {
                let mut any = AnyOfBuilder::new()
                    .description(Some("What an event says: ids, kinds and times. What has changed is read from the API."));
                $(any = any.item(Ref::from_schema_name(stringify!($name)));)*
                any.into()
            }
        }

        impl ToSchema for EventData {
            fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
                $(push_schemas::<$name>(schemas);)*
            }
        }

        impl DataKind {
            /// The name of the schema of the data.
            pub(super) const fn schema_name(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($name),)*
                }
            }
        }
    };
}

event_data! {
    /// A candidate, in events.
    Candidate(CandidateEvent) {
        candidate_id: CandidateId,
        /// The client's own id.
        #[schema(required)]
        remote_id: Option<String>,
    }
    /// An application, in events.
    Application(ApplicationEvent) {
        application_id: ApplicationId,
        candidate_id: CandidateId,
        /// The client's own id of the application.
        #[schema(required)]
        remote_id: Option<String>,
    }
    /// A contact, in events.
    Contact(ContactEvent) {
        contact_id: ContactId,
        application_id: ApplicationId,
        /// The client's own id of the contact.
        #[schema(required)]
        remote_id: Option<String>,
    }
    /// An interview, in events.
    Interview(InterviewEvent) {
        interview_id: InterviewId,
        application_id: ApplicationId,
        /// The client's own id of the interview.
        #[schema(required)]
        remote_id: Option<String>,
    }
    /// A communication, in events.
    Communication(CommunicationEvent) {
        communication_id: CommunicationId,
        application_id: ApplicationId,
        /// The client's own id of the communication.
        #[schema(required)]
        remote_id: Option<String>,
    }
    /// A message that was marked as sent.
    MessageSent(MessageSentEvent) {
        message_id: MessageId,
        application_id: ApplicationId,
        /// The communication that records it.
        communication_id: CommunicationId,
    }
    /// A step of an application's plan, in events.
    Step(StepEvent) {
        application_id: ApplicationId,
        /// The client's own id of the application.
        #[schema(required)]
        application_remote_id: Option<String>,
        candidate_id: CandidateId,
        /// The client's own id of the candidate.
        #[schema(required)]
        candidate_remote_id: Option<String>,
        /// The id of the step in the plan. It is opaque: what it consists of may change.
        #[schema(example = "0198c0de-7a3b-7c4d-8e5f-60718293a4b5:follow_up:1")]
        step_id: String,
        /// What to do.
        #[schema(value_type = StepKind)]
        kind: StepKind,
        /// The first suitable instant.
        #[serde(serialize_with = "rfc3339::utc")]
        #[schema(value_type = Instant)]
        opens_at: DateTime<Utc>,
        /// The last suitable instant.
        #[serde(serialize_with = "rfc3339::utc")]
        #[schema(value_type = Instant)]
        closes_at: DateTime<Utc>,
        /// Since when the step has had this status.
        #[serde(serialize_with = "rfc3339::utc")]
        #[schema(value_type = Instant)]
        since: DateTime<Utc>,
    }
    /// A change of the state of an application's follow-up.
    PlanState(PlanStateEvent) {
        application_id: ApplicationId,
        /// The client's own id of the application.
        #[schema(required)]
        application_remote_id: Option<String>,
        candidate_id: CandidateId,
        /// The client's own id of the candidate.
        #[schema(required)]
        candidate_remote_id: Option<String>,
        /// The state before.
        #[schema(value_type = State)]
        before: String,
        /// The state from now on.
        #[schema(value_type = State)]
        after: String,
        /// Since when.
        #[serde(serialize_with = "rfc3339::utc")]
        #[schema(value_type = Instant)]
        since: DateTime<Utc>,
    }
    /// A webhook endpoint that was disabled.
    EndpointDisabled(EndpointDisabledEvent) {
        webhook_endpoint_id: WebhookEndpointId,
        reason: DisabledReason,
    }
    /// The test of a webhook endpoint.
    EndpointTest(EndpointTestEvent) {
        webhook_endpoint_id: WebhookEndpointId,
    }
    /// The account.
    Account(AccountEvent) {
        account_id: AccountId,
    }
}

impl Event {
    /// The event of a row.
    ///
    /// # Errors
    ///
    /// If the row lacks something, which it doesn't unless the table was changed by other means.
    pub fn from_row(row: &entity::Event) -> Result<Self, Problem> {
        let kind: EventType =
            row.kind.parse().map_err(|_| Problem::internal(format!("the event type {:?}", row.kind)))?;
        Ok(Self { id: row.id, kind, timestamp: row.created_at, data: EventData::from_row(kind, row)? })
    }
}

impl EventData {
    fn from_row(kind: EventType, row: &entity::Event) -> Result<Self, Problem> {
        let id = || row.resource_id.ok_or_else(|| lacking("its resource"));
        let application_id = || row.application_id.ok_or_else(|| lacking("its application"));
        let candidate_id = || row.candidate_id.ok_or_else(|| lacking("its candidate"));
        let remote_id = row.remote_id.clone();
        Ok(match kind.data() {
            DataKind::Candidate => Self::Candidate(CandidateEvent { candidate_id: id()?.into(), remote_id }),
            DataKind::Application => Self::Application(ApplicationEvent {
                application_id: id()?.into(),
                candidate_id: candidate_id()?,
                remote_id,
            }),
            DataKind::Contact => {
                Self::Contact(ContactEvent { contact_id: id()?.into(), application_id: application_id()?, remote_id })
            }
            DataKind::Interview => Self::Interview(InterviewEvent {
                interview_id: id()?.into(),
                application_id: application_id()?,
                remote_id,
            }),
            DataKind::Communication => Self::Communication(CommunicationEvent {
                communication_id: id()?.into(),
                application_id: application_id()?,
                remote_id,
            }),
            DataKind::MessageSent => Self::MessageSent(MessageSentEvent {
                message_id: id()?.into(),
                application_id: application_id()?,
                communication_id: details::<SentDetails>(row)?.communication_id,
            }),
            DataKind::Step => {
                let StepDetails { named, step_id, kind, opens_at, closes_at, since } = details(row)?;
                Self::Step(StepEvent {
                    application_id: application_id()?,
                    application_remote_id: named.application_remote_id,
                    candidate_id: candidate_id()?,
                    candidate_remote_id: named.candidate_remote_id,
                    step_id,
                    kind,
                    opens_at,
                    closes_at,
                    since,
                })
            }
            DataKind::PlanState => {
                let StateDetails { named, from: before, to: after, since } = details(row)?;
                Self::PlanState(PlanStateEvent {
                    application_id: application_id()?,
                    application_remote_id: named.application_remote_id,
                    candidate_id: candidate_id()?,
                    candidate_remote_id: named.candidate_remote_id,
                    before,
                    after,
                    since,
                })
            }
            DataKind::EndpointDisabled => Self::EndpointDisabled(EndpointDisabledEvent {
                webhook_endpoint_id: id()?.into(),
                reason: details::<DisabledDetails>(row)?.reason,
            }),
            DataKind::EndpointTest => Self::EndpointTest(EndpointTestEvent { webhook_endpoint_id: id()?.into() }),
            DataKind::Account => Self::Account(AccountEvent { account_id: Uuid::from(row.account_id).into() }),
        })
    }
}
