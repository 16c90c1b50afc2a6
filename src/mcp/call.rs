//! Converts a tool call into a request for the tool's operation.

use actix_web::{
    HttpMessage as _,
    dev::{Payload, ServiceRequest},
    http::{
        Uri,
        header::{self, HeaderName, HeaderValue},
    },
    web::Bytes,
};
use chrono::{DateTime, Utc};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use uuid::Uuid;

use super::{
    argument_check::check,
    argument_values::{normalise, with_missing_as_null},
    arguments::{Arguments, canonical},
    derived_key,
    tool::{Argument, ArgumentLocation, Body, Effect, FILE_TYPES, Tool, WrongArgument},
    tool_list::ToolList,
};
use crate::{
    http::{BODY_LIMIT, FormerValues, ReferencesMustExist, SkipVersionCheck},
    idempotency::DerivedKey,
};

/// The characters that are percent-encoded in a path segment: all but the unreserved ones (RFC 3986, section 2.3).
const ESCAPED_IN_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Headers of the call that mean something else to an operation.
const DROPPED_HEADERS: [HeaderName; 7] = [
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::IF_MATCH,
    header::IF_NONE_MATCH,
    header::RANGE,
    header::TRANSFER_ENCODING,
    IDEMPOTENCY_KEY,
];

/// The request for the operation of a tool.
#[derive(Debug)]
pub(super) struct OperationRequest {
    uri: Uri,
    content_type: Option<&'static str>,
    body: Vec<u8>,
    key: Option<DerivedKey>,
}

impl OperationRequest {
    /// The request for a call. The error is about its arguments.
    pub(super) fn new(
        tool: &Tool,
        list: &ToolList,
        arguments: &Arguments<'_>,
        now: DateTime<Utc>,
    ) -> Result<Self, WrongArgument> {
        check_names(tool, arguments)?;
        check_size(tool, arguments)?;
        let mut values: Vec<(&Argument, Value)> = Vec::with_capacity(tool.arguments.len());
        for argument in tool.arguments {
            if let Some(value) = argument_value(tool, argument, list.schema(tool, argument.name), arguments, now)? {
                values.push((argument, value));
            }
        }
        if let Some(check) = tool.check {
            check(&|name: &str| arguments.text(name))?;
        }
        let uri = build_uri(tool, &values)?;
        let (content_type, body) = match tool.body {
            Body::None => (None, Vec::new()),
            Body::Json => (Some("application/json"), json_body(values)),
            Body::MergePatch => (Some("application/merge-patch+json"), json_body(values)),
            Body::File => file_body(values)?,
        };
        let key = match tool.effect {
            Effect::Add(added) => Some(derived_key::key(tool, added, &uri.to_string(), &body)),
            Effect::Read | Effect::Set => None,
        };
        Ok(Self { uri, content_type, body, key })
    }

    /// Rewrites a request to `/mcp` into a request for the tool's operation.
    pub(super) fn rewrite(self, tool: &Tool, request: &mut ServiceRequest) {
        request.match_info_mut().get_mut().update(&self.uri);
        let head = request.head_mut();
        head.method = tool.method.clone();
        head.uri = self.uri;
        for name in DROPPED_HEADERS {
            head.headers.remove(name);
        }
        head.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(content_type) = self.content_type {
            head.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
            head.headers.insert(header::CONTENT_LENGTH, self.body.len().into());
        }
        if let Some(key) = self.key {
            request.extensions_mut().insert(key);
        }
        if tool.effect == Effect::Read {
            // An unknown reference is answered with 404 instead of an empty list.
            request.extensions_mut().insert(ReferencesMustExist);
        }
        if tool.effect == Effect::Set {
            // The answer contains the values that were replaced.
            request.extensions_mut().insert(FormerValues::default());
            // The model has read nothing, so a change by another request at the same time is no conflict.
            request.extensions_mut().insert(SkipVersionCheck);
        }
        request.set_payload(if self.body.is_empty() { Payload::None } else { Bytes::from(self.body).into() });
    }
}

/// The value of an argument as its operation takes it, if it is given or has a default.
fn argument_value(
    tool: &Tool,
    argument: &Argument,
    schema: &Value,
    arguments: &Arguments<'_>,
    now: DateTime<Utc>,
) -> Result<Option<Value>, WrongArgument> {
    let read = |raw: &str| serde_json::from_str(raw).map_err(|error| json_error(argument, &error));
    let Some(raw) = arguments.get(tool, argument).filter(|_| argument.is_shown()) else {
        return argument.default.map(read).transpose();
    };
    let value = normalise(schema, read(raw)?, tool.accepts_null(argument));
    check(argument, schema, &value, now)?;
    let replaces = matches!(tool.body, Body::MergePatch) && argument.schema.is_some();
    Ok(Some(if replaces { with_missing_as_null(schema, value) } else { value }))
}

