//! The body of a request, and what it is asked for.

use serde::Deserialize;
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{
        ArrayBuilder, Discriminator, ObjectBuilder, OneOfBuilder, Ref, RefOr, Schema, schema::AdditionalProperties,
    },
};

use super::{
    item::{SyncedApplication, SyncedCandidate, SyncedCommunication, SyncedContact, SyncedInterview, SyncedResource},
    typed::{TYPE, typed_item_schema},
};
use crate::http::{Validate, push_schemas};

/// The most items of a request.
pub(super) const MAX_ITEMS: usize = 1000;

/// The field with the items.
pub(super) const ITEMS: &str = "items";

/// The field, and the parameter, that says what becomes of fields that items leave out.
pub(super) const MODE: &str = "mode";

/// What becomes of the fields that an item leaves out, if its resource is stored.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SyncMode {
    /// They get their defaults.
    #[default]
    Replace,
    /// They stay as they are stored; null clears a field (RFC 7396).
    Merge,
}

impl Validate for SyncMode {}

/// The query parameters of a sync.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SyncQuery {
    /// The `mode` of a body that can't name it (NDJSON). The default is `replace`.
    #[serde(default)]
    pub mode: Option<SyncMode>,
}

/// The resources of a request.
#[derive(Debug)]
pub struct SyncBatch;

/// The name of the schema of an item.
const ITEM: &str = "SyncItem";

impl PartialSchema for SyncBatch {
    fn schema() -> RefOr<Schema> {
        let items = ArrayBuilder::new()
            .items(Ref::from_schema_name(ITEM))
            .min_items(Some(1))
            .max_items(Some(MAX_ITEMS))
            .description(Some("The resources, in any order."));
        ObjectBuilder::new()
            .description(Some("Resources by their remote ids."))
            .property(MODE, Ref::from_schema_name(SyncMode::name()))
            .property(ITEMS, items)
            .required(ITEMS)
            .additional_properties(Some(AdditionalProperties::FreeForm(false)))
            .into()
    }
}

impl ToSchema for SyncBatch {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        push_schemas::<SyncMode>(schemas);
        push_item::<SyncedCandidate>(schemas);
        push_item::<SyncedApplication>(schemas);
        push_item::<SyncedContact>(schemas);
        push_item::<SyncedInterview>(schemas);
        push_item::<SyncedCommunication>(schemas);
        schemas.push((ITEM.to_owned(), item_schema()));
    }
}

/// Adds the schema of an item, which need not be a whole resource: it may change some fields, or delete.
fn push_item<T: ToSchema + SyncedResource>(schemas: &mut Vec<(String, RefOr<Schema>)>) {
    let mut item = typed_item_schema::<T>();
    item.required = vec![TYPE.to_owned(), "remote_id".to_owned()];
    schemas.push((T::name().into_owned(), item.into()));
    T::schemas(schemas);
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
    let one_of = OneOfBuilder::new().discriminator(Some(Discriminator::with_mapping(TYPE, mapping)));
    let one_of = references.into_iter().fold(one_of, |one_of, (_, reference)| one_of.item(reference));
    let detail = "A resource by its remote id. A new one, or one to be replaced, has the fields that its `PUT` requires, and \
                the remote id of its application or candidate; with `deleted`, nothing else counts.";
    one_of.description(Some(detail)).into()
}
