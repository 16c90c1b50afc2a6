//! `/v1/suppressed-addresses`: addresses that get no mail.

use actix_web::{HttpResponse, delete, get, web::Path};
use chrono::{DateTime, Utc};
use entity::{Scope, SuppressedAddressId};
use planning::{Email, Instant, rfc3339};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    auth::Admin,
    http::{Cursor, Listing, PageQuery, Query},
    problem::{ListProblems, Problem},
    stored,
};

/// Why nothing is sent to an address.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SuppressionReason {
    /// The mail server says that there is no such mailbox.
    Refused,
    /// The recipient has ended the reminders.
    Unsubscribed,
}

/// An address that nothing is sent to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SuppressedAddress {
    id: SuppressedAddressId,
    /// The address, in lower case.
    address: Email,
    reason: SuppressionReason,
    /// What the mail server said.
    #[schema(required, example = "550 5.1.1 no such user")]
    detail: Option<String>,
    /// Since when.
    #[serde(serialize_with = "rfc3339::utc")]
    #[schema(value_type = Instant)]
    created_at: DateTime<Utc>,
}

/// Puts an address on the list, within the transaction of the scope. One that is on it stays as it is.
pub(super) async fn suppress(
    scope: &Scope,
    address: &Email,
    reason: SuppressionReason,
    detail: Option<&str>,
) -> Result<(), Problem> {
    let row = entity::SuppressedAddress {
        stamp: scope.stamp(SuppressedAddressId::new()),
        address: stored::text(&address.to_lowercase())?,
        reason: stored::to_word(&reason),
        detail: detail.map(str::to_owned),
    };
    Ok(scope.suppress(row).await?)
}

/// A page of suppressed addresses.
pub type SuppressedAddressList = Listing<SuppressedAddress>;

/// List suppressed addresses
///
/// Addresses of this account's candidates that nothing is sent to: because the mail server said that there is no such
/// mailbox, or because their owner wants no more. In order of creation, in pages.
#[utoipa::path(
    operation_id = "list_suppressed_addresses",
    tag = "reminders",
    params(PageQuery),
    responses((status = 200, description = "A page of suppressed addresses", body = SuppressedAddressList), ListProblems)
)]
#[get("/v1/suppressed-addresses")]
pub async fn list_suppressed_addresses(
    admin: Admin,
    Query(query): Query<PageQuery>,
) -> Result<SuppressedAddressList, Problem> {
    let page = admin.page(&(), query.cursor.map(Cursor::into_key), query.limit.get()).await?;
    Listing::from_rows(page, |row: entity::SuppressedAddress| {
        Ok(SuppressedAddress {
            id: row.stamp.id,
            address: row.address,
            reason: stored::word(&row.reason)?,
            detail: row.detail,
            created_at: row.stamp.created_at,
        })
    })
}

/// Delete a suppressed address
///
/// Only if its owner asks for that, or the mailbox is there again. Mails are sent to it again then. If its owner had
/// ended the reminders, they have to be set and confirmed again.
#[utoipa::path(
    operation_id = "delete_suppressed_address",
    tag = "reminders",
    params(("id" = SuppressedAddressId, Path, description = "The id")),
    responses((status = 204, description = "The resource was deleted"), ListProblems)
)]
#[delete("/v1/suppressed-addresses/{id}")]
pub async fn delete_suppressed_address(admin: Admin, id: Path<SuppressedAddressId>) -> Result<HttpResponse, Problem> {
    if admin.delete::<entity::SuppressedAddress>(*id, None).await? {
        Ok(HttpResponse::NoContent().finish())
    } else {
        Err(Problem::NotFound)
    }
}
