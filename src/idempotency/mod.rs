//! `Idempotency-Key`: a request that creates something can be repeated safely.
//!
//! A client that got no response does not know whether its request was carried out. If the request had a key, the
//! client repeats it with the same key, and gets the response of the one time that it was carried out
//! (draft-ietf-httpapi-idempotency-key-header).
//!
//! Handlers do not know about keys. The operations that take one are declared `idempotent` in `routes.rs`. For these,
//! [`deduplicate`] begins a transaction and gives the handler a `Writer` or an `Admin` whose statements are part of it.
//! The response is stored in the same transaction, which is then committed. So there are the effect and the response,
//! or neither, and nothing has to be cleaned up after a crash. A handler that writes by other means than its scope
//! would escape the rollback, and on SQLite would wait for itself. The transaction also keeps other requests from
//! writing on SQLite, so slow work is done by `outside_transaction`.
//!
//! - Keys belong to the account: any of its users and clients that repeats a request gets the response. Keys are stored
//!   for 24 hours; each new key deletes some expired ones.
//! - Only requests with an effect are stored. A refused request can be corrected and sent again with its key.
//! - A response with `Cache-Control: no-store` contains a secret, so its body is not stored, and neither is a very
//!   large body. A repeated request is then refused with the information that it was carried out.
//! - A call of a tool has a key that follows from what it means (`DerivedKey`). If what it added was deleted since, the
//!   stored response would name something that is gone: the call is then carried out again. If it was changed since,
//!   the response contains the current value.
//! - Sign-up takes no key, since there is no account yet. Its e-mail address and password have the same effect.

mod derived_key;
mod document;
mod key;

use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody, to_bytes},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{
        StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
    middleware::Next,
    web::{Bytes, Data},
};
use entity::{HeaderList, IdempotencyState, KeyedTransaction, Scope, StoredAnswer};
use sha2::{Digest, Sha256};

use crate::{
    auth::{Administering, Authorised, RequiredScope, ScopeName, Writing},
    http::{BODY_LIMIT, RawItems, RawJson},
    operation::{OperationTable, OperationTraits},
    problem::Problem,
    state::AppState,
};
pub(crate) use derived_key::{CurrentAnswer, DerivedKey, RecallAnswer};
pub(crate) use document::{declare_key, declare_replayed};
use key::{IDEMPOTENCY_KEY, IdempotencyKey};

/// The header of a repeated response.
pub(crate) const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// The largest response body that is stored, in bytes. The results of bulk operations are the largest.
const STORED_LIMIT: usize = 512 * 1024;

/// Returns the stored response of a request with a key, or carries the request out and stores the response.
pub async fn deduplicate(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(traits) = traits_of_keyed(&request) else { return Ok(next.call(request).await?.map_into_boxed_body()) };
    match traits.scope() {
        Some(ScopeName::Write) => deduplicate_as::<Writing, _>(request, next, traits).await,
        Some(ScopeName::Admin) => deduplicate_as::<Administering, _>(request, next, traits).await,
        Some(ScopeName::Read) | None => Ok(next.call(request).await?.map_into_boxed_body()),
    }
}

/// The declared traits of the operation, if it accepts a key and the request has one.
fn traits_of_keyed(request: &ServiceRequest) -> Option<OperationTraits> {
    if !request.headers().contains_key(IDEMPOTENCY_KEY) && !request.extensions().contains::<DerivedKey>() {
        return None;
    }
    let traits = request.app_data::<Data<OperationTable>>()?.traits_of(request.method(), request.path())?;
    Some(traits).filter(|traits| traits.is_idempotent())
}

async fn deduplicate_as<R: RequiredScope + Clone + 'static, B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
    traits: OperationTraits,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match begin::<R>(&mut request, traits).await {
        Err(problem) => return Ok(request.error_response(problem)),
        Ok(RequestProgress::Answered(answer)) => return Ok(request.into_response(answer)),
        Ok(now) => request.extensions_mut().insert(now),
    };
    let response = next.call(request).await?.map_into_boxed_body();
    response.request().extensions_mut().remove::<Authorised<R>>();
    let progress = response.request().extensions_mut().remove();
    Ok(match progress {
        Some(RequestProgress::Started(keyed)) => end(keyed, response).await,
        Some(RequestProgress::Answered(answer)) => response.into_response(answer),
        None => response,
    })
}