/// Explains why syntactically valid JSON could not be read.
fn json_error(argument: &Argument, error: &serde_json::Error) -> WrongArgument {
    let told = error.to_string();
    let what = if told.contains("escape") || told.contains("surrogate") {
        "has an escape that stands for no character, such as half of a surrogate pair"
    } else {
        "can't be read: it has a number that is too large, or is nested too deeply"
    };
    WrongArgument::new(argument.name, what)
}

fn check_names(tool: &Tool, arguments: &Arguments<'_>) -> Result<(), WrongArgument> {
    let shown = || tool.arguments.iter().filter(|argument| argument.is_shown());
    if let Some(unknown) = arguments.names().find(|name| !shown().any(|argument| argument.name == *name)) {
        let names: Vec<&str> = shown().map(|argument| argument.name).collect();
        let what = format!("there is no such argument; {} takes {}", tool.name, names.join(", "));
        return Err(WrongArgument::new(unknown, what));
    }
    let missing = shown().find(|argument| argument.required && arguments.get(tool, argument).is_none());
    missing.map_or(Ok(()), |missing| Err(WrongArgument::new(missing.name, "is missing")))
}

/// Checks the general limit of bodies. Tools that take a file have the larger limit of the endpoint.
fn check_size(tool: &Tool, arguments: &Arguments<'_>) -> Result<(), WrongArgument> {
    if matches!(tool.body, Body::File) || arguments.size() <= BODY_LIMIT {
        return Ok(());
    }
    Err(WrongArgument::whole(format!("the arguments are larger than {BODY_LIMIT} bytes")))
}

fn build_uri(tool: &Tool, values: &[(&Argument, Value)]) -> Result<Uri, WrongArgument> {
    let mut path = tool.path.to_owned();
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (argument, value) in values {
        match argument.location {
            ArgumentLocation::Path(parameter) => {
                let text = parameter_text(argument, value)?;
                if text.is_empty() {
                    return Err(WrongArgument::new(argument.name, "is empty"));
                }
                // Ids are written in canonical form, so that equal calls have equal keys.
                let text = Uuid::try_parse(&text).map_or(text, |id| id.to_string());
                let text = utf8_percent_encode(&text, ESCAPED_IN_PATH).to_string();
                path = path.replace(&format!("{{{parameter}}}"), &text);
            }
            ArgumentLocation::Query | ArgumentLocation::Always => {
                query.append_pair(argument.name, &parameter_text(argument, value)?);
            }
            ArgumentLocation::Body | ArgumentLocation::File | ArgumentLocation::MediaType => {}
        }
    }
    let query = query.finish();
    let uri = if query.is_empty() { path } else { format!("{path}?{query}") };
    uri.parse().map_err(|_| WrongArgument::whole("the arguments are too long"))
}

/// The text of a scalar, or the comma-separated texts of a list.
fn parameter_text(argument: &Argument, value: &Value) -> Result<String, WrongArgument> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    };
    let text = match value {
        Value::Array(items) => items.iter().map(text).collect::<Option<Vec<_>>>().map(|items| items.join(",")),
        value => text(value),
    };
    text.ok_or_else(|| WrongArgument::new(argument.name, "must be a string, a number or a list of them"))
}

/// The JSON object of the arguments that belong in the body, in the order of the tool's list.
fn json_body(values: Vec<(&Argument, Value)>) -> Vec<u8> {
    let mut body = String::from("{");
    for (argument, value) in values.into_iter().filter(|(argument, _)| argument.location == ArgumentLocation::Body) {
        if body.len() > 1 {
            body.push(',');
        }
        body.extend(["\"", argument.name, "\":", &canonical(value)]);
    }
    body.push('}');
    body.into_bytes()
}

/// The media type and the content of a file. The content is moved, not copied, since it may be large.
fn file_body(values: Vec<(&Argument, Value)>) -> Result<(Option<&'static str>, Vec<u8>), WrongArgument> {
    let mut file = (None, Vec::new());
    for (argument, value) in values {
        match (argument.location, value) {
            (ArgumentLocation::File, Value::String(content)) => file.1 = content.into_bytes(),
            (ArgumentLocation::File, _) => return Err(WrongArgument::new(argument.name, "must be a string")),
            (ArgumentLocation::MediaType, wanted) => {
                file.0 = FILE_TYPES.into_iter().find(|known| wanted == *known);
                if file.0.is_none() {
                    return Err(WrongArgument::new(argument.name, format!("must be one of {}", FILE_TYPES.join(", "))));
                }
            }
            _ => {}
        }
    }
    Ok(file)
}

#[cfg(test)]
mod tests;
