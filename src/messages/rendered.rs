//! A message that is written for an answer, and kept nowhere.

use messages::{Message, RenderError, proofread::Finding};
use planning::Facts;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Links, Order, Surroundings, leaving::Leaving};
use crate::{http::Form, problem::Problem};

/// A message as it is written for a step, with what there is to say about it.
#[derive(Debug, Serialize, ToSchema)]
pub struct RenderedMessage<'m> {
    #[serde(flatten)]
    message: &'m Message<'m>,
    links: Links,
    /// What in the texts would better be changed, the worst first.
    findings: Vec<Finding>,
}

/// The message in this form. It is proofread where the form shows what was found; that takes its time.
///
/// # Errors
///
/// What `refused` makes of those of [`messages::render`].
pub(crate) fn in_form(
    form: Form,
    order: &Order,
    facts: &Facts,
    surroundings: &Surroundings,
    refused: impl FnOnce(RenderError) -> Problem,
) -> Result<Vec<u8>, Problem> {
    let written = order.render(facts, |message| {
        let leaving = Leaving {
            channel: message.channel,
            name: message.recipient.name.as_deref(),
            address: message.recipient.address,
            subject: message.subject.as_deref(),
            body: message.body.as_deref(),
        };
        match form {
            Form::Text => Ok(message.to_text().into_bytes()),
            Form::Email => Ok(leaving.eml(&facts.candidate)),
            _ => {
                let findings = surroundings.proofread(&message.texts(), &order.context(facts));
                serde_json::to_vec(&RenderedMessage { message, links: leaving.links(), findings })
            }
        }
    });
    written.map_err(refused)?.map_err(Problem::internal)
}
