//! Checks of references from and to applications.

use std::collections::{HashMap, HashSet};

use entity::{ApplicationId, CandidateId, ContactId, Page, Scope};
use planning::{Key, Violation};

use crate::{playbooks, problem::Problem};

/// Answers 404 if the account does not have the application.
pub(crate) async fn exists(scope: &Scope, id: ApplicationId) -> Result<(), Problem> {
    scope.get::<entity::Application>(id).await?.map(drop).ok_or(Problem::NotFound)
}

/// The ids of the stored applications that have these remote ids.
pub(crate) async fn ids_by_remote_ids<'k>(
    scope: &Scope,
    remote_ids: impl IntoIterator<Item = &'k Key>,
) -> Result<HashMap<Key, ApplicationId>, Problem> {
    let named: HashSet<&str> = remote_ids.into_iter().map(|id| &**id).collect();
    let rows: Vec<entity::Application> = scope.by_remote_ids(&named.into_iter().collect::<Vec<_>>()).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.remote_id?, row.stamp.id))).collect())
}

/// A page of an application's rows. If it is empty, checks that the application exists.
pub(crate) async fn page_of<T>(scope: &Scope, id: ApplicationId, page: Page<T>) -> Result<Page<T>, Problem> {
    if page.items.is_empty() {
        exists(scope, id).await?;
    }
    Ok(page)
}

/// The problem of a row of an application that could not be written. The insert itself checks the application and the
/// contacts; only after it failed, this looks for the missing one.
pub(crate) async fn reference_problem(
    scope: &Scope,
    error: entity::Error,
    application: ApplicationId,
    contacts: &[ContactId],
    pointer: impl Fn(usize) -> String,
) -> Problem {
    if !matches!(error, entity::Error::Reference) {
        return error.into();
    }
    let missing = async {
        exists(scope, application).await?;
        has_contacts(scope, application, contacts, pointer).await
    };
    missing.await.err().unwrap_or_else(|| error.into())
}

/// Reports each id that is not a contact of the application, at the pointer that `pointer` returns for it.
pub(crate) async fn has_contacts(
    scope: &Scope,
    application: ApplicationId,
    ids: &[ContactId],
    pointer: impl Fn(usize) -> String,
) -> Result<(), Problem> {
    let known = scope.find_contacts(application, ids).await?;
    let unknown: Vec<_> = ids
        .iter()
        .enumerate()
        .filter(|(_, id)| !known.contains(id))
        .map(|(index, _)| {
            Violation::new(pointer(index), "unknown_reference", "the application has no contact with this id")
        })
        .collect();
    if unknown.is_empty() { Ok(()) } else { Err(Problem::InvalidBody(unknown)) }
}

/// Refuses a body that names an unknown candidate, at this pointer.
pub(crate) async fn candidate_exists(scope: &Scope, id: CandidateId, pointer: &str) -> Result<(), Problem> {
    let unknown = || Problem::unknown_reference(pointer, "there is no candidate with this id");
    scope.get::<entity::Candidate>(id).await?.map(drop).ok_or_else(unknown)
}

/// The problem of a body that names an unknown application.
pub(crate) fn unknown_in_body() -> Problem {
    Problem::unknown_reference("/application_id", "there is no application with this id")
}

/// Checks that the application which a body names exists.
pub(crate) async fn named_in_body(scope: &Scope, id: ApplicationId) -> Result<(), Problem> {
    exists(scope, id).await.map_err(|problem| match problem {
        Problem::NotFound => unknown_in_body(),
        problem => problem,
    })
}

/// Checks that a playbook with this key exists, built in or the account's own.
pub(super) async fn playbook_exists(scope: &Scope, key: Option<&Key>) -> Result<(), Problem> {
    let Some(key) = key else { return Ok(()) };
    let unknown = || Problem::unknown_reference("/playbook", &playbooks::unknown(key));
    playbooks::by_key(scope, key).await?.map(drop).ok_or_else(unknown)
}

/// The problem of an application that could not be written. The insert itself checks the candidate and the playbook;
/// only after it failed, this looks for the missing one.
pub(super) async fn not_written(
    scope: &Scope,
    error: entity::Error,
    candidate: CandidateId,
    playbook: Option<&Key>,
) -> Problem {
    if !matches!(error, entity::Error::Reference) {
        return error.into();
    }
    let missing = async {
        candidate_exists(scope, candidate, "/candidate_id").await?;
        playbook_exists(scope, playbook).await
    };
    missing.await.err().unwrap_or_else(|| error.into())
}
