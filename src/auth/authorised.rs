//! Extractors that check the access token and its scope, and give access to the rows of its account.

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
use entity::{Scope, SessionId, UserId};

use super::{Audience, Principal, ScopeName, Scopes, Subject};
use crate::{
    problem::{MISSING_AUTHORIZATION, NOT_A_BEARER_TOKEN, Problem},
    state::AppState,
};

/// A scope that a handler asks for.
pub trait RequiredScope {
    /// The name of the scope.
    const NAME: ScopeName;
}

/// The rows of the account, for a token with the scope `R`.
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

        impl RequiredScope for $marker {
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
    /// Refuses to grant a scope that the administrator's own token does not have.
    pub fn may_grant(&self, scopes: Scopes) -> Result<(), Problem> {
        match scopes.beyond(self.principal.scopes) {
            Some(name) => Err(Problem::InsufficientScope(name.as_str())),
            None => Ok(()),
        }
    }
}

impl<R> Authorised<R> {
    /// The session of the request's token, if it is one of this user's.
    pub(crate) fn session_of(&self, user: UserId) -> Option<SessionId> {
        match self.principal.subject {
            Subject::User(id, session) if id == user => Some(session),
            Subject::User(..) | Subject::Client(_) => None,
        }
    }

    /// The same rows through another connection, such as a transaction.
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

impl<R: RequiredScope> Authorised<R> {
    /// The authenticated sender of the request, if the token has the scope. Counts the request.
    fn from_authenticated(request: &HttpRequest) -> Result<Self, Problem> {
        let misconfigured =
            || Problem::internal("the app is configured without its state, or without auth::authenticate");
        let state = request.app_data::<web::Data<AppState>>().ok_or_else(misconfigured)?;
        let principal = request.extensions().get::<Principal>().copied();
        let Some(principal) = principal else {
            let why = request.extensions_mut().remove();
            return Err(why.map_or_else(misconfigured, |AuthenticationFailure(problem)| problem));
        };
        state.limits.check_principal(principal.subject, request)?;
        if !principal.scopes.contains(R::NAME) {
            return Err(Problem::InsufficientScope(R::NAME.as_str()));
        }
        #[expect(clippy::disallowed_methods, reason = "the principal was verified some lines above")]
        let rows = Scope::new(state.db.clone(), principal.account_id, state.clock.now());
        Ok(Self { rows, principal, required: PhantomData })
    }
}

impl<R: RequiredScope + Clone + 'static> FromRequest for Authorised<R> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        // A middleware may have authenticated the request already.
        let before = request.extensions().get::<Self>().cloned();
        ready(before.map_or_else(|| Self::from_authenticated(request), Ok))
    }
}

/// Why a request is not authenticated.
struct AuthenticationFailure(Problem);

/// Authenticates a request before its body is read, so that requests with an invalid body are counted, too. The
/// request's extensions then hold the [`Principal`], if there is one. An operation that needs a token answers 401
/// itself.
pub async fn authenticate(request: &ServiceRequest) {
    let Some(state) = request.app_data::<web::Data<AppState>>() else { return };
    match principal_of(state, request.request()).await {
        Ok(principal) => drop(request.extensions_mut().insert(principal)),
        Err(problem) => drop(request.extensions_mut().insert(AuthenticationFailure(problem))),
    }
}

/// The sender of a request that was authenticated, or why it is not.
pub(crate) fn principal(request: &ServiceRequest) -> Result<Principal, Problem> {
    let found = request.extensions().get::<Principal>().copied();
    let why = || request.extensions_mut().remove().map(|AuthenticationFailure(problem)| problem);
    found.ok_or_else(|| why().unwrap_or_else(|| Problem::internal("the request was not authenticated")))
}

/// Authenticates the sender of a request by its bearer token (RFC 6750, section 2.1).
async fn principal_of(state: &AppState, request: &HttpRequest) -> Result<Principal, Problem> {
    let refused = |why: &'static str| Problem::Unauthorized(why.into());
    let header = request.headers().get(header::AUTHORIZATION).ok_or_else(|| refused(MISSING_AUTHORIZATION))?;
    let token = header
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .ok_or_else(|| refused(NOT_A_BEARER_TOKEN))?;
    let found = state.tokens.principal(token, state.clock.now()).await?;
    let principal =
        found.ok_or_else(|| refused("the token is not valid, or no longer; get a new one from /oauth/token"))?;
    match (principal.audience == Audience::of_path(request.path()), principal.audience) {
        (true, _) => Ok(principal),
        (false, Audience::Api) => Err(refused("the token is for the API; ask for one with the resource of /mcp")),
        (false, Audience::Mcp) => Err(refused("the token is for /mcp, and not for the API")),
    }
}
