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
    arguments::{Arguments, canonical},
    derived_key,
    normal::{normalised, replacing},
    tool::{Argument, ArgumentLocation, Body, Effect, FILE_TYPES, Tool, WrongArgument},
    tool_list::ToolList,
};
use crate::{
    http::{AnyVersion, BODY_LIMIT, FormerValues, MustExist},
    idempotency::DerivedKey,
};

/// All but the unreserved characters (RFC 3986, section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Headers of the call that mean something else to an operation.
const DROPPED: [HeaderName; 7] = [
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::IF_MATCH,
    header::IF_NONE_MATCH,
    header::RANGE,
    header::TRANSFER_ENCODING,
    IDEMPOTENCY_KEY,
];

/// The request that a call becomes.
#[derive(Debug)]
pub(super) struct Call {
    uri: Uri,
    content_type: Option<&'static str>,
    body: Vec<u8>,
    key: Option<DerivedKey>,
}

impl Call {
    /// The request for a call, or what is wrong with its arguments.
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
            if let Some(value) = value(tool, argument, list.schema(tool, argument.name), arguments, now)? {
                values.push((argument, value));
            }
        }
        if let Some(check) = tool.check {
            check(&|name: &str| arguments.text(name))?;
        }
        let uri = uri(tool, &values)?;
        let (content_type, body) = match tool.body {
            Body::None => (None, Vec::new()),
            Body::Json => (Some("application/json"), json(values)),
            Body::MergePatch => (Some("application/merge-patch+json"), json(values)),
            Body::File => file(values)?,
        };
        let key = match tool.effect {
            Effect::Adds(added) => Some(derived_key::key(tool, added, &uri.to_string(), &body)),
            Effect::Reads | Effect::Sets => None,
        };
        Ok(Self { uri, content_type, body, key })
    }

    /// Makes a request for the endpoint of tools one for the tool's operation.
    pub(super) fn rewrite(self, tool: &Tool, request: &mut ServiceRequest) {
        request.match_info_mut().get_mut().update(&self.uri);
        let head = request.head_mut();
        head.method = tool.method.clone();
        head.uri = self.uri;
        for name in DROPPED {
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
        if tool.effect == Effect::Reads {
            request.extensions_mut().insert(MustExist);
        }
        if tool.effect == Effect::Sets {
            request.extensions_mut().insert(FormerValues::default());
            request.extensions_mut().insert(AnyVersion);
        }
        request.set_payload(if self.body.is_empty() { Payload::None } else { Bytes::from(self.body).into() });
    }
}

/// The value of an argument as its operation takes it, if it is given or has a default.
fn value(
    tool: &Tool,
    argument: &Argument,
    schema: &Value,
    arguments: &Arguments<'_>,
    now: DateTime<Utc>,
) -> Result<Option<Value>, WrongArgument> {
    let read = |raw: &str| serde_json::from_str(raw).map_err(|error| unreadable(argument, &error));
    let Some(raw) = arguments.get(tool, argument).filter(|_| argument.is_shown()) else {
        return argument.default.map(read).transpose();
    };
    let value = normalised(schema, read(raw)?, tool.knows_null(argument));
    check(argument, schema, &value, now)?;
    let replaces = matches!(tool.body, Body::MergePatch) && argument.schema.is_some();
    Ok(Some(if replaces { replacing(schema, value) } else { value }))
}

/// What is wrong with JSON whose syntax is right.
fn unreadable(argument: &Argument, error: &serde_json::Error) -> WrongArgument {
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

/// Only files may be as large as the endpoint allows.
fn check_size(tool: &Tool, arguments: &Arguments<'_>) -> Result<(), WrongArgument> {
    if matches!(tool.body, Body::File) || arguments.size() <= BODY_LIMIT {
        return Ok(());
    }
    Err(WrongArgument::all(format!("the arguments are larger than {BODY_LIMIT} bytes")))
}

fn uri(tool: &Tool, values: &[(&Argument, Value)]) -> Result<Uri, WrongArgument> {
    let mut path = tool.path.to_owned();
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (argument, value) in values {
        match argument.location {
            ArgumentLocation::Path(parameter) => {
                let text = plain(argument, value)?;
                if text.is_empty() {
                    return Err(WrongArgument::new(argument.name, "is empty"));
                }
                // An id is written in one way, whatever the model writes.
                let text = Uuid::try_parse(&text).map_or(text, |id| id.to_string());
                let text = utf8_percent_encode(&text, RESERVED).to_string();
                path = path.replace(&format!("{{{parameter}}}"), &text);
            }
            ArgumentLocation::Query | ArgumentLocation::Always => {
                query.append_pair(argument.name, &plain(argument, value)?);
            }
            ArgumentLocation::Body | ArgumentLocation::File | ArgumentLocation::MediaType => {}
        }
    }
    let query = query.finish();
    let uri = if query.is_empty() { path } else { format!("{path}?{query}") };
    uri.parse().map_err(|_| WrongArgument::all("the arguments are too long"))
}

/// The text of a string, a number or a truth value; of a list, its items, separated by commas.
fn plain(argument: &Argument, value: &Value) -> Result<String, WrongArgument> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    };
    let plain = match value {
        Value::Array(items) => items.iter().map(text).collect::<Option<Vec<_>>>().map(|items| items.join(",")),
        value => text(value),
    };
    plain.ok_or_else(|| WrongArgument::new(argument.name, "must be a string, a number or a list of them"))
}

/// An object of the members of the body, in the order in which the tool lists them.
fn json(values: Vec<(&Argument, Value)>) -> Vec<u8> {
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

/// The media type of a file, and the file. It may be large, and is moved.
fn file(values: Vec<(&Argument, Value)>) -> Result<(Option<&'static str>, Vec<u8>), WrongArgument> {
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
