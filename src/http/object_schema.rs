//! Reads the schemas of types. Other schemas are derived from them.

use utoipa::{
    ToSchema,
    openapi::{Object, RefOr, Schema},
};

/// Adds a type's schema under its name, and the schemas that it refers to.
pub(crate) fn push_schemas<T: ToSchema>(schemas: &mut Vec<(String, RefOr<Schema>)>) {
    schemas.push((T::name().into_owned(), T::schema()));
    T::schemas(schemas);
}

/// The schema of a type that is an object. A struct with flattened fields has that of all of its parts together.
pub(crate) fn object_of<T: ToSchema>() -> Object {
    match T::schema() {
        RefOr::T(Schema::Object(object)) => object,
        RefOr::T(Schema::AllOf(parts)) => {
            let mut known = Vec::new();
            T::schemas(&mut known);
            let mut whole = Object::new();
            whole.description = parts.description;
            for part in parts.items.into_iter().filter_map(|part| part_of(part, &known)) {
                whole.properties.extend(part.properties);
                whole.required.extend(part.required);
            }
            whole
        }
        _ => Object::new(),
    }
}

/// A part of a schema, or the one among these that it refers to, if it is an object.
fn part_of(part: RefOr<Schema>, known: &[(String, RefOr<Schema>)]) -> Option<Object> {
    let part = match part {
        RefOr::Ref(reference) => {
            let name = reference.ref_location.rsplit('/').next()?.to_owned();
            known.iter().find(|(known, _)| *known == name)?.1.clone()
        }
        part @ RefOr::T(_) => part,
    };
    match part {
        RefOr::T(Schema::Object(object)) => Some(object),
        _ => None,
    }
}
