//! `/oauth/authorize` and `/oauth/register`: the page on which users allow assistants to use the account, and the
//! registration of assistants.
//!
//! A client is known by the HTTPS address of its metadata document, or by an id that it was given when it registered.
//! The page keeps no session: users sign in on it whenever they allow something. So there is nothing that another site
//! could have a browser do in a user's name.

mod client;
mod documents;
mod http;
mod page;
mod redirect;
mod registration;
mod request;

pub use documents::ClientDocuments;
pub use http::{decide_consent, show_consent};
pub use registration::register_oauth_client;
