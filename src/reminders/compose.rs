//! What the mails say.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use entity::ApplicationId;
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use planning::{Email, Facts, Locale, Plan, Step};
use uuid::Uuid;
use views::{MailPart, View, mail_html, mail_text};
use wording::{ENGLISH, Language, MailText};

use super::{
    links::{CONFIRMATION_VALID, DraftLink, LinkKey, LinkOwner, UnsubscribeLink},
    mailer::Mailer,
};
use crate::problem::Problem;

/// The languages of mails and pages: that of the candidate, or English.
pub(super) fn language_of(_locale: Option<&Locale>) -> &'static dyn Language {
    ENGLISH
}

/// What a mail says.
#[derive(Debug)]
pub(super) struct Letter {
    language: &'static dyn Language,
    subject: String,
    parts: Vec<MailPart>,
    /// The address of the page that ends reminders; a confirmation has none.
    unsubscribe: Option<String>,
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

    /// Tells of a step that has fallen due.
    pub(super) fn due(language: &'static dyn Language, step: &DueStep, links: &MailLinks) -> Self {
        let text = |text| language.mail_text(&text);
        let mut parts = vec![MailPart::Paragraph(vec![text(MailText::DueIntroduction)])];
        parts.extend(step.parts(language, links));
        Self { language, subject: text(MailText::DueSubject), parts, unsubscribe: None }.with_end(links)
    }

    /// Tells of all steps that are due on a day, and how many there are beside them.
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

    /// The mail (RFC 5322) to an address. The same id is the same `Message-ID`, however often it is sent.
    pub(super) fn mail(&self, mailer: &Mailer, to: &Email, id: Uuid, now: DateTime<Utc>) -> Result<Message, Problem> {
        let to: Address = to.parse().map_err(Problem::internal)?;
        let from = mailer.from();
        let raw = |name, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
        let mut mail = Message::builder()
            .from(from.clone())
            .to(Mailbox::new(None, to))
            .subject(self.subject.as_str())
            .date(now.into())
            .message_id(Some(format!("<{id}@{}>", from.email.domain())))
            // RFC 3834, section 5: nobody's absence is to be answered to us.
            .raw_header(raw("Auto-Submitted", "auto-generated"));
        if let Some(url) = &self.unsubscribe {
            // RFC 8058.
            mail = mail
                .raw_header(raw("List-Unsubscribe", &format!("<{url}>")))
                .raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        let html = mail_html(self.language.tag(), &self.subject, &self.parts, None);
        mail.multipart(MultiPart::alternative_plain_html(mail_text(&self.parts), html)).map_err(Problem::internal)
    }
}
