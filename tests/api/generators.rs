//! What generators of clients stumble over: names that languages have taken, enums without names, and choices between a
//! text and an object.

use std::collections::HashSet;

use serde_json::Value;

/// Keywords of the languages, in lower case. Generators escape them, each in its own way, and not everywhere.
const RESERVED: &str = "\
    abstract and as async assert await base bool boolean break byte case cast catch chan char checked class clone const \
    continue crate debugger decimal declare def default defer del delegate delete do double dyn echo elif else elseif \
    empty enum eval event except exit explicit export extends extern fallthrough false final finally fixed float fn for \
    foreach from fun func function global go goto guard if impl implements implicit import in include init inout \
    instanceof insteadof int interface internal is isset lambda let list lock long loop map match mod move mut namespace \
    native new nil none nonlocal null object operator or out override package params pass print private protected public \
    raise range readonly ref repeat require return sbyte sealed select self short sizeof stackalloc static strictfp \
    string struct subscript super switch synchronized this throw throws trait transient true try type typealias typeof \
    uint ulong unchecked union unsafe unset unsized use ushort using val var virtual void volatile when where while with \
    xor yield";

/// Classes that are there without an import, in Java, Kotlin, C#, PHP, Python, TypeScript, Swift and Rust, and those
/// that generated code imports for its own use.
const CLASSES: &str = "\
    Action Any Api ApiClient ApiException ApiResponse Array ArrayList Arrays Attribute Boolean Box Buffer Byte Calendar \
    Char Character Class Clone Closure Collection Configuration Console Context Convert Copy Countable Data Date DateTime \
    Decimal Decoder Default Deprecated Dictionary Double Drop Encoder Enum Environment Err Error Event Exception File Float \
    Func Function Generator Guid HashMap Index Instant Int Int32 Int64 Integer Iterable Iterator Lazy List Locale Long Map \
    Math Model Module Never None Nothing Notification Null Number Object Objects Ok Operation Option Optional Override Pair \
    Package Process Progress Promise Proxy Random Range Record Request Response Result Runtime Self Set Short Some Span \
    Stream String StringBuilder Symbol System Task Thread Throwable TimeSpan TimeZone Timer Traversable Tuple Type URI URL \
    UUID Unit Uri Url Vec Version Void Warning";

/// Properties whose names are given: by RFC 9457, and by the items of a sync, whose form it is for programs to tell by.
const GIVEN: [&str; 1] = ["type"];

/// The sections of the components.
const SECTIONS: [&str; 5] = ["schemas", "responses", "parameters", "headers", "requestBodies"];

fn words(list: &str) -> HashSet<String> {
    list.split_whitespace().map(str::to_owned).collect()
}

/// Calls `look` with every schema, and where it is.
fn each<'d>(at: &str, schema: &'d Value, look: &mut impl FnMut(&str, &'d Value)) {
    look(at, schema);
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        each(&format!("{at}/properties/{name}"), property, look);
    }
    for name in ["items", "additionalProperties"] {
        if schema[name].is_object() {
            each(&format!("{at}/{name}"), &schema[name], look);
        }
    }
    for name in ["oneOf", "anyOf", "allOf"] {
        for (place, item) in schema[name].as_array().into_iter().flatten().enumerate() {
            each(&format!("{at}/{name}/{place}"), item, look);
        }
    }
}

/// All schemas of the document, with those of parameters, headers and bodies.
fn schemas(document: &Value) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    let mut look = |at: &str, schema| found.push((at.to_owned(), schema));
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        each(name, schema, &mut look);
    }
    let mut rest = vec![(String::new(), &document["paths"]), ("webhooks".to_owned(), &document["webhooks"])];
    for kind in ["parameters", "responses", "headers"] {
        rest.push((kind.to_owned(), &document["components"][kind]));
    }
    while let Some((at, value)) = rest.pop() {
        for (name, child) in value.as_object().into_iter().flatten() {
            match name.as_str() {
                "schema" => each(&at, child, &mut look),
                "example" | "examples" => {}
                _ => rest.push((format!("{at}/{name}"), child)),
            }
        }
        for (place, child) in value.as_array().into_iter().flatten().enumerate() {
            rest.push((format!("{at}/{place}"), child));
        }
    }
    found
}

fn target<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    }
}

/// The operations of a section of the document, with their location.
fn operations<'d>(document: &'d Value, section: &str) -> Vec<(String, &'d Value)> {
    let items = document[section].as_object().into_iter().flatten();
    let of_item = |(path, item): (&String, &'d Value)| -> Vec<(String, &'d Value)> {
        item.as_object()
            .into_iter()
            .flatten()
            .map(|(method, operation)| (format!("{method} {path}"), operation))
            .collect()
    };
    items.flat_map(of_item).collect()
}

