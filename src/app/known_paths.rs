//! Which paths there are, and what each can do: to tell a wrong method from a wrong path.

use actix_web::{
    HttpRequest, HttpResponse, Resource,
    dev::ResourceDef,
    guard::{self, Guard, GuardContext},
    web::{self, Data},
};
use utoipa::openapi::{OpenApi, path::PathItem};

use crate::problem::Problem;

/// The paths of the OpenAPI document with their methods; those without parameters first, since they stand for
/// themselves where both match (OpenAPI 3.1, section 4.8.8.2).
#[derive(Debug)]
pub(super) struct KnownPaths(Vec<Known>);

#[derive(Debug)]
struct Known {
    path: String,
    pattern: ResourceDef,
    methods: Vec<&'static str>,
}

impl KnownPaths {
    /// Those of a document.
    pub(super) fn of(document: &OpenApi) -> Self {
        let known = |(path, item): (&String, &PathItem)| Known {
            path: path.clone(),
            pattern: ResourceDef::new(path.as_str()),
            methods: methods(item),
        };
        let mut known: Vec<_> = document.paths.paths.iter().map(known).collect();
        known.sort_by_key(Known::has_parameters);
        Self(known)
    }

    /// What takes the methods that a path without parameters hasn't got, where one with parameters would take them for
    /// its own: `PATCH /v1/messages/proofread` is for no message.
    pub(super) fn overshadowing(&self) -> impl Iterator<Item = Resource> {
        let plain = self.0.iter().filter(|known| !known.has_parameters());
        let shadowed = plain
            .filter(|plain| self.0.iter().any(|other| other.has_parameters() && other.pattern.is_match(&plain.path)));
        shadowed
            .map(|known| web::resource(&known.path).guard(guard::Not(AnyOf(known.methods.clone()))).to(nothing_here))
    }

    fn problem(&self, path: &str) -> Problem {
        match self.0.iter().find(|known| known.pattern.is_match(path)) {
            Some(known) => Problem::MethodNotAllowed(known.methods.join(", ")),
            None => Problem::NotFound,
        }
    }
}

impl Known {
    fn has_parameters(&self) -> bool {
        self.path.contains('{')
    }
}

fn methods(item: &PathItem) -> Vec<&'static str> {
    let methods = [
        (item.get.is_some(), "GET"),
        (item.post.is_some(), "POST"),
        (item.put.is_some(), "PUT"),
        (item.patch.is_some(), "PATCH"),
        (item.delete.is_some(), "DELETE"),
    ];
    methods.into_iter().filter(|(there, _)| *there).map(|(_, name)| name).collect()
}

/// That a request has one of these methods.
struct AnyOf(Vec<&'static str>);

impl Guard for AnyOf {
    fn check(&self, request: &GuardContext<'_>) -> bool {
        self.0.contains(&request.head().method.as_str())
    }
}

/// Answers what nothing else does.
pub(super) async fn nothing_here(request: HttpRequest, known: Data<KnownPaths>) -> Result<HttpResponse, Problem> {
    Err(known.problem(request.path()))
}
