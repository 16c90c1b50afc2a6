//! Verifies and stores what outside systems post.

use std::io::ErrorKind;

use actix_web::{
    HttpRequest, HttpResponse,
    error::PayloadError,
    http::{StatusCode, header},
    web::{Bytes, BytesMut, Payload},
};
use connectors::{
    ConnectionState, Delivery, DeliveryKind, Headers, Kind, ReadError, ReceiveDecision, Refusal, VendorResponse,
    VerifiedDelivery,
};
use entity::{ConnectionId, DeliveryId, HeaderList, NewDelivery, Scope, StoredBody};
use futures_util::StreamExt as _;

use super::{
    DeliveryResult, DeliveryState, State, input_of,
    queued::{delivery_job, forget_job},
    secrets::{Address, secrets_of},
};
use crate::{problem::Problem, state::AppState, stored};

/// Bodies of more bytes are verified on a thread that may block.
const BLOCKING_THRESHOLD_BYTES: usize = 64 * 1024;

pub(super) async fn receive(
    request: &HttpRequest,
    state: &AppState,
    token: &str,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    let received_at = state.clock.now();
    let address = Address::parse(token).ok_or(Problem::NotFound)?;
    #[expect(clippy::disallowed_methods, reason = "the address names the account, and is verified some lines below")]
    let scope = Scope::new(state.db.clone(), address.account_id, received_at);
    let row: entity::Connection = scope.get(address.connection_id).await?.ok_or(Problem::NotFound)?;
    if !Address::read(&row, &state.secret_sealer).await?.equals(&address) {
        return Err(Problem::NotFound);
    }
    state.limits.check_address_of(row.stamp.id.into())?;
    let input = input_of(&row)?;
    let kind = input.kind.get();
    let taking = match input.state {
        State::Pending => ConnectionState::Pending,
        State::Active => ConnectionState::Active,
        State::Disabled => return Err(Problem::DeliveryRefused(503, "the connection is disabled".into())),
    };
    let Some(body) = body_of(request, payload, kind.body_limit).await? else {
        let refusal = Refusal::TooLarge(kind.body_limit);
        let status = kind.connector.refusal_status(&refusal);
        return refuse(&scope, row.stamp.id, status, &refusal).await;
    };
    let headers = headers_of(request);
    let (secrets, settings) = (secrets_of(&row, &state.secret_sealer, received_at).await?, input.settings()?);
    let large = body.len() > BLOCKING_THRESHOLD_BYTES;
    let (kept, verifying) = (headers.select(kind.headers), body.clone());
    let verify = move || {
        let delivery = Delivery { body: &verifying, headers: &headers, received_at };
        connectors::receive(kind, &delivery, &secrets, &settings, taking)
    };
    match if large { state.blocking.run(verify).await? } else { verify() } {
        ReceiveDecision::Respond(answer) => Ok(as_response(answer)),
        ReceiveDecision::Refuse { refusal, status } => refuse(&scope, row.stamp.id, status, &refusal).await,
        ReceiveDecision::Store { verified, delivery_kind } => {
            let new = new_delivery(&scope, row.stamp.id, verified, delivery_kind, &kept, &body)?;
            if scope.store_delivery(new).await? {
                state.jobs.wake(scope.account_id());
            }
            Ok(as_response(VendorResponse::OK))
        }
    }
}

/// The whole body; `None` if it is larger than it may be.
async fn body_of(request: &HttpRequest, mut payload: Payload, limit: usize) -> Result<Option<Bytes>, Problem> {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if length.is_some_and(|length: usize| length > limit) {
        return Ok(None);
    }
    let mut body = BytesMut::with_capacity(length.unwrap_or_default().min(BLOCKING_THRESHOLD_BYTES));
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| match error {
            PayloadError::Io(error) if error.kind() == ErrorKind::TimedOut => Problem::RequestTimeout,
            error => Problem::BadRequest(error.to_string().into()),
        })?;
        if body.len() + chunk.len() > limit {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body.freeze()))
}

fn headers_of(request: &HttpRequest) -> Headers {
    request.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect()
}

fn as_response(answer: VendorResponse) -> HttpResponse {
    let mut response =
        HttpResponse::build(StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    if let Some(header) = answer.header {
        response.insert_header(header);
    }
    response.finish()
}

/// Refuses a delivery, and notes that.
async fn refuse(scope: &Scope, id: ConnectionId, status: u16, refusal: &Refusal) -> Result<HttpResponse, Problem> {
    let why = refusal.to_string();
    scope.keep_refusal(id, &why).await?;
    tracing::info!(connection_id = %id, why = refusal.code(), status, "a delivery is refused");
    Err(Problem::DeliveryRefused(status, why.into()))
}

fn new_delivery(
    scope: &Scope,
    connection_id: ConnectionId,
    verified: VerifiedDelivery,
    delivery_kind: Result<DeliveryKind, ReadError>,
    headers: &Headers,
    body: &Bytes,
) -> Result<NewDelivery, Problem> {
    let stamp = scope.stamp(DeliveryId::new());
    let (event, state, result) = match delivery_kind {
        Ok(DeliveryKind::Event { name }) => (Some(name), DeliveryState::Received, None),
        Ok(DeliveryKind::Ignored { name, why }) => {
            (name, DeliveryState::Ignored, Some(DeliveryResult::because(why.into_owned())))
        }
        Ok(DeliveryKind::Ping) => {
            (None, DeliveryState::Ignored, Some(DeliveryResult::because("it is a test".to_owned())))
        }
        Err(unreadable) => (None, DeliveryState::Failed, Some(DeliveryResult::unreadable(&unreadable))),
    };
    let row = entity::Delivery {
        stamp,
        connection_id,
        dedupe_key: verified.dedupe_key,
        covers: stored::to_word(&verified.covers),
        by_previous_secret: verified.by_previous_secret,
        event: event.map(|name| name.chars().filter(|c| *c != '\0').take(200).collect()),
        state: stored::to_word(&state),
        result: result.map(serde_json::to_value).transpose().map_err(Problem::internal)?,
    };
    let mut jobs = vec![forget_job(scope)];
    if state == DeliveryState::Received {
        jobs.push(delivery_job(scope, row.stamp.id));
    }
    let texts =
        headers.iter().filter_map(|(name, value)| Some((name.to_owned(), str::from_utf8(value).ok()?.to_owned())));
    let body = StoredBody { headers: HeaderList(texts.collect()), body: body.to_vec() };
    Ok(NewDelivery { row, body, jobs })
}

/// The kind of a connection and its settings, to read what was stored.
pub(super) fn reading(row: &entity::Connection) -> Result<(&'static Kind, connectors::Settings), Problem> {
    let input = input_of(row)?;
    Ok((input.kind.get(), input.settings()?))
}
