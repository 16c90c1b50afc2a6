//! A request as it arrives: items distinguished and read, each by itself.

use planning::{Key, Violation};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{
    batch::{ITEMS, MAX_ITEMS, MODE, SyncMode},
    head::{APPLICATION_ID, APPLICATION_REMOTE_ID, Head, REMOTE_ID},
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

/// The item with this text, which may be a line of its own with this number.
fn item(index: usize, line: Option<usize>, text: &[u8], mode: SyncMode) -> Item {
    let head = Head::of(text);
    let (kind, remote_id) = (head.kind(), head.key(REMOTE_ID));
    let application = match kind {
        Some(ResourceType::Application) => remote_id.clone(),
        Some(ResourceType::Candidate) | None => None,
        Some(_) => head.key(APPLICATION_REMOTE_ID),
    };
    let content = match kind {
        _ if text.len() > BODY_LIMIT => Err(Problem::PayloadTooLarge(BODY_LIMIT)),
        _ if head.is_ambiguous() => Err(repeated(text)),
        Some(kind) if head.get(DELETED) == Some(&Value::Bool(true)) => deletion(kind, &head, text),
        Some(kind) => content(kind, &head, text),
        None => Err(without_type(&head, text)),
    };
    let content = match content {
        // Only here the line is known.
        Err(Problem::MalformedJson(_)) => Err(malformed(line, text)),
        content => content,
    };
    let patch = match (mode, &content) {
        (SyncMode::Replace, _)
        | (_, Ok(Content::Deletion) | Err(Problem::PayloadTooLarge(_) | Problem::MalformedItem(_))) => Ok(None),
        _ if kind.is_none() => Ok(None),
        _ => patch(text),
    };
    let (content, patch) = patch.map_or_else(|problem| (Err(problem), None), |patch| (content, patch));
    Item { kind, remote_id, application, content: content.map_err(|problem| within(index, problem)), patch }
}

/// The fields of an item as a merge patch; none, if it isn't an object. `deleted` is among them only if it is wrong.
fn patch(text: &[u8]) -> Result<Option<Map<String, Value>>, Problem> {
    let Value::Object(mut fields) = read_value(text)? else { return Ok(None) };
    fields.remove(TYPE);
    if fields.get(DELETED).is_some_and(Value::is_boolean) {
        fields.remove(DELETED);
    }
    Ok(Some(fields))
}

/// What is read, if nothing else is wrong with it.
pub(super) fn unless<T>(wrong: Vec<Violation>, read: Result<T, Problem>) -> Result<T, Problem> {
    match read {
        Err(Problem::InvalidBody(found)) => Err(Problem::InvalidBody(found.into_iter().chain(wrong).collect())),
        Ok(_) if !wrong.is_empty() => Err(Problem::InvalidBody(wrong)),
        read => read,
    }
}

fn deletion(kind: ResourceType, head: &Head, text: &[u8]) -> Result<Content, Problem> {
    let of_contact = (kind == ResourceType::Contact).then(|| head.get(APPLICATION_REMOTE_ID)).flatten();
    let wrong = [(REMOTE_ID, head.get(REMOTE_ID)), (APPLICATION_REMOTE_ID, of_contact)];
    let wrong = wrong.into_iter().filter_map(|(name, value)| match value {
        None => (name == REMOTE_ID).then(|| required(name)),
        Some(Value::String(text)) => {
            let wrong = text.parse::<Key>().err()?;
            Some(Violation::new(format!("/{name}"), "format", wrong.to_string()))
        }
        Some(_) => Some(Violation::new(format!("/{name}"), "type", "must be a string")),
    });
    // Ignored, it would take the contact out of all applications.
    let misnamed = head.get(APPLICATION_ID).filter(|_| kind == ResourceType::Contact);
    let misnamed = misnamed.map(|_| {
        let told = "there is no field application_id here; application_remote_id names the application";
        Violation::new("/application_id".to_owned(), "unknown_field", told)
    });
    // Its other fields are ignored, but not that it has one of them twice.
    unless(wrong.chain(misnamed).collect(), read_value(text)).map(|_| Content::Deletion)
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
    let missing = T::OWNER.filter(|name| head.get(name).is_none()).map(required);
    unless(missing.into_iter().collect(), read::<Typed<T>>(text)).map(|Typed(item)| Box::new(item))
}

/// What is wrong with an item of which it isn't clear what it is about.
fn repeated(text: &[u8]) -> Problem {
    read_value(text).err().unwrap_or_else(|| Problem::internal("a field is there once or more often"))
}

/// What is wrong with an item that is not JSON.
fn malformed(line: Option<usize>, text: &[u8]) -> Problem {
    match serde_json::from_slice::<Value>(text) {
        Ok(_) => Problem::internal("a text is JSON or not"),
        Err(error) => Problem::malformed_item(line, &error),
    }
}

/// What is wrong with an item whose type isn't known.
fn without_type(head: &Head, text: &[u8]) -> Problem {
    let violation = if !text.trim_ascii_start().starts_with(b"{") {
        Violation::new("", "type", "an item is a JSON object")
    } else if head.get(TYPE).is_some() {
        let types = "candidate, application, contact, interview, communication";
        Violation::new("/type", "unknown_value", format!("must be one of {types}"))
    } else {
        required(TYPE)
    };
    match unless(vec![violation], read_value(text)) {
        Err(problem) => problem,
        Ok(_) => Problem::internal("an item without a type is wrong"),
    }
}

/// A problem of an item, with pointers from the body on.
pub(super) fn within(index: usize, problem: Problem) -> Problem {
    problem.under(&format!("/{ITEMS}/{index}"))
}
