//! Items with their type, and their schemas.

use planning::{OwnFields, Violation, read_once, split};
use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess},
};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{Object, ObjectBuilder, RefOr, Schema, Type},
};

use super::item::{ResourceType, SyncedResource};
use crate::http::{Validate, object_of};

/// An item: the fields of `T`, its type in the field `type`, and perhaps `deleted`.
#[derive(Debug)]
pub struct TypedItem<T>(pub T);

/// The field with the type of an item.
pub(super) const TYPE: &str = "type";

/// The field that says that a resource is to be deleted.
pub(super) const DELETED: &str = "deleted";

#[derive(Default)]
struct TypeFields {
    kind: Option<ResourceType>,
    deleted: Option<bool>,
}

impl<'de> OwnFields<'de> for TypeFields {
    fn own_name(name: &str) -> Option<&'static str> {
        [TYPE, DELETED].into_iter().find(|own| *own == name)
    }

    fn read<A: MapAccess<'de>>(&mut self, name: &'static str, object: &mut A) -> Result<(), A::Error> {
        match name {
            TYPE => read_once(&mut self.kind, name, object),
            _ => read_once(&mut self.deleted, name, object),
        }
    }
}

impl<'de, T: Deserialize<'de> + SyncedResource> Deserialize<'de> for TypedItem<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (TypeFields { kind, .. }, item) = split(deserializer, "Typed")?;
        match kind {
            Some(kind) if kind == T::TYPE => Ok(Self(item)),
            Some(_) => Err(D::Error::custom(format!("the type is {}", T::TYPE.name()))),
            None => Err(D::Error::missing_field(TYPE)),
        }
    }
}

impl<T: Validate> Validate for TypedItem<T> {
    const TYPE_IMPLIES_SCHEMA: bool = T::TYPE_IMPLIES_SCHEMA;

    fn violations(&self) -> Vec<Violation> {
        self.0.violations()
    }
}

/// The schema of an item of this type, with the fields `type` and `deleted`.
pub(super) fn typed_item_schema<T: ToSchema + SyncedResource>() -> Object {
    let mut object = object_of::<T>();
    let kind = ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some("The type of resource."))
        .enum_values(Some([T::TYPE.name()]));
    object.properties.shift_insert(0, TYPE.to_owned(), kind.into());
    object.required.insert(0, TYPE.to_owned());
    let deleted = ObjectBuilder::new().schema_type(Type::Boolean);
    object.properties.insert(DELETED.to_owned(), deleted.into());
    object
}

impl<T: ToSchema + SyncedResource> PartialSchema for TypedItem<T> {
    fn schema() -> RefOr<Schema> {
        typed_item_schema::<T>().into()
    }
}

impl<T: ToSchema + SyncedResource> ToSchema for TypedItem<T> {
    fn name() -> std::borrow::Cow<'static, str> {
        T::name()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        T::schemas(schemas);
    }
}