/// The progress of a request with a key.
enum RequestProgress {
    /// It was carried out now.
    Started(KeyedTransaction),
    /// It was carried out before, with this response.
    Answered(HttpResponse),
}

async fn begin<R: RequiredScope + Clone + 'static>(
    request: &mut ServiceRequest,
    traits: OperationTraits,
) -> Result<RequestProgress, Problem> {
    let writer = request.extract::<Authorised<R>>().await?;
    let meant = request.extensions_mut().remove::<DerivedKey>();
    let key = match &meant {
        Some(meant) => IdempotencyKey::from_derived(meant),
        None => IdempotencyKey::from_headers(request.headers())?,
    };
    let body = if traits.takes_items() {
        request.extract::<RawItems>().await?.body
    } else {
        request.extract::<RawJson<BODY_LIMIT>>().await?.0
    };
    let fingerprint = match &meant {
        // Other words for the same have the same key.
        Some(_) => Sha256::new().chain_update(key.as_str()),
        None => Sha256::new().chain_update(request.uri().to_string()).chain_update([0]).chain_update(&body),
    };
    request.set_payload(Payload::from(body));
    let added = meant.map(|meant| meant.added);
    let keyed_request = KeyedRequest { writer, key, fingerprint: fingerprint.finalize().to_vec(), added };
    let progress = keyed_request.begin().await?;
    if let RequestProgress::Started(keyed) = &progress {
        request.extensions_mut().insert(keyed_request.writing_into(keyed));
        request.extensions_mut().insert(keyed_request);
    }
    Ok(progress)
}

/// A request with a key.
struct KeyedRequest<R> {
    /// The sender's rows, outside the transaction.
    writer: Authorised<R>,
    key: IdempotencyKey,
    fingerprint: Vec<u8>,
    /// The lookup of the added resource. If it was deleted, the request is carried out again.
    added: Option<Box<dyn RecallAnswer>>,
}

impl<R: Clone> KeyedRequest<R> {
    async fn begin(&self) -> Result<RequestProgress, Problem> {
        let mut current = None;
        let is_void = async |scope: &Scope, answer: &StoredAnswer| -> Result<bool, Problem> {
            let (Some(added), Some(body)) = (&self.added, &answer.body) else { return Ok(false) };
            current = added.recall(scope, body).await?;
            Ok(current.is_none())
        };
        match self.writer.begin_keyed(self.key.as_str(), &self.fingerprint, is_void).await? {
            IdempotencyState::Started(keyed) => Ok(RequestProgress::Started(keyed)),
            IdempotencyState::Completed(answer) => {
                let body = current.or(answer.body);
                replayed_response(StoredAnswer { body, ..answer }).map(RequestProgress::Answered)
            }
            IdempotencyState::Mismatch => Err(Problem::IdempotencyKeyReused),
            IdempotencyState::InProgress => Err(Problem::RequestInProgress),
        }
    }

    fn writing_into(&self, keyed: &KeyedTransaction) -> Authorised<R> {
        self.writer.clone().writing_through(keyed.scope())
    }
}

