//! Schemas of merge patches, made from the schemas of the documents.

use utoipa::{
    ToSchema,
    openapi::{
        Object, OneOfBuilder, RefOr, Schema, Type,
        schema::{AdditionalProperties, SchemaType},
    },
};

use super::object_schema::object_of;

type NamedSchemas = [(String, RefOr<Schema>)];

/// The schema of a merge patch: all properties of the document, none required, and null for those that can be removed,
/// at any depth. The schema of the document describes the properties.
pub(crate) fn patch_schema<T: ToSchema>() -> RefOr<Schema> {
    let mut schemas = Vec::new();
    T::schemas(&mut schemas);
    patch_of(object_of::<T>(), &schemas).into()
}

/// Declares the type of a merge patch, which has only the schema: that of the document, with nothing required.
macro_rules! patch_type {
    ($(#[$doc:meta])* $patch:ident of $input:ty) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $patch;

        impl utoipa::PartialSchema for $patch {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                crate::http::patch_schema::<$input>()
            }
        }

        impl utoipa::ToSchema for $patch {
            fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>) {
                <$input as utoipa::ToSchema>::schemas(schemas);
            }
        }
    };
}
pub(crate) use patch_type;

fn patch_of(mut object: Object, schemas: &NamedSchemas) -> Object {
    let required = std::mem::take(&mut object.required);
    // A patch may name a field to set and another one to remove.
    (object.min_properties, object.max_properties) = (None, None);
    object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
    for (name, property) in &mut object.properties {
        *property = patched(without_description(std::mem::take(property)), schemas);
        if !required.contains(name) {
            *property = or_null(std::mem::take(property));
        }
    }
    object
}

/// The schema without its descriptions.
pub(crate) fn without_description(mut schema: RefOr<Schema>) -> RefOr<Schema> {
    match &mut schema {
        RefOr::Ref(reference) => reference.description.clear(),
        RefOr::T(Schema::Object(object)) => object.description = None,
        RefOr::T(Schema::Array(array)) => array.description = None,
        RefOr::T(Schema::OneOf(choice)) => {
            choice.description = None;
            choice.items = std::mem::take(&mut choice.items).into_iter().map(without_description).collect();
        }
        RefOr::T(_) => {}
    }
    schema
}

/// The schema of a property in a patch: objects are merged, other values are replaced.
fn patched(schema: RefOr<Schema>, schemas: &NamedSchemas) -> RefOr<Schema> {
    let target = resolve_schema(&schema, schemas).cloned();
    match target {
        Some(Schema::Object(object)) if !object.properties.is_empty() => patch_of(object, schemas).into(),
        Some(Schema::OneOf(mut choice)) if choice.items.iter().any(|item| merges(item, schemas)) => {
            choice.items = choice.items.into_iter().map(|item| patched(item, schemas)).collect();
            RefOr::T(Schema::OneOf(choice))
        }
        _ => schema,
    }
}

fn merges(schema: &RefOr<Schema>, schemas: &NamedSchemas) -> bool {
    matches!(resolve_schema(schema, schemas), Some(Schema::Object(object)) if !object.properties.is_empty())
}

fn resolve_schema<'s>(schema: &'s RefOr<Schema>, schemas: &'s NamedSchemas) -> Option<&'s Schema> {
    match schema {
        RefOr::T(schema) => Some(schema),
        RefOr::Ref(reference) => {
            let wanted = reference.ref_location.rsplit('/').next();
            let (_, target) = schemas.iter().find(|(name, _)| Some(name.as_str()) == wanted)?;
            resolve_schema(target, schemas)
        }
    }
}

/// The schema, or null.
fn or_null(schema: RefOr<Schema>) -> RefOr<Schema> {
    let nullable = |types: &SchemaType| match types {
        SchemaType::Type(one) if *one != Type::Null => Some(SchemaType::from_iter([one.clone(), Type::Null])),
        _ => None,
    };
    let is_null = |schema: &RefOr<Schema>| matches!(schema, RefOr::T(Schema::Object(object)) if object.schema_type == SchemaType::Type(Type::Null));
    match schema {
        RefOr::T(Schema::Array(mut array)) => {
            array.schema_type = nullable(&array.schema_type).unwrap_or(array.schema_type);
            RefOr::T(Schema::Array(array))
        }
        RefOr::T(Schema::Object(mut object)) if object.enum_values.is_none() => {
            object.schema_type = nullable(&object.schema_type).unwrap_or(object.schema_type);
            object.into()
        }
        RefOr::T(Schema::OneOf(choice)) if choice.items.iter().any(is_null) => RefOr::T(Schema::OneOf(choice)),
        schema => {
            let null = Object::with_type(Type::Null);
            OneOfBuilder::new().item(schema).item(null).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{candidates::CandidateInput, playbooks::PlaybookInput};

    #[test]
    fn null_removes_fields_with_a_default() {
        let patch = json!(patch_schema::<CandidateInput>());
        assert_eq!(patch["properties"]["goals"]["type"], json!(["array", "null"]));
        assert_eq!(patch["properties"]["name"]["oneOf"].as_array().map(Vec::len), Some(2));
        assert_eq!(patch["required"], json!(null));
    }

    #[test]
    fn required_fields_can_be_changed_but_not_removed() {
        let patch = json!(patch_schema::<PlaybookInput>());
        let wait = &patch["properties"]["move_on"];
        assert_eq!(wait["type"], "object");
        for unit in ["days", "business_days"] {
            assert_eq!(wait["properties"][unit]["type"], json!(["integer", "null"]));
        }
    }
}
