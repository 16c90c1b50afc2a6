//! Responses to requests that match no operation: 404, or 405 with `Allow`.

use actix_web::{
    HttpRequest, HttpResponse, Resource,
    guard::{self, Guard, GuardContext},
    web::{self, Data},
};

use crate::{operation::OperationTable, problem::Problem};

/// Answers a request that no operation matches.
pub(super) async fn unrouted(request: HttpRequest, operations: Data<OperationTable>) -> Result<HttpResponse, Problem> {
    Err(match operations.find(request.path()) {
        Some(known) => Problem::MethodNotAllowed(known.methods().collect::<Vec<_>>().join(", ")),
        None => Problem::NotFound,
    })
}

/// If a path with parameters also matches a literal path, registers a resource for the literal path that answers 405 to
/// the other methods. Otherwise `PATCH /v1/messages/proofread` would change a message with the id `proofread`.
pub(super) fn wrong_methods(operations: &OperationTable) -> impl Iterator<Item = Resource> {
    operations.shadowed().map(|known| {
        let methods = AnyOf(known.methods().collect());
        web::resource(known.path()).guard(guard::Not(methods)).to(unrouted)
    })
}

/// Checks that a request has one of these methods.
struct AnyOf(Vec<&'static str>);

impl Guard for AnyOf {
    fn check(&self, request: &GuardContext<'_>) -> bool {
        self.0.contains(&request.head().method.as_str())
    }
}
