//! Drafts: written for a step of a plan, or by the candidate.

use actix_web::{HttpRequest, post};
use entity::{ApplicationId, ContactId, InterviewId, MessageId, Stamp};
use messages::{
    Locale, Message, Script, Tone,
    proofread::{Context, Finding, Texts},
};
use planning::{Facts, Key, StepKind, Violation, facts::Channel};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    MessageLocation, RelatedTexts, RenderJob, StoredMessage, Style, named_dossier, readiness,
    render_job::{find_template, job_for, render_problem},
    target::MessageTarget,
    texts::{self, texts_in},
};
use crate::{
    auth::Writer,
    follow_up_plans,
    http::{Reference, Referring, ReferringBody, Validate},
    idempotency,
    overrides::StepId,
    problem::{CreateProblems, Problem},
};

/// A message to store, for a step of the plan or of a given kind. The service writes the texts that are left out.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "application_remote_id": "ats-application-1",
    "kind": "thank_you",
    "channel": "email",
    "subject": "Thank you for the conversation about the Data Engineer position",
    "body": "Dear Ms. Lindqvist,\n\nThank you for your time.\n\nSincerely,\nAda Okafor"
}))]
pub struct MessageInput {
    /// The application of the message.
    pub application_id: ApplicationId,
    /// The step of the application's plan. It determines kind, interview and contact. The default is the plan's next
    /// step, unless `kind` is given.
    #[serde(default)]
    pub step_id: Option<StepId>,
    /// The kind of message, if it belongs to no step.
    #[serde(default)]
    pub kind: Option<StepKind>,
    /// The interview.
    #[serde(default)]
    pub interview_id: Option<InterviewId>,
    /// The contact who receives it.
    #[serde(default)]
    pub contact_id: Option<ContactId>,
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
    /// The key of a built-in or own playbook. The default is the application's playbook.
    #[serde(default)]
    pub playbook: Option<Key>,
    /// The subject of an e-mail.
    #[serde(default)]
    #[schema(max_length = 20_000)]
    pub subject: Option<String>,
    /// The text of an e-mail, LinkedIn message or letter, from the greeting to the sign-off.
    #[serde(default)]
    #[schema(max_length = 20_000)]
    pub body: Option<String>,
    /// The script of a call.
    #[serde(default)]
    pub script: Option<Script>,
    /// The text for voicemail.
    #[serde(default)]
    #[schema(max_length = 20_000)]
    pub voicemail: Option<String>,
}

impl MessageInput {
    fn target(&self) -> Result<MessageTarget, Vec<Violation>> {
        let (interview_id, contact_id) =
            (self.interview_id.map(|id| id.to_string()), self.contact_id.map(|id| id.to_string()));
        MessageTarget::from_fields(self.step_id.clone(), self.kind, interview_id, contact_id)
    }

    fn texts(&self) -> Texts {
        texts_in!(self)
    }
}

impl Validate for MessageInput {
    fn violations(&self) -> Vec<Violation> {
        let mut violations = self.target().err().unwrap_or_default();
        violations.extend(texts::violations(&self.texts()));
        violations
    }
}

impl Referring for MessageInput {
    fn references() -> Vec<Reference> {
        vec![Reference::APPLICATION, Reference::INTERVIEW, Reference::CONTACT]
    }
}

/// A message to store, which may name application, interview and contact by remote ids.
pub type MessageBody = ReferringBody<MessageInput>;

/// Create a draft
///
/// For a step of the application's plan with `step_id`, for a kind of message with `kind`, or, without both, for the
/// plan's next step. The service writes the texts that the body doesn't have, and proofreads all of them. A message
/// that the service wrote is `ready` if it has all required elements; `missing` lists those that it lacks. Your own
/// texts are always ready, unless they contain an unfilled placeholder.
#[utoipa::path(
    operation_id = "create_message",
    tag = "messages",
    request_body = MessageBody,
    responses((status = 201, description = "The draft", body = StoredMessage), CreateProblems)
)]
#[post("/v1/messages")]
pub async fn create_message(scope: Writer, request: HttpRequest, body: MessageBody) -> Result<StoredMessage, Problem> {
    let input = body.resolve(&scope, None).await?;
    let (target, own) = (input.target().map_err(Problem::InvalidBody)?, input.texts());
    let dossier = named_dossier(&scope, input.application_id).await?;
    let mut facts = follow_up_plans::facts_at(dossier.clone(), follow_up_plans::now(&scope)?)?;
    if let Some(key) = input.playbook {
        (facts.playbook, facts.custom_playbook) = (Some(key), None);
    }
    let template = find_template(&scope, input.template.as_ref()).await?;
    let style = Style::requested(input.channel, input.tone, input.locale, template.as_ref());
    let job = job_for(&scope, &facts, "", &target, style).await?.with_template(template);
    texts::check(job.route.channel, &own)?;
    let related = RelatedTexts::read(&scope, MessageLocation::from_job(&dossier.application, &job)).await?;
    let stamp = scope.stamp(MessageId::new());
    let draft = move || draft(stamp, input.application_id, &job, own, &facts, &related);
    let (scope, row) = idempotency::outside_transaction(&request, scope, draft).await?;
    let row = scope.insert_message(row).await?;
    StoredMessage::from_row(row, &dossier).map(StoredMessage::created)
}

/// The row of a draft. The service has written the texts that were left out.
fn draft(
    stamp: Stamp<MessageId>,
    application_id: ApplicationId,
    job: &RenderJob,
    own: Texts,
    facts: &Facts,
    related: &RelatedTexts,
) -> Result<entity::Message, Problem> {
    let written =
        |message: &Message| (message.texts(), message.tone, message.locale, readiness::of_rendered(message, &own));
    let (rest, tone, locale, mut missing) = job.render(facts, written).map_err(render_problem)?;
    let texts = Texts {
        subject: own.subject.or(rest.subject),
        body: own.body.or(rest.body),
        script: own.script.or(rest.script),
        voicemail: own.voicemail.or(rest.voicemail),
    };
    let findings: Vec<Finding> = related.proofread(&texts, &Context { locale: Some(locale), ..job.context(facts) });
    missing.extend(readiness::placeholders(&findings));
    Ok(entity::Message {
        stamp,
        application_id,
        interview_id: job.stored_interview_id(),
        contact_id: job.stored_contact_id(),
        step_id: job.step_id.clone(),
        kind: job.kind,
        channel: job.route.channel,
        via: job.route.via,
        tone,
        locale: locale.to_string(),
        texts: serde_json::to_value(texts).map_err(Problem::internal)?,
        findings: serde_json::to_value(findings).map_err(Problem::internal)?,
        missing: serde_json::to_value(missing).map_err(Problem::internal)?,
        dismissed_findings: Vec::new(),
        sent_at: None,
        communication_id: None,
    })
}
