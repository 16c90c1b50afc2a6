//! Changes schemas so that generators of clients understand them.

use utoipa::openapi::{
    OpenApi, RefOr, Required, Schema, Type,
    path::{Parameter, ParameterBuilder, PathItem},
    schema::{AdditionalProperties, ArrayItems, OneOf, SchemaType},
};

use super::shared::operations;

/// The description of a property that may be null belongs to the property. Beside a reference within `oneOf` most
/// generators lose it.
pub(crate) fn lift_descriptions(document: &mut OpenApi) {
    if let Some(components) = &mut document.components {
        components.schemas.values_mut().for_each(|schema| change_each(schema, &mut lift));
    }
}

/// A parameter can be left out, but it can't be null. An example of an optional one would be sent by Swagger UI.
pub(crate) fn simplify_parameters(document: &mut OpenApi) {
    let parameters = document.paths.paths.values_mut().flat_map(parameters_of);
    for parameter in parameters {
        if parameter.required == Required::False {
            *parameter = ParameterBuilder::from(parameter.clone()).example(None).build();
        }
        if let Some(schema) = &mut parameter.schema {
            change_each(schema, &mut without_null);
        }
    }
}

fn parameters_of(item: &mut PathItem) -> impl Iterator<Item = &mut Parameter> {
    let own = operations(item).filter_map(|operation| operation.parameters.as_mut()).flatten();
    own.filter_map(|parameter| match parameter {
        RefOr::T(parameter) => Some(parameter),
        RefOr::Ref(_) => None,
    })
}

fn lift(schema: &mut RefOr<Schema>) {
    let RefOr::T(Schema::OneOf(choice)) = schema else { return };
    if choice.description.is_some() || !choice.items.iter().any(is_null) {
        return;
    }
    let OneOf { items, description, .. } = choice;
    *description = items.iter_mut().find_map(|item| match item {
        RefOr::Ref(reference) => {
            Some(std::mem::take(&mut reference.description)).filter(|description| !description.is_empty())
        }
        RefOr::T(Schema::Object(object)) => object.description.take(),
        RefOr::T(_) => None,
    });
}

fn without_null(schema: &mut RefOr<Schema>) {
    match schema {
        RefOr::T(Schema::OneOf(choice)) => {
            choice.items.retain(|item| !is_null(item));
            if choice.items.len() == 1
                && let Some(only) = choice.items.pop()
            {
                *schema = only;
            }
        }
        RefOr::T(Schema::Object(object)) => not_null(&mut object.schema_type),
        RefOr::T(Schema::Array(array)) => not_null(&mut array.schema_type),
        _ => {}
    }
}

fn not_null(types: &mut SchemaType) {
    let SchemaType::Array(several) = types else { return };
    several.retain(|one| *one != Type::Null);
    if several.len() == 1
        && let Some(only) = several.pop()
    {
        *types = SchemaType::Type(only);
    }
}

fn is_null(schema: &RefOr<Schema>) -> bool {
    matches!(schema, RefOr::T(Schema::Object(object)) if object.schema_type == SchemaType::Type(Type::Null))
}

/// Changes a schema, and all within it, from the inside.
fn change_each(schema: &mut RefOr<Schema>, change: &mut impl FnMut(&mut RefOr<Schema>)) {
    match schema {
        RefOr::T(Schema::Object(object)) => {
            object.properties.values_mut().for_each(|property| change_each(property, change));
            if let Some(AdditionalProperties::RefOr(values)) = object.additional_properties.as_deref_mut() {
                change_each(values, change);
            }
        }
        RefOr::T(Schema::Array(array)) => {
            if let ArrayItems::RefOrSchema(items) = &mut array.items {
                change_each(items, change);
            }
        }
        RefOr::T(Schema::OneOf(choice)) => choice.items.iter_mut().for_each(|item| change_each(item, change)),
        RefOr::T(Schema::AllOf(parts)) => parts.items.iter_mut().for_each(|item| change_each(item, change)),
        RefOr::T(Schema::AnyOf(choice)) => choice.items.iter_mut().for_each(|item| change_each(item, change)),
        RefOr::T(_) | RefOr::Ref(_) => {}
    }
    change(schema);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_description_beside_a_reference_moves_to_the_property() {
        let property =
            json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Key", "description": "Its id"}]});
        let object = json!({"type": "object", "properties": {"remote_id": property}});
        let mut schema: RefOr<Schema> = serde_json::from_value(object).unwrap();
        change_each(&mut schema, &mut lift);
        let changed = &json!(schema)["properties"]["remote_id"];
        assert_eq!(changed["description"], "Its id");
        assert_eq!(changed["oneOf"], json!([{"type": "null"}, {"$ref": "#/components/schemas/Key"}]));
    }

    #[test]
    fn a_parameter_is_never_null() {
        for (schema, expected) in [
            (json!({"type": ["string", "null"]}), json!({"type": "string"})),
            (json!({"oneOf": [{"type": "null"}, {"$ref": "#/a"}]}), json!({"$ref": "#/a"})),
        ] {
            let mut schema: RefOr<Schema> = serde_json::from_value(schema).unwrap();
            change_each(&mut schema, &mut without_null);
            assert_eq!(json!(schema), expected);
        }
    }
}
