//! Handles requests to the endpoint.

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
use planning::Violation;
use serde_json::value::RawValue;
use tracing::Span;
use url::Url;

use super::{
    arguments::Arguments,
    call::OperationRequest,
    message::Message,
    protocol_era::ProtocolEra,
    response::{RpcError, push_discovered, push_initialized, push_tools, result, unreadable},
    result::ToolResult,
    tool::{Tool, WrongArgument},
    tool_list::ToolList,
    tools,
};
use crate::{
    auth::{self, MCP_PATH, Principal, ScopeName, protected_resource::METADATA_PATH},
    http::{FormerValues, KeepErrorResponse, RawJson, RequestId, RouteLabel},
    problem::Problem,
    state::AppState,
};

/// The largest message, in bytes: a file of 10 MiB, the largest that can be imported, as a JSON string.
const MESSAGE_LIMIT: usize = 16 << 20;

/// Whether a request is for the endpoint.
pub(crate) fn is_mcp_request(request: &ServiceRequest) -> bool {
    request.path() == MCP_PATH && request.method() == Method::POST
}

/// How to handle a request.
enum Dispatch {
    /// The response is known already.
    Respond(HttpResponse),
    /// The request is forwarded to the operation of a tool.
    Forward(&'static Tool),
}

/// Answers a request, which was authenticated before. A call of a tool becomes a request for an operation, which
/// `carry_out` handles as any other.
pub(crate) async fn handle(
    mut request: ServiceRequest,
    carry_out: impl AsyncFnOnce(ServiceRequest) -> Result<ServiceResponse<BoxBody>, Error>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    request.extensions_mut().insert(RouteLabel(MCP_PATH));
    let body = match accept(&mut request).await {
        Ok(body) => body,
        Err(response) => return Ok(request.into_response(response)),
    };
    let message = match Message::parse(&body) {
        Ok(message) => message,
        Err(why) => return Ok(request.into_response(unreadable(why))),
    };
    let era = match ProtocolEra::from_request(request.headers(), &message) {
        Ok(era) => era,
        Err(misfit) => return Ok(request.into_response(RpcError::from(misfit).respond(message.id))),
    };
    let Some(id) = message.id else {
        let response = match count(&request) {
            Ok(()) => HttpResponse::Accepted().finish(),
            Err(problem) => error_response(&request, &problem),
        };
        return Ok(request.into_response(response));
    };
    match dispatch(&mut request, era, id, &message) {
        Dispatch::Respond(response) => Ok(request.into_response(response)),
        Dispatch::Forward(tool) => Ok(tool_response(tool, era, id, carry_out(request).await?).await),
    }
}

/// The body of a request that may be answered, or the response that refuses it.
async fn accept(request: &mut ServiceRequest) -> Result<Bytes, HttpResponse> {
    if is_foreign(request) {
        let error =
            RpcError::new(StatusCode::FORBIDDEN, -32600, "Forbidden: requests of pages of other origins are refused");
        return Err(error.respond(None));
    }
    auth::principal(request).map_err(|problem| error_response(request, &problem))?;
    let body = request.extract::<RawJson<MESSAGE_LIMIT>>().await;
    body.map(|RawJson(body)| body).map_err(|problem| error_response(request, &problem))
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

fn dispatch(request: &mut ServiceRequest, era: ProtocolEra, id: &RawValue, message: &Message<'_>) -> Dispatch {
    let method = message.method.as_deref().unwrap_or_default();
    let wrong_call = if method == "tools/call" {
        match call(request, message) {
            Ok(tool) => return Dispatch::Forward(tool),
            Err(wrong) => Some(wrong),
        }
    } else {
        None
    };
    if let Err(problem) = count(request) {
        return Dispatch::Respond(error_response(request, &problem));
    }
    Dispatch::Respond(match (method, era, wrong_call) {
        (_, _, Some(WrongCall::Tool(error))) => error.respond(Some(id)),
        (_, _, Some(WrongCall::Scope(problem))) => error_response(request, &problem),
        (_, _, Some(WrongCall::Arguments(wrong))) => {
            let problem = Problem::BadRequest(wrong.to_string().into());
            let document = serde_json::to_string(&problem.document(request_id(request.request()).as_deref()));
            match document {
                Ok(document) => result(era, id, |to| ToolResult::refused(&document).write(to)),
                Err(error) => error_response(request, &Problem::internal(error)),
            }
        }
        ("initialize", ProtocolEra::Initialized, _) => {
            result(era, id, |to| push_initialized(message.parameters.protocol_version.as_deref(), to))
        }
        ("ping", ProtocolEra::Initialized, _) => result(era, id, |_| {}),
        ("server/discover", ProtocolEra::Stateless, _) => result(era, id, |to| push_discovered(era, to)),
        ("tools/list", ..) if message.parameters.cursor.is_some() => {
            RpcError::new(StatusCode::OK, -32602, "Invalid cursor: the list has one page").respond(Some(id))
        }
        ("tools/list", ..) => match request.app_data::<Data<ToolList>>() {
            Some(tools) => result(era, id, |to| push_tools(era, tools.as_json(), to)),
            None => error_response(request, &Problem::internal("the app has no tools")),
        },
        _ => RpcError::unknown_method(era, method).respond(Some(id)),
    })
}

/// Why a call can't become a request.
enum WrongCall {
    /// There is no such tool: an error of the protocol.
    Tool(RpcError),
    /// The token doesn't have the scope of the tool.
    Scope(Problem),
    /// The arguments are wrong: a result that the model can learn from.
    Arguments(WrongArgument),
}

/// Makes the request one for the operation of the tool that it calls.
fn call(request: &mut ServiceRequest, message: &Message<'_>) -> Result<&'static Tool, WrongCall> {
    let name = message.parameters.name.as_deref().unwrap_or_default();
    let tool = tools::find(name)
        .ok_or_else(|| WrongCall::Tool(RpcError::new(StatusCode::OK, -32602, format!("Unknown tool: {name}"))))?;
    Span::current().record("gen_ai.tool.name", tool.name);
    // Before the arguments: a missing permission is reported first.
    let scopes = auth::principal(request).map_err(WrongCall::Scope)?.scopes;
    if !scopes.contains(tool.scope()) {
        return Err(WrongCall::Scope(Problem::InsufficientScope(tool.scope().as_str())));
    }
    let wrong = |what: String| WrongCall::Arguments(WrongArgument::whole(what));
    let arguments = Arguments::parse(message.parameters.arguments).map_err(wrong)?;
    let (list, state) = (request.app_data::<Data<ToolList>>(), request.app_data::<Data<AppState>>());
    let (Some(list), Some(state)) = (list, state) else {
        return Err(WrongCall::Tool(RpcError::new(StatusCode::INTERNAL_SERVER_ERROR, -32603, "Internal error")));
    };
    let call = OperationRequest::new(tool, list, &arguments, state.clock.now()).map_err(WrongCall::Arguments)?;
    call.rewrite(tool, request);
    Ok(tool)
}

/// The response to a call, made of that of its operation.
async fn tool_response(
    tool: &Tool,
    era: ProtocolEra,
    id: &RawValue,
    response: ServiceResponse<BoxBody>,
) -> ServiceResponse<BoxBody> {
    let status = response.status();
    if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::REQUEST_TIMEOUT {
        // This error concerns the service and not the call, so the HTTP status reports it.
        return response;
    }
    let (request, response) = response.into_parts();
    let problem: Option<&Problem> = response.error().and_then(|error| error.as_error());
    if let Some(problem @ (Problem::Unauthorized(_) | Problem::InsufficientScope(_))) = problem {
        let challenged = challenge(&request, problem);
        return ServiceResponse::new(request, challenged);
    }
    let refusal = problem.map(|problem| refusal(tool, &request, problem));
    let former = request.extensions_mut().remove::<FormerValues>().and_then(FormerValues::into_value);
    let repeated = response.headers().contains_key("idempotency-replayed");
    let text = match refusal {
        Some(refusal) => refusal,
        None => text_of(response).await,
    };
    let made = text.map(|text| {
        let made = if status.is_success() {
            ToolResult::success(tool, repeated, former.as_ref(), &text)
        } else {
            ToolResult::refused(&text)
        };
        result(era, id, |to| made.write(to))
    });
    match made {
        Ok(response) => ServiceResponse::new(request, response),
        Err(problem) => ServiceResponse::from_err(problem, request),
    }
}

/// The problem of an operation as JSON, which names the arguments of the tool.
fn refusal(tool: &Tool, request: &HttpRequest, problem: &Problem) -> Result<String, Problem> {
    let request_id = request_id(request);
    let document = problem.document(request_id.as_deref());
    let mut document = serde_json::to_value(document).map_err(Problem::internal)?;
    let detail = document["detail"].as_str().unwrap_or_default();
    let has_argument = |name: &str| tool.arguments.iter().any(|argument| argument.name == name);
    document["detail"] = match problem {
        Problem::NotFoundDetail(_) if has_argument("step_id") => {
            "argument step_id: the plan of this application has no such step; get_plan lists them".into()
        }
        Problem::NotFound if has_argument("application_id") => {
            "argument application_id: there is no such application; find_applications lists them".into()
        }
        Problem::Conflict(_) if tool.operation_id == "put_override" => format!("argument step_id: {detail}").into(),
        Problem::RequestInProgress => "the same call is being carried out at this moment; call it again".into(),
        Problem::BadRequest(_) if has_argument("template") && detail.starts_with("there is no template") => {
            format!("argument template: {detail}").into()
        }
        Problem::BadRequest(_) => detail.replace("query parameter ", "argument ").into(),
        Problem::InvalidBody(errors) | Problem::DuplicateValue(errors) => {
            errors.iter().map(describe_violation).collect::<Vec<_>>().join("; ").into()
        }
        _ => detail.into(),
    };
    Ok(document.to_string())
}

/// The sentence about a violation, which names the argument.
fn describe_violation(violation: &Violation) -> String {
    let name = violation.pointer.trim_start_matches('/').replace('/', ".");
    if name.is_empty() {
        return format!("the arguments: {}", violation.message);
    }
    WrongArgument::new(&name, &violation.message).to_string()
}

async fn text_of(response: HttpResponse) -> Result<String, Problem> {
    let body = to_bytes(response.into_body()).await.map_err(|error| Problem::internal(error.to_string()))?;
    String::from_utf8(body.into()).map_err(Problem::internal)
}

/// The response to a request that is refused before anything is done.
fn error_response(request: &ServiceRequest, problem: &Problem) -> HttpResponse {
    match problem {
        Problem::Unauthorized(_) | Problem::InsufficientScope(_) => return challenge(request.request(), problem),
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
        Problem::InsufficientScope(missing) => (Some("insufficient_scope"), with_its_own(request, missing)),
        _ => (sent.then_some("invalid_token"), "read write".to_owned()),
    };
    let error = error.map(|error| format!("error=\"{error}\", ")).unwrap_or_default();
    let text = format!("Bearer {error}scope=\"{scope}\", resource_metadata=\"{issuer}{METADATA_PATH}\"");
    if let Ok(text) = HeaderValue::try_from(text) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, text);
    }
    response.extensions_mut().insert(KeepErrorResponse);
    response
}

/// The scope that is missing, and those that the token has. A client asks for what it is told, and would lose the
/// others.
fn with_its_own(request: &HttpRequest, missing: &str) -> String {
    let own = request.extensions().get::<Principal>().map(|principal| principal.scopes).unwrap_or_default();
    let names = ScopeName::ALL.into_iter().filter(|name| own.contains(*name) || name.as_str() == missing);
    names.map(ScopeName::as_str).collect::<Vec<_>>().join(" ")
}

fn request_id(request: &HttpRequest) -> Option<String> {
    request.extensions().get::<RequestId>().map(|id| id.as_str().to_owned())
}
