//! Messages from facts that are not stored.

use actix_web::{HttpRequest, HttpResponse, post, web::Data};
use messages::{Locale, Tone};
use planning::{Facts, Key, StepKind, Violation, facts::Channel};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    RelatedTexts, RenderedMessage, Style, answer, render_as,
    render_job::{find_template, job_for, render_problem},
    target::MessageTarget,
    wanted_format, with_pointer_prefix,
};
use crate::{
    auth::Reader,
    follow_up_plans,
    http::{Body, Validate},
    overrides::StepId,
    problem::{CreateProblems, NoSuchForm, Problem},
    state::AppState,
};

/// The facts and the message to write from them.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenderInput {
    /// The facts, as for a plan.
    pub facts: Facts,
    /// The step of the plan. It determines kind, interview and contact. The default is the plan's next step, unless
    /// `kind` is given.
    #[serde(default)]
    pub step_id: Option<StepId>,
    /// The kind of message, if it belongs to no step.
    #[serde(default)]
    pub kind: Option<StepKind>,
    /// The interview, one of the facts. The default is the latest one.
    #[serde(default)]
    pub interview_id: Option<Key>,
    /// The contact who receives it, one of the facts.
    #[serde(default)]
    pub contact_id: Option<Key>,
    /// The channel. The default is the step's recommended channel, or the first channel of the kind.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// The tone. The default fits the company.
    #[serde(default)]
    pub tone: Option<Tone>,
    /// The language of the message. The default is the language of the application, else of the candidate, else
    /// English.
    #[serde(default)]
    pub locale: Option<Locale>,
    /// The key of a template, built in or your own. By default the service writes the message itself. The template's
    /// channel applies if no channel is given.
    #[serde(default)]
    pub template: Option<Key>,
}

impl RenderInput {
    fn target(&self) -> Result<MessageTarget, Vec<Violation>> {
        let text = |id: &Option<Key>| id.as_deref().map(str::to_owned);
        MessageTarget::from_fields(self.step_id.clone(), self.kind, text(&self.interview_id), text(&self.contact_id))
    }
}

impl Validate for RenderInput {
    fn violations(&self) -> Vec<Violation> {
        let mut violations = with_pointer_prefix("/facts", self.facts.violations());
        violations.extend(self.target().err().unwrap_or_default());
        violations
    }
}

/// Preview a message
///
/// Writes the message from the facts in the body, for a step of their plan or for a kind of message, and stores
/// nothing. With `Accept: text/plain` the answer is only the text, with `Accept: message/rfc822` an e-mail as a file
/// that mail programs open as a draft.
#[utoipa::path(
    operation_id = "render_message",
    tag = "messages",
    request_body(content = RenderInput, example = json!({
        "facts": {
            "candidate": {
                "name": "Grace Lindqvist",
                "email": "grace@example.com",
                "phone": "+1 212 555 0100",
                "strengths": ["ten years of building data pipelines"]
            },
            "application": {
                "company": {"name": "Acme"},
                "position": {"title": "Data Engineer"},
                "time_zone": "America/New_York"
            },
            "contacts": [{"id": "c1", "name": "Ada Okafor", "email": "ada@acme.example"}],
            "interviews": [{
                "id": "i1",
                "starts_at": "2026-03-10T14:00:00-04:00",
                "ends_at": "2026-03-10T15:00:00-04:00",
                "interviewer_ids": ["c1"],
                "talking_points": ["moving the nightly batch to a stream"]
            }]
        },
        "kind": "thank_you",
        "contact_id": "c1"
    })),
    responses(
        (status = 200, description = "The message", body = RenderedMessage),
        CreateProblems,
        NoSuchForm
    )
)]
#[post("/v1/messages/render")]
pub async fn render_message(
    scope: Reader,
    state: Data<AppState>,
    request: HttpRequest,
    Body(input): Body<RenderInput>,
) -> Result<HttpResponse, Problem> {
    let target = input.target().map_err(Problem::InvalidBody)?;
    let template = find_template(&scope, input.template.as_ref()).await?;
    let style = Style::requested(input.channel, input.tone, input.locale, template.as_ref());
    let facts = follow_up_plans::as_of_now(input.facts, &scope)?;
    let job = job_for(&scope, &facts, "/facts", &target, style).await?.with_template(template);
    let (format, kind) = (wanted_format(&request, job.route.channel)?, job.kind);
    let (nothing, company) = (RelatedTexts::default(), facts.application.company.name.clone());
    let body = state.blocking.run(move || render_as(format, &job, &facts, &nothing, render_problem));
    Ok(answer(format, kind, &company, body.await??))
}
