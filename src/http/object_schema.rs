//! The schemas of types, to make other schemas from.

use utoipa::{
    ToSchema,
    openapi::{Object, RefOr, Schema},
};

/// Adds the schema of a type that other schemas refer to by its name, and those that it refers to itself.
pub(crate) fn push_schemas<T: ToSchema>(schemas: &mut Vec<(String, RefOr<Schema>)>) {
    schemas.push((T::name().into_owned(), T::schema()));
    T::schemas(schemas);
}

/// The schema of an object.
pub(crate) fn object_of<T: ToSchema>() -> Object {
    match T::schema() {
        RefOr::T(Schema::Object(object)) => object,
        _ => Object::new(),
    }
}
