//! Parses the items of a request, each by itself.

use planning::{Key, Violation};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{
    batch::{ITEMS, MAX_ITEMS, MODE, SyncMode},
    identifying_fields::{APPLICATION_ID, APPLICATION_REMOTE_ID, IdentifyingFields, REMOTE_ID},
    item::{
        ResourceType, SyncedApplication, SyncedCandidate, SyncedCommunication, SyncedContact, SyncedInterview,
        SyncedResource,
    },
    typed::{DELETED, TYPE, TypedItem},
};
use crate::{
    http::{BODY_LIMIT, Validate, read, read_items_beside, read_value, wrong_count},
    problem::Problem,
};

/// An item of a request, as far as it could be parsed.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) kind: Option<ResourceType>,
    pub(super) remote_id: Option<Key>,
    /// The remote id of the application that it is or belongs to.
    pub(super) application: Option<Key>,
    /// The resource as the item describes it, or what is wrong with it.
    pub(super) content: Result<ItemContent, Problem>,
    /// The fields of the item, if the fields that it leaves out stay as they are stored (`merge`).
    pub(super) patch: Option<Map<String, Value>>,
}

/// The type and remote id of a resource. For a contact, also the remote id of the application.
pub(super) type ItemName<'a> = (ResourceType, &'a Key, Option<&'a Key>);

impl Item {
    /// The resource that the item names; none, if its type or remote id could not be parsed.
    pub(super) fn name(&self) -> Option<ItemName<'_>> {
        let kind = self.kind?;
        let application = self.application.as_ref().filter(|_| kind == ResourceType::Contact);
        Some((kind, self.remote_id.as_ref()?, application))
    }

    /// Whether the item is an application that names no candidate.
    pub(super) fn lacks_candidate(&self) -> bool {
        matches!(&self.content, Ok(ItemContent::Application(item)) if item.candidate_remote_id.is_none())
    }

    /// Whether the item sets this field. Without a patch it sets all fields, those that it leaves out to their
    /// defaults.
    pub(super) fn names(&self, field: &str) -> bool {
        self.patch.as_ref().is_none_or(|patch| patch.contains_key(field))
    }

    /// Whether the item deletes the resource that it names.
    pub(super) fn deletes(&self) -> bool {
        matches!(self.content, Ok(ItemContent::Deletion))
    }
}

/// The resource that an item describes, or that it is to be deleted.
#[derive(Clone, Debug)]
pub(super) enum ItemContent {
    Candidate(Box<SyncedCandidate>),
    Application(Box<SyncedApplication>),
    Contact(Box<SyncedContact>),
    Interview(Box<SyncedInterview>, People),
    Communication(Box<SyncedCommunication>, People),
    Deletion,
}

/// The people whom an interview or a communication names.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum People {
    /// Those that the item names.
    FromItem,
    /// Those that are stored.
    Stored,
}

/// Parses the items of a JSON body. `mode_in_query` is the mode that the query names.
///
/// # Errors
///
/// Those of [`read_items_beside`]. Problems of a single item are in its `content`.
pub(super) fn from_json(body: &[u8], mode_in_query: Option<SyncMode>) -> Result<Vec<Item>, Problem> {
    let (items, mode) = read_items_beside(body, ITEMS, MAX_ITEMS, Some(MODE))?;
    let at_mode = |problem: Problem| problem.with_pointer_prefix(&format!("/{MODE}"));
    let named = mode.map(|mode| read::<SyncMode>(mode.get().as_bytes())).transpose().map_err(at_mode)?;
    if named.zip(mode_in_query).is_some_and(|(named, mode_in_query)| named != mode_in_query) {
        let detail = "the query names another mode";
        return Err(Problem::InvalidBody(vec![Violation::new(format!("/{MODE}"), "mismatch", detail)]));
    }
    let mode = named.or(mode_in_query).unwrap_or_default();
    Ok(items.iter().enumerate().map(|(index, text)| item(index, None, text.get().as_bytes(), mode)).collect())
}

/// Parses the items of an NDJSON body: one item on each line. Empty lines are skipped.
///
/// # Errors
///
/// [`Problem::InvalidBody`], if there are none, or too many.
pub(super) fn from_lines(body: &[u8], mode_in_query: Option<SyncMode>) -> Result<Vec<Item>, Problem> {
    let lines = || {
        let lines = body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).zip(1..);
        lines.filter(|(line, _)| !line.is_empty())
    };
    if let Some(wrong) = wrong_count(ITEMS, lines().count(), MAX_ITEMS) {
        return Err(Problem::InvalidBody(vec![wrong]));
    }
    let mode = mode_in_query.unwrap_or_default();
    Ok(lines().enumerate().map(|(index, (text, line))| item(index, Some(line), text, mode)).collect())
}

/// Parses an item. `line` is its line number in an NDJSON body, from 1.
fn item(index: usize, line: Option<usize>, text: &[u8], mode: SyncMode) -> Item {
    let identifying = IdentifyingFields::parse(text);
    let (kind, remote_id) = (identifying.kind(), identifying.key(REMOTE_ID));
    let application = match kind {
        Some(ResourceType::Application) => remote_id.clone(),
        Some(ResourceType::Candidate) | None => None,
        Some(_) => identifying.key(APPLICATION_REMOTE_ID),
    };
    let content = match kind {
        _ if text.len() > BODY_LIMIT => Err(Problem::PayloadTooLarge(BODY_LIMIT)),
        _ if identifying.is_ambiguous() => Err(repeated_field(text)),
        Some(kind) if identifying.get(DELETED) == Some(&Value::Bool(true)) => deletion(kind, &identifying, text),
        Some(kind) => content(kind, &identifying, text),
        None => Err(untyped_item(&identifying, text)),
    };
    let content = match content {
        // The parser does not know the line number in the body.
        Err(Problem::MalformedJson(_)) => Err(malformed_item(line, text)),
        content => content,
    };
    let patch = match (mode, &content) {
        (SyncMode::Replace, _)
        | (_, Ok(ItemContent::Deletion) | Err(Problem::PayloadTooLarge(_) | Problem::MalformedItem(_))) => Ok(None),
        _ if kind.is_none() => Ok(None),
        _ => patch(text),
    };
    let (content, patch) = patch.map_or_else(|problem| (Err(problem), None), |patch| (content, patch));
    Item { kind, remote_id, application, content: content.map_err(|problem| at_item(index, problem)), patch }
}