/// What generators take one thing for another by: the names of components, the tags of operations, bodies without
/// names.
fn confusions(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut taken = HashSet::new();
    for section in SECTIONS {
        for name in document["components"][section].as_object().into_iter().flatten().map(|(name, _)| name) {
            if !taken.insert(name) {
                found.push(format!("two components have the name {name}"));
            }
        }
    }
    let (paths, webhooks) = (operations(document, "paths"), operations(document, "webhooks"));
    let tags = |operations: &[(String, &'_ Value)]| -> HashSet<String> {
        operations.iter().filter_map(|(_, operation)| operation["tags"][0].as_str()).map(str::to_owned).collect()
    };
    for both in tags(&paths).intersection(&tags(&webhooks)) {
        // One file is written for each tag: that of the webhooks replaces that of the operations.
        found.push(format!("operations and webhooks have the tag {both}"));
    }
    for (at, operation) in paths.into_iter().chain(webhooks) {
        // orval calls the type of an operation's answer so.
        let id: String = operation["operationId"].as_str().unwrap_or_default().split('_').map(capitalised).collect();
        if document["components"]["schemas"][format!("{id}Result")].is_object() {
            found.push(format!("{at}: the schema {id}Result has the name of its result"));
        }
        for (kind, content) in operation["requestBody"]["content"].as_object().into_iter().flatten() {
            // One part alone is a reference that may be null.
            let parts = content["schema"]["allOf"].as_array().map_or(0, Vec::len);
            if content["schema"]["properties"].is_object() || parts > 1 {
                found.push(format!("{at}: a body of {kind} without a name of its own"));
            }
        }
    }
    found
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
    first.to_ascii_uppercase() + rest
}

/// Whether regular expressions of all kinds take a pattern, those that look at bytes too: PHP and Go know no `\u`.
fn is_portable(pattern: &str) -> bool {
    let beyond_ascii = ["\\x8", "\\x9", "\\xA", "\\xB", "\\xC", "\\xD", "\\xE", "\\xF"];
    pattern.is_ascii() && !["\\u", "\\p", "(?"].iter().chain(&beyond_ascii).any(|part| pattern.contains(part))
}

/// What is wrong with a document, one line for each place.
fn faults(document: &Value) -> Vec<String> {
    let (reserved, classes) = (words(RESERVED), words(CLASSES));
    let names: HashSet<&String> = document["components"]["schemas"].as_object().unwrap().keys().collect();
    let mut found = confusions(document);
    for name in &names {
        if classes.contains(*name) || reserved.contains(*name) {
            found.push(format!("the schema {name} has a name that a language has taken"));
        }
        // Generators for Go make constructors of these names.
        if name.strip_prefix("New").is_some_and(|rest| names.iter().any(|name| *name == rest)) {
            found.push(format!("the schema {name} has the name of a constructor"));
        }
    }
    for (at, schema) in schemas(document) {
        for name in schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name) {
            if reserved.contains(name) && !GIVEN.contains(&name.as_str()) {
                found.push(format!("{at}: the property {name} has a name that a language has taken"));
            }
        }
        if let Some(pattern) = schema["pattern"].as_str().filter(|pattern| !is_portable(pattern)) {
            found.push(format!("{at}: the pattern {pattern} is not one in every language"));
        }
        // An enum of one word is a constant.
        let values = schema["enum"].as_array().map_or(0, Vec::len);
        if values > 1 && !names.contains(&at) {
            found.push(format!("{at}: an enum without a name of its own"));
        }
        for choice in ["oneOf", "anyOf"] {
            let kinds = schema[choice].as_array().into_iter().flatten().map(|item| &target(document, item)["type"]);
            let kinds: HashSet<&str> = kinds.filter_map(Value::as_str).filter(|kind| *kind != "null").collect();
            if kinds.len() > 1 {
                found.push(format!("{at}: a choice between {kinds:?}"));
            }
            let described = |item: &Value| item["$ref"].is_string() && item["description"].is_string();
            if schema[choice].as_array().into_iter().flatten().any(described) {
                found.push(format!("{at}: a description that generators lose"));
            }
        }
    }
    found
}

#[test]
fn no_generator_stumbles_over_the_document() {
    for document in [serde_json::to_value(followup::openapi::document()).unwrap(), followup::openapi::document_3_0()] {
        let found = faults(&document);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn constructs_that_break_generators_are_found() {
    let document = serde_json::json!({
        "paths": {"/a": {"get": {"operationId": "do_it", "tags": ["d"], "parameters": [{"name": "a", "schema": {"type": "string", "enum": ["b", "c"]}}]}}},
        "webhooks": {"a": {"post": {"tags": ["d"], "requestBody": {"content": {"application/json": {
            "schema": {"allOf": [{"$ref": "#/components/schemas/Step"}, {"type": "object"}]}
        }}}}}},
        "components": {"parameters": {"Step": {"name": "step"}}, "schemas": {
            "Override": {"type": "object", "properties": {"new": {"type": "string"}, "type": {"type": "string"}}},
            "NewOverride": {"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/Override"}]},
            "DoItResult": {"type": "object"},
            "Step": {"type": "object", "properties": {
                "kind": {"type": "string", "enum": ["b", "c"]},
                "name": {"type": "string", "pattern": "^[^\\u202A]*$"},
                "made": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Override", "description": "An a"}]}
            }}
        }}
    });
    assert_eq!(faults(&document).len(), 12, "{:#?}", faults(&document));
}
