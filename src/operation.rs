//! The traits of an operation, declared where it is registered. Middleware and the OpenAPI document are made from them.

use actix_web::{
    dev::{HttpServiceFactory, ResourceDef},
    http::Method,
};
use utoipa::openapi::{HttpMethod, RefOr, path::ParameterIn};
use utoipa_actix_web::OpenApiFactory;

use crate::auth::ScopeName;

/// The declaration of an operation: [`OPEN`], [`READ`], [`WRITE`] or [`ADMIN`], with further traits.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a trait of its own")]
pub struct OperationTraits {
    scope: Option<ScopeName>,
    is_idempotent: bool,
    takes_items: bool,
    takes_query: bool,
    is_hot: bool,
}

/// Needs no access token.
pub const OPEN: OperationTraits =
    OperationTraits { scope: None, is_idempotent: false, takes_items: false, takes_query: false, is_hot: false };

/// Needs an access token with the scope `read`.
pub const READ: OperationTraits = OperationTraits { scope: Some(ScopeName::Read), ..OPEN };

/// Needs an access token with the scope `write`.
pub const WRITE: OperationTraits = OperationTraits { scope: Some(ScopeName::Write), ..OPEN };

/// Needs an access token with the scope `admin`.
pub const ADMIN: OperationTraits = OperationTraits { scope: Some(ScopeName::Admin), ..OPEN };

impl OperationTraits {
    /// The operation takes an `Idempotency-Key`: [`crate::idempotency`].
    ///
    /// # Panics
    ///
    /// At compile time, if the operation does not need a scope for writing.
    #[must_use]
    pub const fn idempotent(self) -> Self {
        assert!(
            matches!(self.scope, Some(ScopeName::Write | ScopeName::Admin)),
            "a key belongs to an account that is signed in and may write"
        );
        Self { is_idempotent: true, ..self }
    }

    /// The operation has a body of items: [`crate::http::RawItems`].
    #[must_use]
    pub const fn of_items(self) -> Self {
        Self { takes_items: true, ..self }
    }

    /// The operation is called so often that its route is tried first. Most routes are regular expressions, which are
    /// tried one after the other.
    #[must_use]
    pub const fn hot(self) -> Self {
        Self { is_hot: true, ..self }
    }

    /// The scope that the access token needs; `None` if no token is needed.
    #[must_use]
    pub const fn scope(self) -> Option<ScopeName> {
        self.scope
    }

    #[must_use]
    pub const fn is_idempotent(self) -> bool {
        self.is_idempotent
    }

    #[must_use]
    pub const fn takes_items(self) -> bool {
        self.takes_items
    }

    /// Whether the operation has query parameters. [`OperationTable`] takes this from its documentation.
    #[must_use]
    pub const fn takes_query(self) -> bool {
        self.takes_query
    }

    #[must_use]
    pub const fn is_hot(self) -> bool {
        self.is_hot
    }
}

/// A handler with its route and documentation, as the macros of utoipa and actix-web generate them.
pub trait Operation: HttpServiceFactory + OpenApiFactory + utoipa::Path + 'static {}

impl<T: HttpServiceFactory + OpenApiFactory + utoipa::Path + 'static> Operation for T {}

/// Receives the operations of the service in order: the router of a worker, the OpenAPI document, or
/// [`OperationTable`].
pub trait Registry {
    fn add<O: Operation>(&mut self, operation: O, traits: OperationTraits) -> &mut Self;
}

/// The operations of the service by path and method.
#[derive(Debug, Default)]
pub struct OperationTable {
    /// In the order of registration, but paths without parameters first: a literal path takes precedence (OpenAPI 3.1,
    /// section 4.8.8.2). The hot ones follow: the paths are compared with a request's one after the other.
    paths: Vec<KnownPath>,
}

