//! A message to render: kind, recipient, channel, tone and template.

use chrono::{DateTime, Utc};
use entity::{ContactId, InterviewId, Scope};
use messages::{
    Locale, Message, RenderError, Request, Tone, custom::OwnTemplate, proofread::Context, render, render_own,
};
use planning::{Facts, Key, Plan, Status, Step, StepKind, UsableChannel, Via, Violation, facts::Channel};

use super::target::MessageTarget;
use crate::{
    follow_up_plans::{ReasonsWanted, now, plan},
    playbooks::PlaybookSet,
    problem::Problem,
    templates,
};

/// The requested channel, tone and language of a message.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Style {
    /// The channel.
    pub channel: Option<Channel>,
    /// The tone.
    pub tone: Option<Tone>,
    /// The language, if the request names one.
    pub locale: Option<Locale>,
}

impl Style {
    /// The requested style; without a channel, that of the template.
    pub(crate) fn requested(
        channel: Option<Channel>,
        tone: Option<Tone>,
        locale: Option<Locale>,
        template: Option<&OwnTemplate>,
    ) -> Self {
        Self { channel: channel.or(template.map(OwnTemplate::channel)), tone, locale }
    }
}

/// A message to render: everything but the facts, owned, so that it can be sent to another thread.
#[derive(Clone, Debug)]
pub(crate) struct RenderJob {
    /// The id of the step, if the message is for one.
    pub step_id: Option<String>,
    pub kind: StepKind,
    /// The id of the interview.
    pub interview_id: Option<String>,
    /// The other employer's offer that it mentions.
    competing_offer_id: Option<String>,
    /// The recipient.
    pub contact_id: Option<String>,
    /// The channel.
    pub route: UsableChannel,
    pass_on_to: Vec<String>,
    attempt: usize,
    thank_you_planned: bool,
    send_at: Option<DateTime<Utc>>,
    tone: Option<Tone>,
    locale: Option<Locale>,
    /// The account's own template; `None` if a built-in one is used.
    template: Option<OwnTemplate>,
}

impl RenderJob {
    /// The job with this template.
    #[must_use]
    pub(crate) fn with_template(self, template: Option<OwnTemplate>) -> Self {
        Self { template, ..self }
    }

    /// The message for a step of a plan.
    pub(crate) fn for_step(facts: &Facts, plan: &Plan, step: &Step, style: Style) -> Self {
        let usable = step.channel.recommended.iter().chain(&step.channel.alternatives);
        let usable = match style.channel {
            Some(wanted) => usable.copied().find(|usable| usable.channel == wanted),
            None => step.channel.recommended,
        };
        // If the channel does not reach the person, the text is the same, and `missing` names the address.
        let unreachable = || UsableChannel { channel: channel(step.kind, style), via: Via::Direct };
        let request = Request::for_step(facts, plan, step, usable.unwrap_or_else(unreachable));
        Self {
            step_id: Some(step.id.clone()),
            kind: request.kind,
            interview_id: request.interview_id.map(str::to_owned),
            competing_offer_id: request.competing_offer_id.map(str::to_owned),
            contact_id: request.contact_id.map(str::to_owned),
            route: request.channel,
            pass_on_to: request.pass_on_to.iter().map(|&id| id.to_owned()).collect(),
            attempt: request.attempt,
            thank_you_planned: request.thank_you_planned,
            send_at: request.send_at,
            tone: style.tone,
            locale: style.locale,
            template: None,
        }
    }

    /// The message for a target.
    ///
    /// # Errors
    ///
    /// [`Problem::InvalidBody`], if the plan has no such step, or no next one.
    pub(crate) fn for_target(
        target: &MessageTarget,
        facts: &Facts,
        plan: &Plan,
        style: Style,
    ) -> Result<Self, Problem> {
        let (kind, interview_id, contact_id) = match target {
            MessageTarget::NextStep => {
                return Ok(Self::for_step(facts, plan, find_step(plan, None)?, style));
            }
            MessageTarget::Step(id) => {
                return Ok(Self::for_step(facts, plan, find_step(plan, Some(id.as_ref()))?, style));
            }
            MessageTarget::Kind { kind, interview_id, contact_id } => (*kind, interview_id.clone(), contact_id.clone()),
        };
        let channel = channel(kind, style);
        let thanks = |step: &Step| {
            step.kind == StepKind::ThankYou
                && step.contact_id == contact_id.as_deref()
                && !matches!(step.status, Status::Dismissed | Status::Cancelled | Status::Missed)
                && interview_id.as_deref().is_none_or(|id| step.interview_id == Some(id))
        };
        let before =
            |step: &&Step| step.kind == kind && step.status == Status::Done && step.contact_id == contact_id.as_deref();
        let contact = facts.contacts.iter().find(|contact| Some(&*contact.id) == contact_id.as_deref());
        // If nothing reaches the person, `missing` says so.
        let via = planning::via(&facts.application, contact, channel);
        Ok(Self {
            step_id: None,
            kind,
            route: UsableChannel { channel, via: via.unwrap_or(Via::Direct) },
            pass_on_to: Vec::new(),
            attempt: plan.steps.iter().filter(before).count(),
            thank_you_planned: plan.steps.iter().any(thanks),
            send_at: Some(plan.as_of.to_utc()),
            tone: style.tone,
            locale: style.locale,
            template: None,
            interview_id,
            competing_offer_id: None,
            contact_id,
        })
    }

