//! Classifies the writer of a message: a person, the employer's system, an automatic reply, or a mail server.

use serde::Serialize;

use super::{DeliveryReport, headers::Headers, parts::Content};

/// The kind of a message, and the evidence for it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Classification {
    /// The kind.
    pub class: MailClass,
    /// The evidence. `None` for a person.
    pub evidence: Option<Evidence>,
}

/// The kind of a message.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MailClass {
    /// A person wrote it.
    Person,
    /// The employer's system wrote it, such as a rejection from a tracking system. It counts as an answer.
    Automatic,
    /// An automatic reply that somebody is away or that a message arrived, or a report of a delayed delivery. It
    /// doesn't change the plan.
    AutoReply,
    /// A mail server reports that a message wasn't delivered.
    Bounce,
}

/// The evidence for a classification.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// A report of RFC 3464.
    DeliveryReport,
    /// A report of RFC 8098 that somebody opened the message.
    ReadReceipt,
    /// A report of RFC 5965 that somebody complained about a message.
    Complaint,
    /// A mail server's address together with a title such as "Undelivered Mail".
    ServerAndSubject,
    /// The field Auto-Submitted (RFC 3834, section 5).
    AutoSubmitted,
    /// A field such as X-Autoreply.
    AutoReplyField,
    /// The field Precedence.
    Precedence,
    /// A subject such as "Automatic reply: ...", which is weak evidence.
    Subject,
    /// An empty Return-Path, with which servers prevent loops of automatic replies.
    EmptyReturnPath,
    /// Header fields for unsubscribing from a mailing list.
    ListField,
    /// A sender's address such as no-reply.
    SenderAddress,
}

/// The kind of a message. `X-Auto-Response-Suppress` is no evidence: it only asks for no automatic replies.
pub(super) fn classify(headers: &Headers, content: &Content, report: Option<&DeliveryReport>) -> Classification {
    let found = |class, evidence| Classification { class, evidence: Some(evidence) };
    let subject = headers.subject.as_deref().unwrap_or_default().to_lowercase();
    if content.is_receipt {
        return found(MailClass::AutoReply, Evidence::ReadReceipt);
    }
    if content.is_complaint {
        return found(MailClass::AutoReply, Evidence::Complaint);
    }
    // A report without recipients was cut off.
    if let Some(report) = report.filter(|report| !report.recipients.is_empty()) {
        let class = if report.has_failure() { MailClass::Bounce } else { MailClass::AutoReply };
        return found(class, Evidence::DeliveryReport);
    }
    let empty_return_path = headers.field("return-path").is_some_and(|path| matches!(path, "<>" | ""));
    if (empty_return_path || is_server(headers)) && is_failure(&subject) {
        let class = if is_delay(&subject) { MailClass::AutoReply } else { MailClass::Bounce };
        return found(class, Evidence::ServerAndSubject);
    }
    // A comment may follow: "auto-generated (failure)".
    let submitted = headers.field("auto-submitted").map(|value| first_word(value).to_ascii_lowercase());
    if submitted.as_deref() == Some("no") {
        return Classification { class: MailClass::Person, evidence: None };
    }
    if submitted.as_deref() == Some("auto-replied") {
        return found(MailClass::AutoReply, Evidence::AutoSubmitted);
    }
    if has_reply_field(headers) {
        return found(MailClass::AutoReply, Evidence::AutoReplyField);
    }
    let precedence = headers.field("precedence").map(|value| first_word(value).to_ascii_lowercase());
    if precedence.as_deref() == Some("auto_reply") {
        return found(MailClass::AutoReply, Evidence::Precedence);
    }
    if report.is_some() {
        return found(MailClass::AutoReply, Evidence::DeliveryReport);
    }
    if is_auto_reply(&subject) {
        return found(MailClass::AutoReply, Evidence::Subject);
    }
    if submitted.is_some() {
        return found(MailClass::Automatic, Evidence::AutoSubmitted);
    }
    if empty_return_path {
        return found(MailClass::AutoReply, Evidence::EmptyReturnPath);
    }
    if matches!(precedence.as_deref(), Some("bulk" | "list" | "junk")) {
        return found(MailClass::Automatic, Evidence::Precedence);
    }
    if ["list-unsubscribe", "list-id", "feedback-id"].iter().any(|name| headers.field(name).is_some()) {
        return found(MailClass::Automatic, Evidence::ListField);
    }
    if is_machine(headers) {
        return found(MailClass::Automatic, Evidence::SenderAddress);
    }
    Classification { class: MailClass::Person, evidence: None }
}

