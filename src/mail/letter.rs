//! A mail, composed for sending.

use chrono::{DateTime, Utc};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use planning::Email;
use views::{MailPart, mail_html, mail_text};
use wording::Language;

use super::Mailer;
use crate::problem::Problem;

/// The content of a mail.
#[derive(Debug)]
pub(crate) struct Letter {
    pub language: &'static dyn Language,
    pub subject: String,
    pub parts: Vec<MailPart>,
    /// The address of the page that ends reminders; other mails have none.
    pub unsubscribe: Option<String>,
}

impl Letter {
    /// The mail (RFC 5322) to an address. The same id is the same `Message-ID`, however often it is sent.
    pub(crate) fn mail(&self, mailer: &Mailer, to: &Email, id: &str, now: DateTime<Utc>) -> Result<Message, Problem> {
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
