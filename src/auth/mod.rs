//! Who is asking, and what they may do.

mod keys;
mod limits;
mod passwords;
mod principal;
mod quota;
mod refresh_tokens;
mod scopes;
pub mod token_endpoint;
mod tokens;
pub mod well_known;

pub use keys::{KeyError, SigningKeys};
pub use limits::Limits;
pub use passwords::Passwords;
pub use principal::{Reader, Writer};
pub(crate) use quota::Allowance;
pub use scopes::Scopes;
pub use tokens::{AccessTokens, Principal};
