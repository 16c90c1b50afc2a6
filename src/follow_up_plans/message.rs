//! The words for a step of a plan.

use actix_web::{HttpRequest, HttpResponse, get, web::Path};
use entity::ApplicationId;
use messages::{Locale, Message, RenderError, Request, Tone};
use planning::{Facts, Instant, Key, Plan, Step, UsableChannel, Via, facts::Channel};
use serde::Deserialize;
use utoipa::IntoParams;

use super::stored_plan::{PlanQuery, facts_of};
use crate::{
    auth::Reader,
    http::{Form, Query},
    problem::{Problem, ReadProblems},
};

/// Which message.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MessageQuery {
    /// How it goes out; the channel that the step recommends, if left out.
    #[serde(default)]
    channel: Option<Channel>,
    /// How it sounds; as fits the company, if left out.
    #[serde(default)]
    tone: Option<Tone>,
    /// Its language.
    #[serde(default)]
    #[param(value_type = Option<Locale>, example = "en")]
    locale: Locale,
    /// The moment that the plan is for; now, if left out.
    #[serde(default)]
    #[param(value_type = Option<String>, format = DateTime, example = "2026-03-10T20:00:00-04:00")]
    as_of: Option<Instant>,
    /// The key of the playbook that the plan follows, built in or your own; `consensus`, if left out.
    #[serde(default)]
    #[param(example = "consensus")]
    playbook: Option<Key>,
}

/// The message for a step of a follow-up plan
///
/// A subject and a body, or for the phone a script and a voicemail; what it holds and which rules that serves; and
/// which facts would make it better. With `Accept: text/plain` just the words.
#[utoipa::path(
    operation_id = "get_step_message",
    tag = "follow-up plans",
    params(
        ("id" = ApplicationId, Path, description = "The application's id"),
        ("step_id" = String, Path, description = "The step's id in the plan"),
        MessageQuery
    ),
    responses(
        (status = 200, description = "The message", content(
            (Message = "application/json"),
            (String = "text/plain")
        )),
        ReadProblems
    ),
    security(("oauth2" = ["read"]))
)]
#[get("/v1/applications/{id}/follow-up-plan/steps/{step_id}/message")]
pub async fn get_step_message(
    scope: Reader,
    request: HttpRequest,
    path: Path<(ApplicationId, String)>,
    Query(query): Query<MessageQuery>,
) -> Result<HttpResponse, Problem> {
    let form = Form::wanted(&request, &[Form::Json, Form::Text])?;
    let (id, step_id) = path.into_inner();
    let which = PlanQuery { as_of: query.as_of, playbook: query.playbook };
    let (playbook, as_of) = (which.playbook(&scope).await?, which.moment(&scope)?);
    let facts = facts_of(&scope, id).await?;
    let plan = planning::plan(&facts, &playbook, as_of);
    let step = plan.steps.iter().find(|step| step.id == step_id).ok_or(Problem::NotFound)?;
    let message = render(&facts, &plan, step, query.channel, query.tone, query.locale)?;
    Ok(match form {
        Form::Text => form.answer().body(message.to_text()),
        _ => form.answer().json(message),
    })
}

fn render<'f>(
    facts: &'f Facts,
    plan: &'f Plan<'f>,
    step: &'f Step<'f>,
    channel: Option<Channel>,
    tone: Option<Tone>,
    locale: Locale,
) -> Result<Message<'f>, Problem> {
    let usable = step.channel.recommended.iter().chain(&step.channel.alternatives);
    let usable = match channel {
        Some(wanted) => usable.copied().find(|usable| usable.channel == wanted),
        None => step.channel.recommended,
    };
    // Nobody can be reached by it yet; the words are the same, and the message says that the address is missing.
    let unreachable = || {
        let channel = channel.or_else(|| messages::channels(step.kind).first().copied()).unwrap_or(Channel::Email);
        UsableChannel { channel, via: Via::Direct }
    };
    let request = Request { tone, locale, ..Request::for_step(facts, plan, step, usable.unwrap_or_else(unreachable)) };
    messages::render(&request).map_err(|error| match error {
        RenderError::NoMessage(_) | RenderError::NoSuchChannel { .. } => Problem::BadRequest(error.to_string().into()),
        error => Problem::internal(error),
    })
}
