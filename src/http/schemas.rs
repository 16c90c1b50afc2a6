//! Validation of bodies against the schemas of the OpenAPI document.
//!
//! Parsing a type stops at the first error; the schema finds all of them. It also refuses what the document does not
//! allow.

use std::{
    any::TypeId,
    collections::HashMap,
    str::FromStr,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

use jsonschema::{
    JsonType, ValidationError, Validator,
    error::{TypeKind, ValidationErrorKind},
};
use planning::{Date, Email, HolidayCalendar, Instant, InvalidValue, Locale, Phone, TimeZone, Violation, WebUrl};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::json_errors::what_is_refused;

/// The formats of strings, each with the type that parses it.
static FORMATS: [(&str, ParseCheck); 8] = [
    ("date", parses::<Date>),
    ("date-time", parses::<Instant>),
    ("email", parses::<Email>),
    ("holiday-calendar", parses::<HolidayCalendar>),
    ("iana-time-zone", parses::<TimeZone>),
    ("phone", parses::<Phone>),
    ("uri", parses::<WebUrl>),
    ("uuid", |text| text.parse::<uuid::Uuid>().map(drop).map_err(|_| InvalidValue("is not a UUID".to_owned()))),
];

type ParseCheck = fn(&str) -> Result<(), InvalidValue>;

fn parses<T: FromStr<Err = InvalidValue>>(text: &str) -> Result<(), InvalidValue> {
    text.parse::<T>().map(drop)
}

/// The schema of a type of body. It is compiled at its first use.
#[derive(Debug)]
pub struct Schemas {
    /// Without formats, which the type checks itself.
    shape: Validator,
    /// With formats.
    whole: Validator,
}

static COMPILED: LazyLock<RwLock<HashMap<TypeId, Arc<Schemas>>>> = LazyLock::new(RwLock::default);

impl Schemas {
    /// Whether `value`, which was parsed as a `T`, also fits its schema: serde accepts an array for an object, and an
    /// object for an enum's name.
    #[must_use]
    pub fn fits<T: ToSchema + 'static>(value: &Value) -> bool {
        let shape = &Self::for_type::<T>().shape;
        // Few bodies name a language in other letters than the document does.
        shape.is_valid(value) || shape.iter_errors(value).all(|error| is_of_language_tags_alone(&error))
    }

    /// All violations of `value` as a `T`. There is at least one, since the type refused it.
    #[must_use]
    pub fn violations<T: DeserializeOwned + ToSchema + 'static>(value: &Value) -> Vec<Violation> {
        let mut violations = Vec::new();
        for error in Self::for_type::<T>().whole.iter_errors(value) {
            describe(&error, &mut violations);
        }
        if let Some(refused) = refusal::<T>(value)
            && !violations.iter().any(|violation| violation.pointer.starts_with(&refused.pointer))
        {
            violations.push(refused);
        }
        one_a_place(violations)
    }

    fn for_type<T: ToSchema + 'static>() -> Arc<Self> {
        let id = TypeId::of::<T>();
        if let Some(known) = COMPILED.read().unwrap_or_else(PoisonError::into_inner).get(&id) {
            return Arc::clone(known);
        }
        let compiled = Arc::new(Self::compile::<T>());
        COMPILED.write().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::clone(&compiled));
        compiled
    }

    fn compile<T: ToSchema>() -> Self {
        let mut schemas = Vec::new();
        T::schemas(&mut schemas);
        let schemas: serde_json::Map<String, Value> =
            schemas.into_iter().map(|(name, schema)| (name, json!(schema))).collect();
        let root = json!({"allOf": [T::schema()], "components": {"schemas": schemas}});
        let build = |options: jsonschema::ValidationOptions<'_>| {
            options.build(&root).expect("the schema of a body is valid: a test sends an example of each")
        };
        Self { shape: build(jsonschema::options().should_validate_formats(false)), whole: build(with_formats()) }
    }
}

