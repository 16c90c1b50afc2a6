use super::*;

fn converted(mut value: Value) -> Value {
    convert_schema(&mut value);
    value
}

#[test]
fn null_becomes_nullable() {
    assert_eq!(converted(json!({"type": ["string", "null"]})), json!({"type": "string", "nullable": true}));
    assert_eq!(
        converted(json!({"type": ["string", "null"], "enum": ["a"]})),
        json!({"type": "string", "nullable": true, "enum": ["a", null]})
    );
    assert_eq!(
        converted(json!({"oneOf": [{"$ref": "#/a"}, {"type": "null"}], "description": "An a"})),
        json!({"allOf": [{"$ref": "#/a"}], "nullable": true, "description": "An a"})
    );
    assert_eq!(
        converted(json!({"oneOf": [{"type": "object", "properties": {"a": {"type": "integer"}}}, {"type": "null"}]})),
        json!({"type": "object", "properties": {"a": {"type": "integer"}}, "nullable": true})
    );
    assert_eq!(
        converted(json!({"anyOf": [{"$ref": "#/a"}, {"$ref": "#/b"}, {"type": "null"}]})),
        json!({"anyOf": [{"$ref": "#/a"}, {"$ref": "#/b"}], "nullable": true})
    );
}

#[test]
fn keywords_beside_a_reference_are_kept() {
    assert_eq!(converted(json!({"$ref": "#/a"})), json!({"$ref": "#/a"}));
    assert_eq!(
        converted(json!({"type": "array", "items": {"$ref": "#/a", "description": "An a"}})),
        json!({"type": "array", "items": {"allOf": [{"$ref": "#/a"}], "description": "An a"}})
    );
}

#[test]
fn keywords_become_those_of_3_0() {
    assert_eq!(
        converted(json!({"type": "string", "const": "a", "examples": ["a", "b"]})),
        json!({"type": "string", "enum": ["a"], "example": "a"})
    );
    assert_eq!(
        converted(json!({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 5})),
        json!({"type": "number", "minimum": 0, "exclusiveMinimum": true, "maximum": 5, "exclusiveMaximum": true})
    );
    assert_eq!(
        converted(json!({"type": ["string", "integer"], "$comment": "why"})),
        json!({"anyOf": [{"type": "string"}, {"type": "integer"}]})
    );
}

#[test]
fn a_property_may_have_the_name_of_a_keyword() {
    let object = json!({"type": "object", "properties": {"examples": {"type": "array", "items": {"type": "string"}}}});
    assert_eq!(converted(object.clone()), object);
}

#[test]
fn examples_and_bodies_stay_as_they_are() {
    let document = to_3_0(json!({
        "openapi": "3.1.0",
        "info": {"title": "A", "license": {"name": "MIT", "identifier": "MIT"}},
        "webhooks": {},
        "paths": {"/a": {"patch": {"requestBody": {"content": {"application/merge-patch+json": {
            "schema": {"type": ["object", "null"]}, "example": {"type": ["a", "null"]}
        }}}}}}
    }));
    assert_eq!(
        document,
        json!({
            "openapi": "3.0.3",
            "info": {"title": "A", "license": {"name": "MIT"}},
            "paths": {"/a": {"patch": {"requestBody": {"content": {"application/merge-patch+json": {
                "schema": {"type": "object", "nullable": true}, "example": {"type": ["a", "null"]}
            }}}}}}
        })
    );
}
