//! A request as it arrives: items distinguished and read, each by itself.

use planning::{Key, Violation};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{
    batch::{ITEMS, MAX_ITEMS, MODE, SyncMode},
    item::{
        ResourceType, Synced, SyncedApplication, SyncedCandidate, SyncedCommunication, SyncedContact, SyncedInterview,
    },
    typed::{DELETED, TYPE, Typed},
};
use crate::{
    http::{BODY_LIMIT, Checked, read, read_items_beside, read_value, wrong_count},
    problem::Problem,
};

/// An item as far as it could be read.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) kind: Option<ResourceType>,
    pub(super) remote_id: Option<Key>,
    /// The remote id of the application that it is or belongs to.
    pub(super) application: Option<Key>,
    /// What it says as a whole resource.
    pub(super) content: Result<Content, Problem>,
    /// The fields that it has, if those that it leaves out stay as they are stored.
    pub(super) patch: Option<Map<String, Value>>,
}

/// The type and remote id of what an item is about; for a contact also the remote id of the application.
pub(super) type ItemName<'a> = (ResourceType, &'a Key, Option<&'a Key>);

impl Item {
    /// What the item is about, as far as it could be read.
    pub(super) fn name(&self) -> Option<ItemName<'_>> {
        let kind = self.kind?;
        let application = self.application.as_ref().filter(|_| kind == ResourceType::Contact);
        Some((kind, self.remote_id.as_ref()?, application))
    }

    /// Whether it is an application that names no candidate.
    pub(super) fn lacks_candidate(&self) -> bool {
        matches!(&self.content, Ok(Content::Application(item)) if item.candidate_remote_id.is_none())
    }

    /// Whether it says what this field is; without a patch, a field that it leaves out has its default.
    pub(super) fn names(&self, field: &str) -> bool {
        self.patch.as_ref().is_none_or(|patch| patch.contains_key(field))
    }

    /// Whether it deletes what it is about.
    pub(super) fn deletes(&self) -> bool {
        matches!(self.content, Ok(Content::Deletion))
    }
}

/// What an item says.
#[derive(Clone, Debug)]
pub(super) enum Content {
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
    Named,
    /// Those that are stored.
    Kept,
}

/// The items of a JSON body, and what becomes of fields that they leave out. `asked` is what the query says of that.
///
/// # Errors
///
/// Those of [`read_items_beside`]. What is wrong with a single item stands in it.
pub(super) fn from_json(body: &[u8], asked: Option<SyncMode>) -> Result<Vec<Item>, Problem> {
    let (items, mode) = read_items_beside(body, ITEMS, MAX_ITEMS, Some(MODE))?;
    let at_mode = |problem: Problem| problem.under(&format!("/{MODE}"));
    let named = mode.map(|mode| read::<SyncMode>(mode.get().as_bytes())).transpose().map_err(at_mode)?;
    if named.zip(asked).is_some_and(|(named, asked)| named != asked) {
        let told = "the query names another mode";
        return Err(Problem::InvalidBody(vec![Violation::new(format!("/{MODE}"), "mismatch", told)]));
    }
    let mode = named.or(asked).unwrap_or_default();
    Ok(items.iter().enumerate().map(|(index, text)| item(index, None, text.get().as_bytes(), mode)).collect())
}

/// The items of a body with one on each line; empty lines don't count.
///
/// # Errors
///
/// [`Problem::InvalidBody`], if there are none, or too many.
pub(super) fn from_lines(body: &[u8], asked: Option<SyncMode>) -> Result<Vec<Item>, Problem> {
    let lines = || {
        let lines = body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).zip(1..);
        lines.filter(|(line, _)| !line.is_empty())
    };
    if let Some(wrong) = wrong_count(ITEMS, lines().count(), MAX_ITEMS) {
        return Err(Problem::InvalidBody(vec![wrong]));
    }
    let mode = asked.unwrap_or_default();
    Ok(lines().enumerate().map(|(index, (text, line))| item(index, Some(line), text, mode)).collect())
}

/// The fields that say what an item is, whatever they hold.
#[derive(Default, Deserialize)]
struct Head {
    #[serde(rename = "type")]
    kind: Option<Value>,
    remote_id: Option<Value>,
    application_remote_id: Option<Value>,
    application_id: Option<Value>,
    deleted: Option<Value>,
}

/// The item with this text, which may be a line of its own with this number.
fn item(index: usize, line: Option<usize>, text: &[u8], mode: SyncMode) -> Item {
    let is_object = text.trim_ascii_start().starts_with(b"{");
    let head = serde_json::from_slice::<Head>(text).ok().filter(|_| is_object).unwrap_or_default();
    let key = |value: &Option<Value>| value.as_ref().and_then(Value::as_str).and_then(|text| text.parse::<Key>().ok());
    let kind = head.kind.as_ref().and_then(Value::as_str).and_then(ResourceType::named);
    let remote_id = key(&head.remote_id);
    let application = match kind {
        Some(ResourceType::Application) => remote_id.clone(),
        Some(ResourceType::Candidate) | None => None,
        Some(_) => key(&head.application_remote_id),
    };
    let content = match kind {
        _ if text.len() > BODY_LIMIT => Err(Problem::PayloadTooLarge(BODY_LIMIT)),
        Some(kind) if head.deleted == Some(Value::Bool(true)) => deletion(kind, &head),
        Some(kind) => content(kind, &head, text),
        None => Err(without_type(&head, (line, text), is_object)),
    };
    let content = match content {
        // Only here the line is known.
        Err(Problem::MalformedJson(_)) => Err(malformed(line, text)),
        content => content,
    };
    let patch = match (mode, &content) {
        (SyncMode::Replace, _)
        | (_, Ok(Content::Deletion) | Err(Problem::PayloadTooLarge(_) | Problem::MalformedItem(_))) => Ok(None),
        _ => patch(text),
    };
    let (content, patch) = patch.map_or_else(|problem| (Err(problem), None), |patch| (content, patch));
    Item { kind, remote_id, application, content: content.map_err(|problem| within(index, problem)), patch }
}

