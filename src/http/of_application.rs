//! Bodies that name the application, where the path doesn't.

use entity::ApplicationId;
use planning::Violation;
use serde::Deserialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};

use super::{Checked, object_of};
use crate::problem::Problem;

/// What belongs to an application, and to which.
// Flattened, `T` can't refuse fields that it doesn't know; the schema does.
#[derive(Clone, Debug, Deserialize)]
pub struct OfApplication<T> {
    /// The application.
    pub application_id: ApplicationId,
    /// What belongs to it.
    #[serde(flatten)]
    pub input: T,
}

impl<T> OfApplication<T> {
    /// Refuses to take something from the application that it belongs to, where others know it.
    pub(crate) fn stays_with(&self, application: ApplicationId) -> Result<(), Problem> {
        if self.application_id == application {
            return Ok(());
        }
        let told = "it belongs to another application, and stays there";
        Err(Problem::InvalidBody(vec![Violation::new("/application_id", "immutable", told)]))
    }
}

impl<T: Checked> Checked for OfApplication<T> {
    fn violations(&self) -> Vec<Violation> {
        self.input.violations()
    }
}

impl<T: ToSchema> PartialSchema for OfApplication<T> {
    fn schema() -> RefOr<Schema> {
        let mut object = object_of::<T>();
        object.properties.shift_insert(0, "application_id".to_owned(), ApplicationId::schema());
        object.required.insert(0, "application_id".to_owned());
        // It has no application; the operations have examples of their own.
        object.example = None;
        object.into()
    }
}

impl<T: ToSchema> ToSchema for OfApplication<T> {
    fn name() -> std::borrow::Cow<'static, str> {
        format!("{}WithApplication", T::name()).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        T::schemas(schemas);
    }
}
