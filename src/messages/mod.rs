//! `/v1/messages`: messages for steps, drafts of them, and proofreading.

mod batch;
mod create;
mod dismissals;
mod edit;
mod http;
mod mark_sent;
mod outgoing;
mod proofread;
mod readiness;
mod related_texts;
mod render;
mod render_job;
mod rendered;
mod stored_message;
mod target;
mod texts;

pub use batch::*;
pub use create::*;
pub use edit::*;
use entity::{ApplicationId, Dossier, Scope};
pub use http::*;
pub use mark_sent::*;
pub use outgoing::Links;
pub(crate) use outgoing::{answer, email_format, wanted_format};
pub use proofread::*;
pub use readiness::{MissingFromMessage, TextName};
pub(crate) use related_texts::{MessageLocation, RelatedRows, RelatedTexts};
pub use render::*;
pub(crate) use render_job::{RenderJob, Style, render_problem};
pub use rendered::RenderedMessage;
pub(crate) use rendered::render_as;
pub(crate) use stored_message::People;
pub use stored_message::{MessageRecipient, MessageStatus, StoredMessage};
pub(crate) use target::MessageTarget;
pub(crate) use texts::texts_in;

pub(crate) use crate::problem::with_pointer_prefix;
use crate::{applications, problem::Problem};

/// The dossier of the application that a body names.
///
/// # Errors
///
/// [`Problem::InvalidBody`], if the account has no application with this id.
pub(crate) async fn named_dossier(scope: &Scope, id: ApplicationId) -> Result<Dossier, Problem> {
    let dossier = scope.dossier(id).await?;
    dossier.ok_or_else(applications::unknown_in_body)
}