/// Runs slow work of a handler that has written nothing yet, on a thread that may block. The transaction of a request
/// with a key ends before the work, and another one begins after it, so that other requests do not wait.
///
/// # Errors
///
/// The errors of the work. If another request with the key was carried out in the meantime, any error: [`deduplicate`]
/// then returns the stored response.
pub(crate) async fn outside_transaction<R: Clone + 'static, T: Send + 'static>(
    request: &HttpRequest,
    writer: Authorised<R>,
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<(Authorised<R>, T), Problem> {
    let state = request.app_data::<Data<AppState>>().ok_or_else(|| Problem::internal("the app has no state"))?;
    let work = async || state.blocking.run(work).await?;
    let keyed_request = request.extensions_mut().remove::<KeyedRequest<R>>();
    let Some(keyed_request) = keyed_request else { return Ok((writer, work().await?)) };
    // The transaction can only end when nothing else refers to it.
    drop(writer);
    request.extensions_mut().remove::<Authorised<R>>();
    let progress = request.extensions_mut().remove();
    if let Some(RequestProgress::Started(keyed)) = progress {
        keyed.abandon().await?;
    }
    let done = work().await?;
    let progress = keyed_request.begin().await?;
    let writer = match &progress {
        RequestProgress::Started(keyed) => Ok(keyed_request.writing_into(keyed)),
        RequestProgress::Answered(_) => Err(Problem::RequestInProgress),
    };
    request.extensions_mut().insert(progress);
    Ok((writer?, done))
}

fn replayed_response(answer: StoredAnswer) -> Result<HttpResponse, Problem> {
    let status = u16::try_from(answer.status).map_err(Problem::internal)?;
    let Some(body) = answer.body else {
        let message =
            format!("this was done, and answered with {status}; the answer was too secret or too large to keep");
        return Err(Problem::Conflict(message.into()));
    };
    let mut response = HttpResponse::build(StatusCode::from_u16(status).map_err(Problem::internal)?);
    for header in answer.headers.0 {
        response.append_header(header);
    }
    Ok(response.insert_header((REPLAYED, HeaderValue::from_static("true"))).body(body))
}

async fn end(keyed: KeyedTransaction, response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    if !response.status().is_success() {
        if let Err(error) = keyed.abandon().await {
            tracing::warn!(%error, "a transaction had to end by itself");
        }
        return response;
    }
    let (request, response) = response.into_parts();
    match complete(keyed, response).await {
        Ok(response) => ServiceResponse::new(request, response),
        Err(problem) => ServiceResponse::from_err(problem, request),
    }
}

async fn complete(keyed: KeyedTransaction, response: HttpResponse) -> Result<HttpResponse, Problem> {
    let (response, body) = response.into_parts();
    let body = to_bytes(body).await.map_err(|error| Problem::internal(error.to_string()))?;
    keyed.complete(stored_answer(&response, &body)).await?;
    Ok(response.set_body(body).map_into_boxed_body())
}

/// The parts of a response that are stored.
fn stored_answer(response: &HttpResponse<()>, body: &Bytes) -> StoredAnswer {
    let text = |value: &HeaderValue| value.to_str().map(str::to_owned).ok();
    let headers = response.headers().iter();
    let headers = headers.filter_map(|(name, value)| Some((name.as_str().to_owned(), text(value)?))).collect();
    let secret = response.headers().get(header::CACHE_CONTROL).is_some_and(|value| value == "no-store");
    StoredAnswer {
        status: i16::try_from(response.status().as_u16()).expect("a status has three digits"),
        headers: HeaderList(headers),
        body: (!secret && body.len() <= STORED_LIMIT).then(|| body.to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored_body(response: &mut actix_web::HttpResponseBuilder, length: usize) -> Option<usize> {
        let (response, _) = response.finish().into_parts();
        stored_answer(&response, &vec![b' '; length].into()).body.map(|body| body.len())
    }

    #[test]
    fn secrets_and_large_answers_are_not_kept() {
        assert_eq!(stored_body(&mut HttpResponse::Created(), STORED_LIMIT), Some(STORED_LIMIT));
        assert_eq!(stored_body(&mut HttpResponse::Created(), STORED_LIMIT + 1), None);
        assert_eq!(stored_body(HttpResponse::Created().insert_header((header::CACHE_CONTROL, "no-store")), 1), None);
    }

    #[test]
    fn missing_parts_of_a_stored_response_are_not_invented() {
        let answer = StoredAnswer { status: 201, headers: HeaderList::default(), body: None };
        assert!(matches!(replayed_response(answer), Err(Problem::Conflict(why)) if why.contains("201")));
    }
}
