//! Earlier versions of playbooks: a plan names the version that made it.

use actix_web::{get, web::Path};
use planning::{Key, Playbook};
use uuid::Uuid;

use super::{AvailablePlaybook, AvailablePlaybookList, available, own};
use crate::{
    auth::Reader,
    http::{Cursor, Listing, PageQuery, Query},
    problem::{ListProblems, Problem, ReadProblems},
};

/// List the versions of a playbook
///
/// From the first to the current one. `updated_at` says when each was written. A built-in playbook has one version.
#[utoipa::path(
    operation_id = "list_playbook_versions",
    tag = "playbooks",
    params(("key" = Key, Path, description = "The playbook's key", example = "consensus"), PageQuery),
    responses((status = 200, description = "A page of playbooks", body = AvailablePlaybookList), ListProblems)
)]
#[get("/v1/playbooks/{key}/versions")]
pub async fn list_playbook_versions(
    scope: Reader,
    key: Path<Key>,
    Query(query): Query<PageQuery>,
) -> Result<AvailablePlaybookList, Problem> {
    let after = query.cursor.map_or(0, |cursor| i64::try_from(cursor.into_key::<Uuid>().as_u128()).unwrap_or(i64::MAX));
    if let Some(built_in) = Playbook::built_in(&key) {
        let version = (i64::from(built_in.version) > after).then(|| available::built_in(built_in));
        return Ok(Listing { items: version.into_iter().collect(), next_cursor: None });
    }
    let page = scope.playbook_versions(&key, after, query.limit.get()).await?;
    if page.items.is_empty() {
        own(&scope, &key).await?;
    }
    let next_cursor = page.next(|(_, last)| version_cursor(last.version)).transpose()?.map(|next| next.to_string());
    let items = page.items.iter().map(|(row, version)| available::own_version(row, version));
    Ok(Listing { items: items.collect::<Result<_, _>>()?, next_cursor })
}

/// The cursor of the page that begins after a version.
fn version_cursor(version: i64) -> Result<Cursor, Problem> {
    Ok(Cursor::new(Uuid::from_u128(version.try_into().map_err(Problem::internal)?)))
}

/// Read a version of a playbook
///
/// A version never changes.
#[utoipa::path(
    operation_id = "get_playbook_version",
    tag = "playbooks",
    params(
        ("key" = Key, Path, description = "The playbook's key", example = "consensus"),
        ("version" = u32, Path, description = "The number of the version, from 1", minimum = 1, example = 1)
    ),
    responses((status = 200, description = "The playbook", body = AvailablePlaybook), ReadProblems)
)]
#[get("/v1/playbooks/{key}/versions/{version}")]
pub async fn get_playbook_version(scope: Reader, path: Path<(Key, u32)>) -> Result<AvailablePlaybook, Problem> {
    let (key, version) = path.into_inner();
    if let Some(built_in) = Playbook::built_in(&key) {
        return (built_in.version == version).then(|| available::built_in(built_in)).ok_or(Problem::NotFound);
    }
    let (row, version) = scope.playbook_version(&key, version.into()).await?.ok_or(Problem::NotFound)?;
    available::own_version(&row, &version)
}