    /// Renders the message, and passes the result to `then`.
    ///
    /// # Errors
    ///
    /// The errors of [`messages::render`].
    pub(crate) fn render<T>(&self, facts: &Facts, then: impl FnOnce(&Message) -> T) -> Result<T, RenderError> {
        let pass_on_to: Vec<_> = self.pass_on_to.iter().map(String::as_str).collect();
        let request = Request {
            facts,
            kind: self.kind,
            interview_id: self.interview_id.as_deref(),
            competing_offer_id: self.competing_offer_id.as_deref(),
            contact_id: self.contact_id.as_deref(),
            pass_on_to: &pass_on_to,
            channel: self.route,
            attempt: self.attempt,
            thank_you_planned: self.thank_you_planned,
            send_at: self.send_at,
            tone: self.tone,
            locale: self.locale,
        };
        let message = match &self.template {
            Some(template) => render_own(&request, template),
            None => render(&request),
        };
        message.map(|message| then(&message))
    }

    /// The context for proofreading, without related texts.
    pub(super) fn context<'a>(&'a self, facts: &'a Facts) -> Context<'a> {
        Context {
            facts: Some(facts),
            kind: Some(self.kind),
            channel: Some(self.route.channel),
            interview_id: self.interview_id.as_deref(),
            contact_id: self.contact_id.as_deref(),
            ..Context::default()
        }
    }

    /// The stored interview, if the id is that of one.
    pub(super) fn stored_interview_id(&self) -> Option<InterviewId> {
        self.interview_id.as_deref()?.parse().ok()
    }

    /// The stored contact, if the id is that of one.
    pub(super) fn stored_contact_id(&self) -> Option<ContactId> {
        self.contact_id.as_deref()?.parse().ok()
    }
}

/// The step of a plan that a body names, or the next one, if it names none.
///
/// # Errors
///
/// [`Problem::InvalidBody`], if there is none.
pub(super) fn find_step<'p, 'f>(plan: &'p Plan<'f>, id: Option<&str>) -> Result<&'p Step<'f>, Problem> {
    let step = id.or(plan.next_step_id.as_deref()).and_then(|id| plan.steps.iter().find(|step| step.id == id));
    let why = if id.is_some() { "the plan has no step with this id" } else { "the plan has no next step" };
    step.ok_or_else(|| Problem::unknown_reference("/step_id", why))
}

/// The message for a target in the plan of these facts, which are at `pointer` in the body.
///
/// # Errors
///
/// [`Problem::InvalidBody`], if there is no such playbook or step.
pub(super) async fn job_for(
    scope: &Scope,
    facts: &Facts,
    pointer: &str,
    target: &MessageTarget,
    style: Style,
) -> Result<RenderJob, Problem> {
    let playbooks = PlaybookSet::with(scope, facts.playbook.as_deref()).await?;
    let now = now(scope)?;
    let plan =
        plan(facts, &playbooks, now, ReasonsWanted::None).map_err(|problem| problem.with_pointer_prefix(pointer))?;
    RenderJob::for_target(target, facts, &plan, style)
}

/// The template with this key.
///
/// # Errors
///
/// [`Problem::InvalidBody`], if there is no such template.
pub(super) async fn find_template(scope: &Scope, key: Option<&Key>) -> Result<Option<OwnTemplate>, Problem> {
    let Some(key) = key else { return Ok(None) };
    templates::find_template(scope, key, |why| Problem::unknown_reference("/template", &why)).await.map(Some)
}

/// The requested channel, or the first one of the kind.
fn channel(kind: StepKind, style: Style) -> Channel {
    style.channel.or_else(|| kind.channels().first().copied()).unwrap_or(Channel::Email)
}

/// A rendering error as a problem with the body.
pub(crate) fn render_problem(error: RenderError) -> Problem {
    let (pointer, code) = match &error {
        RenderError::NoMessage(_) => ("/kind", "no_message"),
        RenderError::NoSuchChannel { .. } => ("/channel", "wrong_channel"),
        RenderError::NotInLanguage { .. } => ("/locale", "not_in_language"),
        RenderError::UnknownContact(_) => ("/contact_id", "unknown_reference"),
        RenderError::UnknownInterview(_) => ("/interview_id", "unknown_reference"),
        RenderError::OtherTemplate(_) => ("/template", "other_message"),
        RenderError::TooMuch(_) => ("/template", "takes_too_much"),
        RenderError::Own { .. } => ("/template", "invalid"),
        _ => return Problem::internal(error),
    };
    Problem::InvalidBody(vec![Violation::new(pointer, code, error.to_string())])
}