fn first_word(value: &str) -> &str {
    value.split([' ', ';', '(', '\t']).next().unwrap_or(value)
}

fn local_part(headers: &Headers) -> String {
    let from = headers.from.as_ref().and_then(|from| from.email.as_deref());
    from.and_then(|email| email.split('@').next()).unwrap_or_default().to_ascii_lowercase()
}

fn is_server(headers: &Headers) -> bool {
    let local = local_part(headers);
    let written = headers.field("from").unwrap_or_default().to_ascii_lowercase();
    ["mailer-daemon", "postmaster", "mail-daemon"].iter().any(|server| local.starts_with(server))
        || ["mailer-daemon", "mail delivery", "postmaster@"].iter().any(|server| written.contains(server))
        || headers.field("return-path").is_some_and(|path| path.to_ascii_lowercase().contains("mailer-daemon"))
}

fn is_failure(subject: &str) -> bool {
    const TITLES: [&str; 28] = [
        "undeliver",
        "delivery status notification",
        "delivery failure",
        "delivery failed",
        "delivery has failed",
        "failure notice",
        "returned mail",
        "mail delivery failed",
        "mail delivery system",
        "mail could not be delivered",
        "message could not be delivered",
        "non delivery",
        "nondeliverable",
        "unzustellbar",
        "nicht zustellbar",
        "rücksendung",
        "non remis",
        "échec de la remise",
        "échec de remise",
        "no se puede entregar",
        "no entregado",
        "error en la entrega",
        "delivery delayed",
        "warning: could not send",
        "error during delivery",
        "mail failure",
        "配信できません",
        "メールエラー",
    ];
    TITLES.iter().any(|title| subject.contains(title))
}

fn is_delay(subject: &str) -> bool {
    ["delay", "still being retried", "could not send message for past", "verzöger", "retard"]
        .iter()
        .any(|word| subject.contains(word))
}

fn has_reply_field(headers: &Headers) -> bool {
    const FIELDS: [&str; 9] = [
        "x-autoreply",
        "x-autorespond",
        "x-autoresponder",
        "x-auto-reply",
        "x-autoreply-from",
        "x-mail-autoreply",
        "x-autogenerated",
        "x-vacation",
        "x-amazon-auto-reply",
    ];
    FIELDS.iter().any(|name| headers.field(name).is_some_and(|value| !value.eq_ignore_ascii_case("no")))
        || headers
            .field("x-post-messageclass")
            .is_some_and(|value| value.to_ascii_lowercase().contains("autoresponder"))
        || headers.field("delivered-to").is_some_and(|value| value.eq_ignore_ascii_case("autoresponder"))
}

/// Whether a subject begins like that of an automatic reply. Beginnings that people might write, too, must be followed
/// by a colon or the end.
fn is_auto_reply(subject: &str) -> bool {
    const BEGINNINGS: [&str; 16] = [
        "out of office",
        "out of the office",
        "out-of-office",
        "ooo:",
        "abwesenheitsnotiz",
        "abwesenheitsbenachrichtigung",
        "abwesend:",
        "absence du bureau",
        "réponse automatique d'absence",
        "message d'absence",
        "fuera de la oficina",
        "fuera de oficina",
        "ausente:",
        "afwezig",
        "vacation reply",
        "away until",
    ];
    const WITH_COLON: [&str; 15] = [
        "automatic reply",
        "automatic response",
        "auto reply",
        "auto-reply",
        "autoreply",
        "auto response",
        "auto",
        "automatische antwort",
        "réponse automatique",
        "respuesta automática",
        "automatisch antwoord",
        "risposta automatica",
        "resposta automática",
        "自動応答",
        "自動返信",
    ];
    let subject = subject.trim();
    BEGINNINGS.iter().any(|title| subject.starts_with(title))
        // Lotus Notes: "Ada Okafor is out of the office".
        || subject.ends_with(" is out of the office") || subject.ends_with(" is out of the office.")
        || WITH_COLON.iter().any(|title| {
            subject
                .strip_prefix(title)
                .is_some_and(|rest| rest.trim_start().is_empty() || rest.trim_start().starts_with([':', '：']))
        })
}

fn is_machine(headers: &Headers) -> bool {
    const NAMES: [&str; 10] = [
        "no-reply",
        "noreply",
        "no_reply",
        "no.reply",
        "donotreply",
        "do-not-reply",
        "do_not_reply",
        "notification",
        "notifications",
        "nepasrepondre",
    ];
    let local = local_part(headers);
    NAMES.iter().any(|name| local.starts_with(name) || local.ends_with(name))
}
