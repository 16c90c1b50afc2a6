//! Lists: in pages and in order of creation, so that new items never shift a page.

use std::borrow::Cow;

use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody, http::header};
use chrono::{DateTime, Utc};
use entity::ListOrder;
use planning::{Instant, Key};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{ArrayBuilder, ObjectBuilder, Ref, RefOr, Schema, Type, schema::SchemaType},
};
use uuid::Uuid;

use super::{Cursor, CursorKey, ListPosition, bound_cursor::bind, json};

/// The number of items of a page.
#[derive(Clone, Copy, Debug)]
pub struct Limit(u64);

impl Limit {
    /// The number.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(50)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match std::borrow::Cow::<str>::deserialize(deserializer)?.parse() {
            Ok(limit @ 1..=200) => Ok(Self(limit)),
            _ => Err(D::Error::custom("must be a number from 1 to 200")),
        }
    }
}

/// The query parameters of a list.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// The `next_cursor` of the previous page.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// The maximum number of items.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    pub limit: Limit,
}

/// The query parameters of a list of resources with remote ids.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RemotePageQuery {
    /// Only the resource with this remote id.
    #[serde(default)]
    pub remote_id: Option<Key>,
    /// Only what was created or changed after this instant, in the order of changes instead of that of
    /// creation.
    #[serde(default)]
    pub updated_after: Option<Instant>,
    /// The `next_cursor` of the previous page.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor<ListPosition>>,
    /// The maximum number of items.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    pub limit: Limit,
}

/// The approximate number of bytes of an item.
const ESTIMATED_ITEM_BYTES: usize = 768;

/// A page of a list. In the OpenAPI document a page of candidates is a `CandidateList`.
#[derive(Debug, Serialize)]
pub struct Listing<T> {
    /// The items, in the order of the list.
    pub items: Vec<T>,
    /// The cursor of the next page; null on the last page.
    pub next_cursor: Option<String>,
}

impl<T: ToSchema> PartialSchema for Listing<T> {
    fn schema() -> RefOr<Schema> {
        let items = Ref::from_schema_name(T::name());
        let items = ArrayBuilder::new().items(items).description(Some("The items, in the order of the list."));
        let next_cursor = ObjectBuilder::new()
            .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
            .description(Some("The cursor of the next page; null on the last one."));
        ObjectBuilder::new()
            .description(Some("A page of a list."))
            .property("items", items)
            .required("items")
            .property("next_cursor", next_cursor)
            .required("next_cursor")
            .into()
    }
}

impl<T: ToSchema> ToSchema for Listing<T> {
    fn name() -> Cow<'static, str> {
        format!("{}List", T::name()).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        super::push_schemas::<T>(schemas);
    }
}

impl<T> Listing<T> {
    /// A list without items.
    pub(crate) const fn empty() -> Self {
        Self { items: Vec::new(), next_cursor: None }
    }

    /// A page of items that are converted from rows.
    pub fn from_rows<R, E>(page: entity::Page<R>, item: impl FnMut(R) -> Result<T, E>) -> Result<Self, E>
    where
        R: entity::Record<Id: Into<Uuid>>,
    {
        Self::from_keyed_rows(page, |row| row.id().into(), item)
    }

    /// A page of items that are converted from values with a key.
    pub fn from_keyed_rows<R, E>(
        page: entity::Page<R>,
        id: impl FnOnce(&R) -> Uuid,
        item: impl FnMut(R) -> Result<T, E>,
    ) -> Result<Self, E> {
        let next_cursor = page.next(|last| Cursor::<Uuid>::new(id(last)).to_string());
        Ok(Self { items: page.items.into_iter().map(item).collect::<Result<_, E>>()?, next_cursor })
    }

    /// A page of items that are converted from rows, in the requested order.
    pub fn from_ordered_rows<R, I, E>(
        page: entity::Page<R>,
        order: &ListOrder<I>,
        sort_key: impl FnOnce(&R) -> (DateTime<Utc>, Uuid),
        item: impl FnMut(R) -> Result<T, E>,
    ) -> Result<Self, E> {
        let next_cursor = page.next(sort_key).map(|(at, id)| match order {
            ListOrder::ByCreation(_) => Cursor::new(ListPosition::ByCreation(id)).to_string(),
            ListOrder::ByChange(..) => Cursor::new(ListPosition::ByChange(at, id)).to_string(),
        });
        Ok(Self { items: page.items.into_iter().map(item).collect::<Result<_, E>>()?, next_cursor })
    }

    /// A page of items with cursors that are not ids.
    pub fn with_cursors<P: CursorKey>(page: entity::Page<T>, behind: impl FnOnce(&T) -> Cursor<P>) -> Self {
        let next_cursor = page.next(|last| behind(last).to_string());
        Self { items: page.items, next_cursor }
    }
}

impl<T: Serialize> Responder for Listing<T> {
    type Body = BoxBody;

    fn respond_to(mut self, request: &HttpRequest) -> HttpResponse {
        self.next_cursor = self.next_cursor.map(|cursor| bind(request, &cursor));
        page_response(request, &self, self.next_cursor.as_deref(), self.items.len())
    }
}

/// The response with a page, and with a link to the next one. The cursor is bound to the list already.
pub(crate) fn page_response(
    request: &HttpRequest,
    page: &impl Serialize,
    next_cursor: Option<&str>,
    items: usize,
) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    if let Some(cursor) = next_cursor {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(
                url::form_urlencoded::parse(request.query_string().as_bytes()).filter(|(name, _)| name != "cursor"),
            )
            .append_pair("cursor", cursor)
            .finish();
        response.insert_header((header::LINK, format!("<{}?{query}>; rel=\"next\"", request.path())));
    }
    json(response, page, items.saturating_mul(ESTIMATED_ITEM_BYTES))
}
