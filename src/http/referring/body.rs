//! Bodies that are read after remote ids were replaced by ids.

use std::{future::Future, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use entity::{ApplicationId, CandidateFilter, CandidateId, ContactId, Scope};
use planning::{Key, Violation};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{Array, ArrayBuilder, Object, OneOfBuilder, Ref, RefOr, Schema, Type},
};

use super::{
    lookup::{MAX_REMOTE_IDS, ReferenceReplacement, replace},
    many::RemoteIds,
    reference::{Reference, Referring, RemoteIdFields},
};
use crate::{
    http::{
        Validate,
        body::{BODY_LIMIT, JSON, read, receive},
        object_of, push_schemas, read_value,
    },
    problem::Problem,
};

/// A JSON body that names other resources by ids or by remote ids.
#[derive(Debug)]
pub struct ReferringBody<T>(BodyContent<T>);

#[derive(Debug)]
enum BodyContent<T> {
    Read(T),
    /// The fields, as long as remote ids have not been looked up.
    Unresolved(Map<String, Value>),
}

impl<T: DeserializeOwned + ToSchema + Validate + Referring + 'static> ReferringBody<T> {
    /// Reads a body as far as it can be read before remote ids are looked up. A reference that is null, and isn't taken
    /// so, counts as left out.
    ///
    /// # Errors
    ///
    /// [`Problem::MalformedJson`], if the text is not JSON, and [`Problem::InvalidBody`], if no remote id is to be
    /// looked up and the body is invalid.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Problem> {
        match read(bytes) {
            Ok(body) => Ok(Self(BodyContent::Read(body))),
            Err(problem @ Problem::InvalidBody(_)) => match read_value(bytes)? {
                Value::Object(mut body) => {
                    let before = body.len();
                    body.retain(|name, value| !(value.is_null() && T::is_reference(name)));
                    if body.len() == before && !T::must_be_resolved(&body) {
                        return Err(either_is_required::<T>(problem));
                    }
                    Ok(Self(BodyContent::Unresolved(body)))
                }
                _ => Err(either_is_required::<T>(problem)),
            },
            Err(problem) => Err(problem),
        }
    }

    /// The body with ids instead of remote ids. `application` is the one in the path, if there is one: contacts and
    /// interviews are looked for in it.
    ///
    /// # Errors
    ///
    /// [`Problem::InvalidBody`], if a remote id is unknown, or the body is invalid otherwise; [`Problem::NotFound`], if
    /// there is no such application in which it could be known.
    pub(crate) async fn resolve(self, scope: &Scope, application: Option<ApplicationId>) -> Result<T, Problem> {
        let resolved = self.resolve_in(scope, application).await;
        if let (Err(Problem::InvalidBody(_)), Some(application)) = (&resolved, application)
            && scope.get::<entity::Application>(application).await?.is_none()
        {
            return Err(Problem::NotFound);
        }
        resolved
    }

    async fn resolve_in(self, scope: &Scope, application: Option<ApplicationId>) -> Result<T, Problem> {
        let mut body = match self.0 {
            BodyContent::Read(body) => return Ok(body),
            BodyContent::Unresolved(body) => body,
        };
        let sent = RemoteIdFields::find(T::references(), &body);
        let mut violations = replace(scope, &T::references(), &mut body, application).await?;
        if T::CANDIDATE_HAS_DEFAULT && violations.is_empty() && !body.contains_key(Reference::CANDIDATE.id) {
            match only_candidate(scope).await? {
                Some(candidate) => drop(body.insert(Reference::CANDIDATE.id.to_owned(), candidate.to_string().into())),
                None => violations.push(no_default()),
            }
        }
        read_resolved(&body, violations, &sent)
    }

    /// The same for one of many bodies, whose remote ids were looked up together. `shares` says whether an application
    /// has a contact that was made for another one. A candidate must be named by its id.
    ///
    /// # Errors
    ///
    /// [`Problem::InvalidBody`], if a remote id is unknown, or the body is invalid otherwise.
    pub(crate) fn resolve_among(
        self,
        known: &RemoteIds,
        shares: &dyn Fn(ApplicationId, ContactId) -> bool,
    ) -> Result<T, Problem> {
        let mut body = match self.0 {
            BodyContent::Read(body) => return Ok(body),
            BodyContent::Unresolved(body) => body,
        };
        let sent = RemoteIdFields::find(T::references(), &body);
        let mut replacing = ReferenceReplacement::new(&mut body, None);
        for reference in T::references() {
            if let Some(named) = replacing.take_remote_ids(&reference) {
                let ids = known.ids(reference.to, &named.keys, replacing.application, shares);
                replacing.put_ids(&reference, &named, &ids);
            }
            replacing.notice(&reference);
        }
        let violations = replacing.violations;
        read_resolved(&body, violations, &sent)
    }

    /// The application that the body names. `of_body` says which a body names that was read.
    pub(crate) fn application(
        &self,
        known: &RemoteIds,
        of_body: impl FnOnce(&T) -> Option<ApplicationId>,
    ) -> Option<ApplicationId> {
        match &self.0 {
            BodyContent::Read(body) => of_body(body),
            BodyContent::Unresolved(body) => {
                let Reference { id, remote_id, .. } = Reference::APPLICATION;
                let text = |name: &str| body.get(name).and_then(Value::as_str);
                let by_id = text(id).and_then(|id| id.parse().ok());
                by_id.or_else(|| known.application(&text(remote_id)?.parse().ok()?))
            }
        }
    }
}

