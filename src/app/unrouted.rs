//! Responses to requests that match no operation: 404, or 405 with `Allow`.

use actix_web::{
    HttpRequest, HttpResponse, Resource,
    guard::{self, Guard, GuardContext},
    web::{self, Data},
};

use uuid::Uuid;

use crate::{operation::OperationTable, problem::Problem};

/// The part of a path that names a step.
const STEP_ID: &str = "step_id";

const NO_STEP_ID: &str =
    "step_id in the path is no id of a step: it has 1 to 300 characters, and no control characters among them";

/// Answers a request that no operation matches.
pub(super) async fn unrouted(request: HttpRequest, operations: Data<OperationTable>) -> Result<HttpResponse, Problem> {
    Err(match operations.find(request.path()) {
        Some(known) => Problem::MethodNotAllowed(known.methods().collect::<Vec<_>>().join(", ")),
        None => Problem::UNKNOWN_PATH,
    })
}

/// The problem of a path with a malformed part, which is an id in most paths. Ids of steps are no UUIDs.
pub(super) fn malformed(request: &HttpRequest) -> Problem {
    let is_id = |name: &str| name == "id" || name.ends_with("_id") && name != STEP_ID;
    let mut parts = request.match_info().iter();
    let malformed = parts.find(|(name, part)| is_id(name) && part.parse::<Uuid>().is_err());
    match malformed {
        Some((name, _)) => Problem::MalformedId(name.to_owned()),
        None if request.match_info().get(STEP_ID).is_some() => Problem::NotFoundDetail(NO_STEP_ID),
        None => Problem::NotFound,
    }
}

/// If a path with parameters also matches a literal path, registers a resource for the literal path that answers 405 to
/// the other methods. Otherwise `PATCH /v1/messages/proofread` would change a message with the id `proofread`.
pub(super) fn wrong_methods(operations: &OperationTable) -> impl Iterator<Item = Resource> {
    operations.shadowed_paths().map(|known| {
        let methods = MethodGuard(known.methods().collect());
        web::resource(known.path()).guard(guard::Not(methods)).to(unrouted)
    })
}

/// Checks that a request has one of these methods.
struct MethodGuard(Vec<&'static str>);

impl Guard for MethodGuard {
    fn check(&self, request: &GuardContext<'_>) -> bool {
        self.0.contains(&request.head().method.as_str())
    }
}
