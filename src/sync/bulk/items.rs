//! A request as it arrives: items distinguished and read, each by itself.

use planning::{Key, Violation};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ArrayBuilder, Discriminator, ObjectBuilder, OneOfBuilder, Ref, RefOr, Schema, schema::AdditionalProperties,
    },
};

use super::item::{
    ResourceType, Synced, SyncedApplication, SyncedCandidate, SyncedCommunication, SyncedContact, SyncedInterview,
    Typed,
};
use crate::{
    http::{BODY_LIMIT, Checked, push_schemas, read, read_items, wrong_count},
    problem::Problem,
};

/// The most items of a request.
const MAX_ITEMS: usize = 1000;

/// The field with the items.
const ITEMS: &str = "items";

/// The name of the schema of an item.
const ITEM: &str = "SyncItem";

/// The resources to be created or replaced.
#[derive(Debug)]
pub struct SyncBatch;

impl PartialSchema for SyncBatch {
    fn schema() -> RefOr<Schema> {
        let items = ArrayBuilder::new()
            .items(Ref::from_schema_name(ITEM))
            .min_items(Some(1))
            .max_items(Some(MAX_ITEMS))
            .description(Some("The resources, in any order."));
        ObjectBuilder::new()
            .description(Some("Resources to be created or replaced by their remote ids."))
            .property(ITEMS, items)
            .required(ITEMS)
            .additional_properties(Some(AdditionalProperties::FreeForm(false)))
            .into()
    }
}

impl ToSchema for SyncBatch {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        push_schemas::<Typed<SyncedCandidate>>(schemas);
        push_schemas::<Typed<SyncedApplication>>(schemas);
        push_schemas::<Typed<SyncedContact>>(schemas);
        push_schemas::<Typed<SyncedInterview>>(schemas);
        push_schemas::<Typed<SyncedCommunication>>(schemas);
        schemas.push((ITEM.to_owned(), item_schema()));
    }
}

/// The schema of an item. Its `type` says which one it is.
fn item_schema() -> RefOr<Schema> {
    let types = [
        ("candidate", SyncedCandidate::name()),
        ("application", SyncedApplication::name()),
        ("contact", SyncedContact::name()),
        ("interview", SyncedInterview::name()),
        ("communication", SyncedCommunication::name()),
    ];
    let references = types.each_ref().map(|(word, name)| (*word, Ref::from_schema_name(&**name)));
    let mapping = references.each_ref().map(|(word, reference)| (*word, reference.ref_location.clone()));
    let one_of = OneOfBuilder::new().discriminator(Some(Discriminator::with_mapping("type", mapping)));
    let one_of = references.into_iter().fold(one_of, |one_of, (_, reference)| one_of.item(reference));
    one_of.description(Some("A resource to be created or replaced by its remote id.")).into()
}

/// An item as far as it could be read.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) kind: Option<ResourceType>,
    pub(super) remote_id: Option<Key>,
    /// The remote id of the application that it is or belongs to.
    pub(super) application: Option<Key>,
    pub(super) content: Result<Content, Problem>,
}

/// The type and remote id of what an item is about; for a contact also the remote id of the application.
pub(super) type ItemName<'a> = (ResourceType, &'a Key, Option<&'a Key>);

impl Item {
    /// What the item is about, as far as it could be read. Two items of a request have different names.
    pub(super) fn name(&self) -> Option<ItemName<'_>> {
        let kind = self.kind?;
        let application = self.application.as_ref().filter(|_| kind == ResourceType::Contact);
        Some((kind, self.remote_id.as_ref()?, application))
    }
}

/// What an item says.
#[derive(Clone, Debug)]
pub(super) enum Content {
    Candidate(Box<SyncedCandidate>),
    Application(Box<SyncedApplication>),
    Contact(Box<SyncedContact>),
    Interview(Box<SyncedInterview>),
    Communication(Box<SyncedCommunication>),
}

/// The items of a JSON body.
///
/// # Errors
///
/// Those of [`read_items`]. What is wrong with a single item is in that item.
pub(super) fn from_json(body: &[u8]) -> Result<Vec<Item>, Problem> {
    let items = read_items(body, ITEMS, MAX_ITEMS)?;
    Ok(items.iter().enumerate().map(|(index, text)| item(index, None, text.get().as_bytes())).collect())
}

/// The items of a body with one on each line; empty lines don't count.
///
/// # Errors
///
/// [`Problem::InvalidBody`], if there are none, or too many.
pub(super) fn from_lines(body: &[u8]) -> Result<Vec<Item>, Problem> {
    let lines = || {
        let lines = body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).zip(1..);
        lines.filter(|(line, _)| !line.is_empty())
    };
    if let Some(wrong) = wrong_count(ITEMS, lines().count(), MAX_ITEMS) {
        return Err(Problem::InvalidBody(vec![wrong]));
    }
    Ok(lines().enumerate().map(|(index, (text, line))| item(index, Some(line), text)).collect())
}

/// The fields that say what an item is, whatever they hold.
#[derive(Default, Deserialize)]
struct Head {
    #[serde(rename = "type")]
    kind: Option<Value>,
    remote_id: Option<Value>,
    application_remote_id: Option<Value>,
}

/// The item with this text, which may be a line of its own with this number.
fn item(index: usize, line: Option<usize>, text: &[u8]) -> Item {
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
    let content = content(kind, &head, (line, text), is_object).map_err(|problem| within(index, problem));
    Item { kind, remote_id, application, content }
}

fn content(
    kind: Option<ResourceType>,
    head: &Head,
    (line, text): (Option<usize>, &[u8]),
    is_object: bool,
) -> Result<Content, Problem> {
    if text.len() > BODY_LIMIT {
        return Err(Problem::PayloadTooLarge(BODY_LIMIT));
    }
    match kind {
        Some(ResourceType::Candidate) => boxed(text).map(Content::Candidate),
        Some(ResourceType::Application) => boxed(text).map(Content::Application),
        Some(ResourceType::Contact) => boxed(text).map(Content::Contact),
        Some(ResourceType::Interview) => boxed(text).map(Content::Interview),
        Some(ResourceType::Communication) => boxed(text).map(Content::Communication),
        None => Err(without_type(head, (line, text), is_object)),
    }
}

fn boxed<T>(text: &[u8]) -> Result<Box<T>, Problem>
where
    T: DeserializeOwned + ToSchema + Checked + Synced + 'static,
{
    read::<Typed<T>>(text).map(|Typed(item)| Box::new(item))
}

/// What is wrong with an item whose type isn't known.
fn without_type(head: &Head, (line, text): (Option<usize>, &[u8]), is_object: bool) -> Problem {
    if let Err(error) = serde_json::from_slice::<Value>(text) {
        return line.map_or_else(|| Problem::malformed(&error), |line| Problem::malformed_line(line, &error));
    }
    let violation = if !is_object {
        Violation::new("", "type", "an item is a JSON object")
    } else if head.kind.is_some() {
        let types = "candidate, application, contact, interview, communication";
        Violation::new("/type", "unknown_value", format!("must be one of {types}"))
    } else if let Err(error) = serde_json::from_slice::<Head>(text) {
        Violation::new("", "invalid", error.to_string())
    } else {
        Violation::new("/type", "required", "type is required")
    };
    Problem::InvalidBody(vec![violation])
}

/// A problem of an item, with pointers from the body on.
pub(super) fn within(index: usize, problem: Problem) -> Problem {
    problem.under(&format!("/{ITEMS}/{index}"))
}
