//! The page with the draft of a step's message.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::{StatusCode, header::ContentType},
    web::{Data, Path},
};
use messages::Message;
use planning::{Facts, facts::Channel};
use views::MailPart;
use wording::{Language, MailText};

use super::{
    compose::language_of,
    link_pages::scope_of,
    links::{DraftLink, LinkKey},
    preferences::target,
};
use crate::{
    follow_up_plans::{facts_at, now},
    mail::{Page, accepts, broken, private},
    messages::{RenderJob, Style, render_problem},
    playbooks,
    problem::{OpenReadProblems, Problem},
    state::AppState,
};

/// Show the draft of a message
///
/// What the link in a reminder leads to: an HTML page with the message of the step as it is now; with `Accept:
/// text/plain` its text alone. The link works for 30 days, and until the step is no longer in the plan, or the address
/// changes.
#[utoipa::path(
    operation_id = "show_reminder_draft",
    tag = "reminders",
    params(("token" = String, Path, description = "The last part of the link")),
    responses(
        (status = 200, description = "The draft", body = String, content_type = "text/html"),
        OpenReadProblems
    )
)]
#[get("/reminders/drafts/{token}")]
pub async fn show_draft(
    request: HttpRequest,
    state: Data<AppState>,
    token: Path<String>,
) -> Result<HttpResponse, Problem> {
    let Some(link) = DraftLink::parse(&token) else { return broken(&request, Problem::INVALID_LINK) };
    let Some((language, job, facts)) = draft_message(&state, &link).await? else {
        return broken(&request, Problem::INVALID_LINK);
    };
    let is_text = accepts(&request, "text/plain") && !accepts(&request, "text/html");
    let written = move || {
        job.render(&facts, |message| {
            if is_text { DraftContent::Text(message.to_text()) } else { DraftContent::Parts(parts(language, message)) }
        })
    };
    Ok(match state.blocking.run(written).await?.map_err(render_problem)? {
        DraftContent::Text(text) => private(&mut HttpResponse::Ok()).content_type(ContentType::plaintext()).body(text),
        DraftContent::Parts(parts) => {
            Page { language, title: MailText::DraftTitle, parts, form: None }.respond(StatusCode::OK)
        }
    })
}

enum DraftContent {
    Text(String),
    Parts(Vec<MailPart>),
}

/// The message that a link is about; `None` if the link does not work.
async fn draft_message(
    state: &AppState,
    link: &DraftLink,
) -> Result<Option<(&'static dyn Language, RenderJob, Facts)>, Problem> {
    let scope = scope_of(state, link.owner);
    let Some((candidate, row)) = scope.reminder_of(link.owner.candidate_id).await? else { return Ok(None) };
    let Some(address) = target(&candidate, row.address.as_ref()) else { return Ok(None) };
    let key = LinkKey::read(&row, &state.secret_sealer).await?;
    if !link.works(&key, address, scope.now().date_naive()) {
        return Ok(None);
    }
    let dossier = scope.dossier(link.application_id).await?;
    let Some(dossier) = dossier.filter(|dossier| dossier.candidate.stamp.id == link.owner.candidate_id) else {
        return Ok(None);
    };
    let (as_of, language) = (now(&scope)?, language_of(candidate.details.locale.as_ref()));
    let facts = facts_at(dossier, as_of)?;
    let job = {
        let plan = planning::plan_without_reasons(&facts, playbooks::followed_playbook(&facts)?, as_of);
        let step = plan.steps.iter().find(|step| step.id == link.step_id && step.kind.is_message());
        let Some(step) = step else { return Ok(None) };
        RenderJob::for_step(&facts, &plan, step, Style::default())
    };
    Ok(Some((language, job, facts)))
}

fn parts(language: &'static dyn Language, message: &Message) -> Vec<MailPart> {
    let text = |text| language.mail_text(&text);
    let (name, address) = (message.recipient.name.as_deref(), message.recipient.address);
    let recipient = match (name, address) {
        // A postal address is in the letter.
        (Some(name), Some(address)) if message.channel != Channel::Letter => Some(format!("{name} <{address}>")),
        (name, address) => name.or(address).map(str::to_owned),
    };
    let subject = message.subject.as_deref();
    let head = [
        recipient.as_deref().map(|recipient| text(MailText::DraftRecipient { recipient })),
        subject.map(|subject| text(MailText::DraftSubject { subject })),
    ];
    let head: Vec<String> = head.into_iter().flatten().collect();
    let mut parts = Vec::new();
    if !head.is_empty() {
        parts.push(MailPart::Paragraph(head));
    }
    match &message.body {
        Some(body) => parts.push(MailPart::Verbatim(body.clone())),
        None => parts.push(MailPart::Verbatim(message.to_text())),
    }
    if let (Channel::Email, Some(subject), Some(body)) = (message.channel, subject, message.body.as_deref())
        && let Some(url) = views::mailto(address, subject, body)
    {
        parts.push(MailPart::Link { label: text(MailText::DraftMailLink), url });
    }
    parts
}
