//! The endpoints of stored messages: listing, reading and deleting them.

use actix_web::{
    HttpRequest, HttpResponse, Responder as _, delete, get,
    http::header::{self, HeaderValue},
    web::Path,
};
use entity::{ApplicationId, MessageFilter, MessageId, Scope};
use planning::{Key, facts::Channel};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    MessageStatus, StoredMessage, answer, email_format,
    stored_message::{People, stored_message},
    wanted_format,
};
use crate::{
    auth::{Reader, Writer},
    http::{Cursor, IfMatch, Limit, Listing, NamedInQuery, Query, Reference, ResponseFormat},
    problem::{DeleteProblems, ListProblems, Problem, ReadProblems},
};

/// A page of messages.
pub type StoredMessageList = Listing<StoredMessage>;

/// The query parameters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MessagesQuery {
    /// Only those of this application.
    #[serde(default)]
    application_id: Option<ApplicationId>,
    /// Instead of `application_id`: the client's own id for the application.
    #[serde(default)]
    application_remote_id: Option<Key>,
    /// Only those with this status.
    #[serde(default)]
    status: Option<MessageStatus>,
    /// The `next_cursor` of the previous page.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// The maximum number of items.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List messages
///
/// Drafts and sent messages, in order of creation, in pages.
#[utoipa::path(
    operation_id = "list_messages",
    tag = "messages",
    params(MessagesQuery),
    responses((status = 200, description = "A page of messages", body = StoredMessageList), ListProblems)
)]
#[get("/v1/messages")]
pub async fn list_messages(scope: Reader, Query(query): Query<MessagesQuery>) -> Result<StoredMessageList, Problem> {
    let application =
        NamedInQuery::find(&scope, &Reference::APPLICATION, query.application_id, query.application_remote_id).await?;
    let Ok(application_id) = application.filter() else { return Ok(Listing::empty()) };
    let filter = MessageFilter { application_id, sent: query.status.map(|status| status == MessageStatus::Sent) };
    let page = scope.page(&filter, query.cursor.map(Cursor::into_key), query.limit.get()).await?;
    let people = People::read(&scope, &page.items).await?;
    Listing::from_rows(page, |row| people.message(row))
}

/// Read a message
///
/// Answers 304 if its `ETag` in `If-None-Match` is still current. With `Accept: text/plain` it is that of `…/text`,
/// with `Accept: message/rfc822` that of `…/email`.
#[utoipa::path(
    operation_id = "get_message",
    tag = "messages",
    params(("id" = MessageId, Path, description = "The message's id")),
    responses(
        (status = 200, description = "The message", body = StoredMessage),
        ReadProblems
    )
)]
#[get("/v1/messages/{id}")]
pub async fn get_message(scope: Reader, request: HttpRequest, id: Path<MessageId>) -> Result<HttpResponse, Problem> {
    message_as(&scope, &request, *id, |channel| wanted_format(&request, channel)).await
}

/// Read a message as text
///
/// Only the text, with the subject in the first line, if it has one.
#[utoipa::path(
    operation_id = "get_message_text",
    tag = "messages",
    params(("id" = MessageId, Path, description = "The message's id")),
    responses((status = 200, description = "The text", body = String, content_type = "text/plain"), ReadProblems)
)]
#[get("/v1/messages/{id}/text")]
pub async fn get_message_text(
    scope: Reader,
    request: HttpRequest,
    id: Path<MessageId>,
) -> Result<HttpResponse, Problem> {
    message_as(&scope, &request, *id, |_| Ok(ResponseFormat::Text)).await
}

/// Read a message as an e-mail
///
/// A file that mail programs open as a draft. Messages by other channels have none (404).
#[utoipa::path(
    operation_id = "get_message_email",
    tag = "messages",
    params(("id" = MessageId, Path, description = "The message's id")),
    responses((status = 200, description = "The e-mail", body = String, content_type = "message/rfc822"), ReadProblems)
)]
#[get("/v1/messages/{id}/email")]
pub async fn get_message_email(
    scope: Reader,
    request: HttpRequest,
    id: Path<MessageId>,
) -> Result<HttpResponse, Problem> {
    message_as(&scope, &request, *id, email_format).await
}

/// A message in the format that `wanted` names for its channel.
async fn message_as(
    scope: &Scope,
    request: &HttpRequest,
    id: MessageId,
    wanted: impl FnOnce(Channel) -> Result<ResponseFormat, Problem>,
) -> Result<HttpResponse, Problem> {
    let row: entity::Message = scope.get(id).await?.ok_or(Problem::NotFound)?;
    let people = People::read(scope, std::slice::from_ref(&row)).await?;
    let application = people.application(row.application_id)?;
    let (candidate, company) = (application.candidate_id, application.details.company.name.clone());
    let message = people.message(row)?;
    let format = wanted(message.outgoing().channel)?;
    let body = match format {
        ResponseFormat::Text => message.to_text().into_bytes(),
        ResponseFormat::Email => {
            let candidate = scope.get::<entity::Candidate>(candidate).await?.ok_or(Problem::NotFound)?;
            message.outgoing().eml(&candidate.details)
        }
        _ => {
            let mut answer = message.respond_to(request);
            answer.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
            return Ok(answer);
        }
    };
    Ok(answer(format, message.kind(), &company, body))
}

/// Delete a message
///
/// The communication that records a sent message stays.
#[utoipa::path(
    operation_id = "delete_message",
    tag = "messages",
    params(("id" = MessageId, Path, description = "The message's id"), IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/messages/{id}")]
pub async fn delete_message(scope: Writer, id: Path<MessageId>, if_match: IfMatch) -> Result<HttpResponse, Problem> {
    let row: entity::Message = scope.get(*id).await?.ok_or(Problem::NotFound)?;
    let version = if_match.only(row.stamp.version);
    if version.is_some() {
        if_match.check_tag(stored_message(&scope, row).await?.tag())?;
    }
    if_match.deletion_response(scope.delete::<entity::Message>(*id, version).await?)
}
