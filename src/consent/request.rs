//! Authorization requests (RFC 6749, section 4.1.1).

use url::Url;

use super::{
    client::{OAuthAssistant, document_url},
    redirect::{check, is_one_of, with_parameters},
    registration::find_registered,
};
use crate::{
    auth::{Audience, Parameters, ScopeName, Scopes, is_challenge},
    problem::Problem,
    state::AppState,
};

/// The parameters that the form on the page repeats.
pub(super) const REPEATED: [&str; 8] = [
    "response_type",
    "client_id",
    "redirect_uri",
    "code_challenge",
    "code_challenge_method",
    "scope",
    "state",
    "resource",
];

/// A valid request, which the user can decide on.
#[derive(Debug)]
pub(super) struct AuthorizationRequest {
    pub(super) client: OAuthAssistant,
    pub(super) redirect_uri: String,
    pub(super) redirect_url: Url,
    pub(super) code_challenge: String,
    pub(super) scopes: Scopes,
    state: Option<String>,
    issuer: String,
}

/// Why a request is not shown to the user.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Shown to the user, because the client's redirect URI is not verified.
    Page(String),
    /// Sent to the client, at this address.
    Redirect(String),
    /// The service's own problem.
    Problem(Problem),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl AuthorizationRequest {
    pub(super) async fn read(state: &AppState, parameters: &Parameters) -> Result<Self, Refusal> {
        let page = |why: &str| Refusal::Page(why.to_owned());
        let client_id = parameters.optional("client_id").ok_or_else(|| page("the parameter client_id is missing"))?;
        let client = client(state, client_id).await?;
        let redirect_uri = match (parameters.optional("redirect_uri"), client.redirect_uris.as_slice()) {
            (Some(uri), known) if is_one_of(uri, known) => uri,
            (Some(_), _) => return Err(page("redirect_uri is not one of the client's")),
            (None, [only]) => only,
            (None, _) => return Err(page("the parameter redirect_uri is missing")),
        };
        let request = Self {
            redirect_url: check(redirect_uri).map_err(Refusal::Page)?,
            redirect_uri: redirect_uri.to_owned(),
            client,
            code_challenge: String::new(),
            scopes: Scopes::default(),
            state: parameters.optional("state").map(str::to_owned),
            issuer: state.tokens.issuer().to_owned(),
        };
        request
            .complete(parameters)
            .map_err(|(request, error, why)| Refusal::Redirect(request.error_redirect(error, &why)))
    }

    /// Reads the parameters whose errors are sent to the client.
    fn complete(mut self, parameters: &Parameters) -> Result<Self, (Box<Self>, &'static str, String)> {
        match self.read_rest(parameters) {
            Ok((code_challenge, scopes)) => {
                self.code_challenge = code_challenge;
                self.scopes = scopes;
                Ok(self)
            }
            Err((error, why)) => Err((Box::new(self), error, why)),
        }
    }

    fn read_rest(&self, parameters: &Parameters) -> Result<(String, Scopes), (&'static str, String)> {
        if parameters.optional("response_type") != Some("code") {
            return Err(("unsupported_response_type", "response_type must be code".to_owned()));
        }
        if parameters.optional("code_challenge_method") != Some("S256") {
            return Err(("invalid_request", "code_challenge_method must be S256".to_owned()));
        }
        let challenge = parameters.optional("code_challenge").filter(|text| is_challenge(text));
        let challenge = challenge
            .ok_or_else(|| ("invalid_request", "code_challenge must be a SHA-256 hash in base64url".to_owned()))?;
        let resource = parameters.optional("resource").map(|uri| Audience::from_uri(uri, &self.issuer));
        if resource.is_some_and(|resource| resource != Some(Audience::Mcp)) {
            return Err(("invalid_target", format!("resource must be {}", Audience::Mcp.uri(&self.issuer))));
        }
        let possible = Scopes::from_iter([ScopeName::Read, ScopeName::Write]);
        let scopes = parameters
            .scopes(possible)
            .map_err(|_| ("invalid_scope", "the scopes for assistants are read and write".to_owned()))?;
        Ok((challenge.to_owned(), scopes))
    }

    /// The redirect that reports an error to the client (RFC 6749, section 4.1.2.1).
    pub(super) fn error_redirect(&self, error: &str, why: &str) -> String {
        self.redirect(&[("error", error), ("error_description", why)])
    }

    /// The redirect that gives the client its code.
    pub(super) fn code_redirect(&self, code: &str) -> String {
        self.redirect(&[("code", code)])
    }

    fn redirect(&self, parameters: &[(&str, &str)]) -> String {
        let mut parameters = parameters.to_vec();
        if let Some(state) = &self.state {
            parameters.push(("state", state));
        }
        // RFC 9207: so that a client which uses several servers knows which one answers.
        parameters.push(("iss", &self.issuer));
        with_parameters(&self.redirect_url, &parameters)
    }
}

async fn client(state: &AppState, id: &str) -> Result<OAuthAssistant, Refusal> {
    match document_url(id).map_err(Refusal::Page)? {
        Some(url) => state.client_documents.client(&url, id, state.clock.now()).await?.map_err(Refusal::Page),
        None => find_registered(state, id).await?.ok_or_else(|| {
            Refusal::Page("the client is not known here: its id is no address, and it has not registered".to_owned())
        }),
    }
}
