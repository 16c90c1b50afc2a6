//! Keyed documents: playbooks and templates, which are either built in or the account's own.

use std::{borrow::Cow, fmt::Display};

use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody, http::header::EntityTag};
use chrono::{DateTime, Utc};
use entity::{Record, Scope, Stamp};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use planning::{Instant, Violation};
use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, OneOfBuilder, Ref, RefOr, Schema, Type},
};
use uuid::Uuid;

use super::{Cursor, Listing, PageQuery, answer, object_of, push_schemas};
use crate::problem::Problem;

/// A document with a key.
pub trait KeyedDocument: Clone + Serialize + ToSchema + 'static {
    /// The name of the response's schema in the OpenAPI document.
    const NAME: &'static str;
    /// The description of that schema.
    const ABOUT: &'static str;
    /// The path of the collection.
    const COLLECTION: &'static str;

    /// The key of the document.
    fn key(&self) -> &str;
}

/// A document that an account can use: a built-in one, or one of the account's own.
#[derive(Clone, Debug, Serialize)]
pub struct Available<D: KeyedDocument> {
    #[serde(flatten)]
    document: Cow<'static, D>,
    built_in: bool,
    created_at: Option<DateTime<Utc>>,
    updated_at: Option<DateTime<Utc>>,
    #[serde(skip)]
    tag: EntityTag,
    #[serde(skip)]
    created: bool,
}

impl<D: KeyedDocument> Available<D> {
    /// A built-in document with this `ETag`.
    pub fn built_in(document: &'static D, tag: EntityTag) -> Self {
        let document = Cow::Borrowed(document);
        Self { document, built_in: true, created_at: None, updated_at: None, tag, created: false }
    }

    /// One of the account's own documents, with the id, times and version of its row.
    pub fn own<I: Display>(document: D, stamp: &Stamp<I>) -> Self {
        Self {
            document: Cow::Owned(document),
            built_in: false,
            created_at: Some(stamp.created_at),
            updated_at: Some(stamp.updated_at),
            tag: key_tag(&stamp.id, stamp.version),
            created: false,
        }
    }

    /// The response to its creation: 201, with `Location`.
    #[must_use]
    pub fn created(self) -> Self {
        Self { created: true, ..self }
    }
}

/// The `ETag` of a version. A new document with the key of a deleted one has versions from 1 again, so the tag contains
/// the id.
pub(crate) fn key_tag(id: impl Display, version: i64) -> EntityTag {
    EntityTag::new_strong(format!("v{version}-{id}"))
}

/// The violation of a key that can't be a path segment. Clients resolve `.` and `..`, so no request could name such a
/// key.
pub(crate) fn key_violation(key: &str) -> Option<Violation> {
    matches!(key, "." | "..")
        .then(|| Violation::new("/key", "format", "must be more than dots, since it stands in addresses"))
}

/// The characters that a path segment needs not escape (RFC 3986, section 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl<D: KeyedDocument> Responder for Available<D> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let address = || format!("{}/{}", D::COLLECTION, utf8_percent_encode(self.document.key(), UNRESERVED));
        answer(request, self.tag.clone(), self.created.then(address), &self)
    }
}

impl<D: KeyedDocument> PartialSchema for Available<D> {
    fn schema() -> RefOr<Schema> {
        let time = |about| {
            let null = ObjectBuilder::new().schema_type(Type::Null);
            OneOfBuilder::new().item(Ref::from_schema_name(Instant::name())).item(null).description(Some(about))
        };
        let built_in = ObjectBuilder::new().schema_type(Type::Boolean);
        let built_in = built_in.description(Some("Whether it comes with the service, and can't be changed"));
        let mut object = object_of::<D>();
        object.properties.extend([
            ("built_in".to_owned(), built_in.into()),
            ("created_at".to_owned(), time("When it was made; null for a built-in one").into()),
            ("updated_at".to_owned(), time("When this version was written; null for a built-in one").into()),
        ]);
        object.required = object.properties.keys().cloned().collect();
        object.description = Some(D::ABOUT.to_owned());
        object.into()
    }
}

impl<D: KeyedDocument> ToSchema for Available<D> {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed(D::NAME)
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        push_schemas::<Instant>(schemas);
        D::schemas(schemas);
    }
}

/// The built-in documents, each with its number, that a page may show, and one more if there are more.
pub(crate) fn of_page<T>(
    built_in: impl Iterator<Item = (u128, T)>,
    query: &PageQuery,
) -> impl Iterator<Item = (u128, T)> {
    let after = query.cursor.map_or(Uuid::nil(), Cursor::into_key);
    let most = usize::try_from(query.limit.get()).unwrap_or(usize::MAX).saturating_add(1);
    built_in.filter(move |(number, _)| id_of(*number) > after).take(most)
}

/// The id of built-in documents in cursors. It is smaller than all ids, which begin with a time.
fn id_of(number: u128) -> Uuid {
    Uuid::from_u128(number + 1)
}

/// A page of the built-in documents, each with its number from 0, followed by the account's own.
pub(crate) async fn built_in_first<R, D>(
    scope: &Scope,
    query: &PageQuery,
    filter: &R::Filter,
    built_in: impl Iterator<Item = (u128, Available<D>)>,
    own: impl Fn(&R) -> Result<Available<D>, Problem>,
) -> Result<Listing<Available<D>>, Problem>
where
    R: Record<Id: From<Uuid> + Into<Uuid>>,
    D: KeyedDocument,
{
    let after = query.cursor.map_or(Uuid::nil(), Cursor::into_key);
    let limit = usize::try_from(query.limit.get()).map_err(Problem::internal)?;
    let mut built_in = of_page(built_in, query).map(|(number, item)| (id_of(number), item));
    let (mut places, mut items): (Vec<_>, Vec<_>) = built_in.by_ref().take(limit).unzip();
    let mut more = built_in.next().is_some();
    if !more {
        let room = limit - items.len();
        let page = scope.page::<R>(filter, Some(after.into()), room as u64).await?;
        places.extend(page.items.iter().map(|row| row.id().into()));
        for row in &page.items {
            items.push(own(row)?);
        }
        more = page.more;
    }
    let next_cursor = places.last().filter(|_| more).map(|last| Cursor::new(*last).to_string());
    Ok(Listing { items, next_cursor })
}
