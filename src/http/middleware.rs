//! Middleware for every request: the request id, the time limit, and errors as problems.

use std::time::Duration;

use actix_web::{
    Error, HttpMessage,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::InternalError,
    http::{
        Method,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
};
use uuid::Uuid;

use super::payload::in_time;
use crate::{
    auth::RemainingQuota,
    problem::{self, Problem},
};

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The time limit of a request, including its body. Its database transaction is then rolled back.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// The delay of a refusal because of overload. Without it, clients that retry at once would keep the processors busy
/// with refusals.
const OVERLOAD_REFUSAL_DELAY: Duration = Duration::from_millis(50);

/// The id of a request: the client's, if it is valid, or a new one.
#[derive(Clone, Debug)]
pub struct RequestId(String);

impl RequestId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of the request, which is stored in its extensions.
    pub(crate) fn assign(request: &ServiceRequest) -> Self {
        if let Some(id) = request.extensions().get::<Self>() {
            return id.clone();
        }
        let sent = request.headers().get(X_REQUEST_ID).and_then(|value| value.to_str().ok());
        let sensible = |id: &&str| (1..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
        let id = Self(sent.filter(sensible).map_or_else(|| Uuid::now_v7().to_string(), str::to_owned));
        request.extensions_mut().insert(id.clone());
        id
    }

    fn name_in(&self, headers: &mut HeaderMap) {
        if let Ok(value) = HeaderValue::from_str(&self.0) {
            headers.insert(X_REQUEST_ID, value);
        }
    }
}

impl std::fmt::Display for RequestId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Marks an error response that is no problem, such as a page, so that it is not replaced by one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeepErrorResponse;

/// The route of a request in logs and metrics, if it is not the one that was matched.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RouteLabel(pub(crate) &'static str);

/// Sets the request id, and turns error responses into problems.
pub async fn finish(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let id = RequestId::assign(&request);
    // `HEAD` is allowed wherever `GET` is (RFC 9110, section 9.3.2). The server sends no body in response to it.
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    let payload = request.take_payload();
    request.set_payload(in_time(payload));
    let Ok(response) = tokio::time::timeout(TIME_LIMIT, next.call(request)).await else {
        tracing::error!("no answer in time");
        let mut answer = Problem::Overloaded.respond(Some(id.as_str()));
        id.name_in(answer.headers_mut());
        return Err(InternalError::from_response(Problem::Overloaded, answer).into());
    };
    let response = response?.map_into_boxed_body();
    if matches!(own_problem(&response), Some(Problem::Overloaded)) {
        tokio::time::sleep(OVERLOAD_REFUSAL_DELAY).await;
    }
    let mut response = as_problem(response, &id);
    id.name_in(response.headers_mut());
    let remaining_quota = response.request().extensions().get::<RemainingQuota>().copied();
    if let Some(remaining_quota) = remaining_quota {
        remaining_quota.name_in(response.headers_mut());
    }
    Ok(response)
}

/// The problem of an error response, if the error is one of this service.
fn own_problem(response: &ServiceResponse<BoxBody>) -> Option<&Problem> {
    response.response().error().and_then(|error| error.as_error())
}

fn as_problem(response: ServiceResponse<BoxBody>, id: &RequestId) -> ServiceResponse<BoxBody> {
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || response.response().extensions().get::<KeepErrorResponse>().is_some() {
        return response;
    }
    let answer = if let Some(problem) = own_problem(&response) {
        if let Problem::Internal(cause) = problem {
            tracing::error!(%cause, "defect");
        }
        problem.respond(Some(id.as_str()))
    } else if response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == problem::MEDIA_TYPE) {
        return response;
    } else {
        match Problem::from_status(status) {
            Some(problem) => problem.respond(Some(id.as_str())),
            None => return response,
        }
    };
    response.into_response(answer)
}

#[cfg(test)]
mod tests {
    use actix_web::{App, HttpResponse, middleware::from_fn, test, web};

    use super::*;

    #[actix_web::test]
    async fn a_request_that_takes_too_long_is_answered_all_the_same() {
        let stuck = web::to(std::future::pending::<HttpResponse>);
        let app = test::init_service(App::new().default_service(stuck).wrap(from_fn(finish))).await;
        tokio::time::pause();
        let request = test::TestRequest::get().insert_header(("x-request-id", "r-1")).to_request();
        let Err(error) = test::try_call_service(&app, request).await else { panic!("there was an answer") };
        let answer = error.error_response();
        assert_eq!(
            (answer.status().as_u16(), answer.headers().get(X_REQUEST_ID)),
            (503, Some(&HeaderValue::from_static("r-1")))
        );
    }

    #[actix_web::test]
    async fn a_refusal_for_lack_of_capacity_is_delayed() {
        let full = web::to(|| async { Err::<HttpResponse, _>(Problem::Overloaded) });
        let app = test::init_service(App::new().default_service(full).wrap(from_fn(finish))).await;
        tokio::time::pause();
        let began = tokio::time::Instant::now();
        let answer = test::call_service(&app, test::TestRequest::get().to_request()).await;
        let waited = began.elapsed();
        assert_eq!((answer.status().as_u16(), answer.headers().get("retry-after").is_some()), (503, true));
        assert!((OVERLOAD_REFUSAL_DELAY..2 * OVERLOAD_REFUSAL_DELAY).contains(&waited), "{waited:?}");
    }
}
