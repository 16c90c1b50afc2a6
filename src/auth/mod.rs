//! Authentication, authorisation and rate limits.

mod authorised;
mod client_authentication;
mod client_secrets;
mod jwt;
mod key_ring;
mod keys;
mod limits;
mod parameters;
mod passwords;
mod principal;
mod quota;
mod refresh_tokens;
pub mod revocation_endpoint;
mod rotation;
mod scopes;
mod secrets;
mod sign_in;
pub mod token_endpoint;
mod tokens;
mod users;
pub mod well_known;

pub use authorised::{Admin, Authorised, Reader, Required, Writer, authenticate};
pub(crate) use authorised::{Administering, Writing};
pub(crate) use client_secrets::ClientSecret;
pub use keys::KeyError;
pub use limits::Limits;
pub use parameters::form_config;
pub use passwords::Passwords;
pub use principal::{Principal, Subject};
pub(crate) use quota::Allowance;
pub use rotation::{Rotation, rotate};
pub use scopes::{ScopeName, Scopes};
pub(crate) use secrets::Secret;
pub(crate) use sign_in::sign_in;
pub use tokens::AccessTokens;
pub(crate) use users::{Credentials, PASSWORD_LENGTH, change_credentials, reset_password};
