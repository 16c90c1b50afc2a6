//! JSON Merge Patches (RFC 7396).

use std::{cell::RefCell, future::Future, pin::Pin, rc::Rc};

use actix_web::{FromRequest, HttpMessage as _, HttpRequest, dev::Payload};
use entity::{ApplicationId, Scope};
use planning::Violation;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    Schemas, Validate,
    body::{BODY_LIMIT, check_document, receive},
    read_value,
    referring::{Referring, RemoteIdFields, replace},
};
use crate::problem::Problem;

/// The media types of a merge patch.
const MERGE_PATCH: &[&str] = &["application/merge-patch+json", "application/json"];

/// A JSON Merge Patch (RFC 7396): fields that it has are replaced, null removes a field, and other fields stay.
#[derive(Debug)]
pub struct MergePatch {
    patch: Value,
    sent: RemoteIdFields,
    former: Option<FormerValues>,
}

/// Receives the values that the members had which a patch changes. A request that needs them has one among its
/// extensions.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormerValues(Rc<RefCell<Option<Value>>>);

impl FormerValues {
    /// The members that were changed, as they were; `None` if none was.
    pub(crate) fn into_value(self) -> Option<Value> {
        self.0.take()
    }

    fn note(&self, before: &Value, after: &Value) {
        let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else { return };
        let value = |name: &String| before.get(name).cloned().unwrap_or_default();
        let names = before.keys().chain(after.keys().filter(|name| !before.contains_key(*name)));
        let changed =
            names.filter(|name| without_null(&value(name)) != without_null(after.get(*name).unwrap_or(&Value::Null)));
        let changed: serde_json::Map<_, _> = changed.map(|name| (name.clone(), value(name))).collect();
        *self.0.borrow_mut() = (!changed.is_empty()).then_some(Value::Object(changed));
    }
}

/// A value without the members that are null: to be null and to be missing is the same.
fn without_null(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let present = members.iter().filter(|(_, value)| !value.is_null());
            Value::Object(present.map(|(name, value)| (name.clone(), without_null(value))).collect())
        }
        other => other.clone(),
    }
}

impl MergePatch {
    /// The patch with these fields.
    pub(crate) fn from_fields(patch: serde_json::Map<String, Value>) -> Self {
        Self::from(Value::Object(patch))
    }

    /// The patch with ids instead of remote ids. `application` is that of the patched resource: contacts and interviews
    /// are looked for in it.
    ///
    /// # Errors
    ///
    /// [`Problem::InvalidBody`], if a remote id is unknown.
    pub(crate) async fn resolve<T: Referring>(
        mut self,
        scope: &Scope,
        application: Option<ApplicationId>,
    ) -> Result<Self, Problem> {
        if let Value::Object(patch) = &mut self.patch {
            self.sent = RemoteIdFields::find(T::references(), patch);
            let violations = replace(scope, &T::references(), patch, application).await?;
            if !violations.is_empty() {
                return Err(Problem::InvalidBody(violations));
            }
        }
        Ok(self)
    }

    /// The patch applied to an empty document.
    ///
    /// # Errors
    ///
    /// The errors of [`Self::apply`].
    pub(crate) fn make<T>(&self) -> Result<T, Problem>
    where
        T: DeserializeOwned + ToSchema + Validate + 'static,
    {
        self.apply_to(Value::Object(serde_json::Map::new()))
    }

    /// The document with the patch applied, checked like a complete document.
    ///
    /// # Errors
    ///
    /// [`Problem::InvalidBody`], if the patched document is invalid.
    pub fn apply<T>(&self, document: &T) -> Result<T, Problem>
    where
        T: Serialize + DeserializeOwned + ToSchema + Validate + 'static,
    {
        self.apply_to(serde_json::to_value(document).map_err(Problem::internal)?)
    }

    /// Reads a document from a JSON value.
    ///
    /// # Errors
    ///
    /// Those of [`Self::apply`].
    pub(crate) fn apply_to<T>(&self, mut value: Value) -> Result<T, Problem>
    where
        T: DeserializeOwned + ToSchema + Validate + 'static,
    {
        let before = self.former.as_ref().map(|_| value.clone());
        json_patch::merge(&mut value, &self.patch);
        if let Some((former, before)) = self.former.as_ref().zip(before) {
            former.note(&before, &value);
        }
        let patched = match T::deserialize(&value) {
            Ok(document) if Schemas::fits::<T>(&value) => check_document(document),
            _ => Err(Problem::InvalidBody(Schemas::violations::<T>(&value))),
        };
        patched.map_err(|problem| self.sent.point(problem))
    }
}

impl From<Value> for MergePatch {
    fn from(patch: Value) -> Self {
        Self { patch, sent: RemoteIdFields::default(), former: None }
    }
}

impl FromRequest for MergePatch {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = receive(request, payload, MERGE_PATCH, BODY_LIMIT);
        let former = request.extensions().get::<FormerValues>().cloned();
        Box::pin(async move {
            match read_value(&bytes.await?)? {
                patch @ Value::Object(_) => Ok(Self { former, ..patch.into() }),
                _ => Err(Problem::InvalidBody(vec![Violation::new("", "type", "a patch is a JSON object")])),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use planning::{Date, Email, Name};
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, Deserialize, Serialize, ToSchema)]
    #[serde(deny_unknown_fields)]
    struct Person {
        name: Name,
        #[serde(default)]
        email: Option<Email>,
        born_on: Date,
    }

    impl Validate for Person {}

    #[test]
    fn a_patched_document_is_checked_like_a_whole_one() {
        let person = json!({"name": "Ada", "email": "ada@example.com", "born_on": "2000-01-01"});
        let person = Person::deserialize(person).unwrap();
        let patched = |patch| MergePatch::from(patch).apply(&person);
        assert_eq!(patched(json!({"email": null})).unwrap().email, None);
        for (patch, pointer, code) in
            [(json!({"name": null}), "/name", "required"), (json!({"id": 1}), "/id", "unknown_field")]
        {
            let Err(Problem::InvalidBody(violations)) = patched(patch) else { panic!("{pointer} was accepted") };
            assert_eq!(
                violations.iter().map(|found| (&*found.pointer, found.code)).collect::<Vec<_>>(),
                [(pointer, code)]
            );
        }
    }

    #[test]
    fn the_former_values_of_changed_members_are_known() {
        let person = json!({"name": "Ada", "email": "ada@example.com", "born_on": "2000-01-01"});
        let person = Person::deserialize(person).unwrap();
        let former = |patch: Value| {
            let former = FormerValues::default();
            MergePatch { former: Some(former.clone()), ..patch.into() }.apply(&person).unwrap();
            former.into_value()
        };
        assert_eq!(
            former(json!({"name": "Bo", "email": null})),
            Some(json!({"name": "Ada", "email": "ada@example.com"}))
        );
        assert_eq!(former(json!({"name": "Ada"})), None);
    }
}
