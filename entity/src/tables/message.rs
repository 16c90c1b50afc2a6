//! Messages: drafts and sent messages.

use planning::{Instant, StepKind, Tone, Via, facts::Channel};
use sea_orm::{Condition, entity::prelude::*};

use super::{account_table, cells::Cell, table};
use crate::{ApplicationId, CommunicationId, ContactId, InterviewId, MessageId};

table! {
    /// A message.
    "messages": Message, MessageId {
        /// The application.
        application_id: ApplicationId,
        /// The interview that it is about.
        interview_id: Option<InterviewId>,
        /// The recipient.
        contact_id: Option<ContactId>,
        /// The step that it was written for.
        step_id: Option<String>,
        /// The kind of the step.
        kind: StepKind,
        /// The channel.
        channel: Channel,
        /// How the channel reaches the recipient.
        via: Via,
        /// The tone that it was created with.
        tone: Tone,
        /// The language and region.
        locale: String,
        /// The texts, as an object.
        texts: Json,
        /// The findings of the proofreader.
        findings: Json,
        /// The required elements that the texts lack.
        missing: Json,
        /// The ids of the findings that were dismissed.
        dismissed_findings: Vec<String>,
        /// When it was sent. `None` for a draft.
        sent_at: Option<Instant>,
        /// The communication that records the sending.
        communication_id: Option<CommunicationId>,
    }
}

/// The filter of a list of messages.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub application_id: Option<ApplicationId>,
    /// Whether they were sent.
    pub sent: Option<bool>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all()
        .add_option(filter.application_id.map(|id| Column::ApplicationId.eq(id)))
        .add_option(filter.sent.map(|sent| if sent { Column::SentAt.is_not_null() } else { Column::SentAt.is_null() }))
}

account_table!(Message: Filter);
