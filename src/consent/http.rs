//! The endpoints of the page.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
    web::Data,
};
use entity::GrantedClient;
use url::Url;

use super::{
    page::{Field, Page, ShownClient, ShownDestination, ShownScopes},
    redirect::{Destination, csp_source, destination},
    request::{AuthorizationRequest, REPEATED, Refusal},
};
use crate::{
    auth::{Audience, CodeRequest, Parameters, ParsedForm, ScopeName, Scopes, issue_code, sign_in},
    problem::Problem,
    state::AppState,
};

/// Shows the page.
pub async fn show_consent(request: HttpRequest, state: Data<AppState>) -> HttpResponse {
    let shown = async || {
        // A document may be fetched for it.
        state.limits.check_address(&request)?;
        let parameters = Parameters::of_query(request.query_string()).map_err(refusal_of)?;
        let authorization = AuthorizationRequest::read(&state, &parameters).await?;
        Ok(page(&state, &authorization, &parameters, None).respond(StatusCode::OK))
    };
    shown().await.unwrap_or_else(refuse)
}

/// Takes the user's decision.
pub async fn decide_consent(request: HttpRequest, state: Data<AppState>, form: ParsedForm) -> HttpResponse {
    decide(&request, &state, form).await.unwrap_or_else(refuse)
}

async fn decide(request: &HttpRequest, state: &AppState, form: ParsedForm) -> Result<HttpResponse, Refusal> {
    let parameters = Parameters::read(state, request, form).map_err(refusal_of)?;
    if !comes_from_here(request, state) {
        return Err(Refusal::Page("the form was not sent from this page".to_owned()));
    }
    let authorization = AuthorizationRequest::read(state, &parameters).await?;
    match parameters.optional("decision") {
        Some("deny") => return Ok(redirect(&authorization.error_redirect("access_denied", "the user has denied it"))),
        Some("allow") => {}
        _ => return Err(Refusal::Page("the form has no decision".to_owned())),
    }
    let email = parameters.optional("email").unwrap_or_default().trim().to_lowercase();
    let password = parameters.optional("password").unwrap_or_default().to_owned();
    let wrong = || {
        let wrong = "The e-mail address and the password don't go together.";
        page(state, &authorization, &parameters, Some(wrong)).respond(StatusCode::FORBIDDEN)
    };
    let Some(verified) = sign_in(state, &email, password).await? else { return Ok(wrong()) };
    let user = verified.user;
    let scopes = granted_scopes(&authorization, &parameters);
    let client = GrantedClient { id: authorization.client.id.clone(), name: authorization.client.name.clone() };
    tracing::info!(account_id = %user.account_id, user_id = %user.user_id, scopes = %scopes, "a user has let an assistant in");
    let code = issue_code(
        state,
        &verified,
        CodeRequest {
            client,
            redirect_uri: authorization.redirect_uri.clone(),
            code_challenge: authorization.code_challenge.clone(),
            scopes,
            audience: Audience::Mcp,
        },
    );
    Ok(code.await?.map_or_else(wrong, |code| redirect(&authorization.code_redirect(&code))))
}

/// The scopes that the user has granted: the requested ones, without write access if the checkbox is not checked.
fn granted_scopes(authorization: &AuthorizationRequest, parameters: &Parameters) -> Scopes {
    let only_reads = authorization.scopes.contains(ScopeName::Read) && parameters.optional("write").is_none();
    if only_reads { authorization.scopes.and(Scopes::from_iter([ScopeName::Read])) } else { authorization.scopes }
}

/// Whether a form was sent from a page of this service. Browsers say where forms come from; other programs have no
/// user whose password it could have filled in.
fn comes_from_here(request: &HttpRequest, state: &AppState) -> bool {
    let text = |name| request.headers().get(name).map(|value: &HeaderValue| value.to_str().unwrap_or("null"));
    let same_site = text(HeaderName::from_static("sec-fetch-site")).is_none_or(|site| site == "same-origin");
    let origin = text(header::ORIGIN);
    let own = Url::parse(state.tokens.issuer()).map(|url| url.origin().ascii_serialization());
    let same_origin = origin.is_none_or(|origin| {
        own.is_ok_and(|own| own == origin)
            || text(header::HOST).is_some_and(|host| origin.split_once("://").is_some_and(|(_, named)| named == host))
    });
    same_site && same_origin
}

fn page(state: &AppState, authorization: &AuthorizationRequest, parameters: &Parameters, wrong: Option<&str>) -> Page {
    let field = |name: &'static str| Some(Field { name, value: parameters.optional(name)?.to_owned() });
    let destination = match destination(&authorization.redirect_url) {
        Destination::Local => ShownDestination { local: true, name: String::new() },
        Destination::Named(name) => ShownDestination { local: false, name },
    };
    let base = Url::parse(state.tokens.issuer()).map(|url| url.path().trim_end_matches('/').to_owned());
    Page {
        title: "Allow access".to_owned(),
        client: Some(ShownClient { name: authorization.client.name.clone(), host: authorization.client.host.clone() }),
        destination: Some(destination),
        action: base.unwrap_or_default() + "/oauth/authorize",
        fields: REPEATED.into_iter().filter_map(field).collect(),
        scopes: ShownScopes {
            read: authorization.scopes.contains(ScopeName::Read),
            write: authorization.scopes.contains(ScopeName::Write),
        },
        write: wrong.is_none() || parameters.optional("write").is_some(),
        email: parameters.optional("email").unwrap_or_default().to_owned(),
        wrong: wrong.map(str::to_owned),
        // Browsers apply the policy to the redirect that follows a form, too.
        form_targets: format!(" {}", csp_source(&authorization.redirect_url)),
    }
}

/// The error in the parameters, as a text for the user.
fn refusal_of(problem: Problem) -> Refusal {
    match problem {
        Problem::OAuth(_, why) => Refusal::Page(why.into_owned()),
        problem => Refusal::Problem(problem),
    }
}

fn refuse(refusal: Refusal) -> HttpResponse {
    match refusal {
        Refusal::Page(why) => Page::of_problem(sentence(&why)).respond(StatusCode::BAD_REQUEST),
        Refusal::Redirect(address) => redirect(&address),
        Refusal::Problem(problem) => {
            let answered = problem.respond(None);
            if let Problem::Internal(cause) = &problem {
                tracing::error!(%cause, "defect");
            }
            let mut response = Page::of_problem(sentence(&problem.to_string())).respond(answered.status());
            if let Some(after) = answered.headers().get(header::RETRY_AFTER) {
                response.headers_mut().insert(header::RETRY_AFTER, after.clone());
            }
            response
        }
    }
}

/// A reason as a sentence. The name of a parameter stays as it is.
fn sentence(why: &str) -> String {
    if why.split(' ').next().is_some_and(|first| first.contains('_')) {
        return format!("The parameter {why}.");
    }
    let mut characters = why.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).chain(['.']).collect())
}

/// Sends the browser on, by GET (RFC 9700, section 4.12).
fn redirect(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .finish()
}
