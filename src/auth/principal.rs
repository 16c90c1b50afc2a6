//! What a handler receives is already authorised: the rows of the account whose token was verified.

use std::{
    future::{Ready, ready},
    ops::Deref,
};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header, web};
use entity::Scope;

use super::{Principal, Scopes};
use crate::{app::Service, problem::Problem};

/// The account's rows, for reading.
#[derive(Clone, Debug)]
pub struct Reader(Scope);

/// The account's rows, for reading and writing.
#[derive(Clone, Debug)]
pub struct Writer(Scope);

macro_rules! authorised {
    ($name:ident, $scope:literal, $allows:expr) => {
        impl Deref for $name {
            type Target = Scope;

            fn deref(&self) -> &Scope {
                &self.0
            }
        }

        impl FromRequest for $name {
            type Error = Problem;
            type Future = Ready<Result<Self, Problem>>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                // What goes on around the handler may have asked already.
                let before = request.extensions().get::<Self>().cloned();
                ready(before.map_or_else(|| authorise(request, $scope, $allows).map(Self), Ok))
            }
        }
    };
}

impl Writer {
    /// The same writer on another way to the same rows, such as into a transaction.
    pub(crate) fn writing_through(mut self, rows: Scope) -> Self {
        self.0 = rows;
        self
    }
}

authorised!(Reader, "read", |scopes| scopes.read);
authorised!(Writer, "write", |scopes| scopes.write);

fn authorise(request: &HttpRequest, scope: &'static str, allows: fn(Scopes) -> bool) -> Result<Scope, Problem> {
    let service = request
        .app_data::<web::Data<Service>>()
        .ok_or_else(|| Problem::internal("the app is configured without its service"))?;
    let principal = authenticate(service, request)?;
    service.limits.check_user(principal.user_id)?;
    if !allows(principal.scopes) {
        return Err(Problem::InsufficientScope(scope));
    }
    #[expect(clippy::disallowed_methods, reason = "the principal was verified one line above")]
    Ok(service.db.scope(principal.account_id, service.clock.now()))
}

/// Who sends a request, by its bearer token (RFC 6750, section 2.1).
fn authenticate(service: &Service, request: &HttpRequest) -> Result<Principal, Problem> {
    let refused = |why: &'static str| Problem::Unauthorized(why.into());
    let header = request
        .headers()
        .get(header::AUTHORIZATION)
        .ok_or_else(|| refused("send the header Authorization: Bearer and a token from /oauth/token"))?;
    let token = header
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .ok_or_else(|| refused("the header Authorization holds no bearer token"))?;
    service
        .tokens
        .verify(token, service.clock.now())
        .ok_or_else(|| refused("the token is not valid, or no longer; get a new one from /oauth/token"))
}
