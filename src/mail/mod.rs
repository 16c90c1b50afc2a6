//! Mails of the service, and the HTML pages that they link to.

mod letter;
mod mailer;
mod page;

pub(crate) use letter::Letter;
pub use mailer::{MailSettingsError, Mailer};
pub(crate) use mailer::{SendError, SendErrorKind, refuses_recipient};
pub(crate) use page::{Form, NEW_PASSWORD, Page, accepts, broken, private};
