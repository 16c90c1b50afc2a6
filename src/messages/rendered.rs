//! A rendered message that is returned and not stored.

use messages::{
    Message, RenderError,
    proofread::{Context, Finding},
};
use planning::Facts;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Links, RelatedTexts, RenderJob, outgoing::OutgoingMessage};
use crate::{http::ResponseFormat, problem::Problem};

/// A message for a step, with the proofreader's findings.
#[derive(Debug, Serialize, ToSchema)]
pub struct RenderedMessage<'m> {
    #[serde(flatten)]
    message: &'m Message<'m>,
    links: Links,
    /// The findings of the proofreader, most severe first.
    findings: Vec<Finding>,
}

/// The message in this format. It is proofread if the format shows the findings, which takes time.
///
/// # Errors
///
/// The errors of [`messages::render`], converted by `to_problem`.
pub(crate) fn render_as(
    format: ResponseFormat,
    job: &RenderJob,
    facts: &Facts,
    related: &RelatedTexts,
    to_problem: impl FnOnce(RenderError) -> Problem,
) -> Result<Vec<u8>, Problem> {
    let written = job.render(facts, |message| match format {
        ResponseFormat::Text => Ok(message.to_text().into_bytes()),
        ResponseFormat::Email => Ok(outgoing(message).eml(&facts.candidate)),
        _ => serde_json::to_vec(&to_response(message, job, facts, related)),
    });
    written.map_err(to_problem)?.map_err(Problem::internal)
}

/// The message with its links and the proofreader's findings.
pub(super) fn to_response<'m>(
    message: &'m Message<'m>,
    job: &RenderJob,
    facts: &Facts,
    related: &RelatedTexts,
) -> RenderedMessage<'m> {
    let findings = related.proofread(&message.texts(), &Context { locale: Some(message.locale), ..job.context(facts) });
    RenderedMessage { message, links: outgoing(message).links(), findings }
}

fn outgoing<'m>(message: &'m Message) -> OutgoingMessage<'m> {
    OutgoingMessage {
        channel: message.channel,
        name: message.recipient.name.as_deref(),
        address: message.recipient.address,
        subject: message.subject.as_deref(),
        body: message.body.as_deref(),
    }
}
