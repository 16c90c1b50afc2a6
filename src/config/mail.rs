//! The settings of mails.

use clap::Args;

/// The server and the sender of mails.
#[derive(Args, Clone, Debug)]
pub struct MailSettings {
    /// The mail server, for reminders and new passwords: `smtps://user:password@host`, or `smtp://` with
    /// `?tls=required` for STARTTLS; without it, no mail is sent.
    #[arg(long, env = "FOLLOWUP_SMTP_URL", global = true, hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// The sender of mails: an address, or `Name <name@example.com>`.
    #[arg(long, env = "FOLLOWUP_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,
}
