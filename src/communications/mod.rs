//! `/v1/applications/{id}/communications`, `/v1/communications`: what was sent, and what came back.

mod http;

use entity::{ApplicationId, CommunicationId, ContactId, Stamp};
pub use http::*;
use planning::{
    Date, Instant, Note, Violation,
    facts::{self, CommunicationChannel, Direction, Purpose},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::{Checked, resource},
    problem::Problem,
    stored,
};

/// A communication, as a client writes it.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "direction": "outbound",
    "channel": "email",
    "purpose": "thank_you",
    "at": "2026-03-10T17:00:00-04:00"
}))]
pub struct CommunicationInput {
    /// Who wrote to whom.
    pub direction: Direction,
    /// By which channel.
    #[serde(default)]
    pub channel: CommunicationChannel,
    /// What it was for; says something of outbound ones only.
    #[serde(default)]
    pub purpose: Purpose,
    /// Whether an outbound one came back undelivered. It then counts for nothing.
    #[serde(default)]
    pub bounced: bool,
    /// When it went out or came in.
    pub at: Instant,
    /// With whom: a contact of the application.
    #[serde(default)]
    pub contact_id: Option<ContactId>,
    /// A date for the decision that an inbound one gave.
    #[serde(default)]
    pub decision_expected_on: Option<Date>,
    /// Whether an inbound one is an auto-reply, which changes nothing.
    #[serde(default)]
    pub automatic: bool,
    /// Whether the employer asked something in an inbound one.
    #[serde(default)]
    pub needs_answer: bool,
    /// What you answer to that: the words of the answer are made of it.
    #[serde(default)]
    #[schema(example = "I can start on 1 May")]
    pub answer: Option<Note>,
}

impl Checked for CommunicationInput {
    const COMPLETE: bool = true;

    fn violations(&self) -> Vec<Violation> {
        let inbound = self.direction == Direction::Inbound;
        [
            ("/purpose", inbound && self.purpose != Purpose::Other, "outbound"),
            ("/bounced", inbound && self.bounced, "outbound"),
            ("/decision_expected_on", !inbound && self.decision_expected_on.is_some(), "inbound"),
            ("/automatic", !inbound && self.automatic, "inbound"),
            ("/needs_answer", !inbound && self.needs_answer, "inbound"),
            ("/answer", !inbound && self.answer.is_some(), "inbound"),
        ]
        .into_iter()
        .filter(|(_, wrong, _)| *wrong)
        .map(|(pointer, _, only)| {
            Violation::new(pointer, "wrong_direction", format!("says something of {only} communications only"))
        })
        .collect()
    }
}

resource! {
    /// A communication.
    Communication: CommunicationId, CommunicationInput, patch CommunicationPatch, of application
}

impl CommunicationInput {
    pub(crate) fn into_row(
        self,
        stamp: Stamp<CommunicationId>,
        application_id: ApplicationId,
    ) -> entity::Communication {
        entity::Communication {
            account_id: stamp.account_id,
            id: stamp.id,
            version: stamp.version,
            created_at: stamp.created_at,
            updated_at: stamp.updated_at,
            application_id,
            direction: stored::to_word(&self.direction),
            channel: stored::to_word(&self.channel),
            purpose: stored::to_word(&self.purpose),
            at: self.at.into(),
            contact_id: self.contact_id,
            decision_expected_on: self.decision_expected_on.map(Into::into),
            automatic: self.automatic,
            needs_answer: self.needs_answer,
            answer: self.answer.as_ref().map(ToString::to_string),
            bounced: self.bounced,
        }
    }

    fn from_row(row: &entity::Communication) -> Result<Self, Problem> {
        Ok(Self {
            direction: stored::word(&row.direction)?,
            channel: stored::word(&row.channel)?,
            purpose: stored::word(&row.purpose)?,
            bounced: row.bounced,
            at: stored::instant(row.at)?,
            contact_id: row.contact_id,
            decision_expected_on: stored::date(row.decision_expected_on)?,
            automatic: row.automatic,
            needs_answer: row.needs_answer,
            answer: stored::optional(row.answer.as_ref())?,
        })
    }
}

pub(crate) fn communication(row: &entity::Communication) -> Result<Communication, Problem> {
    Ok(crate::http::Resource::new(row.stamp(), CommunicationInput::from_row(row)?).of(row.application_id).into())
}

/// A stored communication as the planner sees it.
///
/// # Errors
///
/// [`Problem::Internal`], if the row can't be read.
pub fn facts(row: &entity::Communication) -> Result<facts::Communication, Problem> {
    let input = CommunicationInput::from_row(row)?;
    Ok(facts::Communication {
        direction: input.direction,
        channel: input.channel,
        purpose: input.purpose,
        bounced: input.bounced,
        at: input.at,
        contact_id: input.contact_id.map(stored::key),
        decision_expected_on: input.decision_expected_on,
        automatic: input.automatic,
        needs_answer: input.needs_answer,
        answer: input.answer,
    })
}
