//! What a handler receives is already authorised: the rows of the account whose token was verified.

use std::{
    future::{Ready, ready},
    marker::PhantomData,
    ops::Deref,
};

use actix_web::{
    FromRequest, HttpMessage as _, HttpRequest,
    dev::{Payload, ServiceRequest},
    http::header,
    web,
};
use entity::{AccountId, ApiClientId, Grant, Scope, SessionId, UserId};
use uuid::Uuid;

use super::{ScopeName, Scopes};
use crate::{app::Service, problem::Problem};

/// Somebody whose token was verified.
#[derive(Clone, Copy, Debug)]
pub struct Principal {
    /// The account.
    pub account_id: AccountId,
    /// Who it is.
    pub subject: Subject,
    /// What the token may do.
    pub scopes: Scopes,
}

impl Principal {
    /// The same, with no more than these scopes.
    pub(crate) fn narrowed_to(self, granted: Scopes) -> Self {
        Self { scopes: self.scopes.and(granted), ..self }
    }
}

/// Who acts.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// A user, in a session.
    User(UserId, SessionId),
    /// A program.
    Client(ApiClientId),
}

impl Subject {
    /// The user's or the client's id.
    #[must_use]
    pub fn id(self) -> Uuid {
        match self {
            Self::User(user, _) => user.into(),
            Self::Client(client) => client.into(),
        }
    }

    /// What the subject's tokens stand on.
    #[must_use]
    pub fn grant(self) -> Grant {
        match self {
            Self::User(_, session) => Grant::Session(session),
            Self::Client(client) => Grant::Client(client),
        }
    }
}

/// A scope that a handler asks for.
pub trait Required {
    /// Which one.
    const NAME: ScopeName;
}

/// The account's rows, for whoever has the scope.
#[derive(Clone, Debug)]
pub struct Authorised<R> {
    rows: Scope,
    principal: Principal,
    required: PhantomData<R>,
}

macro_rules! required {
    ($($(#[$doc:meta])* $alias:ident = $marker:ident: $name:ident;)*) => {$(
        $(#[$doc])*
        pub type $alias = Authorised<$marker>;

        #[doc = concat!("Asks for the scope of a [`", stringify!($alias), "`].")]
        #[derive(Clone, Debug)]
        pub enum $marker {}

        impl Required for $marker {
            const NAME: ScopeName = ScopeName::$name;
        }
    )*};
}

required! {
    /// The account's rows, for reading.
    Reader = Reading: Read;
    /// The account's rows, for reading and writing.
    Writer = Writing: Write;
    /// The account's rows, for administering.
    Admin = Administering: Admin;
}

impl Admin {
    /// Refuses to give others a scope that the administrator's own token doesn't have.
    ///
    /// # Errors
    ///
    /// [`Problem::InsufficientScope`].
    pub fn may_grant(&self, scopes: Scopes) -> Result<(), Problem> {
        match scopes.beyond(self.principal.scopes) {
            Some(name) => Err(Problem::InsufficientScope(name.as_str())),
            None => Ok(()),
        }
    }
}

impl<R> Authorised<R> {
    /// The same on another way to the same rows, such as into a transaction.
    pub(crate) fn writing_through(self, rows: Scope) -> Self {
        Self { rows, ..self }
    }
}

impl<R> Deref for Authorised<R> {
    type Target = Scope;

    fn deref(&self) -> &Scope {
        &self.rows
    }
}

impl<R: Required> Authorised<R> {
    /// Whoever was found to send the request, if the scope is theirs; counts the request.
    fn of(request: &HttpRequest) -> Result<Self, Problem> {
        let misconfigured =
            || Problem::internal("the app is configured without its service, or without auth::identify");
        let service = request.app_data::<web::Data<Service>>().ok_or_else(misconfigured)?;
        let principal = request.extensions().get::<Principal>().copied();
        let Some(principal) = principal else {
            let why = request.extensions_mut().remove();
            return Err(why.map_or_else(misconfigured, |Unidentified(problem)| problem));
        };
        service.limits.check_principal(principal.subject, request)?;
        if !principal.scopes.has(R::NAME) {
            return Err(Problem::InsufficientScope(R::NAME.as_str()));
        }
        #[expect(clippy::disallowed_methods, reason = "the principal was verified some lines above")]
        let rows = Scope::new(service.db.clone(), principal.account_id, service.clock.now());
        Ok(Self { rows, principal, required: PhantomData })
    }
}

impl<R: Required + Clone + 'static> FromRequest for Authorised<R> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        // What goes on around the handler may have asked already.
        let before = request.extensions().get::<Self>().cloned();
        ready(before.map_or_else(|| Self::of(request), Ok))
    }
}

/// Why nobody is known to send a request.
struct Unidentified(Problem);

/// Finds out who sends a request, before anything of its body is read: a body with mistakes, too, counts as somebody's.
/// From then on the request's extensions hold the [`Principal`], if there is one; that nobody is signed in is told where
/// it matters.
pub async fn identify(request: &ServiceRequest) {
    let Some(service) = request.app_data::<web::Data<Service>>() else { return };
    match authenticate(service, request.request()).await {
        Ok(principal) => drop(request.extensions_mut().insert(principal)),
        Err(problem) => drop(request.extensions_mut().insert(Unidentified(problem))),
    }
}

/// Who sends a request, by its bearer token (RFC 6750, section 2.1).
async fn authenticate(service: &Service, request: &HttpRequest) -> Result<Principal, Problem> {
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
        .principal(token, service.clock.now())
        .await?
        .ok_or_else(|| refused("the token is not valid, or no longer; get a new one from /oauth/token"))
}
