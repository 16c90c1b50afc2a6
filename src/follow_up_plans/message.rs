//! The words for a step of a plan.

use actix_web::{
    HttpRequest, HttpResponse, get,
    web::{self, Path},
};
use entity::{ApplicationId, Scope};
use messages::{Locale, Message, RenderError, Request, Tone, custom::OwnTemplate};
use planning::{Facts, Instant, Key, Plan, Step, UsableChannel, Via, facts::Channel};
use serde::Deserialize;
use utoipa::IntoParams;

use super::stored_plan::{PlanQuery, facts_of};
use crate::{
    auth::Reader,
    http::{Form, Query},
    problem::{Problem, ReadProblems},
    templates,
};

/// Which message.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MessageQuery {
    /// How it goes out; the channel that the step recommends, if left out.
    #[serde(default)]
    #[param(inline)]
    channel: Option<Channel>,
    /// How it sounds; as fits the company, if left out.
    #[serde(default)]
    #[param(inline)]
    tone: Option<Tone>,
    /// Its language.
    #[serde(default)]
    #[param(value_type = Option<String>, example = "en")]
    locale: Locale,
    /// The moment that the plan is for; now, if left out.
    #[serde(default)]
    #[param(value_type = Option<String>, format = DateTime, example = "2026-03-10T20:00:00-04:00")]
    as_of: Option<Instant>,
    /// The key of the playbook that the plan follows, built in or your own; `consensus`, if left out.
    #[serde(default)]
    #[param(value_type = Option<String>, example = "consensus")]
    playbook: Option<Key>,
    /// The key of the template that it is rendered with, built in or your own; the service's own words, if left out.
    /// Its channel is the one by which the message goes out.
    #[serde(default)]
    #[param(value_type = Option<String>, example = "thank_you.email.neutral")]
    template: Option<Key>,
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
    let template = match &query.template {
        Some(key) => Some(named_template(&scope, key).await?),
        None => None,
    };
    let facts = facts_of(&scope, id).await?;
    let wish = Wish { channel: query.channel, tone: query.tone, locale: query.locale };
    let write = move || {
        let plan = planning::plan(&facts, &playbook, as_of);
        let step = plan.steps.iter().find(|step| step.id == step_id).ok_or(Problem::NotFound)?;
        let message = wish.render(&facts, &plan, step, template.as_ref())?;
        if form == Form::Text {
            Ok(message.to_text())
        } else {
            serde_json::to_string(&message).map_err(Problem::internal)
        }
    };
    // A template of one's own may take all that it is allowed.
    let written = if query.template.is_some() { web::block(write).await.map_err(Problem::internal)? } else { write() };
    Ok(form.answer().body(written?))
}

async fn named_template(scope: &Scope, key: &str) -> Result<OwnTemplate, Problem> {
    let template = templates::by_key(scope, key).await?;
    template.ok_or_else(|| Problem::BadRequest(templates::unknown(key).into()))?.usable()
}

/// How a message is wanted.
#[derive(Clone, Copy, Debug)]
struct Wish {
    channel: Option<Channel>,
    tone: Option<Tone>,
    locale: Locale,
}

impl Wish {
    fn render<'f>(
        self,
        facts: &'f Facts,
        plan: &'f Plan<'f>,
        step: &'f Step<'f>,
        template: Option<&OwnTemplate>,
    ) -> Result<Message<'f>, Problem> {
        let channel = self.channel.or_else(|| template.map(OwnTemplate::channel));
        let request = Request { tone: self.tone, locale: self.locale, ..request_for(facts, plan, step, channel) };
        let message = match template {
            Some(template) => messages::render_own(&request, template),
            None => messages::render(&request),
        };
        message.map_err(|error| match error {
            RenderError::NoMessage(_)
            | RenderError::NoSuchChannel { .. }
            | RenderError::OtherTemplate(_)
            | RenderError::TooMuch(_)
            | RenderError::Own { .. } => Problem::BadRequest(error.to_string().into()),
            error => Problem::internal(error),
        })
    }
}

/// The message for a step of a plan, by `channel` or by the one that the step recommends.
pub(crate) fn request_for<'f>(
    facts: &'f Facts,
    plan: &Plan<'f>,
    step: &'f Step<'f>,
    channel: Option<Channel>,
) -> Request<'f> {
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
    Request::for_step(facts, plan, step, usable.unwrap_or_else(unreachable))
}
