//! The response to a batch of messages.

use entity::ApplicationId;
use planning::Key;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{messages::rendered::RenderedMessage, problem::ProblemDocument};

/// The messages of a batch.
#[derive(Serialize, ToSchema)]
pub struct MessageBatchResults<'m> {
    /// One result for each item, in their order.
    pub results: Vec<MessageBatchResult<'m>>,
}

/// The message of an item, or why there is none.
#[derive(Serialize, ToSchema)]
pub struct MessageBatchResult<'m> {
    /// The application's id. Null if the account has no such application, or the item can't be read.
    #[schema(required)]
    pub application_id: Option<ApplicationId>,
    /// The application's remote id. Null if it has none, or the item can't be read.
    #[schema(required)]
    pub remote_id: Option<&'m Key>,
    /// The step's id. Null if none was named and the plan has no next step.
    #[schema(required)]
    pub step_id: Option<&'m str>,
    pub status: MessageResultStatus,
    /// The message; left out, if it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub message: Option<RenderedMessage<'m>>,
    /// Why there is none; left out, if there is a message. Pointers are relative to the body of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub problem: Option<ProblemDocument<'m>>,
}

/// Whether a batch has a message for an item.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageResultStatus {
    /// There is a message.
    Written,
    /// There is none; the problem says why.
    Refused,
}
