//! `/v1/playbooks`: built-in playbooks and the account's own.

pub(crate) mod available;
mod followed;
mod http;
mod playbook_set;
mod versions;

pub use available::AvailablePlaybook;
use entity::Scope;
pub(crate) use followed::{choice, followed_playbook};
pub use http::*;
use planning::{Playbook, Violation};
pub use playbook_set::PlaybookSet;
pub(crate) use playbook_set::{by_key, unknown};
use serde::{Deserialize, Serialize, Serializer, ser::Error as _};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};
pub use versions::*;

use crate::{
    http::{Validate, key_violation, object_of, patch_type},
    problem::Problem,
};

/// The former name of the field `follow_ups`.
const FORMER_FOLLOW_UPS: &str = "rungs";

/// A playbook as a client writes it. The service counts its version.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(transparent)]
pub struct PlaybookInput(Playbook);

impl PlaybookInput {
    /// The document that a row stores.
    fn into_body(self) -> Result<serde_json::Value, Problem> {
        serde_json::to_value(self).map_err(Problem::internal)
    }

    /// Parses the document of a row.
    fn from_body(body: &serde_json::Value) -> Result<Self, Problem> {
        if body.get(FORMER_FOLLOW_UPS).is_none() {
            return Self::deserialize(body).map_err(Problem::internal);
        }
        // An instance of the former release wrote the row after the migration.
        let mut body = body.clone();
        if let Some(fields) = body.as_object_mut()
            && let Some(follow_ups) = fields.remove(FORMER_FOLLOW_UPS)
        {
            fields.insert("follow_ups".to_owned(), follow_ups);
        }
        Self::deserialize(&body).map_err(Problem::internal)
    }

    /// The playbook as this version.
    fn into_version(self, version: i64) -> Result<Playbook, Problem> {
        Ok(Playbook { version: version.try_into().map_err(Problem::internal)?, ..self.0 })
    }
}

impl Serialize for PlaybookInput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut document = serde_json::to_value(&self.0).map_err(S::Error::custom)?;
        if let Some(fields) = document.as_object_mut() {
            fields.remove("version");
        }
        document.serialize(serializer)
    }
}

impl PartialSchema for PlaybookInput {
    fn schema() -> RefOr<Schema> {
        let mut object = object_of::<Playbook>();
        object.properties.shift_remove("version");
        object.required.retain(|name| name != "version");
        object.description = Some("A way of following up of the account's own".to_owned());
        object.into()
    }
}

impl ToSchema for PlaybookInput {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        Playbook::schemas(schemas);
    }
}

impl Validate for PlaybookInput {
    fn violations(&self) -> Vec<Violation> {
        let mut found = self.0.violations();
        found.extend(key_violation(&self.0.key));
        found
    }
}

patch_type! {
    /// A JSON Merge Patch of a playbook: any of the fields that can be written. Null removes a field.
    PlaybookPatch of PlaybookInput
}

/// The account's own playbook with this key.
async fn own(scope: &Scope, key: &str) -> Result<entity::Playbook, Problem> {
    scope.playbook(key).await?.ok_or(Problem::NotFound)
}

/// One of the account's own playbooks for the planner.
fn playbook(row: &entity::Playbook) -> Result<Playbook, Problem> {
    PlaybookInput::from_body(&row.body)?.into_version(row.stamp.version)
}
