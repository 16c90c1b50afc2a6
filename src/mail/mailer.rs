//! The connection to the mail server (SMTP, RFC 5321), and the meaning of its responses.

use std::{
    error::Error as _,
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use actix_web::web;
use lettre::{
    Message, SmtpTransport, Transport as _,
    message::Mailbox,
    transport::smtp::{self, PoolConfig, extension::ClientId},
};
use url::{Host, Url};

/// The time limit for each response of the server.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(10);

/// For how long nothing is tried after the server could not be reached, so that jobs don't wait for it one after the
/// other.
const RECONNECT_PAUSE: Duration = Duration::from_secs(10);

/// How many connections there are at most. More than one worker rarely needs one.
const MAX_CONNECTIONS: u32 = 4;

/// Why mails can't be sent with these settings, in one sentence without secrets.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct MailSettingsError(&'static str);

/// Sends mails. Clones share its connections.
#[derive(Clone)]
pub struct Mailer(Arc<Inner>);

struct Inner {
    transport: SmtpTransport,
    from: Mailbox,
    /// The service's own address, without a slash at the end.
    public_url: String,
    /// Until when the server counts as unreachable.
    down_until: Mutex<Option<Instant>>,
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mailer(from {})", self.0.from)
    }
}

/// Why a mail was not sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct SendError {
    pub why: SendErrorKind,
    /// For the log: without what the server said, which may name the address.
    pub summary: String,
    /// The response of the server.
    pub detail: Option<String>,
}

/// Why a mail was not sent, as far as the next action depends on it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SendErrorKind {
    /// The server may accept it later.
    Later,
    /// The server refuses this recipient permanently.
    RecipientRefused,
    /// The server refuses this mail permanently.
    MailRefused,
}

impl Mailer {
    /// A mailer that sends from this mailbox by the server of this URL: `smtp://`, with `?tls=required` for STARTTLS,
    /// or `smtps://`. Links begin with the public URL.
    pub fn new(smtp_url: &str, from: Option<&str>, public_url: &str) -> Result<Self, MailSettingsError> {
        let from = from.ok_or(MailSettingsError("FOLLOWUP_SMTP_URL needs FOLLOWUP_MAIL_FROM, the sender of mails"))?;
        let from = from.parse().map_err(|_| {
            MailSettingsError(
                "FOLLOWUP_MAIL_FROM must be an address, or a name and an address: Name <name@example.com>",
            )
        })?;
        let wrong = MailSettingsError(
            "FOLLOWUP_SMTP_URL must name a mail server: smtps://user:password@host, smtp://host:25, or \
             smtp://user:password@host?tls=required for STARTTLS",
        );
        let Ok(url) = Url::parse(smtp_url) else { return Err(wrong) };
        let Ok(builder) = SmtpTransport::from_url(url.as_str()) else { return Err(wrong) };
        let named = !matches!(url.path(), "" | "/");
        let builder = if named { builder } else { builder.hello_name(own_name(public_url)) };
        let transport =
            builder.timeout(Some(RESPONSE_TIMEOUT)).pool_config(PoolConfig::new().max_size(MAX_CONNECTIONS)).build();
        let public_url = public_url.trim_end_matches('/').to_owned();
        Ok(Self(Arc::new(Inner { transport, from, public_url, down_until: Mutex::default() })))
    }

    /// The sender.
    pub(crate) fn from(&self) -> &Mailbox {
        &self.0.from
    }

    /// The address of a path of this service.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.0.public_url)
    }

    /// Sends a mail, on a thread that may block. Where this fails or is broken off, the mail may have been sent.
    pub(crate) async fn send(&self, mail: Message) -> Result<(), SendError> {
        if self.is_down() {
            return Err(SendError::later("the mail server could not be reached a moment ago"));
        }
        let transport = self.0.transport.clone();
        match web::block(move || transport.send(&mail)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(self.judge(&error)),
            Err(_) => Err(SendError::later("no thread could send it")),
        }
    }

    fn is_down(&self) -> bool {
        let until = self.0.down_until.lock().unwrap_or_else(PoisonError::into_inner);
        until.is_some_and(|until| Instant::now() < until)
    }

    fn judge(&self, error: &smtp::Error) -> SendError {
        let source_text = error.source().map(ToString::to_string);
        if let Some(code) = error.status() {
            return SendError::answered(u16::from(code), source_text.as_deref().unwrap_or_default());
        }
        if error.is_client() {
            let why = SendErrorKind::MailRefused;
            return SendError {
                why,
                summary: "the mail server can't take such a mail".to_owned(),
                detail: source_text,
            };
        }
        *self.0.down_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now() + RECONNECT_PAUSE);
        let summary = if error.is_timeout() {
            "the mail server gave no answer in time"
        } else if error.is_tls() {
            "TLS with the mail server failed"
        } else {
            "the connection to the mail server failed"
        };
        SendError { detail: source_text, ..SendError::later(summary) }
    }
}