/// The fields of an item as a merge patch; none, if the item is not an object. `deleted` is kept only if it is not a
/// boolean.
fn patch(text: &[u8]) -> Result<Option<Map<String, Value>>, Problem> {
    let Value::Object(mut fields) = read_value(text)? else { return Ok(None) };
    fields.remove(TYPE);
    if fields.get(DELETED).is_some_and(Value::is_boolean) {
        fields.remove(DELETED);
    }
    Ok(Some(fields))
}

/// Adds violations to a result: a success becomes `InvalidBody`, and an `InvalidBody` gets them behind its own.
pub(super) fn add_violations<T>(wrong: Vec<Violation>, read: Result<T, Problem>) -> Result<T, Problem> {
    match read {
        Err(Problem::InvalidBody(found)) => Err(Problem::InvalidBody(found.into_iter().chain(wrong).collect())),
        Ok(_) if !wrong.is_empty() => Err(Problem::InvalidBody(wrong)),
        read => read,
    }
}

fn deletion(kind: ResourceType, identifying: &IdentifyingFields, text: &[u8]) -> Result<ItemContent, Problem> {
    let of_contact = (kind == ResourceType::Contact).then(|| identifying.get(APPLICATION_REMOTE_ID)).flatten();
    let wrong = [(REMOTE_ID, identifying.get(REMOTE_ID)), (APPLICATION_REMOTE_ID, of_contact)];
    let wrong = wrong.into_iter().filter_map(|(name, value)| match value {
        None => (name == REMOTE_ID).then(|| required(name)),
        Some(Value::String(text)) => {
            let wrong = text.parse::<Key>().err()?;
            Some(Violation::new(format!("/{name}"), "format", wrong.to_string()))
        }
        Some(_) => Some(Violation::new(format!("/{name}"), "type", "must be a string")),
    });
    // If this field was ignored, the contact would be removed from all applications.
    let misnamed = identifying.get(APPLICATION_ID).filter(|_| kind == ResourceType::Contact);
    let misnamed = misnamed.map(|_| {
        let detail = "there is no field application_id here; application_remote_id names the application";
        Violation::new("/application_id".to_owned(), "unknown_field", detail)
    });
    // Its other fields are ignored, but a field that occurs twice is still an error.
    add_violations(wrong.chain(misnamed).collect(), read_value(text)).map(|_| ItemContent::Deletion)
}

fn required(name: &str) -> Violation {
    Violation::new(format!("/{name}"), "required", format!("{name} is required"))
}

fn content(kind: ResourceType, identifying: &IdentifyingFields, text: &[u8]) -> Result<ItemContent, Problem> {
    match kind {
        ResourceType::Candidate => read_resource(identifying, text).map(ItemContent::Candidate),
        ResourceType::Application => read_resource(identifying, text).map(ItemContent::Application),
        ResourceType::Contact => read_resource(identifying, text).map(ItemContent::Contact),
        ResourceType::Interview => {
            read_resource(identifying, text).map(|item| ItemContent::Interview(item, People::FromItem))
        }
        ResourceType::Communication => {
            read_resource(identifying, text).map(|item| ItemContent::Communication(item, People::FromItem))
        }
    }
}

/// Parses an item as a whole resource.
fn read_resource<T>(identifying: &IdentifyingFields, text: &[u8]) -> Result<Box<T>, Problem>
where
    T: DeserializeOwned + ToSchema + Validate + SyncedResource + 'static,
{
    let missing = T::OWNER.filter(|name| identifying.get(name).is_none()).map(required);
    add_violations(missing.into_iter().collect(), read::<TypedItem<T>>(text)).map(|TypedItem(item)| Box::new(item))
}

/// The problem of an item that has an identifying field more than once.
fn repeated_field(text: &[u8]) -> Problem {
    read_value(text).err().unwrap_or_else(|| Problem::internal("a field is there once or more often"))
}

/// The problem of an item that is not JSON.
fn malformed_item(line: Option<usize>, text: &[u8]) -> Problem {
    match serde_json::from_slice::<Value>(text) {
        Ok(_) => Problem::internal("a text is JSON or not"),
        Err(error) => Problem::malformed_item(line, &error),
    }
}

/// The problem of an item without a known type.
fn untyped_item(identifying: &IdentifyingFields, text: &[u8]) -> Problem {
    let violation = if !text.trim_ascii_start().starts_with(b"{") {
        Violation::new("", "type", "an item is a JSON object")
    } else if identifying.get(TYPE).is_some() {
        let types = "candidate, application, contact, interview, communication";
        Violation::new("/type", "unknown_value", format!("must be one of {types}"))
    } else {
        required(TYPE)
    };
    match add_violations(vec![violation], read_value(text)) {
        Err(problem) => problem,
        Ok(_) => Problem::internal("an item without a type is wrong"),
    }
}

/// The problem of an item, with pointers that begin with `/items/<index>`.
pub(super) fn at_item(index: usize, problem: Problem) -> Problem {
    problem.with_pointer_prefix(&format!("/{ITEMS}/{index}"))
}
