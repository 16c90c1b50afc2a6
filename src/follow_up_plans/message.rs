//! The message for a step of a plan.

use actix_web::{
    HttpRequest, HttpResponse, get,
    web::{Data, Path},
};
use entity::{ApplicationId, Scope};
use messages::{Locale, RenderError, Tone};
use planning::{Instant, Key, facts::Channel};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{stored_facts::facts_at, stored_plan::PlanQuery};
use crate::{
    auth::Reader,
    http::{Query, ResponseFormat},
    messages::{
        MessageLocation, RelatedTexts, RenderJob, RenderedMessage, Style, answer, email_format, render_as,
        wanted_format,
    },
    overrides::StepId,
    problem::{Problem, ReadProblems},
    state::AppState,
    templates,
};

/// The query parameters of the message.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MessageQuery {
    /// The channel; the one that the step recommends by default.
    #[serde(default)]
    channel: Option<Channel>,
    /// The tone. The default fits the company.
    #[serde(default)]
    tone: Option<Tone>,
    /// The language of the message. The default is the language of the application, else of the candidate, else
    /// English.
    #[serde(default)]
    #[param(example = "en")]
    locale: Option<Locale>,
    /// The moment at which the plan is made; now by default.
    #[serde(default)]
    #[param(value_type = Option<String>, format = DateTime, example = "2026-03-10T20:00:00-04:00")]
    as_of: Option<Instant>,
    /// The key of a built-in or own playbook. The default is the application's playbook.
    #[serde(default)]
    #[param(example = "consensus")]
    playbook: Option<Key>,
    /// The key of the template, built in or your own. By default the service writes the message itself. The message
    /// goes by the template's channel.
    #[serde(default)]
    #[param(example = "thank_you.email.neutral")]
    template: Option<Key>,
}

/// Get the message for a step of a follow-up plan
///
/// A subject and a body, or for a call a script and a voicemail; the elements that it contains and the rules they
/// follow; facts that would improve it; and links to send it. With `Accept: text/plain` it is that of `…/text`, with
/// `Accept: message/rfc822` that of `…/email`.
#[utoipa::path(
    operation_id = "get_step_message",
    tag = "follow-up plans",
    params(
        ("id" = ApplicationId, Path, description = "The application's id"),
        ("step_id" = StepId, Path, description = "The step's id in the plan"),
        MessageQuery
    ),
    responses(
        (status = 200, description = "The message", body = RenderedMessage),
        ReadProblems
    )
)]
#[get("/v1/applications/{id}/follow-up-plan/steps/{step_id}/message")]
pub async fn get_step_message(
    scope: Reader,
    state: Data<AppState>,
    request: HttpRequest,
    path: Path<(ApplicationId, String)>,
    Query(query): Query<MessageQuery>,
) -> Result<HttpResponse, Problem> {
    message_of_step(&scope, &state, path.into_inner(), query, |channel| wanted_format(&request, channel)).await
}

/// Get the message for a step of a follow-up plan as text
///
/// Only the text, with the subject in the first line, if it has one.
#[utoipa::path(
    operation_id = "get_step_message_text",
    tag = "follow-up plans",
    params(
        ("id" = ApplicationId, Path, description = "The application's id"),
        ("step_id" = StepId, Path, description = "The step's id in the plan"),
        MessageQuery
    ),
    responses((status = 200, description = "The text", body = String, content_type = "text/plain"), ReadProblems)
)]
#[get("/v1/applications/{id}/follow-up-plan/steps/{step_id}/message/text")]
pub async fn get_step_message_text(
    scope: Reader,
    state: Data<AppState>,
    path: Path<(ApplicationId, String)>,
    Query(query): Query<MessageQuery>,
) -> Result<HttpResponse, Problem> {
    message_of_step(&scope, &state, path.into_inner(), query, |_| Ok(ResponseFormat::Text)).await
}

/// Get the message for a step of a follow-up plan as an e-mail
///
/// A file that mail programs open as a draft. Messages by other channels have none (404).
#[utoipa::path(
    operation_id = "get_step_message_email",
    tag = "follow-up plans",
    params(
        ("id" = ApplicationId, Path, description = "The application's id"),
        ("step_id" = StepId, Path, description = "The step's id in the plan"),
        MessageQuery
    ),
    responses((status = 200, description = "The e-mail", body = String, content_type = "message/rfc822"), ReadProblems)
)]
#[get("/v1/applications/{id}/follow-up-plan/steps/{step_id}/message/email")]
pub async fn get_step_message_email(
    scope: Reader,
    state: Data<AppState>,
    path: Path<(ApplicationId, String)>,
    Query(query): Query<MessageQuery>,
) -> Result<HttpResponse, Problem> {
    message_of_step(&scope, &state, path.into_inner(), query, email_format).await
}

/// The message for a step, in the format that `wanted` names for its channel.
async fn message_of_step(
    scope: &Scope,
    state: &AppState,
    (id, step_id): (ApplicationId, String),
    query: MessageQuery,
    wanted: impl FnOnce(Channel) -> Result<ResponseFormat, Problem>,
) -> Result<HttpResponse, Problem> {
    let which = PlanQuery { as_of: query.as_of, playbook: query.playbook, ..PlanQuery::default() };
    let (playbook, as_of) = (which.playbook(scope).await?, which.moment(scope)?);
    let template = match &query.template {
        Some(key) => Some(templates::find_template(scope, key, |why| Problem::BadRequest(why.into())).await?),
        None => None,
    };
    let style = Style::requested(query.channel, query.tone, query.locale, template.as_ref());
    let dossier = scope.dossier(id).await?.ok_or(Problem::NotFound)?;
    let facts = facts_at(dossier.clone(), as_of)?;
    let job = {
        let plan = planning::plan_without_reasons(&facts, playbook.or_of(&facts)?, as_of);
        let step = plan.steps.iter().find(|step| step.id == step_id).ok_or(Problem::UNKNOWN_STEP)?;
        RenderJob::for_step(&facts, &plan, step, style).with_template(template)
    };
    let (format, kind) = (wanted(job.route.channel)?, job.kind);
    let related = match format {
        ResponseFormat::Json => {
            RelatedTexts::read(scope, MessageLocation::from_job(&dossier.application, &job)).await?
        }
        _ => RelatedTexts::default(),
    };
    let company = facts.application.company.name.clone();
    let body = state.blocking.run(move || render_as(format, &job, &facts, &related, query_problem));
    Ok(answer(format, kind, &company, body.await??))
}

/// A rendering error as a problem with the query.
fn query_problem(error: RenderError) -> Problem {
    match error {
        RenderError::NoMessage(_)
        | RenderError::NoSuchChannel { .. }
        | RenderError::NotInLanguage { .. }
        | RenderError::OtherTemplate(_)
        | RenderError::TooMuch(_)
        | RenderError::Own { .. } => Problem::BadRequest(error.to_string().into()),
        error => Problem::internal(error),
    }
}
