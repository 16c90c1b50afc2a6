//! Stored resources in responses: the fields of the client, with the id and times of the service.

use std::fmt::Display;

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    http::{
        StatusCode,
        header::{self, EntityTag},
    },
};
use chrono::{DateTime, Utc};
use entity::{ApplicationId, Stamp};
use planning::{Instant, rfc3339};
use serde::Serialize;
use utoipa::{
    ToSchema,
    openapi::{ObjectBuilder, Ref, RefOr, Schema},
};

use super::{
    etag::{etag, is_fresh},
    object_schema::object_of,
};

/// A stored resource.
#[derive(Clone, Debug, Serialize)]
pub struct Resource<I, T> {
    id: I,
    #[serde(skip_serializing_if = "Option::is_none")]
    application_id: Option<ApplicationId>,
    #[serde(flatten)]
    body: T,
    #[serde(serialize_with = "rfc3339::utc")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "rfc3339::utc")]
    updated_at: DateTime<Utc>,
    #[serde(skip)]
    version: i64,
    #[serde(skip)]
    created_under: Option<&'static str>,
}

impl<I, T> Resource<I, T> {
    /// The fields of the client, with the id, times and version of the row.
    pub fn new(stamp: Stamp<I>, body: T) -> Self {
        Self {
            id: stamp.id,
            application_id: None,
            body,
            created_at: stamp.created_at,
            updated_at: stamp.updated_at,
            version: stamp.version,
            created_under: None,
        }
    }

    /// Adds the id of the application.
    #[must_use]
    pub fn with_application(self, application: ApplicationId) -> Self {
        Self { application_id: Some(application), ..self }
    }

    /// The response to its creation: 201, with `Location` under `collection`.
    #[must_use]
    pub fn created(self, collection: &'static str) -> Self {
        Self { created_under: Some(collection), ..self }
    }
}

/// A resource that can be created.
pub trait Creatable: Sized {
    /// The response to its creation: 201, with `Location` under `collection`.
    #[must_use]
    fn created(self, collection: &'static str) -> Self;
}

impl<I: Serialize + Display, T: Serialize> Responder for Resource<I, T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        self.respond_as(request, &self)
    }
}

impl<I: Display, T> Resource<I, T> {
    /// The response with the resource, written as `shown`.
    pub(crate) fn respond_as(&self, request: &HttpRequest, shown: &impl Serialize) -> HttpResponse {
        let location = self.created_under.map(|collection| format!("{collection}/{}", self.id));
        answer(request, etag(self.version), location, shown)
    }
}

/// The response with a resource: 201 with `Location` if it was created, 304 if the client has the version with this
/// tag, and 200 otherwise.
pub(crate) fn answer(
    request: &HttpRequest,
    tag: EntityTag,
    location: Option<String>,
    resource: &impl Serialize,
) -> HttpResponse {
    let fresh = is_fresh(request, &tag);
    let mut response = HttpResponse::Ok();
    response.insert_header(header::ETag(tag));
    match location {
        Some(location) => {
            response.status(StatusCode::CREATED).insert_header((header::LOCATION, location)).json(resource)
        }
        None if fresh => response.status(StatusCode::NOT_MODIFIED).finish(),
        None => response.json(resource),
    }
}

/// Declares the type of a resource: a newtype of [`Resource`] with the schema of the response. A patch changes the
/// body, or the input type after `by`.
macro_rules! resource {
    ($(#[$doc:meta])* $name:ident: $id:ty, $body:ty, patch $patch:ident $(, of $parent:ident)?) => {
        crate::http::resource! { $(#[$doc])* $name: $id, $body, patch $patch by $body $(, of $parent)? }
    };
    ($(#[$doc:meta])* $name:ident: $id:ty, $body:ty, patch $patch:ident by $input:ty $(, of $parent:ident)?) => {
        $(#[$doc])*
        #[derive(Clone, Debug, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(crate::http::Resource<$id, $body>);

        impl crate::http::Creatable for $name {
            fn created(self, collection: &'static str) -> Self {
                Self(self.0.created(collection))
            }
        }

        impl From<crate::http::Resource<$id, $body>> for $name {
            fn from(resource: crate::http::Resource<$id, $body>) -> Self {
                Self(resource)
            }
        }

        impl actix_web::Responder for $name {
            type Body = actix_web::body::BoxBody;

            fn respond_to(self, request: &actix_web::HttpRequest) -> actix_web::HttpResponse {
                self.0.respond_to(request)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                crate::http::resource_schema::<$id, $body>(&[$(stringify!($parent))?])
            }
        }

        impl utoipa::ToSchema for $name {
            fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>) {
                crate::http::push_schemas::<$id>(schemas);
                crate::http::push_schemas::<entity::ApplicationId>(schemas);
                crate::http::push_schemas::<planning::Instant>(schemas);
                <$body as utoipa::ToSchema>::schemas(schemas);
            }
        }

        crate::http::patch_type! {
            /// A JSON Merge Patch of it: any of the fields that can be written. Null removes a field.
            $patch of $input
        }
    };
}
pub(crate) use resource;

/// The schema of a resource: the properties of its body, ids and times. All are required.
pub(crate) fn resource_schema<I: ToSchema, T: ToSchema>(parents: &[&str]) -> RefOr<Schema> {
    let body = object_of::<T>();
    let mut object = ObjectBuilder::new().property("id", Ref::from_schema_name(I::name()));
    for parent in parents {
        object = object.property(format!("{parent}_id"), Ref::from_schema_name(ApplicationId::name()));
    }
    for (name, schema) in body.properties {
        object = object.property(name, schema);
    }
    let instant = Ref::from_schema_name(Instant::name());
    object = object.property("created_at", instant.clone()).property("updated_at", instant);
    let mut object = object.build();
    object.required = object.properties.keys().cloned().collect();
    object.into()
}