/// The name of this service for the server, from its address.
fn own_name(public_url: &str) -> ClientId {
    match Url::parse(public_url).ok().and_then(|url| url.host().map(|host| host.to_owned())) {
        Some(Host::Domain(name)) => ClientId::Domain(name),
        Some(Host::Ipv4(address)) => ClientId::Ipv4(address),
        Some(Host::Ipv6(address)) => ClientId::Ipv6(address),
        None => ClientId::default(),
    }
}

impl SendError {
    fn later(summary: &str) -> Self {
        Self { why: SendErrorKind::Later, summary: summary.to_owned(), detail: None }
    }

    /// The meaning of a server's response.
    fn answered(code: u16, text: &str) -> Self {
        let enhanced = text.split_whitespace().next().filter(|word| is_enhanced_status(word));
        let why = match code {
            // The server asks for other credentials (RFC 4954, section 6). The operator can correct that.
            400..=499 | 530 | 534 | 535 | 538 => SendErrorKind::Later,
            code if refuses_recipient(code, enhanced) => SendErrorKind::RecipientRefused,
            _ => SendErrorKind::MailRefused,
        };
        let status = enhanced.map(|enhanced| format!(" {enhanced}")).unwrap_or_default();
        let summary = format!("the mail server answered {code}{status}");
        // Only the beginning of the server's message is kept.
        let detail: String = format!("{code} {text}").chars().filter(|c| !c.is_control()).take(500).collect();
        Self { why, summary, detail: Some(detail) }
    }
}

/// Whether a word is an enhanced status code (RFC 3463).
fn is_enhanced_status(word: &str) -> bool {
    let mut parts = word.split('.');
    let class = parts.next().is_some_and(|class| matches!(class, "2" | "4" | "5"));
    let rest: Vec<_> = parts.collect();
    let number = |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    class && rest.len() == 2 && rest.iter().all(number)
}

/// Whether an answer says that there is no such mailbox. A refusal by policy (`5.7.x`) or of the sender does not say
/// so.
pub(crate) fn refuses_recipient(code: u16, enhanced: Option<&str>) -> bool {
    match enhanced {
        Some(status) => matches!(status, "5.1.0" | "5.1.1" | "5.1.2" | "5.1.3" | "5.1.6" | "5.1.10" | "5.2.1"),
        None => matches!(code, 550 | 551 | 553 | 556),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_checked_without_telling_secrets() {
        let mailer = |url, from| Mailer::new(url, from, "https://api.example.com/");
        let from = Some("Follow-ups <no-reply@example.com>");
        for url in [
            "smtp://127.0.0.1:2525",
            "smtps://user:secret@mail.example.com",
            "smtp://user:secret@mail.example.com/me.example.com?tls=required",
        ] {
            let made = mailer(url, from).unwrap();
            assert!(!format!("{made:?}").contains("secret"));
            assert_eq!(made.url("/x"), "https://api.example.com/x");
        }
        for (url, from) in [
            ("http://user:secret@mail.example.com", from),
            ("smtp://user:secret@mail.example.com?tls=maybe", from),
            ("secret", from),
            ("smtp://mail.example.com", None),
            ("smtp://mail.example.com", Some("no\r\nBcc: eve@example.com")),
        ] {
            let error = mailer(url, from).unwrap_err().to_string();
            assert!(error.contains("FOLLOWUP_") && !error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn answers_decide_what_follows() {
        let why = |code, text| SendError::answered(code, text).why;
        assert_eq!(why(451, "4.7.1 greylisted"), SendErrorKind::Later);
        assert_eq!(why(535, "5.7.8 bad credentials"), SendErrorKind::Later);
        assert_eq!(why(550, "5.1.1 <ada@example.com>: no such user"), SendErrorKind::RecipientRefused);
        assert_eq!(why(550, "no such user"), SendErrorKind::RecipientRefused);
        assert_eq!(why(550, "5.7.1 relaying denied"), SendErrorKind::MailRefused);
        assert_eq!(why(553, "5.1.8 no such sender"), SendErrorKind::MailRefused);
        assert_eq!(why(554, "no"), SendErrorKind::MailRefused);
        let unsent = SendError::answered(550, "5.1.1 <ada@example.com>: no such user");
        assert_eq!(unsent.summary, "the mail server answered 550 5.1.1");
        assert_eq!(unsent.detail.as_deref(), Some("550 5.1.1 <ada@example.com>: no such user"));
    }
}
