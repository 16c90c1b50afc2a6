//! Password resets: the request, the mail with a link, the page behind the link, and the equivalent API operation.
//!
//! The request writes one job, of no account, whatever the address is: so neither its answer nor its time tells whether
//! somebody signs in with the address. A worker looks that up.

mod http;
mod link;
mod page;
mod request;
mod reset_mail;

pub use http::*;
pub use page::*;
pub(crate) use request::PASSWORD_MAIL;
pub(crate) use reset_mail::send_password_mail;
