//! Previews of templates with a stored application.

use actix_web::{HttpResponse, post, web::Data};
use entity::{ApplicationId, Scope};
use messages::{RenderError, Tone, custom::OwnTemplate};
use planning::{Facts, Key, Violation};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Template, find_template};
use crate::{
    auth::Reader,
    follow_up_plans::{self, ReasonsWanted},
    http::{Reference, Referring, ReferringBody, ResponseFormat, Validate},
    messages::{
        MessageLocation, MessageTarget, RelatedTexts, RenderJob, RenderedMessage, Style, named_dossier, render_as,
        render_problem, with_pointer_prefix,
    },
    overrides::StepId,
    playbooks::PlaybookSet,
    problem::{CreateProblems, Problem},
    state::AppState,
};

/// The template and the application for a preview.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplatePreview {
    /// The key of the template, built in or one of your own.
    #[serde(default)]
    template: Option<Key>,
    /// A whole template, stored nowhere, instead of `template`.
    #[serde(default)]
    custom_template: Option<Box<Template>>,
    /// The application whose facts fill the template.
    application_id: ApplicationId,
    /// The step of the application's plan. The default is the first step of the template's kind; if there is none, a
    /// message about the latest interview to the first contact.
    #[serde(default)]
    step_id: Option<StepId>,
    /// The tone, if the template fits every tone. The default fits the company.
    #[serde(default)]
    tone: Option<Tone>,
}

impl Validate for TemplatePreview {
    fn violations(&self) -> Vec<Violation> {
        match (&self.template, &self.custom_template) {
            (None, None) => vec![Violation::new("/template", "required", "name a template, or send a custom_template")],
            (Some(_), Some(_)) => {
                vec![Violation::new("/custom_template", "conflict", "either template or custom_template, not both")]
            }
            (Some(_), None) => Vec::new(),
            (None, Some(template)) => with_pointer_prefix("/custom_template", template.violations()),
        }
    }
}

impl Referring for TemplatePreview {
    fn references() -> Vec<Reference> {
        vec![Reference::APPLICATION]
    }
}

/// The template for a preview, and the application by id or remote id.
pub type TemplatePreviewBody = ReferringBody<TemplatePreview>;

/// Preview a template
///
/// Renders a template, stored or sent in the body, with the facts of a stored application, and stores nothing.
/// Sentences that need unknown facts are left out; `missing` names these facts.
#[utoipa::path(
    operation_id = "preview_template",
    tag = "templates",
    request_body(content = TemplatePreviewBody, example = json!({
        "template": "thank_you.email.neutral",
        "application_remote_id": "ats-application-1"
    })),
    responses((status = 200, description = "The message", body = RenderedMessage), CreateProblems)
)]
#[post("/v1/templates/preview")]
pub async fn preview_template(
    scope: Reader,
    state: Data<AppState>,
    body: TemplatePreviewBody,
) -> Result<HttpResponse, Problem> {
    let input = body.resolve(&scope, None).await?;
    let template = match (&input.custom_template, &input.template) {
        (Some(template), _) => template.usable()?,
        (None, Some(key)) => find_template(&scope, key, |why| Problem::unknown_reference("/template", &why)).await?,
        (None, None) => return Err(Problem::InvalidBody(input.violations())),
    };
    let dossier = named_dossier(&scope, input.application_id).await?;
    let facts = follow_up_plans::facts_at(dossier.clone(), follow_up_plans::now(&scope)?)?;
    let job = previewed(&scope, &facts, template, &input)?;
    let related = RelatedTexts::read(&scope, MessageLocation::from_job(&dossier.application, &job)).await?;
    let whole = input.custom_template.is_some();
    let to_problem = move |error| if whole { refused_within(error) } else { render_problem(error) };
    let body = state.blocking.run(move || render_as(ResponseFormat::Json, &job, &facts, &related, to_problem));
    Ok(ResponseFormat::Json.answer().body(body.await??))
}

/// A rendering error at its JSON Pointer in the template of the body.
fn refused_within(error: RenderError) -> Problem {
    let (part, code) = match &error {
        RenderError::TooMuch(part) => (part, "takes_too_much"),
        RenderError::Own { part, .. } => (part, "invalid"),
        _ => return render_problem(error),
    };
    Problem::InvalidBody(vec![Violation::new(format!("/custom_template{}", part.pointer()), code, error.to_string())])
}

/// The message to preview: that of the requested step, of the first step of the template's kind, or about the latest
/// interview to the first contact.
fn previewed(
    scope: &Scope,
    facts: &Facts,
    template: OwnTemplate,
    input: &TemplatePreview,
) -> Result<RenderJob, Problem> {
    let style = Style::requested(None, input.tone, Some(template.locale()), Some(&template));
    let playbooks = PlaybookSet::default();
    let plan = follow_up_plans::plan(facts, &playbooks, follow_up_plans::now(scope)?, ReasonsWanted::None)?;
    let kind = template.kind();
    let target = match (&input.step_id, plan.steps.iter().find(|step| step.kind == kind)) {
        (Some(id), _) => MessageTarget::Step(id.clone()),
        (None, Some(first)) => return Ok(RenderJob::for_step(facts, &plan, first, style).with_template(Some(template))),
        (None, None) => {
            let contact_id = facts.contacts.first().map(|contact| contact.id.to_string());
            MessageTarget::Kind { kind, interview_id: None, contact_id }
        }
    };
    Ok(RenderJob::for_target(&target, facts, &plan, style)?.with_template(Some(template)))
}