/// A path and its operations.
#[derive(Debug)]
pub struct KnownPath {
    path: String,
    pattern: ResourceDef,
    /// Whether one of the operations is hot.
    is_hot: bool,
    operations: Vec<(&'static str, OperationTraits)>,
}

/// The methods of operations, in the order of the header `Allow`.
const METHODS: [(HttpMethod, &str); 5] = [
    (HttpMethod::Get, "GET"),
    (HttpMethod::Post, "POST"),
    (HttpMethod::Put, "PUT"),
    (HttpMethod::Patch, "PATCH"),
    (HttpMethod::Delete, "DELETE"),
];

impl Registry for OperationTable {
    fn add<O: Operation>(&mut self, _: O, traits: OperationTraits) -> &mut Self {
        let mut parameters = O::operation().parameters.into_iter().flatten();
        let takes_query = parameters
            .any(|parameter| matches!(parameter, RefOr::T(parameter) if parameter.parameter_in == ParameterIn::Query));
        let traits = OperationTraits { takes_query, ..traits };
        let index = self.index_of(O::path(), traits.is_hot());
        let known = &mut self.paths[index];
        let methods = O::methods();
        let names = METHODS.iter().filter(|(method, _)| methods.contains(method)).map(|(_, name)| *name);
        known.operations.extend(names.map(|name| (name, traits)));
        known.operations.sort_by_key(|(name, _)| METHODS.iter().position(|(_, known)| known == name));
        self
    }
}

impl OperationTable {
    /// The index of a path, which is added or moved if necessary.
    fn index_of(&mut self, path: String, is_hot: bool) -> usize {
        let known = self.paths.iter().position(|known| known.path == path);
        if let Some(index) = known
            && (self.paths[index].is_hot || !is_hot)
        {
            return index;
        }
        let pattern = ResourceDef::new(path.as_str());
        let operations = known.map(|index| self.paths.remove(index).operations).unwrap_or_default();
        let added = KnownPath { path, pattern, is_hot, operations };
        let index = self.paths.partition_point(|known| known.order() <= added.order());
        self.paths.insert(index, added);
        index
    }

    /// The path of the operations that match a request's path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&KnownPath> {
        self.paths.iter().find(|known| known.pattern.is_match(path))
    }

    /// The traits of the operation that matches a request; `None` if it will be answered with 404 or 405.
    #[must_use]
    pub fn traits_of(&self, method: &Method, path: &str) -> Option<OperationTraits> {
        // A literal path takes precedence for all methods.
        let mut candidates =
            self.paths.iter().filter(|known| !known.has_parameters() || known.traits(method).is_some());
        candidates.find(|known| known.pattern.is_match(path))?.traits(method)
    }

    /// The paths without parameters that a path with parameters also matches.
    pub fn shadowed_paths(&self) -> impl Iterator<Item = &KnownPath> {
        let literal = self.paths.iter().filter(|known| !known.has_parameters());
        literal.filter(|known| {
            self.paths.iter().any(|other| other.has_parameters() && other.pattern.is_match(&known.path))
        })
    }
}

impl KnownPath {
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The methods of the path, in the order of `Allow`.
    pub fn methods(&self) -> impl Iterator<Item = &'static str> {
        self.operations.iter().map(|(name, _)| *name)
    }

    fn traits(&self, method: &Method) -> Option<OperationTraits> {
        self.operations.iter().find(|(name, _)| *name == method.as_str()).map(|(_, traits)| *traits)
    }

    fn has_parameters(&self) -> bool {
        self.path.contains('{')
    }

    /// The sort key of the path in [`OperationTable`].
    fn order(&self) -> (bool, bool) {
        (self.has_parameters(), !self.is_hot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes;

    #[test]
    fn hot_paths_come_first_whichever_of_their_operations_was_registered_first() {
        let mut table = OperationTable::default();
        routes::register(&mut table);
        let mut with_parameters = table.paths.iter().filter(|known| known.has_parameters());
        let hot: Vec<_> = with_parameters.by_ref().map_while(|known| known.is_hot.then_some(known.path())).collect();
        assert_eq!(hot, ["/v1/applications/{id}/interviews", "/v1/applications/{id}/follow-up-plan"]);
        assert!(with_parameters.all(|known| !known.is_hot));
    }
}
