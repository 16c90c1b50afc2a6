//! Answers a request to the endpoint.

use actix_web::{
    Error, HttpMessage as _, HttpRequest, HttpResponse,
    body::{BoxBody, to_bytes},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method, StatusCode,
        header::{self, HeaderValue},
    },
    web::{Bytes, Data},
};
use serde_json::value::RawValue;
use tracing::Span;
use url::Url;

use super::{
    arguments::Arguments,
    call::Call,
    era::Era,
    message::Message,
    response::{RpcError, push_discovered, push_initialized, push_tools, result, unreadable},
    result::ToolResult,
    tool::Tool,
    tool_list::ToolList,
    tools,
};
use crate::{
    auth::{self, MCP_PATH, protected_resource::METADATA_PATH},
    http::{AsItIs, BODY_LIMIT, RawJson, RequestId, ShownRoute},
    problem::Problem,
    state::AppState,
};

/// Whether a request is for the endpoint.
pub(crate) fn is_addressed(request: &ServiceRequest) -> bool {
    request.path() == MCP_PATH && request.method() == Method::POST
}

/// What is to be done with a request.
enum Plan {
    /// It is answered.
    Answer(HttpResponse),
    /// It has become a request for the operation of a tool.
    CarryOut(&'static Tool),
}

/// Answers a request, which was authenticated before. A call of a tool becomes a request for an operation, which
/// `carry_out` handles as any other.
pub(crate) async fn answer(
    mut request: ServiceRequest,
    carry_out: impl AsyncFnOnce(ServiceRequest) -> Result<ServiceResponse<BoxBody>, Error>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    request.extensions_mut().insert(ShownRoute(MCP_PATH));
    let body = match accept(&mut request).await {
        Ok(body) => body,
        Err(response) => return Ok(request.into_response(response)),
    };
    let message = match Message::parse(&body) {
        Ok(message) => message,
        Err(why) => return Ok(request.into_response(unreadable(why))),
    };
    let era = match Era::of(request.headers(), &message) {
        Ok(era) => era,
        Err(misfit) => return Ok(request.into_response(RpcError::from(misfit).respond(message.id))),
    };
    let Some(id) = message.id else {
        let response = match count(&request) {
            Ok(()) => HttpResponse::Accepted().finish(),
            Err(problem) => refused(&request, &problem),
        };
        return Ok(request.into_response(response));
    };
    match plan(&mut request, era, id, &message) {
        Plan::Answer(response) => Ok(request.into_response(response)),
        Plan::CarryOut(tool) => Ok(tool_response(tool, era, id, carry_out(request).await?).await),
    }
}

/// The body of a request that may be answered, or the response that refuses it.
async fn accept(request: &mut ServiceRequest) -> Result<Bytes, HttpResponse> {
    if is_foreign(request) {
        let error =
            RpcError::new(StatusCode::FORBIDDEN, -32600, "Forbidden: requests of pages of other origins are refused");
        return Err(error.respond(None));
    }
    auth::principal(request).map_err(|problem| refused(request, &problem))?;
    let body = request.extract::<RawJson<BODY_LIMIT>>().await;
    body.map(|RawJson(body)| body).map_err(|problem| refused(request, &problem))
}

/// Whether a page of another origin sends the request. A page could have its name resolve to this service's address.
fn is_foreign(request: &ServiceRequest) -> bool {
    let Some(origin) = request.headers().get(header::ORIGIN) else { return false };
    let issuer = request.app_data::<Data<AppState>>().and_then(|state| Url::parse(state.tokens.issuer()).ok());
    issuer.is_none_or(|issuer| origin.as_bytes() != issuer.origin().ascii_serialization().as_bytes())
}

/// Counts a request that is no call. A call is counted by its operation.
fn count(request: &ServiceRequest) -> Result<(), Problem> {
    let state = request.app_data::<Data<AppState>>().ok_or_else(|| Problem::internal("the app has no state"))?;
    state.limits.check_principal(auth::principal(request)?.subject, request.request())
}

fn plan(request: &mut ServiceRequest, era: Era, id: &RawValue, message: &Message<'_>) -> Plan {
    let method = message.method.as_deref().unwrap_or_default();
    let wrong_call = if method == "tools/call" {
        match call(request, message) {
            Ok(tool) => return Plan::CarryOut(tool),
            Err(wrong) => Some(wrong),
        }
    } else {
        None
    };
    if let Err(problem) = count(request) {
        return Plan::Answer(refused(request, &problem));
    }
    Plan::Answer(match (method, era, wrong_call) {
        (_, _, Some(WrongCall::Tool(error))) => error.respond(Some(id)),
        (_, _, Some(WrongCall::Arguments(why))) => result(era, id, |to| ToolResult::wrong(&why).write(to)),
        ("initialize", Era::Initialized, _) => {
            result(era, id, |to| push_initialized(message.parameters.protocol_version.as_deref(), to))
        }
        ("ping", Era::Initialized, _) => result(era, id, |_| {}),
        ("server/discover", Era::Stateless, _) => result(era, id, |to| push_discovered(era, to)),
        ("tools/list", ..) => match request.app_data::<Data<ToolList>>() {
            Some(tools) => result(era, id, |to| push_tools(era, tools.as_json(), to)),
            None => refused(request, &Problem::internal("the app has no tools")),
        },
        _ => RpcError::unknown_method(era, method).respond(Some(id)),
    })
}

/// Why a call can't become a request.
enum WrongCall {
    /// There is no such tool: an error of the protocol.
    Tool(RpcError),
    /// The arguments are wrong: a result that the model can learn from.
    Arguments(String),
}

/// Makes the request one for the operation of the tool that it calls.
fn call(request: &mut ServiceRequest, message: &Message<'_>) -> Result<&'static Tool, WrongCall> {
    let name = message.parameters.name.as_deref().unwrap_or_default();
    let tool = tools::find(name)
        .ok_or_else(|| WrongCall::Tool(RpcError::new(StatusCode::OK, -32602, format!("Unknown tool: {name}"))))?;
    Span::current().record("gen_ai.tool.name", tool.name);
    let arguments = Arguments::parse(message.parameters.arguments).map_err(WrongCall::Arguments)?;
    Call::new(tool, &arguments).map_err(WrongCall::Arguments)?.rewrite(tool, request);
    Ok(tool)
}

/// The response to a call, made of that of its operation.
async fn tool_response(
    tool: &Tool,
    era: Era,
    id: &RawValue,
    response: ServiceResponse<BoxBody>,
) -> ServiceResponse<BoxBody> {
    let status = response.status();
    if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::REQUEST_TIMEOUT {
        // Not an answer to the call, but of the service as such: told by the status, as everywhere.
        return response;
    }
    let (request, response) = response.into_parts();
    let problem: Option<&Problem> = response.error().and_then(|error| error.as_error());
    if let Some(problem @ (Problem::Unauthorized(_) | Problem::InsufficientScope(_))) = problem {
        let challenged = challenge(&request, problem);
        return ServiceResponse::new(request, challenged);
    }
    let refusal = problem.map(|problem| {
        let request_id = request_id(&request);
        serde_json::to_string(&problem.document(request_id.as_deref())).map_err(Problem::internal)
    });
    let repeated = response.headers().contains_key("idempotency-replayed");
    let text = match refusal {
        Some(refusal) => refusal,
        None => text_of(response).await,
    };
    let made = text.map(|text| {
        let made = if status.is_success() { ToolResult::of(tool, repeated, &text) } else { ToolResult::refused(&text) };
        result(era, id, |to| made.write(to))
    });
    match made {
        Ok(response) => ServiceResponse::new(request, response),
        Err(problem) => ServiceResponse::from_err(problem, request),
    }
}

async fn text_of(response: HttpResponse) -> Result<String, Problem> {
    let body = to_bytes(response.into_body()).await.map_err(|error| Problem::internal(error.to_string()))?;
    String::from_utf8(body.into()).map_err(Problem::internal)
}

/// The response to a request that is refused before anything is done.
fn refused(request: &ServiceRequest, problem: &Problem) -> HttpResponse {
    match problem {
        Problem::Unauthorized(_) => return challenge(request.request(), problem),
        Problem::Internal(cause) => tracing::error!(%cause, "defect"),
        _ => {}
    }
    problem.respond(request_id(request.request()).as_deref())
}

/// The problem of a token, with where to get another one (RFC 6750, section 3; RFC 9728, section 5.1).
fn challenge(request: &HttpRequest, problem: &Problem) -> HttpResponse {
    let mut response = problem.respond(request_id(request).as_deref());
    let issuer = request.app_data::<Data<AppState>>().map(|state| state.tokens.issuer()).unwrap_or_default();
    let sent = request.headers().contains_key(header::AUTHORIZATION);
    let (error, scope) = match problem {
        Problem::InsufficientScope(scope) => (Some("insufficient_scope"), *scope),
        _ => (sent.then_some("invalid_token"), "read write"),
    };
    let error = error.map(|error| format!("error=\"{error}\", ")).unwrap_or_default();
    let text = format!("Bearer {error}scope=\"{scope}\", resource_metadata=\"{issuer}{METADATA_PATH}\"");
    if let Ok(text) = HeaderValue::try_from(text) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, text);
    }
    response.extensions_mut().insert(AsItIs);
    response
}

fn request_id(request: &HttpRequest) -> Option<String> {
    request.extensions().get::<RequestId>().map(|id| id.as_str().to_owned())
}
