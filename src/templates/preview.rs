//! What a template makes of a stored application, before it is stored or sent.

use actix_web::{HttpResponse, http::header::ContentType, post, web};
use entity::ApplicationId;
use messages::{Message, RenderError, Request, Tone, custom::OwnTemplate, render_own};
use planning::{Facts, Instant, Key, UsableChannel, Via, Violation};
use serde::Deserialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{OneOfBuilder, Ref, RefOr, Schema},
};

use super::{Template, by_key, unknown};
use crate::{
    auth::Reader,
    follow_up_plans::{facts_of, request_for},
    http::{Body, Checked},
    playbooks::Shelf,
    problem::{CreateProblems, Problem},
};

/// The key of a template, or a whole one.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum TemplateChoice {
    /// By its key.
    Key(Key),
    /// Written out.
    Whole(Box<Template>),
}

impl PartialSchema for TemplateChoice {
    fn schema() -> RefOr<Schema> {
        OneOfBuilder::new()
            .item(Key::schema())
            .item(Ref::from_schema_name(Template::name()))
            .description(Some("The key of a template, built in or your own, or a whole one that is stored nowhere"))
            .into()
    }
}

impl ToSchema for TemplateChoice {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Template::name().into_owned(), Template::schema()));
        Template::schemas(schemas);
    }
}

/// Which template to try, and on what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplatePreview {
    /// The template.
    template: TemplateChoice,
    /// The application whose facts it is filled in with.
    application_id: ApplicationId,
    /// The step of the application's plan; without it the first of the template's kind, or if there is none, a message
    /// about the latest interview to the first contact.
    #[serde(default)]
    #[schema(max_length = 300)]
    step_id: Option<String>,
    /// How it sounds, where the template goes with any tone; as fits the company, if left out.
    #[serde(default)]
    tone: Option<Tone>,
}

impl Checked for TemplatePreview {
    fn violations(&self) -> Vec<Violation> {
        let TemplateChoice::Whole(template) = &self.template else { return Vec::new() };
        let within =
            |violation: Violation| Violation { pointer: format!("/template{}", violation.pointer), ..violation };
        template.violations().into_iter().map(within).collect()
    }
}

/// Try a template
///
/// Renders a template, stored or not, with the facts of a stored application; nothing is stored. What the template has
/// to say about facts that aren't known is left out, and `missing` names them.
#[utoipa::path(
    operation_id = "preview_template",
    tag = "templates",
    request_body(content = TemplatePreview, example = json!({
        "template": "thank_you.email.neutral",
        "application_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5"
    })),
    responses((status = 200, description = "The message", body = Message), CreateProblems),
    security(("oauth2" = ["read"]))
)]
#[post("/v1/templates/preview")]
pub async fn preview_template(scope: Reader, Body(input): Body<TemplatePreview>) -> Result<HttpResponse, Problem> {
    let TemplatePreview { template, application_id, step_id, tone } = input;
    let template = match template {
        TemplateChoice::Whole(template) => *template,
        TemplateChoice::Key(key) => {
            by_key(&scope, &key).await?.ok_or_else(|| wrong("/template", "unknown_reference", unknown(&key)))?
        }
    };
    let facts = facts_of(&scope, application_id).await.map_err(|problem| match problem {
        Problem::NotFound => wrong("/application_id", "unknown_reference", "there is no application with this id"),
        problem => problem,
    })?;
    let now = scope.now().try_into().map_err(Problem::internal)?;
    let preview = move || message(&template.usable()?, &facts, now, step_id.as_deref(), tone);
    let json = web::block(preview).await.map_err(Problem::internal)??;
    Ok(HttpResponse::Ok().content_type(ContentType::json()).body(json))
}

fn wrong(pointer: impl Into<String>, code: &'static str, message: impl Into<String>) -> Problem {
    Problem::InvalidBody(vec![Violation::new(pointer, code, message)])
}

/// The message that `template` makes, as JSON.
fn message(
    template: &OwnTemplate,
    facts: &Facts,
    now: Instant,
    step_id: Option<&str>,
    tone: Option<Tone>,
) -> Result<String, Problem> {
    let shelf = Shelf::default();
    let playbook = shelf.chosen(facts).map_err(|violation| Problem::internal(violation.message))?;
    let plan = planning::plan(facts, playbook, now);
    let step = match step_id {
        Some(id) => {
            let step = plan.steps.iter().find(|step| step.id == id);
            Some(step.ok_or_else(|| wrong("/step_id", "unknown_reference", "the plan has no step with this id"))?)
        }
        None => plan.steps.iter().find(|step| step.kind == template.kind()),
    };
    let request = match step {
        Some(step) => request_for(facts, &plan, step, Some(template.channel())),
        None => of_no_step(facts, template),
    };
    let message = render_own(&Request { tone, ..request }, template).map_err(refused)?;
    serde_json::to_string(&message).map_err(Problem::internal)
}

/// A message about the latest interview to the first contact.
fn of_no_step<'f>(facts: &'f Facts, template: &OwnTemplate) -> Request<'f> {
    Request {
        facts,
        kind: template.kind(),
        interview_id: None,
        contact_id: facts.contacts.first().map(|contact| &*contact.id),
        pass_on_to: &[],
        channel: UsableChannel { channel: template.channel(), via: Via::Direct },
        thank_you_planned: true,
        tone: None,
        locale: template.locale(),
    }
}

fn refused(error: RenderError) -> Problem {
    let reason = error.to_string();
    match error {
        RenderError::OtherTemplate(_) => wrong("/template", "other_message", reason),
        RenderError::TooMuch(part) => wrong(format!("/template{}", part.pointer()), "takes_too_much", reason),
        RenderError::Own { part, .. } => wrong(format!("/template{}", part.pointer()), "invalid", reason),
        error => Problem::internal(error),
    }
}