/// The fields of an item as a merge patch; none, if it isn't an object.
fn patch(text: &[u8]) -> Result<Option<Map<String, Value>>, Problem> {
    let Value::Object(mut fields) = read_value(text)? else { return Ok(None) };
    fields.remove(TYPE);
    if fields.get(DELETED).is_some_and(Value::is_boolean) {
        fields.remove(DELETED);
    }
    Ok(Some(fields))
}

fn deletion(kind: ResourceType, head: &Head) -> Result<Content, Problem> {
    let of_contact = (kind == ResourceType::Contact).then_some(head.application_remote_id.as_ref()).flatten();
    let named =
        [("remote_id", Some(head.remote_id.as_ref().unwrap_or(&Value::Null))), ("application_remote_id", of_contact)];
    let wrong = named.into_iter().filter_map(|(name, value)| match value? {
        Value::Null if name == "remote_id" => Some(required(name)),
        Value::Null => None,
        Value::String(text) => {
            let wrong = text.parse::<Key>().err()?;
            Some(Violation::new(format!("/{name}"), "format", wrong.to_string()))
        }
        _ => Some(Violation::new(format!("/{name}"), "type", "must be a string")),
    });
    // Ignored, it would take the contact out of all applications.
    let misnamed = head.application_id.is_some() && kind == ResourceType::Contact;
    let misnamed = misnamed.then(|| {
        let told = "there is no field application_id here; application_remote_id names the application";
        Violation::new("/application_id".to_owned(), "unknown_field", told)
    });
    let wrong: Vec<_> = wrong.chain(misnamed).collect();
    if wrong.is_empty() { Ok(Content::Deletion) } else { Err(Problem::InvalidBody(wrong)) }
}

fn required(name: &str) -> Violation {
    Violation::new(format!("/{name}"), "required", format!("{name} is required"))
}

fn content(kind: ResourceType, head: &Head, text: &[u8]) -> Result<Content, Problem> {
    match kind {
        ResourceType::Candidate => boxed(head, text).map(Content::Candidate),
        ResourceType::Application => boxed(head, text).map(Content::Application),
        ResourceType::Contact => boxed(head, text).map(Content::Contact),
        ResourceType::Interview => boxed(head, text).map(|item| Content::Interview(item, People::Named)),
        ResourceType::Communication => boxed(head, text).map(|item| Content::Communication(item, People::Named)),
    }
}

/// A whole resource.
fn boxed<T>(head: &Head, text: &[u8]) -> Result<Box<T>, Problem>
where
    T: DeserializeOwned + ToSchema + Checked + Synced + 'static,
{
    let missing = T::OWNER.filter(|_| head.application_remote_id.is_none()).map(required);
    match (read::<Typed<T>>(text), missing) {
        (Ok(Typed(item)), None) => Ok(Box::new(item)),
        (Ok(_), Some(missing)) => Err(Problem::InvalidBody(vec![missing])),
        (Err(Problem::InvalidBody(violations)), missing) => {
            Err(Problem::InvalidBody(violations.into_iter().chain(missing).collect()))
        }
        (Err(problem), _) => Err(problem),
    }
}

/// What is wrong with an item that is not JSON.
fn malformed(line: Option<usize>, text: &[u8]) -> Problem {
    match serde_json::from_slice::<Value>(text) {
        Ok(_) => Problem::internal("a text is JSON or not"),
        Err(error) => Problem::malformed_item(line, &error),
    }
}

/// What is wrong with an item whose type isn't known.
fn without_type(head: &Head, (line, text): (Option<usize>, &[u8]), is_object: bool) -> Problem {
    if let Err(error) = serde_json::from_slice::<Value>(text) {
        return Problem::malformed_item(line, &error);
    }
    let violation = if !is_object {
        Violation::new("", "type", "an item is a JSON object")
    } else if head.kind.is_some() {
        let types = "candidate, application, contact, interview, communication";
        Violation::new("/type", "unknown_value", format!("must be one of {types}"))
    } else if let Err(problem) = read_value(text) {
        // A field that says what an item is, more than once.
        return problem;
    } else {
        Violation::new("/type", "required", "type is required")
    };
    Problem::InvalidBody(vec![violation])
}

/// A problem of an item, with pointers from the body on.
pub(super) fn within(index: usize, problem: Problem) -> Problem {
    problem.under(&format!("/{ITEMS}/{index}"))
}