fn with_formats() -> jsonschema::ValidationOptions<'static> {
    FORMATS.iter().fold(jsonschema::options().should_validate_formats(true), |options, &(name, parses)| {
        options.with_format(name, move |text: &str| parses(text).is_ok())
    })
}

/// All violations of `value` by a JSON Schema, in the words in which a body is refused.
pub(crate) fn violations_of(schema: &Value, value: &Value) -> Vec<Violation> {
    let mut violations = Vec::new();
    if let Ok(schema) = with_formats().build(schema) {
        schema.iter_errors(value).for_each(|error| describe(&error, &mut violations));
    }
    one_a_place(violations)
}

/// One violation a place is enough, and that a value is too short says more than that it has the wrong format.
fn one_a_place(mut violations: Vec<Violation>) -> Vec<Violation> {
    violations.sort_by(|a, b| (&a.pointer, b.code).cmp(&(&b.pointer, a.code)));
    violations.dedup_by(|a, b| a.pointer == b.pointer);
    violations
}

/// The violation by a property that is missing.
pub(crate) fn missing(pointer: &str, name: &str) -> Violation {
    Violation::new(format!("{pointer}/{}", escaped(name)), "required", format!("{name} is required"))
}

/// The error of the type: one error, with its path.
fn refusal<T: DeserializeOwned>(value: &Value) -> Option<Violation> {
    serde_path_to_error::deserialize::<_, T>(value).err().map(|error| located(&error))
}

/// An error as a violation at its JSON Pointer.
pub(crate) fn located(error: &serde_path_to_error::Error<serde_json::Error>) -> Violation {
    let pointer = error
        .path()
        .iter()
        .filter_map(|segment| match segment {
            serde_path_to_error::Segment::Seq { index } => Some(index.to_string()),
            serde_path_to_error::Segment::Map { key } => Some(key.clone()),
            serde_path_to_error::Segment::Enum { .. } | serde_path_to_error::Segment::Unknown => None,
        })
        .fold(String::new(), |pointer, segment| pointer + "/" + &escaped(&segment));
    let (code, message) = what_is_refused(error.inner());
    match message.strip_prefix("duplicate field `").and_then(|rest| rest.strip_suffix('`')) {
        Some(name) => Violation::new(format!("{pointer}/{}", escaped(name)), "duplicate", "is there more than once"),
        None => Violation::new(pointer, code, message),
    }
}

/// The violation of an unknown field.
pub(crate) fn unknown_field(pointer: &str, name: &str) -> Violation {
    Violation::new(format!("{pointer}/{}", escaped(name)), "unknown_field", format!("there is no field {name} here"))
}

/// A segment of a JSON Pointer (RFC 6901, section 3).
fn escaped(segment: &str) -> String {
    segment.replace('~', "~0").replace('/', "~1")
}

/// Whether the only fault is that a language tag isn't one of the listed, though one of those is the nearest to it.
fn is_of_language_tags_alone(error: &ValidationError<'_>) -> bool {
    match error.kind() {
        ValidationErrorKind::Enum { options } => names_language(options, error.instance()),
        ValidationErrorKind::OneOfNotValid { context } | ValidationErrorKind::AnyOf { context } => {
            context.iter().any(|branch| branch.iter().all(is_of_language_tags_alone))
        }
        _ => false,
    }
}

/// Whether `value` is a tag to which one of these languages is the nearest.
fn names_language(options: &Value, value: &Value) -> bool {
    let named = value.as_str().and_then(Locale::nearest).map(Locale::tag);
    let known = || options.as_array().into_iter().flatten().filter_map(Value::as_str);
    named.is_some_and(|named| known().any(|known| known == named))
}

