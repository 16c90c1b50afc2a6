//! Composes the mails.

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use entity::{ApplicationId, Dossier};
use planning::{Email, Facts, Instant, Locale, Plan, Status, Step};
use views::{MailPart, View};
use wording::{Language, MailText};

use super::links::{CONFIRMATION_VALID, DraftLink, LinkKey, LinkOwner, UnsubscribeLink};
use crate::{
    follow_up_plans::facts,
    mail::{Letter, Mailer},
    playbooks,
    problem::Problem,
};

/// The language of mails and pages: that of the candidate, or English.
pub(super) fn language_of(locale: Option<&Locale>) -> &'static dyn Language {
    wording::language_of(locale.copied().unwrap_or_default())
}

/// Makes the links of a recipient's mails.
pub(super) struct MailLinks {
    pub mailer: Mailer,
    pub owner: LinkOwner,
    pub key: LinkKey,
    pub address: Email,
    pub now: DateTime<Utc>,
}

impl MailLinks {
    fn unsubscribe(&self) -> String {
        let token = UnsubscribeLink::new(self.owner, &self.key, &self.address).token();
        self.mailer.url(&format!("/reminders/unsubscribe/{token}"))
    }

    fn draft(&self, language: &dyn Language, application_id: ApplicationId, step: &Step) -> MailPart {
        let link = DraftLink::new(self.owner, (&self.key, &self.address), application_id, &step.id, self.now);
        let text = MailText::DraftLink { until: link.until, year: self.now.year() };
        let url = self.mailer.url(&format!("/reminders/drafts/{}", link.token()));
        MailPart::Link { label: language.mail_text(&text), url }
    }
}

/// A step of an application's plan.
pub(super) struct DueStep<'p, 'f> {
    pub application_id: ApplicationId,
    pub facts: &'f Facts,
    pub plan: &'p Plan<'f>,
    pub step: &'p Step<'f>,
}

impl DueStep<'_, '_> {
    /// The step, with a link to the draft of its message where there is somebody to send it to.
    fn parts(&self, language: &'static dyn Language, links: &MailLinks) -> Vec<MailPart> {
        let view = View { facts: self.facts, plan: self.plan, interview_id: None, language };
        let mut parts = views::reminder(&view, self.step);
        if self.step.kind.is_message() && self.step.channel.recommended.is_some() {
            parts.push(links.draft(language, self.application_id, self.step));
        }
        parts
    }
}

/// Calls `with` with those of these steps that are due or overdue in the plans of the dossiers.
pub(super) fn with_open_steps<T>(
    dossiers: Vec<Dossier>,
    wanted: &[(ApplicationId, String)],
    as_of: Instant,
    with: impl FnOnce(&[DueStep]) -> T,
) -> Result<T, Problem> {
    let facts_of = |dossier: Dossier| Ok((dossier.application.stamp.id, facts(dossier)?));
    let facts: Vec<(ApplicationId, Facts)> = dossiers.into_iter().map(facts_of).collect::<Result<_, Problem>>()?;
    let mut plans: HashMap<ApplicationId, (&Facts, Plan)> = HashMap::with_capacity(facts.len());
    for (id, facts) in &facts {
        plans.insert(*id, (facts, planning::plan(facts, playbooks::followed_playbook(facts)?, as_of)));
    }
    let open = |(application_id, step_id): &(ApplicationId, String)| {
        let (facts, plan) = plans.get(application_id)?;
        let is_open = |step: &&Step| matches!(step.status, Status::Due | Status::Overdue);
        let step = plan.steps.iter().filter(is_open).find(|step| step.id == *step_id)?;
        Some(DueStep { application_id: *application_id, facts, plan, step })
    };
    let open: Vec<DueStep> = wanted.iter().filter_map(open).collect();
    Ok(with(&open))
}

impl Letter {
    /// Asks to confirm an address.
    pub(super) fn confirmation(language: &'static dyn Language, url: String) -> Self {
        let text = |text| language.mail_text(&text);
        let within = u32::try_from(CONFIRMATION_VALID.num_hours()).unwrap_or_default();
        let parts = vec![
            MailPart::Paragraph(vec![text(MailText::ConfirmationReason)]),
            MailPart::Link { label: text(MailText::ConfirmationRequest { within }), url },
            MailPart::Paragraph(vec![text(MailText::ConfirmationIgnore)]),
        ];
        Self { language, subject: text(MailText::ConfirmationSubject), parts, unsubscribe: None }
    }

    /// The mail about a step that has fallen due.
    pub(super) fn about_due_step(language: &'static dyn Language, step: &DueStep, links: &MailLinks) -> Self {
        let text = |text| language.mail_text(&text);
        let mut parts = vec![MailPart::Paragraph(vec![text(MailText::DueIntroduction)])];
        parts.extend(step.parts(language, links));
        Self { language, subject: text(MailText::DueSubject), parts, unsubscribe: None }.with_end(links)
    }

    /// The mail about all steps that are due on a day, with the number of those that it doesn't show.
    pub(super) fn digest(
        language: &'static dyn Language,
        day: NaiveDate,
        steps: &[DueStep],
        more: u32,
        links: &MailLinks,
    ) -> Self {
        let text = |text| language.mail_text(&text);
        let all = u32::try_from(steps.len()).unwrap_or(u32::MAX).saturating_add(more);
        let mut parts = vec![MailPart::Paragraph(vec![text(MailText::DigestIntroduction { day, steps: all })])];
        parts.extend(steps.iter().flat_map(|step| step.parts(language, links)));
        if more > 0 {
            parts.push(MailPart::Paragraph(vec![text(MailText::MoreSteps { steps: more })]));
        }
        let subject = text(MailText::DigestSubject { steps: all });
        Self { language, subject, parts, unsubscribe: None }.with_end(links)
    }

    /// Why it was sent, and how to get no more.
    fn with_end(mut self, links: &MailLinks) -> Self {
        let (text, url) = (|text| self.language.mail_text(&text), links.unsubscribe());
        let end = [
            MailPart::Rule,
            MailPart::Paragraph(vec![text(MailText::ReminderReason)]),
            MailPart::Link { label: text(MailText::UnsubscribeLink), url: url.clone() },
        ];
        self.parts.extend(end);
        Self { unsubscribe: Some(url), ..self }
    }
}
