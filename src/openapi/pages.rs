//! The schemas of pages.

use utoipa::openapi::{OpenApi, Ref, RefOr, Schema, schema::ArrayItems};

/// How the names of their schemas begin, before the name of what a page has.
const PREFIX: &str = "Listing_";

/// Lets pages refer to the schemas of their items. As derived they repeat them, and generated clients would make a
/// second type of each.
pub(crate) fn refer_to_items(document: &mut OpenApi) {
    let Some(components) = &mut document.components else { return };
    let known: Vec<_> = components.schemas.keys().filter(|name| !name.starts_with(PREFIX)).cloned().collect();
    for (name, schema) in &mut components.schemas {
        let item = name.strip_prefix(PREFIX).filter(|item| known.iter().any(|known| known == item));
        if let (Some(item), RefOr::T(Schema::Object(page))) = (item, schema)
            && let Some(RefOr::T(Schema::Array(items))) = page.properties.get_mut("items")
        {
            items.items = ArrayItems::RefOrSchema(Box::new(Ref::from_schema_name(item).into()));
        }
    }
}
