//! Marking a draft as sent.

use actix_web::{post, web::Path};
use entity::{CommunicationId, MessageId};
use planning::{
    Instant, Key, StepKind, Violation,
    facts::{Channel, CommunicationChannel, CommunicationDetails, Direction},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{MissingFromMessage, StoredMessage, stored_message::stored_message};
use crate::{
    auth::Writer,
    communications::CommunicationInput,
    follow_up_plans,
    http::{OptionalBody, Validate},
    problem::{CreateProblems, Problem},
};

/// When a message was sent, and whether an incomplete one is accepted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"confirm_incomplete": false}))]
pub struct MarkSent {
    /// When the message was sent; not in the future. The default is now.
    #[serde(default)]
    pub sent_at: Option<Instant>,
    /// Confirms that the message was sent although it is not ready.
    #[serde(default)]
    pub confirm_incomplete: bool,
    /// The client's own id for the communication that records it, so that the client finds it again among its own.
    #[serde(default)]
    pub remote_id: Option<Key>,
}

impl Validate for MarkSent {}

/// Mark a message as sent
///
/// Records a communication, from which the plan follows. Without a body, the message was sent just now. Repeating the
/// request changes nothing; another `sent_at` is a conflict. Thanks sent before the interview has ended are a conflict,
/// too. A message that is not `ready` is refused with 409 and a type of its own, `message-not-ready`; `errors` name
/// what is missing. `confirm_incomplete` marks such a message as sent all the same. Deleting the communication makes
/// the message a draft again.
#[utoipa::path(
    operation_id = "mark_message_sent",
    tag = "messages",
    params(("id" = MessageId, Path, description = "The message's id")),
    request_body(content = Option<MarkSent>, example = json!({"confirm_incomplete": false})),
    responses((status = 200, description = "The message", body = StoredMessage), CreateProblems)
)]
#[post("/v1/messages/{id}/mark-sent")]
pub async fn mark_message_sent(
    scope: Writer,
    id: Path<MessageId>,
    OptionalBody(input): OptionalBody<MarkSent>,
) -> Result<StoredMessage, Problem> {
    let row: entity::Message = scope.get(*id).await?.ok_or(Problem::NotFound)?;
    let now = follow_up_plans::now(&scope)?;
    let sent_at = input.sent_at.unwrap_or(now);
    if sent_at > now {
        let future = Violation::new("/sent_at", "in_future", "must not lie in the future");
        return Err(Problem::InvalidBody(vec![future]));
    }
    if row.sent_at.is_none() {
        check_sent_at(&scope, &row, sent_at).await?;
        if !input.confirm_incomplete {
            check_ready(&stored_message(&scope, row.clone()).await?)?;
        }
        let communication = sent_communication(&row, sent_at, input.remote_id.clone());
        let communication = communication.into_row(scope.stamp(CommunicationId::new()), row.application_id);
        scope.mark_sent(row.stamp.id, communication).await?;
    }
    // Sent by this request, or by another one before.
    let row = scope.get(*id).await?.ok_or(Problem::NotFound)?;
    let message = stored_message(&scope, row).await?;
    if let (Some(communication), Some(remote_id)) = (message.communication_id(), &input.remote_id) {
        check_remote_id(&scope, communication, remote_id).await?;
    }
    match message.sent_at() {
        Some(before) if input.sent_at.is_none_or(|sent_at| *sent_at == before) => Ok(message),
        Some(_) => Err(Problem::SENT_AT_ANOTHER_TIME),
        None => Err(entity::Error::WriteConflict.into()),
    }
}

/// Refuses thanks that were sent before the end of their interview, since the plan would not count them.
async fn check_sent_at(scope: &Writer, row: &entity::Message, sent_at: Instant) -> Result<(), Problem> {
    let Some(interview) = row.interview_id.filter(|_| row.kind == StepKind::ThankYou) else {
        return Ok(());
    };
    let interview: Option<entity::Interview> = scope.get(interview).await?;
    if interview.is_some_and(|interview| sent_at < interview.details.ends_at) {
        let early = Violation::new("/sent_at", "too_early", "must not lie before the end of the interview");
        return Err(Problem::InvalidBody(vec![early]));
    }
    Ok(())
}

/// Refuses a message that lacks something that is required.
fn check_ready(message: &StoredMessage) -> Result<(), Problem> {
    let missing: Vec<Violation> = message.missing().iter().map(MissingFromMessage::violation).collect();
    if missing.is_empty() { Ok(()) } else { Err(Problem::MessageNotReady(missing)) }
}

/// Refuses another remote id than that of the communication that records the message.
async fn check_remote_id(scope: &Writer, id: CommunicationId, remote_id: &Key) -> Result<(), Problem> {
    let recorded: Option<entity::Communication> = scope.get(id).await?;
    match recorded {
        Some(recorded) if recorded.remote_id.as_ref() != Some(remote_id) => {
            Err(Problem::Conflict("the communication that records the message has another remote_id, or none".into()))
        }
        _ => Ok(()),
    }
}

/// The communication that records a sent message.
fn sent_communication(row: &entity::Message, at: Instant, remote_id: Option<Key>) -> CommunicationInput {
    let details = CommunicationDetails {
        direction: Direction::Outbound,
        channel: match row.channel {
            Channel::Email => CommunicationChannel::Email,
            Channel::Phone => CommunicationChannel::Phone,
            Channel::Linkedin => CommunicationChannel::Linkedin,
            Channel::Letter => CommunicationChannel::Letter,
        },
        purpose: row.kind.purpose(),
        bounced: false,
        at,
        decision_expected_on: None,
        automatic: false,
        needs_answer: false,
        answer: None,
    };
    CommunicationInput { remote_id, contact_id: row.contact_id, details }
}
