//! Bodies that contain `application_id`, for paths that do not name the application.

use entity::ApplicationId;
use planning::{OwnFields, Violation, read_once, split};
use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess},
};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{Ref, RefOr, Schema},
};

use super::{
    Reference, Referring, RemoteIdFields, Validate, object_of, patch_schema::without_description, push_schemas,
};
use crate::problem::Problem;

/// A body with the application that it belongs to.
#[derive(Clone, Debug)]
pub struct OfApplication<T> {
    pub application_id: ApplicationId,
    /// The name of the field by which the application was named.
    named_by: &'static str,
    /// The body without the application.
    pub input: T,
}

impl<T> OfApplication<T> {
    /// Checks that the resource is not moved to another application.
    pub(crate) fn stays_with(&self, application: ApplicationId) -> Result<(), Problem> {
        if self.application_id == application {
            return Ok(());
        }
        let message = "it belongs to another application, and stays there";
        Err(Problem::InvalidBody(vec![Violation::new(format!("/{}", self.named_by), "immutable", message)]))
    }
}

/// The field that is added to those of the body.
#[derive(Default)]
struct ApplicationIdField(Option<ApplicationId>);

impl<'de> OwnFields<'de> for ApplicationIdField {
    fn own_name(name: &str) -> Option<&'static str> {
        (name == APPLICATION_ID).then_some(APPLICATION_ID)
    }

    fn read<A: MapAccess<'de>>(&mut self, name: &'static str, object: &mut A) -> Result<(), A::Error> {
        read_once(&mut self.0, name, object)
    }
}

const APPLICATION_ID: &str = "application_id";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OfApplication<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (ApplicationIdField(application_id), input) = split(deserializer, "OfApplication")?;
        let application_id = application_id.ok_or_else(|| D::Error::missing_field(APPLICATION_ID))?;
        Ok(Self { application_id, named_by: APPLICATION_ID, input })
    }
}

impl<T: Validate> Validate for OfApplication<T> {
    const TYPE_IMPLIES_SCHEMA: bool = T::TYPE_IMPLIES_SCHEMA;

    fn violations(&self) -> Vec<Violation> {
        self.input.violations()
    }
}

impl<T: Referring> Referring for OfApplication<T> {
    fn references() -> Vec<Reference> {
        std::iter::once(Reference::APPLICATION).chain(T::references()).collect()
    }

    fn note_sent(&mut self, sent: &RemoteIdFields) {
        self.named_by = sent.name(APPLICATION_ID);
        self.input.note_sent(sent);
    }
}

impl<T: ToSchema> PartialSchema for OfApplication<T> {
    fn schema() -> RefOr<Schema> {
        let mut object = object_of::<T>();
        // The schema of the input describes these fields.
        for property in object.properties.values_mut() {
            *property = without_description(std::mem::take(property));
        }
        object.description = Some(format!("The fields of `{}`, and the application.", T::name()));
        let application = Ref::from_schema_name(ApplicationId::name());
        object.properties.shift_insert(0, APPLICATION_ID.to_owned(), application.into());
        object.required.insert(0, APPLICATION_ID.to_owned());
        // The example has no application. The operations have examples of their own.
        object.example = None;
        object.into()
    }
}

impl<T: ToSchema> ToSchema for OfApplication<T> {
    fn name() -> std::borrow::Cow<'static, str> {
        format!("{}WithApplication", T::name()).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        push_schemas::<ApplicationId>(schemas);
        T::schemas(schemas);
    }
}
