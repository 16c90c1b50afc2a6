//! `/v1/messages`: the words for a step, drafts of them, and what in a text would better be changed.

mod create;
mod edit;
mod http;
mod leaving;
mod mark_sent;
mod occasion;
mod order;
mod proofread;
mod readiness;
mod render;
mod rendered;
mod stored_message;
mod surroundings;
mod texts;

pub use create::*;
pub use edit::*;
use entity::{ApplicationId, Dossier, Scope};
pub use http::*;
pub use leaving::Links;
pub(crate) use leaving::{answer, form_wanted};
pub use mark_sent::*;
pub(crate) use occasion::Occasion;
pub(crate) use order::{Order, Style, refused};
use planning::Violation;
pub use proofread::*;
pub use readiness::{MissingFromMessage, TextName};
pub use render::*;
pub use rendered::RenderedMessage;
pub(crate) use rendered::in_form;
pub(crate) use stored_message::People;
pub use stored_message::{MessageRecipient, MessageStatus, StoredMessage};
pub(crate) use surroundings::{Place, Surroundings};
pub(crate) use texts::texts_in;

use crate::{applications, problem::Problem};

/// The application that a body names, with all that belongs to it.
///
/// # Errors
///
/// [`Problem::InvalidBody`], if the account has none of this id.
pub(crate) async fn named_dossier(scope: &Scope, id: ApplicationId) -> Result<Dossier, Problem> {
    let dossier = scope.dossier(id).await?;
    dossier.ok_or_else(applications::unknown_in_body)
}

/// Violations of a document that stands at `pointer` in another one.
pub(crate) fn under(pointer: &str, violations: Vec<Violation>) -> Vec<Violation> {
    let moved = |violation: Violation| Violation { pointer: format!("{pointer}{}", violation.pointer), ..violation };
    violations.into_iter().map(moved).collect()
}
