//! Reads the schemas of types, from which other schemas are made.

use utoipa::{
    ToSchema,
    openapi::{Object, RefOr, Schema},
};

/// Adds a type's schema under its name, and the schemas that it refers to.
pub(crate) fn push_schemas<T: ToSchema>(schemas: &mut Vec<(String, RefOr<Schema>)>) {
    schemas.push((T::name().into_owned(), T::schema()));
    T::schemas(schemas);
}

/// The schema of a type that is an object.
pub(crate) fn object_of<T: ToSchema>() -> Object {
    match T::schema() {
        RefOr::T(Schema::Object(object)) => object,
        _ => Object::new(),
    }
}