/// The names of JSON types in messages.
fn types_in_words(kind: &TypeKind) -> String {
    let word = |one: JsonType| match one {
        JsonType::Null => "null",
        JsonType::Boolean => "true or false",
        JsonType::Integer => "a whole number",
        JsonType::Number => "a number",
        JsonType::String => "a string",
        JsonType::Array => "a list",
        JsonType::Object => "an object",
    };
    match kind {
        TypeKind::Single(one) => word(*one).to_owned(),
        TypeKind::Multiple(several) => several.iter().map(word).collect::<Vec<_>>().join(" or "),
    }
}

fn describe(error: &ValidationError<'_>, violations: &mut Vec<Violation>) {
    if is_of_language_tags_alone(error) {
        return;
    }
    let pointer = error.instance_path().as_str();
    // Without the value, which may be large.
    let mut add = |pointer: String, code, message: String| violations.push(Violation::new(pointer, code, message));
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
            violations.extend(unexpected.iter().map(|name| unknown_field(pointer, name)));
        }
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            violations.push(missing(pointer, name));
        }
        ValidationErrorKind::Format { format } => {
            let parser = FORMATS.iter().find(|(name, _)| name == format).map(|(_, parses)| parses);
            let reason = parser.zip(error.instance().as_str()).and_then(|(parses, text)| parses(text).err());
            add(pointer.to_owned(), "format", reason.map_or_else(|| format!("is no {format}"), |reason| reason.0));
        }
        ValidationErrorKind::Type { kind } => {
            add(pointer.to_owned(), "type", format!("must be {}", types_in_words(kind)));
        }
        ValidationErrorKind::Enum { options } => {
            let words = options.as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>();
            add(pointer.to_owned(), "unknown_value", format!("must be one of {}", words.join(", ")));
        }
        ValidationErrorKind::Pattern { pattern } if !pattern.starts_with(r"^\s*") => {
            add(pointer.to_owned(), "format", format!("must match {pattern}"));
        }
        // The patterns of names and texts are no reading for people. `not` is for the characters that text doesn't
        // have.
        ValidationErrorKind::Pattern { .. } | ValidationErrorKind::Not { .. } => {
            let message = "must not be blank, nor have control characters; only longer texts have several lines";
            add(pointer.to_owned(), "format", message.to_owned());
        }
        ValidationErrorKind::MinLength { limit: 1 } => {
            add(pointer.to_owned(), "too_short", "must not be empty".to_owned());
        }
        ValidationErrorKind::MinLength { limit } => {
            add(pointer.to_owned(), "too_short", format!("must not be shorter than {limit} characters"));
        }
        ValidationErrorKind::MaxLength { limit } => {
            add(pointer.to_owned(), "too_long", format!("must not be longer than {limit} characters"));
        }
        ValidationErrorKind::MaxItems { limit } => {
            add(pointer.to_owned(), "too_many", format!("must not have more than {limit} items"));
        }
        ValidationErrorKind::MinItems { limit } => {
            let items = if *limit == 1 { "item" } else { "items" };
            add(pointer.to_owned(), "too_few", format!("must have at least {limit} {items}"));
        }
        ValidationErrorKind::Minimum { limit } => {
            add(pointer.to_owned(), "invalid", format!("must be at least {limit}"));
        }
        ValidationErrorKind::Maximum { limit } => {
            add(pointer.to_owned(), "invalid", format!("must be at most {limit}"));
        }
        // A value that may be null or one of several types: the violations of the type that it resembles.
        ValidationErrorKind::OneOfNotValid { context } | ValidationErrorKind::AnyOf { context } => {
            let likely = context.iter().find(|branch| {
                !branch.iter().any(|error| {
                    matches!(error.kind(), ValidationErrorKind::Type { .. })
                        && error.instance_path().as_str() == pointer
                })
            });
            match likely {
                Some(branch) => branch.iter().for_each(|error| describe(error, violations)),
                None => add(pointer.to_owned(), "type", "has the wrong type".to_owned()),
            }
        }
        _ => add(pointer.to_owned(), "invalid", error.masked().to_string()),
    }
}