impl<T> ReferringBody<T> {
    /// The fields, if remote ids are to be looked up.
    pub(crate) fn unresolved(&self) -> Option<&Map<String, Value>> {
        match &self.0 {
            BodyContent::Read(_) => None,
            BodyContent::Unresolved(body) => Some(body),
        }
    }
}

/// The body whose remote ids were replaced, if none was wrong. `sent` says which fields were sent as remote ids.
fn read_resolved<T>(
    body: &Map<String, Value>,
    mut violations: Vec<Violation>,
    sent: &RemoteIdFields,
) -> Result<T, Problem>
where
    T: DeserializeOwned + ToSchema + Validate + Referring + 'static,
{
    let read = read::<T>(&serde_json::to_vec(body).map_err(Problem::internal)?).map_err(either_is_required::<T>);
    if violations.is_empty() {
        let mut read = read.map_err(|problem| sent.point(problem))?;
        read.note_sent(sent);
        return Ok(read);
    }
    // These fields are missing only because what they name was not found.
    let not_found = |violation: &Violation| {
        T::references().iter().any(|reference| violation.pointer.strip_prefix('/') == Some(reference.id))
    };
    if let Err(Problem::InvalidBody(others)) = read {
        violations.extend(others.into_iter().filter(|violation| !not_found(violation)));
    }
    Err(sent.point(Problem::InvalidBody(violations)))
}

/// Adds to the problem of a missing resource that it can be named by its remote id, too.
fn either_is_required<T: Referring>(problem: Problem) -> Problem {
    let Problem::InvalidBody(mut violations) = problem else { return problem };
    for Reference { id, remote_id, .. } in T::references() {
        let missing = |found: &&mut Violation| found.code == "required" && found.pointer.strip_prefix('/') == Some(id);
        if let Some(violation) = violations.iter_mut().find(missing) {
            violation.message = format!("{id} or {remote_id} is required");
        }
    }
    Problem::InvalidBody(violations)
}

/// The account's candidate, if it has just one.
async fn only_candidate(scope: &Scope) -> Result<Option<CandidateId>, Problem> {
    let page = scope.page::<entity::Candidate>(&CandidateFilter::default(), None, 1).await?;
    Ok(page.items.first().filter(|_| !page.more).map(|row| row.stamp.id))
}

fn no_default() -> Violation {
    let detail = "name the candidate, by candidate_id or candidate_remote_id: the account does not have exactly one";
    Violation::new("/candidate_id", "required", detail)
}

impl<T: DeserializeOwned + ToSchema + Validate + Referring + 'static> FromRequest for ReferringBody<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = receive(request, payload, JSON, BODY_LIMIT);
        Box::pin(async move { Self::parse(&bytes.await?) })
    }
}

impl<T: ToSchema + Referring> PartialSchema for ReferringBody<T> {
    fn schema() -> RefOr<Schema> {
        let mut object = object_of::<T>();
        for reference in T::references() {
            let index = object.properties.get_index_of(reference.id).map_or(object.properties.len(), |index| index + 1);
            let is_list = matches!(object.properties.get(reference.id), Some(RefOr::T(Schema::Array(_))));
            object.properties.shift_insert(index, reference.remote_id.to_owned(), remote_schema(&reference, is_list));
            object.required.retain(|name| name != reference.id);
        }
        object.into()
    }
}

impl<T: ToSchema + Referring> ToSchema for ReferringBody<T> {
    fn name() -> std::borrow::Cow<'static, str> {
        T::name()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        push_schemas::<Key>(schemas);
        T::schemas(schemas);
    }
}

fn remote_schema(reference: &Reference, is_list: bool) -> RefOr<Schema> {
    let detail = format!("Instead of `{}`: the client's own {}.", reference.id, if is_list { "ids" } else { "id" });
    let key = Ref::from_schema_name(Key::name());
    if is_list {
        let mut list: Array = ArrayBuilder::new().items(key).max_items(Some(MAX_REMOTE_IDS)).build();
        list.description = Some(detail);
        return RefOr::T(Schema::Array(list));
    }
    OneOfBuilder::new().item(key).item(Object::with_type(Type::Null)).description(Some(detail)).into()
}
