//! The endpoints of playbooks.

use actix_web::{HttpResponse, delete, get, patch, post, web::Path};
use entity::{PlaybookId, Scope, Stamp};
use planning::{Key, Playbook, Violation};

use super::{AvailablePlaybook, PlaybookInput, PlaybookPatch, available, own};
use crate::{
    auth::{Reader, Writer},
    http::{Available, Body, IfMatch, Listing, MergePatch, PageQuery, Query, built_in_first, key_tag},
    problem::{ChangeProblems, ConflictProblems, CreateProblems, DeleteProblems, ListProblems, Problem, ReadProblems},
};

/// A page of playbooks.
pub type AvailablePlaybookList = Listing<AvailablePlaybook>;

/// Create a playbook
///
/// Rules of your own for plans. Plans follow it if the application or the request names its key. Its follow-ups are
/// the messages to send while the employer is silent. Each wait is a number of days, which ends on a business day, or
/// a number of business days.
#[utoipa::path(
    operation_id = "create_playbook",
    tag = "playbooks",
    request_body(content = PlaybookInput, example = json!({
        "key": "patient",
        "name": "Patient",
        "summary": "Thanks at once, and then gives them time.",
        "thank_you": {"within_hours": 24, "grace_business_days": 3},
        "follow_ups": [{
            "kind": "check_in",
            "opens": {"business_days": 8},
            "ideal": {"business_days": 10},
            "closes": {"business_days": 15}
        }],
        "move_on": {"days": 21},
        "adjustments": true,
        "channel_order": ["email"]
    })),
    responses((status = 201, description = "The playbook", body = AvailablePlaybook), CreateProblems)
)]
#[post("/v1/playbooks")]
pub async fn create_playbook(scope: Writer, Body(input): Body<PlaybookInput>) -> Result<AvailablePlaybook, Problem> {
    not_built_in(&input.0.key)?;
    let row = scope.insert_playbook(row(input, scope.stamp(PlaybookId::new()))?).await?;
    available::own(&row).map(Available::created)
}

fn row(input: PlaybookInput, stamp: Stamp<PlaybookId>) -> Result<entity::Playbook, Problem> {
    Ok(entity::Playbook { stamp, key: input.0.key.to_string(), body: input.into_body()? })
}

fn not_built_in(key: &str) -> Result<(), Problem> {
    match Playbook::built_in(key) {
        None => Ok(()),
        Some(_) => Err(is_built_in(key)),
    }
}

/// The problem of a change of a built-in playbook.
pub(crate) fn is_built_in(key: &str) -> Problem {
    Problem::Conflict(
        format!("{key} is built in and stays as it is; make a playbook of your own with another key").into(),
    )
}

/// List playbooks
///
/// The built-in playbooks, then the account's own in order of creation, in pages.
#[utoipa::path(
    operation_id = "list_playbooks",
    tag = "playbooks",
    params(PageQuery),
    responses((status = 200, description = "A page of playbooks", body = AvailablePlaybookList), ListProblems)
)]
#[get("/v1/playbooks")]
pub async fn list_playbooks(scope: Reader, Query(query): Query<PageQuery>) -> Result<AvailablePlaybookList, Problem> {
    let built_in = (0..).zip(Playbook::all_built_in().iter().map(available::built_in));
    built_in_first(&scope, &query, &(), built_in, available::own).await
}

/// Read a playbook
///
/// The current version. With the resource's `ETag` in `If-None-Match`, answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "get_playbook",
    tag = "playbooks",
    params(("key" = Key, Path, description = "The playbook's key", example = "consensus")),
    responses((status = 200, description = "The playbook", body = AvailablePlaybook), ReadProblems)
)]
#[get("/v1/playbooks/{key}")]
pub async fn get_playbook(scope: Reader, key: Path<Key>) -> Result<AvailablePlaybook, Problem> {
    match Playbook::built_in(&key) {
        Some(built_in) => Ok(available::built_in(built_in)),
        None => available::own(&own(&scope, &key).await?),
    }
}

/// One of the account's own playbooks, for a change. A built-in one is a conflict.
async fn changeable(scope: &Scope, key: &str) -> Result<entity::Playbook, Problem> {
    not_built_in(key)?;
    own(scope, key).await
}

/// Change a playbook
///
/// A JSON Merge Patch: changes the fields that it names, and null removes a value. Each change creates a new version;
/// earlier versions can still be read. Plans of applications that name the playbook follow the new version. The key
/// can't be changed, nor can a built-in playbook. To change the unit of a wait, remove the old one: `{"move_on":
/// {"days": null, "business_days": 10}}`.
#[utoipa::path(
    operation_id = "update_playbook",
    tag = "playbooks",
    params(("key" = Key, Path, description = "The playbook's key", example = "patient"), IfMatch),
    request_body(
        content = PlaybookPatch,
        content_type = "application/merge-patch+json",
        example = json!({"summary": "Leaves them all the time they need.", "move_on": {"days": 28}})
    ),
    responses((status = 200, description = "The playbook", body = AvailablePlaybook), ChangeProblems)
)]
#[patch("/v1/playbooks/{key}")]
pub async fn update_playbook(
    scope: Writer,
    key: Path<Key>,
    if_match: IfMatch,
    patch: MergePatch,
) -> Result<AvailablePlaybook, Problem> {
    let current = changeable(&scope, &key).await?;
    if_match.check_tag(&key_tag(current.stamp.id, current.stamp.version))?;
    let before = PlaybookInput::from_body(&current.body)?;
    let input = patch.apply(&before)?;
    if input.0.key != before.0.key {
        let message = "a key stays as it is; make another playbook";
        return Err(Problem::InvalidBody(vec![Violation::new("/key", "immutable", message)]));
    }
    // An unchanged playbook gets no new version.
    if input == before {
        return available::own(&current);
    }
    let next = row(input, scope.next(current.stamp))?;
    let next = scope.update_playbook(next).await.map_err(|error| if_match.too_late(error))?;
    available::own(&next)
}

/// Delete a playbook
///
/// Also deletes its versions. A playbook that applications name can't be deleted: give them another one first (`GET
/// /v1/applications?playbook=` lists them). A built-in playbook can't be deleted.
#[utoipa::path(
    operation_id = "delete_playbook",
    tag = "playbooks",
    params(("key" = Key, Path, description = "The playbook's key", example = "patient"), IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems, ConflictProblems)
)]
#[delete("/v1/playbooks/{key}")]
pub async fn delete_playbook(scope: Writer, key: Path<Key>, if_match: IfMatch) -> Result<HttpResponse, Problem> {
    let row = changeable(&scope, &key).await?;
    if_match.check_tag(&key_tag(row.stamp.id, row.stamp.version))?;
    match scope.delete_playbook(&row, if_match.only(row.stamp.version)).await {
        Err(entity::Error::Reference) => Err(in_use(&key)),
        deleted => if_match.deletion_response(deleted?),
    }
}

/// The problem of a playbook that can't be deleted, since applications name it.
pub(crate) fn in_use(key: &str) -> Problem {
    Problem::Conflict(format!("applications name {key}; give them another playbook first").into())
}
